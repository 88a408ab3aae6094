"""Optimizer: what all optimizers share.

An optimizer is two small methods: `begin`, the state of one parameter before its first step, and `update`, the change of one parameter
given its gradient. Both see raw arrays. Everything else is here: parameter groups, closures, weight decay, the state dict.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, cast

import numpy as np

from autograd import Tensor, enable_grad
from autograd.core.hooks import RemovableHandle, register
from autograd.core.op import HALF, widened
from autograd.core.tensor import wrap

__all__ = ["Optimizer"]

Array = np.ndarray[Any, np.dtype[Any]]
Group = dict[str, Any]
State = dict[str, Any]


class _Required:
    """Stands for a setting without a default: every parameter group must give it."""

    def __repr__(self) -> str:
        return "<required parameter>"


required = _Required()


def _watched(step: Callable[..., Any]) -> Callable[..., Any]:
    """``step``, with the hooks around it, and noting for the schedulers that it was called."""

    @wraps(step)
    def watched(*args: Any, **kwargs: Any) -> Any:
        self = args[0]  # the hooks see the optimizer among the arguments too
        for hook in list(_hooks(self, "_pre_hooks").values()):
            result = hook(self, args, kwargs)
            if result is not None:
                if not (isinstance(result, tuple) and len(result) == 2):
                    raise RuntimeError(f"{step} must return None or a tuple of (new_args, new_kwargs), but got {result}.")
                args, kwargs = result
        self._opt_called = True
        out = step(*args, **kwargs)
        for hook in list(_hooks(self, "_post_hooks").values()):
            hook(self, args, kwargs)
        return out

    return watched


def _hooks(optimizer: Optimizer, name: str) -> dict[int, Any]:
    """The hooks of this kind; an optimizer that wraps another one may not have called `Optimizer.__init__`, and has none yet."""
    hooks: dict[int, Any] = vars(optimizer).setdefault(name, {})
    return hooks


class Optimizer:
    """Base class of all optimizers. ``params``: parameters, (name, parameter) pairs, or dicts that are parameter groups.

    A subclass that only has ``settings`` with their defaults (and ``keyword_settings``, given by name only) gets its constructor from them.
    ``fixed_settings`` are those that it does not let one choose; ``order`` is that of the settings in a group, where it is another.
    """

    settings: ClassVar[dict[str, Any]]
    keyword_settings: ClassVar[dict[str, Any]] = {}
    fixed_settings: ClassVar[dict[str, Any]] = {}
    order: ClassVar[str] = ""
    _opt_called = False

    defaults: dict[str, Any]
    state: defaultdict[Any, State]
    param_groups: list[Group]

    if TYPE_CHECKING:  # the constructors that subclasses with settings get

        def __init__(self, params: Any, *settings: Any, **named_settings: Any) -> None: ...

    def __init__(self, params: Any, defaults: dict[str, Any]) -> None:  # type: ignore[no-redef]
        if isinstance(params, Tensor):
            raise TypeError(
                f"params argument given to the optimizer should be an iterable of Tensors or dicts, but got {type(params).__name__}: give [it]"
            )
        self._take_over({"defaults": defaults, "state": defaultdict(dict), "param_groups": []})
        self._check(defaults)
        try:
            params = iter(params)
        except TypeError as error:
            hint = ": give its parameters()" if hasattr(params, "parameters") else ": call it, with ()" if callable(params) else ""
            raise TypeError(f"{error}{hint}") from None
        groups = list(params)
        if not groups:
            raise ValueError(
                "optimizer got an empty parameter list: parameters() finds parameters, and modules, that are attributes of a module. "
                "Modules in a list or dict belong into a ModuleList or ModuleDict, parameters into a ParameterList"
            )
        for group in groups if isinstance(groups[0], dict) else [{"params": groups}]:
            self.add_param_group(group)

    def _take_over(self, state: dict[str, Any]) -> None:
        """Have the settings, the state and the groups of this dict, and be as new otherwise."""
        self._pre_hooks: dict[int, Any] = {}
        self._post_hooks: dict[int, Any] = {}
        self._opt_called = False
        self._scratch: dict[Any, Array] = {}
        vars(self).update(state)

    def __getstate__(self) -> dict[str, Any]:
        return {"defaults": self.defaults, "state": self.state, "param_groups": self.param_groups}

    __setstate__ = _take_over

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "settings" in vars(cls):
            cls.__init__ = _constructor(cls)  # type: ignore[method-assign]
        if "step" in vars(cls):
            cls.step = _watched(cls.step)  # type: ignore[method-assign]

    def _check(self, settings: dict[str, Any]) -> None:
        """ValueError for a setting out of its range, unless the optimizer is another's, that checks its own."""
        if not hasattr(self, "settings"):
            return
        for name, value in settings.items():
            if name in _AT_LEAST_ZERO and value is not required and (not value >= 0 or (name == "rho" and value > 1)):
                raise ValueError(f"Invalid {_AT_LEAST_ZERO[name]}: {value}")
            for i, beta in enumerate(value if name == "betas" else ()):
                if not 0 <= beta < 1:
                    raise ValueError(f"Invalid beta parameter at index {i}: {beta}")
        if settings.get("differentiable") or settings.get("capturable"):
            raise RuntimeError("optimizer: differentiable=True and capturable=True are not supported: steps are not recorded")

    # ------------------------------------------------------------------------------------------------------------ one parameter

    def begin(self, p: Array, group: Group) -> State:
        """The state of one parameter before its first step: arrays by name."""
        return {}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """Change the parameter ``p`` in place, given its gradient ``g``. ``g`` itself must stay as it is."""
        raise NotImplementedError

    def scratch(self, like: Array, number: int = 0) -> Array:
        """An array to compute in, kept between steps; its values are whatever was left in it."""
        key = (like.shape, like.dtype.char, number)
        found = self._scratch.get(key)
        if found is None:
            found = self._scratch[key] = np.empty_like(like)
        return found

    # ------------------------------------------------------------------------------------------------------------ all parameters

    @_watched
    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Update every parameter that has a gradient. ``closure`` computes the loss anew and returns it; so does step then."""
        loss = None
        if closure is not None:
            with enable_grad():
                loss = closure()
        for group in self.param_groups:
            decay = group["weight_decay"] if group.get("decoupled_weight_decay") else 0
            kept = 1 - float(group["lr"]) * decay  # of the parameter itself: Loshchilov & Hutter 2017
            for parameter in group["params"]:
                if parameter._grad is not None:
                    state = self.state[parameter]
                    p, g = parameter.array, parameter._grad.array
                    if not state:
                        state.update((k, wrap(v)) for k, v in self.begin(p, group).items())
                    (self._update_half if p.dtype == HALF else self._update)(p, g, state, group, kept if decay != 0 else 1)
                    parameter._version_counter[0] += 1
        return loss

    def _update(self, p: Array, g: Array, state: State, group: Group, kept: float) -> None:
        """`update`, after the decay of the parameter itself."""
        if kept != 1:
            p *= kept
        self.update(p, self._gradient(p, g, group), state, group)

    def _update_half(self, p: Array, g: Array, state: State, group: Group, kept: float) -> None:
        """`_update` in float32: the square of a gradient may be too large for float16. The parameter and each state are rounded once."""
        single, states = p.astype(np.float32), {k: widened(v) for k, v in state.items()}
        self._update(single, g.astype(np.float32), states, group, kept)
        with np.errstate(over="ignore"):
            p[...] = single
            for k, v in states.items():
                if k not in state or state[k] is None:  # it has begun in this step
                    state[k] = v.half() if isinstance(v, Tensor) and v.array.shape == p.shape else v
                elif state[k] is not v:
                    state[k].array[...] = v.array

    def _gradient(self, p: Array, g: Array, group: Group) -> Array:
        """The gradient that the formula sees: negated to maximize, with the weight decay added unless that shrinks ``p`` directly."""
        decay = group["weight_decay"]
        if group["maximize"]:
            g = np.multiply(g, -1, out=self.scratch(p, -1))  # np.negative(out=) may be wrong, see autograd/core/methods.py
        if decay == 0 or group.get("decoupled_weight_decay"):
            return g
        decayed = np.multiply(p, decay, out=self.scratch(p, -2))
        decayed += g
        return decayed

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget all gradients; ``set_to_none=False`` fills them with zeros instead."""
        for group in self.param_groups:
            for parameter in group["params"]:
                if set_to_none:
                    parameter._grad = None
                elif parameter._grad is not None:
                    parameter._grad = parameter._grad.detach().zero_()

    def add_param_group(self, param_group: Group) -> None:
        """Add parameters with settings of their own: ``{"params": [...], "lr": 0.01}``; the defaults fill the rest."""
        if not isinstance(param_group, dict):
            raise TypeError(f"param_group must be a dict, but got {type(param_group)}")
        params = param_group["params"]
        if isinstance(params, set):
            raise TypeError(
                "optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets will change between "
                "runs. Please use a list instead."
            )
        listed: list[Any] = [params] if isinstance(params, Tensor) else list(params)
        group = {**param_group, "params": listed}
        if listed and isinstance(listed[0], tuple):
            group["params"], group["param_names"] = [p for _, p in listed], [name for name, _ in listed]
            listed = group["params"]
        named = "param_names" in group
        if any(("param_names" in other) != named for other in self.param_groups):
            raise ValueError(
                "all optimizer param groups should be with/without names. cannot add param group "
                f"{'with' if named else 'without'} names to the optimizer"
            )
        for p in listed:
            if not isinstance(p, Tensor):
                raise TypeError(f"optimizer can only optimize Tensors, but one of the params is {type(p).__name__}")
            if not p.is_leaf:
                raise ValueError("can't optimize a non-leaf Tensor: give the tensors that it was computed from, or .detach().requires_grad_() of it")
        for name, default in self.defaults.items():
            if default is required and name not in group:
                raise ValueError(f"parameter group didn't specify a value of required optimization parameter {name}")
            group.setdefault(name, default)
        self._check(group)
        if len(set(listed)) != len(listed):
            warnings.warn(
                "optimizer contains a parameter group with duplicate parameters; in future, this will cause an error; "
                "see github.com/pytorch/pytorch/issues/40967 for more information",
                stacklevel=3,
            )
        if not set(listed).isdisjoint(chain.from_iterable(g["params"] for g in self.param_groups)):
            raise ValueError("some parameters appear in more than one parameter group")
        self.param_groups.append(group)

    def register_step_pre_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(optimizer, args, kwargs)`` before each step."""
        return register(_hooks(self, "_pre_hooks"), hook)

    def register_step_post_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(optimizer, args, kwargs)`` after each step."""
        return register(_hooks(self, "_post_hooks"), hook)

    # ------------------------------------------------------------------------------------------------------------ the state dict

    def state_dict(self) -> dict[str, Any]:
        """The state by the parameters' numbers, and the groups' settings: all that a later run needs to go on."""
        numbers: dict[Any, int] = {}
        groups = []
        for group in self.param_groups:
            for p in group["params"]:
                numbers.setdefault(p, len(numbers))
            groups.append({**{k: v for k, v in group.items() if k != "params"}, "params": [numbers[p] for p in group["params"]]})
        return {"state": {numbers.get(p, p): dict(s) for p, s in self.state.items() if s}, "param_groups": groups}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Take over what `state_dict` returned, for the same parameters in the same order."""
        own, saved = self.param_groups, state_dict["param_groups"]
        if len(own) != len(saved):
            raise ValueError("loaded state dict has a different number of parameter groups")
        if any(len(a["params"]) != len(b["params"]) for a, b in zip(own, saved, strict=True)):
            raise ValueError("loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
        of_number: dict[int, Any] = {}
        for mine, group in zip(own, saved, strict=True):
            of_number.update(zip(group["params"], mine["params"], strict=True))
        self.state = defaultdict(dict)
        for number, state in state_dict["state"].items():
            p = of_number.get(number, number)
            self.state[p] = {k: _fitting(k, v, p) for k, v in state.items()} if isinstance(state, dict) else deepcopy(state)
        self.param_groups = [
            {**deepcopy({k: v for k, v in group.items() if k != "params"}), "params": mine["params"]} for mine, group in zip(own, saved, strict=True)
        ]
        for mine, group in zip(own, self.param_groups, strict=True):
            if "param_names" in mine:
                group["param_names"] = mine["param_names"]

    def __repr__(self) -> str:
        text = f"{type(self).__name__} ("
        for i, group in enumerate(self.param_groups):
            settings = "".join(f"    {name}: {group[name]}\n" for name in sorted(group) if name != "params")
            text += f"\nParameter Group {i}\n{settings}"
        return f"{text})"


_AT_LEAST_ZERO = dict(
    lr="learning rate",
    eps="epsilon value",
    momentum="momentum value",
    weight_decay="weight_decay value",
    rho="rho value",
    alpha="alpha value",
    lr_decay="lr_decay value",
    initial_accumulator_value="initial_accumulator_value value",
    momentum_decay="momentum_decay value",
)


def _fitting(name: str, value: Any, p: Any) -> Any:
    """A copy of a loaded value, brought to the parameter's type; the count of steps keeps its own."""
    if not isinstance(value, Tensor):
        return deepcopy(value)
    floating = name != "step" and isinstance(p, Tensor) and p.is_floating_point()
    return wrap(value.array.astype(p.array.dtype if floating else value.array.dtype))


