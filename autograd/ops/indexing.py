"""Parts of tensors, read and written: ``t[index]``, ``t[index] = value``, and every gather and scatter.

Integers, slices, None and Ellipsis select a *view*, which shares memory; tensors of integers and masks make a copy. All gathers and scatters
of PyTorch (index_select, gather, take, index_add, scatter, put, ...) are `index`, `index_put` and `index_backward` with suitable indices.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..core.dtypes import int64, number, of
from ..core.errors import warn
from ..core.methods import axis_names, method, of_tensors
from ..core.modes import mode
from ..core.op import NUMPY, Op
from ..core.size import dimension
from ..core.strides import contiguous, like_input, order_of, ordered
from ..core.tensor import Tensor, wrap
from ..core.views import overwrite
from ..machine.choosing import choose
from ..machine.totals import add_rows, sums_of_rows
from .arithmetic import factor
from .comparison import where_op

__all__ = [
    "argwhere", "diagonal_scatter", "gather", "index_add", "index_copy", "index_fill", "index_put", "index_reduce", "index_select",
    "masked_fill", "masked_scatter", "masked_select", "nonzero", "put", "scatter", "scatter_add", "scatter_reduce", "select_scatter",
    "slice_scatter", "take", "take_along_dim", "unravel_index",
]  # fmt: skip

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


def _slice_backward(g: Any, *, shape: tuple[int, ...], index: Any) -> Any:
    """Zeros, and g where the part was taken."""
    whole = np.zeros(shape, g.dtype)
    whole[index] = g
    return whole


slice_backward: Op = Op(_slice_backward, g=lambda g, index: slice_op.apply(g, index=index))


FEW = 512  # indices, with which NumPy's own way is faster than one number for each place


def _key(indices: tuple[Any, ...], places: tuple[int, ...]) -> tuple[Any, ...]:
    """What NumPy wants between the brackets: the indices at their places, all of every other dimension."""
    if places == (0,):
        return indices
    key: list[Any] = [slice(None)] * (places[-1] + 1)
    for place, index in zip(places, indices, strict=True):
        key[place] = index
    return tuple(key)


def _index(x: Any, *indices: Any, places: tuple[int, ...]) -> Any:
    """x[..., index, ...]: arrays of integers, or one mask, at the given dimensions."""
    if indices[0].dtype.kind != "b" and x.flags.c_contiguous:
        if len(places) == 1:
            return x.take(indices[0], places[0])
        if len(places) == x.ndim and indices[0].size + indices[-1].size > FEW and _in_range(indices, x.shape):
            return x.reshape(-1).take(_numbers(indices, x.shape))
    if places == (0,):
        index = indices[0]
        if index.dtype.kind != "b" and x.flags.c_contiguous:
            return x.take(index, 0)
        if index.dtype.kind == "b" and index.shape == x.shape:  # NumPy's own way takes five times as long for a mask without pattern
            return x.reshape(-1).take(np.flatnonzero(index))
    return _as_indexed(x[_key(indices, places)], x, indices, places)


def _as_indexed(out: Any, x: Any, indices: tuple[Any, ...], places: tuple[int, ...]) -> Any:
    """x[..., index, ...] as PyTorch has it in memory: what is not indexed as in x, among the dimensions of the indices."""
    if x.flags.c_contiguous or indices[0].dtype.kind == "b":
        return contiguous(out)
    others = [d for d in range(x.ndim) if d not in places]
    first = places[0] if places[-1] - places[0] + 1 == len(places) else 0  # where the dimensions of the indices begin
    count = out.ndim - len(others)
    rest = np.lib.stride_tricks.as_strided(
        x, out.shape, [*(x.strides[d] for d in others[:first]), *[0] * count, *(x.strides[d] for d in others[first:])]
    )
    shape = np.broadcast_shapes(*[i.shape for i in indices])
    between = [np.broadcast_to(i, shape).reshape(*shape, *[1] * (len(others) - first)) for i in indices]
    return ordered(out, order_of(out.shape, [rest, *between]))


def _in_range(indices: Any, sizes: Any) -> bool:
    return all(index.size and -n <= index.min() and index.max() < n for index, n in zip(indices, sizes, strict=True))


def _numbers(indices: Any, sizes: Any) -> Any:
    """The number of each place that the indices name, if the dimensions of these sizes were one."""
    numbers: Any = None
    for index, n in zip(indices, sizes, strict=True):
        if index.min() < 0:
            index = np.where(index < 0, index + n, index)
        numbers = index if numbers is None else numbers * n + index
    return numbers


def _index_backward(g: Any, *indices: Any, places: tuple[int, ...], shape: tuple[int, ...]) -> Any:
    """Zeros, and g added at the indices: what is read twice gets the sum of both gradients."""
    if indices[0].dtype.kind == "b":  # a mask meets no element twice
        whole, mask = np.zeros(shape, g.dtype), indices[0]
        whole.reshape(mask.size, *shape[mask.ndim :])[np.flatnonzero(mask)] = g
        return whole
    if places == (0,) and g.shape == indices[0].shape + shape[1:]:
        return add_rows(shape, indices[0], g)
    sizes = [shape[p] for p in places]
    others = [n for d, n in enumerate(shape) if d not in places]
    together = places[-1] - places[0] + 1 == len(places)  # else NumPy and PyTorch put the dimensions of the indices first
    first = places[0] if together else 0
    if g.size == 0 or 0 in sizes:
        return np.zeros(shape, g.dtype)
    rows = _numbers(indices, sizes)
    values = np.broadcast_to(g, (*others[:first], *rows.shape, *others[first:]))
    if first:
        values = np.moveaxis(values, range(first, first + rows.ndim), range(rows.ndim))
    whole = add_rows((math.prod(sizes), *others), rows, values).reshape(*sizes, *others)
    return whole if together and not first else np.ascontiguousarray(np.moveaxis(whole, range(len(places)), places))


def _index_put(x: Any, values: Any, *indices: Any, places: tuple[int, ...], accumulate: bool) -> Any:
    """A copy of x with values written, or added, at the indices."""
    if accumulate:
        return _with_added(x, np.asarray(values, x.dtype), indices, places)
    out = np.array(x)
    if len(places) == x.ndim > 1 and out.flags.c_contiguous and _in_range(indices, x.shape):
        out.reshape(-1)[_numbers(indices, x.shape)] = values
    else:
        out[_key(indices, places)] = values
    return out


def _with_added(x: Any, values: Any, indices: Any, places: tuple[int, ...]) -> Any:
    """x with values added at the indices: to few rows of many only there."""
    rows = indices[0]
    if places == (0,) and rows.dtype.kind != "b" and 0 < rows.size * (4 if x.ndim > 1 else 16) < len(x):
        values = np.broadcast_to(values, rows.shape + x.shape[1:]).reshape(rows.size, -1)
        rows, sums = sums_of_rows(_numbers(indices, x.shape[:1]).reshape(-1), values)
        out = np.array(x)
        out[rows] += sums.reshape(len(rows), *x.shape[1:])
        return out
    whole = _index_backward(values, *indices, places=places, shape=x.shape)
    return np.add(x, whole, out=whole) if whole.flags.c_contiguous and x.flags.c_contiguous else x + whole


_index_put_rules: Any = {
    "x": lambda g, indices, places, accumulate: g if accumulate else index_put_op.apply(g, 0, *indices, places=places, accumulate=False),
    "values": lambda g, indices, places: index_op.apply(g, *indices, places=places),
}


def _index_rule(g: Any, x_shape: Any, indices: Any, places: Any) -> Any:
    return index_backward.apply(g, *indices, places=places, shape=x_shape)


index_op: Op = Op(_index, name="index", x=_index_rule)
gather_op, index_select_op = (Op(_index, name="index", title=title, layout=contiguous, x=_index_rule) for title in ("Gather", "IndexSelect"))
index_backward: Op = Op(_index_backward, g=lambda g, indices, places: index_op.apply(g, *indices, places=places))
index_put_op: Op = Op(_index_put, name="index_put", layout=like_input, **_index_put_rules)
scatter_op: Op = Op(_index_put, name="scatter", layout=contiguous, **_index_put_rules)
index_written: Op = Op(lambda x, values, *indices, places, accumulate: x, name="index_put", **_index_put_rules)  # x has the values already

# ---------------------------------------------------------------------------------------------------------------- what an index means


class Index(NamedTuple):
    """An index, understood: first a view by integers, slices and None, then a copy by arrays of indices."""

    view: Op
    part: tuple[Any, ...]  # the integers, slices and None
    indices: tuple[Any, ...]  # arrays of integers, or one mask
    places: tuple[int, ...]  # the dimensions of the view at which they stand


WHOLE = slice(None)
ALL = (Ellipsis,)


def _parse(index: Any, shape: tuple[int, ...]) -> Index:
    """Understand an index into a tensor of this shape, by PyTorch's rules; IndexError if it makes no sense."""
    if type(index) is int and shape and -shape[0] <= index < shape[0]:  # short ways for the commonest indices
        return Index(select_op, (index, Ellipsis), (), ())
    if type(index) is Tensor:
        ndim, kind = index.array.ndim, index.array.dtype
        if ndim and shape and (kind is int64.dtype or (kind.kind == "b" and index.array.shape == shape[:ndim])):
            return Index(alias_op, ALL, (index,), (0,))
    items = [_plain(i) for i in (index if isinstance(index, tuple) else _unpacked(index))]
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
            part.extend([WHOLE] * count or [None])
            found = _mask_parts(item, shape, dim, count, place == 0 and not any(_is_array(i) for i in items if i is not item))
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
        if item.step is not None and operator.index(item.step) <= 0:
            raise ValueError("slice step cannot be zero, and must be greater than zero: for a reversed part use .flip(dim)")
        parts = item.start, item.stop, item.step
        return item if all(p is None or type(p) is int for p in parts) else slice(*(None if p is None else operator.index(p) for p in parts))
    if isinstance(item, (bool, np.bool_)):
        return np.asarray(item)
    if isinstance(item, Sequence) and not isinstance(item, str):
        item = _array_of(item)
    if isinstance(item, (Tensor, np.ndarray)):
        dtype = item.array.dtype if isinstance(item, Tensor) else item.dtype
        mask = _is_mask(item)
        if not mask and item.ndim == 0 and dtype.kind in "iu":
            return _number_of(item)
        if not mask and not (dtype.kind == "i" and dtype.itemsize >= 4):
            raise IndexError(f"tensors used as indices must be long, int, byte or bool tensors, and this one is {dtype.name}")
        if mask and dtype.kind == "u":
            warn("indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead.", stacklevel=4)
        return item if isinstance(item, Tensor) else item.copy()  # a Tensor is watched, but an array may change before the backward pass
    if hasattr(item, "__index__"):
        return operator.index(item)
    if isinstance(item, str):
        raise TypeError(f"a tensor has no part named {item!r}: index it with integers, slices or tensors")
    raise IndexError(f"only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got {type(item).__name__})")


