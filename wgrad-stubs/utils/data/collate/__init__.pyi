"""See `autograd.utils.data.collate`."""
from autograd.utils.data.collate import *
