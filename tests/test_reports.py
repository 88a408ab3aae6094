"""Reports of users of such engines, tried here: each test names the report, by tracker and number, and what is right.

The trackers are those of PyTorch and Torch7, JAX, HIPS autograd, tinygrad, MXNet, MyGrad and Keras. Some of the reports are open there: where PyTorch is
wrong, or refuses, the right numbers stand here.
"""

from __future__ import annotations

import copy
import io
import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from autograd.utils.checkpoint import checkpoint

import autograd as torch
from autograd import nn, optim
from nn import distributions, keras

F = nn.functional
scheduler = optim.lr_scheduler


def leaf(value: Any) -> Any:
    """A float64 tensor that requires a gradient."""
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


def gradient(function: Callable[[Any], Any], x: Any) -> Any:
    """The gradient of the sum of what the function returns, as nested lists."""
    return torch.grad(function(x).sum(), x)[0].tolist()


def second(function: Callable[[Any], Any], x: Any) -> Any:
    """The gradient of the sum of the gradient."""
    (first,) = torch.grad(function(x).sum(), x, create_graph=True)
    return torch.grad(first.sum(), x)[0].numpy()


def near(found: Any, right: Any, rtol: float = 1e-6) -> None:
    np.testing.assert_allclose(found, right, rtol=rtol, atol=1e-12)


# ---------------------------------------------------------------------------------------------------------------- derivatives of second order


def test_sinc_is_smooth_at_zero() -> None:
    """PyTorch 196703: nan. The second derivative at 0 is -pi**2 / 3, and all of them keep their digits beside it."""
    t = leaf(-0.5)
    near(second(lambda t: torch.sinc(torch.stack((t, 2 * t + 1, -t / 2 + 2))) * torch.tensor([2, -3, 5]), t), 35.56404073668897)
    x = leaf([0.0, 1e-9, 1e-4, 0.1, 0.159, 0.16, 1.0])
    near(gradient(torch.sinc, x)[1:4], [-3.2898681e-9, -3.289868102e-4, -0.3257512678831239], 1e-8)
    near(second(torch.sinc, x)[:3], [-(math.pi**2) / 3] * 3, 1e-6)
    assert torch.autograd.gradgradcheck(torch.sinc, (leaf([0.0, 1e-3, 0.1591, 0.1592, 0.5, -2.3]),))


def test_logaddexp_of_numbers_far_apart() -> None:
    """PyTorch 196704: nan, as exp overflows in the derivative of its derivative."""
    for function in (torch.logaddexp, torch.logaddexp2):
        x, y = leaf([-800.0, 5000.0, 1.0]), leaf([1600.0, -5000.0, 1.0])
        (first,) = torch.grad(function(x, y).sum(), x, create_graph=True)
        assert first.tolist() == [0.0, 1.0, 0.5]
        near(torch.grad(first.sum(), x)[0].numpy(), [0, 0, 0.25 if function is torch.logaddexp else 0.25 * math.log(2)])


def test_the_curvature_of_logsigmoid_is_even() -> None:
    """PyTorch 195679, 195530: 0 at 40, where the sigmoid is rounded to 1."""
    near(second(F.logsigmoid, leaf([37.42994775023705, 40.0, 2.0])), [-5.551115123125775e-17, -4.248354255291589e-18, -0.10499358540350652], 1e-12)
    near(second(F.logsigmoid, leaf([-37.42994775023705, -40.0, -2.0])), [-5.551115123125775e-17, -4.248354255291589e-18, -0.10499358540350652], 1e-12)


def test_singular_values_of_a_large_matrix() -> None:
    """PyTorch 194705: nan, as squares of 1e19 overflow in float32."""
    a = torch.tensor([[4.0, 1, 0], [1, 3, 1], [0, 1, 2]])
    hessian = torch.func.hessian(lambda a: torch.linalg.svdvals(a).sum())
    near(hessian(a * 1e19).abs().max().item() * 1e19, hessian(a).abs().max().item(), 1e-4)


def test_determinants_twice_differentiated() -> None:
    """PyTorch 192521 (nan at the identity), 192540 and 196696 (8.83 by two forward passes, where it is 4)."""

    def f(t: Any) -> Any:
        return torch.det(torch.stack((torch.stack((t + 2, torch.ones_like(t))), torch.stack((torch.ones_like(t), 2 * t + 3)))))

    def slope(t: Any) -> Any:
        return torch.func.jvp(f, (t,), (torch.ones_like(t),))[1]

    t = torch.tensor(0.7, dtype=torch.float64)
    near([torch.func.hessian(f)(t).item(), torch.func.jvp(slope, (t,), (torch.ones_like(t),))[1].item()], [4, 4])
    right = np.zeros((2, 2, 2, 2))
    right[0, 0, 1, 1] = right[1, 1, 0, 0] = 1
    right[0, 1, 1, 0] = right[1, 0, 0, 1] = -1
    for matrix in ([[1.3, 0.4], [-0.7, 0.9]], [[1.0, 0.0], [0.0, 1.0]], [[1.0, 1.0], [1.0, 1.0]]):
        near(torch.func.jacfwd(torch.func.jacfwd(torch.linalg.det))(torch.tensor(matrix, dtype=torch.float64)).numpy(), right)


def test_products_with_zeros() -> None:
    """PyTorch 106789 (the second derivative was lost), 194699 (nan, as what is multiplied by 0 overflows), 196701; JAX 2542, 672, 9296."""
    x = leaf([2.0, 3, 0, 0])
    (first,) = torch.grad(torch.prod(x), x, create_graph=True)
    assert first.tolist() == [0, 0, 0, 0]
    assert torch.grad((first * torch.arange(1.0, 5)).sum(), x)[0].tolist() == [0, 0, 24, 18]
    large = torch.tensor([[1e13, 0, 0], [1e13, 1e13, 0], [1e13, 1e13, 1e13]])
    assert gradient(torch.prod, large.requires_grad_()) == [[0, 0, 0]] * 3
    one = torch.tensor([1e30, 1e30, 0.0, 2.0], requires_grad=True)
    assert gradient(torch.prod, one) == [0, 0, math.inf, 0]
    assert gradient(lambda x: torch.prod(x, 0), one) == [0, 0, math.inf, 0]
    assert gradient(lambda x: torch.cumprod(x, 0), leaf([1.0, 0, 3, 0])) == [1, 4, 0, 0]

    def f(t: Any) -> Any:
        x = torch.stack((t, t + 1, 2 - t, t - 1, 2 * t + 1, t + 3)).reshape(2, 3)
        return (torch.cumprod(x, -1) * torch.tensor([[1, 2, 3], [4, 5, 6]])).sum()

    near(torch.func.hessian(f)(torch.tensor(1.0, dtype=torch.float64)).item(), 144)
    index, weights = torch.tensor([0, 0, 1, 1]), torch.tensor([1.0, 2.0])
    ones = torch.ones(2, dtype=torch.float64)
    assert gradient(lambda x: ones.scatter_reduce(0, index, x, "prod") * weights, leaf([2.0, 3.0, 4.0, 0.0])) == [3, 2, 0, 8]


def test_selections_twice_differentiated() -> None:
    """PyTorch 1712: sort, max, median and topk."""
    for function, right in (
        (lambda x: x.sort()[0], [18, 6, 12]), (torch.max, [18, 0, 0]), (torch.median, [0, 0, 12]), (lambda x: x.topk(2)[0], [18, 0, 12])
    ):  # fmt: skip
        near(second(lambda x, f=function: f(x) ** 3, leaf([3.0, 1.0, 2.0])), right)


