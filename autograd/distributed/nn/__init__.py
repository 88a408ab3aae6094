"""The address ``torch.distributed.nn``: operations between processes that have gradients."""

from . import functional
from .functional import *
