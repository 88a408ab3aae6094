"""Numbers at the edges, as PyTorch has them: beside nan and infinity, at ties and corners, and in float16."""

from __future__ import annotations

from math import inf, nan
from typing import Any, NamedTuple

import numpy as np
import pytest

import autograd as torch

F: Any = torch.nn.functional


def leaf(values: Any, dtype: Any = torch.float32) -> Any:
    return torch.tensor(values, dtype=dtype, requires_grad=True)


def check(found: Any, right: Any, rtol: float = 1e-6) -> None:
    np.testing.assert_allclose(found.detach().numpy(), np.asarray(right), rtol=rtol, atol=1e-7)


# ---------------------------------------------------------------------------------------------------------------- what is left out


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_samples_to_ignore_are_left_out_and_not_multiplied_by_zero(smoothing: float) -> None:
    target = torch.tensor([-100, 1])
    right = 0.3132617 + smoothing / 2
    for ignored in (nan, inf, 0.0):
        scores = leaf([[ignored, 0.0], [1.0, 2.0]])
        check(F.cross_entropy(scores, target, label_smoothing=smoothing), right)
        check(F.cross_entropy(scores, target, label_smoothing=smoothing, reduction="none"), [0, right])
        check(F.nll_loss(scores, target), -2)
        check(F.nll_loss(scores, target, torch.tensor([1.0, 3.0]), reduction="sum"), -6)
    scores = leaf([[0.5, 0.0], [1.0, 2.0]])
    slope = np.array([1, -1]) * (0.26894142 - smoothing / 2)
    for loss, of_counted in (
        (F.cross_entropy(scores, target, reduction="none", label_smoothing=smoothing), slope),
        (F.nll_loss(scores, target, reduction="none"), [0, -1]),
    ):
        (found,) = torch.autograd.grad(loss, scores, torch.tensor([nan, 1.0]))
        check(found, [[0, 0], of_counted])


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_gradient_is_zero_where_all_samples_are_ignored(smoothing: float) -> None:
    scores = leaf([[0.5, 0.0], [1.0, 2.0]])
    loss = F.cross_entropy(scores, torch.tensor([-100, -100]), label_smoothing=smoothing)
    loss.backward()
    assert loss.isnan()
    check(scores.grad, np.zeros((2, 2)))


def test_the_gradient_of_nll_loss_is_zero_at_the_other_classes() -> None:
    scores = leaf([[0.5, 0.0], [1.0, 2.0]])
    (found,) = torch.autograd.grad(F.nll_loss(scores, torch.tensor([0, 1]), reduction="none"), scores, torch.tensor([inf, 1.0]))
    check(found, [[-inf, 0], [0, -1]])


def test_the_class_wanted_counts_in_no_margin() -> None:
    for p in (1, 2):
        check(F.multi_margin_loss(leaf([[inf, 1.0, 2.0], [0.0, inf, 0.0]]), torch.tensor([0, 0]), p=p, reduction="none"), [0, inf])
    check(F.multilabel_margin_loss(leaf([[inf, 1.0, 2.0]]), torch.tensor([[0, -1, 0]])), 0)
    scores = leaf([[0.5, 1.0, -1.0]])
    (found,) = torch.autograd.grad(F.multi_margin_loss(scores, torch.tensor([2]), reduction="none"), scores, torch.tensor([inf]))
    check(found, [[inf, inf, -inf]])


def test_the_gradient_of_a_trace_is_zero_beside_the_diagonal() -> None:
    matrix = leaf(np.ones((2, 3)))
    (found,) = torch.autograd.grad(matrix.trace(), matrix, torch.tensor(inf), create_graph=True)
    check(found, [[inf, 0, 0], [0, inf, 0]])


def test_nan_lets_the_gradient_of_hardtanh_pass() -> None:
    x = leaf([nan, -1.0, 0.0, 1.0, inf])
    F.hardtanh(x).sum().backward()
    check(x.grad, [1, 0, 1, 0, 0])


# ---------------------------------------------------------------------------------------------------------------- float16


def half(*values: float) -> Any:
    return torch.tensor(values, dtype=torch.float16)


