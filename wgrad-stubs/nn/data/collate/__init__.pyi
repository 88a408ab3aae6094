"""See `autograd.nn.data.collate`."""
from autograd.nn.data.collate import *
