"""NumPy functions given Tensors: each works as NumPy's own, and is recorded or refuses where a gradient is; none drops the graph."""

from __future__ import annotations

import io
import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import Tensor
from autograd.core.op import NUMPY, Op
from autograd.ops.numpy_door import TENSORS

rng = np.random.default_rng(0)
A = rng.normal(size=(3, 4)) + np.copysign(0.2, rng.normal(size=(3, 4)))
B = rng.normal(size=(3, 4))
V = rng.normal(size=4)
C = rng.normal(size=(2, 3, 4))
P = rng.uniform(0.3, 0.9, size=(3, 4))  # positive
S = A[:, :3] @ A[:, :3].T + np.eye(3)  # positive definite
K = np.array([[3, -4, 5], [6, 7, -9]])
M = np.array([[True, False, True, True], [False, True, False, True], [True, True, False, False]])
J = np.array([2, 0, 2])
ARRAYS = (np.ndarray, np.generic)

# (function, arguments, keywords): float arrays become leaves that require a gradient; a list of arrays a list of leaves
DIFFERENTIABLE: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = [
    (np.add, (A, B), {}),
    (np.add, (A, V), {}),
    (np.add, (2.0, A), {}),
    (np.subtract, (A, B), {}),
    (np.multiply, (A, V), {}),
    (np.divide, (A, P), {}),
    (np.true_divide, (1.0, P), {}),
    (np.power, (P, B), {}),
    (np.power, (A, 3), {}),
    (np.power, (2.0, A), {}),
    (np.float_power, (P, 1.5), {}),
    (np.remainder, (A, P), {}),
    (np.mod, (A, 0.7), {}),
    (np.fmod, (A, P), {}),
    (np.negative, (A,), {}),
    (np.positive, (A,), {}),
    (np.absolute, (A,), {}),
    (np.abs, (A,), {}),
    (np.fabs, (A,), {}),
    (np.square, (A,), {}),
    (np.sqrt, (P,), {}),
    (np.reciprocal, (A,), {}),
    (np.exp, (A,), {}),
    (np.exp2, (A,), {}),
    (np.expm1, (A,), {}),
    (np.log, (P,), {}),
    (np.log2, (P,), {}),
    (np.log10, (P,), {}),
    (np.log1p, (P,), {}),
    (np.logaddexp, (A, B), {}),
    (np.logaddexp2, (A, B), {}),
    (np.sin, (A,), {}),
    (np.cos, (A,), {}),
    (np.tan, (P,), {}),
    (np.arcsin, (P,), {}),
    (np.arccos, (P,), {}),
    (np.arctan, (A,), {}),
    (np.arctan2, (A, B), {}),
    (np.sinh, (A,), {}),
    (np.cosh, (A,), {}),
    (np.tanh, (A,), {}),
    (np.arcsinh, (A,), {}),
    (np.arccosh, (P + 1,), {}),
    (np.arctanh, (P,), {}),
    (np.hypot, (A, B), {}),
    (np.deg2rad, (A,), {}),
    (np.radians, (A,), {}),
    (np.rad2deg, (A,), {}),
    (np.degrees, (A,), {}),
    (np.sinc, (A,), {}),
    (np.maximum, (A, B), {}),
    (np.maximum, (A, 0), {}),
    (np.minimum, (A, B), {}),
    (np.fmax, (A, B), {}),
    (np.fmin, (A, B), {}),
    (np.copysign, (A, B), {}),
    (np.where, (M, A, B), {}),
    (np.where, (M, A, 0.0), {}),
    (np.clip, (A, -0.5, 0.5), {}),
    (np.clip, (A, None, 0.5), {}),
    *([(np.clip, (A,), dict(min=-0.5))] if np.lib.NumpyVersion(np.__version__) >= "2.1.0" else []),  # a name that 2.0 does not have
    (np.clip, (A,), dict(a_min=-0.5, a_max=None)),
    (np.nan_to_num, (A,), {}),
    (np.nan_to_num, (A,), dict(nan=1.0)),
    (np.sum, (A,), {}),
    (np.sum, (A,), dict(axis=0)),
    (np.sum, (C, (0, 2)), {}),
    (np.sum, (A,), dict(axis=-1, keepdims=True)),
    (np.mean, (A,), {}),
    (np.mean, (A, 1), {}),
    (np.mean, (C,), dict(axis=(0, 1), keepdims=True)),
    (np.prod, (A,), {}),
    (np.prod, (A,), dict(axis=1)),
    (np.var, (A,), {}),
    (np.var, (A,), dict(axis=0, ddof=1)),
    (np.std, (A,), {}),
    (np.std, (A, 1), dict(keepdims=True)),
    (np.max, (A,), {}),
    (np.max, (A,), dict(axis=1)),
    (np.amax, (A, 0), dict(keepdims=True)),
    (np.min, (A,), {}),
    (np.min, (A,), dict(axis=0)),
    (np.amin, (C,), dict(axis=(0, 2))),
    (np.median, (A,), {}),
    (np.median, (A,), dict(axis=1)),
    (np.quantile, (A, 0.3), {}),
    (np.quantile, (A, 0.3), dict(axis=0)),
    (np.cumsum, (A,), dict(axis=1)),
    (np.cumsum, (A,), {}),
    (np.cumprod, (A,), dict(axis=0)),
    (np.diff, (A,), {}),
    (np.diff, (A,), dict(axis=0)),
    (np.diff, (A,), dict(n=2)),
    (np.gradient, (V,), {}),
    (np.gradient, (A, 2.0), dict(axis=0, edge_order=2)),
    (np.vander, (V,), {}),
    (np.vander, (V, 3), dict(increasing=True)),
    (np.trace, (A,), {}),
    (np.linalg.norm, (A,), {}),
    (np.linalg.norm, (A,), dict(axis=1)),
    (np.linalg.norm, (V, 1), {}),
    (np.ptp, (A,), {}),
    (np.average, (A,), {}),
    (np.reshape, (A, (2, 6)), {}),
    (np.reshape, (A, -1), {}),
    (np.ravel, (A,), {}),
    (np.transpose, (A,), {}),
    (np.transpose, (C, (2, 0, 1)), {}),
    (np.transpose, (C,), dict(axes=(0, 2, 1))),
    (np.permute_dims, (C, (2, 0, 1)), {}),
    (np.matrix_transpose, (C,), {}),
    (np.swapaxes, (C, 0, 2), {}),
    (np.moveaxis, (C, 0, -1), {}),
    (np.squeeze, (A[:, :1],), {}),
    (np.squeeze, (A[:, :1],), dict(axis=1)),
    (np.expand_dims, (A, 0), {}),
    (np.expand_dims, (A,), dict(axis=1)),
    (np.expand_dims, (A, (0, 2)), {}),
    (np.broadcast_to, (V, (3, 4)), {}),
    (np.atleast_1d, (V,), {}),
    (np.atleast_2d, (V,), {}),
    (np.atleast_3d, (A,), {}),
    (np.flip, (A,), {}),
    (np.flip, (A,), dict(axis=1)),
    (np.fliplr, (A,), {}),
    (np.flipud, (A,), {}),
    (np.rot90, (A,), {}),
    (np.roll, (A, 1), {}),
    (np.roll, (A, 2), dict(axis=1)),
    (np.tile, (V, 2), {}),
    (np.tile, (V, (2, 2)), {}),
    (np.repeat, (A, 2), {}),
    (np.repeat, (A, 2), dict(axis=0)),
    (np.concatenate, ([A, B],), {}),
    (np.concatenate, ([A, B],), dict(axis=1)),
    (np.concatenate, ([A, C],), dict(axis=None)),
    (np.stack, ([A, B],), {}),
    (np.stack, ([A, B],), dict(axis=-1)),
    (np.vstack, ([A, B],), {}),
    (np.hstack, ([A, B],), {}),
    (np.dstack, ([A, B],), {}),
    (np.column_stack, ([V, V + 1],), {}),
    (np.split, (A, 2), dict(axis=1)),
    (np.split, (A, [1, 3]), dict(axis=1)),
    (np.split, (A, 3), {}),
    (np.array_split, (A, 2), {}),
    (np.hsplit, (A, 2), {}),
    (np.vsplit, (A, 3), {}),
    (np.take, (A, J), dict(axis=0)),
    (np.take, (A, J), {}),
    (np.take_along_axis, (A, np.argsort(A, axis=1)), dict(axis=1)),
    (np.sort, (A,), {}),
    (np.sort, (A,), dict(axis=0)),
    (np.tril, (A,), {}),
    (np.tril, (A,), dict(k=-1)),
    (np.triu, (A, 1), {}),
    (np.diag, (V,), {}),
    (np.diag, (A,), dict(k=1)),
    (np.diagonal, (A,), {}),
    (np.dot, (V, V), {}),
    (np.dot, (A, V), {}),
    (np.dot, (A, B.T), {}),
    (np.vdot, (V, V + 1), {}),
    (np.matmul, (A, B.T), {}),
    (np.matmul, (C, V), {}),
    (np.inner, (V, V), {}),
    (np.inner, (A, B), {}),
    (np.outer, (V, V), {}),
    (np.outer, (A, V), {}),
    (np.tensordot, (A, B), {}),
    (np.tensordot, (C, A), dict(axes=2)),
    (np.tensordot, (A, B), dict(axes=([1], [1]))),
    (np.einsum, ("ij,kj->ik", A, B), {}),
    (np.einsum, ("ij->j", A), {}),
    (np.kron, (A, V), {}),
    (np.cross, (A[:, :3], B[:, :3]), {}),
    (np.linalg.inv, (S,), {}),
    (np.linalg.det, (S,), {}),
    (np.linalg.solve, (S, A), {}),
    (np.linalg.matrix_power, (S, 3), {}),
    (np.linalg.svdvals, (A,), {}),
    (np.linalg.pinv, (A,), {}),
    (np.linalg.cond, (S,), {}),
    (np.copy, (A,), {}),
    (np.real, (A,), {}),
]
CONSTANT: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = [
    (np.floor, (A,), {}),
    (np.ceil, (A,), {}),
    (np.trunc, (A,), {}),
    (np.fix, (A,), {}),
    (np.rint, (A,), {}),
    (np.round, (A,), {}),
    (np.round, (A, 1), {}),
    (np.around, (A,), dict(decimals=2)),
    (np.sign, (A,), {}),
    (np.signbit, (A,), {}),
    (np.floor_divide, (np.arange(-3, 3), np.array(2)), {}),  # of floats it has no derivative: test_mistakes.py
    (np.equal, (A, B), {}),
    (np.not_equal, (A, B), {}),
    (np.less, (A, 0.0), {}),
    (np.less_equal, (A, B), {}),
    (np.greater, (A, B), {}),
    (np.greater_equal, (A, B), {}),
    (np.isnan, (A,), {}),
    (np.isinf, (A,), {}),
    (np.isfinite, (A,), {}),
    (np.isposinf, (A,), {}),
    (np.isneginf, (A,), {}),
    (np.isreal, (A,), {}),
    (np.isclose, (A, B), {}),
    (np.allclose, (A, A), {}),
    (np.array_equal, (A, A), {}),
    (np.logical_and, (M, ~M), {}),
    (np.logical_or, (M, A), {}),
    (np.logical_xor, (M, ~M), {}),
    (np.logical_not, (M,), {}),
    (np.bitwise_and, (K, 3), {}),
    (np.bitwise_or, (K, 3), {}),
    (np.bitwise_xor, (K, 3), {}),
    (np.invert, (K,), {}),
    (np.left_shift, (K, 1), {}),
    (np.right_shift, (K, 1), {}),
    (np.gcd, (K, 12), {}),
    (np.lcm, (K, 12), {}),
    (np.heaviside, (A, 0.5), {}),
    (np.argmax, (A,), {}),
    (np.argmax, (A,), dict(axis=1)),
    (np.argmin, (A,), dict(axis=0)),
    (np.argsort, (A,), {}),
    (np.argsort, (A,), dict(axis=0)),
    (np.nonzero, (M,), {}),
    (np.argwhere, (M,), {}),
    (np.where, (M,), {}),
    (np.count_nonzero, (M,), {}),
    (np.count_nonzero, (M,), dict(axis=0)),
    (np.all, (M,), {}),
    (np.all, (M,), dict(axis=1)),
    (np.any, (M,), dict(axis=0, keepdims=True)),
    (np.zeros_like, (A,), {}),
    (np.ones_like, (A,), {}),
    (np.full_like, (A, 3.0), {}),
    (np.isin, (K, [3, 5]), {}),
    (np.unique, (K,), {}),
    (np.shape, (A,), {}),
    (np.ndim, (A,), {}),
    (np.size, (A,), {}),
]
REFUSED: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = [
    (np.fft.fft, (A,), {}),
    (np.convolve, (V, V), {}),
    (np.interp, (V, V, V), {}),
    (np.nanmean, (A,), {}),
    (np.linalg.eig, (S,), {}),
    (np.histogram, (A,), {}),
    (np.apply_along_axis, (np.sum, 0, A), {}),
    (np.add.reduce, (A,), {}),
    (np.add, (A, B), dict(where=M)),
    (np.sum, (A,), dict(where=M)),
    (np.sum, (A,), dict(initial=1.0)),
    (np.sum, (A,), dict(out=np.zeros(()))),
    (np.exp, (A,), dict(out=np.zeros_like(A))),
    (np.modf, (A,), {}),
    (np.nextafter, (A, B), {}),
    (np.cbrt, (P,), {}),
    (np.cumsum, (A,), dict(dtype=np.float32)),
]


