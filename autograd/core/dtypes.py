"""Number types: PyTorch's names for NumPy's, and PyTorch's rules for mixing them.

Promotion is by *category* first (bool < integer < float). Within a category a tensor with dimensions outweighs a 0-dim tensor, which
outweighs a Python number; so ``float32 tensor * 2.5`` and ``float32 tensor * float64 0-dim tensor`` both stay float32, where NumPy
alone would widen the second to float64.  Source: the "Type Promotion" section of PyTorch's "Tensor Attributes" page.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

__all__ = [
    "bfloat16", "can_cast", "cdouble", "cfloat", "chalf", "complex128", "complex32", "complex64", "double", "dtype", "finfo", "float16", "float32",
    "float64", "get_default_dtype", "half", "iinfo", "int16", "int32", "int64", "int8", "long", "promote_types", "set_default_dtype", "short",
    "uint16", "uint32", "uint64", "uint8",
]  # fmt: skip


class dtype:
    """The type of a tensor's elements.

    ``name`` is PyTorch's name, ``numpy`` the NumPy type of the same bits. NumPy functions accept it as their ``dtype=``.
    It prints as PyTorch prints it, because what a user's program prints should not change with its import line.

    >>> import autograd
    >>> autograd.zeros(2).dtype
    torch.float32
    """

    __slots__ = ("category", "dtype", "name")

    def __init__(self, name: str, numpy: type) -> None:
        self.name = name
        self.dtype = np.dtype(numpy)  # the attribute by which NumPy recognises an object that stands for a type
        self.category = {"b": 0, "i": 1, "u": 1, "f": 2}[self.dtype.kind]

    @property
    def numpy(self) -> np.dtype[Any]:
        """The NumPy type."""
        return self.dtype

    @property
    def is_floating_point(self) -> bool:
        """True for float16, float32 and float64: only these can carry gradients."""
        return self.category == 2

    @property
    def is_complex(self) -> bool:
        """True for the names of complex types, which no tensor has: wgrad has no complex numbers."""
        return self.category == 3

    @property
    def is_signed(self) -> bool:
        """True if the type has negative numbers."""
        return self.dtype.kind in "if"

    @property
    def itemsize(self) -> int:
        """Bytes per element."""
        return self.dtype.itemsize

    def __getattr__(self, name: str) -> Any:  # reached by types that are only names, when one is used
        if name == "dtype":
            raise TypeError(f"{self!r}: {_NAMES[self.name]}")
        raise AttributeError(f"'dtype' object has no attribute {name!r}")

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str:
        return self.name


float16 = half = dtype("float16", np.float16)
float32 = dtype("float32", np.float32)
float64 = double = dtype("float64", np.float64)
uint8 = dtype("uint8", np.uint8)
int8 = dtype("int8", np.int8)
int16 = short = dtype("int16", np.int16)
int32 = dtype("int32", np.int32)
int64 = long = dtype("int64", np.int64)
bool_ = dtype("bool", np.bool_)

# names that programs mention, to compare with or before they choose another: to use one is an error, which says this
_NAMES = {
    "bfloat16": "bfloat16 has no NumPy type, so tensors cannot hold it: use float32, or float16 if memory is short",
    **dict.fromkeys(("complex32", "complex64", "complex128"), "wgrad has no complex numbers: compute with their real and imaginary parts"),
    **dict.fromkeys(("uint16", "uint32", "uint64"), "PyTorch computes little with this type, and wgrad nothing: use int32 or int64"),
}


def _named(name: str, category: int) -> dtype:
    only = dtype.__new__(dtype)
    only.name, only.category = name, category
    return only


bfloat16 = _named("bfloat16", 2)
complex32, complex64, complex128 = chalf, cfloat, cdouble = tuple(_named(name, 3) for name in ("complex32", "complex64", "complex128"))
uint16, uint32, uint64 = (_named(name, 1) for name in ("uint16", "uint32", "uint64"))

BY_NUMPY: dict[np.dtype[Any], dtype] = {d.dtype: d for d in (float16, float32, float64, uint8, int8, int16, int32, int64, bool_)}
BY_NAME: dict[str, dtype] = {d.name: d for d in BY_NUMPY.values()}

_default = float32


def get_default_dtype() -> dtype:
    """The type of float tensors made from Python floats: float32 unless `set_default_dtype` changed it."""
    return _default


def set_default_dtype(d: dtype) -> None:
    """Make ``d`` (float32 or float64) the type of float tensors made from Python floats."""
    global _default
    if not (isinstance(d, dtype) and d.is_floating_point):
        raise TypeError(f"set_default_dtype: only floating-point types are supported as the default type, got {d!r}")
    _default = d


def promote_types(type1: dtype, type2: dtype) -> dtype:
    """The type of the result of an operation on tensors of these types.

    >>> promote_types(int64, float16)
    torch.float16
    """
    return of(_wider(resolve(type1), resolve(type2)))


def can_cast(from_: dtype, to: dtype) -> bool:
    """True if a result of one type may be written into a tensor of the other: floats do not become integers, nor numbers bools.

    >>> can_cast(int64, float16), can_cast(float16, int64)
    (True, False)
    """
    return of(resolve(from_)).category <= of(resolve(to)).category


class finfo:
    """The limits of a float type, the default one if none is given: ``max``, ``min``, ``eps``, ``tiny``, ...

    >>> finfo(float32).eps == 2**-23
    True
    """

    def __init__(self, type: dtype | None = None) -> None:
        d = of(resolve(type or _default))
        if not d.is_floating_point:
            raise TypeError(f"finfo() requires a floating point input type, got {d!r}. Use iinfo to handle it")
        limits = np.finfo(d.dtype)
        self.dtype, self.bits = d.name, limits.bits
        self.max, self.min, self.eps = float(limits.max), float(limits.min), float(limits.eps)
        self.tiny = self.smallest_normal = float(limits.smallest_normal)
        self.resolution = float(f"1e-{limits.precision}")

    def __repr__(self) -> str:
        names = ("resolution", "min", "max", "eps", "smallest_normal", "tiny")
        return f"finfo({', '.join(f'{n}={getattr(self, n):g}' for n in names)}, dtype={self.dtype})"


class iinfo:
    """The limits of an integer type: ``max``, ``min``, ``bits``."""

    def __init__(self, type: dtype) -> None:
        d = of(resolve(type))
        if d.category != 1:
            raise TypeError(f"iinfo() requires an integer input type, got {d!r}. Use finfo to handle a float type")
        limits: Any = np.iinfo(d.dtype)
        self.dtype, self.bits, self.max, self.min = d.name, limits.bits, int(limits.max), int(limits.min)

    def __repr__(self) -> str:
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"


def of(array: Any) -> dtype:
    """wgrad's dtype for a NumPy array or NumPy type; a TypeError for types that tensors cannot hold."""
    numpy = array.dtype if hasattr(array, "dtype") else np.dtype(array)
    found = BY_NUMPY.get(numpy)
    if found is None:
        found = BY_NUMPY.get(numpy.newbyteorder("=")) if numpy.kind in "biuf" else None
    if found is None:
        supported = ", ".join(BY_NAME)
        raise TypeError(
            f"can't convert a NumPy array of type {numpy} to a tensor: supported types are {supported}. Convert it with .astype(...) first"
        )
    return found


