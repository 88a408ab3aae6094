"""See `autograd.nn.keras.metrics.confusion`."""
from autograd.nn.keras.metrics.confusion import *
