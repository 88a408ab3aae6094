"""Lookups: rows of a table by their numbers."""
from autograd import Tensor as _Tensor
def embedding(input: _Tensor, weight: _Tensor, padding_idx: int | None = None, max_norm: float | None = None, norm_type: float = 2.0, scale_grad_by_freq: bool = False, sparse: bool = False) -> _Tensor: """The rows of ``weight`` that ``input`` names: input (*) of integers, weight (V, D) -> (*, D).

    Row ``padding_idx`` gets no gradient. With ``max_norm``, rows that are looked up are first scaled down, in place, to a norm of at most
    that. ``scale_grad_by_freq`` divides gradients by how often a row was looked up. Gradients are dense also if ``sparse``.
    IndexError for a row that does not exist."""
def embedding_bag(input: _Tensor, weight: _Tensor, offsets: _Tensor | None = None, max_norm: float | None = None, norm_type: float = 2, scale_grad_by_freq: bool = False, mode: str = 'mean', sparse: bool = False, per_sample_weights: _Tensor | None = None, include_last_offset: bool = False, padding_idx: int | None = None) -> _Tensor: """The sum, mean or maximum (``mode``) of the rows of ``weight`` in each bag; a bag is a row of ``input``, or begins at an offset.

    input: (B, N), or (M) with offsets (B), where the first is 0 and, with ``include_last_offset``, the last one ends the last bag;
    weight: (V, D) -> (B, D). Rows ``padding_idx`` are left out; ``per_sample_weights``, of the input's shape, multiply the rows of a sum."""
def one_hot(tensor: _Tensor, num_classes: int = -1) -> _Tensor: """Class numbers as vectors of zeros with a single one: (*) -> (*, num_classes), of int64.

    Without ``num_classes`` there are as many classes as the largest number asks for."""
