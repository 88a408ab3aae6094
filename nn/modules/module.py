"""Module: a layer, or a whole model, as a tree of parameters, buffers and further modules.

Whatever a module is assigned is registered by its kind: a Parameter, a Buffer, another Module. From these registries follows all else:
``parameters()``, ``state_dict()``, ``to()``, ``repr``.
"""

from __future__ import annotations

import inspect
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, Self

import numpy as np

import autograd
from autograd import Tensor
from autograd.core import dtypes
from autograd.core.device import check_device
from autograd.core.hooks import RemovableHandle, of_all_modules, register
from autograd.core.methods import not_a_tensor
from autograd.core.op import Op
from autograd.core.tensor import wrap

from ..parameter import Buffer, Parameter, _Uninitialized

__all__ = [
    "Module", "register_module_forward_hook", "register_module_forward_pre_hook", "register_module_full_backward_hook",
    "register_module_full_backward_pre_hook",
]  # fmt: skip

Hook = Callable[..., Any]


class _IncompatibleKeys(NamedTuple):
    """What `Module.load_state_dict` found to differ."""

    missing_keys: list[str]
    unexpected_keys: list[str]

    def __repr__(self) -> str:
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return f"_IncompatibleKeys(missing_keys={self.missing_keys}, unexpected_keys={self.unexpected_keys})"


