"""Padding: a border of a constant around a tensor, or of its own elements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.core.dtypes import number
from autograd.core.methods import of_tensors, plain_number, whole_number
from autograd.core.op import Op
from autograd.core.strides import channels_of_planes, contiguous
from autograd.machine.totals import total

__all__ = ["pad"]


def _pad(x: Any, *, widths: tuple[tuple[int, int], ...], value: float) -> Any:
    """``value`` around x, so many before and after it in each dimension; negative widths cut off."""
    out = np.full([n + before + after for n, (before, after) in zip(x.shape, widths, strict=True)], value, x.dtype)
    inner = tuple([slice(max(0, before), n - max(0, after)) for n, (before, after) in zip(out.shape, widths, strict=True)])
    kept = tuple([slice(max(0, -before), n - max(0, -after)) for n, (before, after) in zip(x.shape, widths, strict=True)])
    out[inner] = x[kept]
    return out


def _pad_rule(g: Any, widths: Any) -> Any:
    """What was put around is cut off; where something was cut off the gradient is zero."""
    return pad_op.apply(g, widths=tuple([(-before, -after) for before, after in widths]), value=0)


pad_op = Op(_pad, name="pad", title="ConstantPadNd", layout=channels_of_planes, x=_pad_rule)

MODES = ("reflect", "replicate", "circular")

# A border of a tensor's own elements: pieces of the tensor, some of them backwards, some one element repeated, put together to a larger one.


def _assemble(x: Any, *, pieces: tuple[tuple[Any, Any], ...], shape: tuple[int, ...]) -> Any:
    """An array of which each part ``there`` is the part ``here`` of x."""
    out = np.empty(shape, x.dtype)
    for here, there in pieces:
        out[there] = x[here]
    return out


def _take_apart(y: Any, *, pieces: tuple[tuple[Any, Any], ...], shape: tuple[int, ...]) -> Any:
    """The adjoint of `_assemble`: each element is the sum of all its copies."""
    x = np.zeros(shape, y.dtype)
    for here, there in pieces:
        some, copies = x[here], y[there]
        repeated = tuple([d for d in range(x.ndim) if some.shape[d] != copies.shape[d]])
        some += total(copies, repeated, True) if repeated else copies
    return x


assemble, assemble_circular = (
    Op(
        _assemble,
        name="pad_with_itself",
        title="ReflectionPad",
        layout=contiguous if circular else channels_of_planes,
        piecewise_linear=not circular,
        x=lambda g, x_shape, pieces: take_apart.apply(g, pieces=pieces, shape=x_shape),
    )
    for circular in (False, True)
)
take_apart: Op = Op(
    _take_apart,
    name="pad_with_itself_backward",
    title="ReflectionPadBackward",
    y=lambda g, y_shape, pieces: assemble.apply(g, pieces=pieces, shape=y_shape),
)


def _positions(mode: str, n: int, before: int, after: int) -> Any:
    """Which of n elements stands at each place of the padded line."""
    places = np.arange(-before, n + after)
    if mode == "replicate":
        return np.clip(places, 0, n - 1)
    if mode == "reflect":
        return n - 1 - abs(n - 1 - places % max(1, 2 * (n - 1)))
    first, left = max(0, -before), n - max(0, -before) - max(0, -after)  # what is cut off does not come back at the other end
    return first + (places - first) % left


@lru_cache(maxsize=512)
def _pieces(mode: str, n: int, before: int, after: int) -> list[tuple[slice, slice]]:
    """The padded line as pieces of the line: pairs of slices of the one and of the other."""
    positions = _positions(mode, n, before, after).tolist()
    pieces = []
    start = 0
    while start < len(positions):
        step = positions[start + 1] - positions[start] if start + 1 < len(positions) else 1
        end = start + 1
        while step in (0, 1, -1) and end < len(positions) and positions[end] - positions[end - 1] == step:
            end += 1
        last = positions[end - 1] + step
        alone = step == 0 or end - start == 1
        here = slice(positions[start], positions[start] + 1) if alone else slice(positions[start], last if last >= 0 else None, step)
        pieces.append((here, slice(start, end)))
        start = end
    return pieces


@of_tensors
def pad(input: Tensor, pad: Sequence[int], mode: str = "constant", value: float | None = None) -> Tensor:
    """A border around the last dimensions of a tensor. (..., *size) -> (..., *size_out).

    ``pad`` has two numbers for each padded dimension, the last dimension first: (left, right, top, bottom, ...); negative numbers cut off.
    ``mode`` says what the border is made of: "constant" (``value``, 0 unless given), "replicate" (the outermost element), "reflect" (the
    elements mirrored at the outermost one) or "circular" (the elements at the other end).

    >>> import autograd
    >>> pad(autograd.tensor([[1, 2, 3]]), (1, 2), value=9)
    tensor([[9, 1, 2, 3, 9, 9]])
    >>> pad(autograd.tensor([[1, 2, 3]]), (2, 1), mode="reflect")
    tensor([[3, 2, 1, 2, 3, 2]])
    """
    shape, numbers = input.array.shape, [whole_number("pad", "pad", p) for p in pad]
    if len(numbers) % 2:
        raise RuntimeError(f"pad: Padding length must be divisible by 2 (a number before and after), got {numbers}")
    if len(numbers) > 2 * len(shape):
        raise RuntimeError(
            f"pad: Padding length should be less than or equal to two times the input dimension but got padding length {len(numbers)} and "
            f"input of dimension {len(shape)}"
        )
    widths = [(0, 0)] * (len(shape) - len(numbers) // 2) + list(zip(numbers[-2::-2], numbers[::-2], strict=True))
    if mode == "constant":
        for d, (n, (before, after)) in enumerate(zip(shape, widths, strict=True)):
            if n + min(before, 0) + min(after, 0) < 0 or n + before + after < 0:
                raise RuntimeError(f"pad: padding ({before}, {after}) of dimension {d} of size {n} cuts off more than there is")
        return pad_op(
            input, widths=tuple(widths), value=0 if value is None else number(float(plain_number("pad", "value", value)), input.array.dtype).item()
        )
    if mode not in MODES:
        raise NotImplementedError(f"pad: Unrecognised padding mode {mode!r}: expected 'constant', {', '.join(map(repr, MODES))}")
    if value:
        raise RuntimeError(f"pad: Padding mode {mode!r} doesn't take in value argument, got {value}")
    dims = len(numbers) // 2
    if dims not in (1, 2, 3) or len(shape) not in (dims + 1, dims + 2):
        raise NotImplementedError(
            f"pad: Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now: padding {dims} dimensions with mode {mode!r} "
            f"needs a tensor of {dims + 1} or {dims + 2} dimensions, got shape {tuple(shape)}"
        )
    if mode != "circular" and input.array.dtype.kind == "b":
        raise NotImplementedError(f"pad: mode {mode!r} is not implemented for bool")
    for d, (n, (before, after)) in enumerate(zip(shape, widths, strict=True)):
        left = n + min(before, 0) + min(after, 0)
        if n + before + after < 0:
            raise RuntimeError(f"pad: padding ({before}, {after}) of dimension {d} of size {n} leaves a negative size")
        if mode == "reflect" and max(before, after) > max(0, n - 1):
            raise RuntimeError(
                f"pad: Padding size should be less than the corresponding input dimension, but got: padding ({before}, {after}) at dimension "
                f"{d} of input {list(shape)}"
            )
        if mode == "circular" and max(before, after) > left:
            raise RuntimeError(f"pad: Padding value causes wrapping around more than once: ({before}, {after}) at dimension {d} of size {n}")
    along = [_pieces(mode, n, before, after) for n, (before, after) in zip(shape[-dims:], widths[-dims:], strict=True)]
    pieces = tuple([((..., *(here for here, _ in piece)), (..., *(there for _, there in piece))) for piece in product(*along)])
    operation = assemble_circular if mode == "circular" else assemble
    return operation(input, pieces=pieces, shape=tuple([n + before + after for n, (before, after) in zip(shape, widths, strict=True)]))
