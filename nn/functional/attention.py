"""Attention: each query takes a mean of the values, weighted by how well their keys fit.  Vaswani et al. 2017."""

from __future__ import annotations

import math
from functools import lru_cache, partial
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.core.methods import of_tensors, plain_number
from autograd.core.op import FLOATS, Op
from autograd.core.strides import contiguous
from autograd.machine.threads import MULTIPLICATIONS, cut, each
from autograd.machine.totals import total
from autograd.ops.softmax import inner

from .activation import of_floats
from .dropouts import dropout

__all__ = ["scaled_dot_product_attention"]

# In the shapes below, B stands for any leading dimensions, L for queries, S for keys and values, E and V for their features.


BLOCK = 32  # queries at a time, in causal attention: see `_parts`
KEPT = 1 << 24  # weights; where there are more, none is kept for the backward pass, which computes them again
AT_A_TIME = 1 << 22  # of those
LIMIT = 60.0  # exp(60) and exp(-60) are far from the ends of float32


def _safe_softmax(scores: Any) -> Any:
    """softmax along the last dimension, with zeros, not nan, for a query that may look at no key at all."""
    return _overwritten_by_softmax(np.array(scores), bounded=False)


def _overwritten_by_softmax(scores: Any, bounded: bool) -> Any:
    """``bounded`` scores are so small that there is no need to subtract the largest, which takes a quarter of the time."""
    if not bounded:
        largest = np.maximum.reduce(scores, -1, keepdims=True, initial=-np.inf)
        largest[largest == -np.inf] = 0
        scores -= largest
    np.exp(scores, scores)
    sums = total(scores, -1, True)
    sums[sums == 0] = 1
    scores /= sums
    return scores