def _array_of(items: Sequence[Any]) -> Any:
    array = np.asarray([i.array if isinstance(i, Tensor) else i for i in items])
    return array if array.size else array.astype(np.int64)


def _number_of(index: Any) -> int:
    return int(index.array if isinstance(index, Tensor) else index)


def _mask_parts(mask: Any, shape: tuple[int, ...], dim: int, count: int, alone: bool) -> tuple[Any, ...]:
    """What a mask stands for: the indices of what is true; alone and in front itself, as NumPy does that faster."""
    array = mask.array if isinstance(mask, Tensor) else mask
    if array.shape != shape[dim : dim + count]:
        raise IndexError(
            f"The shape of the mask {list(array.shape)} at index {dim} does not match the shape of the indexed tensor {list(shape)} at index {dim}"
        )
    if alone and count:
        return (mask,) if array.dtype.kind == "b" else (array != 0,)
    return np.nonzero(array) if count else (np.flatnonzero(array),)


def _is_array(item: Any) -> bool:
    return isinstance(item, (Tensor, np.ndarray))


def _is_mask(item: Any) -> bool:
    if not isinstance(item, (Tensor, np.ndarray)):
        return False
    dtype = (item.array if isinstance(item, Tensor) else item).dtype
    return dtype.kind == "b" or (dtype.kind == "u" and dtype.itemsize == 1)  # its name takes NumPy 3 µs


