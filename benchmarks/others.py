"""wgrad beside HIPS autograd, micrograd, JAX, tinygrad and Keras: the same models, the same numbers, each engine in an environment of its own.

    python benchmarks/others.py --install               # makes the environments in benchmarks/environments (about 1.5 GB, some minutes), once
    python benchmarks/others.py --install --only hips   # some of them
    python benchmarks/others.py                         # measures, prints, writes benchmarks/others.json; about two minutes
    python benchmarks/others.py --only jax --threads 2

HIPS's autograd has the same import name as wgrad, so every engine runs in a process of its own, with the interpreter of its environment, and
waits for its turn. The engines take turns in each round; a figure is the median over the rounds, a ratio the median of the rounds' ratios.
Before anything is timed, every engine must give the same losses. Engines that are not installed are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
INSTALL = {"hips": ["autograd"], "micrograd": ["micrograd"], "jax": ["jax[cpu]", "keras"], "tinygrad": ["tinygrad", "ziglang"]}  # zig has a clang
ENGINES = {  # name: (environment, title)
    "wgrad": ("", "wgrad"),
    "wgrad-compiled": ("", "wgrad, compiled"),
    "hips": ("hips", "HIPS autograd"),
    "micrograd": ("micrograd", "micrograd"),
    "jax": ("jax", "JAX"),
    "jax-jit": ("jax", "JAX, jitted"),
    "tinygrad": ("tinygrad", "tinygrad"),
    "tinygrad-jit": ("tinygrad", "tinygrad, TinyJit"),
    "keras": ("jax", "Keras on JAX"),
}
JOBS = {
    "mlp": "step of an MLP 784-128-10, SGD, batch 32",
    "tanh": "step of an MLP of tanh, 64-128-128-1, batch 256, SGD",
    "expression": "micrograd's expression of 30 operations on scalars",
    "chain": "chain of 600 scalar operations",
    "fit": "Keras's fit: the documents' network, 12,000 images",
}
SECONDS_PER_TURN = 0.15
Step = Callable[[], float]
Jobs = dict[str, Callable[[], Step]]


# ---------------------------------------------------------------------------------------------------------------- the same numbers for all


def network(*sizes: int) -> list[Any]:
    """Weights and biases of a network, in turn."""
    import numpy as np

    random = np.random.default_rng(0)
    shapes = [shape for pair in pairwise(sizes) for shape in (pair, pair[1:])]
    return [(random.normal(size=shape) / shape[0] ** 0.5).astype(np.float32) for shape in shapes]


def samples(n: int, width: int, classes: int = 0) -> tuple[Any, Any]:
    """Normal numbers, and labels or targets."""
    import numpy as np

    random = np.random.default_rng(1)
    x = random.normal(size=(n, width)).astype(np.float32)
    return x, random.integers(0, classes, n) if classes else random.normal(size=(n, 1)).astype(np.float32)


def expression(relu: Callable[[Any], Any], a: Any, b: Any) -> Any:
    """The example of micrograd's README: (-4, 2) gives 24.7041, with gradients 138.8338 and 645.5773."""
    c = a + b
    d = a * b + b**3
    c = c + c + 1
    c = c + 1 + c + (-a)
    d = d + d * 2 + relu(b + a)
    d = d + 3 * d + relu(b - a)
    e = c - d
    f = e**2
    g = f / 2.0
    return g + 10.0 / f


def chain(relu: Callable[[Any], Any], x: Any) -> Any:
    """200 times three operations on a scalar."""
    for _ in range(200):
        x = relu(x * 1.001 + 0.001)
    return x


# ---------------------------------------------------------------------------------------------------------------- the engines


