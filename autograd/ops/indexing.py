"""Parts of tensors, read and written: ``t[index]``, ``t[index] = value``, and every gather and scatter.

Integers, slices, None and Ellipsis select a *view*, which shares memory; tensors of integers and masks make a copy. All gathers and scatters
of PyTorch (index_select, gather, take, index_add, scatter, put, ...) are `index`, `index_put` and `index_backward` with suitable indices.
"""

from __future__ import annotations

import operator
import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..dtypes import of
from ..engine import mode
from ..op import NUMPY, Op, method, overwrite
from ..tensor import Tensor, dimension, wrap

__all__ = ["gather"]

# ---------------------------------------------------------------------------------------------------------------- primitives


def _view(name: str) -> Op:
    """A part of x by integers, slices and None. One operation under PyTorch's four names for it."""
    return Op(
        lambda x, *, index: x[index],
        name=name,
        view=True,
        x=lambda g, x_shape, index: slice_backward.apply(g, shape=x_shape, index=index),
    )


select_op, slice_op, new_axis_op, alias_op = _view("select"), _view("slice"), _view("unsqueeze"), _view("alias")
VIEWS = {op.name: op for op in (select_op, slice_op, new_axis_op, alias_op)}


def _slice_backward(g: Any, *, shape: tuple[int, ...], index: Any) -> Any:
    """Zeros, and g where the part was taken."""
    whole = np.zeros(shape, g.dtype)
    whole[index] = g
    return whole


slice_backward = Op(_slice_backward, g=lambda g, index: slice_op.apply(g, index=index))


def _key(indices: tuple[Any, ...], places: tuple[int, ...]) -> tuple[Any, ...]:
    """What NumPy wants between the brackets: the indices at their places, all of every other dimension."""
    key: list[Any] = [slice(None)] * (places[-1] + 1)
    for place, index in zip(places, indices, strict=True):
        key[place] = index
    return tuple(key)


def _index(x: Any, *indices: Any, places: tuple[int, ...]) -> Any:
    """x[..., index, ...]: arrays of integers, or one mask, at the given dimensions."""
    if places == (0,) and indices[0].dtype.kind != "b":
        return np.take(x, indices[0], axis=0)
    return x[_key(indices, places)]


def _index_backward(g: Any, *indices: Any, places: tuple[int, ...], shape: tuple[int, ...]) -> Any:
    """Zeros, and g added at the indices: what is read twice gets the sum of both gradients."""
    if indices[0].dtype.kind == "b":  # a mask meets no element twice
        return _slice_backward(g, shape=shape, index=_key(indices, places))
    if len(places) > 1:
        indices = np.broadcast_arrays(*indices)
    dims = indices[0].ndim
    together = places[-1] - places[0] + 1 == len(places)  # else NumPy and PyTorch put the dimensions of the indices first
    first = places[0] if together else 0
    values = g if first == 0 else np.moveaxis(g, range(first, first + dims), range(dims))
    sizes = [shape[p] for p in places]
    others = [d for d in range(len(shape)) if d not in places]
    if g.size == 0:
        return np.zeros(shape, g.dtype)
    rows = indices[0] if len(places) == 1 else np.ravel_multi_index(indices, sizes, mode="wrap")
    whole = add_rows((int(np.prod(sizes)), *[shape[d] for d in others]), rows, values)
    whole = whole.reshape(*sizes, *[shape[d] for d in others])
    return whole if first == 0 and together else np.moveaxis(whole, range(len(places)), places)


def add_rows(shape: tuple[int, ...], index: Any, values: Any) -> Any:
    """Zeros of ``shape``, with ``values[i]`` added to row ``index[i]``; negative numbers count from the end.

    Rows that come once are assigned. Otherwise each row's values are brought together by a stable sort and summed by ``reduceat``:
    several times faster than ``np.add.at``, which is good only at single numbers.
    """
    whole = np.zeros(shape, values.dtype)
    rows = index.reshape(-1)
    if values.size == 0:
        return whole
    if rows.min() < 0:
        rows = np.where(rows < 0, rows + shape[0], rows)
    flat, values = whole.reshape(shape[0], -1), values.reshape(len(rows), -1)
    if (rows[1:] > rows[:-1]).all():
        flat[rows] = values
    elif flat.shape[1] == 1:
        np.add.at(flat[:, 0], rows, values[:, 0])
    else:
        order = np.argsort(rows, kind="stable")
        rows = rows[order]
        starts = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
        flat[rows[starts]] = np.add.reduceat(np.take(values, order, axis=0), starts, axis=0)
    return whole


