"""Pooling: each window of the input becomes one number."""

from __future__ import annotations

from typing import Any

from autograd import Tensor

from .. import functional as F
from .conv import per_dim
from .module import Module, layer

__all__ = [
    "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d", "AvgPool1d",
    "AvgPool2d", "AvgPool3d", "LPPool1d", "LPPool2d", "LPPool3d", "MaxPool1d", "MaxPool2d", "MaxPool3d", "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d",
]  # fmt: skip


@layer
class _MaxPool(Module):
    """What max pooling of every number of dimensions shares."""

    kernel_size: Any
    stride: Any = None  # None: the kernel's size
    padding: Any = 0
    dilation: Any = 1
    return_indices: bool = False
    ceil_mode: bool = False
    shows = "kernel_size= stride= padding= dilation= ceil_mode="

    def __post_init__(self) -> None:
        super().__post_init__()
        self.stride = self.kernel_size if self.stride is None else self.stride

    def _settings(self) -> tuple[Any, ...]:
        return self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode, self.return_indices


class MaxPool1d(_MaxPool):
    """The maximum of each window: (N, C, L) -> (N, C, L_out)."""

    def forward(self, input: Tensor) -> Any:
        """With ``return_indices`` also where each maximum was."""
        return F.max_pool1d(input, *self._settings())


class MaxPool2d(_MaxPool):
    """The maximum of each window: (N, C, H, W) -> (N, C, H_out, W_out)."""

    def forward(self, input: Tensor) -> Any:
        """With ``return_indices`` also where each maximum was."""
        return F.max_pool2d(input, *self._settings())


class MaxPool3d(_MaxPool):
    """The maximum of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    def forward(self, input: Tensor) -> Any:
        """With ``return_indices`` also where each maximum was."""
        return F.max_pool3d(input, *self._settings())


@layer
class AvgPool1d(Module):
    """The mean of each window: (N, C, L) -> (N, C, L_out)."""

    kernel_size: Any
    stride: Any = None
    padding: Any = 0
    ceil_mode: bool = False
    count_include_pad: bool = True
    shows = "kernel_size= stride= padding="

    def __post_init__(self) -> None:
        super().__post_init__()
        stride = self.kernel_size if self.stride is None else self.stride
        self.kernel_size, self.stride, self.padding = per_dim(self.kernel_size, 1), per_dim(stride, 1), per_dim(self.padding, 1)

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, L) or (C, L)."""
        return F.avg_pool1d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad)


@layer
class AvgPool2d(Module):
    """The mean of each window: (N, C, H, W) -> (N, C, H_out, W_out)."""

    kernel_size: Any
    stride: Any = None
    padding: Any = 0
    ceil_mode: bool = False
    count_include_pad: bool = True
    divisor_override: int | None = None
    shows = "kernel_size= stride= padding="

    def __post_init__(self) -> None:
        super().__post_init__()
        self.stride = self.kernel_size if self.stride is None else self.stride

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, *size) or (C, *size)."""
        return F.avg_pool2d(
            input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad, self.divisor_override
        )


class AvgPool3d(AvgPool2d):
    """The mean of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, *size) or (C, *size)."""
        return F.avg_pool3d(
            input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad, self.divisor_override
        )


@layer
class _AdaptiveAvgPool(Module):
    """What adaptive average pooling of every number of dimensions shares."""

    output_size: Any
    shows = "output_size="


class AdaptiveAvgPool1d(_AdaptiveAvgPool):
    """The means of ``output_size`` windows that cover the input: (N, C, L) -> (N, C, L_out)."""

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, L) or (C, L)."""
        return F.adaptive_avg_pool1d(input, self.output_size)


