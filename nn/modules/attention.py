"""Multi-head attention.  Vaswani et al. 2017."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.tensor import wrap

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

    def _projected(self, query: Tensor, key: Tensor, value: Tensor) -> Any:
        """Queries, keys and values through their Linears."""
        weight, bias = self.in_proj_weight, self.in_proj_bias
        biases = (None,) * 3 if bias is None else bias.chunk(3)
        if weight is None:
            weights = (self.q_proj_weight, self.k_proj_weight, self.v_proj_weight)
        elif query is key is value:
            return F.linear(query, weight, bias).chunk(3, -1)  # one product instead of three
        else:
            weights = weight.chunk(3)
        return [F.linear(x, w, b) for x, w, b in zip((query, key, value), weights, biases, strict=True)]

    def _heads(self, x: Any) -> Any:
        """(L, N, E) -> (N, heads, L, E / heads)."""
        return x.reshape(x.shape[0], x.shape[1], self.num_heads, self.head_dim).permute(1, 2, 0, 3)

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
        if is_causal and attn_mask is None:
            raise RuntimeError("Need attn_mask if specifying the is_causal hint.")
        q, k, v = self._checked(query, key, value)
        q, k, v = self._projected(q, k, v)
        lengths, batch = q.shape[0], q.shape[1]  # q: (L, N, E), k and v: (S, N, E)
        extra = 0
        if self.bias_k is not None and self.bias_v is not None:
            k, v = (autograd.cat([x, b.expand(1, batch, -1)]) for x, b in ((k, self.bias_k), (v, self.bias_v)))
            extra += 1
        q, k, v = self._heads(q), self._heads(k), self._heads(v)  # (N, heads, L or S, head_dim)
        if self.add_zero_attn:
            zeros = wrap(np.zeros((batch, self.num_heads, 1, self.head_dim), k.array.dtype))
            k, v = autograd.cat([k, zeros], 2), autograd.cat([v, zeros], 2)
            extra += 1
        mask = self._mask(attn_mask, key_padding_mask, batch, lengths, k.shape[2] - extra, extra, q.dtype)
        dropout = self.dropout if self.training else 0.0
        weights = None
        if need_weights:
            scores = (q * self.head_dim**-0.5) @ k.mT  # (N, heads, L, S)
            weights = F.softmax(scores if mask is None else scores + mask, -1)
            weights = F.dropout(weights, dropout, self.training)
            attended = weights @ v
            weights = weights.mean(1) if average_attn_weights else weights
        else:
            attended = F.scaled_dot_product_attention(q, k, v, mask, dropout)
        out = attended.permute(2, 0, 1, 3).reshape(lengths, batch, self.embed_dim)
        out = self.out_proj(out)
        if query.ndim == 2:
            return out.squeeze(1), None if weights is None else weights.squeeze(0)
        return out.transpose(0, 1) if self.batch_first else out, weights

    def _checked(self, query: Any, key: Any, value: Any) -> tuple[Any, Any, Any]:
        """The three inputs as (length, N, features), with one tensor three times kept one."""
        if query.ndim not in (2, 3):
            raise AssertionError(f"query should be unbatched 2D or batched 3D tensor but received {query.ndim}-D query tensor")
        if not query.ndim == key.ndim == value.ndim:
            raise AssertionError(f"query is {query.ndim}-D, so key and value must be too, but they are {key.ndim}-D and {value.ndim}-D")
        if query.shape[-1] != self.embed_dim:
            raise AssertionError(f"was expecting embedding dimension of {self.embed_dim}, but got {query.shape[-1]}")
        as_wanted: dict[int, Any] = {}
        for x in (query, key, value):
            as_wanted[id(x)] = x.unsqueeze(1) if x.ndim == 2 else x.transpose(0, 1) if self.batch_first else x
        q, k, v = as_wanted[id(query)], as_wanted[id(key)], as_wanted[id(value)]
        if k.shape[:2] != v.shape[:2]:
            raise AssertionError(f"key's sequence and batch dims {k.shape[:2]} do not match value's {v.shape[:2]}")
        return q, k, v

    def _mask(self, attn_mask: Any, key_padding_mask: Any, batch: int, queries: int, keys: int, extra: int, dtype: Any) -> Any:
        """Both masks as one, to be added to scores (N, heads, L, S + extra); what was added to the keys may always be looked at."""
        total = None
        if attn_mask is not None:
            allowed = ((queries, keys), (batch * self.num_heads, queries, keys))
            if tuple(attn_mask.shape) not in allowed:
                raise RuntimeError(f"The shape of the attn_mask is {tuple(attn_mask.shape)}, but should be {allowed[0]} or {allowed[1]}.")
            total = _additive(attn_mask, "attn_mask", dtype)
            total = total.reshape(batch, self.num_heads, queries, keys) if attn_mask.ndim == 3 else total
        if key_padding_mask is not None:
            padding = key_padding_mask.unsqueeze(0) if key_padding_mask.ndim == 1 else key_padding_mask
            if tuple(padding.shape) != (batch, keys):
                raise AssertionError(f"expecting key_padding_mask shape of {(batch, keys)}, but got {tuple(padding.shape)}")
            padding = _additive(padding, "key_padding_mask", dtype).reshape(batch, 1, 1, keys)
            total = padding if total is None else total + padding
        return total if total is None or not extra else F.pad(total, (0, extra))


def _additive(mask: Any, name: str, dtype: Any) -> Any:
    """A mask of floats to be added: -inf where a mask of bools is True."""
    if mask.array.dtype == np.bool_:
        return wrap(np.where(mask.array, -np.inf, 0).astype(dtype.numpy))
    if mask.array.dtype.kind != "f":
        raise AssertionError(f"only bool and floating types of {name} are supported")
    return mask
