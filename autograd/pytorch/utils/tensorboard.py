"""``torch.utils.tensorboard``: the ``SummaryWriter`` of the package tensorboardX, where that is installed."""

from __future__ import annotations

from typing import Any

from ...core.errors import refuse


def __getattr__(name: str) -> Any:
    if name == "SummaryWriter":
        try:
            from tensorboardX import SummaryWriter
        except ImportError:
            pass
        else:
            return SummaryWriter
    return _refused(name)


_refused = refuse(__name__)
