"""Nodes as users see them, as ``grad_fn``: their types, hooks of their own, calls; and hooks on what operations save."""

from __future__ import annotations

from typing import Any
from weakref import ref

import numpy as np
import pytest

import autograd
from autograd import Tensor, nn
from autograd.core.hooks import together
from autograd.core.modes import mode
from autograd.graph import Node, register_multi_grad_hook, save_on_cpu, saved_tensors_hooks
from tests.samples import all_samples, normal
from tests.test_operations import leaves_of


def leaf(*values: float) -> Tensor:
    return autograd.tensor(values, dtype=autograd.float64, requires_grad=True)


# ---------------------------------------------------------------------------------------------------------------- types


def test_the_type_of_a_node_has_pytorchs_name() -> None:
    x = leaf(1.0, 2.0)
    y = (x * x).exp().sum()
    assert type(y.grad_fn).__name__ == "SumBackward0"
    exp = y.grad_fn.next_functions[0][0]
    assert [type(f).__name__ for f, _ in exp.next_functions] == ["MulBackward0"]
    assert [type(f).__name__ for f, _ in exp.next_functions[0][0].next_functions] == ["AccumulateGrad", "AccumulateGrad"]
    assert type(x.exp().grad_fn) is type(exp) is not type(y.grad_fn)
    assert isinstance(exp, Node) and repr(exp).startswith("<ExpBackward0 object at 0x")
    assert type(x[0].grad_fn).__name__ == x[0].grad_fn.name()
    first = autograd.zeros(1, dtype=autograd.int64)
    assert type(x.index_select(0, first).grad_fn).__name__ == "IndexSelectBackward0"
    assert type(x.gather(0, first.expand_as(x[:1])).grad_fn).__name__ == "GatherBackward0"
    assert x.unbind()[1].grad_fn is not None and type(x.unbind()[1].grad_fn).__name__ == "UnbindBackward0"
    assert x.grad_fn is None


def test_a_graph_that_was_looked_at_is_walked_as_any_other() -> None:
    x = leaf(1.0, 2.0)
    y = x * 3
    z = (y * y).sum()
    assert y.grad_fn is y.grad_fn and y.grad_fn is z.grad_fn.next_functions[0][0].next_functions[0][0]
    (g,) = autograd.grad(z, y, create_graph=True)
    (h,) = autograd.grad(g.sum(), x, retain_graph=True)
    y.retain_grad()
    z.backward()
    assert (g.tolist(), h.tolist(), x.grad.tolist(), y.grad.tolist()) == ([6, 12], [6, 6], [18, 36], [6, 12])
    assert "mul" in autograd.graph.draw(x * y).to_text()


def test_metadata_stays_with_the_node() -> None:
    y = leaf(1.0) * 2
    y.grad_fn.metadata["seen"] = 1
    assert y.grad_fn.metadata == {"seen": 1} and (leaf(1.0) * 2).grad_fn.metadata == {}


# ---------------------------------------------------------------------------------------------------------------- hooks


def test_hooks_of_a_node_come_between_those_of_tensors() -> None:
    x, order = leaf(1.0, 2.0), []
    y = x.exp()
    y.grad_fn.register_prehook(lambda g: order.append("before"))
    y.register_hook(lambda g: order.append("tensor"))
    handle = y.grad_fn.register_hook(lambda inputs, outputs: order.append("after"))
    x.register_hook(lambda g: order.append("leaf"))
    y.sum().backward(retain_graph=True)
    assert order == ["tensor", "before", "after", "leaf"]
    handle.remove()
    y.sum().backward()
    assert order[4:] == ["tensor", "before", "leaf"]


def test_hooks_of_a_node_see_and_replace_gradients() -> None:
    x, w, seen = leaf(1.0, 2.0), leaf(3.0, 4.0), []
    y = x * w
    y.grad_fn.register_prehook(lambda outputs: (outputs[0] * 10,))
    y.grad_fn.register_hook(lambda inputs, outputs: seen.append([g.tolist() for g in (*inputs, *outputs)]))
    y.grad_fn.register_hook(lambda inputs, outputs: (inputs[0] + 1, None))
    y.sum().backward()
    assert seen == [[[30, 40], [10, 20], [10, 10]]]
    assert x.grad.tolist() == [31, 41] and w.grad is None


