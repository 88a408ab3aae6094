"""See `autograd.nn.functional.multi_head`."""
from autograd.nn.functional.multi_head import *
