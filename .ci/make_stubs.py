"""Write the stub packages, which tell editors and type checkers what `import autograd` has: ``python .ci/make_stubs.py``.

Operations, methods of Tensor and addresses of modules exist only when the package runs, so this imports the package and looks. The stubs
are `autograd-stubs/`, and `wgrad-stubs/`, `nn-stubs/` and `optim-stubs/`, which have the same names at the other addresses.
``--check`` writes nothing and says what is stale.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import shutil
import sys
import textwrap
import types
import typing
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from autograd.nn import Module

import autograd
from autograd import Tensor
from autograd.core.op import Op
from autograd.ops.reduction import Results
from autograd.pytorch.addresses import ADDRESSES

OTHER_NAMES = {"wgrad": "autograd", "nn": "autograd.nn", "optim": "autograd.optim"}
FUNCTIONS = (types.FunctionType, Op)
OPERAND = Tensor | float | np.ndarray[Any, np.dtype[Any]] | np.generic
MANY = tuple[Tensor, ...]
NAMED = {kind.__name__: kind for kind in Results.__subclasses__()}  # the named tuples of results, by the name of the operation
OPERATORS = {
    f"__{i}{name}__" for name in "add and floordiv lshift matmul mod mul or pow rshift sub truediv xor div".split() for i in ("", "r", "i")
} | {*("__abs__", "__neg__", "__pos__", "__invert__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")}
# results that depend on arguments: on which, their type that leaves the first result, this result, and the one for other values of theirs
DEPENDENT: dict[str, tuple[str, Any, Any, Any]] = {
    **dict.fromkeys(("max", "min", "median", "nanmedian"), ("dim", Tensor | None, Tensor, None)),
    **dict.fromkeys(("unique", "unique_consecutive"), ("return_inverse return_counts", typing.Literal[False], Tensor, MANY)),
    **{
        name: ("return_indices", typing.Literal[False], Tensor, tuple[Tensor, Tensor])
        for n in "123"
        for name in (f"max_pool{n}d", f"adaptive_max_pool{n}d", f"fractional_max_pool{n}d")
    },
    "nonzero": ("as_tuple", typing.Literal[False], Tensor, MANY),
    "where": ("input other", None, MANY, Tensor),
    "size": ("dim", None, autograd.Size, int),
    "stride": ("dim", None, tuple[int, ...], int),
    "type": ("dtype", None, str, Tensor),
}
# what a subclass of Module gives when it is called is what its own forward gives
CALL_OF_MODULE = '''
    def __call__(self: _HasForward[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Call `forward`, and the hooks."""
