"""checkpoint: trade time for memory by computing a part of the forward pass again during the backward pass."""
from autograd import Tensor as _Tensor
from autograd.graph import Node as _Node
from builtins import bool as _bool
from builtins import int as _int
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from autograd.graph import Node as Node
from autograd import Tensor as Tensor
def checkpoint(function: _Callable[..., _Any], *args: _Any, use_reentrant: _bool | None = None, preserve_rng_state: _bool = True, **kwargs: _Any) -> _Any: """``function(*args, **kwargs)``, of which nothing is kept for the backward pass but the arguments: that pass runs it again.

    Random numbers are drawn the same the second time, unless ``preserve_rng_state=False``. Gradients reach the tensor arguments and
    every parameter that the function uses, and can be differentiated again. (Chen et al. 2016, "Training deep nets with sublinear
    memory cost".)"""
def checkpoint_sequential(functions: _Any, segments: _int, input: _Any, use_reentrant: _bool | None = None, *, preserve_rng_state: _bool = True) -> _Any: """A `Sequential` or a list of functions, one after another: in so many segments, each a `checkpoint` but the last."""
from autograd import enable_grad as enable_grad
def get_device_states(*args: _Any) -> tuple[list[_int], list[_Tensor]]: """The numbers of the GPUs that hold tensors among ``args``, and the states of their random numbers: none."""
from autograd import grad as grad
def part_of(node: _Node, index: _int) -> _Node: """The one node of one of several results; all that it does is to file its gradient in the right slot."""
def record_joint(title: str, rule: _Callable[..., _Any], inputs: _Sequence[_Any], outputs: list[tuple[tuple[_int, ...], _Any]]) -> _Node: """A node for what no `Op` describes, a function in Python with a rule of its own.

    ``rule`` turns the tuple of the gradients of the results into a sequence of the gradients of the inputs. ``outputs`` are the shapes
    and types of the results; `part_of` makes the node of each."""
def set_device_states(devices: _Any, states: _Any, *, device_type: str | None = None) -> None: """Restore what `get_device_states` returned: nothing."""
from autograd.functional import wrap as wrap
