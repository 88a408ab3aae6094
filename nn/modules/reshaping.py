"""Layers that rearrange elements: flatten, fold, shuffle, and resize images."""

from __future__ import annotations

from typing import Any

from autograd import Tensor

from .. import functional as F
from .module import Module, layer

__all__ = [
    "ChannelShuffle", "Flatten", "Fold", "PixelShuffle", "PixelUnshuffle", "Unflatten", "Unfold", "Upsample", "UpsamplingBilinear2d",
    "UpsamplingNearest2d",
]  # fmt: skip


@layer
class Flatten(Module):
    """Dimensions start_dim to end_dim become one: by default all but the first."""

    start_dim: int = 1
    end_dim: int = -1
    shows = "start_dim= end_dim="

    def forward(self, input: Tensor) -> Tensor:
        """(N, *size) -> (N, elements)."""
        return input.flatten(self.start_dim, self.end_dim)  # type: ignore[attr-defined, no-any-return]


@layer
class Unflatten(Module):
    """Dimension ``dim`` becomes several."""

    dim: int
    unflattened_size: Any
    shows = "dim= unflattened_size="

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.unflattened_size, (tuple, list)):
            raise TypeError(f"unflattened_size must be a tuple of ints, but found type {type(self.unflattened_size).__name__}")
        for i, n in enumerate(self.unflattened_size):
            if not isinstance(n, int):
                raise TypeError(f"unflattened_size must be tuple of ints, but found element of type {type(n).__name__} at pos {i}")

    def forward(self, input: Tensor) -> Tensor:
        """(..., n, ...) -> (..., *unflattened_size, ...)."""
        return input.unflatten(self.dim, self.unflattened_size)  # type: ignore[attr-defined, no-any-return]


@layer
class Fold(Module):
    """Adds up blocks, given as columns, at their places in an image: what `Unfold` took apart."""

    output_size: Any
    kernel_size: Any
    dilation: Any = 1
    padding: Any = 0
    stride: Any = 1
    shows = "output_size= kernel_size= dilation= padding= stride="

    def forward(self, input: Tensor) -> Tensor:
        """(N, C * kernel elements, L) -> (N, C, *output_size)."""
        return F.fold(input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride)


@layer
class Unfold(Module):
    """The blocks that a convolution would see, as columns."""

    kernel_size: Any
    dilation: Any = 1
    padding: Any = 0
    stride: Any = 1
    shows = "kernel_size= dilation= padding= stride="

    def forward(self, input: Tensor) -> Tensor:
        """(N, C, H, W) -> (N, C * kernel elements, L)."""
        return F.unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)


@layer
class PixelShuffle(Module):
    """Channels become pixels: (N, C r², H, W) -> (N, C, H r, W r).  Shi et al. 2016."""

    upscale_factor: int
    shows = "upscale_factor="

    def forward(self, input: Tensor) -> Tensor:
        """(N, C r², H, W) -> (N, C, H r, W r)."""
        return F.pixel_shuffle(input, self.upscale_factor)


@layer
class PixelUnshuffle(Module):
    """Pixels become channels: (N, C, H r, W r) -> (N, C r², H, W)."""

    downscale_factor: int
    shows = "downscale_factor="

    def forward(self, input: Tensor) -> Tensor:
        """(N, C, H r, W r) -> (N, C r², H, W)."""
        return F.pixel_unshuffle(input, self.downscale_factor)


@layer
class ChannelShuffle(Module):
    """Channels of ``groups`` groups are interleaved.  Zhang et al. 2017."""

    groups: int
    shows = "groups="

    def forward(self, input: Tensor) -> Tensor:
        """(N, C, *size) -> the same shape."""
        return F.channel_shuffle(input, self.groups)


@layer
class Upsample(Module):
    """Resizes to ``size``, or by ``scale_factor``; mode nearest, linear, bilinear, bicubic, trilinear."""

    size: Any = None
    scale_factor: Any = None
    mode: str = "nearest"
    align_corners: bool | None = None
    recompute_scale_factor: bool | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        factor = self.scale_factor
        self.scale_factor = tuple(map(float, factor)) if isinstance(factor, (tuple, list)) else float(factor) if factor else None

    def forward(self, input: Tensor) -> Tensor:
        """(N, C, *size) -> (N, C, *size_out)."""
        return F.interpolate(input, self.size, self.scale_factor, self.mode, self.align_corners, self.recompute_scale_factor)

    def extra_repr(self) -> str:
        """The size or the factor, and the mode."""
        size = f"size={self.size}" if self.scale_factor is None else f"scale_factor={self.scale_factor}"
        return f"{size}, mode={self.mode!r}"


class UpsamplingNearest2d(Upsample):
    """Resizes images, each new pixel taking the nearest old one's value."""

    def __init__(self, size: Any = None, scale_factor: Any = None) -> None:
        super().__init__(size, scale_factor, mode="nearest")


class UpsamplingBilinear2d(Upsample):
    """Resizes images, each new pixel a mean of its four old neighbours."""

    def __init__(self, size: Any = None, scale_factor: Any = None) -> None:
        super().__init__(size, scale_factor, mode="bilinear", align_corners=True)
