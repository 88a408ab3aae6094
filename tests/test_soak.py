"""Long runs, interruptions, threads and repeated processes: nothing leaks, drifts, is left half done, or depends on chance."""

from __future__ import annotations

import gc
import os
import random
import signal
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import optim
from autograd.machine import threads
from benchmarks.workloads import WORKLOADS, Step

# ---------------------------------------------------------------------------------------------------------------- long runs


def test_twenty_thousand_steps_in_flat_memory() -> None:
    """Training a line: the memory of step 20,000 is that of step 2,000, and the line is found."""
    w = autograd.tensor([0.0, 0.0], requires_grad=True)
    optimizer = optim.SGD([w], lr=0.05, momentum=0.5)
    x = autograd.tensor([[1.0, -1.0], [1.0, 0.0], [1.0, 1.0]])
    y = autograd.tensor([-1.0, 1.0, 3.0])

    def train(steps: int) -> float:
        for _ in range(steps):
            optimizer.zero_grad()
            loss = ((x @ w - y) ** 2).mean()
            loss.backward()
            optimizer.step()
        return float(loss.item())

    train(1000)
    gc.collect()
    tracemalloc.start()
    try:
        train(1000)
        early = tracemalloc.get_traced_memory()[0]
        for _ in range(4):
            train(250)
        late = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    objects = len(gc.get_objects())
    loss = train(17_000)
    assert late - early < 20_000
    assert len(gc.get_objects()) - objects < 200
    assert loss < 1e-10
    assert np.allclose(w.detach().numpy(), [1, 2], atol=1e-5)


def test_nothing_waits_for_the_garbage_collector() -> None:
    """Graphs, also those of second order, of hooks and of views, are freed at once: they hold no cycles."""
    w = autograd.tensor([0.5, 1.5], requires_grad=True)

    def step() -> None:
        y = w * 2
        y.register_hook(lambda g: g * 1)
        y.retain_grad()
        z = y.clone()
        z[0] = y[1] * 2
        z.view(-1).mul_(3)
        (g,) = autograd.grad((z * z).sum(), w, create_graph=True)
        (g * g).sum().backward()
        w.grad = None

    step()
    gc.collect()
    gc.disable()
    try:
        for _ in range(100):
            step()
        assert gc.collect() == 0  # it finds no cycle
    finally:
        gc.enable()


STEPS = {w.name: w.make for w in WORKLOADS if w.training and "epoch" not in w.name}


@pytest.mark.parametrize("make", STEPS.values(), ids=STEPS)
def test_no_step_of_training_leaves_anything_behind(make: Callable[[Any], Step]) -> None:
    """Convolutions, attention, LSTM, normalizations, embeddings, all as they are measured: memory is flat, and there are no cycles."""
    step = make(autograd)
    step()
    gc.collect()
    gc.disable()
    tracemalloc.start()
    held = []
    try:
        for _ in range(5):
            for _ in range(6):
                step()
            assert gc.collect() == 0  # nothing waits for it; it empties Python's own lists of free objects
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
        gc.enable()
    assert min(np.diff(held)) < 3000  # bytes: an array per step would be more, each time; what NumPy and ctypes keep comes to an end


# ---------------------------------------------------------------------------------------------------------------- interruptions


class Stop(Exception):
    """Raised from a hook."""


