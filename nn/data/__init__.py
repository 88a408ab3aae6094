"""Data: sets of samples, orders in which to take them, and batches of them; the address ``torch.utils.data``.

>>> import autograd as torch
>>> from nn.data import DataLoader, TensorDataset
>>> samples = TensorDataset(torch.arange(5.0), torch.arange(5) % 2)
>>> for x, y in DataLoader(samples, batch_size=2):
...     print(x, y)
tensor([0., 1.]) tensor([0, 1])
tensor([2., 3.]) tensor([0, 1])
tensor([4.]) tensor([0])
"""

from . import dataloader, dataset, distributed, sampler
from .dataloader import *
from .dataset import *
from .distributed import DistributedSampler
from .sampler import *
