"""Convolution in one, two and three dimensions, and its transpose.

    With ``columns`` (im2col, see `windows`) a convolution is a matrix product. Three kernels do everything. They belong to the one number
    ``sum(g * convolve(x, weight))``, linear in each of its three factors: its derivative by ``g`` is a convolution, by ``x`` a transposed
    convolution, by ``weight`` a correlation of ``x`` with ``g``. So the derivatives of each are the other two, to every order."""
from autograd import Tensor as _Tensor
from collections.abc import Sequence as _Sequence
def conv1d(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] | str = 0, dilation: int | _Sequence[int] = 1, groups: int = 1) -> _Tensor: """Slide a kernel over a sequence and take inner products.

    input: (N, C_in, L) or (C_in, L); weight: (C_out, C_in / groups, K); bias: (C_out,) -> (N, C_out, L_out) or (C_out, L_out). For the
    sizes and settings see `conv2d`."""
def conv2d(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] | str = 0, dilation: int | _Sequence[int] = 1, groups: int = 1) -> _Tensor: """Slide a kernel over images and take inner products.

    input: (N, C_in, H, W) or (C_in, H, W); weight: (C_out, C_in / groups, K_h, K_w); bias: (C_out,) -> (N, C_out, H_out, W_out), with
    ``H_out = (H + 2 * padding - dilation * (K_h - 1) - 1) // stride + 1``.

    ``padding`` counts the zeros put around the image; "valid" means none, "same" as many as keep the size (for stride 1). ``groups``
    splits channels: each group of output channels sees its own group of input channels only. The kernel is not flipped: this is what
    mathematics calls cross-correlation. RuntimeError if channels do not fit, or if the kernel is larger than the padded image."""
def conv3d(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] | str = 0, dilation: int | _Sequence[int] = 1, groups: int = 1) -> _Tensor: """Slide a kernel over volumes and take inner products.

    input: (N, C_in, D, H, W) or (C_in, D, H, W); weight: (C_out, C_in / groups, K_d, K_h, K_w); bias: (C_out,) ->
    (N, C_out, D_out, H_out, W_out). For the sizes and settings see `conv2d`."""
def conv_transpose1d(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, output_padding: int | _Sequence[int] = 0, groups: int = 1, dilation: int | _Sequence[int] = 1) -> _Tensor: """The transpose of `conv1d`: every element spreads the kernel over the result.

    input: (N, C_in, L) or (C_in, L); weight: (C_in, C_out / groups, K); bias: (C_out,) -> (N, C_out, L_out); see `conv_transpose2d`."""
def conv_transpose2d(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, output_padding: int | _Sequence[int] = 0, groups: int = 1, dilation: int | _Sequence[int] = 1) -> _Tensor: """The transpose of `conv2d` (its gradient by the input, as an operation): every pixel spreads the kernel over the result.

    input: (N, C_in, H, W) or (C_in, H, W); weight: (C_in, C_out / groups, K_h, K_w); bias: (C_out,) -> (N, C_out, H_out, W_out), with
    ``H_out = (H - 1) * stride - 2 * padding + dilation * (K_h - 1) + output_padding + 1``.

    A strided convolution takes several sizes to the same one; ``output_padding`` says which of them to return to."""
def conv_transpose3d(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None, stride: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, output_padding: int | _Sequence[int] = 0, groups: int = 1, dilation: int | _Sequence[int] = 1) -> _Tensor: """The transpose of `conv3d`: every element spreads the kernel over the result.

    input: (N, C_in, D, H, W) or (C_in, D, H, W); weight: (C_in, C_out / groups, K_d, K_h, K_w); bias: (C_out,) ->
    (N, C_out, D_out, H_out, W_out); see `conv_transpose2d`."""
