"""Dropout: in training, values are dropped at random and the rest scaled up; in evaluation nothing happens."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.stateless import Stateless as _Stateless
from builtins import float as _float
from typing import Any as _Any
class _DropoutNd(_Stateless):
    """What all kinds of dropout share."""
    shows: str
class AlphaDropout(_DropoutNd):
    """Dropout to SELU's negative limit, keeping mean and variance.  Klambauer et al. 2017."""
    @staticmethod
    def function(input: _Tensor, p: _float = 0.5, training: bool = False, inplace: bool = False) -> _Tensor: """Dropout for `selu`: elements are set to its lowest value, and mean and variance stay.  Klambauer et al. 2017. The shape stays."""
    def __init__(self, p: _float = 0.5, inplace: bool = False) -> _Any: ...
class Dropout(_DropoutNd):
    """Each element is zero with probability p, and 1 / (1 - p) as large otherwise.  Hinton et al. 2012."""
    @staticmethod
    def function(input: _Tensor, p: _float = 0.5, training: bool = True, inplace: bool = False) -> _Tensor: """Each element set to zero with probability ``p``, the others multiplied by 1 / (1 - p). The input itself when not training. Elementwise."""
    def __init__(self, p: _float = 0.5, inplace: bool = False) -> _Any: ...
class Dropout1d(_DropoutNd):
    """Dropout of whole channels: (N, C, L) or (C, L)."""
    @staticmethod
    def function(input: _Tensor, p: _float = 0.5, training: bool = True, inplace: bool = False) -> _Tensor: """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, L) or (C, L)."""
    def __init__(self, p: _float = 0.5, inplace: bool = False) -> _Any: ...
class Dropout2d(_DropoutNd):
    """Dropout of whole channels: (N, C, H, W)."""
    @staticmethod
    def function(input: _Tensor, p: _float = 0.5, training: bool = True, inplace: bool = False) -> _Tensor: """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, H, W)."""
    def __init__(self, p: _float = 0.5, inplace: bool = False) -> _Any: ...
class Dropout3d(_DropoutNd):
    """Dropout of whole channels: (N, C, D, H, W)."""
    @staticmethod
    def function(input: _Tensor, p: _float = 0.5, training: bool = True, inplace: bool = False) -> _Tensor: """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, D, H, W) or (C, D, H, W)."""
    def __init__(self, p: _float = 0.5, inplace: bool = False) -> _Any: ...
class FeatureAlphaDropout(_DropoutNd):
    """Alpha dropout of whole channels."""
    @staticmethod
    def function(input: _Tensor, p: _float = 0.5, training: bool = False, inplace: bool = False) -> _Tensor: """`alpha_dropout` of whole channels: (N, C, ...)."""
    def __init__(self, p: _float = 0.5, inplace: bool = False) -> _Any: ...
