"""torch.compile of whole steps of training: backward passes, optimizers and updates by hand within the compiled function."""

from __future__ import annotations

import gc
import linecache
import random
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

import autograd as torch
from autograd import Tensor, nn, optim
from autograd.graph import record, register_multi_grad_hook
from nn import functional as F
from tests.compiled import as_step, difference, program

STEPS: dict[str, tuple[Callable[[], Any], bool]] = {}


def step(compiles: bool = True) -> Callable[[Any], Any]:
    """Enter a function that makes a step, and all tensors that it may change."""

    def enter(make: Any) -> Any:
        STEPS[make.__name__] = make, compiles
        return make

    return enter


def data(*shape: int, seed: int = 0) -> Tensor:
    return torch.from_numpy(np.random.default_rng([seed, *shape]).normal(size=shape).astype(np.float32))


def network(*more: Any) -> Any:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(4, 8), *more, nn.ReLU(), nn.Linear(8, 3))


X, Y = data(6, 4), torch.tensor([0, 1, 2, 2, 1, 0])


def loss_after_backward(model: Any) -> Any:
    loss = F.cross_entropy(model(X), Y)
    loss.backward()
    return loss


def with_optimizer(make: Any, *layers: Any) -> Any:
    model = network(*layers)
    optimizer = make(model.parameters())

    def train(x: Any = X, y: Any = Y) -> Any:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    return train, [*model.parameters(), *model.buffers()], optimizer


OPTIMIZERS: dict[str, Any] = {
    "SGD": lambda p: optim.SGD(p, lr=0.1),
    "momentum": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
    "Adam": lambda p: optim.Adam(p, amsgrad=True),
    "AdamW": lambda p: optim.AdamW(p, maximize=True),
    "RMSprop": lambda p: optim.RMSprop(p, centered=True),
    "Adagrad": optim.Adagrad,
}
for name, make in OPTIMIZERS.items():
    STEPS[name] = (lambda make=make: with_optimizer(make)[:2]), True


@step()
def layers_with_buffers_and_draws() -> Any:
    return with_optimizer(optim.Adam, nn.BatchNorm1d(8), nn.Dropout(0.3), nn.BatchNorm1d(8))[:2]


@step()
def gradients_add_up() -> Any:
    model = network()

    def train() -> Any:
        F.cross_entropy(model(X), Y).backward()

    return train, [*model.parameters()]


@step()
def made_inside() -> Any:
    def descend() -> Any:
        w = torch.tensor([5.0], requires_grad=True)
        loss = (w - 2) ** 2
        loss.backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
        return w, loss

    return descend, []


@step()
def made_inside_by_name() -> Any:
    def descend() -> Any:
        w = getattr(torch, "tensor")([5.0, 1.0], requires_grad=True)  # noqa: B009
        (w * w).sum().backward()
        return w

    return descend, []


@step(False)
def made_inside_with_an_attribute() -> Any:
    def descend() -> Any:
        w = torch.tensor([5.0, 1.0], requires_grad=True)
        (w * w).sum().backward()
        w.name_of_mine = "w"
        return w.detach() + len(w.name_of_mine), w

    return descend, []


@step()
def by_hand() -> Any:
    w = torch.tensor([5.0, -1.0], requires_grad=True)

    def descend() -> Any:
        loss = ((w - 2) ** 2).sum()
        loss.backward()
        with torch.no_grad():
            w.sub_(0.1 * w.grad)
        w.grad.zero_()
        return loss

    return descend, [w]


@step()
def by_hand_through_data() -> Any:
    model = network()
    parameters = list(model.parameters())

    def descend() -> Any:
        for p in parameters:
            p.grad = None
        loss = F.cross_entropy(model(X), Y)
        loss.backward()
        for p in parameters:
            p.data += -0.1 * p.grad
        return loss

    return descend, parameters


