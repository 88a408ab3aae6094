"""Affine maps: each output is a weighted sum of the inputs, plus a bias."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.core.methods import of_tensors
from autograd.core.op import Op
from autograd.machine.threads import product
from autograd.machine.totals import columns_total, rows

__all__ = ["bilinear", "linear"]


def _across(x: Any, weight: Any) -> Any:
    """x @ weight.T, for a matrix x.

    For a few rows and a large weight OpenBLAS is faster at the transpose of that, in which no large matrix is a transposed one: 0.75 of the
    time for 32 × 784 and 128 × 784, 0.55 for 16 rows; from about 100 rows on it is slower.
    """
    if len(x) <= 64 and weight.size >= 1 << 15:
        return np.ascontiguousarray(product(weight, x.T).T)
    return product(x, weight.T)


def _linear(x: Any, weight: Any, bias: Any) -> Any:
    if x.dtype != weight.dtype or (bias is not None and bias.dtype != x.dtype):
        others = "" if bias is None else f" and {bias.dtype} bias"
        raise RuntimeError(
            f"linear: mat1 and mat2 must have the same dtype, but got {x.dtype} input, {weight.dtype} weight{others}: convert one with .to(...)"
        )
    if x.dtype.kind == "b":
        raise NotImplementedError("linear: not implemented for bool: convert the tensors with .float() first")
    if x.ndim == 0 or weight.ndim not in (1, 2) or x.shape[-1] != weight.shape[-1] or (weight.ndim == 1 and bias is not None):
        sizes = f": {weight.shape[-1]} is not {x.shape[-1]}" if x.ndim and weight.ndim == 2 else ""
        raise RuntimeError(
            f"linear: input {x.shape} and weight {weight.shape} do not fit: mat1 and mat2 shapes cannot be multiplied. "
            f"The weight must be (out_features, in_features), and in_features the last size of the input{sizes}"
        )
    if x.ndim == weight.ndim == 2:
        out = _across(x, weight)
    else:
        out = product(rows(x), (weight if weight.ndim == 2 else weight[None]).T).reshape(x.shape[:-1] + weight.shape[:-1])
    if bias is not None:
        out += bias
    return out


linear_op = Op(
    _linear,
    wide=True,
    name="linear",
    title="Addmm",
    x=lambda g, weight: product(rows(g), weight).reshape(*g.shape[:-1], weight.shape[-1]) if weight.ndim == 2 else g[..., None] * weight,
    weight=lambda g, x, weight_shape: product(rows(g).T, rows(x)) if len(weight_shape) == 2 else product(g.reshape(1, -1), rows(x))[0],
    bias=lambda g, bias_shape: columns_total(g) if len(bias_shape) == 1 < g.ndim else g,
)


def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """input @ weight.T + bias.

    input: (*, in_features), weight: (out_features, in_features), bias: (out_features) -> (*, out_features). All of one dtype.

    >>> import autograd
    >>> linear(autograd.ones(1, 3), autograd.ones(2, 3), autograd.tensor([0.0, 1.0]))
    tensor([[3., 4.]])
    """
    return linear_op(input, weight, bias)


@of_tensors
def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """The bilinear forms input1 @ weight[k] @ input2, plus bias.

    input1: (*, in1), input2: (*, in2), weight: (out, in1, in2), bias: (out) -> (*, out).

    >>> import autograd
    >>> bilinear(autograd.ones(4, 2), autograd.ones(4, 3), autograd.ones(5, 2, 3)).shape
    torch.Size([4, 5])
    """
    if input1.shape[:-1] != input2.shape[:-1]:
        raise RuntimeError(
            f"bilinear: input batch dimensions do not match: got {list(input1.shape)} and {list(input2.shape)}: all sizes but the last must agree"
        )
    if weight.ndim != 3 or (input1.size(-1), input2.size(-1)) != tuple(weight.shape[1:]):
        raise RuntimeError(
            f"bilinear: weight must be (out, in1, in2) for inputs (*, in1) and (*, in2), got {tuple(weight.shape)} for "
            f"{tuple(input1.shape)} and {tuple(input2.shape)}"
        )
    if bias is not None and bias.shape != weight.shape[:1]:
        raise RuntimeError(f"bilinear: bias size does not match weight size: got {tuple(bias.shape)} but expected {tuple(weight.shape[:1])}")
    if len({t.array.dtype for t in (input1, input2, weight, *([] if bias is None else [bias]))}) > 1:
        raise RuntimeError("bilinear: the inputs, the weight and the bias must have the same dtype: convert them with .to(...)")
    count = prod(input1.shape[:-1])
    left = input1.reshape(count, weight.size(1)) @ weight  # (out, count, in2)
    forms = (left * input2.reshape(count, weight.size(2))).sum(-1, dtype=weight.dtype).T.contiguous().reshape(*input1.shape[:-1], weight.size(0))
    return forms if bias is None else forms + bias