def resolve(d: Any) -> np.dtype[Any]:
    """The NumPy type that a ``dtype=`` argument means: a wgrad dtype, a NumPy type, or Python's float, int, bool."""
    if type(d) is dtype:
        return d.dtype
    if d is float:
        return _default.dtype if _default is float64 else np.dtype(np.float64)
    if d is int:
        return int64.dtype
    if isinstance(d, str) and d.startswith("torch."):
        d = d.removeprefix("torch.")
    try:
        return of(np.dtype(d)).dtype
    except TypeError:
        raise TypeError(f"dtype must be one of {', '.join(BY_NAME)}, got {d!r}") from None


def promote(arrays: list[Any], minimum: int = 0) -> np.dtype[Any]:
    """The type in which an operation on these operands computes, by PyTorch's rules.

    ``arrays`` holds NumPy arrays (0-dim ones are weak) and Python numbers (weaker). ``minimum=2`` asks for a float type, as division,
    ``exp`` and their like do: integers then become the default dtype.

    >>> promote([np.ones(2, np.float32), np.float64(1.0).reshape(())])
    dtype('float32')
    >>> promote([np.ones(2, np.int64), 0.5])
    dtype('float32')
    """
    ranks: list[np.dtype[Any] | None] = [None, None, None]  # strongest type among dimensioned tensors, 0-dim tensors, numbers
    for a in arrays:
        if isinstance(a, np.ndarray):
            rank, kind = (0 if a.ndim else 1), a.dtype
        elif a is None:
            continue
        else:
            rank, kind = 2, _of_number(a)
        held = ranks[rank]
        ranks[rank] = kind if held is None else _wider(held, kind)
    result: np.dtype[Any] | None = None
    for strongest in ranks:
        if strongest is not None and (result is None or of(strongest).category > of(result).category):
            result = strongest
    if result is None or of(result).category < minimum:
        result = _default.dtype
    return result


def promote_as_numpy(arrays: list[Any], minimum: int = 0) -> np.dtype[Any]:
    """The type in which NumPy computes with these arrays and numbers, be they 0-dim or not: float32 with int64 is float64."""
    result = of(np.result_type(*[a for a in arrays if a is not None])).dtype
    return result if of(result).category >= minimum else float64.dtype


def _of_number(number: Any) -> np.dtype[Any]:
    """The type that a Python or NumPy number stands for."""
    kinds = (((bool, np.bool_), bool_), ((int, np.integer), int64), ((float, np.floating), _default))
    for classes, kind in kinds:
        if isinstance(number, classes):
            return kind.dtype
    raise TypeError(f"an operand must be a Tensor or a number, not {type(number).__name__}: make a tensor of it with autograd.tensor(...)")


def number(value: Any, numpy: np.dtype[Any]) -> np.ndarray[Any, Any]:
    """A number as the one element of an array of this type; a RuntimeError if the type has no such number.

    As in PyTorch, floats lose their fraction, and an unsigned type takes the negative of whatever whole number it has, modulo its range.
    """
    d = of(numpy)
    if d.category:
        infinite = d.category == 2 and not math.isfinite(value)
        limits: Any = np.finfo(numpy) if d.category == 2 else np.iinfo(numpy)
        lowest = min(int(limits.min), -int(limits.max)) if d.category == 1 and isinstance(value, (int, np.integer)) else limits.min
        if not (infinite or lowest <= value <= limits.max):
            kind = f"{d.name}_t" if d.category == 1 else {"float16": "c10::Half", "float32": "float"}.get(d.name, "double")
            raise RuntimeError(f"value cannot be converted to type {kind} without overflow: {value}")
        if d.category == 1:
            return np.asarray(int(value)).astype(numpy)
    with np.errstate(over="ignore"):
        return np.asarray(value).astype(numpy)


def _wider(a: np.dtype[Any], b: np.dtype[Any]) -> np.dtype[Any]:
    if a == b:
        return a
    if of(a).category != of(b).category:
        return a if of(a).category > of(b).category else b
    return np.promote_types(a, b)  # within a category NumPy and PyTorch agree (uint8 with int8 is int16)
