"""Operations that rearrange elements: most of them views, which share their input's memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from operator import index as whole
from typing import Any, TypeVar

import numpy as np
from numpy.lib.stride_tricks import as_strided as as_strided_array

from ..core import dtypes
from ..core.errors import warn
from ..core.methods import axis_names, method, of_tensors, whole_number
from ..core.modes import enable_grad
from ..core.op import NUMPY, Op
from ..core.size import Size, dimension
from ..core.strides import contiguous, like_input
from ..core.tensor import Tensor, wrap
from ..core.unbroadcast import unbroadcast
from ..machine.totals import add_rows, total
from .conversion import clone
from .indexing import select_op, slice_op

__all__ = [
    "adjoint", "as_strided", "broadcast_shapes", "broadcast_to", "diag", "diag_embed", "diagflat", "diagonal", "flatten", "flip",
    "fliplr", "flipud", "moveaxis", "movedim", "narrow", "permute", "ravel", "repeat_interleave", "reshape", "roll", "rot90", "select",
    "squeeze", "swapaxes", "swapdims", "t", "tile", "transpose", "tril", "triu", "unflatten", "unsqueeze",
]  # fmt: skip


F = TypeVar("F", bound=Callable[..., Any])


def refuse_scalar(caller: str, input: Tensor, kind: type[Exception] = RuntimeError) -> None:
    """The error of an operation that needs a dimension."""
    if not input.array.ndim:
        raise kind(f"{caller}: expects at least a 1-dimensional tensor, and cannot be applied to a 0-dim tensor")


def sizes_of(given: Any) -> tuple[int, ...]:
    """Sizes or dimensions given one by one, or as one sequence."""
    if len(given) == 1 and not hasattr(given[0], "__index__"):
        given = given[0]
    return tuple([whole(n) for n in given])


# ---------------------------------------------------------------------------------------------------------------- the primitives


def _as_view(view: Any, x: Any, separate: bool = True) -> Any:
    """A view of x, to be written only if all its elements are separate: else a write to one changes others behind the graph's back."""
    if view.flags.writeable != (x.flags.writeable and separate):
        view.flags.writeable = not view.flags.writeable
    return view


def broadcast(x: Any, shape: Any) -> Any:
    """`np.broadcast_to`, which costs ten times as much for a small array."""
    if not (isinstance(x, np.ndarray) and x.flags.c_contiguous and x.size):
        return np.broadcast_to(x, shape)
    extra = len(shape) - x.ndim
    if extra < 0 or any(n not in (1, m) for n, m in zip(x.shape, shape[extra:], strict=True)):
        raise ValueError(f"the expanded size {tuple(shape)} must match the existing size {x.shape} at dimensions that are not 1")
    strides = [0 if n == 1 else s for n, s in zip(x.shape, x.strides, strict=True)]
    return np.ndarray(shape, x.dtype, x, 0, (0,) * extra + tuple(strides))


# the engine sums over what was broadcast
expand_op = Op(lambda x, *, shape: _as_view(broadcast(x, shape), x, math.prod(shape) <= x.size), name="expand", view=True, x=lambda g: g)


def _reshape(x: Any, *, shape: Any) -> Any:
    return x.reshape(shape)


def _reshaping(name: str, title: str | None = None) -> Op:
    return Op(_reshape, name=name, title=title, view=True, x=lambda g, x_shape: g.reshape(x_shape))


def _permuting(name: str) -> Op:
    return Op(
        lambda x, *, dims: x.transpose(dims),
        name=name,
        view=True,
        x=lambda g, dims: permute_op.apply(g, dims=tuple(sorted(range(len(dims)), key=dims.__getitem__))),
    )


reshape_op, unsqueeze_op = _reshaping("view"), _reshaping("unsqueeze")
squeeze_op, squeeze_dim_op = _reshaping("squeeze"), _reshaping("squeeze", "SqueezeBackward1")  # all dimensions, and some: two nodes in PyTorch
permute_op, t_op = _permuting("permute"), _permuting("t")
transpose_op = Op(lambda x, *, dim0, dim1: x.swapaxes(dim0, dim1), name="transpose", view=True, x=lambda g, dim0, dim1: g.swapaxes(dim0, dim1))


