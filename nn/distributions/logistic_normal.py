"""The logistic-normal distribution."""

from __future__ import annotations

from typing import Any, ClassVar

from . import constraints
from .normal import Normal
from .transformed_distribution import TransformedDistribution
from .transforms import StickBreakingTransform

__all__ = ["LogisticNormal"]


class LogisticNormal(TransformedDistribution):
    """Probabilities of n + 1 categories that n normal numbers, with mean ``loc`` and deviation ``scale``, break from a stick.  Aitchison & Shen 1980.

    >>> import autograd as torch
    >>> torch.allclose(LogisticNormal(torch.zeros(2), torch.ones(2)).sample().sum(), torch.tensor(1.0))
    True
    """

    arg_constraints: ClassVar = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.simplex

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        base = Normal(loc, scale, validate_args)
        super().__init__(base if base.batch_shape else base.expand([1]), StickBreakingTransform(), validate_args)

    loc = property(lambda self: self.base_dist.base_dist.loc, doc="Of the normal numbers.")
    scale = property(lambda self: self.base_dist.base_dist.scale, doc="Of the normal numbers.")
