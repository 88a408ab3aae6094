"""See `autograd.nn.keras.utils`."""
from autograd.nn.keras.utils import *
