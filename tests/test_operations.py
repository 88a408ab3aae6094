"""Every operation, from the one table of samples: finite differences, both paths of each rule, and rules mutated on purpose."""

from __future__ import annotations

import functools
import gc
from collections import defaultdict
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional  # noqa: F401  its operations count as well
from autograd import Tensor
from autograd.core.op import Op
from tests.record_references import FILE, cotangent, keyed
from tests.samples import Sample, all_samples

SAMPLES = all_samples()
TIGHT = dict(atol=1e-6, rtol=1e-5)

# operations whose rules only engine tests can reach, and the test that does it
ELSEWHERE = {
    "alias": "test_engine.py: the identity behind a leaf whose .data was replaced",
    "copy_slices": "test_views.py",
    "to": "test_engine.py: test_gradients_pass_through_changes_of_type",
    "floor_divide": "it refuses, as in PyTorch; test_mistakes.py",
    "ctc_loss_backward": "test_functional_forms.py: it refuses",
    **dict.fromkeys(("standard_gamma", "dirichlet", "gamma_slope", "beta_slope"), "test_distributions.py: draws"),
    "once_differentiable": "test_function.py",
    **dict.fromkeys(("_all_reduce", "_all_gather", "_reduce_scatter"), "tests/distributed/: they need several processes"),
}

# rules that refuse, as in PyTorch; test_special.py
REFUSED = ("geqrf: x", "igamma: x", "igammac: x")


def leaves_of(sample: Sample, dtype: Any = np.float64, order: str = "C") -> list[Any]:
    """A sample's inputs: fresh leaves for float arrays, plain tensors for others."""
    made: list[Any] = []
    for x in sample.inputs:
        if isinstance(x, np.ndarray) and x.dtype.kind == "f":
            array = np.array(x, dtype, order="C" if order == "apart" else order)  # type: ignore[call-overload]
            if order == "apart" and array.ndim:
                array = np.repeat(array, 8, -1)[..., ::8]  # 64 bytes from one number to the next, where some of NumPy's loops have been wrong
            made.append(autograd.from_numpy(array).requires_grad_())
        elif isinstance(x, np.ndarray):
            made.append(autograd.from_numpy(x.copy()))
        elif isinstance(x, (list, tuple)) and x and all(isinstance(v, np.ndarray) for v in x):
            made.append([autograd.from_numpy(np.array(v, dtype)).requires_grad_() for v in x])
        else:
            made.append(x)
    return made


def flat(inputs: list[Any]) -> list[Any]:
    """Inputs with lists of tensors laid out one after another."""
    return [t for x in inputs for t in (x if isinstance(x, list) else [x])]


def called_flat(sample: Sample, inputs: list[Any]) -> Any:
    """The sample's call as a function of the flat list of inputs."""

    def call(*given: Any) -> Any:
        left = iter(given)
        arguments = [[next(left) for _ in x] if isinstance(x, list) else next(left) for x in inputs]
        return sample.function(*arguments, **sample.keywords)

    return call


def outputs_of(result: Any) -> list[Tensor]:
    """The differentiable results of a call."""
    return [r for r in ([result] if isinstance(result, Tensor) else result) if isinstance(r, Tensor) and r.requires_grad]


