"""``torch.multiprocessing``: Python's own. Tensors that go from one process to another are copied; nothing lies in shared memory."""

from __future__ import annotations

import multiprocessing
from typing import Any

from ..core.errors import refuse

_refused = refuse(__name__)


def __getattr__(name: str) -> Any:
    return getattr(multiprocessing, name) if name in multiprocessing.__all__ else _refused(name)
