"""``python -m autograd run script.py``: a script written for PyTorch, run on this engine.

In this process ``import torch`` finds `autograd`, and ``torch.nn`` and the rest what they are called here; the script stays as it is. What it
uses that is not here is named in one line.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import runpy
import sys
import traceback
from collections.abc import Sequence
from multiprocessing import spawn
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

import autograd
from autograd import Tensor
from autograd.core.errors import NoSuchName
from autograd.distributed.supervise import describe_process
from autograd.machine import process
from autograd.pytorch import addresses
from autograd.pytorch.torchvision import __version__ as VISION

TORCH = "2.13.0"  # the version of PyTorch whose behaviour this is
HERE = Path(__file__).parents[2]
OURS = ("autograd", "nn", "optim")
COMPANIONS = ("torchaudio", "torchtext", "torch_geometric", "lightning", "pytorch_lightning", "transformers")


def run_script(script: str, arguments: Sequence[str]) -> int:
    """Run a script as ``python script arguments`` would, with this engine as its PyTorch; the exit code."""
    if not os.path.isfile(script):
        print(f"python -m autograd run: there is no file {script}", file=sys.stderr)
        return 2
    take_the_name()
    describe_process()  # if it is one of several
    sys.argv = [script, *arguments]
    sys.path[0] = os.path.dirname(os.path.abspath(script))
    sys.path.append(str(HERE))  # last: for `import nn`, where the script has no module of its own that is called so
    try:
        runpy.run_path(script, run_name="__main__")
    except (AttributeError, ImportError) as error:
        what = missing(error)
        if what is None:
            return _report(error, script)
        sys.stdout.flush()
        print(f"{_place(error.__traceback__, script)}: {what}", file=sys.stderr)
        return 1
    except Exception as error:
        return _report(error, script)
    return 0


def take_the_name() -> None:
    """``import torch`` finds `autograd` in this process from now on, and ``import torchvision`` what there is of it."""
    process.find_at({"torch": "autograd", "torchvision": "autograd.pytorch.torchvision"}, versions={"torch": TORCH, "torchvision": VISION})
    process.stand_in_for_what_is_absent({"torch": "torch", "autograd": "torch", "torchvision": "torchvision"})
    autograd.__version__ = f"{TORCH}+wgrad.{autograd.__version__}"  # which scripts may compare with what they need
    autograd.__name__ = "torch"  # which libraries compare too
    prepare = spawn.get_preparation_data  # of processes that are not forked: they import the script again
    spawn.get_preparation_data = lambda name: {"torch": _Torch(), **prepare(name)}
    multiprocessing.set_forkserver_preload([])  # not the script, before it is told


class _Torch:
    """What takes the name in the process that reads it from a pickle: what a new process is told comes before its main module."""

    def __reduce__(self) -> tuple[Any, ...]:
        return take_the_name, ()


def missing(error: AttributeError | ImportError) -> str | None:
    """What part of PyTorch, or of the libraries built on it, an error says is not there; None if it is about something else."""
    if isinstance(error, ImportError):
        name = error.name or ""
        if name.partition(".")[0] in COMPANIONS:
            return f"{name} is not available: it is built on PyTorch itself"
        found = re.match(r"cannot import name '(\w+)'", str(error))
        name = f"{name}.{found[1]}" if found else name
        return _absent(name) if name.partition(".")[0] in ("torch", "torchvision", "autograd") else None
    if isinstance(error, NoSuchName):
        return _absent(f"{error.module}.{error.name}")
    owner = error.obj
    if isinstance(owner, ModuleType) and owner.__name__.partition(".")[0] in ("torch", "torchvision", "autograd"):
        return _absent(f"{owner.__name__}.{error.name}")
    if isinstance(owner, Tensor):
        return _absent(f"torch.Tensor.{error.name}")
    return None


def _absent(name: str) -> str:
    """A name of ours is told by PyTorch's address of its module."""
    name = re.sub(r"^(torch|autograd)\.pytorch\.torchvision", "torchvision", name)
    name = re.sub(r"^torch\.", "autograd.", name)
    for address, real in sorted(addresses.ADDRESSES.items(), key=lambda pair: -len(pair[1])):
        if real != "autograd" and name.startswith(f"{real}."):
            name = address + name.removeprefix(real)
            break
    package, _, rest = name.partition(".")
    return f"{package if package == 'torchvision' else 'torch'}.{rest} is not part of wgrad"


def _place(trace: TracebackType | None, script: str) -> str:
    """The last line of the user's that an error passed through: ``script.py, line 3``."""
    mine = os.path.abspath(script)
    folder = os.path.dirname(mine) + os.sep
    number, file = 0, mine
    for frame, line in traceback.walk_tb(trace):
        path = os.path.abspath(frame.f_code.co_filename)
        if path == mine or (path.startswith(folder) and os.path.isfile(path) and "site-packages" not in path and not _ours(path)):
            number, file = line, path
    return f"{os.path.relpath(file, os.path.dirname(mine))}, line {number}"


def _ours(path: str) -> bool:
    return any(path.startswith(f"{HERE / package}{os.sep}") for package in OURS)


def _report(error: Exception, script: str) -> int:
    """Print an error as Python does, without the lines that led to the script."""
    trace = error.__traceback__
    while trace is not None and os.path.abspath(trace.tb_frame.f_code.co_filename) != os.path.abspath(script):
        trace = trace.tb_next
    sys.stdout.flush()
    sys.excepthook(type(error), error.with_traceback(trace), trace)  # which `init_process_group` replaces: the other processes have to end, too
    return 1
