"""Several processes beside one, one thread each: ``python benchmarks/distributed.py`` writes distributed.json, and the tables of
docs/how-to/many-processes.md.

In one run, the first process makes the step of a GPT with the whole batch while the others sleep; then all make it, each with its share. They
take turns, so that whatever else the machine does falls on both. PyTorch's DistributedDataParallel (gloo) is measured in the same way. Averaging
ten megabytes of gradients takes turns with MPI's own Allreduce of as many. From what is measured follows a model of the time of a step.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
FILE, PAGE = HERE / "distributed.json", HERE.parent / "docs" / "how-to" / "many-processes.md"
sys.path[:0] = [str(HERE.parent), str(HERE)]

from machine import describe
from workloads import gpt

BATCH, ROUNDS = 16, 15
BYTES = 10_000_000
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


# ---------------------------------------------------------------------------------------------------------------- measuring


def timed(barrier: Callable[[], Any], step: Callable[[], Any], takes_part: bool) -> float:
    """Seconds from one barrier to the next, between which those that take part make a step."""
    barrier()
    start = time.perf_counter()
    if takes_part:
        step()
    barrier()
    return time.perf_counter() - start


def measure(library: str, file: str) -> None:
    """One of several processes: the first writes what it has measured."""
    if library == "wgrad":
        import autograd as torch
    else:
        import torch  # type: ignore[no-redef]
    dist: Any = torch.distributed
    dist.init_process_group("mpi" if library == "wgrad" else "gloo")
    rank, size = dist.get_rank(), dist.get_world_size()
    models: list[Any] = []

    def parallel(model: Any) -> Any:
        models.append(torch.nn.parallel.DistributedDataParallel(model))
        return models[0]

    steps = [gpt(torch, 128, 4, 128, BATCH), gpt(torch, 128, 4, 128, BATCH // 2), gpt(torch, 128, 4, 128, BATCH // size, parallel)]
    times: list[list[float]] = [[], [], []]
    for turn in range(-2, ROUNDS):
        for step, taken in zip(steps, times, strict=True):
            seconds = timed(dist.barrier, step, rank == 0 or step is steps[2])
            taken += [seconds] * (turn >= 0)
    found: dict[str, Any] = dict(zip(("alone", "half", "together"), times, strict=True))
    found["bytes"] = sum(p.numel() * p.element_size() for p in models[0].parameters())
    if library == "wgrad" and size > 1:
        found |= communication(dist, torch)
    if rank == 0:
        Path(file).write_text(json.dumps(found))
    dist.destroy_process_group()


def communication(dist: Any, torch: Any) -> dict[str, Any]:
    """Seconds of an averaged gradient and of MPI's own Allreduce, in turns; and of the smallest all_reduce."""
    from mpi4py import MPI

    model = torch.nn.parallel.DistributedDataParallel(torch.nn.Linear(BYTES // 4, 1, bias=False))
    weight, bucket = model.module.weight, model.buckets[0]
    weight.grad = torch.ones(weight.shape)
    array = weight.grad.numpy().copy()

    def averaged() -> None:
        bucket.send(model.group, {weight})
        bucket.receive(dist.get_world_size(), {weight})

    number = torch.zeros(1)
    jobs: list[Callable[[], Any]] = [averaged, lambda: MPI.COMM_WORLD.Allreduce(MPI.IN_PLACE, array), lambda: dist.all_reduce(number)]
    times: list[list[float]] = [[], [], []]
    for _ in range(3 * ROUNDS):
        for job, taken in zip(jobs, times, strict=True):
            dist.barrier()
            start = time.perf_counter()
            job()
            taken.append(time.perf_counter() - start)
    return dict(zip(("averaged", "allreduce", "latency"), times, strict=True))


def run(library: str, size: int) -> dict[str, Any]:
    """Measure with so many processes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "out.json")
        command = [sys.executable, __file__, "--measure", library, str(file)]
        if library == "wgrad":
            subprocess.run([sys.executable, "-m", "autograd", "launch", "-n", str(size), *command[1:]], check=True, env={**os.environ, **ALONE})
        else:
            told = {"WORLD_SIZE": str(size), "MASTER_ADDR": "localhost", "MASTER_PORT": "29513", **ALONE}
            running = [subprocess.Popen(command, env={**os.environ, **told, "RANK": str(rank)}) for rank in range(size)]
            codes = [process.wait() for process in running]
            assert not any(codes), codes
        return json.loads(file.read_text())


# ---------------------------------------------------------------------------------------------------------------- on paper


class Model(NamedTuple):
    """What the time of a step follows from: seconds, bytes, bytes in a second."""

    fixed: float  # of a step, whatever the batch
    sample: float
    latency: float  # of a message
    bandwidth: float
    bytes: float  # of all gradients

    def step(self, size: int, batch: float, cores: float = math.inf) -> float:
        """The time of a step of ``size`` processes on ``cores`` processors, with this batch each.

        First the computation, then the gradients: by a ring of n processes a gradient goes in 2 (n - 1) messages, each of an n-th of it.
        """
        messages = 2 * (size - 1)
        return max(1.0, size / cores) * (self.fixed + batch * self.sample + messages * (self.latency + self.bytes / size / self.bandwidth))


def best(times: list[float]) -> float:
    """The least: others use the machine, too."""
    return min(times)


def model_of(results: dict[str, Any]) -> Model:
    """The constants, of what was measured with one process and with two."""
    one, two = results["wgrad 1"], results["wgrad 2"]
    sample = (best(one["alone"]) - best(one["half"])) / (BATCH / 2)
    latency = best(two["latency"]) / 4  # two rings of two messages: the check, and the number
    return Model(max(0.0, best(one["alone"]) - BATCH * sample), sample, latency, BYTES / (best(two["averaged"]) - 2 * latency), one["bytes"])


def tables(results: dict[str, Any]) -> str:
    """What was measured and what is predicted, in Markdown."""
    model, machine = model_of(results), results["machine"]
    load = f"with a load of {results['load'][0]:.1f} when it began: the least of {ROUNDS} rounds, and the median of the ratios."
    lines = [
        f"Measured on {machine['processor']} with {machine['cores']} cores, NumPy {machine['NumPy']}, PyTorch {machine['PyTorch']},",
        load,
        "",
        f"| GPT of width 128, {BATCH} × 128 characters | one process | the same, divided | ratio | predicted |",
        "|---|---:|---:|---:|---:|",
    ]
    for key, name in (
        ("wgrad 1", "1 process"),
        ("wgrad 2", "2 processes"),
        ("wgrad 4", "4 processes on 2 cores"),
        ("torch 2", "PyTorch, 2 processes"),
    ):
        alone, together = results[key]["alone"], results[key]["together"]
        ratio = statistics.median(b / a for a, b in zip(alone, together, strict=True))
        size = int(key[-1])
        expected = f"{model.step(size, BATCH / size, 2) * 1e3:.0f} ms" if key.startswith("wgrad") else ""
        lines.append(f"| {name} | {best(alone) * 1e3:.0f} ms | {best(together) * 1e3:.0f} ms | {ratio:.2f} | {expected} |")
    two = results["wgrad 2"]
    ratio = statistics.median(a / b for a, b in zip(two["averaged"], two["allreduce"], strict=True))
    lines += [
        "",
        f"Two processes average a gradient of 10 MB in {best(two['averaged']) * 1e3:.1f} ms; MPI's own Allreduce of it takes "
        f"{best(two['allreduce']) * 1e3:.1f} ms (median of the ratios: {ratio:.2f}). An `all_reduce` of one number takes "
        f"{best(two['latency']) * 1e6:.0f} µs.",
        "",
        f"The model's constants are {model.fixed * 1e3:.1f} ms for a step and {model.sample * 1e3:.2f} ms more for each sample, "
        f"{model.latency * 1e6:.1f} µs for a message, {model.bandwidth / 1e9:.2f} GB/s, and {model.bytes / 1e6:.2f} MB of gradients. So it predicts, "
        "with a core for each process:",
        "",
        f"| processes | {BATCH} samples in all | {BATCH} samples for each | of it computing |",
        "|---:|---:|---:|---:|",
    ]
    for size in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024):
        whole = f"{model.step(size, BATCH / size) * 1e3:.1f} ms" if size <= BATCH else ""
        each = model.step(size, BATCH)
        lines.append(f"| {size} | {whole} | {each * 1e3:.1f} ms | {model.step(1, BATCH) / each:.0%} |")
    return "\n".join(lines)


def replaced(page: str, results: dict[str, Any]) -> str:
    """The page with these tables."""
    first, last = page.index("Measured on "), page.index("Within one machine.")
    return f"{page[:first]}{tables(results)}\n\n{page[last:]}"


def main() -> None:
    """Measure all, and write it down."""
    results: dict[str, Any] = {"machine": describe(1), "load": os.getloadavg()}
    for library, size in (("wgrad", 1), ("wgrad", 2), ("wgrad", 4), ("torch", 2)):
        results[f"{library} {size}"] = run(library, size)
    FILE.write_text(json.dumps(results) + "\n")
    PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:])
    else:
        main()
