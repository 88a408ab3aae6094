"""Pooling by the maximum of windows of one size, whose distances are drawn at random."""
from autograd import Tensor as _Tensor
from typing import Any as _Any
from typing import Literal as _Literal
from typing import overload as _overload
@_overload
def fractional_max_pool2d(input: _Tensor, kernel_size: _Any, output_size: _Any = None, output_ratio: _Any = None, return_indices: _Literal[False] = False, _random_samples: _Tensor | None = None) -> _Tensor: """The largest element of each of ``output_size`` windows, at distances drawn at random.  Graham 2014.

    input: (N, C, H, W) or (C, H, W) -> (N, C, *output_size); ``output_ratio`` of the input's size, if that is given instead.
    ``_random_samples`` (N, C, 2) are the numbers between 0 and 1 that place the windows of a plane, along W and along H."""
@_overload
def fractional_max_pool2d(input: _Tensor, kernel_size: _Any, output_size: _Any = None, output_ratio: _Any = None, return_indices: bool = False, _random_samples: _Tensor | None = None) -> tuple[_Tensor, _Tensor]: """The largest element of each of ``output_size`` windows, at distances drawn at random.  Graham 2014.

    input: (N, C, H, W) or (C, H, W) -> (N, C, *output_size); ``output_ratio`` of the input's size, if that is given instead.
    ``_random_samples`` (N, C, 2) are the numbers between 0 and 1 that place the windows of a plane, along W and along H."""
@_overload
def fractional_max_pool3d(input: _Tensor, kernel_size: _Any, output_size: _Any = None, output_ratio: _Any = None, return_indices: _Literal[False] = False, _random_samples: _Tensor | None = None) -> _Tensor: """`fractional_max_pool2d` of volumes: (N, C, D, H, W) -> (N, C, *output_size); ``_random_samples`` (N, C, 3) are for D, H and W."""
@_overload
def fractional_max_pool3d(input: _Tensor, kernel_size: _Any, output_size: _Any = None, output_ratio: _Any = None, return_indices: bool = False, _random_samples: _Tensor | None = None) -> tuple[_Tensor, _Tensor]: """`fractional_max_pool2d` of volumes: (N, C, D, H, W) -> (N, C, *output_size); ``_random_samples`` (N, C, 3) are for D, H and W."""
