"""See `autograd.nn.keras.callbacks`."""
from autograd.nn.keras.callbacks import *
