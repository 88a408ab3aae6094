"""See `autograd.multiprocessing`."""
from autograd.multiprocessing import *
