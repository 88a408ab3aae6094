"""NumPy functions given Tensors.

Where no gradient is to be recorded, a Tensor is to NumPy, and to all that is built on it, what any array-like is: functions compute with its
array, and give what they give. As in PyTorch, ufuncs and the functions in `TENSORS` give Tensors, all others arrays and NumPy's scalars.

Where a gradient is to be recorded, the functions in `NUMPY` mean what NumPy means by them, and are recorded: so do all of them while rules run on
Tensors, which are NumPy. All others refuse. Most come into the table elsewhere: a ufunc that is an operation's forward registers itself, an
operation names others as ``numpy=``, and the families add adapters beside their functions. Here is the rest. A keyword that an adapter does
not have is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from ..core import dtypes
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
    if operation is not None and method == "__call__" and not kwargs:
        return operation(*inputs)
    name = f"np.{ufunc.__name__}{'' if method == '__call__' else '.' + method}"
    if _recording((inputs, kwargs)):
        raise TypeError(_refusal(name, kwargs))
    _refuse_writing(name, kwargs, inputs[0] if method == "at" else None)
    result = getattr(ufunc, method)(*_arrays(inputs), **_arrays(kwargs))
    return result if "out" in kwargs or method == "outer" else _tensors(result)


@method
def __array_function__(self: Tensor, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
    operation = NUMPY.get(function)
    name = f"{function.__module__.replace('numpy', 'np', 1)}.{function.__name__}"
    recording = _recording((args, kwargs))
    settings = {k: v for k, v in kwargs.items() if k != "out" or v is not None}
    if operation is not None and "out" not in settings and (recording or mode.rules_on_tensors or function in TENSORS):
        try:
            return operation(*args, **settings)
        except TypeError as error:
            if recording and "unexpected keyword argument" not in str(error):
                raise
    if recording:
        raise TypeError(_refusal(name, {} if operation is None else settings))
    return _of_arrays(function, name, args, kwargs)


def _of_arrays(function: Any, name: str, args: Any, kwargs: Any) -> Any:
    """What NumPy's function gives for the arrays of these tensors."""
    given = list(_tensors_in((args, kwargs)))
    if not given:  # they are in a container of which nothing is known: NumPy would come back here, and again
        raise TypeError(f"{name}: expected Tensors in lists, tuples or dicts: make a list first")
    _refuse_writing(name, kwargs, next(iter((*args, *kwargs.values()))) if function in WRITING else None)
    result = function(*_arrays(args), **_arrays(kwargs))
    if kwargs.get("copy") is False or kwargs.get("overwrite_input"):
        for tensor in given:
            tensor._version_counter[0] += 1
    return _tensors(result) if function in TENSORS else result


def _tensors_in(x: Any) -> Iterator[Tensor]:
    """The tensors among the arguments of a function, also those in sequences and dicts of them."""
    if isinstance(x, Tensor):
        yield x
    elif isinstance(x, dict):
        yield from _tensors_in(tuple(x.values()))
    elif isinstance(x, Sequence) and not isinstance(x, (str, bytes, range)):
        for part in x:
            yield from _tensors_in(part)


def _recording(arguments: Any) -> bool:
    """True if a gradient is to be recorded for one of the arguments."""
    return mode.grad_enabled and any(t.requires_grad for t in _tensors_in(arguments))


def _arrays(x: Any) -> Any:
    """The arguments of a function, with arrays for the tensors among them."""
    if isinstance(x, Tensor):
        return x.numpy()
    if isinstance(x, dict):
        return {k: _arrays(v) for k, v in x.items()}
    if isinstance(x, Sequence) and not isinstance(x, (str, bytes, range)):
        return tuple(map(_arrays, x)) if isinstance(x, tuple) else list(map(_arrays, x))
    return x


def _tensors(x: Any) -> Any:
    """A result, with Tensors for the arrays of which they can hold the type."""
    if isinstance(x, (tuple, list)):
        return type(x)(map(_tensors, x))
    return wrap(x) if getattr(x, "dtype", None) in dtypes.BY_NUMPY else x


def _refuse_writing(name: str, kwargs: dict[str, Any], written: Any) -> None:
    """No graph would see that NumPy writes into a Tensor."""
    if isinstance(written, Tensor) or next(_tensors_in(kwargs.get("out")), None) is not None:
        raise TypeError(
            f"{name}: NumPy would write into a Tensor, unseen by graphs that have saved it. Use the in-place functions of tensors "
            "(t.copy_(...), t[index] = ...), or give t.numpy(), an array of the same memory"
        )


def _refusal(name: str, kwargs: dict[str, Any]) -> str:
    settings = f" with {', '.join(kwargs)}=" if kwargs else ""
    return (
        f"{name}{settings} has no derivative in wgrad and refuses a Tensor that requires grad rather than drop its graph. "
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
        np.array_split: lambda ary, indices_or_sections, axis=0: list(joining.tensor_split(ary, indices_or_sections, axis)),
        np.hsplit: lambda ary, indices_or_sections: list(joining.hsplit(ary, indices_or_sections)),
        np.vsplit: lambda ary, indices_or_sections: list(joining.vsplit(ary, indices_or_sections)),
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

WRITING = frozenset((np.copyto, np.fill_diagonal, np.place, np.put, np.put_along_axis, np.putmask))  # into their first argument
# in PyTorch these come back to a method of the tensor, or to its class
TENSORS = frozenset(
    getattr(np, name)
    for name in """
    apply_along_axis argmax argmin argpartition argsort argwhere around array_split choose clip compress cumprod cumsum delete diagflat dsplit fix
    hsplit insert isneginf isposinf linspace logspace permute_dims ptp real repeat reshape round searchsorted split squeeze swapaxes take transpose
    vsplit
    """.split()
) | {np.linalg.cholesky, np.linalg.inv, np.linalg.matmul, np.linalg.pinv, np.linalg.qr, np.linalg.solve, np.linalg.vecdot}
