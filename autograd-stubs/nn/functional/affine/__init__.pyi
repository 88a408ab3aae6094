"""Affine maps: each output is a weighted sum of the inputs, plus a bias."""
from autograd import Tensor as _Tensor
def bilinear(input1: _Tensor, input2: _Tensor, weight: _Tensor, bias: _Tensor | None = None) -> _Tensor: """The bilinear forms input1 @ weight[k] @ input2, plus bias."""
def linear(input: _Tensor, weight: _Tensor, bias: _Tensor | None = None) -> _Tensor: """input @ weight.T + bias."""
