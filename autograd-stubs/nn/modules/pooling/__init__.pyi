"""Pooling: each window of the input becomes one number."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.stateless import Stateless as _Stateless
from builtins import float as _float
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class _AdaptiveAvgPoolNd(_Stateless):
    """What poolings by the mean share where the number of windows is given."""
    shows: str
class AdaptiveAvgPool1d(_AdaptiveAvgPoolNd):
    """The means of ``output_size`` windows that cover the input: (N, C, L) -> (N, C, L_out)."""
    @staticmethod
    def function(input: _Tensor, output_size: _Any) -> _Tensor: """The means of ``output_size`` windows of a sequence: (N, C, L) or (C, L) -> (N, C, L_out); see `adaptive_avg_pool2d`."""
    def __init__(self, output_size: _Any) -> _Any: ...
class AdaptiveAvgPool2d(_AdaptiveAvgPoolNd):
    """The means of ``output_size`` windows that cover the input: (N, C, H, W) -> (N, C, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, output_size: _Any) -> _Tensor: """The means of windows that divide an image as evenly as whole numbers can.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out); ``output_size`` is H_out and W_out, or one number for both, and None keeps a
    size. Window ``i`` covers rows ``floor(i * H / H_out)`` up to ``ceil((i + 1) * H / H_out)``."""
    def __init__(self, output_size: _Any) -> _Any: ...
class AdaptiveAvgPool3d(_AdaptiveAvgPoolNd):
    """The means of ``output_size`` windows that cover the input: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, output_size: _Any) -> _Tensor: """The means of windows that divide a volume evenly: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `adaptive_avg_pool2d`."""
    def __init__(self, output_size: _Any) -> _Any: ...
class _AdaptiveMaxPoolNd(_Stateless):
    """What poolings by the maximum share where the number of windows is given."""
    shows: str
class AdaptiveMaxPool1d(_AdaptiveMaxPoolNd):
    """The maxima of ``output_size`` windows that cover the input: (N, C, L) -> (N, C, L_out)."""
    @staticmethod
    def function(input: _Tensor, output_size: _Any, return_indices: bool = False) -> _Any: """The largest element of each of ``output_size`` windows of a sequence: (N, C, L) or (C, L) -> (N, C, L_out); see `adaptive_max_pool2d`."""
    def __init__(self, output_size: _Any, return_indices: bool = False) -> _Any: ...
class AdaptiveMaxPool2d(_AdaptiveMaxPoolNd):
    """The maxima of ``output_size`` windows that cover the input: (N, C, H, W) -> (N, C, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, output_size: _Any, return_indices: bool = False) -> _Any: """The largest elements of windows that divide an image as evenly as whole numbers can.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out); ``output_size`` is H_out and W_out, or one number for both, and None keeps a
    size. Window ``i`` covers rows ``floor(i * H / H_out)`` up to ``ceil((i + 1) * H / H_out)``. ``return_indices`` as in `max_pool2d`."""
    def __init__(self, output_size: _Any, return_indices: bool = False) -> _Any: ...
