"""Lookup tables: an integer picks a row of learnt numbers."""

from __future__ import annotations

from typing import Any, Self

from autograd import Tensor

from .. import functional as F
from .. import init
from ..parameter import Parameter, unset
from .module import Module

__all__ = ["Embedding", "EmbeddingBag"]


class _Table(Module):
    """What the two embeddings share: the table ``weight``, (num_embeddings, embedding_dim), drawn from N(0, 1)."""

    def _make_table(self, num_embeddings: int, embedding_dim: int, padding_idx: int | None, given: Tensor | None, device: Any, dtype: Any) -> None:
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        if padding_idx is not None:
            if not -num_embeddings <= padding_idx < num_embeddings:
                raise AssertionError(f"padding_idx must be within num_embeddings: got {padding_idx} and {num_embeddings}")
            padding_idx %= num_embeddings
        self.padding_idx = padding_idx
        if given is None:
            self.weight = unset((num_embeddings, embedding_dim), device, dtype)
            self.reset_parameters()
            return
        if tuple(given.shape) != (num_embeddings, embedding_dim):
            raise AssertionError("Shape of weight does not match num_embeddings and embedding_dim")
        self.weight = Parameter(given)

    def reset_parameters(self) -> None:
        """Draw the table anew; the padding row is zero."""
        init.normal_(self.weight)
        if self.padding_idx is not None:
            self.weight.array[self.padding_idx] = 0

    @classmethod
    def from_pretrained(cls, embeddings: Tensor, freeze: bool = True, **settings: Any) -> Self:
        """A layer with this table; ``freeze`` keeps it from learning."""
        if embeddings.ndim != 2:
            raise AssertionError("Embeddings parameter is expected to be 2-dimensional")
        made = cls(*embeddings.shape, _weight=embeddings, **settings)
        made.weight.requires_grad = not freeze
        return made


class Embedding(_Table):
    """Row ``i`` of a learnt table for each index ``i``: (*) of integers -> (*, embedding_dim).

    The row ``padding_idx`` starts at zero and does not learn; rows longer than ``max_norm`` are shortened when they are looked up.

    >>> import autograd as torch, nn
    >>> nn.Embedding(10, 3)(torch.tensor([[1, 2], [4, 9]])).shape
    torch.Size([2, 2, 3])
    """

    shows = "num_embeddings embedding_dim padding_idx? max_norm? norm_type? scale_grad_by_freq? sparse?"

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        padding_idx: int | None = None,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        sparse: bool = False,
        _weight: Tensor | None = None,
        _freeze: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.max_norm, self.norm_type, self.scale_grad_by_freq, self.sparse = max_norm, norm_type, scale_grad_by_freq, sparse
        self._make_table(num_embeddings, embedding_dim, padding_idx, _weight, device, dtype)
        self.weight.requires_grad = not _freeze

    def forward(self, input: Tensor) -> Tensor:
        """Indices (*) -> (*, embedding_dim)."""
        return F.embedding(input, self.weight, self.padding_idx, self.max_norm, self.norm_type, self.scale_grad_by_freq, self.sparse)


class EmbeddingBag(_Table):
    """The sum, mean or maximum (``mode``) of the rows looked up for each bag of indices.

    Indices (N, L), or all in one (sum of lengths) with offsets (N) -> (N, embedding_dim).

    >>> import autograd as torch, nn
    >>> nn.EmbeddingBag(10, 3)(torch.tensor([[1, 2], [4, 9]])).shape
    torch.Size([2, 3])
    """

    shows = "num_embeddings embedding_dim max_norm? norm_type? scale_grad_by_freq? mode! padding_idx?"

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        _weight: Tensor | None = None,
        include_last_offset: bool = False,
        padding_idx: int | None = None,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.max_norm, self.norm_type, self.scale_grad_by_freq, self.mode, self.sparse = max_norm, norm_type, scale_grad_by_freq, mode, sparse
        self.include_last_offset = include_last_offset
        self._make_table(num_embeddings, embedding_dim, padding_idx, _weight, device, dtype)

    def forward(self, input: Tensor, offsets: Tensor | None = None, per_sample_weights: Tensor | None = None) -> Tensor:
        """Indices (B, N), or (N) with the offsets (B) at which bags begin -> (B, embedding_dim)."""
        return F.embedding_bag(
            input,
            self.weight,
            offsets,
            self.max_norm,
            self.norm_type,
            self.scale_grad_by_freq,
            self.mode,
            self.sparse,
            per_sample_weights,
            self.include_last_offset,
            self.padding_idx,
        )
