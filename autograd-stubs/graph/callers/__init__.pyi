"""The user's own program, as far as the stack shows it: what he calls his tensors, which modules are at work, the line that runs."""
from autograd import Tensor as _Tensor
from collections.abc import Iterator as _Iterator
from typing import Any as _Any
def called(variables: dict[str, _Any]) -> tuple[dict[_Any, str], dict[_Any, _Tensor]]: """Names for leaves and nodes, as `named` gives them, from these variables."""
def callers() -> _Iterator[_Any]: """The frames outside of this package, innermost first."""
def callers_of(frame: _Any) -> _Iterator[_Any]: """Of a frame and those that it was called from, the ones outside of this package."""
def is_ours(frame: _Any) -> bool: """True in a frame of this package. Asked by the file: doctests have the names of our modules, and are the user's; the demo is like one."""
def module_at_work(frame: _Any) -> _Any: """The module whose ``forward`` a frame runs, or None."""
def modules_in(variables: dict[str, _Any]) -> _Iterator[tuple[str, _Any]]: """The modules among these variables."""
def source_of(file: str, lines: set[int], most: int = 120) -> tuple[int, list[str]]: """The source around these lines: the number of the first, and the text; all of a short file or cell."""
def tensors_in(variables: dict[str, _Any]) -> _Iterator[tuple[str, _Tensor]]: """The tensors among these variables, and in short lists of them, with what they are called there."""
def title_of(file: str) -> str: """What a file is called: a notebook's cell, which has a file of its own with a number for its name, a cell; a program by its function."""
