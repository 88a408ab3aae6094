"""The address ``torch.utils``: its modules ``data`` and ``checkpoint`` live in ``autograd.nn.data`` and ``autograd.transforms``."""

from __future__ import annotations

import importlib
from typing import Any

from ...core.errors import NoSuchName

_MODULES = ("_pytree", "checkpoint", "data", "deterministic", "hooks")


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"autograd.utils.{name}")
    raise NoSuchName(f"module 'torch.utils' has no attribute {name!r}", __name__, name)
