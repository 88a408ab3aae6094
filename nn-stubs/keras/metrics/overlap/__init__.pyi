"""See `autograd.nn.keras.metrics.overlap`."""
from autograd.nn.keras.metrics.overlap import *
