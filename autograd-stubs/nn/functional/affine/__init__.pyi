"""Affine maps: each output is a weighted sum of the inputs, plus a bias."""
from autograd import Tensor as _Tensor
def bilinear(input1: _Tensor, input2: _Tensor, weight: _Tensor, bias: _Tensor | None = None) -> _Tensor: """The bilinear forms input1 @ weight[k] @ input2, plus bias.

    input1: (*, in1), input2: (*, in2), weight: (out, in1, in2), bias: (out) -> (*, out)."""
def linear(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None) -> _Tensor: """input @ weight.T + bias.

    input: (*, in_features), weight: (out_features, in_features), bias: (out_features) -> (*, out_features). All of one dtype."""
