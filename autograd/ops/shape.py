"""Operations that rearrange elements: most of them views, which share their input's memory."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from functools import wraps
from itertools import pairwise
from operator import index as whole
from typing import Any, TypeVar

import numpy as np

from .. import dtypes
from ..engine import enable_grad
from ..op import NUMPY, Op, in_place, method
from ..tensor import Size, Tensor, dimension, wrap
from .indexing import slice_op

__all__ = [
    "broadcast_to", "cat", "chunk", "concat", "concatenate", "flatten", "moveaxis", "movedim", "narrow", "permute", "ravel", "reshape",
    "select", "split", "squeeze", "stack", "swapaxes", "swapdims", "t", "transpose", "unbind", "unflatten", "unsqueeze",
]  # fmt: skip


F = TypeVar("F", bound=Callable[..., Any])


def axis_names(function: F) -> F:
    """Accept NumPy's ``axis`` and ``keepdims`` for ``dim`` and ``keepdim``, as PyTorch's functions do."""

    @wraps(function)
    def renamed(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            if "axis" in kwargs:
                kwargs["dim"] = kwargs.pop("axis")
            if "keepdims" in kwargs:
                kwargs["keepdim"] = kwargs.pop("keepdims")
        return function(*args, **kwargs)

    return renamed  # type: ignore[return-value]


def sizes_of(given: Any) -> tuple[int, ...]:
    """Sizes or dimensions given one by one, or as one sequence."""
    if len(given) == 1 and not hasattr(given[0], "__index__"):
        given = given[0]
    return tuple([whole(n) for n in given])


# ---------------------------------------------------------------------------------------------------------------- the primitives


def _expand(x: Any, *, shape: Any) -> Any:
    """`np.broadcast_to`, which costs ten times as much for a small array."""
    if not (isinstance(x, np.ndarray) and x.flags.c_contiguous and x.size):
        view = np.broadcast_to(x, shape)
        view.flags.writeable = x.flags.writeable  # writes to elements that share memory are refused elsewhere
        return view
    extra = len(shape) - x.ndim
    if extra < 0 or any(n not in (1, m) for n, m in zip(x.shape, shape[extra:], strict=True)):
        raise ValueError(f"the expanded size {tuple(shape)} must match the existing size {x.shape} at dimensions that are not 1")
    strides = [0 if n == 1 else s for n, s in zip(x.shape, x.strides, strict=True)]
    return np.ndarray(shape, x.dtype, x, 0, (0,) * extra + tuple(strides))


expand_op = Op(_expand, name="expand", view=True, x=lambda g: g)  # the engine sums over what was broadcast


def _reshape(x: Any, *, shape: Any) -> Any:
    return x.reshape(shape)


def _reshape_primitive(name: str) -> Op:
    return Op(_reshape, name=name, view=True, x=lambda g, x_shape: g.reshape(x_shape))


reshape_op, squeeze_op, unsqueeze_op = _reshape_primitive("view"), _reshape_primitive("squeeze"), _reshape_primitive("unsqueeze")
permute_op = Op(
    lambda x, *, dims: x.transpose(dims),
    name="permute",
    view=True,
    x=lambda g, dims: permute_op.apply(g, dims=tuple(sorted(range(len(dims)), key=dims.__getitem__))),
)
transpose_op = Op(
    lambda x, *, dim0, dim1: x.swapaxes(dim0, dim1), name="transpose", view=True, x=lambda g, dim0, dim1: g.swapaxes(dim0, dim1)
)


def _concatenate(*tensors: Any, edges: Any, dim: int) -> Any:
    return np.concatenate(tensors, dim)


cat_op = Op(
    _concatenate,
    name="cat",
    promote="same",
    tensors=lambda g, i, edges, dim: slice_op.apply(g, index=along(dim, slice(edges[i], edges[i + 1]))),
)


def _stack(*tensors: Any, dim: int) -> Any:
    return np.stack(tensors, dim)


stack_op = Op(_stack, name="stack", promote="same", tensors=lambda g, i, dim: slice_op.apply(g, index=along(dim, i)))


def _pieces(x: Any, *, indices: Any, dim: int) -> Any:
    return tuple([x[i] for i in indices])


split_op = Op(_pieces, name="split", several=True, x=lambda g, dim: np.concatenate(g, dim))
unbind_op = Op(_pieces, name="unbind", several=True, x=lambda g, dim: np.stack(g, dim))

flip_op = Op(lambda x, *, dims: np.ascontiguousarray(np.flip(x, dims)), name="flip", x=lambda g, dims: flip_op.apply(g, dims=dims))
roll_op = Op(
    lambda x, *, shifts, dims: np.roll(x, shifts, dims),
    name="roll",
    x=lambda g, shifts, dims: roll_op.apply(g, shifts=tuple(-s for s in shifts), dims=dims),
)
tril_op = Op(lambda x, *, diagonal: np.tril(x, diagonal), name="tril", x=lambda g, diagonal: tril_op.apply(g, diagonal=diagonal))
triu_op = Op(lambda x, *, diagonal: np.triu(x, diagonal), name="triu", x=lambda g, diagonal: triu_op.apply(g, diagonal=diagonal))


def along(dim: int, index: Any) -> tuple[Any, ...]:
    """The index that takes ``index`` along one dimension and everything along the others."""
    return (*(slice(None),) * dim, index, ...)


# ---------------------------------------------------------------------------------------------------------------- the shape


def _checked(caller: str, input: Tensor, shape: tuple[int, ...]) -> tuple[int, ...]:
    """``shape`` if it can be the shape of ``input``'s elements: at most one size is left to be inferred, as -1."""
    for n in shape:
        if n < 0 and (n != -1 or shape.count(-1) > 1):
            raise RuntimeError(f"{caller}: shape {list(shape)} is invalid: only one dimension can be -1, and be inferred; none can be less")
    return shape


