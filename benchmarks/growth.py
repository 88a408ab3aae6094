"""How time and memory grow with the length of the graph and with the size of the batch: `python benchmarks/growth.py`, about half a minute.

It prints the slopes of straight lines through the points of log-log plots: 1 is growth in proportion. With matplotlib (the extra
``benchmarks``) it draws docs/pictures/growth.png. Memory is what NumPy and Python ask for between the start of the forward pass and the end of
the backward pass, by ``tracemalloc``; time is measured without it.
"""

from __future__ import annotations

import gc
import os

for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import numpy as np
from machine import processor

import autograd as torch
from autograd import nn

PICTURE = HERE.parent / "docs" / "pictures" / "growth.png"
LENGTHS = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000]
BATCHES = [16, 48, 160, 480, 1_600, 4_800, 16_000]


def chain(length: int) -> Callable[[], Any]:
    """A chain of as many operations on 16 numbers, forward and backward."""
    x = torch.linspace(-1, 1, 16).requires_grad_()

    def run() -> None:
        x.grad = None
        y = x
        for _ in range(length // 2):
            y = torch.tanh(y + 0.01)
        y.sum().backward()

    return run


def network(batch: int) -> Callable[[], Any]:
    """The loss and the gradients of a network 256-256-256-10, for a batch of this size."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(256, 256), nn.Tanh(), nn.Linear(256, 256), nn.Tanh(), nn.Linear(256, 10))
    x, y = torch.randn(batch, 256), torch.randint(0, 10, (batch,))

    def run() -> None:
        model.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()

    return run


def seconds(run: Callable[[], Any]) -> float:
    """The time of one run: the least of some."""
    run()
    times: list[float] = []
    while len(times) < 3 or (sum(times) < 0.3 and len(times) < 100):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def peak(run: Callable[[], Any]) -> float:
    """The most memory, in MiB, that the first run holds beyond what was there before it: later ones find arrays that were kept for them."""
    gc.collect()
    tracemalloc.start()
    run()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found / 2**20


def slope(sizes: list[int], values: list[float]) -> float:
    """The power with which values grow, by least squares over the upper two decades, where the cost of a call no longer counts."""
    chosen = [i for i, n in enumerate(sizes) if n >= sizes[-1] / 101]
    return float(np.polyfit(np.log([sizes[i] for i in chosen]), np.log([values[i] for i in chosen]), 1)[0])


def measure() -> list[tuple[str, str, str, list[int], list[float]]]:
    """The four curves: title, label of the x axis, unit, sizes and values."""
    curves = []
    for what, axis, make, sizes in (("length of the graph", "operations", chain, LENGTHS), ("size of the batch", "samples", network, BATCHES)):
        runs = [make(n) for n in sizes]
        memory = list(map(peak, runs))
        curves.append((f"Time against the {what}", axis, "ms", sizes, [seconds(run) * 1e3 for run in runs]))
        curves.append((f"Memory against the {what}", axis, "MiB", sizes, memory))
    return curves


def plot(curves: list[tuple[str, str, str, list[int], list[float]]]) -> None:
    """Four log-log plots, each with the line of proportion."""
    try:
        import matplotlib
    except ImportError:
        return print("matplotlib is not installed: no picture. pip install 'wgrad[benchmarks]'")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(2, 2, figsize=(9, 7))
    for ax, (title, label, unit, sizes, values) in zip(axes.flat, curves, strict=True):
        ax.loglog(sizes, values, "o-", color="#2a7f62", label="measured")
        ax.loglog(sizes, [values[-1] * n / sizes[-1] for n in sizes], "--", color="grey", linewidth=1, label="in proportion")
        ax.set_title(f"{title}: slope {slope(sizes, values):.2f}", fontsize=10)
        ax.set_xlabel(label)
        ax.set_ylabel(unit)
        ax.grid(alpha=0.3)
        ax.legend(frameon=False)
    figure.suptitle(f"wgrad on one thread of {processor()}; slopes over the upper two decades", fontsize=10)
    figure.tight_layout()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PICTURE, dpi=110)


def main() -> None:
    """Measure, print, draw."""
    torch.set_num_threads(1)
    curves = measure()
    for title, _, unit, sizes, values in curves:
        print(f"{title}: slope {slope(sizes, values):.2f}   " + "  ".join(f"{n:,}: {v:,.3g} {unit}" for n, v in zip(sizes, values, strict=True)))
    plot(curves)


if __name__ == "__main__":
    main()
