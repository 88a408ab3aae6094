"""Rules as a textbook writes them, where their source does not read as mathematics."""
from collections.abc import Mapping as _Mapping
from typing import Any as _Any
def formula(op: _Any, input: str | None, known: _Mapping[str, _Any]) -> str | None: """The formula of an operation's rule for this input, if there is one; small parameters stand in it with their values."""
def valued(text: str, op: _Any, known: _Mapping[str, _Any]) -> str: """A formula in which small parameters of the operation stand with their values."""
