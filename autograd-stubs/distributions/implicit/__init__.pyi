"""Draws of gamma and Dirichlet distributions as functions of their parameters (Figurnov, Mohamed & Mnih 2018).

    A draw x with the distribution function F(x; a) moves with a such that F stays as it is: dx/da = -(dF/da) / (dF/dx). The numerator is an
    integral over the tail on either side of x, where the logarithm of the density is p(u):

        dx/da = integral of exp(p(u) - p(u(x))) dp/da du,  for u above u(x), or minus that for u below.

    On that side of x on which dp/da does not change its sign, it can be summed without cancellation."""
from autograd import Tensor as _Tensor
from autograd.graph import Node as _Node
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from numpy import dtype as _numpy_dtype
from numpy import generic as _numpy_generic
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
from autograd.random import Generator as Generator
class _Plan(_NamedTuple):
    """What recording has to do for one choice of inputs that require a gradient."""
    calls: _Any
    watch: _Any
    saves_out: _Any
    def __new__(cls, calls: _Any, watch: _Any, saves_out: _Any) -> _Self: """Create new instance of Plan(calls, watch, saves_out)"""
class Op:
    """A NumPy function and its derivatives; calling it on Tensors computes and records.

    Inputs are positional, parameters are keywords. An input may be a Tensor, an array or number (a constant), or None. A rule that
    needs another operation calls its `apply`, which takes raw arrays too.

    * ``promote``: "same" brings the inputs to one type by PyTorch's rules first, "float" to one float type.
    * ``check``: called with the promoted type and the inputs; raises what PyTorch raises for types that the operation does not take.
    * ``numbers``: all operands may be numbers, as in ``torch.add(1, 2)``.
    * ``view``: the result may share the input's memory; writes through it are then seen by the input's graph.
    * ``keeps``: names of what ``forward`` returns beside its result (``return out, mask``), for rules to use. Each name maps to None if
      its derivative is zero (masks, indices), else to a function that computes it anew from what the same rule names: second-order
      gradients flow through that.
    * ``joint``: ``{("query", "key"): rule}``, one rule that returns the gradients of several inputs.
    * ``multi_output``: ``forward`` returns a tuple of results; the rules' ``g`` is then a tuple as well.
    * ``wide``: float16 is computed as float32, by the rules too, and rounded once.
    * ``piecewise_linear``: the gradient does not depend on the input to which it belongs, and yet its derivative with respect to that
      input is zero and not missing. So it is in PyTorch for relu and its like, for pooling, and for nll_loss, but not for all that is linear.
    * ``layout``: in which order the result lies in memory, a function of `strides`. Operations of several inputs that promote are
      ``elementwise`` if nothing else is said; without a layout it is left to NumPy.
    * ``numpy``: NumPy functions that should come here when given a Tensor, beside ``forward`` itself."""
    forward: _Callable[..., _Any]
    name: _Any
    title: _Any
    promote: str | None
    check: _Callable[[_numpy_dtype[_Any], list[_Any]], None] | None
    numbers: bool
    view: bool
    wide: bool
    multi_output: bool
    piecewise_linear: bool
    keeps: _Any
    max_inputs: float
    layout: _Any
    defaults: dict[str, _Any]
    rules: _Any
    saved_names: _Any
    simple_unary: _Any
    inputs: _Any
    params: _Any
    variadic: _Any
    def __init__(self, forward: _Callable[..., _Any], *, name: str | None = None, title: str | None = None, promote: str | None = None, check: _Callable[[_numpy_dtype[_Any], list[_Any]], None] | None = None, numbers: bool = False, view: bool = False, wide: bool = False, keeps: dict[str, _Callable[..., _Any] | None] | None = None, joint: dict[tuple[str, ...], _Callable[..., _Any]] | None = None, multi_output: bool = False, piecewise_linear: bool = False, layout: _Callable[[_Any, _Any], _Any] | None = None, numpy: _Sequence[_Callable[..., _Any]] = (), doc: str | None = None, **rules: _Callable[..., _Any]) -> None: ...
    def __call__(self, *args: _Any, **params: _Any) -> _Any: """The result, recorded if an input requires a gradient. At least one input must be a Tensor."""
    def call(self, args: tuple[_Any, ...], params: dict[str, _Any]) -> _Any: """See `__call__`: inputs of any number and kind."""
    def apply(self, *args: _Any, **params: _Any) -> _Any: """For rules, whose operands are Tensors or raw arrays as the sweep requires: recorded on the one, raw on the other."""
    def __get__(self, instance: _Any, owner: _Any = None) -> _Any: ...
    def plan(self, mask: int, count: int) -> _Plan: """For one choice among ``count`` inputs of those that require a gradient: which rules to run, on what, and which tensors to watch."""
    def recorded(self, node: _Node, rule: _Callable[..., _Any], arguments: tuple[_Any, ...]) -> list[_Any]: """A rule's arguments as Tensors that are part of the graph, so that what the rule computes can be differentiated again."""
    def connected(self, gradient: _Any, source: _Any) -> _Any: """A gradient as a function of the input to which it belongs, with zero as its derivative: see ``piecewise_linear``."""
    def describe(self, node: _Node) -> str: """The operation with the shapes and types of the inputs that lead to gradients, and the line that recorded it if known."""
def beta_slope(input: _Tensor, other: _Tensor | float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> _Tensor: """dx/da of a draw x of the beta distribution of a and b, divided by 1 - x: with u = log(x / (1 - x)), p(u) = a log x + b log(1 - x) - ..."""
from autograd import digamma as digamma
def dirichlet(input: _Tensor, *, generator: _Any) -> _Tensor: """Draws of Dirichlet distributions: each element is a beta draw, and the others share what it leaves."""
def gamma_slope(input: _Tensor, other: _Tensor | float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> _Tensor: """dx/da of a draw x of the gamma distribution of concentration a: with u = log x, p(u) = a u - exp(u) - lgamma(a)."""
def standard_gamma(input: _Tensor, *, generator: _Any) -> _Tensor: """Draws of gamma distributions of rate 1."""