def _unpacked(index: Any) -> tuple[Any, ...]:
    """An index that is not a tuple, as one: a list that holds slices, None, lists or tensors stands for the tuple of its items."""
    if isinstance(index, list) and any(i is None or i is Ellipsis or isinstance(i, (slice, Tensor, Sequence, np.ndarray)) for i in index):
        return tuple(index)
    return (index,)


# ---------------------------------------------------------------------------------------------------------------- reading and writing


def getitem(self: Tensor, index: Any) -> Tensor:
    """``t[index]``: a view if the index has only integers, slices, None and Ellipsis, else a copy."""
    view, part, indices, places = _parse(index, self.array.shape)
    if not indices:
        return view(self, index=part)
    return index_op(_unless_whole(self, view, part), *indices, places=places)


def _unless_whole(tensor: Tensor, view: Op, part: tuple[Any, ...]) -> Tensor:
    return tensor if part is ALL or all(i is Ellipsis or i == WHOLE for i in part) else view(tensor, index=part)


def setitem(self: Tensor, index: Any, value: Any) -> None:
    """``t[index] = value``, recorded if either requires a gradient: the old value's gradient is then zero where it was overwritten.

    A value is a number, or a tensor that broadcasts to the part. RuntimeError for a leaf that requires a gradient.
    """
    view, part, indices, places = _parse(index, self.array.shape)
    asking = [t.requires_grad for t in (self, value) if isinstance(t, Tensor)]  # of both: a view that cannot be recorded says so before the write
    needs = mode.grad_enabled and self.array.dtype.kind == "f" and any(asking)
    if needs or self._view is not None:
        self._check_recordable("__setitem__")
        if needs:
            self._refuse_unrecorded()
    if isinstance(value, Tensor):
        if value._view is not None and value._view.parent is self and value._view.params.get("index") == part and not indices:
            return  # the second half of ``t[index] += x``: Python assigns the view, which was changed in place, to itself
        given = value.array
        if indices and given.dtype != self.array.dtype and not (given.size == 1 and _is_mask(indices[0])):
            raise RuntimeError(
                f"Index put requires the source and destination dtypes match, got {of(self.array).name} for the destination and "
                f"{of(given).name} for the source: convert the value with .to(...)"
            )
        if indices and given.dtype.kind == "f" and self.array.dtype.kind in "iu":
            number(given.item(), self.array.dtype)  # which refuses inf and nan
    else:
        given = _number(value, self.array.dtype)
    target = _unless_whole(self, view, part) if indices else self
    key = _key(tuple(i.array if isinstance(i, Tensor) else i for i in indices), places) if indices else part
    if not indices:
        self._check_overlap("__setitem__", self.array[part])
    elif given.ndim > 1 and given.shape[0] == 1 and key[places[0]].dtype.kind == "b":  # NumPy refuses leading dimensions of size 1 here
        most = target.array.ndim - key[places[0]].ndim + 1
        given = given.reshape(given.shape[max(0, given.ndim - most) :])
    try:
        target.array[key] = given
    except (ValueError, IndexError, TypeError) as error:
        if not self.array.flags.writeable:
            raise RuntimeError("__setitem__: the memory of this tensor is shared or read-only: clone() it before the write") from None
        if isinstance(error, IndexError):
            raise IndexError(str(error).replace("axis", "dimension")) from None
        raise RuntimeError(
            f"__setitem__: shape mismatch: value tensor of shape {list(given.shape)} cannot be broadcast to indexing result of shape "
            f"{list(target.array[key].shape)}"
        ) from None
    if not needs:
        self._bump_version()
        return
    if isinstance(value, Tensor) and given.shape[:1] == (1,):  # dimensions of size 1 may be more than the part has
        value = value.reshape(given.shape[max(0, given.ndim - target.array[key].ndim) :])
    if indices:
        written = index_written(target, value, *indices, places=places, accumulate=False)
    else:
        written = overwrite(target, value, view=view, params={"index": part})
    self._bump_version()  # after the value, which may be of the same memory, was looked up as it was before
    target._rebase(written)


def _number(value: Any, dtype: np.dtype[Any]) -> Any:
    """A Python number as an element of this type."""
    if not isinstance(value, (bool, int, float, np.number, np.bool_)):
        raise TypeError(f"can't assign a {type(value).__name__} to a tensor of {of(dtype)!r}: make it one first, with autograd.tensor(...)")
    return number(value, dtype)


def _fitting(value: Any, dtype: np.dtype[Any]) -> Any:
    """A number, or a 0-dim tensor of one that this type has."""
    if not isinstance(value, Tensor):
        return _number(value, dtype)
    if value.array.dtype != dtype:
        number(value.item(), dtype)
    return value


Tensor.__getitem__ = getitem  # type: ignore[assignment]
Tensor.__setitem__ = setitem  # type: ignore[method-assign]

# ---------------------------------------------------------------------------------------------------------------- along one dimension


def _refuse_types(caller: str, index: Any, input: Any = None, source: Any = None) -> None:
    """RuntimeError unless the index is of integers, and the source of the input's type."""
    for name, t in (("index", index), ("source", source)):
        if t is not None and not isinstance(t, (Tensor, np.ndarray)):
            raise TypeError(f"{caller}: argument '{name}' must be Tensor, not {type(t).__name__}")
    if index.array.size and (index.array.dtype.kind != "i" or index.array.dtype.itemsize < 4):
        raise RuntimeError(f"{caller}: Expected dtype int32/int64 for index, got {of(index.array).name}: convert it with .long()")
    if source is not None and source.array.dtype != input.array.dtype:
        given, wanted = of(source.array).name, of(input.array).name
        raise RuntimeError(f"{caller}: self ({wanted}) and source ({given}) must have the same dtype: convert one of them with .to(...)")