def steps(kind: str, dtype: Any, gradient: list[float], **settings: Any) -> Any:
    """What three steps of an optimizer make of parameters of that type, and their state."""
    p = torch.tensor([1.0, -2.0, 0.5], dtype=dtype, requires_grad=True)
    optimizer = getattr(torch.optim, kind)([p], **settings)
    for _ in range(3):
        p.grad = torch.tensor(gradient, dtype=dtype)
        optimizer.step()
    return p.detach().numpy(), optimizer.state[p]


@pytest.mark.parametrize("kind", "Adam AdamW NAdam RAdam RMSprop Adadelta".split())
def test_optimizers_of_float16_compute_in_float32(kind: str) -> None:
    for gradient in ([300.0, -350.0, 400.0], [0.1, -0.2, 1.0]):
        found, state = steps(kind, torch.float16, gradient, lr=0.01)
        right, _ = steps(kind, torch.float32, gradient, lr=0.01)
        np.testing.assert_allclose(found, right, rtol=4e-3)
        assert all(v.isfinite().all() and (v.dtype == torch.float16) == (v.shape == (3,)) for v in state.values())


def test_adafactor_of_float16_has_the_eps_of_its_type() -> None:
    found, _ = steps("Adafactor", torch.float16, [1e-4, -2e-4, 0.0])
    np.testing.assert_array_equal(found, np.array([0.99560546875, -1.9912109375, 0.5], np.float16))


HALVES: dict[str, tuple[Any, list[float], list[float]]] = {  # of float16: what is asked for, the argument, what PyTorch and float32 have
    "sinc": (torch.sinc, [0, 0.5, 300], [1, 0.63661975, 0]),
    "sigmoid": (torch.sigmoid, [-12, -15], [6.14e-6, 3.0e-7]),
    "gelu": (F.gelu, [-4, -3], [-1.267e-4, -4.05e-3]),
    "gelu tanh": (lambda x: F.gelu(x, approximate="tanh"), [-4, -3], [-7.02e-5, -3.637e-3]),
    "silu": (F.silu, [-12, -15], [-7.37e-5, -4.59e-6]),
    "mish": (F.mish, [-15, -17], [-4.59e-6, -7.0e-7]),
    "round": (lambda x: x.round(decimals=2), [1000, 3e4], [1000, 3e4]),
    "pow": (lambda x: x**-2, [256, 1000], [1.526e-5, 1.0e-6]),
    "number over": (lambda x: 1e5 / x, [6e4, 100], [1.668, 1000]),
    "lerp": (lambda x: torch.lerp(x, -x, 0.25), [4e4, -6e4], [2e4, -3e4]),
    "lerp by a tensor": (lambda x: torch.lerp(x, -x, half(0.25)), [4e4, -6e4], [2e4, -3e4]),
    "addcmul": (lambda x: torch.addcmul(x, -x, half(3.0), value=0.5), [4e4, -5e4], [-2e4, 2.5e4]),
    "addcdiv": (lambda x: torch.addcdiv(x, -x, half(0.25), value=0.5), [4e4, -5e4], [-4e4, 5e4]),
    "addmm": (lambda x: torch.addmm(-x[None], x[:, None], half(2.0)[None]), [5e4], [5e4]),
    "addmv": (lambda x: torch.addmv(-x, x[:, None], half(2.0)), [5e4], [5e4]),
    "addr": (lambda x: torch.addr(-x[None], x, half(2.0)), [5e4], [5e4]),
    "baddbmm": (lambda x: torch.baddbmm(-x[None, None], x[None, None], half(2.0)[None, None]), [5e4], [5e4]),
    "addbmm": (lambda x: torch.addbmm(-x[None], x[None, None], half(2.0)[None, None]), [5e4], [5e4]),
    "trapezoid": (lambda x: torch.trapezoid(x)[None], [6e4, 6e4, -6e4], [6e4]),
    "glu": (lambda x: F.glu(torch.stack([torch.ones_like(x), x], -1))[:, 0], [-12, -15], [6.14e-6, 3.0e-7]),
    "soft targets": (lambda x: F.cross_entropy(x.expand(200_000, 2), x.expand(200_000, 2) + 0.5)[None], [0, 0], [0.69314718]),
    "label smoothing": (
        lambda x: F.cross_entropy(x.expand(200_000, 2), torch.zeros(200_000).long(), half(2.0, 1.0), label_smoothing=0.1)[None],
        [0, 0],
        [0.67583],
    ),
}


