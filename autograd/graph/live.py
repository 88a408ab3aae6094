"""A recorded pass as a program of numbers, for pages in which a number can be dragged: every value and gradient then follows.

The operations' own functions and rules run once more, on arrays whose elements are symbols instead of numbers; what they do to them, one
elementary step after the other, is the program. So there is no second table of derivatives, which could differ from the first. (The other
way, a translation of each operation by hand, would be shorter in the page, and would have to be kept true for two hundred operations.)
What asks a symbol for its value, as a sort does, or leaves NumPy cannot be written so: then `program_of` says why.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.node import Node
from ..core.tensor import Tensor
from ..core.unbroadcast import unbroadcast
from .model import owner

if TYPE_CHECKING:
    from .tape import Tape

MOST = 6000  # elementary steps
MOST_NUMBERS = 400  # of the inputs
NAMES = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "true_divide": "/", "negative": "neg", "power": "**", "float_power": "**",
    "absolute": "abs", "fabs": "abs", "maximum": "max", "minimum": "min", "fmax": "max", "fmin": "min", "greater": ">", "less": "<",
    "greater_equal": ">=", "less_equal": "<=", "equal": "==", "not_equal": "!=", "logical_and": "&", "logical_or": "|", "logical_not": "!",
    "bitwise_and": "&", "bitwise_or": "|", "invert": "!", "arctan": "atan", "arcsin": "asin", "arccos": "acos",
}  # fmt: skip
ARITHMETIC = ("add", "sub", "mul", "div", "rsub", "rdiv")  # whose constants are numbers to play with
AS_THEY_ARE = frozenset("exp expm1 log log1p log2 log10 sqrt sin cos tan sinh cosh tanh sign floor ceil".split())


class NotLive(Exception):
    """Something that cannot be written as a program of numbers; the message says what."""


def _constant(value: Any) -> list[Any]:
    """A constant for JSON, which has no inf."""
    number = float(value)
    return [number] if math.isfinite(number) else ["NaN" if number != number else "Infinity" if number > 0 else "-Infinity"]


class Program:
    """Elementary steps in order: ``(name, operands)``, where an operand is the number of a step, or in a list a constant."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, tuple[Any, ...]]] = []
        self.known: dict[Any, Symbol] = {}

    def step(self, name: str, *operands: Any) -> Any:
        """The symbol of this step; the same step is not written twice, and what the neutral numbers do not change is not written at all."""
        if name in ("+", "*") and not isinstance(operands[1], Symbol):
            operands = operands[::-1]
        first, second = operands[0], operands[-1]
        if not isinstance(first, Symbol):
            if (name, first) in (("+", 0), ("*", 1)):
                return second
        elif len(operands) == 2 and not isinstance(second, Symbol) and (name, second) in (("-", 0), ("/", 1), ("**", 1)):
            return first
        key = name, *(o.number if isinstance(o, Symbol) else _constant(o) for o in operands)
        found = self.known.get(repr(key))
        if found is None:
            if len(self.steps) >= MOST:
                raise NotLive(f"it takes more than {MOST:,} elementary steps")
            found = self.known[repr(key)] = Symbol(self, len(self.steps))
            self.steps.append((name, key[1:]))
        return found

    def input(self) -> Symbol:
        """A number that is given from outside."""
        self.steps.append(("in", ()))
        return Symbol(self, len(self.steps) - 1)


class Symbol:
    """A number that is not known: what is done to it becomes a step of the program."""

    __slots__ = ("number", "program")

    def __init__(self, program: Program, number: int) -> None:
        self.program, self.number = program, number

    def __bool__(self) -> bool:
        raise NotLive("what it computes next depends on its numbers")

    __float__ = __int__ = __index__ = __bool__

    def __getattr__(self, name: str) -> Any:
        if name in AS_THEY_ARE:  # NumPy's functions of arrays of objects ask their elements
            return lambda: self.program.step(name, self)
        raise AttributeError(name)

    def __neg__(self) -> Any:
        return self.program.step("neg", self)

    def __abs__(self) -> Any:
        return self.program.step("abs", self)

    def conjugate(self) -> Symbol:
        """Itself: a real number."""
        return self