@pytest.mark.parametrize("error", [Stop, KeyboardInterrupt, MemoryError])
@pytest.mark.parametrize("where", ["forward", "hook", "inner hook", "rule"])
def test_an_exception_leaves_everything_consistent(error: type[BaseException], where: str) -> None:
    w, v = (autograd.tensor([1.0, 2.0], requires_grad=True) for _ in range(2))
    (w * v).sum().backward()
    gradients = [t.grad.tolist() for t in (w, v)]  # type: ignore[union-attr]

    def stop(g: Any) -> None:
        raise error

    class Breaks(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            if where == "forward":
                raise error
            return x * 1

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            if where == "rule":
                raise error
            return g

    def attempt(retain: bool) -> None:
        with autograd.no_grad(), autograd.enable_grad():
            inner = w * v
            if where == "inner hook":
                inner.register_hook(stop)
            loss = Breaks.apply(inner * inner).sum()
            handle = w.register_hook(stop) if where == "hook" else None
            try:
                loss.backward(retain_graph=retain)
            finally:
                if handle is not None:
                    handle.remove()

    for retain in (False, True):
        with pytest.raises(error):
            attempt(retain)
        assert autograd.is_grad_enabled()
        assert not autograd.is_anomaly_enabled()
        if where != "hook":  # a leaf's hook runs when gradients are handed out
            assert [t.grad.tolist() for t in (w, v)] == gradients  # type: ignore[union-attr]
    w.grad = v.grad = None
    (w * v).sum().backward()
    assert [t.grad.tolist() for t in (w, v)] == gradients  # type: ignore[union-attr]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs interval timers")
def test_interrupted_at_any_moment() -> None:
    """KeyboardInterrupt at hundreds of random moments of a training loop: each time, the next step is an ordinary one.

    The exception is an interrupt within the few lines of an ``__enter__`` or ``__exit__``, where no Python program can protect itself.
    """
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    x, y = autograd.randn(5, 3), autograd.randn(5, 1)

    def step() -> list[Any]:
        for p in model.parameters():
            p.grad = None
        with autograd.detect_anomaly():
            h = model(x)
            h[0] = 0.5
            loss = nn.functional.mse_loss(h, y)
            loss.backward()
        with autograd.no_grad():
            for p in model.parameters():
                p.mul_(1.0)
        return [p.grad.tolist() for p in model.parameters()]

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    expected = step()
    chosen = random.Random(0)
    before = signal.signal(signal.SIGALRM, interrupt)
    interrupted = unlucky = 0
    try:
        for _ in range(400):
            try:
                signal.setitimer(signal.ITIMER_REAL, chosen.uniform(1e-5, 2e-3))
                for _ in range(10):
                    step()
                signal.setitimer(signal.ITIMER_REAL, 0)
            except KeyboardInterrupt:
                interrupted += 1
            signal.setitimer(signal.ITIMER_REAL, 0)
            if not autograd.is_grad_enabled() or autograd.is_anomaly_enabled():
                unlucky += 1
                autograd.set_grad_enabled(True)
                autograd.set_detect_anomaly(False)
            assert step() == expected
    finally:
        autograd.set_grad_enabled(True)
        autograd.set_detect_anomaly(False)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert interrupted > 200
    assert unlucky <= 12


def test_a_failed_write_writes_nothing() -> None:
    x = autograd.tensor([1.0, 2.0, 3.0], requires_grad=True)
    y = x * 1
    bad: list[Callable[[], Any]] = [
        lambda: y.add_(autograd.ones(4)),
        lambda: y.__setitem__(slice(0, 2), autograd.ones(3)),
        lambda: y.__setitem__(7, 1.0),
        lambda: y.copy_(autograd.ones(2)),
        lambda: y.masked_fill_(autograd.tensor([True, False]), 0.0),
        lambda: y.index_add_(0, autograd.tensor([5]), autograd.ones(1)),
        lambda: y.mul_("a"),
    ]
    node, version = y.grad_fn, y._version_counter[0]
    for write in bad:
        with pytest.raises((RuntimeError, IndexError, TypeError)):
            write()
        assert y.tolist() == [1, 2, 3]
        assert y.grad_fn is node
        assert y._version_counter[0] == version


# ---------------------------------------------------------------------------------------------------------------- threads


def network(seed: int) -> tuple[Any, list[float]]:
    """A small model trained; its losses."""
    generator = autograd.Generator().manual_seed(seed)
    model = nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.GELU(), nn.Linear(8, 3))
    with autograd.no_grad():
        for p in model.parameters():
            p.copy_(autograd.randn(*p.shape, generator=generator) * 0.5)
    x, y = autograd.randn(16, 4, generator=generator), autograd.randint(0, 3, (16,), generator=generator)
    optimizer = optim.AdamW(model.parameters(), lr=0.01)
    losses = []
    for step in range(60):
        with autograd.set_grad_enabled(step % 7 != 3):
            loss = nn.functional.cross_entropy(model(x), y)
        if loss.requires_grad:
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(loss.item())
    return model, losses


def together(*works: Callable[[], Any]) -> list[Any]:
    """What each returns, run at the same time in threads that change as often as they can."""
    results: list[Any] = [None] * len(works)
    errors: list[BaseException] = []

    def run(i: int) -> None:
        try:
            results[i] = works[i]()
        except BaseException as error:
            errors.append(error)

    running = [threading.Thread(target=run, args=(i,)) for i in range(len(works))]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for t in running:
            t.start()
        for t in running:
            t.join()
    finally:
        sys.setswitchinterval(before)
    if errors:
        raise errors[0]
    return results


