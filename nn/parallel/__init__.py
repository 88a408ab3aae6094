"""Models trained by several processes: the address ``torch.nn.parallel``."""

from ..modules.container import DataParallel
from .distributed import DistributedDataParallel