def tensors(value: Any) -> Any:
    """Arrays as Tensors; those of floats require a gradient."""
    if isinstance(value, np.ndarray):
        t = autograd.from_numpy(value.copy())
        return t.requires_grad_() if value.dtype.kind == "f" else t
    if isinstance(value, list) and value and isinstance(value[0], np.ndarray):
        return [tensors(v) for v in value]
    return value


def listed(value: Any) -> list[Any]:
    return [t for v in value for t in listed(v)] if isinstance(value, (list, tuple)) else [value]


def same(ours: Any, theirs: Any, kind: Any = Tensor) -> None:
    """The same structure, shapes, dtypes and values, as Tensors, or as another kind."""
    if isinstance(theirs, (list, tuple)) and not isinstance(theirs, tuple(map(type, (A.shape,))) if all(isinstance(v, int) for v in theirs) else ()):
        assert len(ours) == len(theirs)
        for a, b in zip(ours, theirs, strict=True):
            same(a, b, kind)
    elif isinstance(theirs, (np.ndarray, np.generic)):
        assert isinstance(ours, kind), f"{type(ours).__name__} instead of {kind}"
        array = ours.array if isinstance(ours, Tensor) else ours
        assert array.dtype == theirs.dtype
        assert array.shape == theirs.shape
        np.testing.assert_allclose(array, theirs, rtol=1e-12, atol=1e-14)
    else:
        assert ours == theirs


