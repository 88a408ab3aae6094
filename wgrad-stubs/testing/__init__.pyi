"""See `autograd.testing`."""
from autograd.testing import *
