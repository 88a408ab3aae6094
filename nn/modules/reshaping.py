"""Layers that rearrange elements: flatten, fold, shuffle, and resize images."""

from __future__ import annotations

from typing import Any

from .. import functional as F
from .stateless import Stateless

__all__ = [
    "ChannelShuffle", "Flatten", "Fold", "PixelShuffle", "PixelUnshuffle", "Unflatten", "Unfold", "Upsample", "UpsamplingBilinear2d",
    "UpsamplingNearest2d",
]  # fmt: skip


def _flatten(input: Any, start_dim: int = 1, end_dim: int = -1) -> Any:
    return input.flatten(start_dim, end_dim)


class Flatten(Stateless):
    """Dimensions start_dim to end_dim become one: by default all but the first, (N, *size) -> (N, elements).

    >>> import autograd as torch, nn
    >>> nn.Flatten()(torch.ones(5, 3, 4, 4)).shape
    torch.Size([5, 48])
    """

    function, shows = _flatten, "start_dim= end_dim="


def _unflatten(input: Any, dim: int, unflattened_size: Any) -> Any:
    return input.unflatten(dim, unflattened_size)


class Unflatten(Stateless):
    """Dimension ``dim`` becomes several: (..., n, ...) -> (..., *unflattened_size, ...).

    >>> import autograd as torch, nn
    >>> nn.Unflatten(1, (3, 4))(torch.ones(5, 12)).shape
    torch.Size([5, 3, 4])
    """

    function, shows = _unflatten, "dim= unflattened_size="

    def _keep(self, settings: dict[str, Any]) -> None:
        super()._keep(settings)
        if not isinstance(self.unflattened_size, (tuple, list)):
            raise TypeError(f"unflattened_size must be a tuple of ints, but found type {type(self.unflattened_size).__name__}")
        for i, n in enumerate(self.unflattened_size):
            if not isinstance(n, int):
                raise TypeError(f"unflattened_size must be tuple of ints, but found element of type {type(n).__name__} at pos {i}")


class Fold(Stateless):
    """Adds up blocks, given as columns, at their places in an image: (N, C * kernel elements, L) -> (N, C, *output_size)."""

    function, shows = F.fold, "output_size= kernel_size= dilation= padding= stride="


class Unfold(Stateless):
    """The blocks that a convolution would see, as columns: (N, C, H, W) -> (N, C * kernel elements, L)."""

    function, shows = F.unfold, "kernel_size= dilation= padding= stride="


class PixelShuffle(Stateless):
    """Channels become pixels: (N, C r², H, W) -> (N, C, H r, W r).  Shi et al. 2016."""

    function, shows = F.pixel_shuffle, "upscale_factor="


class PixelUnshuffle(Stateless):
    """Pixels become channels: (N, C, H r, W r) -> (N, C r², H, W)."""

    function, shows = F.pixel_unshuffle, "downscale_factor="


class ChannelShuffle(Stateless):
    """Channels of ``groups`` groups are interleaved: (N, C, *size) -> the same shape.  Zhang et al. 2017."""

    function, shows = F.channel_shuffle, "groups="


class Upsample(Stateless):
    """Resizes to ``size``, or by ``scale_factor``: (N, C, *size); mode nearest, linear, bilinear, bicubic or trilinear.

    >>> import autograd as torch, nn
    >>> nn.Upsample(scale_factor=2)(torch.tensor([[[1.0, 2.0]]]))
    tensor([[[1., 1., 2., 2.]]])
    """

    function, settings = F.interpolate, "size scale_factor mode align_corners recompute_scale_factor"

    def _keep(self, settings: dict[str, Any]) -> None:
        factor = settings["scale_factor"]
        settings["scale_factor"] = tuple(map(float, factor)) if isinstance(factor, (tuple, list)) else float(factor) if factor else None
        super()._keep(settings)

    def extra_repr(self) -> str:
        """The size or the factor, and the mode."""
        size = f"size={self.size}" if self.scale_factor is None else f"scale_factor={self.scale_factor}"
        return f"{size}, mode={self.mode!r}"


class UpsamplingNearest2d(Upsample):
    """Resizes images, each new pixel taking the nearest old one's value. (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.UpsamplingNearest2d(scale_factor=2)(torch.tensor([[[[1.0, 2.0]]]]))
    tensor([[[[1., 1., 2., 2.],
              [1., 1., 2., 2.]]]])
    """

    def __init__(self, size: Any = None, scale_factor: Any = None) -> None:
        super().__init__(size, scale_factor, mode="nearest")


class UpsamplingBilinear2d(Upsample):
    """Resizes images, each new pixel a mean of its four old neighbours. (N, C, H, W) -> (N, C, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.UpsamplingBilinear2d(size=(1, 3))(torch.tensor([[[[1.0, 2.0]]]]))
    tensor([[[[1.0000, 1.5000, 2.0000]]]])
    """

    def __init__(self, size: Any = None, scale_factor: Any = None) -> None:
        super().__init__(size, scale_factor, mode="bilinear", align_corners=True)
