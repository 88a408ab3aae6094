"""How operations are written in pictures: by the names that their inputs have there, as the program writes them."""
from collections.abc import Mapping as _Mapping
from typing import Any as _Any
def label_of(edge: _Any, op: str, inputs: int) -> str: """What stands beside an edge: what the operation calls its input, where its heading does not say which is which."""
def operand(card: _Any) -> str: """What a node is called in a formula: a constant without a name by its value, if that is short."""
def operands_of(model: _Any) -> dict[str, dict[str, str]]: """For each operation, what its inputs are called in the picture, by the operation's own names for them."""
def renamed(text: str, names: _Mapping[str, str]) -> str: """A rule or formula with its inputs called by other names; letters with an accent, as x̂ and hₜ and δh, are the formula's own."""
def written(op: str, inputs: list[str]) -> str: """An operation as the program writes it."""
