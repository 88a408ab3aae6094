"""The one table of samples that drives the tests of all operations: a file per family of ``autograd/ops`` and ``nn/functional``.

A sample is a call of a public function on small float64 arrays, away from kinks and poles, with values for which no gradient is zero by
accident. The tests take each through finite differences of first and second order, the raw against the recorded path, mutated rules and
more (test_operations.py). An operation without samples fails the suite.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import numpy as np


class Sample:
    """``function(*inputs, **keywords)``: float arrays become leaves that require gradients, other arrays plain tensors.

    ``order=1`` says that the function is not differentiable twice, and ``reason`` why. ``name`` tells samples of one function apart.
    """

    def __init__(self, function: Callable[..., Any], *inputs: Any, name: str = "", order: int = 2, reason: str = "", **keywords: Any) -> None:
        assert order == 2 or reason, "say why there is no second order"
        self.function, self.inputs, self.keywords, self.order = function, inputs, keywords, order
        self.name = f"{getattr(function, '__name__', type(function).__name__)}{' ' + name if name else ''}"

    def __repr__(self) -> str:
        return self.name


def normal(*shape: int, seed: int = 0) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Reproducible normal values, never nearer to zero than 0.1 (kinks at zero) and all different (ties)."""
    values = np.random.default_rng([seed, *shape]).normal(size=shape)
    return np.asarray(values + np.copysign(0.1, values))


def positive(*shape: int, seed: int = 0, low: float = 0.3, high: float = 2.0) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Reproducible values between ``low`` and ``high``."""
    return np.asarray(np.random.default_rng([seed, *shape]).uniform(low, high, size=shape))


def all_samples() -> list[Sample]:
    """The samples of every family: each module here has a list SAMPLES."""
    modules = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return [s for m in modules for s in importlib.import_module(f"{__name__}.{m}").SAMPLES]
