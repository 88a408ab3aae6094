"""The address ``torch.distributed.nn``: operations between processes that have gradients."""
from autograd.distributed.nn.functional import all_gather as all_gather
from autograd.distributed.nn.functional import all_reduce as all_reduce
from autograd.distributed.nn.functional import reduce_scatter as reduce_scatter
from . import functional as functional
