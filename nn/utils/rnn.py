"""Sequences of different lengths in one batch: padded to the longest, or packed without the padding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.tensor import wrap

from ..modules.packing import PackedSequence, invert_permutation, places

__all__ = [
    "PackedSequence", "invert_permutation", "pack_padded_sequence", "pack_sequence", "pad_packed_sequence", "pad_sequence", "unpack_sequence",
    "unpad_sequence",
]  # fmt: skip


def pack_padded_sequence(input: Tensor, lengths: Any, batch_first: bool = False, enforce_sorted: bool = True) -> PackedSequence:
    """Pack padded sequences (T, B, *), or (B, T, *) with ``batch_first``, of the given lengths.

    ``enforce_sorted=False`` sorts them by length first; otherwise they must come longest first.

    >>> import autograd as torch
    >>> packed = pack_padded_sequence(torch.tensor([[1, 2], [3, 0]]), [2, 1], batch_first=True)
    >>> packed.data, packed.batch_sizes
    (tensor([1, 3, 2]), tensor([2, 1]))
    """
    x: Any = input.transpose(0, 1) if batch_first else input
    counts = np.asarray(lengths.array if isinstance(lengths, Tensor) else lengths, np.int64)
    order = None
    if not enforce_sorted:
        order = wrap(np.argsort(-counts, kind="stable"))
        counts, x = counts[order.array], x.index_select(1, order)
    if len(counts) != x.shape[1]:
        raise RuntimeError(f"Expected `len(lengths)` to be equal to batch_size, but got {len(counts)} (batch_size={x.shape[1]})")
    if counts.size and counts.min() <= 0:
        raise RuntimeError("Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0")
    if (np.diff(counts) > 0).any():
        raise RuntimeError(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass `enforce_sorted=False` to "
            "pack_padded_sequence and/or pack_sequence to sidestep this requirement"
        )
    if counts[0] > x.shape[0]:
        raise RuntimeError(f"Expected sequence length {counts[0]} to be at most the size {x.shape[0]} of the padded sequences")
    exists = np.arange(counts[0])[:, None] < counts
    rows = x.reshape(x.shape[0] * x.shape[1], *x.shape[2:])
    data = rows.index_select(0, wrap(np.flatnonzero(exists)))
    return PackedSequence(data, wrap(exists.sum(1)), order)


def pad_packed_sequence(
    sequence: PackedSequence, batch_first: bool = False, padding_value: float = 0.0, total_length: int | None = None
) -> tuple[Tensor, Tensor]:
    """The sequences padded again, (T, B, *) or (B, T, *) with ``batch_first``, in their first order; and their lengths.

    >>> import autograd as torch
    >>> packed = pack_padded_sequence(torch.tensor([[1, 2], [3, 0]]), [2, 1], batch_first=True)
    >>> pad_packed_sequence(packed, batch_first=True, padding_value=9)
    (tensor([[1, 2],
            [3, 9]]), tensor([2, 1]))
    """
    exists, where = places(sequence.batch_sizes.array)
    steps, batch = exists.shape
    if total_length is not None and total_length < steps:
        raise ValueError(
            f"Expected total_length to be at least the length of the longest sequence in input, but got total_length={total_length} and max "
            f"sequence length being {steps}"
        )
    data: Any = sequence.data
    rest = data.shape[1:]
    padded = data.index_select(0, wrap(where.reshape(-1))).reshape(steps, batch, *rest)
    missing = wrap(~exists.reshape(steps, batch, *[1] * len(rest)))
    padded = padded.masked_fill(missing, padding_value)
    if total_length is not None and total_length > steps:
        filler = np.full((total_length - steps, batch, *rest), padding_value, data.array.dtype)
        padded = autograd.cat([padded, wrap(filler)])
    lengths = exists.sum(0)
    if sequence.unsorted_indices is not None:
        padded, lengths = padded.index_select(1, sequence.unsorted_indices), lengths[sequence.unsorted_indices.array]
    return (padded.transpose(0, 1) if batch_first else padded), wrap(lengths)


def pad_sequence(sequences: Any, batch_first: bool = False, padding_value: float = 0.0, padding_side: str = "right") -> Tensor:
    """Sequences (L_i, *) as one tensor (T, B, *), or (B, T, *) with ``batch_first``, filled up to the longest.

    >>> import autograd as torch
    >>> pad_sequence([torch.tensor([1, 2, 3]), torch.tensor([4])], batch_first=True)
    tensor([[1, 2, 3],
            [4, 0, 0]])
    """
    if not isinstance(sequences, Iterable):
        raise RuntimeError(f"pad_sequence: Expected iterable for input sequences, but got arg of type: {type(sequences)}")
    if padding_side not in ("left", "right"):
        raise ValueError(f"pad_sequence: padding_side should be 'left' or 'right', got {padding_side!r}")
    listed: list[Any] = list(sequences.unbind(0)) if isinstance(sequences, Tensor) else list(sequences)
    if not listed:
        raise RuntimeError("received an empty list of sequences")
    longest = max(s.shape[0] for s in listed)
    padded = []
    for s in listed:
        filler = wrap(np.full((longest - s.shape[0], *s.shape[1:]), padding_value, s.array.dtype))
        padded.append(autograd.cat([filler, s] if padding_side == "left" else [s, filler]))
    return autograd.stack(padded, 0 if batch_first else 1)


def unpad_sequence(padded_sequences: Tensor, lengths: Tensor, batch_first: bool = False) -> list[Tensor]:
    """The sequences without their padding.

    >>> import autograd as torch
    >>> unpad_sequence(torch.tensor([[1, 2], [3, 0]]), torch.tensor([2, 1]), batch_first=True)
    [tensor([1, 2]), tensor([3])]
    """
    x: Any = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    return [row[:n] for row, n in zip(x.unbind(0), lengths.tolist(), strict=True)]


def pack_sequence(sequences: list[Tensor], enforce_sorted: bool = True) -> PackedSequence:
    """Pack sequences (L_i, *).

    >>> import autograd as torch
    >>> pack_sequence([torch.tensor([1, 2]), torch.tensor([3])]).data
    tensor([1, 3, 2])
    """
    lengths = wrap(np.array([s.shape[0] for s in sequences]))
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences: PackedSequence) -> list[Tensor]:
    """The sequences of a packed batch.

    >>> import autograd as torch
    >>> unpack_sequence(pack_sequence([torch.tensor([1, 2]), torch.tensor([3])]))
    [tensor([1, 2]), tensor([3])]
    """
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
