"""See `autograd.nn.keras.optimizers`."""
from autograd.nn.keras.optimizers import *
