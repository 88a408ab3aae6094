"""checkpoint: trade time for memory by computing a part of the forward pass again during the backward pass."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import pairwise
from typing import Any

from ..core.modes import enable_grad, mode
from ..core.node import Node
from ..core.op import part_of, record_joint
from ..core.sweep import grad
from ..core.tensor import Tensor, wrap
from ..creation import random


def checkpoint(function: Callable[..., Any], *args: Any, use_reentrant: bool | None = None, preserve_rng_state: bool = True, **kwargs: Any) -> Any:
    """``function(*args, **kwargs)``, of which nothing is kept for the backward pass but the arguments: that pass runs it again.

    Random numbers are drawn the same the second time, unless ``preserve_rng_state=False``. Gradients reach the tensor arguments and
    every parameter that the function uses, and can be differentiated again. (Chen et al. 2016, "Training deep nets with sublinear
    memory cost".)
    """
    if not mode.grad_enabled:
        return function(*args, **kwargs)
    state = random.get_rng_state() if preserve_rng_state else None
    tensors = [a for a in args if isinstance(a, Tensor) and a.requires_grad]

    def run() -> tuple[list[Tensor], Any]:
        """Run the function on stand-ins for the arguments, recorded."""
        leaves = [wrap(t.array).requires_grad_() for t in tensors]
        stand_in = dict(zip(map(id, tensors), leaves, strict=True))
        with enable_grad():
            return leaves, function(*[stand_in.get(id(a), a) for a in args], **kwargs)

    leaves, result = run()
    several = isinstance(result, (tuple, list))
    results = list(result) if several else [result]
    differentiable = [i for i, r in enumerate(results) if isinstance(r, Tensor) and r.requires_grad]
    if not differentiable:
        return result
    parameters = _leaves_of([results[i] for i in differentiable], leaves)

    def rule(g: Any) -> Any:
        create = mode.grad_enabled
        given = g if isinstance(g, tuple) else (g,)
        if create:
            return _again(given)
        with random.fork_rng():
            if state is not None:
                random.set_rng_state(state)
            stand_ins, outputs = run()
        listed = list(outputs) if several else [outputs]
        found = grad([listed[i] for i in differentiable], [*stand_ins, *parameters], [wrap(h) for h in given], allow_unused=True)
        return [None if f is None else f.array for f in found]

    def _again(given: Any) -> Any:
        """For gradients of gradients: the function on the arguments themselves, and its gradient by them."""
        with random.fork_rng():
            if state is not None:
                random.set_rng_state(state)
            outputs = function(*args, **kwargs)
        listed = list(outputs) if several else [outputs]
        return grad([listed[i] for i in differentiable], [*tensors, *parameters], list(given), create_graph=True, allow_unused=True)

    outputs = [(results[i].array.shape, results[i].array.dtype) for i in differentiable]
    node = record_joint("CheckpointFunctionBackward", rule, [*tensors, *parameters], outputs)
    node.watched = [(t._version_counter, t._version_counter[0], j) for j, t in enumerate(tensors)]
    for slot, i in enumerate(differentiable):
        results[i] = wrap(results[i].array, part_of(node, slot))
    return type(result)(results) if several else results[0]


def checkpoint_sequential(functions: Any, segments: int, input: Any, use_reentrant: bool | None = None, *, preserve_rng_state: bool = True) -> Any:
    """A `Sequential` or a list of functions, one after another: in so many segments, each a `checkpoint` but the last.

    >>> import autograd, nn
    >>> x = autograd.ones(2, 3, requires_grad=True)
    >>> checkpoint_sequential(nn.Sequential(nn.Tanh(), nn.Sigmoid(), nn.Tanh()), 2, x).shape
    torch.Size([2, 3])
    """
    steps = list(functions)
    size = len(steps) // segments
    starts = [i * size for i in range(segments)]

    def segment(first: int, end: int) -> Callable[[Any], Any]:
        return lambda x: reduce(lambda result, step: step(result), steps[first:end], x)

    for first, end in pairwise(starts):
        input = checkpoint(segment(first, end), input, use_reentrant=use_reentrant, preserve_rng_state=preserve_rng_state)
    return segment(starts[-1], len(steps))(input)


def _leaves_of(outputs: list[Tensor], known: list[Tensor]) -> list[Tensor]:
    """The leaves, other than the known ones, that the outputs depend on: the parameters that a function used."""
    stack: list[Any] = [o._node or o for o in outputs]
    seen = set(stack)
    found = []
    while stack:
        source = stack.pop()
        if not isinstance(source, Node):
            if not any(source is k for k in known):
                found.append(source)
            continue
        for s in source.sources().values():
            if s not in seen:
                seen.add(s)
                stack.append(s)
    return found


def get_device_states(*args: Any) -> tuple[list[int], list[Tensor]]:
    """The numbers of the GPUs that hold tensors among ``args``, and the states of their random numbers: none."""
    return [], []


def set_device_states(devices: Any, states: Any, *, device_type: str | None = None) -> None:
    """Restore what `get_device_states` returned: nothing."""
