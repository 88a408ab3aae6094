"""See `autograd.nn.keras.batches`."""
from autograd.nn.keras.batches import *
