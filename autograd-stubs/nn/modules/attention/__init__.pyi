"""Multi-head attention.  Vaswani et al. 2017."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.linear import Linear as _Linear
from autograd.nn.modules.module import Module as _Module
from builtins import float as _float
from typing import Any as _Any
class _NonDynamicallyQuantizableLinear(_Linear):
    """A Linear; PyTorch's repr of attention shows it under this name."""
class MultiheadAttention(_Module):
    """For each query the mean of the values whose keys fit, in ``num_heads`` subspaces at once, then a Linear.

    query: (L, N, embed_dim), key: (S, N, kdim), value: (S, N, vdim) -> (L, N, embed_dim) and the weights (N, L, S). N first with ``batch_first``;
    without N for a single sequence."""
    embed_dim: int
    num_heads: int
    dropout: _float
    batch_first: bool
    kdim: _Any
    vdim: _Any
    head_dim: _Any
    add_zero_attn: bool
    out_proj: _NonDynamicallyQuantizableLinear
    bias_k: _Any
    bias_v: _Any
    def __init__(self, embed_dim: int, num_heads: int, dropout: _float = 0.0, bias: bool = True, add_bias_kv: bool = False, add_zero_attn: bool = False, kdim: int | None = None, vdim: int | None = None, batch_first: bool = False, device: _Any = None, dtype: _Any = None) -> None: ...
    def forward(self, query: _Tensor, key: _Tensor, value: _Tensor, key_padding_mask: _Tensor | None = None, need_weights: bool = True, attn_mask: _Tensor | None = None, average_attn_weights: bool = True, is_causal: bool = False) -> tuple[_Tensor, _Tensor | None]: """The attended values and, if ``need_weights``, the weights: their mean over heads, or each head's.

    ``key_padding_mask`` (N, S) and ``attn_mask`` (L, S) or (N·heads, L, S): bools, True where a key may not be looked at, or floats to be
    added to the scores. ``is_causal`` says that ``attn_mask`` is the causal one."""
    def __call__(self, query: _Tensor, key: _Tensor, value: _Tensor, key_padding_mask: _Tensor | None = None, need_weights: bool = True, attn_mask: _Tensor | None = None, average_attn_weights: bool = True, is_causal: bool = False) -> tuple[_Tensor, _Tensor | None]: """The attended values and, if ``need_weights``, the weights: their mean over heads, or each head's.

    ``key_padding_mask`` (N, S) and ``attn_mask`` (L, S) or (N·heads, L, S): bools, True where a key may not be looked at, or floats to be
    added to the scores. ``is_causal`` says that ``attn_mask`` is the causal one."""
