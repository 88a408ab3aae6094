"""Anomaly mode and observers: where an operation was called, and the first gradient that is nan or inf."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .modes import mode

if TYPE_CHECKING:
    from .node import Node

__all__: list[str] = []


def note(node: Node, args: Sequence[Any], out: Any) -> None:
    """In anomaly mode: what is to be known of an operation beside its graph, the line that called it; an observer sees it all."""
    node.make_extras().line = calling_line()
    if mode.observer is not None:
        mode.observer.made(node, args, out)


def calling_line() -> str:
    """The file, or the cell of a notebook, and the line, outside this package, that is being run."""
    frame: Any = sys._getframe()
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] in ("autograd", "nn", "optim"):
        frame = frame.f_back
    if frame is None:
        return "an unknown line"
    file = frame.f_code.co_filename
    shell = frame.f_globals.get("get_ipython", lambda: None)()
    cells = getattr(getattr(shell, "compile", None), "_filename_map", {})  # in a notebook: the number of the cell behind a file's name
    where = f"cell {cells[file]}, line {frame.f_lineno}" if file in cells else f"{file}:{frame.f_lineno}"
    return f"{where} in {frame.f_code.co_name}"


def inspect(node: Node | None, target: Any, gradient: Any, observer: Any) -> None:
    """The watchers of a backward pass: an observer sees each contribution, anomaly mode refuses nan and inf."""
    if observer is not None:
        observer.edge(node, target, gradient)
    if node is not None and mode.anomaly and mode.check_finite:  # None hands out the gradient of the outputs, which the caller gave
        array = getattr(gradient, "array", gradient)
        if not np.isfinite(array).all():
            kind = "nan" if np.isnan(array).any() else "inf"
            raise RuntimeError(f"{node.name()} returned {kind} values in the gradient of one of its inputs: {node.op.describe(node)}")
