"""The Transformer and its parts.  Vaswani et al. 2017."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.attention import MultiheadAttention as _MultiheadAttention
from autograd.nn.modules.dropout import Dropout as _Dropout
from autograd.nn.modules.linear import Linear as _Linear
from autograd.nn.modules.module import Module as _Module
from autograd.nn.parallel.data_parallel import ModuleList as _ModuleList
from builtins import float as _float
from collections.abc import Callable as _Callable
from typing import Any as _Any
class Transformer(_Module):
    """An encoder and a decoder: sequences to sequences. src (S, N, E), tgt (T, N, E) -> (T, N, E); with batch_first N comes first."""
    encoder: _Any
    decoder: _Any
    d_model: int
    nhead: int
    batch_first: bool
    def __init__(self, d_model: int = 512, nhead: int = 8, num_encoder_layers: int = 6, num_decoder_layers: int = 6, dim_feedforward: int = 2048, dropout: _float = 0.1, activation: str | _Callable[[_Tensor], _Tensor] = ..., custom_encoder: _Module | None = None, custom_decoder: _Module | None = None, layer_norm_eps: _float = 1e-05, batch_first: bool = False, norm_first: bool = False, bias: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
    def forward(self, src: _Tensor, tgt: _Tensor, src_mask: _Tensor | None = None, tgt_mask: _Tensor | None = None, memory_mask: _Tensor | None = None, src_key_padding_mask: _Tensor | None = None, tgt_key_padding_mask: _Tensor | None = None, memory_key_padding_mask: _Tensor | None = None, src_is_causal: bool | None = None, tgt_is_causal: bool | None = None, memory_is_causal: bool = False) -> _Tensor: """src: (S, N, d_model), tgt: (L, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
    def __call__(self, src: _Tensor, tgt: _Tensor, src_mask: _Tensor | None = None, tgt_mask: _Tensor | None = None, memory_mask: _Tensor | None = None, src_key_padding_mask: _Tensor | None = None, tgt_key_padding_mask: _Tensor | None = None, memory_key_padding_mask: _Tensor | None = None, src_is_causal: bool | None = None, tgt_is_causal: bool | None = None, memory_is_causal: bool = False) -> _Tensor: """src: (S, N, d_model), tgt: (L, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
    @staticmethod
    def generate_square_subsequent_mask(sz: int, device: _Any = None, dtype: _Any = None) -> _Tensor: """The causal mask: 0 on and below the diagonal, -inf above."""
class TransformerDecoder(_Module):
    """Copies of one decoder layer, one after another. tgt (T, N, E), memory (S, N, E) -> (T, N, E); with batch_first N comes first."""
    layers: _ModuleList
    num_layers: int
    norm: _Module | None
    def __init__(self, decoder_layer: _Module, num_layers: int, norm: _Module | None = None) -> None: ...
    def forward(self, tgt: _Tensor, memory: _Tensor, tgt_mask: _Tensor | None = None, memory_mask: _Tensor | None = None, tgt_key_padding_mask: _Tensor | None = None, memory_key_padding_mask: _Tensor | None = None, tgt_is_causal: bool | None = None, memory_is_causal: bool = False) -> _Tensor: """tgt: (L, N, d_model), memory: (S, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
    def __call__(self, tgt: _Tensor, memory: _Tensor, tgt_mask: _Tensor | None = None, memory_mask: _Tensor | None = None, tgt_key_padding_mask: _Tensor | None = None, memory_key_padding_mask: _Tensor | None = None, tgt_is_causal: bool | None = None, memory_is_causal: bool = False) -> _Tensor: """tgt: (L, N, d_model), memory: (S, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
class _TransformerLayer(_Module):
    """What the layers of encoder and decoder share: blocks around which the input is added and normalised."""
    self_attn: _MultiheadAttention
    multihead_attn: _MultiheadAttention
    attentions: tuple[str, ...]
    linear1: _Linear
    dropout: _Dropout
    linear2: _Linear
    norm_first: bool
    activation: _Callable[[_Tensor], _Tensor]
    activation_relu_or_gelu: _Any
    def __init__(self, d_model: int, nhead: int, dim_feedforward: int = 2048, dropout: _float = 0.1, activation: str | _Callable[[_Tensor], _Tensor] = ..., layer_norm_eps: _float = 1e-05, batch_first: bool = False, norm_first: bool = False, bias: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
class TransformerDecoderLayer(_TransformerLayer):
    """Self-attention, attention to the encoder's memory, and two Linears, each with a residual connection and layer normalisation.

    tgt (T, N, E), memory (S, N, E) -> (T, N, E); with batch_first N comes first."""
    attentions: _Any
    def forward(self, tgt: _Tensor, memory: _Tensor, tgt_mask: _Tensor | None = None, memory_mask: _Tensor | None = None, tgt_key_padding_mask: _Tensor | None = None, memory_key_padding_mask: _Tensor | None = None, tgt_is_causal: bool = False, memory_is_causal: bool = False) -> _Tensor: """tgt: (L, N, d_model), memory: (S, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
    def __call__(self, tgt: _Tensor, memory: _Tensor, tgt_mask: _Tensor | None = None, memory_mask: _Tensor | None = None, tgt_key_padding_mask: _Tensor | None = None, memory_key_padding_mask: _Tensor | None = None, tgt_is_causal: bool = False, memory_is_causal: bool = False) -> _Tensor: """tgt: (L, N, d_model), memory: (S, N, d_model) -> (L, N, d_model); masks as in `MultiheadAttention`."""
class TransformerEncoder(_Module):
    """Copies of one encoder layer, one after another. (S, N, E) -> the same shape; with batch_first (N, S, E)."""
    layers: _ModuleList
    num_layers: int
    norm: _Module | None
    enable_nested_tensor: bool
    mask_check: bool
    use_nested_tensor: _Any
    def __init__(self, encoder_layer: _Module, num_layers: int, norm: _Module | None = None, enable_nested_tensor: bool = True, mask_check: bool = True) -> None: ...
    def forward(self, src: _Tensor, mask: _Tensor | None = None, src_key_padding_mask: _Tensor | None = None, is_causal: bool | None = None) -> _Tensor: """src: (L, N, d_model) -> the same shape; masks as in `MultiheadAttention`.

    In evaluation what comes out at the end of shorter sequences, where ``src_key_padding_mask`` says so, is 0 before the last ``norm``:
    PyTorch then computes without these places. It does not with a ``mask``, while a graph is recorded, with an odd number of heads and
    in a few more cases; or if ``enable_nested_tensor=False``."""
    def __call__(self, src: _Tensor, mask: _Tensor | None = None, src_key_padding_mask: _Tensor | None = None, is_causal: bool | None = None) -> _Tensor: """src: (L, N, d_model) -> the same shape; masks as in `MultiheadAttention`.

    In evaluation what comes out at the end of shorter sequences, where ``src_key_padding_mask`` says so, is 0 before the last ``norm``:
    PyTorch then computes without these places. It does not with a ``mask``, while a graph is recorded, with an odd number of heads and
    in a few more cases; or if ``enable_nested_tensor=False``."""
class TransformerEncoderLayer(_TransformerLayer):
    """Self-attention and two Linears, each with a residual connection and layer normalisation: (L, N, d_model) -> the same shape."""
    def forward(self, src: _Tensor, src_mask: _Tensor | None = None, src_key_padding_mask: _Tensor | None = None, is_causal: bool = False) -> _Tensor: """src: (L, N, d_model) -> the same shape; masks as in `MultiheadAttention`."""
    def __call__(self, src: _Tensor, src_mask: _Tensor | None = None, src_key_padding_mask: _Tensor | None = None, is_causal: bool = False) -> _Tensor: """src: (L, N, d_model) -> the same shape; masks as in `MultiheadAttention`."""