@method
def reshape(input: Tensor, *sizes: Any, shape: Any = None) -> Tensor:
    """The same elements in another shape, one size of which may be -1: a view where the strides allow it, else a copy.

    >>> import autograd
    >>> autograd.arange(6).reshape(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    return reshape_op(input, shape=_checked("reshape", input, sizes_of(sizes if shape is None else (shape,))))


@method
def view(self: Tensor, *sizes: Any, size: Any = None, dtype: Any = None) -> Tensor:
    """The same memory in another shape; RuntimeError where that takes a copy. Given a dtype of the same width: the same bits in that type."""
    given = dtype if dtype is not None else sizes[0] if sizes else None
    if isinstance(given, dtypes.dtype):
        if given is self.dtype:
            return self
        if given.itemsize != self.itemsize or self.requires_grad:
            raise RuntimeError(f"view({given!r}): only a tensor that does not require grad, to a type of its own width of {self.itemsize} bytes")
        same = wrap(self.array.view(given.numpy))
        same._version = self._version
        return same
    shape = _checked("view", self, sizes_of(sizes if size is None else (size,)))
    result = reshape_op(self, shape=shape)
    if result._version is not self._version and result.array.size:  # no memory is shared
        raise RuntimeError(
            f"view: size {list(shape)} is not compatible with the size {list(self.shape)} and stride {list(self.stride())} of the tensor "
            "(at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead."
        )
    return result


@method
def view_as(self: Tensor, other: Tensor) -> Tensor:
    """The same memory in the shape of ``other``."""
    return view(self, other.array.shape)


@method
def reshape_as(self: Tensor, other: Tensor) -> Tensor:
    """The same elements in the shape of ``other``."""
    return reshape_op(self, shape=other.array.shape)


@method
def flatten(input: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """The dimensions from ``start_dim`` to ``end_dim`` merged into one."""
    shape = input.array.shape
    first, last = dimension("flatten", start_dim, len(shape)), dimension("flatten", end_dim, len(shape))
    if first > last:
        raise RuntimeError(f"flatten: start_dim {start_dim} cannot come after end_dim {end_dim}")
    if first == last and shape:
        return input
    merged = int(np.prod(shape[first : last + 1]))
    return reshape_op(input, shape=(*shape[:first], merged, *shape[last + 1 :]))


@method
def ravel(input: Tensor) -> Tensor:
    """All elements in one dimension."""
    return reshape_op(input, shape=(-1,))


@method
@axis_names
def unflatten(input: Tensor, dim: int, sizes: Any) -> Tensor:
    """One dimension split into several of the given sizes, of which one may be -1."""
    shape, sizes = input.array.shape, tuple(sizes)
    dim = dimension("unflatten", dim, len(shape))
    if not sizes:
        raise RuntimeError("unflatten: sizes must be non-empty")
    known = int(np.prod([n for n in sizes if n != -1]))
    if sizes.count(-1) > 1 or (shape[dim] % known if -1 in sizes else known != shape[dim]):
        raise RuntimeError(f"unflatten: Provided sizes {list(sizes)} don't multiply up to the size of dim {dim} ({shape[dim]}) in the input tensor")
    sizes = tuple(shape[dim] // known if n == -1 else n for n in sizes)
    return reshape_op(input, shape=(*shape[:dim], *sizes, *shape[dim + 1 :]))


@method
@axis_names
def squeeze(input: Tensor, dim: Any = None) -> Tensor:
    """Without its dimensions of size 1, or those of them that ``dim``, a number or several, names.

    >>> import autograd
    >>> autograd.ones(1, 3, 1).squeeze(-1).shape
    torch.Size([1, 3])
    """
    shape = input.array.shape
    if dim is None:
        return squeeze_op(input, shape=tuple([n for n in shape if n != 1]))
    dims = dims_of("squeeze", dim, len(shape))
    return squeeze_op(input, shape=tuple([n for i, n in enumerate(shape) if n != 1 or i not in dims]))


@method
@axis_names
def unsqueeze(input: Tensor, dim: int) -> Tensor:
    """With a dimension of size 1 inserted before position ``dim``."""
    shape = input.array.shape
    dim = dimension("unsqueeze", dim, len(shape) + 1)
    return unsqueeze_op(input, shape=(*shape[:dim], 1, *shape[dim:]))


def dims_of(caller: str, dim: Any, ndim: int) -> tuple[int, ...]:
    """One or several dimensions as a tuple, counted from the front; a repeated one is a RuntimeError, one out of range an IndexError."""
    if isinstance(dim, (int, np.integer)):
        return (dimension(caller, dim, ndim),)
    dims = tuple([dimension(caller, d, ndim) for d in dim])
    if len(set(dims)) < len(dims):
        raise RuntimeError(f"{caller}: dim {next(d for d in dims if dims.count(d) > 1)} appears multiple times in the list of dims {tuple(dim)}")
    return dims


# ---------------------------------------------------------------------------------------------------------------- the order of dimensions


@method(aliases=("swapaxes", "swapdims"))
def transpose(input: Tensor, dim0: int, dim1: int) -> Tensor:
    """With two dimensions exchanged."""
    ndim = input.array.ndim
    dim0, dim1 = dimension("transpose", dim0, ndim), dimension("transpose", dim1, ndim)
    return transpose_op(input, dim0=dim0, dim1=dim1) if ndim else reshape_op(input, shape=())


swapaxes = swapdims = transpose


@method
def permute(input: Tensor, *order: Any, dims: Any = None) -> Tensor:
    """With the dimensions in the given order: result dimension ``i`` is input dimension ``dims[i]``."""
    given = sizes_of(order if dims is None else (dims,))
    if len(given) != input.array.ndim:
        raise RuntimeError(f"permute: the tensor has {input.array.ndim} dimensions, and dims {given} names {len(given)}: name each once")
    return permute_op(input, dims=dims_of("permute", given, len(given)))


@method
def t(input: Tensor) -> Tensor:
    """The transpose of a matrix; a tensor of fewer dimensions as it is."""
    if input.array.ndim > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {input.array.ndim}D: use .mT or .transpose(dim0, dim1)")
    return permute_op(input, dims=tuple(range(input.array.ndim))[::-1])


@method(aliases=("moveaxis",))
def movedim(input: Tensor, source: Any, destination: Any) -> Tensor:
    """With the dimensions ``source`` moved to the positions ``destination``, the others in their order."""
    ndim = input.array.ndim
    origins, goals = dims_of("movedim", source, ndim), dims_of("movedim", destination, ndim)
    if len(origins) != len(goals):
        raise RuntimeError(f"movedim: source has {len(origins)} dims and destination {len(goals)}: they must name as many")
    order = [d for d in range(ndim) if d not in origins]
    for goal, origin in sorted(zip(goals, origins, strict=True)):
        order.insert(goal, origin)
    return permute_op(input, dims=tuple(order)) if ndim else reshape_op(input, shape=())


moveaxis = movedim


# ---------------------------------------------------------------------------------------------------------------- more of the same


@method
def expand(self: Tensor, *sizes: Any, size: Any = None, implicit: bool = False) -> Tensor:
    """A view in which dimensions of size 1 are repeated to the given sizes, without a copy; -1 keeps a size.

    >>> import autograd
    >>> autograd.tensor([[1], [2]]).expand(-1, 3)
    tensor([[1, 1, 1],
            [2, 2, 2]])
    """
    wanted = sizes_of(sizes if size is None else (size,))
    shape = self.array.shape
    extra = len(wanted) - len(shape)
    if extra < 0:
        raise RuntimeError(f"expand: the number of sizes provided ({len(wanted)}) must be at least the number of dimensions of {list(shape)}")
    if -1 in wanted[:extra]:
        raise RuntimeError(f"expand: sizes {list(wanted)}: -1 is not allowed in a leading, non-existing dimension of {list(shape)}")
    return expand_op(self, shape=tuple([shape[i - extra] if n == -1 else n for i, n in enumerate(wanted)]))


@method
def expand_as(self: Tensor, other: Tensor) -> Tensor:
    """`expand` to the shape of ``other``."""
    return expand(self, other.array.shape)


@method
def broadcast_to(input: Tensor, size: Any) -> Tensor:
    """`expand` to ``size``."""
    return expand(input, size)


# ---------------------------------------------------------------------------------------------------------------- joining


def _listed(caller: str, tensors: Any) -> list[Tensor]:
    """The argument of a function that joins tensors; a TypeError if it is not a sequence of them."""
    if not isinstance(tensors, (list, tuple)):
        raise TypeError(f"{caller}(): argument 'tensors' (position 1) must be tuple of Tensors, not {type(tensors).__name__}")
    for i, x in enumerate(tensors):
        if not isinstance(x, Tensor):
            raise TypeError(f"{caller}(): expected Tensor as element {i} in argument 0, but got {type(x).__name__}")
    if not tensors:
        raise RuntimeError(f"{caller}: expected a non-empty list of Tensors")
    return list(tensors)


@axis_names
def cat(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """The tensors joined along an existing dimension; in all others their sizes are equal.

    >>> import autograd
    >>> autograd.cat([autograd.zeros(2), autograd.ones(3)])
    tensor([0., 0., 1., 1., 1.])
    """
    listed = _listed("cat", tensors)
    for i, x in enumerate(listed):
        if x.array.ndim == 0:
            raise RuntimeError(f"cat: zero-dimensional tensor (at position {i}) cannot be concatenated: use stack")
    joined = [x for x in listed if x.array.shape != (0,)] or listed  # an empty list of numbers joins anything
    dim = dimension("cat", dim, joined[0].array.ndim)
    edges = [0]
    for x in joined:
        if x.array.ndim <= dim:
            break  # and NumPy will complain
        edges.append(edges[-1] + x.array.shape[dim])
    return cat_op(*joined, edges=edges, dim=dim)  # type: ignore[no-any-return]


concat = concatenate = cat


@axis_names
def stack(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """Tensors of one shape side by side along a new dimension."""
    listed = _listed("stack", tensors)
    shape = listed[0].array.shape
    for i, x in enumerate(listed):
        if x.array.shape != shape:
            raise RuntimeError(f"stack expects each tensor to be equal size, but got {list(shape)} at entry 0 and {list(x.array.shape)} at entry {i}")
    return stack_op(*listed, dim=dimension("stack", dim, len(shape) + 1))  # type: ignore[no-any-return]


# ---------------------------------------------------------------------------------------------------------------- parts


def _parts(op: Op, input: Tensor, indices: list[Any], dim: int) -> tuple[Tensor, ...]:
    """Views of the parts of a tensor, with one node for all, so that their gradients are joined and not added up."""
    places = [along(dim, i) for i in indices]
    parts: tuple[Tensor, ...] = op(input, indices=places, dim=dim)
    for part, place in zip(parts, places, strict=True):
        part._become_view(input, slice_op, {"index": place})
    return parts


def _cut(input: Tensor, sizes: Sequence[int], dim: int) -> tuple[Tensor, ...]:
    edges = [0, *np.cumsum(sizes).tolist()]
    return _parts(split_op, input, [slice(a, b) for a, b in pairwise(edges)], dim)


@axis_names
def split(tensor: Tensor, split_size_or_sections: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Views of consecutive parts along ``dim``: of the one size given (the last may be smaller), or of the sizes listed.

    >>> import autograd
    >>> [p.tolist() for p in autograd.arange(5).split(2)]
    [[0, 1], [2, 3], [4]]
    """
    dim = dimension("split", dim, tensor.array.ndim)
    if not tensor.array.ndim:
        raise RuntimeError("split expects at least a 1-dimensional tensor")
    n = tensor.array.shape[dim]
    if hasattr(split_size_or_sections, "__index__"):
        size = whole(split_size_or_sections)
        if size < 0 or (size == 0 and n):
            raise RuntimeError(f"split: expects split_size be positive, but got split_size={size}")
        sizes = [builtins.min(size, n - i) for i in range(0, n, size or 1)] or [0]
        return _cut(tensor, sizes, dim)
    sizes = [whole(s) for s in split_size_or_sections]
    if any(s < 0 for s in sizes) or sum(sizes) != n:
        raise RuntimeError(f"split: split_sizes {sizes} must be non-negative and sum exactly to {n}, the size of the tensor at dimension {dim}")
    return _cut(tensor, sizes, dim)


