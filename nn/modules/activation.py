"""Nonlinearities as layers: each is a function of `nn.functional` with its settings."""

from __future__ import annotations

from typing import Any

from autograd import Tensor

from .. import functional as F
from .. import init
from ..parameter import unset
from .module import Module
from .stateless import Stateless

__all__ = [
    "CELU", "ELU", "GELU", "GLU", "Hardshrink", "Hardsigmoid", "Hardswish", "Hardtanh", "LeakyReLU", "LogSigmoid", "LogSoftmax", "Mish", "PReLU",
    "RReLU", "ReLU", "ReLU6", "SELU", "SiLU", "Sigmoid", "Softmax", "Softmax2d", "Softmin", "Softplus", "Softshrink", "Softsign", "Tanh",
    "Tanhshrink", "Threshold",
]  # fmt: skip


class ReLU(Stateless):
    """max(0, x).

    >>> import autograd as torch, nn
    >>> nn.ReLU()(torch.tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """

    function, shows = F.relu, "inplace?"


class ReLU6(Stateless):
    """min(max(0, x), 6)."""

    function, shows = F.relu6, "inplace?"

    def _keep(self, settings: dict[str, Any]) -> None:
        super()._keep({"min_val": 0.0, "max_val": 6.0, **settings})


class LeakyReLU(Stateless):
    """x where positive, negative_slope * x elsewhere."""

    function, shows = F.leaky_relu, "negative_slope= inplace?"


class RReLU(Stateless):
    """A leaky ReLU whose slope is drawn from U(lower, upper) in training, and their mean in evaluation."""

    function, shows = F.rrelu, "lower= upper= inplace?"


class PReLU(Module):
    """A leaky ReLU whose slope is learnt: one for all, or one per channel with ``num_parameters``. (N, C, ...) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.PReLU(2)(torch.tensor([[-2.0, 4.0]])).tolist()
    [[-0.5, 4.0]]
    """

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


class ELU(Stateless):
    """x where positive, alpha * (exp(x) - 1) elsewhere.  Clevert et al. 2015."""

    function, shows = F.elu, "alpha= inplace?"


class CELU(Stateless):
    """max(0, x) + min(0, alpha * (exp(x / alpha) - 1)).  Barron 2017."""

    function, shows = F.celu, "alpha= inplace?"


class SELU(Stateless):
    """scale * ELU(x), with constants that keep mean 0 and variance 1.  Klambauer et al. 2017."""

    function, shows = F.selu, "inplace?"


class GELU(Stateless):
    """x * Φ(x), with the normal distribution function Φ; ``approximate="tanh"`` for its tanh form.  Hendrycks & Gimpel 2016."""

    function, shows = F.gelu, "approximate!"


class GLU(Stateless):
    """a * sigmoid(b), where a and b are the halves of x along ``dim``.  Dauphin et al. 2016."""

    function, shows = F.glu, "dim="


class SiLU(Stateless):
    """x * sigmoid(x), also known as swish."""

    function, shows = F.silu, "inplace?"


class Mish(Stateless):
    """x * tanh(softplus(x)).  Misra 2019."""

    function, shows = F.mish, "inplace?"


class Sigmoid(Module):
    """1 / (1 + exp(-x)). Elementwise.

    >>> import autograd as torch, nn
    >>> nn.Sigmoid()(torch.tensor([0.0, 100.0]))
    tensor([0.5000, 1.0000])
    """

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return input.sigmoid()


class Tanh(Module):
    """tanh(x). Elementwise.

    >>> import autograd as torch, nn
    >>> nn.Tanh()(torch.tensor([0.0, 100.0]))
    tensor([0., 1.])
    """

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return input.tanh()


class LogSigmoid(Stateless):
    """log(sigmoid(x)), without overflow."""

    function = F.logsigmoid


class Softsign(Stateless):
    """x / (1 + |x|)."""

    function = F.softsign


class Tanhshrink(Stateless):
    """x - tanh(x)."""

    function = F.tanhshrink


class Softplus(Stateless):
    """log(1 + exp(beta * x)) / beta; x itself where beta * x > threshold."""

    function, shows = F.softplus, "beta= threshold="


class Hardshrink(Stateless):
    """x where |x| > lambd, 0 elsewhere."""

    function, shows = F.hardshrink, "lambd"


class Softshrink(Stateless):
    """x moved towards 0 by lambd, and 0 where |x| <= lambd."""

    function, shows = F.softshrink, "lambd"


class Hardtanh(Stateless):
    """x limited to [min_val, max_val]."""

    function, shows = F.hardtanh, "min_val= max_val= inplace?"

    def _keep(self, settings: dict[str, Any]) -> None:
        super()._keep(settings)
        if self.max_val <= self.min_val:
            raise AssertionError(f"max_val ({self.max_val}) must be larger than min_val ({self.min_val})")


class Hardsigmoid(Stateless):
    """A sigmoid of three straight pieces: x / 6 + 1 / 2 limited to [0, 1]."""

    function = F.hardsigmoid


class Hardswish(Stateless):
    """x * Hardsigmoid(x).  Howard et al. 2019."""

    function = F.hardswish


class Threshold(Stateless):
    """x where x > threshold, ``value`` elsewhere."""

    function, shows = F.threshold, "threshold= value= inplace?"


class Softmax(Stateless):
    """exp(x) / Σ exp(x) along ``dim``.

    >>> import autograd as torch, nn
    >>> nn.Softmax(dim=1)(torch.zeros(1, 4))
    tensor([[0.2500, 0.2500, 0.2500, 0.2500]])
    """

    function, settings, shows = F.softmax, "dim", "dim="


class Softmin(Stateless):
    """Softmax of -x along ``dim``."""

    function, settings, shows = F.softmin, "dim", "dim="


class LogSoftmax(Stateless):
    """log(softmax(x)) along ``dim``, without overflow."""

    function, settings, shows = F.log_softmax, "dim", "dim="


class Softmax2d(Module):
    """Softmax over the channels at every place of an image. (N, C, H, W) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.Softmax2d()(torch.zeros(1, 2, 1, 1)).flatten()
    tensor([0.5000, 0.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, H, W) or (C, H, W) -> the same shape."""
        if input.ndim not in (3, 4):
            raise ValueError(f"Softmax2d: expected input to be 3D or 4D, got {input.ndim}D instead")
        return F.softmax(input, -3)
