"""See `autograd.nn.modules.sparse`."""
from autograd.nn.modules.sparse import *