def _refuse_range(caller: str, index: Any, size: int, dim: int, kind: type[Exception] = RuntimeError, lowest: int = 0) -> None:
    """An error if an index is not in ``range(lowest, size)``: few of these functions count from the end."""
    if index.size and not (lowest <= index.min() and index.max() < size):
        wrong = index[(index < lowest) | (index >= size)].flat[0]
        raise kind(f"{caller}: index {wrong} is out of bounds for dimension {dim} with size {size}: index out of range in self")


def _raised(t: Tensor) -> Tensor:
    """The tensor, or a vector of its one element: a copy, so that the in-place form may overwrite the tensor."""
    return t if t.ndim else t.clone().reshape(1)


def _as(shape: Any, out: Tensor) -> Tensor:
    return out if out.array.shape == shape else out.reshape(shape)


def _along(caller: str, input: Tensor, dim: int, index: Tensor) -> tuple[Tensor, list[Any], tuple[int, ...]]:
    """For gather and scatter: the input, the index at ``dim`` among counters for the other dimensions, and all their places.

    If the index is a vector that was expanded to the input's other sizes, it is that vector, for whole slices.
    """
    _refuse_types(caller, index)
    dim = dimension(caller, dim, input.ndim)
    x = _raised(input)
    shape, given = x.array.shape, index.array.shape or (1,)
    if index.array.size == 0:  # of any shape
        return x.reshape(-1), [index], (0,)
    if len(shape) != len(given):
        raise RuntimeError(f"{caller}: Index tensor must have the same number of dimensions as input tensor, got {list(given)} for {list(shape)}")
    if any(n > m for d, (n, m) in enumerate(zip(given, shape, strict=True)) if d != dim):
        raise RuntimeError(
            f"{caller}: Size does not match: expected index {list(given)} to be no larger than self {list(shape)} apart from dimension {dim}"
        )
    others = [d for d in range(len(shape)) if d != dim]
    if others and all(given[d] == shape[d] and index.array.strides[d] == 0 for d in others):
        index = index[tuple([slice(None) if d == dim else 0 for d in range(len(shape))])]
        _refuse_range(caller, index.array, shape[dim], dim)
        return x, [index], (dim,)
    _refuse_range(caller, index.array, shape[dim], dim)
    return x, _grid(given, dim, index), tuple(range(len(shape)))


def _grid(shape: tuple[int, ...], dim: int, index: Tensor) -> list[Any]:
    """Counters for all dimensions, of shapes that broadcast, but the index at ``dim``."""
    after = range(len(shape) - 1, -1, -1)
    return [index if d == dim else np.arange(n).reshape((n,) + (1,) * k) for d, (n, k) in enumerate(zip(shape, after, strict=True))]


@method
@axis_names
def gather(input: Tensor, dim: int, index: Tensor, *, sparse_grad: bool = False) -> Tensor:
    """The elements that ``index`` names along ``dim``: ``out[i][j] = input[i][index[i][j]]`` for ``dim=1``. The result has index's shape.

    >>> import autograd
    >>> autograd.gather(autograd.tensor([[1, 2], [3, 4]]), 1, autograd.tensor([[0, 0], [1, 0]]))
    tensor([[1, 1],
            [4, 3]])
    """
    x, indices, places = _along("gather()", input, dim, index)
    return gather_op(x, *indices, places=places)


@method
@axis_names
@of_tensors
def take_along_dim(input: Tensor, indices: Tensor, dim: int | None = None) -> Tensor:
    """`gather` with broadcasting, and indices that may count from the end; the flattened input if ``dim`` is None.

    >>> import autograd
    >>> autograd.take_along_dim(autograd.tensor([[5, 7], [9, 8]]), autograd.tensor([[1], [0]]), dim=1)
    tensor([[7],
            [9]])
    """
    _refuse_types("take_along_dim()", indices)
    if dim is None:
        return gather_op(input.reshape(-1), indices.reshape(-1), places=(0,))
    if input.ndim != indices.ndim:
        raise RuntimeError(
            f"take_along_dim(): input and indices should have the same number of dimensions, but got {input.ndim} dimensions for input, and "
            f"{indices.ndim} dimensions for indices"
        )
    dim = dimension("take_along_dim()", dim, input.ndim)
    if input.ndim == 0:
        return gather(input, dim, indices)
    _refuse_range("take_along_dim()", indices.array, input.array.shape[dim], dim, lowest=-input.array.shape[dim])
    return gather_op(input, *_grid(input.array.shape, dim, indices), places=tuple(range(input.ndim)))


def _scattered(caller: str, input: Tensor, dim: int, index: Tensor, src: Any, accumulate: bool) -> Tensor:
    """The input with ``src`` written or added where ``index`` says."""
    x, indices, places = _along(caller, input, dim, index)
    if isinstance(src, Tensor):
        _refuse_types(caller, index, input, src)
        if index.array.size == 0:
            return _unwritten(input, src, index)
        src = _cropped(caller, src, index)
    elif index.array.size == 0:
        return input.clone()
    return _as(input.array.shape, scatter_op(x, src, *indices, places=places, accumulate=accumulate))


def _unwritten(input: Tensor, src: Tensor, index: Tensor) -> Tensor:
    """The input with nothing written to it, as the index is empty; recorded, so that ``src`` has a gradient, of zeros."""
    written = index_put_op(input.reshape(-1), src.reshape(-1)[:0], index.reshape(-1), places=(0,), accumulate=False)
    return written.reshape(input.array.shape)


def _cropped(caller: str, src: Tensor, index: Tensor) -> Tensor:
    """The part of ``src`` that an index of its shape or a smaller one reaches."""
    if index.ndim:
        src = _raised(src)
    elif src.ndim == 1 and src.array.size:  # an index of no dimension is one of length 1
        src = src[0]
    shape = index.array.shape if src.ndim else ()
    if src.ndim != len(shape) or any(n > m for n, m in zip(shape, src.array.shape, strict=True)):
        raise RuntimeError(f"{caller}: Expected index {list(shape)} to be no larger than src {list(src.shape)}, with as many dimensions")
    return src if src.array.shape == shape else src[tuple(map(slice, shape))]


