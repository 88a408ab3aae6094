"""See `autograd.nn.keras.metrics.averages`."""
from autograd.nn.keras.metrics.averages import *
