"""Training programs written for PyTorch print the same losses on this engine, step by step.

The expected ones are recorded (tests/programs/record.py); where PyTorch is installed, it also has to print them again.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import random
import runpy
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent / "programs"
PROGRAMS = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("conftest", "record"))
SHAKESPEARE = Path(__file__).parents[2] / "shared" / "data" / "text" / "tinyshakespeare.txt"
RECORDED: dict[str, list[list[float]]] = json.loads((HERE / "losses.json").read_text(encoding="utf-8"))


def numbers(text: str) -> list[list[float]]:
    return [[float(word) for word in line.split()] for line in text.splitlines()]


def agree(printed: list[list[float]], expected: list[list[float]], relative: float = 1e-3) -> Any:
    assert [len(line) for line in printed] == [len(line) for line in expected]
    for step, (line, wanted) in enumerate(zip(printed, expected, strict=True)):
        assert line == pytest.approx(wanted, rel=relative, abs=1e-5), f"line {step + 1}"


def skip_without_data(name: str) -> None:
    if name == "gpt_shakespeare" and not SHAKESPEARE.exists():
        pytest.skip("the text that it learns, tinyshakespeare.txt, is not in ../shared/data/text")


@pytest.mark.parametrize("name", PROGRAMS)
def test_same_losses(name: str) -> None:
    skip_without_data(name)
    command = [sys.executable, "-W", "error", "-m", "autograd", "run", str(HERE / f"{name}.py")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=HERE.parents[1])
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    agree(numbers(done.stdout), RECORDED[name])


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_record_is_pytorchs(name: str) -> None:
    skip_without_data(name)
    if importlib.util.find_spec("torch") is None:
        pytest.skip("PyTorch is not installed")
    state = random.getstate()
    with contextlib.redirect_stdout(io.StringIO()) as printed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        runpy.run_path(str(HERE / f"{name}.py"), run_name="__main__")
    random.setstate(state)
    agree(numbers(printed.getvalue()), RECORDED[name])


def test_every_program_is_recorded() -> None:
    assert sorted(RECORDED) == PROGRAMS
    assert len(PROGRAMS) >= 25
    assert {name for name, lines in RECORDED.items() if not 8 <= len(lines) <= 50} == {"gpt_shakespeare"}
    assert len(RECORDED["gpt_shakespeare"]) == 501
