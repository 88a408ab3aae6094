"""``python -m autograd run``, as a user runs it; and what programs ask about the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import autograd

ROOT = Path(__file__).parents[1]


def run(script: Path | str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "autograd", "run", str(script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "script.py"


IMPORTS = """
import sys
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
import torch.nn.init as init
import torch.backends.cudnn as cudnn
import torch.utils.data
from torch import Tensor, nn as same
from torch.autograd import Function, Variable, grad
from torch.cuda.amp import GradScaler, autocast
from torch.distributions import Categorical
from torch.distributions.normal import Normal
from torch.nn.modules.module import Module
from torch.nn.utils import clip_grad_norm_
from torch.nn.utils.rnn import pack_padded_sequence
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import DataLoader
from torch.utils.data.dataset import Dataset
from torch.utils.checkpoint import checkpoint

assert same is nn is torch.nn and torch.nn.functional is F and Module is nn.Module
assert torch.autograd.grad is grad and torch.utils.data.DataLoader is DataLoader
assert torch.__version__.startswith("2.")
w = torch.tensor([5.0], requires_grad=True)
((w - 2) ** 2).backward()
print(__name__, sys.argv[1:], w.grad)
"""


def test_a_script_runs_unchanged(script: Path) -> None:
    script.write_text(IMPORTS)
    done = run(script, "--epochs", "3", "--help")
    assert (done.stdout, done.stderr, done.returncode) == ("__main__ ['--epochs', '3', '--help'] tensor([6.])\n", "", 0)


WORKERS = """
import torch
from torch.utils.data import DataLoader, Dataset

class Numbers(Dataset):
    def __len__(self): return 4
    def __getitem__(self, i): return torch.nn.functional.relu(torch.tensor(i - 2.0))

if __name__ == "__main__":
    for context in ("spawn", "forkserver", "fork"):
        print(context, [b.tolist() for b in DataLoader(Numbers(), 2, num_workers=1, multiprocessing_context=context)])
