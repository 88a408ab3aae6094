"""torch.compile: the same bits as uncompiled, a refusal wherever that cannot be known, and programs that can be read."""

from __future__ import annotations

import copy
import functools
import os
import random
import subprocess
import sys
import threading
import time
import warnings
from collections import Counter, deque
from contextvars import ContextVar
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, nn, optim
from autograd.core.op import Op
from autograd.transforms.compile.compiled import Compiled
from nn import functional as F
from tests.compiled import difference, program, reason_of
from tests.samples import all_samples
from tests.test_operations import leaves_of

SAMPLES = all_samples()
x53 = np.random.default_rng(0).normal(size=(5, 3)).astype(np.float32)


def tensor(*shape: int, seed: int = 0, grad: bool = False) -> Tensor:
    made = autograd.from_numpy(np.random.default_rng([seed, *shape]).normal(size=shape).astype(np.float32))
    return made.requires_grad_() if grad else made


def called_often(compiled: Any, *args: Any, times: int = 3) -> Any:
    for _ in range(times):
        result = compiled(*args)
    return result


# ---------------------------------------------------------------------------------------------------------------- the same bits


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_samples(dtype: Any) -> None:
    """Every sample of the operations' table; most are compiled, and it is counted why the others are not."""
    reasons: Counter[str] = Counter()
    for sample in SAMPLES:

        def function(*given: Any, called: Any = sample.function, keywords: Any = sample.keywords) -> Any:
            return called(*given, **keywords)

        compiled = autograd.compile(function)
        found = difference(function, compiled, leaves_of(sample, dtype), {})
        assert not found, f"{sample}: {found}\n{compiled.source}"
        reasons[reason_of(compiled)] += 1
    assert reasons["compiled"] >= 470, reasons
    assert reasons["unfinished"] == 0


LAYERS: dict[str, tuple[Any, tuple[int, ...]]] = {
    "linear": (lambda: nn.Linear(4, 3), (5, 4)),
    "convolution": (lambda: nn.Conv2d(3, 4, 3, padding=1), (2, 3, 6, 6)),
    "strided": (lambda: nn.Conv1d(3, 4, 3, stride=2), (2, 3, 9)),
    "transposed": (lambda: nn.ConvTranspose2d(3, 4, 3), (2, 3, 4, 4)),
    "batch norm": (lambda: nn.BatchNorm2d(3), (4, 3, 5, 5)),
    "batch norm of rows": (lambda: nn.BatchNorm1d(3), (4, 3)),
    "layer norm": (lambda: nn.LayerNorm(6), (4, 6)),
    "group norm": (lambda: nn.GroupNorm(2, 4), (3, 4, 5)),
    "dropout": (lambda: nn.Dropout(0.3), (4, 5)),
    "dropout of channels": (lambda: nn.Dropout2d(0.3), (2, 4, 3, 3)),
    "pooling": (lambda: nn.MaxPool2d(2), (2, 3, 6, 6)),
    "means": (lambda: nn.AdaptiveAvgPool2d(1), (2, 3, 6, 6)),
    "recurrent": (lambda: nn.LSTM(4, 5, num_layers=2), (6, 2, 4)),
    "gated": (lambda: nn.GRU(4, 5, bidirectional=True, batch_first=True), (2, 6, 4)),
    "attention": (lambda: nn.TransformerEncoderLayer(8, 2, 16, 0.1), (5, 2, 8)),
    "activations": (lambda: nn.Sequential(nn.ReLU(), nn.GELU(), nn.SiLU(), nn.Softplus(), nn.LogSoftmax(-1)), (4, 5)),
}


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("training", [True, False])
def test_layers(name: str, training: bool) -> None:
    make, shape = LAYERS[name]
    autograd.manual_seed(0)
    plain = make().train(training)
    compiled = autograd.compile(copy.deepcopy(plain))
    state = [*plain.parameters(), *plain.buffers()]
    found = difference(plain, compiled, [tensor(*shape, grad=True)], {}, state, [*compiled.parameters(), *compiled.buffers()])
    assert not found, f"{found}\n{compiled.source}"
    assert compiled.forward.programs, compiled.forward.reason


def test_module_database() -> None:
    """All layers of PyTorch's own database, with all its inputs."""
    pytest.importorskip("torch", reason="PyTorch is not installed")
    modules = pytest.importorskip("tests.torch_modules", reason="torch.testing needs expecttest")
    import torch

    reasons: Counter[str] = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, entry in modules.ENTRIES.items():
            if name in modules.ABSENT or name.startswith("nn.Lazy"):
                continue
            for training in (True, False):
                with modules.recorded_arguments():
                    inputs = list(entry.module_inputs_func(entry, device="cpu", dtype=torch.float32, requires_grad=True, training=training))
                for given in inputs[:: 3 if len(inputs) > 12 else 1]:
                    leaves: list[Any] = []
                    with modules.recorded_arguments():
                        made = modules.make(nn, entry.module_cls, (given.constructor_input.args, given.constructor_input.kwargs), leaves)
                    args = [modules.argument(a, leaves) for a in given.forward_input.args]
                    kwargs = {k: modules.argument(a, leaves) for k, a in given.forward_input.kwargs.items()}
                    plain = made.train(training)
                    compiled = autograd.compile(copy.deepcopy(plain))
                    state = [*plain.parameters(), *plain.buffers()]
                    found = difference(plain, compiled, args, kwargs, state, [*compiled.parameters(), *compiled.buffers()])
                    assert not found, f"{name} {training}: {found}\n{compiled.source}"
                    reasons[reason_of(compiled.forward)] += 1
    assert reasons["compiled"] > 40 * (sum(reasons.values()) - reasons["compiled"]), reasons


