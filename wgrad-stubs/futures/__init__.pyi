"""See `autograd.futures`."""
from autograd.futures import *
