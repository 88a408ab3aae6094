"""Lookups: rows of a table by their numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.methods import of_tensors
from autograd.core.op import Op
from autograd.core.tensor import wrap
from autograd.machine.totals import add_rows

__all__ = ["embedding", "embedding_bag", "one_hot"]


def _embedding(weight: Any, indices: Any, *, padding_idx: int | None, by_frequency: bool) -> Any:
    return np.take(weight, indices, axis=0)


def _embedding_backward(g: Any, indices: Any, *, rows: int, padding_idx: int | None, by_frequency: bool) -> Any:
    if by_frequency:
        g = g / np.bincount(indices.reshape(-1), minlength=rows)[indices][..., None].astype(g.dtype)
    out = add_rows((rows, g.shape[-1]), indices, g)
    if padding_idx is not None:
        out[padding_idx] = 0
    return out


def _lookup_of_gradients(g: Any, indices: Any, rows: int, padding_idx: int | None, by_frequency: bool) -> Any:
    """The gradient of `embedding_backward`: rows of g, without those of the padding."""
    looked_up = embedding_op.apply(g, indices, padding_idx=padding_idx, by_frequency=by_frequency)
    if by_frequency:
        looked_up = looked_up / np.bincount(indices.reshape(-1), minlength=rows)[indices][..., None].astype(g.dtype)
    return looked_up if padding_idx is None else looked_up * (indices != padding_idx)[..., None]


embedding_op = Op(
    _embedding,
    name="embedding",
    weight=lambda g, indices, weight_shape, padding_idx, by_frequency: embedding_backward.apply(
        g, indices, rows=weight_shape[0], padding_idx=padding_idx, by_frequency=by_frequency
    ),
)
embedding_backward: Op = Op(_embedding_backward, g=_lookup_of_gradients)


@of_tensors
def embedding(
    input: Tensor,
    weight: Tensor,
    padding_idx: int | None = None,
    max_norm: float | None = None,
    norm_type: float = 2.0,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Tensor:
    """The rows of ``weight`` that ``input`` names: input (*) of integers, weight (V, D) -> (*, D).

    Row ``padding_idx`` gets no gradient. With ``max_norm``, rows that are looked up are first scaled down, in place, to a norm of at most
    that. ``scale_grad_by_freq`` divides gradients by how often a row was looked up. Gradients are dense also if ``sparse``.
    IndexError for a row that does not exist.

    >>> import autograd
    >>> embedding(autograd.tensor([2, 0]), autograd.eye(3))
    tensor([[0., 0., 1.],
            [1., 0., 0.]])
    """
    rows = weight.array.shape[0] if weight.ndim else 0
    padding = _padding(padding_idx, rows)
    _check_indices("embedding", input, weight)
    if max_norm is not None:
        _limit_rows(weight, input, max_norm, norm_type)
    return embedding_op(weight, input, padding_idx=padding, by_frequency=scale_grad_by_freq)


def _padding(padding_idx: int | None, rows: int) -> int | None:
    """``padding_idx`` counted from the front."""
    if padding_idx is None:
        return None
    if not -rows <= padding_idx < rows:
        raise AssertionError(f"Padding_idx must be within num_embeddings: got {padding_idx} for {rows} rows")
    return padding_idx % rows


def _check_indices(name: str, input: Tensor, weight: Tensor) -> None:
    """IndexError unless every index names a row, RuntimeError unless the arguments are what they should be."""
    if weight.ndim != 2:
        raise RuntimeError(f"{name}: 'weight' must be 2-D, got shape {tuple(weight.shape)}")
    if input.array.dtype not in (np.int64, np.int32):
        raise RuntimeError(
            f"{name}: Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; "
            f"but got {input.dtype!r} instead: convert it with .long()"
        )
    indices, rows = input.array, weight.array.shape[0]
    if indices.size and (indices.min() < 0 or indices.max() >= rows):
        wrong = indices.min() if indices.min() < 0 else indices.max()
        raise IndexError(f"{name}: index out of range in self: {wrong}, where the table has rows 0 to {rows - 1}")


def _limit_rows(weight: Tensor, input: Tensor, max_norm: float, norm_type: float) -> None:
    """Scale rows of ``weight`` down to a norm of at most ``max_norm``, those that ``input`` names."""
    table, rows = weight.array, np.unique(input.array)
    norms = np.linalg.norm(table[rows], norm_type, axis=1)
    too_long = norms > max_norm
    table[rows[too_long]] *= (max_norm / (norms[too_long] + 1e-7))[:, None].astype(table.dtype)
    weight._bump_version()


@of_tensors
def one_hot(tensor: Tensor, num_classes: int = -1) -> Tensor:
    """Class numbers as vectors of zeros with a single one: (*) -> (*, num_classes), of int64.

    Without ``num_classes`` there are as many classes as the largest number asks for.

    >>> import autograd
    >>> one_hot(autograd.tensor([0, 2]))
    tensor([[1, 0, 0],
            [0, 0, 1]])
    """
    indices = tensor.array
    if indices.dtype != np.int64:
        raise RuntimeError(f"one_hot is only applicable to index tensor of type LongTensor, got {tensor.dtype!r}: convert it with .long()")
    if indices.size == 0:
        if num_classes <= 0:
            raise RuntimeError("Can not infer total number of classes from empty tensor.")
        return wrap(np.zeros((*indices.shape, num_classes), np.int64))
    if indices.min() < 0:
        raise RuntimeError(f"one_hot: Class values must be non-negative, got {indices.min()}")
    if num_classes == -1:
        num_classes = int(indices.max()) + 1
    elif num_classes < 1:
        raise RuntimeError(f"one_hot: num_classes should be positive, got {num_classes}")
    elif indices.max() >= num_classes:
        raise RuntimeError(f"one_hot: Class values must be smaller than num_classes, got {indices.max()} and {num_classes}")
    out = np.zeros((*indices.shape, num_classes), np.int64)
    np.put_along_axis(out, indices[..., None], 1, -1)
    return wrap(out)


@of_tensors
def embedding_bag(
    input: Tensor,
    weight: Tensor,
    offsets: Tensor | None = None,
    max_norm: float | None = None,
    norm_type: float = 2,
    scale_grad_by_freq: bool = False,
    mode: str = "mean",
    sparse: bool = False,
    per_sample_weights: Tensor | None = None,
    include_last_offset: bool = False,
    padding_idx: int | None = None,
) -> Tensor:
    """The sum, mean or maximum (``mode``) of the rows of ``weight`` in each bag; a bag is a row of ``input``, or begins at an offset.

    input: (B, N), or (M) with offsets (B), where the first is 0 and, with ``include_last_offset``, the last one ends the last bag;
    weight: (V, D) -> (B, D). Rows ``padding_idx`` are left out; ``per_sample_weights``, of the input's shape, multiply the rows of a sum.

    >>> import autograd
    >>> embedding_bag(autograd.tensor([[0, 1], [2, 2]]), autograd.eye(3))
    tensor([[0.5000, 0.5000, 0.0000],
            [0.0000, 0.0000, 1.0000]])
    """
    if per_sample_weights is not None and input.shape != per_sample_weights.shape:
        raise ValueError(
            f"embedding_bag: If per_sample_weights ({per_sample_weights.shape}) is not None, then it must have the same shape as the input "
            f"({input.shape})"
        )
    if weight.ndim != 2:
        raise ValueError(f"embedding_bag: weight has to be a 2D Tensor, but got Tensor of dimension {weight.ndim}")
    if mode not in ("sum", "mean", "max"):
        raise ValueError(f"embedding_bag: mode has to be one of sum, mean or max, got {mode!r}")
    if mode == "max" and (scale_grad_by_freq or sparse):
        raise ValueError("embedding_bag: max mode does not support scaling the gradient by the frequency, nor sparse weights")
    if per_sample_weights is not None and mode != "sum":
        raise NotImplementedError(f"embedding_bag: per_sample_weights is only supported for mode='sum' (got mode='{mode}')")
    if input.ndim == 2:
        if offsets is not None:
            raise ValueError("embedding_bag: if input is 2D, then offsets has to be None, as each row is a bag")
        count, length = input.shape
        bag = wrap(np.repeat(np.arange(count), length))
    elif input.ndim == 1:
        if offsets is None or offsets.ndim != 1:
            raise ValueError("embedding_bag: offsets has to be a 1D Tensor" + (" but got None" if offsets is None else ""))
        _check_offsets(offsets, input.numel(), include_last_offset)
        starts = offsets[:-1] if include_last_offset else offsets
        count = len(starts)
        bag = _bags(starts, input.numel())
    else:
        raise ValueError(f"embedding_bag: input has to be 1D or 2D Tensor, but got Tensor of dimension {input.ndim}")
    indices = input.reshape(-1)
    weights = None if per_sample_weights is None else per_sample_weights.reshape(-1)
    kept = _counted(indices, offsets if include_last_offset else None, _padding(padding_idx, weight.size(0)))
    if len(kept) < len(indices):
        bag, indices = bag[kept], indices[kept]
        weights = None if weights is None else weights.index_select(0, kept)
    rows = embedding(indices, weight, None, max_norm, norm_type, scale_grad_by_freq)
    if weights is not None:
        rows = rows * weights.unsqueeze(1)
    if mode == "mean" and weight.dtype == autograd.float16:
        rows = rows.float()
    zeros = autograd.zeros(count, weight.size(1), dtype=rows.dtype)
    if mode == "max":
        return zeros.index_reduce(0, bag, rows, "amax", include_self=False)
    sums = zeros.index_add(0, bag, rows)
    if mode == "sum":
        return sums
    return (sums / bag.bincount(minlength=count).clamp(min=1).to(rows.dtype).unsqueeze(1)).to(weight.dtype)


def _bags(starts: Tensor, length: int) -> Tensor:
    """The bag of each of ``length`` places, of bags that start at these."""
    return wrap(np.searchsorted(starts.array, np.arange(length), side="right") - 1)


def _counted(indices: Tensor, offsets: Tensor | None, padding: int | None) -> Tensor:
    """The places that count: up to the last offset, if given, and without the padding."""
    counted = np.ones(indices.array.shape, np.bool_) if padding is None else indices.array != padding
    if offsets is not None:
        counted[int(offsets.array[-1]) :] = False
    return wrap(np.flatnonzero(counted))


def _check_offsets(given: Tensor, length: int, include_last_offset: bool) -> None:
    offsets = given.array
    if include_last_offset and len(offsets) < 1:
        raise RuntimeError("embedding_bag: include_last_offset: number of offsets should be at least 1")
    if len(offsets) and offsets[0] != 0:
        raise RuntimeError(
            f"embedding_bag: offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. Got {offsets[0]}"
        )
    if len(offsets) and offsets[-1] > length:
        raise RuntimeError(f"embedding_bag: offsets[-1] can not be greater than input's length: got {offsets[-1]} and {length}")