def _index_put(x: Any, values: Any, *indices: Any, places: tuple[int, ...], accumulate: bool) -> Any:
    """A copy of x with values written, or added, at the indices."""
    key = _key(indices, places)
    if accumulate:
        values = np.broadcast_to(np.asarray(values, x.dtype), x[key].shape)
        return np.asarray(x + _index_backward(values, *indices, places=places, shape=x.shape), x.dtype)
    out = np.array(x)
    out[key] = values
    return out


_index_put_rules: Any = {
    "x": lambda g, indices, places, accumulate: g if accumulate else index_put_op.apply(g, 0, *indices, places=places, accumulate=False),
    "values": lambda g, indices, places: index_op.apply(g, *indices, places=places),
}
index_op = Op(
    _index,
    name="index",
    x=lambda g, x_shape, indices, places: index_backward.apply(g, *indices, places=places, shape=x_shape),
)
index_backward = Op(_index_backward, g=lambda g, indices, places: index_op.apply(g, *indices, places=places))
index_put_op = Op(_index_put, name="index_put", **_index_put_rules)
index_written = Op(lambda x, values, *indices, places, accumulate: x, name="index_put", **_index_put_rules)  # x has the values already

# ---------------------------------------------------------------------------------------------------------------- what an index means


class Index(NamedTuple):
    """An index, understood: first a view by integers, slices and None, then a copy by arrays of indices."""

    view: Op
    part: tuple[Any, ...]  # the integers, slices and None
    indices: tuple[Any, ...]  # arrays of integers, or one mask
    places: tuple[int, ...]  # the dimensions of the view at which they stand


WHOLE = slice(None)


def _parse(index: Any, shape: tuple[int, ...]) -> Index:
    """Understand an index into a tensor of this shape, by PyTorch's rules; IndexError if it makes no sense."""
    items = [_plain(i) for i in (index if type(index) is tuple else _unpacked(index))]
    counts = [0 if i is None or i is Ellipsis else i.ndim if _is_mask(i) else 1 for i in items]
    left = len(shape) - sum(counts)  # dimensions for an Ellipsis, or for the end
    if left < 0:
        if not shape and type(items[0]) is int:
            raise IndexError("invalid index of a 0-dim tensor. Use `tensor.item()` to convert a 0-dim tensor to a number")
        raise IndexError(f"too many indices for tensor of dimension {len(shape)}: {sum(counts)}")
    view = slice_op if any(type(i) is slice for i in items) else alias_op
    part: list[Any] = []
    indices: list[Any] = []
    places: list[int] = []
    dim = place = 0  # where we are in the tensor, and in the view
    for item, count in zip(items, counts, strict=True):
        if item is None:
            part.append(None)
            view = new_axis_op
        elif item is Ellipsis:
            part.extend([WHOLE] * left)
            count, left = left, 0
        elif type(item) is slice:
            part.append(item)
            view = view if item == WHOLE else slice_op
        elif type(item) is int:
            if not -shape[dim] <= item < shape[dim]:
                raise IndexError(f"index {item} is out of bounds for dimension {dim} with size {shape[dim]}")
            part.append(item)
            view = select_op
            place -= 1
        elif _is_mask(item):
            array = item.array if isinstance(item, Tensor) else item
            if array.shape != shape[dim : dim + count]:
                raise IndexError(
                    f"The shape of the mask {list(array.shape)} at index {dim} does not match the shape of the indexed tensor "
                    f"{list(shape)} at index {dim}"
                )
            part.extend([WHOLE] * count or [None])
            found: tuple[Any, ...] = np.nonzero(array) if count else (np.flatnonzero(array),)
            if place == 0 and count and not any(map(_is_array, (i for i in items if i is not item))):
                found = (array != 0,)  # a mask alone and in front: NumPy does it faster itself
            indices.extend(found)
            places.extend(range(place, place + len(found)))
            place += 0 if count else 1
        else:
            part.append(WHOLE)
            indices.append(item)
            places.append(place)
        dim += count
        place += count + (item is None)
    part.append(Ellipsis)  # so that integers alone make a view too, not a number
    return Index(view, tuple(part), tuple(indices), tuple(places))