@step()
def in_place_operator() -> Any:
    w, b = torch.tensor([5.0, -1.0], requires_grad=True), torch.tensor(0.5, requires_grad=True)

    def descend() -> Any:
        nonlocal w, b
        loss = ((w * 3 - b) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
            b -= 0.1 * b.grad
            w.grad = b.grad = None
            return loss, b + 1, (w * b).sum()

    return descend, [w, b]


@step()
def argument() -> Any:
    w = torch.tensor([5.0, -1.0], requires_grad=True)

    def descend(v: Any = w) -> Any:
        loss = ((v - 2) ** 2).sum()
        loss.backward()
        with torch.no_grad():
            v -= 0.1 * v.grad
            v.grad.mul_(0.5)
        return loss

    return lambda *given: descend(*given), [w]


@step()
def shared_gradients() -> Any:
    a, b, c = (torch.tensor([1.0, 2.0], requires_grad=True) for _ in range(3))

    def descend() -> Any:
        (a + b - c + a).sum().backward()
        with torch.no_grad():
            a.grad.mul_(3)
            b.add_(b.grad)

    return descend, [a, b, c]


@step()
def one_number_and_an_optimizer() -> Any:
    w = torch.tensor(3.0, requires_grad=True)
    optimizer = optim.SGD([w], lr=0.1)

    def descend() -> Any:
        optimizer.zero_grad()
        loss = w * w
        loss.backward()
        optimizer.step()
        return loss

    return descend, [w]


@step(False)
def one_number_after_the_step() -> Any:
    w = torch.tensor(3.0, requires_grad=True)
    optimizer = optim.SGD([w], lr=0.1)

    def descend() -> Any:
        optimizer.zero_grad()
        (w * w).backward()
        optimizer.step()
        return w * 2

    return descend, [w]


@step()
def parameters_after_the_step() -> Any:
    w, average = torch.tensor([3.0, 4.0], requires_grad=True), torch.zeros(2)
    optimizer = optim.SGD([w], lr=0.1)

    def descend() -> Any:
        optimizer.zero_grad()
        (w * w).sum().backward()
        optimizer.step()
        with torch.no_grad():
            average.mul_(0.9).add_(w, alpha=0.1)
        return w.detach() * 2

    return descend, [w, average]


@step()
def by_hand_and_by_an_optimizer() -> Any:
    w, average = torch.tensor([3.0, 4.0], requires_grad=True), torch.zeros(2)
    optimizer = optim.SGD([w], lr=0.1)

    def descend() -> Any:
        optimizer.zero_grad()
        (w * w).sum().backward()
        with torch.no_grad():
            w.mul_(0.9)
            w.grad.mul_(20)
        nn.utils.clip_grad_norm_([w], 1.0)
        norm = (w.grad * w.grad).sum()
        optimizer.step()
        with torch.no_grad():
            average.add_(w)
        return norm, w.detach() + 1

    return descend, [w, average]


@step(False)
def one_number_by_hand_and_by_an_optimizer() -> Any:
    w = torch.tensor(3.0, requires_grad=True)
    optimizer = optim.SGD([w], lr=0.1)

    def descend() -> Any:
        optimizer.zero_grad()
        (w * w).backward()
        with torch.no_grad():
            w.mul_(0.9)
        optimizer.step()
        return w.detach() + 1

    return descend, [w]


@step()
def passes_that_add_up() -> Any:
    w, b = torch.tensor([3.0, 4.0], requires_grad=True), torch.tensor(2.0, requires_grad=True)

    def descend() -> Any:
        (w * w * b).sum().backward()
        with torch.no_grad():
            w.grad.mul_(0.5)
            b.grad.mul_(0.5)
        (w * b).sum().backward()
        with torch.no_grad():
            norms = (w.grad * w.grad).sum(), b.grad * 3
            w.sub_(w.grad, alpha=0.01)
        w.grad.zero_()
        b.grad = None
        return norms

    return descend, [w, b]


@step(False)
def fails_within() -> Any:
    w = torch.tensor([3.0, 4.0], requires_grad=True)
    w.grad = torch.zeros(2)

    def descend() -> Any:
        h = w * w
        loss = (h * h).sum()
        with torch.no_grad():
            h.mul_(2)
        with suppress(RuntimeError):
            loss.backward()
        return h.detach()

    return descend, [w]


@step()
def a_penalty_for_gradients() -> Any:
    torch.manual_seed(2)
    critic = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 1))
    optimizer = optim.Adam(critic.parameters())
    real, fake = data(6, 3), data(6, 3, seed=1)

    def train() -> Any:
        optimizer.zero_grad()
        between = (0.3 * real + 0.7 * fake).requires_grad_()
        (gradient,) = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
        loss = critic(fake).mean() - critic(real).mean() + 10 * ((gradient.norm(2, dim=1) - 1) ** 2).mean()
        loss.backward()
        optimizer.step()
        return loss

    return train, [*critic.parameters()]


