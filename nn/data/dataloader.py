"""DataLoader: batches of samples, in an order that is PyTorch's for the same seed."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, NoReturn

from autograd import Generator

from .collate import default_collate, default_convert, fetcher
from .dataset import IterableDataset, Sample, Samples
from .sampler import BatchSampler, RandomSampler, Sampler, SequentialSampler, base_seed
from .workers import ExceptionWrapper, Exhausted, Task, Unavailable, Workers, get_worker_info

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

__all__ = ["DataLoader", "default_collate", "default_convert", "get_worker_info"]


class _InfiniteConstantSampler(Sampler[None]):
    """The order of an iterable data set: it knows no numbers."""

    def __iter__(self) -> Iterator[None]:
        return itertools.repeat(None)


class DataLoader(Generic[Sample]):
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

    ``pin_memory`` and ``pin_memory_device`` are PyTorch's and change nothing here.

    >>> import autograd as torch
    >>> from nn.data import TensorDataset
    >>> loader = DataLoader(TensorDataset(torch.arange(5)), batch_size=2, shuffle=True)
    >>> _ = torch.manual_seed(0)
    >>> for (batch,) in loader:
    ...     print(batch)
    tensor([1, 4])
    tensor([2, 3])
    tensor([0])
    """

    __initialized = False

    def __init__(
        self,
        dataset: Samples[Sample],
        batch_size: int | None = 1,
        shuffle: bool | None = None,
        sampler: Iterable[Any] | None = None,
        batch_sampler: Iterable[Sequence[Any]] | None = None,
        num_workers: int = 0,
        collate_fn: Callable[[list[Any]], Any] | None = None,
        pin_memory: bool = False,
        drop_last: bool = False,
        timeout: float = 0,
        worker_init_fn: Callable[[int], Any] | None = None,
        multiprocessing_context: Any = None,
        generator: Generator | None = None,
        *,
        prefetch_factor: int | None = None,
        persistent_workers: bool = False,
        pin_memory_device: str = "",
        in_order: bool = True,
    ) -> None:
        _check(num_workers >= 0, "num_workers option should be non-negative; use num_workers=0 to fetch batches as they are used", num_workers)
        _check(timeout >= 0, "timeout option should be non-negative", timeout)
        _check(num_workers > 0 or prefetch_factor is None, "prefetch_factor option needs num_workers > 0", prefetch_factor)
        _check(prefetch_factor is None or prefetch_factor >= 0, "prefetch_factor option should be non-negative", prefetch_factor)
        _check(num_workers > 0 or not persistent_workers, "persistent_workers option needs num_workers > 0", persistent_workers)
        iterable = isinstance(dataset, IterableDataset)
        if iterable:
            _check(shuffle in (False, None), "DataLoader with IterableDataset: expected unspecified shuffle option", shuffle)
            _check(sampler is None, "DataLoader with IterableDataset: expected unspecified sampler option", sampler)
            _check(batch_sampler is None, "DataLoader with IterableDataset: expected unspecified batch_sampler option", batch_sampler)
        if sampler is not None and shuffle:
            raise ValueError("sampler option is mutually exclusive with shuffle")
        if batch_sampler is not None:
            if batch_size != 1 or shuffle or sampler is not None or drop_last:
                raise ValueError("batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last")
            batch_size, drop_last = None, False
        elif batch_size is None and drop_last:
            raise ValueError("batch_size=None option disables auto-batching and is mutually exclusive with drop_last")
        if sampler is None:
            sized: Any = dataset
            sampler = _InfiniteConstantSampler() if iterable else RandomSampler(sized, generator=generator) if shuffle else SequentialSampler(sized)
        if batch_size is not None:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)  # type: ignore[arg-type]
        self.dataset = dataset
        self.batch_size = batch_size
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.num_workers = num_workers
        self.collate_fn = collate_fn or (default_convert if batch_sampler is None else default_collate)
        self.pin_memory = pin_memory
        self.drop_last = drop_last
        self.timeout = timeout
        self.worker_init_fn = worker_init_fn
        self.multiprocessing_context = multiprocessing_context
        self.generator = generator
        self.prefetch_factor = 2 if num_workers > 0 and prefetch_factor is None else prefetch_factor
        self.persistent_workers = persistent_workers
        self.pin_memory_device = pin_memory_device
        self.in_order = in_order
        self._iterator: _BaseDataLoaderIter | None = None  # with persistent workers
        self._IterableDataset_len_called: int | None = None
        self.__initialized = True

    def __setattr__(self, name: str, value: Any) -> None:
        if self.__initialized and name in ("batch_size", "batch_sampler", "sampler", "drop_last", "dataset", "persistent_workers"):
            raise ValueError(f"{name} attribute should not be set after {type(self).__name__} is initialized: make a new one")
        super().__setattr__(name, value)

    def __len__(self) -> int:
        """The number of batches; of samples, if they come one by one."""
        if not isinstance(self.dataset, IterableDataset):
            return len(self._index_sampler)
        length = self._IterableDataset_len_called = len(self.dataset)  # type: ignore[arg-type]
        if self.batch_size is None:
            return length
        return length // self.batch_size if self.drop_last else -(-length // self.batch_size)

    @property
    def multiprocessing_context(self) -> BaseContext | None:
        """How processes are started: what `multiprocessing.get_context` returns, or None for the platform's own way."""
        return self.__multiprocessing_context

    @multiprocessing_context.setter
    def multiprocessing_context(self, context: str | BaseContext | None) -> None:
        if context is not None:
            import multiprocessing

            _check(self.num_workers > 0, "multiprocessing_context can only be used with workers (num_workers > 0)", f"num_workers={self.num_workers}")
            if isinstance(context, str):
                methods = multiprocessing.get_all_start_methods()
                _check(context in methods, f"multiprocessing_context option should specify a valid start method in {methods}", repr(context))
                context = multiprocessing.get_context(context)
            if not isinstance(context, multiprocessing.context.BaseContext):
                raise TypeError(
                    "multiprocessing_context option should be a valid context object or a string specifying the start method, "
                    f"but got multiprocessing_context={context}"
                )
        self.__multiprocessing_context = context

    @property
    def _auto_collation(self) -> bool:
        return self.batch_sampler is not None

    @property
    def _index_sampler(self) -> Any:
        return self.sampler if self.batch_sampler is None else self.batch_sampler

    @property
    def _fetching(self) -> tuple[Any, ...]:
        """What `fetcher` needs."""
        return self.dataset, self._auto_collation, self.collate_fn, self.drop_last

    def __iter__(self) -> Iterator[Any]:
        if not self.persistent_workers or not self.num_workers:
            return self._get_iterator()
        if self._iterator is None or self._iterator._ended:
            self._iterator = self._get_iterator()
        else:
            self._iterator._reset(self)
        return self._iterator

    def _get_iterator(self) -> _BaseDataLoaderIter:
        """A pass through the data, of a class of its own as in PyTorch: a subclass may give another."""
        if self.num_workers:
            try:
                return _MultiProcessingDataLoaderIter(self)
            except Unavailable as reason:
                _warn_once(reason)
        elif self.timeout:
            raise AssertionError(f"timeout={self.timeout} needs num_workers > 0: what the main program does itself is not interrupted")
        return _SingleProcessDataLoaderIter(self)


