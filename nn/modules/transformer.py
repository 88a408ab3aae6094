"""The Transformer and its parts.  Vaswani et al. 2017."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.core import dtypes
from autograd.core.modes import mode
from autograd.core.tensor import wrap

from .. import functional as F
from .. import init
from .attention import MultiheadAttention
from .container import ModuleList
from .dropout import Dropout
from .linear import Linear
from .module import Module
from .normalisation import LayerNorm

__all__ = ["Transformer", "TransformerDecoder", "TransformerDecoderLayer", "TransformerEncoder", "TransformerEncoderLayer"]

Activation = str | Callable[[Tensor], Tensor]


class _TransformerLayer(Module):
    """What the layers of encoder and decoder share: blocks around which the input is added and normalised."""

    self_attn: MultiheadAttention
    multihead_attn: MultiheadAttention
    attentions: tuple[str, ...] = ("self_attn",)

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Activation = F.relu,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        where: dict[str, Any] = dict(device=device, dtype=dtype)
        for name in self.attentions:
            setattr(self, name, MultiheadAttention(d_model, nhead, dropout, bias, batch_first=batch_first, **where))
        self.linear1 = Linear(d_model, dim_feedforward, bias, **where)
        self.dropout = Dropout(dropout)
        self.linear2 = Linear(dim_feedforward, d_model, bias, **where)
        self.norm_first = norm_first
        blocks = range(1, len(self.attentions) + 2)
        for i in blocks:
            setattr(self, f"norm{i}", LayerNorm(d_model, layer_norm_eps, bias=bias, **where))
        for i in blocks:
            setattr(self, f"dropout{i}", Dropout(dropout))
        if isinstance(activation, str) and activation not in ("relu", "gelu"):
            raise RuntimeError(f"activation should be relu/gelu, not {activation}")
        self.activation: Callable[[Tensor], Tensor] = getattr(F, activation) if isinstance(activation, str) else activation
        # as PyTorch keeps it, for files of whole modules
        self.activation_relu_or_gelu = 1 if self.activation == F.relu else 2 if self.activation == F.gelu else 0

    def _blocks(self, x: Tensor, *blocks: Callable[[Tensor], Tensor]) -> Tensor:
        """Each block's result, after dropout, added to its input; normalised after, or before with ``norm_first``."""
        for i, block in enumerate(blocks, 1):
            norm, dropout = getattr(self, f"norm{i}"), getattr(self, f"dropout{i}")
            x = x + dropout(block(norm(x))) if self.norm_first else norm(x + dropout(block(x)))
        return x

    def _feed_forward(self, x: Tensor) -> Tensor:
        return self.linear2(self.dropout(self.activation(self.linear1(x))))


def _attend(attention: Module, query: Tensor, memory: Tensor, mask: Tensor | None, padding: Tensor | None, is_causal: bool) -> Tensor:
    attended, _ = attention(
        query, memory, memory, attn_mask=mask, key_padding_mask=padding, is_causal=is_causal and mask is not None, need_weights=False
    )
    return attended


class TransformerEncoderLayer(_TransformerLayer):
    """Self-attention and two Linears, each with a residual connection and layer normalisation: (L, N, d_model) -> the same shape.

    >>> import autograd as torch, nn
    >>> nn.TransformerEncoderLayer(8, nhead=2, batch_first=True)(torch.ones(5, 7, 8)).shape
    torch.Size([5, 7, 8])
    """

    def forward(self, src: Tensor, src_mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None, is_causal: bool = False) -> Tensor:
        """src: (L, N, d_model) -> the same shape; masks as in `MultiheadAttention`."""
        return self._blocks(src, lambda x: _attend(self.self_attn, x, x, src_mask, src_key_padding_mask, is_causal), self._feed_forward)