@step()
def a_second_derivative() -> Any:
    torch.manual_seed(3)
    model = nn.Sequential(nn.Linear(1, 8), nn.Softplus(), nn.Linear(8, 1)).double()
    optimizer, x = optim.SGD(model.parameters(), lr=0.01), torch.linspace(0, 1, 7, dtype=torch.float64).unsqueeze(1).requires_grad_()

    def train() -> Any:
        optimizer.zero_grad()
        u = model(x)
        (first,) = torch.autograd.grad(u, x, torch.ones_like(u), create_graph=True)
        (second,) = torch.autograd.grad(first, x, torch.ones_like(first), create_graph=True)
        loss = ((second + torch.sin(x)) ** 2).mean() + (u[0] ** 2).sum()
        loss.backward()
        optimizer.step()
        return loss

    return train, [*model.parameters(), x]


@step(False)
def the_gradient_of_a_leaf_made_within() -> Any:
    x = data(3)

    def differentiate() -> Any:
        z = x.clone().requires_grad_()
        (z**3).sum().backward()
        return z.grad * 1

    return differentiate, [x]


@step(False)
def optimizer_made_within() -> Any:
    w = torch.tensor([3.0, 4.0], requires_grad=True)

    def descend() -> Any:
        optimizer = optim.SGD([w], lr=0.1)
        optimizer.zero_grad()
        (w * w).sum().backward()
        optimizer.step()

    return descend, [w]


@step()
def two_backward_passes() -> Any:
    torch.manual_seed(2)
    critic, generator = nn.Linear(3, 1), nn.Linear(2, 3)
    of_critic, of_generator = optim.Adam(critic.parameters()), optim.Adam(generator.parameters())
    real = data(5, 3)

    def train() -> Any:
        fake = generator(torch.randn(5, 2))
        of_critic.zero_grad()
        first = F.softplus(critic(fake.detach())).mean() + F.softplus(-critic(real)).mean()
        first.backward()
        of_critic.step()
        of_generator.zero_grad()
        second = F.softplus(-critic(fake)).mean()
        second.backward()
        of_generator.step()
        return first, second

    return train, [*critic.parameters(), *generator.parameters()]


@step()
def several_steps_in_one() -> Any:
    model = network()
    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.5)

    def train() -> Any:
        for _ in range(3):
            model.zero_grad()
            loss = F.cross_entropy(model(X), Y)
            loss.backward()
            optimizer.step()
        return loss

    return train, [*model.parameters()]


@step()
def scheduler() -> Any:
    train, state, optimizer = with_optimizer(lambda p: optim.SGD(p, lr=0.1))
    rates = optim.lr_scheduler.StepLR(optimizer, 2, 0.5)

    def scheduled() -> Any:
        loss = train()
        rates.step()
        return loss

    return scheduled, state


@step(False)
def reads_the_rate() -> Any:
    w = torch.tensor([3.0], requires_grad=True)
    rates = optim.lr_scheduler.StepLR(optim.SGD([w], lr=0.1), 1, 0.5)

    def descend() -> Any:
        (w * w).sum().backward()
        with torch.no_grad():
            w.sub_(w.grad * rates.get_last_lr()[0])
        w.grad = None
        rates.step()

    return descend, [w]


@step(False)
def reads_the_groups() -> Any:
    w = torch.tensor([3.0], requires_grad=True)
    optimizer = optim.SGD([w], lr=0.1)

    def descend() -> Any:
        (w * w).sum().backward()
        optimizer.param_groups[0]["lr"] *= 0.5
        optimizer.step()

    return descend, [w]


