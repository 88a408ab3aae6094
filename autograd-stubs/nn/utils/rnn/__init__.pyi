"""Sequences of different lengths in one batch: padded to the longest, or packed without the padding."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.packing import _Packed as _Packed
from builtins import float as _float
from typing import Any as _Any
from typing import Self as _Self
class PackedSequence(_Packed):
    """Sequences, longest first, step after step: the first elements of all, then the second elements of those that have one, ...

    ``data``: (elements of all, *), ``batch_sizes``: how many sequences have a first, a second, ... element. The other two say how the
    sequences were sorted and how to undo it. Made by `pack_padded_sequence` and `pack_sequence`."""
    def __new__(cls, data: _Any, batch_sizes: _Any = None, sorted_indices: _Any = None, unsorted_indices: _Any = None) -> _Self: ...
    def to(self, *args: _Any, **kwargs: _Any) -> PackedSequence: """The same sequences with another dtype."""
    def double(self) -> PackedSequence: """The same sequences as float64."""
    def float(self) -> PackedSequence: """The same sequences as float32."""
    @property
    def is_cuda(self) -> bool: """Always False."""
def invert_permutation(permutation: _Tensor | None) -> _Tensor | None: """The permutation that undoes this one."""
def pack_padded_sequence(input: _Tensor, lengths: _Any, batch_first: bool = False, enforce_sorted: bool = True) -> PackedSequence: """Pack padded sequences (T, B, *), or (B, T, *) with ``batch_first``, of the given lengths.

    ``enforce_sorted=False`` sorts them by length first; otherwise they must come longest first."""
def pack_sequence(sequences: list[_Tensor], enforce_sorted: bool = True) -> PackedSequence: """Pack sequences (L_i, *)."""
def pad_packed_sequence(sequence: PackedSequence, batch_first: bool = False, padding_value: _float = 0.0, total_length: int | None = None) -> tuple[_Tensor, _Tensor]: """The sequences padded again, (T, B, *) or (B, T, *) with ``batch_first``, in their first order; and their lengths."""
def pad_sequence(sequences: _Any, batch_first: bool = False, padding_value: _float = 0.0, padding_side: str = 'right') -> _Tensor: """Sequences (L_i, *) as one tensor (T, B, *), or (B, T, *) with ``batch_first``, filled up to the longest."""
def unpack_sequence(packed_sequences: PackedSequence) -> list[_Tensor]: """The sequences of a packed batch."""
def unpad_sequence(padded_sequences: _Tensor, lengths: _Tensor, batch_first: bool = False) -> list[_Tensor]: """The sequences without their padding."""
