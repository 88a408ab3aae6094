"""An operation is a NumPy function and a table of derivatives.

    multiply = Op(np.multiply, x=lambda g, y: g * y,
                               y=lambda g, x: g * x)
    tanh     = Op(np.tanh,     x=lambda g, out: g * (1 - out * out))

For each differentiable input a rule turns ``g``, the gradient of the result, into the gradient of that input. **The rule's signature
says what is saved** between the forward and the backward pass. A rule may name

* inputs, by the forward function's own names (for a NumPy ufunc: by the names of the rules, in order); where those are any number,
  ``*tensors``, there is one rule for all of them, and it may name ``i``, the number of the input that it is run for,
* ``out``, the result,
* parameters: the forward function's keyword-only arguments,
* ``x_shape``, ``x_strides``: the shape and NumPy's strides of input ``x``, without saving ``x``,
* anything that the forward function *keeps* for it (``keeps=``, below).

Rules are plain NumPy, with nothing in place, and say nothing of broadcasting, dtypes or ``requires_grad``: the engine sees to those.
The backward pass runs a rule on raw arrays; with ``create_graph=True`` the same rule runs on Tensors, and NumPy's dispatch protocols
bring ``np.cos(x)`` back here, to be recorded. So one rule serves every order of derivative.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from functools import wraps
from inspect import unwrap
from operator import itemgetter
from types import MethodType
from typing import Any, NamedTuple
from weakref import ref

import numpy as np

from ..machine.half import single
from ..machine.threads import arguments_of
from . import dtypes
from .anomaly import note
from .errors import explained, no_tensor
from .modes import mode
from .node import Node, like
from .saved import UnpackingRule, pack, unpacked
from .strides import elementwise
from .tensor import Tensor, wrap

NUMPY: dict[Any, Callable[..., Any]] = {}  # NumPy function -> what a Tensor does when it is given to it

HALF = np.dtype(np.float16)
FLOATS = frozenset((np.dtype(np.float32), np.dtype(np.float64)))
NUMBERS = frozenset((float, int, bool))
OPERANDS = (Tensor, float, int, np.ndarray, np.generic)  # what an operator takes beside a Tensor; with others Python asks the other operand
VARIADIC = 0x04  # the bit in a code object's flags that marks *args


# what an argument may be called as well, beside its own name: as in NumPy
NAMES = {"axis": "dim", "keepdims": "keepdim", "x": "input", "a": "input", "x1": "input", "x2": "other"}
NAMES_OF_INPUTS = frozenset({"input", "other", *(name for name, meant in NAMES.items() if meant in ("input", "other"))})


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
    * ``multi_output``: ``forward`` returns a tuple of results; the rules' ``g`` is then a tuple as well.
    * ``wide``: float16 is computed as float32, by the rules too, and rounded once.
    * ``piecewise_linear``: the gradient does not depend on the input to which it belongs, and yet its derivative with respect to that
      input is zero and not missing. So it is in PyTorch for relu and its like, for pooling, and for nll_loss, but not for all that is linear.
    * ``layout``: in which order the result lies in memory, a function of `strides`. Operations of several inputs that promote are
      ``elementwise`` if nothing else is said; without a layout it is left to NumPy.
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
        wide: bool = False,
        keeps: dict[str, Callable[..., Any] | None] | None = None,
        joint: dict[tuple[str, ...], Callable[..., Any]] | None = None,
        multi_output: bool = False,
        piecewise_linear: bool = False,
        layout: Callable[[Any, Any], Any] | None = None,
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
        self.wide = wide
        self.multi_output = multi_output
        self.piecewise_linear = piecewise_linear
        self.keeps = keeps or {}
        self.__doc__ = doc or forward.__doc__
        self.__name__ = self.__qualname__ = self.name
        bare = unwrap(forward) if hasattr(forward, "__code__") else forward  # functions that NumPy has wrapped have none
        code = getattr(bare, "__code__", None)
        if code is None:  # a NumPy ufunc or builtin
            self.inputs: tuple[str, ...] = tuple(rules)
            self.params: tuple[str, ...] = ()
            self.variadic = None
        else:
            names = code.co_varnames
            self.inputs = names[: code.co_argcount]
            self.params = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
            self.variadic = names[code.co_argcount + code.co_kwonlyargcount] if code.co_flags & VARIADIC else None
        self.max_inputs: float = forward.nin if isinstance(forward, np.ufunc) else math.inf
        several_inputs = forward.nin > 1 if isinstance(forward, np.ufunc) else len(self.inputs) > 1
        self.layout = elementwise if layout is None and promote is not None and several_inputs else layout
        self.defaults: dict[str, Any] = getattr(bare, "__kwdefaults__", None) or {}
        # one entry per rule: the inputs that it serves, the rule, and the names that its signature asks for
        table = [((n,), rule) for n, rule in rules.items()] + list((joint or {}).items())
        self.rules = [(served, rule, arguments_of(rule)[1:]) for served, rule in table]
        self.saved_names = {rule: asked for _, rule, asked in self.rules}  # by rule: what its signature asks for beside g
        self._check()
        asked_names = dict.fromkeys(n for _, _, asked in self.rules for n in asked)
        self._named = {n: self._finder(n) for n in asked_names if n not in (*self.inputs, "out", "i")}
        extended = self.keeps or self.params or self.variadic or joint or self._named or view or multi_output or check or layout
        self.simple_unary = len(self.inputs) == len(self.rules) == 1 and not extended  # a function of one array and nothing else: see fast.py
        self._wider: dict[Any, Any] = {}  # by rule: what `_widened` made of it
        self._plans: dict[int, Plan] = {}  # by the mask of the inputs that require a gradient, with one more bit above it: 1 << count | mask
        for function in (forward, *numpy):
            if isinstance(function, np.ufunc) or function in numpy:
                NUMPY.setdefault(function, self)

    def _check(self) -> None:
        """Refuse a table that names what does not exist, when the operation is defined and not when it is used."""
        inputs = (*self.inputs, self.variadic) if self.variadic else self.inputs
        for n in SETTINGS.intersection(inputs):
            raise TypeError(
                f"{self.name}: an input cannot be called {n!r}, which is a setting of Op: its rule would be taken for that. Rename the input"
            )
        parts = {f"{n}_{part}" for n in inputs for part in ("shape", "strides")}
        known = {*inputs, *parts, *self.params, *self.keeps, "out"} | ({"i"} if self.variadic else set())
        for served, _, asked in self.rules:
            for n in (*served, *asked):
                if n not in (known if n in asked else inputs):
                    raise TypeError(f"{self.name}: a rule names {n!r}, which is none of {', '.join(sorted(known))}")

    # ------------------------------------------------------------------------------------------------------------ forward

    def __call__(self, *args: Any, **params: Any) -> Any:
        """The result, recorded if an input requires a gradient. At least one input must be a Tensor."""
        return self.call(args, params)

    def call(self, args: tuple[Any, ...], params: dict[str, Any]) -> Any:
        """See `__call__`: inputs of any number and kind."""
        if params and not NAMES_OF_INPUTS.isdisjoint(params):
            args = self._with_keywords(args, params)
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
            if self.numbers and NUMBERS.issuperset(map(type, args)):
                return self(wrap(np.asarray(args[0], dtypes.promote([args[0]]))), *args[1:], **params)
            kind = type(args[0]).__name__ if args else "nothing"
            raise TypeError(f"{self.name}(): argument 'input' (position 1) must be Tensor, not {kind}: make one with autograd.tensor(...)")
        if len(args) > self.max_inputs:  # a ufunc would write its result into the array that is too many
            raise TypeError(f"{self.name}() takes {self.max_inputs} positional argument(s) but {len(args)} were given")
        if self.promote is not None and not (uniform and (dtype in FLOATS or (self.wide and dtype == HALF))):
            args, arrays = self._promoted(args, arrays)
        half = self.wide and dtype not in FLOATS and _all_half(arrays)
        try:
            out = self.forward(*(map(widened, arrays) if half else arrays), **params)
        except (ValueError, TypeError, IndexError) as error:
            if "out" in params:
                out = params.pop("out")
                return into(out, self.name, self(*args, **params), 4)
            raise explained(self.name, error, arrays, params) from None
        except AttributeError as error:
            raise no_tensor(self.name, error, args) from None
        if half:
            out = (_halved(out[0]), *out[1:]) if self.keeps else _halved(out)
        layout = self.layout
        if layout is not None:
            out = layout(out, arrays) if type(out) is np.ndarray else self._laid_out(layout, out, arrays)
        if mask and mode.grad_enabled:
            result = self._record(args, arrays, out, params, mask, half)
        elif self.multi_output:
            result = tuple(wrap(o) for o in (out[0] if self.keeps else out))
        else:
            result = wrap(out[0] if self.keeps else out)
            if self.view:
                result._become_view(args[0], self, params)
        if mode.long_way and mode.tracer is not None:
            mode.tracer.operation(self, args, params, out, result, half)
        return result

    def _with_keywords(self, args: tuple[Any, ...], params: dict[str, Any]) -> tuple[Any, ...]:
        """The inputs, with those given by keyword, by PyTorch's names or NumPy's, in their places; they leave ``params``."""
        for name in NAMES_OF_INPUTS & params.keys():
            if name not in self.params:
                first = NAMES.get(name, name) == "input"
                args = (params.pop(name), *args) if first else (*args, params.pop(name))
        return args

    def _laid_out(self, layout: Callable[[Any, Any], Any], out: Any, arrays: list[Any]) -> Any:
        """What ``forward`` returned, a number or several arrays, with the results as they are to lie in memory."""
        if self.keeps:
            return (layout(out[0], arrays), *out[1:])
        return tuple([layout(o, arrays) for o in out]) if self.multi_output else out

    def apply(self, *args: Any, **params: Any) -> Any:
        """For rules, whose operands are Tensors or raw arrays as the sweep requires: recorded on the one, raw on the other."""
        for a in args:
            if isinstance(a, Tensor):
                return self(*args, **params)
        result = self.forward(*args, **params)
        return result[0] if self.keeps else result

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else MethodType(self, instance)

    def _promoted(self, args: Any, arrays: list[Any]) -> tuple[Any, list[Any]]:
        """The inputs brought to the one type in which PyTorch would compute."""
        try:
            beside_array = any(type(a) is np.ndarray for a in args)  # in PyTorch too, NumPy computes those
            promote = dtypes.promote_as_numpy if beside_array else dtypes.promote
            dtype = promote(arrays, 2 if self.promote == "float" else 0)
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

    def _record(self, args: Any, arrays: list[Any], out: Any, params: dict[str, Any], mask: int, half: bool = False) -> Any:
        """Wrap the result, with a node that knows the way back. ``mask`` has a bit for each input that requires a gradient.

        ``half``: its rules are to compute float16 as float32.
        """
        kept: list[Any] = []
        if self.keeps:
            out, *kept = out
        if not self.rules:
            return tuple(wrap(o) for o in out) if self.multi_output else wrap(out)
        if type(out) is not np.ndarray and not self.multi_output:
            out = np.asarray(out)
        plan = self._plans.get(1 << len(args) | mask) or self.plan(mask, len(args))
        if half:
            plan = plan._replace(calls=tuple([(position, self._widened(rule), pick) for position, rule, pick in plan.calls]))
        values: Any = (*arrays, out, *[find(arrays, kept, params) for find in self._named.values()]) if self._named else (*arrays, out)
        calls: list[Any] = []
        variadic = self.variadic is not None
        if variadic:
            values = [*values, None]  # the last place is for ``i``
        for position, rule, pick in plan.calls:
            if type(position) is int:
                a = args[position]
                if variadic:
                    values[-1] = position
                calls.append((a._node or a, rule, tuple(pick(values)) if variadic else pick(values)))
            else:  # a joint rule
                targets = [(a._node or a) if isinstance(a, Tensor) and a._requires_grad else None for a in (args[p] for p in position)]
                calls.append((tuple(targets), rule, pick(values)))
        watched: list[Any] = []
        for j in plan.watch:
            a = args[j]
            if isinstance(a, Tensor):
                counter = a._version_counter
                watched.append((counter, counter[0], j))
        elsewhere: set[int] = set()
        if mode.saved_hooks is not None:
            calls, elsewhere = pack(calls)
            watched = [w for w in watched if id(arrays[w[2]]) not in elsewhere]
        node = Node(self, plan, calls, params, watched if plan.watch or kept or plan.saves_out else None)
        if mode.anomaly:
            note(node, args, out)
        if self.multi_output:
            return self._several_results(node, plan, out)
        node.shape, node.dtype = out.shape, out.dtype
        result = wrap(out, node)
        if self.view:
            result._become_view(args[0], self, params)
        if plan.saves_out and id(out) not in elsewhere:
            watched.append((result._version_counter, result._version_counter[0], -1))
        return result

    def _several_results(self, node: Node, plan: Plan, out: tuple[Any, ...]) -> tuple[Tensor, ...]:
        """Wrap the results of an operation that has several."""
        node.make_extras().outputs = [(o.shape, o.dtype) for o in out]
        results = tuple([wrap(o, part_of(node, i) if o.dtype.kind == "f" else None) for i, o in enumerate(out)])
        if node.watched is not None and plan.saves_out:
            node.watched.extend((r._version_counter, 0, -1 - i) for i, r in enumerate(results))
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
        of, _, part = name.rpartition("_")
        j = self.inputs.index(of)
        return lambda arrays, kept, params: getattr(arrays[j], part, None)  # None: an input left out

    def plan(self, mask: int, count: int) -> Plan:
        """For one choice among ``count`` inputs of those that require a gradient: which rules to run, on what, and which tensors to watch."""
        places = {n: j for j, n in enumerate((*self.inputs[:count], *([""] * (count - len(self.inputs))), "out", *self._named))}
        calls: list[Any] = []
        found: list[Any]
        used: set[int] = set()
        for served, rule, asked in self.rules:
            where = [places.get(n, -1) for n in asked]  # -1, the last of the values, is ``i``, the number of the input
            if served == (self.variadic,):
                pick = _picker(where)  # one for all, as there may be thousands
                found = [(j, rule, pick) for j, bit in enumerate(reversed(f"{mask:b}")) if bit == "1"]
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
            self._plans[1 << count | mask] = plan
        return plan

    def _widened(self, rule: Callable[..., Any]) -> Callable[..., Any]:
        """The rule, which computes float16 as float32; the sweep rounds what it returns."""
        if rule not in self._wider:

            @wraps(rule)
            def wider(g: Any, *arguments: Any) -> Any:
                return rule(widened(g), *map(widened, arguments))

            self._wider[rule] = wider
            self.saved_names[wider] = self.saved_names[rule]
        return self._wider[rule]

    # ------------------------------------------------------------------------------------------------------------ backward

    def recorded(self, node: Node, rule: Callable[..., Any], arguments: tuple[Any, ...]) -> list[Any]:
        """A rule's arguments as Tensors that are part of the graph, so that what the rule computes can be differentiated again."""
        counters = {j: counter for counter, _, j in node.watched or ()}
        sources = node.sources()
        packed = type(rule) is UnpackingRule
        if packed:
            rule, arguments = unwrap(rule), unpacked(arguments)
        asked = self.saved_names.get(rule, ())  # none for the one that shows what the others return to hooks of the node
        lifted: dict[str, Any] = {}
        for name, value in zip(asked, arguments, strict=True):
            if name == "out":
                if self.multi_output:
                    value = tuple(_lift(v, part_of(node, i), counters.get(-1 - i)) for i, v in enumerate(value))
                else:
                    value = _lift(value, node, counters.get(-1))
            elif name in self.inputs:
                j = self.inputs.index(name)
                value = _lift(value, sources.get(j), counters.get(j), packed)
            elif name == self.variadic:
                value = tuple(_lift(v, sources.get(j), counters.get(j), packed) for j, v in enumerate(value, len(self.inputs)))
            lifted[name] = value
        for name, again in self.keeps.items():
            if name in lifted and again is not None:
                lifted[name] = again(*[lifted[n] for n in arguments_of(again)])
        return [lifted[name] for name in asked]

    def connected(self, gradient: Any, source: Any) -> Any:
        """A gradient as a function of the input to which it belongs, with zero as its derivative: see ``piecewise_linear``."""
        x = source if not isinstance(source, Node) else wrap(np.broadcast_to(np.zeros((), source.dtype), source.shape), source)
        return piecewise_constant(gradient, x)

    def describe(self, node: Node) -> str:
        """The operation with the shapes and types of the inputs that lead to gradients, and the line that recorded it if known."""
        given = [f"{tuple(shape)} {dtypes.of(dtype).name}" for shape, dtype in map(like, node.sources().values())]
        return f"{self.name}({', '.join(given)})" + (f", recorded at {node.line}" if node.line else "")

    def __repr__(self) -> str:
        return f"<Op {self.name}({', '.join(self.inputs)})>"