"""


def test_processes_that_import_the_script_again_find_torch(script: Path) -> None:
    script.write_text(WORKERS)
    done = run(script)
    assert (done.stdout, done.stderr) == ("".join(f"{c} [[0.0, 0.0], [0.0, 1.0]]\n" for c in ("spawn", "forkserver", "fork")), "")


@pytest.mark.parametrize(
    ("code", "line", "name"),
    [
        ("import torch\n\ntorch.fft.fft(torch.ones(2))", 3, "torch.fft is not part of wgrad"),
        ("import torch.nothing\n\ntorch.nothing.f()", 3, "torch.nothing.f is not part of wgrad"),
        ("from torch import nothing\nnothing(1)", 2, "torch.nothing is not part of wgrad"),
        ("from torch.nn.modules.nothing import x\nx.y", 2, "torch.nn.modules.nothing.x.y is not part of wgrad"),
        ("from torch.nothing import A\nclass B(A): pass", 2, "torch.nothing.A is not part of wgrad"),
        ("from torch.nothing import a\nif a: pass", 2, "torch.nothing.a is not part of wgrad"),
        ("from torch.nothing import a\nfor b in a: pass", 2, "torch.nothing.a is not part of wgrad"),
        ("import torch\ndef f():\n    torch.nn.Nothing(1)\n\nf()", 3, "torch.nn.Nothing is not part of wgrad"),
        ("import torch\nf = lambda: torch.nn.functional.nothing(1)\nf()", 2, "torch.nn.functional.nothing is not part of wgrad"),
        ("import torch\ntorch.optim.Nothing()", 2, "torch.optim.Nothing is not part of wgrad"),
        ("import torch\ntorch.utils.data.Nothing()", 2, "torch.utils.data.Nothing is not part of wgrad"),
        ("import torch\ntorch.ones(2).nothing()", 2, "torch.Tensor.nothing is not part of wgrad"),
        ("import torch\nimport torchvision.transforms as T\nT.Compose([])", 3, "torchvision.transforms.Compose is not part of wgrad"),
        ("import torchvision\ntorchvision.models", 2, "torchvision.models is not part of wgrad"),
        ("import torch\nimport torchaudio", 2, "torchaudio is not available: it is built on PyTorch itself"),
    ],
)
def test_what_is_missing_is_one_line(code: str, line: int, name: str, script: Path) -> None:
    script.write_text(code)
    done = run(script)
    assert (done.stderr, done.returncode) == (f"script.py, line {line}: {name}\n", 1)


def test_what_a_module_beside_the_script_lacks(script: Path) -> None:
    script.write_text("import helper")
    script.with_name("helper.py").write_text("import torch\n\ntorch.nothing")
    assert run(script).stderr == "helper.py, line 3: torch.nothing is not part of wgrad\n"


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("import torch\ntorch.ones(2) @ torch.ones(3)", "RuntimeError: matmul: (2,) @ (3,): inner sizes 2 and 3 differ"),
        ("None.nothing", "AttributeError: 'NoneType' object has no attribute 'nothing'"),
        ("import nothing", "ModuleNotFoundError: No module named 'nothing'"),
        ("1 +", "SyntaxError: invalid syntax"),
    ],
)
def test_other_errors_are_pythons(code: str, last: str, script: Path) -> None:
    script.write_text(code)
    done = run(script)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == last
    assert "runpy" not in done.stderr
    assert "run.py" not in done.stderr


def test_exit_codes(script: Path) -> None:
    script.write_text("import sys; sys.exit(7)")
    assert run(script).returncode == 7
    done = run("nowhere.py")
    assert (done.returncode, done.stderr) == (2, "python -m autograd run: there is no file nowhere.py\n")


def test_a_module_of_the_script_may_have_a_name_of_ours(script: Path) -> None:
    script.with_name("optim.py").write_text("raise SystemExit(9)")
    script.write_text("import torch\nprint(torch.optim.SGD)")
    assert run(script).returncode == 0


# ---------------------------------------------------------------------------------------------------------------- what programs ask


def test_there_is_no_gpu() -> None:
    import autograd.backends.cudnn as cudnn

    device = autograd.device("cuda" if autograd.cuda.is_available() else "mps" if autograd.backends.mps.is_available() else "cpu")
    assert device == autograd.device("cpu")
    assert autograd.cuda.device_count() == autograd.accelerator.device_count() == autograd.cuda.max_memory_allocated() == 0
    assert not autograd.accelerator.is_available()
    assert autograd.accelerator.current_accelerator() is None
    for harmless in ("synchronize", "empty_cache", "reset_peak_memory_stats"):
        assert getattr(autograd.cuda, harmless)() is None
    autograd.cuda.manual_seed(0)
    autograd.cuda.manual_seed_all(0)
    assert autograd.cuda.get_rng_state_all() == []
    cudnn.benchmark = False
    assert autograd.backends.cudnn is cudnn
    assert cudnn.version() is None
    assert not cudnn.is_available()
    autograd.backends.cuda.matmul.allow_tf32 = False
    assert autograd.version.cuda is None


@pytest.mark.parametrize(
    "use",
    [
        lambda: autograd.ones(2).cuda(),
        lambda: autograd.ones(2).to("cuda"),
        lambda: autograd.ones(2, device="cuda:0"),
        lambda: autograd.nn.Linear(2, 2).to("cuda"),
        lambda: autograd.cuda.set_device(0),
        lambda: autograd.cuda.get_device_name(),
        lambda: autograd.cuda.current_device(),
    ],
)
def test_using_one_is_an_error(use: object) -> None:
    with pytest.raises(AssertionError, match="wgrad computes on the CPU only"):
        use()  # type: ignore[operator]


def test_harmless_requests() -> None:
    @autograd.compile
    def double(x: float) -> float:
        return 2 * x

    @autograd.compile(mode="max-autotune")
    def treble(x: float) -> float:
        return 3 * x

    model = autograd.nn.Linear(2, 2)
    assert autograd.compile(model, fullgraph=True)._orig_mod is model
    assert (double(2), treble(2)) == (4, 6)
    assert autograd.jit.script(model) is model
    assert autograd.jit.ignore(double) is double
    assert autograd.jit.ignore(drop=True)(double) is double
    assert not autograd.jit.is_scripting()
    autograd.set_float32_matmul_precision("high")
    assert autograd.get_float32_matmul_precision() == "high"
    with pytest.raises(RuntimeError):
        autograd.set_float32_matmul_precision("higher")
    autograd.use_deterministic_algorithms(True)
    assert autograd.are_deterministic_algorithms_enabled()
    autograd.set_num_interop_threads(1)
    assert autograd.ones(1, 2, 1, 1).contiguous(memory_format=autograd.channels_last).flatten().tolist() == [1, 1]


def test_mixed_precision_is_off() -> None:
    model = autograd.nn.Linear(2, 1)
    optimizer = autograd.optim.SGD(model.parameters(), 0.1)
    scaler = autograd.amp.GradScaler("cuda", enabled=True)
    with autograd.autocast("cuda", dtype=autograd.float16), autograd.cuda.amp.autocast(enabled=False):
        loss = model(autograd.ones(3, 2)).sum()
    assert loss.dtype == autograd.float32
    before = model.weight.clone()
    scaler.scale(loss).backward()
    scaler.unscale_(optimizer)
    scaler.step(optimizer)
    scaler.update()
    scaler.load_state_dict(scaler.state_dict())
    assert (scaler.get_scale(), scaler.is_enabled(), autograd.is_autocast_enabled()) == (1.0, False, False)
    assert (model.weight - before).abs().sum() > 0


def test_variable() -> None:
    x = autograd.ones(2, requires_grad=True)
    assert isinstance(x, autograd.Variable)
    assert not autograd.Variable(x).requires_grad
    made = autograd.Variable(autograd.zeros(2), requires_grad=True)
    assert made.requires_grad
    assert made.is_leaf
    assert autograd.Variable().shape == (0,)


@pytest.mark.parametrize("name", ["float16", "float32", "float64"])
def test_finfo(name: str) -> None:
    torch = pytest.importorskip("torch")
    assert repr(autograd.finfo(getattr(autograd, name))) == repr(torch.finfo(getattr(torch, name)))
    for limit in ("max", "min", "eps", "tiny", "smallest_normal", "resolution", "bits", "dtype"):
        assert getattr(autograd.finfo(getattr(autograd, name)), limit) == getattr(torch.finfo(getattr(torch, name)), limit)


@pytest.mark.parametrize("name", ["uint8", "int8", "int16", "int32", "int64"])
def test_iinfo(name: str) -> None:
    torch = pytest.importorskip("torch")
    for limit in ("max", "min", "bits", "dtype"):
        assert getattr(autograd.iinfo(getattr(autograd, name)), limit) == getattr(torch.iinfo(getattr(torch, name)), limit)


def test_limits_of_the_wrong_kind() -> None:
    assert autograd.finfo().bits == 32
    with pytest.raises(TypeError, match="iinfo"):
        autograd.finfo(autograd.int64)
    with pytest.raises(TypeError, match="finfo"):
        autograd.iinfo(autograd.float32)


@pytest.mark.parametrize(
    ("settings", "named"), [({}, "bfloat16"), ({"dtype": autograd.bfloat16}, "bfloat16"), ({"dtype": autograd.float16}, "float16")]
)
def test_autocast_says_that_it_does_not_round(settings: dict[str, Any], named: str) -> None:
    with pytest.warns(UserWarning, match=f"autocast to {named}.*stays in the type of the inputs") as caught:
        context = autograd.autocast("cpu", **settings)
    with context:
        assert (autograd.ones(2, 2) @ autograd.ones(2, 2)).dtype == autograd.float32
    assert caught[0].filename == __file__
    with autograd.autocast("cpu", dtype=autograd.bfloat16, enabled=False), autograd.autocast("cpu", dtype=autograd.float32):
        pass


@pytest.mark.parametrize(
    "line", ["import autograd.numpy as np", "from autograd import numpy", "from autograd import elementwise_grad", "import autograd.scipy.stats"]
)
def test_programs_for_the_other_package_of_this_name_are_told(line: str) -> None:
    with pytest.raises(ImportError, match=r"belongs to HIPS's package `autograd`.*environment of its own"):
        exec(line, {})
    with pytest.raises(AttributeError, match="HIPS"):
        _ = autograd.make_vjp
    assert not hasattr(autograd, "value_and_grad")


UNUSED = """
import sys
import torch.nothing as a, torch.nothing.more
from typing import Optional
from torch.utils.nothing import Writer
from torch import nothing2
from torch.nn import Nothing

