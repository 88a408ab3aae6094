"""Optimizers: PyTorch's optimizer database, and what users rely on around the steps."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import optim

ALL = ["SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta", "Adamax", "NAdam", "RAdam"]
MORE = {"SGD": dict(lr=0.01, momentum=0.9), "Adam": dict(amsgrad=True), "RMSprop": dict(momentum=0.5, centered=True)}


def problem(name: str, **settings: Any) -> tuple[Any, Any, Any]:
    """A small network, its optimizer, and a closure."""
    autograd.manual_seed(0)
    net = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    x, y = autograd.randn(8, 3), autograd.randn(8, 1)
    optimizer = getattr(optim, name)(net.parameters(), **{**MORE.get(name, {}), **settings})

    def closure() -> Any:
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(net(x), y)
        loss.backward()
        return loss

    return net, optimizer, closure


@pytest.mark.parametrize("name", ["Adadelta", "Adagrad", "Adam", "AdamW", "Adamax", "LBFGS", "Muon", "NAdam", "RAdam", "RMSprop", "SGD"])
def test_optimizer_database(name: str) -> None:
    """Twenty steps equal PyTorch's after each of them, for every choice of settings in its database; and the same errors."""
    pytest.importorskip("torch")
    from tests import torch_optimizers

    report = torch_optimizers.run(name)
    assert not report.failures, report.failures[0]
    assert report.passed
    assert not torch_optimizers.run_errors(name).failures


@pytest.mark.parametrize("shape", [(1, 4), (3, 2), (4, 4), (0, 3)], ids=str)
@pytest.mark.parametrize("settings", [{}, {"nesterov": False, "weight_decay": 0.5}, {"adjust_lr_fn": "match_rms_adamw"}], ids=str)
def test_muon_takes_pytorchs_steps(settings: dict[str, Any], shape: tuple[int, int]) -> None:
    """Of small matrices to the last bit of what it rounds to bfloat16."""
    torch = pytest.importorskip("torch")
    start, *gradients = np.random.default_rng(0).normal(size=(4, *shape)).astype(np.float32)
    ours, theirs = autograd.tensor(start, requires_grad=True), torch.tensor(start, requires_grad=True)
    for library, optimizers, w in ((autograd, optim, ours), (torch, torch.optim, theirs)):
        optimizer = optimizers.Muon([w], lr=0.3, **settings)
        for g in gradients:
            w.grad = library.tensor(g)
            optimizer.step()
    np.testing.assert_allclose(ours.detach().numpy(), theirs.detach().numpy(), rtol=1e-6, atol=1e-6)


def test_muon_takes_matrices_only() -> None:
    with pytest.raises(ValueError, match=r"Muon only supports 2D parameters whereas we found a parameter with size: torch.Size\(\[3\]\)"):
        optim.Muon([autograd.zeros(3, requires_grad=True)])
    optimizer = optim.Muon([autograd.zeros(2, 2, requires_grad=True)], ns_steps=100)
    optimizer.param_groups[0]["params"][0].grad = autograd.ones(2, 2)
    with pytest.raises(ValueError, match="less than 100"):
        optimizer.step()


@pytest.mark.parametrize("name", ALL)
def test_state_dict_round_trip(name: str) -> None:
    """A run that is saved, loaded and continued equals one that goes on."""
    net, optimizer, closure = problem(name)
    for _ in range(3):
        optimizer.step(closure)
    saved, weights = copy.deepcopy(optimizer.state_dict()), {k: v.clone() for k, v in net.state_dict().items()}
    again, restored, closure_again = problem(name)
    again.load_state_dict(weights)
    restored.load_state_dict(pickle.loads(pickle.dumps(saved)))
    for _ in range(3):
        assert optimizer.step(closure).item() == restored.step(closure_again).item()


