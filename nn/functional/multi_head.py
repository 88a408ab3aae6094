"""Attention in several subspaces at once, with the Linears before and after it.  Vaswani et al. 2017."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.tensor import wrap

from .affine import linear
from .attention import scaled_dot_product_attention
from .dropouts import dropout
from .padding import pad

__all__ = ["multi_head_attention_forward"]


def multi_head_attention_forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    embed_dim_to_check: int,
    num_heads: int,
    in_proj_weight: Tensor | None,
    in_proj_bias: Tensor | None,
    bias_k: Tensor | None,
    bias_v: Tensor | None,
    add_zero_attn: bool,
    dropout_p: float,
    out_proj_weight: Tensor,
    out_proj_bias: Tensor | None,
    training: bool = True,
    key_padding_mask: Tensor | None = None,
    need_weights: bool = True,
    attn_mask: Tensor | None = None,
    use_separate_proj_weight: bool = False,
    q_proj_weight: Tensor | None = None,
    k_proj_weight: Tensor | None = None,
    v_proj_weight: Tensor | None = None,
    static_k: Tensor | None = None,
    static_v: Tensor | None = None,
    average_attn_weights: bool = True,
    is_causal: bool = False,
) -> tuple[Tensor, Tensor | None]:
    """What `nn.MultiheadAttention` computes, of its weights: the attended values and, if ``need_weights``, the weights, of shape (N, L, S).

    query: (L, N, E), key: (S, N, K), value: (S, N, V) -> (L, N, E); all without N for a single sequence. ``key_padding_mask`` (N, S) and
    ``attn_mask`` (L, S) or (N·heads, L, S) are bools, True where a key may not be looked at, or floats to be added to the scores.
    ``static_k`` and ``static_v`` (N·heads, S, E / heads) take the place of the keys and values.

    >>> import autograd
    >>> x, eye = autograd.ones(3, 1, 4), autograd.eye(4)
    >>> out, weights = multi_head_attention_forward(x, x, x, 4, 2, autograd.cat([eye] * 3), None, None, None, False, 0.0, eye, None)
    >>> out.shape, weights.shape
    (torch.Size([3, 1, 4]), torch.Size([1, 3, 3]))
    """
    _check(query, key, value, embed_dim_to_check)
    if is_causal and attn_mask is None:
        raise RuntimeError("Need attn_mask if specifying the is_causal hint.")
    if query.ndim == 2:
        one = {id(x): x.unsqueeze(1) for x in (query, key, value)}  # one tensor three times stays one
        query, key, value = one[id(query)], one[id(key)], one[id(value)]
        single = True
    else:
        single = False
    lengths, batch, features = query.shape
    size = features // num_heads
    if size * num_heads != features:
        raise AssertionError(f"embed_dim {features} not divisible by num_heads {num_heads}")
    separate = (q_proj_weight, k_proj_weight, v_proj_weight) if use_separate_proj_weight else None
    q, k, v = _projected(query, key, value, in_proj_weight, in_proj_bias, separate)
    extra = 0
    if bias_k is not None and bias_v is not None:
        k, v = (autograd.cat([x, b.expand(1, batch, -1)]) for x, b in ((k, bias_k), (v, bias_v)))
        extra += 1

    def heads(x: Any) -> Any:  # (L, N, E) -> (N, heads, L, E / heads)
        return x.reshape(x.shape[0], x.shape[1], num_heads, size).permute(1, 2, 0, 3)

    q = heads(q)
    k = heads(k) if static_k is None else static_k.reshape(batch, num_heads, -1, size)
    v = heads(v) if static_v is None else static_v.reshape(batch, num_heads, -1, size)
    if add_zero_attn:
        zeros = wrap(np.zeros((batch, num_heads, 1, size), k.array.dtype))
        k, v = autograd.cat([k, zeros], 2), autograd.cat([v, zeros], 2)
        extra += 1
    mask = _mask(attn_mask, key_padding_mask, (batch, num_heads, lengths, k.shape[2] - extra), extra, q.dtype)
    dropped = dropout_p if training else 0.0
    weights = None
    if need_weights:
        scores = (q * size**-0.5) @ k.mT  # (N, heads, L, S)
        weights = autograd.softmax(scores if mask is None else scores + mask, -1)
        weights = dropout(weights, dropped, training)
        attended = weights @ v
        weights = weights.mean(1) if average_attn_weights else weights
    else:
        attended = scaled_dot_product_attention(q, k, v, mask, dropped)
    out = linear(attended.permute(2, 0, 1, 3).reshape(lengths, batch, features), out_proj_weight, out_proj_bias)
    if single:
        return out.squeeze(1), None if weights is None else weights.squeeze(0)
    return out, weights


def _check(query: Any, key: Any, value: Any, features: int) -> None:
    if query.ndim not in (2, 3):
        raise AssertionError(f"query should be unbatched 2D or batched 3D tensor but received {query.ndim}-D query tensor")
    if not query.ndim == key.ndim == value.ndim:
        raise AssertionError(f"query is {query.ndim}-D, so key and value must be too, but they are {key.ndim}-D and {value.ndim}-D")
    if query.shape[-1] != features:
        raise AssertionError(f"was expecting embedding dimension of {features}, but got {query.shape[-1]}")
    if key.shape[:-1] != value.shape[:-1]:
        raise AssertionError(f"key's sequence and batch dims {key.shape[:-1]} do not match value's {value.shape[:-1]}")


def _projected(query: Tensor, key: Tensor, value: Tensor, weight: Any, bias: Any, separate: Any) -> Any:
    """Queries, keys and values through their Linears."""
    if separate is None and query is key is value:
        return linear(query, weight, bias).chunk(3, -1)  # one product instead of three
    weights = weight.chunk(3) if separate is None else separate
    biases = (None,) * 3 if bias is None else bias.chunk(3)
    return [linear(x, w, b) for x, w, b in zip((query, key, value), weights, biases)]


def _mask(attn_mask: Any, key_padding_mask: Any, shape: tuple[int, ...], extra: int, dtype: Any) -> Any:
    """Both masks as one, to be added to scores (N, heads, L, S + extra); what was added to the keys may always be looked at."""
    batch, heads, queries, keys = shape
    total = None
    if attn_mask is not None:
        allowed = ((queries, keys), (batch * heads, queries, keys))
        if tuple(attn_mask.shape) not in allowed:
            raise RuntimeError(f"The shape of the attn_mask is {tuple(attn_mask.shape)}, but should be {allowed[0]} or {allowed[1]}.")
        total = _additive(attn_mask, "attn_mask", dtype)
        total = total.reshape(shape) if attn_mask.ndim == 3 else total
    if key_padding_mask is not None:
        padding = key_padding_mask.unsqueeze(0) if key_padding_mask.ndim == 1 else key_padding_mask
        if tuple(padding.shape) != (batch, keys):
            raise AssertionError(f"expecting key_padding_mask shape of {(batch, keys)}, but got {tuple(padding.shape)}")
        padding = _additive(padding, "key_padding_mask", dtype).reshape(batch, 1, 1, keys)
        total = padding if total is None else total + padding
    return total if total is None or not extra else pad(total, (0, extra))


def _additive(mask: Any, name: str, dtype: Any) -> Any:
    """A mask of floats to be added: -inf where a mask of bools is True."""
    if mask.array.dtype == np.bool_:
        return wrap(np.where(mask.array, -np.inf, 0).astype(dtype.numpy))
    if mask.array.dtype.kind != "f":
        raise AssertionError(f"only bool and floating types of {name} are supported")
    return mask
