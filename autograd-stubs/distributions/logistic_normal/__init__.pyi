"""The logistic-normal distribution."""
from autograd.distributions.transformed_distribution import TransformedDistribution as _TransformedDistribution
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class LogisticNormal(_TransformedDistribution):
    """Probabilities of n + 1 categories that n normal numbers, with mean ``loc`` and deviation ``scale``, break from a stick.  Aitchison & Shen 1980."""
    arg_constraints: _ClassVar
    support: _Any
    def __init__(self, loc: _Any, scale: _Any, validate_args: bool | None = None) -> None: ...
    @property
    def loc(self) -> _Any: """Of the normal numbers."""
    @property
    def scale(self) -> _Any: """Of the normal numbers."""