def test_losses_twice_differentiated() -> None:
    """PyTorch 18945, 59477 (binary_cross_entropy), 64256 (cross_entropy with a negative weight)."""
    target = torch.tensor([[0.0, 1.0], [0.5, 0.3]], dtype=torch.float64)
    right = np.array([[1.5625, 2.0408163], [4.5138889, 70.3703704]])
    for reduction, scale in (("sum", 1), ("none", 1), ("mean", 0.25)):
        near(second(lambda x, r=reduction: F.binary_cross_entropy(x, target, reduction=r), leaf([[0.2, 0.7], [0.4, 0.9]])), right * scale)
    weight = torch.tensor([1.0, -1.0], dtype=torch.float64)
    assert torch.autograd.gradgradcheck(lambda x: F.cross_entropy(x, torch.tensor([1]), weight=weight), (leaf([[0.3, -0.2]]),))


def test_a_function_of_ones_own_differentiated_three_times() -> None:
    """PyTorch 197867 (0 by nested forward passes), 18619 (another result the second time)."""

    class Square(torch.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            (x,) = ctx.saved_tensors
            return 2 * x * g

    def fourth_power(x: Any) -> Any:
        return Square.apply(Square.apply(x)).sum()

    f: Any = fourth_power
    x = torch.tensor([3.0], dtype=torch.float64)
    for right in ([108.0], [[108.0]], [[[72.0]]]):
        f = torch.func.jacrev(f)
        assert f(x).tolist() == f(x).tolist() == right


# ---------------------------------------------------------------------------------------------------------------- gradients where it is delicate


def test_norms_and_deviations_at_zero() -> None:
    """PyTorch 2421, 4320; HIPS autograd 151, 183, 268, 586, 617; JAX 3058."""
    assert gradient(lambda x: x.norm(), leaf([0.0, 0.0])) == [0, 0]
    assert gradient(lambda x: torch.linalg.norm(x, dim=-1) ** 2, leaf([[0.0, 0.0]])) == [[0, 0]]
    assert gradient(lambda x: x.std(0), leaf([[1.0], [1.0]])) == [[0], [0]]


def test_equal_elements_share_the_gradient() -> None:
    """HIPS autograd 212, 49; MXNet 18563; tinygrad 12296 (counted in half precision)."""
    x, y = leaf(1.0), leaf(1.0)
    for function in (torch.maximum, torch.minimum):
        assert [g.item() for g in torch.grad(function(x, y), (x, y))] == [0.5, 0.5]
    assert gradient(lambda x: torch.log(x.max() / x.min()), leaf([1.0, 1.0])) == [0, 0]
    assert gradient(lambda x: x.amax(0), leaf([[1.0], [1.0], [1.0], [1.0]])) == [[0.25]] * 4
    assert gradient(lambda x: x.max(0)[0], leaf([[1.0], [1.0]])) == [[1], [0]]
    half = torch.ones(70_000, dtype=torch.float16, requires_grad=True)
    near(gradient(torch.amax, half)[0], np.float16(1 / 70_000), 1e-3)


def test_what_is_masked_does_not_spoil_the_gradient() -> None:
    """PyTorch 31829, 193035; JAX 8128, 13600, 23842, 939, 764; tinygrad 12409."""
    assert gradient(lambda x: torch.logsumexp(x, 0), leaf([-math.inf, 0.0])) == [0, 1]
    assert gradient(torch.nansum, leaf([math.nan, 1.0])) == [0, 1]
    assert gradient(torch.nanmean, leaf([math.nan, 1.0, 3.0])) == [0, 0.5, 0.5]
    assert gradient(torch.tanh, torch.tensor([190.0, -200.0], requires_grad=True)) == [0, 0]
    x, y = leaf([math.nan, 1.0, 2.0]), leaf([1.0, math.nan, 2.0])
    for function in (torch.fmax, torch.fmin):
        assert [g.tolist() for g in torch.grad(function(x, y).sum(), (x, y))] == [[0, 1, 1], [1, 0, 0]]
    assert gradient(lambda x: torch.where(x > 0, torch.sqrt(torch.where(x > 0, x, 1.0)), 0.0), leaf([-1.0, 4.0])) == [0, 0.25]
    assert gradient(lambda x: x * (x < 0), leaf([-1.0, 2.0])) == [1, 0]  # tinygrad 3037


def test_nan_is_the_largest_and_the_smallest() -> None:
    """tinygrad 862, 1298, 14716."""
    assert torch.tensor([1, math.nan]).max().isnan() and torch.tensor([[math.nan, 1.0]]).amin(1).isnan()
    assert torch.maximum(torch.tensor(1.0), torch.tensor(math.nan)).isnan() and torch.tensor([1.0, math.nan]).argmax().item() == 1


def test_equal_eigenvalues_and_singular_values() -> None:
    """PyTorch 49886, 76531; JAX 2311, 8732, 10844, 10877: what does not depend on the vectors has a gradient."""
    near(gradient(lambda x: torch.linalg.eigh(x)[0], leaf(np.eye(3))), np.eye(3))
    near(gradient(lambda x: torch.linalg.eigh(x)[0] ** 2, leaf([[1.9, 0.3], [0.3, 1.3]])), [[3.8, 0.6], [0.6, 2.6]])
    near(gradient(torch.linalg.svdvals, leaf(np.diag([1.0, 1.0, 2.0]))), np.eye(3))
    a = leaf(np.diag([1.0, 1.0, 2.0, 3.0]))
    u, s, vh = torch.linalg.svd(a)
    near(((u * s) @ vh).detach().numpy(), a.detach().numpy())
    with pytest.raises(torch.linalg.LinAlgError):  # PyTorch 187759: numbers without nan, and full rank
        torch.linalg.matrix_rank(torch.tensor([[math.nan, 0.0], [0.0, 1.0]]))


def test_powers_of_two_with_negative_exponents() -> None:
    """PyTorch 186556: the gradient is 0."""
    exponents = torch.tensor([-1, -2, 3], dtype=torch.int32)
    assert gradient(lambda x: torch.ldexp(x, exponents), torch.zeros(3, requires_grad=True)) == [0.5, 0.25, 8]


@pytest.mark.parametrize("name", "hardtanh hardshrink softshrink elu celu hardswish relu6 hardsigmoid leaky_relu gelu silu softplus".split())
def test_the_gradient_at_nan_does_not_depend_on_the_place(name: str) -> None:
    """PyTorch 195075: two gradients in one tensor of nine equal elements."""
    assert len({str(g) for g in gradient(getattr(F, name), torch.full((9,), math.nan, requires_grad=True))}) == 1


def test_scatter_with_an_index_smaller_than_the_source() -> None:
    """PyTorch 94336, 27614 (refused), 168358 (nan without the tensor itself)."""
    index = torch.tensor([[0, 1], [2, 0]])
    for reduce, right in (("sum", [1, 1, 1, 1]), ("amax", [0.5, 1, 1, 1]), ("mean", [0.5, 0.5, 0.5, 0.5]), ("prod", [1, 1, 1, 1])):
        source = leaf(np.arange(1.0, 13).reshape(3, 4))
        found = np.array(gradient(lambda s, r=reduce: torch.ones(3, 4, dtype=torch.float64).scatter_reduce(0, index, s, r), source))
        assert found[:2, :2].reshape(-1).tolist() == right and found.sum() == sum(right)
    x, source = leaf([1.0, 2.0, 3.0]), leaf([5.0, 5.0, 1.0])
    result = x.scatter_reduce(0, torch.tensor([0, 0, 1]), source, "amax", include_self=False)
    assert [g.tolist() for g in torch.grad(result.sum(), (x, source))] == [[0, 0, 1], [0.5, 0.5, 1]]


# ---------------------------------------------------------------------------------------------------------------- views and writes


def test_writes_through_one_of_several_views() -> None:
    """PyTorch 46820, 49824, 36608, 31258, where it refuses: the gradient is right. MyGrad 296."""
    x = leaf([1.0, 2.0, 3.0, 4.0])
    u, v = (x * 2).chunk(2)
    v *= 3
    (u.sum() + v.sum()).backward()
    assert x.grad.tolist() == [2, 2, 6, 6]
    root = leaf(np.arange(9.0).reshape(3, 3))
    part = root.clone().unbind()[0].narrow(0, 0, 2)
    part.mul_(2)
    part.sum().backward()
    assert root.grad.tolist() == [[2, 2, 0], [0, 0, 0], [0, 0, 0]]
    a = torch.zeros(3, 3)
    a.diagonal().copy_(torch.tensor([1, 2, 3]))
    assert a.diagonal().tolist() == [1, 2, 3]


def test_a_view_keeps_its_gradient() -> None:
    """PyTorch 8874, 47704; MyGrad 361."""
    base = leaf([1.0, 1.0, 1.0, 1.0]).clone()
    view = base[2:]
    view.retain_grad()
    view[1].backward()
    assert view.grad.tolist() == [0, 1]
    x = leaf(np.arange(6.0).reshape(2, 3))
    y = x.clone()
    y.transpose_(0, 1)
    (y * torch.arange(6.0).reshape(3, 2)).sum().backward()
    assert x.grad.tolist() == [[0, 2, 4], [1, 3, 5]]


def test_what_was_saved_and_then_overwritten_is_refused() -> None:
    """PyTorch 3886, 12671 and many more; a copy over its own memory (80580) is right here."""
    x = leaf([1.0, 2.0])
    y = x.exp()
    y.add_(1)
    with pytest.raises(RuntimeError, match="modified"):
        y.sum().backward()
    with pytest.raises(RuntimeError):
        torch.zeros(4, 4).expand(2, 4, 4).add_(1)
    line = torch.arange(6.0)
    line[1:].copy_(line[:-1])
    assert line.tolist() == [0, 0, 1, 2, 3, 4]


def test_writes_through_indices() -> None:
    """PyTorch 3531, 174074, 165503, 11856: what copies, what writes, and what adds once."""
    a, i = torch.zeros(5, 4), torch.tensor([0, 2])
    a[i].fill_(5)
    a[i][:, 1] = 9
    assert a.sum().item() == 0
    a[:, :2][i] = 7
    a[:, 1][i] = 3
    assert a[0].tolist() == a[2].tolist() == [7, 3, 0, 0]
    x = torch.tensor([[1.0, 2.0]])
    x[[0, 0]] += x[[0, 0]]
    assert x.tolist() == [[2, 4]]
    assert torch.zeros(3).index_put_((torch.tensor([0, 0, 2]),), torch.ones(3), accumulate=True).tolist() == [2, 0, 1]
    with pytest.raises(IndexError, match="too many indices"):
        torch.zeros(5, 3).index_put_(tuple(torch.tensor([[0, 1], [1, 2], [2, 2]])), torch.ones(2))


def test_constants_that_are_equal_are_two() -> None:
    """tinygrad 9597: gradients of 2."""
    a, b = leaf(3.0), leaf(3.0)
    (a + b).backward()
    assert a.grad.item() == b.grad.item() == 1


# ---------------------------------------------------------------------------------------------------------------- checkpoints and hooks


@pytest.mark.parametrize("reentrant", [True, False])
def test_checkpoints_whose_last_step_writes_in_place(reentrant: bool) -> None:
    """PyTorch 36383, 26546, 21970, 22072: no gradient. 193671: random slopes other than in the forward pass."""
    p = leaf(1.0)
    x = leaf(np.zeros(5))
    checkpoint(lambda x: (x + p)[:].relu_(), x, use_reentrant=reentrant).sum().backward()
    assert p.grad.item() == 5 and x.grad.tolist() == [1] * 5
    model = nn.Sequential(nn.InstanceNorm1d(2), nn.ReLU(inplace=True)).double()
    z = leaf(np.random.default_rng(0).normal(size=(3, 2, 4)))
    weights = torch.arange(4.0)
    (checkpoint(model, z, use_reentrant=reentrant) * weights).sum().backward()
    near(z.grad.numpy(), gradient(lambda z: model(z) * weights, z))
    torch.manual_seed(0)
    v = leaf(np.random.default_rng(0).normal(size=100))
    out = checkpoint(nn.RReLU(), v, use_reentrant=reentrant)
    out.sum().backward()
    near(v.grad.numpy(), (out / v).detach().numpy())
    w = torch.ones(1, 1, requires_grad=True)
    checkpoint(lambda a, b: torch.einsum("ab,ab->a", a, b), torch.ones(1, 1), w, use_reentrant=reentrant).sum().backward()
    assert w.grad is not None and w.grad.tolist() == [[1]]


def test_backward_hooks_of_modules() -> None:
    """PyTorch 56380 (the first module), 57944 (an input without gradient: zeros), 115750 (a list), 57157 (what a forward hook took)."""
    seen: list[Any] = []
    model = nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 3))
    for number, module in enumerate(model):
        module.register_full_backward_hook(lambda m, gi, go, n=number: seen.append((n, gi[0] is None, go[0].shape)))
    F.cross_entropy(model(torch.rand(20, 4)), torch.arange(20) % 3).backward()
    assert seen == [(2, False, (20, 3)), (1, False, (20, 5)), (0, True, (20, 5))]

    class Multiply(nn.Module):
        def forward(self, a: Any, b: Any) -> Any:
            return a * b

    module = Multiply()
    shown: list[Any] = []
    module.register_full_backward_hook(lambda m, gi, go: shown.append([g.tolist() for g in gi]))
    module(torch.tensor([3.0]), torch.tensor([5.0], requires_grad=True)).backward()
    assert shown == [[[0], [3]]]

    same = nn.Identity()
    same.register_full_backward_hook(lambda m, gi, go: [g * 2 for g in gi])
    taken: list[Any] = []
    same.register_forward_hook(lambda m, args, out: taken.append(out))
    x = torch.ones(3, requires_grad=True)
    assert gradient(lambda x: same(x * 1), x) == [2, 2, 2]
    assert gradient(lambda x: (same(x * 1), taken[-1])[1], x) == [1, 1, 1]


