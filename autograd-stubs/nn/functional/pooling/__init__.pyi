"""Pooling: the largest or the mean element of each window."""
from autograd import Tensor as _Tensor
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import Literal as _Literal
from typing import overload as _overload
def adaptive_avg_pool1d(input: _Tensor, output_size: _Any) -> _Tensor: """The means of ``output_size`` windows of a sequence: (N, C, L) or (C, L) -> (N, C, L_out); see `adaptive_avg_pool2d`."""
def adaptive_avg_pool2d(input: _Tensor, output_size: _Any) -> _Tensor: """The means of windows that divide an image as evenly as whole numbers can.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out); ``output_size`` is H_out and W_out, or one number for both, and None keeps a
    size. Window ``i`` covers rows ``floor(i * H / H_out)`` up to ``ceil((i + 1) * H / H_out)``."""
def adaptive_avg_pool3d(input: _Tensor, output_size: _Any) -> _Tensor: """The means of windows that divide a volume evenly: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `adaptive_avg_pool2d`."""
@_overload
def adaptive_max_pool1d(input: _Tensor, output_size: _Any, return_indices: _Literal[False] = False) -> _Tensor: """The largest element of each of ``output_size`` windows of a sequence: (N, C, L) or (C, L) -> (N, C, L_out); see `adaptive_max_pool2d`."""
@_overload
def adaptive_max_pool1d(input: _Tensor, output_size: _Any, return_indices: bool = False) -> tuple[_Tensor, _Tensor]: """The largest element of each of ``output_size`` windows of a sequence: (N, C, L) or (C, L) -> (N, C, L_out); see `adaptive_max_pool2d`."""
@_overload
def adaptive_max_pool2d(input: _Tensor, output_size: _Any, return_indices: _Literal[False] = False) -> _Tensor: """The largest elements of windows that divide an image as evenly as whole numbers can.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out); ``output_size`` is H_out and W_out, or one number for both, and None keeps a
    size. Window ``i`` covers rows ``floor(i * H / H_out)`` up to ``ceil((i + 1) * H / H_out)``. ``return_indices`` as in `max_pool2d`."""
@_overload
def adaptive_max_pool2d(input: _Tensor, output_size: _Any, return_indices: bool = False) -> tuple[_Tensor, _Tensor]: """The largest elements of windows that divide an image as evenly as whole numbers can.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out); ``output_size`` is H_out and W_out, or one number for both, and None keeps a
    size. Window ``i`` covers rows ``floor(i * H / H_out)`` up to ``ceil((i + 1) * H / H_out)``. ``return_indices`` as in `max_pool2d`."""
@_overload
def adaptive_max_pool3d(input: _Tensor, output_size: _Any, return_indices: _Literal[False] = False) -> _Tensor: """The largest elements of windows that divide a volume evenly: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `adaptive_max_pool2d`."""
@_overload
def adaptive_max_pool3d(input: _Tensor, output_size: _Any, return_indices: bool = False) -> tuple[_Tensor, _Tensor]: """The largest elements of windows that divide a volume evenly: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `adaptive_max_pool2d`."""
def avg_pool1d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, ceil_mode: bool = False, count_include_pad: bool = True) -> _Tensor: """The mean of each window of a sequence: (N, C, L) or (C, L) -> (N, C, L_out) or (C, L_out); see `avg_pool2d`."""
def avg_pool2d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, ceil_mode: bool = False, count_include_pad: bool = True, divisor_override: int | None = None) -> _Tensor: """The mean of each window of an image.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out), with ``H_out = (H + 2 * padding - K_h) // stride + 1``, rounded up with
    ``ceil_mode``. ``stride`` is the kernel size unless given. The zeros of the padding count as elements unless ``count_include_pad`` is
    False; ``divisor_override`` is what to divide by instead of counting."""
