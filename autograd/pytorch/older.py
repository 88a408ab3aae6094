"""Older functions, that PyTorch keeps for the programs that call them: each says what to call instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.errors import warn
from ..core.methods import axis_names, method
from ..core.modes import mode
from ..core.tensor import Tensor
from ..ops import decomposition
from ..ops.indexing import alias_op
from ..ops.joining import chunk, split, split_with_sizes
from ..ops.reduction import return_type
from ..ops.shape import narrow

__all__ = [
    "as_strided_scatter",
    "narrow_copy",
    "qr",
    "svd",
    "triangular_solve",
    "typename",
    "unsafe_chunk",
    "unsafe_split",
    "unsafe_split_with_sizes",
]

Svd = return_type("svd", "U", "S", "V")
Qr = return_type("qr", "Q", "R")
TriangularSolve = return_type("triangular_solve", "solution", "cloned_coefficient")


@method
def svd(input: Tensor, some: bool = True, compute_uv: bool = True) -> Any:
    """U, S and V of input = U diag(S) Vᵀ: see `linalg.svd`, which returns Vᵀ. (..., m, n) -> (..., m, k), (..., k), (..., n, k).

    >>> import autograd
    >>> autograd.svd(autograd.tensor([[3.0, 0.0], [0.0, 4.0]])).S
    tensor([4., 3.])
    """
    if not compute_uv:
        m, n = input.shape[-2:]
        empty = [input.new_zeros(*input.shape[:-2], size, size) for size in (m, n)]
        return Svd(empty[0], decomposition.svdvals(input), empty[1])
    u, s, vh = decomposition.svd(input, full_matrices=not some)
    return Svd(u, s, vh.mT)


@method
def qr(input: Tensor, some: bool = True) -> Any:
    """Q and R of input = Q R: see `linalg.qr`. (..., m, n) -> (..., m, k), (..., k, n)."""
    warn("torch.qr is deprecated: use torch.linalg.qr(A, 'reduced' if some else 'complete')", UserWarning, stacklevel=2)
    return Qr(*decomposition.qr(input, "reduced" if some else "complete"))


@method
def triangular_solve(input: Tensor, A: Tensor, upper: bool = True, transpose: bool = False, unitriangular: bool = False) -> Any:
    """The X of A X = input, and A: see `linalg.solve_triangular`. Input (..., n, k), A (..., n, n), of which a triangle is read."""
    warn("torch.triangular_solve is deprecated: use torch.linalg.solve_triangular(A, B)", UserWarning, stacklevel=2)
    matrix = A.mT if transpose else A
    solution = decomposition.solve_triangular(matrix, input, upper=upper != transpose, unitriangular=unitriangular)
    return TriangularSolve(solution, A.clone())


@method
@axis_names
def narrow_copy(input: Tensor, dim: int, start: Any, length: int) -> Tensor:
    """A copy of what `narrow` shows.

    >>> import autograd
    >>> autograd.narrow_copy(autograd.arange(6), 0, 1, 3)
    tensor([1, 2, 3])
    """
    return narrow(input, dim, start, length).clone()


@method
@axis_names
def unsafe_chunk(input: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """See `chunk`."""
    return chunk(input, chunks, dim)


@method
@axis_names
def unsafe_split(tensor: Tensor, split_size: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """See `split`."""
    return split(tensor, split_size, dim)


@method
@axis_names
def unsafe_split_with_sizes(input: Tensor, split_sizes: Sequence[int], dim: int = 0) -> tuple[Tensor, ...]:
    """See `split`."""
    return split_with_sizes(input, split_sizes, dim)


@method
def as_strided_scatter(input: Tensor, src: Tensor, size: Sequence[int], stride: Sequence[int], storage_offset: int | None = None) -> Tensor:
    """A copy of ``input`` of which the part that `as_strided` shows is ``src``.

    >>> import autograd
    >>> autograd.as_strided_scatter(autograd.zeros(2, 2), autograd.ones(2), (2,), (3,))
    tensor([[1., 0.],
            [0., 1.]])
    """
    copy = input.clone()
    copy.as_strided(size, stride, storage_offset).copy_(src)
    return copy


def typename(obj: Any) -> str:
    """The name of a tensor's type, or of any other object's class, with its module's.

    >>> import autograd
    >>> autograd.typename(autograd.ones(2))
    'torch.FloatTensor'
    """
    if isinstance(obj, Tensor):
        return str(obj.type())
    kind = obj if hasattr(obj, "__qualname__") else type(obj)
    return kind.__qualname__ if kind.__module__ in (None, "builtins") else f"{kind.__module__}.{kind.__qualname__}"


@method
def as_subclass(input: Tensor, cls: Any) -> Any:
    """A view of all of the tensor, part of the same graph, as an instance of a class derived from Tensor."""
    if mode.tracer is not None:
        mode.tracer.refuse("as_subclass() makes a tensor of another class")
    same = alias_op.call((input,), {"index": ...})
    same.__class__ = cls
    return same


def _make_subclass(cls: Any, data: Tensor, require_grad: bool = False) -> Any:
    """The same memory, as a leaf of a class derived from Tensor."""
    return data.detach().as_subclass(cls).requires_grad_(require_grad)


Tensor._make_subclass = staticmethod(_make_subclass)  # type: ignore[attr-defined]
