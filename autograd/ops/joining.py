"""Several tensors made one, and one made several: cat and stack, split and unbind, with all their kin."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from operator import index as whole
from typing import Any

import numpy as np

from ..core.methods import axis_names, method, of_tensors
from ..core.op import NUMPY, Op
from ..core.size import dimension
from ..core.strides import channels_of_planes
from ..core.tensor import Tensor, wrap
from .indexing import slice_op
from .shape import along, broadcast_shapes, expand, ravel, refuse_scalar, reshape, reshape_op

__all__ = [
    "atleast_1d", "atleast_2d", "atleast_3d", "block_diag", "broadcast_tensors", "cartesian_prod", "cat", "chunk", "column_stack",
    "combinations", "concat", "concatenate", "dsplit", "dstack", "hsplit", "hstack", "meshgrid", "row_stack", "split", "split_with_sizes",
    "stack", "tensor_split", "unbind", "vsplit", "vstack",
]  # fmt: skip


def _concatenate(*tensors: Any, edges: Any, dim: int) -> Any:
    return np.ascontiguousarray(np.concatenate(tensors, dim))


cat_op = Op(
    _concatenate,
    name="cat",
    promote="same",
    layout=channels_of_planes,
    tensors=lambda g, i, edges, dim: slice_op.apply(g, index=along(dim, slice(edges[i], edges[i + 1]))),
)


def _stack(*tensors: Any, dim: int) -> Any:
    if not tensors[0].ndim:
        return np.array(tensors)  # a tenth of the time
    return np.ascontiguousarray(np.stack(tensors, dim))


stack_op = Op(_stack, name="stack", promote="same", tensors=lambda g, i, dim: slice_op.apply(g, index=along(dim, i)))


def _pieces(x: Any, *, indices: Any, dim: int) -> Any:
    return tuple([x[i] for i in indices])


split_op = Op(_pieces, name="split", multi_output=True, x=lambda g, dim: np.concatenate(g, dim))
unbind_op = Op(_pieces, name="unbind", multi_output=True, x=lambda g, dim: np.stack(g, dim))

# ---------------------------------------------------------------------------------------------------------------- joining


def _listed(caller: str, tensors: Any) -> list[Tensor]:
    """The argument of a function that joins tensors; a TypeError if it is not a sequence of them."""
    if not isinstance(tensors, (list, tuple)):
        raise TypeError(f"{caller}(): argument 'tensors' (position 1) must be tuple of Tensors, not {type(tensors).__name__}")
    for i, x in enumerate(tensors):
        if not isinstance(x, Tensor):
            raise TypeError(f"{caller}(): expected Tensor as element {i} in argument 0, but got {type(x).__name__}")
    if not tensors:
        raise (ValueError if caller == "cat" else RuntimeError)(f"{caller}: expected a non-empty list of Tensors")
    return list(tensors)


@axis_names
def cat(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """The tensors joined along an existing dimension; in all others their sizes are equal.

    >>> import autograd
    >>> autograd.cat([autograd.zeros(2), autograd.ones(3)])
    tensor([0., 0., 1., 1., 1.])
    """
    joined = _listed("cat", tensors)
    shapes = [x.array.shape for x in joined]
    if () in shapes:
        raise RuntimeError(f"cat: zero-dimensional tensor (at position {shapes.index(())}) cannot be concatenated: use stack")
    first = next((s for s in shapes if s != (0,)), (0,))
    dim = dimension("cat", dim, len(first))
    if (0,) in shapes:  # an empty list of numbers joins anything
        joined, shapes = _without_empty(joined, (*first[:dim], 0, *first[dim + 1 :]))
    edges = itertools.accumulate([s[dim] for s in shapes if len(s) > dim], initial=0)  # if one is shorter, NumPy will complain
    return cat_op(*joined, edges=list(edges), dim=dim)


def _without_empty(tensors: list[Tensor], empty: tuple[int, ...]) -> tuple[list[Tensor], list[tuple[int, ...]]]:
    """The tensors but for those of shape (0,), and their shapes; as ``empty`` ones they stay if they have a gradient, or a say in the type."""
    others = [x for x in tensors if x.array.shape != (0,)] or tensors
    if any(x.requires_grad or x.array.dtype != others[0].array.dtype for x in tensors if x.array.shape == (0,)):
        others = [reshape_op(x, shape=empty) if x.array.shape == (0,) else x for x in tensors]
    return others, [x.array.shape for x in others]


concat = concatenate = cat


@axis_names
def stack(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """Tensors of one shape side by side along a new dimension.

    >>> import autograd
    >>> autograd.stack([autograd.tensor([1, 2]), autograd.tensor([3, 4])])
    tensor([[1, 2],
            [3, 4]])
    >>> autograd.stack([autograd.tensor([1, 2]), autograd.tensor([3, 4])], dim=1)
    tensor([[1, 3],
            [2, 4]])
    """
    listed = _listed("stack", tensors)
    shape = listed[0].array.shape
    for i, x in enumerate(listed):
        if x.array.shape != shape:
            raise RuntimeError(f"stack expects each tensor to be equal size, but got {list(shape)} at entry 0 and {list(x.array.shape)} at entry {i}")
    return stack_op(*listed, dim=dimension("stack", dim, len(shape) + 1))


def _at_least(name: str, shaped: Callable[[Tensor], Tensor]) -> Any:
    def at_least(*tensors: Any) -> Any:
        if len(tensors) == 1 and isinstance(tensors[0], Tensor):
            return shaped(tensors[0])
        return tuple([shaped(x) for x in _unpacked(tensors)])

    at_least.__name__ = at_least.__qualname__ = name
    at_least.__doc__ = f"A tensor, or each of several, as a view with at least {name[-2]} dimensions."
    return at_least


def _three_dimensional(x: Tensor) -> Tensor:
    shape = x.array.shape
    return x if len(shape) > 2 else reshape_op(x, shape=(*shape, 1) if len(shape) == 2 else (1, x.array.size, 1))


atleast_1d = _at_least("atleast_1d", lambda x: x if x.array.ndim else reshape_op(x, shape=(1,)))
atleast_2d = _at_least("atleast_2d", lambda x: x if x.array.ndim > 1 else reshape_op(x, shape=(1, x.array.size)))
atleast_3d = _at_least("atleast_3d", _three_dimensional)


def hstack(tensors: Sequence[Tensor]) -> Tensor:
    """The tensors joined from left to right: along the second dimension, or the first if they have but one.

    >>> import autograd
    >>> autograd.hstack([autograd.tensor([1, 2]), autograd.tensor([3])])
    tensor([1, 2, 3])
    """
    listed = [atleast_1d(x) for x in _listed("hstack", tensors)]
    return cat(listed, 0 if listed[0].array.ndim == 1 else 1)


def vstack(tensors: Sequence[Tensor]) -> Tensor:
    """The tensors joined from top to bottom, along the first dimension; one-dimensional ones are rows.

    >>> import autograd
    >>> autograd.vstack([autograd.tensor([1, 2]), autograd.tensor([3, 4])])
    tensor([[1, 2],
            [3, 4]])
    """
    return cat([atleast_2d(x) for x in _listed("vstack", tensors)])


row_stack = vstack


def dstack(tensors: Sequence[Tensor]) -> Tensor:
    """The tensors joined along the third dimension.

    >>> import autograd
    >>> autograd.dstack([autograd.tensor([1, 2]), autograd.tensor([3, 4])]).shape
    torch.Size([1, 2, 2])
    """
    return cat([atleast_3d(x) for x in _listed("dstack", tensors)], 2)


def column_stack(tensors: Sequence[Tensor]) -> Tensor:
    """`hstack` for which tensors of less than two dimensions are columns.

    >>> import autograd
    >>> autograd.column_stack([autograd.tensor([1, 2]), autograd.tensor([3, 4])])
    tensor([[1, 3],
            [2, 4]])
    """
    return hstack([x if x.array.ndim > 1 else reshape_op(x, shape=(x.array.size, 1)) for x in _listed("column_stack", tensors)])


def block_diag(*tensors: Tensor) -> Tensor:
    """A matrix with the given matrices (a vector is a row) along its diagonal, and zeros elsewhere.

    >>> import autograd
    >>> autograd.block_diag(autograd.tensor([[1, 2]]), autograd.tensor([[3]]))
    tensor([[1, 2, 0],
            [0, 0, 3]])
    """
    for x in tensors:
        if x.array.ndim > 2:
            raise RuntimeError(f"torch.block_diag: Input tensors must have 2 or fewer dimensions. Got {x.array.ndim} dimensions")
    blocks = [atleast_2d(x) for x in tensors]
    width, left, rows = sum(b.array.shape[1] for b in blocks), 0, []
    for b in blocks:
        height, n = b.array.shape
        zeros = [wrap(np.zeros((height, m), b.array.dtype)) for m in (left, width - left - n)]
        rows.append(cat([zeros[0], b, zeros[1]], 1))
        left += n
    return cat(rows) if rows else wrap(np.zeros((1, 0), np.float32))


def cartesian_prod(*tensors: Tensor) -> Tensor:
    """All tuples of one element of each one-dimensional tensor, a row each, as `itertools.product` orders them.

    >>> import autograd
    >>> autograd.cartesian_prod(autograd.tensor([1, 2]), autograd.tensor([5, 6]))
    tensor([[1, 5],
            [1, 6],
            [2, 5],
            [2, 6]])
    """
    for x in tensors:
        if x.array.ndim != 1:
            raise RuntimeError(f"Expect a 1D vector, but got shape {list(x.shape)}")
    return tensors[0] if len(tensors) == 1 else stack([reshape(x, -1) for x in meshgrid(*tensors, indexing="ij")], 1)


@of_tensors
def combinations(input: Tensor, r: int = 2, with_replacement: bool = False) -> Tensor:
    """All choices of ``r`` elements, a row each, as `itertools.combinations` (or its form with replacement) orders them.

    >>> import autograd
    >>> autograd.combinations(autograd.tensor([1, 2, 3]))
    tensor([[1, 2],
            [1, 3],
            [2, 3]])
    """
    if input.array.ndim != 1:
        raise RuntimeError(f"Expect a 1D vector, but got shape {list(input.shape)}")
    if r < 0:
        raise RuntimeError(f"Expect a non-negative number, but got {r}")
    if r == 2:
        first, second = np.triu_indices(input.array.size, 0 if with_replacement else 1)
        return stack([input[wrap(first)], input[wrap(second)]], 1)
    choose = itertools.combinations_with_replacement if with_replacement else itertools.combinations
    rows = np.array(list(choose(range(input.array.size), r)), np.int64).reshape(-1, r)
    return reshape(input[wrap(rows.reshape(-1))], rows.shape) if r else wrap(np.zeros(0, input.array.dtype))


def _unpacked(tensors: Any) -> Sequence[Tensor]:
    """Tensors given one by one, or as one sequence."""
    return tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors


def broadcast_tensors(*tensors: Any) -> tuple[Tensor, ...]:
    """The tensors, each expanded to the shape to which they all broadcast; one that has it is returned itself.

    >>> import autograd
    >>> [t.shape for t in autograd.broadcast_tensors(autograd.ones(3), autograd.ones(2, 1))]
    [torch.Size([2, 3]), torch.Size([2, 3])]
    """
    given = _unpacked(tensors)
    shape = broadcast_shapes(*[x.array.shape for x in given])
    return tuple([x if x.array.shape == shape else expand(x, shape) for x in given])


def meshgrid(*tensors: Any, indexing: str | None = None) -> tuple[Tensor, ...]:
    """The grids of coordinates of the points whose i-th coordinates are the i-th tensor's: views, all of one shape.

    ``indexing="ij"``, PyTorch's default, has the first tensor vary along the first dimension; ``"xy"``, NumPy's, along the second.

    >>> import autograd
    >>> x, y = autograd.meshgrid(autograd.tensor([1, 2]), autograd.tensor([5, 6, 7]), indexing="ij")
    >>> x
    tensor([[1, 1, 1],
            [2, 2, 2]])
    >>> y
    tensor([[5, 6, 7],
            [5, 6, 7]])
    """
    given = [ravel(x) if x.array.ndim == 0 else x for x in _unpacked(tensors)]
    if not given:
        raise RuntimeError("meshgrid expects a non-empty TensorList")
    for x in given:
        if x.array.ndim > 1:
            raise RuntimeError(f"torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got a tensor of {x.array.ndim} dimensions")
        if x.array.dtype != given[0].array.dtype:
            raise RuntimeError("torch.meshgrid expects all tensors to have the same dtype")
    if indexing not in (None, "ij", "xy"):
        raise RuntimeError(f'torch.meshgrid: indexing must be one of "xy" or "ij", but received: {indexing}')
    places = list(range(len(given)))
    if indexing == "xy" and len(given) > 1:
        places[:2] = [1, 0]
    shape = [0] * len(given)
    for place, x in zip(places, given, strict=True):
        shape[place] = x.array.size
    return tuple([expand(reshape(x, [-1 if i == p else 1 for i in range(len(given))]), shape) for p, x in zip(places, given, strict=True)])


# ---------------------------------------------------------------------------------------------------------------- parts


def _parts(op: Op, input: Tensor, indices: list[Any], dim: int) -> tuple[Tensor, ...]:
    """Views of the parts of a tensor, with one node for all, so that their gradients are joined and not added up."""
    places = [along(dim, i) for i in indices]
    parts: tuple[Tensor, ...] = op(input, indices=places, dim=dim)
    for part, place in zip(parts, places, strict=True):
        part._become_view(input, slice_op, {"index": place})
    return parts


def _cut(input: Tensor, sizes: Sequence[int], dim: int) -> tuple[Tensor, ...]:
    edges = itertools.accumulate(sizes, initial=0)
    return _parts(split_op, input, [slice(a, b) for a, b in itertools.pairwise(edges)], dim)


@axis_names
def split(tensor: Tensor, split_size_or_sections: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Views of consecutive parts along ``dim``: of the one size given (the last may be smaller), or of the sizes listed.

    >>> import autograd
    >>> [p.tolist() for p in autograd.arange(5).split(2)]
    [[0, 1], [2, 3], [4]]
    """
    dim = dimension("split", dim, tensor.array.ndim)
    refuse_scalar("split", tensor)
    n = tensor.array.shape[dim]
    if hasattr(split_size_or_sections, "__index__"):
        size = whole(split_size_or_sections)
        if size < 0 or (size == 0 and n):
            raise RuntimeError(f"split: expects split_size be positive, but got split_size={size}")
        sizes = [min(size, n - i) for i in range(0, n, size or 1)] or [0]
        return _cut(tensor, sizes, dim)
    sizes = [whole(s) for s in split_size_or_sections]
    if any(s < 0 for s in sizes) or sum(sizes) != n:
        raise RuntimeError(f"split: split_sizes {sizes} must be non-negative and sum exactly to {n}, the size of the tensor at dimension {dim}")
    return _cut(tensor, sizes, dim)


