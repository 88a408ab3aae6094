"""Padding as layers: numbers are counted as in `functional.pad`, last dimension first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from autograd import Tensor

from .. import functional as F
from .module import Module

__all__ = [
    "CircularPad1d", "CircularPad2d", "CircularPad3d", "ConstantPad1d", "ConstantPad2d", "ConstantPad3d", "ReflectionPad1d", "ReflectionPad2d",
    "ReflectionPad3d", "ReplicationPad1d", "ReplicationPad2d", "ReplicationPad3d", "ZeroPad1d", "ZeroPad2d", "ZeroPad3d",
]  # fmt: skip


class _Pad(Module):
    """What all paddings share: one number for all sides, or two for each dimension."""

    shows = "padding"
    mode, dims = "constant", 0

    def __init__(self, padding: int | Sequence[int]) -> None:
        super().__init__()
        sides = 2 * self.dims
        self.padding = tuple(padding) if isinstance(padding, Iterable) else (padding,) * sides
        if len(self.padding) != sides:
            raise ValueError(f"{type(self).__name__}: padding must have {sides} elements, got {len(self.padding)}")

    def forward(self, input: Tensor) -> Tensor:
        """(N, C, *size) -> (N, C, *size_out)."""
        if self.mode == "circular" and input.ndim not in (self.dims + 1, self.dims + 2):
            raise ValueError(f"expected {self.dims + 1}D or {self.dims + 2}D input (got {input.ndim}D input)")
        return F.pad(input, self.padding, self.mode)


class _ZeroPad(_Pad):
    """What paddings by zeros share: the number, as an attribute."""

    def __init__(self, padding: int | Sequence[int]) -> None:
        super().__init__(padding)
        self.value = 0.0


class ZeroPad1d(_ZeroPad):
    """Zeros on both sides of a sequence. (N, C, L) -> (N, C, L_out).

    >>> import autograd as torch, nn
    >>> nn.ZeroPad1d((1, 2))(torch.tensor([[1.0, 2.0]]))
    tensor([[0., 1., 2., 0., 0.]])
    """

    dims = 1


class ZeroPad2d(_ZeroPad):
    """Zeros on all sides of an image. (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ZeroPad2d(1)(torch.ones(1, 2, 3, 3)).shape
    torch.Size([1, 2, 5, 5])
    """

    dims = 2


class ZeroPad3d(_ZeroPad):
    """Zeros on all sides of a volume. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ZeroPad3d(1)(torch.ones(1, 2, 3, 3, 3)).shape
    torch.Size([1, 2, 5, 5, 5])
    """

    dims = 3


class _ConstantPadNd(_Pad):
    """What paddings by a number of one's own share."""

    shows = "padding= value="

    def __init__(self, padding: int | Sequence[int], value: float) -> None:
        super().__init__(padding)
        self.value = value

    def forward(self, input: Tensor) -> Tensor:
        """(N, C, *size) -> (N, C, *size_out)."""
        return F.pad(input, self.padding, "constant", self.value)


class ConstantPad1d(_ConstantPadNd):
    """``value`` on both sides of a sequence. (N, C, L) -> (N, C, L_out).

    >>> import autograd as torch, nn
    >>> nn.ConstantPad1d(1, 9.0)(torch.tensor([[1.0, 2.0]]))
    tensor([[9., 1., 2., 9.]])
    """

    dims = 1


class ConstantPad2d(_ConstantPadNd):
    """``value`` on all sides of an image. (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ConstantPad2d(1, 5.0)(torch.ones(1, 2, 3, 3)).shape
    torch.Size([1, 2, 5, 5])
    """

    dims = 2


class ConstantPad3d(_ConstantPadNd):
    """``value`` on all sides of a volume. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ConstantPad3d(1, 5.0)(torch.ones(1, 2, 3, 3, 3)).shape
    torch.Size([1, 2, 5, 5, 5])
    """

    dims = 3


class _ReflectionPadNd(_Pad):
    """What reflection paddings share."""

    mode = "reflect"


class ReflectionPad1d(_ReflectionPadNd):
    """A sequence continued by its mirror image, the edge not repeated. (N, C, L) -> (N, C, L_out).

    >>> import autograd as torch, nn
    >>> nn.ReflectionPad1d(2)(torch.tensor([[1.0, 2.0, 3.0]]))
    tensor([[3., 2., 1., 2., 3., 2., 1.]])
    """

    dims = 1


class ReflectionPad2d(_ReflectionPadNd):
    """An image continued by its mirror image, the edge not repeated. (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ReflectionPad2d(1)(torch.ones(1, 2, 3, 3)).shape
    torch.Size([1, 2, 5, 5])
    """

    dims = 2


class ReflectionPad3d(_ReflectionPadNd):
    """A volume continued by its mirror image, the edge not repeated. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ReflectionPad3d(1)(torch.ones(1, 2, 3, 3, 3)).shape
    torch.Size([1, 2, 5, 5, 5])
    """

    dims = 3


class _ReplicationPadNd(_Pad):
    """What replication paddings share."""

    mode = "replicate"


class ReplicationPad1d(_ReplicationPadNd):
    """A sequence continued by its edge. (N, C, L) -> (N, C, L_out).

    >>> import autograd as torch, nn
    >>> nn.ReplicationPad1d(2)(torch.tensor([[1.0, 2.0, 3.0]]))
    tensor([[1., 1., 1., 2., 3., 3., 3.]])
    """

    dims = 1


class ReplicationPad2d(_ReplicationPadNd):
    """An image continued by its edge. (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ReplicationPad2d(1)(torch.ones(1, 2, 3, 3)).shape
    torch.Size([1, 2, 5, 5])
    """

    dims = 2


class ReplicationPad3d(_ReplicationPadNd):
    """A volume continued by its edge. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ReplicationPad3d(1)(torch.ones(1, 2, 3, 3, 3)).shape
    torch.Size([1, 2, 5, 5, 5])
    """

    dims = 3


class _CircularPadNd(_Pad):
    """What circular paddings share."""

    mode = "circular"


class CircularPad1d(_CircularPadNd):
    """A sequence continued from its other end. (N, C, L) -> (N, C, L_out).

    >>> import autograd as torch, nn
    >>> nn.CircularPad1d(2)(torch.tensor([[1.0, 2.0, 3.0]]))
    tensor([[2., 3., 1., 2., 3., 1., 2.]])
    """

    dims = 1


class CircularPad2d(_CircularPadNd):
    """An image continued from its other side. (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.CircularPad2d(1)(torch.ones(1, 2, 3, 3)).shape
    torch.Size([1, 2, 5, 5])
    """

    dims = 2


class CircularPad3d(_CircularPadNd):
    """A volume continued from its other side. (N, C, D, H, W) -> (N, C, D_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.CircularPad3d(1)(torch.ones(1, 2, 3, 3, 3)).shape
    torch.Size([1, 2, 5, 5, 5])
    """

    dims = 3
