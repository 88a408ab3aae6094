"""See `autograd.accelerator`."""
from autograd.accelerator import *
