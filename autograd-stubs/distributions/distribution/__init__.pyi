"""Distribution, the base of all."""
from autograd import Size as _Size
from autograd import Tensor as _Tensor
from autograd.distributions.constraints import Constraint as _Constraint
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
from typing import Self as _Self
class Distribution:
    """Independent distributions of one kind, one for each element of their parameters.

    A draw has the shape ``sample_shape + batch_shape + event_shape``: how many draws were asked for, how many distributions there are,
    and the shape of what one of them draws. `log_prob` has the shape of its value without ``event_shape``.

    Wrong parameters and impossible values are ValueErrors, unless ``validate_args=False``."""
    arg_constraints: _ClassVar[dict[str, _Constraint]]
    support: _Any
    has_rsample: bool
    has_enumerate_support: bool
    @staticmethod
    def set_default_validate_args(value: bool) -> None: """Switch the checks on or off for all distributions made from now on."""
    def __init__(self, batch_shape: _Iterable[int] = (), event_shape: _Iterable[int] = (), validate_args: bool | None = None) -> None: ...
    def expand(self, batch_shape: _Iterable[int], _instance: _Any = None) -> _Self: """The distribution repeated to a larger ``batch_shape``, without copying its parameters."""
    @property
    def batch_shape(self) -> _Size: """The shape of the parameters: one distribution each."""
    @property
    def event_shape(self) -> _Size: """The shape of one draw of one distribution."""
    @property
    def mean(self) -> _Tensor: """The expected value."""
    @property
    def mode(self) -> _Tensor: """The most probable value."""
    @property
    def variance(self) -> _Tensor: """The expected square of the distance from the mean."""
    @property
    def stddev(self) -> _Tensor: """The square root of the variance."""
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: """Draws, without gradients."""
    def rsample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: """Draws as a function of the parameters, through which gradients flow (Kingma & Welling 2013)."""
    def log_prob(self, value: _Tensor) -> _Tensor: """The logarithm of the probability (for continuous distributions: of its density) of ``value``."""
    def cdf(self, value: _Tensor) -> _Tensor: """The probability of a draw not above ``value``."""
    def icdf(self, value: _Tensor) -> _Tensor: """The number below which a draw stays with the probability ``value``."""
    def entropy(self) -> _Tensor: """The expected value of ``-log_prob``."""
    def perplexity(self) -> _Tensor: """exp(entropy): as uncertain as a choice among so many."""
    def enumerate_support(self, expand: bool = True) -> _Tensor: """All values that a draw can have, along a first dimension."""
