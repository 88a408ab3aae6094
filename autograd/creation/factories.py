"""Tensors from values, and tensors of a given size.

Types are inferred as PyTorch does: Python floats become the default dtype, ints int64, bools bool; NumPy arrays and scalars keep
theirs. The common keywords (`Options`) are ``device``, ``requires_grad``, and those of PyTorch that mean nothing here.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from itertools import chain
from typing import Any, TypedDict, Unpack

import numpy as np

from ..core import dtypes
from ..core.device import check_device, device
from ..core.errors import warn
from ..core.memory_format import arranged, strided
from ..core.methods import method, of_tensors, plain_number
from ..core.size import Size
from ..core.tensor import Tensor, attach, wrap

__all__ = [
    "BoolTensor", "ByteTensor", "CharTensor", "DoubleTensor", "FloatTensor", "HalfTensor", "IntTensor", "LongTensor", "ShortTensor", "arange",
    "as_tensor", "asarray", "empty", "empty_like", "eye", "from_dlpack", "from_numpy", "frombuffer", "full", "full_like", "is_complex",
    "is_floating_point", "is_nonzero", "is_tensor", "linspace", "logspace", "numel", "ones", "ones_like", "range", "scalar_tensor", "tensor",
    "to_dlpack", "tril_indices", "triu_indices", "zeros", "zeros_like",
]  # fmt: skip

Array = np.ndarray[Any, Any]


class Options(TypedDict, total=False):
    """Keywords of every function that makes a tensor."""

    device: device | str | None
    requires_grad: bool
    pin_memory: bool
    layout: Any
    memory_format: Any


OPTIONS = Options.__annotations__


def leaf(array: Array, **options: Unpack[Options]) -> Tensor:
    """A tensor that holds ``array`` itself, on the device and with the ``requires_grad`` that were asked for."""
    made = wrap(array)
    for option, value in options.items():
        if option == "device":
            check_device(value)  # type: ignore[arg-type]
        elif option == "memory_format":
            made.array = arranged("empty", array, value)
        elif option == "layout" and value not in (None, strided):
            raise RuntimeError(f"layout={value!r}: tensors are made of all their elements, torch.strided; t.to_sparse() makes a sparse one")
        elif option not in OPTIONS:
            raise TypeError(f"got an unexpected keyword argument {option!r}: expected dtype or one of {', '.join(OPTIONS)}")
    if options.get("requires_grad"):
        if array.dtype.kind != "f":
            raise RuntimeError(
                f"Only Tensors of floating point dtype can require gradients, and this would be {made.dtype!r}: give floats, or dtype=torch.float32"
            )
        made._requires_grad = True
    return made


def numpy_dtype(dtype: Any) -> np.dtype[Any]:
    """The NumPy type for a ``dtype=`` argument, None meaning the default dtype."""
    return dtypes.get_default_dtype().dtype if dtype is None else dtypes.resolve(dtype)


# ---------------------------------------------------------------------------------------------------------------- from values


def tensor(data: Any, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A tensor of the given values: numbers, nested sequences of them, or an array, always copied.

    With ``requires_grad=True`` what is computed from it is recorded, and a backward pass puts its gradient into ``.grad``.

    >>> import autograd
    >>> autograd.tensor([[1, 2], [3, 4]])
    tensor([[1, 2],
            [3, 4]])
    >>> autograd.tensor([1.0, 2], requires_grad=True)
    tensor([1., 2.], requires_grad=True)

    ValueError for sequences of unequal lengths, RuntimeError for values that do not fit the dtype.
    """
    if isinstance(data, Tensor):
        warn(
            "To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or "
            "sourceTensor.detach().clone().requires_grad_(True), rather than torch.tensor(sourceTensor).",
            UserWarning,
            stacklevel=2,
        )
    return leaf(array_of(data, dtype, copy=True), **options)


def as_tensor(data: Any, dtype: Any = None, device: Any = None) -> Tensor:
    """``data`` as a tensor, sharing memory and graph where that is possible: a Tensor or array of the right dtype is not copied.

    >>> import autograd, numpy
    >>> array = numpy.zeros(2)
    >>> autograd.as_tensor(array)[0] = 5.0
    >>> array
    array([5., 0.])
    """
    check_device(device)
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    return leaf(array_of(data, dtype))


