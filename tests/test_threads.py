"""The number of threads of a matrix product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import autograd


@pytest.fixture
def restored() -> Iterator[None]:
    before = autograd.get_num_threads()
    yield
    autograd.set_num_threads(before)


@pytest.mark.usefixtures("restored")
def test_set_and_get() -> None:
    if "openblas" not in np.show_config("dicts")["Build Dependencies"]["blas"]["name"]:  # type: ignore[index, call-overload]
        pytest.skip("NumPy uses another library here")
    for number in (1, 2, 1):
        autograd.set_num_threads(number)
        assert autograd.get_num_threads() == number


@pytest.mark.parametrize("number", [0, -1, 1.5, True])
def test_what_pytorch_refuses(number: Any) -> None:
    with pytest.raises(RuntimeError, match="set_num_threads expects a positive int"):
        autograd.set_num_threads(number)