def wgrad(compile: bool = False) -> Jobs:
    """This library, in PyTorch's words; the steps as they are, or compiled."""
    sys.path.insert(0, str(HERE.parent))
    import autograd as torch
    from autograd import nn, optim

    torch.set_num_threads(int(os.environ["OPENBLAS_NUM_THREADS"]))

    compiled: Callable[[Any], Any] = torch.compile if compile else (lambda f: f)

    def training(parameters: list[Any], loss: Callable[..., Any]) -> Step:
        weights = [torch.tensor(p, requires_grad=True) for p in parameters]
        optimizer = optim.SGD(weights, lr=0.1)

        @compiled
        def update() -> Any:
            optimizer.zero_grad()
            found = loss(*weights)
            found.backward()
            optimizer.step()
            return found

        return lambda: float(update().item())

    def mlp() -> Step:
        x, y = (torch.tensor(values) for values in samples(32, 784, 10))
        cross_entropy = nn.functional.cross_entropy
        return training(network(784, 128, 10), lambda w1, b1, w2, b2: cross_entropy((x @ w1 + b1).relu() @ w2 + b2, y))

    def tanh() -> Step:
        x, y = (torch.tensor(values) for values in samples(256, 64))

        def loss(w1: Any, b1: Any, w2: Any, b2: Any, w3: Any, b3: Any) -> Any:
            out = torch.tanh(torch.tanh(x @ w1 + b1) @ w2 + b2) @ w3 + b3
            return ((out - y) ** 2).mean()

        return training(network(64, 128, 128, 1), loss)

    def scalars(function: Callable[..., Any], *values: float) -> Step:
        @compiled
        def differentiated(*given: Any) -> Any:
            out = function(torch.relu, *given)
            out.backward()
            return out

        def step() -> float:
            given = [torch.tensor(v, requires_grad=True) for v in values]
            out = differentiated(*given)
            return float(out.item() + sum(x.grad.item() for x in given))

        return step

    def fit() -> Step:
        from nn import keras

        return fitting(keras)

    jobs: Jobs = {"mlp": mlp, "tanh": tanh, "expression": lambda: scalars(expression, -4.0, 2.0), "chain": lambda: scalars(chain, 0.5)}
    return jobs if compile else {**jobs, "fit": fit}


def hips() -> Jobs:
    """HIPS autograd: functions of NumPy arrays."""
    import autograd.numpy as np

    from autograd import value_and_grad

    def training(parameters: list[Any], loss_of: Callable[[list[Any]], Any]) -> Step:
        differentiated = value_and_grad(loss_of)

        def step() -> float:
            loss, gradients = differentiated(parameters)
            for p, g in zip(parameters, gradients, strict=True):
                p -= 0.1 * g
            return float(loss)

        return step

    def mlp() -> Step:
        x, y = samples(32, 784, 10)

        def loss(p: list[Any]) -> Any:
            scores = np.maximum(x @ p[0] + p[1], 0) @ p[2] + p[3]
            scores = scores - np.max(scores, axis=1, keepdims=True)
            return -np.mean(scores[np.arange(32), y] - np.log(np.sum(np.exp(scores), axis=1)))

        return training(network(784, 128, 10), loss)

    def tanh() -> Step:
        x, y = samples(256, 64)

        def loss(p: list[Any]) -> Any:
            out = np.tanh(np.tanh(x @ p[0] + p[1]) @ p[2] + p[3]) @ p[4] + p[5]
            return np.mean((out - y) ** 2)

        return training(network(64, 128, 128, 1), loss)

    def scalars(function: Callable[..., Any], *values: float) -> Step:
        differentiated = value_and_grad(lambda given: function(relu, *given))

        def step() -> float:
            value, gradients = differentiated(tuple(values))
            return float(value + sum(gradients))

        return step

    def relu(x: Any) -> Any:
        return np.maximum(x, 0.0)

    return {
        "mlp": mlp,
        "tanh": tanh,
        "expression": lambda: scalars(expression, -4.0, 2.0),
        "chain": lambda: scalars(chain, 0.5),
    }


def micrograd() -> Jobs:
    """Scalars only."""
    from micrograd.engine import Value

    def scalars(function: Callable[..., Any], *values: float) -> Step:
        def step() -> float:
            given = [Value(v) for v in values]
            out = function(Value.relu, *given)
            out.backward()
            return float(out.data + sum(x.grad for x in given))

        return step

    sys.setrecursionlimit(10_000)  # its backward pass calls itself for each operation
    return {"expression": lambda: scalars(expression, -4.0, 2.0), "chain": lambda: scalars(chain, 0.5)}


