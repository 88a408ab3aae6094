"""PyTorch's own optimizer database, run against wgrad's optimizers, and its schedulers beside ours.

For each entry of ``torch.testing._internal.common_optimizers.optim_db`` and each of its inputs: the same small problem is descended for 20
steps in both; parameters, and the state that each optimizer keeps, must agree after every step. Its error inputs must raise the same
exception type. Each scheduler sets the same learning rates (and momenta) for 100 steps. As a script: ``python tests/torch_optimizers.py``.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import torch
from torch.testing._internal.common_optimizers import optim_db

import autograd
import nn
import optim
from tests.torch_database import Report, compare

ENTRIES: dict[str, Any] = {entry.optim_cls.__name__: entry for entry in optim_db}
ABSENT = {"ASGD", "Adafactor", "Rprop", "SparseAdam"}
STEPS = 20


def _ours(value: Any) -> Any:
    """A setting as ours: tensors become numbers."""
    return value.item() if isinstance(value, torch.Tensor) else value


def descend(library: Any, optimizers: Any, name: str, settings: dict[str, Any], arrays: list[Any], data: Any) -> Any:
    """Yields the parameters and the optimizer after each step of a small regression."""
    params = [torch.from_numpy(a.copy()) if library is torch else autograd.from_numpy(a.copy()) for a in arrays]
    for p in params:
        p.requires_grad_()
    x, y = (torch.from_numpy(d) if library is torch else autograd.from_numpy(d) for d in data)
    groups: Any = params
    if len(arrays) == 4 and name != "LBFGS":
        groups = [{"params": params[:2]}, {"params": params[2:], "lr": 0.003}]
    optimizer = getattr(optimizers, name)(groups, **settings)

    def closure() -> Any:
        optimizer.zero_grad()
        hidden = torch.tanh(x @ params[0] + params[1]) if library is torch else autograd.tanh(x @ params[0] + params[1])
        loss = ((hidden @ params[2] + params[3] - y) ** 2).mean()
        loss.backward()
        return loss

    for _ in range(STEPS):
        yield optimizer.step(closure), params, optimizer


def check(name: str, settings: dict[str, Any], dtype: Any) -> None:
    """20 steps of one optimizer with these settings."""
    random = np.random.default_rng(1)
    bias = (1,) if name == "Muon" else ()  # which takes matrices only
    arrays = [random.normal(size=s).astype(dtype) for s in ((3, 5), (*bias, 5), (5, 2), (*bias, 2))]
    data = [random.normal(size=s).astype(dtype) for s in ((8, 3), (8, 2))]
    rtol, atol = (1e-9, 1e-11) if dtype == np.float64 else (2e-4, 2e-6)
    if name == "LBFGS":  # every step iterates twenty times and magnifies roundings each time
        rtol, atol = 1e-5, 1e-6
    if name == "Muon":  # which rounds to the 8 bits of bfloat16: the order of a sum may decide the last of them
        rtol, atol = 1e-3, 2e-4
    theirs = descend(torch, torch.optim, name, settings, arrays, data)
    ours = descend(autograd, optim, name, {k: _ours(v) for k, v in settings.items()}, arrays, data)
    for step, ((loss_o, params_o, opt_o), (loss_t, params_t, opt_t)) in enumerate(zip(ours, theirs, strict=True)):
        if name == "LBFGS" and dtype == np.float32:  # differences of nearly equal gradients: only the direction of the loss can be compared
            np.testing.assert_allclose(loss_o.item(), loss_t.item(), rtol=0.1, atol=1e-5)
            continue
        compare(f"loss at step {step}", loss_o, loss_t, rtol, atol)
        compare(f"parameters after step {step}", params_o, params_t, rtol, atol)
        if name == "LBFGS":
            assert params_o[0].array.dtype == dtype
            if step == 9:
                return
            continue
        for o, t in zip(params_o, params_t, strict=True):
            held_o, held_t = opt_o.state.get(o, {}), opt_t.state.get(t, {})
            assert set(held_o) == set(held_t), f"state {sorted(held_o)}, PyTorch {sorted(held_t)}"
            for key, value in held_t.items():
                if isinstance(value, torch.Tensor):
                    compare(f"{key} after step {step}", held_o[key], value, rtol, atol)
    if not any(isinstance(v, torch.Tensor) for v in settings.values()):
        assert repr(opt_o) == repr(opt_t), f"repr {opt_o!r}, PyTorch {opt_t!r}"
    saved_o, saved_t = opt_o.state_dict(), opt_t.state_dict()
    assert saved_o["state"].keys() == saved_t["state"].keys()
    assert [g.keys() for g in saved_o["param_groups"]] == [g.keys() for g in saved_t["param_groups"]]


def run(name: str) -> Report:
    """All inputs of one optimizer."""
    entry, report = ENTRIES[name], Report(name)
    for optim_input in entry.optim_inputs_func("cpu"):
        settings = dict(optim_input.kwargs)
        if settings.get("capturable") or settings.get("differentiable"):
            report.skipped["capturable or differentiable"] += 1
            continue
        for dtype in (np.float64, np.float32):
            where = f"{name} {np.dtype(dtype).name} {optim_input.desc} {settings}"
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    check(name, settings, dtype)
                report.passed += 1
            except Exception as error:
                report.failures.append(f"{where}: {type(error).__name__}: {' | '.join(str(error).strip().splitlines())[:500]}")
    return report


def run_errors(name: str) -> Report:
    """The error inputs of one optimizer: the same exception type."""
    entry, report = ENTRIES[name], Report(name)
    for number, error_input in enumerate(entry.optim_error_inputs_func(device="cpu", dtype=torch.float64)):
        given = error_input.optimizer_error_input
        where = f"{name} error input {number} {given.desc}"
        settings = dict(given.kwargs)
        if any(map(_has_tensor, settings.values())) or settings.get("differentiable") or settings.get("capturable"):
            report.skipped["a tensor as setting, capturable or differentiable"] += 1
            continue
        if isinstance(given.params, list) and any(isinstance(p, torch.Tensor) and p.is_complex() for p in given.params):
            report.skipped["complex"] += 1
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)
                optimizer = getattr(optim, name)(_parameters(given.params, {}), **settings)
                if "step" in error_input.error_on.name.lower():
                    optimizer.step()
            report.failures.append(f"{where}: no error; PyTorch {error_input.error_type.__name__}: {error_input.error_regex}")
        except error_input.error_type:
            report.passed += 1
        except Exception as error:
            report.failures.append(f"{where}: {type(error).__name__} {error}; PyTorch {error_input.error_type.__name__}")
    return report


def _parameters(given: Any, same: dict[int, Any]) -> Any:
    """The parameters as ours; the same one stays the same."""
    if isinstance(given, torch.Tensor):
        return same.setdefault(id(given), nn.Parameter(autograd.from_numpy(given.detach().numpy().copy())))
    if isinstance(given, (list, tuple)):
        return type(given)(_parameters(v, same) for v in given)
    if isinstance(given, dict):
        return {k: _parameters(v, same) for k, v in given.items()}
    return given


def _has_tensor(value: Any) -> bool:
    return isinstance(value, torch.Tensor) or (isinstance(value, tuple) and any(map(_has_tensor, value)))


SCHEDULERS: list[tuple[str, Callable[[Any, Any], Any]]] = [
    ("LambdaLR", lambda s, o: s.LambdaLR(o, lambda epoch: 0.95**epoch)),
    ("LambdaLR of two groups", lambda s, o: s.LambdaLR(o, [lambda epoch: epoch // 30, lambda epoch: 0.95**epoch])),
    ("MultiplicativeLR", lambda s, o: s.MultiplicativeLR(o, lambda epoch: 0.95)),
    ("StepLR", lambda s, o: s.StepLR(o, 7, 0.5)),
    ("MultiStepLR", lambda s, o: s.MultiStepLR(o, [3, 10, 10, 60], 0.3)),
    ("ConstantLR", lambda s, o: s.ConstantLR(o, 0.25, 6)),
    ("LinearLR", lambda s, o: s.LinearLR(o, 0.1, 0.9, 30)),
    ("ExponentialLR", lambda s, o: s.ExponentialLR(o, 0.93)),
    ("PolynomialLR", lambda s, o: s.PolynomialLR(o, 40, 2.0)),
    ("CosineAnnealingLR", lambda s, o: s.CosineAnnealingLR(o, 13, 0.001)),
    ("CosineAnnealingWarmRestarts", lambda s, o: s.CosineAnnealingWarmRestarts(o, 5, 2, 0.001)),
    ("CyclicLR", lambda s, o: s.CyclicLR(o, 0.01, 0.2, 8, 5)),
    ("CyclicLR triangular2", lambda s, o: s.CyclicLR(o, [0.01, 0.02], 0.2, 8, mode="triangular2", cycle_momentum=False)),
    ("CyclicLR exp_range", lambda s, o: s.CyclicLR(o, 0.01, 0.2, 8, mode="exp_range", gamma=0.97)),
    ("CyclicLR scale_fn", lambda s, o: s.CyclicLR(o, 0.01, 0.2, 8, scale_fn=lambda x: 1 / (x + 1), scale_mode="iterations")),
    ("OneCycleLR", lambda s, o: s.OneCycleLR(o, 0.3, total_steps=101)),
    ("OneCycleLR linear", lambda s, o: s.OneCycleLR(o, [0.3, 0.1], epochs=11, steps_per_epoch=10, anneal_strategy="linear", three_phase=True)),
    ("SequentialLR", lambda s, o: s.SequentialLR(o, [s.LinearLR(o, 0.1, 1.0, 10), s.CosineAnnealingLR(o, 50)], [10])),
    ("SequentialLR of three", lambda s, o: s.SequentialLR(o, [s.ConstantLR(o), s.StepLR(o, 5), s.ExponentialLR(o, 0.9)], [20, 40])),
    ("ChainedScheduler", lambda s, o: s.ChainedScheduler([s.ConstantLR(o, 0.1, 20), s.ExponentialLR(o, 0.9)])),
    ("ReduceLROnPlateau", lambda s, o: s.ReduceLROnPlateau(o, factor=0.5, patience=3, cooldown=2, min_lr=1e-3)),
    ("ReduceLROnPlateau max", lambda s, o: s.ReduceLROnPlateau(o, "max", patience=2, threshold_mode="abs", threshold=0.01)),
]  # fmt: skip


def run_scheduler(make: Callable[[Any, Any], Any], optimizer: str, steps: int = 100) -> None:
    """The learning rates and momenta of 100 steps agree, also when the scheduler is saved and restored on the way."""
    settings = dict(lr=0.05, momentum=0.7) if optimizer == "SGD" else dict(lr=0.05)

    def prepared(library: Any, optimizers: Any) -> Any:
        first, second = (library.zeros(2, requires_grad=True) for _ in range(2))
        return getattr(optimizers, optimizer)([{"params": [first]}, {"params": [second], "lr": 0.02}], **settings)

    theirs, ours = prepared(torch, torch.optim), prepared(autograd, optim)
    scheduler_t, scheduler_o = make(torch.optim.lr_scheduler, theirs), make(optim.lr_scheduler, ours)
    metrics = np.random.default_rng(0).normal(size=steps).cumsum()
    for step in range(steps):
        for i, (group_o, group_t) in enumerate(zip(ours.param_groups, theirs.param_groups, strict=True)):
            for key in ("lr", "momentum", "betas", "initial_lr"):
                if key in group_t:
                    np.testing.assert_allclose(group_o[key], group_t[key], rtol=1e-12, atol=1e-15, err_msg=f"{key} of group {i}, step {step}")
        np.testing.assert_allclose(scheduler_o.get_last_lr(), scheduler_t.get_last_lr(), rtol=1e-12, atol=1e-15)
        theirs.step()
        ours.step()
        arguments = (metrics[step],) if isinstance(scheduler_o, optim.lr_scheduler.ReduceLROnPlateau) else ()
        scheduler_t.step(*arguments)
        scheduler_o.step(*arguments)
        if step == steps // 2:
            saved_scheduler, saved = scheduler_o.state_dict(), ours.state_dict()
            ours = prepared(autograd, optim)
            scheduler_o = make(optim.lr_scheduler, ours)
            ours.load_state_dict(saved)
            scheduler_o.load_state_dict(saved_scheduler)


def main() -> int:
    """Run the named optimizers and all schedulers, and print what failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="entries, as Adam; none: all of them")
    parser.add_argument("--show", type=int, default=3, help="failures printed per entry")
    arguments = parser.parse_args()
    bad = 0
    for name in arguments.names or [n for n in ENTRIES if n not in ABSENT]:
        for report in (run(name), run_errors(name)):
            bad += bool(report.failures)
            print(f"{name}: {report.passed} passed, {len(report.failures)} failed, {sum(report.skipped.values())} skipped {dict(report.skipped)}")
            for failure in report.failures[: arguments.show]:
                print("   ", failure)
    for name, make in SCHEDULERS if not arguments.names else ():
        for optimizer in ("SGD", "Adam"):
            try:
                run_scheduler(make, optimizer)
            except Exception as error:
                bad += 1
                print(f"{name} with {optimizer}: {type(error).__name__}: {' | '.join(str(error).strip().splitlines())[:300]}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
