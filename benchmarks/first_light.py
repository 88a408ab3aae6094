"""The smallest jobs, beside PyTorch: one gradient step, a chain of 600 scalar operations, a step of training a small network.

    python benchmarks/first_light.py

Both libraries run in one process and take turns, with one thread each, so that whatever else the machine does falls on both. Reported are
the medians over the rounds, in microseconds, and how many times as fast as PyTorch wgrad is.
"""

import os

for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import argparse
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

import autograd

ROUNDS = 15
SECONDS_PER_ROUND = 0.1


def gradient_step(torch: Any) -> Callable[[], Any]:
    """The w.grad step, with the tensor made anew."""

    def run() -> Any:
        w = torch.tensor([5.0], requires_grad=True)
        loss = (w - 2) ** 2
        loss.backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
        return w

    return run


def chain(torch: Any) -> Callable[[], Any]:
    """600 operations on scalars, one after the other, and their backward pass."""
    x = torch.tensor(0.5, requires_grad=True)

    def run() -> Any:
        x.grad = None
        y = x
        for _ in range(200):
            y = torch.tanh(y * 1.5 + 0.1)
        y.backward()
        return x.grad

    return run


def train(torch: Any) -> Callable[[], Any]:
    """A step of Adam on a 784-128-10 network with a batch of 32."""
    nn, optim = torch.nn, torch.optim
    torch.manual_seed(0)
    generator = np.random.default_rng(0)
    x = torch.from_numpy(generator.normal(size=(32, 784)).astype(np.float32))
    y = torch.from_numpy(generator.integers(0, 10, 32))
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    loss_function = nn.CrossEntropyLoss()
    optimizer = optim.Adam(model.parameters())

    def run() -> Any:
        loss = loss_function(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss

    return run


JOBS = {"w.grad step": gradient_step, "chain of 600 scalar operations": chain, "784-128-10, Adam, batch of 32": train}


def repetitions(job: Callable[[], Any]) -> int:
    """How often ``job`` runs in one round."""
    job()
    start = time.perf_counter()
    count = 0
    while time.perf_counter() - start < SECONDS_PER_ROUND:
        job()
        count += 1
    return count


def microseconds(job: Callable[[], Any], count: int) -> float:
    """The time of one run, averaged over ``count``."""
    start = time.perf_counter()
    for _ in range(count):
        job()
    return (time.perf_counter() - start) / count * 1e6


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    libraries: list[Any] = [autograd]
    try:
        import torch

        torch.set_num_threads(1)
        libraries.append(torch)
    except ImportError:
        print("PyTorch is not installed: wgrad alone")

    print(f"{'microseconds, median of ' + str(rounds) + ' rounds':<38} {'wgrad':>9} {'PyTorch':>9} {'times as fast':>14}")
    for name, make in JOBS.items():
        jobs = [make(library) for library in libraries]
        counts = [repetitions(job) for job in jobs]
        times = [[microseconds(job, count) for job, count in zip(jobs, counts, strict=True)] for _ in range(rounds)]
        ours, *theirs = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name:<38} {ours:9.1f}" + "".join(f" {other:9.1f} {other / ours:14.2f}" for other in theirs))


if __name__ == "__main__":
    main()