def name(case: Any) -> str:
    function, arguments, keywords = case
    shapes = [v.shape if isinstance(v, np.ndarray) else v if isinstance(v, (int, float, str)) else "..." for v in arguments]
    return f"{function.__name__}({', '.join(map(str, shapes))}{''.join(f', {k}={v}' for k, v in keywords.items() if not isinstance(v, np.ndarray))})"


@pytest.mark.parametrize("case", DIFFERENTIABLE, ids=name)
def test_value_and_gradient(case: Any) -> None:
    function, arguments, keywords = case
    given = [tensors(a) for a in arguments]
    result = function(*given, **keywords)
    same(result, function(*arguments, **keywords))
    results = [r for r in listed(result) if isinstance(r, Tensor)]
    assert results and all(r.requires_grad for r in results), "the graph was dropped"
    leaves = [t for t in listed(given) if isinstance(t, Tensor) and t.requires_grad]

    def call(*values: Any) -> Any:
        left = iter(values)

        def fill(value: Any) -> Any:
            if isinstance(value, list) and value and isinstance(value[0], Tensor):
                return [next(left) for _ in value]
            return next(left) if isinstance(value, Tensor) and value.requires_grad else value

        out = function(*[fill(g) for g in given], **keywords)
        return tuple(listed(out)) if isinstance(out, (list, tuple)) else out

    assert autograd.gradcheck(call, leaves, atol=1e-6, rtol=1e-5)


