"""Lookup tables: an integer picks a row of learnt numbers."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from autograd.nn.parameter import Parameter as _Parameter
from builtins import float as _float
from typing import Any as _Any
from typing import Self as _Self
class _Table(_Module):
    """What the two embeddings share: the table ``weight``, (num_embeddings, embedding_dim), drawn from N(0, 1)."""
    num_embeddings: int
    embedding_dim: int
    padding_idx: int | None
    weight: _Parameter
    def reset_parameters(self) -> None: """Draw the table anew; the padding row is zero."""
    @classmethod
    def from_pretrained(cls, embeddings: _Tensor, freeze: bool = True, **settings: _Any) -> _Self: """A layer with this table; ``freeze`` keeps it from learning."""
class Embedding(_Table):
    """Row ``i`` of a learnt table for each index ``i``: (*) of integers -> (*, embedding_dim).

    The row ``padding_idx`` starts at zero and does not learn; rows longer than ``max_norm`` are shortened when they are looked up."""
    max_norm: _float | None
    norm_type: _float
    scale_grad_by_freq: bool
    sparse: bool
    shows: str
    def __init__(self, num_embeddings: int, embedding_dim: int, padding_idx: int | None = None, max_norm: _float | None = None, norm_type: _float = 2.0, scale_grad_by_freq: bool = False, sparse: bool = False, _weight: _Tensor | None = None, _freeze: bool = False, device: _Any = None, dtype: _Any = None) -> None: ...
    def forward(self, input: _Tensor) -> _Tensor: """Indices (*) -> (*, embedding_dim)."""
    def __call__(self, input: _Tensor) -> _Tensor: """Indices (*) -> (*, embedding_dim)."""
class EmbeddingBag(_Table):
    """The sum, mean or maximum (``mode``) of the rows looked up for each bag of indices.

    Indices (N, L), or all in one (sum of lengths) with offsets (N) -> (N, embedding_dim)."""
    max_norm: _float | None
    norm_type: _float
    scale_grad_by_freq: bool
    mode: str
    sparse: bool
    include_last_offset: bool
    shows: str
    def __init__(self, num_embeddings: int, embedding_dim: int, max_norm: _float | None = None, norm_type: _float = 2.0, scale_grad_by_freq: bool = False, mode: str = 'mean', sparse: bool = False, _weight: _Tensor | None = None, include_last_offset: bool = False, padding_idx: int | None = None, device: _Any = None, dtype: _Any = None) -> None: ...
    def forward(self, input: _Tensor, offsets: _Tensor | None = None, per_sample_weights: _Tensor | None = None) -> _Tensor: """Indices (B, N), or (N) with the offsets (B) at which bags begin -> (B, embedding_dim)."""
    def __call__(self, input: _Tensor, offsets: _Tensor | None = None, per_sample_weights: _Tensor | None = None) -> _Tensor: """Indices (B, N), or (N) with the offsets (B) at which bags begin -> (B, embedding_dim)."""
