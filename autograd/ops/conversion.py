"""Changes of type, to Python's numbers too, copies, and the devices that there are not."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core import dtypes
from ..core.device import check_device
from ..core.memory_format import arranged, contiguous_format, is_arranged, preserve_format
from ..core.methods import method, of_tensors
from ..core.op import Op
from ..core.tensor import Tensor, wrap
from ..machine.half import single

__all__ = ["clone", "result_type"]


def _cast(x: Any, *, dtype: np.dtype[Any]) -> Any:
    if dtype == np.float16 and x.dtype == np.float64:
        x = x.astype(np.float32)  # by way of which PyTorch goes, and so rounds twice
    return single(x) if dtype == np.float32 and x.dtype == np.float16 else x.astype(dtype)


cast = Op(_cast, name="to", title="ToCopy", x=lambda g: g)  # the engine keeps each input's own type
clone_op = Op(lambda x: x.copy(order="C" if 0 in x.strides else "K"), name="clone", x=lambda g: g, numpy=(np.copy,))


@method
def clone(input: Tensor, *, memory_format: Any = None) -> Tensor:
    """A copy that is part of the graph: gradients flow through it to ``input``.

    >>> import autograd
    >>> autograd.clone(autograd.tensor([1.0, 2.0]))
    tensor([1., 2.])
    """
    if memory_format is None or memory_format is preserve_format:
        return clone_op(input)
    return arranged_op(input, memory_format=memory_format, copy=True)


def to(
    self: Tensor, *args: Any, dtype: Any = None, device: Any = None, non_blocking: bool = False, copy: bool = False, memory_format: Any = None
) -> Tensor:
    """The tensor as another dtype, or in another order in memory: ``t.to(torch.float64)``, ``t.to("cpu")``, ``t.to(other)``,
    ``t.to(memory_format=torch.channels_last)``. Itself if nothing changes."""
    if memory_format is not None and memory_format is not preserve_format:
        return contiguous(to(self, *args, dtype=dtype, device=device, copy=copy), memory_format)
    for a in args:
        if isinstance(a, Tensor):
            dtype = a.dtype
        elif isinstance(a, (dtypes.dtype, np.dtype)) or a in (float, int, bool):
            dtype = a
        elif not isinstance(a, bool):
            device = a
    copy = copy or [a for a in args if isinstance(a, bool)][1:2] == [True]  # non_blocking, copy
    check_device(device)
    wanted = self.array.dtype if dtype is None else dtypes.resolve(dtype)
    if wanted == self.array.dtype:
        return clone_op(self) if copy else self
    if wanted.kind != "f":
        return _whole(self, wanted)
    return cast(self, dtype=wanted)


def _whole(x: Tensor, dtype: Any) -> Tensor:
    """The numbers as integers or bools."""
    return wrap(x.array.astype(dtype))


def _as(name: str, d: dtypes.dtype) -> None:
    def convert(self: Tensor, memory_format: Any = None) -> Tensor:
        return to(self, d, memory_format=memory_format)

    convert.__name__ = convert.__qualname__ = name
    convert.__doc__ = f"The tensor as {d!r}."
    method(convert)


for _name, _dtype in dict(
    float=dtypes.float32,
    double=dtypes.float64,
    half=dtypes.float16,
    long=dtypes.int64,
    int=dtypes.int32,
    short=dtypes.int16,
    char=dtypes.int8,
    byte=dtypes.uint8,
    bool=dtypes.bool_,
).items():
    _as(_name, _dtype)


@method
@of_tensors
def type_as(self: Tensor, other: Tensor) -> Tensor:
    """The tensor as the dtype of ``other``."""
    return to(self, other.dtype)


LEGACY = {
    "float32": "FloatTensor",
    "float64": "DoubleTensor",
    "float16": "HalfTensor",
    "uint8": "ByteTensor",
    "int8": "CharTensor",
    "int16": "ShortTensor",
    "int32": "IntTensor",
    "int64": "LongTensor",
    "bool": "BoolTensor",
}


def type_(self: Tensor, dtype: Any = None, non_blocking: bool = False) -> Any:
    """The name of the tensor's legacy type, such as ``'torch.FloatTensor'``; with ``dtype`` (or such a name), the tensor as that dtype."""
    if dtype is None:
        return f"torch.{LEGACY[self.dtype.name]}"
    name = dtype if isinstance(dtype, str) else getattr(dtype, "__name__", "")
    by_legacy = {legacy: name for name, legacy in LEGACY.items()}
    return to(self, dtype=by_legacy.get(name.removeprefix("torch."), dtype))


Tensor.type = type_  # type: ignore[attr-defined]
Tensor.ndimension = Tensor.dim  # type: ignore[attr-defined]


def result_type(tensor1: Any, tensor2: Any) -> dtypes.dtype:
    """The type of the result of an operation on these two, tensors or numbers: a number, or a 0-dim tensor, does not widen a tensor.

    >>> import autograd
    >>> autograd.result_type(autograd.tensor([1, 2], dtype=autograd.int8), 1000)
    torch.int8
    """
    return dtypes.of(dtypes.promote([t.array if isinstance(t, Tensor) else t for t in (tensor1, tensor2)]))


@method
def bfloat16(self: Tensor) -> Tensor:
    """The error of asking for a type that NumPy does not have."""
    return self.to(dtypes.bfloat16)


@method
def cpu(self: Tensor, memory_format: Any = None) -> Tensor:
    """The tensor itself: it is on the CPU."""
    return to(self, memory_format=memory_format)


@method
def contiguous(self: Tensor, memory_format: Any = contiguous_format) -> Tensor:
    """The tensor itself if its elements lie in row-major order, or in the order of a ``memory_format``, else a copy for which they do.

    >>> import autograd
    >>> images = autograd.zeros(8, 3, 32, 32)
    >>> images.contiguous(memory_format=autograd.channels_last).stride()
    (3072, 1, 96, 3)
    """
    if memory_format is contiguous_format:
        return self if self.array.flags.c_contiguous else contiguous_op(self)
    return self if is_arranged("contiguous", self.array, memory_format) else arranged_op(self, memory_format=memory_format)


def _arranged(x: Any, *, memory_format: Any, copy: bool = False) -> Any:
    found = arranged("clone", x, memory_format)
    return found.copy(order="K") if copy and found is x else found


contiguous_op = Op(np.ascontiguousarray, name="clone", x=lambda g: g)
arranged_op = Op(_arranged, name="clone", x=lambda g: g)
method(to)


@method
def __float__(self: Tensor) -> float:
    return float(_number(self))


@method
def __int__(self: Tensor) -> int:
    return int(_number(self))


def _number(tensor: Tensor) -> Any:
    if tensor.array.size != 1:
        raise ValueError(
            f"only one element tensors can be converted to Python scalars, and this one has {tensor.array.size}: take one, or reduce them"
        )
    return tensor.array.item()


@method
def __index__(self: Tensor) -> int:
    if self.array.size != 1 or self.array.dtype.kind == "f":
        raise TypeError("only integer tensors of a single element can be converted to an index")
    return int(self.array.item())
