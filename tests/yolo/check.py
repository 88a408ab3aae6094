"""Ultralytics as it comes from PyPI, in an environment without torch: it trains as with PyTorch, and reads the model that PyTorch wrote.

``FROM_PYTORCH=FOLDER python -m pytest tests/yolo/check.py``, where FOLDER is what ``record.py FOLDER`` has written. Not collected with
the other tests: it wants an environment of its own, and a minute.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pictures
import pytest

HERE = Path(__file__).parent
EPOCHS = 12


def run(*arguments: object) -> None:
    done = subprocess.run([sys.executable, "-m", "autograd", "run", *map(str, arguments)], capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert importlib.util.find_spec("torch") is None, "torch is installed: the test would tell nothing"
    folder = tmp_path_factory.mktemp("yolo")
    pictures.write(folder)
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Any:
    run(HERE / "train.py", folder, EPOCHS)
    return json.loads((folder / "report.json").read_text())


@pytest.fixture(scope="module")
def recorded() -> Any:
    return json.loads((HERE / "recorded.json").read_text())


def close(ours: list[list[float]], theirs: list[list[float]], tolerance: float) -> None:
    assert [len(row) for row in ours] == [len(row) for row in theirs]
    assert max(abs(a - b) for x, y in zip(ours, theirs) for a, b in zip(x, y)) < tolerance


def test_it_trains_as_with_pytorch(report: Any, recorded: Any) -> None:
    assert report["torch"].startswith("2.13.0+wgrad") and len(report["losses"]) == EPOCHS
    close(report["losses"][:10], recorded["losses"][:10], 1e-3)
    assert report["map50"] == pytest.approx(recorded["map50"], abs=1e-3)


def test_best_pt_is_loaded_and_predicts(report: Any, recorded: Any, folder: Path) -> None:
    for ours, theirs in zip(report["boxes"], recorded["boxes"], strict=True):
        close(ours, theirs, 1e-2)
    assert sorted(path.name for path in (folder / "predicted").iterdir()) == [f"{number}.jpg" for number in range(8)]
    assert all((folder / "predicted" / f"{number}.jpg").stat().st_size > 2000 for number in range(8))


def test_a_model_of_pytorch_predicts_the_same_boxes(folder: Path) -> None:
    given = Path(os.environ["FROM_PYTORCH"])
    theirs = json.loads((given / "predictions.json").read_text())
    assert theirs["torch"].startswith("2.13.0") and "wgrad" not in theirs["torch"]
    sure = [box[4] for boxes in theirs["boxes"] for box in boxes]  # how much it learns in 120 epochs depends on the processor's roundings
    assert sum(s > 0.1 for s in sure) >= 8 and max(sure) > 0.5, "the model has learned nothing: the test would tell little"
    run(HERE / "predict.py", given / "learned" / "weights" / "last.pt", folder)
    ours = json.loads((folder / "predictions.json").read_text())
    close(ours["raw"], theirs["raw"], 1e-2)
    for x, y in zip(ours["boxes"], theirs["boxes"], strict=True):
        close(x, y, 1e-2)