@step()
def changes_gradients() -> Any:
    model = network()
    optimizer = optim.SGD(model.parameters(), lr=0.1)

    def train() -> Any:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(X), Y)
        loss.backward()
        for p in model.parameters():
            p.grad.clamp_(-0.01, 0.01)
        norm = sum((p.grad * p.grad).sum() for p in model.parameters())
        optimizer.step()
        return loss, norm

    return train, [*model.parameters()]


@step()
def clips() -> Any:
    model = network()
    optimizer = optim.SGD(model.parameters(), lr=0.1)

    def train() -> Any:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(X), Y)
        loss.backward()
        nn.utils.clip_grad_value_(model.parameters(), 0.05)
        norm = nn.utils.clip_grad_norm_(model.parameters(), 0.1)
        optimizer.step()
        return loss, norm * 2

    return train, [*model.parameters()]


@step(False)
def returns_a_gradient() -> Any:
    w = torch.tensor([3.0], requires_grad=True)

    def descend() -> Any:
        (w * w).sum().backward()
        return w.grad

    return descend, [w]


@step(False)
def sets_a_gradient() -> Any:
    w = torch.tensor([3.0], requires_grad=True)

    def descend() -> Any:
        (w * w).sum().backward()
        w.grad = w.grad * 2

    return descend, [w]


@step(False)
def asks_for_the_gradient_before() -> Any:
    w = torch.tensor([3.0], requires_grad=True)

    def descend() -> Any:
        if w.grad is not None:
            w.grad.zero_()
        (w * w).sum().backward()

    return descend, [w]


@step(False)
def keeps_the_graph() -> Any:
    w = torch.tensor([3.0], requires_grad=True)

    def descend() -> Any:
        loss = (w**3).sum()
        loss.backward(retain_graph=True)
        loss.backward()
        return loss

    return descend, [w]


@step()
def returns_numbers() -> Any:
    model = network()

    def train() -> Any:
        scores = model(X)
        loss = F.cross_entropy(scores, Y)
        loss.backward()
        accuracy = (scores.argmax(1) == Y).float().mean()
        return {"loss": loss.item(), "two": (accuracy.item(), loss.detach(), 0.5), "all": [float(loss), scores.detach()]}

    return train, [*model.parameters()]


@step(False)
def reads_the_loss() -> Any:
    model = network()

    def train() -> Any:
        return loss_after_backward(model).item() + 1

    return train, [*model.parameters()]


@step(False)
def asks_the_loss_for_more() -> Any:
    model = network()

    def train() -> Any:
        return loss_after_backward(model).item().hex()

    return train, [*model.parameters()]


@step(False)
def returns_the_number_of_a_gradient() -> Any:
    w = torch.tensor(3.0, requires_grad=True)

    def train() -> Any:
        (w * w).backward()
        return w.grad.item(), w.grad.zero_()

    return train, [w]


@step(False)
def returns_a_number_from_within() -> Any:
    w = torch.tensor(3.0, requires_grad=True)

    def inner() -> float:
        return (w * w).item()

    return lambda: inner() * 2, [w]


@step(False)
def another_graph_is_returned() -> Any:
    w = torch.tensor([3.0], requires_grad=True)

    def descend() -> Any:
        (w * w).sum().backward()
        return w * 5

    return descend, [w]


@step()
def hooks_of_a_leaf() -> Any:
    w = torch.tensor([3.0, 1.0], requires_grad=True)
    w.register_hook(lambda g: g * 2)
    w.register_post_accumulate_grad_hook(lambda t: t.grad.add_(1))

    def descend() -> Any:
        (w * w).sum().backward()
        with torch.no_grad():
            w.sub_(w.grad, alpha=0.1)

    return descend, [w]


@step(False)
def draws_a_leaf() -> Any:
    def descend() -> Any:
        w = torch.randn(3, requires_grad=True)
        (w * w).sum().backward()
        return w.grad + 1

    return descend, []


@step()
def unused_parameter() -> Any:
    model, unused = network(), nn.Linear(2, 2)
    optimizer = optim.Adam([*model.parameters(), *unused.parameters()])

    def train() -> Any:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(X), Y)
        torch.autograd.backward([loss, loss * 0.5])
        optimizer.step()
        return loss.detach()

    return train, [*model.parameters(), *unused.parameters()]


