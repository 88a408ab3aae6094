"""The source of a rule, taken from the function that runs: ``g * (1 - out * out)``."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any

import numpy as np

from ..core.sources import arguments_of, definition_of, returned
from .formulas import SUMMED, formula, valued

UNAVAILABLE = "<function source unavailable>"


def rule_text(node: Any, position: int, rule: Callable[..., Any] | None) -> tuple[str, str]:
    """What a rule computes, as a textbook writes it where `FORMULAS` has it, and as its source."""
    op = node.op
    source = rule_source(rule, op.name)
    known = known_of(node, rule)
    name = op.inputs[position] if position < len(op.inputs) else op.variadic
    text = formula(op, name, known) if of_this_package(rule) else None  # an operation of a user's may have the name of another, and its own rule
    if text is None:
        algebra = mathematics(source)
        text = source if algebra is None else valued(algebra, op, known)
    broadcasts = op.name in SUMMED or isinstance(op.forward, np.ufunc)
    stretched = broadcasts and node.sources()[position].shape != node.shape  # the engine sums over what was broadcast
    return f"Σ({text})" if stretched else text, source


def of_this_package(rule: Callable[..., Any] | None) -> bool:
    """Whether a rule stands in this package; that of an input that has none, and is passed on, counts as such."""
    home = getattr(inspect.unwrap(rule), "__globals__", {}).get("__name__", "") if rule is not None else "autograd"
    return home.partition(".")[0] in ("autograd", "nn", "optim")


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
def _of_lambda(code: CodeType) -> str:
    definition = definition_of(code)
    return UNAVAILABLE if definition is None else _shown(definition.body)


@cache
def _of_function(code: CodeType) -> str:
    expression = returned(definition_of(code))
    return f"{code.co_name}({', '.join(arguments_of(code))})" if expression is None else _shown(expression)


class _Products(ast.NodeTransformer):
    """``product(a, b)``, which divides large products among threads, and ``product_as(a, b, strides)`` as the ``a @ b`` that they are."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("product", "product_as"):
            return ast.BinOp(node.args[0], ast.MatMult(), node.args[1])
        return node


NAMES = {
    **{f"np.{name}": name for name in ("exp", "exp2", "sin", "cos", "sinh", "cosh", "tanh")},
    "np.sqrt": "√", "math.sqrt": "√", "np.log": "ln", "math.log": "ln", "math.pi": "π", "sigmoid.apply": "sigmoid", "clamp_op.apply": "clamp",
}  # fmt: skip
ALGEBRA = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.Name, ast.Constant, ast.List, ast.operator, ast.USub, ast.cmpop, ast.expr_context)
SIGNS = {" * ": " · ", "!=": "≠", " ** ": "^", "-": "−", "<=": "≤", ">=": "≥", "==": "="}


class _Mathematics(ast.NodeTransformer):
    """Sums, products and elementary functions; ``masked.apply(a, c)`` as the a · [c] that it is."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if not isinstance(node, ALGEBRA) or isinstance(node, (ast.BitAnd, ast.BitOr, ast.FloorDiv)):
            raise ValueError(node)
        return super().generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return ast.Name(NAMES[ast.unparse(node)])

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult) and isinstance(node.left, ast.Name) and ast.unparse(node.left) == ast.unparse(node.right):
            return ast.Name(f"{node.left.id}²")
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name, arguments = ast.unparse(node.func), [self.visit(argument) for argument in node.args]
        if node.keywords:
            raise ValueError(node)
        if name == "np.zeros_like":
            return ast.Constant(0)
        if name == "masked.apply":
            return ast.BinOp(arguments[0], ast.Mult(), ast.List(arguments[1:]))
        return ast.Call(ast.Name(NAMES[name]), arguments, [])


@cache
def mathematics(source: str) -> str | None:
    """A source that is algebra, written as such."""
    try:
        text = ast.unparse(_Mathematics().visit(ast.parse(source, mode="eval").body))
    except (ValueError, KeyError, SyntaxError):
        return None
    for sign, written in SIGNS.items():
        text = text.replace(sign, written)
    return text


def _shown(node: ast.expr) -> str:
    return ast.unparse(_Products().visit(node))
