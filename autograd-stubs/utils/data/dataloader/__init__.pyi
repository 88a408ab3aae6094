"""DataLoader: batches of samples, in an order that is PyTorch's for the same seed."""
from autograd.random import Generator as _Generator
from autograd.utils.data.dataset import _Samples as _Samples
from collections.abc import Callable as _Callable
from collections.abc import Iterable as _Iterable
from collections.abc import Iterator as _Iterator
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import Generic as _Generic
from typing import TypeVar as _TypeVar
_Sample = _TypeVar("_Sample")
class DataLoader(_Generic[_Sample]):
    """Batches of the samples of a data set."""
    dataset: _Samples[_Sample]
    batch_size: int | None
    sampler: _Iterable[_Any] | None
    batch_sampler: _Iterable[_Sequence[_Any]] | None
    num_workers: int
    collate_fn: _Any
    pin_memory: bool
    drop_last: bool
    timeout: float
    worker_init_fn: _Callable[[int], _Any] | None
    generator: _Generator | None
    prefetch_factor: _Any
    persistent_workers: bool
    pin_memory_device: str
    in_order: bool
    def __init__(self, dataset: _Samples[_Sample], batch_size: int | None = 1, shuffle: bool | None = None, sampler: _Iterable[_Any] | None = None, batch_sampler: _Iterable[_Sequence[_Any]] | None = None, num_workers: int = 0, collate_fn: _Callable[[list[_Any]], _Any] | None = None, pin_memory: bool = False, drop_last: bool = False, timeout: float = 0, worker_init_fn: _Callable[[int], _Any] | None = None, multiprocessing_context: _Any = None, generator: _Generator | None = None, *, prefetch_factor: int | None = None, persistent_workers: bool = False, pin_memory_device: str = '', in_order: bool = True) -> None: ...
    def __setattr__(self, name: str, value: _Any) -> None: ...
    def __len__(self) -> int: """The number of batches; of samples, if they come one by one."""
    @property
    def multiprocessing_context(self) -> _Any: """How processes are started: what `multiprocessing.get_context` returns, or None for the platform's own way."""
    @multiprocessing_context.setter
    def multiprocessing_context(self, value: _Any) -> None: ...
    def __iter__(self) -> _Iterator[_Any]: ...
from autograd.utils.data.collate import default_collate as default_collate
from autograd.utils.data.collate import default_convert as default_convert
from autograd.utils.data.workers import get_worker_info as get_worker_info
