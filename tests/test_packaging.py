"""The distribution: what it needs, what importing it loads, and what it ships."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import autograd

ROOT = Path(__file__).parents[1]
PACKAGES = ("autograd", "nn", "optim")
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOADED = "import sys; before = set(sys.modules); import {}; print(*sorted({{m.partition('.')[0] for m in set(sys.modules) - before}}))"


def loaded_by(module: str) -> set[str]:
    """The top-level modules, apart from Python's own, that importing ``module`` loads in a new process."""
    code = LOADED.format(module)
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=120)
    # with numpy_distutils and its like left out: NumPy itself registers such names in Cython modules of its own
    return {m for m in done.stdout.split() if m not in sys.stdlib_module_names}


@pytest.mark.parametrize(("module", "expected"), [("autograd", {"autograd"}), ("nn", {"autograd", "nn"}), ("optim", {"autograd", "optim"})])
def test_import_loads_numpy_and_nothing_else(module: str, expected: set[str]) -> None:
    assert loaded_by(module) - loaded_by("numpy") - {"numpy"} == expected


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_is_a_package_and_typed(package: str) -> None:
    folder = Path(importlib.import_module(package).__file__ or "").parent
    assert (folder / "py.typed").exists()
    for module in folder.rglob("*.py"):
        assert (module.parent / "__init__.py").exists(), module


@pytest.mark.parametrize("package", PACKAGES)
def test_every_data_file_is_shipped(package: str) -> None:
    folder = ROOT / package
    shipped = {path for pattern in SETTINGS["tool"]["setuptools"]["package-data"][package] for path in folder.glob(pattern)}
    present = {path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert present == shipped


def test_every_data_set_names_its_source_and_licence() -> None:
    for data in (ROOT / "nn" / "datasets").glob("*.npz"):
        note = data.with_suffix(".md").read_text(encoding="utf-8")
        assert "Licence" in note
        assert "https://" in note


def test_version() -> None:
    assert SETTINGS["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "autograd.__version__"}
    assert f"## {autograd.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