class AdaptiveMaxPool3d(_AdaptiveMaxPoolNd):
    """The maxima of ``output_size`` windows that cover the input: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, output_size: _Any, return_indices: bool = False) -> _Any: """The largest elements of windows that divide a volume evenly: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `adaptive_max_pool2d`."""
    def __init__(self, output_size: _Any, return_indices: bool = False) -> _Any: ...
class _Pool(_Stateless):
    """What poolings of every kind share: windows as far apart as they are long, unless ``stride`` says otherwise."""
    dims: int
    shows: str
class _AvgPoolNd(_Pool):
    """What poolings by the mean share."""
class AvgPool1d(_AvgPoolNd):
    """The mean of each window: (N, C, L) -> (N, C, L_out)."""
    @staticmethod
    def function(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, ceil_mode: bool = False, count_include_pad: bool = True) -> _Tensor: """The mean of each window of a sequence: (N, C, L) or (C, L) -> (N, C, L_out) or (C, L_out); see `avg_pool2d`."""
    dims: int
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0, ceil_mode: bool = False, count_include_pad: bool = True) -> _Any: ...
class AvgPool2d(_AvgPoolNd):
    """The mean of each window: (N, C, H, W) -> (N, C, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, ceil_mode: bool = False, count_include_pad: bool = True, divisor_override: int | None = None) -> _Tensor: """The mean of each window of an image.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out), with ``H_out = (H + 2 * padding - K_h) // stride + 1``, rounded up with
    ``ceil_mode``. ``stride`` is the kernel size unless given. The zeros of the padding count as elements unless ``count_include_pad`` is
    False; ``divisor_override`` is what to divide by instead of counting."""
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0, ceil_mode: bool = False, count_include_pad: bool = True, divisor_override: int | None = None) -> _Any: ...
class AvgPool3d(_AvgPoolNd):
    """The mean of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, ceil_mode: bool = False, count_include_pad: bool = True, divisor_override: int | None = None) -> _Tensor: """The mean of each window of a volume: (N, C, D, H, W) or (C, D, H, W) -> (N, C, D_out, H_out, W_out); see `avg_pool2d`."""
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0, ceil_mode: bool = False, count_include_pad: bool = True, divisor_override: int | None = None) -> _Any: ...
class _FractionalMaxPoolNd(_Stateless):
    """What poolings of windows at random distances share."""
    dims: int
class FractionalMaxPool2d(_FractionalMaxPoolNd):
    """The maximum of each of ``output_size`` windows at random distances: (N, C, H, W) -> (N, C, H_out, W_out).  Graham 2014."""
    @staticmethod
    def function(input: _Tensor, kernel_size: _Any, output_size: _Any = None, output_ratio: _Any = None, return_indices: bool = False, _random_samples: _Tensor | None = None) -> _Any: """The largest element of each of ``output_size`` windows, at distances drawn at random.  Graham 2014.

    input: (N, C, H, W) or (C, H, W) -> (N, C, *output_size); ``output_ratio`` of the input's size, if that is given instead.
    ``_random_samples`` (N, C, 2) are the numbers between 0 and 1 that place the windows of a plane, along W and along H."""
    dims: int
    def __init__(self, kernel_size: _Any, output_size: _Any = None, output_ratio: _Any = None, return_indices: bool = False, _random_samples: _Tensor | None = None) -> _Any: ...
class FractionalMaxPool3d(_FractionalMaxPoolNd):
    """The maximum of each of ``output_size`` windows at random distances: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, kernel_size: _Any, output_size: _Any = None, output_ratio: _Any = None, return_indices: bool = False, _random_samples: _Tensor | None = None) -> _Any: """`fractional_max_pool2d` of volumes: (N, C, D, H, W) -> (N, C, *output_size); ``_random_samples`` (N, C, 3) are for D, H and W."""
    dims: int
    def __init__(self, kernel_size: _Any, output_size: _Any = None, output_ratio: _Any = None, return_indices: bool = False, _random_samples: _Tensor | None = None) -> _Any: ...
class _LPPoolNd(_Stateless):
    """What poolings by a p-norm share."""
    shows: str
class LPPool1d(_LPPoolNd):
    """The p-norm of each window: (N, C, L) -> (N, C, L_out)."""
    @staticmethod
    def function(input: _Tensor, norm_type: _float, kernel_size: int, stride: int | _Sequence[int] | None = None, ceil_mode: bool = False) -> _Tensor: """The p-norm of each window of a sequence, ``norm_type`` being p: (N, C, L) or (C, L) -> (N, C, L_out); see `lp_pool2d`."""
    def __init__(self, norm_type: _float, kernel_size: int, stride: _Any = None, ceil_mode: bool = False) -> _Any: ...
