"""The user's own program, as far as the stack shows it: what he calls his tensors, which modules are at work, the line that runs."""

from __future__ import annotations

import linecache
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..core.tensor import Tensor

ROOT = Path(__file__).parents[2]  # as files of code have it: links to the package are not followed
OURS = tuple(f"{ROOT / name}{os.sep}" for name in ("autograd", "nn", "optim"))


def is_ours(frame: Any) -> bool:
    """True in a frame of this package. Asked by the file: doctests have the names of our modules, and are the user's; the demo is like one."""
    file: str = frame.f_code.co_filename
    return file.startswith(OURS) and not file.endswith("__main__.py")


def callers() -> Iterator[Any]:
    """The frames outside of this package, innermost first."""
    return callers_of(sys._getframe(1))


def callers_of(frame: Any) -> Iterator[Any]:
    """Of a frame and those that it was called from, the ones outside of this package."""
    while frame is not None:
        if not is_ours(frame):
            yield frame
        frame = frame.f_back


def tensors_in(variables: dict[str, Any]) -> Iterator[tuple[str, Tensor]]:
    """The tensors among these variables, and in short lists of them, with what they are called there."""
    for name, value in list(variables.items()):
        if name.startswith("_") or name == "Out":  # what a notebook keeps of earlier cells
            continue
        if isinstance(value, Tensor):
            yield name, value
        elif type(value) in (list, tuple) and 0 < len(value) <= 20:
            yield from ((f"{name}[{i}]", element) for i, element in enumerate(value) if isinstance(element, Tensor))


def modules_in(variables: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The modules among these variables."""
    for name, value in list(variables.items()):
        if not name.startswith("_") and hasattr(type(value), "named_modules"):
            yield name, value


def called(variables: dict[str, Any]) -> tuple[dict[Any, str], dict[Any, Tensor]]:
    """Names for leaves and nodes, as `named` gives them, from these variables."""
    names: dict[Any, str] = {}
    made: dict[Any, Tensor] = {}
    for name, tensor in tensors_in(variables):
        thing = tensor if tensor.is_leaf else tensor.grad_fn
        if thing not in names:
            names[thing] = name
            if not tensor.is_leaf:
                made[thing] = tensor
    return names, made


def module_at_work(frame: Any) -> Any:
    """The module whose ``forward`` a frame runs, or None."""
    code = frame.f_code
    if code.co_name != "forward" or not code.co_varnames or code.co_argcount == 0:
        return None
    first = frame.f_locals.get(code.co_varnames[0])
    return first if hasattr(type(first), "named_modules") else None


def title_of(file: str) -> str:
    """What a file is called: a notebook's cell, which has a file of its own with a number for its name, a cell; a program by its function."""
    if program := re.fullmatch(r"<compiled (.*) \d+>", file):
        return f"{program[1]}, as a program"
    return "cell" if re.search(r"(ipykernel|xpython)_\d+|^<ipython", file) else Path(file).name


def source_of(file: str, lines: set[int], most: int = 120) -> tuple[int, list[str]]:
    """The source around these lines: the number of the first, and the text; all of a short file or cell."""
    text = [line.rstrip("\n") for line in linecache.getlines(file)]
    if not text:
        return 1, []
    first, last = 1, len(text)
    if last > most:
        first, last = max(1, min(lines) - 8), min(last, max(lines) + 6)
        last = min(last, first + 4 * most)
    return first, text[first - 1 : last]
