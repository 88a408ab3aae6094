"""See `autograd.nn.data.dataloader`."""
from autograd.nn.data.dataloader import *
