"""The API reference as pages of reStructuredText, every public name of them: from its docstring, its stub, and what a call of it records.

`pages` gives them. Which names there are is asked of `.ci/make_stubs.py`, which looks at the running package; types are those of the stubs; the
operations behind a function are those that the tests' samples record.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
import inspect
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

import autograd
from autograd.core.op import Op
from autograd.graph.formulas import FORMULAS
from autograd.graph.rules import known_of, mathematics, rule_source
from tests.samples import all_samples

ROOT = Path(__file__).resolve().parents[1]
Sections = dict[str, list[str]]  # by title: the files of the package whose names belong there, by their last name

# as PyTorch's pages are grouped; what is in no file that is named here comes under "Utilities"
AUTOGRAD: Sections = {
    "Tensors": ["tensor", "size", "views", "copying", "conversion"],
    "Types and devices": ["dtypes", "device", "older"],
    "Creation": ["factories", "storage", "windows"],
    "Random sampling": ["random"],
    "Indexing, slicing, joining": ["shape", "joining", "indexing"],
    "Pointwise operations": ["arithmetic", "elementwise", "special", "bessel"],
    "Reductions": ["reduction"],
    "Cumulative operations": ["cumulative"],
    "Comparison and sorting": ["comparison", "sorting"],
    "Linear algebra": ["linear_algebra", "decomposition", "lowrank", "norms", "distance"],
    "Softmax": ["softmax"],
    "Gradients": ["sweep", "modes", "function", "gradcheck", "func", "anomaly", "node"],
    "Layers as functions": ["functional", "activation", "pooling", "dropouts", "convolution", "loss", "normalisation", "affine", "resampling",
                            "distance", "embeddings", "older"],
    "Saving and printing": ["serialization", "printing"],
    "Threads": ["threads"],
}  # fmt: skip
LAYERS: Sections = {
    "Base class and containers": ["module", "container", "parameter", "lazy"],
    "Convolution": ["conv", "convolution"],
    "Pooling": ["pooling", "fractional"],
    "Padding": ["padding"],
    "Activations": ["activation", "softmax", "elementwise"],
    "Normalisation": ["normalisation"],
    "Recurrence": ["recurrent"],
    "Transformers and attention": ["transformer", "attention", "multi_head"],
    "Linear": ["linear", "affine"],
    "Dropout": ["dropout", "dropouts"],
    "Embedding": ["embedding", "embeddings"],
    "Distance": ["distance"],
    "Losses": ["loss", "adaptive"],
    "Vision and shapes": ["reshaping", "resampling", "folding"],
}
# a page each: its title, the modules on it, and into which sections they are divided
PAGES: dict[str, tuple[str, list[str], Sections]] = {
    "autograd": ("autograd", ["autograd"], AUTOGRAD),
    "tensor": ("autograd.Tensor", [], {}),
    "differentiation": (
        "Automatic differentiation",
        [f"autograd.{name}" for name in "functional func function utils.checkpoint utils.hooks".split()],
        {},
    ),
    "graph": ("autograd.graph", ["autograd.graph"], {}),
    "linalg": ("autograd.linalg", ["autograd.linalg"], {}),
    "sparse": ("autograd.sparse", ["autograd.sparse"], {}),
    "special": ("autograd.special", ["autograd.special"], {}),
    "testing": ("autograd.testing", ["autograd.testing"], {}),
    "nn": ("autograd.nn", ["autograd.nn"], LAYERS),
    "functional": ("autograd.nn.functional", ["autograd.nn.functional"], LAYERS),
    "init": ("autograd.nn.init", ["autograd.nn.init"], {}),
    "nn-utils": (
        "autograd.nn.utils",
        [f"autograd.nn.{name}" for name in "utils utils.rnn utils.parametrizations utils.parametrize utils.prune modules.utils".split()],
        {},
    ),
    "optim": ("autograd.optim", ["autograd.optim", "autograd.optim.lr_scheduler", "autograd.nn.weight_averaging"], {}),
    "data": ("autograd.utils.data", ["autograd.utils.data"], {}),
    "datasets": ("autograd.nn.datasets", [f"autograd.nn.datasets{name}" for name in ("", ".mnist", ".fashion_mnist", ".tiny_shakespeare")], {}),
    "distributions": ("autograd.distributions", [f"autograd.distributions{name}" for name in ("", ".transforms", ".constraints")], {}),
    "keras": (
        "autograd.nn.keras",
        ["autograd.nn.keras"] + [f"autograd.nn.keras.{name}" for name in (
            "activations callbacks datasets initializers layers losses metrics models optimizers regularizers schedules utils".split()
        )],
        {},
    ),
    "random": ("autograd.random", ["autograd.random"], {}),
    "serialization": ("autograd.serialization", ["autograd.serialization"], {}),
    "distributed": ("autograd.distributed", [f"autograd.{name}" for name in "distributed distributed.nn nn.parallel".split()], {}),
    "machine": (
        "Devices and compilers",
        [f"autograd.{name}" for name in (
            "accelerator amp backends backends.cudnn compiler cuda cuda.amp futures fx hub jit nn.attention overrides profiler storage utils "
            "utils.deterministic utils.dlpack utils.model_zoo version".split()
        )],
        {},
    ),
}  # fmt: skip
# files that a package is made of, and nobody imports from: what is public of them is offered by the package
FILES = re.compile(
    r"autograd\.(graph|distributed|distributed\.nn|nn\.parallel|nn\.modules|optim|nn\.utils|nn\.data|utils\.data|distributions|nn\.distributions|nn\.functional|nn\.datasets|nn\.keras(\.metrics)?)"
    r"\.\w+|autograd\.(autograd|nn\.(modules|parameter|data|distributions)|_C|multiprocessing)"
)


def _make_stubs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_stubs", ROOT / ".ci" / "make_stubs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE_STUBS = _make_stubs()


@cache
def modules() -> dict[str, ModuleType]:
    """Every public module by its address."""
    return dict(MAKE_STUBS.modules())


def names(address: str) -> dict[str, Any]:
    """What a module offers, by name."""
    return dict(MAKE_STUBS.public(modules()[address]))


# ---------------------------------------------------------------------------------------------------------------- stubs


@cache
def stub(address: str) -> dict[str, list[ast.stmt]]:
    """The declarations of a stub file by name; of overloads all."""
    path = ROOT / "autograd-stubs" / Path(*address.split(".")[1:]) / "__init__.pyi"
    return declared(ast.parse(path.read_text(encoding="utf-8")).body) if path.exists() else {}


def declared(body: Iterable[ast.stmt]) -> dict[str, list[ast.stmt]]:
    """Statements by the name that each declares."""
    found: dict[str, list[ast.stmt]] = {}
    for node in body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                found.setdefault(node.name, []).append(node)
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.setdefault(name, []).append(node)
            case ast.Assign(targets=targets):
                for name in (n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)):
                    found.setdefault(name, []).append(node)
            case ast.ImportFrom(names=[ast.alias(asname=str(name))]):
                found.setdefault(name, []).append(node)
    return found


def declaration(address: str, name: str) -> list[ast.stmt]:
    """How a name is declared, wherever its home is."""
    nodes = stub(address).get(name, [])
    match nodes:
        case [ast.ImportFrom(module=str(home), names=[ast.alias(name=there)])] if home.startswith("autograd"):
            return declaration(home, there)
        case [ast.Assign(value=ast.Name(id=other))] if other != name:
            return declaration(address, other)
    return nodes


def signatures(nodes: list[ast.stmt], skip_first: bool = False) -> list[str]:
    """The parameters and the result, for each overload."""
    found = []
    for node in nodes:
        if not isinstance(node, ast.FunctionDef):
            continue
        node = copy.deepcopy(node)
        a = node.args
        if skip_first and a.posonlyargs + a.args:
            del (a.posonlyargs or a.args)[0]
            a.defaults = a.defaults[-len(a.posonlyargs + a.args) :] if a.posonlyargs + a.args else []
        for argument in [*a.posonlyargs, *a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))]:
            argument.annotation = None if argument.annotation is None or plain(argument.annotation) == "Any" else ast.Name(plain(argument.annotation))
        result = "" if node.returns is None or plain(node.returns) == "Any" else f" -> {plain(node.returns)}"
        found.append(f"({ast.unparse(a)}){result}")
    return found


def plain(annotation: ast.expr) -> str:
    """An annotation without the underscores that a stub's imports have."""
    text = re.sub(r"\b(?:numpy)?_(?=[A-Za-z])", "", ast.unparse(annotation))
    return re.sub(r"\bTensor\b", "autograd.Tensor", text)


