"""Learning-rate schedulers beside PyTorch's, and what users rely on."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

import autograd
import optim
from optim import lr_scheduler

try:
    from tests.torch_optimizers import SCHEDULERS, run_scheduler
except ImportError:
    SCHEDULERS = []


def optimizer(lr: float = 1.0) -> Any:
    """An optimizer of one parameter."""
    return optim.SGD([autograd.zeros(1, requires_grad=True)], lr=lr)


@pytest.mark.parametrize("kind", ["SGD", "Adam"])
@pytest.mark.parametrize(("name", "make"), SCHEDULERS, ids=[name for name, _ in SCHEDULERS])
def test_a_hundred_steps_equal_pytorch(name: str, make: Any, kind: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run_scheduler(make, kind)


def test_step_rates() -> None:
    o = optimizer(0.1)
    scheduler = lr_scheduler.StepLR(o, step_size=2, gamma=0.5)
    rates = []
    for _ in range(5):
        rates.append(scheduler.get_last_lr()[0])
        o.step()
        scheduler.step()
    assert rates == [0.1, 0.1, 0.05, 0.05, 0.025]


def test_wrong_order_warns() -> None:
    scheduler = lr_scheduler.ExponentialLR(optimizer(), 0.9)
    with pytest.warns(UserWarning, match="before `optimizer.step"):
        scheduler.step()


def test_epoch_as_argument_warns_and_uses_the_closed_form() -> None:
    o = optimizer()
    scheduler = lr_scheduler.ExponentialLR(o, 0.5)
    o.step()
    with pytest.warns(UserWarning, match="epoch parameter"):
        scheduler.step(3)
    assert scheduler.get_last_lr() == [0.125]


def test_plateau() -> None:
    o = optimizer()
    scheduler = lr_scheduler.ReduceLROnPlateau(o, patience=1, factor=0.5)
    for loss in (1.0, 0.9, 0.9, autograd.tensor(0.9), 0.9):
        scheduler.step(loss)
    assert o.param_groups[0]["lr"] == 0.5
    assert not scheduler.in_cooldown


def test_ones_own_scheduler() -> None:
    class Halves(lr_scheduler.LRScheduler):
        def get_lr(self) -> list[float]:
            return [base / (self.last_epoch + 1) for base in self.base_lrs]

    class Tenths(lr_scheduler.LRScheduler):
        def rate(self, lr: float, base: float) -> float:
            return lr if self._is_initial else lr / 10

    for kind, wanted in ((Halves, [0.5]), (Tenths, [0.1])):
        o = optimizer()
        scheduler = kind(o)
        o.step()
        scheduler.step()
        assert scheduler.get_last_lr() == wanted


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda o: lr_scheduler.StepLR(3, 1), TypeError),
        (lambda o: lr_scheduler.LambdaLR(o, [abs, abs]), ValueError),
        (lambda o: lr_scheduler.ConstantLR(o, 2.0), ValueError),
        (lambda o: lr_scheduler.LinearLR(o, 0.0), ValueError),
        (lambda o: lr_scheduler.LinearLR(o, 0.5, 2.0), ValueError),
        (lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 0), ValueError),
        (lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 1, 0), ValueError),
        (lambda o: lr_scheduler.CyclicLR(o, 0.1, 1.0, mode="other"), ValueError),
        (lambda o: lr_scheduler.CyclicLR(o, [0.1, 0.2], 1.0), ValueError),
        (lambda o: lr_scheduler.CyclicLR(optim.Adagrad(o.param_groups[0]["params"]), 0.1, 1.0), ValueError),
        (lambda o: lr_scheduler.OneCycleLR(o, 1.0), ValueError),
        (lambda o: lr_scheduler.OneCycleLR(o, 1.0, total_steps=0), ValueError),
        (lambda o: lr_scheduler.OneCycleLR(o, 1.0, total_steps=5, pct_start=2), ValueError),
        (lambda o: lr_scheduler.OneCycleLR(o, 1.0, total_steps=5, anneal_strategy="none"), ValueError),
        (lambda o: lr_scheduler.SequentialLR(o, [], []), ValueError),
        (lambda o: lr_scheduler.SequentialLR(o, [lr_scheduler.StepLR(o, 1)], [3]), ValueError),
        (lambda o: lr_scheduler.SequentialLR(o, [lr_scheduler.StepLR(optimizer(), 1)], []), ValueError),
        (lambda o: lr_scheduler.ChainedScheduler([lr_scheduler.ReduceLROnPlateau(o)]), ValueError),
        (lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=1.0), ValueError),
        (lambda o: lr_scheduler.ReduceLROnPlateau(o, "best"), ValueError),
        (lambda o: lr_scheduler.ReduceLROnPlateau(o, threshold_mode="none"), ValueError),
        (lambda o: lr_scheduler.ReduceLROnPlateau(o, min_lr=[0, 0]), ValueError),
        (lambda o: lr_scheduler.StepLR(o, 1, last_epoch=3), KeyError),
    ],
)
def test_refuses(make: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        make(optimizer())
