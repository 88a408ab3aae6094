"""PyTorch's names for orders of the elements in memory: ``torch.channels_last`` and its like, and `arranged`, which brings an array into one."""

from __future__ import annotations

from typing import Any

from .strides import is_packed, ordered

__all__ = ["channels_last", "channels_last_3d", "contiguous_format", "layout", "memory_format", "preserve_format", "sparse_coo", "strided"]


class _Named:
    """Something of which there is one of each name, in files and copies too."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str:
        return self.name  # the name of a global of this module


class memory_format(_Named):
    """An order of the elements in memory.

    ``contiguous_format``: row-major. ``channels_last``: of images (N, C, H, W) the channels vary fastest, then W, H, N; ``channels_last_3d``:
    the same of volumes (N, C, D, H, W). ``preserve_format``: as another tensor lies, if it is packed in memory.
    """


class layout(_Named):
    """How the elements are kept: ``strided``, all of them in memory; ``sparse_coo``, those that are not zero, with their coordinates."""


channels_last, channels_last_3d = memory_format("channels_last"), memory_format("channels_last_3d")
contiguous_format, preserve_format = memory_format("contiguous_format"), memory_format("preserve_format")
strided, sparse_coo = layout("strided"), layout("sparse_coo")

RANKS = {channels_last: 4, channels_last_3d: 5}


def _order(caller: str, array: Any, wanted: Any) -> tuple[int, ...]:
    """The dimensions from slowest to fastest."""
    if not isinstance(wanted, memory_format):
        raise TypeError(f"{caller}(): argument 'memory_format' must be torch.memory_format, not {type(wanted).__name__}")
    if wanted is contiguous_format:
        return tuple(range(array.ndim))
    if array.ndim != RANKS[wanted]:
        raise RuntimeError(f"required rank {RANKS[wanted]} tensor to use {wanted.name} format, and {caller} has got one of shape {array.shape}")
    return (0, *range(2, array.ndim), 1)


def is_arranged(caller: str, array: Any, wanted: Any) -> bool:
    """Whether the array lies in this order; always in None and ``preserve_format``, which leave it as it is."""
    return wanted is None or wanted is preserve_format or is_packed(array, _order(caller, array, wanted))


def arranged(caller: str, array: Any, wanted: Any) -> Any:
    """The array in this order, in a copy unless `is_arranged`."""
    return array if wanted is None or wanted is preserve_format else ordered(array, _order(caller, array, wanted))
