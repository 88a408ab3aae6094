"""PyTorch's operator database against wgrad, entry by entry; see torch_database.py. Needs PyTorch."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: values are compared with recorded ones elsewhere")
database: Any = pytest.importorskip("tests.torch_database", reason="torch.testing needs expecttest")

from tests.database_entries import CORE, FURTHER

# F.fold is in the list of names, but PyTorch's database has no entry of that name: test_convolution.py compares it
# and the entry rand_like of this PyTorch calls randn_like: test_random.py compares rand_like
NAMES = [name for name in (*CORE, *FURTHER) if name in database.ENTRIES and name != "rand_like"]


@pytest.mark.parametrize("name", NAMES)
def test_samples(name: str) -> None:
    report = database.run(name, list(database.DTYPES))
    assert not report.failures, "\n".join(report.failures[:5])
    assert report.passed or report.skipped


# where strides differ from PyTorch's, and why
OTHER_STRIDES = {
    "__rsub__": "of two tensors it is called by hand only: the operands are then in the other order",
    "stack": "of tensors with the channels last, PyTorch reorders those of the result",
    "linalg.cholesky": "upper=True is the transposed view of the lower factor",
    "cholesky": "upper=True is the transposed view of the lower factor",
    "F.pixel_shuffle": "a factor of 1 gives a view here",
    "F.pixel_unshuffle": "a factor of 1 gives a view here",
    "put": "the result is row-major here",
    "unique_consecutive": "as NumPy makes it",
    "linalg.lstsq": "row-major here",
    "linalg.householder_product": "row-major here",
    "linalg.lu_solve": "as the last product is made",
    "linalg.vander": "as the powers are made",
    "F.channel_shuffle": "row-major here",
    "F.adaptive_max_pool3d": "with the channels last, as the result of max_pool3d",
    "F.interpolate.area": "of volumes with the channels last, as the result of avg_pool2d",
    "F.max_unpool2d": "PyTorch's own gradient fails for indices that are not row-major",
    "triangular_solve": "row-major here",
    "resize_as_": "row-major here",
    "mvlgamma.mvlgamma_p_1": "as the input here",
    "mvlgamma.mvlgamma_p_3": "as the input here",
    "as_strided": "refused here for other than contiguous tensors",
}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OTHER_STRIDES and name not in ("empty_like", "new_empty", "F.nll_loss")])
def test_strides_of_permuted_samples(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = database.run_permuted(name)
    assert not report.failures, "\n".join(report.failures[:5])


@pytest.mark.parametrize("name", NAMES)
def test_errors(name: str) -> None:
    report = database.run_errors(name)
    assert not report.failures, "\n".join(report.failures[:5])
