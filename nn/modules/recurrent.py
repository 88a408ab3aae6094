"""Recurrent networks: RNN, LSTM, GRU, and one step of each.

A cell is a pair of functions, its step and the derivative of its step. `scan` walks a cell along a whole sequence as one operation: the
weights' gradients are then single matrix products over all steps.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

import autograd
from autograd import Tensor, sigmoid
from autograd.core.op import Op
from autograd.core.tensor import wrap
from autograd.machine.threads import product
from autograd.machine.totals import columns_total
from autograd.ops.comparison import relu_op
from autograd.ops.conversion import contiguous_op

from .. import functional as F
from .. import init
from ..parameter import unset
from .module import Module
from .packing import PackedSequence, places

__all__ = ["GRU", "LSTM", "RNN", "GRUCell", "LSTMCell", "RNNBase", "RNNCell", "RNNCellBase"]


class Cell(NamedTuple):
    """A recurrent cell. x is the input through its weights, y the state h through its own, both (B, gates · H); c is the LSTM's memory.

    The last two, if there are any, do the same with arrays, in fewer passes: with them a step of training an LSTM takes 0.92 of the time.
    """

    gates: int
    step: Callable[..., Any]  # (x, y, h, c) -> h, c, and what the derivative needs
    derivative: Callable[..., Any]  # (dh, dc, h, c, kept) -> dx, dy, dh apart from what comes through y, dc
    step_over: Callable[..., Any] | None = None  # `step` for y as (gates, B, H), each gate by itself contiguous, which it may overwrite
    derivative_into: Callable[..., Any] | None = None  # (dh, dc, h, c, kept, dx, dy) -> the rest; dx and dy, one array if equal, are written to


def _tanh(x: Any, y: Any, h: Any, c: Any) -> Any:
    h = np.tanh(x + y)
    return h, None, h


def _tanh_derivative(dh: Any, dc: Any, h: Any, c: Any, out: Any) -> Any:
    d = dh * (1 - out * out)
    return d, d, None, None


def _relu(x: Any, y: Any, h: Any, c: Any) -> Any:
    h = relu_op.apply(x + y)
    return h, None, h


def _relu_derivative(dh: Any, dc: Any, h: Any, c: Any, out: Any) -> Any:
    d = dh * (out > 0)
    return d, d, None, None


def _lstm(x: Any, y: Any, h: Any, c: Any) -> Any:
    """i, f, o = sigmoid and g = tanh of their parts of x + y; c = f·c + i·g, h = o·tanh(c).  Hochreiter & Schmidhuber 1997."""
    H = c.shape[-1]
    gates = x + y
    i_f = sigmoid.apply(gates[:, : 2 * H])
    i, f = i_f[:, :H], i_f[:, H:]
    g = np.tanh(gates[:, 2 * H : 3 * H])
    o = sigmoid.apply(gates[:, 3 * H :])
    c = f * c + i * g
    squashed = np.tanh(c)
    return o * squashed, c, (i, f, g, o, squashed)


def _lstm_derivative(dh: Any, dc: Any, h: Any, c: Any, kept: Any) -> Any:
    i, f, g, o, squashed = kept
    dc = dc + dh * o * (1 - squashed * squashed)
    d = np.concatenate([dc * g * (i * (1 - i)), dc * c * (f * (1 - f)), dc * i * (1 - g * g), dh * squashed * (o * (1 - o))], 1)
    return d, d, None, dc * f


def _to_sigmoid(x: Any) -> None:
    """What was x / 2, and is its tanh now, becomes the sigmoid of x."""
    x += 1
    x *= 0.5


def _lstm_over(x: Any, gates: Any, h: Any, c: Any) -> Any:
    gates += x.reshape(len(c), 4, c.shape[1]).swapaxes(0, 1)
    (i, f, g, o), i_f = gates, gates[:2]
    i_f *= 0.5  # sigmoid(x) = (1 + tanh(x / 2)) / 2: one tanh does all the gates
    o *= 0.5
    np.tanh(gates, gates)
    _to_sigmoid(i_f)
    _to_sigmoid(o)
    c = f * c
    c += i * g
    squashed = np.tanh(c)
    return o * squashed, c, (gates, squashed)


def _lstm_derivative_into(dh: Any, dc: Any, h: Any, c: Any, kept: Any, dx: Any, dy: Any) -> Any:
    gates, squashed = kept
    i, f, g, o = gates
    more = squashed * squashed
    np.subtract(1, more, more)
    more *= dh
    more *= o
    dc = dc + more
    slopes = 1 - gates
    slopes *= gates
    to_i, to_f, to_g, to_o = slopes
    np.multiply(g, g, to_g)
    np.subtract(1, to_g, to_g)
    to_i *= g
    to_f *= c
    to_g *= i
    to_o *= squashed
    to_o *= dh
    slopes[:3] *= dc
    dx.reshape(len(c), 4, c.shape[1]).swapaxes(0, 1)[...] = slopes
    dc *= f
    return None, dc


def _gru(x: Any, y: Any, h: Any, c: Any) -> Any:
    """r, z = sigmoid of their parts of x + y, n = tanh(x_n + r·y_n); h = (1 - z)·n + z·h.  Cho et al. 2014."""
    H = h.shape[-1]
    r_z = sigmoid.apply(x[:, : 2 * H] + y[:, : 2 * H])
    r, z = r_z[:, :H], r_z[:, H:]
    y_n = y[:, 2 * H :]
    n = np.tanh(x[:, 2 * H :] + r * y_n)
    return n + z * (h - n), None, (r, z, n, y_n)


def _gru_derivative(dh: Any, dc: Any, h: Any, c: Any, kept: Any) -> Any:
    r, z, n, y_n = kept
    dn = dh * (1 - z) * (1 - n * n)
    dz = dh * (h - n) * (z * (1 - z))
    dr = dn * y_n * (r * (1 - r))
    return np.concatenate([dr, dz, dn], 1), np.concatenate([dr, dz, dn * r], 1), dh * z, None


CELLS = {
    "RNN_TANH": Cell(1, _tanh, _tanh_derivative),
    "RNN_RELU": Cell(1, _relu, _relu_derivative),
    "LSTM": Cell(4, _lstm, _lstm_derivative, _lstm_over, _lstm_derivative_into),
    "GRU": Cell(3, _gru, _gru_derivative),
}


def _recorded(*inputs: Any) -> bool:
    """True in a backward pass that is to be differentiated again."""
    return any(isinstance(a, Tensor) for a in inputs)


def _scan(x: Any, h: Any, c: Any, w: Any, b: Any, p: Any, *, cell: Cell, exists: Any, reverse: bool) -> Any:
    """x (T, B, gates·H), h (B, H or P), c (B, H) or None, w (gates·H, H or P), b (gates·H) or None, p (P, H) or None -> all h, last h, last c.

    ``exists`` (T, B, 1) is False where a sequence has ended: its state stays. ``p`` projects h.
    """
    steps, step, across = len(x), cell.step, contiguous_op.apply(w.T)
    if cell.step_over is not None and not _recorded(x, h, c, w, b, p):
        step, across = cell.step_over, np.array(across.reshape(len(across), cell.gates, -1).swapaxes(0, 1), order="C")  # (gates, H or P, H)
        b = None if b is None else b.reshape(cell.gates, 1, -1)
    outputs: list[Any] = [None] * steps
    kept = []
    for t in reversed(range(steps)) if reverse else range(steps):
        y = h @ across if b is None else h @ across + b
        new_h, new_c, for_derivative = step(x[t], y, h, c)
        kept.append((t, h, c, new_h, for_derivative))
        if p is not None:
            new_h = new_h @ p.T
        if exists is not None:
            new_h = np.where(exists[t], new_h, h)
            new_c = None if c is None else np.where(exists[t], new_c, c)
        outputs[t], h, c = new_h, new_h, new_c
    last = h * 1  # a copy: it may be written to, and h is kept
    return ((np.stack(outputs), last) if c is None else (np.stack(outputs), last, c * 1)), kept


def _scan_gradients(g: Any, x: Any, h: Any, c: Any, w: Any, b: Any, p: Any, cell: Cell, exists: Any, reverse: bool, kept: Any) -> tuple[Any, ...]:
    g_out, dh = g[:2]
    dc = g[2] if len(g) == 3 else None
    into = None if _recorded(x, h, c, w, b, p) else cell.derivative_into
    dx: Any = [None] * len(kept) if into is None else np.empty_like(x)
    dy = dx.copy() if into is None or cell.gates == 3 else dx
    before: list[Any] = [None] * len(kept)
    dp = None
    for t, h_t, c_t, unprojected, for_derivative in reversed(kept):
        dh = dh + g_out[t]
        stays_h = stays_c = None
        if exists is not None:
            stays_h, dh = np.where(exists[t], 0, dh), np.where(exists[t], dh, 0)
            if dc is not None:
                stays_c, dc = np.where(exists[t], 0, dc), np.where(exists[t], dc, 0)
        if p is not None:
            part = dh.T @ unprojected
            dp, dh = part if dp is None else dp + part, dh @ p
        if into is None:
            dx[t], dy[t], direct, dc = cell.derivative(dh, dc, h_t, c_t, for_derivative)
        else:
            direct, dc = into(dh, dc, h_t, c_t, for_derivative, dx[t], dy[t])
        before[t] = h_t
        dh = dy[t] @ w
        for more in (direct, stays_h):
            dh = dh if more is None else dh + more
        dc = dc if stays_c is None else dc + stays_c
    all_dx = np.stack(dx) if into is None else dx
    all_dy: Any = all_dx if dx is dy or dx[0] is dy[0] else np.stack(dy) if into is None else dy
    rows = all_dy.reshape(-1, w.shape[0])  # (T·B, gates·H)
    return all_dx, dh, dc, product(rows.T, np.concatenate(before)), None if b is None else columns_total(rows), dp


scan = Op(
    _scan,
    name="scan",
    multi_output=True,
    keeps={"kept": lambda x, h, c, w, b, p, cell, exists, reverse: _scan(x, h, c, w, b, p, cell=cell, exists=exists, reverse=reverse)[1]},
    joint={("x", "h", "c", "w", "b", "p"): _scan_gradients},
)


class RNNBase(Module):
    """What RNN, LSTM and GRU share: layers, directions, packed sequences.

    input: (T, N, input_size), or (N, T, input_size) with ``batch_first``, or (T, input_size), or packed. h_0 (and c_0): (layers · directions, N,
    hidden_size), zeros by default. Result: the last layer's states (T, N, directions · hidden_size), and the last states of all layers.
    """

    shows = "input_size hidden_size proj_size? num_layers? bias? batch_first? dropout? bidirectional?"

    def __init__(
        self,
        mode: str,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        proj_size: int = 0,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        if isinstance(dropout, bool) or not isinstance(dropout, (int, float)) or not 0 <= dropout <= 1:
            raise ValueError("dropout should be a number in range [0, 1] representing the probability of an element being zeroed")
        if dropout > 0 and num_layers == 1:
            warnings.warn(
                "dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers greater than 1, but got "
                f"dropout={dropout} and num_layers={num_layers}",
                stacklevel=3,
            )
        if not isinstance(hidden_size, int):
            raise TypeError(f"hidden_size should be of type int, got: {type(hidden_size).__name__}")
        for name, value in dict(bias=bias, batch_first=batch_first).items():
            if not isinstance(value, bool):
                raise TypeError(f"{name} should be of type bool, got: {type(value).__name__}")
        for name, size in dict(input_size=input_size, hidden_size=hidden_size, num_layers=num_layers).items():
            if size <= 0:
                raise ValueError(f"{name} must be greater than zero, got {size}")
        if proj_size < 0 or proj_size >= hidden_size:
            raise ValueError(f"proj_size should be zero to disable projections, or a positive integer smaller than hidden_size, got {proj_size}")
        if mode not in CELLS:
            raise ValueError(f"Unrecognized RNN mode: {mode}")
        self.mode, self.input_size, self.hidden_size, self.num_layers, self.bias = mode, input_size, hidden_size, num_layers, bias
        self.batch_first, self.dropout, self.bidirectional, self.proj_size = batch_first, float(dropout), bidirectional, proj_size
        rows, out = CELLS[mode].gates * hidden_size, proj_size or hidden_size
        directions = len(self._directions)
        for layer in range(num_layers):
            for end in self._directions:
                into = input_size if layer == 0 else out * directions
                shapes = dict(weight_ih=(rows, into), weight_hh=(rows, out), bias_ih=(rows,), bias_hh=(rows,), weight_hr=(out, hidden_size))
                for name, shape in shapes.items():
                    if (bias or not name.startswith("bias")) and (proj_size or name != "weight_hr"):
                        setattr(self, f"{name}_l{layer}{end}", unset(shape, device, dtype))
        self.reset_parameters()

    @property
    def _directions(self) -> tuple[str, ...]:
        """The endings of the names of the parameters, one for each direction."""
        return ("", "_reverse") if self.bidirectional else ("",)

    @property
    def all_weights(self) -> list[list[Tensor]]:
        """The parameters of each layer and direction."""
        ends = [f"_l{layer}{end}" for layer in range(self.num_layers) for end in self._directions]
        return [[w for w in (self._weight(name, end) for name in _WEIGHTS) if w is not None] for end in ends]

    def _weight(self, name: str, end: str) -> Any:
        return getattr(self, name + end, None)

    @property
    def _flat_weights_names(self) -> list[str]:
        """The names of the parameters, layer by layer: what programs go through that initialise them in their own way."""
        return [name for names in self._all_weights_names for name in names]

    @property
    def _all_weights_names(self) -> list[list[str]]:
        """The names of the parameters of each layer and direction."""
        ends = [f"_l{layer}{end}" for layer in range(self.num_layers) for end in self._directions]
        return [[name + end for name in _WEIGHTS if name + end in self._parameters] for end in ends]

    def __getstate__(self) -> dict[str, Any]:  # with what PyTorch's modules keep beside the parameters: their names, and all of them in a row
        flat = self._flat_weights_names
        return {
            **vars(self),
            "_all_weights": self._all_weights_names,
            "_flat_weights_names": flat,
            "_flat_weights": [getattr(self, name) for name in flat],
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__({name: value for name, value in state.items() if name not in ("_all_weights", "_flat_weights_names", "_flat_weights")})

    def reset_parameters(self) -> None:
        """Draw all weights anew, from U(-1/√hidden_size, 1/√hidden_size)."""
        bound = 1 / math.sqrt(self.hidden_size)
        for parameter in self.parameters():
            init.uniform_(parameter, -bound, bound)

    def flatten_parameters(self) -> None:
        """Does nothing: it is for GPUs."""

    def forward(self, input: Any, hx: Any = None) -> Any:
        """The last layer's states at all steps, and the last states of all layers (of the LSTM: with the memories)."""
        if isinstance(input, PackedSequence):
            return self._packed(input, hx)
        if input.ndim not in (2, 3):
            raise ValueError(f"{self._get_name()}: Expected input to be 2D or 3D, got {input.ndim}D instead")
        single = input.ndim == 2
        self._check_states(hx, 2 if single else 3)
        x = input.unsqueeze(1) if single else input.transpose(0, 1) if self.batch_first else input
        states = self._states(hx, x.shape[1], x, lambda s: s.unsqueeze(1) if single else s)
        x, finals = self._layers(x, states, None, lambda rows: rows, lambda x: x)
        finals = [f.squeeze(1) for f in finals] if single else finals
        return x.squeeze(1) if single else x.transpose(0, 1) if self.batch_first else x, self._as_given(finals)

    def _packed(self, input: PackedSequence, hx: Any) -> Any:
        """`forward` for packed sequences: steps after a sequence's end leave its state as it is."""
        exists, where = places(input.batch_sizes.array)
        flat, valid = wrap(where.reshape(-1)), wrap(np.flatnonzero(exists))

        def spread(rows: Any) -> Any:
            return rows.index_select(0, flat).reshape(*exists.shape, rows.shape[-1])  # (T, B, features)

        def collect(x: Any) -> Any:
            return x.reshape(-1, x.shape[-1]).index_select(0, valid)

        self._check_states(hx, 3)
        order, back = input.sorted_indices, input.unsorted_indices
        states = self._states(hx, exists.shape[1], input.data, lambda s: s if order is None else s.index_select(1, order))
        data, finals = self._layers(input.data, states, exists[..., None], spread, collect)
        finals = finals if back is None else [f.index_select(1, back) for f in finals]
        return PackedSequence(data, input.batch_sizes, order, back), self._as_given(finals)

    def _layers(
        self, rows: Any, states: list[Any], exists: Any, spread: Callable[[Any], Any], collect: Callable[[Any], Any]
    ) -> tuple[Any, list[Any]]:
        """All layers in all directions, fed with ``rows``; ``spread`` makes them (T, B, features), ``collect`` undoes that."""
        if rows.shape[-1] != self.input_size:
            raise RuntimeError(f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got {rows.shape[-1]}")
        if rows.dtype != self.weight_ih_l0.dtype:
            raise ValueError(f"RNN: input must have the type {self.weight_ih_l0.dtype}, got type {rows.dtype}: convert one with .to(...)")
        starts = [s.unbind(0) for s in states]
        finals: list[Any] = []
        for layer in range(self.num_layers):
            outputs = []
            for end in self._directions:
                w_ih, w_hh, b_ih, b_hh, w_hr = (self._weight(name, f"_l{layer}{end}") for name in _WEIGHTS)
                h, c = (*[s[len(finals)] for s in starts], None)[:2]
                if self.mode != "GRU" and b_ih is not None:  # only there do x and y go separate ways
                    b_ih, b_hh = b_ih + b_hh, None
                x = spread(F.linear(rows, w_ih, b_ih))
                out, *last = scan(x, h, c, w_hh, b_hh, w_hr, cell=CELLS[self.mode], exists=exists, reverse=bool(end))
                outputs.append(out)
                finals.append(last)
            rows = collect(autograd.cat(outputs, -1) if len(outputs) > 1 else outputs[0])
            if self.dropout > 0 and layer < self.num_layers - 1:
                rows = F.dropout(rows, self.dropout, self.training)
        return rows, [autograd.stack(kind) for kind in zip(*finals, strict=True)]

    def _sizes(self) -> list[int]:
        """The sizes of the states: h, and of the LSTM also c."""
        return [self.proj_size or self.hidden_size, *([self.hidden_size] if self.mode == "LSTM" else [])]

    def _check_states(self, hx: Any, dims: int) -> None:
        for state in () if hx is None else hx if self.mode == "LSTM" else (hx,):
            if state.ndim != dims:
                raise RuntimeError(
                    f"For {'batched 3-D' if dims == 3 else 'unbatched 2-D'} input, hx should be {dims}-D but got {state.ndim}-D tensor"
                )

    def _states(self, hx: Any, batch: int, like: Any, ordered: Callable[[Any], Any]) -> list[Any]:
        """The states to start from, as (layers · directions, N, size)."""
        count = self.num_layers * len(self._directions)
        shapes = [(count, batch, size) for size in self._sizes()]
        if hx is None:
            return [wrap(np.zeros(shape, like.array.dtype)) for shape in shapes]
        states = [ordered(s) for s in (hx if self.mode == "LSTM" else (hx,))]
        for i, (state, shape) in enumerate(zip(states, shapes, strict=True)):
            if tuple(state.shape) != shape:
                which = f"hidden[{i}]" if self.mode == "LSTM" else "hidden"
                raise RuntimeError(f"Expected {which} size {shape}, got {list(state.shape)}")
        return states

    def _as_given(self, states: list[Any]) -> Any:
        return tuple(states) if self.mode == "LSTM" else states[0]


_WEIGHTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr")


class RNN(RNNBase):
    """h = tanh(W_ih x + b_ih + W_hh h + b_hh), or relu with ``nonlinearity="relu"``.  Elman 1990.

    ``RNN(input_size, hidden_size, num_layers, nonlinearity)``, further arguments and shapes as in `RNNBase`.

    >>> import autograd as torch, nn
    >>> out, h = nn.RNN(3, 8, num_layers=2)(torch.ones(7, 5, 3))
    >>> out.shape, h.shape
    (torch.Size([7, 5, 8]), torch.Size([2, 5, 8]))
    """

    def __init__(self, *args: Any, nonlinearity: str = "tanh", **kwargs: Any) -> None:
        if len(args) > 3:
            nonlinearity, args = args[3], (*args[:3], *args[4:])
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.")
        super().__init__(f"RNN_{nonlinearity.upper()}", *args, **_without_projection(kwargs))
        self.nonlinearity = nonlinearity


class LSTM(RNNBase):
    """i, f, o = sigmoid, g = tanh of W_ih x + b_ih + W_hh h + b_hh; c = f·c + i·g, h = o·tanh(c).  Hochreiter & Schmidhuber 1997.

    ``LSTM(input_size, hidden_size, num_layers)``, further arguments and shapes as in `RNNBase`; the states are a pair (h, c).
    ``proj_size`` > 0 projects h to that size.

    >>> import autograd as torch, nn
    >>> out, (h, c) = nn.LSTM(3, 8, batch_first=True)(torch.ones(5, 7, 3))
    >>> out.shape, h.shape, c.shape
    (torch.Size([5, 7, 8]), torch.Size([1, 5, 8]), torch.Size([1, 5, 8]))
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("LSTM", *args, **kwargs)


class GRU(RNNBase):
    """r, z = sigmoid, n = tanh(W_in x + b_in + r·(W_hn h + b_hn)); h = (1 - z)·n + z·h.  Cho et al. 2014.

    ``GRU(input_size, hidden_size, num_layers)``, further arguments and shapes as in `RNNBase`.

    >>> import autograd as torch, nn
    >>> out, h = nn.GRU(3, 8, bidirectional=True)(torch.ones(7, 5, 3))
    >>> out.shape, h.shape
    (torch.Size([7, 5, 16]), torch.Size([2, 5, 8]))
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("GRU", *args, **_without_projection(kwargs))


def _without_projection(settings: dict[str, Any]) -> dict[str, Any]:
    if "proj_size" in settings:
        raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")
    return settings


class RNNCellBase(Module):
    """What the single steps share: input (N, input_size) or (input_size), states (N, hidden_size) or (hidden_size)."""

    shows = "input_size hidden_size bias?"
    mode: str

    def __init__(self, input_size: int, hidden_size: int, bias: bool, num_chunks: int, device: Any = None, dtype: Any = None) -> None:
        super().__init__()
        self.input_size, self.hidden_size, self.bias = input_size, hidden_size, bias
        rows = num_chunks * hidden_size
        self.weight_ih = unset((rows, input_size), device, dtype)
        self.weight_hh = unset((rows, hidden_size), device, dtype)
        self.register_parameter("bias_ih", unset((rows,), device, dtype) if bias else None)
        self.register_parameter("bias_hh", unset((rows,), device, dtype) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw all weights anew, from U(-1/√hidden_size, 1/√hidden_size)."""
        bound = 1 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for parameter in self.parameters():
            init.uniform_(parameter, -bound, bound)

    def _step(self, input: Any, states: list[Any]) -> list[Any]:
        """The states after one step."""
        if input.ndim not in (1, 2):
            raise ValueError(f"{self._get_name()}: Expected input to be 1D or 2D, got {input.ndim}D instead")
        for state in states:
            if state is not None and state.ndim not in (1, 2):
                raise ValueError(f"{self._get_name()}: Expected hidden to be 1D or 2D, got {state.ndim}D instead")
        single = input.ndim == 1
        x = input.unsqueeze(0) if single else input
        if x.shape[-1] != self.input_size:
            raise RuntimeError(f"input has inconsistent input_size: got {x.shape[-1]}, expected {self.input_size}")
        zeros = wrap(np.zeros((x.shape[0], self.hidden_size), x.array.dtype))
        states = [zeros if s is None else s.unsqueeze(0) if s.ndim == 1 else s for s in states]
        for state in states:
            if state.shape != zeros.shape:
                raise RuntimeError(f"hidden state has shape {tuple(state.shape)}, expected {tuple(zeros.shape)}")
        h, c = (*states, None)[:2]
        x = F.linear(x, self.weight_ih, self.bias_ih).unsqueeze(0)
        _, *last = scan(x, h, c, self.weight_hh, self.bias_hh, None, cell=CELLS[self.mode], exists=None, reverse=False)
        return [s.squeeze(0) for s in last] if single else last


class RNNCell(RNNCellBase):
    """One step of `RNN`. x (N, input_size) and h (N, hidden_size) -> (N, hidden_size).

    >>> import autograd as torch, nn
    >>> nn.RNNCell(3, 8)(torch.ones(5, 3)).shape
    torch.Size([5, 8])
    """

    shows = "input_size hidden_size bias? nonlinearity?"

    def __init__(
        self, input_size: int, hidden_size: int, bias: bool = True, nonlinearity: str = "tanh", device: Any = None, dtype: Any = None
    ) -> None:
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    @property
    def mode(self) -> str:  # type: ignore[override]
        """Which cell it is."""
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        return f"RNN_{self.nonlinearity.upper()}"

    def forward(self, input: Tensor, hx: Tensor | None = None) -> Tensor:
        """x, h -> h."""
        return self._step(input, [hx])[0]


class GRUCell(RNNCellBase):
    """One step of `GRU`. x (N, input_size) and h (N, hidden_size) -> (N, hidden_size).

    >>> import autograd as torch, nn
    >>> nn.GRUCell(3, 8)(torch.ones(5, 3)).shape
    torch.Size([5, 8])
    """

    mode = "GRU"

    def __init__(self, input_size: int, hidden_size: int, bias: bool = True, device: Any = None, dtype: Any = None) -> None:
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input: Tensor, hx: Tensor | None = None) -> Tensor:
        """x, h -> h."""
        return self._step(input, [hx])[0]


class LSTMCell(RNNCellBase):
    """One step of `LSTM`. x (N, input_size), h and c (N, hidden_size) -> h and c.

    >>> import autograd as torch, nn
    >>> h, c = nn.LSTMCell(3, 8)(torch.ones(5, 3))
    >>> h.shape, c.shape
    (torch.Size([5, 8]), torch.Size([5, 8]))
    """

    mode = "LSTM"

    def __init__(self, input_size: int, hidden_size: int, bias: bool = True, device: Any = None, dtype: Any = None) -> None:
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input: Tensor, hx: tuple[Tensor, Tensor] | None = None) -> tuple[Tensor, Tensor]:
        """x, (h, c) -> h, c."""
        return tuple(self._step(input, [None, None] if hx is None else list(hx)))
