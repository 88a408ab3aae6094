"""See `autograd.nn.keras.metrics`."""
from autograd.nn.keras.metrics import *
