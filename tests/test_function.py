"""The user's own rules, derivatives of whole functions, gradcheck itself, and checkpoint."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import numpy as np
import pytest
from autograd.autograd import functional

import autograd
from autograd import Tensor, nn
from autograd.core.op import Op
from autograd.transforms.checkpoint import checkpoint, checkpoint_sequential


def leaf(*values: float) -> Tensor:
    """A float64 leaf."""
    return autograd.tensor(list(values), dtype=autograd.float64, requires_grad=True)


class Cube(autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Tensor:
        (x,) = ctx.saved_tensors
        return g * 3 * x**2


class Exponential(autograd.Function):
    """Saves its own result, in the separate form of setup_context."""

    @staticmethod
    def forward(x: Tensor) -> Tensor:
        return autograd.exp(x)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Tensor) -> None:
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Tensor:
        return g * ctx.saved_tensors[0]


class SumAndProduct(autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, y: Tensor, scale: float) -> tuple[Tensor, Tensor]:
        ctx.save_for_backward(x, y)
        ctx.scale = scale
        return (x + y) * scale, x * y

    @staticmethod
    def backward(ctx: Any, g: Tensor, h: Tensor) -> tuple[Any, ...]:
        x, y = ctx.saved_tensors
        assert ctx.needs_input_grad == (True, True, False)
        return g * ctx.scale + h * y, g * ctx.scale + h * x, None


@pytest.mark.parametrize("function", [Cube, Exponential])
def test_custom_rules_serve_both_orders(function: Any) -> None:
    assert autograd.gradcheck(function.apply, leaf(0.5, -1.5))
    assert autograd.gradgradcheck(function.apply, leaf(0.5, -1.5))


def test_several_results_and_arguments_that_are_no_tensors() -> None:
    x, y = leaf(1.0, 2.0), leaf(3.0, 5.0)
    assert autograd.gradcheck(lambda x, y: SumAndProduct.apply(x, y, 2.5), (x, y))
    assert autograd.gradgradcheck(lambda x, y: SumAndProduct.apply(x, y, 2.5), (x, y))
    _, product = SumAndProduct.apply(x, y, 2.5)
    product.sum().backward()  # the other result contributes zeros
    assert x.grad.tolist() == [3, 5]


def test_saved_tensors_are_released_and_watched() -> None:
    x = leaf(2.0)
    y = Cube.apply(x * 1)
    y.backward()
    with pytest.raises(RuntimeError, match="second time"):
        y.backward()
    h = x * 1
    y = Cube.apply(h)
    h += 1
    with pytest.raises(RuntimeError, match="inplace"):
        y.backward()


def test_a_result_saved_by_its_own_function_makes_no_cycle() -> None:
    gc.collect()
    gc.disable()
    try:
        y = Exponential.apply(leaf(1.0))
        watch = weakref.ref(y)
        del y
        assert watch() is None and gc.collect() == 0
    finally:
        gc.enable()


def test_a_result_saved_by_its_own_function_is_that_result() -> None:
    x = leaf(0.25, -0.5)
    y = Exponential.apply(x)
    (g,) = autograd.grad(y.square().sum(), x, create_graph=True)  # 2 y, times the y that is saved
    (for_y,) = autograd.grad(g.sum(), y, retain_graph=True)
    np.testing.assert_allclose(for_y.array, 4 * y.detach().array, rtol=1e-15)
    y.register_hook(lambda h: 10 * h)
    y.retain_grad()
    g.sum().backward()
    assert y.grad is not None and x.grad is not None
    np.testing.assert_allclose(y.grad.array, 40 * y.detach().array, rtol=1e-15)
    np.testing.assert_allclose(x.grad.array, 40 * y.detach().array ** 2, rtol=1e-15)


@pytest.mark.parametrize("kept", [True, False])
def test_several_results_saved_by_their_own_operation_are_those_results(kept: bool) -> None:
    powers = Op(lambda x: (np.exp(x), np.exp(2 * x)), name="powers", multi_output=True, x=lambda g, out: g[0] * out[0] + 2 * g[1] * out[1])
    x = leaf(0.25, -0.5)
    a, b = powers(x)
    first, second = a.detach().array, b.detach().array
    (g,) = autograd.grad((a * b).sum(), x, create_graph=True)  # b a + 2 a b, where one of each pair is saved
    if kept:
        for_a, for_b = autograd.grad(g.sum(), (a, b), retain_graph=True)
        np.testing.assert_allclose(for_a.array, 3 * second, rtol=1e-15)
        np.testing.assert_allclose(for_b.array, 3 * first, rtol=1e-15)
        a.register_hook(lambda h: 2 * h)
        b.register_hook(lambda h: 3 * h)
    del a, b
    gc.collect()
    (for_x,) = autograd.grad(g.sum(), x)
    np.testing.assert_allclose(for_x.array, (2 * 3 + 3 * 6 if kept else 3 + 6) * first * second, rtol=1e-15)


def test_wrong_number_of_gradients() -> None:
    class Wrong(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Tensor, y: Tensor) -> Tensor:
            return x * y

        @staticmethod
        def backward(ctx: Any, g: Tensor) -> Tensor:
            return g

    with pytest.raises(RuntimeError, match=r"incorrect number of gradients \(expected 2, got 1\)"):
        Wrong.apply(leaf(1.0), leaf(2.0)).backward()
    with pytest.raises(RuntimeError, match="should not be instantiated"):
        Wrong()
    with pytest.raises(TypeError, match="save_for_backward can only save"):

        class Saves(Wrong):
            @staticmethod
            def forward(ctx: Any, x: Tensor, y: Tensor) -> Tensor:
                ctx.save_for_backward(3)
                return x

        Saves.apply(leaf(1.0), leaf(1.0))


def test_non_differentiable_dirty_and_unmaterialised() -> None:
    class Marks(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Tensor) -> Any:
            ctx.mark_dirty(x)
            x += 1
            index = x > 1
            ctx.mark_non_differentiable(index)
            ctx.set_materialize_grads(False)
            return x, index, x * 2

        @staticmethod
        def backward(ctx: Any, g: Any, _: Any, h: Any) -> Any:
            assert h is None
            return g * 5

    x = leaf(0.5, 2.0)
    given = x * 1
    y, index, _ = Marks.apply(given)
    assert y is given and not index.requires_grad
    y.sum().backward()
    assert x.grad.tolist() == [5, 5]


def test_straight_through_estimator() -> None:
    class Round(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Tensor) -> Tensor:
            return autograd.round(x)

        @staticmethod
        def backward(ctx: Any, g: Tensor) -> Tensor:
            return g

    x = leaf(0.4, 1.6)
    (Round.apply(x) * 3).sum().backward()
    assert x.grad.tolist() == [3, 3]


def test_once_differentiable_refuses_the_second_order() -> None:
    class Once(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Tensor) -> Tensor:
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        @autograd.once_differentiable
        def backward(ctx: Any, g: Tensor) -> Tensor:
            return g * 2 * ctx.saved_tensors[0]

    x = leaf(3.0)
    (g,) = autograd.grad(Once.apply(x), x, create_graph=True)
    assert g.tolist() == [6]
    with pytest.raises(RuntimeError, match="once_differentiable"):
        g.backward()


# ---------------------------------------------------------------------------------------------------------------- whole functions


def test_jacobian_and_hessian() -> None:
    x, a = leaf(1.0, 2.0, 3.0), leaf(0.5, -1.0)

    def outer(x: Tensor, a: Tensor) -> Tensor:
        return x.unsqueeze(1) * a**2

    by_x, by_a = functional.jacobian(outer, (x, a))
    np.testing.assert_allclose(by_x.array, np.einsum("ik,j->ijk", np.eye(3), a.array**2))
    np.testing.assert_allclose(by_a.array, np.einsum("i,jk->ijk", x.array, np.diag(2 * a.array)))
    assert not by_x.requires_grad
    ((xx, xa), (ax, aa)) = functional.hessian(lambda x, a: outer(x, a).sum(), (x, a))
    np.testing.assert_allclose(xx.array, 0)
    np.testing.assert_allclose(xa.array, np.tile(2 * a.array, (3, 1)))
    np.testing.assert_allclose(ax.array, xa.array.T)
    np.testing.assert_allclose(aa.array, 2 * x.array.sum() * np.eye(2))


def test_products_with_vectors() -> None:
    x, v = leaf(1.0, 2.0, 3.0), autograd.tensor([1.0, 0.5, -1.0], dtype=autograd.float64)

    def f(x: Tensor) -> Tensor:
        return autograd.stack([(x**2).sum(), x[0] * x[2]])

    jacobian = functional.jacobian(f, x).array
    value, product = functional.jvp(f, x, v)
    np.testing.assert_allclose(product.array, jacobian @ v.array)
    np.testing.assert_allclose(value.array, [14, 3])
    w = autograd.tensor([2.0, 3.0], dtype=autograd.float64)
    np.testing.assert_allclose(functional.vjp(f, x, w)[1].array, w.array @ jacobian)

    def g(x: Tensor) -> Tensor:
        return (x**3).sum() * x[0]

    hessian = functional.hessian(g, x).array
    np.testing.assert_allclose(functional.hvp(g, x, v)[1].array, hessian @ v.array)
    np.testing.assert_allclose(functional.vhp(g, x, v)[1].array, hessian @ v.array)
    with pytest.raises(RuntimeError, match="single"):
        functional.hvp(f, x, v)
    with pytest.raises(RuntimeError, match="invalid size"):
        functional.jvp(f, x, w)


def test_jacobian_can_be_differentiated() -> None:
    x = leaf(1.0, 2.0)
    j = functional.jacobian(lambda x: x**3, x, create_graph=True)
    j.sum().backward()
    np.testing.assert_allclose(x.grad.array, 6 * x.array)


# ---------------------------------------------------------------------------------------------------------------- the checker, checked


class WrongRule(autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return x * 2

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Tensor:
        return g * 2.02


def test_gradcheck_fails_on_a_wrong_rule_and_on_wrong_use() -> None:
    with pytest.raises(autograd.GradcheckError, match=r"input 0, of shape \(2,\)"):
        autograd.gradcheck(WrongRule.apply, leaf(1.0, 2.0))
    assert not autograd.gradcheck(WrongRule.apply, leaf(1.0, 2.0), raise_exception=False)
    with pytest.raises(ValueError, match="float64|differences"):
        autograd.gradcheck(lambda x: x * 2, autograd.ones(2, requires_grad=True))
    with pytest.raises(ValueError, match="none of them"):
        autograd.gradcheck(lambda x: x * 2, autograd.ones(2))


# ---------------------------------------------------------------------------------------------------------------- checkpoint


@pytest.mark.parametrize("order", [1, 2])
def test_checkpoint_gives_the_same_gradients(order: int) -> None:
    def gradients(call: Any) -> list[Any]:
        x, w = leaf(0.5, -0.3), leaf(1.5, 2.0)
        runs = []

        def block(h: Tensor, scale: float) -> Tensor:
            runs.append(1)
            return autograd.tanh(h * w) * scale

        out = (call(block, x * 2, 3.0) ** 2).sum()
        found: Any = autograd.grad(out, [x, w], create_graph=order == 2)
        if order == 2:
            found = autograd.grad(sum((f**2).sum() for f in found), [x, w])
        return [*[f.array for f in found], len(runs)]

    plain = gradients(lambda f, *a: f(*a))
    again = gradients(checkpoint)
    for a, b in zip(plain[:2], again[:2], strict=True):
        np.testing.assert_allclose(a, b)
    assert plain[2] == 1 and again[2] > 1


@pytest.mark.parametrize("segments", [1, 2, 3, 5])
def test_a_sequence_in_segments(segments: int) -> None:
    layers = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Dropout(), nn.Linear(4, 4), nn.Tanh())
    x = autograd.randn(2, 3, requires_grad=True)

    def gradients(call: Any) -> list[Any]:
        autograd.manual_seed(1)
        out = call()
        return [out.detach(), *autograd.grad(out.sum(), [x, *layers.parameters()])]

    for a, b in zip(gradients(lambda: layers(x)), gradients(lambda: checkpoint_sequential(layers, segments, x)), strict=True):
        np.testing.assert_array_equal(a.array, b.array)


def test_checkpoint_draws_the_same_random_numbers() -> None:
    x = autograd.ones(1000, requires_grad=True)
    autograd.manual_seed(3)
    out = checkpoint(lambda x: x * autograd.rand(1000), x)
    following = autograd.rand(1).item()
    out.sum().backward()
    np.testing.assert_array_equal(x.grad.array, out.array)
    autograd.manual_seed(3)
    autograd.rand(1000)
    assert autograd.rand(1).item() == following
