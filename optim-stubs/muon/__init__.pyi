"""See `autograd.optim.muon`."""
from autograd.optim.muon import *
