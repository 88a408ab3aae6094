"""``torch.accelerator``: there is none."""

from __future__ import annotations

from typing import Any

from ..core.errors import refuse as _refuse
from .cuda import device_count, is_available, synchronize

__all__ = ["current_accelerator", "device_count", "is_available", "synchronize"]


def current_accelerator(check_available: bool = False) -> Any:
    """None: there is none."""
    return None


__getattr__ = _refuse(__name__)
