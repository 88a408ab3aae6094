"""See `autograd.nn.keras.activations`."""
from autograd.nn.keras.activations import *