def _plain(item: Any) -> Any:
    """One part of an index as an int, a slice, None, Ellipsis, or an array (or Tensor) of indices or of a mask."""
    if type(item) is int or item is None or item is Ellipsis:
        return item
    if isinstance(item, slice):
        if item.step is not None and operator.index(item.step) < 0:
            raise ValueError("step must be greater than zero: flip the tensor for a reversed part, with .flip(dim)")
        return item
    if isinstance(item, (bool, np.bool_)):
        return np.asarray(item)
    array = item.array if isinstance(item, Tensor) else item
    if isinstance(item, Sequence) and not isinstance(item, str):
        array = item = np.asarray([i.array if isinstance(i, Tensor) else i for i in item])
        if array.size == 0:
            array = item = array.astype(np.int64)
    if isinstance(array, np.ndarray):
        kind = array.dtype.name
        if array.ndim == 0 and kind not in ("bool", "uint8") and array.dtype.kind in "iu":
            return int(array)
        if kind not in ("int64", "int32", "bool", "uint8"):
            raise IndexError(f"tensors used as indices must be long, int, byte or bool tensors, and this one is {kind}")
        if kind == "uint8":
            warnings.warn("indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead.", stacklevel=4)
        return item
    if hasattr(item, "__index__"):
        return operator.index(item)
    raise IndexError(
        "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices "
        f"(got {type(item).__name__})"
    )


def _is_array(item: Any) -> bool:
    return isinstance(item, (Tensor, np.ndarray))


def _is_mask(item: Any) -> bool:
    if isinstance(item, Tensor):
        item = item.array
    return isinstance(item, np.ndarray) and item.dtype.kind in "b" or getattr(item, "dtype", None) == np.uint8


def _unpacked(index: Any) -> tuple[Any, ...]:
    """An index that is not a tuple, as one: a list that holds slices, None, lists or tensors stands for the tuple of its items."""
    if isinstance(index, list) and any(i is None or i is Ellipsis or isinstance(i, (slice, Tensor, Sequence, np.ndarray)) for i in index):
        return tuple(index)
    return (index,)


# ---------------------------------------------------------------------------------------------------------------- reading and writing


def getitem(self: Tensor, index: Any) -> Tensor:
    """``t[index]``: a view if the index has only integers, slices, None and Ellipsis, else a copy."""
    shape = self.array.shape
    if type(index) is int and shape and -shape[0] <= index < shape[0]:  # a shorter way to the commonest index
        return select_op(self, index=(index, Ellipsis))
    view, part, indices, places = _parse(index, shape)
    if not indices:
        return view(self, index=part)
    return index_op(_unless_whole(self, view, part), *indices, places=places)


def _unless_whole(tensor: Tensor, view: Op, part: tuple[Any, ...]) -> Tensor:
    return tensor if all(i is Ellipsis or i == WHOLE for i in part) else view(tensor, index=part)