@step()
def float16_and_views() -> Any:
    w = torch.tensor([[3.0, 1.0], [2.0, 4.0]], dtype=torch.float16, requires_grad=True)
    optimizer = optim.SGD([w], lr=0.1, momentum=0.9)

    def descend() -> Any:
        optimizer.zero_grad()
        loss = (w.t().reshape(-1) * torch.tensor([1.0, 2.0, 3.0, 4.0], dtype=torch.float16)).sum()
        loss.backward()
        optimizer.step()
        return loss

    return descend, [w]


@step()
def an_optimizer_of_the_users_own() -> Any:
    class Descent(optim.Optimizer):
        def __init__(self, parameters: Any) -> None:
            super().__init__(parameters, {"lr": 0.1})
            self.count = 0

        def step(self, closure: Any = None) -> Any:
            self.count += 1
            for group in self.param_groups:
                for p in group["params"]:
                    p.data.add_(p.grad, alpha=-group["lr"] / self.count)

    return with_optimizer(Descent)[:2]


def pieces(value: Any) -> list[Any]:
    parts = value.values() if isinstance(value, dict) else value
    return [p for v in parts for p in pieces(v)] if isinstance(value, (tuple, list, dict)) else [value]


def state_of(value: Any) -> Any:
    if not isinstance(value, Tensor):
        return value
    array = value.array
    return array.tobytes(), array.dtype, array.shape, value.requires_grad, value.is_leaf, value._version, value.is_leaf and state_of(value.grad)


@pytest.mark.parametrize("name", STEPS)
def test_steps(name: str) -> None:
    """The same bits, versions and random numbers as uncompiled, at each of seven calls."""
    make, compiles = STEPS[name]
    (plain, state), (written, same) = make(), make()
    compiled = torch.compile(written)
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always")
        for call in range(7):
            torch.manual_seed(call)
            expected = pieces(plain())
            stream = torch.get_rng_state()
            torch.manual_seed(call)
            results = pieces(compiled())
            assert [*map(state_of, results)] == [*map(state_of, expected)], f"call {call}\n{compiled.source}"
            assert [*map(state_of, same)] == [*map(state_of, state)], f"call {call}\n{compiled.source}"
            assert torch.equal(torch.get_rng_state(), stream)
    assert bool(compiled.programs) == compiles, (compiled.reason, compiled.source)
    assert compiles or sum("torch.compile" in str(w.message) for w in noted) == 1
    for result in results if compiles else []:
        if isinstance(result, Tensor) and result.requires_grad and not result.is_leaf:
            with pytest.raises(RuntimeError, match="second time"):
                result.sum().backward()


# ---------------------------------------------------------------------------------------------------------------- what changes between calls

BETWEEN: dict[str, Callable[[Any, list[Any], Any, int], Any]] = {  # the model, its parameters, the optimizer, the number of the call
    "training and evaluation": lambda model, state, optimizer, call: model.train(call % 3 != 0),
    "a frozen weight": lambda model, state, optimizer, call: state[0].requires_grad_(call % 4 < 2),
    "the rate": lambda model, state, optimizer, call: optimizer.param_groups[0].update(lr=0.01 * call),
    "another group": lambda model, state, optimizer, call: call == 4 and optimizer.add_param_group({"params": [state[-1]], "lr": 0.5}),
    "gradients": lambda model, state, optimizer, call: [setattr(p, "grad", torch.full_like(p, call) if call % 2 else None) for p in state],
    "another layer": lambda model, state, optimizer, call: call == 5 and setattr(model, "2", nn.Dropout(0.5)),
    "values": lambda model, state, optimizer, call: state[0].data.mul_(1.5),
    "memory": lambda model, state, optimizer, call: call == 5 and setattr(state[0], "data", state[0].data * 1.5),
    "no gradients": lambda model, state, optimizer, call: torch.set_grad_enabled(call != 4),
}


