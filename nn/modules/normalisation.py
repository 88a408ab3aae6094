"""Normalisation: values brought to mean 0 and variance 1 over the batch, over features, or over groups of channels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from autograd import Tensor, distributed
from autograd.core.tensor import wrap

from .. import functional as F
from .. import init
from ..parameter import Parameter, UninitializedBuffer, UninitializedParameter, unset
from .lazy import Lazy
from .module import Module
from .stateless import Stateless

__all__ = [
    "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "GroupNorm", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "LayerNorm",
    "LazyBatchNorm1d", "LazyBatchNorm2d", "LazyBatchNorm3d", "LazyInstanceNorm1d", "LazyInstanceNorm2d", "LazyInstanceNorm3d",
    "LocalResponseNorm", "RMSNorm", "SyncBatchNorm",
]  # fmt: skip


class _Scaled(Module):
    """What all normalisations share: a weight that starts at one and a bias that starts at zero, where they are wanted."""

    weight: Parameter | None
    bias: Parameter | None

    def _scale(self, shape: tuple[int, ...], weight: bool, bias: bool, device: Any, dtype: Any) -> None:
        self.register_parameter("weight", unset(shape, device, dtype) if weight else None)
        self.register_parameter("bias", unset(shape, device, dtype) if weight and bias else None)

    def reset_parameters(self) -> None:
        """Set weights to one and biases to zero."""
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)


class _NormBase(_Scaled):
    """What batch and instance normalisation share: parameters and running statistics for each channel."""

    _version = 2
    shows = "num_features eps= momentum= affine= bias= track_running_stats="
    dims: tuple[int, ...] = ()  # how many dimensions an input may have
    num_batches_tracked: Any
    running_mean: Any
    running_var: Any

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        device: Any = None,
        dtype: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        self._scale((num_features,), affine, bias, device, dtype)
        tracked = track_running_stats
        self.register_buffer("running_mean", unset((num_features,), device, dtype).detach() if tracked else None)
        self.register_buffer("running_var", unset((num_features,), device, dtype).detach() if tracked else None)
        self.register_buffer("num_batches_tracked", wrap(np.zeros((), np.int64)) if tracked else None)
        self.reset_parameters()

    def reset_running_stats(self) -> None:
        """Forget the running statistics."""
        if self.track_running_stats:
            init.zeros_(self.running_mean)
            init.ones_(self.running_var)
            init.zeros_(self.num_batches_tracked)

    def reset_parameters(self) -> None:
        """Set weights to one, biases to zero, and forget the running statistics."""
        self.reset_running_stats()
        super().reset_parameters()

    def _check_input_dim(self, input: Tensor) -> None:
        if input.ndim not in self.dims:
            raise ValueError(f"expected {' or '.join(f'{d}D' for d in self.dims)} input (got {input.ndim}D input)")

    def _load_from_state_dict(self, state_dict: Any, prefix: str, local_metadata: Any, *args: Any) -> None:
        key = f"{prefix}num_batches_tracked"
        if (local_metadata.get("version") or 1) < 2 and self.num_batches_tracked is not None and key not in state_dict:
            state_dict[key] = self.num_batches_tracked  # files of early versions do not have it
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *args)


def _count(batches: Tensor) -> None:
    """One batch more."""
    batches.array += 1
    batches._bump_version()


class _BatchNorm(_NormBase):
    """y = (x - mean) / √(var + eps) · weight + bias, for each channel; mean and var of the batch in training, running ones in evaluation.

    x: (N, C, *) -> the same shape.  Ioffe & Szegedy 2015. ``momentum=None`` keeps running statistics as plain means over all batches.
    """

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, *) -> the same shape."""
        self._check_input_dim(input)
        momentum = self.momentum
        if self.training and self.num_batches_tracked is not None:
            _count(self.num_batches_tracked)
            if momentum is None:
                momentum = 1 / float(self.num_batches_tracked)
        running = not self.training or self.track_running_stats
        batch = self.training or self.running_mean is None
        return F.batch_norm(
            input,
            self.running_mean if running else None,
            self.running_var if running else None,
            self.weight,
            self.bias,
            batch,
            momentum or 0.0,
            self.eps,
            group=self._group() if batch else None,
        )

    def _group(self) -> Any:
        """The processes that share a batch; None for this one alone."""


class BatchNorm1d(_BatchNorm):
    """Batch normalisation of (N, C) or (N, C, L), over all but C.  Ioffe & Szegedy 2015.

    >>> import autograd as torch, nn
    >>> nn.BatchNorm1d(1)(torch.tensor([[1.0], [3.0]])).tolist()[0][0] < -0.99
    True
    """

    dims = (2, 3)


class BatchNorm2d(_BatchNorm):
    """Batch normalisation of (N, C, H, W), over all but C.  Ioffe & Szegedy 2015.

    >>> import autograd as torch, nn
    >>> norm = nn.BatchNorm2d(3)
    >>> norm(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 8, 8])
    >>> norm.running_mean
    tensor([0.1000, 0.1000, 0.1000])
    """

    dims = (4,)


