"""What several threads share: gradients that they add to one leaf, generators that they draw from. Nothing is lost and nothing drawn twice."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Generator, nn

THREADS = 8


@pytest.fixture(autouse=True)
def often() -> Iterator[None]:
    """Threads take turns as often as Python can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def together(work: Callable[[int], Any], threads: int = THREADS) -> list[Any]:
    """What the work returns for each thread's number."""
    results: dict[int, Any] = {}
    ready = threading.Barrier(threads)

    def run(number: int) -> None:
        ready.wait()
        try:
            results[number] = work(number)
        except BaseException as error:
            results[number] = error

    running = [threading.Thread(target=run, args=(i,)) for i in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    for result in results.values():
        if isinstance(result, BaseException):
            raise result
    return [results[i] for i in range(threads)]


# ---------------------------------------------------------------------------------------------------------------- gradients


@pytest.mark.parametrize("size", [(3,), (300, 300)], ids=str)
@pytest.mark.parametrize("create_graph", [False, True])
def test_gradients_that_threads_add_to_one_leaf(size: tuple[int, ...], create_graph: bool) -> None:
    w = autograd.ones(size, requires_grad=True)

    def work(_: int) -> None:
        for _ in range(30):
            (w * 1.0).sum().backward(create_graph=create_graph)

    together(work)
    assert w.grad is not None
    assert (w.grad == 30 * THREADS).all()


def test_the_first_gradient_is_not_lost() -> None:
    for _ in range(100):
        w = autograd.ones(20_000, requires_grad=True)
        together(lambda _, w=w: (w * 1.0).sum().backward(), 4)  # type: ignore[misc]
        assert w.grad is not None and (w.grad == 4).all()


def test_gradients_of_a_shared_graph() -> None:
    x = autograd.ones(1000, requires_grad=True)
    inner = x * 2
    inner.retain_grad()
    hooked: list[int] = []
    x.register_post_accumulate_grad_hook(lambda t: hooked.append(1))
    y = inner.sum()

    def work(_: int) -> None:
        for _ in range(50):
            y.backward(retain_graph=True)

    together(work)
    assert x.grad is not None and inner.grad is not None
    assert (x.grad == 2 * 50 * THREADS).all() and (inner.grad == 50 * THREADS).all()
    assert len(hooked) == 50 * THREADS


def test_a_module_that_threads_train_together() -> None:
    model = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 1)).double()
    inputs = autograd.randn(THREADS, 25, 5, 8, dtype=autograd.float64)

    def work(number: int) -> None:
        for batch in inputs[number]:
            model(batch).sum().backward()

    together(work)
    found = [p.grad.clone() for p in model.parameters() if p.grad is not None]
    model.zero_grad()
    model(inputs).sum().backward()
    for gradient, p in zip(found, model.parameters(), strict=True):
        assert autograd.allclose(gradient, p.grad, rtol=1e-9, atol=1e-9)


def test_an_accumulation_that_begins_another() -> None:
    """By a hook that runs a backward pass of its own."""
    w = autograd.ones(3, requires_grad=True)
    other = autograd.ones(3, requires_grad=True)

    def again(_: autograd.Tensor) -> None:
        with autograd.enable_grad():
            (other * 1.0).sum().backward()

    w.register_post_accumulate_grad_hook(again)
    together(lambda _: [(w * 1.0).sum().backward() for _ in range(20)])
    assert other.grad is not None and (other.grad == 20 * THREADS).all()


def test_hooks_come_and_go_while_others_are_called() -> None:
    w = autograd.ones(3, requires_grad=True)

    def work(number: int) -> int:
        called: list[int] = []
        for _ in range(100):
            handle = w.register_hook(lambda g: called.append(number))
            (w * 1.0).sum().backward()
            handle.remove()
        return len(called)

    assert all(calls >= 100 for calls in together(work))
    assert w.grad is not None and (w.grad == 100 * THREADS).all() and not w._hooks


def test_first_hooks_that_are_registered_at_once() -> None:
    w = autograd.ones(3, requires_grad=True)
    lost = 0
    for _ in range(40):
        results = [w * 1.0 for _ in range(25)]
        called: list[int] = []

        def work(number: int, results: list[autograd.Tensor] = results, called: list[int] = called) -> None:
            for result in results:
                result.register_hook(lambda g: called.append(number))

        together(work)
        sum(results).sum().backward()
        lost += len(results) * THREADS - len(called)
    assert lost == 0


def test_writes_are_counted() -> None:
    x = autograd.zeros(THREADS, 2)

    def work(number: int) -> None:
        row = x[number]
        for _ in range(500):
            row.add_(1)

    together(work)
    assert (x == 500).all() and x._version_counter[0] == 500 * THREADS


# ---------------------------------------------------------------------------------------------------------------- random numbers

