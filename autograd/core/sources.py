"""The source of a function as Python's syntax tree, found from the code that runs: for pictures, and for programs that are written down."""

from __future__ import annotations

import ast
import inspect
import linecache
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
