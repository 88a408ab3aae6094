"""wgrad beside PyTorch on the same processor.

    python benchmarks/run.py                        # all of it, some minutes; writes benchmarks/results.json
    python benchmarks/run.py --only GPT LSTM        # the workloads whose names contain one of these; prints, writes nothing
    python benchmarks/run.py --threads 2            # writes benchmarks/results-2-threads.json
    python benchmarks/run.py --inductor --only MLP  # PyTorch's own torch.compile as well, where there is a C++ compiler: a minute each

`python benchmarks/table.py` then makes the README's table and picture of what was written.

Both libraries run in one process and take turns with each workload, with the same number of threads, so that whatever else the machine
does falls on both. The times are medians over the rounds. "Times as fast" is PyTorch's time divided by wgrad's: the median over the rounds,
and its quartiles, which tell how steady the machine was. "Compiled" is the same job with its step as what wgrad's ``torch.compile`` makes of
it, beside the same PyTorch.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from machine import describe
from workloads import WORKLOADS, Compiled, Missing, geometric_mean, gpt_128

import autograd

SECONDS_PER_TURN = 0.15


class Result(NamedTuple):
    """One row of the table."""

    name: str
    unit: str
    ours: float
    theirs: float
    ratio: float
    quartiles: tuple[float, float]
    training: bool
    compiled: float | None = None  # the time of wgrad's compiled form,
    compiled_ratio: float | None = None  # how many times as fast it is as PyTorch,
    compiling: float | None = None  # and the seconds that its first calls take longer than others


# ---------------------------------------------------------------------------------------------------------------- measuring


def microseconds(step: Callable[[], Any], count: int) -> float:
    """The time of one step, averaged over ``count``."""
    start = time.perf_counter()
    for _ in range(count):
        step()
    return (time.perf_counter() - start) / count * 1e6


def paired(steps: list[Callable[[], Any]], rounds: int) -> list[list[float]]:
    """The time of a step in each round, for all of them, which take turns at going first."""
    counts = []
    for step in steps:
        first = microseconds(step, 1)
        once = min(first, microseconds(step, 1)) if first < 2e6 else first
        counts.append(max(1, round(SECONDS_PER_TURN * 1e6 / once)))
    if max(counts) == 1:  # seconds each: three rounds must do
        rounds = min(rounds, 3)
    times: list[list[float]] = [[] for _ in steps]
    gc.collect()
    gc.freeze()  # so that no collection walks through the modules of both libraries, which neither has alone
    for turn in range(rounds):
        for i in range(len(steps)) if turn % 2 else reversed(range(len(steps))):
            times[i].append(microseconds(steps[i], counts[i]))
    return times


def result(name: str, unit: str, times: list[list[float]], training: bool = False, compiling: float | None = None) -> Result:
    """The medians, and the ratios of each round: of wgrad, PyTorch and, if there is a third list, wgrad compiled."""
    ratios = sorted(theirs / ours for ours, theirs in zip(times[0], times[1], strict=True))
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    found = Result(name, unit, statistics.median(times[0]), statistics.median(times[1]), middle, (low, high), training)
    if len(times) < 3:
        return found
    ratio = statistics.median(theirs / compiled for theirs, compiled in zip(times[1], times[2], strict=True))
    return found._replace(compiled=statistics.median(times[2]), compiled_ratio=ratio, compiling=compiling)


def first_calls(step: Callable[[], Any], of: Callable[[], Any]) -> float:
    """The seconds that the first calls of a compiled step, after which it is compiled, take longer than those of the step ``of``."""
    microseconds(of, 1)
    return max(0.0, microseconds(step, 3) - microseconds(of, 3)) * 3 / 1e6


def child(*arguments: str) -> str:
    """What a fresh Python process prints."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    return subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True).stdout


def import_times(rounds: int) -> list[Result]:
    """Milliseconds to import each library, and numpy alone, in fresh processes."""
    program = "import time; start = time.perf_counter(); import {}; print((time.perf_counter() - start) * 1e3)"
    modules = ("autograd, nn, optim", "torch", "numpy")
    times: list[list[float]] = [[], [], []]
    for _ in range(min(rounds, 7)):
        for found, module in zip(times, modules, strict=True):
            found.append(float(child("-c", program.format(module))))
    print(f"(import numpy alone: {statistics.median(times[2]):.0f} ms)")
    return [
        result("import", "ms", times[:2]),
        result("import, beside NumPy's own", "ms", [[o - n for o, n in zip(t, times[2], strict=True)] for t in times[:2]]),
    ]


