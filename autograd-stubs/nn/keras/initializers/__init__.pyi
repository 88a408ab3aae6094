"""Where weights start. An initializer makes a tensor of a given shape, in Keras's layout: inputs and outputs are the last two dimensions."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class Constant(Initializer):
    """One value everywhere."""
    value: float
    def __init__(self, value: float = 0.0) -> None: ...
    def fill(self, tensor: _Tensor, generator: _Any) -> None: """Write the value everywhere."""
class _Named(VarianceScaling):
    """VarianceScaling by the name of who proposed it."""
    how: tuple[float, str, str]
    def __init__(self, seed: int | None = None) -> None: ...
class GlorotNormal(_Named):
    """A truncated normal of variance 2 / (fan_in + fan_out).  Glorot & Bengio 2010."""
    how: _Any
class GlorotUniform(_Named):
    """U(-b, b), b = √(6 / (fan_in + fan_out)).  Glorot & Bengio 2010."""
    how: _Any
class HeNormal(_Named):
    """A truncated normal of variance 2 / fan_in.  He et al. 2015."""
    how: _Any
class HeUniform(_Named):
    """U(-b, b), b = √(6 / fan_in).  He et al. 2015."""
    how: _Any
class Identity(Initializer):
    """The unit matrix, times ``gain``."""
    gain: float
    def __init__(self, gain: float = 1.0) -> None: ...
    def fill(self, tensor: _Tensor, generator: _Any) -> None: """Write the matrix."""
class Initializer:
    """Makes a tensor of a given shape; its numbers come from the seed given, or else from `autograd.manual_seed`."""
    seed: int | None
    def __call__(self, shape: _Sequence[int], dtype: _Any = None) -> _Tensor: ...
    def fill(self, tensor: _Tensor, generator: _Any) -> None: """Write the starting values."""
class LecunNormal(_Named):
    """A truncated normal of variance 1 / fan_in.  LeCun et al. 1998."""
    how: _Any
class LecunUniform(_Named):
    """U(-b, b), b = √(3 / fan_in).  LeCun et al. 1998."""
    how: _Any
class Ones(Constant):
    """Ones."""
    def __init__(self) -> None: ...
class Orthogonal(Initializer):
    """A matrix with orthonormal rows or columns, times ``gain``.  Saxe et al. 2013."""
    gain: float
    def __init__(self, gain: float = 1.0, seed: int | None = None) -> None: ...
    def fill(self, tensor: _Tensor, generator: _Any) -> None: """Draw the values."""
class RandomNormal(Initializer):
    """N(mean, stddev²)."""
    mean: float
    stddev: float
    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: int | None = None) -> None: ...
    def fill(self, tensor: _Tensor, generator: _Any) -> None: """Draw the values."""
class RandomUniform(Initializer):
    """U(minval, maxval)."""
    minval: float
    maxval: float
    def __init__(self, minval: float = -0.05, maxval: float = 0.05, seed: int | None = None) -> None: ...
    def fill(self, tensor: _Tensor, generator: _Any) -> None: """Draw the values."""
class TruncatedNormal(RandomNormal):
    """N(mean, stddev²), without what is more than two stddev away from the mean."""
    def fill(self, tensor: _Tensor, generator: _Any) -> None: """Draw the values."""
class VarianceScaling(Initializer):
    """Values of variance scale / n: n counts the inputs of an output (fan_in), the outputs of an input (fan_out), or is the mean (fan_avg)."""
    scale: float
    mode: str
    distribution: str
    def __init__(self, scale: float = 1.0, mode: str = 'fan_in', distribution: str = 'truncated_normal', seed: int | None = None) -> None: ...
    def fill(self, tensor: _Tensor, generator: _Any) -> None: """Draw the values."""
class Zeros(Constant):
    """Zeros."""
    def __init__(self) -> None: ...
def get(initializer: _Any) -> _Callable[..., _Any]: """An initializer by its name; an object or a function of the shape is returned as it is."""
