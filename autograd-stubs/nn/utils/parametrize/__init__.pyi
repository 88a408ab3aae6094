"""Parametrisation: a parameter computed anew, from what is learnt instead of it, whenever it is looked at."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from autograd.nn.parallel.data_parallel import ModuleList as _ModuleList
from builtins import type as _type
from collections.abc import Iterator as _Iterator
from typing import Any as _Any
class ParametrizationList(_ModuleList):
    """What is learnt, ``original`` (or ``original0``, ``original1``, ...), and the modules that compute the tensor from it."""
    unsafe: bool
    is_tensor: _Any
    ntensors: _Any
    def __init__(self, modules: list[_Any], original: _Any, unsafe: bool = False) -> None: ...
    def right_inverse(self, value: _Tensor) -> None: """Set what is learnt so that the tensor becomes ``value``."""
    def forward(self) -> _Tensor: """The tensor."""
    def __call__(self) -> _Tensor: """The tensor."""
def cached() -> _Iterator[None]: """Within this block every parametrised tensor is computed once: for weights that a forward pass uses again and again."""
def is_parametrized(module: _Module, tensor_name: str | None = None) -> bool: """True if the module, or that tensor of it, is parametrised."""
def register_parametrization(module: _Any, tensor_name: str, parametrization: _Module, *, unsafe: bool = False) -> _Any: """Let ``module.tensor_name`` be ``parametrization(original)``, where ``original`` is what is learnt from now on.

    If ``parametrization`` has a ``right_inverse``, original starts as right_inverse of the value. Further parametrisations of the same tensor
    are applied to the result of the first ones."""
def remove_parametrizations(module: _Any, tensor_name: str, leave_parametrized: bool = True) -> _Any: """Make the tensor an ordinary parameter again, with its present value, or with that of what was learnt instead of it."""
def transfer_parametrizations_and_params(from_module: _Any, to_module: _Any, tensor_name: str | None = None) -> _Any: """Parametrise another module like this one, with the same values."""
def type_before_parametrizations(module: _Any) -> _type: """The module's class as it was before it was parametrised."""
