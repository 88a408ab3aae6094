"""An operation is a NumPy function and a table of derivatives.

    multiply = Op(np.multiply, x=lambda g, y: g * y,
                               y=lambda g, x: g * x)
    tanh     = Op(np.tanh,     x=lambda g, out: g * (1 - out * out))

For each differentiable input a rule turns ``g``, the gradient of the result, into the gradient of that input. **The rule's signature
says what is saved** between the forward and the backward pass. A rule may name

* inputs, by the forward function's own names (for a NumPy ufunc: by the names of the rules, in order),
* ``out``, the result,
* parameters: the forward function's keyword-only arguments,
* ``x_shape``: the shape of input ``x``, without saving ``x``,
* anything that the forward function *keeps* for it (``keeps=``, below).

Rules are plain NumPy, with nothing in place, and say nothing of broadcasting, dtypes or ``requires_grad``: the engine sees to those.
The backward pass runs a rule on raw arrays; with ``create_graph=True`` the same rule runs on Tensors, and NumPy's dispatch protocols
bring ``np.cos(x)`` back here, to be recorded. So one rule serves every order of derivative.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from operator import itemgetter
from types import MethodType
from typing import Any, NamedTuple
from weakref import ref

import numpy as np

from . import dtypes
from .anomaly import note
from .engine import Node, like
from .errors import explained
from .modes import mode
from .tensor import Tensor, wrap
from .threads import arguments_of

NUMPY: dict[Any, Callable[..., Any]] = {}  # NumPy function -> what a Tensor does when it is given to it

FLOATS = frozenset((np.dtype(np.float32), np.dtype(np.float64)))
NUMBERS = frozenset((float, int, bool))
OPERANDS = (Tensor, float, int, np.ndarray, np.generic)  # what an operator takes beside a Tensor; with others Python asks the other operand
ndarray, asarray = np.ndarray, np.asarray
NOTHING: dict[str, Any] = {}  # the parameters of an operation that was given none
VARIADIC = 0x04  # the bit in a code object's flags that marks *args


class Plan(NamedTuple):
    """What recording has to do for one choice of inputs that require a gradient."""

    calls: tuple[Any, ...]  # (position of the input or positions, rule, what picks the rule's arguments from the inputs, the result, ...)
    watch: tuple[int, ...]  # positions of the inputs that the rules save
    saves_out: bool


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
    * ``several``: ``forward`` returns a tuple of results; the rules' ``g`` is then a tuple as well.
    * ``numpy``: NumPy functions that should come here when given a Tensor, beside ``forward`` itself.
    """

    def __init__(
        self,
        forward: Callable[..., Any],
        *,
        name: str | None = None,
        title: str | None = None,
        promote: str | None = None,
        check: Callable[[np.dtype[Any], list[Any]], None] | None = None,
        numbers: bool = False,
        view: bool = False,
        keeps: dict[str, Callable[..., Any] | None] | None = None,
        joint: dict[tuple[str, ...], Callable[..., Any]] | None = None,
        several: bool = False,
        numpy: Sequence[Callable[..., Any]] = (),
        doc: str | None = None,
        **rules: Callable[..., Any],
    ) -> None:
        self.forward = forward
        self.name = name or forward.__name__
        self.title = title or "".join(part.capitalize() for part in self.name.split("_"))
        self.promote = promote
        self.check = check
        self.numbers = numbers
        self.view = view
        self.several = several
        self.keeps = keeps or {}
        self.__doc__ = doc or forward.__doc__
        self.__name__ = self.__qualname__ = self.name
        code = getattr(forward, "__code__", None)
        if code is None:  # a NumPy ufunc or builtin
            self.inputs: tuple[str, ...] = tuple(rules)
            self.params: tuple[str, ...] = ()
            self.variadic = None
        else:
            names = code.co_varnames
            self.inputs = names[: code.co_argcount]
            self.params = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
            self.variadic = names[code.co_argcount + code.co_kwonlyargcount] if code.co_flags & VARIADIC else None
        self._most: float = 1 << forward.nin if isinstance(forward, np.ufunc) else inf  # the bit after those of its inputs
        self.defaults: dict[str, Any] = getattr(forward, "__kwdefaults__", None) or {}
        # one entry per rule: the inputs that it serves, the rule, and the names that its signature asks for
        table = [((n,), rule) for n, rule in rules.items()] + list((joint or {}).items())
        self.rules = [(served, rule, arguments_of(rule)[1:]) for served, rule in table]
        self.asks = {rule: asked for _, rule, asked in self.rules}
        self._check()
        asked_names = dict.fromkeys(n for _, _, asked in self.rules for n in asked)
        self._named = {n: self._finder(n) for n in asked_names if n not in (*self.inputs, "out", "i")}
        extended = self.keeps or self.params or self.variadic or joint or self._named or view or several or check
        self._alone = len(self.inputs) == len(self.rules) == 1 and not extended  # a function of one array: see `__call__`
        self._plans: dict[int, Plan] = {}  # by the mask of inputs that require a gradient, with a bit above it for their number
        for function in (forward, *numpy):
            if isinstance(function, np.ufunc) or function in numpy:
                NUMPY.setdefault(function, self)

    def _check(self) -> None:
        """Refuse a table that names what does not exist, when the operation is defined and not when it is used."""
        inputs = (*self.inputs, self.variadic) if self.variadic else self.inputs
        known = {*inputs, *(f"{n}_shape" for n in inputs), *self.params, *self.keeps, "out"} | ({"i"} if self.variadic else set())
        for served, _, asked in self.rules:
            for n in (*served, *asked):
                if n not in (known if n in asked else inputs):
                    raise TypeError(f"{self.name}: a rule names {n!r}, which is none of {', '.join(sorted(known))}")

    # ------------------------------------------------------------------------------------------------------------ forward

    def __call__(self, *args: Any, **params: Any) -> Any:
        """The result, recorded if an input requires a gradient. At least one input must be a Tensor."""
        if not (self._alone and len(args) == 1 and not params and type(args[0]) is Tensor):
            return self._of_any(args, params)
        # the rest is `_of_any` without what a function of one array does not need: two thirds of the time, on a 0-dim tensor
        x = args[0]
        a = x.array
        if x._view is not None or a.dtype not in FLOATS or mode.anomaly:
            return self._of_any(args, params)
        if a.shape == () and type(self.forward) is np.ufunc:
            a = a[()]  # NumPy's scalars are faster than 0-dim arrays; functions of users may write to what they are given
        out = self.forward(a)
        array = out if type(out) is ndarray else asarray(out)
        if not x._requires_grad or not mode.grad_enabled:
            return wrap(array)
        plan = self._plans.get(3) or self._plan(1, 1)
        ((_, rule, pick),) = plan.calls
        node = Node(self, plan, [(x._node or x, rule, pick((a, out)))], NOTHING, None, array.shape, array.dtype)
        result = wrap(array, node)
        if plan.saves_out:
            node.watched = [(result._version, 0, -1)]
        if plan.watch:
            counter = x._version
            node.watched = [(counter, counter[0], 0), *(node.watched or ())]
        return result

    def _of_any(self, args: tuple[Any, ...], params: dict[str, Any]) -> Any:
        """The result for any number of inputs of any kind."""
        arrays: list[Any] = []
        mask, bit = 0, 1
        dtype = None
        uniform = True  # one type, and otherwise only Python numbers: then NumPy promotes as PyTorch does
        for a in args:
            if isinstance(a, Tensor):
                if a._view is not None:
                    a._refresh()
                array = a.array
                arrays.append(array)
                if a._requires_grad:
                    mask |= bit
                if array.dtype is not dtype:
                    uniform = uniform and dtype is None
                    dtype = array.dtype
            else:
                arrays.append(a)
                if type(a) not in NUMBERS:
                    uniform = False
            bit += bit
        if dtype is None:
            if "input" in params:
                return self(params.pop("input"), *args, **params)
            if self.numbers and NUMBERS.issuperset(map(type, args)):
                return self(wrap(np.asarray(args[0], dtypes.promote([args[0]]))), *args[1:], **params)
            kind = type(args[0]).__name__ if args else "nothing"
            raise TypeError(f"{self.name}(): argument 'input' (position 1) must be Tensor, not {kind}: make one with autograd.tensor(...)")
        if bit > self._most:  # a ufunc would write its result into the array that is too many
            raise TypeError(f"{self.name}() takes {int(self._most).bit_length() - 1} positional argument(s) but {len(args)} were given")
        if self.promote is not None and not (uniform and dtype in FLOATS):
            args, arrays = self._promoted(args, arrays)
        try:
            out = self.forward(*arrays, **params)
        except (ValueError, TypeError, IndexError) as error:
            if "other" in params:
                return self(*args, params.pop("other"), **params)
            raise explained(self.name, error, arrays, params) from None
        if mask and mode.grad_enabled:
            return self._record(args, arrays, out, params, mask)
        if self.keeps:
            out = out[0]
        if self.several:
            return tuple(wrap(o) for o in out)
        result = wrap(out)
        if self.view:
            result._become_view(args[0], self, params)
        return result

    def apply(self, *args: Any, **params: Any) -> Any:
        """For rules, whose operands are Tensors or raw arrays as the sweep requires: recorded on the one, raw on the other."""
        for a in args:
            if isinstance(a, Tensor):
                return self(*args, **params)
        result = self.forward(*args, **params)
        return result[0] if self.keeps else result

    def operator(self, scalar: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        """This operation on two operands, for ``x * y`` and its like: `__call__` and `_record` without what it does not need.

        ``scalar`` is Python's operator, which NumPy's scalars take in a fifth of the time that a ufunc takes for 0-dim arrays. Measured
        on 0-dim tensors: 2.0 µs a call instead of 2.8, and the rules, whose saved operands are then scalars, gain as much again. The
        rules must not name the result.
        """
        forward, plans, whole = self.forward, self._plans, self.__call__

        def operate(x: Any, y: Any) -> Any:
            if type(x) is not Tensor or x._view is not None:
                return whole(x, y) if isinstance(y, OPERANDS) else NotImplemented
            a = x.array
            dtype = a.dtype
            mask = 1 if x._requires_grad else 0
            if type(y) is Tensor:
                b = y.array
                if y._view is not None or b.dtype is not dtype:
                    return whole(x, y)
                if y._requires_grad:
                    mask |= 2
            elif type(y) in NUMBERS:
                b = y
            else:
                return whole(x, y) if isinstance(y, OPERANDS) else NotImplemented
            if dtype not in FLOATS or mode.anomaly:
                return whole(x, y)
            if a.shape == () and (b is y or b.shape == ()):
                a = a[()]
                if b is not y:
                    b = b[()]
                out = asarray(scalar(a, b))
            else:
                try:
                    out = forward(a, b)
                except ValueError:
                    return whole(x, y)  # which explains the error
            if not mask or not mode.grad_enabled:
                return wrap(out)
            plan = plans.get(mask + 4) or self._plan(mask, 2)
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
                        counter = t._version
                        watched.append((counter, counter[0], j))
            return wrap(out, Node(self, plan, calls, NOTHING, watched, out.shape, dtype))

        return operate

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else MethodType(self, instance)

    def _promoted(self, args: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        """The inputs brought to the one type in which PyTorch would compute."""
        try:
            dtype = dtypes.promote(arrays, 2 if self.promote == "float" else 0)
        except TypeError as error:
            raise TypeError(f"{self.name}: {error}") from None
        if self.check is not None:
            self.check(dtype, arrays)
        converted: list[Any] = []
        for a, array in zip(args, arrays, strict=True):
            if isinstance(a, Tensor):
                converted.append(a if array.dtype is dtype else a.to(dtype))
            elif array is None:
                converted.append(None)
            else:
                converted.append(np.asarray(array).astype(dtype))  # a copy, as users may change their arrays
        return converted, [c.array if isinstance(c, Tensor) else c for c in converted]

    # ------------------------------------------------------------------------------------------------------------ recording

    def _record(self, args: Any, arrays: list[Any], out: Any, params: dict[str, Any], mask: int) -> Any:
        """Wrap the result, with a node that knows the way back. ``mask`` has a bit for each input that requires a gradient."""
        kept: list[Any] = []
        if self.keeps:
            out, *kept = out
        if not self.rules:
            return tuple(wrap(o) for o in out) if self.several else wrap(out)
        if type(out) is not np.ndarray and not self.several:
            out = np.asarray(out)
        plan = self._plans.get(mask + (1 << len(args))) or self._plan(mask, len(args))
        values = (*arrays, out, *[find(arrays, kept, params) for find in self._named.values()]) if self._named else (*arrays, out)
        calls: list[Any] = []
        for position, rule, pick in plan.calls:
            if type(position) is int:
                a = args[position]
                calls.append((a._node or a, rule, pick(values)))
            else:  # a joint rule
                targets = [(a._node or a) if isinstance(a, Tensor) and a._requires_grad else None for a in (args[p] for p in position)]
                calls.append((tuple(targets), rule, pick(values)))
        watched: list[Any] = []
        for j in plan.watch:
            a = args[j]
            if isinstance(a, Tensor):
                counter = a._version
                watched.append((counter, counter[0], j))
        node = Node(self, plan, calls, params, watched if plan.watch or kept or plan.saves_out else None)
        if mode.anomaly:
            note(node, args, out)
        if self.several:
            return self._several_results(node, plan, out)
        node.shape, node.dtype = out.shape, out.dtype
        result = wrap(out, node)
        if self.view:
            result._become_view(args[0], self, params)
        if plan.saves_out:
            watched.append((result._version, result._version[0], -1))
        return result

    def _several_results(self, node: Node, plan: Plan, out: tuple[Any, ...]) -> tuple[Tensor, ...]:
        """Wrap the results of an operation that has several."""
        node.make_special().outputs = [(o.shape, o.dtype) for o in out]
        results = tuple([wrap(o, self._part(node, i) if o.dtype.kind == "f" else None) for i, o in enumerate(out)])
        if node.watched is not None and plan.saves_out:
            node.watched.extend((r._version, 0, -1 - i) for i, r in enumerate(results))
        return results

    def _finder(self, name: str) -> Callable[[list[Any], list[Any], dict[str, Any]], Any]:
        """What finds a value that rules name beside the inputs and the result: in the inputs, in what was kept, or in the parameters."""
        if name in self.keeps:
            i = list(self.keeps).index(name)
            return lambda arrays, kept, params: kept[i]
        if name in self.params:
            return lambda arrays, kept, params: params[name] if name in params else self.defaults[name]
        if name == self.variadic:
            return lambda arrays, kept, params: tuple(arrays[len(self.inputs) :])
        j = self.inputs.index(name.removesuffix("_shape"))
        return lambda arrays, kept, params: getattr(arrays[j], "shape", None)  # None: an input left out

    def _plan(self, mask: int, count: int) -> Any:
        """For one choice of inputs that require a gradient: which rules to run, where their arguments are, which tensors to watch."""
        places = {n: j for j, n in enumerate((*self.inputs[:count], *([""] * (count - len(self.inputs))), "out", *self._named))}
        calls: list[Any] = []
        found: list[Any]
        used: set[int] = set()
        for served, rule, asked in self.rules:
            where = [places.get(n, -1) for n in asked]  # -1 stands for ``i``, the number of the input
            if served == (self.variadic,):
                found = [(j, rule, _picker(where, j)) for j in range(count) if mask >> j & 1]
            else:
                positions = tuple([self.inputs.index(n) for n in served])
                place = positions[0] if len(positions) == 1 else positions
                found = [(place, rule, _picker(where))] if any(mask >> p & 1 for p in positions) else []
            calls += found
            used.update(where if found else ())
        if self.variadic is not None and any(self.variadic in asked for _, _, asked in self.rules):
            used.update(range(len(self.inputs), count))
        plan = Plan(tuple(calls), tuple(j for j in range(count) if j in used), count in used)
        if self.variadic is None or count <= 4:  # so that there are few
            self._plans[mask + (1 << count)] = plan
        return plan

    def _part(self, node: Node, index: int) -> Node:
        """The one node of one of several results; all that it does is to file its gradient in the right slot."""
        special = node.make_special()
        part = special.parts.get(index, lambda: None)()
        if part is None:  # another one would not be that of the result's hooks, nor the one whose gradient is asked for
            part = Node(self, None, [(node, None, ())], node.params, None, *special.outputs[index])
            part.make_special().index = index
            special.parts[index] = ref(part)
        return part

    # ------------------------------------------------------------------------------------------------------------ backward

    def recorded(self, node: Node, rule: Callable[..., Any], arguments: tuple[Any, ...]) -> list[Any]:
        """A rule's arguments as Tensors that are part of the graph, so that what the rule computes can be differentiated again."""
        counters = {j: counter for counter, _, j in node.watched or ()}
        sources = node.sources()
        asked = self.asks[rule]
        lifted: dict[str, Any] = {}
        for name, value in zip(asked, arguments, strict=True):
            if name == "out":
                if self.several:
                    value = tuple(_lift(v, self._part(node, i), counters.get(-1 - i)) for i, v in enumerate(value))
                else:
                    value = _lift(value, node, counters.get(-1))
            elif name in self.inputs:
                j = self.inputs.index(name)
                value = _lift(value, sources.get(j), counters.get(j))
            elif name == self.variadic:
                value = tuple(_lift(v, sources.get(j), counters.get(j)) for j, v in enumerate(value, len(self.inputs)))
            lifted[name] = value
        for name, again in self.keeps.items():
            if name in lifted and again is not None:
                lifted[name] = again(*[lifted[n] for n in arguments_of(again)])
        return [lifted[name] for name in asked]

    def describe(self, node: Node) -> str:
        """The operation with the shapes and types of the inputs that lead to gradients, and the line that recorded it if known."""
        given = [f"{tuple(shape)} {dtypes.of(dtype).name}" for shape, dtype in map(like, node.sources().values())]
        return f"{self.name}({', '.join(given)})" + (f", recorded at {node.line}" if node.line else "")

    def __repr__(self) -> str:
        return f"<Op {self.name}({', '.join(self.inputs)})>"


def _picker(where: list[int], i: int = 0) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """What picks the elements at these positions: written in C, it takes half the time of a comprehension. -1 picks ``i``."""
    if -1 in where:
        return lambda values: tuple([values[j] if j >= 0 else i for j in where])
    return itemgetter(*where) if len(where) > 1 else itemgetter(slice(where[0], where[0] + 1) if where else slice(0))


def _lift(value: Any, source: Any, counter: list[int] | None = None) -> Any:
    """A saved array as the Tensor that it was: connected to the node that made it, the leaf itself, or a constant, watched for writes."""
    if source is None and counter is None:
        return value
    if source is not None and type(source) is not Node:
        return source  # it holds what was saved, or else its version has moved, and the backward pass was refused
    tensor = wrap(value, source)
    if counter is not None:
        tensor._version = counter
    return tensor


identity = Op(lambda x: x, name="alias", x=lambda g: g)
