"""See `autograd.storage`."""
from autograd.storage import *
