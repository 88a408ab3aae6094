"""erf, gamma and their kin against Python's math module and against identities that they must satisfy."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd

rng = np.random.default_rng(0)
EVERYWHERE = np.concatenate([rng.normal(size=500), rng.uniform(-7, 7, 500), rng.normal(size=100) * 1e-5, [0.0, -0.0, np.inf, -np.inf, np.nan]])


def of(function: Any, x: Any) -> Any:
    return function(autograd.from_numpy(np.asarray(x))).numpy()


def by_math(function: Any, x: Any) -> Any:
    return np.array([function(v) for v in x])


def test_erf_in_float64() -> None:
    np.testing.assert_allclose(of(autograd.erf, EVERYWHERE), by_math(math.erf, EVERYWHERE), rtol=1e-14)
    assert np.signbit(of(autograd.erf, np.array([-0.0]))[0])


def test_erf_in_float32_is_right_to_a_few_units_in_the_last_place() -> None:
    x = np.concatenate([EVERYWHERE, 10 ** rng.uniform(-30, 30, 500)]).astype(np.float32)
    ours = of(autograd.erf, x)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, by_math(math.erf, x), rtol=3e-7)


def test_erf_in_float16() -> None:
    x = rng.normal(size=100).astype(np.float16)
    np.testing.assert_array_equal(of(autograd.erf, x), by_math(math.erf, x.astype(np.float64)).astype(np.float16))


def test_erfc_keeps_its_digits_far_out() -> None:
    x = np.concatenate([EVERYWHERE, rng.uniform(0, 26, 500)])
    np.testing.assert_allclose(of(autograd.erfc, x), by_math(math.erfc, x), rtol=2e-14)
    assert of(autograd.erfc, np.array([100.0]))[0] == 0


def test_erfinv_inverts_erf() -> None:
    y = np.concatenate([rng.uniform(-4, 4, 500), rng.normal(size=100) * 1e-8])
    near_one = 1 - 10 ** rng.uniform(-15, -1, 200)
    np.testing.assert_allclose(by_math(math.erfc, of(autograd.erfinv, near_one)), 1 - near_one, rtol=1e-13)
    small = y[np.abs(y) < 1]
    np.testing.assert_allclose(of(autograd.erfinv, by_math(math.erf, small)), small, rtol=1e-14)
    np.testing.assert_array_equal(of(autograd.erfinv, np.array([0.0, 1.0, -1.0, 1.1, -2.0, np.nan])), [0, np.inf, -np.inf, np.nan, np.nan, np.nan])


def test_lgamma() -> None:
    x = np.concatenate([rng.uniform(-10, 20, 1000), 10 ** rng.uniform(-10, 300, 200), -(10 ** rng.uniform(-10, 3, 200))])
    np.testing.assert_allclose(of(autograd.lgamma, x), by_math(math.lgamma, x), rtol=1e-13, atol=1e-13)
    np.testing.assert_array_equal(of(autograd.lgamma, np.array([0.0, -1.0, -2.0, np.inf, -np.inf])), np.inf)


def test_digamma() -> None:
    x = rng.uniform(-10, 20, 1000)
    np.testing.assert_allclose(of(autograd.digamma, x + 1), of(autograd.digamma, x) + 1 / x, rtol=1e-9, atol=1e-11)
    known = {1.0: -np.euler_gamma, 0.5: -np.euler_gamma - 2 * math.log(2), 10.0: 2.251752589066721107647}
    np.testing.assert_allclose(of(autograd.digamma, np.array(list(known))), list(known.values()), rtol=1e-14)
    np.testing.assert_array_equal(of(autograd.digamma, np.array([0.0, -0.0, -1.0, -2.0])), [-np.inf, np.inf, np.nan, np.nan])


@pytest.mark.parametrize("n", [1, 2, 3])
def test_polygamma(n: int) -> None:
    x = rng.uniform(-6, 20, 500)
    x = x[np.abs(x - np.rint(x)) > 0.05]  # at the poles the difference below cancels

    def polygamma(values: Any) -> Any:
        return of(lambda t: autograd.polygamma(n, t), values)

    np.testing.assert_allclose(polygamma(x + 1) - polygamma(x), (-1) ** n * math.factorial(n) * x ** (-n - 1.0), rtol=1e-8, atol=1e-8)
    zeta = {1: math.pi**2 / 6, 2: 1.2020569031595942, 3: math.pi**4 / 90}[n]
    np.testing.assert_allclose(polygamma(np.array([1.0])), (-1) ** (n + 1) * math.factorial(n) * zeta, rtol=1e-14)


@pytest.mark.parametrize("function", [autograd.erf, autograd.erfc, autograd.erfinv, autograd.lgamma, autograd.digamma], ids=lambda f: f.name)
@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (2, 3), (100, 100)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shapes_and_types(function: Any, shape: tuple[int, ...], dtype: Any) -> None:
    x = np.random.default_rng(1).uniform(0.1, 0.9, size=shape).astype(dtype)
    ours = of(function, x)
    assert ours.shape == shape and ours.dtype == dtype
    if x.ndim == 2:  # the blocks in which float64 is computed leave no trace
        np.testing.assert_array_equal(of(function, np.asfortranarray(x)), ours)
        np.testing.assert_array_equal(of(function, x[:, :2].copy()), ours[:, :2])


def test_integers_become_floats() -> None:
    assert of(autograd.erf, np.array([0, 1, 2])).dtype == np.float32


def test_erfcx_is_erfc_times_exp() -> None:
    x = np.concatenate([rng.uniform(-3, 5, 500), [0.0, 1e-9]])
    np.testing.assert_allclose(of(autograd.special.erfcx, x), [math.exp(v * v) * math.erfc(v) for v in x], rtol=2e-13)
    far = np.array([50.0, 1e5, 1e100])
    np.testing.assert_allclose(of(autograd.special.erfcx, far), 1 / (math.sqrt(math.pi) * far) * (1 - 1 / (2 * far * far)), rtol=1e-6)
    assert of(autograd.special.erfcx, np.array([np.inf, np.nan])).tolist()[0] == 0


@pytest.mark.parametrize("name", ["entr", "erfcx", "expit", "gammaln", "log_ndtr", "ndtr", "psi", "sinc", "logit"])
def test_functions_of_statistics_are_pytorchs(name: str) -> None:
    torch = pytest.importorskip("torch")
    x = np.array([0.01, 0.3, 0.9]) if name in ("entr", "logit") else np.array([-20.3, -3.2, -1.1, -0.4, 0.3, 1.0, 2.5])

    def values(library: Any) -> list[Any]:
        given = library.tensor(x, requires_grad=True)
        result = getattr(library.special, name)(given)
        if name == "ndtr":  # PyTorch's loses its digits far below 0
            result = result[1:]
        seed = library.linspace(1.0, 2.0, result.numel(), dtype=library.float64)
        return [result.detach().numpy(), library.autograd.grad(result, given, seed)[0].numpy()]

    for ours, theirs in zip(values(autograd), values(torch), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-14)


def test_functions_of_statistics_at_their_edges() -> None:
    special, inf = autograd.special, float("inf")
    assert special.entr(autograd.tensor([-1.0, 0.0, 1.0])).tolist() == [-inf, 0.0, 0.0]
    low = autograd.tensor([-100.0], requires_grad=True)
    special.log_ndtr(low).sum().backward()
    assert low.grad is not None and low.grad.item() == pytest.approx(100.01, rel=1e-4)
    given = autograd.tensor([-2.0, -0.5, 0.7, 3.0], dtype=autograd.float64, requires_grad=True)
    for function in (special.erfcx, special.ndtr, special.log_ndtr):
        assert autograd.gradcheck(function, [given]) and autograd.gradgradcheck(function, [given])


@pytest.mark.parametrize("name", ["i0", "i0e", "i1", "i1e"])
def test_bessel_functions_to_all_digits(name: str) -> None:
    """From the series by which they are defined."""
    x = np.concatenate([rng.uniform(-29, 29, 100), [1e-300, 1e-8, 29.999, 30.001, -40.0, 100.0]])
    order = int(name[1])
    exact = []
    for v in x:
        term = total = abs(v / 2) ** order
        for k in range(1, 400):
            term *= v * v / 4 / (k * (k + order))
            total += term
        exact.append(math.copysign(total, v if order else 1) * (math.exp(-abs(v)) if name.endswith("e") else 1))
    np.testing.assert_allclose(of(getattr(autograd.special, name), x), exact, rtol=3e-14)
    edges = of(getattr(autograd.special, name), np.array([0.0, -0.0, np.nan]))
    np.testing.assert_array_equal(edges, [1 - order, 1 - order, np.nan])
    assert of(getattr(autograd.special, name), np.array([1000.0]))[0] == (pytest.approx(0.0126172, rel=1e-3) if name.endswith("e") else np.inf)


def test_slopes_of_bessel_functions_at_zero() -> None:
    x = autograd.zeros(1, dtype=autograd.float64, requires_grad=True)
    for function, slope, bend in ((autograd.i0, 0, 0.5), (autograd.special.i1, 0.5, 0), (autograd.special.i0e, 0, 0.5)):
        (first,) = autograd.autograd.grad(function(x), x, create_graph=True)
        (second,) = autograd.autograd.grad(first, x)
        assert (first.item(), second.item()) == (slope, bend)


def test_parts_of_the_gamma_integral() -> None:
    """By the recurrence P(a + 1, x) = P(a, x) - x**a exp(-x) / gamma(a + 1), and P + Q = 1."""
    a, x = 10 ** rng.uniform(-2, 2, 500), 10 ** rng.uniform(-2, 2.2, 500)
    below, above = (of(lambda y: f(autograd.from_numpy(a), y), x) for f in (autograd.igamma, autograd.igammac))  # noqa: B023
    np.testing.assert_allclose(below + above, 1, rtol=1e-12)
    step = np.array([math.exp(n * math.log(y) - y - math.lgamma(n + 1)) for n, y in zip(a, x, strict=True)])
    next_one = of(lambda y: autograd.igamma(autograd.from_numpy(a + 1), y), x)
    np.testing.assert_allclose(next_one, below - step, rtol=1e-9, atol=1e-13)
    edges = np.array([0.0, 1.0, -1.0, np.inf, np.nan])
    found = np.array([[autograd.igamma(autograd.tensor(n), autograd.tensor(y)).item() for y in edges] for n in edges])
    nan, inside = np.nan, 1 - math.exp(-1)
    expected = [[nan, 1, nan, 1, nan], [0, inside, nan, 1, nan], [nan] * 5, [0, 0, nan, nan, nan], [nan] * 5]
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_ndtri_inverts_ndtr_far_out() -> None:
    p = np.concatenate([10 ** rng.uniform(-300, -0.4, 200), [0.3, 0.5]])
    np.testing.assert_allclose(of(autograd.special.log_ndtr, of(autograd.special.ndtri, p)), np.log(p), rtol=1e-13)
    assert of(autograd.special.ndtri, np.array([0.0, 1.0, 1.1, -0.1, np.nan])).tolist()[:2] == [-np.inf, np.inf]
    np.testing.assert_allclose(of(autograd.special.ndtri, 1 - np.array([0.125, 0.25])), -of(autograd.special.ndtri, np.array([0.125, 0.25])))


def test_what_has_no_derivative_refuses() -> None:
    x = autograd.ones(2, 2, requires_grad=True)
    for name, result in {
        "geqrf": autograd.geqrf(x)[0],
        "igamma: input": autograd.igamma(x, autograd.ones(2, 2)),
        "igammac: input": autograd.igammac(x, autograd.ones(2, 2)),
    }.items():
        with pytest.raises(RuntimeError, match=f"derivative for {name} is not implemented"):
            result.sum().backward()
