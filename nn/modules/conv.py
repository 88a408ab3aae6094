"""Convolutions, their transposes, and the padding and channel arithmetic that they share."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from autograd import Tensor

from .. import functional as F
from .. import init
from ..parameter import UninitializedParameter, unset
from .lazy import Lazy
from .linear import draw_bias
from .module import Module

__all__ = [
    "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "LazyConv1d", "LazyConv2d", "LazyConv3d",
    "LazyConvTranspose1d", "LazyConvTranspose2d", "LazyConvTranspose3d",
]  # fmt: skip


def per_dim(value: Any, dims: int) -> tuple[Any, ...]:
    """One number for each dimension."""
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * dims


class _ConvNd(Module):
    """What convolutions of every number of dimensions share: settings, weights, repr."""

    dims: int
    transposed = False
    shows = "in_channels out_channels kernel_size= stride= padding? dilation? output_padding? groups? bias? padding_mode?"

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Any = 1,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        if groups <= 0:
            raise ValueError("groups must be a positive integer")
        if in_channels % groups != 0 or out_channels % groups != 0:
            raise ValueError(f"in_channels ({in_channels}) and out_channels ({out_channels}) must be divisible by groups ({groups})")
        modes = {"zeros"} if self.transposed else {"zeros", "reflect", "replicate", "circular"}
        if padding_mode not in modes:
            raise ValueError(f"padding_mode must be one of {sorted(modes)}, but got padding_mode='{padding_mode}'")
        self.in_channels, self.out_channels, self.groups, self.padding_mode = in_channels, out_channels, groups, padding_mode
        self.kernel_size, self.stride, self.dilation, self.output_padding = (
            per_dim(v, self.dims) for v in (kernel_size, stride, dilation, output_padding)
        )
        if isinstance(padding, str):
            if padding not in ("same", "valid"):
                raise ValueError(f"Invalid padding string {padding!r}, should be one of ('same', 'valid')")
            if padding == "same" and any(s != 1 for s in self.stride):
                raise ValueError("padding='same' is not supported for strided convolutions")
        self.padding = padding if isinstance(padding, str) else per_dim(padding, self.dims)
        self.transposed = type(self).transposed  # among the module's own attributes, for PyTorch to find in a file of the whole module
        self.weight = unset(self._weight_shape(), device, dtype)
        self.register_parameter("bias", unset((out_channels,), device, dtype) if bias else None)
        self.reset_parameters()

    def _weight_shape(self) -> tuple[int, ...]:
        """(C_out, C_in / groups, *kernel); of a transposed convolution (C_in, C_out / groups, *kernel)."""
        first, second = (self.in_channels, self.out_channels) if self.transposed else (self.out_channels, self.in_channels)
        return (first, second // self.groups, *self.kernel_size)

    def reset_parameters(self) -> None:
        """Draw the weights anew: U(-b, b), b = 1 / √(C_in / groups · kernel elements)."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        draw_bias(self.bias, self.weight)


