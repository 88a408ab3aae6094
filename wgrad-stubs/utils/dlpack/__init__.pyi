"""See `autograd.utils.dlpack`."""
from autograd.utils.dlpack import *