@pytest.mark.filterwarnings("ignore:numpy.fix is deprecated:DeprecationWarning")  # from NumPy 2.5 on
@pytest.mark.parametrize("case", CONSTANT, ids=name)
def test_value_of_functions_without_gradient(case: Any) -> None:
    function, arguments, keywords = case
    given = [tensors(a) for a in arguments]
    result = function(*given, **keywords)
    recording = any(isinstance(t, Tensor) and t.requires_grad for t in given)
    gives_tensors = recording or isinstance(function, np.ufunc) or function in TENSORS
    same(result, function(*arguments, **keywords), Tensor if gives_tensors else ARRAYS)
    for r in listed(result):
        if isinstance(r, Tensor) and r.requires_grad:  # as in PyTorch, floor and its like are recorded, with a gradient of zero
            leaf = next(t for t in listed(given) if isinstance(t, Tensor) and t.requires_grad)
            (g,) = autograd.grad(r.sum(), leaf)
            assert not g.array.any()


@pytest.mark.parametrize("case", REFUSED, ids=name)
def test_refusals_name_the_function_and_the_way_out(case: Any) -> None:
    function, arguments, keywords = case
    with pytest.raises(TypeError, match=r"numpy|np\.|wgrad|autograd"):
        function(*[tensors(a) for a in arguments], **keywords)