def peak_memory(library: str, threads: int) -> float:
    """The most memory, in MiB, that a process which trains the larger GPT has held."""
    return float(child(str(HERE / "run.py"), "--peak-memory-of", library, "--threads", str(threads)))


def print_peak_memory(library: Any) -> None:
    """What `peak_memory` runs in a process of its own."""
    step = gpt_128(library)
    for _ in range(5):
        step()
    try:  # not ru_maxrss, which on Linux counts what the parent process held before this one began
        status = Path("/proc/self/status").read_text().splitlines()
        print(next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024)
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(peak / (2**20 if sys.platform == "darwin" else 2**10))


# ---------------------------------------------------------------------------------------------------------------- telling


def text(result: Result) -> str:
    """One line for the terminal."""
    times = f"{result.ours:12,.1f} {result.theirs:12,.1f} {result.unit}"
    line = f"{result.name:<62} {times}  {result.ratio:6.2f}  ({result.quartiles[0]:.2f}-{result.quartiles[1]:.2f})"
    if result.compiled is None:
        return line
    return f"{line} {result.compiled:12,.1f}  {result.compiled_ratio:6.2f}  {result.compiled / result.ours:6.2f}  {result.compiling:6.2f} s"


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15, help="how often both take a turn at each workload")
    parser.add_argument("--threads", type=int, default=1, help="threads for the matrix products of both")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="workloads whose names contain one of these; nothing is written")
    parser.add_argument("--inductor", action="store_true", help="print the times of PyTorch's torch.compile as well, if there is a C++ compiler")
    parser.add_argument("--peak-memory-of", choices=("autograd", "torch"), help=argparse.SUPPRESS)
    options = parser.parse_args()

    autograd.set_num_threads(options.threads)
    if options.peak_memory_of == "autograd":  # before PyTorch is imported, whose memory would count
        return print_peak_memory(autograd)
    try:
        import torch
    except ImportError:
        sys.exit("PyTorch is not installed: there is nothing to compare with")
    torch.set_num_threads(options.threads)
    if options.peak_memory_of == "torch":
        return print_peak_memory(torch)

    def chosen(name: str) -> bool:
        return not options.only or any(word.lower() in name.lower() for word in options.only)

    where = describe(options.threads)
    print(", ".join(f"{name}: {value}" for name, value in where.items()))
    print(f"{'':<62} {'wgrad':>12} {'PyTorch':>12}     times as fast          {'compiled':>12}   times as fast, beside wgrad, to compile")
    results: list[Result] = []
    skipped: list[str] = []

    def add(*found: Result) -> None:
        for r in found:
            results.append(r)
            print(text(r), flush=True)

    for job in WORKLOADS:
        if chosen(job.name):
            try:
                steps = [job.make(library) for library in (autograd, torch)]
            except Missing as reason:
                skipped.append(f"{job.name}: {reason}")
                print("left out:", skipped[-1])
                continue
            compiled = job.make(Compiled(autograd))
            compiling = first_calls(compiled, steps[0])
            add(result(job.name, "µs", paired([*steps, compiled], options.rounds), job.training, compiling))
            if options.inductor and shutil.which("g++"):
                compiled = job.make(Compiled(torch))
                compiling = first_calls(compiled, steps[1])
                times = paired([steps[1], compiled], options.rounds)
                print(f"{'  torch.compile of PyTorch':<62} {'':12} {statistics.median(times[1]):12,.1f} µs, {compiling:.1f} s to compile")
    if chosen("import"):
        add(*import_times(options.rounds))
    if chosen("memory"):
        add(result("peak memory of a process that trains GPT 128", "MiB", [[peak_memory(n, options.threads)] for n in ("autograd", "torch")]))
    training = [r.ratio for r in results if r.training]
    mean = geometric_mean(training) if training else float("nan")
    compiled_mean = geometric_mean([r.compiled_ratio for r in results if r.training and r.compiled_ratio]) if training else float("nan")
    print(f"{f'geometric mean of {len(training)} training workloads':<92} {mean:6.2f}  {'':24} {compiled_mean:6.2f}")
    if not options.only:
        stem = "results" if options.threads == 1 else f"results-{options.threads}-threads"
        report = {"machine": where, "mean": mean, "compiled mean": compiled_mean, "left out": skipped, "rows": [r._asdict() for r in results]}
        (HERE / f"{stem}.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        print("written; now: python benchmarks/table.py")


if __name__ == "__main__":
    main()