def split_with_sizes(input: Tensor, split_sizes: Sequence[int], dim: int = 0) -> tuple[Tensor, ...]:
    """Views of consecutive parts of the sizes listed; see `split`.

    >>> import autograd
    >>> autograd.split_with_sizes(autograd.arange(5), [1, 4])
    (tensor([0]), tensor([1, 2, 3, 4]))
    """
    return split(input, tuple(split_sizes), dim)


method(axis_names(split_with_sizes))


@method
@axis_names
def tensor_split(input: Tensor, indices_or_sections: Any = None, dim: int = 0, *, sections: Any = None, indices: Any = None) -> tuple[Tensor, ...]:
    """Views of parts along ``dim``: as many as the number given, the first of them larger by one if need be; or cut at the given indices.

    >>> import autograd
    >>> autograd.tensor_split(autograd.arange(5), 2)
    (tensor([0, 1, 2]), tensor([3, 4]))
    """
    where: Any = next((x for x in (indices_or_sections, sections, indices) if x is not None), None)
    refuse_scalar("tensor_split", input)
    dim = dimension("tensor_split", dim, input.array.ndim)
    if isinstance(where, Tensor):
        if where.array.dtype != np.int64 or where.array.ndim > 1:
            raise RuntimeError(f"tensor_split: the sections or indices must be a 0- or 1-dim int64 tensor, got {where.dtype} {list(where.shape)}")
        where = where.tolist()
    n = input.array.shape[dim]
    if hasattr(where, "__index__"):
        if where <= 0:
            raise RuntimeError(f"number of sections must be larger than 0, got {where}")
        return _cut(input, [n // where + (i < n % where) for i in range(where)], dim)
    edges = [None, *where, None]
    return tuple([slice_op(input, index=along(dim, slice(a, b))) for a, b in itertools.pairwise(edges)])


def _split_along(name: str, dim: int, least: int) -> Any:
    def split_along(input: Tensor, indices_or_sections: Any = None, *, sections: Any = None, indices: Any = None) -> tuple[Tensor, ...]:
        where = next((x for x in (indices_or_sections, sections, indices) if x is not None), None)
        if input.array.ndim < least:
            raise RuntimeError(f"torch.{name} requires a tensor with at least {least} dimension, but got {input.array.ndim} dimensions")
        along_dim = dim if input.array.ndim > 1 else 0
        n = input.array.shape[along_dim]
        if isinstance(where, int) and (where <= 0 or n % where):
            raise RuntimeError(
                f"torch.{name} attempted to split along dimension {along_dim}, but the size of the dimension {n} is not divisible by {where}!"
            )
        return tensor_split(input, where, along_dim)

    split_along.__name__ = split_along.__qualname__ = name
    split_along.__doc__ = f"`tensor_split` along dimension {dim} into equal parts, or at the given indices."
    return method(split_along)


hsplit, vsplit, dsplit = _split_along("hsplit", 1, 1), _split_along("vsplit", 0, 2), _split_along("dsplit", 2, 3)


@method
@axis_names
def chunk(input: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """At most ``chunks`` views of equal parts along ``dim``, the last of which may be smaller.

    >>> import autograd
    >>> autograd.chunk(autograd.arange(5), 2)
    (tensor([0, 1, 2]), tensor([3, 4]))
    """
    dim = dimension("chunk", dim, input.array.ndim)
    refuse_scalar("chunk", input)
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    n = input.array.shape[dim]
    return split(input, -(-n // chunks), dim) if n else _cut(input, [0] * chunks, dim)


@method
@axis_names
def unbind(input: Tensor, dim: int = 0) -> tuple[Tensor, ...]:
    """A tuple of views, one for each place along ``dim``, which they no longer have.

    >>> import autograd
    >>> autograd.unbind(autograd.tensor([[1, 2], [3, 4]]))
    (tensor([1, 2]), tensor([3, 4]))
    """
    dim = dimension("unbind", dim, input.array.ndim)
    refuse_scalar("unbind", input, IndexError)
    return _parts(unbind_op, input, list(range(input.array.shape[dim])), dim)


def _split(self: Tensor, split_size: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """See `autograd.split`, whose argument has another name."""
    return split(self, split_size, dim)


_split.__name__ = "split"
method(axis_names(_split))


def _flattened_if_none(function: Any, arrays: Any, axis: int | None) -> Tensor:
    """Joining with NumPy's ``axis=None``, which flattens first; raw arrays are constants."""
    tensors = [a if isinstance(a, Tensor) else wrap(np.asarray(a)) for a in arrays]
    return function([ravel(x) for x in tensors], 0) if axis is None else function(tensors, axis)


NUMPY.update(
    {
        np.concatenate: lambda arrays, axis=0: _flattened_if_none(cat, arrays, axis),
        np.stack: lambda arrays, axis=0: _flattened_if_none(stack, arrays, axis),
        np.split: lambda ary, indices_or_sections, axis=0: list(tensor_split(ary, indices_or_sections, axis)),
        np.atleast_1d: atleast_1d,
        np.atleast_2d: atleast_2d,
    }
)
