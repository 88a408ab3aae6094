"""See `autograd.nn.keras.models`."""
from autograd.nn.keras.models import *