@pytest.mark.filterwarnings("ignore")
def test_random_programs() -> None:
    reasons: Counter[str] = Counter()
    for seed in (*range(20_000, 20_120), 30_678):
        random.seed(seed)
        made = program(seed)
        if made is not None:
            function, args, text = made
            compiled = autograd.compile(function)
            found = difference(function, compiled, args, {})
            assert not found, f"seed {seed}: {found}\n{text}\n{compiled.source}"
            reasons[reason_of(compiled)] += 1
    assert reasons["compiled"] >= 10, reasons


@pytest.mark.parametrize(
    "name", "g node rule again run forward backward step args kwargs np wrap mode write given one like thing memory d_mul constant".split()
)
def test_names(name: str) -> None:
    """Parameters may be called as the program calls its own things."""
    space: dict[str, Any] = {}
    exec(f"def function({name}, *others):\n    return ({name} * others[0] * {name}).sum(0) * others[0]", space)
    compiled = autograd.compile(space["function"])
    found = difference(space["function"], compiled, [tensor(3, 3, grad=True), tensor(3, 3, seed=1, grad=True)], {})
    assert not found, f"{found}\n{compiled.source}"
    assert compiled.programs, compiled.reason


def test_iterators_are_no_constants() -> None:
    """What a function of the library reads by way of a generator may change later."""
    weight = tensor(3, seed=1)

    def function(x: Any) -> Any:
        return x * nn.utils.get_total_norm(t for t in (weight, weight * 2))

    compiled = autograd.compile(function)
    with pytest.warns(UserWarning, match="iterator"):
        for _ in range(3):
            compiled(tensor(4))
    weight.mul_(2)
    assert autograd.equal(compiled(tensor(4)), function(tensor(4)))


COMPILED_MODELS = """
import sys, warnings
import autograd, nn
from autograd.core.modes import mode
from autograd.transforms.compile.compiled import Compiled
from nn.modules.module import Module

original, made, inside = Module.__call__, {}, []

def call(self, *args, **kwargs):
    if inside or mode.tracer is not None:
        return original(self, *args, **kwargs)
    compiled = made.setdefault(id(self), Compiled(self))
    inside.append(self)
    try:
        return compiled(*args, **kwargs)
    finally:
        inside.pop()

Module.__call__ = call
warnings.simplefilter("ignore")
sys.argv = ["autograd", "run", sys.argv[1]]
import runpy
try:
    runpy.run_module("autograd", run_name="__main__")
except SystemExit:
    pass
print(sum(len(c.programs) for c in made.values()), file=sys.stderr)
"""


def test_programs_with_compiled_models() -> None:
    """Training programs print the same with every model of theirs compiled."""
    folder, programs = Path(__file__).parent / "programs", 0
    for name in (
        "cnn",
        "dataloader_dropout",
        "gan",
        "gpt_block",
        "gru",
        "vae",
    ):
        path = str(folder / f"{name}.py")
        commands = ([sys.executable, "-m", "autograd", "run", path], [sys.executable, "-c", COMPILED_MODELS, path])
        plain, compiled = (subprocess.run(c, capture_output=True, text=True, timeout=300, cwd=folder.parents[1], check=True) for c in commands)
        assert plain.stdout == compiled.stdout
        assert plain.stdout
        programs += int(compiled.stderr.split()[-1])
    assert programs >= 6


def test_training_with_optimizer_and_buffers() -> None:
    autograd.manual_seed(0)
    plain = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 2))
    compiled = autograd.compile(copy.deepcopy(plain))
    losses: list[list[float]] = []
    for model in (plain, compiled):
        autograd.manual_seed(1)
        optimizer = optim.SGD(model.parameters(), 0.1, momentum=0.9)
        losses.append([])
        for step in range(8):
            model.train(step % 4 != 3)
            loss = F.mse_loss(model(autograd.randn(6, 4)), autograd.randn(6, 2))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses[-1].append(loss.item())
    assert losses[0] == losses[1]
    assert len(compiled.forward.programs) == 2
    assert all((a.array == b.array).all() for a, b in zip(plain.state_dict().values(), compiled.state_dict().values(), strict=True))


# ---------------------------------------------------------------------------------------------------------------- what surrounds a program