@method
@axis_names
def chunk(input: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """At most ``chunks`` views of equal parts along ``dim``, the last of which may be smaller."""
    dim = dimension("chunk", dim, input.array.ndim)
    if not input.array.ndim:
        raise RuntimeError("chunk expects at least a 1-dimensional tensor")
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    n = input.array.shape[dim]
    return split(input, -(-n // chunks), dim) if n else _cut(input, [0] * chunks, dim)


@method
@axis_names
def unbind(input: Tensor, dim: int = 0) -> tuple[Tensor, ...]:
    """A tuple of views, one for each place along ``dim``, which they no longer have."""
    dim = dimension("unbind", dim, input.array.ndim)
    if not input.array.ndim:
        raise RuntimeError("unbind: dimension specified as 0 but tensor has no dimensions")
    return _parts(unbind_op, input, list(range(input.array.shape[dim])), dim)


@method
@axis_names
def narrow(input: Tensor, dim: int, start: Any, length: int) -> Tensor:
    """The view of ``length`` places along ``dim``, from ``start``."""
    dim = dimension("narrow", dim, input.array.ndim)
    if not input.array.ndim:
        raise RuntimeError("narrow() cannot be applied to a 0-dim tensor.")
    n, first = input.array.shape[dim], whole(start)
    if length < 0:
        raise RuntimeError("narrow(): length must be non-negative.")
    if not -n <= first <= n:
        raise IndexError(f"narrow: start out of range (expected to be in range of [{-n}, {n}], but got {first})")
    first += n if first < 0 else 0
    if first + length > n:
        raise RuntimeError(f"narrow: start ({first}) + length ({length}) exceeds dimension size ({n}).")
    return slice_op(input, index=along(dim, slice(first, first + length)))


@method
@axis_names
def select(input: Tensor, dim: int, index: int) -> Tensor:
    """The view at place ``index`` of dimension ``dim``."""
    if not input.array.ndim:
        raise IndexError("select() cannot be applied to a 0-dim tensor.")
    dim = dimension("select", dim, input.array.ndim)
    n, place = input.array.shape[dim], whole(index)
    if not -n <= place < n:
        raise IndexError(f"select(): index {place} out of range for tensor of size {list(input.shape)} at dimension {dim}")
    return slice_op(input, index=along(dim, place % n))


def _split_method(self: Tensor, split_size: Any, dim: int = 0, **axis: int) -> tuple[Tensor, ...]:
    return split(self, split_size, dim, **axis)


_split_method.__doc__ = split.__doc__
Tensor.split = _split_method  # its argument has another name than that of the function


def _transposed(a: Tensor, axes: Any = None) -> Tensor:
    return permute(a, tuple(range(a.ndim))[::-1] if axes is None else axes)


def _unsqueezed(a: Tensor, axis: Any) -> Tensor:
    """`np.expand_dims`: ``axis`` counts in the result."""
    axes = (axis,) if hasattr(axis, "__index__") else tuple(axis)
    ndim = a.ndim + len(axes)
    for d in sorted(dimension("expand_dims", d, ndim) for d in axes):
        a = unsqueeze(a, d)
    return a


def _flattened_if_none(function: Any, arrays: Any, axis: int | None) -> Tensor:
    """Joining with NumPy's ``axis=None``, which flattens first; raw arrays are constants."""
    tensors = [a if isinstance(a, Tensor) else wrap(np.asarray(a)) for a in arrays]
    return function([ravel(x) for x in tensors], 0) if axis is None else function(tensors, axis)


NUMPY.update(
    {
        np.reshape: lambda a, shape, order="C": reshape(a, shape),
        np.ravel: lambda a, order="C": ravel(a),
        np.transpose: _transposed,
        np.swapaxes: transpose,
        np.moveaxis: movedim,
        np.squeeze: lambda a, axis=None: squeeze(a, axis),
        np.expand_dims: _unsqueezed,
        np.broadcast_to: lambda array, shape: expand(array, shape),
        np.concatenate: lambda arrays, axis=0: _flattened_if_none(cat, arrays, axis),
        np.stack: lambda arrays, axis=0: _flattened_if_none(stack, arrays, axis),
    }
)
