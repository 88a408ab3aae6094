"""See `autograd.nn.keras.metrics.base`."""
from autograd.nn.keras.metrics.base import *