def test_gradients_add_up_in_the_order_of_the_uses() -> None:
    """A parameter that is used several times inside, and outside after and before the compiled part: the order of the sum is the same."""
    w = tensor(50, seed=1, grad=True)

    def inner(x: Tensor) -> Tensor:
        return (x * w).tanh() * w + w

    compiled = autograd.compile(inner)
    for _ in range(4):
        found = []
        for f in (inner, compiled):
            w.grad = None
            (f((w * 3).sin()) * w.exp()).sum().backward()
            found.append(w.grad.array.tobytes())
        assert found[0] == found[1]
    assert compiled.programs


def test_hooks_retained_gradients_and_accumulation() -> None:
    w, seen = tensor(4, grad=True), []
    w.register_hook(lambda g: seen.append(g.array.copy()) or g * 2)
    f = autograd.compile(lambda x: (x * w).sum())
    for call in range(4):
        x = tensor(4, seed=call, grad=True)
        y = x * 2
        y.retain_grad()
        f(y).backward()
        assert (y.grad.array == w.array).all()
    assert len(seen) == 4
    assert np.allclose(w.grad.array, 2 * sum(seen))
    assert f.programs


def test_views_whose_base_was_written_to_run_eagerly() -> None:
    """Their place in the graph is then to be found anew, at their first use and no earlier: of an argument, and of what the function holds."""
    found: list[Any] = []
    for compiled in (lambda f: f, autograd.compile):
        seen: list[bytes] = []
        held: dict[str, Any] = {}
        product, by_held = compiled(lambda x, y: x * y), compiled(lambda x, held=held: x * held["row"])
        for call in range(8):
            base = tensor(2, 3, seed=call, grad=True)
            copied = base * 1
            row = copied[0]
            if call == 3:
                held.update(row=row, copied=copied, base=base)
            if call in (4, 6):
                copied.mul_(2)
                held["copied"].mul_(2)
            (product(row, copied[1]).sum() + (by_held(row).sum() if held else 0)).backward(retain_graph=True)
            seen += [base.grad.array.tobytes(), held["base"].grad.array.tobytes() if held else b""]
        found.append(seen)
    assert found[0] == found[1]


def test_second_derivatives() -> None:
    w = tensor(4, seed=1, grad=True)

    def function(x: Tensor) -> Tensor:
        return (x.tanh() * w).sin().sum()

    f = autograd.compile(function)
    called_often(f, tensor(4, grad=True))
    found = []
    for g in (function, f):
        x = tensor(4, grad=True)
        (first,) = autograd.grad(g(x), x, create_graph=True)
        w.grad = None
        (first * first).sum().backward()
        found.append((x.grad.array.tobytes(), w.grad.array.tobytes()))
    assert found[0] == found[1]
    assert f.programs


def test_of_some_results_and_of_gradients_as_uncompiled() -> None:
    """What was computed under no_grad() stays so, and what a function other than an operation has returned is a tensor again."""

    def function(x: Tensor) -> Any:
        with autograd.no_grad():
            factor = x.exp()
        return (x * factor).sum(), x.tanh(), x.to(autograd.int64)[1:], x**3

    f = autograd.compile(function)
    for call in range(5):
        found = []
        for g in (function, f):
            x = tensor(3, seed=call, grad=True)
            first, second, whole, third = g(x)
            (gradient,) = autograd.grad(first, x, create_graph=True, retain_graph=True)
            (more,) = autograd.grad(third.sum(), x, create_graph=True, retain_graph=True)
            (gradient.sum() + more.sum() + second.sum()).backward()
            found.append((gradient.array.tobytes(), x.grad.array.tobytes(), whole.tolist()))
        assert found[0] == found[1]
    assert f.programs


def test_gradients_of_some_results_add_up_in_the_order_of_the_uses() -> None:
    x = tensor(50, seed=1, grad=True)

    def function(x: Tensor) -> Any:
        return x * 3, x.exp(), x.tanh() * x, x

    f = autograd.compile(function)
    for _ in range(4):
        found = []
        for g in (function, f):
            x.grad = None
            first, _, third, same = g(x)
            autograd.autograd.backward([first, third, same], [tensor(50, seed=seed) for seed in range(3)])
            found.append(x.grad.array.tobytes())
        assert found[0] == found[1]
    assert f.programs


def test_what_is_detached_stays_so_in_second_derivatives_and_with_some_results() -> None:
    def function(x: Tensor) -> Any:
        y = x.exp()
        z = x * 3
        z.detach().add_(1)
        return (x.detach() * x * y.detach() * y).sum(), y * 2, y.detach() * x, z

    f = autograd.compile(function)
    for call in range(4):
        found = []
        for g in (function, f):
            x = tensor(3, seed=call, grad=True)
            first, _, third, last = g(x)
            autograd.autograd.backward([first, third.sum(), last.sum()], retain_graph=True)
            once = x.grad.array.copy()
            (gradient,) = autograd.grad(first, x, create_graph=True)
            gradient.sum().backward()
            found.append(np.array([once, gradient.array, x.grad.array]))
        assert np.allclose(*found, rtol=1e-6)
    assert f.programs