DRAWS: dict[str, Callable[[Generator], Any]] = {
    "rand": lambda g: autograd.rand(3, generator=g),
    "rand, float64": lambda g: autograd.rand(3, generator=g, dtype=autograd.float64),
    "many": lambda g: autograd.rand(3000, generator=g),
    "randn": lambda g: autograd.randn(4, generator=g),
    "many normals": lambda g: autograd.randn(50, generator=g),
    "randint": lambda g: autograd.randint(1 << 30, (3,), generator=g),
    "randperm": lambda g: autograd.randperm(20, generator=g),
    "bernoulli_": lambda g: autograd.empty(60).bernoulli_(0.5, generator=g),
    "exponential_": lambda g: autograd.empty(3).exponential_(generator=g),
    "geometric_": lambda g: autograd.empty(40).geometric_(0.01, generator=g),
    "cauchy_": lambda g: autograd.empty(3).cauchy_(generator=g),
    "log_normal_": lambda g: autograd.empty(4).log_normal_(generator=g),
    "random_": lambda g: autograd.empty(3, dtype=autograd.int64).random_(generator=g),
    "normal_": lambda g: autograd.empty(4).normal_(generator=g),
    "poisson": lambda g: autograd.poisson(autograd.full((20,), 30.0), generator=g),
    "multinomial": lambda g: autograd.multinomial(autograd.ones(1000), 5, generator=g),
    "multinomial, replacement": lambda g: autograd.multinomial(autograd.ones(1000), 5, True, generator=g),
    "gamma": lambda g: autograd.from_numpy(g.gamma(np.full(3, 0.7))),
}


@pytest.mark.parametrize("name", DRAWS)
def test_threads_draw_what_one_would(name: str) -> None:
    """Each number of the stream once: one draw is never another's, nor in the midst of another."""
    draw = DRAWS[name]
    for seed in range(3):
        shared, alone = Generator().manual_seed(seed), Generator().manual_seed(seed)
        found = [tuple(row) for rows in together(lambda _, g=shared: [draw(g).tolist() for _ in range(12)]) for row in rows]  # type: ignore[misc]
        assert sorted(found) == sorted(tuple(draw(alone).tolist()) for _ in range(12 * THREADS))


def test_the_default_generator() -> None:
    autograd.manual_seed(1)
    found = [row for rows in together(lambda _: [autograd.dropout(autograd.ones(64), 0.5, True).tolist() for _ in range(20)]) for row in rows]
    autograd.manual_seed(1)
    assert sorted(found) == sorted(autograd.dropout(autograd.ones(64), 0.5, True).tolist() for _ in range(20 * THREADS))


def test_states_are_read_between_draws() -> None:
    """Never amid one: a state is that after a whole number of draws."""
    generator = Generator().manual_seed(4)
    states = {tuple(generator.get_state().tolist())}
    for _ in range(8 * 10):
        autograd.randn(3, generator=generator)
        states.add(tuple(generator.get_state().tolist()))
    generator.manual_seed(4)

    def work(number: int) -> list[Any]:
        read = []
        for _ in range(10 if number < 8 else 40):
            if number < 8:
                autograd.randn(3, generator=generator)
            else:
                read.append(tuple(generator.get_state().tolist()))
        return read

    assert {state for read in together(work, 10) for state in read} <= states


def test_generators_are_copied() -> None:
    generator = Generator().manual_seed(3)
    autograd.randn(3, generator=generator)
    for other in (copy.copy(generator), copy.deepcopy(generator), pickle.loads(pickle.dumps(generator)), generator.clone_state()):
        assert other.initial_seed() == 3
        expected = autograd.randn(3, generator=generator.clone_state())
        assert autograd.randn(3, generator=other).tolist() == expected.tolist()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_process_forked_amid_draws_and_backward_passes() -> None:
    """Whatever other threads are doing: the new process can draw and accumulate."""
    generator = Generator()
    w = autograd.ones(1000, requires_grad=True)
    done = threading.Event()

    def work(number: int) -> None:
        if number == 0:
            try:
                for _ in range(30):
                    assert forked_ends_well(generator, w)
            finally:
                done.set()
        while not done.is_set():
            autograd.randn(5, generator=generator)
            (w * 1.0).sum().backward()

    together(work, 4)


def forked_ends_well(generator: Generator, w: autograd.Tensor) -> bool:
    process = os.fork()
    if process:
        return os.waitpid(process, 0)[1] == 0
    try:
        threading.Timer(20, os._exit, (1,)).start()
        autograd.randn(5, generator=generator)
        autograd.rand(5)
        (w * 1.0).sum().backward()
        os._exit(0)
    finally:
        os._exit(2)


def test_no_generator_is_kept() -> None:
    """Though all of them are known where processes are forked."""
    gc.collect()
    before = sum(type(o) is Generator for o in gc.get_objects())
    for _ in range(100):
        autograd.rand(1, generator=Generator())
    gc.collect()
    assert sum(type(o) is Generator for o in gc.get_objects()) == before
    assert np.isfinite(autograd.rand(1).item())
