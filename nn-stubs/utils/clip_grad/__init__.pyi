"""See `autograd.nn.utils.clip_grad`."""
from autograd.nn.utils.clip_grad import *
