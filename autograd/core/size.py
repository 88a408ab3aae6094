"""Size, the shape of a tensor, and the numbers of its dimensions."""

from __future__ import annotations

from typing import Any

__all__ = ["Size"]


class Size(tuple[int, ...]):
    """A tensor's shape: a tuple of ints that prints as PyTorch's does.

    >>> import autograd
    >>> autograd.zeros(2, 3).shape
    torch.Size([2, 3])
    """

    __slots__ = ()

    def numel(self) -> int:
        """The number of elements of a tensor of this shape."""
        count = 1
        for n in self:
            count *= n
        return count

    def __getitem__(self, index: Any) -> Any:
        part = tuple.__getitem__(self, index)
        return Size(part) if isinstance(index, slice) else part

    def __add__(self, other: Any) -> Size:
        return Size(tuple.__add__(self, tuple(other)))

    def __repr__(self) -> str:
        return f"torch.Size([{', '.join(map(str, self))}])"


def dimension(caller: str, dim: int, ndim: int) -> int:
    """``dim`` counted from the front; PyTorch's IndexError if a tensor of ``ndim`` dimensions has none such."""
    limit = max(ndim, 1)
    if not -limit <= dim < limit:
        raise IndexError(
            f"{caller}: Dimension out of range (expected to be in range of [{-limit}, {limit - 1}], but got {dim}) "
            f"for a tensor with {ndim} dimensions"
        )
    return dim % limit
