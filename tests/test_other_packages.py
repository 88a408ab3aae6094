"""Other packages and modules that have our names: HIPS's `autograd` in the same environment, and a student's own `nn.py` or `optim/`."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

import autograd

ROOT = Path(__file__).resolve().parents[1]
REMEDY = ("python -m pip uninstall -y autograd wgrad", "python -m pip install wgrad")


def python(executable: str | Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(executable), *arguments], capture_output=True, text=True, cwd=cwd)


# ---------------------------------------------------------------------------------------------------------------- HIPS's package


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A virtual environment's Python, a wheel of ours, and a wheel of HIPS's package."""
    folder = tmp_path_factory.mktemp("hips")
    python(sys.executable, "-m", "venv", "env", cwd=folder)
    executable = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    for command in (
        ["install", "numpy"],
        ["download", "--no-deps", "-d", str(folder), "autograd==1.9.1"],
        ["wheel", "--no-deps", "-w", str(folder), str(ROOT)],
    ):
        done = python(executable, "-m", "pip", "-q", *command, cwd=folder)
        if done.returncode:
            pytest.skip(f"pip cannot do this here: {' '.join(command[:2])}")
    (ours,), (theirs,) = folder.glob("wgrad-*.whl"), folder.glob("autograd-*.whl")
    return executable, ours, theirs


@pytest.mark.parametrize("order", ["ours, theirs", "theirs, ours", "ours editable, theirs", "theirs, ours editable"])
def test_with_hips_in_the_environment_one_error_says_what_to_do(order: str, environment: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """And after the two commands, ours is whole."""
    executable, ours, theirs = environment
    arguments = {"ours": [str(ours)], "theirs": [str(theirs)], "ours editable": ["-e", str(ROOT)]}
    try:
        for what in order.split(", "):
            done = python(executable, "-m", "pip", "install", "-q", "--no-deps", *arguments[what], cwd=tmp_path)
            assert done.returncode == 0, done.stderr
        for program in ("import autograd", "import wgrad", "import nn", "import optim", "from autograd import nn"):
            done = python(executable, "-c", program, cwd=tmp_path)
            assert done.returncode == 1, f"{program}: {done.stdout}"
            last = done.stderr[done.stderr.rindex("ImportError: ") :]
            assert all(command in last for command in REMEDY), done.stderr
    finally:
        python(executable, "-m", "pip", "uninstall", "-q", "-y", "autograd", "wgrad", cwd=tmp_path)
    done = python(executable, "-m", "pip", "install", "-q", "--no-deps", str(ours), cwd=tmp_path)
    try:
        done = python(executable, "-c", "import wgrad as torch; print(torch.ones(2).sum().item())", cwd=tmp_path)
        assert done.stdout == "2.0\n", done.stderr
    finally:
        python(executable, "-m", "pip", "uninstall", "-q", "-y", "wgrad", cwd=tmp_path)


# ---------------------------------------------------------------------------------------------------------------- a student's own modules


def test_wgrad_is_another_name_of_the_package() -> None:
    program = """
        import wgrad as torch
        import wgrad.nn.functional as F
        from wgrad import nn
        from wgrad.utils.data import DataLoader
        import autograd
        import nn.functional
        import optim.lr_scheduler
        assert torch is autograd and F is nn.functional is autograd.nn.functional and DataLoader is autograd.utils.data.DataLoader
        assert optim is autograd.optim and optim.lr_scheduler is autograd.optim.lr_scheduler
        assert nn.Linear.__module__ == "autograd.nn.modules.linear" and callable(nn.functional.linear)
    """
    done = python(sys.executable, "-c", textwrap.dedent(program), cwd=ROOT)
    assert done.returncode == 0, done.stderr


SCRIPT = """
import nn, optim
from nn import Block
from optim.own import rate

import torch
from torch import nn as layers
import torch.nn.functional as F
import torch.optim

assert not hasattr(nn, "Linear") and layers.Linear and torch.nn is layers and F.linear
model = layers.Linear(2, 1)
step = torch.optim.SGD(model.parameters(), lr=rate)
print(Block.size, rate, type(step).__module__)
"""


@pytest.mark.parametrize("how", ["run", "import"])
def test_own_modules_named_nn_and_optim_work_beside_ours(how: str, tmp_path: Path) -> None:
    (tmp_path / "nn.py").write_text("class Block:\n    size = 3\n")
    (tmp_path / "optim").mkdir()
    (tmp_path / "optim" / "__init__.py").write_text("")
    (tmp_path / "optim" / "own.py").write_text("rate = 0.5\n")
    script = tmp_path / "script.py"
    if how == "run":
        script.write_text(SCRIPT)
        done = python(sys.executable, "-m", "autograd", "run", str(script), cwd=ROOT)
    else:
        code = SCRIPT.replace("import torch\n", "import autograd as torch\n").replace("from torch ", "from autograd ")
        script.write_text(f"import sys\nsys.path.append({str(ROOT)!r})\n" + code.replace("import torch.", "import autograd."))
        done = python(sys.executable, str(script), cwd=tmp_path)
    assert done.stdout == "3 0.5 autograd.optim.sgd\n", done.stderr


@pytest.mark.parametrize(
    ("expression", "near"),
    [
        ("torch.tensr", "tensor"),
        ("torch.nn.Liner", "Linear"),
        ("torch.optim.Adm", "Adam"),
        ("torch.nn.functional.cros_entropy", "cross_entropy"),
        ("torch.ones(2).sofmax", "softmax"),  # by Python itself
    ],
)
def test_a_misspelt_name_is_told_the_near_one(expression: str, near: str) -> None:
    done = python(sys.executable, "-c", f"import autograd as torch; {expression}", cwd=ROOT)
    assert done.stderr.count("Did you mean") == 1 and f"Did you mean: {near!r}?" in done.stderr.splitlines()[-1], done.stderr


def test_names_are_public_and_none_hides_another() -> None:
    """`dir(autograd)` lists what users may use; a module that has the name of a public function beside it would hide it once it is imported."""
    packages = [importlib.import_module(name) for name in ("autograd", "autograd.nn", "autograd.optim")]
    internal = {
        name for name in dir(autograd) if name.startswith("_") or name in ("core", "machine", "process", "NoSuchName", "Any", "importlib", "sys")
    }
    assert internal == {"__version__"}
    assert all(hasattr(autograd, name) for name in dir(autograd))
    hidden = []
    for package in packages:  # the list grows
        for found in pkgutil.iter_modules(package.__path__):
            if found.name == "__main__":
                continue
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            if not isinstance(getattr(package, found.name), ModuleType):
                hidden.append(module.__name__)
            if found.ispkg:
                packages.append(module)
    assert hidden == []
