"""``torch.distributed``, as in a PyTorch that was built without it: it is not available."""

from __future__ import annotations

import os

__all__ = ["is_available", "is_initialized", "is_torchelastic_launched"]


def is_available() -> bool:
    """False: programs run in one process."""
    return False


def is_initialized() -> bool:
    """False: there is no group of processes."""
    return False


def is_torchelastic_launched() -> bool:
    """True if this process was started by PyTorch's own launcher."""
    return "TORCHELASTIC_RUN_ID" in os.environ
