"""The stub packages: what editors and type checkers know of the package."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

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
    "x.grad": "Tensor | Any",
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


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("torch.tensor([1.0])", "requires_grad=True"),
        ("torch.ones(1).backward()", "add up until"),
        ("torch.nn.Linear(2, 3)", "(*, in_features) -> (*, out_features)"),
        ("torch.nn.functional.cross_entropy()", "class numbers"),
        ("torch.optim.Adam([])", "moving averages"),
        ("torch.utils.data.DataLoader([])", "``shuffle``"),
    ],
)
def test_what_an_editor_shows_of_a_call(call: str, says: str) -> None:
    """Shapes, and what arguments mean: not the first line of the docstring alone."""
    jedi = pytest.importorskip("jedi", reason="Jedi is not installed")
    script = jedi.Script(f"import autograd as torch\n{call}", path=ROOT / "program.py", project=jedi.Project(ROOT, added_sys_path=[str(ROOT)]))
    (shown,) = script.help(2, call.rindex("(") - 1)
    assert says in shown.docstring()


def test_jedi_completes_nothing_but_public_names_in_a_notebook() -> None:
    """Where the module itself is there to be asked, as in IPython."""
    jedi = pytest.importorskip("jedi", reason="Jedi is not installed")
    completed = {c.name for c in jedi.Interpreter("torch.", [{"torch": autograd}]).complete()}
    assert {name for name in completed if not name.startswith("_")} == {name for name in dir(autograd) if not name.startswith("_")}


@pytest.mark.parametrize("name", ["autograd", "wgrad"])
def test_jedi_completes_nothing_but_public_names_in_a_file(name: str) -> None:
    """Where it only reads: the stubs, and beside them the source, whose names all begin with an underscore but for the folders' own."""
    jedi = pytest.importorskip("jedi", reason="Jedi is not installed")
    project = jedi.Project(ROOT, added_sys_path=[str(ROOT)])
    completed = {c.name for c in jedi.Script(f"import {name} as torch\ntorch.", path=ROOT / "program.py", project=project).complete()}
    folders = {path.name for path in (ROOT / "autograd").iterdir() if path.is_dir()} - set(dir(autograd))
    shown = {n for n in completed if not n.startswith("_")}
    assert shown - folders == {n for n in dir(autograd) if not n.startswith("_")}


def of_pyright(folder: Path, mode: str = "basic") -> list[dict[str, Any]]:
    """What Pyright says of the files in a folder."""
    pytest.importorskip("pyright", reason="Pyright is not installed")
    if shutil.which("node") is None:
        pytest.skip("Pyright needs Node.js")
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": mode, "extraPaths": [str(ROOT)]}))
    done = subprocess.run([sys.executable, "-m", "pyright", "--outputjson", "-p", str(folder)], capture_output=True, text=True, cwd=folder)
    if not done.stdout.startswith("{"):
        pytest.skip("Pyright cannot be fetched here")
    found: list[dict[str, Any]] = json.loads(done.stdout)["generalDiagnostics"]
    return found


def test_pyright_knows_the_types_of_results(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(HEAD + "".join(f"reveal_type({line})\n" for line in LINES))
    found = of_pyright(tmp_path)
    assert [d["message"] for d in found if d["severity"] == "error"] == []
    assert [d["message"] for d in found if d["severity"] == "information"] == [f'Type of "{line}" is "{kind}"' for line, kind in LINES.items()]


def test_pyright_underlines_nothing_in_the_readme_s_examples(tmp_path: Path) -> None:
    """Its first one reads ``w.grad`` without asking whether that is None, as every program does."""
    blocks = re.findall(r"^ *```python\n(.*?)^ *```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) > 4
    for i, block in enumerate(blocks):
        (tmp_path / f"example_{i}.py").write_text(textwrap.dedent(block))
    assert [(d["file"], d["range"]["start"]["line"], d["message"]) for d in of_pyright(tmp_path) if d["severity"] == "error"] == []


ADDRESSES = """
import NAME as torch
import NAME.nn as nn, NAME.nn.functional as F, NAME.optim as optim
import NAME.nn.utils.rnn, NAME.nn.modules.conv, NAME.nn.init, NAME.optim.lr_scheduler, NAME.utils.data, NAME.utils.checkpoint
import NAME.autograd, NAME.distributions, NAME.linalg, NAME.func, NAME.cuda.amp
from NAME.utils.data import DataLoader
from NAME.autograd import Function, functional, grad
print(torch.autograd.functional.jacobian, torch.autograd.graph.saved_tensors_hooks, torch.optim.lr_scheduler.StepLR)
torch.backends.cudnn.benchmark = True
class Square(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 2 * x * g
class Net(nn.Module):
    def forward(self, x, mask=None):
        return Square.apply(x)
"""


@pytest.mark.parametrize("name", ["autograd", "wgrad"])
def test_pyright_finds_every_address_and_lets_programs_write_methods_anew(tmp_path: Path, name: str) -> None:
    """Not even a warning that there is no source at an address: an editor underlines those as well."""
    (tmp_path / "program.py").write_text(ADDRESSES.replace("NAME", name))
    assert [(d["range"]["start"]["line"], d["message"]) for d in of_pyright(tmp_path, "standard")] == []
