"""What a DataLoader's workers are good for: `python benchmarks/loading.py`, about a minute. Beside PyTorch's, where it is installed.

Samples that take 2 ms of Python each, as many transforms of images and texts do, and samples that are large and take no time, of which it shows
how fast batches come from one process to the other. The numbers of workers take turns; the figures are medians over the rounds.

No loader can be faster than processes that are forked, make their share of the samples, hand nothing over and end: the row "limit" (on systems
with `fork`). Two processors that are threads of one core do not do twice the work of one.
"""

from __future__ import annotations

import os

for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import sys
import time
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from machine import processor

import autograd

ROUNDS = 5
WORKERS = (0, 1, 2)


def additions(seconds: float) -> int:
    """How many additions Python does in that time."""
    count = 100_000
    times = []
    for _ in range(20):
        start = time.perf_counter()
        sum(1 for _ in range(count))
        times.append(time.perf_counter() - start)
    return round(count * seconds / min(times))


class Transformed:
    """400 samples, each of which takes 2 ms of Python."""

    def __init__(self) -> None:
        self.additions = additions(0.002)

    def __len__(self) -> int:
        return 400

    def __getitem__(self, index: int) -> int:
        return sum(1 for _ in range(self.additions))


class Images:
    """1,000 images of 3 x 224 x 224 numbers, 600 MB."""

    def __init__(self) -> None:
        self.image = np.ones((3, 224, 224), np.float32)

    def __len__(self) -> int:
        return 1000

    def __getitem__(self, index: int) -> Any:
        return self.image


def seconds(loader: Any) -> float:
    """The time of a pass, the start of the processes included."""
    start = time.perf_counter()
    for _ in loader:
        pass
    return time.perf_counter() - start


def limit(dataset: Any, count: int) -> float:
    """The time in which so many forked processes make all samples and keep them; 0 means this process itself."""
    start = time.perf_counter()
    children = []
    for first in range(count):
        child = os.fork()
        if not child:
            for index in range(first, len(dataset), count):
                dataset[index]
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    for index in range(0 if count else len(dataset)):
        dataset[index]
    return time.perf_counter() - start


def main() -> None:
    """Measure, and print a table."""
    libraries: dict[str, Any] = {"wgrad": autograd}
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)
        libraries["PyTorch"] = torch
    print(f"{processor()}, {len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} of its processors")
    for title, dataset in (("2 ms of Python per sample", Transformed()), ("large samples", Images())):
        times: dict[tuple[str, int], list[float]] = {}
        for _ in range(ROUNDS):
            for name, library in libraries.items():
                for count in WORKERS:
                    loader = library.utils.data.DataLoader(dataset, 20, num_workers=count)
                    times.setdefault((name, count), []).append(seconds(loader))
            for count in WORKERS if hasattr(os, "fork") and type(dataset) is Transformed else ():
                times.setdefault(("limit", count), []).append(limit(dataset, count))
        print(f"\n{title}: seconds, and times as fast as without workers")
        for name in [name for name in (*libraries, "limit") if (name, 0) in times]:
            alone = median(times[name, 0])
            row = [f"{count} workers {median(times[name, count]):6.2f} ({alone / median(times[name, count]):4.2f})" for count in WORKERS]
            print(f"{name:>8}: " + "   ".join(row))


if __name__ == "__main__":
    main()