def jax(jit: bool = False) -> Jobs:
    """JAX, as it comes or compiled."""
    import jax
    import jax.numpy as np

    compiled: Callable[[Any], Any] = jax.jit if jit else (lambda f: f)

    def training(parameters: list[Any], loss_of: Callable[[list[Any]], Any]) -> Step:
        state = [np.asarray(p) for p in parameters]

        @compiled
        def update(p: list[Any]) -> Any:
            loss, gradients = jax.value_and_grad(loss_of)(p)
            return loss, [w - 0.1 * g for w, g in zip(p, gradients, strict=True)]

        def step() -> float:
            loss, state[:] = update(state)
            jax.block_until_ready(state)
            return float(loss)

        return step

    def mlp() -> Step:
        x, y = (np.asarray(values) for values in samples(32, 784, 10))

        def loss(p: list[Any]) -> Any:
            scores = jax.nn.log_softmax(jax.nn.relu(x @ p[0] + p[1]) @ p[2] + p[3])
            return -scores[np.arange(32), y].mean()

        return training(network(784, 128, 10), loss)

    def tanh() -> Step:
        x, y = (np.asarray(values) for values in samples(256, 64))

        def loss(p: list[Any]) -> Any:
            out = np.tanh(np.tanh(x @ p[0] + p[1]) @ p[2] + p[3]) @ p[4] + p[5]
            return ((out - y) ** 2).mean()

        return training(network(64, 128, 128, 1), loss)

    def scalars(function: Callable[..., Any], *values: float) -> Step:
        differentiated = compiled(jax.value_and_grad(lambda given: function(jax.nn.relu, *given)))

        def step() -> float:
            value, gradients = differentiated(tuple(values))
            return float(value) + sum(map(float, gradients))

        return step

    return {
        "mlp": mlp,
        "tanh": tanh,
        "expression": lambda: scalars(expression, -4.0, 2.0),
        "chain": lambda: scalars(chain, 0.5),
    }


def tinygrad(jit: bool = False) -> Jobs:
    """tinygrad on the CPU, as it comes or with TinyJit."""
    os.environ["TRAINING"] = "1"
    from tinygrad import Tensor, TinyJit
    from tinygrad.nn.optim import SGD

    compiled: Callable[[Any], Any] = TinyJit if jit else (lambda f: f)

    def training(parameters: list[Any], loss_of: Callable[..., Any]) -> Step:
        weights = [Tensor(p) for p in parameters]
        optimizer = SGD(weights, lr=0.1)

        @compiled
        def update() -> Any:
            optimizer.zero_grad()
            loss = loss_of(*weights).backward()
            return loss.realize(*optimizer.schedule_step())

        return lambda: float(update().item())

    def mlp() -> Step:
        x, y = (Tensor(values).realize() for values in samples(32, 784, 10))
        return training(network(784, 128, 10), lambda w1, b1, w2, b2: ((x @ w1 + b1).relu() @ w2 + b2).sparse_categorical_crossentropy(y))

    def tanh() -> Step:
        x, y = (Tensor(values).realize() for values in samples(256, 64))

        def loss(w1: Any, b1: Any, w2: Any, b2: Any, w3: Any, b3: Any) -> Any:
            out = ((x @ w1 + b1).tanh() @ w2 + b2).tanh() @ w3 + b3
            return ((out - y) ** 2).mean()

        return training(network(64, 128, 128, 1), loss)

    def scalars(function: Callable[..., Any], *values: float) -> Step:
        @compiled
        def differentiated(*given: Any) -> Any:
            out = function(Tensor.relu, *given)
            return Tensor.cat(out, *out.sum().gradient(*given)).realize()

        return lambda: float(sum(differentiated(*[Tensor([v], dtype="float32").realize() for v in values]).tolist()))

    return {"mlp": mlp, "tanh": tanh, "expression": lambda: scalars(expression, -4.0, 2.0), "chain": lambda: scalars(chain, 0.5)}


