"""Dropout: in training, random parts are set to zero, and what is left is scaled up so that the mean stays.

    The masks come from the default generator, as PyTorch draws them: the same seed drops the same elements.  Srivastava et al. 2014."""
from autograd import Tensor as _Tensor
def alpha_dropout(input: _Tensor, p: float = 0.5, training: bool = False, inplace: bool = False) -> _Tensor: """Dropout for `selu`: elements are set to its lowest value, and mean and variance stay.  Klambauer et al. 2017. The shape stays."""
def dropout(input: _Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> _Tensor: """Each element set to zero with probability ``p``, the others multiplied by 1 / (1 - p). The input itself when not training. Elementwise."""
def dropout1d(input: _Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> _Tensor: """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, L) or (C, L)."""
def dropout2d(input: _Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> _Tensor: """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, H, W)."""
def dropout3d(input: _Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> _Tensor: """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, D, H, W) or (C, D, H, W)."""
def feature_alpha_dropout(input: _Tensor, p: float = 0.5, training: bool = False, inplace: bool = False) -> _Tensor: """`alpha_dropout` of whole channels: (N, C, ...)."""
