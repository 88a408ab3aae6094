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
from ..ops.comparison import masked, where
from ..ops.elementwise import exp2, expm1, log1p, logit, round, sinc, xlogy
from ..ops.elementwise import sigmoid as expit
from ..ops.reduction import logsumexp
from ..ops.softmax import log_softmax, softmax
from ..ops.special import digamma, erf, erfc, erfcx, erfinv, lgamma, mvlgamma, polygamma

__all__ = [
    "digamma", "entr", "erf", "erfc", "erfcx", "erfinv", "exp2", "expit", "expm1", "gammaln", "log1p", "log_ndtr", "log_softmax", "logit",
    "logsumexp", "multigammaln", "ndtr", "polygamma", "psi", "round", "sinc", "softmax", "xlogy",
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


ndtr, log_ndtr = (offered(function, function.__name__, True) for function in (ndtr, log_ndtr))
_offer(globals(), "torch.special")

__getattr__ = _refuse(__name__)
