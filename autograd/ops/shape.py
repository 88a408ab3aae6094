"""Operations that rearrange elements: most of them views, which share their input's memory."""

from __future__ import annotations

import builtins
import itertools
import warnings
from collections.abc import Callable, Sequence
from functools import wraps
from operator import index as whole
from typing import Any, TypeVar

import numpy as np
from numpy.lib.stride_tricks import as_strided as as_strided_array

from .. import dtypes
from ..engine import unbroadcast
from ..modes import enable_grad
from ..op import NUMPY, Op, method
from ..tensor import Size, Tensor, dimension, wrap
from .conversion import clone, contiguous_op
from .indexing import VIEWS

__all__ = [
    "adjoint", "as_strided", "atleast_1d", "atleast_2d", "atleast_3d", "block_diag", "broadcast_shapes", "broadcast_tensors",
    "broadcast_to", "cartesian_prod", "cat", "chunk", "column_stack", "combinations", "concat", "concatenate", "diag", "diag_embed",
    "diagflat", "diagonal", "dsplit", "dstack", "flatten", "flip", "fliplr", "flipud", "hsplit", "hstack", "meshgrid", "moveaxis",
    "movedim", "narrow", "permute", "ravel", "repeat_interleave", "reshape", "roll", "rot90", "row_stack", "select", "split",
    "split_with_sizes", "squeeze", "stack", "swapaxes", "swapdims", "t", "tensor_split", "tile", "transpose", "tril", "triu",
    "unbind", "unflatten", "unsqueeze", "vsplit", "vstack",
]  # fmt: skip


F = TypeVar("F", bound=Callable[..., Any])
slice_op, select_op = VIEWS["slice"], VIEWS["select"]


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

flip_op = Op(lambda x, *, dims: np.flip(x, dims).copy(), name="flip", x=lambda g, dims: flip_op.apply(g, dims=dims))
roll_op = Op(
    lambda x, *, shifts, dims: np.roll(x, shifts, dims),
    name="roll",
    x=lambda g, shifts, dims: roll_op.apply(g, shifts=tuple(-s for s in shifts), dims=dims),
)
tril_op = Op(lambda x, *, diagonal: np.tril(x, diagonal), name="tril", x=lambda g, diagonal: tril_op.apply(g, diagonal=diagonal))
triu_op = Op(lambda x, *, diagonal: np.triu(x, diagonal), name="triu", x=lambda g, diagonal: triu_op.apply(g, diagonal=diagonal))


def _writable(view: Any, x: Any) -> Any:
    """A view for which NumPy is more cautious than PyTorch: writes to elements that share memory are refused in `Tensor._check_writable`."""
    view.flags.writeable = x.flags.writeable
    return view


def _diagonal(x: Any, *, offset: int, dim1: int, dim2: int) -> Any:
    return _writable(x.diagonal(offset, dim1, dim2), x)


def _diagonal_backward(g: Any, *, shape: Any, offset: int, dim1: int, dim2: int) -> Any:
    full = np.zeros(shape, g.dtype)
    _diagonal(full, offset=offset, dim1=dim1, dim2=dim2)[...] = g
    return full


diagonal_op = Op(
    _diagonal,
    name="diagonal",
    view=True,
    x=lambda g, x_shape, offset, dim1, dim2: diagonal_backward.apply(g, shape=x_shape, offset=offset, dim1=dim1, dim2=dim2),
)
diagonal_backward = Op(
    _diagonal_backward,
    name="diag_embed",
    g=lambda g, offset, dim1, dim2: diagonal_op.apply(g, offset=offset, dim1=dim1, dim2=dim2),
)


def _unfold(x: Any, *, dim: int, size: int, step: int) -> Any:
    count = (x.shape[dim] - size) // step + 1
    shape = (*x.shape[:dim], count, *x.shape[dim + 1 :], size)
    strides = (*x.strides[:dim], x.strides[dim] * step, *x.strides[dim + 1 :], x.strides[dim])
    return as_strided_array(x, shape, strides, writeable=x.flags.writeable)


