"""A batch normalisation in evaluation, folded into the layer before it: one layer that computes what both did."""
from autograd import Tensor as _Tensor
from autograd.nn.parameter import Parameter as _Parameter
from typing import Any as _Any
def fuse_conv_bn_eval(conv: _Any, bn: _Any, transpose: bool = False) -> _Any: """A copy of a convolution that computes what it and the normalisation after it compute; both must be in evaluation."""
def fuse_conv_bn_weights(conv_w: _Tensor, conv_b: _Tensor | None, bn_rm: _Tensor, bn_rv: _Tensor, bn_eps: float, bn_w: _Tensor | None, bn_b: _Tensor | None, transpose: bool = False) -> tuple[_Parameter, _Parameter]: """The weight and bias of `fuse_conv_bn_eval`, from those of the convolution and the normalisation's statistics, eps, weight and bias.

    ``transpose``: the weight is that of a transposed convolution, whose second dimension the channels of the output are."""
def fuse_linear_bn_eval(linear: _Any, bn: _Any) -> _Any: """A copy of a linear layer that computes what it and the normalisation after it compute; both must be in evaluation."""
def fuse_linear_bn_weights(linear_w: _Tensor, linear_b: _Tensor | None, bn_rm: _Tensor, bn_rv: _Tensor, bn_eps: float, bn_w: _Tensor, bn_b: _Tensor) -> tuple[_Parameter, _Parameter]: """The weight and bias of `fuse_linear_bn_eval`."""
