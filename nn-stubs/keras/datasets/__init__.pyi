"""See `autograd.nn.keras.datasets`."""
from autograd.nn.keras.datasets import *