class _Conv(_ConvNd):
    """x: (N, C_in, *size) -> (N, C_out, *size_out), size_out = ⌊(size + 2·padding - dilation·(kernel - 1) - 1) / stride⌋ + 1."""

    convolve: Callable[..., Tensor]

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: int = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, 0, groups, bias, dilation, padding_mode, device, dtype)
        self._reversed_padding_repeated_twice = self._border()

    def _border(self) -> list[int]:
        """The padding as `functional.pad` wants it: before and after, last dimension first."""
        if not isinstance(self.padding, str):
            return [n for n in reversed(self.padding) for _ in range(2)]
        border: list[int] = []
        for d, k in zip(reversed(self.dilation), reversed(self.kernel_size), strict=True):
            total = d * (k - 1) if self.padding == "same" else 0
            border += [total // 2, total - total // 2]
        return border

    def forward(self, input: Tensor) -> Tensor:
        """x: (N, C_in, *size) or (C_in, *size)."""
        padding: Any = self.padding
        if self.padding_mode != "zeros":
            input, padding = F.pad(input, self._reversed_padding_repeated_twice, mode=self.padding_mode), 0
        return self.convolve(input, self.weight, self.bias, self.stride, padding, self.dilation, self.groups)


class Conv1d(_Conv):
    """A convolution over sequences: (N, C_in, L) -> (N, C_out, L_out).

    >>> import autograd as torch, nn
    >>> nn.Conv1d(3, 8, kernel_size=3, padding=1)(torch.ones(5, 3, 20)).shape
    torch.Size([5, 8, 20])
    """

    dims, convolve = 1, staticmethod(F.conv1d)


class Conv2d(_Conv):
    """A convolution over images: (N, C_in, H, W) -> (N, C_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.Conv2d(3, 8, kernel_size=3, stride=2, padding=1)(torch.ones(5, 3, 32, 32)).shape
    torch.Size([5, 8, 16, 16])
    """

    dims, convolve = 2, staticmethod(F.conv2d)


class Conv3d(_Conv):
    """A convolution over volumes: (N, C_in, D, H, W) -> (N, C_out, D_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.Conv3d(3, 8, kernel_size=2)(torch.ones(1, 3, 4, 6, 6)).shape
    torch.Size([1, 8, 3, 5, 5])
    """

    dims, convolve = 3, staticmethod(F.conv3d)


class _ConvTransposeNd(_ConvNd):
    """x: (N, C_in, *size) -> (N, C_out, *size_out), size_out = (size - 1)·stride - 2·padding + dilation·(kernel - 1) + output_padding + 1."""

    transposed = True
    convolve: Callable[..., Tensor]

    def _padding_for(self, input: Tensor, output_size: Any) -> tuple[int, ...]:
        """The output padding that leads to ``output_size``: a stride greater than one maps several sizes to one."""
        if output_size is None:
            return self.output_padding
        sizes = input.shape[-self.dims :]
        wanted = tuple(output_size)[-self.dims :]
        if len(output_size) not in (self.dims, input.ndim) or input.ndim not in (self.dims + 1, self.dims + 2):
            raise ValueError(
                f"ConvTranspose{self.dims}D: for {input.ndim}D input, output_size must have {self.dims} or {input.ndim} elements, "
                f"got {len(output_size)}"
            )
        smallest = [
            (n - 1) * s - 2 * p + d * (k - 1) + 1
            for n, s, p, d, k in zip(sizes, self.stride, self.padding, self.dilation, self.kernel_size, strict=True)
        ]
        if any(not low <= w < low + s for w, low, s in zip(wanted, smallest, self.stride, strict=True)):
            raise ValueError(
                f"requested an output size of {list(output_size)}, but valid sizes range from {smallest} to "
                f"{[low + s - 1 for low, s in zip(smallest, self.stride, strict=True)]} (for an input of {tuple(input.shape[2:])})"
            )
        return tuple(w - low for w, low in zip(wanted, smallest, strict=True))

    def forward(self, input: Tensor, output_size: Any = None) -> Tensor:
        """x: (N, C_in, *size) or (C_in, *size); ``output_size`` chooses among the sizes that the stride leaves open."""
        extra = self._padding_for(input, output_size)
        return self.convolve(input, self.weight, self.bias, self.stride, self.padding, extra, self.groups, self.dilation)


class ConvTranspose1d(_ConvTransposeNd):
    """The transpose of a convolution over sequences: (N, C_in, L) -> (N, C_out, L_out).

    >>> import autograd as torch, nn
    >>> nn.ConvTranspose1d(3, 8, kernel_size=4, stride=2, padding=1)(torch.ones(5, 3, 20)).shape
    torch.Size([5, 8, 40])
    """

    dims, convolve = 1, staticmethod(F.conv_transpose1d)


class ConvTranspose2d(_ConvTransposeNd):
    """The transpose of a convolution over images, which makes them larger: (N, C_in, H, W) -> (N, C_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ConvTranspose2d(3, 8, kernel_size=4, stride=2, padding=1)(torch.ones(5, 3, 16, 16)).shape
    torch.Size([5, 8, 32, 32])
    """

    dims, convolve = 2, staticmethod(F.conv_transpose2d)


class ConvTranspose3d(_ConvTransposeNd):
    """The transpose of a convolution over volumes: (N, C_in, D, H, W) -> (N, C_out, D_out, H_out, W_out).

    >>> import autograd as torch, nn
    >>> nn.ConvTranspose3d(3, 8, kernel_size=2, stride=2)(torch.ones(1, 3, 4, 6, 6)).shape
    torch.Size([1, 8, 8, 12, 12])
    """

    dims, convolve = 3, staticmethod(F.conv_transpose3d)


class _LazyConvXdMixin(Lazy):
    """A convolution that takes in_channels from its first input."""

    def __init__(self, out_channels: int, kernel_size: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(0, 0, kernel_size, *args, **kwargs)
        own: Any = self
        own.out_channels = out_channels
        dtype = own.weight.dtype
        own.weight = UninitializedParameter(dtype=dtype)
        own.bias = None if own.bias is None else UninitializedParameter(dtype=dtype)

    def shapes(self, input: Tensor, *_: Any, **__: Any) -> dict[str, tuple[int, ...]]:
        """The shapes of the parameters, from the first input."""
        layer: Any = self
        if input.ndim not in (layer.dims + 1, layer.dims + 2):
            raise RuntimeError(f"{type(self).__name__}: expected {layer.dims + 1}D or {layer.dims + 2}D input, got {input.ndim}D")
        layer.in_channels = input.shape[-layer.dims - 1]
        if layer.in_channels % layer.groups != 0:
            raise ValueError("in_channels must be divisible by groups")
        return {"weight": layer._weight_shape(), "bias": (layer.out_channels,)}


class LazyConv1d(_LazyConvXdMixin, Conv1d):
    """A Conv1d that takes in_channels from its first input. (N, C, L) -> (N, out_channels, ...).

    >>> import autograd as torch, nn
    >>> nn.LazyConv1d(8, kernel_size=3)(torch.ones(5, 3, 20)).shape
    torch.Size([5, 8, 18])
    """

    becomes = Conv1d


class LazyConv2d(_LazyConvXdMixin, Conv2d):
    """A Conv2d that takes in_channels from its first input. (N, C, H, W) -> (N, out_channels, ...).

    >>> import autograd as torch, nn
    >>> nn.LazyConv2d(8, kernel_size=3)(torch.ones(5, 3, 32, 32)).shape
    torch.Size([5, 8, 30, 30])
    """

    becomes = Conv2d


class LazyConv3d(_LazyConvXdMixin, Conv3d):
    """A Conv3d that takes in_channels from its first input. (N, C, D, H, W) -> (N, out_channels, ...).

    >>> import autograd as torch, nn
    >>> nn.LazyConv3d(8, kernel_size=2)(torch.ones(1, 3, 4, 6, 6)).shape
    torch.Size([1, 8, 3, 5, 5])
    """

    becomes = Conv3d


class LazyConvTranspose1d(_LazyConvXdMixin, ConvTranspose1d):
    """A ConvTranspose1d that takes in_channels from its first input. (N, C, L) -> (N, out_channels, ...).

    >>> import autograd as torch, nn
    >>> nn.LazyConvTranspose1d(8, kernel_size=2)(torch.ones(5, 3, 20)).shape
    torch.Size([5, 8, 21])
    """

    becomes = ConvTranspose1d


class LazyConvTranspose2d(_LazyConvXdMixin, ConvTranspose2d):
    """A ConvTranspose2d that takes in_channels from its first input. (N, C, H, W) -> (N, out_channels, ...).

    >>> import autograd as torch, nn
    >>> nn.LazyConvTranspose2d(8, kernel_size=2)(torch.ones(5, 3, 16, 16)).shape
    torch.Size([5, 8, 17, 17])
    """

    becomes = ConvTranspose2d


class LazyConvTranspose3d(_LazyConvXdMixin, ConvTranspose3d):
    """A ConvTranspose3d that takes in_channels from its first input. (N, C, D, H, W) -> (N, out_channels, ...).

    >>> import autograd as torch, nn
    >>> nn.LazyConvTranspose3d(8, kernel_size=2)(torch.ones(1, 3, 4, 6, 6)).shape
    torch.Size([1, 8, 5, 7, 7])
    """

    becomes = ConvTranspose3d
