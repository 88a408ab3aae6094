"""Orders in which samples are taken. For the same seed they are PyTorch's."""
from autograd.random import Generator as _Generator
from collections.abc import Iterable as _Iterable
from collections.abc import Iterator as _Iterator
from collections.abc import Sequence as _Sequence
from collections.abc import Sized as _Sized
from typing import Any as _Any
from typing import Generic as _Generic
from typing import TypeVar as _TypeVar
_Index = _TypeVar("_Index")
class BatchSampler(Sampler[list[int]]):
    """The numbers of another sampler in lists of ``batch_size``; a shorter last list is left out if ``drop_last``."""
    sampler: _Iterable[int]
    batch_size: int
    drop_last: bool
    def __init__(self, sampler: _Iterable[int], batch_size: int, drop_last: bool) -> None: ...
    def __iter__(self) -> _Iterator[list[int]]: ...
    def __len__(self) -> int: ...
class RandomSampler(Sampler[int]):
    """In random order, each once; with ``replacement``, each time any. ``num_samples`` None means as many as there are.

    Without a generator, each pass takes its seed from the default generator."""
    data_source: _Sized
    replacement: bool
    generator: _Generator | None
    def __init__(self, data_source: _Sized, replacement: bool = False, num_samples: int | None = None, generator: _Generator | None = None) -> None: ...
    @property
    def num_samples(self) -> int: """How many numbers a pass yields."""
    def __iter__(self) -> _Iterator[int]: ...
    def __len__(self) -> int: ...
class Sampler(_Generic[_Index]):
    """An order of samples: a subclass defines ``__iter__``, which yields their numbers, and ``__len__``."""
    def __iter__(self) -> _Iterator[_Index]: ...
class SequentialSampler(Sampler[int]):
    """From the first sample to the last."""
    data_source: _Sized
    def __init__(self, data_source: _Sized) -> None: ...
    def __iter__(self) -> _Iterator[int]: ...
    def __len__(self) -> int: ...
class SubsetRandomSampler(Sampler[int]):
    """These numbers in random order, each once."""
    indices: _Sequence[int]
    generator: _Generator | None
    def __init__(self, indices: _Sequence[int], generator: _Generator | None = None) -> None: ...
    def __iter__(self) -> _Iterator[int]: ...
    def __len__(self) -> int: ...
class WeightedRandomSampler(Sampler[int]):
    """Numbers drawn with these weights, which need not sum to 1."""
    weights: _Any
    num_samples: int
    replacement: bool
    generator: _Generator | None
    def __init__(self, weights: _Any, num_samples: int, replacement: bool = True, generator: _Generator | None = None) -> None: ...
    def __iter__(self) -> _Iterator[int]: ...
    def __len__(self) -> int: ...
