"""Where second derivatives are zero they are zeros, or missing, as in PyTorch; and a kink in one place makes no other place nan."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, nn
from nn import functional as F
from tests.record_references import in_torch
from tests.samples import Sample, all_samples, normal
from tests.test_operations import flat, leaves_of

PLANES = normal(2, 3, 6, 6)
PIECEWISE_LINEAR: dict[str, tuple[Any, Any]] = {
    "relu": (F.relu, PLANES),
    "relu6": (F.relu6, PLANES),
    "leaky_relu": (F.leaky_relu, PLANES),
    "rrelu": (lambda x: F.rrelu(x, training=True), PLANES),
    "prelu": (lambda x: F.prelu(x, autograd.tensor([0.25], dtype=x.dtype)), PLANES),
    "hardtanh": (F.hardtanh, PLANES),
    "hardsigmoid": (F.hardsigmoid, PLANES),
    "hardshrink": (F.hardshrink, PLANES),
    "softshrink": (F.softshrink, PLANES),
    "threshold": (lambda x: F.threshold(x, 0.1, 2.0), PLANES),
    "abs": (autograd.abs, PLANES),
    "l1_loss": (lambda x: F.l1_loss(x, autograd.zeros_like(x)), PLANES),
    "nll_loss": (lambda x: F.nll_loss(x, autograd.zeros(2, 6, 6, dtype=autograd.int64)), PLANES),
    "max_pool1d": (lambda x: F.max_pool1d(x[0], 2), PLANES),
    "max_pool2d": (lambda x: F.max_pool2d(x, 2), PLANES),
    "max_pool3d": (lambda x: F.max_pool3d(x, 2), PLANES),
    "adaptive_max_pool2d": (lambda x: F.adaptive_max_pool2d(x, 4), PLANES),
    "avg_pool1d": (lambda x: F.avg_pool1d(x[0], 2), PLANES),
    "avg_pool2d": (lambda x: F.avg_pool2d(x, 2), PLANES),
    "avg_pool3d": (lambda x: F.avg_pool3d(x, 2), PLANES),
    "adaptive_avg_pool2d": (lambda x: F.adaptive_avg_pool2d(x, 3), PLANES),
    "adaptive_avg_pool2d, uneven": (lambda x: F.adaptive_avg_pool2d(x, 4), PLANES),
    "pad reflect": (lambda x: F.pad(x, (1, 1, 1, 1), mode="reflect"), PLANES),
    "pad replicate": (lambda x: F.pad(x, (1, 1, 1, 1), mode="replicate"), PLANES),
    "interpolate area": (lambda x: F.interpolate(x, (4, 4), mode="area"), PLANES),
    "norm of order 1": (lambda x: x.norm(1), PLANES),
    "norm of order inf": (lambda x: x.norm(math.inf), PLANES),
}


@pytest.mark.parametrize("name", PIECEWISE_LINEAR)
def test_the_second_derivative_of_a_piecewise_linear_function_is_zero_and_not_missing(name: str) -> None:
    function, values = PIECEWISE_LINEAR[name]
    x = autograd.from_numpy(values.copy()).requires_grad_()
    y = function(x)
    (g,) = autograd.grad(y, x, autograd.from_numpy(np.asarray(normal(*y.shape))), create_graph=True)
    assert np.any(g.array)
    (h,) = autograd.grad(g, x, autograd.from_numpy(normal(*x.shape)))
    np.testing.assert_array_equal(h.array, 0)


@pytest.mark.parametrize("layer", [nn.ReLU(), nn.LeakyReLU(), nn.Hardtanh(), nn.PReLU(), nn.Softshrink()], ids=str)
def test_the_laplacian_of_a_piecewise_linear_network_is_zero(layer: Any) -> None:
    net = nn.Sequential(nn.Linear(2, 8), layer, nn.Linear(8, 1))
    x = autograd.randn(3, 2, requires_grad=True)
    (g,) = autograd.grad(net(x).sum(), x, create_graph=True)
    for i in range(2):
        (h,) = autograd.grad(g[:, i].sum(), x, retain_graph=True)
        assert h.abs().max().item() == 0
    g.square().sum().backward()  # a penalty on the gradient trains the weights, as before
    assert net[0].weight.grad.abs().sum().item() > 0


def test_what_is_linear_has_no_second_derivative() -> None:
    x = autograd.ones(2, 3, 4, 4, requires_grad=True)
    for function in (lambda t: t * 2, lambda t: t.clamp(-2, 2), lambda t: F.pad(t, (1, 1)), lambda t: F.pad(t, (1, 1, 1, 1), mode="circular")):
        (g,) = autograd.grad(function(x).sum(), x, create_graph=True)
        assert not g.requires_grad


def of_each(lib: Any, function: Any, inputs: list[Any], keywords: dict[str, Any], constant: Any) -> Any:
    """For each gradient, and each input: "missing", "zero" or "there", what the gradient's own derivative is."""
    result = function(*inputs, **keywords)
    outputs = [r for r in ([result] if isinstance(result, lib.Tensor) else result) if isinstance(r, lib.Tensor) and r.requires_grad]
    leaves = [t for t in flat(inputs) if isinstance(t, lib.Tensor) and t.requires_grad]
    found: list[Any] = []
    for g in lib.autograd.grad(outputs, leaves, [constant(normal(*o.shape)) for o in outputs], create_graph=True, allow_unused=True):
        if g is None or not g.requires_grad:
            found.append(["missing"] * len(leaves))
            continue
        second = lib.autograd.grad(g, leaves, constant(normal(*g.shape, seed=7)), retain_graph=True, allow_unused=True)
        raw = [None if h is None else h.array if isinstance(h, Tensor) else h.detach().numpy(force=True) for h in second]
        found.append(["missing" if h is None else "there" if np.any(h) else "zero" for h in raw])
    return found


