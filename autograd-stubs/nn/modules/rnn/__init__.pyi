"""Recurrent networks: RNN, LSTM, GRU, and one step of each.

    A cell is a pair of functions, its step and the derivative of its step. `scan` walks a cell along a whole sequence as one operation: the
    weights' gradients are then single matrix products over all steps."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from builtins import float as _float
from typing import Any as _Any
class GRU(RNNBase):
    """r, z = sigmoid, n = tanh(W_in x + b_in + r·(W_hn h + b_hn)); h = (1 - z)·n + z·h.  Cho et al. 2014.

    ``GRU(input_size, hidden_size, num_layers)``, further arguments and shapes as in `RNNBase`."""
    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
class GRUCell(RNNCellBase):
    """One step of `GRU`. x (N, input_size) and h (N, hidden_size) -> (N, hidden_size)."""
    mode: str
    def __init__(self, input_size: int, hidden_size: int, bias: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
    def forward(self, input: _Tensor, hx: _Tensor | None = None) -> _Tensor: """x, h -> h."""
    def __call__(self, input: _Tensor, hx: _Tensor | None = None) -> _Tensor: """x, h -> h."""
class LSTM(RNNBase):
    """i, f, o = sigmoid, g = tanh of W_ih x + b_ih + W_hh h + b_hh; c = f·c + i·g, h = o·tanh(c).  Hochreiter & Schmidhuber 1997.

    ``LSTM(input_size, hidden_size, num_layers)``, further arguments and shapes as in `RNNBase`; the states are a pair (h, c).
    ``proj_size`` > 0 projects h to that size."""
    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
class LSTMCell(RNNCellBase):
    """One step of `LSTM`. x (N, input_size), h and c (N, hidden_size) -> h and c."""
    mode: str
    def __init__(self, input_size: int, hidden_size: int, bias: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
    def forward(self, input: _Tensor, hx: tuple[_Tensor, _Tensor] | None = None) -> tuple[_Tensor, _Tensor]: """x, (h, c) -> h, c."""
    def __call__(self, input: _Tensor, hx: tuple[_Tensor, _Tensor] | None = None) -> tuple[_Tensor, _Tensor]: """x, (h, c) -> h, c."""
class RNN(RNNBase):
    """h = tanh(W_ih x + b_ih + W_hh h + b_hh), or relu with ``nonlinearity="relu"``.  Elman 1990.

    ``RNN(input_size, hidden_size, num_layers, nonlinearity)``, further arguments and shapes as in `RNNBase`."""
    nonlinearity: str
    def __init__(self, *args: _Any, nonlinearity: str = 'tanh', **kwargs: _Any) -> None: ...
class RNNBase(_Module):
    """What RNN, LSTM and GRU share: layers, directions, packed sequences.

    input: (T, N, input_size), or (N, T, input_size) with ``batch_first``, or (T, input_size), or packed. h_0 (and c_0): (layers · directions, N,
    hidden_size), zeros by default. Result: the last layer's states (T, N, directions · hidden_size), and the last states of all layers."""
    mode: str
    input_size: int
    hidden_size: int
    num_layers: int
    bias: bool
    batch_first: bool
    dropout: _Any
    bidirectional: bool
    proj_size: int
    shows: str
    def __init__(self, mode: str, input_size: int, hidden_size: int, num_layers: int = 1, bias: bool = True, batch_first: bool = False, dropout: _float = 0.0, bidirectional: bool = False, proj_size: int = 0, device: _Any = None, dtype: _Any = None) -> None: ...
    @property
    def all_weights(self) -> list[list[_Tensor]]: """The parameters of each layer and direction."""
    def __setstate__(self, state: dict[str, _Any]) -> None: ...
    def reset_parameters(self) -> None: """Draw all weights anew, from U(-1/√hidden_size, 1/√hidden_size)."""
    def flatten_parameters(self) -> None: """Does nothing: it is for GPUs."""
    def forward(self, input: _Any, hx: _Any = None) -> _Any: """The last layer's states at all steps, and the last states of all layers (of the LSTM: with the memories)."""
    def __call__(self, input: _Any, hx: _Any = None) -> _Any: """The last layer's states at all steps, and the last states of all layers (of the LSTM: with the memories)."""
class RNNCell(RNNCellBase):
    """One step of `RNN`. x (N, input_size) and h (N, hidden_size) -> (N, hidden_size)."""
    nonlinearity: str
    shows: str
    def __init__(self, input_size: int, hidden_size: int, bias: bool = True, nonlinearity: str = 'tanh', device: _Any = None, dtype: _Any = None) -> None: ...
    @property
    def mode(self) -> str: """Which cell it is."""
    def forward(self, input: _Tensor, hx: _Tensor | None = None) -> _Tensor: """x, h -> h."""
    def __call__(self, input: _Tensor, hx: _Tensor | None = None) -> _Tensor: """x, h -> h."""
class RNNCellBase(_Module):
    """What the single steps share: input (N, input_size) or (input_size), states (N, hidden_size) or (hidden_size)."""
    mode: str
    input_size: int
    hidden_size: int
    bias: bool
    weight_ih: _Any
    weight_hh: _Any
    shows: str
    def __init__(self, input_size: int, hidden_size: int, bias: bool, num_chunks: int, device: _Any = None, dtype: _Any = None) -> None: ...
    def reset_parameters(self) -> None: """Draw all weights anew, from U(-1/√hidden_size, 1/√hidden_size)."""