flip_op: Op = Op(lambda x, *, dims: np.flip(x, dims).copy(), name="flip", layout=like_input, x=lambda g, dims: flip_op.apply(g, dims=dims))
roll_op: Op = Op(
    lambda x, *, shifts, dims: np.roll(x, shifts, dims),
    name="roll",
    layout=contiguous,
    x=lambda g, shifts, dims: roll_op.apply(g, shifts=tuple(-s for s in shifts), dims=dims),
)
tril_op: Op = Op(
    lambda x, *, diagonal: np.tril(x, diagonal), name="tril", layout=contiguous, x=lambda g, diagonal: tril_op.apply(g, diagonal=diagonal)
)
triu_op: Op = Op(
    lambda x, *, diagonal: np.triu(x, diagonal), name="triu", layout=contiguous, x=lambda g, diagonal: triu_op.apply(g, diagonal=diagonal)
)


def _placed(g: Any, *, shape: Any, view: Op, how: Any) -> Any:
    """Zeros, and the gradient of a view added at the places that the view shows."""
    whole = np.zeros(shape, g.dtype)
    part = view.forward(whole, how=how)
    if part.flags.writeable:  # no element is shown twice
        part[...] = g
        return whole
    size = math.prod(shape)
    places = view.forward(np.arange(size).reshape(shape), how=how)
    return add_rows((size,), places, g.reshape(-1)).reshape(shape)


placed, diag_embed_op = (Op(_placed, name=n, g=lambda g, view, how: view.apply(g, how=how)) for n in ("placed", "diag_embed"))


def _placing(forward: Callable[..., Any], name: str) -> Op:
    """A view of some of the places of a tensor, of some perhaps more than once."""
    view = Op(forward, name=name, view=True, x=lambda g, x_shape, how: placed.apply(g, shape=x_shape, view=view, how=how))
    return view


