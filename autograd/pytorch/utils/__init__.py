"""The address ``torch.utils``: its modules ``data`` and ``checkpoint`` live in ``autograd.nn.data`` and ``autograd.transforms``."""

from __future__ import annotations

import importlib
from typing import Any

from ...core.errors import refuse

_MODULES = ("_foreach_utils", "_pytree", "checkpoint", "data", "deterministic", "dlpack", "hooks", "model_zoo", "tensorboard")


_refused = refuse(__name__)


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"autograd.utils.{name}")
    return _refused(name)
