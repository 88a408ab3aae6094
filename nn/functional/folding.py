"""The columns of a convolution as tensors of their own: unfold (im2col) and its adjoint, fold (col2im)."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from autograd import Tensor
from autograd.core.op import Op

from .windows import Windows, add_back, check_type, columns, per_dimension

__all__ = ["fold", "unfold"]

Numbers = int | Sequence[int]

im2col = Op(columns, name="im2col", x=lambda g, windows: col2im.apply(g, windows=windows))
col2im: Op = Op(add_back, name="col2im", title="Col2Im", found=lambda g, windows: im2col.apply(g, windows=windows))


def unfold(input: Tensor, kernel_size: Numbers, dilation: Numbers = 1, padding: Numbers = 0, stride: Numbers = 1) -> Tensor:
    """The elements of each window of an image as a column.

    input: (N, C, H, W) or (C, H, W) -> (N, C * K_h * K_w, L), with a column for each of the L windows, in row-major order. A convolution
    is ``weight.flatten(1) @ unfold(input, ...)``.

    >>> import autograd
    >>> unfold(autograd.tensor([[[1.0, 2.0, 3.0]]]), (1, 2))
    tensor([[1., 2.],
            [2., 3.]])
    """
    check_type("unfold", input, "fb")
    shape = tuple(input.shape)
    if len(shape) not in (3, 4) or 0 in shape[-3:]:
        raise RuntimeError(
            f"unfold: Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: {shape}"
        )
    if len(shape) == 3:
        return unfold(input.unsqueeze(0), kernel_size, dilation, padding, stride).squeeze(0)
    windows = _windows("unfold", shape[2:], kernel_size, dilation, padding, stride)
    return im2col(input, windows=windows).reshape(shape[0], shape[1] * prod(windows.kernel), prod(windows.out))


def fold(input: Tensor, output_size: Numbers, kernel_size: Numbers, dilation: Numbers = 1, padding: Numbers = 0, stride: Numbers = 1) -> Tensor:
    """The image in which each element is the sum of what the columns of its windows hold for it: the adjoint of `unfold`.

    input: (N, C * K_h * K_w, L) or (C * K_h * K_w, L) -> (N, C, *output_size).

    >>> import autograd
    >>> fold(autograd.tensor([[1.0, 2.0], [2.0, 3.0]]), (1, 3), (1, 2))
    tensor([[[1., 4., 3.]]])
    """
    check_type("fold", input, "fb")
    shape = tuple(input.shape)
    if len(shape) not in (2, 3) or 0 in shape[-2:]:
        raise RuntimeError(
            f"fold: Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: {shape}"
        )
    if len(shape) == 2:
        return fold(input.unsqueeze(0), output_size, kernel_size, dilation, padding, stride).squeeze(0)
    windows = _windows("fold", per_dimension("fold", "output_size", output_size, 2), kernel_size, dilation, padding, stride)
    taps, count = prod(windows.kernel), prod(windows.out)
    if shape[1] % taps:
        raise RuntimeError(
            f"fold: Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)={shape[1]} and "
            f"kernel_size={windows.kernel}"
        )
    if shape[2] != count:
        raise RuntimeError(
            f"fold: Given output_size={windows.size}, kernel_size={windows.kernel}, dilation={windows.dilation}, padding={windows.before}, "
            f"stride={windows.stride}, expected size of input's dimension 2 to match the calculated number of sliding blocks "
            f"{' * '.join(map(str, windows.out))} = {count}, but got input.size(2)={shape[2]}"
        )
    return col2im(input.reshape(shape[0], shape[1] // taps, taps, *windows.out), windows=windows)


def _windows(caller: str, size: tuple[int, ...], kernel_size: Any, dilation: Any, padding: Any, stride: Any) -> Windows:
    given = {"kernel_size": kernel_size, "dilation": dilation, "padding": padding, "stride": stride}
    kernel, dilation, padding, stride = (per_dimension(caller, name, value, 2) for name, value in given.items())
    for name, value in (("kernel_size", kernel), ("stride", stride), ("dilation", dilation)):
        if min(value) < 1:
            raise RuntimeError(f"{caller}: {name} should be greater than zero, but got {value}")
    if min(padding) < 0:
        raise RuntimeError(f"{caller}: padding should be non-negative, but got {padding}")
    count = tuple((n + 2 * p - d * (k - 1) - 1) // s + 1 for n, p, d, k, s in zip(size, padding, dilation, kernel, stride, strict=True))
    if min(count) < 1:
        raise RuntimeError(
            f"{caller}: Given spatial size {size}, kernel_size={kernel}, dilation={dilation}, padding={padding}, stride={stride}, calculated "
            f"shape of the array of sliding blocks as {count}, but its components must be at least one"
        )
    return Windows(size, kernel, stride, dilation, padding, count)