def asarray(obj: Any, *, dtype: Any = None, device: Any = None, copy: bool | None = None, requires_grad: bool = False) -> Tensor:
    """``obj`` as a tensor; ``copy=False`` insists on sharing memory, ``copy=True`` on a copy, None shares where possible.

    >>> import autograd
    >>> autograd.asarray([1, 2], dtype=autograd.float32)
    tensor([1., 2.])
    """
    check_device(device)
    if isinstance(obj, Tensor):
        converted = obj if dtype is None else obj.to(dtype)
        if copy is False and converted is not obj:
            raise ValueError(f"asarray: can't alias a tensor of {obj.dtype!r} as {dtype!r}: leave out copy=False")
        converted = converted.clone() if copy and converted is obj else converted
        return converted.detach().requires_grad_() if requires_grad and not converted.requires_grad else converted
    array = array_of(obj, dtype, copy=bool(copy))
    if copy is False and not (isinstance(obj, np.ndarray) and np.may_share_memory(array, obj)):
        raise ValueError(f"asarray: can't alias {type(obj).__name__} as a tensor of {dtypes.of(array)!r}: leave out copy=False")
    return leaf(array, requires_grad=requires_grad)


def from_numpy(ndarray: Array) -> Tensor:
    """A tensor that shares the memory and dtype of a NumPy array: a change of one is seen in the other.

    >>> import autograd, numpy
    >>> array = numpy.zeros(2)
    >>> autograd.from_numpy(array).add_(1.0)
    tensor([1., 1.], dtype=torch.float64)
    >>> array
    array([1., 1.])
    """
    if not isinstance(ndarray, np.ndarray):
        raise TypeError(f"from_numpy: expected np.ndarray (got {type(ndarray).__name__}): use tensor(...) for other values")
    return wrap(_native(ndarray))


class _Capsule:
    """A capsule that was handed over by itself, as the object that NumPy wants it from."""

    def __init__(self, capsule: Any) -> None:
        self.capsule = capsule

    def __dlpack__(self, **settings: Any) -> Any:
        return self.capsule

    def __dlpack_device__(self) -> tuple[int, int]:
        return 1, 0


def from_dlpack(ext_tensor: Any, *, device: Any = None, copy: bool | None = None) -> Tensor:
    """An array of another library, or what `to_dlpack` gave, as a tensor that shares its memory; with ``copy=True`` one that does not.

    >>> import autograd, numpy
    >>> array = numpy.zeros(2)
    >>> autograd.from_dlpack(array)[0] = 5.0
    >>> array
    array([5., 0.])
    """
    check_device(device)
    capsule = type(ext_tensor).__name__ == "PyCapsule"
    if not capsule and not hasattr(ext_tensor, "__dlpack__"):
        raise RuntimeError(f"from_dlpack: expected an array that has __dlpack__(), or a capsule, got {type(ext_tensor).__name__}")
    try:
        if isinstance(ext_tensor, Tensor) and not ext_tensor.requires_grad:
            ext_tensor = ext_tensor.array
        # of other libraries' arrays NumPy 2.0 may only be asked to read
        array = ext_tensor if isinstance(ext_tensor, np.ndarray) else np.from_dlpack(_Capsule(ext_tensor) if capsule else ext_tensor)
    except ValueError as error:
        if not capsule:
            raise
        raise RuntimeError("from_dlpack received an invalid capsule: each can be consumed once only") from error
    return wrap(_native(array.copy() if copy else array))


@method
def __dlpack__(self: Tensor, *, stream: Any = -1, max_version: Any = None, dl_device: Any = None, copy: bool | None = None) -> Any:
    """A capsule of this tensor's memory, for other libraries' ``from_dlpack``."""
    if self.requires_grad:
        raise BufferError("Can't export tensors that require gradient, use tensor.detach()")
    if stream not in (None, -1):
        raise AssertionError(f"__dlpack__: stream should be None on the CPU, got {stream}")
    settings = {"max_version": max_version, "dl_device": dl_device, "copy": copy}  # of which NumPy 2.0 has none
    return self.array.__dlpack__(**{name: value for name, value in settings.items() if value is not None})


@method
def __dlpack_device__(self: Tensor) -> tuple[int, int]:
    """(1, 0), the CPU."""
    return self.array.__dlpack_device__()


