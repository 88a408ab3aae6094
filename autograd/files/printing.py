"""Tensors as text, exactly as PyTorch prints them.

All elements share one format, chosen from the finite nonzero ones: whole numbers as ``3.``, others with `precision` decimals, and
scientific notation when their magnitudes differ too much for that. They are aligned to the widest of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core import dtypes
from ..core.tensor import Tensor, attach

__all__ = ["get_printoptions", "set_printoptions"]

PROFILES: dict[str, dict[str, Any]] = {
    "default": {"precision": 4, "threshold": 1000, "edgeitems": 3, "linewidth": 80},
    "short": {"precision": 2, "threshold": 1000, "edgeitems": 2, "linewidth": 80},
    "full": {"precision": 4, "threshold": math.inf, "edgeitems": 3, "linewidth": 80},
}
options: dict[str, Any] = {**PROFILES["default"], "sci_mode": None}


def set_printoptions(
    precision: int | None = None,
    threshold: float | None = None,
    edgeitems: int | None = None,
    linewidth: int | None = None,
    profile: str | None = None,
    sci_mode: bool | None = None,
) -> None:
    """Change how tensors print.

    ``precision`` is the number of decimals, ``threshold`` the number of elements above which only the first and last ``edgeitems`` of
    each dimension are shown, ``linewidth`` the length at which lines break. ``profile`` ("default", "short" or "full") sets these
    four. ``sci_mode`` forces scientific notation on or off; None, also when left out, chooses by the values.

    >>> import autograd
    >>> autograd.set_printoptions(precision=2)
    >>> autograd.tensor([3.14159])
    tensor([3.14])
    >>> autograd.set_printoptions(profile="default")
    >>> autograd.tensor([3.14159])
    tensor([3.1416])
    """
    options.update(PROFILES.get(profile or "", {}))
    given = {"precision": precision, "threshold": threshold, "edgeitems": edgeitems, "linewidth": linewidth}
    options.update({name: value for name, value in given.items() if value is not None})
    options["sci_mode"] = sci_mode


def get_printoptions() -> dict[str, Any]:
    """The options in force, as keywords for `set_printoptions`."""
    return dict(options)


def _repr(self: Tensor, *, tensor_contents: str | None = None) -> str:
    self._refresh()
    return text(self)


attach(_repr, "__repr__")


def text(tensor: Tensor) -> str:
    """The tensor as ``repr`` shows it.

    >>> import autograd
    >>> text(autograd.tensor([1.0, -2.0, 0.0]))
    'tensor([ 1., -2.,  0.])'
    >>> print(text(autograd.tensor([[1.5, -2000.0], [0.0, 0.001]], requires_grad=True)))
    tensor([[ 1.5000e+00, -2.0000e+03],
            [ 0.0000e+00,  1.0000e-03]], requires_grad=True)
    """
    array, kind = tensor.array, type(tensor).__name__
    prefix = "tensor(" if kind in ("Tensor", "Parameter", "Buffer") else f"{kind}("  # nn.Parameter puts its heading before this
    dtype = tensor.dtype
    notes: list[str] = []
    if (array.size == 0 and array.ndim != 1) or (array.size and not options["edgeitems"]):
        notes.append(f"size={array.shape}")
    # an int64 or bool tensor is known by its elements, unless it has none
    if dtype is not dtypes.get_default_dtype() and not (array.size and dtype in (dtypes.int64, dtypes.bool_)):
        notes.append(f"dtype={dtype!r}")
    if tensor._node is not None:
        notes.append(f"grad_fn=<{tensor._node.type_name()}>")
    elif tensor._requires_grad:
        notes.append("requires_grad=True")
    shown = _annotated(prefix + _contents(array, len(prefix)), notes, len(prefix)) + ")"
    return f"Parameter({shown})" if "_is_param" in vars(tensor) else shown  # of a class of the user's own; others have a heading


def _annotated(body: str, notes: list[str], indent: int) -> str:
    """``body`` followed by the notes, each on the last line if it fits there."""
    column = len(body) - body.rfind("\n") + 1
    for note in notes:
        if column + len(note) + 2 > options["linewidth"]:
            body += ",\n" + " " * indent + note
            column = indent + len(note)
        else:
            body += ", " + note
            column += len(note) + 2
    return body


def _contents(array: np.ndarray[Any, Any], indent: int) -> str:
    """The elements in nested brackets; ``indent`` is the column of the first bracket."""
    if array.size == 0:
        return "[]"
    edge = options["edgeitems"]
    summarized = array.size > options["threshold"]
    cut = [summarized and n > 2 * edge for n in array.shape]
    for axis, n in enumerate(array.shape):
        if cut[axis]:
            array = array.take([*range(edge), *range(n - edge, n)], axis)
    cells, width = _cells(array)
    if array.ndim == 0:
        return cells[0]
    per_line = max(1, int((options["linewidth"] - indent - (array.ndim - 1)) // (width + 2)))

    def rows(cells: list[str], axis: int) -> str:
        """The brackets of one dimension, with those of the later ones inside."""
        column = " " * (indent + axis + 1)
        innermost = axis == array.ndim - 1
        if innermost:
            parts = cells
        else:
            step = len(cells) // max(array.shape[axis], 1)
            parts = [rows(cells[i : i + step], axis + 1) for i in range(0, len(cells), step or 1)]
        if cut[axis]:
            parts = [*parts[:edge], " ..." if innermost and edge else "...", *parts[edge:]]
        if innermost:
            lines = [", ".join(parts[i : i + per_line]) for i in range(0, len(parts), per_line)]
            return "[" + (",\n" + column).join(lines) + "]"
        return "[" + ("," + "\n" * (array.ndim - 1 - axis) + column).join(parts) + "]"

    return rows(cells, 0)


def _cells(array: np.ndarray[Any, Any]) -> tuple[list[str], int]:
    """Each element as text, aligned to the right, and the width to which they are aligned."""
    values = array.ravel()
    if values.dtype.kind == "f":
        deciding = np.isfinite(values) & (values != 0)  # zeros, infinities and nans are fitted to the others
        form = _form(values[deciding])
        cells = [form(value) for value in values.tolist()]
        width = max((len(cell) for cell, decides in zip(cells, deciding.tolist(), strict=True) if decides), default=1)
    else:
        cells = [str(value) for value in values.tolist()]
        width = max(map(len, cells), default=1)
    return [cell.rjust(width) for cell in cells], width


def _form(values: np.ndarray[Any, Any]) -> Callable[[float], str]:
    """How to write numbers of the magnitudes of ``values``."""
    whole, scientific = True, False
    if values.size:
        whole = bool((values == np.ceil(values)).all())
        sizes = np.abs(values).astype(np.float64)
        low, high = sizes.min(), sizes.max()
        scientific = options["sci_mode"]
        if scientific is None:
            scientific = high / low > 1000 or high > 1e8 or low < 1e-4
    if scientific:
        return f"{{:.{options['precision']}e}}".format
    if whole:
        return lambda value: f"{value:.0f}." if math.isfinite(value) else f"{value:.0f}"
    return f"{{:.{options['precision']}f}}".format