def test_models_trained_in_threads_are_trained_as_alone() -> None:
    alone = [network(seed)[1] for seed in range(4)]
    beside = together(*(lambda s=seed: network(s)[1] for seed in range(4)))  # type: ignore[misc]
    assert beside == alone


def images(seed: int) -> list[float]:
    """Images, sequences and attention; the losses of training."""
    generator = autograd.Generator().manual_seed(seed)
    parts = nn.ModuleList(
        [nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.LSTM(12, 8), nn.MultiheadAttention(8, 2), nn.Linear(8, 3)],
    )
    convolution, norm, lstm, attention, last = parts
    with autograd.no_grad():
        for p in parts.parameters():
            p.copy_(autograd.randn(*p.shape, generator=generator) * 0.5)
    x, y = autograd.randn(6, 1, 6, 6, generator=generator), autograd.randint(0, 3, (6,), generator=generator)
    optimizer = optim.Adam(parts.parameters(), lr=0.01)
    losses = []
    for _ in range(15):
        maps = nn.functional.max_pool2d(nn.functional.gelu(norm(convolution(x))), 2)  # 6 × 4 × 3 × 3
        states, _ = lstm(maps.permute(2, 0, 1, 3).reshape(3, 6, 12))
        seen, _ = attention(states, states, states, need_weights=False)
        loss = nn.functional.cross_entropy(last(seen.mean(0)), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def test_large_work_of_several_threads_is_divided_as_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of the user's that share the threads which wgrad divides its own work among."""
    before = autograd.get_num_threads()
    monkeypatch.setattr(threads, "SMALLEST", 1e-9)
    autograd.set_num_threads(3)
    try:
        alone = [images(seed) for seed in range(3)]
        assert together(*(lambda s=seed: images(s) for seed in range(3))) == alone  # type: ignore[misc]
    finally:
        autograd.set_num_threads(before)


def test_modes_of_a_thread_are_its_own() -> None:
    def in_anomaly_mode() -> str:
        for _ in range(100):
            with autograd.detect_anomaly():
                x = autograd.tensor(0.0, requires_grad=True)
                with pytest.raises(RuntimeError, match="SqrtBackward0 returned inf"):
                    autograd.sqrt(x).backward()
        return "named"

    def without() -> str:
        for _ in range(300):
            x = autograd.tensor(0.0, requires_grad=True)
            autograd.sqrt(x).backward()
            assert x.grad is not None and x.grad.item() == np.inf
            assert not autograd.is_anomaly_enabled()
        return "unnamed"

    def without_grad() -> str:
        x = autograd.tensor(1.0, requires_grad=True)
        with autograd.no_grad():
            for _ in range(1000):
                assert not (x * 2).requires_grad
        return "constant"

    assert together(in_anomaly_mode, without, without_grad) == ["named", "unnamed", "constant"]


def test_one_graph_read_by_many_threads() -> None:
    """Shared leaves and a shared, retained graph: each thread's `grad` is its own."""
    x = autograd.tensor([0.3, 0.7], dtype=autograd.float64, requires_grad=True)
    y = x
    for _ in range(50):
        y = (y * x).sin() + x
    total = y.sum()
    (expected,) = autograd.grad(total, x, retain_graph=True)

    def work() -> bool:
        return all(autograd.equal(autograd.grad(total, x, retain_graph=True)[0], expected) for _ in range(20))

    assert together(work, work, work, work) == [True] * 4


# ---------------------------------------------------------------------------------------------------------------- determinism

SCRIPT = """
import hashlib
import autograd as torch, nn, optim
torch.manual_seed(3)
model = nn.Sequential(nn.Linear(5, 16), nn.ReLU(), nn.Dropout(0.2), nn.Linear(16, 4))
optimizer = optim.Adam(model.parameters(), lr=0.01)
x, y = torch.randn(32, 5), torch.randint(0, 4, (32,))
for _ in range(30):
    order = torch.randperm(32)
    loss = nn.functional.cross_entropy(model(x[order]), y[order])
    optimizer.zero_grad(); loss.backward(); optimizer.step()
print(hashlib.sha256(b"".join(p.detach().numpy().tobytes() for p in model.state_dict().values())).hexdigest())
"""


def test_the_same_bits_in_every_process() -> None:
    found = set()
    for seed in ("0", "1", "12345"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1
