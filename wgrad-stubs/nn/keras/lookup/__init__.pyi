"""See `autograd.nn.keras.lookup`."""
from autograd.nn.keras.lookup import *