def _unfold_backward(g: Any, *, shape: Any, dim: int, size: int, step: int) -> Any:
    full = np.zeros(shape, g.dtype)
    windows = np.moveaxis(full, dim, -1)
    for i in range(size):
        windows[..., i : i + g.shape[dim] * step : step][..., : g.shape[dim]] += np.moveaxis(g[..., i], dim, -1)
    return full


unfold_op = Op(
    _unfold,
    name="unfold",
    view=True,
    x=lambda g, x_shape, dim, size, step: unfold_backward.apply(g, shape=x_shape, dim=dim, size=size, step=step),
)
unfold_backward = Op(_unfold_backward, name="unfold_backward", g=lambda g, dim, size, step: unfold_op.apply(g, dim=dim, size=size, step=step))


def _as_strided(x: Any, *, size: Any, stride: Any, offset: int) -> Any:
    return np.ndarray(size, x.dtype, x, offset * x.itemsize, [s * x.itemsize for s in stride])  # which checks the bounds


def _as_strided_backward(g: Any, *, shape: Any, size: Any, stride: Any, offset: int) -> Any:
    full = np.zeros(shape, g.dtype)
    np.add.at(full.reshape(-1), _as_strided(np.arange(full.size), size=size, stride=stride, offset=offset), g)
    return full


as_strided_op = Op(
    _as_strided,
    name="as_strided",
    view=True,
    x=lambda g, x_shape, size, stride, offset: as_strided_backward.apply(g, shape=x_shape, size=size, stride=stride, offset=offset),
)
as_strided_backward = Op(
    _as_strided_backward, name="as_strided_backward", g=lambda g, size, stride, offset: as_strided_op.apply(contiguous_op.apply(g), size=size, stride=stride, offset=offset)
)

# each tile of the result is one dimension of the gradient, beside that of the places in it: (r0, n0, r1, n1, ...)
repeat_op = Op(
    lambda x, *, repeats: np.tile(x, repeats),
    name="repeat",
    x=lambda g, x_shape, repeats: g.reshape(tiled_shape(x_shape, repeats)).sum(axis=tuple(range(0, 2 * len(repeats), 2))),
)


def tiled_shape(shape: Any, repeats: tuple[int, ...]) -> tuple[int, ...]:
    """The repeats, and the sizes of the tensor that is repeated, in turn."""
    return tuple([m for r, n in zip(repeats, (1,) * (len(repeats) - len(shape)) + tuple(shape), strict=True) for m in (r, n)])


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


def _matrices(name: str, least: int, most: float) -> Any:
    def transposed(self: Tensor) -> Tensor:
        ndim = self.array.ndim
        if ndim == 0:
            warnings.warn(f"Tensor.{name} is deprecated on 0-D tensors.", UserWarning, stacklevel=2)
            return self
        if not least <= ndim <= most:
            kind = "matrices (2-D tensors)" if most == 2 else "matrices or batches of matrices"
            raise RuntimeError(f"tensor.{name} is only supported on {kind}. Got {ndim}-D tensor.")
        return transpose_op(self, dim0=ndim - 2, dim1=ndim - 1)  # type: ignore[no-any-return]

    transposed.__doc__ = "The transpose of a matrix" + (", or of each of a batch of matrices." if most > 2 else ".")
    return property(transposed)


def _reversed(self: Tensor) -> Tensor:
    """The transpose of a matrix; in general, with the dimensions in reverse order."""
    ndim = self.array.ndim
    if ndim in (0, 3) or ndim > 3:
        warnings.warn(
            f"The use of `x.T` on a tensor of {ndim} dimensions is deprecated: consider `x.mT` to transpose batches of matrices, or permute",
            UserWarning,
            stacklevel=2,
        )
    return permute_op(self, dims=tuple(range(ndim))[::-1])  # type: ignore[no-any-return]