@pytest.mark.parametrize("function", [np.linalg.cholesky, np.linalg.eigh, np.linalg.eigvalsh, np.linalg.svd, np.linalg.qr, np.linalg.slogdet])
def test_decompositions(function: Any) -> None:
    """Of a symmetric matrix, differentiated through a function that makes it; only what does not depend on a choice of signs."""
    same(function(tensors(S)), function(S))

    def call(x: Any) -> Any:
        parts = listed(function(x @ x.T))
        return tuple(p * p if p.ndim == 2 else p for p in parts)

    assert autograd.gradcheck(call, tensors(S), atol=1e-5, rtol=1e-5)


def test_arrays_beside_tensors_are_constants() -> None:
    t = tensors(A)
    for result, theirs in (
        (np.concatenate([B, t]), np.concatenate([B, A])),
        (np.stack([B, t]), np.stack([B, A])),
        (np.vstack([B, t]), np.vstack([B, A])),
        (np.where(M, B, t), np.where(M, B, A)),
        (np.maximum(B, t), np.maximum(B, A)),
        (np.matmul(B, t.T), B @ A.T),
        (np.dot(B, t.T), B @ A.T),
        (np.einsum("ij,kj->ik", B, t), B @ A.T),
        (np.inner(B, t), np.inner(B, A)),
        (np.outer(B, t), np.outer(B, A)),
        (np.tensordot(B, t), np.tensordot(B, A)),
        (np.kron(B, t), np.kron(B, A)),
        (np.linalg.solve(S, t[:3, :3]), np.linalg.solve(S, A[:3, :3])),
    ):
        same(result, theirs)
        assert result.requires_grad


def test_an_array_on_the_left_is_an_operand() -> None:
    t = tensors(V)
    for result, theirs in ((V + t, V + V), (V * t, V * V), (V - t, V - V), (V / t, V / V), (V @ t, V @ V), (V**t, np.nan)):
        assert isinstance(result, Tensor) and result.requires_grad
        if theirs is not np.nan:
            np.testing.assert_allclose(result.array, theirs)
    assert isinstance(t > V, Tensor)


