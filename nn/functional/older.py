"""Older functions of layers, that PyTorch keeps under ``torch`` itself for the programs that call them."""

from __future__ import annotations

from autograd import Tensor
from autograd.core.methods import of_tensors

from .embeddings import embedding as rows

__all__: list[str] = []


@of_tensors
def embedding(weight: Tensor, indices: Tensor, padding_idx: int = -1, scale_grad_by_freq: bool = False, sparse: bool = False) -> Tensor:
    """Rows of ``weight``: see `nn.functional.embedding`, whose arguments come in another order. (n, d), (...) -> (..., d).

    >>> import autograd
    >>> autograd.embedding(autograd.eye(3), autograd.tensor([2, 0]))
    tensor([[0., 0., 1.],
            [1., 0., 0.]])
    """
    return rows(indices, weight, None if padding_idx < 0 else padding_idx, scale_grad_by_freq=scale_grad_by_freq, sparse=sparse)
