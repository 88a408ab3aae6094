"""Images at other sizes and places: interpolation, sampling on a grid, and channels traded for pixels."""
from autograd import Tensor as _Tensor
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
def affine_grid(theta: _Tensor, size: _Sequence[int], align_corners: bool | None = None) -> _Tensor: """The grid, for `grid_sample`, of an affine map of images or volumes."""
def channel_shuffle(input: _Tensor, groups: int) -> _Tensor: """Channels dealt out anew, one from each of ``groups`` groups in turn: (N, C, ...) -> (N, C, ...)."""
def grid_sample(input: _Tensor, grid: _Tensor, mode: str = 'bilinear', padding_mode: str = 'zeros', align_corners: bool | None = None) -> _Tensor: """An image seen at the places of a grid (Jaderberg et al. 2015, "Spatial transformer networks")."""
def interpolate(input: _Tensor, size: int | _Sequence[int] | None = None, scale_factor: float | _Sequence[float] | None = None, mode: str = 'nearest', align_corners: bool | None = None, recompute_scale_factor: bool | None = None, antialias: bool = False) -> _Tensor: """Sequences, images or volumes at another size."""
def pixel_shuffle(input: _Tensor, upscale_factor: int) -> _Tensor: """Channels spread over blocks of pixels: (..., C * r * r, H, W) -> (..., C, H * r, W * r), r being ``upscale_factor``."""
def pixel_unshuffle(input: _Tensor, downscale_factor: int) -> _Tensor: """Blocks of pixels gathered into channels, the inverse of `pixel_shuffle`: (..., C, H * r, W * r) -> (..., C * r * r, H, W)."""
def upsample(input: _Tensor, size: _Any = None, scale_factor: _Any = None, mode: str = 'nearest', align_corners: bool | None = None) -> _Tensor: """The old name of `interpolate`. (N, C, *size) -> (N, C, *new size)."""
def upsample_bilinear(input: _Tensor, size: _Any = None, scale_factor: _Any = None) -> _Tensor: """The old name of `interpolate` with ``mode="bilinear", align_corners=True``. (N, C, H, W) -> (N, C, H_out, W_out)."""
def upsample_nearest(input: _Tensor, size: _Any = None, scale_factor: _Any = None) -> _Tensor: """The old name of `interpolate` with ``mode="nearest"``. (N, C, *size) -> (N, C, *new size)."""
