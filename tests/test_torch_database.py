"""PyTorch's operator database against wgrad, entry by entry; see torch_database.py. Needs PyTorch."""

from __future__ import annotations

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


@pytest.mark.parametrize("name", NAMES)
def test_errors(name: str) -> None:
    report = database.run_errors(name)
    assert not report.failures, "\n".join(report.failures[:5])
