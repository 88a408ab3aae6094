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
