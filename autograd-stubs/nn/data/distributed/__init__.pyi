"""Samples divided among processes."""
from autograd.utils.data.distributed import DistributedSampler as DistributedSampler