# ---------------------------------------------------------------------------------------------------------------- sources


@cache
def lines(file: str) -> dict[str, int]:
    """Where a file defines its names, and ``Class.name``."""
    found: dict[str, int] = {}

    def look(body: Iterable[ast.stmt], prefix: str) -> None:
        for name, nodes in declared(body).items():
            found.setdefault(prefix + name, nodes[0].lineno)
            if isinstance(nodes[0], ast.ClassDef):
                look(nodes[0].body, f"{prefix}{name}.")

    look(ast.parse(Path(file).read_text(encoding="utf-8")).body, "")
    return found


@cache
def files_by_name() -> dict[str, list[str]]:
    """The files of the package that export a name."""
    found: dict[str, list[str]] = {}
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and located(file, 1):
            for name in lines(file):
                if file not in found.setdefault(name, []):
                    found[name].append(file)
    return found


def source(name: str, value: Any) -> tuple[str, int] | None:
    """The file, from the repository's root, and the line where a name is defined."""
    inner = value.fget if isinstance(value, property) else value.__func__ if isinstance(value, staticmethod | classmethod) else value
    inner = inspect.unwrap(inner) if callable(inner) else inner
    file = getattr(sys.modules.get(getattr(inner, "__module__", None) or ""), "__file__", None) or ""
    if file and (line := lines(file).get(getattr(inner, "__qualname__", name))):
        return located(file, line)
    for plain in (name, name.removesuffix("_")):  # made by a function, as an in-place form is: where the name is assigned
        if files := files_by_name().get(plain):
            file = min(files, key=lambda f: (f != file, "/ops/" not in f, f))
            return located(file, lines(file)[plain])
    rule = inner.rules[0][1] if isinstance(inner, Op) and inner.rules else inner
    code = getattr(inspect.unwrap(rule), "__code__", None) if callable(rule) else None
    return located(code.co_filename, code.co_firstlineno) if code else None