def f(x: Optional[Writer], y: Writer | None = None) -> None: ...

print(isinstance(torch.nn.Linear(1, 1), Writer), hasattr(a, "b"), hasattr(torch, "nothing3"))
"""
GUARDED = """
import importlib, importlib.util
import torch

for statement in ("import torch.nothing", "from torch import nothing", "from torch.nn import nothing", "importlib.import_module('torch.nothing')"):
    try:
        exec(statement)
        print("not refused:", statement)
    except ImportError:
        pass
try:
    import torch.nothing
    print("not refused")
except ImportError as error:
    print(error)
try:
    import helper  # whose own import is not in a try
    print("not refused")
except ImportError as error:
    print(error)
print(importlib.util.find_spec("torch.nothing"), importlib.util.find_spec("torch.nn") is None, hasattr(torch, "nothing"))
"""


def test_an_import_that_is_never_used_stops_no_script(script: Path) -> None:
    script.write_text(UNUSED)
    done = run(script)
    assert (done.stderr, done.stdout, done.returncode) == ("", "False False False\n", 0)


def test_programs_that_have_an_answer_to_what_is_missing_are_told(script: Path) -> None:
    script.write_text(GUARDED.replace("exec(statement)", 'exec(f"try: {statement}\\nexcept ImportError: raise")'))
    (script.parent / "helper.py").write_text("from torch.utils.nothing import Writer\n")
    done = run(script)
    assert done.stderr == ""
    assert done.stdout == "No module named 'torch.nothing'\nNo module named 'torch.utils.nothing'\nNone False False\n"


def test_installed_versions_are_answered(script: Path) -> None:
    script.write_text(
        "import importlib.metadata as m\nprint(m.version('torch'), m.version('torchvision'))\n"
        "print({d.metadata['Name'] for d in m.distributions()} >= {'torch', 'numpy'})\n"
        "try:\n    m.version('torchaudio')\nexcept m.PackageNotFoundError as error:\n    print(error)"
    )
    done = run(script)
    assert (done.stderr, done.stdout) == ("", "2.13.0 0.28.0\nTrue\nNo package metadata was found for torchaudio\n")


def test_overlapping_boxes_are_suppressed(script: Path) -> None:
    script.write_text(
        "import torch, torchvision\nfrom torchvision.ops import nms\nassert torchvision.ops.nms is nms\n"
        "boxes = torch.tensor([[0.0, 0, 10, 10], [1, 1, 11, 11], [20, 20, 30, 30], [0, 0, 10, 9]])\n"
        "scores = torch.tensor([0.5, 0.9, 0.8, 0.9])\n"
        "print(nms(boxes, scores, 0.5), nms(boxes, scores, 0.7), nms(boxes, scores, 0.95), nms(boxes[:0], scores[:0], 0.5))\n"
        "for wrong in ((boxes[0], scores), (boxes, boxes), (boxes, scores[:2]), (boxes[:, :2], scores), (boxes, scores.double())):\n"
        "    try:\n        nms(*wrong, 0.5)\n        print('no error')\n    except RuntimeError:\n        pass"
    )
    done = run(script)
    assert done.stderr == ""
    assert done.stdout == "tensor([1, 2]) tensor([1, 3, 2]) tensor([1, 3, 2, 0]) tensor([], dtype=torch.int64)\n"
