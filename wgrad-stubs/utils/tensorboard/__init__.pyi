"""See `autograd.utils.tensorboard`."""
from autograd.utils.tensorboard import *
