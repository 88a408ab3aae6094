"""y = a x + b y through OpenBLAS and through NumPy."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import numpy as np
import pytest

import autograd
import optim
from autograd.machine import blas

ARRAYS: dict[str, Any] = {
    "contiguous": lambda a: a,
    "transposed": lambda a: a.T,
    "every other": lambda a: np.repeat(a, 2, 1)[:, ::2],
    "with the other order of bytes": lambda a: a.astype(a.dtype.newbyteorder()),
    "not aligned": lambda a: np.frombuffer(bytearray(b"-" + a.tobytes()), a.dtype, offset=1).reshape(a.shape),
}


@pytest.fixture(params=["blas", "numpy"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """With OpenBLAS, and as if NumPy had another library."""
    found = blas._axpby
    found.cache_clear()
    if request.param == "numpy":
        monkeypatch.setattr(blas, "function", lambda name: (None, None))
    elif blas.function("cblas_saxpby")[0] is None:
        pytest.skip("NumPy uses another library here")
    yield request.param
    found.cache_clear()


FACTORS: list[tuple[Any, Any]] = [(0.25, 0.9), (1, 0.5), (-0.7, 1), (0, 2), (2, 0), (np.float32(0.1), 1)]


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16])
@pytest.mark.parametrize("size", [1, 7, 130])
def test_axpby(size: int, dtype: Any, library: str) -> None:
    rng = np.random.default_rng(size)
    for (a, b), of_x, of_y in itertools.product(FACTORS, ARRAYS.values(), ARRAYS.values()):
        x, y = (layout(rng.normal(size=(size, size)).astype(dtype)) for layout in (of_x, of_y))
        expected = float(a) * x.astype(np.float64) + float(b) * y.astype(np.float64)
        blas.axpby(a, x, b, y)
        np.testing.assert_allclose(y.astype(np.float64), expected, rtol=0, atol=20 * np.finfo(dtype).eps)


def test_large_arrays_go_to_openblas(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = blas._axpby

    def counted(dtype: Any) -> Any:
        asked.append(dtype)
        return real(dtype)

    monkeypatch.setattr(blas, "_axpby", counted)
    y = np.ones(blas.SMALLEST, np.float32)
    blas.axpby(2, y.copy(), 3, y)
    blas.axpby(2, y[1:].copy(), 3, y[1:])
    assert asked == [np.float32]
    assert y[0] == 5 and (y[1:] == 25).all()


@pytest.mark.parametrize(("a", "b"), [(0, 1), (1, 0), (0, 0)])
def test_nan_times_zero_is_nan(a: float, b: float, library: str) -> None:
    x, y = np.full((2, blas.SMALLEST), np.nan)
    blas.axpby(a, x, b, y)
    assert np.isnan(y).all()


def test_what_cannot_be_written_to_stays(library: str) -> None:
    y = np.ones(blas.SMALLEST)
    y.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        blas.axpby(1, np.ones(blas.SMALLEST), 2, y)
    assert (y == 1).all()


def test_shapes_must_agree(library: str) -> None:
    with pytest.raises(ValueError, match="broadcast"):
        blas.axpby(1, np.ones(blas.SMALLEST + 1), 1, np.ones(blas.SMALLEST))


ELEMENTWISE = [
    *[optim.SGD, optim.Adam, optim.AdamW, optim.RMSprop, optim.NAdam, optim.RAdam, optim.Adamax, optim.Adagrad, optim.Adadelta],
    functools.partial(optim.SGD, momentum=0.9, nesterov=True),
    functools.partial(optim.RMSprop, momentum=0.9, centered=True),
]


@pytest.mark.parametrize("make", ELEMENTWISE)
def test_optimizers_give_the_same_either_way(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Any] = []
    for smallest in (1, 1 << 40):
        monkeypatch.setattr(blas, "SMALLEST", smallest)
        autograd.manual_seed(0)
        w = autograd.randn(40, 30, dtype=autograd.float64).requires_grad_()
        optimizer = make([w], lr=0.01, weight_decay=0.1)
        for _ in range(5):
            optimizer.zero_grad()
            (w.square().sum() + w.sin().sum()).backward()
            optimizer.step()
        found.append(w.detach().numpy())
    np.testing.assert_allclose(found[0], found[1], rtol=1e-13, atol=1e-13)