# ---------------------------------------------------------------------------------------------------------------- layouts, and memory that is shared


def test_inputs_that_are_not_contiguous() -> None:
    """PyTorch 91690, 43723, 15058, 67432, 1246, 140913: numbers were read as if they lay one after another."""
    x = torch.arange(20.0).view(10, 2).movedim(-1, 0)
    near(torch.narrow_copy(x, 1, 0, 10), np.arange(20).reshape(10, 2).T)
    bags = F.embedding_bag(torch.tensor([0, 1, 2]), torch.arange(12.0).view(3, 4)[:, :3], torch.tensor([0, 2]))
    assert bags.tolist() == [[2, 3, 4], [8, 9, 10]]
    assert torch.bincount(torch.tensor([[0, 1], [0, 1]])[:, 1]).tolist() == [0, 2]
    assert torch.isin(torch.arange(12).view(3, 4).t()[::2], torch.arange(24)[::3]).tolist() == [[True, False, False], [False, True, False]]
    weight, image = torch.arange(144.0).view(3, 3, 4, 4)[:, :, ::2, ::2], torch.arange(36.0).view(3, 3, 2, 2)
    for convolution in (F.conv2d, F.conv_transpose2d):
        for w in (weight, weight.transpose(0, 1), weight.transpose(2, 3)):
            near(convolution(image, w), convolution(image, w.clone(memory_format=torch.contiguous_format)).numpy())
    x = torch.arange(72.0).view(2, 4, 3, 3) / 7
    found = []
    for layout in (torch.contiguous_format, torch.channels_last):
        layer = nn.GroupNorm(2, 4)
        (layer(x.clone(memory_format=layout)).square() * x).sum().backward()
        found.append(layer.weight.grad)
    near(found[0], found[1].numpy(), 1e-5)


