"""Matrix products, and the decompositions and solvers of ``torch.linalg``."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import of
from ..op import NUMPY, Op, method
from ..tensor import Tensor

__all__ = ["bmm", "dot", "matmul", "mm", "mv"]

# ---------------------------------------------------------------------------------------------------------------- products


def _rows(x: Any) -> Any:
    """(..., n) -> (m, n): all dimensions but the last as one."""
    return x.reshape(-1, x.shape[-1])


def _by_matrix(x: Any, y: Any) -> Any:
    """(..., k) @ (k, m) as one product of two matrices: BLAS takes it in one go, where np.matmul would loop over the batch."""
    return (_rows(x) @ y).reshape(*x.shape[:-1], y.shape[-1])


dot_op = Op(np.dot, name="dot", x=lambda g, y: g * y, y=lambda g, x: g * x)
mv_op = Op(np.matmul, name="mv", x=lambda g, y: g[:, None] * y, y=lambda g, x: x.mT @ g)  # (n, k) @ (k)
mm_op = Op(np.matmul, name="mm", x=lambda g, y: g @ y.mT, y=lambda g, x: x.mT @ g)  # (n, k) @ (k, m)
bmm_op = Op(np.matmul, name="bmm", x=lambda g, y: g @ y.mT, y=lambda g, x: x.mT @ g)  # (..., n, k) @ (..., k, m)
matmul_op = Op(_by_matrix, name="matmul", x=lambda g, y: matmul_op.apply(g, y.mT), y=lambda g, x: _rows(x).mT @ _rows(g))


@method
def matmul(input: Any, other: Any) -> Tensor:
    """The matrix product ``input @ other``.

    (n) @ (n) -> (), (n, k) @ (k, m) -> (n, m); leading dimensions are a batch and broadcast: (..., n, k) @ (..., k, m) -> (..., n, m).
    A 1-dim operand is a row on the left, a column on the right, and its dimension is gone from the result.

    >>> import autograd
    >>> a = autograd.tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> a @ autograd.tensor([1.0, 1.0])
    tensor([3., 7.])
    """
    x, y = _shapes("matmul", input, other)
    if not x or not y:
        raise RuntimeError(f"matmul: both arguments to matmul need to be at least 1D, but they are {len(x)}D and {len(y)}D")
    inner, outer = x[-1], y[-2] if len(y) > 1 else y[0]
    if inner != outer:
        raise RuntimeError(f"matmul: {x} @ {y}: inner sizes {inner} and {outer} differ")
    if len(y) == 2:
        return mm_op(input, other) if len(x) == 2 else matmul_op(input, other) if len(x) > 2 else mv_op(other.mT, input)
    if len(y) == 1:
        return mv_op(input, other) if len(x) == 2 else dot_op(input, other) if len(x) == 1 else matmul_op(input, other[:, None])[..., 0]
    if len(x) == 1:
        return bmm_op(input[None], other)[..., 0, :]
    try:
        return bmm_op(input, other)
    except RuntimeError:
        raise RuntimeError(f"matmul: {x} @ {y}: the batch dimensions {x[:-2]} and {y[:-2]} do not broadcast") from None


def _shapes(caller: str, x: Any, y: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The shapes of two factors, which must be of one type."""
    a, b = getattr(x, "array", x), getattr(y, "array", y)
    if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray):
        wrong, place = (y, "other' (position 2") if isinstance(a, np.ndarray) else (x, "input' (position 1")
        raise TypeError(f"{caller}(): argument '{place}) must be Tensor, not {type(wrong).__name__}")
    if a.dtype is not b.dtype and a.dtype != b.dtype:
        names = {"float32": "float", "float64": "double", "int64": "long int", "int32": "int", "float16": "c10::Half"}
        given = " != ".join(names.get(d.dtype.name, d.dtype.name) for d in (a, b))
        raise RuntimeError(f"{caller}: expected m1 and m2 to have the same dtype, but got: {given}. Convert one of them with .to(...)")
    if a.dtype.kind == "b":
        raise RuntimeError(f'{caller}: "addmm_impl_cpu_" not implemented for \'Bool\': convert with .float() or .long() first')
    return a.shape, b.shape


def _exact(caller: str, op: Op, dims: tuple[int, int]) -> Any:
    """A product of operands of just these numbers of dimensions."""

    def product(input: Tensor, other: Any) -> Tensor:
        x, y = _shapes(caller, input, other)
        if (len(x), len(y)) != dims:
            raise RuntimeError(f"{caller}: expected tensors of {dims[0]} and {dims[1]} dimensions, got {x} and {y}")
        inner, outer = x[-1], y[-2] if len(y) > 1 else y[0]
        if inner != outer or len(x) == 3 and x[0] != y[0]:
            raise RuntimeError(f"{caller}: {x} @ {y}: {f'inner sizes {inner} and {outer}' if inner != outer else 'batch sizes'} differ")
        return op(input, other)

    return product


@method
def mm(input: Tensor, mat2: Tensor) -> Tensor:
    """The product of two matrices: (n, k) @ (k, m) -> (n, m)."""
    return _exact("mm", mm_op, (2, 2))(input, mat2)


@method
def bmm(input: Tensor, mat2: Tensor) -> Tensor:
    """The products of two batches of matrices: (b, n, k) @ (b, k, m) -> (b, n, m)."""
    return _exact("bmm", bmm_op, (3, 3))(input, mat2)


@method
def mv(input: Tensor, vec: Tensor) -> Tensor:
    """Matrix times vector: (n, k) @ (k) -> (n)."""
    return _exact("mv", mv_op, (2, 1))(input, vec)


@method
def dot(input: Tensor, tensor: Tensor) -> Tensor:
    """The sum of the products of two vectors' elements: (n), (n) -> ()."""
    return _exact("dot", dot_op, (1, 1))(input, tensor)


NUMPY[np.matmul] = matmul
NUMPY[np.dot] = lambda a, b: matmul(a, b)
Tensor.__matmul__ = matmul  # type: ignore[attr-defined]
Tensor.__rmatmul__ = lambda x, y: matmul(y, x)  # type: ignore[attr-defined]
