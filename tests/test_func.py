"""autograd.func: each program below gives the same on this engine and, where PyTorch is installed, on PyTorch."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import autograd


def loss(t: ModuleType) -> Callable[..., Any]:
    return lambda w, x, y: ((x @ w["weight"] + w["bias"]).tanh() - y).square().mean()


def setting(t: ModuleType) -> tuple[Any, Any, Any]:
    t.manual_seed(3)
    weights = {"weight": t.randn(4, 2), "bias": t.randn(2)}
    return weights, t.randn(5, 4), t.randn(5, 2)


# Each is run with t = autograd and t = torch; func is t.func.


def gradient_of_a_dict(t: Any) -> Any:
    w, x, y = setting(t)
    return t.func.grad(loss(t))(w, x, y)


def gradient_and_value(t: Any) -> Any:
    w, x, y = setting(t)
    return t.func.grad_and_value(loss(t), argnums=(0, 2))(w, x, y)


def auxiliary(t: Any) -> Any:
    w, x, _ = setting(t)

    def func(w: Any, x: Any) -> Any:
        hidden = x @ w["weight"]
        return hidden.square().sum(), {"hidden": hidden}

    return t.func.grad(func, has_aux=True)(w, x), t.func.grad_and_value(func, has_aux=True)(w, x)


def per_sample_gradients(t: Any) -> Any:
    w, x, y = setting(t)
    return t.vmap(t.func.grad(loss(t)), in_dims=(None, 0, 0))(w, x, y)


def third_derivative(t: Any) -> Any:
    return t.func.grad(t.func.grad(t.func.grad(t.sin)))(t.tensor(0.3))


def gradients_flow_through(t: Any) -> Any:
    x = t.tensor([0.3, 0.4], requires_grad=True)
    slope = t.func.grad(lambda z: (z**3).sum())(x)
    slope.sum().backward()
    return slope, x.grad


def gradients_flow_to_what_is_captured(t: Any) -> Any:
    w = t.tensor([2.0, 3.0], requires_grad=True)
    slope = t.func.grad(lambda z: (w * z.exp()).sum())(t.tensor([0.5, 0.1]))
    slope.sum().backward()
    return slope, w.grad


def under_no_grad(t: Any) -> Any:
    w = t.tensor([2.0, 3.0], requires_grad=True)
    with t.no_grad():
        return t.func.grad(lambda z: (w * z.exp()).sum())(t.tensor([0.5, 0.1]))


def not_used(t: Any) -> Any:
    return t.func.grad(lambda a, b: a.sum(), argnums=1)(t.ones(2), t.ones(3))


def products_on_the_left(t: Any) -> Any:
    value, pull = t.func.vjp(lambda a, b: (a * b, a.sum()), t.tensor([1.0, 2.0]), t.tensor([3.0, 4.0]))
    return value, pull((t.tensor([1.0, -1.0]), t.tensor(2.0))), pull((t.tensor([0.0, 1.0]), t.tensor(0.0)))


def product_of_one(t: Any) -> Any:
    value, pull, aux = t.func.vjp(lambda a: (a.exp(), a + 1), t.tensor([1.0, 2.0]), has_aux=True)
    return value, pull(t.tensor([1.0, -1.0])), aux


def products_on_the_right(t: Any) -> Any:
    return t.func.jvp(lambda a, b: a * b, (t.tensor([1.0, 2.0]), t.tensor([3.0, 4.0])), (t.tensor([1.0, 0.5]), t.tensor([0.0, -1.0])))


def product_of_products(t: Any) -> Any:
    def directional(x: Any) -> Any:
        return t.func.jvp(lambda z: (z**3).sum(), (x,), (t.ones(2),))[1]

    return t.func.grad(directional)(t.tensor([1.0, 2.0]))


def jacobians(t: Any) -> Any:
    a, b = t.tensor([[1.0, 2.0]]), t.tensor([3.0, 4.0])

    def func(a: Any, b: Any) -> Any:
        return a * b, {"sum": (a + b).sum(0)}

    return t.func.jacrev(func)(a, b), t.func.jacrev(func, argnums=(0, 1))(a, b), t.func.jacfwd(func, argnums=1)(a, b)


def hessians(t: Any) -> Any:
    a, b = t.tensor([1.0, 2.0]), t.tensor([3.0, 4.0])
    return t.func.hessian(lambda a: (a**3).prod())(a), t.func.hessian(lambda a, b: (a * b**2).sum(), argnums=(0, 1))(a, b)


def mapped(t: Any) -> Any:
    a, b = t.arange(6.0).reshape(2, 3), t.arange(12.0).reshape(3, 4)
    return [
        t.vmap(t.dot)(a, a),
        t.vmap(t.mv, in_dims=(None, 0))(a, b.T),
        t.vmap(t.mv, in_dims=(None, 1), out_dims=1)(a, b),
        t.vmap(lambda x: (x.sum(), x * 2), in_dims=-1, out_dims=(0, 1))(a),
        t.vmap(lambda x: (x.sum(), b[0] * 2), out_dims=(0, None))(a),
        t.vmap(lambda d: {"out": d["a"] + d["b"][0]}, in_dims=({"a": 0, "b": (1,)},))({"a": a[:, 0], "b": (a.T,)}),
        t.vmap(lambda x, scale=None: x * scale)(a, scale=t.tensor([1.0, 2.0, 3.0])),
        t.vmap(t.vmap(t.mul), in_dims=(0, None))(a, a[0]),
    ]


def same_numbers_for_all(t: Any) -> Any:
    t.manual_seed(0)
    drawn = t.vmap(lambda x: x + t.rand(3), randomness="same")(t.zeros(4))
    return drawn, (drawn == drawn[0]).all()


def different_numbers(t: Any) -> Any:
    t.manual_seed(0)
    return t.vmap(lambda x: x + t.rand(3), randomness="different")(t.zeros(4))


def a_refused_number_is_not_drawn(t: Any) -> Any:
    t.manual_seed(0)
    with pytest.raises(RuntimeError, match="randomness"):
        t.vmap(lambda x: x + t.rand(3))(t.zeros(4))
    return t.rand(2)


def jacobian_by_rows(t: Any) -> Any:
    _, pull = t.func.vjp(lambda x: x.sin() * x.sum(), t.tensor([1.0, 2.0, 3.0]))
    return t.vmap(pull)(t.eye(3))


def module_as_a_function(t: Any) -> Any:
    t.manual_seed(0)
    net = t.nn.Sequential(t.nn.Linear(3, 4), t.nn.LayerNorm(4), t.nn.Tanh(), t.nn.Linear(4, 1))
    x, before = t.randn(6, 3), {name: p.detach().clone() for name, p in net.named_parameters()}
    parameters = {name: p.detach() * 2 for name, p in net.named_parameters()}

    def loss(parameters: Any, x: Any) -> Any:
        return t.func.functional_call(net, parameters, (x,)).square().mean()

    slopes = t.func.grad(loss)(parameters, x)
    unchanged = all((p == before[name]).all() for name, p in net.named_parameters())
    return slopes, unchanged


def tied_weights(t: Any) -> Any:
    class Tied(t.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.a, self.b = t.nn.Linear(2, 2, bias=False), t.nn.Linear(2, 2, bias=False)
            self.b.weight = self.a.weight

        def forward(self, x: Any, shift: float = 0.0) -> Any:
            return self.b(self.a(x)) + shift

    net, x = Tied(), t.ones(1, 2)
    given = {"a.weight": t.tensor([[1.0, 2.0], [3.0, 4.0]])}
    return t.func.functional_call(net, given, x, {"shift": 0.5}), t.func.functional_call(
        net, (given, {"b.weight": t.zeros(2, 2)}), x, tie_weights=False
    )


def ensemble(t: Any) -> Any:
    t.manual_seed(0)
    models = [t.nn.Linear(3, 2) for _ in range(4)]
    parameters, buffers = t.func.stack_module_state(models)
    x = t.randn(5, 3)
    return t.vmap(lambda p, b, x: t.func.functional_call(models[0], (p, b), (x,)), in_dims=(0, 0, None))(parameters, buffers, x), [
        p.requires_grad for p in parameters.values()
    ]


PROGRAMS = [
    f
    for name, f in list(globals().items())
    if inspect.isfunction(f) and [*inspect.signature(f).parameters] == ["t"] and name not in ("loss", "setting")
]
ERRORS = {
    "not a scalar": lambda t: t.func.grad(lambda x: x)(t.ones(2)),
    "integers": lambda t: t.func.grad(lambda x: x.sum())(t.ones(2, dtype=t.int64)),
    "no auxiliary value": lambda t: t.func.grad(lambda x: x.sum(), has_aux=True)(t.ones(2)),
    "no tensor": lambda t: t.func.jacrev(lambda x: 3.0)(t.ones(2)),
    "cotangents": lambda t: t.func.vjp(t.sin, t.ones(2))[1](t.ones(3)),
    "tangents": lambda t: t.func.jvp(t.sin, (t.ones(2),), (t.ones(3),)),
    "sizes": lambda t: t.vmap(t.add)(t.ones(2), t.ones(3)),
    "nothing mapped": lambda t: t.vmap(t.add, in_dims=None)(t.ones(2), t.ones(2)),
    "no such dimension": lambda t: t.vmap(t.sin, in_dims=1)(t.ones(2)),
    "structure": lambda t: t.vmap(t.add, in_dims=(0, 0, 0))(t.ones(2), t.ones(2)),
    "numbers": lambda t: t.vmap(lambda x: 3.0)(t.ones(2)),
    "random numbers": lambda t: t.vmap(lambda x: x + t.rand(1))(t.ones(2)),
    "randomness": lambda t: t.vmap(t.sin, randomness="none")(t.ones(2)),
    "strict": lambda t: t.func.functional_call(t.nn.Linear(1, 1), {"weight": t.ones(1, 1)}, t.ones(1), strict=True),
    "no models": lambda t: t.func.stack_module_state([]),
    "models of two kinds": lambda t: t.func.stack_module_state([t.nn.Linear(1, 1), t.nn.ReLU()]),
}


def shown(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [shown(v) for v in value]
    if isinstance(value, dict):
        return {key: shown(v) for key, v in value.items()}
    return (str(value.dtype), tuple(value.shape), value.requires_grad, value.detach().tolist()) if hasattr(value, "detach") else value


def equal(a: Any, b: Any) -> bool:
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(equal(a[key], b[key]) for key in a)
    if isinstance(a, (tuple, list)) and not all(isinstance(v, float) for v in a):
        return len(a) == len(b) and all(map(equal, a, b))
    return a == b or bool(np.allclose(a, b, rtol=1e-5, atol=1e-6))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda f: f.__name__)
def test_as_in_pytorch(program: Callable[[Any], Any]) -> None:
    ours = shown(program(autograd))
    theirs = shown(program(pytest.importorskip("torch")))
    assert equal(ours, theirs), textwrap.dedent(f"{ours}\n{theirs}")


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name: str) -> None:
    with pytest.raises((RuntimeError, ValueError)) as ours:
        ERRORS[name](autograd)
    assert len(str(ours.value)) > 20
    torch = pytest.importorskip("torch")
    with pytest.raises(ours.type):
        ERRORS[name](torch)


def test_nothing_along_the_dimension() -> None:
    with pytest.raises(ValueError, match="nothing along"):
        autograd.vmap(autograd.sin)(autograd.ones(0, 2))


def test_derivatives_do_not_ask_whether_to_record() -> None:
    """Under no_grad too, and by parameters, which require gradients; as in PyTorch, "outer" no_grad is not heeded."""
    w = autograd.tensor([1.0, 2.0, 3.0], requires_grad=True)

    def f(w: autograd.Tensor) -> autograd.Tensor:
        return (w**3).sum()

    with autograd.no_grad():
        assert autograd.func.grad(f)(w).tolist() == [3.0, 12.0, 27.0]
        assert autograd.func.vjp(f, w)[1](autograd.tensor(1.0))[0].tolist() == [3.0, 12.0, 27.0]
        assert autograd.func.jvp(autograd.func.grad(f), (w,), (autograd.ones(3),))[1].tolist() == [6.0, 12.0, 18.0]
        assert not autograd.func.grad(f)(w).requires_grad


def test_a_batched_function_may_differentiate_what_was_computed_before() -> None:
    w = autograd.tensor([1.0, 2.0], requires_grad=True)
    y = w**2

    def pulled(cotangent: Any) -> Any:
        return autograd.autograd.grad(y, w, cotangent, retain_graph=False)[0]

    assert autograd.vmap(pulled)(autograd.eye(2)).tolist() == [[2.0, 0.0], [0.0, 4.0]]
    with pytest.raises(RuntimeError, match="a second time"):
        pulled(autograd.ones(2))
