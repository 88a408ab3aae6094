"""``torch.backends``: settings of libraries that are not there. They can be read and set, and change nothing."""

from __future__ import annotations

from types import SimpleNamespace

from ..core.errors import refuse as _refuse
from . import cudnn
from .cuda import is_available

__all__ = ["cuda", "cudnn", "mkl", "mkldnn", "mps", "openmp"]

mps = SimpleNamespace(is_available=is_available, is_built=is_available)
mkl = mkldnn = openmp = SimpleNamespace(is_available=is_available)
cuda = SimpleNamespace(is_built=is_available, matmul=SimpleNamespace(allow_tf32=False, allow_fp16_reduced_precision_reduction=False))


__getattr__ = _refuse(__name__)
