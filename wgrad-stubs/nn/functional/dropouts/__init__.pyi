"""See `autograd.nn.functional.dropouts`."""
from autograd.nn.functional.dropouts import *