def test_hooks_see_none_where_no_gradient_is_needed_or_came() -> None:
    x, seen = leaf(1.0, 2.0), []
    y = x * autograd.ones(2, dtype=autograd.float64)
    y.grad_fn.register_hook(lambda inputs, outputs: seen.append(inputs[1]))
    first, _ = y.unbind()
    first.grad_fn.register_prehook(lambda outputs: seen.append([g if g is None else g.item() for g in outputs]))
    first.backward()
    assert seen == [[1.0, None], None] and x.grad.tolist() == [1, 0]


def test_hooks_in_a_recorded_pass_are_recorded() -> None:
    x = leaf(2.0)
    y = x * x
    y.grad_fn.register_hook(lambda inputs, outputs: tuple(g * g for g in inputs))
    (g,) = autograd.grad(y.sum(), x, create_graph=True)
    (h,) = autograd.grad(g.sum(), x)
    assert (g.tolist(), h.tolist()) == ([8], [8])  # twice x**2


def test_only_what_is_asked_for_is_delivered_and_what_was_saved_is_released() -> None:
    x, w = leaf(1.0), leaf(2.0)
    y = x * w
    y.grad_fn.register_hook(lambda inputs, outputs: None)
    assert autograd.grad(y.sum(), w)[0].tolist() == [1] and x.grad is None
    with pytest.raises(RuntimeError, match="second time"):
        y.sum().backward()


@pytest.mark.parametrize(
    ("returned", "error", "message"),
    [
        ((None,), RuntimeError, r"incorrect number of values \(got 1, but expected 2\)"),
        ((1.0, None), TypeError, "must return Tensors or None, got float"),
        ((autograd.ones(5), None), RuntimeError, "changed the size of the gradient"),
    ],
)
def test_what_a_hook_must_return(returned: Any, error: type[Exception], message: str) -> None:
    y = leaf(1.0) * 2
    y.grad_fn.register_hook(lambda inputs, outputs: returned)
    with pytest.raises(error, match=message):
        y.sum().backward()


def test_hooks_where_gradients_are_accumulated() -> None:
    x, seen = leaf(1.0, 2.0), []
    y = x * 2
    accumulate = y.grad_fn.next_functions[0][0]
    accumulate.register_prehook(lambda outputs: (outputs[0] * 10,))
    handle = accumulate.register_hook(lambda inputs, outputs: seen.append((inputs, outputs[0].tolist(), x.grad.tolist())))
    y.sum().backward()
    (x * 3).sum().backward()
    assert seen == [((), [20, 20], [20, 20]), ((), [30, 30], [50, 50])]
    handle.remove()
    (x * 3).sum().backward()
    assert len(seen) == 2 and accumulate(autograd.ones(2, dtype=autograd.float64)) == () and x.grad.tolist() == [90, 90]


# ---------------------------------------------------------------------------------------------------------------- calls


def test_calling_a_node_gives_the_gradients_of_its_inputs() -> None:
    x, w, one = leaf(3.0), leaf(5.0), autograd.ones(1, dtype=autograd.float64)
    node = (x * w).grad_fn
    for _ in range(2):  # it releases nothing
        first, second = node(one)
        assert (first.tolist(), second.tolist()) == ([5], [3]) and first.requires_grad
    with autograd.no_grad():
        assert not node(one)[0].requires_grad
    assert node(None) == (None, None)
    assert (x * 2).grad_fn(one)[1] is None
    assert x.sum().grad_fn(autograd.tensor(7.0, dtype=autograd.float64)).tolist() == [7]
    assert autograd.grad(node(one)[0].sum(), w)[0].tolist() == [1]
    pair = autograd.stack([x, w]).unbind()[0].grad_fn
    assert pair(one, None).tolist() == [[1], [0]]
    with pytest.raises(TypeError, match="expected 1 arguments, got 0 instead"):
        node()
    (x * w).backward()
    product = x * w
    product.backward()
    with pytest.raises(RuntimeError, match="second time"):
        product.grad_fn(one)


# ---------------------------------------------------------------------------------------------------------------- what is saved


def as_lists() -> Any:
    """Packs tensors as lists of numbers: nothing of the arrays is kept."""
    return saved_tensors_hooks(lambda t: (t.tolist(), t.dtype, t.shape), lambda p: autograd.tensor(p[0], dtype=p[1]).reshape(p[2]))