def test_second_backward_and_overwritten_inputs_are_errors() -> None:
    f = autograd.compile(lambda x: (x * x).sum())
    x = tensor(3, grad=True)
    loss = called_often(f, x)
    loss.backward(retain_graph=True)
    loss.backward()
    with pytest.raises(RuntimeError, match="a second time"):
        loss.backward()
    loss = f(x)
    with autograd.no_grad():
        x.add_(1)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_results_in_containers_and_unused_results() -> None:
    def function(batch: dict[str, Any], scale: float = 2.0) -> Any:
        x, y = batch["x"], batch["more"][0]
        return {"sum": x + y, "parts": (x * scale, [y.exp(), None, 3])}

    f = autograd.compile(function)
    for call in range(4):
        found = []
        for g in (function, f):
            x, y = tensor(3, seed=call, grad=True), tensor(3, seed=call + 9, grad=True)
            out = g({"x": x, "more": [y]}, scale=3.0)
            assert out["parts"][1][1:] == [None, 3]
            out["parts"][1][0].sum().backward()
            assert x.grad is None or not x.grad.array.any()
            found.append(y.grad.array.tobytes())
        assert found[0] == found[1]
    assert f.programs


def test_tensors_by_keyword_are_those_of_each_call() -> None:
    f = autograd.compile(lambda x, *, weight: x * weight)
    for call in range(4):
        x, weight = tensor(3, seed=call), tensor(3, seed=call + 9)
        assert (f(x, weight=weight).array == x.array * weight.array).all()
    assert f.programs


def test_constants_lie_in_memory_as_they_did() -> None:
    f = autograd.compile(lambda x: (x * 2, autograd.zeros_like(x.T)))
    assert called_often(f, tensor(2, 3))[1].stride() == (1, 3)
    assert f.programs


