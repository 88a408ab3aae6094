"""NumPy functions given Tensors, whose arguments differ from those of the function that does the work: NumPy's meaning, recorded.

Most functions come in elsewhere: a ufunc that is an operation's forward registers itself, an operation names others as ``numpy=``, and
the families add adapters beside their functions. Here is the rest. A keyword that an adapter does not have is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..core.methods import method
from ..core.modes import mode
from ..core.op import NUMPY
from ..core.tensor import Tensor, wrap
from . import comparison, elementwise, joining, linear_algebra, reduction, shape
from .arithmetic import positive


@method
def numpy(self: Tensor, *, force: bool = False) -> np.ndarray[Any, np.dtype[Any]]:
    """The array itself, sharing memory. RuntimeError if gradients are tracked: say ``t.detach().numpy()``."""
    if self.requires_grad and mode.grad_enabled and not force:
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
    return self.array


@method
def __array__(self: Tensor, dtype: Any = None, copy: bool | None = None) -> np.ndarray[Any, np.dtype[Any]]:
    array = self.numpy()
    if dtype is not None and array.dtype != dtype:
        if copy is False:
            raise ValueError(f"np.asarray: a copy is needed to turn {array.dtype} into {dtype}")
        return array.astype(dtype)
    return array.copy() if copy else array


@method
def __array_ufunc__(self: Tensor, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
    operation = NUMPY.get(ufunc)
    if operation is None or method != "__call__" or kwargs:
        raise TypeError(_refusal(f"np.{ufunc.__name__}{'' if method == '__call__' else '.' + method}", kwargs))
    return operation(*inputs)


@method
def __array_function__(self: Tensor, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
    operation = NUMPY.get(function)
    name = f"{function.__module__.replace('numpy', 'np', 1)}.{function.__name__}"
    if operation is None or kwargs.get("out") is not None:
        raise TypeError(_refusal(name, {} if operation is None else kwargs))
    kwargs.pop("out", None)
    try:
        return operation(*args, **kwargs)
    except TypeError as error:
        if "unexpected keyword argument" in str(error):
            raise TypeError(_refusal(name, kwargs)) from None
        raise


def _refusal(name: str, kwargs: dict[str, Any]) -> str:
    settings = f" with {', '.join(kwargs)}=" if kwargs else ""
    return (
        f"{name}{settings} has no derivative in wgrad and refuses a Tensor rather than drop its graph. "
        f"Use the function of autograd with that meaning, or {name}(t.detach().numpy()) if no gradient is wanted"
    )


def as_tensor(x: Any) -> Tensor:
    """x itself, or a constant Tensor for an array or number beside it."""
    return x if isinstance(x, Tensor) else wrap(np.asarray(x))


def _constants(operation: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """The adapter of two tensors, given an array in place of one."""
    return lambda a, b, *args, **kwargs: operation(as_tensor(a), as_tensor(b), *args, **kwargs)


def _joining(function: Callable[[list[Tensor]], Tensor]) -> Callable[[Sequence[Any]], Tensor]:
    return lambda tup: function([as_tensor(t) for t in tup])


def clip(a: Any, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None) -> Tensor:
    """Of the two pairs of names NumPy takes either."""
    low, high = a_min if min is None else min, a_max if max is None else max
    return a if low is None and high is None else comparison.clamp(a, low, high)


def average(a: Any, axis: Any = None, weights: Any = None, *, keepdims: bool = False) -> Tensor:
    """The mean, with weights of the same shape."""
    if weights is None:
        return reduction.mean(a, axis, keepdims)
    return reduction.sum(a * weights, axis, keepdims) / reduction.sum(as_tensor(weights), axis, keepdims)


def cross(a: Any, b: Any, axis: int = -1) -> Tensor:
    """Along the last axis; torch.cross takes the first one of size 3."""
    return linear_algebra.cross(as_tensor(a), as_tensor(b), axis)


def full_like(a: Any, fill_value: Any, dtype: Any = None) -> Tensor:
    """A constant."""
    return wrap(np.full_like(a.array, fill_value, dtype))


def isclose(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Tensor:
    """NumPy converts types where torch.isclose does not."""
    return wrap(np.isclose(as_tensor(a).array, as_tensor(b).array, rtol, atol, equal_nan))


NUMPY.update(
    {
        np.positive: positive,
        np.fabs: elementwise.abs,
        np.float_power: elementwise.float_power,
        np.rint: elementwise.round,
        np.round: lambda a, decimals=0: elementwise.round(a, decimals=decimals),
        np.around: lambda a, decimals=0: elementwise.round(a, decimals=decimals),
        np.nan_to_num: lambda x, copy=True, nan=0.0, posinf=None, neginf=None: elementwise.nan_to_num(x, nan, posinf, neginf),
        np.real: lambda val: val,
        np.clip: clip,
        np.amax: NUMPY[np.max],
        np.amin: NUMPY[np.min],
        np.ptp: lambda a, axis=None, keepdims=False: NUMPY[np.max](a, axis, keepdims=keepdims) - NUMPY[np.min](a, axis, keepdims=keepdims),
        np.average: average,
        np.count_nonzero: lambda a, axis=None: reduction.count_nonzero(a, axis),
        np.matrix_transpose: lambda x: x.mT,
        np.atleast_3d: lambda arys: joining.atleast_3d(arys),
        np.fliplr: shape.fliplr,
        np.flipud: shape.flipud,
        np.rot90: lambda m, k=1, axes=(0, 1): shape.rot90(m, k, axes),
        np.diag: lambda v, k=0: shape.diag(v, k),
        np.diagonal: lambda a, offset=0, axis1=0, axis2=1: shape.diagonal(a, offset, axis1, axis2),
        np.vstack: _joining(joining.vstack),
        np.hstack: _joining(joining.hstack),
        np.dstack: _joining(joining.dstack),
        np.column_stack: _joining(joining.column_stack),
        np.array_split: lambda ary, indices_or_sections, axis=0: joining.tensor_split(ary, indices_or_sections, axis),
        np.hsplit: lambda ary, indices_or_sections: joining.hsplit(ary, indices_or_sections),
        np.vsplit: lambda ary, indices_or_sections: joining.vsplit(ary, indices_or_sections),
        np.vdot: lambda a, b: linear_algebra.dot(as_tensor(a).reshape(-1), as_tensor(b).reshape(-1)),
        np.kron: _constants(linear_algebra.kron),
        np.dot: _constants(NUMPY[np.dot]),
        np.inner: _constants(NUMPY[np.inner]),
        np.outer: _constants(NUMPY[np.outer]),
        np.tensordot: _constants(NUMPY[np.tensordot]),
        np.einsum: lambda *operands: linear_algebra.einsum(*(as_tensor(o) if isinstance(o, np.ndarray) else o for o in operands)),
        np.cross: cross,
        np.full_like: full_like,
        np.isclose: isclose,
        np.allclose: lambda a, b, rtol=1e-05, atol=1e-08, equal_nan=False: bool(isclose(a, b, rtol, atol, equal_nan).array.all()),
        np.array_equal: lambda a1, a2: comparison.equal(as_tensor(a1), as_tensor(a2)),
        np.isin: lambda element, test_elements, assume_unique=False, invert=False: comparison.isin(element, test_elements, invert=invert),
        np.unique: lambda ar: wrap(np.unique(ar.array)),
        np.shape: lambda a: tuple(a.shape),
        np.ndim: lambda a: a.ndim,
        np.size: lambda a, axis=None: a.numel() if axis is None else a.size(axis),
    }
)