SAMPLES = [s for s in all_samples() if s.order == 2][::7]


@pytest.mark.parametrize("sample", SAMPLES, ids=repr)
def test_gradients_of_packed_tensors_are_the_same(sample: Any) -> None:
    found = []
    for packing in (False, True):
        leaves = leaves_of(sample)
        flat = [t for x in leaves for t in (x if isinstance(x, list) else [x]) if isinstance(t, Tensor) and t.requires_grad]
        with as_lists() if packing else autograd.enable_grad():
            result = sample.function(*leaves, **sample.keywords)
        total: Any = sum((r * r).sum() for r in (result if isinstance(result, (tuple, list)) else [result]) if r.requires_grad)
        gradients = autograd.grad(total, flat, create_graph=True, allow_unused=True)
        second: Any = sum((g * g).sum() for g in gradients if g is not None)
        twice = autograd.grad(second, flat, allow_unused=True) if isinstance(second, Tensor) and second.requires_grad else ()
        found.append([None if g is None else g.detach().array for g in (*gradients, *twice)])
    for plain, packed in zip(*found, strict=True):
        assert (plain is None) == (packed is None)
        if plain is not None:
            np.testing.assert_allclose(packed, plain, rtol=1e-12, atol=1e-12)


def test_what_is_packed_is_what_pytorch_packs() -> None:
    x, w, log = leaf(1.0, 2.0), leaf(3.0, 4.0), []

    def pack(t: Tensor) -> Any:
        log.append((tuple(t.shape), t.requires_grad))
        return t.numpy().copy()

    with saved_tensors_hooks(pack, autograd.from_numpy):
        y = (x * w).exp().sum() + 1
    assert log == [((2,), False)] * 3  # x, w and the result of exp
    x.detach().mul_(7)  # a packed tensor may be overwritten
    y.backward(retain_graph=True)
    y.backward()
    np.testing.assert_allclose(w.grad.array, 2 * np.exp([3.0, 8.0]) * [1, 2])


def test_the_inner_hooks_are_called_and_only_in_the_block() -> None:
    x = leaf(1.0, 2.0)
    tenfold = saved_tensors_hooks(lambda t: t * 10, lambda t: t)
    with saved_tensors_hooks(lambda t: t * 3, lambda t: t):
        with tenfold, tenfold:
            inner = (x * x).sum()
        outer = (x * x).sum()
    plain = (x * x).sum()
    assert [autograd.grad(y, x)[0].tolist() for y in (inner, outer, plain)] == [[20, 40], [6, 12], [2, 4]]