def located(file: str, line: int) -> tuple[str, int] | None:
    """A line of a file of the package, which is named from the repository's root; None elsewhere: an environment may lie there, too."""
    path = Path(file)
    ours = path.suffix == ".py" and any(path.is_relative_to(ROOT / package) for package in ("autograd", "nn", "optim"))
    return (path.relative_to(ROOT).as_posix(), line) if ours else None


# ---------------------------------------------------------------------------------------------------------------- derivatives


@cache
def recorded() -> tuple[dict[str, list[Op]], dict[Op, Any]]:
    """The operations that calls of functions record, by the function's name, and a node of each: from the samples of the tests."""
    by_function: dict[str, list[Op]] = {}
    nodes: dict[Op, Any] = {}
    for sample in all_samples():
        inputs = [leaf(a) for a in sample.inputs]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            out = sample.function(*inputs, **sample.keywords)
        todo = [t.grad_fn for t in (out if isinstance(out, tuple | list) else [out]) if isinstance(t, autograd.Tensor)]
        seen: set[int] = set()
        found = by_function.setdefault(getattr(sample.function, "__name__", ""), [])
        while todo:
            node = todo.pop()
            if node is None or id(node) in seen:
                continue
            seen.add(id(node))
            todo += [n for n, _ in node.next_functions]
            if isinstance(op := getattr(node, "op", None), Op):
                nodes.setdefault(op, node)
                if op not in found:
                    found.append(op)
    return by_function, nodes


def leaf(a: Any) -> Any:
    """An array of a sample as the Tensor that it stands for; lists of them likewise."""
    if isinstance(a, np.ndarray):
        return autograd.tensor(a, requires_grad=a.dtype.kind == "f")
    return type(a)(map(leaf, a)) if isinstance(a, tuple | list) else a


@cache
def place(op: Op) -> tuple[str, int] | None:
    """The file and the line of an operation's first rule; None if it is not part of the package, or its rules are no functions of ours."""
    for _, rule, _ in op.rules:
        if code := getattr(inspect.unwrap(rule), "__code__", None):
            return located(code.co_filename, code.co_firstlineno)
    return None


def anchor(op: Op) -> str:
    """The name of an operation's place on the page of derivatives."""
    file, _ = place(op) or ("", 0)
    return "-".join(["derivative", Path(file).stem, op.name, *op.inputs]).replace("_", "-").lower()