def test_results_are_written_to_memory_of_any_layout() -> None:
    """PyTorch 62940, torch7 671: ``out=`` and a result in place were written as if they lay one after another."""
    a = torch.arange(12)
    values, indices = torch.zeros_like(a), torch.zeros_like(a)
    torch.topk(a, 3, out=(values[::4], indices[::4]))
    assert values.tolist() == indices.tolist() == [11, 0, 0, 0, 10, 0, 0, 0, 9, 0, 0, 0]
    x, y, c = torch.arange(6.0).view(1, 3, 2), torch.arange(12.0).view(1, 2, 6), torch.arange(36.0).view(1, 3, 6, 2)
    right = torch.baddbmm(c[..., 1].contiguous(), x, y)
    c[..., 1].baddbmm_(x, y)
    assert c[..., 1].equal(right)


@pytest.mark.parametrize(
    "write",
    [
        lambda b: b.cos_(),
        lambda b: b.copy_(torch.arange(10.0)),
        lambda b: b.masked_fill_(torch.arange(10) > 3, 0),
        lambda b: torch.arange(10, out=b),
        lambda b: torch.rand(10, out=b),
        lambda b: torch.exp(torch.ones(10), out=b),
        lambda b: torch.cat([torch.zeros(5), torch.ones(5)], out=b),
        lambda b: torch.sort(torch.arange(10.0), out=(b, torch.zeros(10, dtype=torch.int64))),
        lambda b: nn.init.eye_(b.expand(10, 10)),
    ],
)
def test_ten_elements_that_are_one_are_not_written(write: Callable[[Any], Any]) -> None:
    """PyTorch 17935, 23063, 12230, 115521: cos_ of three elements that share their memory was cos(cos(cos(x))); arange(out=) ten times 9."""
    with pytest.raises(RuntimeError, match="more than one element of the written-to tensor refers to a single memory location"):
        write(torch.zeros(1).expand(10))


def test_operands_that_overlap_the_result() -> None:
    """PyTorch 24843, 132031: ``a[1:] /= a[:-1]`` read what it had just written. All operands are read first."""
    start = np.array([10.0, 11, 12, 13, 14, 13, 12, 11])
    a = torch.tensor(start)
    a[1:] /= a[:-1]
    near(a[1:], start[1:] / start[:-1])
    a = torch.tensor(start)
    a[1:] = a[:-1]
    assert a.tolist() == [10, *start[:-1]]
    a = torch.tensor(start)
    a.add_(a[0])
    near(a, start + 10)
    a = torch.tensor(start)
    torch.matmul(a[:4].view(2, 2), a[:4].view(2, 2), out=a[:4].view(2, 2))
    near(a[:4], (start[:4].reshape(2, 2) @ start[:4].reshape(2, 2)).ravel())
    a = torch.tensor(start[:6]).view(2, 3)
    right = torch.linalg.cross(a.clone(), a + 1)
    assert torch.linalg.cross(a, a + 1, out=a).equal(right)


def test_a_saved_view_of_what_was_changed_is_refused() -> None:
    """PyTorch 197887: wrong gradients, in silence, where the product had saved a view."""
    x, w = torch.ones(2, 3, requires_grad=True), torch.ones(3, 2, requires_grad=True)
    for product in (
        lambda h: h @ w,
        lambda h: torch.einsum("ij,jk->ik", h, w),
        lambda h: F.linear(h[None], w.t()),
        lambda h: torch.bmm(h[None], w[None]),
    ):
        h = x * 1
        y = product(h)
        h.add_(1)
        with pytest.raises(RuntimeError, match="modified by an inplace operation"):
            y.sum().backward()


def test_a_column_that_is_added_to_twice() -> None:
    """PyTorch 136662: compiled, the second addition was lost; tinygrad 13364: a buffer that is moved on by each call."""

    def twice(x: Any) -> Any:
        y = torch.zeros_like(x)
        y[:, 0] += x[:, 2].abs()
        y[:, 0] += x[:, 2].abs()
        return y.sum()

    x = torch.tensor([[1.0, 2.0, -3.0], [1.0, 2.0, 3.0]])
    right = [[0, 0, -2], [0, 0, 2]]
    assert torch.func.grad(twice)(x).tolist() == right
    with pytest.warns(UserWarning, match="runs eagerly"):
        assert torch.compile(lambda x: torch.func.grad(twice)(x))(x).tolist() == right

    @torch.compile
    def move(buffer: Any, frame: Any) -> Any:
        moved = torch.cat([buffer[1:], frame])
        return moved, moved[:1].clone()

    buffer = torch.arange(5.0).view(5, 1)
    for k in range(5, 12):
        buffer, first = move(buffer, torch.full((1, 1), float(k)))
        assert buffer[:, 0].tolist() == [*range(k - 4, k + 1)]
        assert first.item() == k - 4


# ---------------------------------------------------------------------------------------------------------------- numbers


def test_remainders_of_large_numbers() -> None:
    """PyTorch 86074, 24861, 5875, 44858, 190042: types were mixed up, digits lost, negatives rounded up; the smallest integer by -1 crashed."""
    big, small = torch.tensor(1693446850, dtype=torch.int32), torch.tensor([7285], dtype=torch.int16)
    assert torch.remainder(big, small).tolist() == [3895]  # of 1693446850 as an int16, -3390
    assert torch.remainder(torch.tensor(2749682432.0), 36).item() == 20
    assert (torch.tensor(-23500) % 392486996410368).item() == 392486996410368 - 23500
    assert torch.floor_divide(torch.tensor([1, -1], dtype=torch.int32), 2).tolist() == [0, -1]
    assert torch.fmod(torch.tensor([-(2**63)]), -1).item() == torch.remainder(torch.tensor([-(2**63)]), -1).item() == 0
    assert torch.floor_divide(torch.tensor(-(2**31), dtype=torch.int32), torch.tensor(-1, dtype=torch.int32)).item() == -(2**31)


