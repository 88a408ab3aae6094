"""Module: a layer, or a whole model, as a tree of parameters, buffers and further modules.

    Whatever a module is assigned is registered by its kind: a Parameter, a Buffer, another Module. From these registries follows all else:
    ``parameters()``, ``state_dict()``, ``to()``, ``repr``."""
from autograd import Tensor as _Tensor
from autograd.nn.parameter import Parameter as _Parameter
from autograd.utils.hooks import RemovableHandle as _RemovableHandle
from collections.abc import Callable as _Callable
from collections.abc import Iterator as _Iterator
from collections.abc import Mapping as _Mapping
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import ParamSpec as _ParamSpec
from typing import Protocol as _Protocol
from typing import Self as _Self
from typing import TypeVar as _TypeVar
_P = _ParamSpec("_P")
_R = _TypeVar("_R", covariant=True)
class _HasForward(_Protocol[_P, _R]):
    def forward(self, *args: _P.args, **kwargs: _P.kwargs) -> _R: ...
class _IncompatibleKeys(_NamedTuple):
    """What `Module.load_state_dict` found to differ."""
    missing_keys: _Any
    unexpected_keys: _Any
    def __new__(cls, missing_keys: _Any, unexpected_keys: _Any) -> _Self: """Create new instance of _IncompatibleKeys(missing_keys, unexpected_keys)"""
