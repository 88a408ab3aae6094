"""See `autograd.sparse`."""
from autograd.sparse import *
