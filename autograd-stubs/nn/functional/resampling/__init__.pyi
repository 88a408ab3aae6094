"""Images at other sizes and places: interpolation, sampling on a grid, and channels traded for pixels."""
from autograd import Tensor as _Tensor
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
def affine_grid(theta: _Tensor, size: _Sequence[int], align_corners: bool | None = None) -> _Tensor: """The grid, for `grid_sample`, of an affine map of images or volumes.

    theta: (N, 2, 3) and size (N, C, H, W) -> (N, H, W, 2), or (N, 3, 4) and (N, C, D, H, W) -> (N, D, H, W, 3)."""
def channel_shuffle(input: _Tensor, groups: int) -> _Tensor: """Channels dealt out anew, one from each of ``groups`` groups in turn: (N, C, ...) -> (N, C, ...).

    Zhang et al. 2018, "ShuffleNet: an extremely efficient convolutional neural network for mobile devices"."""
def grid_sample(input: _Tensor, grid: _Tensor, mode: str = 'bilinear', padding_mode: str = 'zeros', align_corners: bool | None = None) -> _Tensor: """An image seen at the places of a grid (Jaderberg et al. 2015, "Spatial transformer networks").

    input: (N, C, H, W), grid: (N, H_out, W_out, 2) -> (N, C, H_out, W_out); or (N, C, D, H, W), (N, D_out, H_out, W_out, 3) ->
    (N, C, D_out, H_out, W_out). The grid's last dimension is (x, y) or (x, y, z); -1 and 1 are the image's edges, or the centers of its
    corner pixels with ``align_corners``. ``mode``: "bilinear", "nearest", "bicubic". ``padding_mode``, for what lies outside the
    image: "zeros", "border", "reflection". Gradients go to both the image and the grid."""
def interpolate(input: _Tensor, size: int | _Sequence[int] | None = None, scale_factor: float | _Sequence[float] | None = None, mode: str = 'nearest', align_corners: bool | None = None, recompute_scale_factor: bool | None = None, antialias: bool = False) -> _Tensor: """Sequences, images or volumes at another size.

    input: (N, C, L), (N, C, H, W) or (N, C, D, H, W) -> the same with other last dimensions: ``size``, or ``floor(size * scale_factor)``.

    ``mode``: "nearest", "nearest-exact" (as image libraries do it), "area" (means), "linear", "bilinear" and "trilinear" (for one, two and
    three dimensions), "bicubic", "lanczos". Pixels are squares, and the images' outer edges coincide; with ``align_corners`` the centers
    of the corner pixels do. ``recompute_scale_factor`` computes with the ratio of the sizes, not with the given factor. ``antialias``
    widens the kernel of bilinear and bicubic to what becomes one pixel when an image gets smaller."""
def pixel_shuffle(input: _Tensor, upscale_factor: int) -> _Tensor: """Channels spread over blocks of pixels: (..., C * r * r, H, W) -> (..., C, H * r, W * r), r being ``upscale_factor``.

    Shi et al. 2016, "Real-time single image and video super-resolution using an efficient sub-pixel convolutional neural network"."""
def pixel_unshuffle(input: _Tensor, downscale_factor: int) -> _Tensor: """Blocks of pixels gathered into channels, the inverse of `pixel_shuffle`: (..., C, H * r, W * r) -> (..., C * r * r, H, W)."""
def upsample(input: _Tensor, size: _Any = None, scale_factor: _Any = None, mode: str = 'nearest', align_corners: bool | None = None) -> _Tensor: """The old name of `interpolate`. (N, C, *size) -> (N, C, *new size)."""
def upsample_bilinear(input: _Tensor, size: _Any = None, scale_factor: _Any = None) -> _Tensor: """The old name of `interpolate` with ``mode="bilinear", align_corners=True``. (N, C, H, W) -> (N, C, H_out, W_out)."""
def upsample_nearest(input: _Tensor, size: _Any = None, scale_factor: _Any = None) -> _Tensor: """The old name of `interpolate` with ``mode="nearest"``. (N, C, *size) -> (N, C, *new size)."""