def test_ranks_and_identities() -> None:
    """tinygrad 11495: the rank of eye(2) was 0; PyTorch 81868: the identity as a grid, with corners aligned, is not quite one."""
    assert [torch.linalg.matrix_rank(torch.eye(n)).item() for n in (1, 2, 5)] == [1, 2, 5]
    image = torch.arange(16.0).view(1, 1, 4, 4)
    for aligned in (False, True):
        grid = F.affine_grid(torch.eye(2, 3)[None], image.shape, align_corners=aligned)
        np.testing.assert_allclose(F.grid_sample(image, grid, align_corners=aligned).numpy(), image.numpy(), atol=5e-7)


def test_polar_coordinates_there_and_back() -> None:
    """HIPS autograd 394, 396: gradients through atan2, and through where whose condition depends on the operands."""
    x = leaf([0.3, 0.4, 1.0, 2.0])
    angle, radius = torch.atan2(x[1::2], x[::2]), torch.hypot(x[::2], x[1::2])
    a, q = torch.stack([radius, 2 * radius]), torch.stack([angle / 3, angle / 3])
    (found,) = torch.grad(((a * q.cos()).sum(0) ** 2 + (a * q.sin()).sum(0) ** 2).sum(), x)
    near(found, 18 * x.detach().numpy())  # of 9 r²
    x, y = leaf([1.0, 2.0, 3.0]), leaf([2.0, 2.0, 2.0])
    found = torch.grad((torch.where(x > y, x, y) * torch.tensor([1.0, 2.0, 3.0])).sum(), [x, y])
    assert [g.tolist() for g in found] == [[0, 0, 3], [1, 2, 0]]


def test_densities_and_entropies() -> None:
    """PyTorch 15681, 152845, 12590, 73848: -inf far from the middle; signs that were thought wrong, and are right."""
    near(distributions.Gumbel(0.0, 1.0).log_prob(torch.tensor(-5.0)), 5 - math.exp(5))
    near(distributions.Beta(leaf(1.1), leaf(1.3)).entropy().detach(), -0.0206135, 1e-5)
    near(distributions.Dirichlet(leaf([0.2, 0.7, 0.5])).log_prob(torch.tensor([0.2, 0.3, 0.5], dtype=torch.float64)).detach(), -0.4815932, 1e-6)
    near(distributions.Multinomial(100, torch.ones(4)).log_prob(torch.tensor([21.0, 24.0, 30.0, 25.0])), -7.716766, 1e-5)


def test_a_packed_batch_is_each_of_its_sequences() -> None:
    """PyTorch 3662: the backward direction of a padded sequence begins with padding, of a packed one with its last step."""
    layer = nn.LSTM(3, 3, 2, bidirectional=True)
    batch = torch.randn(6, 3, 3)
    packed, _ = layer(nn.utils.rnn.pack_padded_sequence(batch, [6, 5, 3]))
    out, _ = nn.utils.rnn.pad_packed_sequence(packed)
    for k, length in enumerate((6, 5, 3)):
        np.testing.assert_allclose(out[:length, k : k + 1].detach(), layer(batch[:length, k : k + 1])[0].detach(), atol=1e-6)
        assert not out[length:, k].any()


def test_schedules_that_go_on_from_a_file() -> None:
    """PyTorch 22107, 32756, 119168: rates a step too small; a state that could be loaded only once; an order of loading that mattered."""

    def chain() -> Any:
        optimizer = optim.SGD([nn.Parameter(torch.zeros(1))], 3e-4)
        parts = [scheduler.LinearLR(optimizer, 0.1, 1, total_iters=4), scheduler.CosineAnnealingLR(optimizer, 8, 3e-5)]
        return optimizer, scheduler.SequentialLR(optimizer, parts, [4])

    def rates(optimizer: Any, schedule: Any, count: int) -> list[float]:
        found = []
        for _ in range(count):
            found.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        return found

    first = chain()
    rates(*first, 6)
    states = [part.state_dict() for part in first]
    kept = copy.deepcopy(states)
    right = rates(*first, 5)
    for order in ((0, 1), (1, 0)):
        again = chain()
        for k in order * 2:
            again[k].load_state_dict(kept[k])
        near(rates(*again, 5), right)
    optimizer = optim.SGD([nn.Parameter(torch.zeros(1))], 0.1)
    near(rates(optimizer, scheduler.MultiStepLR(optimizer, [3, 6, 9], 0.1), 10), [0.1] * 3 + [0.01] * 3 + [1e-3] * 3 + [1e-4])


# ---------------------------------------------------------------------------------------------------------------- types


def test_types_of_results() -> None:
    """PyTorch 65685, 58489, 115907, 54085, 6196, 59868."""
    small = torch.ones(3, dtype=torch.int8)
    assert (small * torch.tensor(1.0, dtype=torch.float64)).dtype == torch.float64
    assert (small * torch.tensor(1)).dtype == torch.int8
    assert (torch.tensor([0], dtype=torch.uint8) + torch.tensor(0)).dtype == torch.uint8
    assert (torch.tensor([1], dtype=torch.int32) + torch.tensor(2**31)).tolist() == [-(2**31) + 1]
    assert torch.pow(2, torch.tensor([17], dtype=torch.uint8)).tolist() == [0]
    assert (torch.tensor([1, 2, 3]) + 0.5).tolist() == [1.5, 2.5, 3.5]
    assert (torch.tensor(0.0) + 2**63).item() == 2.0**63


# ---------------------------------------------------------------------------------------------------------------- losses and distributions


def test_cross_entropy_of_ignored_targets() -> None:
    """PyTorch 73205, 69339, 91383, 72056 (smoothing and weights count what is ignored), 116349, 70348 (all ignored), 12670 (out of range)."""
    x, target = leaf([[1.0, 2.0, 0.5], [3.0, 0.4, 0.2], [0.1, 0.2, 0.3]]), torch.tensor([-100, 1, 2])
    weight = torch.tensor([0.2, 0.3, 0.9], dtype=torch.float64)
    for w in (None, weight):
        for reduction in ("sum", "mean"):
            loss = nn.CrossEntropyLoss(weight=w, label_smoothing=0.1, reduction=reduction)
            near(loss(x, target).item(), loss(x[1:], target[1:]).item())
    near(F.cross_entropy(x, target, label_smoothing=0.1).item(), 1.829325, 1e-6)
    nothing = F.cross_entropy(x, torch.tensor([-100] * 3))
    assert nothing.isnan() and torch.grad(nothing, x)[0].abs().sum().item() == 0
    with pytest.raises(IndexError, match="-4 is out of bounds"):
        F.cross_entropy(x, torch.tensor([0, 1, -4]), ignore_index=-1)


def test_distributions_at_their_ends() -> None:
    """PyTorch 40553 (entropy with a class of probability 0), 15288 (KL of Bernoullis), tinygrad 4999 (only the last class was drawn)."""
    logits = torch.tensor([0.0, 0.0, -math.inf], requires_grad=True)
    entropy = distributions.Categorical(logits=logits).entropy()
    near(entropy.item(), math.log(2))
    assert torch.grad(entropy, logits)[0].tolist() == [0, 0, 0]
    q = torch.tensor([10.3, -6.0, 30.0, 200.0, -200.0], requires_grad=True)
    half = distributions.Bernoulli(probs=torch.full((5,), 0.5))
    assert torch.grad(distributions.kl_divergence(distributions.Bernoulli(logits=q), half).sum(), q)[0].isfinite().all()
    torch.manual_seed(0)
    drawn = torch.multinomial(torch.tensor([0.0, 3.0, 0.0, 1.0]), 1000, replacement=True).bincount(minlength=4)
    assert (drawn > 0).tolist() == [False, True, False, True]


