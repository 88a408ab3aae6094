"""The README's table of speeds is that of the last run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_table_is_that_of_the_last_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    import table

    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert table.lines()
    assert page == table.replaced(page), "run: python benchmarks/table.py"
    assert table.PICTURE.exists()
