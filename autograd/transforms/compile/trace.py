"""What a function does, noted while it runs once: every operation, on which values, with which result.

Operations report themselves (`Op.call`). All else is seen from outside, by Python's profiler, for as long as the trace takes: a function of
this library that reads the numbers of a tensor without being an operation (a conversion to integers, a random draw) becomes a line of its
own; one that hands numbers to the program (``item``, ``bool``) ends the trace, since what the program does next could depend on them.
Whether a function reads numbers, or only shapes and types, is told from its source.
"""

from __future__ import annotations

import dis
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from ...core import overrides
from ...core.modes import mode, take_long_way
from ...core.op import NUMPY, Op
from ...core.sources import reads_numbers
from ...core.sweep import nodes_behind
from ...core.tensor import Tensor

ROOT = Path(__file__).parents[3]  # as files of code have it: links to the package are not followed
OURS = tuple(f"{ROOT / name}{os.sep}" for name in ("autograd", "nn", "optim"))
# the engine, which is part of what is traced, and this folder
ENGINE = (
    str(Path(__file__).parent),
    *[str(ROOT / "autograd" / "core" / f"{n}.py") for n in ("op", "fast", "node", "strides", "views", "unbroadcast", "hooks", "sweep", "overrides")],
)
# modules of Python that depend on nothing but arguments, and those which read attributes by names that are in no code
PURE = frozenset(
    "abc bisect builtins cmath collections contextlib dataclasses decimal enum fractions functools heapq importlib itertools math numbers operator "
    "re statistics string textwrap types typing warnings numpy _abc _bisect _collections _collections_abc _functools _heapq _operator _thread".split()
)
BY_NAME = frozenset("getattr hasattr setattr delattr attrgetter methodcaller copy deepcopy asdict astuple fields replace".split())
IMPURE = frozenset("breakpoint compile dir eval exec globals id input locals open print vars".split())
CALL = Op.call.__code__
KEEPING = frozenset("CACHE PUSH_NULL LOAD_CONST LOAD_GLOBAL LOAD_DEREF BUILD_TUPLE BUILD_LIST BUILD_MAP BUILD_CONST_KEY_MAP".split())
VALUES = "a shape that depends on values"
KINDS: dict[str, str] = {  # what is known of a function beside its source; a reason, of several words, why there is no program
    "autograd.core.views._write": "write",
    "autograd.core.methods._wrote": "wrote",
    "nn.functional.normalisation._move": "moves",
    "autograd.ops.shape.write": "",  # as unsqueeze_() and the like: the tensor is from then on what an operation has made
    "autograd.core.sweep.sweep": "sweeps",
    "autograd.core.sweep.backward": "passes",
    "optim.optimizer.watched": "runs",
    "optim.optimizer.zero_grad": "runs",
    "optim.lr_scheduler.step": "runs",
    "nn.modules.module.zero_grad": "runs",
    "nn.utils.clip_grad.clip_grad_norm_": "clips",
    "nn.utils.clip_grad.clip_grad_value_": "clips",
    "autograd.core.hooks.register": "a hook",
    "autograd.core.op.record_joint": "a Function of the user's own, or a checkpoint",
    **dict.fromkeys([f"autograd.core.tensor.{n}" for n in ("is_leaf", "grad_fn", "grad")], "asks"),
    **dict.fromkeys(("autograd.core.tensor.wrap", "autograd.core.tensor.__new__"), "makes"),
    **dict.fromkeys((f"autograd.ops.indexing.{n}" for n in ("_mask_parts", "masked_select", "nonzero", "argwhere")), VALUES),
    # these are a line although they return more than tensors, or write: what they return goes into operations as it is
    **dict.fromkeys(
        """
        nn.functional.loss._shares nn.functional.loss._check_probabilities nn.functional.loss._check_variance nn.functional.loss._check_range
        nn.functional.dropouts._mask nn.functional.resampling._met nn.functional.pooling._checked nn.functional.pooling._largest
        nn.functional.pooling._largest_adaptive nn.functional.pooling._shown nn.functional.attention._scores nn.functional.embeddings._check_indices
        nn.functional.embeddings._check_offsets nn.functional.activation._random_slopes nn.functional.normalisation._move_both
        nn.modules.normalisation._count autograd.ops.indexing._refuse_range autograd.ops.sorting._order autograd.ops.sorting._ranked
        autograd.ops.sorting._most_frequent autograd.ops.sorting._middle autograd.ops.sorting._check_fraction autograd.ops.reduction._check_weights
        autograd.ops.reduction._places autograd.ops.reduction._shown
        """.split(),
        "line",
    ),
}