@pytest.mark.parametrize("name", BETWEEN)
def test_between_calls(name: str) -> None:
    def make() -> Any:
        torch.manual_seed(1)
        model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Dropout(0.3), nn.Linear(8, 3))
        extra = torch.ones(3, requires_grad=True)
        optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)

        def train() -> Any:
            loss = F.cross_entropy(model(X) * extra, Y)
            loss.backward()
            optimizer.step()
            return loss

        return train, model, [*model.parameters(), *model.buffers(), extra], optimizer

    (plain, *one), (written, *other) = make(), make()
    compiled = torch.compile(written)

    def outcome(function: Any, model: Any, state: list[Any], optimizer: Any, call: int) -> Any:
        torch.manual_seed(call)
        BETWEEN[name](model, [t for t in state if t.is_floating_point() and t.is_leaf], optimizer, call)
        try:
            return state_of(function())
        except RuntimeError as error:
            return str(error)
        finally:
            torch.set_grad_enabled(True)

    for call in range(9):
        assert outcome(plain, *one, call) == outcome(compiled, *other, call)
        assert [*map(state_of, one[1])] == [*map(state_of, other[1])], f"call {call}\n{compiled.source}"
    assert compiled.programs, compiled.reason


@pytest.mark.filterwarnings("ignore")
def test_random_steps() -> None:
    """Random programs with a backward pass and an update within them."""
    count = 0
    for seed in (*range(60_000, 60_060), 70_246):
        random.seed(seed)
        made = program(seed, plain=True)
        step = made and as_step(*made[:2])
        if made and step:
            compiled = torch.compile(step)
            found = difference(step, compiled, made[1], {})
            assert not found, f"seed {seed}: {found}\n{made[2]}\n{compiled.source}"
            count += bool(compiled.programs)
    assert count >= 10


def test_graph_from_outside() -> None:
    w = torch.tensor([3.0], requires_grad=True)

    @torch.compile
    def descend(v: Any) -> None:
        (v * v).sum().backward()

    with pytest.warns(UserWarning, match="runs eagerly"):
        for _ in range(4):
            descend(w * 2)
    assert w.grad is not None
    assert w.grad.tolist() == [4 * 24.0]


def test_an_error_within_a_step() -> None:
    """It is the program's, and what ran before it is not done twice."""
    train, (weight, *_), optimizer = with_optimizer(lambda p: optim.SGD(p, lr=0.0))
    compiled = torch.compile(train)
    for _ in range(4):
        compiled()
    expected = weight.grad.clone()

    def fail(*_: Any) -> None:
        raise ValueError("on purpose")

    hook = optimizer.register_step_pre_hook(fail)
    with pytest.raises(ValueError, match="on purpose"):
        compiled()
    assert torch.equal(weight.grad, expected)
    hook.remove()
    compiled()
    assert not compiled.reason


def test_another_optimizer() -> None:
    """Another optimizer under the same name, and another rate, are followed."""
    w = torch.tensor([3.0], requires_grad=True)
    optimizer = optim.SGD([w], lr=0.5)

    @torch.compile
    def descend() -> None:
        optimizer.zero_grad()
        (w * w).sum().backward()
        optimizer.step()

    for _ in range(4):
        descend()
    optimizer.param_groups[0]["lr"] = 0.25
    with torch.no_grad():
        w.fill_(4.0)
    descend()
    assert w.item() == 2.0
    optimizer = optim.SGD([w], lr=1.0)
    descend()
    assert w.item() == -2.0


def test_a_step_reads_like_a_program() -> None:
    w = torch.tensor([5.0], requires_grad=True)

    @torch.compile
    def descend() -> None:
        loss = (w - 2) ** 2
        loss.backward()
        with torch.no_grad():
            w.sub_(0.1 * w.grad)
        w.grad = None

    for _ in range(3):
        descend()
    assert descend.source.splitlines() == [
        "def step(w):",
        "    sub = w - 2  # (1,)",
        "    d_sub = one * (2 * sub)  # (1,)",
        "    w_grad = accumulate(w_tensor, d_sub, True)  # (1,)",
        "    mul = w_grad * 0.1  # (1,)",
        "    w_1 = w - mul  # (1,)",
        "    write(w_tensor, w_1)",
        "    w_tensor.grad = None",
        "    return None",
    ]


def lines_of(tape: record, compiled: Any) -> list[tuple[str, str]]:
    """Of each step what it is, and the line of the program that it names, without its shapes."""
    found = []
    for taken in tape.steps:
        file, number = taken.place or ("", 0)
        line = linecache.getline(file, number).strip().partition("  #")[0]
        assert not file.startswith("<compiled") or any(line in program.source for program in compiled.programs)
        found.append((taken.kind, line if file.startswith("<compiled") else ""))
    return found