@pytest.mark.parametrize("dtype", [np.float32, np.int32])
def test_an_array_of_no_dimensions_is_an_array_beside_a_tensor_and_a_number_of_numpy_a_number(dtype: Any) -> None:
    t = autograd.from_numpy(np.array([1, 2], dtype))
    for one in (np.array(1.0), np.array([1.0])):
        results = (t + one, t - one, t * one, t / one, t**one, t // one, t % one, one + t)
        assert [r.dtype for r in results] == [autograd.float64] * len(results)
    assert (t + np.float64(1)).dtype == autograd.float32
    assert (t.int() + np.array(1)).dtype == autograd.int64 and (t.int() + np.int64(1)).dtype == autograd.int32


@pytest.mark.parametrize("shape", [(), (2,), (1, 2)])
@pytest.mark.parametrize("weak", [False, True])
@pytest.mark.parametrize("kind", ["float16", "float32", "float64", "uint8", "int32", "int64"])
@pytest.mark.parametrize("other", ["float16", "float32", "float64", "uint8", "int16", "int32", "int64", "bool"])
def test_a_tensor_and_an_array_compute_in_the_type_that_numpy_chooses(kind: str, other: str, weak: bool, shape: tuple[int, ...]) -> None:
    """As in PyTorch, where ``tensor + array`` is NumPy's sum: float32 with int64 is float64, and a tensor of no dimensions counts in full."""
    own = np.array(3 if weak else [3, 7], kind)
    array = np.array([[2, 1]], other).reshape(-1)[: math.prod(shape)].reshape(shape)
    t = autograd.from_numpy(own.copy())
    for operation in (operator.add, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow) + (
        () if other == "bool" else (operator.sub,)
    ):
        ours, theirs = operation(t, array), (np.power if operation is operator.pow else operation)(own, array)  # whose ** 2 is a square in 2.0
        assert (ours.numpy().dtype, ours.shape) == (theirs.dtype, theirs.shape), operation
        np.testing.assert_allclose(ours.numpy(), theirs, rtol=1e-3 if theirs.dtype == np.float16 else 1e-6)
    if shape == (2,) and not weak:
        assert (t @ array).numpy() == own @ array and (t @ array).numpy().dtype == (own @ array).dtype


def test_an_operand_of_a_gradient_may_be_an_array_of_another_type() -> None:
    x = autograd.tensor([1.0, 2.0], requires_grad=True)
    y = x * np.array([3, 4]) + (x @ np.array([[1, 2], [3, 4]]))
    assert y.dtype == autograd.float64
    y.sum().backward()
    assert x.grad is not None and x.grad.dtype == autograd.float32 and x.grad.tolist() == [6.0, 11.0]


def test_in_place_a_tensor_keeps_its_type_beside_an_array() -> None:
    """PyTorch binds the name to a new float64 tensor here, and leaves the one that was to be written as it was."""
    t = same_tensor = autograd.tensor([1.0, 2.0])
    t += np.array([1, 2])
    assert t is same_tensor and t.dtype == autograd.float32 and t.tolist() == [2.0, 4.0]


def test_the_table_covers_what_is_registered() -> None:
    tested = {c[0] for c in (*DIFFERENTIABLE, *CONSTANT)}
    assert len(tested) >= 60
    assert {f.__name__ for f in NUMPY if f not in tested} <= {"cholesky", "eigh", "eigvalsh", "svd", "qr", "slogdet"}


# ---------------------------------------------------------------------------------------------------------------- no gradient to record


def plain(value: Any) -> Any:
    """Arrays as Tensors that require no gradient."""
    if isinstance(value, np.ndarray):
        return autograd.from_numpy(value.copy())
    return type(value)(map(plain, value)) if type(value) in (list, tuple) else value


# what PyTorch 2.13 gives for a tensor: these give tensors, and those below arrays, NumPy's scalars, or what is neither
GIVE_TENSORS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (np.argmax, (A,)), (np.argmin, (A, 1)), (np.argsort, (A,)), (np.argpartition, (V, 2)), (np.argwhere, (M,)), (np.around, (A, 1)),
    (np.array_split, (V, 3)), (np.choose, (J, [J, J + 1, J + 2])), (np.clip, (A, -0.5, 0.5)), (np.compress, (M[0], V)), (np.cumprod, (A, 1)),
    (np.cumsum, (A,)), (np.delete, (V, 1)), (np.diagflat, (V,)), (np.dsplit, (C, 2)), (np.hsplit, (A, 2)), (np.insert, (V, 1, 2.0)),
    (np.linspace, (np.array(0.5), np.array(2.0), 5)), (np.ptp, (A,)), (np.repeat, (A, 2)), (np.reshape, (A, -1)), (np.round, (A,)), (np.searchsorted, (np.sort(V), V)),
    (np.split, (A, 3)), (np.squeeze, (A[:, :1],)), (np.swapaxes, (C, 0, 2)), (np.take, (V, J)), (np.transpose, (A,)), (np.vsplit, (A, 3)),
    (np.linalg.cholesky, (S,)), (np.linalg.inv, (S,)), (np.linalg.pinv, (A,)), (np.linalg.solve, (S, A)),
    (np.cbrt, (P,)), (np.add.reduce, (A,)), (np.maximum.accumulate, (V,)), (np.modf, (A,)), (np.nextafter, (A, B)), (np.divmod, (A, P)),
]  # fmt: skip
GIVE_ARRAYS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (np.append, (V, V)), (np.atleast_2d, (V,)), (np.average, (A,)), (np.bincount, (J,)), (np.block, ([[A], [B]],)), (np.broadcast_arrays, (V, 0.0)),
    (np.broadcast_to, (V, (3, 4))), (np.column_stack, ([V, V],)), (np.concatenate, ([A, B],)), (np.convolve, (V, V)), (np.copy, (A,)),
    (np.corrcoef, (A,)), (np.count_nonzero, (M,)), (np.cov, (A,)), (np.cross, (A[:, :3], B[:, :3])), (np.diag, (V,)), (np.diff, (A,)),
    (np.digitize, (V, np.sort(V))), (np.dot, (A, V)), (np.einsum, ("ij,kj->ik", A, B)), (np.expand_dims, (V, 0)), (np.fft.fft, (V,)),
    (np.fft.rfft, (V,)), (np.flip, (A,)), (np.gradient, (V,)), (np.histogram, (A,)), (np.histogram2d, (V, V + 1)), (np.hstack, ([A, B],)),
    (np.interp, (V, np.sort(V), V)), (np.isclose, (A, B)), (np.isin, (K, [3, 5])), (np.kron, (A, V)), (np.linalg.det, (S,)), (np.linalg.norm, (A,)),
    (np.linalg.matrix_rank, (S,)), (np.max, (A,)), (np.mean, (A, 0)), (np.median, (A,)), (np.meshgrid, (V, V)), (np.moveaxis, (C, 0, -1)),
    (np.nan_to_num, (A,)), (np.nanmean, (A,)), (np.nonzero, (M,)), (np.ones_like, (A,)), (np.outer, (V, V)), (np.pad, (V, 2)),
    (np.percentile, (A, 30)), (np.polyfit, (np.sort(V), V, 1)), (np.quantile, (A, 0.3)), (np.ravel, (A,)), (np.roll, (A, 1)),
    (np.select, ([M[0]], [V])), (np.sort, (A,)), (np.stack, ([A, B],)), (np.std, (A,)), (np.sum, (A,)), (np.tile, (V, 2)), (np.trapezoid, (V,))
    if hasattr(np, "trapezoid") else (np.tril, (A,)), (np.tril, (A,)), (np.unique, (K,)), (np.vstack, ([A, B],)), (np.where, (M, A, B)),
    (np.where, (M,)), (np.zeros_like, (A,)), (np.array_equal, (A, A)), (np.result_type, (A, np.float32)), (np.array_repr, (V,)),
    (np.may_share_memory, (A, B)), (np.add.outer, (V, V)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "kind"),
    [(c, Tensor) for c in GIVE_TENSORS] + [(c, ARRAYS) for c in GIVE_ARRAYS],
    ids=[name((*c, {})) for c in (*GIVE_TENSORS, *GIVE_ARRAYS)],
)
@pytest.mark.parametrize("how", ["no gradient", "no_grad"])
def test_without_a_gradient_to_record_tensors_are_array_likes(case: Any, kind: Any, how: str) -> None:
    function, arguments = case
    if how == "no_grad":
        with autograd.no_grad():
            result = function(*[tensors(a) for a in arguments])
    else:
        result = function(*[plain(a) for a in arguments])
    same(result, function(*arguments), kind)