class TransformerDecoderLayer(_TransformerLayer):
    """Self-attention, attention to the encoder's memory, and two Linears, each with a residual connection and layer normalisation.

    tgt (T, N, E), memory (S, N, E) -> (T, N, E); with batch_first N comes first.

    >>> import autograd as torch, nn
    >>> nn.TransformerDecoderLayer(8, nhead=2, batch_first=True)(torch.ones(5, 3, 8), torch.ones(5, 7, 8)).shape
    torch.Size([5, 3, 8])
    """

    attentions = ("self_attn", "multihead_attn")

    def forward(
        self,
        tgt: Tensor,
        memory: Tensor,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        tgt_is_causal: bool = False,
        memory_is_causal: bool = False,
    ) -> Tensor:
        """tgt: (L, N, d_model), memory: (S, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
        return self._blocks(
            tgt,
            lambda x: _attend(self.self_attn, x, x, tgt_mask, tgt_key_padding_mask, tgt_is_causal),
            lambda x: _attend(self.multihead_attn, x, memory, memory_mask, memory_key_padding_mask, memory_is_causal),
            self._feed_forward,
        )


def _without_padding(layer: Module) -> bool:
    """Whether PyTorch's fast form of a layer, which computes without padding, takes this one."""
    if not isinstance(layer, TransformerEncoderLayer):
        return False
    attention = layer.self_attn
    usual = attention.batch_first and attention.in_proj_bias is not None and attention._qkv_same_embed_dim and attention.num_heads % 2 == 0
    return bool(usual and not layer.norm_first and layer.activation_relu_or_gelu and layer.norm1.eps == layer.norm2.eps)


class TransformerEncoder(Module):
    """Copies of one encoder layer, one after another. (S, N, E) -> the same shape; with batch_first (N, S, E).

    >>> import autograd as torch, nn
    >>> layer = nn.TransformerEncoderLayer(8, nhead=2, batch_first=True)
    >>> nn.TransformerEncoder(layer, num_layers=2)(torch.ones(5, 7, 8)).shape
    torch.Size([5, 7, 8])
    """

    def __init__(
        self, encoder_layer: Module, num_layers: int, norm: Module | None = None, enable_nested_tensor: bool = True, mask_check: bool = True
    ) -> None:
        super().__init__()
        self.layers = ModuleList([deepcopy(encoder_layer) for _ in range(num_layers)])
        self.num_layers = num_layers
        self.norm = norm
        self.enable_nested_tensor, self.mask_check = enable_nested_tensor, mask_check
        self.use_nested_tensor = enable_nested_tensor and _without_padding(encoder_layer)

    def forward(self, src: Tensor, mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None, is_causal: bool | None = None) -> Tensor:
        """src: (L, N, d_model) -> the same shape; masks as in `MultiheadAttention`.

        In evaluation what comes out at the end of shorter sequences, where ``src_key_padding_mask`` says so, is 0 before the last ``norm``:
        PyTorch then computes without these places. It does not with a ``mask``, while a graph is recorded, with an odd number of heads and
        in a few more cases; or if ``enable_nested_tensor=False``.
        """
        ended = None if mask is not None or src_key_padding_mask is None else self._ended(src, src_key_padding_mask)
        for layer in self.layers:
            src = layer(src, src_mask=mask, src_key_padding_mask=src_key_padding_mask, is_causal=bool(is_causal))
        if ended is not None:
            src = src.masked_fill(ended.unsqueeze(-1), 0)
        return src if self.norm is None else self.norm(src)

    def _ended(self, src: Tensor, padding: Tensor) -> Tensor | None:
        """The places after the ends of sequences, as bools, where PyTorch computes without them; else None."""
        first = self.layers[0]
        if not self.use_nested_tensor or first.training or src.ndim != 3:
            return None
        if mode.grad_enabled and any(t.requires_grad for t in [src, *first.parameters()]):
            return None
        ended = padding if padding.array.dtype == np.bool_ else padding != 0
        return ended & (ended[:, 1:] >= ended[:, :-1]).all() if self.mask_check else ended  # none where one takes part after the first


