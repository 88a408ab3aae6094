"""See `autograd.nn.keras.initializers`."""
from autograd.nn.keras.initializers import *