def _unfold(x: Any, *, how: tuple[int, int, int]) -> Any:
    dim, size, step = how
    shape = (*x.shape[:dim], (x.shape[dim] - size) // step + 1, *x.shape[dim + 1 :], size)
    strides = (*x.strides[:dim], x.strides[dim] * step, *x.strides[dim + 1 :], x.strides[dim])
    return _as_view(as_strided_array(x, shape, strides), x, separate=step >= size)


def _as_strided(x: Any, *, how: tuple[Any, Any, int]) -> Any:
    size, stride, offset = how
    view = np.ndarray(size, x.dtype, np.ascontiguousarray(x), offset * x.itemsize, [s * x.itemsize for s in stride])  # checks the bounds
    reach, separate = 0, True
    for step, n in sorted(zip(stride, size, strict=True)):
        separate = separate and (step > reach or n < 2)
        reach += (n - 1) * step
    return _as_view(view, x, separate)


diagonal_op = _placing(lambda x, *, how: _as_view(x.diagonal(*how), x), "diagonal")  # how: offset, dim1, dim2
unfold_op = _placing(_unfold, "unfold")
as_strided_op = _placing(_as_strided, "as_strided")

# each tile of the result is one dimension of the gradient, beside that of the places in it: (r0, n0, r1, n1, ...)
repeat_op = Op(
    lambda x, *, repeats: np.tile(x, repeats),
    name="repeat",
    layout=contiguous,
    x=lambda g, x_shape, repeats: total(g.reshape(tiled_shape(x_shape, repeats)), tuple(range(0, 2 * len(repeats), 2))),
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
    """The same memory in another shape; RuntimeError where that takes a copy. Given a dtype of the same width: the same bits in that type.

    >>> import autograd
    >>> autograd.arange(6).view(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    given = dtype if dtype is not None else sizes[0] if sizes else None
    if isinstance(given, dtypes.dtype):
        if given is self.dtype:
            return self
        if given.itemsize != self.itemsize or self.requires_grad:
            raise RuntimeError(f"view({given!r}): only a tensor that does not require grad, to a type of its own width of {self.itemsize} bytes")
        return _bits(self, given.numpy)
    shape = _checked("view", self, sizes_of(sizes if size is None else (size,)))
    result = reshape_op(self, shape=shape)
    if result._version_counter is not self._version_counter and result.array.size:  # no memory is shared
        raise RuntimeError(
            f"view: size {list(shape)} is not compatible with the size {list(self.shape)} and stride {list(self.stride())} of the tensor "
            "(at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead."
        )
    return result


def _bits(x: Tensor, dtype: Any) -> Tensor:
    same = wrap(x.array.view(dtype))
    same._version_counter = x._version_counter
    return same


@method
@of_tensors
def view_as(self: Tensor, other: Tensor) -> Tensor:
    """The same memory in the shape of ``other``."""
    return view(self, other.array.shape)


@method
@of_tensors
def reshape_as(self: Tensor, other: Tensor) -> Tensor:
    """The same elements in the shape of ``other``."""
    return reshape_op(self, shape=other.array.shape)


@method
@axis_names
def flatten(input: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """The dimensions from ``start_dim`` to ``end_dim`` merged into one.

    >>> import autograd
    >>> autograd.flatten(autograd.ones(2, 3, 4), start_dim=1).shape
    torch.Size([2, 12])
    """
    shape = input.array.shape
    first, last = dimension("flatten", start_dim, len(shape)), dimension("flatten", end_dim, len(shape))
    if first > last:
        raise RuntimeError(f"flatten: start_dim {start_dim} cannot come after end_dim {end_dim}")
    if first == last and shape:
        return input
    merged = math.prod(shape[first : last + 1])
    return reshape_op(input, shape=(*shape[:first], merged, *shape[last + 1 :]))


@method
def ravel(input: Tensor) -> Tensor:
    """All elements in one dimension, contiguous.

    >>> import autograd
    >>> autograd.ravel(autograd.tensor([[1, 2], [3, 4]]))
    tensor([1, 2, 3, 4])
    """
    flat = reshape_op(input, shape=(-1,))
    return flat if flat.array.flags.c_contiguous else flat.clone()


@method
@axis_names
def unflatten(input: Tensor, dim: int, sizes: Any) -> Tensor:
    """One dimension split into several of the given sizes, of which one may be -1.

    >>> import autograd
    >>> autograd.unflatten(autograd.ones(2, 12), 1, (3, 4)).shape
    torch.Size([2, 3, 4])
    """
    shape, sizes = input.array.shape, tuple(sizes)
    if not shape:
        raise RuntimeError("unflatten: a tensor of 0 dimensions has none that could be split")
    dim = dimension("unflatten", dim, len(shape))
    if not sizes:
        raise RuntimeError("unflatten: sizes must be non-empty")
    known = math.prod(n for n in sizes if n != -1)
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
    return squeeze_dim_op(input, shape=tuple([n for i, n in enumerate(shape) if n != 1 or i not in dims]))


@method
@axis_names
def unsqueeze(input: Tensor, dim: int) -> Tensor:
    """With a dimension of size 1 inserted before position ``dim``.

    >>> import autograd
    >>> autograd.unsqueeze(autograd.ones(2, 3), dim=1).shape
    torch.Size([2, 1, 3])
    """
    shape = input.array.shape
    dim = dimension("unsqueeze", dim, len(shape) + 1)
    return unsqueeze_op(input, shape=(*shape[:dim], 1, *shape[dim:]))


def dims_of(caller: str, dim: Any, ndim: int) -> tuple[int, ...]:
    """One or several dimensions as a tuple, counted from the front; a repeated one is a RuntimeError, one out of range an IndexError."""
    if hasattr(dim, "__index__"):
        return (dimension(caller, whole(dim), ndim),)
    dims = tuple([dimension(caller, d, ndim) for d in dim])
    if len(set(dims)) < len(dims):
        raise RuntimeError(f"{caller}: dim {next(d for d in dims if dims.count(d) > 1)} appears multiple times in the list of dims {tuple(dim)}")
    return dims


# ---------------------------------------------------------------------------------------------------------------- the order of dimensions


@method(aliases=("swapdims",))
@axis_names
def transpose(input: Tensor, dim0: int, dim1: int) -> Tensor:
    """With two dimensions exchanged.

    >>> import autograd
    >>> autograd.transpose(autograd.tensor([[1, 2], [3, 4]]), 0, 1)
    tensor([[1, 3],
            [2, 4]])
    """
    ndim = input.array.ndim
    dim0, dim1 = dimension("transpose", dim0, ndim), dimension("transpose", dim1, ndim)
    return transpose_op(input, dim0=dim0, dim1=dim1) if ndim else reshape_op(input, shape=())


swapdims = transpose


@method
def swapaxes(input: Tensor, axis0: int, axis1: int) -> Tensor:
    """`transpose`, with NumPy's names.

    >>> import autograd
    >>> autograd.swapaxes(autograd.ones(2, 3), axis0=0, axis1=1).shape
    torch.Size([3, 2])
    """
    return transpose(input, axis0, axis1)


@method
@axis_names
def permute(input: Tensor, *order: Any, dims: Any = None) -> Tensor:
    """With the dimensions in the given order: result dimension ``i`` is input dimension ``dims[i]``.

    >>> import autograd
    >>> autograd.permute(autograd.ones(2, 3, 4), (2, 0, 1)).shape
    torch.Size([4, 2, 3])
    """
    given = sizes_of(order if dims is None else (dims,))
    if len(given) != input.array.ndim:
        raise RuntimeError(f"permute: the tensor has {input.array.ndim} dimensions, and dims {given} names {len(given)}: name each once")
    return permute_op(input, dims=dims_of("permute", given, len(given)))


@method
@axis_names
def t(input: Tensor) -> Tensor:
    """The transpose of a matrix; a tensor of fewer dimensions as it is.

    >>> import autograd
    >>> autograd.t(autograd.tensor([[1, 2], [3, 4]]))
    tensor([[1, 3],
            [2, 4]])
    """
    if input.array.ndim > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {input.array.ndim}D: use .mT or .transpose(dim0, dim1)")
    return t_op(input, dims=tuple(range(input.array.ndim))[::-1])


@method(aliases=("moveaxis",))
def movedim(input: Tensor, source: Any, destination: Any) -> Tensor:
    """With the dimensions ``source`` moved to the positions ``destination``, the others in their order.

    >>> import autograd
    >>> autograd.movedim(autograd.ones(2, 3, 4), 0, -1).shape
    torch.Size([3, 4, 2])
    """
    ndim = input.array.ndim
    origins, goals = dims_of("movedim", source, ndim), dims_of("movedim", destination, ndim)
    if len(origins) != len(goals):
        raise RuntimeError(f"movedim: source has {len(origins)} dims and destination {len(goals)}: they must name as many")
    order = [d for d in range(ndim) if d not in origins]
    for goal, origin in sorted(zip(goals, origins, strict=True)):
        order.insert(goal, origin)
    return permute_op(input, dims=tuple(order)) if ndim else reshape_op(input, shape=())


moveaxis = movedim


def _matrices(name: str, most: float) -> Any:
    def transposed(self: Tensor) -> Tensor:
        ndim = self.array.ndim
        if ndim == 0:
            warn(f"Tensor.{name} is deprecated on 0-D tensors.", UserWarning, stacklevel=2)
            return self
        if not 2 <= ndim <= most:
            kind = "matrices (2-D tensors)" if most == 2 else "matrices or batches of matrices"
            raise RuntimeError(f"tensor.{name} is only supported on {kind}. Got {ndim}-D tensor.")
        return transpose_op(self, dim0=ndim - 2, dim1=ndim - 1)

    transposed.__doc__ = "The transpose of a matrix" + (", or of each of a batch of matrices." if most > 2 else ".")
    return property(transposed)


def _reversed(self: Tensor) -> Tensor:
    """The transpose of a matrix; in general, with the dimensions in reverse order."""
    ndim = self.array.ndim
    if ndim not in (1, 2):
        warn(
            f"The use of `x.T` on a tensor of {ndim} dimensions is deprecated: consider `x.mT` to transpose batches of matrices, or permute",
            UserWarning,
            stacklevel=2,
        )
    return permute_op(self, dims=tuple(range(ndim))[::-1])


for _name, _property in {
    "T": property(_reversed), "H": _matrices("H", 2), "mT": _matrices("mT", np.inf), "mH": _matrices("mH", np.inf),
}.items():  # fmt: skip
    setattr(Tensor, _name, _property)


@method
@of_tensors
def adjoint(input: Tensor) -> Tensor:
    """The transpose of a matrix, or of each of a batch of matrices.

    >>> import autograd
    >>> autograd.adjoint(autograd.tensor([[1, 2], [3, 4]]))
    tensor([[1, 3],
            [2, 4]])
    """
    return input.mH


@method
@of_tensors
def rot90(input: Tensor, k: int = 1, dims: Sequence[int] = (0, 1)) -> Tensor:
    """Turned by 90 degrees ``k`` times, from the first of two dimensions towards the second.

    >>> import autograd
    >>> autograd.rot90(autograd.tensor([[1, 2], [3, 4]]))
    tensor([[2, 4],
            [1, 3]])
    """
    if len(dims) != 2 or input.array.ndim < 2:
        raise RuntimeError(f"rot90: expected 2 dims and a tensor of at least 2, got dims {tuple(dims)} and {input.array.ndim} dimensions")
    a, b = (dimension("rot90", d, input.array.ndim) for d in dims)
    if a == b:
        raise RuntimeError(f"rot90: expected rotation dims to be different, but got dim0 = {dims[0]} and dim1 = {dims[1]}")
    match whole_number("rot90", "k", k) % 4:
        case 0:
            return clone(input)
        case 1:
            return transpose(flip(input, b), a, b)
        case 2:
            return flip(input, (a, b))
        case _:
            return flip(transpose(input, a, b), b)


@method
@of_tensors
def flip(input: Tensor, *order: Any, dims: Any = None) -> Tensor:
    """With the order of elements reversed along each of ``dims``.

    >>> import autograd
    >>> autograd.flip(autograd.tensor([[1, 2], [3, 4]]), dims=(0,))
    tensor([[3, 4],
            [1, 2]])
    """
    given = sizes_of(order if dims is None else (dims,))
    return flip_op(input, dims=dims_of("flip", given, input.array.ndim) if input.array.ndim else ())


@method
@of_tensors
def fliplr(input: Tensor) -> Tensor:
    """With the columns in reverse order.

    >>> import autograd
    >>> autograd.fliplr(autograd.tensor([[1, 2], [3, 4]]))
    tensor([[2, 1],
            [4, 3]])
    """
    if input.array.ndim < 2:
        raise RuntimeError("Input must be >= 2-d.")
    return flip(input, 1)


@method
@of_tensors
def flipud(input: Tensor) -> Tensor:
    """With the rows in reverse order.

    >>> import autograd
    >>> autograd.flipud(autograd.tensor([[1, 2], [3, 4]]))
    tensor([[3, 4],
            [1, 2]])
    """
    if input.array.ndim < 1:
        raise RuntimeError("Input must be >= 1-d.")
    return flip(input, 0)


@method
def roll(input: Tensor, shifts: Any, dims: Any = ()) -> Tensor:
    """With the elements shifted along ``dims``, and those that fall off the end put first; without dims, as if flattened.

    >>> import autograd
    >>> autograd.roll(autograd.tensor([1, 2, 3, 4]), 1)
    tensor([4, 1, 2, 3])
    """
    moves = (shifts,) if hasattr(shifts, "__index__") else tuple(shifts)
    over = (dims,) if hasattr(dims, "__index__") else tuple(dims)
    if not moves:
        raise RuntimeError("roll: `shifts` required")
    if len(moves) != len(over) and (over or len(moves) > 1):
        raise RuntimeError(f"roll: shifts and dimensions must align. shifts: {len(moves)}, dims:{len(over)}")
    if over and not input.array.ndim:
        raise IndexError("roll: Dimension specified as 0 but tensor has no dimensions")
    places = tuple([dimension("roll", d, input.array.ndim) for d in over])
    return roll_op(input, shifts=moves, dims=places or None)


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
@of_tensors
def expand_as(self: Tensor, other: Tensor) -> Tensor:
    """`expand` to the shape of ``other``.

    >>> import autograd
    >>> autograd.tensor([1, 2]).expand_as(autograd.ones(2, 2))
    tensor([[1, 2],
            [1, 2]])
    """
    return expand(self, other.array.shape)


@method
@of_tensors
def broadcast_to(input: Tensor, *sizes: Any, size: Any = None) -> Tensor:
    """`expand` to ``size``.

    >>> import autograd
    >>> autograd.broadcast_to(autograd.tensor([1, 2]), (2, 2))
    tensor([[1, 2],
            [1, 2]])
    """
    return expand(input, *sizes, size=size)


def broadcast_shapes(*shapes: Any) -> Size:
    """The shape to which tensors of these shapes broadcast.

    >>> import autograd
    >>> autograd.broadcast_shapes((3, 1), (2,))
    torch.Size([3, 2])
    """
    listed = [(n,) if isinstance(n, int) else tuple(n) for n in shapes]
    try:
        return Size(np.broadcast_shapes(*listed))
    except ValueError:
        raise RuntimeError(
            f"broadcast: the shapes {', '.join(map(str, listed))} do not broadcast: aligned from the right, each size must be equal or 1"
        ) from None


@method
def sum_to_size(self: Tensor, *size: Any) -> Tensor:
    """The sum over the dimensions along which a tensor of the given size would be broadcast to this one's.

    >>> import autograd
    >>> autograd.ones(3, 2).sum_to_size(2)
    tensor([3., 3.])
    """
    shape = sizes_of(size)
    extra = self.array.ndim - len(shape)
    if extra < 0 or any(n not in (1, m) for n, m in zip(shape, self.array.shape[extra:], strict=True)):
        raise RuntimeError(f"sum_to_size: size {list(shape)} is not expandable to size {list(self.shape)}.")
    if not shape:
        return self.sum()
    return unbroadcast(self, shape) if shape != self.array.shape else self


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
    return repeat_op(self, repeats=counts)


@method
@of_tensors
def tile(input: Tensor, *repeats: Any, dims: Any = None) -> Tensor:
    """`Tensor.repeat`, which takes fewer repeats than there are dimensions: they count for the last ones.

    >>> import autograd
    >>> autograd.tile(autograd.tensor([1, 2]), (2,))
    tensor([1, 2, 1, 2])
    """
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
    counts = _counts(input if repeats is None else repeats)
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
    return input.index_select(dim, wrap(np.repeat(np.arange(counts.size), counts)))


def _counts(repeats: Any) -> Any:
    counts = repeats.array if isinstance(repeats, Tensor) else np.asarray(repeats)
    if counts.dtype.kind not in "iu":
        raise RuntimeError(f"repeat_interleave: repeats has to be Long or Int tensor, got {counts.dtype}")
    if counts.ndim > 1:
        raise RuntimeError(f"repeat_interleave: repeats must be 0-dim or 1-dim tensor, got {counts.ndim} dimensions")
    if counts.size and counts.min() < 0:
        raise RuntimeError("repeat_interleave: repeats can not be negative")
    return counts


# ---------------------------------------------------------------------------------------------------------------- parts, windows, diagonals


@method
@axis_names
def narrow(input: Tensor, dim: int, start: Any, length: int) -> Tensor:
    """The view of ``length`` places along ``dim``, from ``start``.

    >>> import autograd
    >>> autograd.narrow(autograd.arange(6), 0, 1, 3)
    tensor([1, 2, 3])
    """
    dim = dimension("narrow", dim, input.array.ndim)
    refuse_scalar("narrow", input)
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
    """The view at place ``index`` of dimension ``dim``.

    >>> import autograd
    >>> autograd.select(autograd.tensor([[1, 2], [3, 4]]), 1, 0)
    tensor([1, 3])
    """
    refuse_scalar("select", input, IndexError)
    dim = dimension("select", dim, input.array.ndim)
    n, place = input.array.shape[dim], whole(index)
    if not -n <= place < n:
        raise IndexError(f"select(): index {place} out of range for tensor of size {list(input.shape)} at dimension {dim}")
    return select_op(input, index=along(dim, place % n))


@method
@axis_names
def diagonal(input: Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """The view of the elements of equal place, less ``offset``, in two dimensions; it has one dimension for these, the last.

    >>> import autograd
    >>> autograd.diagonal(autograd.tensor([[1, 2], [3, 4]]))
    tensor([1, 4])
    """
    return diagonal_op(input, how=(offset, *dims_of("diagonal", (dim1, dim2), input.array.ndim)))


@method
@of_tensors
def diag_embed(input: Tensor, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
    """Zeros with the last dimension of ``input`` as diagonal of two dimensions: the reverse of `diagonal`.

    >>> import autograd
    >>> autograd.diag_embed(autograd.tensor([1, 2]))
    tensor([[1, 0],
            [0, 2]])
    """
    dims = dims_of("diag_embed", (dim1, dim2), input.array.ndim + 1)
    shape = list(input.array.shape)
    n = shape.pop() + abs(offset)
    for d in sorted(dims):
        shape.insert(d, n)
    return diag_embed_op(input, shape=tuple(shape), view=diagonal_op, how=(offset, *dims))


@method
@of_tensors
def diag(input: Tensor, diagonal: int = 0) -> Tensor:
    """A matrix with the given diagonal; or, of a matrix, its diagonal, as a copy.

    >>> import autograd
    >>> autograd.diag(autograd.tensor([1, 2]))
    tensor([[1, 0],
            [0, 2]])
    >>> autograd.diag(autograd.tensor([[1, 2], [3, 4]]))
    tensor([1, 4])
    """
    if input.array.ndim not in (1, 2):
        raise RuntimeError(f"diag(): Supports 1D or 2D tensors. Got {input.array.ndim}D")
    if input.array.ndim == 1:
        return diag_embed(input, diagonal)
    return clone(diagonal_op(input, how=(diagonal, 0, 1)))


@method
def fill_diagonal_(self: Tensor, fill_value: float, wrap: bool = False) -> Tensor:
    """Write a number to the main diagonal, in place.

    >>> import autograd
    >>> autograd.zeros(2, 2).fill_diagonal_(5.0)
    tensor([[5., 0.],
            [0., 5.]])
    """
    if self.array.ndim < 2 or wrap or len(set(self.array.shape)) > 1 < self.array.ndim - 1:
        raise RuntimeError(f"fill_diagonal_: expects a matrix, or equal sizes of all dimensions, and no wrap, got {list(self.shape)}")
    self[tuple(np.arange(min(self.array.shape)) for _ in self.array.shape)] = fill_value
    return self


@method
def diagflat(input: Tensor, offset: int = 0) -> Tensor:
    """A matrix with all elements of ``input`` as its diagonal.

    >>> import autograd
    >>> autograd.diagflat(autograd.tensor([[1], [2]]))
    tensor([[1, 0],
            [0, 2]])
    """
    return diag_embed(ravel(input), offset)


def _at_least_matrix(name: str, input: Tensor) -> None:
    if input.array.ndim < 2:
        raise RuntimeError(f"{name}: input tensor must have at least 2 dimensions, got {input.array.ndim}")


@method(inplace=True)
@of_tensors
def tril(input: Tensor, diagonal: int = 0) -> Tensor:
    """The lower triangle of each matrix, up to ``diagonal``, and zeros above.

    >>> import autograd
    >>> autograd.tril(autograd.ones(3, 3))
    tensor([[1., 0., 0.],
            [1., 1., 0.],
            [1., 1., 1.]])
    """
    _at_least_matrix("tril", input)
    return tril_op(input, diagonal=whole_number("tril", "diagonal", diagonal))


@method(inplace=True)
@of_tensors
def triu(input: Tensor, diagonal: int = 0) -> Tensor:
    """The upper triangle of each matrix, from ``diagonal``, and zeros below.

    >>> import autograd
    >>> autograd.triu(autograd.ones(3, 3), diagonal=1)
    tensor([[0., 1., 1.],
            [0., 0., 1.],
            [0., 0., 0.]])
    """
    _at_least_matrix("triu", input)
    return triu_op(input, diagonal=whole_number("triu", "diagonal", diagonal))


@method
def unfold(self: Tensor, dimension: int, size: int, step: int) -> Tensor:
    """The view of all windows of ``size`` places along a dimension, ``step`` apart; the windows' places are a new last dimension.

    >>> import autograd
    >>> autograd.arange(5).unfold(0, 3, 1)
    tensor([[0, 1, 2],
            [1, 2, 3],
            [2, 3, 4]])
    """
    x = self if self.array.ndim else ravel(self)
    dim = self._dim("unfold", dimension)
    n = x.array.shape[dim]
    if size < 0 or size > n:
        raise RuntimeError(f"unfold: maximum size for tensor at dimension {dim} is {n} but size is {size}")
    if step <= 0:
        raise RuntimeError(f"unfold: step is {step} but must be > 0")
    windows: Tensor = unfold_op(x, how=(dim, size, step))
    return windows if self.array.ndim else reshape_op(windows, shape=(size,))


@method
def as_strided(input: Tensor, size: Sequence[int], stride: Sequence[int], storage_offset: int | None = None) -> Tensor:
    """The view of a contiguous tensor's memory with any shape and strides, counted in elements, from its own first element.

    >>> import autograd
    >>> autograd.as_strided(autograd.arange(5), (3, 2), (1, 1))
    tensor([[0, 1],
            [1, 2],
            [2, 3]])
    """
    if len(size) != len(stride):
        raise RuntimeError(f"mismatch in length of strides and shape: {len(stride)} and {len(size)}")
    if not input.array.flags.c_contiguous or (storage_offset is not None and input._view is not None):
        raise RuntimeError("as_strided: only for contiguous tensors, and storage_offset only for those that aren't views: clone() it first")
    return as_strided_op(input, how=(tuple(size), tuple(stride), storage_offset or 0))


def _transposed(a: Tensor, axes: Any = None) -> Tensor:
    return permute(a, tuple(range(a.ndim))[::-1] if axes is None else axes)


def _unsqueezed(a: Tensor, axis: Any) -> Tensor:
    """`np.expand_dims`: ``axis`` counts in the result."""
    axes = (axis,) if hasattr(axis, "__index__") else tuple(axis)
    ndim = a.ndim + len(axes)
    for d in sorted(dimension("expand_dims", d, ndim) for d in axes):
        a = unsqueeze(a, d)
    return a


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
        np.flip: lambda m, axis=None: flip(m, range(m.ndim) if axis is None else axis),
        np.roll: lambda a, shift, axis=None: roll(a, shift, () if axis is None else axis),
        np.repeat: lambda a, repeats, axis=None: repeat_interleave(a, repeats, axis),
        np.tile: lambda A, reps: tile(A, reps),
        np.tril: lambda m, k=0: tril(m, k),
        np.triu: lambda m, k=0: triu(m, k),
    }
)

# ---------------------------------------------------------------------------------------------------------------- in place


def _reshaped_in_place(function: Callable[..., Tensor], name: str) -> None:
    """The form of a view operation that turns a tensor into its own view: it moves no element, but changes the shape that the tensor has."""

    def write(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        self._refresh()
        self._check_recordable(name)
        before = wrap(self.array, self._node)
        before._version_counter, before._view = self._version_counter, self._view
        if self._view is not None:
            before._view_version = self._view_version
        with enable_grad():
            after = function(before, *args, **kwargs)
        self.array, self._node = after.array, after._node  # of a leaf: none, and so a leaf it remains
        if self._requires_grad and self._node is None:
            self._bump_version()  # its gradient has the new shape, and views of the old shape do not lead to it
        if self._view is not None:
            self._view, self._view_version = after._view, after._view_version
        return self

    write.__name__ = write.__qualname__ = name
    write.__doc__ = f"In-place form of `{name[:-1]}`: the tensor itself gets the new shape."
    setattr(Tensor, name, write)


for _function in (squeeze, unsqueeze, transpose, t, as_strided):
    _reshaped_in_place(_function, f"{_function.__name__}_")
for _name in ("swapaxes_", "swapdims_"):
    _reshaped_in_place(transpose, _name)