# ---------------------------------------------------------------------------------------------------------------- layers and optimizers


def test_layers() -> None:
    """PyTorch 147539 (states of both directions), 3122, 19902, 100048 (variances of batch norm), 60524 (adaptive pooling), 3460."""
    out, hidden = nn.GRU(10, 4, bidirectional=True)(torch.randn(6, 5, 10))
    assert hidden.shape == (2, 5, 4) and torch.equal(out[-1, :, :4], hidden[0]) and torch.equal(out[0, :, 4:], hidden[1])
    norm = nn.BatchNorm1d(1, momentum=1.0)
    norm(torch.tensor([[1.0], [2.0], [4.0]]))
    near(norm.running_var.numpy(), [7 / 3])
    x = torch.arange(16.0).reshape(1, 1, 2, 2, 4).requires_grad_()
    (nn.AdaptiveAvgPool3d(2)(x) * torch.arange(8.0).reshape(1, 1, 2, 2, 2)).sum().backward()
    assert x.grad is not None and x.grad.reshape(4, 4).tolist() == [[2 * n / 2, 2 * n / 2, (2 * n + 1) / 2, (2 * n + 1) / 2] for n in range(4)]
    embedding = nn.Embedding(3, 2, max_norm=1.0)
    with torch.no_grad():
        embedding.weight.fill_(5.0)
    near(embedding(torch.tensor([1])).norm().item(), 1, 1e-5)
    near(embedding.weight.norm(dim=1).detach().numpy(), [50**0.5, 1, 50**0.5], 1e-5)


@pytest.mark.parametrize("padding_mode", ["zeros", "border", "reflection"])
def test_the_gradient_of_a_grid_is_zero_where_the_nearest_element_is_taken(padding_mode: str) -> None:
    """As in PyTorch: not None."""
    images, grid = torch.arange(8.0).reshape(2, 1, 2, 2).requires_grad_(), torch.full((2, 3, 1, 2), 0.3, requires_grad=True)
    out = F.grid_sample(images, grid, mode="nearest", padding_mode=padding_mode, align_corners=False)
    out.sum().backward()
    assert out.flatten().tolist() == [3, 3, 3, 7, 7, 7] and grid.grad is not None and images.grad is not None
    assert torch.equal(grid.grad, torch.zeros(2, 3, 1, 2)) and images.grad.flatten().tolist() == [0, 0, 0, 3, 0, 0, 0, 3]


NORMS: tuple[Callable[[Any], Any], ...] = (
    lambda x: F.layer_norm(x, (3,), torch.ones(3), torch.zeros(3)),
    lambda x: F.group_norm(x, 1),
    F.instance_norm,
    lambda x: F.batch_norm(x, None, None, training=True),
    lambda x: F.batch_norm(x[0].T, torch.zeros(1), torch.zeros(1), training=True).T[None],
)


def test_deviations_of_numbers_whose_squares_are_too_large() -> None:
    """As PyTorch: float32 holds the deviation, not the squares of which it is made."""
    x = torch.tensor([1e20, 0.0, 0.0])
    near(x.std(), 1e20 / 3**0.5)
    near(torch.stack((x, x / 1e20)).std(1), [1e20 / 3**0.5, 3**-0.5])
    assert x.var() == math.inf and torch.full((9,), 1e38).var() == 0
    normal = np.array([2**0.5, -(0.5**0.5), -(0.5**0.5)])
    g = np.array([[[1.0, 2.0, -4.0]]])
    rule = 3 / 2**0.5 * (g - g.mean() - normal * (g * normal).mean())
    for function, size in itertools.product(NORMS, (1e20, 1e17)):  # the cube of 1e-17 is 0 in float32
        leaf = torch.tensor([[[size, 0.0, 0.0]]], requires_grad=True)
        out = function(leaf)
        assert out.dtype == torch.float32
        near(out.detach(), [[normal]])
        found = torch.grad(out, leaf, torch.tensor(g, dtype=torch.float32))[0].numpy()
        np.testing.assert_allclose(found * size, rule, rtol=0, atol=2e-6)


def test_batch_norm_in_evaluation_keeps_digits_of_large_numbers() -> None:
    """x * scale + (bias - mean * scale) has few digits left near a large mean, and overflows in float16."""
    assert F.batch_norm(torch.tensor([[6e4]]).half(), torch.tensor([5.9e4]).half(), torch.ones(1).half(), torch.tensor([10.0]).half()).item() == 9920
    x = torch.tensor([[1e6], [1e6 + 0.25]], requires_grad=True)
    weight, bias = torch.tensor([3.0], requires_grad=True), torch.tensor([0.5], requires_grad=True)
    out = F.batch_norm(x, torch.tensor([1e6]), torch.tensor([0.1]), weight, bias, eps=0.0)
    near(out.detach(), [[0.5], [0.5 + 0.75 / 0.1**0.5]])
    for found, right in zip(torch.grad(out, (x, weight, bias), torch.tensor([[1.0], [2.0]])), ([[3], [6]], [0.5], [3 * 0.1**0.5]), strict=True):
        near(found, np.array(right) / 0.1**0.5)


RESAMPLED: dict[str, tuple[Callable[[Any], Any], tuple[int, ...]]] = {
    "linear": (lambda x: F.interpolate(x, 9, mode="linear"), (1, 1, 5)),
    "bilinear": (lambda x: F.interpolate(x, (3, 9), mode="bilinear", align_corners=True), (1, 1, 5, 4)),
    "bicubic": (lambda x: F.interpolate(x, (3, 15), mode="bicubic"), (1, 1, 8, 10)),
    "trilinear": (lambda x: F.interpolate(x, (4, 3, 4), mode="trilinear"), (1, 1, 3, 4, 5)),
    "antialias": (lambda x: F.interpolate(x, (4, 3), mode="bicubic", antialias=True), (1, 1, 11, 10)),
    "area": (lambda x: F.interpolate(x, (4, 3), mode="area"), (1, 1, 5, 4)),
    "adaptive_avg_pool3d": (lambda x: F.adaptive_avg_pool3d(x, (2, 3, 4)), (1, 1, 3, 4, 5)),
    "local_response_norm": (lambda x: F.local_response_norm(x, 3, 0.5), (1, 6, 2)),
}


@pytest.mark.parametrize("name", RESAMPLED)
@pytest.mark.parametrize("special", [math.nan, math.inf])
def test_what_is_not_finite_reaches_only_the_results_that_it_counts_for(name: str, special: float) -> None:
    """PyTorch, beside it: 0 times nan or inf is nan, so that a product with a matrix of mostly zeros spreads them. All other results stay."""
    function, shape = RESAMPLED[name]
    a, c = np.random.default_rng(0).normal(size=shape), np.random.default_rng(1).normal(size=tuple(function(torch.ones(shape)).shape))

    def of(a: Any, c: Any) -> tuple[Any, Any]:
        x = leaf(a)
        out = function(x)
        return out.detach().numpy(), torch.grad(out, x, torch.from_numpy(c))[0].numpy()

    def moved(k: int, which: Any) -> Any:
        """What changes if one number, of the input or of the cotangent, does."""
        more = which.copy()
        more.reshape(-1)[-1] += 1
        return ~np.isclose(of(more if k == 0 else a, c if k == 0 else more)[k], of(a, c)[k], rtol=1e-12, atol=0)

    for k, which in enumerate((a, c)):
        changed = moved(k, which)
        assert 0 < changed.sum() < changed.size
        damaged = which.copy()
        damaged.reshape(-1)[-1] = special
        found = of(damaged if k == 0 else a, c if k == 0 else damaged)[k]
        if name == "local_response_norm" and k == 0 and special == math.inf:
            np.testing.assert_array_equal(np.isnan(found) | (found == 0), changed)  # inf / inf, and beside it 1 / inf
        else:
            assert not np.isfinite(found[changed]).any()
        np.testing.assert_allclose(found[~changed], of(a, c)[k][~changed], rtol=1e-12)


