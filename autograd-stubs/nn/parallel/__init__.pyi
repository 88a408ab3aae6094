"""Models trained by several processes: the address ``torch.nn.parallel``."""
from autograd.nn.parallel.data_parallel import DataParallel as DataParallel
from autograd.nn.parallel.distributed import DistributedDataParallel as DistributedDataParallel
from . import data_parallel as data_parallel
from . import distributed as distributed
