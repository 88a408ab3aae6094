"""See `autograd.nn.keras.losses`."""
from autograd.nn.keras.losses import *