def test_one_tensor_that_needs_a_gradient_is_enough_to_refuse() -> None:
    needs = tensors(V)
    with pytest.raises(TypeError, match=r"np\.block has no derivative.*rather than drop its graph"):
        np.block([[plain(V)], [needs]])
    with pytest.raises(TypeError, match=r"np\.histogramdd has no derivative"):
        np.histogramdd(nn.ParameterList([plain(V), needs]))
    with pytest.raises(TypeError, match="rather than drop its graph"):
        np.savez(io.BytesIO(), first=plain(V), second=needs)
    with pytest.raises(TypeError, match="make a list first"):
        np.histogramdd({0: plain(V)}.values())  # type: ignore[call-overload]


def test_arrays_in_files_come_back() -> None:
    file = io.BytesIO()
    np.savez(file, x=plain(A), y=plain(K))
    file.seek(0)
    found = np.load(file)
    np.testing.assert_array_equal(found["x"], A)
    np.testing.assert_array_equal(found["y"], K)


def test_keywords_that_no_rule_has() -> None:
    same(np.sum(plain(A), where=M, initial=1.0), np.sum(A, where=M, initial=1.0), ARRAYS)
    same(np.cumsum(plain(A), dtype=np.float32), np.cumsum(A, dtype=np.float32))
    same(np.exp(plain(A), dtype=np.float64), np.exp(A))
    out = np.zeros((6, 4))
    assert np.concatenate([plain(A), plain(B)], out=out) is out and (out[:3] == A).all()
    total = V.copy()
    total += plain(V)
    np.add.at(total, J, plain(V[:3]))
    expected = V + V
    np.add.at(expected, J, V[:3])
    np.testing.assert_array_equal(total, expected)