@pytest.mark.parametrize("shown", [lambda y: y, lambda y: y * 2])
def test_what_was_computed_and_is_shown_otherwise_is_no_constant(shown: Any) -> None:
    f = autograd.compile(lambda x: shown((x + 1).unsqueeze_(0)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        called_often(f, tensor(3))
        assert (f(tensor(3, seed=1)).array == shown(tensor(3, seed=1) + 1).array[None]).all()


@pytest.mark.parametrize("through", [lambda w: w, lambda w: w.data, lambda w: w.detach()])
def test_writes_to_what_is_held(through: Any) -> None:
    found: list[Any] = []
    for compiled in (lambda f: f, autograd.compile):
        w = tensor(3, grad=True)

        def function(x: Tensor, w: Tensor = w) -> Tensor:
            with autograd.no_grad():
                through(w).mul_(0.5)
            return x * w

        f = compiled(function)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found.append([called_often(f, tensor(3)).tolist() for _ in range(3)])
    assert found[0] == found[1]
    assert f.programs or through(w) is not w


def test_constants_made_of_constants() -> None:
    f = autograd.compile(lambda x: x.index_fill(0, autograd.tensor([0, 2]), 7.0) + autograd.tensor([2.0, 1.0, 3.0]).sort().values)
    assert called_often(f, tensor(3)).tolist() == [8, float(tensor(3)[1]) + 2, 10]
    assert f.programs


def test_what_is_kept_from_the_first_call_on_takes_no_further_call() -> None:
    """An operation's plan is a namedtuple, which is made at its first use."""
    twice = Op(lambda x: x * 2, name="twice", x=lambda g: g * 2)
    f = autograd.compile(lambda x: twice(x))
    called_often(f, tensor(3, grad=True), times=2)
    assert f.programs


def test_no_grad_has_its_own_program() -> None:
    f = autograd.compile(lambda x: x * 2)
    x = tensor(3, grad=True)
    called_often(f, x)
    with autograd.no_grad():
        assert not called_often(f, x).requires_grad
    assert f(x).requires_grad
    assert len(f.programs) == 2


# ---------------------------------------------------------------------------------------------------------------- guards


def test_other_shapes_types_and_values_are_other_programs() -> None:
    f = autograd.compile(lambda x, n=1: x * n)
    for args in ((tensor(3),), (tensor(4),), (tensor(4).double(),), (tensor(4), 5), (tensor(4, grad=True),), (tensor(4, 2).T,)):
        expected = args[0].array * (args[1] if len(args) > 1 else 1)
        for _ in range(3):
            assert (f(*args).array == expected).all()
    assert len(f.programs) == 6


def test_what_the_function_finds_by_itself_is_watched() -> None:
    class Config:
        scale = 2.0

    config, factors, w = Config(), [1.0, 2.0], tensor(3, seed=4)
    config.scale = 2.0
    layer = nn.Dropout(0.5).eval()
    held = {"w": w}

    def function(x: Tensor) -> Tensor:
        return layer(x * config.scale + factors[1] + held["w"])

    f = autograd.compile(function)
    x = tensor(3)
    changes: list[Any] = [
        lambda: None,
        lambda: setattr(config, "scale", 3.0),
        lambda: factors.__setitem__(1, 5.0),
        lambda: held.update(w=tensor(3, seed=5)),
        lambda: w.array.__iadd__(1),
        lambda: layer.train(),
        lambda: setattr(layer, "p", 0.25),
    ]
    for change in changes:
        change()
        for _ in range(3):
            autograd.manual_seed(7)
            expected = function(x).array
            autograd.manual_seed(7)
            assert (f(x).array == expected).all()
    assert len(f.programs) >= 5
    assert not f.reason


def changed(name: str) -> tuple[Any, list[Any]]:
    """A function, and changes of what it finds."""
    scale: Any = SimpleNamespace(k=2.0, w=tensor(3, seed=4), items=[1.0], table={"a": 1.0}, chosen={1}, last=deque([2.0]))

    class Plain:
        k = 2.0
        __slots__ = ("__dict__", "slot")

        @property
        def doubled(self) -> float:
            return 2 * FACTOR["k"]

        def times(self, x: Tensor) -> Tensor:
            return x * self.k

        def __call__(self, x: Tensor) -> Tensor:
            return x * FACTOR["k"]

    class Below(Plain):
        pass

    class Other(Plain):
        k = 8.0

    def default(x: Tensor, c: Any = scale) -> Tensor:
        return x * c.k

    def attribute(x: Tensor) -> Tensor:
        return x * attribute.k  # type: ignore[attr-defined]

    attribute.k = 2.0  # type: ignore[attr-defined]
    FACTOR["k"] = 1.0
    module.SCALE, module.W = 2.0, tensor(3, seed=5)  # type: ignore[attr-defined]
    plain, below = Plain(), Below()
    plain.slot = 2.0
    layer, drop = nn.Sequential(nn.Linear(3, 3), nn.Tanh()), nn.Dropout(0.5)
    partial = functools.partial(lambda c, x: x * c.k, scale)
    base = tensor(2, 3, seed=6)
    row = base[0]
    functions: dict[str, tuple[Any, list[Any]]] = {
        "attribute of a module": (lambda x: x * module.SCALE, [lambda: setattr(module, "SCALE", 3.0)]),  # type: ignore[attr-defined]
        "tensor of a module": (lambda x: x * module.W, [lambda: setattr(module, "W", tensor(3, seed=7))]),  # type: ignore[attr-defined]
        "attribute of a class": (lambda x: x * Plain.k, [lambda: setattr(Plain, "k", 3.0)]),
        "inherited": (lambda x: x * below.k, [lambda: setattr(Plain, "k", 3.0), lambda: setattr(Below, "k", 4.0), lambda: setattr(below, "k", 5.0)]),
        "method": (lambda x: plain.times(x), [lambda: setattr(Plain, "times", lambda self, x: x * 9), lambda: setattr(plain, "times", lambda x: x)]),
        "property": (lambda x: x * plain.doubled, [lambda: FACTOR.update(k=3.0)]),
        "call": (lambda x: plain(x), [lambda: FACTOR.update(k=3.0), lambda: setattr(Plain, "__call__", lambda self, x: x * 7)]),
        "class of an object": (lambda x: below.times(x), [lambda: setattr(below, "__class__", Other)]),
        "slot": (lambda x: x * plain.slot, [lambda: setattr(plain, "slot", 3.0)]),
        "new attribute": (lambda x: x * getattr(scale, "new", 1.0), [lambda: setattr(scale, "new", 3.0)]),
        "default argument": (default, [lambda: setattr(scale, "k", 3.0), lambda: setattr(default, "__defaults__", (SimpleNamespace(k=9.0),))]),
        "attribute of a function": (attribute, [lambda: setattr(attribute, "k", 3.0)]),
        "partial": (lambda x: partial(x), [lambda: setattr(scale, "k", 3.0)]),
        "length of a list": (lambda x: x * sum(scale.items), [lambda: scale.items.append(2.0), lambda: scale.items.append(0.0)]),
        "keys of a dict": (lambda x: x * sum(scale.table.values()), [lambda: scale.table.update(b=2.0)]),
        "set": (lambda x: x * len(scale.chosen), [lambda: scale.chosen.add(2)]),
        "deque": (lambda x: x * scale.last[0], [lambda: scale.last.appendleft(3.0)]),
        "type of a number": (lambda x: x.int() * scale.k, [lambda: setattr(scale, "k", 2), lambda: setattr(scale, "k", True)]),
        "sign of zero": (lambda x: x * scale.k, [lambda: setattr(scale, "k", 0.0), lambda: setattr(scale, "k", -0.0)]),
        "shape of a tensor": (lambda x: x * scale.w.shape[0], [lambda: setattr(scale, "w", tensor(4)), lambda: setattr(scale.w, "data", tensor(5))]),
        "whether there is a tensor": (lambda x: x * (2 if scale.w is None else 3), [lambda: setattr(scale, "w", None)]),
        "whether it requires a gradient": (lambda x: x * (2 if scale.w.requires_grad else 3), [lambda: scale.w.requires_grad_()]),
        "base of a view": (lambda x: x * row, [lambda: base.add_(1)]),
        "layers": (lambda x: layer(x), [lambda: layer.append(nn.ReLU()), lambda: layer.__setitem__(1, nn.Sigmoid())]),
        "forward": (lambda x: layer(x), [lambda: setattr(layer[1], "forward", lambda x: x * 5), lambda: vars(layer[1]).pop("forward")]),
        "hook": (lambda x: layer(x), [lambda: layer.register_forward_hook(lambda m, args, out: out * FACTOR["k"]), lambda: FACTOR.update(k=3.0)]),
        "setting of a layer": (lambda x: drop(x), [lambda: setattr(drop, "p", 0.9), drop.eval, drop.train]),
        "default type": (lambda x: x + autograd.ones(3), [lambda: autograd.set_default_dtype(autograd.float64)]),
    }
    return functions[name] if name else ({}, list(functions))


FACTOR = {"k": 1.0}
module = ModuleType("module_of_a_user")


@pytest.mark.parametrize("name", changed("")[1])
def test_changes_are_noticed(name: str) -> None:
    function, changes = changed(name)
    f = autograd.compile(function)
    try:
        for change in (lambda: None, *changes):
            change()
            for call in range(3):
                found = []
                for g in (function, f):
                    autograd.manual_seed(call)
                    x = tensor(3, seed=call, grad=True)
                    out = g(x)
                    if out.requires_grad:
                        out.sum().backward()
                    found.append((out.dtype, out.array.tobytes(), x.grad is None or x.grad.array.tobytes()))
                assert found[0] == found[1]
            assert f.programs
    finally:
        autograd.set_default_dtype(autograd.float32)


def test_what_a_function_does_beside_computing_is_done_at_each_call() -> None:
    class Kept:
        seen, last, table = False, None, {"a": [1]}

    kept, layer, w, numbers = Kept(), nn.Dropout(0.5), tensor(3, grad=True), {1}

    def check(function: Any, before: Any, done: Any, *more: Any) -> None:
        f = autograd.compile(function)
        for call in range(5):
            before()
            x = tensor(3, seed=call)
            out = f(x, *more)
            assert done(x, out), call

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check(lambda x: setattr(kept, "seen", True) or x * 2, lambda: setattr(kept, "seen", False), lambda x, out: kept.seen)
        check(lambda x: setattr(kept, "last", x * 2) or x * 3, lambda: None, lambda x, out: (kept.last.array == 2 * x.array).all())  # type: ignore[union-attr]
        check(lambda x: kept.table.pop("a", None) and x, lambda: kept.table.update(a=[1]), lambda x, out: not kept.table)
        check(lambda x: numbers.add(2) or x * 2, lambda: numbers.discard(2), lambda x, out: 2 in numbers)
        check(lambda x: layer.eval() and layer(x), layer.train, lambda x, out: not layer.training)
        check(lambda x: setattr(w, "grad", None) or x * w, lambda: setattr(w, "grad", tensor(3)), lambda x, out: w.grad is None)
        check(lambda x: setattr(x, "tag", 5) or x * 2, lambda: None, lambda x, out: x.tag == 5)
        filled: list[Any] = []
        check(lambda x, to: to.append(x * 2) or x, filled.clear, lambda x, out: len(filled) == 1, filled)


def test_parameters_are_read_anew_and_may_be_replaced_or_frozen() -> None:
    model = nn.Linear(3, 2)
    compiled = autograd.compile(model)
    x = tensor(4, 3)
    for change in (
        lambda: None,
        lambda: model.weight.data.mul_(2),
        lambda: setattr(model, "weight", nn.Parameter(tensor(2, 3, seed=8))),
        lambda: model.weight.requires_grad_(False),
        lambda: setattr(model.weight, "data", tensor(2, 3, seed=9)),
    ):
        change()
        for _ in range(3):
            out = compiled(x)
            assert (out.array == model(x).array).all()
            model.bias.grad = model.weight.grad = None
            out.sum().backward()
            assert (model.weight.grad is not None) == model.weight.requires_grad
    assert compiled.forward.programs


def test_an_argument_that_is_a_parameter_as_well() -> None:
    w = tensor(3, seed=1, grad=True)
    f = autograd.compile(lambda x: x * w)
    for _ in range(3):
        assert (f(w).array == w.array * w.array).all()
    other = tensor(3, seed=2, grad=True)
    for _ in range(3):
        assert (f(other).array == other.array * w.array).all()


def test_too_many_programs_are_refused_with_one_warning() -> None:
    f = autograd.compile(lambda x: x + 1)
    with pytest.warns(UserWarning, match="8 kinds of arguments") as caught:
        for n in range(1, 12):
            for _ in range(3):
                assert f(tensor(n)).shape == (n,)
    assert len(caught) == 1


# ---------------------------------------------------------------------------------------------------------------- refusals

STATE = {"calls": 0}


def counting(x: Tensor) -> Tensor:
    STATE["calls"] += 1
    return x * STATE["calls"]


class Doubled(autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return x * 2

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Tensor:
        return g * 2


def retaining(x: Tensor) -> Tensor:
    y = x * 2
    y.retain_grad()
    return y * 3


REFUSED: dict[str, Any] = {
    "item": lambda x: x * x.sum().item(),
    "bool": lambda x: x * 2 if x.sum() > 0 else x * 3,
    "float": lambda x: x * float(x.sum()),
    "numpy": lambda x: x + autograd.from_numpy(x.detach().numpy() * 2),
    "tolist": lambda x: x * x.tolist()[0],
    "array": lambda x: x * x.array.sum(),
    "write to an argument": lambda x: x.detach().add_(1) * 2,
    "backward inside": lambda x: autograd.grad((x * x).sum(), x)[0] * 2,
    "function of one's own": lambda x: Doubled.apply(x) * 2,
    "shape from values": lambda x: x[x > 0] * 2,
    "nonzero": lambda x: x.nonzero() * 2,
    "hook": lambda x: x.register_hook(lambda g: g * 2) and x * 2,
    "retained gradient": retaining,
    "print": lambda x: print("x", end="") or x * 2,
    "state": counting,
    "seeding": lambda x: autograd.manual_seed(0) and x + autograd.rand(3),
    "other random numbers": lambda x: x * (2 if random.random() < 2 else 3),
    "NumPy's random numbers": lambda x: x * (2 if np.random.rand() < 2 else 3),  # noqa: NPY002
    "a generator of NumPy's": lambda x: x * (1 if GENERATORS["numpy"].random() < 2 else 3),
    "a generator of Python's": lambda x: x * (1 if GENERATORS["python"].random() < 2 else 3),
    "an iterator": lambda x: x * next(GENERATORS["numbers"]),
    "a generator": lambda x: x * next(GENERATORS["steps"]),
    "a large list": lambda x: x * HIDDEN["large"][500],
    "of each thread": lambda x: x * HIDDEN["local"].k,
    "of a context": lambda x: x * HIDDEN["variable"].get(),
    "a file": lambda x: x * (1 if os.path.getsize(__file__) else 2),
    "the environment": lambda x: x * len(os.environ.get("HOME", "")),
    "how it came about": lambda x: x * (2 if x.is_leaf else 3),
    "time": lambda x: x * (2 if time.perf_counter() > 0 else 3),
    "an array that it finds": lambda x: x * autograd.from_numpy(FOUND),
    "an array that it finds, as it is": lambda x: x * FOUND,
}
FOUND = np.ones(3, np.float32)
GENERATORS = {"numpy": np.random.default_rng(0), "python": random.Random(0), "numbers": iter([1.0] * 1000), "steps": (1.0 for _ in range(1000))}
HIDDEN = {"large": [1.0] * 1000, "local": threading.local(), "variable": ContextVar("variable", default=1.0)}
HIDDEN["local"].k = 1.0


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    """It runs as ever, with one warning that has the line; an error if the whole was to be compiled."""
    f = autograd.compile(REFUSED[name])
    with pytest.warns(UserWarning, match="runs eagerly") as caught:
        for call in range(5):
            x = tensor(3, seed=call, grad=True)
            out = f(x)
            STATE["calls"] = 0 if name == "state" and call == 4 else STATE["calls"]
            if name != "state":
                assert (out.array == REFUSED[name](tensor(3, seed=call, grad=True)).array).all()
    assert len(caught) == 1
    assert not f.programs
    strict = autograd.compile(REFUSED[name], fullgraph=True)
    with pytest.raises(RuntimeError, match="runs eagerly"):
        for call in range(5):
            strict(tensor(3, seed=call, grad=True))


def test_random_numbers_that_are_the_same_in_two_calls_are_noticed() -> None:
    def noisy(x: Tensor) -> Tensor:
        return x * random.random()

    f = autograd.compile(noisy)
    with pytest.warns(UserWarning, match="random"):
        for seed in (0, 0, 0, 1):
            random.seed(seed)
            found = f(tensor(3))
            random.seed(seed)
            assert (found.array == noisy(tensor(3)).array).all()


def test_anomaly_mode_and_hooks_on_what_is_saved_run_eagerly() -> None:
    f = autograd.compile(lambda x: (x * x).sum())
    x = tensor(3, grad=True)
    called_often(f, x)
    packed = []
    with autograd.autograd.graph.saved_tensors_hooks(lambda t: packed.append(t) or t, lambda t: t):
        f(x).backward()
    assert packed
    with autograd.detect_anomaly():
        assert "Sum" in str(f(x).grad_fn)


def test_shapes_that_depend_on_values() -> None:
    f = autograd.compile(lambda x: x.unique() * 2)
    called_often(f, autograd.tensor([1, 2, 2, 3]))
    assert f.programs
    with pytest.warns(UserWarning, match="shape depends on values"):
        assert f(autograd.tensor([1, 1, 1, 1])).tolist() == [2]


def test_errors_are_those_of_the_function() -> None:
    f = autograd.compile(lambda x, y: F.cross_entropy(x, y))
    called_often(f, tensor(4, 3), autograd.tensor([0, 1, 2, 0]))
    with pytest.raises(IndexError, match="out of bounds"):
        f(tensor(4, 3), autograd.tensor([0, 1, 3, 0]))


# ---------------------------------------------------------------------------------------------------------------- how it looks


def test_source_and_file(tmp_path: Path) -> None:
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh())

    @autograd.compile
    def loss_of(x: Tensor, y: Tensor) -> Tensor:
        """What it says."""
        prediction = model(x)
        return ((prediction - y) ** 2).mean()

    tanh = autograd.compile(lambda x: x.tanh().sum())  # a name in the program, and of NumPy's function
    called_often(tanh, tensor(3, grad=True))
    tanh.save(tmp_path / "tanh.py")
    assert "tanh = np.tanh(x)" in (tmp_path / "tanh.py").read_text()
    assert loss_of.__name__ == "loss_of"
    assert loss_of.__doc__ == "What it says."
    loss = called_often(loss_of, tensor(5, 3), tensor(5, 4, seed=1))
    assert "prediction = np.tanh(linear)  # (5, 4)" in loss_of.source
    assert "d_linear = d_sub * (1 - prediction * prediction)  # (5, 4)" in loss_of.source
    loss_of.save(tmp_path / "step.py")
    code = f"""
import numpy as np
import step
forward, backward = step.forward, step.backward
loss, *saved = forward(*[np.array(a, np.float32) for a in {[a.tolist() for a in (tensor(5, 3), tensor(5, 4, seed=1), model[0].weight, model[0].bias)]}])
print(repr(float(loss)))
print([g.tolist() for g in backward(np.float32(1), *saved, np.array({tensor(5, 3).tolist()}, np.float32))])
"""
    assert "def backward(g" in (tmp_path / "step.py").read_text()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False, env={"PYTHONPATH": str(Path(__file__).parents[1])}
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == repr(loss.item())


def test_modules_keep_their_ways() -> None:
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh())
    compiled = autograd.compile(model)
    assert list(compiled.state_dict()) == ["_orig_mod.0.weight", "_orig_mod.0.bias"]
    assert next(iter(compiled.parameters())) is model[0].weight
    assert compiled._orig_mod is model
    assert isinstance(compiled, nn.Module)
    compiled.eval()
    assert not model.training
    assert not compiled.training
    compiled.extra = 3
    assert model.extra == 3
    model.compile()
    x = tensor(2, 3)
    assert (called_often(model, x).array == called_often(compiled, x).array).all()
    assert copy.deepcopy(model)(x).shape == (2, 4)


def test_objects_that_cannot_be_looked_at_are_no_error() -> None:
    class Wild:
        __slots__ = ("name",)

        def __getattr__(self, name: str) -> Any:
            raise RuntimeError("not to be looked at")

        def times(self, x: Tensor) -> Tensor:
            return x * 2

    class Net(nn.Module):
        @autograd.compile
        def forward(self, x: Tensor) -> Tensor:
            return wild.times(x)

    wild, net = Wild(), Net()
    f = autograd.compile(lambda x: net(x) + wild.times(x))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert (called_often(f, tensor(3)).array == 4 * tensor(3).array).all()


def test_sparse_tensors_are_no_error() -> None:
    indices, held = autograd.tensor([[0, 1], [1, 0]]), autograd.eye(2).to_sparse()
    f = autograd.compile(lambda x: autograd.sparse.mm(autograd.sparse_coo_tensor(indices, x.exp()[0], (2, 2)), x))
    g = autograd.compile(lambda x: autograd.sparse.mm(held, x))
    h = autograd.compile(lambda matrix, x: autograd.sparse.mm(matrix, x))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        x = tensor(2, 2)
        assert np.allclose(called_often(f, x).array, np.exp(x.array[0])[:, None] * x.array[::-1])
        assert (called_often(g, x).array == x.array).all()
        assert (called_often(h, held, x).array == x.array).all()
    assert all("sparse" in c.reason for c in (f, g, h))


def test_decorated_methods_and_nested_compilation() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = autograd.compile(nn.Linear(3, 3))

        @autograd.compile
        def step(self, x: Tensor) -> Tensor:
            return self.layer(x).relu()

    net = Net()
    x = tensor(2, 3)
    assert (called_often(net.step, x).array == net.layer(x).relu().array).all()
    assert Net.__dict__["step"].programs
    seen = []
    f = autograd.compile(lambda x: (seen.append(autograd.compiler.is_compiling()), x * 2)[1])
    with pytest.warns(UserWarning, match="changes an object"):
        called_often(f, x, times=4)
    assert seen == [True, True, True, False]
    autograd.compiler.reset()
    assert not Net.__dict__["step"].programs
    assert autograd.compile(lambda x: x, disable=True)(3) == 3
    assert isinstance(autograd.compile(lambda x: x), Compiled)


def test_hooks_of_all_modules_are_called() -> None:
    layer, calls, x = nn.Linear(2, 2), [], autograd.ones(1, 2)
    compiled = autograd.compile(layer)
    for _ in range(3):
        compiled(x)
    assert compiled.source
    with nn.modules.module.register_module_forward_hook(lambda module, args, out: calls.append(module)):
        compiled(x)
    compiled(x)
    assert calls == [layer, compiled]