def _give_operators() -> None:
    for name, sign in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"), ("pow", "**")):
        setattr(Symbol, f"__{name}__", lambda self, other, sign=sign: self.program.step(sign, self, other))
        setattr(Symbol, f"__r{name}__", lambda self, other, sign=sign: self.program.step(sign, other, self))


_give_operators()


COMPOSED: dict[str, Callable[..., Any]] = {
    "square": lambda a: a * a,
    "reciprocal": lambda a: 1 / a,
    "positive": lambda a: a,
    "conjugate": lambda a: a,
    "isfinite": lambda a: True,  # the numbers of a live page are finite
    "isnan": lambda a: False,
    "isinf": lambda a: False,
    "copysign": lambda a, b: _chosen(_compared(b, 0.0), abs(a), -abs(a)),
}


def _compared(a: Any, b: Any) -> Any:
    return a.program.step(">=", a, b) if isinstance(a, Symbol) else a >= b


class Symbols(np.ndarray[Any, Any]):
    """An array of symbols and numbers, on which NumPy's functions write steps."""

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, out: Any = None, **options: Any) -> Any:
        arrays = [a.view(np.ndarray) if isinstance(a, Symbols) else a for a in inputs]
        options = {name: value for name, value in options.items() if name in ("axis", "keepdims", "axes")}
        if ufunc.signature is not None:
            result = _product(ufunc.__name__, np.asarray(arrays[0], object), np.asarray(arrays[1], object), **options)
        else:
            name = NAMES.get(ufunc.__name__, ufunc.__name__ if ufunc.__name__ in AS_THEY_ARE else "")
            element = COMPOSED.get(ufunc.__name__) or _on_elements(name, ufunc)
            if not name and ufunc.__name__ not in COMPOSED:
                raise NotLive(f"{ufunc.__name__} is none of the elementary functions")
            function = np.frompyfunc(element, ufunc.nin, 1)
            result = _reduced(function, arrays[0], **options) if method == "reduce" else getattr(function, method)(*arrays, **options)
        if out is not None:
            out[0][...] = result
            return out[0]
        return symbols(result)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function is np.where and len(args) == 3:
            return symbols(np.frompyfunc(_chosen, 3, 1)(*(np.asarray(a, object) for a in args)))
        if function is np.clip:
            array, low, high = args[0], args[1], args[2]
            return np.minimum(np.maximum(array, low), high)
        if function in (np.vdot, np.dot, np.inner) and all(np.ndim(a) == 1 for a in args[:2]):
            return symbols(_product("vecdot", np.asarray(args[0], object), np.asarray(args[1], object)))
        if function in (np.vdot, np.dot, np.inner, np.tensordot, np.einsum):
            raise NotLive(f"{function.__name__} is none of the elementary functions")
        return super().__array_function__(function, types, args, kwargs)

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, Symbols) and index.shape == self.shape:  # a mask
            value = np.where(index, value, self)
            index = ...
        super().__setitem__(index, value)

    def view(self, *args: Any, **kwargs: Any) -> Any:
        """Another class of array; but never another type of number, as truths are 0 and 1 here."""
        return super().view(*args, **kwargs) if args and isinstance(args[0], type) and issubclass(args[0], np.ndarray) else self

    def astype(self, *args: Any, **kwargs: Any) -> Any:
        """Itself: symbols have one type."""
        return self


def symbols(result: Any) -> Any:
    """A result as an array of symbols, if it has any."""
    array = np.asarray(result, object)
    if any(isinstance(element, np.ndarray) for element in array.flat):  # as stacking single numbers leaves them
        array = np.asarray(np.frompyfunc(lambda e: e.item() if isinstance(e, np.ndarray) else e, 1, 1)(array), object)
    return array.view(Symbols)


def _product(name: str, a: Any, b: Any, axis: int = -1, **options: Any) -> Any:
    """Products of vectors and matrices, as sums of products of elements. (NumPy's own for arrays of objects lose references.)"""
    if name == "vecdot":
        a, b = np.moveaxis(a, axis, -1), np.moveaxis(b, axis, -1)
        return _reduced(np.frompyfunc(operator.add, 2, 1), np.asarray(np.frompyfunc(operator.mul, 2, 1)(a, b), object), axis=-1)
    if name not in ("matmul", "matvec", "vecmat") or options:
        raise NotLive(f"{name} is none of the elementary functions")
    left, right = (name == "vecmat" or a.ndim == 1), (name == "matvec" or b.ndim == 1)
    a, b = a[..., None, :] if left else a, b[..., None] if right else b
    products = np.asarray(np.frompyfunc(operator.mul, 2, 1)(a[..., :, :, None], b[..., None, :, :]), object)
    result = _reduced(np.frompyfunc(operator.add, 2, 1), products, axis=-2)
    result = result[..., 0, :] if left else result
    return result[..., 0] if right else result


