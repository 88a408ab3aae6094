"""Where `fit`, `evaluate` and `predict` take their batches from: arrays, what gives batches again and again, or a stream that gives each once."""
from collections.abc import Callable as _Callable
from collections.abc import Iterator as _Iterator
from types import GenericAlias as _types_GenericAlias
from typing import Any as _Any
Batch: _types_GenericAlias
class Batches:
    """The batches of one epoch after another: each iteration is an epoch, of (x, y, weights of the samples or None).

    Arrays, a DataLoader and a PyDataset start anew with each epoch; with ``steps`` an epoch goes on where the one before it stopped, until all
    batches are used. A stream (a generator, or another iterator) is never wound back, so that each of its batches is used once."""
    steps: int | None
    shuffle: bool | str
    class_weight: dict[int, float] | None
    source: _Any
    stream: _Any
    started: _Any
    several: _Any
    inputs: _Any
    y: _Any
    weight: _Any
    batch_size: _Any
    def __init__(self, x: _Any, y: _Any = None, sample_weight: _Any = None, batch_size: int | None = None, shuffle: bool | str = False, class_weight: dict[int, float] | None = None, steps: int | None = None) -> None: ...
    @property
    def whole(self) -> int | None: """How many batches there are in all, if that is known."""
    @property
    def count(self) -> int | None: """How many batches an epoch has, if that is known."""
    def restart(self) -> None: """Let the next epoch start at the first batch; a stream goes on."""
    def exhausted(self) -> bool: """Whether a stream has no batch left."""
    def demand(self) -> None: """Raise an error if there is no batch at all."""
    def ran_out(self) -> None: """Say that there are not as many batches as are wanted; of a stream, say it once."""
    def __iter__(self) -> _Iterator[tuple[_Any, _Any, _Any]]: ...
def divided(x: _Any, y: _Any, weight: _Any, share: float) -> tuple[tuple[_Any, _Any, _Any], tuple[_Any, _Any, _Any]]: """The first part for training, the last ``share`` of it for validation."""
def length(x: _Any) -> int: """The number of samples of an input, or of the first of several."""
def mapped(function: _Callable[[_Any], _Any], values: _Any) -> _Any: """The function of an array, or of each of several: a list of arrays, or a dictionary of them by the names of outputs."""
def parts(values: _Any) -> list[_Any]: """The arrays of `mapped`, as a list."""
def unpacked(batch: _Any) -> tuple[_Any, _Any, _Any]: """(x,), (x, y) or (x, y, sample_weight), or x alone -> all three, None for what is missing."""
def weights(y: _Any, sample_weight: _Any, class_weight: dict[int, float] | None) -> _Any: """The weight of each sample: its own, or that of its class, 1 for classes that are not named."""