'''
# what programs write anew, each with parameters of its own
WRITTEN_ANEW = {(Module, "forward"), *((autograd.Function, name) for name in ("forward", "backward", "setup_context"))}
ANY_PARAMETERS = [inspect.Parameter("args", inspect.Parameter.VAR_POSITIONAL), inspect.Parameter("kwargs", inspect.Parameter.VAR_KEYWORD)]
HAS_FORWARD = """
_P = _ParamSpec("_P")
_R = _TypeVar("_R", covariant=True)
class _HasForward(_Protocol[_P, _R]):
    def forward(self, *args: _P.args, **kwargs: _P.kwargs) -> _R: ...
"""


def told(obj: Any) -> str:
    """What a docstring says beside its examples, as a docstring; ``...`` if there is none."""
    if isinstance(obj, Op) and obj.__doc__ == obj.forward.__doc__ and isinstance(obj.forward, np.ufunc):
        return f'"""`numpy.{obj.forward.__name__}` of each element."""'
    paragraphs = inspect.cleandoc(getattr(obj, "__doc__", None) or "").split("\n\n")
    text = "\n\n".join(p for p in paragraphs if not p.startswith(">>>")).replace("\n", "\n    ").replace("\n    \n", "\n\n").strip()
    return f'{"r" if chr(92) in text else ""}"""{text}{" " if text.endswith(chr(34)) else ""}"""' if text else "..."


def modules() -> dict[str, types.ModuleType]:
    """Every public module, by its public address: where a module has several, the first is its home."""
    found = {"autograd": autograd}
    todo = [f"autograd.{name}" for name in sorted(autograd._MODULES)] + sorted(ADDRESSES)
    for address in todo:
        module = found.setdefault(address, importlib.import_module(address))
        if hasattr(module, "__path__") and module is not autograd:
            inside = [name for _, name, _ in pkgutil.iter_modules(module.__path__) if not name.startswith("_")]
            todo += [f"{address}.{name}" for name in inside if f"{address}.{name}" not in todo]
    return found


def public(module: types.ModuleType) -> dict[str, Any]:
    """What a module offers."""
    if module is autograd:
        return NAMESPACE
    elif hasattr(module, "__all__"):
        names = set(module.__all__)
    else:
        package = hasattr(module, "__path__")
        origins = {n: getattr(v, "__module__", None) or "" for n, v in vars(module).items() if isinstance(v, (type, *FUNCTIONS))}
        names = {n for n, origin in origins.items() if (origin.startswith("autograd.") if package else origin == module.__name__)} - {"refuse"}
    return {n: value for n in sorted(names) if not isinstance(value := getattr(module, n), types.ModuleType) and (n[0] != "_" or n == "__version__")}


# read before the modules are imported: the module autograd.gradcheck, once imported, lies over the function
NAMESPACE = {name: value for name in sorted(dir(autograd)) if not isinstance(value := getattr(autograd, name), types.ModuleType)}


class Stub:
    """The stub file of one module."""

    homes: typing.ClassVar[dict[Any, tuple[Stub, str]]] = {}  # by a class or function, and by the name of anything else: where it is declared
    by_module: typing.ClassVar[dict[str, Stub]] = {}

    def __init__(self, address: str, module: types.ModuleType) -> None:
        self.address, self.module, self.names = address, module, public(module)
        self.is_home = self.by_module.setdefault(module.__name__, self) is self
        self.imports: set[str] = set()
        self.lines: list[str] = []
        self.taken = set(self.names).union(*(dir(v) for v in self.names.values() if isinstance(v, type)))

    def claim(self) -> None:
        """Be the home of what the module offers and no other module has declared."""
        for name, value in self.names.items():
            origin = self.by_module.get(getattr(value, "__module__", None) or "", self) if isinstance(value, (type, types.FunctionType)) else self
            if origin is self or name not in origin.names:
                self.homes.setdefault(key(name, value), (self, name))

    # ------------------------------------------------------------------------------------------------------------ types

    def refer(self, kind: Any) -> str:
        """A class by a name that means it in this file."""
        name, module = kind.__name__, kind.__module__.removesuffix("._local")  # pathlib's, from Python 3.13 on
        if module.startswith("autograd"):
            if kind not in self.homes:  # not public, and yet part of a signature
                home = self.by_module.get(module, self)
                self.homes[kind] = home, f"_{name.lstrip('_')}"
                home.taken |= set(dir(kind))
                home.declare(self.homes[kind][1], kind)
            home, name = self.homes[kind]
            if home is self:
                if name in self.taken - set(self.names) or any(name in dir(v) for v in self.names.values() if isinstance(v, type)):
                    self.imports.add(f"_{name} = {name}")
                    return f"_{name}"
                return name
            module = home.address
        elif module == "builtins":
            if name not in self.taken:
                return name
        elif module not in ("typing", "collections.abc"):
            self.imports.add(f"from {module} import {name} as _{module.split('.')[0]}_{name}")
            return f"_{module.split('.')[0]}_{name}"
        self.imports.add(f"from {module} import {name} as _{name.lstrip('_')}")
        return f"_{name.lstrip('_')}"

    def type(self, kind: Any) -> str:
        """A type as it is written in this file."""
        origin, inside = typing.get_origin(kind), typing.get_args(kind)
        if kind is None or kind is type(None):
            return "None"
        if kind is Ellipsis:
            return "..."
        if isinstance(kind, list):
            return f"[{', '.join(map(self.type, kind))}]"
        if origin in (typing.Union, types.UnionType):
            return " | ".join(dict.fromkeys(map(self.type, inside)))
        if origin is typing.Literal:
            return f"{self.refer(origin)}[{', '.join(map(repr, inside))}]"
        if origin is not None:
            return f"{self.refer(origin)}[{', '.join(map(self.type, inside)) or '()'}]"
        if isinstance(kind, typing.TypeVar):
            bound = f", bound={self.type(kind.__bound__)}" if kind.__bound__ else ""
            self.imports |= {"from typing import TypeVar as _TypeVar", f'_{kind.__name__} = _TypeVar("_{kind.__name__}"{bound})'}
            return f"_{kind.__name__}"
        if isinstance(kind, str | typing.ForwardRef) or not hasattr(kind, "__module__") or not getattr(kind, "__name__", None):
            return self.refer(Any)
        return self.refer(kind)

    def annotation(self, text: Any, scope: dict[str, Any]) -> Any:
        """The type that an annotation means where it stands; Any if it has none, or one that only a type checker knows."""
        try:
            return Any if text is inspect.Parameter.empty else eval(text, scope) if isinstance(text, str) else text
        except (NameError, AttributeError, TypeError):
            return Any

    # ------------------------------------------------------------------------------------------------------------ functions

    def function(self, name: str, value: Any, owner: type | None = None, indent: str = "") -> list[str]:
        """A function or method: several overloads where its result depends on arguments."""
        decorator = ""
        if isinstance(value, staticmethod | classmethod):
            decorator, value = "" if name == "__new__" else f"{indent}@{type(value).__name__}\n", value.__func__
        result, parameters = self.signature(name, value, owner)
        method = owner is not None and "static" not in decorator
        if (owner, name) in WRITTEN_ANEW:
            result, parameters = Any, parameters[:method] + [p.replace(annotation=Any) for p in ANY_PARAMETERS]
        lead = "cls" if "class" in decorator or name == "__new__" else "self"
        variants: list[tuple[dict[str, Any], Any]] = [({}, result)]
        named = NAMED.get(f"linalg_{name}" if self.address == "autograd.linalg" else name) or NAMED.get(f"linalg_{name}")
        if name == "__new__":
            callables = [p.name for p in parameters[1:2] if "Callable" in str(p.annotation)]  # a decorator, with and without parentheses
            variants = [({n: MODES_F}, MODES_F) for n in callables] + [({}, typing.Self)]
        elif (name in OPERATORS and owner is Tensor) or getattr(value, "__qualname__", "") == "Sequential.forward":
            variants = [({}, Tensor)]
        elif result is Any and name in DEPENDENT:
            arguments, kind, first, other = DEPENDENT[name]
            plain = {n: int for n in arguments.split() if n == "dim"}
            variants = [(dict.fromkeys(arguments.split(), kind), first), (plain, other or named)]
        elif result is Any and named:
            variants = [({}, named)]
        lines = []
        for changes, result in variants:
            written = self.parameters(parameters, lead if method else "", changes)
            if len(variants) > 1:
                self.imports.add("from typing import overload as _overload")
                lines.append(f"{indent}@_overload")
            lines.append(f"{decorator}{indent}def {name}({written}) -> {self.type(result)}: {told(value)}")
        return lines

    def signature(self, name: str, value: Any, owner: type | None) -> tuple[Any, list[inspect.Parameter]]:
        """The result and the parameters, with types for annotations."""
        simple, named = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY
        if isinstance(value, Op):
            count = value.forward.nin if isinstance(value.forward, np.ufunc) else len(value.inputs)
            first = [inspect.Parameter("input", simple, annotation=Tensor), inspect.Parameter("other", simple, annotation=OPERAND)][:count]
            more = [inspect.Parameter(n, named, default=value.defaults.get(n, inspect.Parameter.empty), annotation=Any) for n in value.params]
            return MANY if value.multi_output else Tensor, first + more
        shape = inspect.signature(value)
        if "*args" in str(shape) and hasattr(Tensor, plain := name.removesuffix("_")) and plain != name and "write" in value.__code__.co_name:
            return Tensor, self.signature(plain, vars(Tensor)[plain], owner)[1]  # an in-place form takes what the plain form takes
        scope = getattr(inspect.unwrap(value), "__globals__", {})
        parameters = [p.replace(annotation=self.annotation(p.annotation, scope)) for p in shape.parameters.values()]
        return self.annotation(shape.return_annotation, scope), parameters

    def parameters(self, parameters: list[inspect.Parameter], lead: str, changes: dict[str, Any]) -> str:
        """Parameters as they are written between the parentheses; of a method the first is ``self``."""
        written, star = [], False
        for i, p in enumerate(parameters):
            if i == 0 and lead and p.kind is not p.VAR_POSITIONAL:
                written.append(lead)
                continue
            if p.kind is p.KEYWORD_ONLY and not star:
                written.append("*")
                star = True
            star = star or p.kind is p.VAR_POSITIONAL
            default = "" if p.default is p.empty else f" = {p.default!r}" if constant(p.default) else " = ..."
            written.append(
                f"{ {p.VAR_POSITIONAL: '*', p.VAR_KEYWORD: '**'}.get(p.kind, '') }{p.name}: {self.type(changes.get(p.name, p.annotation))}{default}"
            )
            if p.kind is p.POSITIONAL_ONLY and (i + 1 == len(parameters) or parameters[i + 1].kind is not p.POSITIONAL_ONLY):
                written.append("/")
        return ", ".join(written if written or not lead else [lead])

    # ------------------------------------------------------------------------------------------------------------ classes

    def declare(self, name: str, value: Any) -> None:
        """A name of this file."""
        if isinstance(value, type):
            self.lines += self.class_(name, value)
        elif isinstance(value, FUNCTIONS):
            self.lines += self.function(name, value)
        else:
            self.lines.append(f"{name}: {self.type(type(value) if value is not None else None)}")

    def class_(self, name: str, kind: type) -> list[str]:
        """A class with its public members."""
        scope = vars(sys.modules[kind.__module__])
        members = vars(kind)
        if issubclass(kind, Results):
            return [f"class {name}({self.type(typing.NamedTuple)}):", *(f"    {field}: {self.type(Tensor)}" for field in kind._fields)]
        bases = [b for b in members.get("__orig_bases__", kind.__bases__) if b is not object]
        if typing.is_typeddict(kind):
            bases = [typing.TypedDict]
        if type(kind).__module__.startswith("autograd") and not issubclass(kind, Tensor):  # FloatTensor and its like, whose metaclass makes a Tensor
            bases = [Tensor]
        total = ["total=False"] if getattr(kind, "__total__", True) is False else []
        lines = [f"    {told(kind)}"] if told(kind) != "..." else []
        fields = {n: self.annotation(t, scope) for n, t in inspect.get_annotations(kind).items() if n[0] != "_"}
        for n, t in {**fields, **self.attributes(kind, scope, fields)}.items():
            lines.append(f"    {n}: {self.type(t)}")
        for n, value in members.items():
            if getattr(kind, "_is_protocol", False) and n in ("__init__", "__subclasshook__"):
                continue
            if (n[0] == "_" and not (n.startswith("__") and n.endswith("__"))) or (n in HIDDEN or (bases == [typing.NamedTuple] and n in fields)):
                continue
            if isinstance(value, property):
                result = self.type(self.signature(n, value.fget, kind)[0])
                # None only until backward() has run: an editor is not to ask every program what it does then
                found = result.replace("None", self.type(Any)) if n == "grad" else result
                lines += ["    @property", f"    def {n}(self) -> {found}: {told(value)}"]
                lines += [f"    @{n}.setter\n    def {n}(self, value: {result}) -> None: ..."] if value.fset else []
                lines += [f"    @{n}.deleter\n    def {n}(self) -> None: ..."] if value.fdel else []
            elif isinstance(value, (*FUNCTIONS, staticmethod, classmethod)):
                if kind is Module and n == "__call__":
                    lines += CALL_OF_MODULE.strip("\n").splitlines()
                    self.imports |= {f"from typing import {t} as _{t}" for t in ("ParamSpec", "Protocol", "TypeVar")}
                    self.lines += HAS_FORWARD.strip().splitlines()
                    continue
                lines += self.function(n, value, kind, "    ")
                if n == "forward" and issubclass(kind, Module) and kind is not Module:
                    lines += self.function("__call__", value, kind, "    ")
            elif n not in fields and not n.startswith("__"):
                lines.append(f"    {n}: {self.type(type(value) if isinstance(value, bool | int | float | str) else Any)}")
        inherits = ", ".join([*map(self.type, bases), *total])
        return [f"class {name}({inherits}):" if inherits else f"class {name}:", *(lines or ["    ..."])]

    def attributes(self, kind: type, scope: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
        """What methods assign to ``self``: of the type of the parameter of that name, or of what is called."""
        found: dict[str, Any] = {}
        try:
            (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
        except (OSError, TypeError, ValueError):  # a class that a function made
            return found
        for method in (m for m in ast.walk(tree) if isinstance(m, ast.FunctionDef)):
            given = {a.arg: self.annotation(ast.unparse(a.annotation), scope) for a in (*method.args.args, *method.args.kwonlyargs) if a.annotation}
            for node in ast.walk(method):
                for target, value in assigned(node):
                    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
                        n, t = target.attr, Any
                        if isinstance(node, ast.AnnAssign):
                            t = self.annotation(ast.unparse(node.annotation), scope)
                        elif isinstance(value, ast.Name):
                            t = given.get(value.id, Any)
                        elif isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
                            called = scope.get(value.func.id)
                            t = (
                                called
                                if isinstance(called, type)
                                else self.annotation(getattr(called, "__annotations__", {}).get("return", Any), scope)
                            )
                        if n[0] != "_" and n not in fields and not hasattr(kind, n):
                            found[n] = t if found.get(n, t) == t else Any
        return found

    # ------------------------------------------------------------------------------------------------------------ the file

    def text(self) -> str:
        """The whole file."""
        lines = [f'"""{told(self.module).strip(chr(34)) or self.address}"""', *sorted(self.imports, key=lambda line: (line[0] == "_", line))]
        return "\n".join([*lines, *self.lines, ""])


def key(name: str, value: Any) -> Any:
    """What stands for a value in a table of homes: a class is one thing under all its names, all else is one by name."""
    return value if isinstance(value, type) else (name, id(value))


def constant(value: Any) -> bool:
    """Whether a default can be written down."""
    return value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and abs(value) < 1e300) or value == ()


def assigned(node: ast.AST) -> list[tuple[ast.expr, ast.expr | None]]:
    """The targets of an assignment, each with its value."""
    if isinstance(node, ast.AnnAssign):
        return [(node.target, node.value)]
    pairs = [(t, node.value) for t in node.targets] if isinstance(node, ast.Assign) else []
    for target, value in list(pairs):
        if isinstance(target, ast.Tuple):
            values = value.elts if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts) else [None] * len(target.elts)
            pairs += zip(target.elts, values, strict=True)
    return pairs


HIDDEN = {*"__module__ __doc__ __dict__ __weakref__ __slots__ __annotations__ __orig_bases__ __parameters__ __repr__ __getnewargs__".split()}
HIDDEN |= {*"__match_args__ __static_attributes__ __firstlineno__ __array_function__ __array_ufunc__ __hash__ __annotate__ __getstate__".split()}
HIDDEN |= {*"__dataclass_fields__ __dataclass_params__ __reduce__ __reduce_ex__ __copy__ __deepcopy__ __total__ __required_keys__".split()}
HIDDEN |= {"__replace__"}  # of named tuples and data classes, from Python 3.13 on
MODES_F = importlib.import_module("autograd.core.modes").F


def files() -> dict[Path, str]:
    """All files of the stub packages, with their text."""
    found = modules()
    stubs = {address: Stub(address, module) for address, module in found.items()}
    for stub in stubs.values():
        stub.claim()
    for stub in stubs.values():
        for name, value in stub.names.items():
            home, declared = Stub.homes.get(key(name, value), (stub, name))
            if home is stub and declared == name:
                stub.declare(name, value)
            elif home is stub:
                stub.lines.append(f"{name} = {declared}")
            else:
                stub.lines.append(f"from {home.address} import {declared} as {name}")
    written: dict[Path, str] = {}
    for address, stub in stubs.items():
        inside = [a for a in stubs if a.rpartition(".")[0] == address]
        names = [a.rpartition(".")[2] for a in inside]
        stub.lines += [f"from . import {name} as {name}" for name in sorted(names) if name not in stub.names]
        if stub.module is autograd and address != "autograd":  # torch.autograd, which is the whole
            stub.lines += [f"from autograd import {name} as {name}" for name in sorted(autograd._MODULES) if name not in stub.names]
        for name, real in {"autograd": "autograd", **OTHER_NAMES}.items():
            if address != real and not address.startswith(f"{real}."):
                continue
            first, *parts = (name + address.removeprefix(real)).split(".")
            # every module is a folder: Pyright warns of a file.pyi that there is no file.py, which it is right about, as addresses are not files
            path = Path(f"{first}-stubs", *parts, "__init__.pyi")
            written[path] = stub.text() if name == "autograd" else f'"""See `{address}`."""\nfrom {address} import *\n'
            written[Path(f"{first}-stubs", "py.typed")] = "partial\n"  # what has no stub, such as autograd.core, is read as it is
    return written


def main() -> None:
    """Write the files that changed, or say which would."""
    wanted = files()
    folders = sorted({path.parts[0] for path in wanted})
    there = {path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.*")}
    stale = sorted(p for p in there | set(wanted) if p not in wanted or p not in there or (ROOT / p).read_text(encoding="utf-8") != wanted[p])
    if "--check" in sys.argv:
        sys.exit(f"stale, run python .ci/make_stubs.py: {', '.join(map(str, stale))}" if stale else 0)
    for folder in folders:
        shutil.rmtree(ROOT / folder, ignore_errors=True)
    for path, text in wanted.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
    print(f"{len(wanted)} files, {len(stale)} of them changed")


if __name__ == "__main__":
    main()