class AdaptiveAvgPool2d(_AdaptiveAvgPool):
    """The means of ``output_size`` windows that cover the input: (N, C, H, W) -> (N, C, H_out, W_out)."""

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, H, W) or (C, H, W)."""
        return F.adaptive_avg_pool2d(input, self.output_size)


class AdaptiveAvgPool3d(_AdaptiveAvgPool):
    """The means of ``output_size`` windows that cover the input: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, D, H, W) or (C, D, H, W)."""
        return F.adaptive_avg_pool3d(input, self.output_size)


@layer
class _AdaptiveMaxPool(Module):
    """What adaptive max pooling of every number of dimensions shares."""

    output_size: Any
    return_indices: bool = False
    shows = "output_size="


class AdaptiveMaxPool1d(_AdaptiveMaxPool):
    """The maxima of ``output_size`` windows that cover the input: (N, C, L) -> (N, C, L_out)."""

    def forward(self, input: Tensor) -> Any:
        """With ``return_indices`` also where each maximum was."""
        return F.adaptive_max_pool1d(input, self.output_size, self.return_indices)


class AdaptiveMaxPool2d(_AdaptiveMaxPool):
    """The maxima of ``output_size`` windows that cover the input: (N, C, H, W) -> (N, C, H_out, W_out)."""

    def forward(self, input: Tensor) -> Any:
        """With ``return_indices`` also where each maximum was."""
        return F.adaptive_max_pool2d(input, self.output_size, self.return_indices)


class AdaptiveMaxPool3d(_AdaptiveMaxPool):
    """The maxima of ``output_size`` windows that cover the input: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    def forward(self, input: Tensor) -> Any:
        """With ``return_indices`` also where each maximum was."""
        return F.adaptive_max_pool3d(input, self.output_size, self.return_indices)


@layer
class _LPPool(Module):
    """What power-average pooling of every number of dimensions shares."""

    norm_type: float
    kernel_size: Any
    stride: Any = None
    ceil_mode: bool = False
    shows = "norm_type= kernel_size= stride= ceil_mode="

    def _settings(self) -> tuple[Any, ...]:
        return float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode


class LPPool1d(_LPPool):
    """The p-norm of each window: (N, C, L) -> (N, C, L_out)."""

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, L) or (C, L)."""
        return F.lp_pool1d(input, *self._settings())


class LPPool2d(_LPPool):
    """The p-norm of each window: (N, C, H, W) -> (N, C, H_out, W_out)."""

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, H, W) or (C, H, W)."""
        return F.lp_pool2d(input, *self._settings())


class LPPool3d(_LPPool):
    """The p-norm of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, D, H, W) or (C, D, H, W)."""
        return F.lp_pool3d(input, *self._settings())


@layer
class _MaxUnpool(Module):
    """What the undoing of max pooling shares for every number of dimensions."""

    kernel_size: Any
    stride: Any = None
    padding: Any = 0
    shows = "kernel_size= stride= padding="
    dims = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        stride = self.kernel_size if self.stride is None else self.stride
        self.kernel_size, self.stride, self.padding = (per_dim(v, self.dims) for v in (self.kernel_size, stride, self.padding))


class MaxUnpool1d(_MaxUnpool):
    """Puts each maximum back where `MaxPool1d` found it, zeros elsewhere."""

    dims = 1

    def forward(self, input: Tensor, indices: Tensor, output_size: Any = None) -> Tensor:
        """The maxima and their indices -> the size before pooling."""
        return F.max_unpool1d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


class MaxUnpool2d(_MaxUnpool):
    """Puts each maximum back where `MaxPool2d` found it, zeros elsewhere."""

    dims = 2

    def forward(self, input: Tensor, indices: Tensor, output_size: Any = None) -> Tensor:
        """The maxima and their indices -> the size before pooling."""
        return F.max_unpool2d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


class MaxUnpool3d(_MaxUnpool):
    """Puts each maximum back where `MaxPool3d` found it, zeros elsewhere."""

    dims = 3

    def forward(self, input: Tensor, indices: Tensor, output_size: Any = None) -> Tensor:
        """The maxima and their indices -> the size before pooling."""
        return F.max_unpool3d(input, indices, self.kernel_size, self.stride, self.padding, output_size)
