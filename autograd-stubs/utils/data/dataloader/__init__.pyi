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
    """Batches of the samples of a data set.

    ``batch_size`` samples make a batch, in order or, with ``shuffle``, in random order; ``sampler`` gives another order, ``batch_sampler``
    whole batches of numbers. ``batch_size=None`` yields samples one by one. ``collate_fn`` makes a batch of a list of samples; without it
    `default_collate` does. Random numbers come from ``generator``, or from the default one.

    ``num_workers`` processes make batches ahead of their use, ``prefetch_factor`` (2 if left out) each. Each has a copy of the data set of its
    own, and streams of random numbers of its own (here, of ``random`` and of ``numpy.random``), those of PyTorch's worker of the same number.
    ``worker_init_fn(id)`` runs in it first, where `get_worker_info` knows the copy. ``persistent_workers`` remain for the next pass.
    Batches come in the same order as without workers, but with ``in_order=False`` as soon as they are ready.

    An exception in a worker is raised here, with the worker's traceback in its message; a worker that ends, or no batch within ``timeout``
    seconds, is a RuntimeError. ``multiprocessing_context`` ("fork", "spawn", "forkserver") says how processes are started, if not in the
    platform's own way; unless they are forked, data set and functions are pickled. Where no processes can be started, as in a browser, the main
    program loads the data itself, with a warning.

    ``pin_memory`` and ``pin_memory_device`` are PyTorch's and change nothing here."""
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
