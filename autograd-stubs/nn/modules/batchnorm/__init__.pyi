"""Normalisation: values brought to mean 0 and variance 1 over the batch, over features, or over groups of channels."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.lazy import Lazy as _Lazy
from autograd.nn.modules.module import Module as _Module
from autograd.nn.modules.stateless import Stateless as _Stateless
from autograd.nn.parameter import Parameter as _Parameter
from builtins import float as _float
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class _Scaled(_Module):
    """What all normalisations share: a weight that starts at one and a bias that starts at zero, where they are wanted."""
    weight: _Parameter | None
    bias: _Parameter | None
    def reset_parameters(self) -> None: """Set weights to one and biases to zero."""
class _NormBase(_Scaled):
    """What batch and instance normalisation share: parameters and running statistics for each channel."""
    dims: tuple[int, ...]
    num_batches_tracked: _Any
    running_mean: _Any
    running_var: _Any
    num_features: int
    eps: _float
    momentum: _float | None
    affine: bool
    track_running_stats: bool
    shows: str
    def __init__(self, num_features: int, eps: _float = 1e-05, momentum: _float | None = 0.1, affine: bool = True, track_running_stats: bool = True, device: _Any = None, dtype: _Any = None, *, bias: bool = True) -> None: ...
    def reset_running_stats(self) -> None: """Forget the running statistics."""
    def reset_parameters(self) -> None: """Set weights to one, biases to zero, and forget the running statistics."""
class _BatchNorm(_NormBase):
    """y = (x - mean) / √(var + eps) · weight + bias, for each channel; mean and var of the batch in training, running ones in evaluation.

    x: (N, C, *) -> the same shape.  Ioffe & Szegedy 2015. ``momentum=None`` keeps running statistics as plain means over all batches."""
    def forward(self, input: _Tensor) -> _Tensor: """x: (N, C, *) -> the same shape."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (N, C, *) -> the same shape."""
class BatchNorm1d(_BatchNorm):
    """Batch normalisation of (N, C) or (N, C, L), over all but C.  Ioffe & Szegedy 2015."""
    dims: _Any
class BatchNorm2d(_BatchNorm):
    """Batch normalisation of (N, C, H, W), over all but C.  Ioffe & Szegedy 2015."""
    dims: _Any
class BatchNorm3d(_BatchNorm):
    """Batch normalisation of (N, C, D, H, W), over all but C.  Ioffe & Szegedy 2015."""
    dims: _Any
class GroupNorm(_Scaled):
    """y = (x - mean) / √(var + eps) · weight + bias, over each sample's channels in ``num_groups`` groups.  Wu & He 2018.

    (N, C, ...) -> the same shape."""
    num_groups: int
    num_channels: int
    eps: _float
    affine: bool
    shows: str
    def __init__(self, num_groups: int, num_channels: int, eps: _float = 1e-05, affine: bool = True, device: _Any = None, dtype: _Any = None, *, bias: bool = True) -> None: ...
    def forward(self, input: _Tensor) -> _Tensor: """x: (N, C, *) -> the same shape."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (N, C, *) -> the same shape."""
class _InstanceNorm(_NormBase):
    """y = (x - mean) / √(var + eps) · weight + bias, for each channel of each sample."""
    def __init__(self, num_features: int, eps: _float = 1e-05, momentum: _float = 0.1, affine: bool = False, track_running_stats: bool = False, device: _Any = None, dtype: _Any = None, *, bias: bool = True) -> None: ...
    def forward(self, input: _Tensor) -> _Tensor: """x: (N, C, *) or (C, *) -> the same shape."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (N, C, *) or (C, *) -> the same shape."""
class InstanceNorm1d(_InstanceNorm):
    """Normalisation of each channel of each sample: (N, C, L) or (C, L).  Ulyanov et al. 2016."""
    dims: _Any
class InstanceNorm2d(_InstanceNorm):
    """Normalisation of each channel of each sample: (N, C, H, W) or (C, H, W).  Ulyanov et al. 2016."""
    dims: _Any
class InstanceNorm3d(_InstanceNorm):
    """Normalisation of each channel of each sample: (N, C, D, H, W) or (C, D, H, W).  Ulyanov et al. 2016."""
    dims: _Any