Tensor.T = property(_reversed)
Tensor.mT, Tensor.mH = _matrices("mT", 2, np.inf), _matrices("mH", 2, np.inf)
Tensor.H = _matrices("H", 2, 2)


@method
def adjoint(input: Tensor) -> Tensor:
    """The transpose of a matrix, or of each of a batch of matrices."""
    return input.mH  # type: ignore[attr-defined, no-any-return]


@method
def rot90(input: Tensor, k: int = 1, dims: Sequence[int] = (0, 1)) -> Tensor:
    """Turned by 90 degrees ``k`` times, from the first of two dimensions towards the second."""
    if len(dims) != 2 or input.array.ndim < 2:
        raise RuntimeError(f"rot90: expected 2 dims and a tensor of at least 2, got dims {tuple(dims)} and {input.array.ndim} dimensions")
    a, b = (dimension("rot90", d, input.array.ndim) for d in dims)
    if a == b:
        raise RuntimeError(f"rot90: expected rotation dims to be different, but got dim0 = {dims[0]} and dim1 = {dims[1]}")
    match k % 4:
        case 0:
            return clone(input)
        case 1:
            return transpose(flip(input, b), a, b)
        case 2:
            return flip(input, (a, b))
        case _:
            return flip(transpose(input, a, b), b)


@method
def flip(input: Tensor, *order: Any, dims: Any = None) -> Tensor:
    """With the order of elements reversed along each of ``dims``."""
    given = sizes_of(order if dims is None else (dims,)) if not isinstance(dims, int) else (dims,)
    return flip_op(input, dims=dims_of("flip", given, input.array.ndim) if input.array.ndim else ())  # type: ignore[no-any-return]


@method
def fliplr(input: Tensor) -> Tensor:
    """With the columns in reverse order."""
    if input.array.ndim < 2:
        raise RuntimeError("Input must be >= 2-d.")
    return flip(input, 1)


@method
def flipud(input: Tensor) -> Tensor:
    """With the rows in reverse order."""
    if input.array.ndim < 1:
        raise RuntimeError("Input must be >= 1-d.")
    return flip(input, 0)


@method
def roll(input: Tensor, shifts: Any, dims: Any = ()) -> Tensor:
    """With the elements shifted along ``dims``, and those that fall off the end put first; without dims, as if flattened."""
    moves = (shifts,) if hasattr(shifts, "__index__") else tuple(shifts)
    over = (dims,) if hasattr(dims, "__index__") else tuple(dims)
    if not moves:
        raise RuntimeError("roll: `shifts` required")
    if len(moves) != len(over) and (over or len(moves) > 1):
        raise RuntimeError(f"roll: shifts and dimensions must align. shifts: {len(moves)}, dims:{len(over)}")
    if over and not input.array.ndim:
        raise IndexError("roll: Dimension specified as 0 but tensor has no dimensions")
    places = tuple([dimension("roll", d, input.array.ndim) for d in over])
    return roll_op(input, shifts=moves, dims=places or None)  # type: ignore[no-any-return]


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


def broadcast_shapes(*shapes: Any) -> Size:
    """The shape to which tensors of these shapes broadcast."""
    listed = [(n,) if isinstance(n, int) else tuple(n) for n in shapes]
    try:
        return Size(np.broadcast_shapes(*listed))
    except ValueError:
        raise RuntimeError(
            f"broadcast: the shapes {', '.join(map(str, listed))} do not broadcast: aligned from the right, each size must be equal or 1"
        ) from None


def broadcast_tensors(*tensors: Any) -> tuple[Tensor, ...]:
    """The tensors, each expanded to the shape to which they all broadcast."""
    given = _unpacked(tensors)
    shape = broadcast_shapes(*[x.array.shape for x in given])
    return tuple([expand(x, shape) for x in given])


