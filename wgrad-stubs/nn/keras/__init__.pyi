"""See `autograd.nn.keras`."""
from autograd.nn.keras import *