def fitting(keras: Any) -> Step:
    """An epoch of the founding documents' network through `fit`, on images of noise; the first call, which compiles, is not timed."""
    import numpy as np

    x, y = samples(12_000, 784, 10)
    layers = [keras.layers.Flatten(), keras.layers.Dense(128, activation="relu"), keras.layers.Dense(10, activation="softmax")]
    model = keras.Sequential([keras.Input((28, 28)), *layers])
    model.set_weights(network(784, 128, 10))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    images = np.abs(x.reshape(-1, 28, 28)) / 4
    return lambda: float(model.fit(images, y, batch_size=32, epochs=1, shuffle=False, verbose=0).history["loss"][0])


def keras() -> Jobs:
    """Keras on JAX."""
    os.environ["KERAS_BACKEND"] = "jax"
    import keras
    from keras import layers

    def mlp() -> Step:
        model = keras.Sequential([keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(10)])
        model.set_weights(network(784, 128, 10))
        model.compile(keras.optimizers.SGD(0.1), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        x, y = samples(32, 784, 10)
        return lambda: float(model.train_on_batch(x, y))

    return {"mlp": mlp, "fit": lambda: fitting(keras)}


MAKERS: dict[str, Callable[[], Jobs]] = {
    "wgrad": wgrad, "wgrad-compiled": lambda: wgrad(True), "hips": hips, "micrograd": micrograd, "jax": jax, "jax-jit": lambda: jax(True),
    "tinygrad": tinygrad, "tinygrad-jit": lambda: tinygrad(True), "keras": keras,
}  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------- a process for each


def serve(engine: str) -> None:
    """Answer, a line of JSON for a line: what engine and jobs there are, the values of a job's first steps, the time of some more."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what an engine prints is no answer
    jobs = MAKERS[engine]()
    steps: dict[str, Step] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        job = asked.get("job")
        if job is None:
            answer: Any = sorted(jobs)
        elif "count" in asked:
            start = time.perf_counter()
            for _ in range(asked["count"]):
                steps[job]()
            answer = (time.perf_counter() - start) / asked["count"]
        else:
            steps[job] = jobs[job]()
            answer = [steps[job]() for _ in range(asked["steps"])]
        print(json.dumps(answer), file=answers, flush=True)


class Engine:
    """A process that runs one of the engines."""

    def __init__(self, name: str, folder: Path, threads: int) -> None:
        place, self.title = ENGINES[name]
        self.name = name
        program = sys.executable if not place else str(python(folder / place))
        environment = {**os.environ, **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "CPU_COUNT"), str(threads))}
        environment |= {
            "DEV": "CPU",
            "JAX_PLATFORMS": "cpu",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PATH": f"{folder / place}{os.pathsep}{os.environ['PATH']}",
        }
        environment.pop("PYTHONPATH", None)
        command = [program, str(HERE / "others.py"), "--serve", name]
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder)
        if hasattr(os, "sched_setaffinity"):  # whatever threads an engine starts, they share as many processors as the others have
            os.sched_setaffinity(self.process.pid, set(sorted(os.sched_getaffinity(0))[:threads]))

    def ask(self, **question: Any) -> Any:
        """One question, one answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.title} has stopped, see above")
        return json.loads(line)

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def python(environment: Path) -> Path:
    """The interpreter of an environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(folder: Path, named: list[str]) -> None:
    """Make the environments of these engines, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n")
    wanted = {ENGINES[n][0] for n in named}
    for name, packages in INSTALL.items():
        place = folder / name
        if name in wanted and not (place / "ready").exists():
            print(f"{place}: {' '.join(packages)}", flush=True)
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
            subprocess.run([str(python(place)), "-m", "pip", "install", "-q", "numpy", *packages], check=True)
            if name == "tinygrad" and os.name != "nt":  # it compiles by a program named clang, which is on the path of its process
                clang = place / "clang"
                clang.write_text(f'#!/bin/sh\nexec "{python(place)}" -m ziglang clang "$@"\n')
                clang.chmod(0o755)
            (place / "ready").touch()