@pytest.mark.parametrize("name", ALL)
def test_types_and_shapes_are_kept(name: str) -> None:
    for dtype in (autograd.float32, autograd.float64):
        p = nn.Parameter(autograd.ones(3, 2, dtype=dtype))
        array = p.array
        p.grad = autograd.ones(3, 2, dtype=dtype)
        optimizer = getattr(optim, name)([p], **MORE.get(name, {}))
        optimizer.step()
        assert p.array is array
        assert p.dtype == dtype
        assert np.array_equal(p.grad.array, np.ones((3, 2))), "the gradient was changed"
        assert all(t.dtype == dtype for k, t in optimizer.state[p].items() if k not in ("step", "mu_product"))


def test_a_step_is_seen_by_a_later_backward_pass() -> None:
    """Parameters are written in place: a graph that saved them refuses to go on with other values."""
    w = nn.Parameter(autograd.ones(2))
    loss = (w * w).sum()
    loss.backward(retain_graph=True)
    optim.SGD([w], lr=0.1).step()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_groups_and_their_settings() -> None:
    a, b, c = (nn.Parameter(autograd.ones(1)) for _ in range(3))
    optimizer = optim.SGD([{"params": [a], "lr": 1.0}, {"params": b}], lr=0.5, momentum=0.0)
    optimizer.add_param_group({"params": [c], "lr": 0.25, "maximize": True})
    for p in (a, b, c):
        p.grad = autograd.ones(1)
    optimizer.step()
    assert [a.item(), b.item(), c.item()] == [0.0, 0.5, 1.25]
    optimizer.zero_grad(set_to_none=False)
    assert a.grad is not None
    assert a.grad.item() == 0
    optimizer.zero_grad()
    assert a.grad is None
    assert [g["lr"] for g in optimizer.state_dict()["param_groups"]] == [1.0, 0.5, 0.25]
    assert [g["params"] for g in optimizer.state_dict()["param_groups"]] == [[0], [1], [2]]


def test_named_parameters() -> None:
    net = nn.Linear(2, 1)
    optimizer = optim.Adam(net.named_parameters())
    assert optimizer.param_groups[0]["param_names"] == ["weight", "bias"]
    assert optimizer.state_dict()["param_groups"][0]["param_names"] == ["weight", "bias"]


@pytest.mark.parametrize(
    ("params", "settings", "error"),
    [
        ("parameter", {}, TypeError),
        ([], {}, ValueError),
        ([1.0], {}, TypeError),
        ("set", {}, TypeError),
        ("computed", {}, ValueError),
        ("twice", {}, ValueError),
        ("one", {"lr": -1}, ValueError),
        ("one", {"betas": (1.0, 0.5)}, ValueError),
        ("one", {"nothing": 1}, TypeError),
        ("one", {"capturable": True}, RuntimeError),
    ],
)
def test_refuses(params: Any, settings: dict[str, Any], error: type[Exception]) -> None:
    w = nn.Parameter(autograd.ones(2))
    given = {"parameter": w, "set": [{"params": {w}}], "computed": [w * 2], "twice": [{"params": [w]}, {"params": [w]}], "one": [w]}
    with pytest.raises(error):
        optim.Adam(given[params] if isinstance(params, str) else params, **settings)


def test_loading_refuses_other_groups() -> None:
    _, optimizer, _ = problem("Adam")
    saved = optimizer.state_dict()
    with pytest.raises(ValueError, match="different number of parameter groups"):
        optimizer.load_state_dict({**saved, "param_groups": []})
    with pytest.raises(ValueError, match="doesn't match the size"):
        optimizer.load_state_dict({**saved, "param_groups": [{**saved["param_groups"][0], "params": [0]}]})


def test_step_hooks() -> None:
    _, optimizer, closure = problem("SGD")
    seen: list[str] = []
    with optimizer.register_step_pre_hook(lambda o, args, kwargs: seen.append("before")):
        optimizer.register_step_post_hook(lambda o, args, kwargs: seen.append("after"))
        optimizer.step(closure)
    optimizer.step(closure)
    assert seen == ["before", "after", "after"]
    given: list[Any] = []
    optimizer.register_step_pre_hook(lambda o, args, kwargs: given.append((args, kwargs)))
    optimizer.register_step_post_hook(lambda o, args, kwargs: given.append((args, kwargs)))
    optimizer.step(closure=closure)
    assert given == [((optimizer,), {"closure": closure})] * 2  # as of a method that is called through its class
    optimizer.register_step_pre_hook(lambda o, args, kwargs: ((o, closure), {}))
    optimizer.step()
    assert given[-1] == ((optimizer, closure), {})