def _unpacked(tensors: Any) -> Sequence[Tensor]:
    """Tensors given one by one, or as one sequence."""
    return tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors  # type: ignore[no-any-return]


@method
def sum_to_size(self: Tensor, *size: Any) -> Tensor:
    """The sum over the dimensions along which a tensor of the given size would be broadcast to this one's."""
    shape = sizes_of(size)
    extra = self.array.ndim - len(shape)
    if extra < 0 or any(n not in (1, m) for n, m in zip(shape, self.array.shape[extra:], strict=True)):
        raise RuntimeError(f"sum_to_size: size {list(shape)} is not expandable to size {list(self.shape)}.")
    if not shape:
        return self.sum()  # type: ignore[attr-defined, no-any-return]
    return unbroadcast(self, shape) if shape != self.array.shape else self  # type: ignore[no-any-return]


@method
def repeat(self: Tensor, *repeats: Any) -> Tensor:
    """A copy of the tensor repeated along each dimension, new ones in front included.

    >>> import autograd
    >>> autograd.tensor([1, 2]).repeat(2, 2)
    tensor([[1, 2, 1, 2],
            [1, 2, 1, 2]])
    """
    counts = sizes_of(repeats)
    if len(counts) < self.array.ndim:
        raise RuntimeError(f"repeat: {len(counts)} repeats for a tensor of {self.array.ndim} dimensions: give one for each dimension at least")
    if any(n < 0 for n in counts):
        raise RuntimeError(f"repeat: Trying to create tensor with negative dimension: repeats are {counts}")
    return repeat_op(self, repeats=counts)  # type: ignore[no-any-return]


@method
def tile(input: Tensor, *repeats: Any, dims: Any = None) -> Tensor:
    """`Tensor.repeat`, which takes fewer repeats than there are dimensions: they count for the last ones."""
    counts = sizes_of(repeats if dims is None else (dims,))
    return repeat(input, (1,) * (input.array.ndim - len(counts)) + counts)


@method
@axis_names
def repeat_interleave(input: Tensor, repeats: Any = None, dim: int | None = None, *, output_size: int | None = None) -> Tensor:
    """Each element along ``dim`` (of the flattened tensor, without dim) repeated in place: as often as ``repeats``, one number or one for each.

    Given counts alone, the indices that would so repeat.

    >>> import autograd
    >>> autograd.repeat_interleave(autograd.tensor([[1, 2], [3, 4]]), 2)
    tensor([1, 1, 2, 2, 3, 3, 4, 4])
    """
    counts = (input if repeats is None else repeats).array if repeats is None or isinstance(repeats, Tensor) else np.asarray(repeats)
    if counts.dtype.kind not in "iu":
        raise RuntimeError(f"repeat_interleave: repeats has to be Long or Int tensor, got {counts.dtype}")
    if counts.ndim > 1:
        raise RuntimeError(f"repeat_interleave: repeats must be 0-dim or 1-dim tensor, got {counts.ndim} dimensions")
    if counts.size and counts.min() < 0:
        raise RuntimeError("repeat_interleave: repeats can not be negative")
    if repeats is None:
        if counts.ndim != 1:
            raise RuntimeError("repeat_interleave only accept 1D vector as repeat")
        return wrap(np.repeat(np.arange(counts.size), counts))
    if dim is None:
        input, dim = flatten(input), 0
    dim = dimension("repeat_interleave", dim, input.array.ndim)
    if not input.array.ndim:
        input = ravel(input)
    if counts.size == 1:
        repeated = unsqueeze(input, dim + 1)
        shape = [*repeated.array.shape]
        shape[dim + 1] = counts.item()
        return flatten(clone(expand(repeated, shape)), dim, dim + 1)
    if counts.size != input.array.shape[dim]:
        raise RuntimeError(f"repeat_interleave: {counts.size} repeats for the {input.array.shape[dim]} places along dimension {dim}: give as many")
    return input.index_select(dim, wrap(np.repeat(np.arange(counts.size), counts)))  # type: ignore[attr-defined, no-any-return]