def derivatives_page() -> str:
    """All operations that the samples record, with the rule for each input, by the file in which they stand."""
    by_file: dict[str, dict[str, tuple[Op, Any, int]]] = {}
    for op, node in recorded()[1].items():
        if where := place(op):
            by_file.setdefault(where[0], {}).setdefault(anchor(op), (op, node, where[1]))
    text = [
        *heading("Derivatives", "="),
        "For each input of an operation, the rule that turns ``g``, the gradient of the result ``out``, into the gradient of that input: as a",
        "textbook writes it where that is known (a test compares each formula with the rule that runs), and as the source has it. ``·`` multiplies",
        "element by element and ``@`` matrices; ``[x > 0]`` is 1 where that holds and 0 elsewhere; ``Σ`` and ``mean`` go over what the operation",
        "goes over, ``n`` counts it. The engine sums over what was broadcast, and over several uses of a tensor.",
        "",
    ]
    for file in sorted(by_file):
        text += heading(file, "-")
        for label, (op, node, line) in sorted(by_file[file].items()):
            title = f"{op.name}({', '.join([*op.inputs, *([f'*{op.variadic}'] if op.variadic else []), *(f'{p}=' for p in op.params)])})"
            text += [f".. _{label}:", "", f":samp:`{title}` :source:`{file}#{line}`", ""]
            for served, rule, _ in op.rules:
                written = rule_source(rule, op.name)
                for formula in dict.fromkeys(known_formula(op, node, rule, name) for name in served):
                    again = formula is None or formula.replace("·", "*").replace("−", "-") == written
                    text.append(f"* {', '.join(map(literal, served))}: {literal(formula or written)}{'' if again else f', as {literal(written)}'}")
            text.append("")
    return "\n".join(text)


def known_formula(op: Op, node: Any, rule: Any, name: str) -> str | None:
    """The textbook's formula for an input, with the names of parameters and not their values."""
    found = FORMULAS.get(f"{op.name}({', '.join(op.inputs)})", {}).get(name)
    return (found(known_of(node, rule)) if callable(found) else found) or mathematics(rule_source(rule, op.name))


def operations(name: str, value: Any, method: bool = False) -> list[Op]:
    """The operations that a function records."""
    if isinstance(value, Op) and value in recorded()[1]:
        return [value]
    return recorded()[0].get(getattr(value, "__name__", name) if not method else name, [])


# ---------------------------------------------------------------------------------------------------------------- text


def heading(title: str, line: str) -> list[str]:
    return [title, line * len(title), ""]


def literal(text: str) -> str:
    """Literal text: its backticks, if it has any, would end it."""
    return f"``{' '.join(text.split()).replace('`', chr(39))}``"


def restructured(text: str) -> str:
    """A docstring as reStructuredText: formulas are no markup, and what is indented is shown as it is."""
    blocks = re.split(r"\n\s*\n", inspect.cleandoc(text))
    found, in_list = [], False
    for block in blocks:
        if block.lstrip().startswith(">>>"):
            found.append(block)
        elif re.match(r"(\* |- |\d+\. )", block):
            in_list = True
            found.append(escaped(block))
        elif block.startswith(" ") and in_list:
            found.append(escaped(block))
        elif block.startswith(" "):
            found.append("::\n\n" + "\n".join(f"  {line}" for line in block.splitlines()))
        else:
            in_list = False
            first, *rest = re.split(r"\n(?= |\* |- )", block, maxsplit=1)  # a list, or an example, that follows without an empty line
            found.append(escaped(first))
            if rest and rest[0].startswith(" "):
                found.append("::\n\n" + "\n".join(f"  {line}" for line in rest[0].splitlines()))
            elif rest:
                in_list = True
                found.append(escaped(rest[0]))
    return "\n\n".join(found)


def escaped(text: str) -> str:
    """Text whose stars and underscores mean themselves, outside of code; the bullets of lists are kept."""
    parts = re.split(r"(``.+?``|`[^`\n]+`)", text, flags=re.DOTALL)
    parts[::2] = [re.sub(r"(?<!^)(?<!\n)\*|^\*(?! )|\||(?<=\w)_(?!\w)|`|\\", lambda m: "\\" + m[0], part) for part in parts[::2]]
    return "".join(parts)