def avg_pool3d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, ceil_mode: bool = False, count_include_pad: bool = True, divisor_override: int | None = None) -> _Tensor: """The mean of each window of a volume: (N, C, D, H, W) or (C, D, H, W) -> (N, C, D_out, H_out, W_out); see `avg_pool2d`."""
def lp_pool1d(input: _Tensor, norm_type: float, kernel_size: int, stride: int | _Sequence[int] | None = None, ceil_mode: bool = False) -> _Tensor: """The p-norm of each window of a sequence, ``norm_type`` being p: (N, C, L) or (C, L) -> (N, C, L_out); see `lp_pool2d`."""
def lp_pool2d(input: _Tensor, norm_type: float, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, ceil_mode: bool = False) -> _Tensor: """The p-norm ``(sum of x^p)^(1/p)`` of each window of an image, ``norm_type`` being p: (N, C, H, W) -> (N, C, H_out, W_out).

    Where the sum is zero the gradient is zero."""
def lp_pool3d(input: _Tensor, norm_type: float, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, ceil_mode: bool = False) -> _Tensor: """The p-norm of each window of a volume, ``norm_type`` being p: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `lp_pool2d`."""
@_overload
def max_pool1d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: _Literal[False] = False) -> _Tensor: """The largest element of each window of a sequence: (N, C, L) or (C, L) -> (N, C, L_out) or (C, L_out); see `max_pool2d`."""
@_overload
def max_pool1d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: bool = False) -> tuple[_Tensor, _Tensor]: """The largest element of each window of a sequence: (N, C, L) or (C, L) -> (N, C, L_out) or (C, L_out); see `max_pool2d`."""
@_overload
def max_pool2d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: _Literal[False] = False) -> _Tensor: """The largest element of each window of an image.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out), with ``H_out = (H + 2 * padding - dilation * (K_h - 1) - 1) // stride + 1``,
    rounded up with ``ceil_mode``. ``stride`` is the kernel size unless given. ``return_indices`` adds the positions in each plane,
    counted in row-major order, as `max_unpool2d` wants them. Among equals the first is picked, and gets all of the gradient."""
@_overload
def max_pool2d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: bool = False) -> tuple[_Tensor, _Tensor]: """The largest element of each window of an image.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out), with ``H_out = (H + 2 * padding - dilation * (K_h - 1) - 1) // stride + 1``,
    rounded up with ``ceil_mode``. ``stride`` is the kernel size unless given. ``return_indices`` adds the positions in each plane,
    counted in row-major order, as `max_unpool2d` wants them. Among equals the first is picked, and gets all of the gradient."""
@_overload
def max_pool3d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: _Literal[False] = False) -> _Tensor: """The largest element of each window of a volume.

    input: (N, C, D, H, W) or (C, D, H, W) -> (N, C, D_out, H_out, W_out); see `max_pool2d`."""
@_overload
def max_pool3d(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: bool = False) -> tuple[_Tensor, _Tensor]: """The largest element of each window of a volume.

    input: (N, C, D, H, W) or (C, D, H, W) -> (N, C, D_out, H_out, W_out); see `max_pool2d`."""
def max_unpool1d(input: _Tensor, indices: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, output_size: _Any = None) -> _Tensor: """Put the elements back to where `max_pool1d` found them, among zeros: (N, C, L) or (C, L) -> (N, C, L_out); see `max_unpool2d`."""
def max_unpool2d(input: _Tensor, indices: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, output_size: _Any = None) -> _Tensor: """Put the elements back to where `max_pool2d` found them, among zeros.

    input and indices: (N, C, H, W) or (C, H, W), both from ``max_pool2d(..., return_indices=True)`` -> (N, C, H_out, W_out), with
    ``H_out = (H - 1) * stride - 2 * padding + K_h`` unless ``output_size`` names one of the other sizes that pooling takes to H."""
def max_unpool3d(input: _Tensor, indices: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, output_size: _Any = None) -> _Tensor: """Put the elements back to where `max_pool3d` found them, among zeros: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `max_unpool2d`."""
