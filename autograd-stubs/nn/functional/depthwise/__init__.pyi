"""Convolution of each channel by itself, in two dimensions, as in MobileNet, EfficientNet and ConvNeXt."""
from autograd.nn.functional.windows import Windows as _Windows
from typing import Any as _Any
def convolve(x: _Any, weight: _Any, bias: _Any, windows: _Windows, out: _Any) -> None: """x: (N, C, *size), weight: (O, 1, *kernel); to ``out``, (N, C, O / C, windows)."""
def correlate(x: _Any, y: _Any, windows: _Windows) -> _Any: """x: (N, C, *size), y: (N, O, *out) -> (C, rows of the kernel, taps in a row, O / C): what each tap of the weight saw, weighted by y."""
def fits(x: _Any, windows: _Windows, groups: int) -> bool: """Whether each channel is a group, and the rows of the kernel are near each other: between those that are not, there are more zeros."""