def gradients(sample: Sample, inputs: list[Any], create_graph: bool = False) -> tuple[list[Any], list[Any]]:
    """Results and gradients with random cotangents."""
    outputs = outputs_of(sample.function(*inputs, **sample.keywords))
    random = np.random.default_rng(5)
    cotangents = [autograd.from_numpy(np.asarray(random.normal(size=o.shape), o.array.dtype)) for o in outputs]
    leaves = [t for t in flat(inputs) if isinstance(t, Tensor) and t.requires_grad]
    return outputs, list(autograd.grad(outputs, leaves, cotangents, create_graph=create_graph, allow_unused=True))


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_first_order(sample: Sample) -> None:
    inputs = leaves_of(sample)
    assert autograd.gradcheck(called_flat(sample, inputs), flat(inputs), **TIGHT)


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.order == 2], ids=str)
def test_second_order(sample: Sample) -> None:
    inputs = leaves_of(sample)
    _, found = gradients(sample, inputs, create_graph=True)
    if any(g is not None and g.requires_grad for g in found):  # a linear function has constant gradients
        assert autograd.gradgradcheck(called_flat(sample, inputs), flat(inputs), **TIGHT)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_raw_path_equals_recorded_path(sample: Sample) -> None:
    if sample.order == 1:
        return
    _, raw = gradients(sample, leaves_of(sample))
    _, recorded = gradients(sample, leaves_of(sample), create_graph=True)
    for a, b in zip(raw, recorded, strict=True):
        assert (a is None) == (b is None)
        if a is not None:
            np.testing.assert_allclose(a.array, b.array, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_float32_is_kept_and_inputs_are_unchanged(sample: Sample) -> None:
    inputs = leaves_of(sample, np.float32)
    before = [t.array.copy() for t in flat(inputs) if isinstance(t, Tensor)]
    outputs, found = gradients(sample, inputs)
    assert all(o.array.dtype == np.float32 for o in outputs)
    assert all(g is None or g.array.dtype == np.float32 for g in found)
    for x, t in zip(before, [t for t in flat(inputs) if isinstance(t, Tensor)], strict=True):
        np.testing.assert_array_equal(x, t.array)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_gradients_are_memory_of_their_own(sample: Sample) -> None:
    """Rules may hand on what they were given, or keep what they return: what a user writes into one ``.grad`` must show nowhere else."""
    inputs = leaves_of(sample)
    leaves = [t for t in flat(inputs) if isinstance(t, Tensor) and t.requires_grad]
    outputs = outputs_of(sample.function(*inputs, **sample.keywords))
    random = np.random.default_rng(6)
    cotangents = [autograd.from_numpy(np.asarray(random.normal(size=o.shape), o.array.dtype)) for o in outputs]
    backward = functools.partial(autograd.autograd.backward, outputs, cotangents, retain_graph=True)
    backward()
    first = [None if t.grad is None else t.grad.array.copy() for t in leaves]
    reached = [t.grad for t in leaves if t.grad is not None]
    held = [t.array for t in (*flat(inputs), *outputs, *cotangents) if isinstance(t, Tensor)]
    for i, grad in enumerate(reached):
        assert grad.array.flags.writeable
        for other in (*held, *(g.array for g in reached[:i])):
            assert not np.shares_memory(grad.array, other)
    for grad in reached:
        grad.fill_(np.nan)
    for t in leaves:
        t.grad = None
    backward()
    for t, before in zip(leaves, first, strict=True):
        assert (t.grad is None) == (before is None)
        if t.grad is not None:
            np.testing.assert_array_equal(t.grad.array, before)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_write_to_what_was_used_is_noticed_or_changes_no_gradient(sample: Sample) -> None:
    """Of first and second order, by each input, for a write to each input, constant or not, and to each result."""

    def by(leaf: int, order: int, written: int | None) -> Any:
        inputs = leaves_of(sample)
        tensors = [t for t in flat(inputs) if isinstance(t, Tensor)]
        for i, t in enumerate(tensors):
            t.requires_grad_(i == leaf)
        outputs = outputs_of(sample.function(*inputs, **sample.keywords))
        random = np.random.default_rng(7)
        for n in range(order):
            if n == order - 1 and written is not None:
                target = (*tensors, *outputs)[written]
                with autograd.no_grad():
                    target.copy_(target.logical_not() if target.array.dtype.kind != "f" else target * 1.5 + 1)
            cotangents = [autograd.from_numpy(np.asarray(random.normal(size=o.shape), o.array.dtype)) for o in outputs]
            (found,) = autograd.grad(outputs, tensors[leaf], cotangents, create_graph=n < order - 1, allow_unused=True)
            if n < order - 1 and (found is None or not found.requires_grad):
                return None
            outputs = [found]
        return None if found is None else found.array

    inputs = leaves_of(sample)
    tensors = [t for t in flat(inputs) if isinstance(t, Tensor)]
    count = len(tensors) + len(outputs_of(sample.function(*inputs, **sample.keywords)))
    for leaf in (i for i, t in enumerate(tensors) if t.requires_grad):
        for order in range(1, sample.order + 1):
            expected = by(leaf, order, None)
            for written in range(count if order == 1 else len(tensors)):
                try:
                    found = by(leaf, order, written)
                except (RuntimeError, IndexError) as error:
                    if "modified by an inplace operation" in str(error) or "single memory" in str(error) or written >= len(tensors):
                        continue
                    raise
                np.testing.assert_array_equal(found, expected, err_msg=f"input {leaf}, order {order}, written {written}")


@pytest.mark.parametrize("order", ["F", "apart"])
@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_memory_order_does_not_matter(sample: Sample, order: str) -> None:
    if str(sample) == "as_strided" and order == "apart":
        with pytest.raises(RuntimeError, match="only for contiguous tensors"):
            gradients(sample, leaves_of(sample, order=order))
        return
    outputs, found = gradients(sample, leaves_of(sample))
    again, found_again = gradients(sample, leaves_of(sample, order=order))
    for a, b in [*zip(outputs, again, strict=True), *zip(found, found_again, strict=True)]:
        assert (a is None) == (b is None)
        if a is not None:
            np.testing.assert_allclose(a.array, b.array, rtol=1e-10, atol=1e-12)


RECORDED = dict(np.load(FILE))
KEYED = keyed(SAMPLES)


@pytest.mark.parametrize("name", sorted({k.rpartition("/")[0] for k in RECORDED}))
def test_values_and_gradients_are_those_of_pytorch(name: str) -> None:
    """As recorded by record_references.py: run it again when samples change."""
    sample = KEYED[name]
    inputs = leaves_of(sample)
    outputs = outputs_of(sample.function(*inputs, **sample.keywords))
    leaves = [t for t in flat(inputs) if isinstance(t, Tensor) and t.requires_grad]
    cotangents = [autograd.from_numpy(cotangent(tuple(o.shape))) for o in outputs]
    found = [*outputs, *autograd.grad(outputs, leaves, cotangents, allow_unused=True)]
    for part, ours in enumerate(found):
        theirs = RECORDED[f"{name}/{part}"]
        if ours is None or theirs.shape != ours.shape:
            assert not np.any(theirs) and (ours is None or not np.any(ours.array)), "a gradient on one side only"
        else:
            np.testing.assert_allclose(ours.array, theirs, rtol=1e-7, atol=1e-9)  # some of PyTorch's rules have constants in float32


def all_operations() -> list[Op]:
    """Every operation with rules that autograd and nn define; tests define some, too."""
    return [o for o in gc.get_objects() if type(o) is Op and any(rule.__module__.startswith(("autograd.", "nn.")) for _, rule, _ in o.rules)]


def with_rule(op: Op, number: int, function: Any) -> None:
    """Exchange one rule of an operation."""
    served, rule, asked = op.rules[number]
    op.rules[number] = (served, function, asked)
    op.saved_names[function] = op.saved_names[rule]
    op._plans.clear()


def used_by() -> dict[tuple[int, int], list[Sample]]:
    """Which samples run which rule: (id of the operation, number of the rule) -> samples."""
    users: dict[tuple[int, int], list[Sample]] = defaultdict(list)
    current: list[Sample] = []

    def recording(key: tuple[int, int], rule: Any) -> Any:
        def record(g: Any, *arguments: Any) -> Any:
            if current[0] not in users[key]:
                users[key].append(current[0])
            return rule(g, *arguments)

        return record

    operations = all_operations()
    originals = [[r for _, r, _ in op.rules] for op in operations]
    try:
        for op in operations:
            for number, (_, rule, _) in enumerate(list(op.rules)):
                with_rule(op, number, recording((id(op), number), rule))
        for sample in SAMPLES:
            current[:] = [sample]
            gradients(sample, leaves_of(sample))
            if sample.order == 2:  # rules that only the backward pass of a backward pass runs
                inputs = leaves_of(sample)
                _, found = gradients(sample, inputs, create_graph=True)
                again = [g for g in found if g is not None and g.requires_grad]
                if again:
                    leaves = [t for t in flat(inputs) if isinstance(t, Tensor) and t.requires_grad]
                    autograd.grad(again, leaves, [autograd.ones_like(g) for g in again], allow_unused=True)
    finally:
        for op, rules in zip(operations, originals, strict=True):
            for number, rule in enumerate(rules):
                with_rule(op, number, rule)
    return users


def test_every_rule_has_a_sample_and_its_mutant_is_caught() -> None:
    """Multiply each rule by 1.001, or add to it if it is zero: the finite differences of a sample that runs it must notice."""
    users = used_by()
    unused, survivors = [], []
    for op in all_operations():
        for number, (served, rule, _) in enumerate(list(op.rules)):
            if op.name in ELSEWHERE:
                continue
            found = users.get((id(op), number), [])
            if not found:
                if f"{op.name}: {', '.join(served)}" not in REFUSED:
                    unused.append(f"{op.name}: {', '.join(served)}")
                continue

            def mutant(g: Any, *arguments: Any, rule: Any = rule) -> Any:
                result = rule(g, *arguments)
                return [None if r is None else wrong(r) for r in result] if isinstance(result, (tuple, list)) else wrong(result)

            with_rule(op, number, mutant)
            try:
                if not any(caught(sample) for sample in sorted(found, key=lambda s: sum(np.size(x) for x in flat(list(s.inputs))))[:4]):
                    survivors.append(f"{op.name}: {', '.join(served)} (samples: {found[:4]})")
            finally:
                with_rule(op, number, rule)
    assert not unused, f"rules that no sample runs: {unused}"
    assert not survivors, f"mutated rules that no sample notices: {survivors}"


def wrong(gradient: Any) -> Any:
    """A gradient that is off by a thousandth."""
    return gradient * 1.001 if np.any(gradient.array if isinstance(gradient, Tensor) else gradient) else gradient + 0.001


def caught(sample: Sample) -> bool:
    """True if finite differences find fault with this sample."""
    for check in (autograd.gradcheck, autograd.gradgradcheck)[: sample.order]:
        inputs = leaves_of(sample)
        try:
            check(called_flat(sample, inputs), flat(inputs), **TIGHT)
        except autograd.GradcheckError:
            return True
        except ValueError:  # nothing left to differentiate at second order
            pass
    return False
