"""Averages of a model's weights over training, which generalise better than the last ones: ``torch.optim.swa_utils``.

    Izmailov et al. 2018 take plain averages (stochastic weight averaging), others exponential ones."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from autograd.optim.lr_scheduler import LRScheduler as _LRScheduler
from builtins import float as _float
from collections.abc import Callable as _Callable
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import Literal as _Literal
class AveragedModel(_Module):
    """A copy of a model whose parameters are averages: call `update_parameters` with the model after each step.

    ``avg_fn(average, parameter, count)`` returns the next average of one parameter, ``multi_avg_fn`` changes lists of them in place; with neither
    they are plain means. ``use_buffers`` averages the buffers too; otherwise they are copied."""
    n_averaged: _Tensor
    module: _Any
    avg_fn: _Callable[[_Tensor, _Tensor, _Any], _Tensor] | None
    multi_avg_fn: _Callable[[list[_Tensor], list[_Tensor], _Any], None] | None
    use_buffers: bool
    def __init__(self, model: _Module, device: _Any = None, avg_fn: _Callable[[_Tensor, _Tensor, _Any], _Tensor] | None = None, multi_avg_fn: _Callable[[list[_Tensor], list[_Tensor], _Any], None] | None = None, use_buffers: bool = False) -> None: ...
    def forward(self, *args: _Any, **kwargs: _Any) -> _Any: """What the averaged model computes."""
    def __call__(self, *args: _Any, **kwargs: _Any) -> _Any: """What the averaged model computes."""
    def update_parameters(self, model: _Module) -> None: """Take the present parameters of ``model`` into the averages."""
class SWALR(_LRScheduler):
    """From the present learning rate to ``swa_lr`` in ``anneal_epochs`` steps, along a cosine or a line, and then no more."""
    anneal_epochs: int
    def __init__(self, optimizer: _Any, swa_lr: _Any, anneal_epochs: int = 10, anneal_strategy: _Literal['cos', 'linear'] = 'cos', last_epoch: int = -1) -> None: ...
    def get_lr(self) -> list[_Any]: """The next learning rates, from the present ones."""
def get_ema_avg_fn(decay: _float = 0.999) -> _Callable[[_Tensor, _Tensor, _Any], _Tensor]: """decay * average + (1 - decay) * parameter."""
def get_ema_multi_avg_fn(decay: _float = 0.999) -> _Callable[[list[_Tensor], list[_Tensor], _Any], None]: """`get_ema_avg_fn` for lists of parameters, in place."""
def get_swa_avg_fn() -> _Callable[[_Tensor, _Tensor, _Any], _Tensor]: """The mean of all parameters so far."""
def get_swa_multi_avg_fn() -> _Callable[[list[_Tensor], list[_Tensor], _Any], None]: """`get_swa_avg_fn` for lists of parameters, in place."""
def update_bn(loader: _Iterable[_Any], model: _Module, device: _Any = None) -> None: """Let the running statistics of batch normalisation be those of the batches of ``loader`` (or of their first elements)."""
