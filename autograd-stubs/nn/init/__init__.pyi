"""How weights are drawn before training: PyTorch's names, formulas and random stream.

    Every function fills its tensor in place, outside the graph, and returns it."""
from autograd import Tensor as _Tensor
from typing import Any as _Any
def calculate_gain(nonlinearity: str, param: float | None = None) -> float: """The factor by which weights before this nonlinearity should be wider, so that the scale of activations is kept."""
def constant(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `constant_`."""
def constant_(tensor: _Tensor, val: float) -> _Tensor: """One value everywhere."""
def dirac(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `dirac_`."""
def dirac_(tensor: _Tensor, groups: int = 1) -> _Tensor: """A convolution's weights (C_out, C_in, ...) that hand on the first channels of every group unchanged."""
def eye(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `eye_`."""
def eye_(tensor: _Tensor) -> _Tensor: """The identity matrix: ``tensor`` must have 2 dimensions."""
def kaiming_normal(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `kaiming_normal_`."""
def kaiming_normal_(tensor: _Tensor, a: float = 0, mode: str = 'fan_in', nonlinearity: str = 'leaky_relu', generator: _Any = None) -> _Tensor: """Normal with standard deviation gain / √fan; ``a`` is the slope of the leaky ReLU that follows.  He et al. 2015."""
def kaiming_uniform(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `kaiming_uniform_`."""
def kaiming_uniform_(tensor: _Tensor, a: float = 0, mode: str = 'fan_in', nonlinearity: str = 'leaky_relu', generator: _Any = None) -> _Tensor: """Uniform within ±gain·√(3 / fan); ``a`` is the slope of the leaky ReLU that follows.  He et al. 2015."""
def normal(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `normal_`."""
def normal_(tensor: _Tensor, mean: float = 0.0, std: float = 1.0, generator: _Any = None) -> _Tensor: """Normal."""
def ones_(tensor: _Tensor) -> _Tensor: """Ones."""
def orthogonal(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `orthogonal_`."""
def orthogonal_(tensor: _Tensor, gain: float = 1, generator: _Any = None) -> _Tensor: """A matrix (further dimensions flattened into columns) with orthonormal rows or columns, times gain.  Saxe et al. 2013."""
def sparse(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `sparse_`."""
def sparse_(tensor: _Tensor, sparsity: float, std: float = 0.01, generator: _Any = None) -> _Tensor: """Normal, with the fraction ``sparsity`` of each column set to zero.  Martens 2010."""
def trunc_normal_(tensor: _Tensor, mean: float = 0.0, std: float = 1.0, a: float = -2.0, b: float = 2.0, generator: _Any = None) -> _Tensor: """Normal, drawn again where outside [a, b].

    If few of the draws would fall inside, uniform proposals are accepted with the probability of the density instead."""
def uniform(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `uniform_`."""
def uniform_(tensor: _Tensor, a: float = 0.0, b: float = 1.0, generator: _Any = None) -> _Tensor: """Uniform between a and b."""
def xavier_normal(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `xavier_normal_`."""
def xavier_normal_(tensor: _Tensor, gain: float = 1.0, generator: _Any = None) -> _Tensor: """Normal with standard deviation gain·√(2 / (fan_in + fan_out)).  Glorot & Bengio 2010."""
def xavier_uniform(*args: _Any, **kwargs: _Any) -> _Tensor: """Deprecated: say `xavier_uniform_`."""
def xavier_uniform_(tensor: _Tensor, gain: float = 1.0, generator: _Any = None) -> _Tensor: """Uniform within ±gain·√(6 / (fan_in + fan_out)).  Glorot & Bengio 2010."""
def zeros_(tensor: _Tensor) -> _Tensor: """Zeros."""
