"""wgrad in an interpreter that has next to nothing, as in a browser: no shared libraries to open, no threads, no processes, no Graphviz.

Each test runs in a child process from which these are taken away before NumPy is imported. The lessons that need no large data run there as well.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 600

STRIP = """
import ctypes, os, shutil, subprocess, sys, threading

def refuse(*args, **kwargs):
    raise OSError("there are no shared libraries here")

class NoProcess:
    def __init__(self, *args, **kwargs):
        raise OSError("there are no processes here")

def no_thread(self):
    raise RuntimeError("can't start new thread")

ctypes.CDLL = refuse
threading.Thread.start = no_thread
subprocess.Popen = NoProcess
os.environ["PATH"] = ""
for name in ("multiprocessing", "_multiprocessing", "pygraphviz"):
    sys.modules[name] = None  # an import of it fails
assert shutil.which("dot") is None
"""

TRAIN = """
import autograd as torch
from autograd import nn, optim
from autograd.graph import draw, record
from nn.data import DataLoader, TensorDataset
from nn.datasets import digits

torch.set_num_threads(4)  # there are none: the work is done all the same
large = torch.ones(2000, 1000)
assert torch.equal(large @ torch.ones(1000, 300), torch.full((2000, 300), 1000.0)) and torch.get_num_threads() == 1

torch.manual_seed(0)
images, labels = digits()
order = torch.randperm(len(labels))
x, y = images.flatten(1)[order], labels[order]
model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = optim.Adam(model.parameters(), lr=0.003)
for epoch in range(10):
    for some_x, some_y in DataLoader(TensorDataset(x[:1400], y[:1400]), batch_size=32, shuffle=True):
        loss = nn.functional.cross_entropy(model(some_x), some_y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
right = (model(x[1400:]).argmax(1) == y[1400:]).float().mean().item()
assert right > 0.93, right

w = torch.tensor([5.0], requires_grad=True)
with record() as tape:
    loss = (w - 2) ** 2
    loss.backward()
page = tape._repr_mimebundle_()["text/html"]
assert '"steps":' in page and "to draw pictures, Graphviz is needed" in page  # it is drawn by its own script; without scripts there is the text
shown = draw(loss)._repr_mimebundle_()
assert list(shown) == ["text/plain"] and "loss = square(sub)" in shown["text/plain"]
print("trained and drawn")
"""

LESSON = """
import ast, json, warnings
import matplotlib
matplotlib.use("agg")
from tqdm import TqdmMonitorWarning
warnings.simplefilter("ignore", TqdmMonitorWarning)  # it says that it cannot start a thread

def run(cell, names):
    "As a notebook does: the value of a last line that is an expression is shown."
    tree = ast.parse("".join(cell["source"]), cell["id"])
    last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, cell["id"], "exec"), names)
    if last is not None:
        value = eval(compile(last, cell["id"], "eval"), names)
        for way in ("_repr_mimebundle_", "_repr_html_"):
            if hasattr(value, way):
                getattr(value, way)()
                break

names = {"__name__": "__main__"}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        try:
            run(cell, names)
        except BaseException as error:
            error.add_note(f"in the cell {cell['id']}")
            raise
print("the lesson ran")
"""


def stripped(program: str, *arguments: str, **environment: str) -> str:
    """What a program prints in such a child process."""
    before = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
    child = [sys.executable, "-c", STRIP + program, *arguments]
    done = subprocess.run(child, capture_output=True, encoding="utf-8", timeout=SECONDS, env=before, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_it_trains_and_draws_without_threads_processes_libraries_or_graphviz() -> None:
    assert stripped(TRAIN).splitlines()[-1] == "trained and drawn"


@pytest.mark.skipif(importlib.util.find_spec("matplotlib") is None or importlib.util.find_spec("IPython") is None, reason="needs '.[notebook]'")
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in LESSONS if path.name[:2] not in ("05", "07", "08")])
def test_lessons_run_without_them(path: Path, tmp_path: Path) -> None:
    said = stripped(LESSON, str(path), MPLCONFIGDIR=str(tmp_path), IPYTHONDIR=str(tmp_path))
    assert said.splitlines()[-1] == "the lesson ran"


@pytest.mark.skipif(not LESSONS, reason="the notebooks are in the repository only")
def test_the_other_lessons_need_large_data() -> None:
    for path in LESSONS:
        code = "".join("".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code")
        assert (path.name[:2] in ("05", "07", "08")) == ("load_data(" in code or "MNIST(" in code)