def test_numbers_that_are_not_finite_beside_others() -> None:
    """As PyTorch."""
    x = torch.tensor([[[math.nan, 1.0, 2.0, 3.0]]])
    near(F.interpolate(x, size=6, mode="linear"), [[[math.nan, math.nan, 7 / 6, 11 / 6, 2.5, 3]]])
    assert F.adaptive_avg_pool1d(torch.tensor([[[math.inf, 1.0, 2.0, 3.0, 4.0]]]), 3).tolist() == [[[math.inf, 2, 3.5]]]
    near(F.local_response_norm(torch.tensor([[[1e20], [1.0], [1.0], [1.0], [1.0]]]), 3).flatten(), [0, 0, 1, 1, 1], 1e-4)


def rates(optimizer: Any, schedule: Any, steps: int) -> list[float]:
    """The learning rate before each step."""
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


def descent(lr: float = 1.0) -> Any:
    return optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr, momentum=0.9)


def test_schedules() -> None:
    """PyTorch 17913, 20086 (past the end of a cosine), 32898 (no rise), 91765 (the last step), 52911 (gamma in a state), 60265 (resumed)."""
    o = descent()
    near(rates(o, scheduler.CosineAnnealingLR(o, 3), 8), [1, 0.75, 0.25, 0, 0.25, 0.75, 1, 0.75])
    o = descent(0.01)
    near(rates(o, scheduler.OneCycleLR(o, 0.01, epochs=2, steps_per_epoch=5, pct_start=0.0), 10)[-3:], [9.549512e-04, 2.447564e-04, 4e-8], 1e-5)
    o, other = descent(0.01), descent(0.01)
    cyclic = scheduler.CyclicLR(o, base_lr=0.01, max_lr=0.1, gamma=1, mode="exp_range", step_size_up=2)
    cyclic.load_state_dict(scheduler.CyclicLR(other, base_lr=0.01, max_lr=0.1, gamma=0.9, mode="exp_range", step_size_up=2).state_dict())
    near(rates(o, cyclic, 4), [0.01, 0.0505, 0.0829, 0.042805], 1e-5)

    def train(steps: int, state: Any = None) -> tuple[list[float], Any]:
        optimizer = descent(0.1)
        schedule = scheduler.MultiStepLR(optimizer, [2, 4, 6], gamma=0.5)
        if state is not None:
            optimizer.load_state_dict(state[0])
            schedule.load_state_dict(state[1])
        return rates(optimizer, schedule, steps), (optimizer.state_dict(), schedule.state_dict())

    first, state = train(3)
    assert first + train(5, state)[0] == train(8)[0]


def test_optimizers() -> None:
    """PyTorch 53354 (a group without gradients), 51539 (a history of states), 2830 (states of another type), 40859 (settings of a state)."""
    p, q = (torch.ones(1, requires_grad=True) for _ in range(2))
    optimizer = optim.AdamW([{"params": [p]}, {"params": [q]}])
    q.grad = torch.ones(1)
    optimizer.step()
    assert p.item() == 1 and q.item() != 1
    adam = optim.Adam([p], weight_decay=0.1, amsgrad=True)
    (p * p).sum().backward()
    adam.step()
    assert not any(v.requires_grad for v in adam.state[p].values() if isinstance(v, torch.Tensor))
    double = torch.ones(1, dtype=torch.float64, requires_grad=True)
    other = optim.Adam([double])
    other.load_state_dict(adam.state_dict())
    double.grad = torch.ones(1, dtype=torch.float64)
    other.step()
    assert other.state[double]["exp_avg"].dtype == torch.float64
    with pytest.raises(ValueError, match="more than one"):
        optimizer.add_param_group({"params": [p]})


# ---------------------------------------------------------------------------------------------------------------- files and copies


def test_what_shares_memory_does_so_in_a_file_and_a_copy() -> None:
    """PyTorch 145665, 34880, 20124."""
    x = torch.arange(1000.0)
    file = io.BytesIO()
    torch.save([x, x[:2]], file)
    file.seek(0)
    y, view = torch.load(file)
    view[0] = 5
    assert y[0].item() == 5
    first, last = nn.Linear(2, 2), nn.Linear(2, 2)
    last.weight = first.weight
    twin = copy.deepcopy(nn.Sequential(first, last))
    assert twin[0].weight is twin[1].weight and len(list(twin.parameters())) == 3


# ---------------------------------------------------------------------------------------------------------------- Keras