@method(inplace=True)
@axis_names
def scatter(input: Tensor, dim: int, index: Tensor, src: Any = None, *, value: Any = None, reduce: str | None = None) -> Tensor:
    """Write along ``dim`` where ``index`` says: ``out[i][index[i][j]] = src[i][j]`` for ``dim=1``. ``src`` may be a number.

    >>> import autograd
    >>> autograd.zeros(2, 3).scatter(1, autograd.tensor([[2], [0]]), 1.0)  # one-hot rows
    tensor([[0., 0., 1.],
            [1., 0., 0.]])
    """
    src = value if src is None else src
    if src is None:
        raise TypeError("scatter(): missing an argument: src or value")
    if not isinstance(src, Tensor):
        src = _number(src, input.array.dtype)
    if reduce is None or reduce == "add":
        return _scattered("scatter()", input, dim, index, src, reduce == "add")
    if reduce != "multiply":
        raise RuntimeError(f"scatter(): reduce argument must be either add or multiply, got {reduce!r}")
    if not isinstance(src, Tensor):
        src = wrap(np.broadcast_to(src, index.array.shape))
    return scatter_reduce(input, dim, index, src, "prod")


@method(inplace=True)
@axis_names
def scatter_add(input: Tensor, dim: int, index: Tensor, src: Tensor) -> Tensor:
    """Add along ``dim`` where ``index`` says: ``out[i][index[i][j]] += src[i][j]`` for ``dim=1``.

    >>> import autograd
    >>> autograd.scatter_add(autograd.zeros(3), 0, autograd.tensor([0, 2, 2]), autograd.tensor([1.0, 2.0, 3.0]))
    tensor([1., 0., 5.])
    """
    _refuse_types("scatter_add()", index, input, src)
    return _scattered("scatter_add()", input, dim, index, src, True)


