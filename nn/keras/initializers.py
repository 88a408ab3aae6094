"""Where weights start. An initializer makes a tensor of a given shape, in Keras's layout: inputs and outputs are the last two dimensions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import autograd
from autograd import Tensor

from .. import init
from .lookup import look_up, snake_case, table_of

__all__ = [
    "Constant", "GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "Identity", "Initializer", "LecunNormal", "LecunUniform", "Ones",
    "Orthogonal", "RandomNormal", "RandomUniform", "TruncatedNormal", "VarianceScaling", "Zeros", "get",
]  # fmt: skip


class Initializer:
    """Makes a tensor of a given shape; its numbers come from the seed given, or else from `autograd.manual_seed`."""

    seed: int | None = None

    def __call__(self, shape: Sequence[int], dtype: Any = None) -> Tensor:
        tensor = autograd.empty(tuple(shape), dtype=dtype)
        self.fill(tensor, None if self.seed is None else autograd.Generator().manual_seed(self.seed))
        return tensor

    def fill(self, tensor: Tensor, generator: Any) -> None:
        """Write the starting values."""
        raise NotImplementedError(f"{type(self).__name__} needs a method fill(tensor, generator)")


class Constant(Initializer):
    """One value everywhere."""

    def __init__(self, value: float = 0.0) -> None:
        self.value = value

    def fill(self, tensor: Tensor, generator: Any) -> None:
        """Write the value everywhere."""
        init.constant_(tensor, self.value)


class Zeros(Constant):
    """Zeros."""

    def __init__(self) -> None:
        super().__init__(0.0)


class Ones(Constant):
    """Ones."""

    def __init__(self) -> None:
        super().__init__(1.0)


class RandomNormal(Initializer):
    """N(mean, stddev²)."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: int | None = None) -> None:
        self.mean, self.stddev, self.seed = mean, stddev, seed

    def fill(self, tensor: Tensor, generator: Any) -> None:
        """Draw the values."""
        init.normal_(tensor, self.mean, self.stddev, generator=generator)


class TruncatedNormal(RandomNormal):
    """N(mean, stddev²), without what is more than two stddev away from the mean."""

    def fill(self, tensor: Tensor, generator: Any) -> None:
        """Draw the values."""
        mean, std = self.mean, self.stddev
        init.trunc_normal_(tensor, mean, std, mean - 2 * std, mean + 2 * std, generator=generator)


class RandomUniform(Initializer):
    """U(minval, maxval)."""

    def __init__(self, minval: float = -0.05, maxval: float = 0.05, seed: int | None = None) -> None:
        self.minval, self.maxval, self.seed = minval, maxval, seed

    def fill(self, tensor: Tensor, generator: Any) -> None:
        """Draw the values."""
        init.uniform_(tensor, self.minval, self.maxval, generator=generator)


class Orthogonal(Initializer):
    """A matrix with orthonormal rows or columns, times ``gain``.  Saxe et al. 2013."""

    def __init__(self, gain: float = 1.0, seed: int | None = None) -> None:
        self.gain, self.seed = gain, seed

    def fill(self, tensor: Tensor, generator: Any) -> None:
        """Draw the values."""
        columns = tensor.shape[-1]
        init.orthogonal_(tensor.reshape(-1, columns), self.gain, generator=generator)


class Identity(Initializer):
    """The unit matrix, times ``gain``."""

    def __init__(self, gain: float = 1.0) -> None:
        self.gain = gain

    def fill(self, tensor: Tensor, generator: Any) -> None:
        """Write the matrix."""
        init.eye_(tensor)
        tensor.mul_(self.gain)


class VarianceScaling(Initializer):
    """Values of variance scale / n: n counts the inputs of an output (fan_in), the outputs of an input (fan_out), or is the mean (fan_avg)."""

    def __init__(self, scale: float = 1.0, mode: str = "fan_in", distribution: str = "truncated_normal", seed: int | None = None) -> None:
        self.scale, self.mode, self.distribution, self.seed = scale, mode, distribution, seed

    def fill(self, tensor: Tensor, generator: Any) -> None:
        """Draw the values."""
        fan_in, fan_out = _fans(tensor.shape)
        modes = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}
        variance = self.scale / max(1.0, look_up("mode", self.mode, modes))
        if self.distribution == "uniform":
            bound = math.sqrt(3 * variance)
            init.uniform_(tensor, -bound, bound, generator=generator)
        elif self.distribution == "untruncated_normal":
            init.normal_(tensor, 0.0, math.sqrt(variance), generator=generator)
        else:
            std = math.sqrt(variance) / 0.87962566103423978  # the standard deviation of a unit normal cut off at ±2
            init.trunc_normal_(tensor, 0.0, std, -2 * std, 2 * std, generator=generator)


def _fans(shape: Sequence[int]) -> tuple[float, float]:
    """How many inputs an output has, and how many outputs an input."""
    if len(shape) < 2:
        size = float(shape[0]) if shape else 1.0
        return size, size
    window = math.prod(shape[:-2])
    return float(window * shape[-2]), float(window * shape[-1])


class _Named(VarianceScaling):
    """VarianceScaling by the name of who proposed it."""

    how: tuple[float, str, str]

    def __init__(self, seed: int | None = None) -> None:
        super().__init__(*self.how, seed)


class GlorotUniform(_Named):
    """U(-b, b), b = √(6 / (fan_in + fan_out)).  Glorot & Bengio 2010."""

    how = (1.0, "fan_avg", "uniform")


class GlorotNormal(_Named):
    """A truncated normal of variance 2 / (fan_in + fan_out).  Glorot & Bengio 2010."""

    how = (1.0, "fan_avg", "truncated_normal")


class HeUniform(_Named):
    """U(-b, b), b = √(6 / fan_in).  He et al. 2015."""

    how = (2.0, "fan_in", "uniform")


class HeNormal(_Named):
    """A truncated normal of variance 2 / fan_in.  He et al. 2015."""

    how = (2.0, "fan_in", "truncated_normal")


class LecunUniform(_Named):
    """U(-b, b), b = √(3 / fan_in).  LeCun et al. 1998."""

    how = (1.0, "fan_in", "uniform")


class LecunNormal(_Named):
    """A truncated normal of variance 1 / fan_in.  LeCun et al. 1998."""

    how = (1.0, "fan_in", "truncated_normal")


_CLASSES = [value for value in list(globals().values()) if isinstance(value, type) and issubclass(value, Initializer)]
_TABLE = table_of([c for c in _CLASSES if c not in (Initializer, _Named)], normal=RandomNormal, uniform=RandomUniform)
globals().update({snake_case(c.__name__): c for c in _CLASSES if c.__name__ in __all__})


def get(initializer: Any) -> Callable[..., Any]:
    """An initializer by its name; an object or a function of the shape is returned as it is."""
    if isinstance(initializer, str):
        return look_up("initializer", initializer, _TABLE)()
    if isinstance(initializer, type):
        return initializer()
    if not callable(initializer):
        raise ValueError(f"Could not interpret initializer: {initializer!r}. Give a name, an Initializer, or a function of the shape")
    return initializer