def _parts(queries: int, keys: int, causal: bool, most: int) -> list[tuple[slice, slice]]:
    """Which queries to take at a time, ``most`` of them, and the keys that they see.

    In causal attention the first ones see few: 128 in four parts are 0.62 of the work of all at once, and took 0.8 of the time.
    """
    size = max(1, min(most, max(BLOCK, queries // 8) if causal else queries))
    starts = range(0, max(1, queries), size)
    return [(slice(start, start + size), slice(min(start + size, keys) if causal and start < starts[-1] else keys)) for start in starts]


def _attention(query: Any, key: Any, value: Any, mask: Any, *, scale: float, causal: bool) -> tuple[Any, Any]:
    alike = mask is None and query.shape[:-2] == key.shape[:-2] == value.shape[:-2] != ()
    scores = math.prod(query.shape[:-1]) * key.shape[-2]  # each takes two products and an exponential
    samples = cut(len(query), scores * (2 * query.shape[-1] / MULTIPLICATIONS + 1)) if alike else [slice(None)]
    outs, kept = zip(*each(lambda some: _attention_of_some(query[some], key[some], value[some], mask, scale, causal), samples), strict=True)
    return outs[0] if len(outs) == 1 else np.concatenate(outs), list(zip(samples, kept, strict=True))


def _attention_of_some(query: Any, key: Any, value: Any, mask: Any, scale: float, causal: bool) -> tuple[Any, Any]:
    """The result for some samples; and their weights, for a few queries at a time."""
    query, key = np.multiply(query, scale, order="C"), np.ascontiguousarray(key)
    bounded = mask is None and key.shape[-2] and key.dtype in FLOATS and _longest(query) * _longest(key) < LIMIT
    across = np.ascontiguousarray(key.mT)  # BLAS takes half the time for small products if it need not transpose
    queries, keys = query.shape[-2], key.shape[-2]
    each_query = max(1, math.prod(query.shape[:-2]) * keys)  # weights
    large = queries * each_query > KEPT
    parts, kept = [], []
    for these, seen in _parts(queries, keys, causal, AT_A_TIME // each_query if large else queries):
        weigh = partial(_weights_of_part, query, across, mask, these, seen, causal, bounded)
        weights = weigh()
        parts.append(weights @ value[..., seen, :])
        kept.append((these, seen, weigh if large else weights))
    return parts[0] if len(parts) == 1 else np.concatenate(parts, -2), kept  # (B, L, V)


def _weights_of_part(query: Any, across: Any, mask: Any, these: slice, seen: slice, causal: bool, bounded: bool) -> Any:
    """The weights that these queries, which are scaled, give to the keys that they see: (B, these, seen)."""
    scores = query[..., these, :] @ across[..., seen]
    if mask is not None:
        rows = mask[..., these, :] if mask.ndim > 1 and mask.shape[-2] > 1 else mask
        scores = scores + rows if mask.ndim > 2 else np.add(scores, rows, scores)
    if causal:
        latest = scores[..., these.start :]
        latest += _causal(*latest.shape[-2:], scores.dtype)
    return _overwritten_by_softmax(scores, bounded)


def _longest(x: Any) -> float:
    """The largest norm of the vectors of x."""
    return math.sqrt(np.maximum.reduce(total(x * x, -1), None, initial=0))


def _attention_weights(query: Any, key: Any, mask: Any, scale: float, causal: bool) -> Any:
    """The softmax of the scores, (B, L, S)."""
    scores = (query * scale) @ key.mT
    if causal:
        mask = _causal(query.shape[-2], key.shape[-2], scores.dtype if isinstance(scores, np.ndarray) else scores.array.dtype)
    return safe_softmax_op(scores if mask is None else scores + mask)


def _attention_gradients(
    g: Any, query: Any, key: Any, value: Any, mask: Any, scale: float, causal: bool, weights: Any, out: Any
) -> tuple[Any, Any, Any]:
    if type(weights) is list:  # what the forward pass has kept

        def of_some(one: tuple[slice, Any]) -> tuple[Any, Any, Any]:
            part, kept = one
            return _gradients_of_some(g[part], query[part], key[part], value[part], out[part], scale, kept)

        found = each(of_some, weights)
        if len(found) == 1:
            return found[0]
        for_query, for_key, for_value = map(np.concatenate, zip(*found, strict=True))
        return for_query, for_key, for_value
    # the inner product of g with out is that of the weights with their gradient, but shorter: V instead of S features
    slope = weights * (g @ value.mT - inner.apply(g, out, dim=-1)) * scale  # (B, L, S)
    return slope @ key, slope.mT @ query, weights.mT @ g


def _gradients_of_some(g: Any, query: Any, key: Any, value: Any, out: Any, scale: float, kept: Any) -> tuple[Any, Any, Any]:
    """The same for some samples, from the weights of a few queries at a time, or what computes them again."""
    value = np.multiply(value, scale, order="C")
    across = np.ascontiguousarray(value.mT)
    offsets = inner.apply(g, out, dim=-1) * g.dtype.type(scale)
    for_query: list[Any] = []
    for_key = for_value = None
    for these, seen, weights in reversed(kept):  # the last queries see all keys
        weights = weights() if callable(weights) else weights
        slope = g[..., these, :] @ across[..., seen]
        slope -= offsets[..., these, :]
        slope *= weights
        for_query.append(slope @ key[..., seen, :])
        to_key, to_value = slope.mT @ query[..., these, :], weights.mT @ g[..., these, :]
        if for_key is None or for_value is None:
            for_key, for_value = to_key, to_value
        else:
            for_key[..., seen, :] += to_key
            for_value[..., seen, :] += to_value
    return for_query[0] if len(for_query) == 1 else np.concatenate(for_query[::-1], -2), for_key, for_value


safe_softmax_op = Op(_safe_softmax, wide=True, name="softmax", scores=lambda g, out: out * (g - inner.apply(g, out, dim=-1)))
attention_op = Op(
    _attention,
    wide=True,
    name="scaled_dot_product_attention",
    layout=contiguous,
    keeps={"weights": _attention_weights},
    joint={("query", "key", "value"): _attention_gradients},
)


@lru_cache(maxsize=16)
def _causal(queries: int, keys: int, dtype: Any) -> Any:
    """0 where a query may look at a key, no later than itself; -inf elsewhere."""
    mask = np.triu(np.full((queries, keys), -np.inf, dtype), 1)
    mask.flags.writeable = False
    return mask


def _scores(mask: Tensor, dtype: Any) -> Any:
    """A mask of what takes part, as something to add to the scores."""
    return np.where(mask.array, 0, -np.inf).astype(dtype)


@of_floats
@of_tensors
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
    query may look at a key, or floats to be added. ``is_causal`` lets a query look at keys no later than itself, of those that a mask leaves.
    ``scale`` is 1/sqrt(E) unless given. ``dropout_p`` drops weights, always. ``enable_gqa`` lets several query heads (dimension -3) share a key.

    >>> import autograd
    >>> scaled_dot_product_attention(autograd.ones(2, 5, 8), autograd.ones(2, 7, 8), autograd.ones(2, 7, 4)).shape
    torch.Size([2, 5, 4])
    """
    shapes = f"query {tuple(query.shape)}, key {tuple(key.shape)}, value {tuple(value.shape)}"
    if min(query.ndim, key.ndim, value.ndim) < 2:
        raise RuntimeError(f"scaled_dot_product_attention: Expected query, key, and value to all be at least 2 dimensional, but got {shapes}")
    if not query.dtype == key.dtype == value.dtype:
        raise RuntimeError(
            "scaled_dot_product_attention: Expected query, key, and value to have the same dtype, but got "
            f"{query.dtype!r}, {key.dtype!r} and {value.dtype!r}"
        )
    if enable_gqa:
        heads = query.size(-3)
        key, value = (t.repeat_interleave(heads // t.size(-3), -3) for t in (key, value))
    if query.size(-1) != key.size(-1) or key.size(-2) != value.size(-2):
        raise RuntimeError(
            f"scaled_dot_product_attention: {shapes} do not fit: queries and keys must agree in the last size, keys and values in the one before"
        )
    if scale is None:
        scale = 1 / math.sqrt(query.size(-1)) if query.size(-1) else 1.0
    else:
        scale = plain_number("scaled_dot_product_attention", "scale", scale)
    mask: Any = attn_mask
    if attn_mask is not None and attn_mask.array.dtype == np.bool_:
        mask = _scores(attn_mask, query.array.dtype)
    elif attn_mask is not None and attn_mask.dtype != query.dtype:
        if attn_mask.array.dtype != np.float32:
            raise RuntimeError(
                "scaled_dot_product_attention: Expected attn_mask dtype to be bool or float or to match query dtype, but got "
                f"{attn_mask.dtype!r} and query {query.dtype!r}"
            )
        mask = attn_mask.to(query.dtype)
    if dropout_p == 0 and not (isinstance(mask, Tensor) and mask.requires_grad):
        return attention_op(query, key, value, mask, scale=scale, causal=is_causal)
    weights = _attention_weights(query, key, mask, scale, is_causal)
    return dropout(weights, dropout_p) @ value