class BatchNorm3d(_BatchNorm):
    """Batch normalisation of (N, C, D, H, W), over all but C.  Ioffe & Szegedy 2015.

    >>> import autograd as torch, nn
    >>> nn.BatchNorm3d(3)(torch.ones(5, 3, 2, 8, 8)).shape
    torch.Size([5, 3, 2, 8, 8])
    """

    dims = (5,)


class SyncBatchNorm(_BatchNorm):
    """Batch normalisation of what the processes of ``process_group`` have together, as if one had it all. (N, C, *) -> the same shape.

    The sums of each channel are added up over the processes, in the backward pass as well; their parts of the batch may differ in size. On one
    process, and in evaluation, it is batch normalisation.

    >>> import autograd as torch, nn
    >>> nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3)))[1]
    SyncBatchNorm(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)
    """

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        process_group: Any = None,
        device: Any = None,
        dtype: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)
        self.process_group = process_group

    def _check_input_dim(self, input: Tensor) -> None:
        if input.ndim < 2:
            raise ValueError(f"expected at least 2D input (got {input.ndim}D input)")

    def _group(self) -> Any:
        alone = not distributed.is_initialized() or distributed.get_world_size(self.process_group) == 1
        return None if alone else self.process_group or distributed.group.WORLD

    @classmethod
    def convert_sync_batchnorm(cls, module: Module, process_group: Any = None) -> Module:
        """The module with a SyncBatchNorm, of the same parameters and statistics, in the place of every batch normalisation in it."""
        converted = module
        if isinstance(module, _BatchNorm):
            converted = cls(module.num_features, module.eps, module.momentum, module.affine, module.track_running_stats, process_group)
            vars(converted).update({name: value for name, value in vars(module).items() if name != "process_group"})
        for name, child in module.named_children():
            setattr(converted, name, cls.convert_sync_batchnorm(child, process_group))
        return converted


