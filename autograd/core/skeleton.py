"""The whole idea, small enough to be seen at once: a runnable skeleton of the engine, for float numbers only.

tensor.py, node.py, sweep.py and op.py are this, for arrays, with PyTorch's names, errors and hooks, and with gradients of gradients. The
tests compare the two.

>>> w = Tensor(5.0, requires_grad=True)
>>> loss = square(subtract(w, 2.0))
>>> backward(loss)
>>> w.grad
6.0
"""

from __future__ import annotations

import heapq
import inspect
import itertools
import math
import operator
from collections.abc import Callable
from typing import Any


class Tensor:
    """A value, its gradient, and the node that made it."""

    def __init__(self, value: float, node: Node | None = None, requires_grad: bool = False) -> None:
        self.value, self.node, self.requires_grad = value, node, requires_grad or node is not None
        self.grad: float | None = None


class Node:
    """What made a tensor: for each input that leads to a gradient, where that goes, the rule to run, and what the rule has saved."""

    numbers = itertools.count(1)

    def __init__(self, calls: list[tuple[Any, Callable[..., float], list[float]]]) -> None:
        self.calls, self.sequence = calls, next(self.numbers)


class Op:
    """A function and a table of derivatives. What a rule's signature names is what is saved."""

    def __init__(self, forward: Callable[..., float], **rules: Callable[..., float]) -> None:
        self.forward, self.rules = forward, rules

    def __call__(self, *inputs: Tensor | float) -> Tensor:
        values = [t.value if isinstance(t, Tensor) else t for t in inputs]
        out = self.forward(*values)
        named = dict(zip(self.rules, values, strict=True)) | {"out": out}
        calls: list[Any] = []
        for t, rule in zip(inputs, self.rules.values(), strict=True):
            if isinstance(t, Tensor) and t.requires_grad:
                calls.append((t.node or t, rule, [named[name] for name in list(inspect.signature(rule).parameters)[1:]]))
        return Tensor(out, Node(calls) if calls else None)


def backward(loss: Tensor) -> None:
    """From the loss to the leaves, latest node first: a node's gradient is complete when all that used its result has been passed."""
    gradients: dict[Any, float] = {loss.node: 1.0}
    heap: list[Any] = [(-loss.node.sequence, loss.node)] if loss.node else []
    while heap:
        node = heapq.heappop(heap)[1]
        g = gradients.pop(node)
        for target, rule, saved in node.calls:
            if target not in gradients and isinstance(target, Node):
                heapq.heappush(heap, (-target.sequence, target))
            gradients[target] = gradients.get(target, 0.0) + rule(g, *saved)  # contributions of several uses are added
    for leaf, g in gradients.items():
        leaf.grad = g if leaf.grad is None else leaf.grad + g


add = Op(operator.add, x=lambda g: g, y=lambda g: g)
subtract = Op(operator.sub, x=lambda g: g, y=lambda g: -g)
multiply = Op(operator.mul, x=lambda g, y: g * y, y=lambda g, x: g * x)
square = Op(lambda x: x * x, x=lambda g, x: 2 * g * x)
tanh = Op(math.tanh, x=lambda g, out: g * (1 - out * out))
exp = Op(math.exp, x=lambda g, out: g * out)