# ---------------------------------------------------------------------------------------------------------------- measuring


def compare(job: str, engines: list[Engine], rounds: int) -> dict[str, Any]:
    """The values agree; then the times of all, which take turns."""
    steps = 4 if job in ("mlp", "tanh") else 1  # the others compute the same each time, or take long
    values = {e.name: e.ask(job=job, steps=steps) for e in engines}
    for name, found in values.items():
        for ours, theirs in zip(values["wgrad"], found, strict=True):
            assert abs(ours - theirs) <= 1e-3 * max(1, abs(ours)), f"{job}: wgrad computes {values['wgrad']}, {name} {found}"
    counts = {}
    for e in engines:
        once = min(e.ask(job=job, count=1) for _ in range(2))
        counts[e.name] = max(1, min(20_000, round(SECONDS_PER_TURN / once)))
        if once > 1:
            rounds = min(rounds, 3)
    times: dict[str, list[float]] = {e.name: [] for e in engines}
    for turn in range(rounds):
        for e in engines if turn % 2 else engines[::-1]:
            times[e.name].append(e.ask(job=job, count=counts[e.name]))
    return {
        "values": values["wgrad"],
        "microseconds": {name: statistics.median(found) * 1e6 for name, found in times.items()},
        "ratio": {
            name: statistics.median(theirs / ours for theirs, ours in zip(found, times["wgrad"], strict=True)) for name, found in times.items()
        },
    }


def versions(folder: Path) -> dict[str, str]:
    """Of what is compared."""
    found = {}
    for name, packages in INSTALL.items():
        for package in [*packages, "numpy"]:
            program = f"from importlib.metadata import version; print(version({package.partition('[')[0]!r}))"
            done = subprocess.run([str(python(folder / name)), "-c", program], capture_output=True, text=True) if (folder / name).exists() else None
            if done is not None and done.returncode == 0:
                found[package.partition("[")[0]] = done.stdout.strip()
    return found


def main() -> None:
    """Install, serve, or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--install", action="store_true", help="make the environments, and do nothing else")
    parser.add_argument("--environments", type=Path, default=HERE / "environments", help="the folder of the environments")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--threads", type=int, default=1, help="as many processors for each engine")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="engines or jobs whose names contain one of these; nothing is written")
    parser.add_argument("--serve", choices=ENGINES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return serve(options.serve)
    folder = options.environments.resolve()
    words = options.only or []
    named = [n for n in ENGINES if any(w in n for w in words)] or list(ENGINES)
    if options.install:
        return install(folder, named)

    wanted = [j for j in JOBS if any(w in j for w in words)] or list(JOBS)
    engines = []
    for name, (place, title) in ENGINES.items():
        if name != "wgrad" and name not in named:
            continue
        if place and not python(folder / place).exists():
            print(f"{title} is left out: it is not installed in {folder / place}, see --install")
            continue
        engines.append(Engine(name, folder if folder.exists() else HERE, options.threads))
    jobs = {e.name: e.ask() for e in engines}
    results = {}
    print(f"{'microseconds; how many times as long as wgrad':<58}" + "".join(f"{e.title:>18}" for e in engines))
    for job in wanted:
        able = [e for e in engines if job in jobs[e.name]]
        results[job] = found = compare(job, able, options.rounds)
        cells = [
            f"{found['microseconds'][e.name]:,.0f}" + ("" if e.name == "wgrad" else f" ({found['ratio'][e.name]:.2f})") if e in able else "-"
            for e in engines
        ]
        print(f"{JOBS[job]:<58}" + "".join(f"{cell:>18}" for cell in cells), flush=True)
    for e in engines:
        e.close()
    if not options.only:
        from machine import describe

        stem = "others" if options.threads == 1 else f"others-{options.threads}-threads"
        report = {"machine": {**describe(options.threads), "versions": versions(folder)}, "jobs": results}
        (HERE / f"{stem}.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
