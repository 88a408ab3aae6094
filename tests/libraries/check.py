"""Libraries that were written for PyTorch, as they come from PyPI, in an environment without torch: each program gives PyTorch's numbers.

``python -m pytest tests/libraries/check.py``, in an environment with versions.txt and requirements.txt. recorded.json is what the same programs
print with PyTorch: ``python record.py`` in an environment with torch as well.
"""

from __future__ import annotations

import importlib.util
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
# large networks, which take most of the time of all: run when the environment says LIBRARIES=all
LARGE = {"efficientnet", "pretrained", "segmentation", "timm_"}
RECORDED = json.loads((HERE / "recorded.json").read_text())


def numbers(printed: Any) -> list[float]:
    """All numbers of nested lists."""
    return [number for part in printed for number in numbers(part)] if isinstance(printed, list) else [printed]


def test_torch_is_not_here() -> None:
    assert importlib.util.find_spec("torch") is None


def test_each_program_has_its_numbers() -> None:
    assert set(RECORDED) == {path.stem for path in (HERE / "programs").glob("*.py")}


@pytest.mark.parametrize("name", [name for name in RECORDED if name not in LARGE or os.environ.get("LIBRARIES") == "all"])
def test_a_library(name: str) -> None:
    command = [sys.executable, "-m", "autograd", "run", str(HERE / "programs" / f"{name}.py")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    ours, theirs = numbers(json.loads(done.stdout.splitlines()[-1])), numbers(RECORDED[name])
    assert len(ours) == len(theirs) > 0 and all(map(math.isfinite, theirs))
    assert ours == pytest.approx(theirs, rel=1e-4, abs=1e-5)
