"""Nonlinearities as layers: each keeps its settings and calls its function."""

from __future__ import annotations

from typing import Any

from autograd import Tensor

from .. import functional as F
from .. import init
from ..parameter import unset
from .module import Module, layer

__all__ = [
    "CELU", "ELU", "GELU", "GLU", "Hardshrink", "Hardsigmoid", "Hardswish", "Hardtanh", "LeakyReLU", "LogSigmoid", "LogSoftmax", "Mish", "PReLU",
    "RReLU", "ReLU", "ReLU6", "SELU", "SiLU", "Sigmoid", "Softmax", "Softmax2d", "Softmin", "Softplus", "Softshrink", "Softsign", "Tanh",
    "Tanhshrink", "Threshold",
]  # fmt: skip


@layer
class ReLU(Module):
    """max(0, x)."""

    inplace: bool = False
    shows = "inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.relu(input, self.inplace)


@layer
class ReLU6(Module):
    """min(max(0, x), 6)."""

    inplace: bool = False
    shows = "inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.relu6(input, self.inplace)


@layer
class LeakyReLU(Module):
    """x where positive, negative_slope * x elsewhere."""

    negative_slope: float = 1e-2
    inplace: bool = False
    shows = "negative_slope= inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.leaky_relu(input, self.negative_slope, self.inplace)


@layer
class RReLU(Module):
    """A leaky ReLU whose slope is drawn from U(lower, upper) in training, and their mean in evaluation."""

    lower: float = 1.0 / 8
    upper: float = 1.0 / 3
    inplace: bool = False
    shows = "lower= upper= inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.rrelu(input, self.lower, self.upper, self.training, self.inplace)


class PReLU(Module):
    """A leaky ReLU whose slope is learnt: one for all, or one per channel with ``num_parameters``."""

    shows = "num_parameters="

    def __init__(self, num_parameters: int = 1, init: float = 0.25, device: Any = None, dtype: Any = None) -> None:
        super().__init__()
        self.num_parameters, self.init = num_parameters, init
        self.weight = unset((num_parameters,), device, dtype)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Set the slopes back to ``init``."""
        init.constant_(self.weight, self.init)

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, ...) -> the same shape."""
        return F.prelu(input, self.weight)


@layer
class ELU(Module):
    """x where positive, alpha * (exp(x) - 1) elsewhere.  Clevert et al. 2015."""

    alpha: float = 1.0
    inplace: bool = False
    shows = "alpha= inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.elu(input, self.alpha, self.inplace)


@layer
class CELU(Module):
    """max(0, x) + min(0, alpha * (exp(x / alpha) - 1)).  Barron 2017."""

    alpha: float = 1.0
    inplace: bool = False
    shows = "alpha= inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.celu(input, self.alpha, self.inplace)


@layer
class SELU(Module):
    """scale * ELU(x), with constants that keep mean 0 and variance 1.  Klambauer et al. 2017."""

    inplace: bool = False
    shows = "inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.selu(input, self.inplace)


@layer
class GELU(Module):
    """x * Φ(x), with the normal distribution function Φ; ``approximate="tanh"`` for its tanh form.  Hendrycks & Gimpel 2016."""

    approximate: str = "none"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.gelu(input, approximate=self.approximate)

    def extra_repr(self) -> str:
        """The form used."""
        return f"approximate={self.approximate!r}"


@layer
class GLU(Module):
    """a * sigmoid(b), where a and b are the halves of x along ``dim``.  Dauphin et al. 2016."""

    dim: int = -1
    shows = "dim="

    def forward(self, input: Tensor) -> Tensor:
        """x: (..., 2n, ...) -> (..., n, ...)."""
        return F.glu(input, self.dim)


@layer
class SiLU(Module):
    """x * sigmoid(x), also known as swish."""

    inplace: bool = False
    shows = "inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.silu(input, self.inplace)


@layer
class Mish(Module):
    """x * tanh(softplus(x)).  Misra 2019."""

    inplace: bool = False
    shows = "inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.mish(input, self.inplace)


class Sigmoid(Module):
    """1 / (1 + exp(-x))."""

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return input.sigmoid()  # type: ignore[attr-defined, no-any-return]


class Tanh(Module):
    """tanh(x)."""

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return input.tanh()  # type: ignore[attr-defined, no-any-return]


class LogSigmoid(Module):
    """log(sigmoid(x)), without overflow."""

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.logsigmoid(input)


class Softsign(Module):
    """x / (1 + |x|)."""

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.softsign(input)


class Tanhshrink(Module):
    """x - tanh(x)."""

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.tanhshrink(input)


@layer
class Softplus(Module):
    """log(1 + exp(beta * x)) / beta; x itself where beta * x > threshold."""

    beta: float = 1.0
    threshold: float = 20.0
    shows = "beta= threshold="

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.softplus(input, self.beta, self.threshold)


@layer
class Hardshrink(Module):
    """x where |x| > lambd, 0 elsewhere."""

    lambd: float = 0.5
    shows = "lambd"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.hardshrink(input, self.lambd)


@layer
class Softshrink(Module):
    """x moved towards 0 by lambd, and 0 where |x| <= lambd."""

    lambd: float = 0.5
    shows = "lambd"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.softshrink(input, self.lambd)


@layer
class Hardtanh(Module):
    """x limited to [min_val, max_val]."""

    min_val: float = -1.0
    max_val: float = 1.0
    inplace: bool = False
    min_value: float | None = None  # earlier names of the first two
    max_value: float | None = None
    shows = "min_val= max_val= inplace?"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.min_value is not None:
            self.min_val = self.min_value
        if self.max_value is not None:
            self.max_val = self.max_value
        if self.max_val <= self.min_val:
            raise AssertionError(f"max_val ({self.max_val}) must be larger than min_val ({self.min_val})")

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.hardtanh(input, self.min_val, self.max_val, self.inplace)


@layer
class Hardsigmoid(Module):
    """A sigmoid of three straight pieces: x / 6 + 1 / 2 limited to [0, 1]."""

    inplace: bool = False

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.hardsigmoid(input, self.inplace)


@layer
class Hardswish(Module):
    """x * Hardsigmoid(x).  Howard et al. 2019."""

    inplace: bool = False

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.hardswish(input, self.inplace)


@layer
class Threshold(Module):
    """x where x > threshold, ``value`` elsewhere."""

    threshold: float
    value: float
    inplace: bool = False
    shows = "threshold= value= inplace?"

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.threshold(input, self.threshold, self.value, self.inplace)


@layer
class Softmax(Module):
    """exp(x) / Σ exp(x) along ``dim``."""

    dim: int | None = None
    shows = "dim="

    def forward(self, input: Tensor) -> Tensor:
        """The same shape, summing to 1 along ``dim``."""
        return F.softmax(input, self.dim)


@layer
class Softmin(Module):
    """Softmax of -x along ``dim``."""

    dim: int | None = None
    shows = "dim="

    def forward(self, input: Tensor) -> Tensor:
        """The same shape, summing to 1 along ``dim``."""
        return F.softmin(input, self.dim)


@layer
class LogSoftmax(Module):
    """log(softmax(x)) along ``dim``, without overflow."""

    dim: int | None = None
    shows = "dim="

    def forward(self, input: Tensor) -> Tensor:
        """The same shape."""
        return F.log_softmax(input, self.dim)


class Softmax2d(Module):
    """Softmax over the channels at every place of an image."""

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, H, W) or (C, H, W) -> the same shape."""
        if input.ndim not in (3, 4):
            raise ValueError(f"Softmax2d: expected input to be 3D or 4D, got {input.ndim}D instead")
        return F.softmax(input, -3)