def test_what_was_packed_as_itself_is_still_watched() -> None:
    x = leaf(1.0, 2.0)
    with saved_tensors_hooks(lambda t: t, lambda t: t):
        y = (x * x).sum()
    x.detach().mul_(2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.backward()


def test_unpacking_must_give_a_tensor() -> None:
    x = leaf(1.0)
    with saved_tensors_hooks(lambda t: t, lambda t: 5):  # type: ignore[arg-type, return-value]
        y = x * x
    with pytest.raises(TypeError, match="unpack_hook expected to be a Tensor but got result of type int"):
        y.backward()


class Square(autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx: Any, g: Any) -> Any:
        (x,) = ctx.saved_tensors
        return 2 * x * g


def test_functions_of_users_are_packed_too() -> None:
    x = leaf(1.0, 2.0)
    with as_lists():
        y = Square.apply(x).sum()
    x.detach().mul_(0)
    (g,) = autograd.grad(y, x, create_graph=True)
    (h,) = autograd.grad(g.sum(), x)
    assert (g.tolist(), h.tolist()) == ([2, 4], [2, 2])


def test_a_network_with_all_that_it_saves_on_the_cpu() -> None:
    autograd.manual_seed(0)
    net = nn.Sequential(nn.Conv1d(2, 3, 3), nn.BatchNorm1d(3), nn.ReLU(), nn.MaxPool1d(2), nn.Flatten(), nn.LayerNorm(6), nn.Linear(6, 2)).double()
    x = autograd.from_numpy(normal(4, 2, 6)).requires_grad_()
    gradients = []
    for context in (autograd.enable_grad(), save_on_cpu(), as_lists()):
        with context:
            loss = nn.functional.cross_entropy(net(x), autograd.tensor([0, 1, 1, 0]))
        gradients.append([g.array for g in autograd.grad(loss, [x, *net.parameters()])])
    for plain, saved, listed in zip(*gradients, strict=True):
        np.testing.assert_allclose(saved, plain, rtol=1e-12)
        np.testing.assert_allclose(listed, plain, rtol=1e-9)


def test_a_loss_names_its_node_as_pytorch_does() -> None:
    """What each tutorial prints."""
    scores = autograd.ones(2, 3, requires_grad=True)
    assert repr(autograd.nn.functional.cross_entropy(scores, autograd.tensor([0, 1]))) == "tensor(1.0986, grad_fn=<NllLossBackward0>)"


# ---------------------------------------------------------------------------------------------------------------- hooks of several tensors


def seen_together(torch: Any, register: Any) -> list[Any]:
    """What a hook of two results, two leaves and a part of a result sees, pass after pass."""
    a, b, c = (torch.tensor([value], requires_grad=True) for value in (1.0, 2.0, 3.0))
    x, y = a * 2, b * 3
    part = torch.stack([a, b]).unbind()[0]
    seen: list[Any] = []
    handle = register((x, y, c, a, part, x), lambda gradients: seen.append([g if g is None else g.tolist() for g in gradients]))
    (x * y).backward(retain_graph=True)
    (x * y * c).backward(retain_graph=True)
    torch.autograd.backward([x, part, c], [torch.ones(1)] * 3, retain_graph=True)
    (x * y).backward(retain_graph=True, inputs=[a])
    (x * y).backward(retain_graph=True, inputs=[c, y])
    handle.remove()
    (x * y * c).backward(retain_graph=True)
    register((x, y, part), lambda gradients: seen.append([g if g is None else g.tolist() for g in gradients]))
    torch.autograd.grad(x * y, a, retain_graph=True)
    torch.autograd.grad(part * y, [b, x], retain_graph=True, allow_unused=True)
    (g,) = torch.autograd.grad(x * x, a, create_graph=True)
    return [*seen, a.grad.tolist(), g.tolist()]


def test_a_hook_of_several_tensors_sees_what_pytorchs_sees() -> None:
    torch = pytest.importorskip("torch")
    assert seen_together(autograd, register_multi_grad_hook) == seen_together(torch, torch.autograd.graph.register_multi_grad_hook)


def test_a_hook_of_any_of_several_tensors_is_called_once_in_a_pass() -> None:
    a, b, seen = leaf(1.0), leaf(2.0), []
    with register_multi_grad_hook([a * 1, a, b], lambda g: seen.append(g.item()), mode="any"):
        for _ in range(2):
            (a * b).backward()
        autograd.grad(a * b, [a, b])
        assert mode.backward_pass is None
    (a * b).backward()
    assert seen == [2.0, 2.0, 2.0]


def test_a_hook_of_several_tensors_runs_within_another_pass() -> None:
    """A backward pass that a hook begins has gradients of its own."""
    a, b, seen = leaf(1.0), leaf(2.0), []
    x, y = a * 2, b * 3
    register_multi_grad_hook([x, y], lambda gradients: seen.append([g if g is None else g.item() for g in gradients]))
    z = x * y
    z.register_hook(lambda g: x.backward(autograd.ones(1, dtype=autograd.float64), retain_graph=True))
    z.backward()
    assert seen == [[1.0, None], [6.0, 2.0]]


def test_a_hook_of_several_tensors_keeps_no_graph() -> None:
    a = leaf(1.0)
    x = a * 2
    register_multi_grad_hook([x, a], print)
    gone = ref(x.grad_fn)
    del x
    assert gone() is None and len(together) == 1
    del a
    assert not together


def test_hooks_of_several_tensors_refuse() -> None:
    with pytest.raises(ValueError, match="Expects mode to be one of"):
        register_multi_grad_hook([leaf(1.0)], print, mode="first")  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="expected tensors that require a gradient"):
        register_multi_grad_hook([leaf(1.0), autograd.ones(1)], print)
    with pytest.raises(RuntimeError, match="cannot register a hook on a tensor that doesn't require gradient"):
        register_multi_grad_hook([autograd.ones(1)], print, mode="any")
    assert mode.backward_pass is None
