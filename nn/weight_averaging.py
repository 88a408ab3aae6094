"""Averages of a model's weights over training, which generalise better than the last ones: ``torch.optim.swa_utils``.

Izmailov et al. 2018 take plain averages (stochastic weight averaging), others exponential ones.

>>> import autograd as torch
>>> from autograd.nn import Linear
>>> model = Linear(1, 1)
>>> averaged = AveragedModel(model)
>>> averaged.update_parameters(model)
>>> averaged.n_averaged
tensor(1)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any, Literal, TypeVar, cast

from autograd.optim.lr_scheduler import LRScheduler

import autograd
from autograd import Tensor, no_grad

from .modules.module import Module
from .modules.normalisation import _BatchNorm

__all__ = ["SWALR", "AveragedModel", "get_ema_avg_fn", "get_ema_multi_avg_fn", "get_swa_avg_fn", "get_swa_multi_avg_fn", "update_bn"]

Average = Callable[[Tensor, Tensor, Any], Tensor]
F = TypeVar("F", bound=Callable[..., Any])
Averages = Callable[[list[Tensor], list[Tensor], Any], None]


def _unrecorded(function: F) -> F:
    return cast("F", no_grad()(function))


def get_ema_avg_fn(decay: float = 0.999) -> Average:
    """decay * average + (1 - decay) * parameter."""
    _check_decay(decay)

    @_unrecorded
    def ema_update(ema_param: Tensor, current_param: Tensor, num_averaged: Any) -> Tensor:
        return decay * ema_param + (1 - decay) * current_param

    return ema_update


def get_ema_multi_avg_fn(decay: float = 0.999) -> Averages:
    """`get_ema_avg_fn` for lists of parameters, in place."""
    _check_decay(decay)

    @_unrecorded
    def ema_update(ema_param_list: list[Tensor], current_param_list: list[Tensor], _: Any) -> None:
        for average, parameter in zip(ema_param_list, current_param_list):
            average.lerp_(parameter, 1 - decay) if average.is_floating_point() else average.copy_(average * decay + parameter * (1 - decay))

    return ema_update


def get_swa_avg_fn() -> Average:
    """The mean of all parameters so far."""

    @_unrecorded
    def swa_update(averaged_param: Tensor, current_param: Tensor, num_averaged: Any) -> Tensor:
        return averaged_param + (current_param - averaged_param) / (num_averaged + 1)

    return swa_update


def get_swa_multi_avg_fn() -> Averages:
    """`get_swa_avg_fn` for lists of parameters, in place."""

    @_unrecorded
    def swa_update(averaged_param_list: list[Tensor], current_param_list: list[Tensor], num_averaged: Any) -> None:
        for average, parameter in zip(averaged_param_list, current_param_list):
            if average.is_floating_point():
                average.lerp_(parameter, 1 / (float(num_averaged) + 1))
            else:
                average.copy_(average + (parameter - average) / (num_averaged + 1))

    return swa_update


def _check_decay(decay: float) -> None:
    if not 0 <= decay <= 1:
        raise ValueError(f"Invalid decay value {decay} provided. Please provide a value in [0,1] range.")


class AveragedModel(Module):
    """A copy of a model whose parameters are averages: call `update_parameters` with the model after each step.

    ``avg_fn(average, parameter, count)`` returns the next average of one parameter, ``multi_avg_fn`` changes lists of them in place; with neither
    they are plain means. ``use_buffers`` averages the buffers too; otherwise they are copied.
    """

    n_averaged: Tensor

    def __init__(
        self,
        model: Module,
        device: Any = None,
        avg_fn: Average | None = None,
        multi_avg_fn: Averages | None = None,
        use_buffers: bool = False,
    ) -> None:
        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None:
            raise AssertionError("Only one of avg_fn and multi_avg_fn should be provided")
        self.module = deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.register_buffer("n_averaged", autograd.tensor(0, dtype=autograd.long))
        self.avg_fn, self.multi_avg_fn, self.use_buffers = avg_fn, multi_avg_fn, use_buffers

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """What the averaged model computes."""
        return self.module(*args, **kwargs)

    def update_parameters(self, model: Module) -> None:
        """Take the present parameters of ``model`` into the averages."""
        own, new = ([*of.parameters(), *(of.buffers() if self.use_buffers else ())] for of in (self.module, model))
        averages, parameters = [a.detach() for a in own], [p.detach() for p in new]
        if self.n_averaged == 0:
            for average, parameter in zip(averages, parameters):
                average.copy_(parameter)
        elif self.avg_fn is not None:
            for average, parameter in zip(averages, parameters):
                average.copy_(self.avg_fn(average, parameter, self.n_averaged))
        else:
            (self.multi_avg_fn or get_swa_multi_avg_fn())(averages, parameters, self.n_averaged)
        if not self.use_buffers:
            for buffer, present in zip(self.module.buffers(), model.buffers()):
                buffer.detach().copy_(present.detach())
        self.n_averaged += 1


@_unrecorded
def update_bn(loader: Iterable[Any], model: Module, device: Any = None) -> None:
    """Let the running statistics of batch normalisation be those of the batches of ``loader`` (or of their first elements)."""
    layers = [module for module in model.modules() if isinstance(module, _BatchNorm)]
    if not layers:
        return
    momenta = [layer.momentum for layer in layers]
    was_training = model.training
    model.train()
    for layer in layers:
        layer.reset_running_stats()
        layer.momentum = None
    for batch in loader:
        x = batch[0] if isinstance(batch, (list, tuple)) else batch
        model(x if device is None else x.to(device))
    for layer, momentum in zip(layers, momenta):
        layer.momentum = momentum
    model.train(was_training)


class SWALR(LRScheduler):  # type: ignore[misc]
    """From the present learning rate to ``swa_lr`` in ``anneal_epochs`` steps, along a cosine or a line, and then no more.

    >>> import autograd as torch
    >>> from autograd.optim import SGD
    >>> optimizer = SGD([torch.ones(1, requires_grad=True)], lr=1.0)
    >>> scheduler = SWALR(optimizer, swa_lr=0.5, anneal_epochs=2, anneal_strategy="linear")
    >>> optimizer.step(); scheduler.step(); scheduler.get_last_lr()
    [0.75]
    """

    def __init__(
        self, optimizer: Any, swa_lr: Any, anneal_epochs: int = 10, anneal_strategy: Literal["cos", "linear"] = "cos", last_epoch: int = -1
    ) -> None:
        rates = swa_lr if isinstance(swa_lr, (list, tuple)) else [swa_lr] * len(optimizer.param_groups)
        if len(rates) != len(optimizer.param_groups):
            raise ValueError(f"swa_lr must have the same length as optimizer.param_groups: {len(rates)}, {len(optimizer.param_groups)}")
        for rate, group in zip(rates, optimizer.param_groups):
            group["swa_lr"] = rate
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(f"anneal_strategy must by one of 'cos' or 'linear', instead got {anneal_strategy}")
        if not isinstance(anneal_epochs, int) or anneal_epochs < 0:
            raise ValueError(f"anneal_epochs must be equal or greater than 0, got {anneal_epochs}")
        self._strategy, self.anneal_epochs = anneal_strategy, anneal_epochs
        super().__init__(optimizer, last_epoch)

    def _part(self, step: int) -> float:
        """How much of the way has been gone after so many steps."""
        gone = max(0.0, min(1.0, step / max(1, self.anneal_epochs)))
        return (1 - math.cos(math.pi * gone)) / 2 if self._strategy == "cos" else gone

    def get_lr(self) -> list[Any]:
        """The next learning rates, from the present ones."""
        step = self._step_count - 1
        if self.anneal_epochs == 0:
            step = max(1, step)
        before, now = self._part(max(0, step - 1)), self._part(step)
        rates = []
        for group in self.optimizer.param_groups:
            start = group["swa_lr"] if before == 1 else (group["lr"] - before * group["swa_lr"]) / (1 - before)
            rates.append(group["swa_lr"] * now + start * (1 - now))
        return rates
