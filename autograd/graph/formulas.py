"""Rules as a textbook writes them, where the source of a rule does not read as mathematics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FORMULAS: dict[str, dict[str, str]] = {}


def formula(op: Any, input: str, known: Mapping[str, Any]) -> str | None:
    """The formula of an operation's rule for this input, if there is one; ``known`` are parameters, and what the rule has saved."""
    return FORMULAS.get(f"{op.name}({', '.join(op.inputs)})", {}).get(input)