@pytest.mark.parametrize("name", HALVES)
def test_float16_is_computed_as_float32_and_rounded_once(name: str) -> None:
    function, values, right = HALVES[name]
    found = function(half(*values))
    assert found.dtype == torch.float16
    np.testing.assert_allclose(found.numpy().astype(np.float32).reshape(-1), right, rtol=2e-3, atol=6e-8)


SLOPES: dict[str, tuple[Any, list[float], list[float]]] = {
    "sigmoid": (torch.sigmoid, [6, -12], [2.4357e-3, 6.14e-6]),
    "gelu": (F.gelu, [-4, -3], [-5.036e-4, -1.1946e-2]),
    "silu": (F.silu, [-12, -15], [-6.76e-5, -4.28e-6]),
    "mish": (F.mish, [-12, -1], [-6.76e-5, 0.05921]),
    "softplus": (F.softplus, [-12, -15], [6.14e-6, 3.0e-7]),
    "logsigmoid": (F.logsigmoid, [12, 15], [6.14e-6, 3.0e-7]),
    "gelu tanh": (lambda x: F.gelu(x, approximate="tanh"), [256, -256], [1, 0]),
    "log10": (torch.log10, [3e4], [1.4476e-5]),
}


@pytest.mark.parametrize("name", SLOPES)
def test_gradients_of_float16_are_computed_as_float32(name: str) -> None:
    function, values, right = SLOPES[name]
    x = half(*values).requires_grad_()
    function(x).sum().backward()
    assert x.grad.dtype == torch.float16
    np.testing.assert_allclose(x.grad.numpy().astype(np.float32), right, rtol=2e-3, atol=6e-8)


def test_the_number_next_to_one_of_float16_is_of_float16() -> None:
    assert torch.nextafter(half(1.0), half(2.0)).item() == 1 + 2**-10


# ---------------------------------------------------------------------------------------------------------------- ties, corners, infinities


def slopes(function: Any, *values: Any) -> list[Any]:
    """The gradients of the sum, and of their sum in turn."""
    inputs = [leaf(v) for v in values]
    first = torch.autograd.grad(function(*inputs).sum(), inputs, create_graph=True)
    return [*first, *torch.autograd.grad(sum(g.sum() for g in first), inputs)]


def test_no_slope_where_a_margin_is_just_kept() -> None:
    for loss, target in ((F.multi_margin_loss, [1]), (F.multilabel_margin_loss, [[1, -1, 0]])):
        x = leaf([[0.0, 1.0, 1.0]])
        loss(x, torch.tensor(target)).backward()
        check(x.grad, [[0, -1 / 3, 1 / 3]])


def test_all_of_the_largest_differences_have_the_whole_gradient() -> None:
    first, _ = slopes(lambda x: torch.cdist(x, torch.tensor([[-1.0, 0.0]]), p=inf), [[1.0, 2.0]])
    check(first, [[1, 1]])
    first, _ = slopes(lambda x: F.pdist(x, p=inf), [[1.0, 2.0], [-1.0, 0.0]])
    check(first, [[1, 1], [-1, -1]])
    first, _ = slopes(lambda x: x.norm(inf), [2.0, -2.0])
    check(first, [0.5, -0.5])


@pytest.mark.parametrize("loss", [F.huber_loss, F.smooth_l1_loss])
def test_the_second_derivative_of_a_huber_loss_is_zero_at_its_corner(loss: Any) -> None:
    x = leaf([0.0, 0.5, 1.0, -1.0, 2.0, nan])
    (first,) = torch.autograd.grad(loss(x, torch.zeros(6), reduction="sum"), x, create_graph=True)
    check(first, [0, 0.5, 1, -1, 1, nan])
    check(torch.autograd.grad(first.sum(), x)[0], [1, 1, 0, 0, 0, 0])


def test_the_second_derivative_of_binary_cross_entropy() -> None:
    x, y = leaf([0.0, 0.5, 1.0, 0.25, 0.5]), leaf([0.0, 1.0, 1.0, 0.5, 0.25])
    first, of_target = torch.autograd.grad(F.binary_cross_entropy(x, y, reduction="sum"), (x, y), create_graph=True)
    check(first, [0, -2, 0, -4 / 3, 1])
    second, mixed = torch.autograd.grad(first.sum(), (x, y))
    check(second, [1, 4, 1, 8 + 8 / 9, 4])
    check(mixed[1], -4)
    check(of_target[1], 0)


