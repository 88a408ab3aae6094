"""Copies of whole tensors, by ``copy.deepcopy`` and by pickling, as ``multiprocessing`` does."""

from __future__ import annotations

from typing import Any

from ..core.methods import method
from ..core.tensor import Tensor

__all__: list[str] = []


@method
def __reduce_ex__(self: Tensor, protocol: Any) -> Any:
    if self._node is not None:
        raise RuntimeError(_COPY)
    return _restore, (type(self), self.array, self._requires_grad, self._grad)


@method
def __deepcopy__(self: Tensor, memo: dict[int, Any]) -> Tensor:
    if self._node is not None:
        raise RuntimeError(_COPY)
    grad = None if self._grad is None else self._grad.__deepcopy__(memo)
    copy = memo[id(self)] = _restore(type(self), self.array.copy(), self._requires_grad, grad)
    return copy


def _restore(cls: type[Tensor], array: Any, requires_grad: bool, grad: Tensor | None) -> Tensor:
    """Rebuild a copied or unpickled leaf."""
    tensor: Tensor = Tensor.__new__(cls)
    tensor.array, tensor._requires_grad, tensor._grad = array, requires_grad, grad
    return tensor


_COPY = (
    "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment: "
    "copy tensor.detach() if the graph should not come along"
)
