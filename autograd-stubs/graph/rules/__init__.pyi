"""The source of a rule, taken from the function that runs: ``g * (1 - out * out)``."""
from collections.abc import Callable as _Callable
from typing import Any as _Any
def known_of(node: _Any, rule: _Any) -> dict[str, _Any]: """The parameters of a node, and what one of its rules has saved."""
def of_this_package(rule: _Callable[..., _Any] | None) -> bool: """Whether a rule stands in this package; that of an input that has none, and is passed on, counts as such."""
def rule_source(rule: _Callable[..., _Any] | None, operation: str = '') -> str: """What a rule returns, as written; a rule of several statements is shown as a call of it."""
def rule_text(node: _Any, position: int, rule: _Callable[..., _Any] | None) -> tuple[str, str]: """What a rule computes, as a textbook writes it where `FORMULAS` has it, and as its source."""
