"""The columns of a convolution as tensors of their own: unfold (im2col) and its adjoint, fold (col2im)."""
from autograd import Tensor as _Tensor
from collections.abc import Sequence as _Sequence
def fold(input: _Tensor, output_size: int | _Sequence[int], kernel_size: int | _Sequence[int], dilation: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, stride: int | _Sequence[int] = 1) -> _Tensor: """The image in which each element is the sum of what the columns of its windows hold for it: the adjoint of `unfold`.

    input: (N, C * K_h * K_w, L) or (C * K_h * K_w, L) -> (N, C, *output_size)."""
def unfold(input: _Tensor, kernel_size: int | _Sequence[int], dilation: int | _Sequence[int] = 1, padding: int | _Sequence[int] = 0, stride: int | _Sequence[int] = 1) -> _Tensor: """The elements of each window of an image as a column.

    input: (N, C, H, W) or (C, H, W) -> (N, C * K_h * K_w, L), with a column for each of the L windows, in row-major order. A convolution
    is ``weight.flatten(1) @ unfold(input, ...)``."""