def documentation(value: Any) -> str:
    """The docstring, without a signature that Python itself wrote; of a layer that is a function, where that is explained."""
    if isinstance(value, Op) and value.__doc__ == value.forward.__doc__ and isinstance(value.forward, np.ufunc):
        return f"``numpy.{value.forward.__name__}`` of each element."
    text = vars(value).get("__doc__") if isinstance(value, type) else getattr(value, "__doc__", None)
    return restructured(text or "")


# ---------------------------------------------------------------------------------------------------------------- entries


class Reference:
    """The pages; each value is explained where it is met first, and elsewhere there is a link to that."""

    def __init__(self) -> None:
        layers = names("autograd.nn.functional")
        functional = [name for name in layers if (source(name, layers[name]) or ("",))[0].startswith("nn/")]
        self.first: dict[Any, str] = {(n, id(layers[n])): f"autograd.nn.functional.{n}" for n in functional}  # where a value is explained
        self.documented: set[str] = set()  # full names

    def entry(self, address: str, name: str, value: Any) -> list[str]:
        """A name of a module."""
        full = f"{address}.{name}"
        self.documented.add(full)
        nodes = declaration(address, name)
        what = (name, id(value))
        other = self.first.setdefault(what, full)
        if isinstance(value, type):
            body = [f"See `{other}`."] if other != full else self.of_class(full, name, value, nodes)
            written = [""] if other != full or issubclass(value, BaseException) else self.constructor(value, nodes)
            kind = "exception" if issubclass(value, BaseException) else "class"
        elif callable(value) and (isinstance(value, (Op, type(escaped))) or inspect.isroutine(value)):
            body = [f"See `{other}`."] if other != full else self.of_function(name, value)
            written, kind = signatures(nodes) or ["(...)"], "function"
        else:
            body, written, kind = self.of_data(value), [""], "data"
        return directive(kind, name, written, body, source(name, value))

    def of_function(self, name: str, value: Any, method: bool = False) -> list[str]:
        return [documentation(value), *self.of_derivatives(name, value, method)]

    def of_derivatives(self, name: str, value: Any, method: bool = False) -> list[str]:
        links = dict.fromkeys(f":ref:`{op.name} <{anchor(op)}>`" for op in operations(name, value, method) if place(op))
        return [f"Derivatives: {', '.join(links)}."] if links else []

    def of_data(self, value: Any) -> list[str]:
        kind = type(value).__name__
        shown = repr(value)
        return [f"{literal(shown)}" if len(shown) < 80 and " at 0x" not in shown else f"Of type {literal(kind)}."]

    def of_class(self, full: str, name: str, value: type, nodes: list[ast.stmt]) -> list[str]:
        """What a class is, and its own public members."""
        body = [documentation(value)]
        if value is autograd.Tensor:
            return [*body, "Its methods and attributes: :doc:`tensor`."]
        bases = [b.__name__ for b in value.__bases__ if b.__module__.split(".")[0] in ("autograd", "nn", "optim") and b.__name__[0] != "_"]
        if bases:
            body.insert(0, f"Bases: {', '.join(f'`{b}`' for b in bases)}")
        function = getattr(value, "function", None) if "autograd.nn.modules" in value.__module__ else None
        if function is not None and (target := getattr(function, "__name__", "")) in names("autograd.nn.functional"):
            body.append(f"As a function: `autograd.nn.functional.{target}`.")
        stubbed = declared(nodes[0].body) if nodes and isinstance(nodes[0], ast.ClassDef) else {}
        for member, what in sorted(vars(value).items()):
            if member.startswith("_") or isinstance(what, type) or member == "function":
                continue
            body.append("\n".join(self.member(full, member, what, stubbed.get(member, []))))
        return body

    def member(self, owner: str, name: str, what: Any, nodes: list[ast.stmt], shown: str = "") -> list[str]:
        """A method or attribute of a class."""
        full = f"{owner}.{name}"
        self.documented.add(full)
        inner = what.__func__ if isinstance(what, staticmethod | classmethod) else what
        place = source(name, what)
        if isinstance(what, property):
            return directive("property", shown or name, [""], [documentation(what)], place)
        if callable(inner):
            other = self.first.get((name, id(inner)))
            body = [f"See `{other}`."] if other else self.of_function(name, inner, True)
            options = [f":{type(what).__name__}:"] if isinstance(what, staticmethod | classmethod) else []
            written = signatures(nodes, skip_first=not isinstance(what, staticmethod)) or ["(...)"]
            return directive("method", shown or name, written, body, place, options)
        return directive("attribute", shown or name, [""], [], None)

    def constructor(self, value: type, nodes: list[ast.stmt]) -> list[str]:
        """How a class is called: by its own or an inherited constructor."""
        for kind in value.__mro__:
            found = nodes if kind is value else declaration(kind.__module__, kind.__name__)
            inside = declared(found[0].body) if found and isinstance(found[0], ast.ClassDef) else {}
            for method in ("__init__", "__new__"):
                if method in inside:
                    return [s.partition(" -> ")[0] for s in signatures(inside[method], skip_first=True)][:1]
        return [""]

    # ------------------------------------------------------------------------------------------------------------ pages

    def page(self, title: str, addresses: list[str], sections: Sections) -> str:
        text = heading(title, "=")
        for address in addresses:
            if len(addresses) > 1:
                text += heading(address, "-")
            text += [f".. py:module:: {address}", "", restructured((modules()[address].__doc__ or "").partition("\n\n")[0]), ""]
            found = names(address)
            for section, members in divided(found, sections):
                if section:
                    text += heading(section, "-")
                text += [", ".join(f"`{name} <{address}.{name}>`" for name in members), ""]
                text += [line for name in members for line in self.entry(address, name, found[name])]
        return "\n".join(text)

    def tensor_page(self) -> str:
        """Every method and attribute of Tensor."""
        text = [*heading("autograd.Tensor", "="), ".. py:currentmodule:: autograd", ""]
        nodes = declared(declaration("autograd", "Tensor")[0].body)  # type: ignore[attr-defined]
        members = {name: inspect.getattr_static(autograd.Tensor, name) for name in dir(autograd.Tensor) if not name.startswith("_")}
        parts = {
            "Methods and attributes": {n: v for n, v in members.items() if not n.endswith("_")},
            "In-place forms": {n: v for n, v in members.items() if n.endswith("_")},
        }
        for title, inside in parts.items():
            text += [*heading(title, "-"), ", ".join(f"`{name} <autograd.Tensor.{name}>`" for name in inside), ""]
            text += [
                line for name, what in inside.items() for line in self.member("autograd.Tensor", name, what, nodes.get(name, []), f"Tensor.{name}")
            ]
        return "\n".join(text)


