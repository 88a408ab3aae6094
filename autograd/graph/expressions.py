"""How operations are written in pictures: by the names that their inputs have there, as the program writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Edge, Model

INFIX = {"add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**", "matmul": "@", "mm": "@", "mv": "@", "bmm": "@"}
TURNED = {"rsub": "sub", "rdiv": "div"}  # with a number on the left


MANY = 8  # inputs that are named where they arrive
WORD = "[A-Za-z_][A-Za-z0-9_]*"
LABELS = {"x": "input", "y": "other"}  # as PyTorch calls what the functions of NumPy call so


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A rule or formula with its inputs called by other names; letters with an accent, as x̂ and hₜ and δh, are the formula's own."""
    return re.sub(rf"(?<![\w.]){WORD}(?![a-zA-Z0-9_(=\u0302ₜₙ])", lambda found: names.get(found[0], found[0]), text)


def operand(card: Any) -> str:
    """What a node is called in a formula: a constant without a name by its value, if that is short."""
    if card.name:
        return str(card.name)
    text = str(card.value)
    return "" if len(text) > 24 or card.value.exact is None else f"({text})" if text.startswith("-") else text


def written(op: str, inputs: list[str]) -> str:
    """An operation as the program writes it."""
    if op == "square" and inputs:
        return f"{inputs[0]} ** 2"
    if op in TURNED and len(inputs) == 2:
        inputs, op = inputs[::-1], TURNED[op]
    return f"{inputs[0]} {INFIX[op]} {inputs[1]}" if op in INFIX and len(inputs) == 2 else f"{op}({', '.join(inputs)})"


def operands_of(model: Model) -> dict[str, dict[str, str]]:
    """For each operation, what its inputs are called in the picture, by the operation's own names for them."""
    said = {card.id: operand(card) for card in model.nodes}
    found: dict[str, dict[str, str]] = {}
    for edge in model.edges:
        found.setdefault(edge.target, {})[edge.label or str(edge.argument)] = edge.said or said[edge.source] or edge.label
    return found


def label_of(edge: Edge, op: str, inputs: int) -> str:
    """What stands beside an edge: what the operation calls its input, where its heading does not say which is which."""
    return "" if inputs == 1 or inputs > MANY or op in INFIX or op in TURNED or op == "square" else LABELS.get(edge.label, edge.label)
