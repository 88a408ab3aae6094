"""See `autograd.nn.keras.regularizers`."""
from autograd.nn.keras.regularizers import *