def divided(found: dict[str, Any], sections: Sections) -> Iterator[tuple[str, list[str]]]:
    """The names of a module by the section to which the file that defines each belongs."""
    if not sections:
        yield "", sorted(found, key=str.lower)
        return
    places: dict[str, list[str]] = {}
    for name in sorted(found, key=str.lower):
        place = source(name, found[name])
        file = Path(place[0]).stem if place else ""
        title = next((title for title, files in sections.items() if file in files), "Utilities")
        places.setdefault(title, []).append(name)
    for title in [*sections, "Utilities"]:
        if title in places:
            yield title, places[title]


def directive(kind: str, name: str, written: list[str], body: list[str], place: tuple[str, int] | None, options: Iterable[str] = ()) -> list[str]:
    """A name with its signatures, what is said of it, and where its source is."""
    opening = f".. py:{kind}:: "
    lines = [(opening if i == 0 else " " * len(opening)) + name + text for i, text in enumerate(written)]
    text = "\n\n".join([f":source:`{place[0]}#{place[1]}`" if place else "", *body]).strip()
    lines += [f"   {option}" for option in options]
    return [*lines, "", *(f"   {line}".rstrip() for line in text.splitlines()), ""]


def pages() -> tuple[dict[str, str], set[str]]:
    """The text of each page by its name, and the full names that they explain."""
    reference = Reference()
    written = {page: reference.page(*PAGES[page]) for page in PAGES if page != "tensor"}
    written["tensor"] = reference.tensor_page()
    written["derivatives"] = derivatives_page()
    index = [*heading("Reference", "="), "Names and pages are grouped as PyTorch's are.", "", ".. toctree::", "   :maxdepth: 1", ""]
    written["index"] = "\n".join([*index, *(f"   {page}" for page in [*PAGES, "derivatives"]), ""])
    return written, reference.documented