def to_dlpack(tensor: Tensor) -> Any:
    """A capsule of the tensor's memory, which one ``from_dlpack`` can take; most take the tensor itself.

    >>> import autograd
    >>> x = autograd.zeros(2)
    >>> autograd.from_dlpack(autograd.to_dlpack(x))
    tensor([0., 0.])
    """
    if not isinstance(tensor, Tensor):
        raise TypeError(f"to_dlpack(): argument 'tensor' (position 1) must be Tensor, not {type(tensor).__name__}")
    versioned = np.lib.NumpyVersion(np.__version__) >= "2.1.0"  # only of such a capsule NumPy believes that it may be written to
    return tensor.__dlpack__(max_version=(1, 0) if versioned else None)


def frombuffer(buffer: Any, *, dtype: Any, count: int = -1, offset: int = 0, requires_grad: bool = False) -> Tensor:
    """A flat tensor over the bytes of ``buffer``, sharing its memory: ``count`` elements from byte ``offset`` on.

    >>> import autograd
    >>> autograd.frombuffer(bytearray([1, 2, 3]), dtype=autograd.uint8)
    tensor([1, 2, 3], dtype=torch.uint8)
    """
    return leaf(np.frombuffer(buffer, dtypes.resolve(dtype), count, offset), requires_grad=requires_grad)