def test_numpy_does_not_write_into_tensors_behind_graphs() -> None:
    t = plain(A)
    for write in (
        lambda: np.copyto(t, B),
        lambda: np.put(t, [0], [1.0]),
        lambda: np.putmask(t, M, 0.0),
        lambda: np.fill_diagonal(t, 0.0),
        lambda: np.concatenate([t[:1], t[1:]], out=t),
        lambda: np.exp(t, out=t),
        lambda: np.add.at(t, J, 1.0),
        lambda: np.cumsum(t, axis=0, out=t),
    ):
        with pytest.raises(TypeError, match=r"NumPy would write into a Tensor.*copy_"):
            write()
    np.testing.assert_array_equal(t.array, A)
    w = tensors(A)
    product = w * t
    np.nan_to_num(t, copy=False)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        product.sum().backward()


def test_views_that_come_back_as_tensors_share_the_version() -> None:
    t, w = plain(A), tensors(A)
    loss = (w * t).sum()
    np.reshape(t, -1)[0] = 5.0
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_rules_that_are_numpy_give_tensors_in_a_recorded_pass() -> None:
    """Their constants too, which need no gradient: they reach hooks, and what the pass returns."""
    seen: list[Any] = []
    rule = Op(lambda x: x * x, name="own", x=lambda g, x: np.where(x > 0, np.stack([g, g]).sum(0) * x, np.zeros_like(g)))
    constant = Op(lambda x: 2 * x, name="constant", x=lambda g: np.concatenate([g, g])[: len(g)] * 2)
    for op, expected in ((rule, [2.0, 0.0]), (constant, [2.0, 2.0])):
        x = autograd.tensor([1.0, -1.0], requires_grad=True)
        x.register_hook(seen.append)
        (g,) = autograd.grad(op(x).sum(), x, create_graph=True)
        assert isinstance(g, Tensor) and all(isinstance(s, Tensor) for s in seen)
        np.testing.assert_array_equal(g.detach().array, expected)
    assert isinstance(np.stack([plain(V), plain(V)]), np.ndarray), "the mode ends with the pass"


@pytest.mark.parametrize("call", ["bar", "quiver", "surface", "hist", "errorbar", "imshow"])
def test_matplotlib_draws_tensors(call: str) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    from matplotlib import pyplot

    figure = pyplot.figure()
    axes = figure.add_subplot(projection="3d" if call == "surface" else None)
    x, y, z = plain(np.arange(4.0)), plain(P[0]), plain(P)
    calls: dict[str, Any] = {
        "bar": lambda: axes.bar(x, y, yerr=y),
        "quiver": lambda: axes.quiver(x, x, y, y),
        "surface": lambda: (axes.plot_surface(*autograd.meshgrid(x[:3], x, indexing="ij"), z), axes.scatter(x, x, y), axes.bar3d(x, x, y, 1, 1, y)),  # type: ignore[attr-defined]
        "hist": lambda: (axes.hist(y, bins=3), axes.boxplot(y), axes.fill_between(x, y), axes.contourf(z)),
        "errorbar": lambda: axes.errorbar(x, y, y),
        "imshow": lambda: (axes.imshow(z), axes.pcolormesh(z)),
    }
    calls[call]()
    figure.canvas.draw()
    pyplot.close(figure)