def _picker(where: list[int]) -> Callable[[Any], Any]:
    """What picks the elements at these positions: written in C, it takes half the time of a comprehension."""
    if len(where) > 1:
        return itemgetter(*where)
    return itemgetter(slice(where[0], where[0] + 1 or None) if where else slice(0))


def _lift(value: Any, source: Any, counter: list[int] | None = None, packed: bool = False) -> Any:
    """A saved array as the Tensor that it was: connected to the node that made it, the leaf itself, or a constant, watched for writes."""
    if source is None and counter is None:
        return value
    if source is not None and not isinstance(source, Node):
        if not packed or value is source.array:
            return source  # it holds what was saved, or else its version has moved, and the backward pass was refused
        tensor = identity(source)  # it may have been overwritten since
        tensor.array = value
        return tensor
    tensor = wrap(value, source)
    if counter is not None:
        tensor._version_counter = counter
    return tensor


def _all_half(arrays: list[Any]) -> bool:
    """True if there are arrays of floats, all of float16."""
    kinds = {a.dtype for a in arrays if isinstance(a, np.ndarray) and a.dtype.kind == "f"}
    return kinds == {HALF}


def widened(value: Any) -> Any:
    """float16 as float32, an array, a Tensor, or several; all else as it is."""
    if type(value) is tuple:
        return tuple(map(widened, value))
    if isinstance(value, Tensor):
        return value.float() if value.array.dtype == HALF else value
    return single(value) if isinstance(value, (np.ndarray, np.generic)) and value.dtype == HALF else value