def setitem(self: Tensor, index: Any, value: Any) -> None:
    """``t[index] = value``, recorded if either requires a gradient: the old value's gradient is then zero where it was overwritten.

    A value is a number, or a tensor that broadcasts to the part. RuntimeError for a leaf that requires a gradient.
    """
    view, part, indices, places = _parse(index, self.array.shape)
    needs = mode.grad_enabled and self.array.dtype.kind == "f" and (self.requires_grad or isinstance(value, Tensor) and value.requires_grad)
    if needs:
        self._check_writable("__setitem__")
    if isinstance(value, Tensor):
        if value._view is not None and value._view.parent is self and value._view.params.get("index") == part and not indices:
            return  # the second half of ``t[index] += x``: Python assigns the view, which was changed in place, to itself
        given = value.array
        if indices and given.dtype != self.array.dtype and not (given.size == 1 and indices[0].dtype == np.bool_):
            raise RuntimeError(
                f"Index put requires the source and destination dtypes match, got {of(self.array).name} for the destination and "
                f"{of(given).name} for the source: convert the value with .to(...)"
            )
    else:
        given = _number(value, self.array.dtype)
    target = _unless_whole(self, view, part) if indices else self
    key = _key(tuple(i.array if isinstance(i, Tensor) else i for i in indices), places) if indices else part
    try:
        target.array[key] = given
    except (ValueError, IndexError) as error:
        if not self.array.flags.writeable:
            raise RuntimeError("__setitem__: the memory of this tensor is shared or read-only: clone() it before the write") from None
        if isinstance(error, IndexError):
            raise IndexError(str(error).replace("axis", "dimension")) from None
        raise RuntimeError(
            f"__setitem__: shape mismatch: value tensor of shape {list(given.shape)} cannot be broadcast to indexing result of shape "
            f"{list(target.array[key].shape)}"
        ) from None
    self._version[0] += 1
    if not needs:
        return
    if isinstance(value, Tensor):
        extra = given.ndim - target.array[key].ndim
        value = value.reshape(given.shape[extra:]) if extra > 0 else value
    if indices:
        target._rebase(index_written(target, value, *indices, places=places, accumulate=False))
    else:
        target._rebase(overwrite(target, value, view=view, params={"index": part}))


def _number(value: Any, dtype: np.dtype[Any]) -> Any:
    """A Python number as an element of this type."""
    if not isinstance(value, (bool, int, float, np.integer, np.bool_)):
        raise TypeError(f"can't assign a {type(value).__name__} to a tensor of {of(dtype)!r}: make it one first, with autograd.tensor(...)")
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        if not (min(limits.min, -limits.max) <= value <= limits.max):
            raise RuntimeError(f"value cannot be converted to type {dtype.name} without overflow: {value}")
        value = int(value)
    return np.asarray(value).astype(dtype)


Tensor.__getitem__ = getitem  # type: ignore[attr-defined]
Tensor.__setitem__ = setitem  # type: ignore[attr-defined]

# ---------------------------------------------------------------------------------------------------------------- along one dimension


def _check_index(caller: str, index: Any, limit: int, dim: int, kind: type[Exception] = RuntimeError) -> None:
    """Refuse an index that is not a tensor of integers in ``range(limit)``: these functions do not count from the end."""
    if not isinstance(index, Tensor) or index.array.dtype.name not in ("int64", "int32"):
        given = of(index.array).name if isinstance(index, Tensor) else type(index).__name__
        raise (RuntimeError if isinstance(index, Tensor) else TypeError)(f"{caller}: Expected dtype int32/int64 for index, got {given}")
    array = index.array
    if array.size and not (0 <= array.min() and array.max() < limit):
        wrong = array[(array < 0) | (array >= limit)].flat[0]
        raise kind(f"{caller}: index {wrong} is out of bounds for dimension {dim} with size {limit}")


def _along(caller: str, input: Tensor, dim: int, index: Tensor) -> tuple[Tensor, int, tuple[Any, ...], tuple[int, ...]]:
    """What gather and scatter need: the input, and the index at ``dim`` among counters for the other dimensions."""
    dim = dimension(caller, dim, input.ndim)
    shape, given = input.array.shape or (1,), index.array.shape or (1,)
    _check_index(caller, index, shape[dim], dim)
    if index.array.size and (len(shape) != len(given) or any(n > m for d, (n, m) in enumerate(zip(given, shape, strict=True)) if d != dim)):
        raise RuntimeError(
            f"{caller}: Expected index {list(given)} to have as many dimensions as self {list(shape)} and to be no larger than it apart from "
            f"dimension {dim}"
        )
    grid: list[Any] = list(np.indices(given, sparse=True))
    grid[dim] = index
    return grid


@method
def gather(input: Tensor, dim: int, index: Tensor, *, sparse_grad: bool = False) -> Tensor:
    """``out[i][j] = input[i][index[i][j]]`` for ``dim=1``: the elements along ``dim`` that ``index`` names; the result has its shape.

    >>> import autograd
    >>> autograd.gather(autograd.tensor([[1, 2], [3, 4]]), 1, autograd.tensor([[0, 0], [1, 0]]))
    tensor([[1, 1],
            [4, 3]])
    """
    return index_op(input, *_along("gather()", input, dim, index), places=tuple(range(input.ndim)))