def scalar_tensor(s: float, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A 0-dim tensor of one number, in the default dtype.

    >>> import autograd
    >>> autograd.scalar_tensor(3)
    tensor(3.)
    """
    return leaf(array_of(s, numpy_dtype(dtype)), **options)


def array_of(data: Any, dtype: Any = None, copy: bool = False) -> Array:
    """The NumPy array that holds ``data`` as a tensor would, in ``dtype`` if it is given."""
    if isinstance(data, Tensor):
        data = data.array
    elif type(data) is not list and not isinstance(data, np.ndarray) and hasattr(data, "__array__"):
        data = np.asarray(data)  # NumPy scalars, and arrays of other libraries
    wanted = None if dtype is None else dtypes.resolve(dtype)
    if isinstance(data, (str, bytes)):
        raise TypeError(f"new(): invalid data type '{type(data).__name__}': tensors hold numbers")
    if not isinstance(data, np.ndarray):
        return _array_of_sequence(data, wanted)
    data = _native(data)
    return np.array(data, wanted, copy=True if copy else None, order="K")


def _native(array: Array) -> Array:
    """``array``, if tensors can hold its type."""
    if not array.dtype.isnative:
        raise ValueError(
            f"given numpy array has byte order different from the native byte order ({array.dtype.str}): "
            "convert it with array.astype(array.dtype.newbyteorder('='))"
        )
    dtypes.of(array)
    return array


def _array_of_sequence(data: Any, wanted: np.dtype[Any] | None) -> Array:
    """Numbers and nested sequences of them, level by level, so that any irregularity is found where it is."""
    if (wanted is None or wanted.kind == "f") and (type(data) is float or (type(data) is list and set(map(type, data)) == {float})):
        return np.array(data, wanted or dtypes.get_default_dtype().dtype)  # the most common case, four times as fast
    sizes: list[int] = []
    items: list[Any] = [data]
    while items and _is_sequence(items[0]):
        if all(isinstance(item, np.ndarray) and item.shape == items[0].shape for item in items):
            return np.stack(items).reshape(*sizes, *items[0].shape).astype(wanted or dtypes.promote(items), copy=False)
        sizes.append(len(items[0]))
        for item in items:
            if not _is_sequence(item):
                raise TypeError(f"not a sequence: expected one of length {sizes[-1]} at dim {len(sizes) - 1} (got {type(item).__name__})")
            if len(item) != sizes[-1]:
                raise ValueError(f"expected sequence of length {sizes[-1]} at dim {len(sizes) - 1} (got {len(item)})")
        items = list(chain.from_iterable(items))
    inferred = _inferred(items)
    wanted = wanted or inferred
    numbers = [item.item() if isinstance(item, Tensor) else item for item in items]
    widest = {"b": np.bool_, "i": np.int64, "u": np.int64, "f": np.float64}["f" if wanted.kind == "f" else inferred.kind]
    try:
        array: Array = np.array(numbers, widest)
    except OverflowError:
        raise ValueError("Overflow when unpacking long long: integers must fit in 64 bits") from None
    return _converted(array, wanted).reshape(sizes)


def _is_sequence(item: Any) -> bool:
    if isinstance(item, (list, tuple)):
        return True
    if isinstance(item, (Tensor, np.generic, str, bytes, dict)):
        return False
    return hasattr(item, "__len__") and hasattr(item, "__getitem__") and getattr(item, "ndim", 1) > 0


def _inferred(items: list[Any]) -> np.dtype[Any]:
    """The type of a tensor of these numbers."""
    found = set() if items else {dtypes.get_default_dtype().dtype}
    for kind in set(map(type, items)):
        same: list[Any] = [item for item in items if type(item) is kind]
        if issubclass(kind, (str, bytes)):
            if isinstance(items[0], kind):
                raise ValueError(f"too many dimensions '{kind.__name__}': tensors hold numbers")
            raise TypeError(f"new(): invalid data type '{kind.__name__}': tensors hold numbers")
        if issubclass(kind, Tensor):
            for item in same:
                if item.array.size != 1:
                    raise ValueError(
                        "only one element tensors can be converted to Python scalars, and one in the list has shape "
                        f"{tuple(item.shape)}: join tensors with stack"
                    )
            found.update(item.array.dtype for item in same)
        elif issubclass(kind, (np.generic, np.ndarray)):
            found.update(item.dtype for item in same)
        elif issubclass(kind, (bool, int, float)):
            found.add(_number_type(kind))
        elif _is_sequence(same[0]):
            raise TypeError(f"expected a number, as at the start, and got a {kind.__name__}: sequences must be nested to the same depth")
        elif issubclass(kind, complex):
            raise RuntimeError("Could not infer dtype of complex: wgrad has no complex numbers: compute with their real and imaginary parts")
        else:
            raise RuntimeError(f"Could not infer dtype of {kind.__name__}")
    return dtypes.promote([np.empty(1, dtypes.of(d).dtype) for d in found])


def _number_type(kind: type) -> np.dtype[Any]:
    """The type of a tensor of Python's bools, ints or floats."""
    if issubclass(kind, bool):
        return dtypes.bool_.dtype
    return dtypes.int64.dtype if issubclass(kind, int) else dtypes.get_default_dtype().dtype


def _converted(array: Array, wanted: np.dtype[Any]) -> Array:
    """``array``, of numbers that a user wrote, as another type; RuntimeError where that cannot hold them."""
    if array.dtype == wanted:
        return array
    if wanted.kind in "iu" and array.size:
        low, high = np.iinfo(wanted).min, np.iinfo(wanted).max
        if wanted.kind == "u":
            low = -high  # PyTorch lets negative numbers wrap
        if not (np.isfinite(array).all() and array.min() >= low and array.max() <= high):
            raise RuntimeError(f"value cannot be converted to type {wanted} without overflow: the values go from {array.min()} to {array.max()}")
    return array.astype(wanted)


# ---------------------------------------------------------------------------------------------------------------- of a given size


def shape_of(caller: str, size: tuple[Any, ...], keyword: Any = None) -> tuple[int, ...]:
    """The shape meant by ``f(2, 3)``, ``f((2, 3))`` or ``f(size=(2, 3))``."""
    if keyword is not None:
        size = (keyword,)
    if len(size) == 1 and isinstance(size[0], (tuple, list)):
        size = tuple(size[0])
    elif not size:
        raise TypeError(f'{caller}() missing 1 required positional arguments: "size"')
    try:
        shape = tuple([n if type(n) is int else _whole(n) for n in size])
    except TypeError:
        raise TypeError(f"{caller}(): argument 'size' must be ints or a tuple of ints, got {size}") from None
    if shape and min(shape) < 0:
        raise RuntimeError(f"{caller}: Trying to create tensor with negative dimension {min(shape)}: {list(shape)}")
    return shape


def _whole(n: Any) -> int:
    if isinstance(n, (bool, np.bool_)):
        raise TypeError("a bool is not a size")
    return operator.index(n)


def zeros(*shape: Any, size: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A tensor of zeros: ``zeros(2, 3)`` or ``zeros((2, 3))``.

    >>> import autograd
    >>> autograd.zeros(2, 3, dtype=autograd.int64)
    tensor([[0, 0, 0],
            [0, 0, 0]])
    """
    return leaf(np.zeros(shape_of("zeros", shape, size), numpy_dtype(dtype)), **options)


def ones(*shape: Any, size: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A tensor of ones.

    >>> import autograd
    >>> autograd.ones(2, 3)
    tensor([[1., 1., 1.],
            [1., 1., 1.]])
    """
    return leaf(np.ones(shape_of("ones", shape, size), numpy_dtype(dtype)), **options)


def empty(*shape: Any, size: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A tensor whose elements are whatever was in its memory.

    >>> import autograd
    >>> autograd.empty(2, 3).shape
    torch.Size([2, 3])
    """
    return leaf(np.empty(shape_of("empty", shape, size), numpy_dtype(dtype)), **options)


def full(size: Sequence[int], fill_value: Any, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A tensor with all elements equal to ``fill_value``, whose type it takes unless ``dtype`` is given.

    >>> import autograd
    >>> autograd.full((2,), 7.5)
    tensor([7.5000, 7.5000])
    """
    if not isinstance(size, (tuple, list)):
        raise TypeError(f"full(): argument 'size' (position 1) must be tuple of ints, not {type(size).__name__}")
    value = plain_number("full", "fill_value", fill_value)
    return leaf(np.full(shape_of("full", tuple(size), size), _filling(value, dtype)), **options)


def _filling(value: Any, dtype: Any) -> Array:
    """A number as a 0-dim array of the type that a tensor full of it has."""
    return dtypes.number(value, _number_type(type(value)) if dtype is None else dtypes.resolve(dtype))


def zeros_like(input: Tensor, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Zeros of the shape and dtype of ``input``.

    >>> import autograd
    >>> autograd.zeros_like(autograd.tensor([1, 2]))
    tensor([0, 0])
    """
    made = like("zeros_like", input, dtype, options)
    made[...] = 0
    return leaf(made, **options)


def ones_like(input: Tensor, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Ones of the shape and dtype of ``input``.

    >>> import autograd
    >>> autograd.ones_like(autograd.tensor([1.5, 2.5]))
    tensor([1., 1.])
    """
    made = like("ones_like", input, dtype, options)
    made[...] = 1
    return leaf(made, **options)


def full_like(input: Tensor, fill_value: Any, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """``fill_value`` everywhere, in the shape and dtype of ``input``.

    >>> import autograd
    >>> autograd.full_like(autograd.tensor([1, 2]), 7)
    tensor([7, 7])
    """
    made = like("full_like", input, dtype, options)
    made[...] = _filling(plain_number("full_like", "fill_value", fill_value), dtypes.of(made))
    return leaf(made, **options)


def empty_like(input: Tensor, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A tensor of the shape and dtype of ``input``, whose elements are whatever was in its memory.

    >>> import autograd
    >>> autograd.empty_like(autograd.zeros(2, 3)).shape
    torch.Size([2, 3])
    """
    return leaf(like("empty_like", input, dtype, options), **options)


def like(caller: str, input: Tensor, dtype: Any, options: Options) -> Array:
    """An array of the shape and, if nothing else is said, the order in memory and dtype of a tensor. Takes ``memory_format`` out of the options."""
    if not isinstance(input, Tensor):
        raise TypeError(f"{caller}(): argument 'input' (position 1) must be Tensor, not {type(input).__name__}")
    array = input.array
    order: Any = "C" if 0 in array.strides else "K"  # an expanded tensor has no order of its own
    made = np.empty_like(array, None if dtype is None else dtypes.resolve(dtype), order)
    return arranged(caller, made, options.pop("memory_format", None))


# ---------------------------------------------------------------------------------------------------------------- sequences and matrices


def arange(start: Any = None, end: Any = None, step: Any = 1, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """The numbers from ``start`` up to, but without, ``end``: ``arange(end)``, ``arange(start, end)``, ``arange(start, end, step)``.

    int64 if all three are integers, else the default dtype. There are ceil((end - start) / step) of them.

    >>> import autograd
    >>> autograd.arange(1, 2.5, 0.5)
    tensor([1.0000, 1.5000, 2.0000])
    """
    if end is None:
        start, end = 0, start
    start = 0 if start is None else start
    start, end, step = (plain_number("arange", n, v) for n, v in (("start", start), ("end", end), ("step", step)))
    whole = not any(isinstance(v, float) for v in (start, end, step))
    wanted = (dtypes.int64.dtype if whole else numpy_dtype(None)) if dtype is None else dtypes.resolve(dtype)
    if wanted.kind == "b":
        raise NotImplementedError("arange is not implemented for dtype torch.bool: use an integer dtype and .bool()")
    if not (math.isfinite(start) and math.isfinite(end)):
        raise RuntimeError(f"arange: unsupported range: {start} -> {end}")
    if wanted == np.int64:
        start, end, step, whole = int(start), int(end), int(step), True
    if step == 0 or math.isnan(step):
        raise RuntimeError(f"arange: step must be nonzero, got {step}")
    if (end - start) * step < 0:
        raise RuntimeError(f"arange: upper bound and lower bound inconsistent with step sign: from {start} to {end} in steps of {step}")
    count = -((start - end) // step) if whole else math.ceil((end - start) / step)
    if wanted.kind != "f":
        start, step = int(start), int(step)
    return leaf((start + np.arange(count) * step).astype(wanted, copy=False), **options)


def range(start: float = 0, end: float | None = None, step: float = 1, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """The numbers from ``start`` to ``end``, both included, in the default dtype. Deprecated: use `arange`."""
    warn("torch.range is deprecated: use torch.arange instead, which leaves out the end", UserWarning, stacklevel=2)
    if end is None:
        start, end = 0, start
    if step == 0 or (end - start) * step < 0:
        raise RuntimeError(f"range: upper bound and lower bound inconsistent with step sign: from {start} to {end} in steps of {step}")
    return leaf((start + np.arange((end - start) // step + 1) * step).astype(numpy_dtype(dtype)), **options)


def linspace(start: Any, end: Any, steps: int, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """``steps`` numbers at equal distances from ``start`` to ``end``, both included.

    >>> import autograd
    >>> autograd.linspace(0, 1, steps=5)
    tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])
    """
    return leaf(_linspace("linspace", start, end, steps, numpy_dtype(dtype)), **options)


def logspace(start: Any, end: Any, steps: int, base: float = 10.0, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """``base`` to the powers `linspace(start, end, steps)`.

    >>> import autograd
    >>> autograd.logspace(0, 3, steps=4)
    tensor([   1.,   10.,  100., 1000.])
    """
    wanted = numpy_dtype(dtype)
    exponents = _linspace("logspace", start, end, steps, wanted if wanted.kind == "f" else np.dtype(np.float64))
    return leaf(np.power(np.float64(base), exponents).astype(wanted), **options)


def _linspace(caller: str, start: Any, end: Any, steps: int, wanted: np.dtype[Any]) -> Array:
    """Counted from the nearer end, as PyTorch does, so that both ends are exact and the numbers symmetric."""
    if isinstance(steps, float):
        raise TypeError(f"{caller}(): argument 'steps' must be int, not float")
    if wanted.kind == "b":
        raise NotImplementedError(f"{caller} is not implemented for dtype torch.bool")
    steps = operator.index(steps)
    if steps < 0:
        raise RuntimeError(f"{caller}: number of steps must be non-negative, got {steps}")
    if any(isinstance(v, Tensor) and v.array.ndim for v in (start, end)):
        raise RuntimeError(f"{caller} only supports 0-dimensional start and end tensors")
    first, last = (
        dtypes.number(plain_number(caller, n, v.detach() if isinstance(v, Tensor) else v), wanted)[()] for n, v in (("start", start), ("end", end))
    )
    kind = wanted.type if wanted.kind == "f" else np.float64
    step = (kind(last) - kind(first)) / kind(max(steps - 1, 1))
    places = np.arange(steps).astype(kind)
    rising, falling = fused(places, step, kind(first)), fused(places[::-1], -step, kind(last))
    return np.where((np.arange(steps) < steps // 2) | (steps == 1), rising, falling).astype(wanted)


def fused(x: Array, factor: Any, shift: Any) -> Array:
    """x * factor + shift, rounded once as a processor's fused multiply-add does, in the type of ``x``.

    In float64 by error-free transformations: the product's error from halves of the factors (Dekker 1971), the sum's by Knuth's two-sum.
    """
    if x.dtype != np.float64:
        total: Array = np.multiply(x, float(factor), dtype=np.float64)
        total += float(shift)
        return total.astype(x.dtype)
    product: Array = x * factor
    total = product + shift
    if not abs(factor) < 1e290:  # too large to be split
        return total
    (x_high, x_low), (f_high, f_low) = _halves(x), _halves(factor)
    product_error = x_low * f_low - (((product - x_high * f_high) - x_low * f_high) - x_high * f_low)
    back = total - product
    total_error = (product - (total - back)) + (shift - back)
    total += total_error + product_error
    return total


def _halves(x: Any) -> tuple[Any, Any]:
    """A float64 as a sum of two of 26 bits."""
    scaled = x * 134217729.0  # 2**27 + 1
    high = scaled - (scaled - x)
    return high, x - high


def eye(n: int, m: int | None = None, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """The identity matrix, (n, n), or ones on the diagonal of an (n, m) matrix.

    >>> import autograd
    >>> autograd.eye(2)
    tensor([[1., 0.],
            [0., 1.]])
    """
    m = n if m is None else m
    for name, value in (("n", n), ("m", m)):
        if isinstance(value, float):
            raise TypeError(f"eye(): argument '{name}' must be int, not float")
        if value < 0:
            raise RuntimeError(f"eye: {name} must be greater or equal to 0, got {value}")
    return leaf(np.eye(n, m, dtype=numpy_dtype(dtype)), **options)


def tril_indices(row: int, col: int, offset: int = 0, *, dtype: Any = dtypes.int64, **options: Unpack[Options]) -> Tensor:
    """Row and column numbers, (2, count), of the elements of a (row, col) matrix on and below a diagonal.

    >>> import autograd
    >>> autograd.tril_indices(2, 2)
    tensor([[0, 1, 1],
            [0, 0, 1]])
    """
    return leaf(_triangle("tril_indices", row, col, np.tri(row, col, offset, bool) if min(row, col) >= 0 else None, dtype), **options)


def triu_indices(row: int, col: int, offset: int = 0, *, dtype: Any = dtypes.int64, **options: Unpack[Options]) -> Tensor:
    """Row and column numbers, (2, count), of the elements of a (row, col) matrix on and above a diagonal.

    >>> import autograd
    >>> autograd.triu_indices(2, 2)
    tensor([[0, 0, 1],
            [0, 1, 1]])
    """
    return leaf(_triangle("triu_indices", row, col, ~np.tri(row, col, offset - 1, bool) if min(row, col) >= 0 else None, dtype), **options)


def _triangle(caller: str, row: int, col: int, inside: Any, dtype: Any) -> Array:
    if inside is None:
        raise RuntimeError(f"{caller}: row and col must be non-negative, got {row} and {col}")
    return np.array(inside.nonzero(), dtypes.resolve(dtype))


# ---------------------------------------------------------------------------------------------------------------- like another tensor


@method
def new_zeros(self: Tensor, *shape: Any, size: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Zeros of another size, in this tensor's dtype."""
    return zeros(*shape, size=size, dtype=dtype or self.dtype, **options)


@method
def new_ones(self: Tensor, *shape: Any, size: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Ones of another size, in this tensor's dtype."""
    return ones(*shape, size=size, dtype=dtype or self.dtype, **options)


@method
def new_empty(self: Tensor, *shape: Any, size: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A tensor of another size, in this tensor's dtype, whose elements are whatever was in its memory."""
    return empty(*shape, size=size, dtype=dtype or self.dtype, **options)


@method
def new_empty_strided(self: Tensor, size: Sequence[int], stride: Sequence[int], dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """An uninitialised tensor of another size, in this tensor's dtype, with these steps in memory between neighbours."""
    count = 1 + sum((n - 1) * step for n, step in zip(size, stride, strict=True))
    return empty(count, dtype=dtype or self.dtype, **options).as_strided(size, stride)


@method
def new_full(self: Tensor, size: Sequence[int], fill_value: Any, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """``fill_value`` in another size, in this tensor's dtype."""
    return full(size, fill_value, dtype=dtype or self.dtype, **options)


@method
def new_tensor(self: Tensor, data: Any, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """A tensor of the given values, in this tensor's dtype."""
    return tensor(data, dtype=dtype or self.dtype, **options)


@method
def new(self: Tensor, *data: Any, device: Any = None) -> Tensor:
    """PyTorch's old constructor: given values, or an uninitialised tensor of a given size, in this tensor's dtype."""
    return wrap(legacy(data, self.dtype, device))


# ---------------------------------------------------------------------------------------------------------------- what it is


def is_tensor(obj: Any) -> bool:
    """True if ``obj`` is a Tensor.

    >>> import autograd
    >>> autograd.is_tensor(autograd.ones(1)), autograd.is_tensor([1.0])
    (True, False)
    """
    return isinstance(obj, Tensor)


@method
def is_nonzero(input: Tensor) -> bool:
    """True if the one element of the tensor is not zero.

    >>> import autograd
    >>> autograd.is_nonzero(autograd.tensor([0.0]))
    False
    """
    return bool(input)


@of_tensors
def numel(input: Tensor) -> int:
    """The number of elements.

    >>> import autograd
    >>> autograd.numel(autograd.zeros(2, 3))
    6
    """
    return input.numel()


def _kind(caller: str, input: Any) -> str:
    """NumPy's letter for the kind of a tensor's type."""
    if not isinstance(input, Tensor):
        raise TypeError(f"{caller}(): argument 'input' (position 1) must be Tensor, not {type(input).__name__}")
    return str(input.array.dtype.kind)


@method
def is_complex(input: Tensor) -> bool:
    """False: there are no complex numbers.

    >>> import autograd
    >>> autograd.is_complex(autograd.ones(1))
    False
    """
    return _kind("is_complex", input) == "c"


@method
def is_floating_point(input: Tensor) -> bool:
    """True if the tensor's dtype is a float type: only these can require gradients.

    >>> import autograd
    >>> autograd.is_floating_point(autograd.tensor([1.0])), autograd.is_floating_point(autograd.tensor([1]))
    (True, False)
    """
    return _kind("is_floating_point", input) == "f"


# ---------------------------------------------------------------------------------------------------------------- old constructors


def _init(self: Tensor, *data: Any, device: Any = None) -> None:
    """float32 tensors of given values or of a given size, as PyTorch's ``torch.Tensor`` makes them."""
    if len(data) == 1 and isinstance(data[0], Tensor):  # of any dtype, the same memory
        self.array, self._version_counter = data[0].array, data[0]._version_counter
    else:
        self.array = legacy(data, dtypes.get_default_dtype(), device)


attach(_init, "__init__")


def legacy(data: tuple[Any, ...], dtype: dtypes.dtype, device: Any = None) -> Array:
    """What PyTorch's old constructors hold: of ints, an uninitialised array of that size; of a sequence, its values as ``dtype``."""
    check_device(device)
    if len(data) != 1 or isinstance(data[0], Size) or (hasattr(data[0], "__index__") and not isinstance(data[0], (bool, Tensor, np.ndarray))):
        return np.empty(shape_of("new", data) if data else 0, dtype.dtype)
    (given,) = data
    if isinstance(given, Tensor):
        if given.dtype is not dtype:
            raise TypeError(f"expected a tensor of {dtype!r}, got {given.dtype!r}: convert it with .to({dtype!r})")
        return given.array
    if isinstance(given, str):
        raise TypeError("new(): invalid data type 'str'")
    if not (_is_sequence(given) or isinstance(given, np.ndarray)):
        raise TypeError(f"new(): data must be a sequence (got {type(given).__name__}): for a single number use tensor({given!r})")
    return array_of(given, dtype, copy=True)


class _TensorType(type):
    """The type of `FloatTensor` and its kin, of which every tensor of their dtype is an instance."""

    dtype: dtypes.dtype

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, Tensor) and instance.dtype is cls.dtype

    def __call__(cls, *data: Any, device: Any = None) -> Tensor:
        return wrap(legacy(data, cls.dtype, device))


class FloatTensor(metaclass=_TensorType):
    """float32 tensors, of given values or of a given size: PyTorch's old constructor."""

    dtype = dtypes.float32


class DoubleTensor(metaclass=_TensorType):
    """float64 tensors, of given values or of a given size."""

    dtype = dtypes.float64


class HalfTensor(metaclass=_TensorType):
    """float16 tensors, of given values or of a given size."""

    dtype = dtypes.float16


class LongTensor(metaclass=_TensorType):
    """int64 tensors, of given values or of a given size."""

    dtype = dtypes.int64


class IntTensor(metaclass=_TensorType):
    """int32 tensors, of given values or of a given size."""

    dtype = dtypes.int32


class ShortTensor(metaclass=_TensorType):
    """int16 tensors, of given values or of a given size."""

    dtype = dtypes.int16


class CharTensor(metaclass=_TensorType):
    """int8 tensors, of given values or of a given size."""

    dtype = dtypes.int8


class ByteTensor(metaclass=_TensorType):
    """uint8 tensors, of given values or of a given size."""

    dtype = dtypes.uint8


class BoolTensor(metaclass=_TensorType):
    """bool tensors, of given values or of a given size."""

    dtype = dtypes.bool_
