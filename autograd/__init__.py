"""wgrad."""
from . import dtypes, engine, tensor, op
from .dtypes import *
from .engine import no_grad, grad, backward
from .tensor import Tensor, wrap
from .ops import arithmetic
from .ops import shape, indexing