def meshgrid(*tensors: Any, indexing: str | None = None) -> tuple[Tensor, ...]:
    """The grids of coordinates of the points whose i-th coordinates are the i-th tensor's: views, all of one shape.

    ``indexing="ij"``, PyTorch's default, has the first tensor vary along the first dimension; ``"xy"``, NumPy's, along the second.
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


# ---------------------------------------------------------------------------------------------------------------- windows and diagonals


@method
@axis_names
def diagonal(input: Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """The view of the elements of equal place, less ``offset``, in two dimensions; it has one dimension for these, the last."""
    ndim = input.array.ndim
    dim1, dim2 = dimension("diagonal", dim1, ndim), dimension("diagonal", dim2, ndim)
    if dim1 == dim2:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    return diagonal_op(input, offset=offset, dim1=dim1, dim2=dim2)  # type: ignore[no-any-return]


@method
def diag_embed(input: Tensor, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
    """Zeros with the last dimension of ``input`` as diagonal of two dimensions: the reverse of `diagonal`."""
    ndim = input.array.ndim + 1
    dim1, dim2 = dimension("diag_embed", dim1, ndim), dimension("diag_embed", dim2, ndim)
    if dim1 == dim2:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    shape = list(input.array.shape)
    n = shape.pop() + abs(offset)
    for d in sorted((dim1, dim2)):
        shape.insert(d, n)
    return diagonal_backward(input, shape=tuple(shape), offset=offset, dim1=dim1, dim2=dim2)  # type: ignore[no-any-return]


@method
def diag(input: Tensor, diagonal: int = 0) -> Tensor:
    """A matrix with the given diagonal; or, of a matrix, its diagonal, as a copy."""
    if input.array.ndim not in (1, 2):
        raise RuntimeError(f"diag(): Supports 1D or 2D tensors. Got {input.array.ndim}D")
    if input.array.ndim == 1:
        return diag_embed(input, diagonal)
    return clone(diagonal_op(input, offset=diagonal, dim1=0, dim2=1))


@method
def diagflat(input: Tensor, offset: int = 0) -> Tensor:
    """A matrix with all elements of ``input`` as its diagonal."""
    return diag_embed(ravel(input), offset)


def _at_least_matrix(name: str, input: Tensor) -> None:
    if input.array.ndim < 2:
        raise RuntimeError(f"{name}: input tensor must have at least 2 dimensions, got {input.array.ndim}")


@method(inplace=True)
def tril(input: Tensor, diagonal: int = 0) -> Tensor:
    """The lower triangle of each matrix, up to ``diagonal``, and zeros above."""
    _at_least_matrix("tril", input)
    return tril_op(input, diagonal=diagonal)  # type: ignore[no-any-return]


@method(inplace=True)
def triu(input: Tensor, diagonal: int = 0) -> Tensor:
    """The upper triangle of each matrix, from ``diagonal``, and zeros below."""
    _at_least_matrix("triu", input)
    return triu_op(input, diagonal=diagonal)  # type: ignore[no-any-return]


@method
def unfold(self: Tensor, dimension: int, size: int, step: int) -> Tensor:
    """The view of all windows of ``size`` places along a dimension, ``step`` apart; the windows' places are a new last dimension."""
    x = self if self.array.ndim else ravel(self)
    dim = self._dim("unfold", dimension)
    n = x.array.shape[dim]
    if size < 0 or size > n:
        raise RuntimeError(f"unfold: maximum size for tensor at dimension {dim} is {n} but size is {size}")
    if step <= 0:
        raise RuntimeError(f"unfold: step is {step} but must be > 0")
    windows: Tensor = unfold_op(x, dim=dim, size=size, step=step)
    return windows if self.array.ndim else reshape_op(windows, shape=(size,))


