"""Orders in which samples are taken. For the same seed they are PyTorch's."""
from autograd.utils.data.sampler import BatchSampler as BatchSampler
from autograd.utils.data.sampler import RandomSampler as RandomSampler
from autograd.utils.data.sampler import Sampler as Sampler
from autograd.utils.data.sampler import SequentialSampler as SequentialSampler
from autograd.utils.data.sampler import SubsetRandomSampler as SubsetRandomSampler
from autograd.utils.data.sampler import WeightedRandomSampler as WeightedRandomSampler