class LayerNorm(_Scaled):
    """y = (x - mean) / √(var + eps) · weight + bias, over the last dimensions, those of ``normalized_shape``.  Ba et al. 2016."""
    normalized_shape: _Any
    eps: _float
    elementwise_affine: bool
    shows: str
    def __init__(self, normalized_shape: int | _Sequence[int], eps: _float = 1e-05, elementwise_affine: bool = True, bias: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
    def forward(self, input: _Tensor) -> _Tensor: """x: (*, *normalized_shape) -> the same shape."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (*, *normalized_shape) -> the same shape."""
class _LazyNorm(_Lazy):
    """A normalisation that takes num_features from its first input."""
    def __init__(self, eps: _float = 1e-05, momentum: _float | None = 0.1, affine: bool = True, track_running_stats: bool = True, device: _Any = None, dtype: _Any = None, *, bias: bool = True) -> None: ...
    def shapes(self, input: _Tensor) -> dict[str, tuple[int, ...]]: """The shapes of parameters and statistics, from the first input."""
class LazyBatchNorm1d(_LazyNorm, BatchNorm1d):
    """A BatchNorm1d that takes num_features from its first input. (N, C) or (N, C, L) -> the same shape."""
    becomes: _Any
class LazyBatchNorm2d(_LazyNorm, BatchNorm2d):
    """A BatchNorm2d that takes num_features from its first input. (N, C, H, W) -> the same shape."""
    becomes: _Any
class LazyBatchNorm3d(_LazyNorm, BatchNorm3d):
    """A BatchNorm3d that takes num_features from its first input. (N, C, D, H, W) -> the same shape."""
    becomes: _Any
class LazyInstanceNorm1d(_LazyNorm, InstanceNorm1d):
    """An InstanceNorm1d that takes num_features from its first input. (N, C, L) -> the same shape."""
    becomes: _Any
class LazyInstanceNorm2d(_LazyNorm, InstanceNorm2d):
    """An InstanceNorm2d that takes num_features from its first input. (N, C, H, W) -> the same shape."""
    becomes: _Any
class LazyInstanceNorm3d(_LazyNorm, InstanceNorm3d):
    """An InstanceNorm3d that takes num_features from its first input. (N, C, D, H, W) -> the same shape."""
    becomes: _Any
class LocalResponseNorm(_Stateless):
    """x / (k + alpha · mean of x² over ``size`` neighbouring channels)^beta, for (N, C, *).  Krizhevsky et al. 2012."""
    @staticmethod
    def function(input: _Tensor, size: int, alpha: _float = 0.0001, beta: _float = 0.75, k: _float = 1.0) -> _Tensor: """The input divided by (k + alpha * m)**beta, where m is the mean of the squares over ``size`` neighbouring channels.

    input: (N, C, ...).  Krizhevsky et al. 2012, section 3.3."""
    shows: str
    def __init__(self, size: int, alpha: _float = 0.0001, beta: _float = 0.75, k: _float = 1.0) -> _Any: ...
class RMSNorm(_Scaled):
    """y = x / √(mean of x² + eps) · weight, over the last dimensions.  Zhang & Sennrich 2019. (..., *normalized_shape) -> the same shape."""
    normalized_shape: _Any
    eps: _float | None
    elementwise_affine: bool
    weight: _Any
    shows: str
    def __init__(self, normalized_shape: int | _Sequence[int], eps: _float | None = None, elementwise_affine: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
    def reset_parameters(self) -> None: """Set the weights to one."""
    def forward(self, input: _Tensor) -> _Tensor: """x: (*, *normalized_shape) -> the same shape."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (*, *normalized_shape) -> the same shape."""
class SyncBatchNorm(_BatchNorm):
    """Batch normalisation of what the processes of ``process_group`` have together, as if one had it all. (N, C, *) -> the same shape.

    The sums of each channel are added up over the processes, in the backward pass as well; their parts of the batch may differ in size. On one
    process, and in evaluation, it is batch normalisation."""
    process_group: _Any
    def __init__(self, num_features: int, eps: _float = 1e-05, momentum: _float | None = 0.1, affine: bool = True, track_running_stats: bool = True, process_group: _Any = None, device: _Any = None, dtype: _Any = None, *, bias: bool = True) -> None: ...
    @classmethod
    def convert_sync_batchnorm(cls, module: _Module, process_group: _Any = None) -> _Module: """The module with a SyncBatchNorm, of the same parameters and statistics, in the place of every batch normalisation in it."""