def rounded_once(function: Any) -> Any:
    """A function that computes float16 as float32 and rounds its result: one of several operations, each of which would round."""

    @wraps(function)
    def rounded(*args: Any, **kwargs: Any) -> Any:
        if not _all_half([a.array for a in (*args, *kwargs.values()) if isinstance(a, Tensor)]):
            return function(*args, **kwargs)
        return function(*map(widened, args), **{name: widened(value) for name, value in kwargs.items()}).half()

    return rounded


def _halved(value: Any) -> Any:
    """float32 rounded to float16, an array or several; what is too large becomes inf."""
    if type(value) is tuple:
        return tuple(map(_halved, value))
    with np.errstate(over="ignore"):
        return value.astype(HALF) if value.dtype == np.float32 else value


def part_of(node: Node, index: int) -> Node:
    """The one node of one of several results; all that it does is to file its gradient in the right slot."""
    extras = node.make_extras()
    part = extras.parts.get(index, lambda: None)()
    if part is None:  # another one would not be that of the result's hooks, nor the one whose gradient is asked for
        part = Node(node.op, None, [(node, None, ())], node.params, None, *extras.outputs[index])
        part.make_extras().index = index
        extras.parts[index] = ref(part)
    return part


def record_joint(title: str, rule: Callable[..., Any], inputs: Sequence[Any], outputs: list[tuple[tuple[int, ...], Any]]) -> Node:
    """A node for what no `Op` describes, a function in Python with a rule of its own.

    ``rule`` turns the tuple of the gradients of the results into a sequence of the gradients of the inputs. ``outputs`` are the shapes
    and types of the results; `part_of` makes the node of each.
    """
    op = Op(lambda *inputs: None, name=title.removesuffix("Backward"), title=title)
    op.saved_names[rule] = ()
    targets = tuple([(a._node or a) if isinstance(a, Tensor) and a.requires_grad else None for a in inputs])
    node = Node(op, Plan(((tuple(range(len(targets))), rule, ()),), (), False), [(targets, rule, ())], {})
    node.make_extras().outputs = outputs
    return node


