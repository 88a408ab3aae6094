"""Padding as layers: numbers are counted as in `functional.pad`, last dimension first."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from builtins import float as _float
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class _Pad(_Module):
    """What all paddings share: one number for all sides, or two for each dimension."""
    padding: _Any
    shows: str
    mode: str
    dims: int
    def __init__(self, padding: int | _Sequence[int]) -> None: ...
    def forward(self, input: _Tensor) -> _Tensor: """(N, C, *size) -> (N, C, *size_out)."""
    def __call__(self, input: _Tensor) -> _Tensor: """(N, C, *size) -> (N, C, *size_out)."""
class _CircularPadNd(_Pad):
    """What circular paddings share."""
    mode: str
class CircularPad1d(_CircularPadNd):
    """A sequence continued from its other end. (N, C, L) -> (N, C, L_out)."""
    dims: int
class CircularPad2d(_CircularPadNd):
    """An image continued from its other side. (N, C, H, W) -> (N, C, H_out, W_out)."""
    dims: int
class CircularPad3d(_CircularPadNd):
    """A volume continued from its other side. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    dims: int
class _ConstantPadNd(_Pad):
    """What paddings by a number of one's own share."""
    value: _float
    shows: str
    def __init__(self, padding: int | _Sequence[int], value: _float) -> None: ...
    def forward(self, input: _Tensor) -> _Tensor: """(N, C, *size) -> (N, C, *size_out)."""
    def __call__(self, input: _Tensor) -> _Tensor: """(N, C, *size) -> (N, C, *size_out)."""
class ConstantPad1d(_ConstantPadNd):
    """``value`` on both sides of a sequence. (N, C, L) -> (N, C, L_out)."""
    dims: int
class ConstantPad2d(_ConstantPadNd):
    """``value`` on all sides of an image. (N, C, H, W) -> (N, C, H_out, W_out)."""
    dims: int
class ConstantPad3d(_ConstantPadNd):
    """``value`` on all sides of a volume. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    dims: int
class _ReflectionPadNd(_Pad):
    """What reflection paddings share."""
    mode: str
class ReflectionPad1d(_ReflectionPadNd):
    """A sequence continued by its mirror image, the edge not repeated. (N, C, L) -> (N, C, L_out)."""
    dims: int
class ReflectionPad2d(_ReflectionPadNd):
    """An image continued by its mirror image, the edge not repeated. (N, C, H, W) -> (N, C, H_out, W_out)."""
    dims: int
class ReflectionPad3d(_ReflectionPadNd):
    """A volume continued by its mirror image, the edge not repeated. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    dims: int
class _ReplicationPadNd(_Pad):
    """What replication paddings share."""
    mode: str
class ReplicationPad1d(_ReplicationPadNd):
    """A sequence continued by its edge. (N, C, L) -> (N, C, L_out)."""
    dims: int
class ReplicationPad2d(_ReplicationPadNd):
    """An image continued by its edge. (N, C, H, W) -> (N, C, H_out, W_out)."""
    dims: int
class ReplicationPad3d(_ReplicationPadNd):
    """A volume continued by its edge. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    dims: int
class _ZeroPad(_Pad):
    """What paddings by zeros share: the number, as an attribute."""
    value: _Any
    def __init__(self, padding: int | _Sequence[int]) -> None: ...
class ZeroPad1d(_ZeroPad):
    """Zeros on both sides of a sequence. (N, C, L) -> (N, C, L_out)."""
    dims: int
class ZeroPad2d(_ZeroPad):
    """Zeros on all sides of an image. (N, C, H, W) -> (N, C, H_out, W_out)."""
    dims: int
class ZeroPad3d(_ZeroPad):
    """Zeros on all sides of a volume. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    dims: int
