"""Categories as vectors with a single 1, or counted, and smooth relatives of them and of `Bernoulli`, through which gradients flow."""
from autograd import Tensor as _Tensor
from autograd.distributions.constraints import Constraint as _Constraint
from autograd.distributions.distribution import Distribution as _Distribution
from autograd.distributions.transformed_distribution import TransformedDistribution as _TransformedDistribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
from typing import Self as _Self
class _OfCategories(_Distribution):
    """A distribution of vectors that is made of draws of a `Categorical` of ``probs`` or ``logits``: of shape (..., K)."""
    arg_constraints: _ClassVar
    def __init__(self, probs: _Tensor | None = None, logits: _Tensor | None = None, validate_args: bool | None = None) -> None: ...
    def expand(self, batch_shape: _Iterable[int], _instance: _Any = None) -> _Self: ...
    @property
    def logits(self) -> _Any: """That of the distribution `_categorical`."""
    @property
    def probs(self) -> _Any: """That of the distribution `_categorical`."""
    @property
    def param_shape(self) -> _Any: """That of the distribution `_categorical`."""
class Multinomial(_OfCategories):
    """How often each category came in ``total_count`` draws of a `Categorical` of ``probs`` or ``logits``: of shape (..., K)."""
    total_count: int
    def __init__(self, total_count: int = 1, probs: _Any = None, logits: _Any = None, validate_args: bool | None = None) -> None: ...
    @property
    def mean(self) -> _Any: ...
    @property
    def variance(self) -> _Any: ...
    @property
    def support(self) -> _Constraint: """Whole numbers of sum total_count."""
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
class OneHotCategorical(_OfCategories):
    """One of K categories, as a vector with 1 at its place; ``probs`` and ``logits`` as of `Categorical`."""
    support: _Any
    has_enumerate_support: bool
    @property
    def mean(self) -> _Any: ...
    @property
    def mode(self) -> _Any: ...
    @property
    def variance(self) -> _Any: ...
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
    def enumerate_support(self, expand: bool = True) -> _Tensor: ...
class OneHotCategoricalStraightThrough(OneHotCategorical):
    """`OneHotCategorical`, whose draws have the gradient of the probabilities (Bengio et al. 2013)."""
    has_rsample: bool
    def rsample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
class _Relaxed(_TransformedDistribution):
    """What has values between those of a discrete distribution."""
    inner: _Any
    transform: _Any
    def __init__(self, temperature: _Tensor, probs: _Any = None, logits: _Any = None, validate_args: bool | None = None) -> None: ...
    @property
    def temperature(self) -> _Any: """That of the distribution `base_dist`."""
    @property
    def logits(self) -> _Any: """That of the distribution `base_dist`."""
    @property
    def probs(self) -> _Any: """That of the distribution `base_dist`."""
class RelaxedBernoulli(_Relaxed):
    """Numbers from 0 to 1, the nearer to those that `Bernoulli` draws the lower the ``temperature`` (Maddison et al. 2016)."""
    arg_constraints: _ClassVar
    support: _Any
    inner: _Any
    transform: _Any
class RelaxedOneHotCategorical(_Relaxed):
    """Probabilities of K categories, the nearer to what `OneHotCategorical` draws the lower the ``temperature`` (Jang et al. 2016)."""
    arg_constraints: _ClassVar
    support: _Any
    inner: _Any
    transform: _Any
