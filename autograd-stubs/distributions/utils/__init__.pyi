"""Parameters of distributions: brought to one shape, one form turned into the other; PyTorch's address is ``torch.distributions.utils``."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from typing import Any as _Any
def broadcast_all(*values: _Any) -> _Any: """Parameters as tensors of one shape; numbers become tensors of the type of the first tensor."""
def clamp_probs(probs: _Tensor) -> _Tensor: """Probabilities whose logarithms are finite."""
euler_constant: float
class lazy_property:
    """An attribute that is computed when it is first asked for, with its graph even if that is under no_grad, and kept."""
    wrapped: _Callable[[_Any], _Any]
    def __init__(self, wrapped: _Callable[[_Any], _Any]) -> None: ...
    def __get__(self, instance: _Any, obj_type: _Any = None) -> _Any: ...
def logits_to_probs(logits: _Tensor, is_binary: bool = False) -> _Tensor: """Probabilities from their logarithms, of the last dimension together, or from log-odds with ``is_binary``."""
def probs_to_logits(probs: _Tensor, is_binary: bool = False) -> _Tensor: """The logarithms of probabilities, or log-odds with ``is_binary``; finite for those that are 0 and 1."""
def tril_matrix_to_vec(mat: _Tensor, diag: int = 0) -> _Tensor: """The numbers of the lower triangles of matrices, row by row."""
def vec_to_tril_matrix(vec: _Tensor, diag: int = 0) -> _Tensor: """Lower triangular matrices, up to the diagonal ``diag``, that hold the numbers of vectors row by row."""