def test_entropy_has_infinite_slope_at_zero() -> None:
    check(torch.special.entr(torch.tensor([0.0, -1.0, inf, nan])), [0, -inf, -inf, nan])
    first, second = slopes(torch.special.entr, [0.0, 0.5, 1.0])
    check(first, [inf, np.log(2) - 1, -1])
    check(second, [-inf, -2, -1])


def test_prelu_at_its_corner() -> None:
    x, weight = leaf([-1.0, 0.0, 2.0]), leaf([0.25])
    of_x, of_weight = torch.autograd.grad(F.prelu(x, weight).sum(), (x, weight), create_graph=True)
    check(of_x, [0.25, 0.25, 1])
    check(of_weight, [-1])
    check(torch.autograd.grad(of_x.sum(), weight, retain_graph=True)[0], [1])
    check(torch.autograd.grad(of_weight, x)[0], [1, 0, 0])


def test_logit_of_nan_has_no_slope_with_limits() -> None:
    first, _ = slopes(lambda x: torch.logit(x, 0.1), [nan, 0.5, 1.0])
    check(first, [0, 4, 0])


def test_infinities_stay_where_they_are_in_logcumsumexp() -> None:
    first, _ = slopes(lambda x: x.logcumsumexp(0), [inf, 0.0, 0.0])
    check(first, [nan, 0, 0])
    x = leaf([-inf, 0.0, 0.0])
    (first,) = torch.autograd.grad(x.logcumsumexp(0)[2], x, create_graph=True)
    check(first, [nan, 0.5, 0.5])
    check(torch.autograd.grad(first[1], x)[0], [nan, 0.25, -0.25])


def test_binary_cross_entropy_of_infinite_logits() -> None:
    x, y = torch.tensor([inf, -inf, inf, 1e30]), torch.tensor([0.0, 1.0, 0.5, 0.0])
    check(F.binary_cross_entropy_with_logits(x, y, reduction="none"), [inf, inf, inf, 1e30])


def test_an_infinite_gradient_of_a_product_by_index() -> None:
    source = leaf([2.0])
    product = torch.ones(1).scatter_reduce(0, torch.tensor([0]), source, "prod", include_self=False)
    check(torch.autograd.grad(product, source, torch.tensor([inf]))[0], [inf])


# ---------------------------------------------------------------------------------------------------------------- types that differ, or do not do


def test_the_cosine_between_floats_and_integers() -> None:
    x, counts = leaf([[3.0, 4.0], [1.0, 0.0]]), torch.tensor([[2, 0]])
    found = F.cosine_similarity(x, counts)
    check(found, [0.6, 1.0])
    found.sum().backward()
    check(x.grad, [[0.128, -0.096], [0.0, 0.0]])
    assert F.cosine_similarity(counts.double(), counts.int()).dtype == torch.float64
    with pytest.raises(RuntimeError, match="common dtype to be floating point"):
        F.cosine_similarity(counts, counts)


def test_the_inner_product_with_a_number_of_another_type() -> None:
    x = leaf([1.0, 2.0])
    assert torch.inner(x, torch.tensor(3)).tolist() == [3.0, 6.0]
    assert torch.inner(torch.tensor(2), torch.tensor([True, False])).dtype == torch.int64
    with pytest.raises(RuntimeError, match="dtype"):
        torch.inner(x, torch.tensor([1, 2]))


@pytest.mark.parametrize("function", [torch.logaddexp, torch.logaddexp2])
def test_logarithms_of_sums_are_of_floats(function: Any) -> None:
    counts = torch.tensor([1, 2])
    with pytest.raises(NotImplementedError, match="logaddexp.*int64"):
        function(counts, counts)
    with pytest.raises(NotImplementedError, match="logcumsumexp.*int64"):
        counts.logcumsumexp(0)
    assert function(counts, torch.ones(2)).dtype == function(torch.ones(2), torch.tensor(1)).dtype == torch.float32


def test_distances_of_integers_are_refused() -> None:
    """Those of uint8 were counted modulo 256."""
    with pytest.raises(RuntimeError, match="floating-point"):
        F.pdist(torch.tensor([[1], [2]], dtype=torch.uint8))