# ---------------------------------------------------------------------------------------------------------------- a pass through the data


class _BaseDataLoaderIter:
    """A pass through the data of a DataLoader."""

    def __init__(self, loader: DataLoader[Any]) -> None:
        self._dataset = loader.dataset
        self._num_workers = loader.num_workers
        self._timeout = loader.timeout
        self._index_sampler = loader._index_sampler
        self._begin(loader)
        self._base_seed = base_seed(loader.generator)  # even without workers, as in PyTorch: what is drawn afterwards depends on it

    def _begin(self, loader: DataLoader[Any]) -> None:
        self._sampler_iter = iter(self._index_sampler)
        self._num_yielded = 0
        self._length = loader._IterableDataset_len_called

    def _reset(self, loader: DataLoader[Any]) -> None:
        """Begin another pass."""
        self._begin(loader)

    @property
    def _ended(self) -> bool:
        """True if there cannot be another pass."""
        return False

    def __iter__(self) -> Iterator[Any]:
        return self

    def __len__(self) -> int:
        return len(self._index_sampler)

    def __next__(self) -> Any:
        data = self._next_data()
        self._num_yielded += 1
        if self._length is not None and self._num_yielded > self._length:
            self._warn_of_length()
        return data

    def _next_data(self) -> Any:
        raise NotImplementedError

    def _warn_of_length(self) -> None:
        message = (
            f"Length of IterableDataset {self._dataset} was reported to be {self._length} (when accessing len(dataloader)), "
            f"but {self._num_yielded} samples have been fetched. "
        )
        if self._num_workers:
            message += "Is the data divided among the workers? Each walks through the whole, unless it looks at get_worker_info()"
        warnings.warn(message, stacklevel=3)

    def __reduce__(self) -> NoReturn:
        raise NotImplementedError(f"{type(self).__name__} cannot be pickled")


