"""The stub packages: what editors and type checkers know of the package."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import autograd

ROOT = Path(__file__).resolve().parents[1]
LINES = {
    "x.sum()": "Tensor",
    "x.exp_()": "Tensor",
    "1 - x": "Tensor",
    "torch.exp(x)": "Tensor",
    "torch.max(x, x)": "Tensor",
    "x.max(dim=0).values": "Tensor",
    "torch.split(x, 1)": "tuple[Tensor, ...]",
    "x.size(0)": "int",
    "x.grad": "Tensor | None",
    "nn.Linear(2, 3)(x)": "Tensor",
    "nn.Linear(2, 3).in_features": "int",
    "nn.Sequential(nn.Linear(2, 3), nn.ReLU())(x)": "Tensor",
    "Net()(x)": "Tensor",
    "F.relu(x)": "Tensor",
    "wgrad.ones(2)": "Tensor",
    "optim.SGD(Net().parameters(), lr=0.1)": "SGD",
}
HEAD = """
import autograd as torch
import autograd.nn as nn
import autograd.nn.functional as F
import wgrad
from autograd import optim
from autograd.utils.data import DataLoader

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return F.relu(self.linear(x))

x = torch.ones(2)
"""


def test_the_stubs_are_those_of_the_package() -> None:
    done = subprocess.run([sys.executable, str(ROOT / ".ci" / "make_stubs.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_jedi_completes_every_method_of_a_tensor() -> None:
    jedi = pytest.importorskip("jedi", reason="Jedi is not installed")
    project = jedi.Project(ROOT, added_sys_path=[str(ROOT)])
    members = {name for name in dir(autograd.Tensor) if not name.startswith("_")}
    for program in ("x = torch.ones(2)\nx.", "torch.ones(2).sum().", "(torch.ones(2) + 1).", "torch.nn.Linear(2, 3)(torch.ones(2))."):
        completed = {c.name for c in jedi.Script(f"import autograd as torch\n{program}", path=ROOT / "program.py", project=project).complete()}
        assert members <= completed, f"{program}: {sorted(members - completed)}"


def test_pyright_knows_the_types_of_results(tmp_path: Path) -> None:
    pytest.importorskip("pyright", reason="Pyright is not installed")
    if shutil.which("node") is None:
        pytest.skip("Pyright needs Node.js")
    (tmp_path / "program.py").write_text(HEAD + "".join(f"reveal_type({line})\n" for line in LINES))
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "basic", "extraPaths": [str(ROOT)]}))
    done = subprocess.run([sys.executable, "-m", "pyright", "--outputjson", "-p", str(tmp_path)], capture_output=True, text=True, cwd=tmp_path)
    if not done.stdout.startswith("{"):
        pytest.skip("Pyright cannot be fetched here")
    found = json.loads(done.stdout)["generalDiagnostics"]
    assert [d["message"] for d in found if d["severity"] == "error"] == []
    assert [d["message"] for d in found if d["severity"] == "information"] == [f'Type of "{line}" is "{kind}"' for line, kind in LINES.items()]
