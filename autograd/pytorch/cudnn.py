"""``torch.backends.cudnn``."""

from __future__ import annotations

from .cuda import is_available

__all__ = ["allow_tf32", "benchmark", "deterministic", "enabled", "is_available", "version"]

enabled = True
benchmark = False
deterministic = False
allow_tf32 = True


def version() -> None:
    """None: it is not there."""