def test_tensors_that_have_the_common_shape_are_themselves() -> None:
    x, y = leaf([[1.0], [2.0]]), torch.ones(2, 3)
    wide, same = torch.broadcast_tensors(x, y)
    assert same is y and wide.shape == (2, 3) and wide is not x


def test_complex_numbers_are_refused_by_name() -> None:
    with pytest.raises(RuntimeError, match="no complex numbers"):
        torch.tensor([1j])


def test_every_tuple_is_several_indices() -> None:
    """Sizes and named tuples too, of which the elements were taken as a list of rows."""

    class Place(NamedTuple):
        row: int
        column: int

    x = torch.arange(6.0).reshape(2, 3)
    x[torch.Size([0, 1])] = 7.0
    assert x[torch.Size([0, 1])].item() == 7.0 and x[Place(1, 2)].item() == 5.0 and x[torch.Size([1])].tolist() == [3.0, 4.0, 5.0]


MIXED = {
    "batch_norm": lambda x, w: F.batch_norm(x, w, w.abs(), w, w),
    "batch_norm, training": lambda x, w: F.batch_norm(x, None, None, w, w, training=True),
    "batch_norm, statistics": lambda x, w: F.batch_norm(x, w, w.abs()),
    "instance_norm": lambda x, w: F.instance_norm(x, weight=w, bias=w),
    "group_norm": lambda x, w: F.group_norm(x, 2, w, w),
    "layer_norm": lambda x, w: F.layer_norm(x, (4,), w, w),
}


@pytest.mark.parametrize("name", MIXED)
def test_parameters_of_another_type_than_the_input(name: str) -> None:
    """Refused, as in PyTorch: data of float64 beside a layer of float32. Only float16 may come beside float32, and is the result's type."""
    normalise = MIXED[name]
    x, w = torch.arange(48.0).reshape(3, 4, 4).sin(), torch.arange(1.0, 5.0)
    for data, weight in ((x.double(), w), (x, w.double()), (x, w.half()), (x.half(), w.double())):
        with pytest.raises(RuntimeError, match="mixed dtypes"):
            normalise(data, weight)
    half = x.half().requires_grad_()
    found = normalise(half, w)
    assert found.dtype == torch.float16 and found.equal(normalise(half.detach().float(), w).half())
    found.float().square().sum().backward()
    assert half.grad.dtype == torch.float16


def test_the_loss_of_logits_is_of_the_targets_type() -> None:
    """As PyTorch computes it in 1 - target, in place; a weight of float64 made it float64."""
    x, weight = torch.tensor([0.5, -1.0]), torch.tensor([1.0, 2.0], dtype=torch.float64)
    assert F.binary_cross_entropy_with_logits(x, x.sigmoid(), weight, pos_weight=weight).dtype == torch.float32
    assert F.binary_cross_entropy_with_logits(x, x.sigmoid().double()).dtype == torch.float64


def test_a_mask_of_float32_beside_queries_of_another_type() -> None:
    x = torch.arange(12.0).reshape(1, 3, 4).cos()
    mask = leaf([[0.0, -1.0, -2.0]] * 3)
    wanted = F.scaled_dot_product_attention(x.double(), x.double(), x.double(), mask.double())
    found = F.scaled_dot_product_attention(x.double(), x.double(), x.double(), mask)
    assert found.dtype == torch.float64 and found.equal(wanted)
    found.sum().backward()
    assert mask.grad.dtype == torch.float32
    with pytest.raises(RuntimeError, match="attn_mask dtype"):
        F.scaled_dot_product_attention(x, x, x, mask.double())


def test_a_target_of_another_shape_has_no_say_in_that_of_the_loss() -> None:
    column, row = torch.tensor([[1.0], [-1.0], [1.0]]), torch.tensor([1.0, -1.0, 1.0])
    with pytest.raises(RuntimeError, match=r"soft_margin_loss.*\(3, 1\).*\(3,\)"):
        F.soft_margin_loss(row, column)
    assert F.soft_margin_loss(torch.zeros(2, 3), row, reduction="none").shape == (2, 3)
    found = F.multilabel_soft_margin_loss(torch.tensor([0.0, 1.0]), torch.tensor([[1.0, 0.0], [1.0, 1.0]]), reduction="none")
    check(found, [0.693147, 0.813262])  # over the input's one dimension, which is the target's first
