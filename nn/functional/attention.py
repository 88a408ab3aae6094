"""Attention: each query takes a mean of the values, weighted by how well their keys fit.  Vaswani et al. 2017."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.op import Op
from autograd.ops.softmax import inner, total

from .dropout import dropout

__all__ = ["scaled_dot_product_attention"]

# In the shapes below, B stands for any leading dimensions, L for queries, S for keys and values, E and V for their features.


def _safe_softmax(scores: Any) -> Any:
    """softmax along the last dimension, with zeros, not nan, for a query that may look at no key at all."""
    return _overwritten_by_softmax(np.array(scores))


def _overwritten_by_softmax(scores: Any) -> Any:
    largest = np.maximum.reduce(scores, -1, keepdims=True, initial=-np.inf)
    largest[largest == -np.inf] = 0
    scores -= largest
    np.exp(scores, scores)
    sums = total(scores, -1)
    sums[sums == 0] = 1
    scores /= sums
    return scores


def _attention(query: Any, key: Any, value: Any, mask: Any, *, scale: float) -> tuple[Any, Any]:
    key, value = np.ascontiguousarray(key), np.ascontiguousarray(value)  # products of strided stacks are slow
    scores = np.multiply(query, scale, order="C") @ key.mT  # (B, L, S)
    if mask is not None:
        scores = scores + mask if mask.ndim > 2 else np.add(scores, mask, scores)
    weights = _overwritten_by_softmax(scores)
    return weights @ value, weights  # (B, L, V)


def _attention_weights(query: Any, key: Any, mask: Any, scale: float) -> Any:
    scores = (query * scale) @ key.mT
    return safe_softmax_op(scores if mask is None else scores + mask)


def _attention_gradients(g: Any, query: Any, key: Any, value: Any, mask: Any, scale: float, weights: Any, out: Any) -> tuple[Any, Any, Any]:
    # the inner product of g with out is that of the weights with their gradient, but shorter: V instead of S features
    slope = weights * (g @ value.mT - inner.apply(g, out, dim=-1)) * scale  # (B, L, S)
    return slope @ key, slope.mT @ query, weights.mT @ g


safe_softmax_op = Op(_safe_softmax, name="softmax", scores=lambda g, out: out * (g - inner.apply(g, out, dim=-1)))
attention_op = Op(
    _attention,
    name="scaled_dot_product_attention",
    keeps={"weights": _attention_weights},
    joint={("query", "key", "value"): _attention_gradients},
)


@lru_cache(maxsize=16)
def _causal(queries: int, keys: int, dtype: Any) -> Any:
    """0 where a query may look at a key, no later than itself; -inf elsewhere."""
    mask = np.triu(np.full((queries, keys), -np.inf, dtype), 1)
    mask.flags.writeable = False
    return mask


def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor:
    """softmax(query @ key.mT * scale + mask) @ value: for each query, the mean of the values whose keys fit.

    query: (B..., L, E), key: (B..., S, E), value: (B..., S, V) -> (B..., L, V). ``attn_mask`` broadcasts to (B..., L, S): bools, True where a
    query may look at a key, or floats to be added. ``is_causal`` lets a query look at keys no later than itself. ``scale`` is 1/sqrt(E)
    unless given. ``dropout_p`` drops weights, always. ``enable_gqa`` lets several query heads (dimension -3) share a key.
    """
    shapes = f"query {tuple(query.shape)}, key {tuple(key.shape)}, value {tuple(value.shape)}"
    if min(query.ndim, key.ndim, value.ndim) < 2:
        raise RuntimeError(f"scaled_dot_product_attention: Expected query, key, and value to all be at least 2 dimensional, but got {shapes}")
    if not query.dtype == key.dtype == value.dtype:
        raise RuntimeError(
            "scaled_dot_product_attention: Expected query, key, and value to have the same dtype, but got "
            f"{query.dtype!r}, {key.dtype!r} and {value.dtype!r}"
        )
    if is_causal and attn_mask is not None:
        raise RuntimeError("scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")
    if enable_gqa:
        heads = query.size(-3)
        key, value = (t.repeat_interleave(heads // t.size(-3), -3) for t in (key, value))
    if query.size(-1) != key.size(-1) or key.size(-2) != value.size(-2):
        raise RuntimeError(
            f"scaled_dot_product_attention: {shapes} do not fit: queries and keys must agree in the last size, keys and values in the one before"
        )
    if scale is None:
        scale = 1 / math.sqrt(query.size(-1)) if query.size(-1) else 1.0
    mask: Any = attn_mask
    if is_causal:
        mask = _causal(query.size(-2), key.size(-2), query.array.dtype)
    elif attn_mask is not None and attn_mask.array.dtype == np.bool_:
        mask = np.where(attn_mask.array, 0, -np.inf).astype(query.array.dtype)
    elif attn_mask is not None and attn_mask.dtype != query.dtype:
        raise RuntimeError(
            f"scaled_dot_product_attention: Expected attn_mask dtype to be bool or to match query dtype, but got {attn_mask.dtype!r} and "
            f"query {query.dtype!r}"
        )
    if dropout_p == 0 and not (isinstance(mask, Tensor) and mask.requires_grad):
        return attention_op(query, key, value, mask, scale=scale)
    weights = _attention_weights(query, key, mask, scale)
    return dropout(weights, dropout_p) @ value