def _constructor(cls: Any) -> Callable[..., None]:
    """``__init__(self, params, *settings)``: a function with these very parameters, as programs look them up in its code too."""

    def begin(self: Any, params: Any, settings: dict[str, Any]) -> None:
        settings = {**settings, **cls.fixed_settings}
        Optimizer.__init__(self, params, {name: settings[name] for name in cls.order.split() or settings})

    own = {**cls.settings, **cls.keyword_settings}
    parameters = ", ".join([*cls.settings, *(["*"] if cls.keyword_settings else []), *cls.keyword_settings])
    made: dict[str, Any] = {}
    exec(
        f"def __init__(self, params, {parameters}): begin(self, params, dict({', '.join(f'{name}={name}' for name in own)}))", {"begin": begin}, made
    )
    constructor: Any = made["__init__"]
    constructor.__defaults__, constructor.__kwdefaults__ = tuple(cls.settings.values()), dict(cls.keyword_settings)
    constructor.__module__, constructor.__qualname__ = cls.__module__, f"{cls.__name__}.__init__"
    return cast("Callable[..., None]", constructor)


def advance_step(state: State) -> float:
    """The number of this step, which is counted in ``state["step"]``."""
    step = state["step"].array
    step += 1
    return float(step)


def first_step() -> Any:
    """The count of steps, before the first: a float32 scalar, as PyTorch has it."""
    return np.zeros((), np.float32)
