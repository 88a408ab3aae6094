"""Convolutions, their transposes, and the padding and channel arithmetic that they share."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.lazy import Lazy as _Lazy
from autograd.nn.modules.module import Module as _Module
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class _ConvNd(_Module):
    """What convolutions of every number of dimensions share: settings, weights, repr."""
    dims: int
    in_channels: int
    out_channels: int
    groups: int
    padding_mode: str
    kernel_size: _Any
    stride: _Any
    dilation: _Any
    output_padding: _Any
    padding: _Any
    weight: _Any
    transposed: bool
    shows: str
    def __init__(self, in_channels: int, out_channels: int, kernel_size: _Any, stride: _Any = 1, padding: _Any = 0, output_padding: _Any = 0, groups: int = 1, bias: bool = True, dilation: _Any = 1, padding_mode: str = 'zeros', device: _Any = None, dtype: _Any = None) -> None: ...
    def reset_parameters(self) -> None: """Draw the weights anew: U(-b, b), b = 1 / √(C_in / groups · kernel elements)."""
class _Conv(_ConvNd):
    """x: (N, C_in, *size) -> (N, C_out, *size_out), size_out = ⌊(size + 2·padding - dilation·(kernel - 1) - 1) / stride⌋ + 1."""
    convolve: _Callable[..., _Tensor]
    def __init__(self, in_channels: int, out_channels: int, kernel_size: _Any, stride: _Any = 1, padding: _Any = 0, dilation: _Any = 1, groups: int = 1, bias: bool = True, padding_mode: str = 'zeros', device: _Any = None, dtype: _Any = None) -> None: ...
    def forward(self, input: _Tensor) -> _Tensor: """x: (N, C_in, *size) or (C_in, *size)."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (N, C_in, *size) or (C_in, *size)."""
class Conv1d(_Conv):
    """A convolution over sequences: (N, C_in, L) -> (N, C_out, L_out)."""
    dims: int
    @staticmethod
    def convolve(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] | str = 0, dilation: int | _Sequence[int] = 1, groups: int = 1) -> _Tensor: """Slide a kernel over a sequence and take inner products.

    input: (N, C_in, L) or (C_in, L); weight: (C_out, C_in / groups, K); bias: (C_out,) -> (N, C_out, L_out) or (C_out, L_out). For the
    sizes and settings see `conv2d`."""
class Conv2d(_Conv):
    """A convolution over images: (N, C_in, H, W) -> (N, C_out, H_out, W_out)."""
    dims: int
    @staticmethod
    def convolve(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] | str = 0, dilation: int | _Sequence[int] = 1, groups: int = 1) -> _Tensor: """Slide a kernel over images and take inner products.

    input: (N, C_in, H, W) or (C_in, H, W); weight: (C_out, C_in / groups, K_h, K_w); bias: (C_out,) -> (N, C_out, H_out, W_out), with
    ``H_out = (H + 2 * padding - dilation * (K_h - 1) - 1) // stride + 1``.

    ``padding`` counts the zeros put around the image; "valid" means none, "same" as many as keep the size (for stride 1). ``groups``
    splits channels: each group of output channels sees its own group of input channels only. The kernel is not flipped: this is what
    mathematics calls cross-correlation. RuntimeError if channels do not fit, or if the kernel is larger than the padded image."""
class Conv3d(_Conv):
    """A convolution over volumes: (N, C_in, D, H, W) -> (N, C_out, D_out, H_out, W_out)."""
    dims: int
    @staticmethod
    def convolve(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] | str = 0, dilation: int | _Sequence[int] = 1, groups: int = 1) -> _Tensor: """Slide a kernel over volumes and take inner products.

    input: (N, C_in, D, H, W) or (C_in, D, H, W); weight: (C_out, C_in / groups, K_d, K_h, K_w); bias: (C_out,) ->
    (N, C_out, D_out, H_out, W_out). For the sizes and settings see `conv2d`."""
