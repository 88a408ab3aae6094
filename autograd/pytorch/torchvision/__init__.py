"""What `run` finds at the address ``torchvision``: of that library the operation that programs ask for most, and nothing else."""

from ...core.errors import NoSuchName
from . import ops

__version__ = "0.28.0"  # the version whose behaviour this is: the one that belongs to PyTorch 2.13


def __getattr__(name: str) -> object:
    raise NoSuchName(f"module 'torchvision' has no attribute {name!r}: wgrad has torchvision.ops.nms only", __name__, name)
