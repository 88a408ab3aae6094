"""The von Mises distribution."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class VonMises(_Distribution):
    """Angles: p(x) proportional to exp(concentration cos(x - loc)), the normal distribution of the circle.

    ``loc`` and values may be any angles, draws are from -pi to pi, by rejection (Best & Fisher 1979). ``variance`` is that of the circle."""
    arg_constraints: _ClassVar
    loc: _Any
    concentration: _Any
    support: _Any
    def __init__(self, loc: _Any, concentration: _Any, validate_args: bool | None = None) -> None: ...
    @property
    def mean(self) -> _Any: ...
    @property
    def mode(self) -> _Any: ...
    variance: _Any
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