@pytest.mark.parametrize("name", ["SGD", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "Adagrad", "Adadelta", "RMSprop", "Rprop", "ASGD", "Adafactor"])
def test_the_settings_of_a_group_stand_in_pytorchs_order(name: str) -> None:
    """Which a printed state dict shows."""
    torch = pytest.importorskip("torch")
    ours = getattr(optim, name)([autograd.ones(1, requires_grad=True)])
    theirs = getattr(torch.optim, name)([torch.ones(1, requires_grad=True)])
    assert list(ours.state_dict()["param_groups"][0].items()) == list(theirs.state_dict()["param_groups"][0].items())


def test_ones_own_optimizer() -> None:
    """The ways to write one: a whole step, as for PyTorch, or the update of one parameter."""

    class Plain(optim.Optimizer):
        def __init__(self, params: Any, lr: float) -> None:
            super().__init__(params, dict(lr=lr))

        def step(self, closure: Any = None) -> None:
            with autograd.no_grad():
                for group in self.param_groups:
                    for p in group["params"]:
                        p -= group["lr"] * p.grad

    class Sign(optim.Optimizer):
        settings = dict(lr=0.1, weight_decay=0)  # noqa: RUF012
        keyword_settings = dict(maximize=False)  # noqa: RUF012

        def update(self, p: Any, g: Any, state: Any, group: Any) -> None:
            p -= group["lr"] * np.sign(g)

    for optimizer_class in (Plain, Sign):
        w = nn.Parameter(autograd.tensor([2.0]))
        optimizer = optimizer_class([w], lr=0.5)
        w.sum().backward()
        optimizer.step()
        assert w.item() == 1.5


def test_lbfgs_solves_rosenbrock() -> None:
    w = nn.Parameter(autograd.tensor([-1.5, 2.0], dtype=autograd.float64))
    optimizer = optim.LBFGS([w], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2
        loss.backward()
        return loss

    optimizer.step(closure)
    np.testing.assert_allclose(w.detach().numpy(), [1, 1], atol=1e-4)


def test_an_optimizer_that_wraps_another_need_not_call_the_constructor() -> None:
    class Lookahead(optim.Optimizer):
        def __init__(self, base: Any) -> None:
            self.base, self.param_groups, self.state = base, base.param_groups, base.state

        def step(self, closure: Any = None) -> Any:
            return self.base.step(closure)

    w = autograd.tensor([1.0, 2.0], requires_grad=True)
    optimizer = Lookahead(optim.SGD([w], lr=0.5))
    seen: list[Any] = []
    (w * w).sum().backward()
    optimizer.step()
    handle = optimizer.register_step_pre_hook(lambda o, args, kwargs: seen.append(("before", o)))
    optimizer.register_step_post_hook(lambda o, args, kwargs: seen.append(("after", o)))
    optimizer.step()
    handle.remove()
    optimizer.step()
    assert [(when, o is optimizer) for when, o in seen] == [("before", True), ("after", True), ("after", True)]
    np.testing.assert_array_equal(w.detach().array, [-2.0, -4.0])
    optimizer.zero_grad()
    assert w.grad is None and optimizer.state_dict()["param_groups"][0]["lr"] == 0.5
    optim.lr_scheduler.StepLR(optimizer, 1).step()


def test_a_constructor_has_its_settings_in_its_code() -> None:
    """Libraries look there for what they may pass on, and passed nothing."""
    names = optim.Adam.__init__.__code__.co_varnames
    assert names[:4] == ("self", "params", "lr", "betas") and set(names) >= {"weight_decay", "amsgrad", "fused"}
    assert inspect.signature(optim.SGD.__init__).parameters["momentum"].default == 0
    with pytest.raises(TypeError, match="positional"):
        optim.SGD([autograd.ones(1)], 0.1, 0, 0, 0, False, True)
