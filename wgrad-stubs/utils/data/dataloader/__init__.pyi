"""See `autograd.utils.data.dataloader`."""
from autograd.utils.data.dataloader import *
