"""Short cuts for the most frequent calls: a function of one array, and an operator between two tensors or numbers.

The engine is right without this file, and slower: small models spend their time in calls, not in numbers. Each short cut does what `Op.call`
does for its case, without the questions whose answers are known, and hands everything else over to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .modes import mode
from .node import Node
from .op import FLOATS, NUMBERS, OPERANDS, Op
from .strides import elementwise
from .tensor import Tensor, wrap

__all__: list[str] = []

ndarray, asarray = np.ndarray, np.asarray
NO_PARAMS: dict[str, Any] = {}
ONE_INPUT, TWO_INPUTS = 1 << 1, 1 << 2  # the upper bit of a plan's key, see `Op.plan`


def _call(self: Op, *args: Any, **params: Any) -> Any:
    """The result, recorded if an input requires a gradient. At least one input must be a Tensor."""
    if not (self.simple_unary and len(args) == 1 and not params and type(args[0]) is Tensor):
        return self.call(args, params)
    x = args[0]  # two thirds of the time of the general call, on a 0-dim tensor
    a = x.array
    if x._view is not None or a.dtype not in FLOATS or mode.long_way:
        return self.call(args, params)
    if a.shape == () and type(self.forward) is np.ufunc:
        a = a[()]  # NumPy's scalars are faster than 0-dim arrays; functions of users may write to what they are given
    out = self.forward(a)
    array = out if type(out) is ndarray else asarray(out)
    if not x._requires_grad or not mode.grad_enabled:
        return wrap(array)
    plan = self._plans.get(ONE_INPUT + 1) or self.plan(1, 1)
    ((_, rule, pick),) = plan.calls
    node = Node(self, plan, [(x._node or x, rule, pick((a, out)))], NO_PARAMS, None, array.shape, array.dtype)
    result = wrap(array, node)
    if plan.saves_out:
        node.watched = [(result._version_counter, 0, -1)]
    if plan.watch:
        counter = x._version_counter
        node.watched = [(counter, counter[0], 0), *(node.watched or ())]
    return result


Op.__call__ = _call  # type: ignore[method-assign]


def binary_operator(op: Op, scalar: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """An operation on two operands, for ``x * y`` and its like.

    ``scalar`` is Python's operator, which NumPy's scalars take in a fifth of the time that a ufunc takes for 0-dim arrays. Measured
    on 0-dim tensors: 2.0 µs a call instead of 2.8, and the rules, whose saved operands are then scalars, gain as much again. The
    rules must not name the result.
    """
    forward, call, plans = op.forward, op.call, op._plans

    def operate(x: Any, y: Any) -> Any:
        if type(x) is not Tensor or x._view is not None:
            return call((x, y), {}) if isinstance(y, OPERANDS) else NotImplemented
        a = x.array
        dtype = a.dtype
        mask = 1 if x._requires_grad else 0
        if type(y) is Tensor:
            b = y.array
            if y._view is not None or b.dtype is not dtype:
                return call((x, y), {})
            if y._requires_grad:
                mask |= 2
        elif type(y) in NUMBERS:
            b = y
        else:
            return call((x, y), {}) if isinstance(y, OPERANDS) else NotImplemented
        if dtype not in FLOATS or mode.long_way:
            return call((x, y), {})
        if a.shape == () and (b is y or b.shape == ()):
            a = a[()]
            if b is not y:
                b = b[()]
            out = asarray(scalar(a, b))
        else:
            try:
                out = forward(a, b)
            except ValueError:
                return call((x, y), {})  # which explains the error
            if out.ndim > 1 and not a.flags.c_contiguous:  # else it is as x lies: where operands differ, NumPy prefers row-major order
                out = elementwise(out, (a, b))
        if not mask or not mode.grad_enabled:
            return wrap(out)
        plan = plans.get(TWO_INPUTS + mask) or op.plan(mask, 2)
        values = (a, b)
        operands = (x, y)
        calls: list[Any] = []
        for position, rule, pick in plan.calls:
            t = operands[position]
            calls.append((t._node or t, rule, pick(values)))
        watched: list[Any] | None = None
        if plan.watch:
            watched = []
            for j in plan.watch:
                t = operands[j]
                if type(t) is Tensor:
                    counter = t._version_counter
                    watched.append((counter, counter[0], j))
        return wrap(out, Node(op, plan, calls, NO_PARAMS, watched, out.shape, dtype))

    return operate