class TransformerDecoder(Module):
    """Copies of one decoder layer, one after another. tgt (T, N, E), memory (S, N, E) -> (T, N, E); with batch_first N comes first.

    >>> import autograd as torch, nn
    >>> layer = nn.TransformerDecoderLayer(8, nhead=2, batch_first=True)
    >>> nn.TransformerDecoder(layer, num_layers=2)(torch.ones(5, 3, 8), torch.ones(5, 7, 8)).shape
    torch.Size([5, 3, 8])
    """

    def __init__(self, decoder_layer: Module, num_layers: int, norm: Module | None = None) -> None:
        super().__init__()
        self.layers = ModuleList([deepcopy(decoder_layer) for _ in range(num_layers)])
        self.num_layers = num_layers
        self.norm = norm

    def forward(
        self,
        tgt: Tensor,
        memory: Tensor,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        tgt_is_causal: bool | None = None,
        memory_is_causal: bool = False,
    ) -> Tensor:
        """tgt: (L, N, d_model), memory: (S, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
        for layer in self.layers:
            tgt = layer(
                tgt,
                memory,
                tgt_mask=tgt_mask,
                memory_mask=memory_mask,
                tgt_key_padding_mask=tgt_key_padding_mask,
                memory_key_padding_mask=memory_key_padding_mask,
                tgt_is_causal=bool(tgt_is_causal),
                memory_is_causal=memory_is_causal,
            )
        return tgt if self.norm is None else self.norm(tgt)


class Transformer(Module):
    """An encoder and a decoder: sequences to sequences. src (S, N, E), tgt (T, N, E) -> (T, N, E); with batch_first N comes first.

    >>> import autograd as torch, nn
    >>> net = nn.Transformer(8, nhead=2, num_encoder_layers=1, num_decoder_layers=1, dim_feedforward=16)
    >>> net(torch.ones(7, 5, 8), torch.ones(3, 5, 8)).shape
    torch.Size([3, 5, 8])
    """

    def __init__(
        self,
        d_model: int = 512,
        nhead: int = 8,
        num_encoder_layers: int = 6,
        num_decoder_layers: int = 6,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Activation = F.relu,
        custom_encoder: Module | None = None,
        custom_decoder: Module | None = None,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        where = dict(device=device, dtype=dtype)
        like = (d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias)

        def norm() -> LayerNorm:
            return LayerNorm(d_model, layer_norm_eps, bias=bias, **where)

        self.encoder = custom_encoder or TransformerEncoder(TransformerEncoderLayer(*like, **where), num_encoder_layers, norm())
        self.decoder = custom_decoder or TransformerDecoder(TransformerDecoderLayer(*like, **where), num_decoder_layers, norm())
        self.d_model, self.nhead, self.batch_first = d_model, nhead, batch_first
        for parameter in self.parameters():
            if parameter.ndim > 1:
                init.xavier_uniform_(parameter)

    def forward(
        self,
        src: Tensor,
        tgt: Tensor,
        src_mask: Tensor | None = None,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        src_is_causal: bool | None = None,
        tgt_is_causal: bool | None = None,
        memory_is_causal: bool = False,
    ) -> Tensor:
        """src: (S, N, d_model), tgt: (L, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
        if src.ndim == 3 and src.shape[0 if self.batch_first else 1] != tgt.shape[0 if self.batch_first else 1]:
            raise RuntimeError("the batch number of src and tgt must be equal")
        if src.shape[-1] != self.d_model or tgt.shape[-1] != self.d_model:
            raise RuntimeError("the feature number of src and tgt must be equal to d_model")
        memory = self.encoder(src, mask=src_mask, src_key_padding_mask=src_key_padding_mask, is_causal=src_is_causal)
        return self.decoder(
            tgt,
            memory,
            tgt_mask=tgt_mask,
            memory_mask=memory_mask,
            tgt_key_padding_mask=tgt_key_padding_mask,
            memory_key_padding_mask=memory_key_padding_mask,
            tgt_is_causal=tgt_is_causal,
            memory_is_causal=memory_is_causal,
        )

    @staticmethod
    def generate_square_subsequent_mask(sz: int, device: Any = None, dtype: Any = None) -> Tensor:
        """The causal mask: 0 on and below the diagonal, -inf above."""
        kind = dtypes.resolve(dtypes.get_default_dtype() if dtype is None else dtype)
        return wrap(np.triu(np.full((sz, sz), -np.inf, kind), 1))
