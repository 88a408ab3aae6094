"""Multi-head attention.  Vaswani et al. 2017."""

from __future__ import annotations

from typing import Any

from autograd import Tensor

from .. import functional as F
from .. import init
from ..parameter import unset
from .linear import Linear
from .module import Module

__all__ = ["MultiheadAttention"]


class NonDynamicallyQuantizableLinear(Linear):
    """A Linear; PyTorch's repr of attention shows it under this name."""


class MultiheadAttention(Module):
    """For each query the mean of the values whose keys fit, in ``num_heads`` subspaces at once, then a Linear.

    query: (L, N, embed_dim), key: (S, N, kdim), value: (S, N, vdim) -> (L, N, embed_dim) and the weights (N, L, S). N first with ``batch_first``;
    without N for a single sequence.

    >>> import autograd as torch, nn
    >>> attention = nn.MultiheadAttention(8, num_heads=2, batch_first=True)
    >>> out, weights = attention(torch.ones(5, 3, 8), torch.ones(5, 7, 8), torch.ones(5, 7, 8))
    >>> out.shape, weights.shape
    (torch.Size([5, 3, 8]), torch.Size([5, 3, 7]))
    """

    def __init__(
        self,
        embed_dim: int,
        num_heads: int,
        dropout: float = 0.0,
        bias: bool = True,
        add_bias_kv: bool = False,
        add_zero_attn: bool = False,
        kdim: int | None = None,
        vdim: int | None = None,
        batch_first: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        if embed_dim <= 0 or num_heads <= 0:
            raise ValueError(f"embed_dim and num_heads must be greater than 0, got embed_dim={embed_dim} and num_heads={num_heads} instead")
        if embed_dim % num_heads != 0:
            raise AssertionError(f"embed_dim must be divisible by num_heads: got {embed_dim} and {num_heads}")
        self.embed_dim, self.num_heads, self.dropout, self.batch_first = embed_dim, num_heads, dropout, batch_first
        self.kdim, self.vdim = embed_dim if kdim is None else kdim, embed_dim if vdim is None else vdim
        self.head_dim, self.add_zero_attn = embed_dim // num_heads, add_zero_attn
        self._qkv_same_embed_dim = self.kdim == self.vdim == embed_dim

        def weights(*shape: int) -> Any:
            return unset(shape, device, dtype)

        same, E = self._qkv_same_embed_dim, embed_dim
        self.register_parameter("q_proj_weight", None if same else weights(E, E))
        self.register_parameter("k_proj_weight", None if same else weights(E, self.kdim))
        self.register_parameter("v_proj_weight", None if same else weights(E, self.vdim))
        self.register_parameter("in_proj_weight", weights(3 * E, E) if same else None)
        self.register_parameter("in_proj_bias", weights(3 * E) if bias else None)
        self.out_proj = NonDynamicallyQuantizableLinear(E, E, bias, device, dtype)
        self.bias_k = weights(1, 1, E) if add_bias_kv else None
        self.bias_v = weights(1, 1, E) if add_bias_kv else None
        self._reset_parameters()

    def _reset_parameters(self) -> None:
        for weight in (self.in_proj_weight, self.q_proj_weight, self.k_proj_weight, self.v_proj_weight):
            if weight is not None:
                init.xavier_uniform_(weight)
        if self.in_proj_bias is not None:
            init.zeros_(self.in_proj_bias)
            init.zeros_(self.out_proj.bias)
        for bias in (self.bias_k, self.bias_v):
            if bias is not None:
                init.xavier_normal_(bias)

    def forward(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        key_padding_mask: Tensor | None = None,
        need_weights: bool = True,
        attn_mask: Tensor | None = None,
        average_attn_weights: bool = True,
        is_causal: bool = False,
    ) -> tuple[Tensor, Tensor | None]:
        """The attended values and, if ``need_weights``, the weights: their mean over heads, or each head's.

        ``key_padding_mask`` (N, S) and ``attn_mask`` (L, S) or (N·heads, L, S): bools, True where a key may not be looked at, or floats to be
        added to the scores. ``is_causal`` says that ``attn_mask`` is the causal one.
        """
        q, k, v = query, key, value
        swapped = self.batch_first and query.ndim == 3
        if swapped:
            length_first = {id(x): x.transpose(0, 1) for x in (q, k, v)}  # one tensor three times stays one
            q, k, v = length_first[id(q)], length_first[id(k)], length_first[id(v)]
        out, weights = F.multi_head_attention_forward(
            q, k, v, self.embed_dim, self.num_heads, self.in_proj_weight, self.in_proj_bias, self.bias_k, self.bias_v, self.add_zero_attn,
            self.dropout, self.out_proj.weight, self.out_proj.bias, self.training, key_padding_mask, need_weights, attn_mask,
            not self._qkv_same_embed_dim, self.q_proj_weight, self.k_proj_weight, self.v_proj_weight,
            average_attn_weights=average_attn_weights, is_causal=is_causal,
        )  # fmt: skip
        return out.transpose(0, 1) if swapped else out, weights
