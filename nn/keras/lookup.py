"""Names for things: what Keras lets one say as a string, such as ``optimizer="adam"``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_counts: Counter[str] = Counter()


def look_up(kind: str, name: str, table: Mapping[str, Any]) -> Any:
    """What stands under ``name``; a ValueError that lists all names if nothing does."""
    found = table.get(name, table.get(name.lower()))
    if found is None:
        raise ValueError(f"Could not interpret {kind} identifier: {name!r}. There are {', '.join(sorted(table))}")
    return found


def table_of(things: Iterable[Callable[..., Any]], **aliases: Any) -> dict[str, Any]:
    """Things by their own names, as written and in snake case, and by further names."""
    named = {spelling: thing for thing in things for spelling in (thing.__name__, snake_case(thing.__name__), thing.__name__.lower())}
    return {**named, **aliases}


def snake_case(name: str) -> str:
    """``MaxPooling2D`` -> ``max_pooling2d``."""
    parts = [f"_{c}" if c.isupper() and i and (name[i - 1].islower() or name[i + 1 : i + 2].islower()) else c for i, c in enumerate(name)]
    return "".join(parts).lower()


def unique_name(thing: Any) -> str:
    """A name for a layer or model: of its class, and numbered from the second on."""
    base = snake_case(type(thing).__name__)
    _counts[base] += 1
    return base if _counts[base] == 1 else f"{base}_{_counts[base] - 1}"


def clear_session() -> None:
    """Number the names of layers from the start again."""
    _counts.clear()
