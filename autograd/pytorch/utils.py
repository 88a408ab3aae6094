"""The address ``torch.utils``: its modules ``data`` and ``checkpoint`` live in ``nn.data`` and ``autograd.checkpoint``."""

from __future__ import annotations

import importlib
from typing import Any

__path__: list[str] = []  # so that ``import autograd.utils.data`` looks further


def __getattr__(name: str) -> Any:
    if name in ("data", "checkpoint"):
        return importlib.import_module(f"autograd.utils.{name}")
    raise AttributeError(f"module 'autograd.utils' has no attribute {name!r}")
