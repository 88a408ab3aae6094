"""See `autograd.nn.keras.schedules`."""
from autograd.nn.keras.schedules import *