def _reduced(function: Any, array: Any, axis: Any = 0, keepdims: bool = False) -> Any:
    """A reduction over several axes: one after the other, as functions made from Python's go over one at a time."""
    array = np.asarray(array, object)
    axes = range(array.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    for one in sorted((a % array.ndim for a in axes), reverse=True):
        array = np.asarray(function.reduce(array, axis=one, keepdims=keepdims), object)
    return array


def _program_in(operands: Any) -> Program | None:
    return next((o.program for o in operands if isinstance(o, Symbol)), None)


def _on_elements(name: str, ufunc: np.ufunc) -> Callable[..., Any]:
    def element(*operands: Any) -> Any:
        program = _program_in(operands)
        return ufunc(*operands) if program is None else program.step(name, *operands)

    return element


def _chosen(condition: Any, yes: Any, no: Any) -> Any:
    program = _program_in((condition, yes, no))
    if not isinstance(condition, Symbol):
        return yes if condition else no
    assert program is not None
    return program.step("?", condition, yes, no)


# ---------------------------------------------------------------------------------------------------------------- a recorded pass


class Tracer:
    """Runs the operations of a record again, on symbols."""

    def __init__(self, start: dict[Any, Any]) -> None:
        self.program = Program()
        self.start = start
        self.cards: dict[Any, list[tuple[Node, int]]] = {}  # where the picture shows a constant
        self.inputs: list[tuple[Any, np.ndarray[Any, Any], Any]] = []  # (leaf or (node, position), numbers, symbols)
        self.values: dict[Any, Any] = {}
        self.kept: dict[Node, dict[str, Any]] = {}
        self.rate: tuple[Symbol, float] | None = None  # of updates by gradient descent

    def input(self, key: Any, numbers: Any) -> Any:
        """Symbols for an array that can be changed in the page."""
        numbers = np.asarray(numbers)
        if sum(n.size for _, n, _ in self.inputs) + numbers.size > MOST_NUMBERS:
            raise NotLive(f"there are more than {MOST_NUMBERS} of them")
        made = np.empty(numbers.shape, object)
        for place in np.ndindex(numbers.shape):
            made[place] = self.program.input()
        self.inputs.append((key, numbers, made))
        return made.view(Symbols)

    def run(self, node: Node, arguments: tuple[Any, ...]) -> None:
        """One operation of the forward pass."""
        op = node.op
        if any(isinstance(value, np.ndarray) for value in node.params.values()):
            raise NotLive(f"{op.name}: it chose by the numbers that were recorded")
        sources = node.sources()
        given: list[Any] = []
        for position, argument in enumerate(arguments):
            if position in sources:
                source = sources[position]
                index = source.index if isinstance(source, Node) else None
                source = owner(source)
                if source not in self.values:
                    if isinstance(source, Node):
                        raise NotLive("part of the forward pass is not in the record")
                    if source not in self.start:
                        raise NotLive(f"there are more than {MOST_NUMBERS} of them")
                    self.values[source] = self.input(source, self.start[source])
                given.append(self.values[source] if index is None else self.values[source][index])
            else:
                given.append(self.constant(node, position, argument))
        try:
            result = op.forward(*given, **{name: value for name, value in node.params.items() if name not in op.inputs[: len(given)]})
        except NotLive as error:
            raise NotLive(f"{op.name}: {error}") from None
        except Exception as error:
            raise NotLive(f"{op.name} leaves NumPy ({type(error).__name__})") from None
        names: dict[str, Any] = {}
        if op.keeps:
            result, *rest = result
            names = dict(zip(op.keeps, rest, strict=True))
        self.values[node] = result = tuple(map(symbols, result)) if isinstance(result, tuple) else symbols(result)
        self.kept[node] = {**op.defaults, **dict(zip(op.inputs, given, strict=False)), **node.params, **names, "out": result}
        for name, value in zip(op.inputs, given, strict=False):
            self.kept[node].update({f"{name}_shape": np.shape(value), f"{name}_strides": np.asarray(value).strides})

    def constant(self, node: Node, position: int, argument: Any) -> Any:
        """An input that needs no gradient: numbers that can be changed, or labels, masks and what else stays."""
        if isinstance(argument, Tensor):
            if argument.array.dtype.kind == "b":
                raise NotLive(f"{node.op.name}: its mask was made from the numbers that were recorded")
            if argument.array.dtype.kind != "f":
                return argument.array
            if argument not in self.values:
                if argument not in self.start:
                    raise NotLive(f"there are more than {MOST_NUMBERS} of them")
                self.values[argument] = self.input(argument, self.start[argument])
            self.cards.setdefault(argument, []).append((node, position))
            return self.values[argument]
        if node.op.name in ARITHMETIC and type(argument) in (int, float):
            self.cards[node, position] = [(node, position)]
            return self.input((node, position), float(argument))
        return argument

    def descend(self, changes: Any, sums: dict[Any, tuple[Any, Any, int, int]]) -> None:
        """An update of leaves, if it was a step of plain gradient descent: at the learning rate that its numbers tell."""
        for leaf, before, after in changes:
            if leaf not in sums or leaf not in self.values or not before.numbers:
                raise NotLive("an update is none by gradient descent, or of many numbers")
            symbol, numbers, *_ = sums[leaf]
            rate = rate_of_descent(before.numbers, after.numbers, numbers, None if self.rate is None else self.rate[1])
            if rate is None:
                raise NotLive("an update is not a step of plain gradient descent")
            if self.rate is None:
                self.rate = self.program.input(), rate
            self.values[leaf] = symbols(np.subtract(self.values[leaf], np.multiply(symbol, self.rate[0])))

    def back(self, node: Node, position: int, g: Any) -> Any:
        """What a rule gives to the input of this position."""
        for places, rule, _ in node.plan.calls:
            if position == places or (isinstance(places, tuple) and position in places):
                asked = node.op.saved_names.get(rule, ())
                self.kept[node]["i"] = position - len(node.op.inputs)  # which of its tensors, of an operation on any number
                try:
                    given = rule(g, *(self.kept[node][name] for name in asked))
                except NotLive as error:
                    raise NotLive(f"the rule of {node.op.name}: {error}") from None
                except Exception as error:
                    raise NotLive(f"the rule of {node.op.name} leaves NumPy ({type(error).__name__})") from None
                if isinstance(places, tuple):
                    given = given[places.index(position)]
                source = node.sources()[position]
                value = self.values[owner(source)]
                return unbroadcast(symbols(given), np.shape(value[source.index] if isinstance(value, tuple) else value))
        raise NotLive(f"{node.op.name} has no rule for an input that it gave a gradient to")


def rate_of_descent(before: Any, after: Any, gradient: Any, rate: float | None = None) -> float | None:
    """The learning rate by which numbers went against their gradient, or None if they went otherwise than at this ``rate``, or at any."""
    moves, slopes = np.subtract(before, after), np.asarray(gradient, float).reshape(-1)
    if rate is None:
        steepest = abs(slopes).argmax()
        if not slopes[steepest]:
            return None
        rate = float(f"{moves[steepest] / slopes[steepest]:.4g}")
    return rate if np.allclose(moves, rate * slopes, rtol=1e-2, atol=1e-5 * (1e-3 + abs(np.asarray(before)).max())) else None


def numbers_in(array: Any) -> list[Any]:
    """The elements of an array of symbols, for the page: numbers of steps, or constants in lists."""
    flat = np.asarray(array, object).reshape(-1)
    return [element.number if isinstance(element, Symbol) else _constant(element) for element in flat]


def written(steps: list[tuple[str, tuple[Any, ...]]]) -> str:
    """The steps in a row, each as its name and its operands: how many steps back, in base 36; a constant after an equals sign."""
    return " ".join(
        ",".join((name, *(f"={o[0]}" if isinstance(o, list) else np.base_repr(i - o, 36).lower() for o in operands)))
        for i, (name, operands) in enumerate(steps)
    )


def program_of(tape: Tape) -> dict[str, Any]:
    """For the page: the program, where its inputs are in the picture, which of its steps are values, and which contributions; or why not."""
    try:
        return _program_of(tape)
    except NotLive as error:
        return {"no": str(error)}


def _program_of(tape: Tape) -> dict[str, Any]:
    if tape.steps[-1].kind == "failed" or not any(event.kind == "seed" for event in tape.events):
        raise NotLive("the pass did not come to its end")
    tracer = Tracer(tape.start)
    sums: dict[Any, tuple[Any, Any, int, int]] = {}  # what has arrived: as symbols, as recorded; the pass, and the first contribution's number
    parts: list[list[Any]] = []
    updates: list[list[Any]] = []
    known = tape.by_node
    number = {card.id: i for i, card in enumerate(tape.whole.nodes)}
    for event in tape.events:
        if event.changes:
            changes = [change for change in event.changes if change[0] in known]
            if event.kind == "zero":
                for leaf, _, _ in changes:
                    sums.pop(leaf, None)
            elif changes:
                tracer.descend(changes, sums)
                updates.append([[number[known[leaf]], numbers_in(tracer.values[leaf])] for leaf, _, _ in changes])
            continue
        if event.kind == "forward":
            assert event.node is not None
            if event.node in known:
                tracer.run(event.node, event.arguments)
            continue
        if event.kind == "seed":
            if owner(event.target) not in tracer.values or event.target is not owner(event.target):
                raise NotLive("part of the forward pass is not in the record")
            assert event.contribution is not None
            if len(event.contribution.numbers) != np.size(tracer.values[event.target]):
                raise NotLive("its result is large")
            part = symbols(np.reshape(event.contribution.numbers, np.shape(tracer.values[event.target])))
        else:
            assert event.node is not None
            value = tracer.values.get(event.node)
            several = {
                node.index: g for node, (g, *_) in sums.items() if isinstance(node, Node) and node.index is not None and owner(node) is event.node
            }
            g = tuple(several.get(i, np.zeros(np.shape(v))) for i, v in enumerate(value)) if isinstance(value, tuple) else sums[event.node][0]
            part = tracer.back(event.node, event.position, g)
        held, _, number_of_pass, first = sums.get(event.target, (None, None, -1, 0))
        goes_on = event.before or number_of_pass == event.number
        assert event.sum is not None and event.contribution is not None
        before: list[list[Any]] = []
        if event.before and held is None:  # from what is not recorded
            held, first = np.subtract(event.sum.numbers, event.contribution.numbers), len(parts)
            if held.size != part.size:
                raise NotLive("there was a large gradient before")
            held, before = held.reshape(part.shape), [[_constant(f"{n:.9g}")[0] for n in held]]
        sums[event.target] = symbols(held + part) if goes_on else part, event.sum.numbers, event.number, first if goes_on else len(parts)
        result = event.target.index if isinstance(event.target, Node) else None
        parts.append([result or 0, numbers_in(part), sums[event.target][3], *before])
    constants = {(edge.target, edge.argument): number[edge.source] for edge in tape.whole.edges if not edge.gradient}

    def cards(key: Any) -> list[int]:
        if key in known:
            return [number[known[key]]]
        return [constants[known[node], position] for node, position in tracer.cards[key] if (known[node], position) in constants]

    places = [(cards(key), numbers, made) for key, numbers, made in tracer.inputs]
    if tracer.rate is not None:
        places.append(([], np.asarray(tracer.rate[1]), np.asarray(tracer.rate[0], object)))
    flat = {node: np.concatenate([np.ravel(v) for v in value]) if isinstance(value, tuple) else value for node, value in tracer.values.items()}
    outputs = {number[known[node]]: value for node, value in flat.items() if isinstance(node, Node)}
    shapes = {i: np.shape(value) for i, value in outputs.items()} | {i: numbers.shape for list_, numbers, _ in places for i in list_}
    return {
        "steps": written(tracer.program.steps),
        "inputs": [[list_, numbers_in(made), [_constant(f"{n:.9g}")[0] for n in numbers.reshape(-1)]] for list_, numbers, made in places],
        "values": [[i, numbers_in(value)] for i, value in outputs.items()],
        "parts": parts,
        "updates": updates,
        "rate": -1 if tracer.rate is None else tracer.rate[0].number,
        "shapes": shapes,
    }