@method
def as_strided(input: Tensor, size: Sequence[int], stride: Sequence[int], storage_offset: int | None = None) -> Tensor:
    """The view of a contiguous tensor's memory with any shape and strides, counted in elements, from its own first element."""
    if len(size) != len(stride):
        raise RuntimeError(f"mismatch in length of strides and shape: {len(stride)} and {len(size)}")
    if not input.array.flags.c_contiguous or (storage_offset is not None and input._view is not None):
        raise RuntimeError("as_strided: only contiguous tensors, and a storage_offset for those that aren't views: use .contiguous() or .clone() first")
    return as_strided_op(input, size=tuple(size), stride=tuple(stride), offset=storage_offset or 0)  # type: ignore[no-any-return]


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
    """The tensors joined from left to right: along the second dimension, or the first if they have but one."""
    listed = [atleast_1d(x) for x in _listed("hstack", tensors)]
    return cat(listed, 0 if listed[0].array.ndim == 1 else 1)


def vstack(tensors: Sequence[Tensor]) -> Tensor:
    """The tensors joined from top to bottom, along the first dimension; one-dimensional ones are rows."""
    return cat([atleast_2d(x) for x in _listed("vstack", tensors)])


row_stack = vstack


def dstack(tensors: Sequence[Tensor]) -> Tensor:
    """The tensors joined along the third dimension."""
    return cat([atleast_3d(x) for x in _listed("dstack", tensors)], 2)


def column_stack(tensors: Sequence[Tensor]) -> Tensor:
    """`hstack` for which tensors of less than two dimensions are columns."""
    return hstack([x if x.array.ndim > 1 else reshape_op(x, shape=(x.array.size, 1)) for x in _listed("column_stack", tensors)])


def block_diag(*tensors: Tensor) -> Tensor:
    """A matrix with the given matrices (a vector is a row) along its diagonal, and zeros elsewhere."""
    for x in tensors:
        if x.array.ndim > 2:
            raise RuntimeError(f"torch.block_diag: Input tensors must have 2 or fewer dimensions. Got {x.array.ndim} dimensions")
    blocks = [atleast_2d(x) for x in tensors]
    width, left, rows = builtins.sum(b.array.shape[1] for b in blocks), 0, []
    for b in blocks:
        height, n = b.array.shape
        zeros = [wrap(np.zeros((height, m), b.array.dtype)) for m in (left, width - left - n)]
        rows.append(cat([zeros[0], b, zeros[1]], 1))
        left += n
    return cat(rows) if rows else wrap(np.zeros((1, 0), np.float32))


def cartesian_prod(*tensors: Tensor) -> Tensor:
    """All tuples of one element of each one-dimensional tensor, a row each, as `itertools.product` orders them."""
    for x in tensors:
        if x.array.ndim != 1:
            raise RuntimeError(f"Expect a 1D vector, but got shape {list(x.shape)}")
    return tensors[0] if len(tensors) == 1 else stack([reshape(x, -1) for x in meshgrid(*tensors, indexing="ij")], 1)


def combinations(input: Tensor, r: int = 2, with_replacement: bool = False) -> Tensor:
    """All choices of ``r`` elements, a row each, as `itertools.combinations` (or its form with replacement) orders them."""
    if input.array.ndim != 1:
        raise RuntimeError(f"Expect a 1D vector, but got shape {list(input.shape)}")
    if r < 0:
        raise RuntimeError(f"Expect a non-negative number, but got {r}")
    choose = itertools.combinations_with_replacement if with_replacement else itertools.combinations
    rows = np.array(list(choose(range(input.array.size), r)), np.int64).reshape(-1, r)
    return reshape(input[wrap(rows.reshape(-1))], rows.shape) if r else wrap(np.zeros(0, input.array.dtype))


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
    return _parts(split_op, input, [slice(a, b) for a, b in itertools.pairwise(edges)], dim)


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


