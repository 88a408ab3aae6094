"""Sets of samples: those that can be indexed (`Dataset`), and those that can only be walked through (`IterableDataset`)."""
from autograd.utils.data.dataset import ChainDataset as ChainDataset
from autograd.utils.data.dataset import ConcatDataset as ConcatDataset
from autograd.utils.data.dataset import Dataset as Dataset
from autograd.utils.data.dataset import IterableDataset as IterableDataset
from autograd.utils.data.dataset import StackDataset as StackDataset
from autograd.utils.data.dataset import Subset as Subset
from autograd.utils.data.dataset import TensorDataset as TensorDataset
from autograd.utils.data.dataset import random_split as random_split
