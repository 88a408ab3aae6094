"""See `autograd.nn.keras.layers`."""
from autograd.nn.keras.layers import *