# what PyTorch cannot differentiate twice is not compared
@pytest.mark.parametrize("sample", [s for s in all_samples() if s.order == 2], ids=str)
def test_zero_or_missing_as_in_pytorch(sample: Sample) -> None:
    torch = pytest.importorskip("torch")

    def converted(x: Any) -> Any:
        if isinstance(x, np.ndarray):
            t = torch.from_numpy(np.array(x))
            return t.requires_grad_() if x.dtype.kind == "f" else t
        return [converted(v) for v in x] if isinstance(x, (list, tuple)) and x and isinstance(x[0], np.ndarray) else x

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            function = in_torch(sample.function)
            inputs = [converted(x) for x in sample.inputs]
            expected = of_each(torch, function, inputs, sample.keywords, lambda a: torch.from_numpy(np.asarray(a)))
    except (AttributeError, TypeError, RecursionError, NotImplementedError, RuntimeError):
        pytest.skip("PyTorch has no such function, or cannot differentiate it twice")
    ours = of_each(autograd, sample.function, leaves_of(sample), sample.keywords, lambda a: autograd.from_numpy(np.asarray(a)))
    assert ours == expected


VECTOR = [1.0, 0.0, -2.0]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (0.5, [-0.7071067811865477, -0.3535533905932738]),
        (1.5, [0.23613180400111555, 0.11806590200055775]),
        (2.0, [0.3577708763999664, 0.1788854381999832]),
        (2.5, [0.4087292995395019, 0.20436464976975083]),
        (3.0, [0.41088075517074646, 0.20544037758537323]),
        (-1.0, [0.0, 0.0]),
    ],
)
def test_a_zero_coordinate_makes_no_other_second_derivative_of_a_norm_nan(order: float, expected: list[float]) -> None:
    """At the zero itself it is nan in PyTorch for some orders, and here."""
    x = autograd.tensor(VECTOR, dtype=autograd.float64, requires_grad=True)
    (g,) = autograd.grad(x.norm(order), x, create_graph=True)
    (h,) = autograd.grad(g[0], x)
    np.testing.assert_allclose(h.array[[0, 2]], expected, rtol=1e-12)


@pytest.mark.parametrize("order", [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, math.inf])
def test_a_zero_row_makes_no_second_derivative_of_other_rows_nan(order: float) -> None:
    rows = np.array([[1.0, 0.5, -2.0], [0.0, 0.0, 0.0], [2.0, 2.0, 1.0]])
    for function in (lambda t: t.norm(order, 1), lambda t: F.normalize(t, order, dim=1), lambda t: autograd.renorm(t, order, 0, 1.0)):
        x = autograd.from_numpy(rows.copy()).requires_grad_()
        y = function(x)
        (g,) = autograd.grad(y, x, autograd.from_numpy(normal(*y.shape)), create_graph=True)
        assert np.isfinite(g.array).all()
        (h,) = autograd.grad(g, x, autograd.from_numpy(normal(3, 3)))
        assert np.isfinite(h.array[[0, 2]]).all()
