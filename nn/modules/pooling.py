"""Pooling: each window of the input becomes one number."""

from __future__ import annotations

from typing import Any

from .. import functional as F
from .conv import per_dim
from .stateless import Stateless

__all__ = [
    "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d", "AvgPool1d",
    "AvgPool2d", "AvgPool3d", "LPPool1d", "LPPool2d", "LPPool3d", "MaxPool1d", "MaxPool2d", "MaxPool3d", "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d",
]  # fmt: skip


class _Pool(Stateless):
    """What poolings of every kind share: windows as far apart as they are long, unless ``stride`` says otherwise."""

    dims = 0  # how many numbers to make of one, where repr shows them
    shows = "kernel_size= stride= padding="

    def _keep(self, settings: dict[str, Any]) -> None:
        settings["stride"] = settings["kernel_size"] if settings["stride"] is None else settings["stride"]
        for name in ("kernel_size", "stride", "padding") if self.dims else ():
            settings[name] = per_dim(settings[name], self.dims)
        super()._keep(settings)


class _MaxPool(_Pool):
    settings = "kernel_size stride padding dilation return_indices ceil_mode"
    shows = "kernel_size= stride= padding= dilation= ceil_mode="


class MaxPool1d(_MaxPool):
    """The maximum of each window: (N, C, L) -> (N, C, L_out); with ``return_indices`` also where it was."""

    function = F.max_pool1d


class MaxPool2d(_MaxPool):
    """The maximum of each window: (N, C, H, W) -> (N, C, H_out, W_out); with ``return_indices`` also where it was.

    >>> import autograd as torch, nn
    >>> nn.MaxPool2d(2)(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 4, 4])
    """

    function = F.max_pool2d


class MaxPool3d(_MaxPool):
    """The maximum of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); with ``return_indices`` also where it was."""

    function = F.max_pool3d


class MaxUnpool1d(_Pool):
    """Puts each maximum back where `MaxPool1d` found it, zeros elsewhere: the maxima and their indices -> the size before."""

    function, inputs, settings, dims = F.max_unpool1d, 2, "kernel_size stride padding", 1


class MaxUnpool2d(_Pool):
    """Puts each maximum back where `MaxPool2d` found it, zeros elsewhere: the maxima and their indices -> the size before."""

    function, inputs, settings, dims = F.max_unpool2d, 2, "kernel_size stride padding", 2


class MaxUnpool3d(_Pool):
    """Puts each maximum back where `MaxPool3d` found it, zeros elsewhere: the maxima and their indices -> the size before."""

    function, inputs, settings, dims = F.max_unpool3d, 2, "kernel_size stride padding", 3


class AvgPool1d(_Pool):
    """The mean of each window: (N, C, L) -> (N, C, L_out)."""

    function, dims = F.avg_pool1d, 1


class AvgPool2d(_Pool):
    """The mean of each window: (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.AvgPool2d(3, stride=2, padding=1)(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 4, 4])
    """

    function = F.avg_pool2d


class AvgPool3d(_Pool):
    """The mean of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    function = F.avg_pool3d


class LPPool1d(Stateless):
    """The p-norm of each window: (N, C, L) -> (N, C, L_out)."""

    function, shows = F.lp_pool1d, "norm_type= kernel_size= stride= ceil_mode="


class LPPool2d(Stateless):
    """The p-norm of each window: (N, C, H, W) -> (N, C, H_out, W_out)."""

    function, shows = F.lp_pool2d, "norm_type= kernel_size= stride= ceil_mode="


class LPPool3d(Stateless):
    """The p-norm of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    function, shows = F.lp_pool3d, "norm_type= kernel_size= stride= ceil_mode="


class AdaptiveAvgPool1d(Stateless):
    """The means of ``output_size`` windows that cover the input: (N, C, L) -> (N, C, L_out)."""

    function, shows = F.adaptive_avg_pool1d, "output_size="


class AdaptiveAvgPool2d(Stateless):
    """The means of ``output_size`` windows that cover the input: (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.AdaptiveAvgPool2d((1, 1))(torch.ones(5, 3, 7, 9)).shape
    torch.Size([5, 3, 1, 1])
    """

    function, shows = F.adaptive_avg_pool2d, "output_size="


class AdaptiveAvgPool3d(Stateless):
    """The means of ``output_size`` windows that cover the input: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    function, shows = F.adaptive_avg_pool3d, "output_size="


class AdaptiveMaxPool1d(Stateless):
    """The maxima of ``output_size`` windows that cover the input: (N, C, L) -> (N, C, L_out)."""

    function, shows = F.adaptive_max_pool1d, "output_size="


class AdaptiveMaxPool2d(Stateless):
    """The maxima of ``output_size`` windows that cover the input: (N, C, H, W) -> (N, C, H_out, W_out)."""

    function, shows = F.adaptive_max_pool2d, "output_size="


class AdaptiveMaxPool3d(Stateless):
    """The maxima of ``output_size`` windows that cover the input: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    function, shows = F.adaptive_max_pool3d, "output_size="
