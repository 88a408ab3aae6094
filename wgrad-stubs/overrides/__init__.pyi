"""See `autograd.overrides`."""
from autograd.overrides import *
