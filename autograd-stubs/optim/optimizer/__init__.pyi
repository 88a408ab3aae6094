"""Optimizer: what all optimizers share.

    An optimizer is two small methods: `begin`, the state of one parameter before its first step, and `update`, the change of one parameter
    given its gradient. Both see raw arrays. Everything else is here: parameter groups, closures, weight decay, the state dict."""
from autograd.utils.hooks import RemovableHandle as _RemovableHandle
from collections import defaultdict as _collections_defaultdict
from collections.abc import Callable as _Callable
from numpy import dtype as _numpy_dtype
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class Optimizer:
    """Base class of all optimizers. ``params``: parameters, (name, parameter) pairs, or dicts that are parameter groups.

    A subclass that only has ``settings`` with their defaults (and ``keyword_settings``, given by name only) gets its constructor from them.
    ``fixed_settings`` are those that it does not let one choose; ``order`` is that of the settings in a group, where it is another."""
    settings: _ClassVar[dict[str, _Any]]
    keyword_settings: _ClassVar[dict[str, _Any]]
    fixed_settings: _ClassVar[dict[str, _Any]]
    order: _ClassVar[str]
    defaults: dict[str, _Any]
    state: _collections_defaultdict[_Any, dict[str, _Any]]
    param_groups: list[dict[str, _Any]]
    def __init__(self, params: _Any, defaults: dict[str, _Any]) -> None: ...
    def __setstate__(self, state: dict[str, _Any]) -> None: """Have the settings, the state and the groups of this dict, and be as new otherwise."""
    @classmethod
    def __init_subclass__(cls, **kwargs: _Any) -> None: ...
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """The state of one parameter before its first step: arrays by name."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """Change the parameter ``p`` in place, given its gradient ``g``. ``g`` itself must stay as it is."""
    def scratch(self, like: _numpy_ndarray[_Any, _numpy_dtype[_Any]], number: int = 0) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """An array to compute in, kept between steps; its values are whatever was left in it."""
    def step(self, closure: _Callable[[], _Any] | None = None) -> _Any: """Update every parameter that has a gradient. ``closure`` computes the loss anew and returns it; so does step then."""
    def zero_grad(self, set_to_none: bool = True) -> None: """Forget all gradients; ``set_to_none=False`` fills them with zeros instead."""
    def add_param_group(self, param_group: dict[str, _Any]) -> None: """Add parameters with settings of their own: ``{"params": [...], "lr": 0.01}``; the defaults fill the rest."""
    def register_step_pre_hook(self, hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(optimizer, args, kwargs)`` before each step."""
    def register_step_post_hook(self, hook: _Callable[..., _Any]) -> _RemovableHandle: """Call ``hook(optimizer, args, kwargs)`` after each step."""
    def state_dict(self) -> dict[str, _Any]: """The state by the parameters' numbers, and the groups' settings: all that a later run needs to go on."""
    def load_state_dict(self, state_dict: dict[str, _Any]) -> None: """Take over what `state_dict` returned, for the same parameters in the same order."""