@method
@axis_names
def index_select(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """The slices ``input[..., index, ...]`` at ``dim``, for a vector of indices.

    >>> import autograd
    >>> autograd.index_select(autograd.arange(6).reshape(2, 3), 1, autograd.tensor([2, 0]))
    tensor([[2, 0],
            [5, 3]])
    """
    _refuse_types("index_select()", index)
    if index.ndim > 1:
        raise IndexError(f"index_select(): Index is supposed to be a vector, got shape {list(index.shape)}")
    dim = dimension("index_select()", dim, input.ndim)
    x = _raised(input)
    _refuse_range("index_select()", index.array, x.array.shape[dim], dim, IndexError)
    out = index_select_op(x, _raised(index), places=(dim,))
    return out if input.ndim else out.reshape(())


def _at_vector(caller: str, input: Tensor, dim: int, index: Tensor, source: Any, kind: type[Exception]) -> tuple[Tensor, Tensor, Any, int]:
    """For index_add and its like: input, index and source with at least one dimension, and the dimension, all checked."""
    if (
        isinstance(source, Tensor) and source.ndim != input.ndim and (0 in (source.ndim, input.ndim)) is (kind is RuntimeError)
    ):  # copied, one may be a number
        raise kind(f"{caller}: source must have as many dimensions as self, got shape {list(source.shape)} for {list(input.shape)}")
    _refuse_types(caller, index, input, source)
    if index.ndim > 1:
        raise IndexError(f"{caller}: Index is supposed to be a vector, got shape {list(index.shape)}")
    dim = dimension(caller, dim, input.ndim)
    x, index, source = _raised(input), _raised(index), None if source is None else _raised(source)
    if source is not None:
        wanted = list(x.array.shape)
        wanted[dim] = len(index)
        if list(source.array.shape) != wanted:
            alike = source.ndim == x.ndim and all(n == m for d, (n, m) in enumerate(zip(source.array.shape, wanted, strict=True)) if d != dim)
            raise (kind if alike else RuntimeError)(
                f"{caller}: Number of indices ({len(index)}) should be equal to source.size(dim), and the other sizes to self's: expected a "
                f"source of shape {wanted}, got {list(source.shape)}"
            )
    _refuse_range(caller, index.array, x.array.shape[dim], dim, IndexError if x.ndim == 1 else kind, -x.array.shape[dim] if source is None else 0)
    return x, index, source, dim


@method(inplace=True)
@axis_names
def index_add(input: Tensor, dim: int, index: Tensor, source: Tensor, *, alpha: float = 1) -> Tensor:
    """Add the slices of ``source``, times ``alpha``, to the slices of ``input`` at ``index``; an index may repeat.

    >>> import autograd
    >>> autograd.index_add(autograd.zeros(3), 0, autograd.tensor([0, 0]), autograd.tensor([1.0, 2.0]))
    tensor([3., 0., 0.])
    """
    x, index, source, dim = _at_vector("index_add()", input, dim, index, source, RuntimeError)
    source = source if alpha == 1 else source * factor(alpha, input.array.dtype)
    return _as(input.array.shape, scatter_op(x, source, index, places=(dim,), accumulate=True))


@method(inplace=True)
@axis_names
def index_copy(input: Tensor, dim: int, index: Tensor, source: Tensor) -> Tensor:
    """Write the slices of ``source`` over the slices of ``input`` at ``index``.

    >>> import autograd
    >>> autograd.index_copy(autograd.zeros(3), 0, autograd.tensor([2, 0]), autograd.tensor([1.0, 2.0]))
    tensor([2., 0., 1.])
    """
    x, index, source, dim = _at_vector("index_copy()", input, dim, index, source, IndexError)
    return _as(input.array.shape, scatter_op(x, source, index, places=(dim,), accumulate=False))


@method(inplace=True)
@axis_names
def index_fill(input: Tensor, dim: int, index: Tensor, value: Any) -> Tensor:
    """Fill the slices of ``input`` at ``index`` with a number.

    >>> import autograd
    >>> autograd.index_fill(autograd.zeros(3), 0, autograd.tensor([1]), 9.0)
    tensor([0., 9., 0.])
    """
    if isinstance(value, Tensor) and value.ndim:
        raise RuntimeError(f"index_fill(): only supports a 0-dimensional value tensor, but got tensor with {value.ndim} dimension(s)")
    x, index, _, dim = _at_vector("index_fill()", input, dim, index, None, IndexError)
    value = _fitting(value, input.array.dtype)
    return _as(input.array.shape, index_put_op(x, value, _distinct(index, x.array.shape[dim]), places=(dim,), accumulate=False))


def _distinct(index: Tensor, size: int) -> Tensor:
    """The places once each, so that no element counts twice in a value's gradient."""
    return wrap(np.unique(index.array % max(size, 1)))


@method(inplace=True)
def index_put(input: Tensor, indices: Sequence[Tensor], values: Tensor, accumulate: bool = False) -> Tensor:
    """``input[indices] = values`` out of place; with ``accumulate``, the values are added, also where indices repeat.

    >>> import autograd
    >>> autograd.index_put(autograd.zeros(2, 2), (autograd.tensor([0, 1]), autograd.tensor([1, 0])), autograd.tensor(5.0))
    tensor([[0., 5.],
            [5., 0.]])
    """
    if not isinstance(values, Tensor):
        raise TypeError(f"index_put(): argument 'values' must be Tensor, not {type(values).__name__}")
    if values.array.dtype != input.array.dtype:
        given, wanted = of(values.array).name, of(input.array).name
        raise RuntimeError(f"Index put requires the source and destination dtypes match, got {wanted} for the destination, {given} for the source")
    places = tuple(WHOLE if i is None else i if i.ndim or i.array.dtype.kind == "b" else i.reshape(1) for i in indices)
    _, part, arrays, at = _parse(places, input.array.shape)
    x = input[part]
    return _as(input.array.shape, index_put_op(x, values, *arrays, places=at, accumulate=accumulate))


@method
@of_tensors
def take(input: Tensor, index: Tensor) -> Tensor:
    """The elements of the flattened input that ``index`` names, in index's shape.

    >>> import autograd
    >>> autograd.take(autograd.arange(6).reshape(2, 3), autograd.tensor([4, 0]))
    tensor([4, 0])
    """
    _refuse_types("take()", index)
    _refuse_range("take()", index.array, input.numel(), 0, IndexError, -input.numel())
    return index_op(input.reshape(-1), index, places=(0,))


@method(inplace=True)
def put(input: Tensor, index: Tensor, source: Tensor, accumulate: bool = False) -> Tensor:
    """Write or add the elements of ``source`` where ``index`` says in the flattened input.

    >>> import autograd
    >>> autograd.put(autograd.zeros(2, 2), autograd.tensor([3]), autograd.tensor([1.0]))
    tensor([[0., 0.],
            [0., 1.]])
    """
    _refuse_types("put()", index, input, source)
    if index.numel() != source.numel():
        raise IndexError(
            f"put_(): Expected source and index to have the same number of elements, but got source.numel() = {source.numel()}, "
            f"index.numel() = {index.numel()}"
        )
    _refuse_range("put()", index.array, input.numel(), 0, IndexError, -input.numel())
    if index.numel() == 0:
        return input.clone()
    return index_put_op(input.reshape(-1), source.reshape(-1), index.reshape(-1), places=(0,), accumulate=accumulate).reshape(input.shape)


# ---------------------------------------------------------------------------------------------------------------- reductions by index


def _reduce_at(ufunc: Any, out: Any, source: Any, indices: Any, places: tuple[int, ...]) -> None:
    """``ufunc.at``, by one number for each element, for which NumPy takes a tenth of the time."""
    numbers = _index(np.arange(out.size).reshape(out.shape), *indices, places=places)
    ufunc.at(out.reshape(-1), numbers.reshape(-1), np.broadcast_to(source, numbers.shape).reshape(-1))


def _index_extreme(x: Any, source: Any, *indices: Any, places: tuple[int, ...], largest: bool) -> Any:
    """The larger (smaller) of x and of all that the indices bring to it; all that are equal to it share the gradient."""
    out = np.array(x, order="C")
    _reduce_at(np.maximum if largest else np.minimum, out, source, indices, places)
    here, there = x == out, source == _index(out, *indices, places=places)
    number = _index_put(here.astype(np.int64), there, *indices, places=places, accumulate=True)
    return out, here / np.maximum(number, 1), there / np.maximum(_index(number, *indices, places=places), 1)


index_extreme: Op = Op(
    _index_extreme,
    name="index_reduce",
    layout=contiguous,
    keeps={"share": None, "shares": None},
    x=lambda g, share: g * share,
    source=lambda g, shares, indices, places: index_op.apply(g, *indices, places=places) * shares,
)


def _index_prod(x: Any, source: Any, *indices: Any, places: tuple[int, ...]) -> Any:
    """x times all that the indices bring to it. Keeps where a source is zero, and how many zeros meet there."""
    out = np.array(x, order="C")
    _reduce_at(np.multiply, out, source, indices, places)
    zero = source == 0
    number = _index_put(np.zeros(x.shape, np.int64), zero, *indices, places=places, accumulate=True)
    return out, zero, _index(number, *indices, places=places) * zero


def _product_of_others(g: Any, x: Any, source: Any, out: Any, zero: Any, zeros: Any, indices: Any, places: Any) -> Any:
    """The gradient of a factor: out / source, and at a factor that is the only zero the product of the others."""
    if isinstance(g, Tensor) and (zeros > 1).any():
        raise RuntimeError("the second derivative of a product by index is not supported where several zeros meet in one element")
    alone = zeros == 1
    others = index_op.apply(g * index_prod.apply(x, source + alone, *indices, places=places), *indices, places=places)
    return where_op.apply(alone, others, index_op.apply(g * out, *indices, places=places)) / (source + zero)


index_prod: Op = Op(
    _index_prod,
    keeps={"zero": None, "zeros": None},
    name="index_prod",
    layout=contiguous,
    x=lambda g, x_shape, source, indices, places: g * index_prod.apply(np.ones(x_shape, g.dtype), source, *indices, places=places),
    source=lambda g, x, source, out, zero, zeros, indices, places: _product_of_others(g, x, source, out, zero, zeros, indices, places),
)


def _reduced(caller: str, x: Tensor, source: Tensor, indices: Any, places: Any, reduce: str, include_self: bool) -> Tensor:
    """Reduce what the indices bring to each element of x, together with the element itself if ``include_self``."""
    if reduce not in ("sum", "prod", "mean", "amax", "amin"):
        raise RuntimeError(f"{caller}: reduce argument must be either sum, prod, mean, amax or amin, got {reduce}")
    if reduce == "mean" and x.array.dtype == np.float16:
        return _reduced(caller, x.float(), source.float(), indices, places, reduce, include_self).to(x.dtype)
    where = dict(places=places)
    if not include_self:
        start = 1 if reduce == "prod" else 0 if reduce in ("sum", "mean") else _extreme(x.array.dtype, smallest=reduce == "amax")
        x = index_put_op(x, start, *indices, **where, accumulate=False)
    if reduce == "prod":
        return index_prod(x, source, *indices, **where)
    if reduce in ("amax", "amin"):
        return index_extreme(x, source, *indices, **where, largest=reduce == "amax")
    total = scatter_op(x, source, *indices, **where, accumulate=True)
    if reduce == "sum":
        return total
    number = _how_many(x, source, indices, places, include_self)
    return total // number.to(x.dtype) if x.array.dtype.kind in "iu" else total / number.to(x.dtype)


def _how_many(x: Tensor, source: Tensor, indices: Any, places: Any, include_self: bool) -> Tensor:
    """How many values each element of x is given, at least 1."""
    raw = [i.array if isinstance(i, Tensor) else i for i in indices]
    number = _index_backward(np.ones(source.array.shape, np.int64), *raw, places=places, shape=x.array.shape) + include_self
    return wrap(np.maximum(number, 1))


def _extreme(dtype: np.dtype[Any], smallest: bool) -> Any:
    """The smallest or the largest value of a type."""
    if dtype.kind == "b":
        return not smallest
    if dtype.kind == "f":
        return -np.inf if smallest else np.inf
    return np.iinfo(dtype).min if smallest else np.iinfo(dtype).max


@method(inplace=True)
@axis_names
def scatter_reduce(input: Tensor, dim: int, index: Tensor, src: Tensor, reduce: str, *, include_self: bool = True) -> Tensor:
    """`scatter` that reduces what meets at one place: ``reduce`` is "sum", "prod", "mean", "amax" or "amin".

    ``include_self=False`` leaves out the input's own value at the places that are written. Equal largest values share the gradient.

    >>> import autograd
    >>> autograd.scatter_reduce(autograd.ones(2), 0, autograd.tensor([0, 1, 1]), autograd.tensor([5.0, 2.0, 3.0]), "amax")
    tensor([5., 3.])
    """
    _refuse_types("scatter_reduce()", index, input, src)
    x, indices, places = _along("scatter_reduce()", input, dim, index)
    if index.array.size == 0:
        return _unwritten(input, src, index)
    return _as(input.array.shape, _reduced("scatter_reduce()", x, _cropped("scatter_reduce()", src, index), indices, places, reduce, include_self))


@method(inplace=True)
@axis_names
def index_reduce(input: Tensor, dim: int, index: Tensor, source: Tensor, reduce: str, *, include_self: bool = True) -> Tensor:
    """`index_add` for other reductions: ``reduce`` is "prod", "mean", "amax" or "amin".

    >>> import autograd
    >>> autograd.index_reduce(autograd.ones(2), 0, autograd.tensor([1, 1]), autograd.tensor([2.0, 3.0]), "prod")
    tensor([1., 6.])
    """
    x, index, source, dim = _at_vector("index_reduce()", input, dim, index, source, RuntimeError)
    if reduce == "sum":
        raise RuntimeError("index_reduce(): reduce argument must be either prod, mean, amax or amin, got sum: use index_add")
    return _as(input.array.shape, _reduced("index_reduce()", x, source, [index], (dim,), reduce, include_self))


# ---------------------------------------------------------------------------------------------------------------- masks


def _masked_fill(x: Any, mask: Any, value: Any) -> Any:
    return choose(mask, np.asarray(value, x.dtype), x)


masked_fill_op: Op = Op(
    _masked_fill,
    name="masked_fill",
    layout=contiguous,
    x=lambda g, mask: masked_fill_op.apply(g, mask, 0),
    value=lambda g, mask: masked_fill_op.apply(g, ~mask, 0),
)


@method(inplace=True)
def masked_fill(input: Tensor, mask: Tensor, value: Any) -> Tensor:
    """``input`` with ``value``, a number, where the mask is True; input and mask broadcast.

    >>> import autograd
    >>> autograd.zeros(3).masked_fill(autograd.tensor([False, False, True]), float("-inf"))
    tensor([0., 0., -inf])
    """
    _refuse_mask("masked_fill", mask)
    if isinstance(value, Tensor) and value.ndim:
        raise RuntimeError(f"masked_fill only supports a 0-dimensional value tensor, but got tensor with {value.ndim} dimension(s)")
    return masked_fill_op(input, mask, _fitting(value, input.array.dtype))


def _refuse_mask(caller: str, mask: Any) -> None:
    if not isinstance(mask, Tensor):
        raise TypeError(f"{caller}(): argument 'mask' must be Tensor, not {type(mask).__name__}")
    if mask.array.dtype.kind != "b":
        raise RuntimeError(f"{caller}: only boolean masks are supported, expected BoolTensor for mask, but got mask with dtype {of(mask.array).name}")


@method
def masked_select(input: Tensor, mask: Tensor) -> Tensor:
    """The elements where the mask is True, as a vector; input and mask broadcast.

    >>> import autograd
    >>> autograd.masked_select(autograd.tensor([1, 2, 3]), autograd.tensor([True, False, True]))
    tensor([1, 3])
    """
    _refuse_mask("masked_select", mask)
    x, mask = _together("masked_select", input, mask)
    return x.reshape(1)[mask.reshape(1)] if x.ndim == 0 else x[mask]


@method(inplace=True)
def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """``input`` with the elements of ``source``, in order, where the mask is True.

    >>> import autograd
    >>> autograd.masked_scatter(autograd.zeros(3), autograd.tensor([True, False, True]), autograd.tensor([7.0, 8.0]))
    tensor([7., 0., 8.])
    """
    _refuse_mask("masked_scatter", mask)
    if source.array.dtype != input.array.dtype:
        given, wanted = of(source.array).name, of(input.array).name
        raise RuntimeError(f"masked_scatter: expected self and source to have same dtypes but got {wanted} and {given}")
    x, mask = _together("masked_scatter", input, mask)
    places = np.flatnonzero(mask.array)
    if len(places) > source.numel():
        raise RuntimeError(f"masked_scatter: Number of elements of source < number of ones in mask: {source.numel()} < {len(places)}")
    return index_put_op(x.reshape(-1), source.reshape(-1)[: len(places)], places, places=(0,), accumulate=False).reshape(x.shape)


def _together(caller: str, *tensors: Tensor) -> list[Tensor]:
    """The tensors broadcast to their common shape."""
    try:
        shape = np.broadcast_shapes(*(t.array.shape for t in tensors))
    except ValueError:
        raise RuntimeError(f"{caller}: the shapes {' and '.join(str(list(t.shape)) for t in tensors)} do not broadcast") from None
    return [t if t.array.shape == shape else t.expand(shape) for t in tensors]


def _nonzero(a: Any) -> tuple[Any, ...]:
    return tuple([wrap(np.ascontiguousarray(i)) for i in np.nonzero(np.atleast_1d(a))])


@method
@of_tensors
def nonzero(input: Tensor, *, as_tuple: bool = False) -> Any:
    """Where the input is not zero: a row of indices for each such element, (n, ndim); as a tuple, a vector for each dimension.

    >>> import autograd
    >>> autograd.nonzero(autograd.tensor([0, 3, 0, 4]))
    tensor([[1],
            [3]])
    """
    return _nonzero(input.array) if as_tuple else wrap(np.argwhere(input.array))


@method
@of_tensors
def argwhere(input: Tensor) -> Tensor:
    """Where the input is not zero: a row of indices for each such element, (n, ndim).

    >>> import autograd
    >>> autograd.argwhere(autograd.tensor([[0, 1], [2, 0]]))
    tensor([[0, 1],
            [1, 0]])
    """
    return wrap(np.argwhere(input.array))


def unravel_index(indices: Tensor, shape: Any) -> tuple[Tensor, ...]:
    """The coordinates, in a tensor of this shape, of elements given by their number in row-major order: a tensor for each dimension.

    >>> import autograd
    >>> autograd.unravel_index(autograd.tensor(5), (2, 3))
    (tensor(1), tensor(2))
    """
    if not isinstance(indices, Tensor) or indices.array.dtype.kind not in "iu":
        kind = of(indices.array).name if isinstance(indices, Tensor) else type(indices).__name__
        raise (ValueError if isinstance(indices, Tensor) else TypeError)(f"unravel_index: expected 'indices' to be an integer tensor, but got {kind}")
    sizes = (shape,) if isinstance(shape, int) else tuple(map(operator.index, shape))
    if any(n < 0 for n in sizes):
        raise ValueError(f"unravel_index: 'shape' cannot have negative values, but got {sizes}")
    left, found = indices.array, []
    for n in reversed(sizes):
        found.append(wrap(left % n))
        left = left // n
    return tuple(reversed(found))


# ---------------------------------------------------------------------------------------------------------------- a part replaced


def _replaced(caller: str, input: Tensor, src: Tensor, part_of: Any) -> Tensor:
    """A copy of the input, the part of which that ``part_of`` shows is ``src``."""
    if src.array.dtype != input.array.dtype:
        src = src.to(input.dtype)
    whole = input.clone()
    part = part_of(whole)
    if part.array.shape != src.array.shape:
        raise RuntimeError(
            f"{caller}: expected src to have a size equal to the slice of self. src size = {list(src.shape)}, slice size = {list(part.shape)}"
        )
    part.array[...] = src.array
    part._rebase(src)
    return whole


@method
@axis_names
def select_scatter(input: Tensor, src: Tensor, dim: int, index: int) -> Tensor:
    """A copy of ``input`` with ``src`` in place of ``input.select(dim, index)``.

    >>> import autograd
    >>> autograd.select_scatter(autograd.zeros(2, 2), autograd.ones(2), 0, 1)
    tensor([[0., 0.],
            [1., 1.]])
    """
    return _replaced("select_scatter", input, src, lambda whole: whole.select(dim, index))


@method
@axis_names
@of_tensors
def slice_scatter(input: Tensor, src: Tensor, dim: int = 0, start: int | None = None, end: int | None = None, step: int = 1) -> Tensor:
    """A copy of ``input`` with ``src`` in place of its slice ``start:end:step`` at ``dim``.

    >>> import autograd
    >>> autograd.slice_scatter(autograd.zeros(4), autograd.ones(2), start=1, end=3)
    tensor([0., 1., 1., 0.])
    """
    place = dimension("slice_scatter", dim, input.ndim)
    return _replaced("slice_scatter", input, src, lambda whole: whole[(*[WHOLE] * place, slice(start, end, step))])


@method
@of_tensors
def diagonal_scatter(input: Tensor, src: Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """A copy of ``input`` with ``src`` in place of ``input.diagonal(offset, dim1, dim2)``.

    >>> import autograd
    >>> autograd.diagonal_scatter(autograd.zeros(2, 2), autograd.ones(2))
    tensor([[1., 0.],
            [0., 1.]])
    """
    return _replaced("diagonal_scatter", input, src, lambda whole: whole.diagonal(offset, dim1, dim2))


def _numpy_take(a: Any, indices: Any, axis: int | None = None) -> Tensor:
    index = indices if isinstance(indices, Tensor) else wrap(np.asarray(indices))
    return take(a, index) if axis is None else index_op(a, index, places=(dimension("np.take", axis, a.ndim),))


NUMPY[np.take] = _numpy_take
NUMPY[np.take_along_axis] = lambda arr, indices, axis=-1: take_along_dim(arr, indices if isinstance(indices, Tensor) else wrap(indices), axis)
NUMPY[np.nonzero] = lambda a: nonzero(a, as_tuple=True)
NUMPY[np.argwhere] = argwhere
