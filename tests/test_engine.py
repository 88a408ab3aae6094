"""The graph and the sweep: order, memory, modes, hooks, versions, threads."""

from __future__ import annotations

import _thread
import gc
import itertools
import operator
import re
import threading
import time
import tracemalloc
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, nn
from autograd.core.op import Op
from autograd.graph.model import recorded_by_sweeps, walk


def leaf(*values: float, dtype: Any = autograd.float64) -> Tensor:
    """A leaf that requires a gradient."""
    return autograd.tensor(list(values) if len(values) != 1 else values[0], dtype=dtype, requires_grad=True)


def memory_taken(function: Callable[[], Any]) -> tuple[int, int]:
    """How many bytes more are held after a call, and how many more were held at its height."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        function()
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return after - before, peak - before


def test_founding_example(capsys: pytest.CaptureFixture[str]) -> None:
    import autograd as torch

    w = torch.tensor([5.0], requires_grad=True)
    loss = (w - 2) ** 2
    loss.backward()
    print("Gradient:", w.grad.item())
    with torch.no_grad():
        w -= 0.1 * w.grad
    print("Updated Weight:", w.item())
    assert capsys.readouterr().out == "Gradient: 6.0\nUpdated Weight: 4.400000095367432\n"


# ---------------------------------------------------------------------------------------------------------------- the sweep


def test_uses_are_summed() -> None:
    x = leaf(3.0)
    (x * x + x).backward()
    assert x.grad.item() == 7.0


def test_a_diamond_of_2_to_the_40_paths_takes_40_steps() -> None:
    x = leaf(1.0)
    runs = []
    y = x
    for _ in range(40):
        y = y + y
        y.register_hook(lambda g: runs.append(1))
    y.backward()
    assert x.grad.item() == 2.0**40
    assert len(runs) == 40


def test_a_long_chain_runs_backward_and_is_freed() -> None:
    x = leaf(1.0)
    y = x
    for _ in range(200_000):
        y = y + x
    y.backward()
    assert x.grad.item() == 200_001
    del y
    y = x
    for _ in range(200_000):  # freed without a backward pass: by reference counts, with no recursion
        y = y * x
    del y


def test_latest_first_even_when_inputs_are_older_than_detours() -> None:
    a, b = leaf(2.0), leaf(3.0)
    early = a * b
    late = early * early
    out = early + late * a
    out.backward()
    assert a.grad.item() == pytest.approx(3 + 3 * 4 * 9)
    assert b.grad.item() == pytest.approx(2 + 2 * 3 * 8)


def test_only_rules_that_lead_to_wanted_inputs_run() -> None:
    a, b = leaf(2.0), leaf(3.0)
    ran = []
    left, right = a * 2, b * 2
    left.register_hook(lambda g: ran.append("left"))
    right.register_hook(lambda g: ran.append("right"))
    (g,) = autograd.grad(left + right, a)
    assert g.item() == 2 and ran == ["left"]


def test_grad_of_intermediate_and_unused() -> None:
    x, unused = leaf(2.0), leaf(1.0)
    y = x * x
    z = y * 3
    gy, gx = autograd.grad(z, [y, x], retain_graph=True)
    assert (gy.item(), gx.item()) == (3.0, 12.0)
    with pytest.raises(RuntimeError, match="not used in the graph"):
        autograd.grad(z, [x, unused], retain_graph=True)
    assert autograd.grad(z, [x, unused], allow_unused=True, retain_graph=True)[1] is None
    assert autograd.grad(z, [x, unused], materialize_grads=True)[1].item() == 0
    assert x.grad is None, "grad() does not touch .grad"


def test_backward_with_inputs_fills_only_these() -> None:
    a, b = leaf(2.0), leaf(3.0)
    (a * b).backward(inputs=[a])
    assert a.grad.item() == 3 and b.grad is None


def test_third_order() -> None:
    x = leaf(2.0)
    y = x**4
    for expected in (32.0, 48.0, 48.0, 24.0):
        (y,) = autograd.grad(y, x, create_graph=True)
        assert y.item() == expected


def test_create_graph_through_backward() -> None:
    x = leaf(3.0)
    (x**3).backward(create_graph=True)
    g = x.grad
    assert g.requires_grad
    x.grad = None
    g.backward()
    assert x.grad.item() == 18


def test_second_backward_is_refused_unless_retained() -> None:
    x = leaf(2.0)
    y = x * x
    y.backward(retain_graph=True)
    y.backward()
    assert x.grad.item() == 8
    with pytest.raises(RuntimeError, match="second time"):
        y.backward()
    for z in (x + 1, x - 1, -x, x.reshape(1).sum(), autograd.lerp(x, x, 0.3)):  # nothing was saved, so nothing was released: as in PyTorch
        z.backward()
        z.backward()
    for z in (x * 2, 2 * x, x / 2, autograd.mul(x, 2), x**2):
        z.backward()
        with pytest.raises(RuntimeError, match="second time"):
            z.backward()


def test_saved_arrays_are_released() -> None:
    x = leaf(1.0, 2.0)
    middle = x * 2
    watch = weakref.ref(middle.array.base if middle.array.base is not None else middle)
    y = (middle * middle).sum()
    node = y.grad_fn
    del middle
    y.backward()
    gc.collect()
    assert watch() is None
    assert node is not None


def test_no_reference_cycles() -> None:
    gc.collect()
    gc.disable()
    try:
        model = [leaf(0.5, -0.5), leaf(1.5, 0.25)]
        alive = []
        for _ in range(5):
            h = autograd.tanh(model[0] * 2) * model[1]
            loss = (h * h).sum()
            loss.backward()
            alive.append(weakref.ref(loss))
            alive.append(weakref.ref(loss.grad_fn))
            del h, loss
        assert all(r() is None for r in alive), "a training step left objects that only the garbage collector would find"
        assert gc.collect() == 0
    finally:
        gc.enable()


# ---------------------------------------------------------------------------------------------------------------- gradients and leaves


def test_grad_accumulates_in_its_own_memory() -> None:
    x, y = leaf(1.0, 2.0), leaf(3.0, 4.0)
    (x + y).sum().backward()
    x.grad.mul_(10)
    assert y.grad.tolist() == [1, 1]
    held = x.grad
    (x * 1).sum().backward()
    assert held is x.grad and held.tolist() == [11, 11]


def test_broadcast_inputs_get_gradients_of_their_own_shape() -> None:
    a, b, c = leaf(1.0, 2.0, 3.0), autograd.ones(4, 1, dtype=autograd.float64, requires_grad=True), leaf(2.0)
    ((a + b) * c).sum().backward()
    assert a.grad.tolist() == [8, 8, 8]
    assert b.grad.shape == (4, 1) and b.grad.tolist() == [[6]] * 4
    assert c.grad.item() == 4 * 6 + 3 * 4
    shapes = [sizes[:n] for n in range(4) for sizes in itertools.product((1, 2), repeat=n)]
    for one, other in itertools.product(shapes, shapes):
        x = autograd.ones(one, requires_grad=True)
        total = x + autograd.ones(other)
        total.sum().backward()
        assert x.grad.tolist() == autograd.full(one, total.numel() / x.numel()).tolist()


def test_dtype_of_each_input_is_kept() -> None:
    a, b = leaf(1.0, 2.0, dtype=autograd.float32), leaf(3.0, 4.0)
    out = a * b
    assert out.dtype == autograd.float64
    out.sum().backward()
    assert a.grad.dtype == autograd.float32 and b.grad.dtype == autograd.float64


def test_gradients_pass_through_changes_of_type() -> None:
    x = autograd.tensor([1.5, -2.0, 3.0], requires_grad=True)
    cotangent = autograd.tensor([0.3, -0.7, 1.1], dtype=autograd.float64)
    x.double().backward(cotangent)
    np.testing.assert_array_equal(x.grad.array, cotangent.array.astype(np.float32))
    assert x.grad.dtype == autograd.float32
    x.grad = None
    x.double().float().half().float().backward(autograd.tensor([2.0, 4.0, 8.0]))
    assert x.grad.tolist() == [2, 4, 8]


def test_backward_needs_a_scalar_or_a_gradient() -> None:
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match="only for scalar outputs"):
        (x * 2).backward()
    with pytest.raises(RuntimeError, match="mismatch in shape"):
        (x * 2).backward(autograd.ones(3, dtype=autograd.float64))
    (x * 2).backward(autograd.tensor([1.0, 10.0], dtype=autograd.float64))
    assert x.grad.tolist() == [2, 20]
    with pytest.raises(RuntimeError, match="does not require grad"):
        autograd.ones(1).backward()


def test_integers_cannot_require_gradients() -> None:
    with pytest.raises(RuntimeError, match="floating point"):
        autograd.tensor([1, 2], requires_grad=True)
    with pytest.raises(RuntimeError, match="floating point"):
        autograd.tensor([1, 2]).requires_grad_()


def test_non_leaf_flags() -> None:
    x = leaf(1.0)
    y = x * 2
    assert not y.is_leaf and x.is_leaf and y.detach().is_leaf
    with pytest.raises(RuntimeError, match="leaf variables"):
        y.requires_grad = False
    with pytest.warns(UserWarning, match="not a leaf"):
        assert y.grad is None
    y.retain_grad()
    (y * 3).backward()
    assert y.grad.item() == 3


# ---------------------------------------------------------------------------------------------------------------- hooks


def test_hooks_see_and_replace_gradients() -> None:
    x = leaf(1.0)
    seen = []
    y = x * 2
    handle = y.register_hook(lambda g: seen.append(g.item()))
    y.register_hook(lambda g: g * 10)
    x.register_hook(lambda g: g + 1)
    (y * 3).backward()
    assert seen == [3.0] and x.grad.item() == 61
    handle.remove()
    after = []
    x.register_post_accumulate_grad_hook(lambda t: after.append(t.grad.item()))
    (x * 1).backward()
    assert seen == [3.0] and after == [63.0]
    with pytest.raises(RuntimeError, match="doesn't require gradient"):
        autograd.ones(1).register_hook(print)
    y = x * 2
    y.register_hook(lambda g: autograd.ones(5))
    with pytest.raises(RuntimeError, match="changed the size"):
        y.backward()
    y = x * 2
    y.register_hook(lambda g: 1.0)
    with pytest.raises(TypeError, match="must return a Tensor or None, got float"):
        y.backward()


def test_a_hook_for_the_length_of_a_block() -> None:
    x = leaf(1.0)
    seen: list[float] = []
    with x.register_hook(lambda g: seen.append(g.item())) as handle:
        (x * 2).backward()
    (x * 3).backward()
    handle.remove()
    assert seen == [2.0]


# ---------------------------------------------------------------------------------------------------------------- grad modes


def test_grad_modes_nest_and_decorate() -> None:
    x = leaf(1.0)
    with autograd.no_grad():
        assert not (x * 2).requires_grad
        with autograd.enable_grad():
            assert (x * 2).requires_grad
        with autograd.set_grad_enabled(True):
            assert (x * 2).requires_grad
        assert not autograd.is_grad_enabled()
    assert autograd.is_grad_enabled()

    @autograd.no_grad()
    def inside(t: Tensor) -> bool:
        return (t * 2).requires_grad

    assert not inside(x) and (x * 2).requires_grad
    with pytest.raises(ZeroDivisionError), autograd.no_grad():
        raise ZeroDivisionError
    assert autograd.is_grad_enabled()
    with autograd.inference_mode():
        assert not (x * 2).requires_grad and autograd.is_inference_mode_enabled()
    autograd.set_grad_enabled(False)
    assert not (x * 2).requires_grad
    autograd.set_grad_enabled(True)


def test_grad_mode_belongs_to_its_thread() -> None:
    found = []
    with autograd.no_grad():
        thread = threading.Thread(target=lambda: found.append(autograd.is_grad_enabled()))
        thread.start()
        thread.join()
    assert found == [True]


def test_two_threads_train_as_each_alone() -> None:
    def train(seed: int, out: dict[int, list[float]]) -> None:
        random = np.random.default_rng(seed)
        w = autograd.tensor(random.normal(size=(4, 4)), requires_grad=True)
        x = autograd.tensor(random.normal(size=(8, 4)))
        losses = []
        for _ in range(100):
            w.grad = None
            loss = (autograd.tanh(x @ w) ** 2).mean()
            loss.backward()
            with autograd.no_grad():
                w -= 0.1 * w.grad
            losses.append(loss.item())
        out[seed] = losses

    alone: dict[int, list[float]] = {}
    together: dict[int, list[float]] = {}
    for seed in (1, 2):
        train(seed, alone)
    threads = [threading.Thread(target=train, args=(seed, together)) for seed in (1, 2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert alone == together


# ---------------------------------------------------------------------------------------------------------------- in place and versions


def test_overwriting_a_saved_array_is_an_error_that_names_everything() -> None:
    x, y = leaf(1.0, 2.0), leaf(3.0, 4.0)
    z = x * y
    w = z * z
    z += 1
    with pytest.raises(RuntimeError, match=r"mul: .* modified by an inplace operation: 'x' is at version 1; expected version 0"):
        w.sum().backward()


def test_overwriting_what_was_not_saved_is_fine() -> None:
    x = leaf(1.0, 2.0)
    y = x + 1
    z = y + 1
    y *= 5
    z.sum().backward()
    assert x.grad.tolist() == [1, 1]


def test_writes_through_views_move_the_version_of_the_base() -> None:
    x = leaf(1.0, 2.0)
    y = x * 1
    z = y * y
    with autograd.no_grad():
        y.detach()[0] = 9.0
    with pytest.raises(RuntimeError, match="is at version 1; expected version 0"):
        z.sum().backward()
    z = y * y
    with autograd.no_grad():
        y[1:].mul_(3)
    with pytest.raises(RuntimeError, match="is at version 2; expected version 1"):
        z.sum().backward()


def test_in_place_operations_are_recorded() -> None:
    x = leaf(2.0, 3.0)
    y = x * 1
    y *= x
    y += 1
    y.exp_()
    y.sum().backward()
    expected = 2 * np.array([2.0, 3.0]) * np.exp(np.array([2.0, 3.0]) ** 2 + 1)
    np.testing.assert_allclose(x.grad.array, expected)


def test_in_place_on_leaves_is_refused() -> None:
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad"):
        x += 1
    with pytest.raises(RuntimeError, match="a view of a leaf"):
        x[0] += 1
    assert x.tolist() == [1, 2], "nothing was written"
    with autograd.no_grad():
        x += 1
    assert x.tolist() == [2, 3] and x.is_leaf


def test_in_place_keeps_shape_and_dtype() -> None:
    x = autograd.ones(3)
    with pytest.raises(RuntimeError, match="doesn't match the broadcast shape"):
        x += autograd.ones(2, 3)
    with pytest.raises(RuntimeError, match="can't be cast"):
        y = autograd.ones(3, dtype=autograd.int64)
        y *= 0.5
    with pytest.raises(RuntimeError, match="single memory location"):
        z = autograd.ones(1).expand(3)
        z += 1


WRITES = {
    "add_(other)": lambda x, other: x.add_(other),
    "mul_(2)": lambda x, other: x.mul_(2),
    "x -= other": lambda x, other: operator.isub(x, other),
    "x /= 2.5": lambda x, other: operator.itruediv(x, 2.5),
    "exp_()": lambda x, other: x.exp_(),
    "neg_()": lambda x, other: x.neg_(),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("recording", [False, True])
def test_in_place_operations_take_no_further_memory(write: str, recording: bool) -> None:
    """Where nothing is recorded: no operand requires a gradient, or all are in no_grad()."""
    x, other = (autograd.ones(10000, requires_grad=not recording) for _ in range(2))
    with autograd.set_grad_enabled(recording):
        WRITES[write](x, other)
        assert memory_taken(lambda: WRITES[write](x, other))[1] < 10000


def test_what_in_place_operations_take() -> None:
    x, wide, w = autograd.ones(2), autograd.tensor([1.0, 2.0], dtype=autograd.float64), leaf(2.0, 3.0, dtype=autograd.float32)
    assert x.add_(wide).tolist() == [2, 3] and x.dtype == autograd.float32
    assert x.mul_(np.float64(2)).tolist() == [4, 6] and x.add_(np.ones(2)).tolist() == [5, 7]
    assert x.mul_(w).requires_grad and autograd.grad(x.sum(), w)[0].tolist() == [5, 7]
    with pytest.raises(TypeError):
        x.add_(None)


def test_a_view_leaves_the_graph_with_its_base() -> None:
    x = leaf(1.0, 2.0)
    base = x * 2
    view = base[0]
    base.detach_()
    base.mul_(5)
    assert view.item() == 10 and not view.requires_grad


def test_rows_filled_one_by_one() -> None:
    x = leaf(1.0, 2.0, 3.0)
    rows = autograd.zeros(3, 2, dtype=autograd.float64)
    for i in range(3):
        rows[i] = x[i] * (i + 1)
    (rows**2).sum().backward()
    np.testing.assert_allclose(x.grad.array, [2 * 2 * 1, 2 * 2 * 4 * 2, 2 * 2 * 9 * 3])


def test_failure_in_a_rule_leaves_everything_as_it_was() -> None:
    class Broken(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Tensor) -> Tensor:
            return x * 2

        @staticmethod
        def backward(ctx: Any, g: Tensor) -> Tensor:
            raise KeyError("broken rule")

    a, b = leaf(1.0), leaf(2.0)
    out = Broken.apply(a) + b
    with pytest.raises(KeyError, match="broken rule") as caught:
        out.backward()
    assert a.grad is None and b.grad is None and autograd.is_grad_enabled()
    assert any("Broken" in note for note in caught.value.__notes__)


def test_anomaly_mode_names_operation_and_line() -> None:
    x = leaf(0.0)
    with autograd.detect_anomaly():
        y = autograd.sqrt(x)
        with pytest.raises(RuntimeError, match=r"SqrtBackward0 returned inf .*test_engine.py:\d+"):
            y.backward()
    assert not autograd.is_anomaly_enabled()


# ---------------------------------------------------------------------------------------------------------------- errors


def test_shape_and_type_errors_name_what_came() -> None:
    with pytest.raises(RuntimeError, match=r"mul\(\(3,\) float32, \(4,\) float32\)"):
        autograd.ones(3) * autograd.ones(4)
    with pytest.raises(TypeError, match="must be Tensor, not ndarray"):
        autograd.tanh(np.ones(3))
    with pytest.raises(RuntimeError, match="requires grad"):
        leaf(1.0).numpy()


def test_grad_assignment_is_checked() -> None:
    x = leaf(1.0, 2.0)
    with pytest.raises(TypeError, match="Tensor or None"):
        x.grad = 1.0  # type: ignore[assignment]
    with pytest.raises(RuntimeError, match="different size"):
        x.grad = autograd.ones(3, dtype=autograd.float64)
    with pytest.raises(RuntimeError, match="different type"):
        x.grad = autograd.ones(2)
    with pytest.raises(RuntimeError, match="its own grad"):
        x.grad = x


def test_a_given_gradient_is_brought_to_the_type_of_its_tensor() -> None:
    x = leaf(1.0, 2.0)
    (x * x).backward(autograd.tensor([1.0, 0.5]))
    assert x.grad.dtype is autograd.float64 and x.grad.tolist() == [2.0, 2.0]


def test_next_functions_lead_to_nodes_and_leaves() -> None:
    x = leaf(1.0)
    (inner, zero), (outer, _) = (x.exp() * x).grad_fn.next_functions
    assert inner.name() == "ExpBackward0" and zero == 0
    assert outer.variable is x and outer.next_functions == ()


def test_a_users_function_may_write_to_its_own_copy_of_a_0_dim_tensor() -> None:
    def clipped(x: Any) -> Any:
        copy = x.copy()
        copy[copy < 0] = 0
        return copy

    op = Op(clipped, x=lambda g, x: g * (x > 0))
    x = autograd.tensor(-2.0, requires_grad=True)
    op(x).backward()
    assert op(x).item() == 0 and x.grad.item() == 0


# ---------------------------------------------------------------------------------------------------------------- what a node says


def test_names_of_nodes() -> None:
    class Square(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            return x * x

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            return g

    x = leaf(1.0, 2.0)
    product, custom, part = x * x, Square.apply(x), (x * 1).clone()
    part[0] = x[1]
    assert [t.grad_fn.name() for t in (product, custom, part)] == ["MulBackward0", "SquareBackward", "torch::autograd::CopySlices"]
    assert type(part.grad_fn).__name__ == "CopySlices" and "grad_fn=<CopySlices>" in repr(part)
    assert [f((x // 2).grad_fn) for f in (lambda n: n.name(), lambda n: type(n).__name__)] == ["torch::autograd::NotImplemented", "NotImplemented"]
    assert re.fullmatch(r"<MulBackward0 object at 0x[0-9a-f]+>", repr(product.grad_fn))
    ((accumulate, index), _) = product.grad_fn.next_functions
    assert index == 0
    assert accumulate.name() == "torch::autograd::AccumulateGrad"
    assert accumulate.variable is x
    assert accumulate.next_functions == ()
    assert re.fullmatch(r"<AccumulateGrad object at 0x[0-9a-f]+>", repr(accumulate))


def test_which_result_of_several() -> None:
    x = leaf(3.0, 1.0)
    q, r = autograd.linalg.qr(autograd.stack([x, x * x]))
    assert [t.grad_fn.index for t in (q, r, x * 1)] == [0, 1, None]
    (below,) = r.grad_fn.next_functions
    assert below == (q.grad_fn.next_functions[0][0], 0)
    ((_, index), *_) = (r * 2).grad_fn.next_functions
    assert index == 1


def test_lines_are_noted_in_anomaly_mode_only() -> None:
    x = leaf(2.0)
    assert (x * x).grad_fn.line is None
    with autograd.detect_anomaly():
        line = (x * x).grad_fn.line
    assert "test_engine.py" in line and "test_lines_are_noted" in line


# ---------------------------------------------------------------------------------------------------------------- arguments of backward and grad


def test_the_functions_as_they_are_called_without_options() -> None:
    x = leaf(2.0)
    autograd.backward(x * x)
    assert x.grad.item() == 4 and not x.grad.requires_grad
    y = x * x
    (g,) = autograd.grad(y, x)
    assert not g.requires_grad
    with pytest.raises(RuntimeError, match="second time"):
        autograd.grad(y, x)
    with pytest.raises(RuntimeError, match="not used in the graph"):
        autograd.grad(x * 2, leaf(1.0))
    with pytest.raises(RuntimeError, match="inputs is empty"):
        (x * x).backward(inputs=[])
    with pytest.raises(ValueError, match="allow_unused must be True"):
        autograd.grad(x * x, x, allow_unused=False, materialize_grads=True)


def test_a_batch_of_cotangents() -> None:
    x, unused = leaf(1.0, 2.0, 3.0), leaf(1.0)
    cotangents = Tensor(np.random.default_rng(0).normal(size=(4, 3)))
    square, sine = x * x, autograd.sin(x)
    first, nothing = autograd.grad([square, sine], [x, unused], [cotangents, cotangents], is_grads_batched=True, create_graph=True, allow_unused=True)
    right = cotangents.array * (2 * x.array + np.cos(x.array))
    np.testing.assert_allclose(first.array, right, rtol=1e-6)
    assert nothing is None
    (second,) = autograd.grad(first.sum(), x)
    np.testing.assert_allclose(second.array, cotangents.array.sum(0) * (2 - np.sin(x.array)), rtol=1e-5)
    autograd.grad(square, x, cotangents, is_grads_batched=True)  # the graph is released by the last
    with pytest.raises(RuntimeError, match="second time"):
        autograd.grad(square, x, cotangents, is_grads_batched=True)
    for wrong in (None, [cotangents[:0]], [cotangents, cotangents[:2]]):
        with pytest.raises(RuntimeError, match="one first size"):
            autograd.grad([x * x, x * 2][: 1 if wrong is None else len(wrong)], x, wrong, is_grads_batched=True)


def test_how_many_gradients_are_given() -> None:
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match="got 2 tensors and 1 gradients"):
        autograd.backward([x * 1, x * 2], [autograd.ones(2, dtype=autograd.float64)])
    with pytest.raises(RuntimeError, match="got 1 tensors and 0 gradients"):
        autograd.grad((x * 1).sum(), x, [])
    for outputs in ((x * 1).sum(), x.detach(), []):
        with pytest.raises(RuntimeError, match=r"`inputs` argument to `grad\(\)` cannot be empty"):
            autograd.grad(outputs, [])
    with pytest.raises(TypeError, match="Tensors or None, but got float"):
        autograd.backward([x * 1], [1.0])
    with pytest.raises(TypeError, match="got float"):
        autograd.grad((x * 1).sum(), [1.0])
    autograd.backward([(x * 2).sum(), x * 3], [None, autograd.ones(2, dtype=autograd.float64)])
    assert x.grad.tolist() == [5, 5]


def test_a_given_gradient_is_part_of_the_graph_of_gradients() -> None:
    x, v = leaf(3.0), leaf(5.0)
    (g,) = autograd.grad(x * x, x, v, create_graph=True)
    assert autograd.grad(g, [x, v]) == (10, 6)


def test_hooks_of_leaves_run_in_grad_too() -> None:
    x = leaf(3.0)
    x.register_hook(lambda g: g * 2)
    assert autograd.grad(x * x, x)[0].item() == 12
    (x * x).backward()
    assert x.grad.item() == 12


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("around", [autograd.no_grad, autograd.enable_grad])
def test_hooks_record_if_the_pass_does_whatever_is_set_around_it(around: Any, create: bool) -> None:
    x, v = leaf(3.0), leaf(5.0)
    seen: list[bool] = []

    def times_v(g: Any) -> Any:
        seen.append(autograd.is_grad_enabled())
        return g * v

    x.register_hook(times_v)
    x.register_post_accumulate_grad_hook(lambda t: seen.append(autograd.is_grad_enabled()))
    y = x * x
    y.register_hook(times_v)
    with around():
        (g,) = autograd.grad(y, x, create_graph=create, retain_graph=True)
        y.backward(create_graph=create)
    assert seen == [create] * 5
    for found in (g, x.grad):
        assert found.item() == 6 * 25
        assert found.requires_grad is create
    if create:
        assert autograd.grad(g, v)[0].item() == 6 * 10


def test_no_gradient_for_what_no_longer_requires_one() -> None:
    x, w = leaf(3.0), leaf(2.0)
    y = x * w
    x.requires_grad_(False)
    y.backward()
    assert x.grad is None and w.grad.item() == 3


def test_results_used_again_in_a_graph_of_gradients() -> None:
    """The gradient of each of several results is the sum over all of its uses, those in the rules of the first pass among them."""
    both = Op(lambda x: (np.exp(x), np.exp(2 * x)), name="both", multi_output=True, x=lambda g, out: g[0] * out[0] + 2 * g[1] * out[1])
    x = leaf(0.5)
    a, b = both(x)
    (g,) = autograd.grad(a + b, x, create_graph=True)
    (again,) = autograd.grad(g + a + b, x)
    assert again.item() == pytest.approx(2 * np.exp(0.5) + 6 * np.exp(1.0))


@pytest.mark.parametrize("which", [0, 1])
def test_each_of_several_results_is_watched_between_two_passes(which: int) -> None:
    both = Op(lambda x: (np.exp(x), np.exp(2 * x)), name="both", multi_output=True, x=lambda g, out: g[0] * out[0] + 2 * g[1] * out[1])
    x, v, w = leaf(0.5), leaf(1.0), leaf(1.0)
    results = both(x)
    (g,) = autograd.grad(results, x, [v, w], create_graph=True)
    assert autograd.grad(g, x, retain_graph=True)[0].item() == pytest.approx(np.exp(0.5) + 4 * np.exp(1.0))
    assert autograd.grad(g, [v, w], retain_graph=True) == (results[0], 2 * results[1])
    with autograd.no_grad():
        results[which].mul_(2)
    for inputs in (x, [v, w]):  # the latter not through the first pass's own node
        with pytest.raises(RuntimeError, match="modified by an inplace operation"):
            autograd.grad(g, inputs, retain_graph=True)


def test_a_constant_is_watched_between_two_passes() -> None:
    x, y, v = leaf(0.5), leaf(3.0).detach(), leaf(1.0)
    (g,) = autograd.grad(x * y, x, v, create_graph=True)
    assert autograd.grad(g, v, retain_graph=True)[0].item() == 3
    y.mul_(2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        autograd.grad(g, v)


def test_an_input_left_out_is_none_in_every_order() -> None:
    cubed = Op(lambda x, y: x**3 if y is None else x**3 * y, name="cubed", x=lambda g, x, y: 3 * g * x * x if y is None else 3 * g * x * x * y)
    for y, factor in ((None, 1), (autograd.tensor(2.0), 2)):
        x = leaf(3.0)
        (g,) = autograd.grad(cubed(x, y), x, create_graph=True)
        (h,) = autograd.grad(g, x, create_graph=True)
        assert (g.item(), h.item(), autograd.grad(h, x)[0].item()) == (27 * factor, 18 * factor, 6 * factor)


def test_what_one_of_several_results_does_not_use_is_zero() -> None:
    both = Op(lambda x: (x * 2, x * 3), name="both", multi_output=True, x=lambda g: g[0] * 2 + g[1] * 3)
    x = leaf(1.0, 2.0)
    a, b = both(x)
    assert autograd.grad(b.sum(), x)[0].tolist() == [3, 3]
    a, b = both(x)
    assert autograd.grad((a + b).sum(), x)[0].tolist() == [5, 5]


def test_retained_gradients_of_intermediates() -> None:
    x = leaf(3.0)
    y = x * x
    y.retain_grad()
    (y * y).backward()
    assert y.grad.item() == 18 and x.grad.item() == 108
    z = x * 2
    z.retain_grad()
    assert autograd.grad(z * z, x)[0].item() == 24
    with pytest.warns(UserWarning, match="not a leaf") as caught:
        assert (x * 2).grad is None
    assert caught[0].filename == __file__, "the line that asks is named"


def test_a_rule_may_sum_in_several_ways() -> None:
    """Whatever the rule returns, the gradient has the shape of its input: sums over new and over stretched dimensions."""
    for shape in ((), (1,), (1, 3), (2, 1), (2, 3), (1, 1, 3)):
        x = autograd.ones(shape, dtype=autograd.float64, requires_grad=True)
        spread = Op(lambda x: x * np.ones((4, 2, 3)), name="spread", x=lambda g: g)
        if len(shape) <= 3:
            spread(x).sum().backward()
            assert x.grad.shape == shape
            assert x.grad.sum().item() == 24
    for wrong, shape in (((2,), (3,)), ((3,), (2, 3)), ((4, 2), (2, 3))):
        x = autograd.ones(shape, dtype=autograd.float64, requires_grad=True)
        given = np.ones(wrong)
        y = Op(lambda x: x * 1, name="wrong", x=lambda g: given)(x)  # noqa: B023
        with pytest.raises(RuntimeError, match="returned a gradient of shape"):
            y.sum().backward()


def test_an_interrupt_is_not_explained_and_an_error_is() -> None:
    def stop(g: Any, kind: type[BaseException]) -> Any:
        raise kind

    x = leaf(1.0)
    for kind in (KeyboardInterrupt, ZeroDivisionError):
        y = Op(lambda x: x * 1, name="stopped", x=lambda g: stop(g, kind))(x)  # noqa: B023
        with pytest.raises(kind) as caught:
            y.backward()
        assert bool(getattr(caught.value, "__notes__", [])) is (kind is ZeroDivisionError)


def test_a_gradient_of_another_type_is_converted() -> None:
    x = leaf(1.0, 2.0)
    y = x * 1
    for gradient in (autograd.tensor([1, 2]), autograd.tensor([1.0, 2.0]), autograd.tensor([1.0, 2.0], dtype=autograd.float64)):
        (g,) = autograd.grad(y, x, gradient, retain_graph=True)
        assert g.dtype == autograd.float64 and g.tolist() == [1, 2]
    single = leaf(1.0, 2.0, dtype=autograd.float32)
    (g,) = autograd.grad((single * x).sum(), single, create_graph=True)
    assert g.dtype == autograd.float32 and g.requires_grad
    v = leaf(1.0, dtype=autograd.float32)
    (g,) = autograd.grad(x * 1, x, (v * autograd.ones(2)), create_graph=True)
    assert g.dtype == autograd.float64
    assert autograd.grad(g.sum(), v)[0].dtype == autograd.float32


def test_gradients_of_views_whose_base_has_changed() -> None:
    """The place of a view in the graph is brought up to date before it is differentiated, or differentiated by."""
    x = leaf(1.0, 2.0)
    base = x * 1
    view = base[:1]
    base.mul_(3)
    (view * 1).sum().backward(retain_graph=True)
    assert x.grad.tolist() == [3, 0]
    assert autograd.grad(view.sum(), x, retain_graph=True)[0].tolist() == [3, 0]
    base.mul_(2)
    assert autograd.grad((view * 5).sum(), view)[0].tolist() == [5]
    base.mul_(2)
    view.sum().backward()
    assert x.grad.tolist() == [15, 0]


def test_passes_with_a_graph_add_up() -> None:
    x = leaf(3.0)
    (x * x).backward(create_graph=True)
    (x**3).backward(create_graph=True)
    assert x.grad.item() == 6 + 27
    assert autograd.grad(x.grad, x)[0].item() == 2 + 18


def test_adding_to_a_gradient_moves_its_version() -> None:
    """So that what has saved it is refused."""
    x = leaf(3.0)
    (x * 2).backward()
    w = leaf(1.0)
    y = (w * x.grad).exp()
    (x * 2).backward()
    assert x.grad._version == 1
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.backward()


SHARING = {
    "one gradient for two": lambda a, b: a + b,
    "one for two, and back": lambda a, b: (a + b).neg().neg(),
    "parts of one": lambda a, b: autograd.cat([a, b]),
    "halves of one array": lambda a, b: autograd.stack([a, b]),
    "views of one": lambda a, b: a.reshape(4) + b.t().reshape(4),
    "transposed": lambda a, b: a.t() + b.t(),
    "spread": lambda a, b: a.sum() + b.sum(),
    "a view of what is spread": lambda a, b: (a.t() + b.t()).sum(),
    "products": lambda a, b: a @ b,
    "transposed products": lambda a, b: (a @ b.t()).t(),
    "spread over rows": lambda a, b: a.sum(0) + b.sum(0),
    "rows of one": lambda a, b: (a.unsqueeze(0) + b.unsqueeze(0)).squeeze(0),
    "the same twice": lambda a, b: a + a + b,
    "one new one for two": lambda a, b: (a + b) * 2,
    "two views of a new one": lambda a, b: (a.t() + b.t()) * 2,
    "two views of another shape of a new one": lambda a, b: (a.reshape(4) + b.reshape(4)) * 2,
    "a view of a new one": lambda a, b: (a.t() * 2 + b) * 3,
    "parts of a new one": lambda a, b: autograd.cat([a, b]) * 2,
    "views of parts of a new one": lambda a, b: autograd.stack([a.t(), b.t()]) * 2,
}


@pytest.mark.parametrize("form", SHARING)
@pytest.mark.parametrize("hooked", [False, True])
def test_every_gradient_has_memory_of_its_own(form: str, hooked: bool) -> None:
    """Users change .grad in place; rules may hand on the very array that they were given, and hooks keep what they see."""
    a, b = (autograd.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=autograd.float64, requires_grad=True) for _ in range(2))
    y = SHARING[form](a, b)
    seen: list[Tensor] = []
    if hooked:
        for t in (a, b, y):
            t.register_hook(seen.append)  # type: ignore[arg-type]
    given = autograd.ones_like(y).contiguous()
    y.backward(given, retain_graph=True)
    found = [a.grad, b.grad, *autograd.grad(y, [a, b], given)]
    expected = [t.tolist() for t in (*found, given)]
    for t in found:
        assert t.array.flags.writeable
        assert not any(np.shares_memory(t.array, other.array) for other in (a, b, y, given, *seen, *found) if other is not t)
    for t in found:
        t.add_(100)
    assert [(t - 100).tolist() for t in found] + [given.tolist()] == expected


def test_lists_of_ever_other_lengths_take_no_memory() -> None:
    x = leaf(1.0)
    lists = [[x] * count for count in range(5, 60)]

    def work() -> None:
        for given in lists:
            autograd.stack(given).sum().backward()

    work()
    lists = [[x] * count for count in range(60, 120)]
    assert memory_taken(work)[0] < 20_000


@pytest.mark.parametrize("form", ["x @ w", "x @ w.t()", "w.t() @ x"])
def test_a_gradient_is_not_copied_if_nobody_else_holds_it(form: str) -> None:
    x, w = autograd.ones(100, 100), autograd.ones(100, 100, requires_grad=True)
    y = eval(form, {"x": x, "w": w})
    given = autograd.ones(100, 100)
    assert memory_taken(lambda: y.backward(given))[1] < 1.5 * given.nbytes


def test_a_small_gradient_does_not_keep_a_large_array() -> None:
    x, rest = leaf(1.0, 2.0), autograd.zeros(100_000, dtype=autograd.float64)
    y = (autograd.cat([x, rest]) * 2).sum()
    held, _ = memory_taken(y.backward)
    assert x.grad.tolist() == [2, 2] and held < 10_000


def test_an_observer_belongs_to_its_thread() -> None:
    """It is told of its own thread's backward passes, and of no other's."""
    from autograd.core.modes import mode

    class Observer:
        def __init__(self) -> None:
            self.nodes: list[str] = []
            self.edges: list[Any] = []

        def node(self, node: Any, gradient: Any) -> None:
            self.nodes.append(node.name())

        def edge(self, node: Any, target: Any, gradient: Any) -> None:
            self.edges.append((node and node.name(), float(gradient)))

    def in_another() -> None:
        assert mode.observer is None
        (leaf(1.0) + 1).backward()

    mode.observer = observer = Observer()
    try:
        thread = threading.Thread(target=in_another)
        thread.start()
        thread.join()
        (leaf(3.0) * 2).exp().log().backward()
    finally:
        mode.observer = None
    assert observer.nodes == ["LogBackward0", "ExpBackward0", "MulBackward0"]
    assert [name for name, _ in observer.edges] == [None, "LogBackward0", "ExpBackward0", "MulBackward0"]
    assert [g for _, g in observer.edges] == pytest.approx([1, np.exp(-6), 1, 2])


def test_anomaly_mode_stops_at_what_an_operation_returns_and_at_nothing_else() -> None:
    x = leaf(0.0)
    with autograd.detect_anomaly():
        x.backward(autograd.tensor(np.nan, dtype=autograd.float64))  # as given
    with autograd.detect_anomaly(check_nan=False):
        y = x.sqrt()
        y.backward()
    assert np.isnan(x.grad.item()) and "test_engine.py" in y.grad_fn.line


def test_the_line_of_what_no_line_of_python_has_called() -> None:
    found: list[Any] = []
    steps = itertools.chain(map(autograd.set_detect_anomaly, [True]), map(autograd.exp, [leaf(1.0)]))
    _thread.start_new_thread(found.extend, (steps,))
    for _ in range(300):
        if len(found) < 2:
            time.sleep(0.01)
    assert found[1].grad_fn.line == "an unknown line"


def test_in_anomaly_mode_the_line_of_what_was_overwritten_is_named() -> None:
    x = leaf(1.0, 2.0)
    with autograd.detect_anomaly():
        y = (x * 1).exp()  # this line
        y += 1
        with pytest.raises(
            RuntimeError,
            match=r"exp.*'out' is at version 1; expected version 0.*exp\(\(2,\) float64\), recorded at .*test_engine\.py:\d+ in test_in_anomaly",
        ):
            y.sum().backward()


# ---------------------------------------------------------------------------------------------------------------- a tensor as a Python object


def test_sizes_strides_and_addresses() -> None:
    t = autograd.zeros(2, 3, 4, dtype=autograd.float64)
    assert t.shape == t.size() == (2, 3, 4) and type(t.shape) is autograd.Size
    assert (t.size(0), t.size(-1), t.ndim, t.dim(), t.numel(), t.nelement()) == (2, 4, 3, 3, 24, 24)
    assert (t.itemsize, t.element_size(), t.nbytes) == (8, 8, 192)
    assert t.stride() == (12, 4, 1) and (t.stride(0), t.stride(-1)) == (12, 1)
    assert t.is_contiguous() and not t.mT.is_contiguous()
    assert t[1].data_ptr() - t.data_ptr() == 96
    assert t.is_floating_point() and not autograd.tensor(1).is_floating_point() and t.is_complex() is False
    with pytest.raises(IndexError, match=r"\[-3, 2\], but got 3"):
        t.size(3)
    assert t._is_view() is False and t[0]._is_view() is True


def test_tensors_as_numbers() -> None:
    one, many, none = autograd.tensor([2.0]), autograd.tensor([1.0, 2.0]), autograd.zeros(0)
    assert (float(one), int(one), bool(one), one.item()) == (2.0, 2, True, 2.0)
    assert type(float(one)) is float and type(int(one)) is int and type(bool(one)) is bool
    assert bool(autograd.tensor(0.0)) is False
    for t, says in ((many, "more than one value"), (none, "no values")):
        with pytest.raises(RuntimeError, match=says):
            bool(t)
        with pytest.raises(RuntimeError, match=f"{t.numel()} elements"):
            t.item()
    assert [10, 20, 30][autograd.tensor(1)] == 20 and [10, 20, 30][autograd.tensor([2])] == 30
    for t in (autograd.tensor([1, 2]), autograd.tensor(1.0)):
        with pytest.raises(TypeError, match="only integer tensors of a single element"):
            [10, 20, 30][t]
    assert f"{autograd.tensor(2.5):.2f}" == "2.50"
    assert f"{many}" == str(many)
    with pytest.raises(TypeError):
        f"{many:.2f}"
    with pytest.raises(TypeError):
        f"{nn.Parameter(autograd.tensor(2.5)):.2f}"


def test_tensors_as_collections() -> None:
    t = autograd.tensor([[1.0, 2.0], [3.0, 4.0]])
    assert len(t) == 2 and [row.tolist() for row in t] == [[1, 2], [3, 4]]
    assert 3.0 in t and 5.0 not in t and autograd.tensor(4.0) in t and autograd.tensor(7.0) not in t
    assert len(autograd.zeros(0)) == 0 and list(autograd.zeros(0, 2)) == []
    for t in (autograd.tensor(1.0), autograd.tensor(True)):
        with pytest.raises(TypeError, match="0-d tensor"):
            len(t)
        with pytest.raises(TypeError, match="0-d tensor"):
            iter(t)
    x = leaf(1.0, 2.0)
    first, second = x
    (first * 3 + second).backward()
    assert x.grad.tolist() == [3, 1]


def test_tensors_as_arrays() -> None:
    t = autograd.tensor([1.0, 2.0])
    assert np.shares_memory(np.asarray(t), t.array) and not np.shares_memory(np.array(t), t.array)
    assert np.asarray(t, dtype=np.float64).dtype == np.float64
    with pytest.raises(ValueError, match="a copy is needed"):
        np.asarray(t, dtype=np.float64, copy=False)
    x = leaf(1.0)
    with pytest.raises(RuntimeError, match=r"detach\(\)\.numpy\(\)"):
        x.numpy()
    assert x.numpy(force=True) is x.array
    with autograd.no_grad():
        assert x.numpy() is x.array


def test_the_class_makes_tensors_too() -> None:
    assert autograd.Tensor([1, 2]).dtype == autograd.float32 and autograd.Tensor(2, 3).shape == (2, 3)
    given = autograd.tensor([1, 2])
    same = autograd.Tensor(given)
    assert same.dtype == autograd.int64 and same.array is given.array and same._version_counter == given._version_counter
    assert autograd.Tensor(given).tolist() == [1, 2] and autograd.Tensor(1).shape == (1,)
    made = autograd.Tensor([1, 2])
    assert not made.requires_grad
    square = made * made.requires_grad_()
    with autograd.no_grad():
        assert made.add_(1).tolist() == [2, 3]
    with pytest.raises(RuntimeError, match="is at version 1; expected version 0"):
        square.sum().backward()


def test_flags_hooks_and_data_of_leaves_and_others() -> None:
    x, y = leaf(1.0, 2.0), leaf(1.0, 2.0) * 2
    assert (x.is_leaf, x.grad_fn, x.requires_grad) == (True, None, True)
    assert (y.is_leaf, y.grad_fn is None, y.requires_grad) == (False, False, True)
    assert (x.retains_grad, y.retains_grad) == (False, False)
    x.retain_grad()
    y.retain_grad()
    assert (x.retains_grad, y.retains_grad) == (False, True)
    with pytest.raises(RuntimeError, match="leaf variables"):
        y.requires_grad = True
    with pytest.raises(RuntimeError, match="leaf variables"):
        y.requires_grad = False
    constant = autograd.ones(2)
    for refused in (constant.retain_grad, lambda: constant.register_hook(print), lambda: constant.register_post_accumulate_grad_hook(print)):
        with pytest.raises(RuntimeError):
            refused()
    with pytest.raises(RuntimeError, match="non-leaf"):
        y.register_post_accumulate_grad_hook(print)
    seen: list[Any] = []
    handles = [x.register_post_accumulate_grad_hook(lambda t: seen.append((t is x, t.grad.tolist()))) for _ in range(2)]
    (x * 3).sum().backward()
    assert seen == [(True, [3, 3])] * 2
    handles[0].remove()
    (x * 3).sum().backward()
    assert seen[2:] == [(True, [6, 6])]
    del x.grad
    assert x.grad is None
    z = x * 2
    assert z.detach_() is z
    assert (z.is_leaf, z.requires_grad, z.grad_fn) == (True, False, None)
    with pytest.raises(RuntimeError, match="detach views"):
        (x * 2)[0].detach_()
    assert x.data.array is x.array and not x.data.requires_grad and x.data._version_counter is not x._version_counter
    assert x.detach()._version_counter is x._version_counter
    x.data = autograd.tensor([7.0, 8.0, 9.0])
    assert x.tolist() == [7, 8, 9] and x.requires_grad
    base = autograd.zeros(4)
    assert base._base is None and base[1:]._base is base and base[1:][1:]._base is base


# ---------------------------------------------------------------------------------------------------------------- operations


def test_a_table_that_names_what_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="twice: a rule names 'y', which is none of out, x, x_shape"):
        Op(lambda x: x * 2, name="twice", x=lambda g, y: g)
    with pytest.raises(TypeError, match="a rule names 'z'"):
        Op(lambda x: x * 2, name="twice", z=lambda g: g)
    with pytest.raises(TypeError, match="a rule names 'i'"):
        Op(lambda x: x * 2, name="twice", x=lambda g, i: g)
    op = Op(lambda x, y, *, scale=1: x * y * scale, name="some_product", x=lambda g, y, scale: g * y * scale, y=lambda g, x_shape: g)
    assert repr(op) == "<Op some_product(x, y)>" and op.__name__ == op.__qualname__ == "some_product" and op.title == "SomeProduct"
    assert (op.inputs, op.params, op.variadic, op.defaults) == (("x", "y"), ("scale",), None, {"scale": 1})

    def twice(x: Any) -> Any:
        """Two times x."""
        return x * 2

    assert (Op(twice).__doc__, Op(twice, doc="Both.").__doc__) == ("Two times x.", "Both.")


def test_a_rule_of_many_inputs_may_name_the_first_and_the_number() -> None:
    mixed = Op(lambda w, *xs: sum(w[i] * x for i, x in enumerate(xs)), name="mixed", xs=lambda g, w, i: g * w[i - 1])
    w, xs = autograd.tensor([2.0, 3.0, 5.0]), [leaf(1.0), leaf(1.0), leaf(1.0)]
    out = mixed(w, *xs)
    assert out.item() == 10 and [g.item() for g in autograd.grad(out, xs)] == [2, 3, 5]


def test_what_a_rule_may_name() -> None:
    """Inputs, the result, parameters with and without their defaults, shapes, what the forward function kept, its number among many."""
    x, y = leaf(1.0, 2.0), leaf(3.0, 5.0)
    product = Op(lambda x, y, *, scale=10.0: x * y * scale, name="product", x=lambda g, y, scale: g * y * scale, y=lambda g, x, scale: g * x * scale)
    assert [g.tolist() for g in autograd.grad(product(x, y).sum(), [x, y])] == [[30, 50], [10, 20]]
    assert [g.tolist() for g in autograd.grad(product(x, y, scale=2.0).sum(), [x, y])] == [[6, 10], [2, 4]]
    power = Op(lambda x: np.exp(2 * x), name="power", x=lambda g, x, out: g * out * 2 + 0 * x)
    assert autograd.grad(power(x).sum(), x)[0].tolist() == pytest.approx((2 * np.exp([2, 4])).tolist())
    number = Op(lambda x: float(x) * 2, name="number", x=lambda g: g * 2)
    scaled = Op(lambda x, *, by: float(x) * by, name="scaled", x=lambda g, by: g * by)
    one = leaf(3.0)
    assert number(one).item() == 6 and autograd.grad(number(one), one)[0].item() == 2
    assert scaled(one, by=2).item() == 6 and autograd.grad(scaled(one, by=2), one)[0].item() == 2
    total = Op(lambda x: np.asarray(x.sum()), name="total", x=lambda g, x_shape: np.broadcast_to(g, x_shape))
    assert autograd.grad(total(x), x)[0].tolist() == [1, 1]
    kept = Op(lambda x: (np.exp(x), np.exp(x) * 2), name="kept", keeps={"twice": lambda out: out * 2}, x=lambda g, twice, out: g * (twice - out))
    assert kept(x.detach()).tolist() == kept.apply(x.array).tolist() == pytest.approx(np.exp([1, 2]).tolist())
    (g,) = autograd.grad(kept(x).sum(), x, create_graph=True)
    assert autograd.grad(g.sum(), x)[0].tolist() == pytest.approx(np.exp([1, 2]).tolist())
    clipped = Op(
        lambda x, y: (np.maximum(x, 0) * y, x > 0, x * y),
        name="clipped",
        keeps={"positive": None, "raw": lambda x, y: x * y},
        x=lambda g, y, positive: g * y * positive,
        y=lambda g, x, y, raw: g * raw / y,
    )
    for found, expected in zip(autograd.grad(clipped(x, y).sum(), [x, y], create_graph=True), ([3, 5], [1, 2]), strict=True):
        assert found.tolist() == expected
        second = autograd.grad(found.sum(), [x, y], allow_unused=True, retain_graph=True)
        assert [t is not None and t.tolist() for t in second] == ([False, [1, 1]] if expected == [3, 5] else [[1, 1], [0, 0]])
    product = Op(lambda *xs: np.prod(np.stack(xs), 0), name="product", xs=lambda g, xs, out, i: g * out / xs[i])
    (g,) = autograd.grad(product(x, y, x).sum(), y, create_graph=True)
    assert [t.tolist() for t in autograd.grad(g.sum(), [x, y])] == [[2, 4], [0, 0]]
    weighted = Op(lambda *xs, by=1.0: by * sum((i + 1) * x for i, x in enumerate(xs)), name="weighted", xs=lambda g, i, by: g * by * (i + 1))
    for count in (1, 2, 5, 6):
        leaves = [leaf(1.0, 2.0) for _ in range(count)]
        assert [g.tolist() for g in autograd.grad(weighted(*leaves).sum(), leaves)] == [[i + 1, i + 1] for i in range(count)]
        assert autograd.grad(weighted(*[t.detach() for t in leaves[1:]], leaves[0]).sum(), leaves[0])[0].tolist() == [count, count]
    joint = Op(lambda x, y: x * y, name="joint", joint={("x", "y"): lambda g, x, y: (g * y, g * x)})
    assert [g.tolist() for g in autograd.grad(joint(x, y).sum(), [x, y])] == [[3, 5], [1, 2]]
    assert autograd.grad(joint(x, y.detach()).sum(), x)[0].tolist() == [3, 5]
    assert autograd.grad(joint(x.detach(), y).sum(), y)[0].tolist() == [1, 2]
    (g,) = autograd.grad(joint(x, y).sum(), x, create_graph=True)
    assert autograd.grad(g.sum(), y)[0].tolist() == [1, 1]


def test_inputs_that_are_no_tensors() -> None:
    x = leaf(1.0, 2.0)
    clamped = Op(lambda x, low, high: np.clip(x, low, high), name="clamped", x=lambda g, x, low: g * (x > low))
    assert autograd.grad(clamped(x, 1.5, None).sum(), x)[0].tolist() == [0, 1]
    assert clamped(x, np.array([0.0, 3.0]), None).tolist() == [1, 3]
    with pytest.raises(TypeError, match=r"clamped\(\): argument 'input' \(position 1\) must be Tensor, not list"):
        clamped([1.0], 1.5, None)
    with pytest.raises(TypeError, match="not nothing"):
        clamped()
    assert autograd.add(1, 2).item() == 3 and autograd.mul(2.5, 2).item() == 5 and autograd.mul(input=x, other=2).tolist() == [2, 4]
    assert autograd.sin(input=x).tolist() == pytest.approx(np.sin([1, 2]).tolist())
    assert clamped.apply(np.array([1.0, 2.0]), 1.5, None).tolist() == [1.5, 2]
    assert isinstance(clamped.apply(x, 1.5, None), Tensor)


def test_inputs_left_out_and_arrays_that_change() -> None:
    whole, limit = autograd.tensor([1, 5]), autograd.tensor([2.5, 2.5])
    limited = Op(lambda x, low, high: np.clip(x, low, high), name="limited", promote="same", x=lambda g: g)
    for clamp in (lambda x, low, high: autograd.clamp(x, min=low, max=high), limited):
        assert clamp(whole, None, limit).tolist() == [1, 2.5] and clamp(whole, limit, None).tolist() == [2.5, 5]
    x, factor = leaf(1.0, 2.0), np.array([3.0, 4.0])
    y = (x * factor).sum()
    factor[:] = 0
    assert y.item() == 11 and autograd.grad(y, x)[0].tolist() == [3, 4]


def test_one_argument_too_many_is_refused_and_not_written_to() -> None:
    for name, count in (("exp", 1), ("neg", 1), ("floor", 1), ("isnan", 1), ("mul", 2), ("logical_and", 2)):
        given = [autograd.zeros(2) for _ in range(count + 1)]
        for call in (getattr(autograd, name), lambda x, *rest: getattr(x, name)(*rest)):  # noqa: B023
            with pytest.raises(TypeError, match=rf"takes {count} positional argument.* but {count + 1} were given"):
                call(*given)
            assert given[-1].tolist() == [0, 0]


def test_operators_of_tensors_and_others() -> None:
    """Of 0-dim tensors, of numbers, of arrays, of other types, of views, and of what Python must ask."""
    x, n = leaf(2.0), leaf(3.0, 4.0)
    for y, expected, slope in (
        (x * x, 4, 4),
        (x * 3, 6, 3),
        (3 * x, 6, 3),
        (x / 4, 0.5, 0.25),
        (x - 1, 1, 1),
        (1 - x, -1, -1),
        (x**3, 8, 12),
        (6 / x, 3, -1.5),
    ):
        assert y.item() == expected and y.shape == () and y.dtype == autograd.float64
        assert autograd.grad(y, x)[0].item() == slope
    assert autograd.grad((x * n).sum(), [x, n])[0].item() == 7
    assert (n * np.array([2.0, 3.0])).tolist() == [6, 12] and (n + np.float64(1)).tolist() == [4, 5]
    assert (autograd.tensor([1, 2]) * autograd.tensor([2, 3])).dtype == autograd.int64
    assert (autograd.ones(2, dtype=autograd.float32) * n).dtype == autograd.float64
    assert (autograd.ones(2, dtype=autograd.float16) * 2).dtype == autograd.float16
    assert autograd.grad((n[:1] * n[1:]).sum(), n)[0].tolist() == [4, 3]
    with autograd.no_grad():
        assert not (x * n).requires_grad and not (x * 2).requires_grad
    with pytest.raises(RuntimeError, match="broadcast"):
        n * autograd.ones(3, dtype=autograd.float64)

    class Other:
        def __rmul__(self, other: Any) -> str:
            return "asked"

    assert n * Other() == "asked" and x * Other() == "asked"
    with pytest.raises(TypeError):
        n * "a"
    with autograd.detect_anomaly():
        assert (x * x).grad_fn.line is not None and (n * 2).grad_fn.line is not None and n.exp().grad_fn.line is not None


WATCHED = {  # what a rule saves of x, y and the result o; and what its second derivative saves, that of a gradient by the one it was made from
    "mul": ("xy", "xy"),
    "add": ("", ""),
    "sub": ("", ""),
    "div": ("xy", "y"),
    "exp": ("o", "o"),
    "sin": ("x", ""),
    "tanh": ("o", ""),
    "softmax": ("o", "o"),
    "lerp": ("", ""),
    "half_square": ("x", "x"),
}
half_square = Op(lambda x: x * x / 2, name="half_square", x=lambda g, x: g * x)


@pytest.mark.parametrize("name", WATCHED)
@pytest.mark.parametrize("written", "xyo")
def test_what_is_saved_is_watched_and_nothing_else(name: str, written: str) -> None:
    """After a write to each input and to the result: refused if a rule has saved it, and right if none has."""
    a, b = leaf(1.0, 2.0), leaf(3.0, 4.0)
    x, y = a * 1, b * 1
    rest = {"softmax": (0,), "lerp": (y, 0.3)}.get(name, (y,) if name in ("mul", "add", "div", "sub") else ())
    out = getattr(autograd, name, half_square)(x, *rest)
    v = autograd.ones_like(out).detach().requires_grad_()
    gradients = autograd.grad(out, [x, y], v, create_graph=True, allow_unused=True)
    second = sum(g.sum() for g in gradients if g is not None)
    with autograd.no_grad():
        {"x": x, "y": y, "o": out}[written].add_(1)
    place = {"x": "input|x", "y": "other|y", "o": "out"}[written]
    first_saves, second_saves = WATCHED[name]
    if written in first_saves:
        with pytest.raises(RuntimeError, match=f"{name}: .*modified by an inplace operation: '({place})' is at version 1"):
            out.sum().backward()
    else:
        out.sum().backward()
    if written in second_saves:
        with pytest.raises(RuntimeError, match="modified by an inplace operation"):
            autograd.grad(second, v)
    else:
        autograd.grad(second, v)


def test_all_that_a_rule_names_together_is_watched() -> None:
    product = Op(lambda *xs: np.prod(np.stack(xs), 0), name="product", xs=lambda g, xs, out, i: g * out / xs[i])
    for op, refused in ((product, True), (lambda *xs: autograd.cat(xs), False)):
        a, b = leaf(1.0, 2.0), leaf(3.0, 4.0)
        x, y = a * 1, b * 1
        out = op(x, y).sum()
        with autograd.no_grad():
            y.add_(1)
        if refused:
            with pytest.raises(RuntimeError, match="product: .*'input 1' is at version 1"):
                out.backward()
        else:
            out.backward()
            assert a.grad.tolist() == b.grad.tolist() == [1, 1]


@pytest.mark.parametrize("written", [0, 1])
def test_several_results_are_watched_if_a_rule_names_them(written: int) -> None:
    named = Op(lambda x: (np.exp(x), x * 2), name="named", multi_output=True, x=lambda g, out: g[0] * out[0] + 2 * g[1])
    other = Op(lambda x: (x * x, x * 2), name="other", multi_output=True, x=lambda g, x: 2 * g[0] * x + 2 * g[1])
    for op in (named, other):
        x = leaf(1.0, 2.0)
        results = op(x)
        total = (results[0] + results[1]).sum()
        v = leaf(1.0)
        (g,) = autograd.grad(total, x, v, create_graph=True)
        with autograd.no_grad():
            results[written].add_(1)
        if op is named:
            with pytest.raises(RuntimeError, match="modified by an inplace operation: 'out' is at version 1; expected version 0"):
                total.backward()
            if written == 0:
                with pytest.raises(RuntimeError, match="modified by an inplace operation"):
                    autograd.grad(g.sum(), v)
        else:
            total.backward()
            assert x.grad.tolist() == [4, 6]


def test_only_inputs_that_require_a_gradient_are_behind_a_node() -> None:
    x, w, constant = leaf(1.0, 2.0), leaf(3.0, 4.0), autograd.ones(2, dtype=autograd.float64)
    for y in (
        autograd.cat([constant, x, constant, w]),
        constant * x + constant / w,
        autograd.where(constant > 0, x, w),
        autograd.lerp(x, constant, w),
    ):
        waiting, found = [y.grad_fn], set()
        while waiting:
            node = waiting.pop()
            waiting += [before for before, _ in node.next_functions]
            found |= {id(node.variable)} if hasattr(node, "variable") else set()
        assert found == {id(x), id(w)}


def test_inputs_of_backward_may_be_intermediates() -> None:
    x = leaf(3.0)
    y = x * 2
    (y * y).backward(inputs=[y])
    assert x.grad is None
    assert y.grad.item() == 12
    (x * y.detach()).backward(inputs=x)
    assert x.grad.item() == 6


def test_what_is_left_of_a_graph_that_was_released() -> None:
    """Its shape, for pictures; nothing that was saved."""
    x, w = leaf(2.0), leaf(3.0)
    product, power = x * w, x.exp()
    before = [[f for f, _ in t.grad_fn.next_functions] for t in (product, power)]
    (product + power).backward()
    for t, expected in zip((product, power), before, strict=True):
        assert t.grad_fn.calls is None
        assert [f.variable for f, _ in t.grad_fn.next_functions] == [f.variable for f in expected]


def test_nodes_of_a_gradient_s_graph_are_marked() -> None:
    """Pictures tell the graph of the gradients from the graph of the values."""
    x = leaf(2.0)
    y = x**3
    autograd.grad(y, x, retain_graph=True)
    assert recorded_by_sweeps([y.grad_fn]) == set()
    (g,) = autograd.grad(y, x, create_graph=True)
    (second,) = autograd.grad(g * y, x, create_graph=True)
    product = g * 2
    nodes = walk([product.grad_fn, second.grad_fn])
    late = recorded_by_sweeps(nodes)
    assert {g.grad_fn, second.grad_fn} <= late
    assert late.isdisjoint({y.grad_fn, product.grad_fn})
    assert len(late) > 4
    y = x**3
    y.backward(create_graph=True)
    accumulated = x.grad.grad_fn
    assert recorded_by_sweeps(walk([accumulated])) >= {accumulated.next_functions[0][0]}
    assert accumulated not in recorded_by_sweeps(walk([accumulated]))


def test_nodes_that_another_thread_makes_during_a_sweep_are_not_its_own() -> None:
    """A global range of numbers took them for parts of the gradient."""
    x = leaf(2.0)
    made: list[Tensor] = []

    def elsewhere() -> None:
        made.append(leaf(1.0) * 2)

    y = x**3
    middle = y * 2
    middle.register_hook(lambda g: (thread := threading.Thread(target=elsewhere)).start() or thread.join())
    (g,) = autograd.grad(middle.exp(), x, create_graph=True)
    assert y.grad_fn.sequence < made[0].grad_fn.sequence < g.grad_fn.sequence
    both = (g * made[0]).grad_fn
    late = recorded_by_sweeps(walk([both]))
    assert g.grad_fn in late
    assert late.isdisjoint({both, made[0].grad_fn})


def test_an_input_cannot_have_the_name_of_a_setting() -> None:
    """Its rule would be taken for the setting, and its gradient be None."""
    with pytest.raises(TypeError, match="mixed: an input cannot be called 'view', which is a setting of Op"):
        Op(lambda x, view: x * view, name="mixed", x=lambda g, view: g * view, view=lambda g, x: g * x)


def test_the_skeleton_is_the_engine_in_small() -> None:
    """The same expressions, with the same values and gradients."""
    from autograd.core import skeleton

    def expression(f: Any, x: Any, y: Any) -> Any:
        product = f.multiply(x, y)
        return f.add(f.square(f.tanh(product)), f.multiply(f.exp(f.subtract(x, product)), product))

    class Engine:
        add, subtract, multiply, square, tanh, exp = autograd.add, autograd.sub, autograd.mul, autograd.square, autograd.tanh, autograd.exp

    for a, b in ((0.5, -1.25), (2.0, 0.75), (-0.3, 0.1)):
        small = [skeleton.Tensor(v, requires_grad=True) for v in (a, b)]
        large = [autograd.tensor(v, dtype=autograd.float64, requires_grad=True) for v in (a, b)]
        for _ in range(2):  # gradients accumulate
            loss, expected = expression(skeleton, *small), expression(Engine, *large)
            skeleton.backward(loss)
            expected.backward()
        assert loss.value == pytest.approx(expected.item(), rel=1e-14)
        assert [t.grad for t in small] == pytest.approx([t.grad.item() for t in large], rel=1e-13)


def test_the_gradient_of_an_intermediate_stops_there() -> None:
    """Its own rules do not run: what they have saved is kept, and may have been overwritten."""
    x = leaf(2.0)
    y = x.exp()
    assert autograd.grad(y * 3, y)[0].item() == 3
    y.backward()
    assert x.grad.item() == pytest.approx(np.exp(2))
    y = x.exp()
    z = y * 3
    with autograd.no_grad():
        y.add_(1)
    assert autograd.grad(z, y)[0].item() == 3
    y = x * x
    assert [g.item() for g in autograd.grad(y * 3, [y, x])] == [3, 12]  # unless it is on the way to another


def test_a_pass_without_a_graph_adds_to_a_gradient_with_one() -> None:
    """In place, as in PyTorch: the tensor stays, and so does its graph."""
    x = leaf(3.0)
    (x**3).backward(create_graph=True)
    first = x.grad
    (x * 2).backward()
    assert x.grad is first and first.item() == 29
    assert autograd.grad(first, x)[0].item() == 18


def test_flags_and_data_of_the_wrong_kind() -> None:
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match="requires_grad must be a bool, got str"):
        x.requires_grad = "yes"  # type: ignore[assignment]
    with pytest.raises(TypeError, match="must be bool, not NoneType"):
        x.requires_grad_(None)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match=r"floating point, got torch\.int64"):
        x.data = autograd.tensor([1, 2])


@pytest.mark.parametrize("form", ["x * s", "s * x", "x * x", "s * s", "x / s", "x.sin() * s"])
def test_a_saved_leaf_is_itself_in_the_graph_of_the_gradients(form: str) -> None:
    x, s = leaf(1.0, 2.0), leaf(3.0)
    y = eval(form, {"x": x, "s": s}).sum()
    waiting = list(autograd.grad(y, [x, s], create_graph=True, allow_unused=True))
    waiting = [g.grad_fn for g in waiting if g is not None]
    names = set()
    while waiting:
        node = waiting.pop()
        names.add(node.name())
        waiting += [before for before, _ in node.next_functions]
    assert "AliasBackward0" not in names


def test_a_rule_that_asks_for_its_number_alone() -> None:
    weighted = Op(lambda *xs: sum((i + 1) * x for i, x in enumerate(xs)), name="weighted", xs=lambda g, i: g * (i + 1))
    leaves = [leaf(1.0, 2.0) for _ in range(3)]
    assert [g.tolist() for g in autograd.grad(weighted(*leaves).sum(), leaves)] == [[1, 1], [2, 2], [3, 3]]


def test_writes_to_data_are_not_watched_and_other_data_is() -> None:
    x = leaf(1.0, 2.0)
    y = x * x
    x.data += 1
    y.sum().backward()
    assert x.grad.tolist() == [4, 6], "of what x holds now, as in PyTorch"
    y = x * x
    x.data = x.data + 1
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.sum().backward()
    view = (leaf(1.0, 2.0) * 1)[:1]
    function = view.grad_fn
    view.data = autograd.tensor([9.0], dtype=autograd.float64)
    assert (view * 3).tolist() == [27] and view.grad_fn is function, "it keeps its place in the graph"


def test_a_retained_gradient_that_is_added_to_is_a_new_tensor() -> None:
    x = leaf(2.0)
    y = x * x
    y.retain_grad()
    (first,) = autograd.grad((y * y), x, create_graph=True)
    held = y.grad
    assert held.requires_grad
    before = held.item()
    first.backward()
    assert y.grad is not held and not y.grad.requires_grad
    assert (held.item(), y.grad.item()) == (before, 16)


def test_a_leaf_that_waits_for_its_gradient_is_told_while_the_backward_pass_goes_on() -> None:
    order: list[str] = []
    early, late = (autograd.tensor([2.0], requires_grad=True) for _ in range(2))
    early.register_post_accumulate_grad_hook(lambda t: order.append(f"early {t.grad.item():g}"))
    late.register_hook(lambda g: g * 10)
    late.register_post_accumulate_grad_hook(lambda t: (order.append(f"late {t.grad.item():g}"), t.data.zero_(), setattr(t, "grad", None)))
    y = early * 3
    y.register_hook(lambda g: order.append("y"))
    z = y * late  # late is used twice, and complete after its first use, which comes last; its memory may be changed then
    (z * late).backward()
    assert order == ["late 240", "y", "early 12"] and late.grad is None and late.item() == 0
    assert early.grad is not None and early.grad.item() == 12  # of late as it was: 2 * 2 * 3

    order.clear()
    early.grad = None
    w = early * early
    early.register_post_accumulate_grad_hook(lambda t: order.append("again"))
    w.backward(inputs=[early])
    assert order == ["early 4", "again"]
    (unused,) = autograd.grad(early * late, [late])  # no .grad, no hook of one
    assert order == ["early 4", "again"] and unused.item() == 20
    early.backward(autograd.tensor([5.0]))  # no node at all
    assert order[2:] == ["early 9", "again"] and early.grad.item() == 9
    (early * 2).backward(create_graph=True)
    assert order[4:] == ["early 11", "again"] and early.grad.grad_fn is None
