"""``torch.special``: functions of statistics and physics, most of them under the names that SciPy gives them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..core.errors import refuse as _refuse
from ..core.op import Op, rounded_once
from ..core.overrides import offer as _offer
from ..core.tensor import Tensor
from ..machine.choosing import choose
from ..ops.arguments import offered
from ..ops.bessel import i0, i0e, i1, i1e
from ..ops.bessel import igamma as gammainc
from ..ops.bessel import igammac as gammaincc
from ..ops.comparison import masked, where
from ..ops.elementwise import exp2, expm1, log1p, logit, round, sinc, xlogy
from ..ops.elementwise import sigmoid as expit
from ..ops.reduction import logsumexp
from ..ops.softmax import log_softmax, softmax
from ..ops.special import digamma, erf, erfc, erfcx, erfinv, in_float64, lgamma, mvlgamma, polygamma

__all__ = [
    "digamma", "entr", "erf", "erfc", "erfcx", "erfinv", "exp2", "expit", "expm1", "gammainc", "gammaincc", "gammaln", "i0", "i0e", "i1", "i1e",
    "log1p", "log_ndtr", "log_softmax", "logit", "logsumexp", "multigammaln", "ndtr", "ndtri", "polygamma", "psi", "round", "sinc", "softmax",
    "xlog1py", "xlogy",
]  # fmt: skip

psi, gammaln, multigammaln = digamma, lgamma, mvlgamma


def _entr(x: Any) -> Any:
    return choose(x < 0, np.full_like(x, -np.inf), masked.forward(-x * np.log(x), x != 0))


entr = Op(
    _entr,
    wide=True,
    name="entr",
    title="SpecialEntr",
    promote="float",
    x=lambda g, x: g * -(1 + np.log(x)),
    doc="""-x log x, 0 at 0, and -inf below.

    >>> import autograd as torch
    >>> torch.special.entr(torch.tensor([0.0, 0.5, 1.0]))
    tensor([0.0000, 0.3466, 0.0000])
    """,
)


@rounded_once
def ndtr(input: Tensor) -> Tensor:
    """The probability of a standard normal number below x.

    >>> import autograd as torch
    >>> torch.special.ndtr(torch.tensor([-1.0, 0.0, 1.0]))
    tensor([0.1587, 0.5000, 0.8413])
    """
    return erfc(input * -math.sqrt(0.5)) / 2


@rounded_once
def log_ndtr(input: Tensor) -> Tensor:
    """The logarithm of `ndtr`, also where that is too small for its type."""
    low, high = input.clamp(max=-1), input.clamp(min=-1)
    return where(input < -1, (erfcx(low * -math.sqrt(0.5)) / 2).log() - low * low / 2, log1p(-erfc(high * math.sqrt(0.5)) / 2))


@in_float64
def _ndtri(x: Any) -> Any:
    """Newton's method for log ndtr(y) = log x, which comes from below and passes nowhere; of x above 1/2, minus that of 1 - x."""
    low = np.minimum(x, 1 - x)
    inside = (low > 0) & (low < 0.5)
    log = np.log(np.where(inside, low, 0.25))
    y = -np.sqrt(-2 * log)
    for _ in range(40):
        ratio = erfcx.forward(-y * math.sqrt(0.5))
        step = (log - np.log(ratio / 2) + y * y / 2) * ratio * math.sqrt(math.pi / 2)
        y = y + step
        if np.abs(step).max(initial=0) < 1e-10:  # and the next one would be of its square
            break
    y = np.copysign(np.where(low == 0.5, 0, y), np.where(x < 0.5, -1, 1))
    return np.where(inside | (low == 0.5), y, np.where(x == 0, -np.inf, np.where(x == 1, np.inf, np.nan)))


ndtri: Op = Op(
    _ndtri,
    wide=True,
    name="ndtri",
    title="SpecialNdtri",
    promote="float",
    x=lambda g, out: g * np.exp(out * out / 2) * math.sqrt(2 * math.pi),
    doc="""The number below which a standard normal number is with probability x: the inverse of `ndtr`.

    >>> import autograd as torch
    >>> torch.special.ndtri(torch.tensor([0.025, 0.5]))
    tensor([-1.9600,  0.0000])
    """,
)


def _xlog1py(x: Any, y: Any) -> Any:
    dtype = getattr(x, "dtype", None) or y.dtype
    x, y = np.asarray(x, dtype), np.asarray(y, dtype)
    return masked.forward(x * np.log1p(y), (x != 0) | np.isnan(y))


xlog1py: Op = Op(
    _xlog1py,
    wide=True,
    name="xlog1py",
    title="SpecialXlog1Py",
    promote="float",
    x=lambda g, x, y: masked.apply(xlog1py.apply(g, y), ~((x == 0) & (y <= -1))),
    y=lambda g, x, y: g * x / (y + 1),
    doc="x * log(1 + y), and 0 where x is 0.",
)

ndtr, log_ndtr = (offered(function, function.__name__, True) for function in (ndtr, log_ndtr))
_offer(globals(), "torch.special")

__getattr__ = _refuse(__name__)