class _SingleProcessDataLoaderIter(_BaseDataLoaderIter):
    """A pass in which the main program takes the samples itself."""

    def __init__(self, loader: DataLoader[Any]) -> None:
        super().__init__(loader)
        self._fetch = fetcher(*loader._fetching)

    def _reset(self, loader: DataLoader[Any]) -> None:
        super()._reset(loader)
        self._fetch = fetcher(*loader._fetching)

    def _next_data(self) -> Any:
        return self._fetch(next(self._sampler_iter))


class _MultiProcessingDataLoaderIter(_BaseDataLoaderIter):
    """A pass in which worker processes take the samples. Batch by batch in turn, they are told in advance what they will be asked for."""

    def __init__(self, loader: DataLoader[Any]) -> None:
        if not loader.prefetch_factor:
            raise AssertionError("prefetch_factor must be greater than 0 for MultiProcessingDataLoaderIter")
        self._ahead = loader.prefetch_factor * loader.num_workers
        self._in_order = loader.in_order
        self._persistent = loader.persistent_workers
        self._running = Workers(loader.num_workers, loader.multiprocessing_context, loader.worker_init_fn, *loader._fetching)
        super().__init__(loader)
        self._running.begin(self._base_seed)
        self._epoch = -1
        self._reset(loader)

    @property
    def _workers(self) -> list[Any]:
        return self._running.processes

    def _shutdown_workers(self) -> None:
        self._running.stop()

    @property
    def _ended(self) -> bool:
        return not self._running.complete

    def _reset(self, loader: DataLoader[Any]) -> None:
        """Begin a pass. For the first, too, the sampler is asked anew, as in PyTorch: what it draws depends on it."""
        super()._reset(loader)
        self._epoch += 1
        self._numbers = itertools.count()
        self._tasks: dict[int, int] = {}  # the worker of each batch that has been ordered and not been returned, in order
        self._arrived: dict[int, Any] = {}  # batches that came before their turn
        self._active = [id in self._running.running for id in range(self._num_workers)]
        self._load = [0] * self._num_workers  # tasks of each worker
        self._turn = itertools.cycle(range(self._num_workers))
        for _ in range(self._ahead):
            self._order()

    def _order(self) -> None:
        """Tell the next worker in turn which batch to make."""
        try:
            indices = next(self._sampler_iter)
        except StopIteration:
            return
        for _ in self._active:
            worker = next(self._turn)
            if self._active[worker] and (self._in_order or self._load[worker] < self._ahead // sum(self._active)):
                break
        else:
            return
        number = next(self._numbers)
        self._running.send(worker, Task(self._epoch, number, indices))
        self._tasks[number] = worker
        self._load[worker] += 1

    def _next_data(self) -> Any:
        while True:
            while self._tasks:
                number, worker = next(iter(self._tasks.items()))
                if number in self._arrived:
                    return self._taken(number, self._arrived.pop(number))
                if self._active[worker]:
                    break
                del self._tasks[number]  # nothing comes any more from a worker that has ended
            else:
                if not self._persistent:
                    self._shutdown_workers()
                raise StopIteration
            answer = self._receive()
            if isinstance(answer.data, Exhausted):
                self._active[answer.worker] = False
                self._order()
            elif answer.number == number or not self._in_order:
                return self._taken(answer.number, answer.data)
            else:
                self._arrived[answer.number] = answer.data

    def _receive(self) -> Any:
        """The next answer of a worker. Those of a pass that was left early are passed over."""
        while True:
            try:
                answer = self._running.receive(self._timeout)
            finally:
                self._active = [active and id in self._running.running for id, active in enumerate(self._active)]
            if answer.epoch == self._epoch:
                return answer

    def _taken(self, number: int, data: Any) -> Any:
        """What a worker has made of a task, instead of which another one is ordered."""
        self._load[self._tasks.pop(number)] -= 1
        self._order()
        if isinstance(data, ExceptionWrapper):
            data.reraise()
        return data


_warned = False


def _warn_once(reason: Exception) -> None:
    global _warned
    if not _warned:
        _warned = True
        warnings.warn(f"DataLoader: no worker processes can be started ({reason}): the main program loads the data itself", stacklevel=4)


def _check(condition: bool, requirement: str, got: Any) -> None:
    if not condition:
        raise ValueError(f"{requirement}, but got {got}")
