"""All parameters as one vector, and back."""
from autograd import Tensor as _Tensor
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
def parameters_to_vector(parameters: _Iterable[_Any]) -> _Tensor: """The parameters, flattened and joined: part of the graph."""
def vector_to_parameters(vec: _Tensor, parameters: _Iterable[_Any]) -> None: """Let each parameter's data be its piece of the vector."""
