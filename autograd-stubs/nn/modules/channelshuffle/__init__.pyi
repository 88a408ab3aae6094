"""Layers that rearrange elements: flatten, fold, shuffle, and resize images."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.stateless import Stateless as _Stateless
from builtins import float as _float
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class ChannelShuffle(_Stateless):
    """Channels of ``groups`` groups are interleaved: (N, C, *size) -> the same shape.  Zhang et al. 2017."""
    @staticmethod
    def function(input: _Tensor, groups: int) -> _Tensor: """Channels dealt out anew, one from each of ``groups`` groups in turn: (N, C, ...) -> (N, C, ...).

    Zhang et al. 2018, "ShuffleNet: an extremely efficient convolutional neural network for mobile devices"."""
    shows: str
    def __init__(self, groups: int) -> _Any: ...
class Flatten(_Stateless):
    """Dimensions start_dim to end_dim become one: by default all but the first, (N, *size) -> (N, elements)."""
    @staticmethod
    def function(input: _Any, start_dim: int = 1, end_dim: int = -1) -> _Any: ...
    shows: str
    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> _Any: ...
class Fold(_Stateless):
    """Adds up blocks, given as columns, at their places in an image: (N, C * kernel elements, L) -> (N, C, *output_size)."""
    @staticmethod
    def function(input: _Tensor, output_size: int | _Sequence[int], kernel_size: int | _Sequence[int], dilation: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, stride: int | _Sequence[int] = 1) -> _Tensor: """The image in which each element is the sum of what the columns of its windows hold for it: the adjoint of `unfold`.

    input: (N, C * K_h * K_w, L) or (C * K_h * K_w, L) -> (N, C, *output_size)."""
    shows: str
    def __init__(self, output_size: _Any, kernel_size: _Any, dilation: _Any = 1, padding: _Any = 0, stride: _Any = 1) -> _Any: ...
class PixelShuffle(_Stateless):
    """Channels become pixels: (N, C r², H, W) -> (N, C, H r, W r).  Shi et al. 2016."""
    @staticmethod
    def function(input: _Tensor, upscale_factor: int) -> _Tensor: """Channels spread over blocks of pixels: (..., C * r * r, H, W) -> (..., C, H * r, W * r), r being ``upscale_factor``.

    Shi et al. 2016, "Real-time single image and video super-resolution using an efficient sub-pixel convolutional neural network"."""
    shows: str
    def __init__(self, upscale_factor: int) -> _Any: ...
class PixelUnshuffle(_Stateless):
    """Pixels become channels: (N, C, H r, W r) -> (N, C r², H, W)."""
    @staticmethod
    def function(input: _Tensor, downscale_factor: int) -> _Tensor: """Blocks of pixels gathered into channels, the inverse of `pixel_shuffle`: (..., C, H * r, W * r) -> (..., C * r * r, H, W)."""
    shows: str
    def __init__(self, downscale_factor: int) -> _Any: ...
class Unflatten(_Stateless):
    """Dimension ``dim`` becomes several: (..., n, ...) -> (..., *unflattened_size, ...)."""
    @staticmethod
    def function(input: _Any, dim: int, unflattened_size: _Any) -> _Any: ...
    shows: str
    def __init__(self, dim: int, unflattened_size: _Any) -> _Any: ...
class Unfold(_Stateless):
    """The blocks that a convolution would see, as columns: (N, C, H, W) -> (N, C * kernel elements, L)."""
    @staticmethod
    def function(input: _Tensor, kernel_size: int | _Sequence[int], dilation: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, stride: int | _Sequence[int] = 1) -> _Tensor: """The elements of each window of an image as a column.

    input: (N, C, H, W) or (C, H, W) -> (N, C * K_h * K_w, L), with a column for each of the L windows, in row-major order. A convolution
    is ``weight.flatten(1) @ unfold(input, ...)``."""
    shows: str
    def __init__(self, kernel_size: _Any, dilation: _Any = 1, padding: _Any = 0, stride: _Any = 1) -> _Any: ...
class Upsample(_Stateless):
    """Resizes to ``size``, or by ``scale_factor``: (N, C, *size); mode nearest, linear, bilinear, bicubic or trilinear."""
    @staticmethod
    def function(input: _Tensor, size: int | _Sequence[int] | None = None, scale_factor: _float | _Sequence[_float] | None = None, mode: str = 'nearest', align_corners: bool | None = None, recompute_scale_factor: bool | None = None, antialias: bool = False) -> _Tensor: """Sequences, images or volumes at another size.

    input: (N, C, L), (N, C, H, W) or (N, C, D, H, W) -> the same with other last dimensions: ``size``, or ``floor(size * scale_factor)``.

    ``mode``: "nearest", "nearest-exact" (as image libraries do it), "area" (means), "linear", "bilinear" and "trilinear" (for one, two and
    three dimensions), "bicubic", "lanczos". Pixels are squares, and the images' outer edges coincide; with ``align_corners`` the centers
    of the corner pixels do. ``recompute_scale_factor`` computes with the ratio of the sizes, not with the given factor. ``antialias``
    widens the kernel of bilinear and bicubic to what becomes one pixel when an image gets smaller."""
    settings: str
    def extra_repr(self) -> str: """The size or the factor, and the mode."""
    def __init__(self, size: _Any = None, scale_factor: _Any = None, mode: str = 'nearest', align_corners: bool | None = None, recompute_scale_factor: bool | None = None) -> _Any: ...
class UpsamplingBilinear2d(Upsample):
    """Resizes images, each new pixel a mean of its four old neighbours. (N, C, H, W) -> (N, C, H_out, W_out)."""
    def __init__(self, size: _Any = None, scale_factor: _Any = None) -> None: ...
class UpsamplingNearest2d(Upsample):
    """Resizes images, each new pixel taking the nearest old one's value. (N, C, H, W) -> (N, C, H_out, W_out)."""
    def __init__(self, size: _Any = None, scale_factor: _Any = None) -> None: ...
