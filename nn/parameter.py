"""Parameter and Buffer: tensors that a Module registers when they are assigned to it."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.core import dtypes
from autograd.core.device import check_device
from autograd.core.overrides import disabled
from autograd.core.tensor import SUBCLASSES, wrap
from autograd.files.copying import attributes

__all__ = ["Buffer", "Parameter", "UninitializedBuffer", "UninitializedParameter", "unset"]


class _ParameterMeta(type):
    """The class of `Parameter`: a tensor of a class with its own ``__torch_function__``, made a parameter, keeps its class, and yet is one."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return super().__instancecheck__(instance) or (cls is Parameter and isinstance(instance, Tensor) and hasattr(instance, "_is_param"))


class Parameter(Tensor, metaclass=_ParameterMeta):
    """A tensor to be learnt: assigned to a Module, it appears in the module's ``parameters()``.

    ``data`` is shared, not copied. ``requires_grad=False`` freezes the parameter.

    >>> import autograd as torch
    >>> Parameter(torch.zeros(2))
    Parameter containing:
    tensor([0., 0.], requires_grad=True)
    """

    __torch_function__ = staticmethod(disabled)

    def __new__(cls, data: Any = None, requires_grad: bool = True, **_: Any) -> Any:
        kind = type(data)
        if kind is Tensor or not isinstance(data, Tensor) or kind.__torch_function__ is disabled:
            return super().__new__(cls)
        same = data.detach().requires_grad_(requires_grad)
        if type(same) is not kind:
            raise RuntimeError(
                f"Creating a Parameter from an instance of type {kind.__name__} requires that detach() returns an instance of the same type, but "
                f"return type {type(same).__name__} was found instead. To use the type as a Parameter, please correct the detach() semantics "
                "defined by its __torch_function__() implementation."
            )
        same.__dict__["_is_param"] = True
        return same

    def __init__(self, data: Tensor | None = None, requires_grad: bool = True) -> None:
        _share(self, data)
        self.requires_grad = requires_grad

    def __deepcopy__(self, memo: dict[int, Any]) -> Parameter:
        again = memo[id(self)] = type(self)(self.detach().clone(), self._requires_grad)
        again.__dict__.update(copy.deepcopy(attributes(self), memo))
        return again

    def __repr__(self, **_: Any) -> str:
        return "Parameter containing:\n" + super().__repr__()


SUBCLASSES["Parameter"] = Parameter


class Buffer(Tensor):
    """A tensor that belongs to a module's state but is not learnt, such as a running mean.

    ``persistent=False`` leaves it out of the state dict.
    """

    __torch_function__ = staticmethod(disabled)

    def __init__(self, data: Tensor | None = None, *, persistent: bool = True) -> None:
        _share(self, data)
        self._requires_grad = data is not None and data._requires_grad
        self.persistent = persistent


class _Uninitialized:
    """What is still to be shaped by the first input of a lazy module."""

    def materialize(self, shape: tuple[int, ...], device: Any = None, dtype: Any = None) -> None:
        """Take a shape, with values unset, and become an ordinary Parameter or Buffer."""
        tensor: Any = self
        tensor.array = np.empty(shape, tensor.array.dtype if dtype is None else dtypes.resolve(dtype))
        tensor.__class__ = Parameter if isinstance(self, Parameter) else Tensor

    @property
    def shape(self) -> Any:
        """Unknown until the first input: a RuntimeError."""
        raise RuntimeError(
            "Can't access the shape of an uninitialized parameter or buffer. This error usually happens in `load_state_dict` when trying to "
            "load an uninitialized parameter into an initialized one: call the module on an input first"
        )

    def __repr__(self, **_: Any) -> str:
        return f"<{type(self).__name__}>"


class UninitializedParameter(_Uninitialized, Parameter):
    """A parameter whose shape will be known at a lazy module's first call."""

    def __init__(self, requires_grad: bool = True, device: Any = None, dtype: Any = None) -> None:
        super().__init__(unset((0,), device, dtype), requires_grad)

    def __deepcopy__(self, memo: dict[int, Any]) -> Parameter:
        copy = memo[id(self)] = type(self)(self._requires_grad, dtype=self.array.dtype)
        return copy


class UninitializedBuffer(_Uninitialized, Tensor):
    """A buffer whose shape will be known at a lazy module's first call."""

    __torch_function__ = staticmethod(disabled)

    def __init__(self, requires_grad: bool = False, device: Any = None, dtype: Any = None) -> None:
        _share(self, unset((0,), device, dtype))


def unset(shape: tuple[int, ...], device: Any = None, dtype: Any = None) -> Parameter:
    """A Parameter of this shape whose values are still to be drawn: dtype None means the default type."""
    check_device(device)
    if any(n < 0 for n in shape):
        raise RuntimeError(f"Trying to create tensor with negative dimension: {shape}")
    return Parameter(wrap(np.empty(shape, dtypes.resolve(dtypes.get_default_dtype() if dtype is None else dtype))))


def _share(tensor: Tensor, data: Tensor | None) -> None:
    """Let a new tensor hold the memory of ``data``; of no elements if that is None."""
    if data is None:
        tensor.array = np.empty(0, dtypes.resolve(dtypes.get_default_dtype()))
    elif not isinstance(data, Tensor):
        raise TypeError(f"{type(tensor).__name__}: expected a Tensor, got {type(data).__name__}: make one with autograd.tensor(...)")
    else:
        tensor.array, tensor._version_counter = data.array, data._version_counter
