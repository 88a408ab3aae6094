"""Sparse tensors: the places of some elements and their values, where all others are zero; ``torch.sparse``, in coordinate format (COO).

A sparse tensor is multiplied with dense ones, added, scaled and transposed. Gradients reach its values, as they are made of operations on these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, cast

import numpy as np

from ..core.errors import NoArray
from ..core.errors import refuse as _refuse
from ..core.memory_format import sparse_coo
from ..core.overrides import disabled
from ..core.size import Size
from ..core.tensor import Tensor, wrap
from ..ops.joining import cat
from .factories import as_tensor, zeros

__all__ = ["FloatTensor", "SparseTensor", "mm", "sparse_coo_tensor", "spmm", "sum", "to_sparse"]


class SparseTensor(Tensor):
    """A tensor of which the elements at ``places`` (dimensions, n) are ``held``, (n, *), and all others zero; where a place repeats, their sum."""

    is_sparse, layout = True, sparse_coo
    __torch_function__ = staticmethod(disabled)

    def __init__(self, places: Any, held: Any, size: Any, coalesced: bool = False) -> None:
        self._places, self._held, self._shape, self._coalesced = places, held, Size(size), coalesced

    def _with(self, held: Any, places: Any = None, size: Any = None) -> SparseTensor:
        """Another, with what is the same left out."""
        moved = places is not None
        return SparseTensor(places if moved else self._places, held, self._shape if size is None else size, self._coalesced and not moved)

    @property
    def array(self) -> NoReturn:  # type: ignore[override]
        """None: it is what this saves."""
        raise NoArray("not implemented for sparse tensors, which are multiplied, added and transposed: for all else convert with to_dense()")

    shape = property(lambda self: self._shape)
    dtype = property(lambda self: self._held.dtype)
    ndim = property(lambda self: len(self._shape))
    is_leaf = property(lambda self: self._held.is_leaf)

    requires_grad = property(lambda self: self._held.requires_grad)

    @property  # type: ignore[misc]
    def grad(self) -> Any:
        """That of the values, at their places."""
        return None if self._held.grad is None else self._with(self._held.grad)

    def size(self, dim: int | None = None) -> Any:
        return self._shape if dim is None else self._shape[dim]

    def dim(self) -> int:
        return len(self._shape)

    def _nnz(self) -> int:
        return len(self._held)

    def _indices(self) -> Tensor:
        return wrap(self._places)

    def _values(self) -> Tensor:
        return cast(Tensor, self._held)

    def is_coalesced(self) -> bool:
        """True if no place repeats, and they are in order."""
        return self._coalesced

    def indices(self) -> Tensor:
        """The places, of shape (dimensions, n)."""
        if not self._coalesced:
            raise RuntimeError("Cannot get indices or values on an uncoalesced tensor, please call .coalesce() first")
        return self._indices()

    def values(self) -> Tensor:
        """The elements there."""
        return cast(Tensor, self.indices() is not None and self._held)

    def coalesce(self) -> SparseTensor:
        """The same with each place once, in order."""
        if self._coalesced:
            return self
        sizes = self._shape[: len(self._places)]
        flat, where = np.unique(np.ravel_multi_index(tuple(self._places), sizes), return_inverse=True)
        held = zeros(len(flat), *self._held.shape[1:], dtype=self.dtype).index_add(0, wrap(where.reshape(-1)), self._held)
        return SparseTensor(np.array(np.unravel_index(flat, sizes)).reshape(len(sizes), -1), held, self._shape, True)

    def to_dense(self) -> Tensor:
        """All elements."""
        sizes = self._shape[: len(self._places)]
        flat = np.ravel_multi_index(tuple(self._places), sizes)
        dense = zeros(sizes.numel(), *self._held.shape[1:], dtype=self.dtype).index_add(0, wrap(flat), self._held)
        return dense.reshape(self._shape)

    def transpose(self, dim0: int = 0, dim1: int = 1) -> SparseTensor:
        """Two of the dimensions that the places have, exchanged."""
        order, size = list(range(len(self._places))), list(self._shape)
        for x in (order, size):
            x[dim0], x[dim1] = x[dim1], x[dim0]
        return self._with(self._held, self._places[order], size)

    t, T = transpose, property(transpose)

    def __matmul__(self, other: Any) -> Any:
        if isinstance(other, SparseTensor) or (len(self._places), self._held.ndim) != (2, 1) or not 0 < other.ndim < 3:
            raise NotImplementedError("matmul: of sparse tensors, matrices are multiplied with dense matrices and vectors: use to_dense()")
        (n, k), (rows, columns) = self._shape, self._places
        if other.shape[0] != k:
            raise RuntimeError(f"matmul: {tuple(self._shape)} @ {tuple(other.shape)}: inner sizes {k} and {other.shape[0]} differ")
        held = self._held if other.ndim == 1 else self._held.unsqueeze(1)
        return zeros(n, *other.shape[1:], dtype=self.dtype).index_add(0, wrap(rows), held * other.index_select(0, wrap(columns)))

    def __rmatmul__(self, other: Any) -> Any:
        return (self.t() @ other.mT).mT if other.ndim == 2 else self.t() @ other

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, SparseTensor):
            return self.to_dense() + other
        if self._shape != other._shape:
            raise RuntimeError(f"add: expected sparse tensors of the same size, got {self._shape} and {other._shape}")
        return self._with(cat([self._held, other._held]), np.concatenate([self._places, other._places], 1)).coalesce()

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> Any:
        return self + -other

    def __mul__(self, other: Any) -> Any:
        if getattr(other, "ndim", 0):
            raise NoArray("mul: sparse tensors are multiplied with numbers, element by element: use to_dense()")
        return self._with(self._held * other)

    __rmul__ = __mul__  # type: ignore[assignment]

    def __truediv__(self, other: Any) -> Any:
        return self * (1 / other)

    mm = matmul = mv = spmm = __matmul__
    add, sub, mul, div = __add__, __sub__, __mul__, __truediv__

    def __repr__(self) -> str:
        shown = [repr(t).replace("\n", "\n" + " " * n) for t, n in ((self._indices(), 15), (self._held.detach(), 14))]
        size = f"size={tuple(self._shape)}"
        needed = ", requires_grad=True" if self.requires_grad and self.is_leaf else ""
        return f"tensor(indices={shown[0]},\n       values={shown[1]},\n       {size}, nnz={self._nnz()}, layout=torch.sparse_coo{needed})"


def _of_values(name: str) -> Callable[..., SparseTensor]:
    """A method that does to the values what it does to a dense tensor."""
    return lambda self, *args, **kwargs: self._with(getattr(self._held, name)(*args, **kwargs))


for _name in "clone cpu cuda detach double float half neg __deepcopy__ __neg__ requires_grad_ to".split():
    setattr(SparseTensor, _name, _of_values(_name))


def sparse_coo_tensor(
    indices: Any, values: Any = None, size: Any = None, *, dtype: Any = None, requires_grad: bool = False, is_coalesced: bool = False, **_: Any
) -> SparseTensor:
    """A sparse tensor of ``values`` (n, *) at ``indices`` (dimensions, n), as large as the indices need if no ``size`` is given.

    >>> import autograd as torch
    >>> torch.sparse_coo_tensor([[0, 1], [2, 0]], [3.0, 4.0], (2, 3)).to_dense()
    tensor([[0., 0., 3.],
            [4., 0., 0.]])
    """
    places, held = np.asarray(as_tensor(indices).array, np.int64), as_tensor(values, dtype=dtype)
    if places.ndim != 2 or places.shape[1:] != held.shape[:1]:
        raise RuntimeError(f"sparse_coo_tensor: expected indices (dimensions, n) and values (n, *), got {places.shape} and {tuple(held.shape)}")
    sizes = Size(size if size is not None else (*(places.max(1) + 1).tolist(), *held.shape[1:]))
    if places.size and ((places < 0).any() or (sizes[: len(places)] <= places.T).any()):
        raise RuntimeError(f"sparse_coo_tensor: found an index outside of the size {tuple(sizes)}")
    return SparseTensor(places, held.detach().requires_grad_() if requires_grad else held, sizes, is_coalesced)


def FloatTensor(indices: Any, values: Any, size: Any = None) -> SparseTensor:
    """A sparse tensor of float32, by the older name."""
    return sparse_coo_tensor(indices, values.float(), size)


def to_sparse(input: Tensor) -> SparseTensor:
    """A dense tensor's elements that are not zero, with their places."""
    places = input.array.nonzero()
    return SparseTensor(np.array(places), input[tuple(map(wrap, places))], input.shape, True)


def mm(mat1: Any, mat2: Any) -> Any:
    """The product of a sparse matrix (n, k) and a dense one (k, m): a dense one (n, m).

    >>> import autograd as torch
    >>> torch.sparse.mm(torch.eye(2).to_sparse(), torch.ones(2, 2))
    tensor([[1., 1.],
            [1., 1.]])
    """
    return mat1 @ mat2


spmm = mm


def sum(input: SparseTensor, dim: int | None = None) -> Any:
    """The sum of all elements, or a sparse tensor of the sums along one of the dimensions that the places have."""
    if dim is None:
        return input._held.sum()
    dim %= input.ndim
    size = Size(n for i, n in enumerate(input.shape) if i != dim)
    return input._with(input._held, np.delete(input._places, dim, 0), size).coalesce()


__getattr__ = _refuse(__name__)
