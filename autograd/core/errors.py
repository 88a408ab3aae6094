"""What errors say: the operation, what it was given, what was expected, and what to do."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..machine import absent
from ..machine.finder import module_at
from . import dtypes

if TYPE_CHECKING:
    from .node import Node

__all__: list[str] = []

ASKS = str(Path(__file__).with_name("overrides.py"))


def warn(message: str, category: type[Warning] = UserWarning, stacklevel: int = 1) -> None:
    """`warnings.warn`, which does not count what stands between a function and its caller only to ask whether a class overrides it."""
    frame, level = sys._getframe(1), stacklevel + 1
    for _ in range(stacklevel - 1):
        frame = frame.f_back or frame
        while frame.f_code.co_filename == ASKS and frame.f_back is not None:
            frame, level = frame.f_back, level + 1
    warnings.warn(message, category, level)


def explained(name: str, error: Exception, arrays: list[Any], params: dict[str, Any]) -> Exception:
    """NumPy's complaint as PyTorch's exception type, naming the operation and what it was given."""
    if isinstance(error, AttributeError):  # the forward function missed what every array has
        places = [i for i, a in enumerate(arrays) if a is error.obj and not isinstance(a, (np.ndarray, np.generic))]
        return wrong_kind(name, "input" if places[0] == 0 else "other", places[0], error.obj) if places else error
    given = ", ".join(f"{tuple(a.shape)} {dtypes.of(a).name}" if isinstance(a, np.ndarray) else repr(a) for a in arrays)
    settings = "".join(f", {k}={v!r}" for k, v in params.items())
    kind: type[Exception] = RuntimeError if isinstance(error, ValueError) else IndexError if isinstance(error, IndexError) else TypeError
    reason = str(error)
    if "numpy boolean" in reason:
        kind, reason = RuntimeError, "not supported on bool tensors: to invert a mask, or to tell two masks apart, use `~` or `^`"
    elif "not supported for the input types" in reason or "did not contain a loop" in reason:
        kind, reason = NotImplementedError, "not implemented for these types: convert the tensors first"
    if "could not be broadcast together" in reason:
        reason = (
            "the shapes do not broadcast: aligned from the right, each pair of sizes must be equal or contain a 1. "
            "Reshape one of them, for example with unsqueeze"
        )
    if reason.startswith("cannot reshape array of size"):
        reason = f"shape {list(params.get('shape', ()))} is invalid for input of size {arrays[0].size}"
    return kind(f"{name}({given}{settings}): {reason}")


def wrong_kind(name: str, argument: str, place: int, value: Any) -> TypeError:
    """What to say of an argument, the one at this place, that should be a Tensor and is a list, an array of NumPy or None."""
    kind = "numpy.ndarray" if isinstance(value, np.ndarray) else type(value).__name__
    return TypeError(f"{name}(): argument '{argument}' (position {place + 1}) must be Tensor, not {kind}: make one with autograd.tensor(...)")


def overwritten(node: Node, position: int, version: int, now: int) -> str:
    """What to say when a saved array has another version than it had."""
    names = node.op.inputs
    name = "out" if position < 0 else names[position] if position < len(names) else f"input {position}"
    return (
        f"{node.op.name}: one of the variables needed for gradient computation has been modified by an inplace operation: "
        f"'{name}' is at version {now}; expected version {version} instead. {node.op.describe(node)} saved it for its backward pass. "
        "Use the out-of-place form of the operation that changed it, change a .clone(), or assign to its .data after the backward pass"
    )


def released(node: Node) -> str:
    """What to say when a node is passed a second time."""
    return (
        f"{node.op.name}: trying to backward through the graph a second time, or to use saved arrays after they were released. "
        "They are released when backward() or grad() has passed them: compute the result anew for each pass, or say retain_graph=True the first time"
    )


class NoArray(NotImplementedError):
    """A tensor was asked for its array, and has none: a sparse one."""


class NoSuchName(AttributeError):
    """A module does not have this name; its message names one that is near. That is looked for when the message is read, not by ``hasattr``."""

    def __init__(self, message: str, module: str, missing: str) -> None:
        super().__init__(message, name=missing)  # without `obj`, from which Python would make a second suggestion in a terminal
        self.module = module

    def __str__(self) -> str:
        import difflib

        near = difflib.get_close_matches(str(self.name), dir(sys.modules[self.module]), 1)
        return f"{self.args[0]}{f'. Did you mean: {near[0]!r}?' if near else ''}"


NoSuchName.__name__ = NoSuchName.__qualname__ = "AttributeError"  # as which a traceback shows it
NoSuchName.__module__ = "builtins"


def refuse(module: str) -> Callable[[str], Any]:
    """The ``__getattr__`` of a module that has no other names than those that it has, and modules at PyTorch's addresses in it."""

    def __getattr__(name: str) -> Any:
        found = module_at(module, name)
        if found is not None:
            return found
        stand_in = absent.mention(module, name)
        if stand_in is not None:
            return stand_in
        raise NoSuchName(f"module {module!r} has no attribute {name!r}", module, name)

    return __getattr__