class Module:
    """Base class of all layers and models: assign parameters and submodules in ``__init__``, compute in ``forward``.

    >>> import autograd as torch, nn
    >>> class Net(nn.Module):
    ...     def __init__(self):
    ...         super().__init__()
    ...         self.hidden = nn.Linear(2, 8)
    ...         self.out = nn.Linear(8, 1)
    ...     def forward(self, x):
    ...         return self.out(torch.tanh(self.hidden(x)))
    >>> net = Net()
    >>> net
    Net(
      (hidden): Linear(in_features=2, out_features=8, bias=True)
      (out): Linear(in_features=8, out_features=1, bias=True)
    )
    >>> [name for name, _ in net.named_parameters()]
    ['hidden.weight', 'hidden.bias', 'out.weight', 'out.bias']
    >>> net(torch.ones(5, 2)).shape
    torch.Size([5, 1])
    """

    training: bool
    _version = 1
    # The settings that repr shows, each by its name and a sign: "p" is shown as 0.5, "p=" as p=0.5, "mode!" as mode='zeros', and "p?" as "p="
    # but not if it has its default.
    shows = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if args or kwargs:
            given = f"an unexpected keyword argument '{next(iter(kwargs))}'" if kwargs else f"{len(args)} positional arguments, and takes none"
            raise TypeError(f"{type(self).__name__}.__init__() got {given}")
        vars(self).update(_beginning())

    def __setstate__(self, state: dict[str, Any]) -> None:  # which in a file of an early PyTorch lacks what was added later
        vars(self).update({**_beginning(), **state})

    def forward(self, *input: Any) -> Any:
        """What the module computes: to be defined by every subclass."""
        hint = ": call the modules in it, or make a Sequential of them" if hasattr(self, "__getitem__") else ""
        raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function{hint}')

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self._forward_pre_hooks or self._forward_hooks or self._backward_pre_hooks or self._backward_hooks or of_all_modules:
            return self._call_with_hooks(args, kwargs)
        try:
            return self.forward(*args, **kwargs)
        except AttributeError as error:
            if self._modules or not _of_this_package(type(self)):
                raise
            raise not_a_tensor(type(self).__name__, self.forward, error, args, kwargs) from None

    def compile(self, *args: Any, **kwargs: Any) -> None:
        """Let calls of this module run as a program, as those of ``torch.compile(module)``; its hooks stay outside of it."""
        vars(self)["forward"] = autograd.compile(type(self).forward.__get__(self), *args, **kwargs)

    def _as_compiled(self, fullgraph: bool) -> Any:
        """What ``torch.compile`` makes of this module."""
        return OptimizedModule(self, fullgraph)

    # ------------------------------------------------------------------------------------------------------------ registration

    def register_parameter(self, name: str, param: Parameter | None) -> None:
        """Add a parameter; None reserves the name for a parameter that is absent."""
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(f"cannot assign '{_kind(param)}' object to parameter '{name}' (torch.nn.Parameter or None required)")
        self._check_new(name, "_parameters", "parameter")
        if param is not None and param.grad_fn is not None:
            raise ValueError(
                f"Cannot assign non-leaf Tensor to parameter '{name}'. Model parameters must be created explicitly. To express '{name}' as a "
                "function of another Tensor, compute the value in the forward() method."
            )
        self._parameters[name] = param

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """Add a tensor that is part of the module's state but is not learnt; ``persistent=False`` keeps it out of the state dict."""
        if tensor is not None and not isinstance(tensor, Tensor):
            raise TypeError(f"cannot assign '{_kind(tensor)}' object to buffer '{name}' (torch Tensor or None required)")
        self._check_new(name, "_buffers", "buffer")
        self._buffers[name] = tensor
        (self._non_persistent_buffers_set.discard if persistent else self._non_persistent_buffers_set.add)(name)

    def register_module(self, name: str, module: Module | None) -> None:
        """Add a submodule."""
        if module is not None and not isinstance(module, Module):
            hint = ""
            if isinstance(module, type) and issubclass(module, Module):
                hint = f": make one, {module.__name__}(...)"
            elif isinstance(module, (list, tuple)) and all(isinstance(m, Module) for m in module):
                hint = ": give the modules themselves, *modules"
            raise TypeError(f"{_kind(module)} is not a Module subclass{hint}")
        self._check_new(name, "_modules", "module")
        self._modules[name] = module

    add_module = register_module

    def _check_new(self, name: str, registry: str, kind: str) -> None:
        """Refuse a name that cannot be registered."""
        if registry not in vars(self):
            raise AttributeError(f"cannot assign {kind} before Module.__init__() call: call super().__init__() first")
        if not isinstance(name, str):
            raise TypeError(f"{kind} name should be a string. Got {type(name).__name__}")
        if name not in vars(self)[registry] and hasattr(self, name):
            raise KeyError(f"attribute '{name}' already exists")
        if "." in name:
            raise KeyError(f'{kind} name can\'t contain "."' + (f", got: {name}" if kind == "module" else ""))
        if name == "":
            raise KeyError(f'{kind} name can\'t be empty string ""')

    def __setattr__(self, name: str, value: Any) -> None:
        own = vars(self)
        for registry, kind in _REGISTRIES:
            held = own.get(registry)
            if isinstance(value, kind):
                if held is None or name not in held:
                    self._forget(name)
                if kind is Parameter:
                    self.register_parameter(name, value)
                elif kind is Buffer:
                    self.register_buffer(name, value, value.persistent)
                elif held is None:
                    raise AttributeError("cannot assign module before Module.__init__() call: call super().__init__() first")
                else:  # without a question whether the name is taken: a subclass may answer to any, or compute what it answers
                    held[name] = value
                return
            if held is not None and name in held:
                if value is not None and not (registry == "_buffers" and isinstance(value, Tensor)):
                    what = {"_parameters": "parameter", "_modules": "child module", "_buffers": "buffer"}[registry]
                    raise TypeError(f"cannot assign '{_kind(value)}' as {what} '{name}' ({_EXPECTED[registry]} or None expected)")
                held[name] = value
                return
        object.__setattr__(self, name, value)

    def _forget(self, name: str) -> None:
        """Take a name out of wherever it is registered: it is about to become something else."""
        own = vars(self)
        own.pop(name, None)
        for registry in ("_parameters", "_modules", "_buffers"):
            own.get(registry, {}).pop(name, None)
        own.get("_non_persistent_buffers_set", set()).discard(name)

    def __getattr__(self, name: str) -> Any:  # called when there is no ordinary attribute of that name
        own = self.__dict__
        for registry in ("_parameters", "_modules", "_buffers"):
            held = own.get(registry)
            if held is not None and name in held:
                return held[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __delattr__(self, name: str) -> None:
        if any(name in vars(self).get(registry, ()) for registry in ("_parameters", "_modules", "_buffers")):
            self._forget(name)
        else:
            object.__delattr__(self, name)

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self._parameters, *self._modules, *self._buffers})

    # ------------------------------------------------------------------------------------------------------------ walking the tree

    def named_modules(self, memo: set[Any] | None = None, prefix: str = "", remove_duplicate: bool = True) -> Iterator[tuple[str, Any]]:
        """This module and all inside it, with their dotted names, each once."""
        memo = set() if memo is None else memo
        if self in memo:
            return
        if remove_duplicate:
            memo.add(self)
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                yield from module.named_modules(memo, f"{prefix}.{name}" if prefix else name, remove_duplicate)

    def modules(self, remove_duplicate: bool = True) -> Iterator[Any]:
        """This module and all inside it."""
        return (module for _, module in self.named_modules(remove_duplicate=remove_duplicate))

    def named_children(self) -> Iterator[tuple[str, Any]]:
        """The modules directly inside this one, each once, with their names."""
        seen: set[Any] = {None}
        for name, module in self._modules.items():
            if module not in seen:
                seen.add(module)
                yield name, module

    def children(self) -> Iterator[Any]:
        """The modules directly inside this one."""
        return (module for _, module in self.named_children())

    def _named_tensors(self, registry: str, prefix: str, recurse: bool, remove_duplicate: bool) -> Iterator[tuple[str, Any]]:
        seen = set()
        for path, module in self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate) if recurse else [(prefix, self)]:
            for name, tensor in getattr(module, registry).items():
                if tensor is None or tensor in seen:
                    continue
                if remove_duplicate:
                    seen.add(tensor)
                yield f"{path}.{name}" if path else name, tensor

    def named_parameters(self, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True) -> Iterator[tuple[str, Parameter]]:
        """All parameters with their dotted names, each once."""
        return self._named_tensors("_parameters", prefix, recurse, remove_duplicate)

    def parameters(self, recurse: bool = True) -> Iterator[Parameter]:
        """All parameters, as an optimizer wants them."""
        return (parameter for _, parameter in self.named_parameters(recurse=recurse))

    def named_buffers(self, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True) -> Iterator[tuple[str, Tensor]]:
        """All buffers with their dotted names, each once."""
        return self._named_tensors("_buffers", prefix, recurse, remove_duplicate)

    def buffers(self, recurse: bool = True) -> Iterator[Tensor]:
        """All buffers."""
        return (buffer for _, buffer in self.named_buffers(recurse=recurse))

    def get_submodule(self, target: str) -> Any:
        """The module of this dotted name; itself for the empty name."""
        module: Any = self
        for name in target.split(".") if target else ():
            if not hasattr(module, name):
                raise AttributeError(f"{type(module).__name__} has no attribute `{name}`")
            module = getattr(module, name)
            if not isinstance(module, Module):
                raise AttributeError(f"`{name}` is not an nn.Module")
        return module

    def set_submodule(self, target: str, module: Module, strict: bool = False) -> None:
        """Put ``module`` where the dotted name points; ``strict=True`` wants a module to be there already."""
        path, _, name = target.rpartition(".")
        if not name:
            raise ValueError("Cannot set the submodule without a target name!")
        parent = self.get_submodule(path)
        if strict and not hasattr(parent, name):
            raise AttributeError(f"{type(parent).__name__} has no attribute `{name}`")
        setattr(parent, name, module)

    def get_parameter(self, target: str) -> Parameter:
        """The parameter of this dotted name."""
        return self._tensor_at(target, "_parameters", "an nn.Parameter")

    def get_buffer(self, target: str) -> Tensor:
        """The buffer of this dotted name."""
        return self._tensor_at(target, "_buffers", "a buffer")

    def _tensor_at(self, target: str, registry: str, kind: str) -> Any:
        path, _, name = target.rpartition(".")
        module = self.get_submodule(path)
        if not hasattr(module, name):
            raise AttributeError(f"{type(module).__name__} has no attribute `{name}`")
        if name not in getattr(module, registry):
            raise AttributeError(f"`{name}` is not {kind}")
        return getattr(module, name)

    # ------------------------------------------------------------------------------------------------------------ changing all of it

    def apply(self, fn: Callable[[Any], Any]) -> Self:
        """Call ``fn`` on every module of the tree, inner ones first: to initialise weights, for example."""
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    def train(self, mode: bool = True) -> Self:
        """Set training mode, in which dropout drops and batch norm uses the batch's own statistics."""
        if not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self) -> Self:
        """Set evaluation mode: ``train(False)``."""
        return self.train(False)

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Let all parameters require gradients, or freeze them."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients of all parameters; ``set_to_none=False`` fills them with zeros instead."""
        for parameter in self.parameters():
            if parameter._grad is not None:
                parameter._grad = None if set_to_none else Tensor.detach(parameter._grad).zero_()

    def _apply(self, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> Self:
        """Replace the data of every parameter, its gradient, and every buffer, by ``fn`` of it."""
        for module in self.children() if recurse else ():
            module._apply(fn)
        for tensor in (*self._parameters.values(), *self._buffers.values()):
            if tensor is not None:
                tensor.data = fn(tensor.data)
                if tensor._grad is not None:
                    tensor._grad = fn(tensor._grad)
        return self

    def to(self, *args: Any, device: Any = None, dtype: Any = None, non_blocking: bool = False, memory_format: Any = None) -> Self:
        """Bring all floating-point parameters and buffers to a dtype: ``to(torch.float64)``, ``to("cpu")``, ``to(tensor)``.

        ``memory_format`` brings those of 4 or 5 dimensions into that order in memory.
        """
        for a in args:
            if isinstance(a, Tensor):
                dtype = a.dtype
            elif isinstance(a, dtypes.dtype):
                dtype = a
            elif not isinstance(a, bool):
                device = a
        check_device(device)
        if memory_format is not None:
            self._apply(lambda t: t.to(memory_format=memory_format) if t.dim() in (4, 5) else t)
        if dtype is None:
            return self
        if dtypes.resolve(dtype).kind != "f":
            raise TypeError(f"nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype}")
        return self._apply(lambda t: t.to(dtype) if t.is_floating_point() else t)

    def type(self, dst_type: Any) -> Self:
        """Bring all parameters and buffers to a dtype, the integer ones too."""
        return self._apply(lambda t: t.to(dst_type))

    def float(self) -> Self:
        """Bring all floating-point parameters and buffers to float32."""
        return self.to(dtypes.float32)

    def double(self) -> Self:
        """Bring all floating-point parameters and buffers to float64."""
        return self.to(dtypes.float64)

    def half(self) -> Self:
        """Bring all floating-point parameters and buffers to float16."""
        return self.to(dtypes.float16)

    def cpu(self) -> Self:
        """The module itself: it is on the CPU."""
        return self

    def cuda(self, device: Any = None) -> Self:
        """A RuntimeError: there is no such device."""
        return self.to("cuda")

    def share_memory(self) -> Self:
        """A NotImplementedError: processes have copies of parameters, and what one of them learns the others would not see."""
        raise NotImplementedError(
            "share_memory: parameters cannot be shared by processes here, each would train a copy of its own: train with "
            "nn.parallel.DistributedDataParallel, started by `python -m autograd launch`"
        )

    # ------------------------------------------------------------------------------------------------------------ hooks

    def register_forward_pre_hook(self, hook: Hook, *, prepend: bool = False, with_kwargs: bool = False) -> RemovableHandle:
        """Call ``hook(module, args)`` before ``forward``; what it returns, if not None, replaces the arguments."""
        return _add_hook(self._forward_pre_hooks, hook, prepend, with_kwargs=with_kwargs)

    def register_forward_hook(self, hook: Hook, *, prepend: bool = False, with_kwargs: bool = False, always_call: bool = False) -> RemovableHandle:
        """Call ``hook(module, args, output)`` after ``forward``; what it returns, if not None, replaces the output."""
        return _add_hook(self._forward_hooks, hook, prepend, with_kwargs=with_kwargs, always_call=always_call)

    def register_full_backward_pre_hook(self, hook: Hook, prepend: bool = False) -> RemovableHandle:
        """Call ``hook(module, grad_output)`` when the gradients of the module's outputs are known; its result, if any, replaces them."""
        return _add_hook(self._backward_pre_hooks, hook, prepend)

    def register_full_backward_hook(self, hook: Hook, prepend: bool = False) -> RemovableHandle:
        """Call ``hook(module, grad_input, grad_output)`` when the gradients of the inputs are known; its result, if any, replaces them."""
        return _add_hook(self._backward_hooks, hook, prepend)

    register_backward_hook = register_full_backward_hook

    def _call_with_hooks(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        output, ran = None, []
        try:
            for hook in _hooks(self, "_forward_pre_hooks"):
                if hook.with_kwargs:
                    result = hook(self, args, kwargs)
                    if result is not None:
                        if not (isinstance(result, tuple) and len(result) == 2):
                            raise RuntimeError(f"forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got {result}.")
                        args, kwargs = result
                elif (result := hook(self, args)) is not None:
                    args = result if isinstance(result, tuple) else (result,)
            first, last = _hooks(self, "_backward_pre_hooks"), _hooks(self, "_backward_hooks")
            watch = _BackwardHooks(self, first, last) if first or last else None
            if watch is not None:
                args = watch.inputs(args)
            output = self.forward(*args, **kwargs)
            for hook in _hooks(self, "_forward_hooks"):
                ran.append(hook)
                result = hook(self, args, kwargs, output) if hook.with_kwargs else hook(self, args, output)
                output = output if result is None else result
            return output if watch is None else watch.outputs(output)
        except Exception:
            for hook in _hooks(self, "_forward_hooks"):
                if hook.always_call and hook not in ran:
                    hook(self, args, kwargs, output) if hook.with_kwargs else hook(self, args, output)
            raise

    # ------------------------------------------------------------------------------------------------------------ the state dict

    def register_state_dict_pre_hook(self, hook: Hook) -> RemovableHandle:
        """Call ``hook(module, prefix, keep_vars)`` before the module's own tensors go into a state dict."""
        return _add_hook(self._state_dict_pre_hooks, hook, False)

    def register_state_dict_post_hook(self, hook: Hook) -> RemovableHandle:
        """Call ``hook(module, state_dict, prefix, local_metadata)`` after all tensors below the module are in it; it may change it in place."""
        return _add_hook(self._state_dict_hooks, partial(_without_a_result, hook), False)

    def _register_state_dict_hook(self, hook: Hook) -> RemovableHandle:
        """The same for a hook that may return another state dict, to be had in place of it."""
        return _add_hook(self._state_dict_hooks, hook, False)

    def register_load_state_dict_pre_hook(self, hook: Hook) -> RemovableHandle:
        """Call ``hook(module, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)`` before loading."""
        return self._register_load_state_dict_pre_hook(hook, with_module=True)

    def _register_load_state_dict_pre_hook(self, hook: Hook, with_module: bool = False) -> RemovableHandle:
        """The same without the module as an argument, for hooks that are methods."""
        return _add_hook(self._load_state_dict_pre_hooks, partial(hook, self) if with_module else hook, False)

    def register_load_state_dict_post_hook(self, hook: Hook) -> RemovableHandle:
        """Call ``hook(module, report)`` after all below the module is loaded; it may change the report's lists of keys."""
        return _add_hook(self._load_state_dict_post_hooks, hook, False)

    def state_dict(self, destination: Any = None, prefix: str = "", keep_vars: bool = False) -> Any:
        """All parameters and persistent buffers by dotted name, sharing memory with the module."""
        if destination is None:
            destination = OrderedDict()
            destination._metadata = OrderedDict()
        about = {"version": self._version}
        if hasattr(destination, "_metadata"):
            destination._metadata[prefix[:-1]] = about
        for hook in list(self._state_dict_pre_hooks.values()):
            hook(self, prefix, keep_vars)
        self._save_to_state_dict(destination, prefix, keep_vars)
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(destination=destination, prefix=f"{prefix}{name}.", keep_vars=keep_vars)
        for hook in list(self._state_dict_hooks.values()):
            result = hook(self, destination, prefix, about)
            destination = destination if result is None else result
        return destination

    def _persistent(self) -> dict[str, Tensor]:
        """The tensors of this module's own that belong into a state dict."""
        buffers = {n: b for n, b in self._buffers.items() if n not in self._non_persistent_buffers_set}
        return {n: t for n, t in {**self._parameters, **buffers}.items() if t is not None}

    def _save_to_state_dict(self, destination: Any, prefix: str, keep_vars: bool) -> None:
        """Put this module's own tensors into the state dict; for modules with a state of another kind to override."""
        for name, tensor in self._persistent().items():
            destination[prefix + name] = tensor if keep_vars else tensor.detach()
        if type(self).get_extra_state is not Module.get_extra_state:
            destination[f"{prefix}_extra_state"] = self.get_extra_state()

    def get_extra_state(self) -> Any:
        """Further state for the state dict; override together with `set_extra_state`."""
        raise RuntimeError("Reached a code path in Module.get_extra_state() that should never be called.")

    def set_extra_state(self, state: Any) -> None:
        """Take back what `get_extra_state` returned."""
        raise RuntimeError("Reached a code path in Module.set_extra_state() that should never be called.")

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True, assign: bool = False) -> _IncompatibleKeys:
        """Copy values by name into parameters and buffers; ``assign=True`` takes over the tensors themselves.

        RuntimeError that lists every mis-shaped name and, if ``strict``, every missing and unexpected one.
        """
        if not isinstance(state_dict, Mapping):
            hint = " Read the file with load() first" if isinstance(state_dict, (str, os.PathLike)) else ""
            raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.{hint}")
        metadata = getattr(state_dict, "_metadata", {})
        missing: list[str] = []
        unexpected: list[str] = []
        errors: list[str] = []

        def load(module: Any, prefix: str) -> None:
            about = {**metadata.get(prefix[:-1], {}), "assign_to_params_buffers": assign}
            module._load_from_state_dict(state_dict, prefix, about, True, missing, unexpected, errors)
            for name, child in module._modules.items():
                if child is not None:
                    load(child, f"{prefix}{name}.")
            report = _IncompatibleKeys(missing, unexpected)
            for hook in list(module._load_state_dict_post_hooks.values()):
                if hook(module, report) is not None:
                    raise RuntimeError("Hooks registered with `register_load_state_dict_post_hook` are not expected to return new values")

        state_dict = OrderedDict(state_dict)
        load(self, "")
        if strict:
            for kind, names in (("Unexpected", unexpected), ("Missing", missing)):
                if names:
                    errors.insert(0, f"{kind} key(s) in state_dict: {', '.join(repr(n).replace(chr(39), chr(34)) for n in names)}. ")
        if errors:
            raise RuntimeError("Error(s) in loading state_dict for {}:\n\t{}".format(type(self).__name__, "\n\t".join(errors)))
        return _IncompatibleKeys(missing, unexpected)

    def _load_from_state_dict(
        self,
        state_dict: Any,
        prefix: str,
        local_metadata: dict[str, Any],
        strict: bool,
        missing_keys: list[str],
        unexpected_keys: list[str],
        error_msgs: list[str],
    ) -> None:
        """Take this module's own tensors from the state dict; for modules with a state of another kind to override."""
        for hook in list(self._load_state_dict_pre_hooks.values()):
            hook(state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
        own = self._persistent()
        for name, tensor in own.items():
            key = prefix + name
            if key in state_dict:
                reason = _load(self, name, tensor, state_dict[key], local_metadata.get("assign_to_params_buffers", False))
                if reason:
                    error_msgs.append(reason.format(key))
            elif strict:
                missing_keys.append(key)
        extra = f"{prefix}_extra_state"
        has_extra_state = type(self).set_extra_state is not Module.set_extra_state
        if has_extra_state and extra in state_dict:
            self.set_extra_state(state_dict[extra])
        elif has_extra_state:
            missing_keys.append(extra)
        for key in state_dict if strict else ():
            if key.startswith(prefix) and not (key == extra and has_extra_state):
                name, _, inside = key[len(prefix) :].partition(".")
                if (self._modules.get(name) is None) if inside else (name not in own):
                    unexpected_keys.append(key)

    # ------------------------------------------------------------------------------------------------------------ repr

    def extra_repr(self) -> str:
        """The settings that repr shows between the parentheses, as `shows` says."""
        found = []
        for word in self.shows.split():
            name = word.rstrip("=?!")
            value = getattr(self, name)
            if name in self._parameters:
                value = value is not None
            if word[-1] == "?":
                default = self._default(name)
                if value == default or (isinstance(value, tuple) and set(value) == {default}):
                    continue
            text = repr(value) if word[-1] == "!" else str(value)
            found.append(text if word == name else f"{name}={text}")
        return ", ".join(found)

    def _default(self, name: str) -> Any:
        """The default of a setting, from the first of the class's ancestors whose constructor has one."""
        constructors = (inspect.signature(c.__init__).parameters for c in reversed(type(self).__mro__))  # type: ignore[misc]
        return next(p[name].default for p in constructors if name in p and p[name].default is not inspect.Parameter.empty)

    def _get_name(self) -> str:
        return type(self).__name__

    def __repr__(self) -> str:
        settings = self.extra_repr()
        children = [f"({name}): {indented(repr(module))}" for name, module in self._modules.items()]
        return parenthesised(self._get_name(), settings, children)


def _beginning() -> dict[str, Any]:
    """What every module has before anything is assigned to it."""
    names = "_parameters _buffers _modules _forward_pre_hooks _forward_hooks _backward_pre_hooks _backward_hooks"
    names += " _state_dict_pre_hooks _state_dict_hooks _load_state_dict_pre_hooks _load_state_dict_post_hooks"
    return {"training": True, "_non_persistent_buffers_set": set(), **{name: {} for name in names.split()}}


def _without_a_result(hook: Hook, *args: Any) -> None:
    if hook(*args) is not None:
        raise RuntimeError("state_dict post-hook must return None: it changes the state_dict that it gets in place")


def _of_this_package(kind: type) -> bool:
    """Whether a module is one of the layers here: a user's own, also one in a `Sequential`, has reasons of its own to miss an attribute."""
    return kind.__module__.partition(".")[0] == __name__.partition(".")[0]


_REGISTRIES: Any = (("_parameters", Parameter), ("_modules", Module), ("_buffers", Buffer))
_EXPECTED = {"_parameters": "torch.nn.Parameter", "_modules": "torch.nn.Module", "_buffers": "torch.nn.Buffer, torch.Tensor"}


def _kind(value: Any) -> str:
    """The name of a value's type as PyTorch's messages spell it."""
    return "torch.FloatTensor" if isinstance(value, Tensor) else type(value).__name__


def indented(text: str) -> str:
    """All lines but the first moved two to the right."""
    return text.replace("\n", "\n  ")


def parenthesised(name: str, settings: str, children: list[str]) -> str:
    """The repr of a module, on one line if it has no children and its settings fit on one."""
    lines = [*settings.split("\n"), *children] if settings else children
    if not children and len(lines) <= 1:
        return f"{name}({settings})"
    return f"{name}(\n  " + "\n  ".join(lines) + "\n)"


def _load(module: Module, name: str, tensor: Any, given: Any, assign: bool) -> str:
    """Put a loaded tensor in its place; the reason why not, with ``{}`` for its full name, if it does not fit."""
    if not isinstance(given, Tensor):
        return 'While copying the parameter named "{}", ' + f"expected torch.Tensor or Tensor-like object from checkpoint but received {type(given)}"
    if isinstance(tensor, _Uninitialized):
        if isinstance(given, _Uninitialized):
            return ""
        if not assign:
            tensor.materialize(given.array.shape)
    elif isinstance(given, _Uninitialized):
        return "size mismatch for {}: the loaded parameter is not initialized yet."
    elif tensor.array.ndim == 0 and given.array.shape == (1,):
        given = given[0]  # files of early versions hold scalars as one element
    elif given.array.shape != tensor.array.shape:
        return "size mismatch for {}: copying a param with shape " + f"{given.shape} from checkpoint, the shape in current model is {tensor.shape}."
    if assign:
        if isinstance(tensor, Parameter):
            given = given.requires_grad_(tensor._requires_grad) if isinstance(given, Parameter) else Parameter(given, tensor._requires_grad)
        setattr(module, name, given)
    else:
        np.copyto(tensor.array, given.array, casting="unsafe")
        tensor._bump_version()
    return ""


# ---------------------------------------------------------------------------------------------------------------- hooks


class _Called:
    """A registered hook, and how it wants to be called; if it is one of all modules, also when."""

    def __init__(self, hook: Hook, with_kwargs: bool = False, always_call: bool = False, kind: str = "") -> None:
        self.hook, self.with_kwargs, self.always_call, self.kind = hook, with_kwargs, always_call, kind

    def __call__(self, *args: Any) -> Any:
        return self.hook(*args)


def _add_hook(hooks: dict[int, Any], hook: Hook, prepend: bool, **how: Any) -> RemovableHandle:
    handle = RemovableHandle(hooks)
    others = dict(hooks) if prepend else {}
    for key in others:
        del hooks[key]
    hooks[handle.id] = _Called(hook, **how)
    hooks.update(others)
    return handle


def _hooks(module: Module, kind: str) -> list[_Called]:
    """The hooks of one kind that a call of this module has to run: those of all modules first."""
    return [*[hook for hook in of_all_modules.values() if hook.kind == kind], *getattr(module, kind).values()]


def register_module_forward_pre_hook(hook: Hook) -> RemovableHandle:
    """Call ``hook(module, args)`` before ``forward`` of every module; what it returns, if not None, replaces the arguments."""
    return register(of_all_modules, _Called(hook, kind="_forward_pre_hooks"))


def register_module_forward_hook(hook: Hook, *, with_kwargs: bool = False, always_call: bool = False) -> RemovableHandle:
    """Call ``hook(module, args, output)`` after ``forward`` of every module; what it returns, if not None, replaces the output.

    >>> import autograd as torch
    >>> from autograd import nn
    >>> with register_module_forward_hook(lambda module, args, output: print(module, tuple(output.shape))):
    ...     _ = nn.Sequential(nn.Flatten(), nn.Tanh())(torch.ones(1, 2, 3))
    Flatten(start_dim=1, end_dim=-1) (1, 6)
    Tanh() (1, 6)
    Sequential(
      (0): Flatten(start_dim=1, end_dim=-1)
      (1): Tanh()
    ) (1, 6)
    """
    return register(of_all_modules, _Called(hook, with_kwargs, always_call, "_forward_hooks"))


def register_module_full_backward_pre_hook(hook: Hook) -> RemovableHandle:
    """Call ``hook(module, grad_output)`` when the gradients of any module's outputs are known; its result, if any, replaces them."""
    return register(of_all_modules, _Called(hook, kind="_backward_pre_hooks"))


def register_module_full_backward_hook(hook: Hook) -> RemovableHandle:
    """Call ``hook(module, grad_input, grad_output)`` when the gradients of any module's inputs are known; its result, if any, replaces them."""
    return register(of_all_modules, _Called(hook, kind="_backward_hooks"))


# The inputs and outputs of a module with backward hooks pass through this: its rule shows all their gradients at once to ``watcher``.
backward_hook_op = Op(lambda *x, watcher: x, name="backward_hook", multi_output=True, x=lambda g, i, watcher: watcher(g)[i])


class _BackwardHooks:
    """One call of a module, watched: gradients of its outputs arrive first, those of its inputs later. The hooks are those of when it is called."""

    def __init__(self, module: Module, first: list[_Called], last: list[_Called]) -> None:
        self.module, self.first, self.last = module, first, last
        self.grad_output: tuple[Any, ...] | None = None  # none have arrived yet, or those of the inputs have been shown
        self.watches_inputs = False

    def inputs(self, args: tuple[Any, ...]) -> tuple[Any, ...]:
        """The arguments, their tensors watched."""
        self.count = len(args)
        self.where = [i for i, a in enumerate(args) if isinstance(a, Tensor)]
        self.watches_inputs = any(args[i].requires_grad for i in self.where)
        return self._through(args, self.where, self._inputs_known) if self.watches_inputs else args

    def outputs(self, output: Any) -> Any:
        """The output, its tensors watched."""
        results = output if isinstance(output, tuple) else (output,)
        where = [i for i, o in enumerate(results) if isinstance(o, Tensor)]
        if not any(results[i].requires_grad for i in where):
            return output
        watched = self._through(results, where, self._outputs_known)
        return watched if isinstance(output, tuple) else watched[0]

    def _through(self, values: tuple[Any, ...], where: list[int], known: Callable[[Any], Any]) -> tuple[Any, ...]:
        last: list[Any] = [None, None]
        passing = [i for i in where if values[i].requires_grad]

        def watcher(g: tuple[Any, ...]) -> Any:
            if last[0] is not g:  # the rule runs once for each tensor, the hooks once for all
                arrived = dict(zip(passing, g, strict=True))
                left = dict(zip(where, known(tuple([arrived[i] if i in arrived else np.zeros_like(values[i].array) for i in where])), strict=True))
                last[:] = [g, [left[i] for i in passing]]
            return last[1]

        through = dict(zip(passing, backward_hook_op(*[values[i] for i in passing], watcher=watcher), strict=True))
        return tuple([through.get(i, v) for i, v in enumerate(values)])

    def _outputs_known(self, g: tuple[Any, ...]) -> tuple[Any, ...]:
        self.grad_output = tuple([_shown(a) for a in g])
        for hook in self.first:
            self._replace("grad_output", hook(self.module, self.grad_output))
        if not self.watches_inputs:
            self.grad_input: tuple[Any, ...] = (None,) * self.count
            for hook in self.last:
                result = hook(self.module, self.grad_input, self.grad_output)
                if result is not None and not (isinstance(result, tuple) and all(r is None for r in result)):
                    raise RuntimeError("Backward hook for Modules where no input requires gradient should always return None or None for all.")
        return _as_given(self.grad_output, g)

    def _inputs_known(self, g: tuple[Any, ...]) -> tuple[Any, ...]:
        if self.grad_output is None:  # they have not come by way of the output: a forward hook took it before
            return g
        shown: list[Any] = [None] * self.count
        for i, a in zip(self.where, g, strict=True):
            shown[i] = _shown(a)
        self.grad_input = tuple(shown)
        for hook in self.last:
            self._replace("grad_input", hook(self.module, self.grad_input, self.grad_output))
        self.grad_output = None
        return _as_given([self.grad_input[i] for i in self.where], g)

    def _replace(self, name: str, result: Any) -> None:
        if result is None:
            return
        result = tuple(result) if isinstance(result, (tuple, list)) else (result,)
        if len(result) != len(getattr(self, name)):
            raise RuntimeError(f"Backward hook returned an invalid number of grad_input, got {len(result)}, but expected {len(getattr(self, name))}")
        setattr(self, name, result)


def _shown(gradient: Any) -> Tensor:
    """A gradient as the Tensor that hooks see."""
    return gradient if isinstance(gradient, Tensor) else wrap(gradient)


def _as_given(shown: Any, g: tuple[Any, ...]) -> tuple[Any, ...]:
    """What the hooks left of the gradients, raw where they came raw."""
    return tuple([s if isinstance(a, Tensor) or s is None else s.array for s, a in zip(shown, g, strict=True)])


class OptimizedModule(Module):
    """A module that runs as a program; parameters, settings and attributes are those of the module that it was made of, ``_orig_mod``."""

    def __init__(self, module: Module, fullgraph: bool = False) -> None:
        from autograd.transforms.compile import Compiled

        super().__init__()
        own = vars(self)
        own["forward"], own["fullgraph"] = Compiled(module, fullgraph), fullgraph
        del own["training"]
        self._modules["_orig_mod"] = module

    def __getattr__(self, name: str) -> Any:
        module = vars(self)["_modules"]["_orig_mod"]
        return module if name == "_orig_mod" else getattr(module, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._orig_mod, name, value)

    def __delattr__(self, name: str) -> None:
        delattr(self._orig_mod, name)

    def __reduce__(self) -> Any:
        return OptimizedModule, (self._orig_mod, self.fullgraph)

    @property
    def source(self) -> str:
        """The programs as text."""
        return str(vars(self)["forward"].source)

    def save(self, file: Any) -> None:
        """Write the latest program to a file."""
        vars(self)["forward"].save(file)
