"""PackedSequence: sequences of different lengths without padding, as recurrent layers take them; `nn.utils.rnn` makes them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.tensor import wrap

__all__: list[str] = []


class _Packed(NamedTuple):
    data: Tensor
    batch_sizes: Tensor
    sorted_indices: Tensor | None
    unsorted_indices: Tensor | None


class PackedSequence(_Packed):
    """Sequences, longest first, step after step: the first elements of all, then the second elements of those that have one, ...

    ``data``: (elements of all, *), ``batch_sizes``: how many sequences have a first, a second, ... element. The other two say how the
    sequences were sorted and how to undo it. Made by `pack_padded_sequence` and `pack_sequence`.
    """

    __slots__ = ()

    def __new__(cls, data: Any, batch_sizes: Any = None, sorted_indices: Any = None, unsorted_indices: Any = None) -> PackedSequence:
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def to(self, *args: Any, **kwargs: Any) -> PackedSequence:
        """The same sequences with another dtype."""
        return self._replace(data=self.data.to(*args, **kwargs))

    def double(self) -> PackedSequence:
        """The same sequences as float64."""
        return self.to(autograd.float64)

    def float(self) -> PackedSequence:
        """The same sequences as float32."""
        return self.to(autograd.float32)

    @property
    def is_cuda(self) -> bool:
        """Always False."""
        return False


def invert_permutation(permutation: Tensor | None) -> Tensor | None:
    """The permutation that undoes this one.

    >>> import autograd as torch
    >>> invert_permutation(torch.tensor([2, 0, 1]))
    tensor([1, 2, 0])
    """
    return None if permutation is None else wrap(np.argsort(permutation.array, kind="stable"))


def places(batch_sizes: Any) -> tuple[Any, Any]:
    """For packed data: a mask (T, B) of the elements that exist, and where each is in the data (0 for those that do not exist)."""
    sizes = np.asarray(batch_sizes)
    exists = np.arange(sizes[0]) < sizes[:, None]
    return exists, np.where(exists, np.cumsum(exists).reshape(exists.shape) - 1, 0)
