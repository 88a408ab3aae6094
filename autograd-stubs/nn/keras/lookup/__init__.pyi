"""Names for things: what Keras lets one say as a string, such as ``optimizer="adam"``."""
from collections.abc import Callable as _Callable
from collections.abc import Iterable as _Iterable
from collections.abc import Mapping as _Mapping
from typing import Any as _Any
def clear_session() -> None: """Number the names of layers from the start again."""
def look_up(kind: str, name: str, table: _Mapping[str, _Any]) -> _Any: """What stands under ``name``; a ValueError that lists all names if nothing does."""
def snake_case(name: str) -> str: """``MaxPooling2D`` -> ``max_pooling2d``."""
def table_of(things: _Iterable[_Callable[..., _Any]], **aliases: _Any) -> dict[str, _Any]: """Things by their own names, as written and in snake case, and by further names."""
def unique_name(thing: _Any) -> str: """A name for a layer or model: of its class, and numbered from the second on."""