class Refused(Exception):
    """Why a function cannot be written down."""


class Var:
    """A value: an array, or what else goes from one line into another; that of ``tensor``, if no line has made it.

    ``place`` is "held" for that of a tensor that outlives the call, "tensor" for one that a function other than an operation has returned.
    ``memory`` is the `Var` in whose memory it lies, if others see that.
    """

    __slots__ = ("array", "hint", "memory", "place", "tensor", "value")

    def __init__(self, array: Any, place: str = "", tensor: Tensor | None = None, lasts: bool = False) -> None:
        self.array, self.place, self.tensor = array, place, tensor
        self.memory = self if lasts else None
        self.value: Any = None  # of a constant: its numbers
        self.hint = ""  # what the user calls it


class Given:
    """A variable that a function takes as a Tensor."""

    __slots__ = ("var",)

    def __init__(self, var: Var) -> None:
        self.var = var


class Line:
    """A call of an operation, or of a function of tensors; ``outs`` are its results, and then what it kept.

    ``kind`` is "writes" where the memory of the `Var` ``call`` gets the value of ``args`` (``hint`` is the function that does it), "clears" where
    the gradient of ``call`` is set to None, "runs" for a method of the object ``call``, which runs as it is (``hint`` is their names), "clips" for
    a function of the tensors themselves, and "passes" for a backward pass: from the nodes ``call``, through nodes with these ``calls``, to the
    leaves ``args``, whose gradients are ``outs``.
    """

    __slots__ = ("args", "call", "calls", "copies", "cut", "half", "hint", "kind", "node", "op", "outs", "params", "shaped", "single")

    def __init__(self, op: Any, call: Any, args: Any, params: Any, node: Any = None, half: bool = False, kind: str = "") -> None:
        self.op, self.call, self.args, self.params, self.node, self.half = op, call, args, params, node, half
        self.outs: list[Var] = []
        self.kind, self.hint, self.calls = kind, "", dict[Any, Any]()
        self.cut: set[int] = set()  # of the arguments: places of tensors that require no gradient, such as detached ones
        self.single = self.copies = self.shaped = False  # of a function: returns one tensor; writes over its first argument; shapes may differ


def place() -> str:
    """The user's line that runs."""
    frame: Any = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(OURS) and not frame.f_code.co_filename.endswith("__main__.py"):
        frame = frame.f_back
    return "" if frame is None else f" ({frame.f_code.co_filename}:{frame.f_lineno})"


@cache
def kind_of(code: CodeType) -> str:
    """What a call of this code means to a trace."""
    file = code.co_filename
    if not file.startswith(OURS):  # the __new__ of a namedtuple has globals of its own, and reads its arguments alone
        passed_over = f"{os.sep}numpy{os.sep}" in file or (file == "<string>" and code.co_names == ("_tuple_new",))
        return "" if passed_over else "reads" if reads_numbers(code) else "user"
    known = KINDS.get(f"{file[len(str(ROOT)) + 1 : -3].replace(os.sep, '.')}.{code.co_name}")
    if known is not None:
        return known
    if file.endswith(os.path.join("creation", "random.py")):
        return "a random draw" if "." in code.co_qualname or code.co_name.startswith("_") else "draw"
    if file.startswith(f"{ROOT / 'optim'}{os.sep}"):
        return "asks"
    return "reads" if not file.startswith(ENGINE) and reads_numbers(code) else ""


