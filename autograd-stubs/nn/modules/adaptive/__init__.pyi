"""Classification among very many classes: the frequent ones directly, the rare ones in two steps."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.linear import Linear as _Linear
from autograd.nn.modules.module import Module as _Module
from autograd.nn.parallel.data_parallel import ModuleList as _ModuleList
from builtins import float as _float
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
class _ASMoutput(_NamedTuple):
    """What `AdaptiveLogSoftmaxWithLoss` returns."""
    output: _Any
    loss: _Any
    def __new__(cls, output: _Any, loss: _Any) -> _Self: """Create new instance of _ASMoutput(output, loss)"""
class AdaptiveLogSoftmaxWithLoss(_Module):
    """Log-probabilities of targets among many classes, and their loss: (n, in_features), (n) or without n -> ``output`` (n), ``loss`` ().

    Classes are numbered from the most frequent to the least. Those below ``cutoffs[0]`` are in the head, and beside them each later interval as a
    cluster: log p(class) = log p(cluster) + log p(class | cluster), of which the latter is computed only if it is asked for, and from
    ``in_features // div_value**i`` numbers.  Grave et al. 2017."""
    in_features: int
    n_classes: int
    div_value: _float
    head_bias: bool
    cutoffs: _Any
    shortlist_size: _Any
    n_clusters: _Any
    head_size: _Any
    head: _Linear
    tail: _ModuleList
    def __init__(self, in_features: int, n_classes: int, cutoffs: _Sequence[int], div_value: _float = 4.0, head_bias: bool = False, device: _Any = None, dtype: _Any = None) -> None: ...
    def reset_parameters(self) -> None: """Draw all weights anew."""
    def forward(self, input_: _Tensor, target_: _Tensor) -> _ASMoutput: """The log-probability of each target, and minus their mean."""
    def __call__(self, input_: _Tensor, target_: _Tensor) -> _ASMoutput: """The log-probability of each target, and minus their mean."""
    def log_prob(self, input: _Tensor) -> _Tensor: """The log-probabilities of all classes: (n, in_features) -> (n, n_classes)."""
    def predict(self, input: _Tensor) -> _Tensor: """The most probable class: (n, in_features) -> (n)."""