def line(loss: str = "mse", rate: float = 0.01, **settings: Any) -> Any:
    """A model y = w x + b with w = 1."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])
    model.compile(keras.optimizers.SGD(rate), loss, **settings)
    return model


def test_keras_weights_of_samples() -> None:
    """Keras 13641 (of a generator), 5549, 15373; TensorFlow 25178: as Keras 3."""
    x, y, w = np.array([[1.0], [1], [10], [1]]), np.array([[1.0], [0], [0], [1]]), np.array([0.1, 0.1, 0.1, 0.7])

    class Batches(keras.utils.PyDataset):
        def __len__(self) -> int:
            return 2

        def __getitem__(self, i: int) -> Any:
            return x[2 * i : 2 * i + 2], y[2 * i : 2 * i + 2], w[2 * i : 2 * i + 2]

    model = line(weighted_metrics=["mae"])
    near(model.evaluate(x, y, sample_weight=w, batch_size=2, verbose=0), [2.525, 1.1], 1e-5)
    near(model.evaluate(Batches(), verbose=0), [2.525, 1.1], 1e-5)
    near(line().evaluate(np.array([[1.0], [2], [3]]), np.array([[1.0], [4], [5]]), sample_weight=np.array([0.1, 0, 0.1]), verbose=0), 0.4 / 3, 1e-5)


def test_keras_early_stopping_restores_the_best_weights() -> None:
    """Keras 20323, 12511 (though nothing stopped early), TensorFlow 45187 (a baseline that is never reached)."""
    x, y = np.ones((2, 1)), np.zeros((2, 1))
    for rate, patience, baseline, losses, weight in (
        (0.6, 1, None, [1, 1.96], -0.2),
        (1.2, 10, None, [1, 14.44, 208.5136], -1.4),
        (0.01, 1, 1e-9, [1, 0.9216, 0.84934656, 0.7827578], 0.924673),
    ):
        model = line(rate=rate)
        stop = keras.callbacks.EarlyStopping("loss", patience=patience, baseline=baseline, restore_best_weights=True)
        history = model.fit(x, y, epochs=len(losses) + (baseline is None and patience == 1), verbose=0, callbacks=[stop])
        near(history.history["loss"], losses, 1e-5)
        near(model.get_weights()[0].item(), weight, 1e-3)


def test_keras_targets_with_and_without_a_last_dimension() -> None:
    """TensorFlow 30040, 35490, 22190; Keras 16010, 16083, 2412: (n,) beside (n, 1) is no table of n by n."""
    predicted, target = np.array([[0.1], [0.8], [0.6]]), np.array([0.0, 1, 1])
    for loss, right in ((keras.losses.BinaryCrossentropy(), 0.27977657), (keras.losses.MeanSquaredError(), 0.07)):
        near([loss(target, predicted).item(), loss(target[:, None], predicted).item()], [right] * 2, 1e-5)
    top = keras.metrics.TopKCategoricalAccuracy(k=1)
    top.update_state([[[0, 0, 1], [0, 1, 0]], [[1, 0, 0], [1, 0, 0]]], [[[0.1, 0.8, 0.9], [0.05, 0.95, 0]], [[0.9, 0.1, 0.8], [0.05, 0.95, 0]]])
    near(float(top.result()), 0.75)
    binary = keras.metrics.BinaryAccuracy()
    binary.update_state([[1, 1, 0, 0], [1, 1, 0, 0]], [[1, 1, 0, 0], [1, 1, 0, 1]], sample_weight=[1.0, 3.0])
    near(float(binary.result()), 0.8125)


# ---------------------------------------------------------------------------------------------------------------- found by programs run beside PyTorch


def test_the_norm_of_one_number_is_its_size() -> None:
    """Its square, or a higher power, would leave the range of float32."""
    x = torch.tensor([[1e30], [-1e-30], [0.0]], requires_grad=True)
    for order in (2, 3, 0.5, -1):
        size = torch.linalg.vector_norm(x, order, dim=1)
        assert size.tolist() == x.detach().abs().flatten().tolist()
        assert torch.grad(size.sum(), x)[0].flatten().tolist() == [1, -1, 0]
    w = nn.Parameter(torch.tensor([2.0]))
    w.grad = torch.tensor([1e30])
    assert nn.utils.clip_grad_norm_([w], 1.0).item() == np.float32(1e30)
    near(w.grad.item(), 1.0)


def test_rprop_leaves_alone_what_has_no_gradient() -> None:
    """A number whose gradient is nan stays where it is, as in PyTorch; it became nan for good."""
    w = nn.Parameter(torch.ones(2))
    optimizer = optim.Rprop([w], lr=0.1)
    for g in ([math.nan, 1.0], [1.0, 1.0]):
        w.grad = torch.tensor(g)
        optimizer.step()
    near(w.detach().numpy(), [0.9, 0.78])


def test_a_learning_rate_that_is_a_tensor_stays_one() -> None:
    """Schedulers fill it, so that ``param_groups[0]["lr"].item()`` and whoever else holds the tensor see the new rate."""
    for make in (
        lambda o: scheduler.ExponentialLR(o, 0.5),
        lambda o: scheduler.LambdaLR(o, lambda epoch: 0.5**epoch),
        lambda o: scheduler.SequentialLR(o, [scheduler.ExponentialLR(o, 0.5), scheduler.ConstantLR(o)], [5]),
    ):
        lr = torch.tensor(0.5)
        optimizer = optim.SGD([nn.Parameter(torch.ones(1))], lr)
        schedule = make(optimizer)
        before = schedule.get_last_lr()
        optimizer.step()
        schedule.step()
        assert optimizer.param_groups[0]["lr"] is lr
        assert (lr.item(), before[0].item(), schedule.get_last_lr()[0].item()) == (0.25, 0.5, 0.25)
    schedule = scheduler.ReduceLROnPlateau(optimizer, patience=0)
    schedule.step(1.0)
    schedule.step(1.0)
    near(lr.item(), 0.025)


def test_a_hook_may_not_change_the_type_of_a_gradient() -> None:
    """PyTorch refuses; here a parameter of float32 had a gradient of float64 from then on."""
    x = torch.ones(2, requires_grad=True)
    x.register_hook(lambda g: g.double())
    with pytest.raises(RuntimeError, match="changed the type"):
        (x * 2).sum().backward()
    y = torch.ones(2, requires_grad=True) * 2
    y.grad_fn.register_prehook(lambda gradients: (gradients[0].double(),))
    with pytest.raises(RuntimeError, match="changed the type"):
        y.sum().backward()


def test_a_parameter_that_is_loaded_by_assignment_is_the_one_given() -> None:
    """So that what holds the loaded parameter, an optimizer for one, goes on with it."""
    given = {"weight": nn.Parameter(torch.ones(1, 2)), "bias": torch.zeros(1)}
    layer = nn.Linear(2, 1)
    layer.weight.requires_grad_(False)
    layer.load_state_dict(given, assign=True)
    assert layer.weight is given["weight"]
    assert not layer.weight.requires_grad
    assert isinstance(layer.bias, nn.Parameter)


def test_reversed_turns_the_first_dimension_round() -> None:
    """In PyTorch it is a tensor; it was an iterator without sums or shapes."""
    assert reversed(torch.arange(6).view(3, 2)).tolist() == [[4, 5], [2, 3], [0, 1]]
    x = torch.ones(2, requires_grad=True)
    assert torch.grad((reversed(x) * torch.tensor([1.0, 2.0])).sum(), x)[0].tolist() == [2, 1]
    assert reversed(torch.tensor(3)).item() == 3


def test_whole_powers_below_zero_of_the_smallest_exponent() -> None:
    """Whose size has no sign to change: NumPy's "Integers to negative integer powers are not allowed" came through."""
    lowest = torch.tensor([-128, -127, -1, 3], dtype=torch.int8)
    assert (torch.tensor([-1, -1, 0, 2], dtype=torch.int8) ** lowest).tolist() == [1, -1, 0, 8]
    assert (2**lowest).tolist() == [0, 0, 0, 8]


def test_lgamma_is_zero_at_one_and_two() -> None:
    """Exactly, as in PyTorch; it was 1.8e-15 at 2."""
    assert torch.lgamma(torch.tensor([1.0, 2.0], dtype=torch.float64)).tolist() == [0, 0]


def test_a_scaler_of_losses_leaves_out_steps_that_are_not_finite() -> None:
    """``torch.amp.GradScaler("cpu")`` scaled nothing, and let an infinite gradient into the parameters."""
    w = nn.Parameter(torch.ones(2))
    optimizer = optim.SGD([w], 0.5)
    scaler = torch.amp.GradScaler("cpu", init_scale=8.0, growth_interval=2)
    for factor, scale in ((1.0, 8.0), (math.inf, 4.0), (1.0, 4.0), (1.0, 8.0)):
        optimizer.zero_grad()
        loss = scaler.scale((w * factor).sum())
        loss.backward()
        scaler.step(optimizer)
        scaler.update()
        assert scaler.get_scale() == scale
    assert w.tolist() == [-0.5, -0.5]
    loss = scaler.scale([w.sum(), w[0]])
    assert [each.item() for each in loss] == [-8, -4]
    loss[0].backward()
    scaler.unscale_(optimizer)
    with pytest.raises(RuntimeError, match="already been called"):
        scaler.unscale_(optimizer)
    again = torch.amp.GradScaler("cpu")
    again.load_state_dict(scaler.state_dict())
    assert (again.get_scale(), again.state_dict()) == (8, scaler.state_dict())
    disabled = torch.amp.GradScaler()  # for CUDA, as in PyTorch
    assert (disabled.is_enabled(), disabled.get_scale(), disabled.scale(3), disabled.state_dict()) == (False, 1, 3, {})