class LPPool2d(_LPPoolNd):
    """The p-norm of each window: (N, C, H, W) -> (N, C, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, norm_type: _float, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, ceil_mode: bool = False) -> _Tensor: """The p-norm ``(sum of x^p)^(1/p)`` of each window of an image, ``norm_type`` being p: (N, C, H, W) -> (N, C, H_out, W_out).

    Where the sum is zero the gradient is zero."""
    def __init__(self, norm_type: _float, kernel_size: _Any, stride: _Any = None, ceil_mode: bool = False) -> _Any: ...
class LPPool3d(_LPPoolNd):
    """The p-norm of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out)."""
    @staticmethod
    def function(input: _Tensor, norm_type: _float, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, ceil_mode: bool = False) -> _Tensor: """The p-norm of each window of a volume, ``norm_type`` being p: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `lp_pool2d`."""
    def __init__(self, norm_type: _float, kernel_size: _Any, stride: _Any = None, ceil_mode: bool = False) -> _Any: ...
class _MaxPoolNd(_Pool):
    """What poolings by the maximum share."""
    settings: str
    shows: str
class MaxPool1d(_MaxPoolNd):
    """The maximum of each window: (N, C, L) -> (N, C, L_out); with ``return_indices`` also where it was."""
    @staticmethod
    def function(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: bool = False) -> _Any: """The largest element of each window of a sequence: (N, C, L) or (C, L) -> (N, C, L_out) or (C, L_out); see `max_pool2d`."""
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0, dilation: _Any = 1, return_indices: bool = False, ceil_mode: bool = False) -> _Any: ...
class MaxPool2d(_MaxPoolNd):
    """The maximum of each window: (N, C, H, W) -> (N, C, H_out, W_out); with ``return_indices`` also where it was."""
    @staticmethod
    def function(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: bool = False) -> _Any: """The largest element of each window of an image.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out), with ``H_out = (H + 2 * padding - dilation * (K_h - 1) - 1) // stride + 1``,
    rounded up with ``ceil_mode``. ``stride`` is the kernel size unless given. ``return_indices`` adds the positions in each plane,
    counted in row-major order, as `max_unpool2d` wants them. Among equals the first is picked, and gets all of the gradient."""
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0, dilation: _Any = 1, return_indices: bool = False, ceil_mode: bool = False) -> _Any: ...
class MaxPool3d(_MaxPoolNd):
    """The maximum of each window: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); with ``return_indices`` also where it was."""
    @staticmethod
    def function(input: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, dilation: int | _Sequence[int] = 1, ceil_mode: bool = False, return_indices: bool = False) -> _Any: """The largest element of each window of a volume.

    input: (N, C, D, H, W) or (C, D, H, W) -> (N, C, D_out, H_out, W_out); see `max_pool2d`."""
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0, dilation: _Any = 1, return_indices: bool = False, ceil_mode: bool = False) -> _Any: ...
class _MaxUnpoolNd(_Pool):
    """What all kinds of unpooling share."""
    inputs: int
    settings: str
class MaxUnpool1d(_MaxUnpoolNd):
    """Puts each maximum back where `MaxPool1d` found it, zeros elsewhere: the maxima and their indices -> the size before."""
    @staticmethod
    def function(input: _Tensor, indices: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, output_size: _Any = None) -> _Tensor: """Put the elements back to where `max_pool1d` found them, among zeros: (N, C, L) or (C, L) -> (N, C, L_out); see `max_unpool2d`."""
    dims: int
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0) -> _Any: ...
class MaxUnpool2d(_MaxUnpoolNd):
    """Puts each maximum back where `MaxPool2d` found it, zeros elsewhere: the maxima and their indices -> the size before."""
    @staticmethod
    def function(input: _Tensor, indices: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, output_size: _Any = None) -> _Tensor: """Put the elements back to where `max_pool2d` found them, among zeros.

    input and indices: (N, C, H, W) or (C, H, W), both from ``max_pool2d(..., return_indices=True)`` -> (N, C, H_out, W_out), with
    ``H_out = (H - 1) * stride - 2 * padding + K_h`` unless ``output_size`` names one of the other sizes that pooling takes to H."""
    dims: int
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0) -> _Any: ...
class MaxUnpool3d(_MaxUnpoolNd):
    """Puts each maximum back where `MaxPool3d` found it, zeros elsewhere: the maxima and their indices -> the size before."""
    @staticmethod
    def function(input: _Tensor, indices: _Tensor, kernel_size: int | _Sequence[int], stride: int | _Sequence[int] | None = None, padding: int | _Sequence[int] = 0, output_size: _Any = None) -> _Tensor: """Put the elements back to where `max_pool3d` found them, among zeros: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `max_unpool2d`."""
    dims: int
    def __init__(self, kernel_size: _Any, stride: _Any = None, padding: _Any = 0) -> _Any: ...