class _ConvTransposeNd(_ConvNd):
    """x: (N, C_in, *size) -> (N, C_out, *size_out), size_out = (size - 1)·stride - 2·padding + dilation·(kernel - 1) + output_padding + 1."""
    convolve: _Callable[..., _Tensor]
    transposed: bool
    def forward(self, input: _Tensor, output_size: _Any = None) -> _Tensor: """x: (N, C_in, *size) or (C_in, *size); ``output_size`` chooses among the sizes that the stride leaves open."""
    def __call__(self, input: _Tensor, output_size: _Any = None) -> _Tensor: """x: (N, C_in, *size) or (C_in, *size); ``output_size`` chooses among the sizes that the stride leaves open."""
class ConvTranspose1d(_ConvTransposeNd):
    """The transpose of a convolution over sequences: (N, C_in, L) -> (N, C_out, L_out)."""
    dims: int
    @staticmethod
    def convolve(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, output_padding: int | _Sequence[int] = 0, groups: int = 1, dilation: int | _Sequence[int] = 1) -> _Tensor: """The transpose of `conv1d`: every element spreads the kernel over the result.

    input: (N, C_in, L) or (C_in, L); weight: (C_in, C_out / groups, K); bias: (C_out,) -> (N, C_out, L_out); see `conv_transpose2d`."""
class ConvTranspose2d(_ConvTransposeNd):
    """The transpose of a convolution over images, which makes them larger: (N, C_in, H, W) -> (N, C_out, H_out, W_out)."""
    dims: int
    @staticmethod
    def convolve(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, output_padding: int | _Sequence[int] = 0, groups: int = 1, dilation: int | _Sequence[int] = 1) -> _Tensor: """The transpose of `conv2d` (its gradient by the input, as an operation): every pixel spreads the kernel over the result.

    input: (N, C_in, H, W) or (C_in, H, W); weight: (C_in, C_out / groups, K_h, K_w); bias: (C_out,) -> (N, C_out, H_out, W_out), with
    ``H_out = (H - 1) * stride - 2 * padding + dilation * (K_h - 1) + output_padding + 1``.

    A strided convolution takes several sizes to the same one; ``output_padding`` says which of them to return to."""
class ConvTranspose3d(_ConvTransposeNd):
    """The transpose of a convolution over volumes: (N, C_in, D, H, W) -> (N, C_out, D_out, H_out, W_out)."""
    dims: int
    @staticmethod
    def convolve(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, output_padding: int | _Sequence[int] = 0, groups: int = 1, dilation: int | _Sequence[int] = 1) -> _Tensor: """The transpose of `conv3d`: every element spreads the kernel over the result.

    input: (N, C_in, D, H, W) or (C_in, D, H, W); weight: (C_in, C_out / groups, K_d, K_h, K_w); bias: (C_out,) ->
    (N, C_out, D_out, H_out, W_out); see `conv_transpose2d`."""
class _LazyConvXdMixin(_Lazy):
    """A convolution that takes in_channels from its first input."""
    def __init__(self, out_channels: int, kernel_size: _Any, *args: _Any, **kwargs: _Any) -> None: ...
    def shapes(self, input: _Tensor, *_: _Any, **__: _Any) -> dict[str, tuple[int, ...]]: """The shapes of the parameters, from the first input."""
class LazyConv1d(_LazyConvXdMixin, Conv1d):
    """A Conv1d that takes in_channels from its first input. (N, C, L) -> (N, out_channels, ...)."""
    becomes: _Any
class LazyConv2d(_LazyConvXdMixin, Conv2d):
    """A Conv2d that takes in_channels from its first input. (N, C, H, W) -> (N, out_channels, ...)."""
    becomes: _Any
class LazyConv3d(_LazyConvXdMixin, Conv3d):
    """A Conv3d that takes in_channels from its first input. (N, C, D, H, W) -> (N, out_channels, ...)."""
    becomes: _Any
class LazyConvTranspose1d(_LazyConvXdMixin, ConvTranspose1d):
    """A ConvTranspose1d that takes in_channels from its first input. (N, C, L) -> (N, out_channels, ...)."""
    becomes: _Any
class LazyConvTranspose2d(_LazyConvXdMixin, ConvTranspose2d):
    """A ConvTranspose2d that takes in_channels from its first input. (N, C, H, W) -> (N, out_channels, ...)."""
    becomes: _Any
class LazyConvTranspose3d(_LazyConvXdMixin, ConvTranspose3d):
    """A ConvTranspose3d that takes in_channels from its first input. (N, C, D, H, W) -> (N, out_channels, ...)."""
    becomes: _Any
