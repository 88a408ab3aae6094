"""Attention: each query takes a mean of the values, weighted by how well their keys fit.  Vaswani et al. 2017."""
from autograd import Tensor as _Tensor
def scaled_dot_product_attention(query: _Tensor, key: _Tensor, value: _Tensor, attn_mask: _Tensor | None = None, dropout_p: float = 0.0, is_causal: bool = False, scale: float | None = None, enable_gqa: bool = False) -> _Tensor: """softmax(query @ key.mT * scale + mask) @ value: for each query, the mean of the values whose keys fit.

    query: (B..., L, E), key: (B..., S, E), value: (B..., S, V) -> (B..., L, V). ``attn_mask`` broadcasts to (B..., L, S): bools, True where a
    query may look at a key, or floats to be added. ``is_causal`` lets a query look at keys no later than itself, of those that a mask leaves.
    ``scale`` is 1/sqrt(E) unless given. ``dropout_p`` drops weights, always. ``enable_gqa`` lets several query heads (dimension -3) share a key."""