SETTINGS = frozenset(Op.__init__.__kwdefaults__ or ())  # the names that no input can have
identity = Op(lambda x: x, name="alias", x=lambda g: g)
piecewise_constant = Op(lambda value, x: value, name="piecewise_constant", value=lambda g: g, x=lambda g: np.zeros_like(g))


def into(out: Any, name: str, result: Any, stacklevel: int = 3) -> Any:
    """``out``, with the result of the function ``name`` written to it: a tensor, or as many as there are results."""
    if out is None:
        return result
    if isinstance(result, tuple):
        if not isinstance(out, (tuple, list)) or len(out) != len(result):
            raise TypeError(f"{name}(): argument 'out' must be tuple of {len(result)} Tensors, not {type(out).__name__}")
        written = [into(o, name, r, stacklevel + 1) for o, r in zip(out, result, strict=True)]
        return type(result)(*written) if hasattr(result, "_fields") else tuple(written)
    if not isinstance(out, Tensor):
        raise TypeError(f"{name}(): argument 'out' must be Tensor, not {type(out).__name__}")
    if mode.grad_enabled and (result.requires_grad or out.requires_grad):
        raise RuntimeError(
            f"{name}(): functions with out=... arguments don't support automatic differentiation, but one of the arguments requires grad. "
            "Leave out= out, or compute under no_grad()"
        )
    if out.array.shape != result.array.shape:
        if out.array.size:
            warnings.warn(
                f"{name}: an output with one or more elements was resized since it had shape {list(out.array.shape)}, which does not match the "
                f"required output shape {list(result.array.shape)}. Resize it with out.resize_(0) first, or give a tensor of that shape",
                UserWarning,
                stacklevel=stacklevel,
            )
        out.array = np.empty(result.array.shape, out.array.dtype)
    out._check_overlap(name, out.array)
    return out._write(name, result)
