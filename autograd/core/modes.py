"""What each thread has switched on for itself: recording, inference, anomaly mode, an observer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from inspect import isgeneratorfunction
from typing import Any, TypeVar

__all__ = [
    "detect_anomaly", "enable_grad", "inference_mode", "is_anomaly_enabled", "is_grad_enabled", "is_inference_mode_enabled", "no_grad",
    "set_detect_anomaly", "set_grad_enabled",
]  # fmt: skip

new = object.__new__
F = TypeVar("F", bound=Callable[..., Any])


class _Mode(threading.local):
    """What each thread has switched on for itself."""

    grad_enabled = True
    inference = False
    rules_on_tensors = False  # while a backward pass is itself recorded: NumPy's functions then give Tensors
    anomaly = False
    saved_hooks: Any = None  # pack, unpack, and the same of the block around; see saved.py
    tracer: Any = None  # told of every operation, while a function is compiled; see transforms/compile/trace.py
    long_way = False  # in anomaly mode, with hooks on what is saved, with modes, or while tracing: no operation is to be hurried through
    check_finite = True  # in anomaly mode: stop at nan and inf
    asks_classes = True  # functions ask the classes of their arguments; see overrides.py
    function_modes: tuple[Any, ...] = ()  # and these modes before, the last one first
    repeats = False  # in `vmap`, before its last call: graphs stay, as the same one is walked again
    backward_pass: Any = None  # the one that runs; see sweep.py
    observer: Any = None  # told of every step of a backward pass, and in anomaly mode of every operation; see graph/record.py


mode = _Mode()


class set_grad_enabled:
    """Switch recording on or off in this thread: at once, for a ``with`` block, or for each call of a decorated function.

    Of a decorated generator function each step runs in the mode; so it is for all of these modes.

    >>> import autograd
    >>> w = autograd.tensor([1.0], requires_grad=True)
    >>> with autograd.set_grad_enabled(False):
    ...     (w * 2).requires_grad
    False
    """

    def __init__(self, enabled: bool) -> None:
        self.enabled = bool(enabled)
        self.before = mode.grad_enabled
        mode.grad_enabled = self.enabled

    def __enter__(self) -> None:
        mode.grad_enabled = self.enabled

    def __exit__(self, *exception: object) -> None:
        mode.grad_enabled = self.before

    def __call__(self, function: F) -> F:
        mode.grad_enabled = self.before  # a decorator switches when its function is called, not where it is written
        return _in_mode(lambda: set_grad_enabled(self.enabled), function)


class _GradMode:
    """A grad mode that is entered and left, possibly many times and nested: also a decorator."""

    enabled = True
    inference: bool | None = None
    before: Any = None  # what to restore: the modes found at the last entry, and what `before` was then, as entries can be nested

    def __enter__(self) -> None:
        self.before = mode.grad_enabled, mode.inference, self.before
        mode.grad_enabled = self.enabled
        if self.inference is not None:
            mode.inference = self.inference

    def __exit__(self, *exception: object) -> None:
        mode.grad_enabled, mode.inference, self.before = self.before

    def __call__(self, function: F) -> F:
        return _in_mode(type(self), function)


class no_grad(_GradMode):
    """Record nothing: results do not require gradients. A context manager and a decorator.

    >>> import autograd
    >>> w = autograd.tensor([5.0], requires_grad=True)
    >>> with autograd.no_grad():
    ...     (w * 2).requires_grad
    False
    """

    enabled = False

    def __new__(cls, function: Callable[..., Any] | None = None) -> Any:
        return new(cls) if function is None else cls()(function)  # `@no_grad` without parentheses


class enable_grad(_GradMode):
    """Record again, inside a `no_grad` block. A context manager and a decorator."""

    enabled = True

    def __new__(cls, function: Callable[..., Any] | None = None) -> Any:
        return new(cls) if function is None else cls()(function)


class inference_mode(_GradMode):
    """`no_grad` for code that will never need gradients; ``inference_mode(False)`` does nothing. A context manager and a decorator.

    Tensors made in it are like others, and ``is_inference()`` is False of them: what PyTorch refuses to do with them later, to record an operation
    on them or to overwrite them, is right here.
    """

    def __new__(cls, mode: bool | Callable[..., Any] = True) -> Any:
        return cls()(mode) if callable(mode) else super().__new__(cls)

    def __init__(self, mode: bool = True) -> None:
        self.enabled, self.inference = not mode, bool(mode)

    def __call__(self, function: F) -> F:
        return _in_mode(lambda: inference_mode(bool(self.inference)), function)


def _in_mode(context: Callable[[], Any], function: F) -> F:
    if isgeneratorfunction(function):
        return _steps_in_mode(context, function)

    @wraps(function)
    def inside(*args: Any, **kwargs: Any) -> Any:
        with context():
            return function(*args, **kwargs)

    return inside  # type: ignore[return-value]


def _steps_in_mode(context: Callable[[], Any], function: F) -> F:
    """A generator function whose every step runs in the mode; where it yields, its caller has the mode that was set before."""

    @wraps(function)
    def inside(*args: Any, **kwargs: Any) -> Any:
        generator = function(*args, **kwargs)
        proceed, sent = generator.send, None
        while True:
            try:
                with context():
                    value = proceed(sent)
            except StopIteration as end:
                return end.value
            try:
                sent = yield value
                proceed = generator.send
            except GeneratorExit:
                with context():
                    generator.close()
                raise
            except BaseException as error:  # thrown in by the caller
                proceed, sent = generator.throw, error

    return inside  # type: ignore[return-value]


def is_grad_enabled() -> bool:
    """True if operations in this thread are being recorded."""
    return mode.grad_enabled


def is_inference_mode_enabled() -> bool:
    """True inside `inference_mode`."""
    return mode.inference


class set_detect_anomaly:
    """Switch anomaly mode on or off in this thread: at once, or for a ``with`` block.

    In anomaly mode every operation notes the source line that called it, and a backward pass stops at the first gradient that is nan or
    inf (``check_nan=False``: does not stop), naming operation, shapes and line.
    """

    def __init__(self, mode: bool, check_nan: bool = True) -> None:
        self.wanted = (bool(mode), bool(check_nan))
        self.before = _set_anomaly(*self.wanted)

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exception: object) -> None:
        _set_anomaly(*self.before)


class detect_anomaly(set_detect_anomaly):
    """Anomaly mode for a ``with`` block; see `set_detect_anomaly`.

    >>> import autograd
    >>> x = autograd.tensor(0.0, requires_grad=True)
    >>> with autograd.detect_anomaly():
    ...     try:
    ...         autograd.sqrt(x).backward()
    ...     except RuntimeError as error:
    ...         print(str(error).partition(":")[0])
    SqrtBackward0 returned inf values in the gradient of one of its inputs
    """

    def __init__(self, check_nan: bool = True) -> None:
        super().__init__(True, check_nan)
        _set_anomaly(*self.before)  # not before the block begins

    def __enter__(self) -> None:
        self.before = _set_anomaly(*self.wanted)


def _set_anomaly(enabled: bool, check_finite: bool) -> tuple[bool, bool]:
    before = mode.anomaly, mode.check_finite
    mode.anomaly, mode.check_finite = enabled, check_finite
    take_long_way()
    return before


def take_long_way() -> None:
    """Note whether operations have to see to more than their result and its node."""
    mode.long_way = mode.anomaly or mode.saved_hooks is not None or mode.tracer is not None or bool(mode.function_modes)


def is_anomaly_enabled() -> bool:
    """True in anomaly mode."""
    return mode.anomaly