class _InstanceNorm(_NormBase):
    """y = (x - mean) / √(var + eps) · weight + bias, for each channel of each sample."""

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        affine: bool = False,
        track_running_stats: bool = False,
        device: Any = None,
        dtype: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, *) or (C, *) -> the same shape."""
        self._check_input_dim(input)
        single = input.ndim == min(self.dims)
        batch: Any = input.unsqueeze(0) if single else input
        if batch.shape[1] != self.num_features:
            message = f"expected input's size at dim={0 if single else 1} to match num_features ({self.num_features}), but got: {batch.shape[1]}."
            if self.affine:
                raise ValueError(message)
        result: Any = F.instance_norm(
            batch,
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias,
            self.training or not self.track_running_stats,
            self.momentum or 0.0,
            self.eps,
        )
        return result.squeeze(0) if single else result


class InstanceNorm1d(_InstanceNorm):
    """Normalisation of each channel of each sample: (N, C, L) or (C, L).  Ulyanov et al. 2016.

    >>> import autograd as torch, nn
    >>> nn.InstanceNorm1d(3)(torch.ones(5, 3, 8)).shape
    torch.Size([5, 3, 8])
    """

    dims = (2, 3)


class InstanceNorm2d(_InstanceNorm):
    """Normalisation of each channel of each sample: (N, C, H, W) or (C, H, W).  Ulyanov et al. 2016.

    >>> import autograd as torch, nn
    >>> nn.InstanceNorm2d(3)(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 8, 8])
    """

    dims = (3, 4)


class InstanceNorm3d(_InstanceNorm):
    """Normalisation of each channel of each sample: (N, C, D, H, W) or (C, D, H, W).  Ulyanov et al. 2016.

    >>> import autograd as torch, nn
    >>> nn.InstanceNorm3d(3)(torch.ones(5, 3, 2, 8, 8)).shape
    torch.Size([5, 3, 2, 8, 8])
    """

    dims = (4, 5)


class _LazyNorm(Lazy):
    """A normalisation that takes num_features from its first input."""

    def __init__(
        self,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        device: Any = None,
        dtype: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(0, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)
        own: Any = self
        for name in ("weight", "bias"):
            if getattr(own, name) is not None:
                setattr(own, name, UninitializedParameter(dtype=getattr(own, name).dtype))
        for name in ("running_mean", "running_var"):
            if getattr(own, name) is not None:
                own._buffers[name] = UninitializedBuffer(dtype=getattr(own, name).dtype)

    def shapes(self, input: Tensor) -> dict[str, tuple[int, ...]]:
        """The shapes of parameters and statistics, from the first input."""
        self._check_input_dim(input)
        own: Any = self
        single = input.ndim == min(own.dims) and isinstance(self, _InstanceNorm)
        own.num_features = input.shape[0 if single else 1]
        return {name: (own.num_features,) for name in ("weight", "bias", "running_mean", "running_var") if getattr(own, name) is not None}


class LazyBatchNorm1d(_LazyNorm, BatchNorm1d):
    """A BatchNorm1d that takes num_features from its first input. (N, C) or (N, C, L) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.LazyBatchNorm1d()(torch.ones(5, 3)).shape
    torch.Size([5, 3])
    """

    becomes = BatchNorm1d


class LazyBatchNorm2d(_LazyNorm, BatchNorm2d):
    """A BatchNorm2d that takes num_features from its first input. (N, C, H, W) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.LazyBatchNorm2d()(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 8, 8])
    """

    becomes = BatchNorm2d


class LazyBatchNorm3d(_LazyNorm, BatchNorm3d):
    """A BatchNorm3d that takes num_features from its first input. (N, C, D, H, W) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.LazyBatchNorm3d()(torch.ones(5, 3, 2, 8, 8)).shape
    torch.Size([5, 3, 2, 8, 8])
    """

    becomes = BatchNorm3d


class LazyInstanceNorm1d(_LazyNorm, InstanceNorm1d):
    """An InstanceNorm1d that takes num_features from its first input. (N, C, L) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.LazyInstanceNorm1d()(torch.ones(5, 3, 8)).shape
    torch.Size([5, 3, 8])
    """

    becomes = InstanceNorm1d


class LazyInstanceNorm2d(_LazyNorm, InstanceNorm2d):
    """An InstanceNorm2d that takes num_features from its first input. (N, C, H, W) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.LazyInstanceNorm2d()(torch.ones(5, 3, 8, 8)).shape
    torch.Size([5, 3, 8, 8])
    """

    becomes = InstanceNorm2d


class LazyInstanceNorm3d(_LazyNorm, InstanceNorm3d):
    """An InstanceNorm3d that takes num_features from its first input. (N, C, D, H, W) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.LazyInstanceNorm3d()(torch.ones(5, 3, 2, 8, 8)).shape
    torch.Size([5, 3, 2, 8, 8])
    """

    becomes = InstanceNorm3d


class LayerNorm(_Scaled):
    """y = (x - mean) / √(var + eps) · weight + bias, over the last dimensions, those of ``normalized_shape``.  Ba et al. 2016.

    >>> import autograd as torch, nn
    >>> nn.LayerNorm(3)(torch.tensor([[1.0, 2.0, 3.0]])).detach()
    tensor([[-1.2247,  0.0000,  1.2247]])
    """

    shows = "normalized_shape eps= elementwise_affine= bias="

    def __init__(
        self,
        normalized_shape: int | Sequence[int],
        eps: float = 1e-5,
        elementwise_affine: bool = True,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.normalized_shape = tuple(normalized_shape) if isinstance(normalized_shape, Iterable) else (normalized_shape,)
        self.eps, self.elementwise_affine = eps, elementwise_affine
        self._scale(self.normalized_shape, elementwise_affine, bias, device, dtype)
        self.reset_parameters()

    def forward(self, input: Tensor) -> Tensor:
        """x: (*, *normalized_shape) -> the same shape."""
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)


class RMSNorm(_Scaled):
    """y = x / √(mean of x² + eps) · weight, over the last dimensions.  Zhang & Sennrich 2019. (..., *normalized_shape) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.RMSNorm(2)(torch.tensor([[3.0, 4.0]])).detach()
    tensor([[0.8485, 1.1314]])
    """

    shows = "normalized_shape eps= elementwise_affine="

    def __init__(
        self, normalized_shape: int | Sequence[int], eps: float | None = None, elementwise_affine: bool = True, device: Any = None, dtype: Any = None
    ) -> None:
        super().__init__()
        self.normalized_shape = tuple(normalized_shape) if isinstance(normalized_shape, Iterable) else (normalized_shape,)
        self.eps, self.elementwise_affine = eps, elementwise_affine
        self.weight = unset(self.normalized_shape, device, dtype) if elementwise_affine else None
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Set the weights to one."""
        if self.weight is not None:
            init.ones_(self.weight)

    def forward(self, input: Tensor) -> Tensor:
        """x: (*, *normalized_shape) -> the same shape."""
        return F.rms_norm(input, self.normalized_shape, self.weight, self.eps)


class GroupNorm(_Scaled):
    """y = (x - mean) / √(var + eps) · weight + bias, over each sample's channels in ``num_groups`` groups.  Wu & He 2018.

    (N, C, ...) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.GroupNorm(2, 6)(torch.ones(5, 6, 8, 8)).shape
    torch.Size([5, 6, 8, 8])
    """

    shows = "num_groups num_channels eps= affine= bias="

    def __init__(
        self, num_groups: int, num_channels: int, eps: float = 1e-5, affine: bool = True, device: Any = None, dtype: Any = None, *, bias: bool = True
    ) -> None:
        super().__init__()
        if num_channels % num_groups != 0:
            raise ValueError(f"num_channels ({num_channels}) must be divisible by num_groups ({num_groups})")
        self.num_groups, self.num_channels, self.eps, self.affine = num_groups, num_channels, eps, affine
        self._scale((num_channels,), affine, bias, device, dtype)
        self.reset_parameters()

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C, *) -> the same shape."""
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)


class LocalResponseNorm(Stateless):
    """x / (k + alpha · mean of x² over ``size`` neighbouring channels)^beta, for (N, C, *).  Krizhevsky et al. 2012."""

    function, shows = F.local_response_norm, "size alpha= beta= k="
