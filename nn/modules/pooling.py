"""Pooling: each window of the input becomes one number."""

from __future__ import annotations

from typing import Any

from .. import functional as F
from .conv import per_dim
from .stateless import Stateless

__all__ = [
    "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d", "AvgPool1d",
    "AvgPool2d", "AvgPool3d", "FractionalMaxPool2d", "FractionalMaxPool3d", "LPPool1d", "LPPool2d", "LPPool3d", "MaxPool1d", "MaxPool2d",
    "MaxPool3d", "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d",
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


class _MaxPoolNd(_Pool):
    """What poolings by the maximum share."""

    settings = "kernel_size stride padding dilation return_indices ceil_mode"
    shows = "kernel_size= stride= padding= dilation= ceil_mode="


class MaxPool1d(_MaxPoolNd):
    """The maximum of each window: (N, C, L) -> (N, C, L_out); with ``return_indices`` also where it was."""

    function = F.max_pool1d


class MaxPool2d(_MaxPoolNd):
    """The maximum of each window: (N, C, H, W) -> (N, C, H_out, W_out); with ``return_indices`` also where it was.

    >>> import autograd as torch, nn
    >>> nn.MaxPool2d(2)(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 4, 4])
    """

    function = F.max_pool2d


class MaxPool3d(_MaxPoolNd):
    """The maximum of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); with ``return_indices`` also where it was."""

    function = F.max_pool3d


class _MaxUnpoolNd(_Pool):
    """What all kinds of unpooling share."""

    inputs, settings = 2, "kernel_size stride padding"


class MaxUnpool1d(_MaxUnpoolNd):
    """Puts each maximum back where `MaxPool1d` found it, zeros elsewhere: the maxima and their indices -> the size before."""

    function, dims = F.max_unpool1d, 1


class MaxUnpool2d(_MaxUnpoolNd):
    """Puts each maximum back where `MaxPool2d` found it, zeros elsewhere: the maxima and their indices -> the size before."""

    function, dims = F.max_unpool2d, 2


class MaxUnpool3d(_MaxUnpoolNd):
    """Puts each maximum back where `MaxPool3d` found it, zeros elsewhere: the maxima and their indices -> the size before."""

    function, dims = F.max_unpool3d, 3


class _AvgPoolNd(_Pool):
    """What poolings by the mean share."""


class AvgPool1d(_AvgPoolNd):
    """The mean of each window: (N, C, L) -> (N, C, L_out)."""

    function, dims = F.avg_pool1d, 1


class AvgPool2d(_AvgPoolNd):
    """The mean of each window: (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.AvgPool2d(3, stride=2, padding=1)(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 4, 4])
    """

    function = F.avg_pool2d


class AvgPool3d(_AvgPoolNd):
    """The mean of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    function = F.avg_pool3d


class _FractionalMaxPoolNd(Stateless):
    """What poolings of windows at random distances share."""

    dims = 0

    def _keep(self, settings: dict[str, Any]) -> None:
        name, samples = type(self).__name__, settings.pop("_random_samples")
        size, ratio = settings["output_size"], settings["output_ratio"]
        if size is None and ratio is None:
            raise ValueError(f"{name} requires specifying either an output size, or a pooling ratio")
        if size is not None and ratio is not None:
            raise ValueError("only one of output_size and output_ratio may be specified")
        for key in ("kernel_size", "output_size", "output_ratio"):
            settings[key] = None if settings[key] is None else per_dim(settings[key], self.dims)
        if ratio is not None and not all(0 < part < 1 for part in settings["output_ratio"]):
            raise ValueError(f"output_ratio must be between 0 and 1 (got {ratio})")
        super()._keep(settings)
        self.register_buffer("_random_samples", samples)


class FractionalMaxPool2d(_FractionalMaxPoolNd):
    """The maximum of each of ``output_size`` windows at random distances: (N, C, H, W) -> (N, C, H_out, W_out).  Graham 2014.

    >>> import autograd as torch, nn
    >>> nn.FractionalMaxPool2d(2, output_ratio=0.6)(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 4, 4])
    """

    function, dims = F.fractional_max_pool2d, 2


class FractionalMaxPool3d(_FractionalMaxPoolNd):
    """The maximum of each of ``output_size`` windows at random distances: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.FractionalMaxPool3d(2, output_size=3)(torch.ones(5, 3, 8, 8, 8)).shape
    torch.Size([5, 3, 3, 3, 3])
    """

    function, dims = F.fractional_max_pool3d, 3


class _LPPoolNd(Stateless):
    """What poolings by a p-norm share."""

    shows = "norm_type= kernel_size= stride= ceil_mode="


class LPPool1d(_LPPoolNd):
    """The p-norm of each window: (N, C, L) -> (N, C, L_out)."""

    function = F.lp_pool1d


class LPPool2d(_LPPoolNd):
    """The p-norm of each window: (N, C, H, W) -> (N, C, H_out, W_out)."""

    function = F.lp_pool2d


class LPPool3d(_LPPoolNd):
    """The p-norm of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    function = F.lp_pool3d


class _AdaptiveAvgPoolNd(Stateless):
    """What poolings by the mean share where the number of windows is given."""

    shows = "output_size="


class AdaptiveAvgPool1d(_AdaptiveAvgPoolNd):
    """The means of ``output_size`` windows that cover the input: (N, C, L) -> (N, C, L_out)."""

    function = F.adaptive_avg_pool1d


class AdaptiveAvgPool2d(_AdaptiveAvgPoolNd):
    """The means of ``output_size`` windows that cover the input: (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.AdaptiveAvgPool2d((1, 1))(torch.ones(5, 3, 7, 9)).shape
    torch.Size([5, 3, 1, 1])
    """

    function = F.adaptive_avg_pool2d


class AdaptiveAvgPool3d(_AdaptiveAvgPoolNd):
    """The means of ``output_size`` windows that cover the input: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    function = F.adaptive_avg_pool3d


class _AdaptiveMaxPoolNd(Stateless):
    """What poolings by the maximum share where the number of windows is given."""

    shows = "output_size="


class AdaptiveMaxPool1d(_AdaptiveMaxPoolNd):
    """The maxima of ``output_size`` windows that cover the input: (N, C, L) -> (N, C, L_out)."""

    function = F.adaptive_max_pool1d


class AdaptiveMaxPool2d(_AdaptiveMaxPoolNd):
    """The maxima of ``output_size`` windows that cover the input: (N, C, H, W) -> (N, C, H_out, W_out)."""

    function = F.adaptive_max_pool2d


class AdaptiveMaxPool3d(_AdaptiveMaxPoolNd):
    """The maxima of ``output_size`` windows that cover the input: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""

    function = F.adaptive_max_pool3d