def split_with_sizes(input: Tensor, split_sizes: Sequence[int], dim: int = 0) -> tuple[Tensor, ...]:
    """Views of consecutive parts of the sizes listed; see `split`."""
    return split(input, tuple(split_sizes), dim)


method(axis_names(split_with_sizes))


@method
@axis_names
def tensor_split(input: Tensor, indices_or_sections: Any = None, dim: int = 0, *, sections: Any = None, indices: Any = None) -> tuple[Tensor, ...]:
    """Views of parts along ``dim``: as many as the number given, the first of them larger by one if need be; or cut at the given indices."""
    where = next((x for x in (indices_or_sections, sections, indices) if x is not None), None)
    if not input.array.ndim:
        raise RuntimeError("tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")
    dim = dimension("tensor_split", dim, input.array.ndim)
    if isinstance(where, Tensor):
        if where.array.dtype != np.int64 or where.array.ndim > 1:
            raise RuntimeError(f"tensor_split expected tensor_indices_or_sections to be a 0- or 1-dim int64 tensor, got {where.dtype} {list(where.shape)}")
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
        raise IndexError("unbind: Dimension specified as 0 but tensor has no dimensions")
    return _parts(unbind_op, input, list(range(input.array.shape[dim])), dim)


@method
@axis_names
def narrow(input: Tensor, dim: int, start: Any, length: int) -> Tensor:
    """The view of ``length`` places along ``dim``, from ``start``."""
    dim = dimension("narrow", dim, input.array.ndim)
    if not input.array.ndim:
        raise RuntimeError("narrow() cannot be applied to a 0-dim tensor.")
    if isinstance(start, Tensor) and (start.array.ndim or start.array.dtype.kind not in "iu"):
        raise RuntimeError("narrow: start must be an 0-dim integral Tensor.")
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
    return select_op(input, index=along(dim, place % n))


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
        np.flip: lambda m, axis=None: flip(m, range(m.ndim) if axis is None else axis),
        np.roll: lambda a, shift, axis=None: roll(a, shift, () if axis is None else axis),
        np.repeat: lambda a, repeats, axis=None: repeat_interleave(a, repeats, axis),
        np.tile: lambda A, reps: tile(A, reps),
        np.tril: lambda m, k=0: tril(m, k),
        np.triu: lambda m, k=0: triu(m, k),
        np.split: lambda ary, indices_or_sections, axis=0: tensor_split(ary, indices_or_sections, axis),
        np.atleast_1d: atleast_1d,
        np.atleast_2d: atleast_2d,
    }
)

# ---------------------------------------------------------------------------------------------------------------- in place


def _reshaped_in_place(function: Callable[..., Tensor], name: str) -> None:
    """The form of a view operation that turns a tensor into its own view: it moves no element, but changes the shape that the tensor has."""

    def write(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        self._refresh()
        if self._node is None and self._requires_grad:
            self._check_writable(name)
        before = wrap(self.array, self._node)
        before._version, before._view, before._requires_grad = self._version, self._view, self._requires_grad
        if self._view is not None:
            before._view_version = self._view_version
        with enable_grad():
            after = function(before, *args, **kwargs)
        self.array, self._node, self._requires_grad, self._view = after.array, after._node, after._requires_grad, after._view
        if after._view is not None:
            self._view_version = after._view_version
        return self

    write.__name__ = write.__qualname__ = name
    write.__doc__ = f"In-place form of `{name[:-1]}`: the tensor itself gets the new shape."
    setattr(Tensor, name, write)


for _name, _function in {
    "squeeze_": squeeze,
    "unsqueeze_": unsqueeze,
    "transpose_": transpose,
    "swapaxes_": transpose,
    "swapdims_": transpose,
    "t_": t,
    "as_strided_": as_strided,
}.items():
    _reshaped_in_place(_function, _name)