def of_user(frame: Any) -> bool:
    """Whether it is the user's code that runs there, and not this library's, NumPy's or Python's."""
    root = frame.f_globals.get("__name__", "").partition(".")[0]
    return not frame.f_code.co_filename.startswith(OURS) and root != "numpy" and (root == "__main__" or root not in sys.stdlib_module_names)


def caller(frame: Any) -> Any:
    """The frame that has called this one, as its author sees it: without the question whether a class overrides the function."""
    frame = frame.f_back
    while frame.f_code.co_filename == overrides.__file__:
        frame = frame.f_back
    return frame


def within_forward(frame: Any) -> bool:
    """Whether the forward function of an operation, which is a line as a whole, runs there."""
    while frame.f_back is not None and (frame.f_back.f_code is not CALL or frame.f_code.co_filename == CALL.co_filename):
        frame = frame.f_back
    return frame.f_back is not None


def parts_of(value: Any) -> Iterator[Any]:
    """The leaves of nested tuples, lists and dicts."""
    if isinstance(value, (tuple, list, dict)):
        for v in value.values() if isinstance(value, dict) else value:
            yield from parts_of(v)
    else:
        yield value


def rebuilt(value: Any, leaf: Callable[[Any], Any]) -> Any:
    """Nested tuples, lists and dicts with other leaves."""
    if isinstance(value, tuple):
        made = [rebuilt(v, leaf) for v in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if type(value) is list:
        return [rebuilt(v, leaf) for v in value]
    return {k: rebuilt(v, leaf) for k, v in value.items()} if type(value) is dict else leaf(value)


def watching(note: Callable[..., None]) -> Callable[..., None]:
    """A method of the tracer, whose errors are none of the function that runs: what cannot be looked at leads to no program."""

    @wraps(note)
    def noted(self: Tracer, *args: Any) -> None:
        try:
            note(self, *args)
        except Exception as error:
            self.refuse(repr(error))

    return noted


class Tracer:
    """What one call of a function has done. ``held`` are the tensors that outlive the call, by identity."""

    def __init__(self, arguments: list[Tensor], held: dict[int, Any]) -> None:
        self.held = held
        self.outside = [*arguments, *[t for t, *_ in held.values()]]  # tensors that a call is to leave as they were
        self.before = [(condition_of(t), t._version_counter[0]) for t in self.outside]
        self.lines: list[Line] = []
        self.vars: dict[int, Var] = {}  # by the identity of the array that holds the value now
        self.all: list[Var] = []  # which keeps the arrays alive, so that no identity is used twice
        self.inputs = [self.made(Var(t.array, tensor=t, lasts=True)) for t in arguments if id(t.array) not in self.vars]
        self.outer: list[Var] = []  # tensors that the function found outside of its arguments, or made of constants
        self.refusal = ""
        self.frame: Any = None  # the call that is to become a line,
        self.given: Any = None  # its arguments,
        self.versions: list[Any] = []  # and their versions and arrays before it
        self.moved: list[Tensor] = []  # tensors that were written to
        self.whole = False  # it is a step of training, with a backward pass,
        self.gradients: dict[Var, Tensor] = {}  # what that has brought to which leaf
        self.numbers: dict[int, Any] = {}  # of tensors, which the function returns and does nothing else with: by identity, with their variables
        self.outdated: set[int] = set()  # arrays of one number, which the program has read, and an optimizer has changed
        self.codes: dict[CodeType, dict[str, Any]] = {}  # of the user's functions that ran, with their globals
        self.by_name = False  # it may have read attributes whose names are in no code
        self.new: dict[int, Any] = {}  # what was made in the call: tensors by identity, with their arrays

    def made(self, var: Var) -> Var:
        """Note a value."""
        self.all.append(var)
        self.vars[id(var.array)] = var
        return var

    def refuse(self, why: str) -> None:
        """Note why this cannot be written down; what was noted first counts."""
        self.refusal = self.refusal or why + place()

    @watching
    def operation(self, op: Any, args: Any, params: dict[str, Any], out: Any, result: Any, half: bool) -> None:
        """Called by `Op.call` with the promoted inputs, what ``forward`` returned, and the tensors made of that."""
        if self.frame is not None or self.refusal:
            return
        if op.name == "copy_slices":
            self.refuse("a write to a part of a tensor")
        if op.name == "index" and any(isinstance(a, Tensor) and a.array.dtype.kind == "b" for a in args):
            self.refuse(VALUES)
        results = result if op.multi_output else (result,)
        node = results[0]._node if results else None
        line = Line(op, None, tuple([self.ref(a) for a in args]), rebuilt(params, self.ref), node and node.whole, half)
        line.cut = {i for i, a in enumerate(args) if isinstance(a, Tensor) and not a._requires_grad}
        line.outs = [self.made(Var(r.array)) for r in results]
        for k in out[1:] if op.keeps else ():
            var = Var(k)
            line.outs.append(self.made(var) if isinstance(k, (np.ndarray, np.generic)) else var)
        self.lines.append(line)

    def ref(self, value: Any) -> Any:
        """The `Var` that a value is; what is none, such as a number, itself."""
        if isinstance(value, Tensor):
            if id(value.array) in self.outdated:
                self.refuse("a parameter that is one number is used after a step of its optimizer")
            return self.vars.get(id(value.array)) or self.found(value)
        if isinstance(value, (np.ndarray, np.generic, float)):
            return self.vars.get(id(value), value)
        if isinstance(value, FunctionType) and value.__closure__:
            for held in [cell.cell_contents for cell in value.__closure__]:
                if isinstance(held, Tensor) and self.ref(held) not in self.outer or (isinstance(held, np.ndarray) and id(held) in self.vars):  # noqa: RUF021
                    self.refuse("a function that holds a computed tensor is given to an operation")
        return rebuilt(value, self.ref) if isinstance(value, (tuple, list, dict)) else value

    def found(self, tensor: Tensor, blank: bool = False) -> Var:
        """A tensor that neither an argument nor a line has brought."""
        if id(tensor) not in self.held and self.new.get(id(tensor), (None, None))[1] is not tensor.array:
            self.refuse("a tensor that it has found in a place that cannot be watched")
        held = id(tensor) in self.held
        var = self.made(Var(tensor.array, "held" if held else "", tensor, held or tensor._requires_grad))
        self.outer.append(var)
        if not var.place:
            var.value = np.zeros_like(tensor.array) if blank else tensor.array.copy(order="K")
        return var

    def replaced(self, tensor: Tensor, var: Var) -> None:
        """Note a write: from now on the tensor's memory is another value. Whoever else shows the memory would have to change, too."""
        array = tensor.array
        for held in [other.array for other in self.all]:
            if held is not array and held is not var.array and isinstance(held, np.ndarray) and np.may_share_memory(held, array):
                self.refuse("a write to memory that several tensors share")
                return
        var.memory = self.ref(tensor).memory
        if var.memory is not None:
            lasting: Any = self.gradients[var.memory]._grad if var.memory in self.gradients else var.memory.tensor
            if var.memory in self.inputs and not self.whole:
                self.refuse("a write to an argument")
            self.moved.append(lasting)
            self.lines.append(Line(None, var.memory, (var,), {}, kind="writes"))
            self.lines[-1].hint = "write" if lasting._version_counter is tensor._version_counter else "write_data"
        self.all.append(Var(array))
        self.vars[id(array)] = var

    # ------------------------------------------------------------------------------------------------------------ what is seen from outside

    @watching
    def profile(self, frame: Any, event: str, arg: Any) -> None:
        """Called by Python at every call and return."""
        if event == "c_call" and self.frame is None and of_user(frame):
            owner = getattr(arg, "__self__", None)
            of = arg if owner is None else owner if isinstance(owner, (type, ModuleType)) else type(owner)
            self.library(frame, arg.__name__, str(getattr(of, "__module__", None) or getattr(of, "__name__", "")))
        if event not in ("call", "return") or self.refusal or (self.frame is not None and self.frame is not frame):
            return
        code, names = frame.f_code, frame.f_locals
        kind = kind_of(code)
        if event == "return":
            if kind == "makes" and arg is not None:
                self.new[id(arg)] = arg, getattr(arg, "array", None)
            elif self.frame is frame:
                self.frame = None
                {"wrote": self.wrote, "runs": self.ran, "passes": self.passed, "clips": self.clipped}.get(kind, self.returned)(frame, arg)
            elif kind == "asks":
                self.asked(frame, arg)
            elif kind == "write":
                if id(names["result"].array) not in self.vars:
                    self.refuse("a write of numbers from elsewhere")
                self.replaced(names["self"], self.ref(names["result"]))
            elif kind == "user":
                for name, value in names.items():
                    if isinstance(value, Tensor) and id(value.array) in self.vars and not name.startswith("_"):
                        for var in filter(None, (self.vars[id(value.array)], self.vars[id(value.array)].memory)):
                            var.hint = var.hint or name
        elif kind == "user":
            if of_user(frame):
                self.codes[code] = frame.f_globals
            elif of_user(frame.f_back):
                self.library(frame, code.co_name, frame.f_globals.get("__name__", ""))
        elif kind == "asks":
            if of_user(caller(frame)) and code.co_name != "grad":
                self.refuse(f"it asks for {code.co_name} of {'an optimizer or a scheduler' if '/optim/' in code.co_filename else 'a tensor'}")
        elif kind == "moves":
            self.moved += [t for t in names.values() if isinstance(t, Tensor)]
        elif " " in kind or (kind == "reads" and not code.co_filename.startswith(OURS)):
            self.refuse(kind if " " in kind else f"{code.co_name} reads the numbers of a tensor")
        elif kind == "sweeps":  # the operations of a gradient that can be differentiated are lines as others are
            if not names["create"]:
                self.refuse("a backward pass")
        elif kind == "passes":
            self.frame = frame
            self.pass_begins(names)
        elif kind in ("reads", "line", "draw", "wrote", "runs", "clips") and not within_forward(frame):
            self.frame = frame
            n, m = code.co_argcount, code.co_argcount + code.co_kwonlyargcount
            extra = names[code.co_varnames[m]] if code.co_flags & 4 else ()
            named = names[code.co_varnames[m + (1 if code.co_flags & 4 else 0)]] if code.co_flags & 8 else {}
            self.given = ([*[names[a] for a in code.co_varnames[:n]], *extra], {**{a: names[a] for a in code.co_varnames[n:m]}, **named})
            self.versions = [(t, t._version_counter[0], getattr(t, "array", None)) for t in parts_of(list(self.given)) if isinstance(t, Tensor)]
            if kind == "draw" and code.co_name.endswith("_") and id(self.versions[0][0].array) not in self.vars:
                self.found(self.versions[0][0], blank=True)  # its old numbers do not matter

    def library(self, frame: Any, name: str, module: str) -> None:
        """A call of Python's library, by the user's code."""
        if module.partition(".")[0] not in PURE or name in IMPURE or module.startswith("numpy.random"):
            while frame is not None and not frame.f_code.co_filename.startswith("<frozen importlib"):
                frame = frame.f_back
            if frame is None:  # no module is being imported
                self.refuse(f"{name}() does more than compute")
        self.by_name = self.by_name or name in BY_NAME

    def names(self) -> set[str] | None:
        """The attributes that the user's code which ran may have read; None if that cannot be known."""
        strings = {c for code in self.codes for c in code.co_consts if type(c) is str}
        return None if self.by_name else strings.union(("forward", "training"), *[code.co_names for code in self.codes])

    def pass_begins(self, given: dict[str, Any]) -> None:
        """Note a backward pass before it releases its graph."""
        roots = [given["tensors_"]] if isinstance(given["tensors_"], Tensor) else given["tensors_"]
        if any(given[name] is not None for name in ("grad_tensors", "inputs")) or given["create_graph"] or given["retain_graph"]:
            self.refuse("a backward pass with a gradient to start from, for some inputs only, or whose graph is kept")
        elif not isinstance(roots, (list, tuple)) or any(t._node is None or t._view is not None for t in roots):
            self.refuse("a backward pass from a leaf, or a view")
        else:
            line = Line(None, [t._node for t in roots], [], {}, kind="passes")
            line.calls = {node: node.calls for node in nodes_behind(line.call)}
            leaves = dict.fromkeys(s for n in sorted(line.calls, key=lambda n: -n.sequence) for s in n.sources().values() if isinstance(s, Tensor))
            line.args = [leaf for leaf in leaves if leaf._requires_grad]
            self.given, self.versions = line, [gradient_of(leaf) for leaf in line.args]

    def passed(self, _: Any, __: Any) -> None:
        """After a backward pass has brought gradients."""
        line, self.whole = self.given, True
        if any(gradient_of(leaf) == before for leaf, before in zip(line.args, self.versions, strict=True)):
            self.refuse("a backward pass that has failed")
            return
        self.look_anew()
        for leaf in line.args:
            line.outs.append(self.made(Var(leaf._grad.array, lasts=True)))
            self.gradients[line.outs[-1]] = leaf
        line.args = [self.ref(leaf) for leaf in line.args]
        self.lines.append(line)

    def ran(self, frame: Any, _: Any) -> None:
        """After a method of an optimizer or a scheduler."""
        (changed, *rest), named = self.given
        if not all(type(v) in (bool, int, float, type(None)) for v in (*rest, *named.values())):
            self.refuse(f"{frame.f_code.co_name}() of an optimizer or a scheduler with arguments that are no numbers")
        method, self.whole = frame.f_code.co_name.replace("watched", "step"), True
        rest = [] if tuple(rest) == getattr(type(changed), method).__defaults__ else rest
        self.lines.append(Line(None, changed, tuple(rest), named, kind="runs"))
        around = {**frame.f_back.f_globals, **frame.f_back.f_locals}
        self.lines[-1].hint = f"{next((n for n, v in around.items() if v is changed), type(changed).__name__.lower())}.{method}"
        parameters = [p for group in getattr(changed, "param_groups", ()) for p in group["params"]]
        self.moved += parameters
        self.outdated.update(id(p.array) for p in parameters if method == "step" and not p.array.ndim)
        self.look_anew()

    def look_anew(self) -> None:
        """After memory that others see was changed by what is no line: what was written there before is read from there again."""
        for key, var in self.vars.items():
            if var.memory is not None and var.memory is not var:
                self.vars[key] = var.memory
                self.outdated.update([] if var.array.ndim or var.memory in self.gradients else [key])

    def clipped(self, frame: Any, result: Any) -> None:
        """After the gradients of some tensors were changed in place."""
        (_, *rest), named = self.given
        variables = [self.ref(t).memory for t in frame.f_locals["listed"]]
        if any(v is None or v.tensor is not t for v, t in zip(variables, frame.f_locals["listed"], strict=True)):
            self.refuse(f"{frame.f_code.co_name}() of tensors that are no parameters")
        line = Line(None, function_of(frame), (variables, *rest), named, kind="clips")
        line.outs = [] if result is None else [self.made(Var(result.array, "tensor"))]
        self.lines.append(line)
        self.look_anew()

    def asked(self, frame: Any, result: Any) -> None:
        """After the user's code has asked for a gradient, or set one."""
        tensor = frame.f_locals["self"]
        if frame.f_code.co_name == "grad" and of_user(caller(frame)):
            if "value" in frame.f_locals and frame.f_locals["value"] is None and self.ref(tensor).memory is not None:
                self.lines.append(Line(None, self.ref(tensor).memory, (), {}, kind="clears"))
                self.whole = True
            elif result is None or getattr(self.vars.get(id(result.array)), "memory", None) not in self.gradients:
                self.refuse("it asks for a gradient, or sets one, that no backward pass in it has brought")

    def wrote(self, _: Any, result: Any) -> None:
        """After a ufunc has written its result over its first operand."""
        ufunc, tensor, args = self.given[0]
        known = id(tensor.array) in self.vars or id(tensor) in self.held
        if result is True and (known or any(isinstance(a, Tensor) and id(a.array) in self.vars for a in args)):
            if not known:
                self.refuse("a write over a constant")
            line = Line(NUMPY[ufunc], None, (self.ref(tensor), *[self.ref(a) for a in args]), {})
            line.outs = [Var(tensor.array)]
            self.lines.append(line)
            self.replaced(tensor, line.outs[0])

    def only_returned(self, frame: Any, tensor: Tensor) -> bool:
        """Whether the function that is traced will do no more with the number than return it, by itself or in a tuple, list or dict."""
        while frame.f_code.co_filename.startswith(OURS):
            frame = frame.f_back
        if frame.f_back.f_code is not trace.__code__ or any(v.memory is v and np.may_share_memory(v.array, tensor.array) for v in self.all):
            return False
        before = ""
        for instruction in dis.get_instructions(frame.f_code):
            if instruction.offset <= frame.f_lasti:
                continue
            name, loads = instruction.opname, before.startswith("LOAD_")
            if name == "RETURN_VALUE":
                return True
            local = name.startswith("LOAD_FAST")  # there are several of these
            called = name in ("PRECALL", "CALL") and (instruction.arg == 0 or (instruction.arg == 1 and before.startswith("LOAD_FAST")))
            if not (name in KEEPING or local or called or (name in ("LOAD_METHOD", "LOAD_ATTR") and loads)):
                return False  # which could be done to the number, and not to what was loaded after it
            before = before if name in ("CACHE", "PRECALL") else name
        return False

    def returned(self, frame: Any, result: Any) -> None:
        """After a function that is no operation, and has read or written numbers."""
        kind = kind_of(frame.f_code)
        name, tensors = frame.f_code.co_name, [t for t, _, _ in self.versions]
        written = [t for t, version, _ in self.versions if t._version_counter[0] != version]
        if any(t.array is not array for t, _, array in self.versions):
            self.refuse(f"{name}() gives a tensor other memory")
        leaves = [] if result is None else list(parts_of(result))
        only_tensors = bool(leaves) and all(isinstance(v, Tensor) for v in leaves)
        if name == "data" and len(tensors) == 2 and tensors[0].array is tensors[1].array:
            return  # the second half of ``t.data += x``
        if any(may_hold_tensors(v, not tensors) for v in parts_of(list(self.given))):
            self.refuse(f"{name}() is given an iterator, or another object that may hold tensors")
            return
        if kind == "reads" and (only_tensors or not tensors) and not any(id(t.array) in self.vars or id(t) in self.held for t in tensors):
            if not any(id(a) in self.vars for a in parts_of(list(self.given))):
                self.new.update((id(v), (v, v.array)) for v in leaves if isinstance(v, Tensor))
            return  # constants, of constants
        given = rebuilt(self.given, lambda a: Given(self.ref(a)) if isinstance(a, Tensor) else self.ref(a))
        if not written and all(isinstance(v, Tensor) and id(v.array) in self.vars for v in leaves) and (leaves or not list(variables(given))):
            return  # the same memory under another name; or a check of constants
        function = function_of(frame)
        new = any(isinstance(v, Tensor) and v._requires_grad and not any(v is t for t in tensors) for v in leaves)
        if type(result) is float and name in ("item", "_number") and self.only_returned(frame, tensors[0]):
            self.numbers[id(result)] = result, self.ref(tensors[0])
            return
        if function is None or new or not (only_tensors or kind == "line"):
            self.refuse(f"{name}() reads the numbers of a tensor")
            return
        line = Line(None, function, *given)
        self.lines.append(line)
        line.single, line.shaped = isinstance(result, Tensor), kind == "reads"
        if written and len(written) == 1 and leaves and written[0] is leaves[0] is tensors[0]:
            line.copies = True
            line.outs = [Var(result.array, "tensor")]
            self.replaced(result, line.outs[0])
            return
        if written and (leaves or any(id(t) not in self.held or t._requires_grad for t in written)):
            self.refuse(f"{name}() writes to a tensor")
        self.moved += written
        for value in leaves:
            var = Var(value.array, "tensor") if isinstance(value, Tensor) else Var(value)
            line.outs.append(var if value is None else self.made(var))


def may_hold_tensors(value: Any, alone: bool) -> bool:
    """Whether an argument may lead to tensors that are none: an iterator; or, ``alone``, without tensors beside it, a module or an optimizer."""
    if isinstance(value, (Tensor, np.ndarray, np.generic, str)):
        return False
    return (isinstance(value, Iterable) and not isinstance(value, type)) or (
        alone and any(hasattr(value, n) for n in ("named_parameters", "param_groups"))
    )


def function_of(frame: Any) -> Any:
    """The function that a frame runs; None if it has no name to find it by."""
    for found in (frame.f_globals.get(frame.f_code.co_name), getattr(Tensor, frame.f_code.co_name, None)):
        while found is not None and getattr(found, "__code__", None) is not frame.f_code:
            found = getattr(found, "__wrapped__", None)
        if found is not None:
            return found
    return None


def variables(value: Any) -> Iterator[Var]:
    """The variables in an argument."""
    for part in parts_of(value):
        if isinstance(part, (Var, Given)):
            yield part if isinstance(part, Var) else part.var


def gradient_of(leaf: Tensor) -> Any:
    """Which gradient a leaf has, and how often that was written to."""
    return None if leaf._grad is None else (id(leaf._grad), leaf._grad._version_counter[0])


def condition_of(tensor: Tensor) -> Any:
    """What a call must leave as it was; the last of it, the gradient, a step of training may change."""
    return id(tensor.array), id(tensor._node), tensor._requires_grad, id(tensor._grad)


def numpys_stream() -> str:
    """The state of the generator behind np.random's functions."""
    state: Any = np.random.get_state()  # noqa: NPY002  (of which there is one)
    return str([part.tolist() if isinstance(part, np.ndarray) else part for part in state])


def trace(function: Callable[..., Any], args: Any, kwargs: Any, tracer: Tracer) -> Any:
    """The result of the call; the tracer notes what has happened in it."""
    stream = numpys_stream()
    profiler, mode.tracer = sys.getprofile(), tracer
    take_long_way()
    sys.setprofile(tracer.profile)
    try:
        result = function(*args, **kwargs)
    finally:
        sys.setprofile(profiler)
        mode.tracer = None
        take_long_way()
    for made in parts_of(result):
        if isinstance(made, Tensor) and id(made) in tracer.new:
            tracer.ref(made)  # a constant, if no operation has made it
    if numpys_stream() != stream:
        tracer.refuse("it draws random numbers of NumPy's")
    kept, written = slice(3 if tracer.whole else 4), {id(t) for t in tracer.moved if tracer.whole or id(t) in tracer.held}
    states = zip(tracer.outside, tracer.before, strict=True)
    if any(condition_of(t)[kept] != was[kept] or (t._version_counter[0] != n and id(t) not in written) for t, (was, n) in states):
        tracer.refuse("it changes an argument, or another tensor that outlives the call")
    return result
