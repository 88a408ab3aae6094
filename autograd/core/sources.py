"""The source of a function as Python's syntax tree, found from the code that runs: for pictures, and for programs that are written down."""

from __future__ import annotations

import ast
import inspect
import linecache
from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any

__all__: list[str] = []


@cache
def _functions(file: str) -> dict[tuple[int, str], list[Any]]:
    """The functions of a file by the line of their beginning, and ``lambda`` or their name."""
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError, RecursionError):
        return {}
    found: dict[tuple[int, str], list[Any]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Lambda):
            found.setdefault((node.lineno, "<lambda>"), []).append(node)
        elif isinstance(node, ast.FunctionDef):
            found.setdefault((min([node.lineno, *(d.lineno for d in node.decorator_list)]), node.name), []).append(node)
    return found


@cache
def definition_of(code: CodeType) -> Any:
    """The ``ast.Lambda`` or ``ast.FunctionDef`` that this code was compiled from; None if its source is not to be had."""
    candidates = _functions(code.co_filename).get((code.co_firstlineno, code.co_name), [])
    if code.co_name != "<lambda>":
        return candidates[0] if candidates else None
    candidates = [node for node in candidates if tuple(a.arg for a in (*node.args.posonlyargs, *node.args.args)) == arguments_of(code)]
    if len(candidates) > 1:  # several on one line: the one whose body this code was compiled from
        places = {(line, column) for line, _, column, _ in code.co_positions() if line is not None and column}
        candidates = [n for n in candidates if any(_within(n.body, *place) for place in places)]
    return candidates[0] if candidates else None


def returned(definition: Any) -> Any:
    """The expression that a function consists of; None if it takes several statements."""
    if definition is None or isinstance(definition, ast.Lambda):
        return definition and definition.body
    body = [s for s in definition.body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    return body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None


def arguments_of(code: CodeType) -> tuple[str, ...]:
    """The names of a function's positional arguments."""
    return tuple(inspect.getargs(code).args)


def _within(node: Any, line: int, column: int) -> bool:
    return (node.lineno, node.col_offset) <= (line, column) < (node.end_lineno, node.end_col_offset)


METADATA = frozenset(("shape", "ndim", "dtype", "size", "strides", "itemsize", "flags", "nbytes"))
# functions that look at no more of an array either, or are lines when they are given one
OF_SHAPES = frozenset(
    "len isinstance empty_like is_channels_last class_dim of promote promote_as_numpy "
    "is_arranged _refuse_range _order _ranked _middle _most_frequent _largest _largest_adaptive".split()
)


@cache
def reads_numbers(code: CodeType) -> bool:
    """Whether a function looks at the numbers of a tensor, and not only at shape and type."""
    if "array" not in code.co_names or code.co_name in ("<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>"):
        return False  # the last are judged with the function that they are in
    tree = definition_of(code)
    if tree is None:
        return True
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    aliases: set[str] = set()

    def harmless(node: Any) -> bool:
        while isinstance(parents[node], (ast.IfExp, ast.List, ast.ListComp, ast.Starred)) and getattr(parents[node], "test", None) is not node:
            node = parents[node]
        up = parents[node]
        if isinstance(up, ast.Attribute):
            return up.attr in METADATA
        if isinstance(up, ast.Call):
            return up.func is node or getattr(up.func, "id", getattr(up.func, "attr", "")) in OF_SHAPES
        target: Any = None  # it gets another name, which is then to be harmless everywhere
        if isinstance(up, ast.Assign):
            target = up.targets[0]
        elif isinstance(up, ast.Tuple) and isinstance(parents[up], ast.Assign):
            several: Any = parents[up].targets[0]  # type: ignore[attr-defined]
            target = several.elts[up.elts.index(node)] if isinstance(several, ast.Tuple) and len(several.elts) == len(up.elts) else None
        aliases.update([target.id] if isinstance(target, ast.Name) else [])
        return isinstance(target, ast.Name)

    def loads(of: Callable[[Any], bool]) -> bool:
        return all(harmless(n) for n in ast.walk(tree) if isinstance(getattr(n, "ctx", None), ast.Load) and of(n))

    return not (loads(lambda n: isinstance(n, ast.Attribute) and n.attr == "array") and loads(lambda n: isinstance(n, ast.Name) and n.id in aliases))