class Module:
    """Base class of all layers and models: assign parameters and submodules in ``__init__``, compute in ``forward``."""
    training: bool
    shows: str
    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
    def __setstate__(self, state: dict[str, _Any]) -> None: ...
    def forward(self, *args: _Any, **kwargs: _Any) -> _Any: """What the module computes: to be defined by every subclass."""
    def __call__(self: _HasForward[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Call `forward`, and the hooks."""
    def compile(self, *args: _Any, **kwargs: _Any) -> None: """Let calls of this module run as a program, as those of ``torch.compile(module)``; its hooks stay outside of it."""
    def register_parameter(self, name: str, param: _Parameter | None) -> None: """Add a parameter; None reserves the name for a parameter that is absent."""
    def register_buffer(self, name: str, tensor: _Tensor | None, persistent: bool = True) -> None: """Add a tensor that is part of the module's state but is not learnt; ``persistent=False`` keeps it out of the state dict."""
    def register_module(self, name: str, module: Module | None) -> None: """Add a submodule."""
    def add_module(self, name: str, module: Module | None) -> None: """Add a submodule."""
    def __setattr__(self, name: str, value: _Any) -> None: ...
    def __getattr__(self, name: str) -> _Any: ...
    def __delattr__(self, name: str) -> None: ...
    def __dir__(self) -> list[str]: ...
    def named_modules(self, memo: set[_Any] | None = None, prefix: str = '', remove_duplicate: bool = True) -> _Iterator[tuple[str, _Any]]: """This module and all inside it, with their dotted names, each once."""
    def modules(self, remove_duplicate: bool = True) -> _Iterator[_Any]: """This module and all inside it."""
    def named_children(self) -> _Iterator[tuple[str, _Any]]: """The modules directly inside this one, each once, with their names."""
    def children(self) -> _Iterator[_Any]: """The modules directly inside this one."""
    def named_parameters(self, prefix: str = '', recurse: bool = True, remove_duplicate: bool = True) -> _Iterator[tuple[str, _Parameter]]: """All parameters with their dotted names, each once."""
    def parameters(self, recurse: bool = True) -> _Iterator[_Parameter]: """All parameters, as an optimizer wants them."""
    def named_buffers(self, prefix: str = '', recurse: bool = True, remove_duplicate: bool = True) -> _Iterator[tuple[str, _Tensor]]: """All buffers with their dotted names, each once."""
    def buffers(self, recurse: bool = True) -> _Iterator[_Tensor]: """All buffers."""
    def get_submodule(self, target: str) -> _Any: """The module of this dotted name; itself for the empty name."""
    def set_submodule(self, target: str, module: Module, strict: bool = False) -> None: """Put ``module`` where the dotted name points; ``strict=True`` wants a module to be there already."""
    def get_parameter(self, target: str) -> _Parameter: """The parameter of this dotted name."""
    def get_buffer(self, target: str) -> _Tensor: """The buffer of this dotted name."""
    def apply(self, fn: _Callable[[_Any], _Any]) -> _Self: """Call ``fn`` on every module of the tree, inner ones first: to initialise weights, for example."""
    def train(self, mode: bool = True) -> _Self: """Set training mode, in which dropout drops and batch norm uses the batch's own statistics."""
    def eval(self) -> _Self: """Set evaluation mode: ``train(False)``."""
    def requires_grad_(self, requires_grad: bool = True) -> _Self: """Let all parameters require gradients, or freeze them."""
    def zero_grad(self, set_to_none: bool = True) -> None: """Forget the gradients of all parameters; ``set_to_none=False`` fills them with zeros instead."""
    def to(self, *args: _Any, device: _Any = None, dtype: _Any = None, non_blocking: bool = False, memory_format: _Any = None) -> _Self: """Bring all floating-point parameters and buffers to a dtype: ``to(torch.float64)``, ``to("cpu")``, ``to(tensor)``.

    ``memory_format`` brings those of 4 or 5 dimensions into that order in memory."""
    def type(self, dst_type: _Any) -> _Self: """Bring all parameters and buffers to a dtype, the integer ones too."""
    def float(self) -> _Self: """Bring all floating-point parameters and buffers to float32."""
    def double(self) -> _Self: """Bring all floating-point parameters and buffers to float64."""
    def half(self) -> _Self: """Bring all floating-point parameters and buffers to float16."""
    def cpu(self) -> _Self: """The module itself: it is on the CPU."""
    def cuda(self, device: _Any = None) -> _Self: """A RuntimeError: there is no such device."""
    def share_memory(self) -> _Self: """A NotImplementedError: processes have copies of parameters, and what one of them learns the others would not see."""
    def register_forward_pre_hook(self, hook: _Callable[..., _Any], *, prepend: bool = False, with_kwargs: bool = False) -> _RemovableHandle: """Call ``hook(module, args)`` before ``forward``; what it returns, if not None, replaces the arguments."""
    def register_forward_hook(self, hook: _Callable[..., _Any], *, prepend: bool = False, with_kwargs: bool = False, always_call: bool = False) -> _RemovableHandle: """Call ``hook(module, args, output)`` after ``forward``; what it returns, if not None, replaces the output."""
    def register_full_backward_pre_hook(self, hook: _Callable[..., _Any], prepend: bool = False) -> _RemovableHandle: """Call ``hook(module, grad_output)`` when the gradients of the module's outputs are known; its result, if any, replaces them."""
    def register_full_backward_hook(self, hook: _Callable[..., _Any], prepend: bool = False) -> _RemovableHandle: """Call ``hook(module, grad_input, grad_output)`` when the gradients of the inputs are known; its result, if any, replaces them."""
    def register_backward_hook(self, hook: _Callable[..., _Any], prepend: bool = False) -> _RemovableHandle: """Call ``hook(module, grad_input, grad_output)`` when the gradients of the inputs are known; its result, if any, replaces them."""
    def register_state_dict_pre_hook(self, hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(module, prefix, keep_vars)`` before the module's own tensors go into a state dict."""
    def register_state_dict_post_hook(self, hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(module, state_dict, prefix, local_metadata)`` after all tensors below the module are in it; it may change it in place."""
    def register_load_state_dict_pre_hook(self, hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(module, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)`` before loading."""
    def register_load_state_dict_post_hook(self, hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(module, report)`` after all below the module is loaded; it may change the report's lists of keys."""
    def state_dict(self, destination: _Any = None, prefix: str = '', keep_vars: bool = False) -> _Any: """All parameters and persistent buffers by dotted name, sharing memory with the module."""
    def get_extra_state(self) -> _Any: """Further state for the state dict; override together with `set_extra_state`."""
    def set_extra_state(self, state: _Any) -> None: """Take back what `get_extra_state` returned."""
    def load_state_dict(self, state_dict: _Mapping[str, _Any], strict: bool = True, assign: bool = False) -> _IncompatibleKeys: """Copy values by name into parameters and buffers; ``assign=True`` takes over the tensors themselves.

    RuntimeError that lists every mis-shaped name and, if ``strict``, every missing and unexpected one."""
    def extra_repr(self) -> str: """The settings that repr shows between the parentheses, as `shows` says."""
def register_module_forward_hook(hook: _Callable[..., _Any], *, with_kwargs: bool = False, always_call: bool = False) -> _RemovableHandle: """Call ``hook(module, args, output)`` after ``forward`` of every module; what it returns, if not None, replaces the output."""
def register_module_forward_pre_hook(hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(module, args)`` before ``forward`` of every module; what it returns, if not None, replaces the arguments."""
def register_module_full_backward_hook(hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(module, grad_input, grad_output)`` when the gradients of any module's inputs are known; its result, if any, replaces them."""
def register_module_full_backward_pre_hook(hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(module, grad_output)`` when the gradients of any module's outputs are known; its result, if any, replaces them."""
