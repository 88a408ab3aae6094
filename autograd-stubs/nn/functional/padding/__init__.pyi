"""Padding: a border of a constant around a tensor, or of its own elements."""
from autograd import Tensor as _Tensor
from collections.abc import Sequence as _Sequence
def pad(input: _Tensor, pad: _Sequence[int], mode: str = 'constant', value: float | None = None) -> _Tensor: """A border around the last dimensions of a tensor. (..., *size) -> (..., *size_out).

    ``pad`` has two numbers for each padded dimension, the last dimension first: (left, right, top, bottom, ...); negative numbers cut off.
    ``mode`` says what the border is made of: "constant" (``value``, 0 unless given), "replicate" (the outermost element), "reflect" (the
    elements mirrored at the outermost one) or "circular" (the elements at the other end)."""
