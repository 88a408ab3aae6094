"""Parametrisation: a parameter computed anew, from what is learnt instead of it, whenever it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import autograd
from autograd import Tensor

from ..modules.container import ModuleDict, ModuleList
from ..modules.module import Module
from ..parameter import Parameter

__all__ = [
    "ParametrizationList", "cached", "is_parametrized", "register_parametrization", "remove_parametrizations", "transfer_parametrizations_and_params",
    "type_before_parametrizations",
]  # fmt: skip

_cache: dict[tuple[int, str], Any] = {}
_cache_depth = 0


@contextmanager
def cached() -> Iterator[None]:
    """Within this block every parametrised tensor is computed once: for weights that a forward pass uses again and again."""
    global _cache_depth
    _cache_depth += 1
    try:
        yield
    finally:
        _cache_depth -= 1
        if not _cache_depth:
            _cache.clear()


class ParametrizationList(ModuleList):
    """What is learnt, ``original`` (or ``original0``, ``original1``, ...), and the modules that compute the tensor from it."""

    def __init__(self, modules: list[Any], original: Any, unsafe: bool = False) -> None:
        if not modules:
            raise ValueError("ParametrizationList requires one or more modules.")
        super().__init__(modules)
        self.unsafe = unsafe
        before = original
        with autograd.no_grad(), suppress(NotImplementedError):  # then what was learnt stays as it is
            for module in reversed(modules):
                if hasattr(module, "right_inverse"):
                    original = module.right_inverse(original)
        if not isinstance(original, (Tensor, tuple, list)):
            raise ValueError(f"'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). Got {type(original).__name__}")
        self.is_tensor = isinstance(original, Tensor)
        self.ntensors = 1 if self.is_tensor else len(original)
        self._unsafe_names = ["original"] if self.is_tensor else [f"original{i}" for i in range(self.ntensors)]
        learnt = isinstance(before, Parameter)
        for name, tensor in zip(self._unsafe_names, [original] if self.is_tensor else original, strict=True):
            if learnt:
                same = self.is_tensor and tensor.array.shape == before.array.shape
                if same:
                    before.data = tensor.detach()  # optimizers that hold the parameter go on with it
                self.register_parameter(name, before if same else Parameter(tensor.detach(), before.requires_grad))
            else:
                self.register_buffer(name, tensor)
        if not unsafe:
            now = self()
            if not isinstance(now, Tensor):
                raise ValueError(f"A parametrization must return a tensor. Got {type(now).__name__}.")
            if now.dtype != before.dtype or now.shape != before.shape:
                raise ValueError(
                    f"The parametrization must return a tensor of the dtype and shape that it was given: {before.dtype!r} {tuple(before.shape)}, "
                    f"got {now.dtype!r} {tuple(now.shape)}. To allow this, pass unsafe=True"
                )

    def right_inverse(self, value: Tensor) -> None:
        """Set what is learnt so that the tensor becomes ``value``."""
        with autograd.no_grad():
            for module in reversed(list(self)):
                if not hasattr(module, "right_inverse"):
                    raise RuntimeError(f"parametrization {type(module).__name__} does not implement right_inverse.")
                value = module.right_inverse(value)
            for name, tensor in zip(self._unsafe_names, [value] if self.is_tensor else value, strict=True):
                getattr(self, name).data = tensor.detach().clone()

    def forward(self) -> Tensor:
        """The tensor."""
        first, *rest = self
        x = first(*[getattr(self, name) for name in self._unsafe_names])
        for module in rest:
            x = module(x)
        return x


def _computed(name: str) -> property:
    """The attribute that stands where the parameter was."""

    def get(self: Any) -> Any:
        key = (id(self), name)
        if not _cache_depth:
            return self.parametrizations[name]()
        if key not in _cache:
            _cache[key] = self.parametrizations[name]()
        return _cache[key]

    def set(self: Any, value: Tensor) -> None:
        self.parametrizations[name].right_inverse(value)

    return property(get, set)


def register_parametrization(module: Any, tensor_name: str, parametrization: Module, *, unsafe: bool = False) -> Any:
    """Let ``module.tensor_name`` be ``parametrization(original)``, where ``original`` is what is learnt from now on.

    If ``parametrization`` has a ``right_inverse``, original starts as right_inverse of the value. Further parametrisations of the same tensor
    are applied to the result of the first ones.
    """
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        chain = module.parametrizations[tensor_name]
        if hasattr(parametrization, "right_inverse"):
            with autograd.no_grad():
                value = parametrization.right_inverse(getattr(module, tensor_name))
                chain.right_inverse(value)
        chain.append(parametrization)
        chain.unsafe |= unsafe
    elif tensor_name in module._parameters or tensor_name in module._buffers:
        original = getattr(module, tensor_name)
        chain = ParametrizationList([parametrization], original, unsafe)
        delattr(module, tensor_name)
        if not is_parametrized(module):
            cls = type(module)
            module.__class__ = type(f"Parametrized{cls.__name__}", (cls,), {"__deepcopy__": _deepcopy, "_unparametrized": cls})
            module.parametrizations = ModuleDict()
        setattr(type(module), tensor_name, _computed(tensor_name))
        module.parametrizations[tensor_name] = chain
    else:
        raise ValueError(f"Module '{module}' does not have a parameter, a buffer, or a parametrized element with name '{tensor_name}'")
    return module


def _deepcopy(self: Any, memo: dict[int, Any]) -> Any:
    """A copy with a class of its own, as its parametrisations may change apart from this one's."""
    from copy import deepcopy

    cls = type(self)
    own: Any = type(cls.__name__, cls.__bases__, {k: v for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__")})
    copy = memo[id(self)] = own.__new__(own)
    vars(copy).update(deepcopy(vars(self), memo))
    return copy


def is_parametrized(module: Module, tensor_name: str | None = None) -> bool:
    """True if the module, or that tensor of it, is parametrised."""
    chains = module._modules.get("parametrizations")
    if not isinstance(chains, ModuleDict):
        return False
    return len(chains) > 0 if tensor_name is None else tensor_name in chains


def remove_parametrizations(module: Any, tensor_name: str, leave_parametrized: bool = True) -> Any:
    """Make the tensor an ordinary parameter again, with its present value, or with that of what was learnt instead of it."""
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    chain = module.parametrizations[tensor_name]
    if not leave_parametrized and not chain.is_tensor:
        raise ValueError("Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is parametrized in terms of a sequence of tensors.")
    original = chain.original if chain.is_tensor else chain.original0
    if leave_parametrized:
        value = getattr(module, tensor_name).detach().clone()
        if chain.is_tensor:
            original.data = value
        else:
            original = Parameter(value) if isinstance(original, Parameter) else value
    del module.parametrizations[tensor_name]
    delattr(type(module), tensor_name)
    if isinstance(original, Parameter):
        module.register_parameter(tensor_name, original)
    else:
        module.register_buffer(tensor_name, original)
    if not is_parametrized(module):
        del module.parametrizations
        module.__class__ = type(module)._unparametrized
    return module


def type_before_parametrizations(module: Any) -> type:
    """The module's class as it was before it was parametrised."""
    return type(module)._unparametrized if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(from_module: Any, to_module: Any, tensor_name: str | None = None) -> Any:
    """Parametrise another module like this one, with the same values."""
    for name in [tensor_name] if tensor_name is not None else list(from_module.parametrizations):
        chain = from_module.parametrizations[name]
        for part in chain:
            register_parametrization(to_module, name, part, unsafe=True)
        for own in chain._unsafe_names:
            getattr(to_module.parametrizations[name], own).data = getattr(chain, own).detach().clone()
    return to_module
