"""Layers without anything to learn: a function of `nn.functional`, with its settings kept."""

from __future__ import annotations

import inspect
from typing import Any

from autograd import Tensor
from autograd.core.overrides import KEEPERS

from .module import Module

__all__ = ["Stateless"]


class Stateless(Module):
    """A layer that is a function with settings: its constructor takes what the function takes beside its input tensors.

    A subclass names its ``function``. ``inputs`` says how many of the function's arguments are tensors, which come when the layer is called;
    ``settings`` which of the others the layer has and in which order, if not just all of them: those after "*" by keyword only. Settings that
    are tensors become buffers. An argument ``training`` is the layer's own mode.
    """

    function: Any
    inputs = 1
    settings = ""
    not_passed = frozenset[str]()  # settings that the constructor alone needs
    _passed: tuple[str, ...]
    _knows_training: bool

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        if "function" not in vars(cls):
            return
        function = cls.function
        cls.function = staticmethod(function)
        KEEPERS.append(cls)
        called_with = list(inspect.signature(function).parameters)[: cls.inputs]
        own = {p.name: p for p in list(inspect.signature(function).parameters.values())[cls.inputs :]}
        cls._knows_training = own.pop("training", None) is not None
        positional, _, by_keyword = (cls.settings or " ".join(own)).partition("*")
        parameters = [own[name] for name in positional.split()]
        parameters += [own[name].replace(kind=inspect.Parameter.KEYWORD_ONLY) for name in by_keyword.split()]
        cls._passed = tuple(p.name for p in parameters if p.name not in cls.not_passed)
        signature = inspect.Signature([inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD), *parameters])

        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
            given = signature.bind(self, *args, **kwargs)
            given.apply_defaults()
            Module.__init__(self)
            del given.arguments["self"]
            for name, value in given.arguments.items():
                if isinstance(value, Tensor) and value.ndim and name not in ("weight", "pos_weight"):
                    call = f"{type(self).__name__}()({', '.join(called_with)})"
                    raise RuntimeError(
                        f"{type(self).__name__} got a tensor for {name}, a setting: first make the layer or loss, then call it, {call}"
                    )
            self._keep(given.arguments)

        __init__.__signature__ = signature  # type: ignore[attr-defined]
        cls.__init__ = __init__  # type: ignore[method-assign]

    def _keep(self, settings: dict[str, Any]) -> None:
        """Make attributes of the settings; subclasses check and complete them here."""
        for name, value in settings.items():
            if name in ("weight", "pos_weight"):
                self.register_buffer(name, value)
            else:
                setattr(self, name, value)

    def forward(self, *inputs: Any, **named: Any) -> Any:
        """The function of the inputs."""
        for name in self._passed:
            named[name] = getattr(self, name)
        if self._knows_training:
            named["training"] = self.training
        return self.function(*inputs, **named)