def test_a_recorded_step_names_its_line_of_the_program() -> None:
    scale = torch.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)

    @torch.compile
    def loss_of(x: Any) -> Any:
        return (torch.tanh(x * scale) ** 2).sum()

    def recorded(x: Any) -> list[tuple[str, str]]:
        with record() as tape:
            loss_of(x).backward()
        return lines_of(tape, loss_of)

    assert {line for _, line in recorded(X)} == {""}, "there is no program yet"
    for rows in (6, 6, 5, 5):
        loss_of(data(rows, 4))
    assert len(loss_of.programs) == 2
    assert recorded(X) == [
        ("forward", "mul = x * scale"),
        ("forward", "tanh = np.tanh(mul)"),
        ("forward", "pow_ = np.square(tanh)"),
        ("forward", "sum_ = _sum(pow_)"),
        ("seed", ""),
        ("backward", "d_pow = broadcast(g.reshape((1, 1)), (6, 4))"),
        ("backward", "d_tanh = d_pow * (2 * tanh)"),
        ("backward", "d_mul = d_tanh * (1 - tanh * tanh)"),
        ("backward", "d_scale = d_mul * x"),
    ]
    assert ("backward", "d_pow = broadcast(g.reshape((1, 1)), (5, 4))") in recorded(data(5, 4))
    assert {line for _, line in recorded(data(2, 4))} == {""}, "no program is for two rows"


def test_the_shapes_choose_the_program_whose_lines_are_named() -> None:
    scale = torch.compile(lambda x: (x * x).sum())
    for shape in ((2,), (2,), (3,), (3,)):
        scale(torch.ones(shape, requires_grad=True))
    for size in (2, 3):
        with record() as tape:
            scale(torch.ones(size, requires_grad=True)).backward()
        assert sum(f"({size},)" in linecache.getline(*step.place) for step in tape.steps if step.place and step.place[0].startswith("<")) >= 2


def test_lines_of_rules_with_several_results_and_of_whole_steps() -> None:
    w, norm = torch.tensor([5.0], requires_grad=True), nn.BatchNorm1d(4)

    @torch.compile
    def descend() -> Any:
        loss = (w - 2) ** 2
        loss.backward()
        with torch.no_grad():
            w.sub_(0.1 * w.grad)
        w.grad = None
        return loss

    @torch.compile
    def normed(x: Any) -> Any:
        a, b = norm(x).split(2, 1)
        return (a * b).sum()

    for _ in range(3):
        descend()
        normed(X)
    with record() as tape:
        descend()
        normed(X).backward()
    found = [(taken.kind, linecache.getline(*taken.place).strip() if taken.place else "") for taken in tape.steps]
    assert ("forward", "loss = np.square(sub)  # (1,)") in found and ("backward", "d_sub = one * (2 * sub)  # (1,)") in found
    (several,) = {line for kind, line in found if kind == "backward" and "_batch_norm_gradients" in line}
    assert sum(line == several for _, line in found) == 2, "one line, and a step for the weight and for the bias"


def test_the_text_of_a_program_goes_with_it() -> None:
    before = {name for name in linecache.cache if name.startswith("<compiled")}
    double = torch.compile(lambda x: x * 2)
    for _ in range(3):
        double(X)
    (name,) = {program.file for program in double.programs}
    assert linecache.getlines(name)[0].startswith("def forward(x):")
    double.forget()
    gc.collect()
    assert {name for name in linecache.cache if name.startswith("<compiled")} <= before


def test_hooks_of_several_parameters_are_called() -> None:
    """Also after the step has been compiled, once in each pass, with the gradients of all of them."""
    train, parameters, _ = with_optimizer(lambda p: optim.SGD(p, lr=0.1))
    compiled, seen = torch.compile(train), []
    for _ in range(3):
        compiled()
    assert compiled.source
    with register_multi_grad_hook(parameters, lambda gradients: seen.append([g.shape for g in gradients])):
        compiled()
    compiled()
    assert seen == [[p.shape for p in parameters]]
