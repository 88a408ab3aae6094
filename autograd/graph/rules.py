"""The source of a rule, taken from the function that runs: ``g * (1 - out * out)``."""

from __future__ import annotations

import ast
import inspect
import linecache
from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any

from .formulas import SUMMED, formula

UNAVAILABLE = "<function source unavailable>"


def rule_text(node: Any, position: int, rule: Callable[..., Any] | None) -> tuple[str, str]:
    """What a rule computes, as a textbook writes it where `FORMULAS` has it, and as its source."""
    op = node.op
    source = rule_source(rule, op.name)
    text = formula(op, op.inputs[position] if position < len(op.inputs) else op.variadic, known_of(node, rule)) or source
    stretched = op.name in SUMMED and node.sources()[position].shape != node.shape  # the engine sums over what was broadcast
    return f"Σ({text})" if stretched else text, source


def known_of(node: Any, rule: Any) -> dict[str, Any]:
    """The parameters of a node, and what one of its rules has saved."""
    known = {**dict.fromkeys(node.op.keeps), **node.params}
    for _, function, arguments in node.calls or ():
        if function is rule:
            known.update(zip(node.op.saved_names.get(rule, ()), arguments, strict=False))
    return known


def rule_source(rule: Callable[..., Any] | None, operation: str = "") -> str:
    """What a rule returns, as written; a rule of several statements is shown as a call of it."""
    if rule is None:
        return "g"
    code = getattr(inspect.unwrap(rule), "__code__", None)
    if code is None:
        return UNAVAILABLE
    if code.co_name == "<lambda>":
        return _of_lambda(code)
    if code.co_name == "rule" and operation:  # of a custom Function: its own code is the user's `backward`
        return f"{operation}.backward(g)"
    return _of_function(code)


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
def _of_lambda(code: CodeType) -> str:
    candidates = [node for node in _functions(code.co_filename).get((code.co_firstlineno, "<lambda>"), []) if _names(node) == _arguments(code)]
    if len(candidates) > 1:  # several on one line: the one whose body this code was compiled from
        places = {(line, column) for line, _, column, _ in code.co_positions() if line is not None and column}
        candidates = [n for n in candidates if any(_within(n.body, *place) for place in places)]
    return _shown(candidates[0].body) if candidates else UNAVAILABLE


@cache
def _of_function(code: CodeType) -> str:
    candidates = _functions(code.co_filename).get((code.co_firstlineno, code.co_name), [])
    body = [s for s in candidates[0].body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))] if candidates else []
    if len(body) == 1 and isinstance(body[0], ast.Return) and body[0].value is not None:
        return _shown(body[0].value)
    return f"{code.co_name}({', '.join(_arguments(code))})"


class _Products(ast.NodeTransformer):
    """``product(a, b)``, which divides large products among threads, and ``product_as(a, b, strides)`` as the ``a @ b`` that they are."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("product", "product_as"):
            return ast.BinOp(node.args[0], ast.MatMult(), node.args[1])
        return node


def _shown(node: ast.expr) -> str:
    return ast.unparse(_Products().visit(node))


def _names(node: Any) -> tuple[str, ...]:
    return tuple(a.arg for a in (*node.args.posonlyargs, *node.args.args))


def _arguments(code: CodeType) -> tuple[str, ...]:
    return tuple(inspect.getargs(code).args)


def _within(node: Any, line: int, column: int) -> bool:
    return (node.lineno, node.col_offset) <= (line, column) < (node.end_lineno, node.end_col_offset)
