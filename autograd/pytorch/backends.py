"""``torch.backends``: settings of libraries that are not there. They can be read and set, and change nothing."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType, SimpleNamespace
from typing import Any

from ..core.errors import refuse as _refuse
from . import cudnn
from .cuda import is_available

__all__ = ["cuda", "cudnn", "mkl", "mkldnn", "mps", "openmp"]


def _settings(name: str, **values: Any) -> ModuleType:
    """Settings that can be imported as a module: ``import torch.backends.cuda``."""
    module = ModuleType(f"autograd.backends.{name}")
    module.__spec__ = ModuleSpec(module.__name__, None)
    vars(module).update(values, __getattr__=_refuse(module.__name__))
    sys.modules[module.__name__] = module
    return module


mps = _settings("mps", is_available=is_available, is_built=is_available)
mkl, mkldnn, openmp = (_settings(name, is_available=is_available) for name in ("mkl", "mkldnn", "openmp"))
cuda = _settings(
    "cuda",
    is_built=is_available,
    matmul=SimpleNamespace(allow_tf32=False, allow_fp16_reduced_precision_reduction=False),
)


__getattr__ = _refuse(__name__)
