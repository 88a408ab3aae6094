"""DataLoader: batches of samples, in an order that is PyTorch's for the same seed."""

from __future__ import annotations

import copy
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

import autograd
from autograd import Generator, Tensor
from autograd.creation import random

from .dataset import IterableDataset, rows
from .sampler import BatchSampler, RandomSampler, SequentialSampler, base_seed, batches

__all__ = ["DataLoader", "default_collate", "default_convert", "get_worker_info"]


# ---------------------------------------------------------------------------------------------------------------- samples to batches


def default_collate(batch: Any) -> Any:
    """Make a batch of a list of samples, one of its kind: tensors, arrays and numbers are stacked, dicts and sequences entry by entry.

    >>> default_collate([(1, 0.5), (2, 1.5)])
    [tensor([1, 2]), tensor([0.5000, 1.5000], dtype=torch.float64)]
    """
    first = batch[0]
    kind: Any = type(first)
    if isinstance(first, Tensor):
        return autograd.stack(batch, 0)
    if isinstance(first, (np.ndarray, np.generic)) and not isinstance(first, (np.str_, np.bytes_, float)):
        if first.dtype.kind not in "biuf":
            raise TypeError(f"default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {first.dtype}")
        return autograd.stack([autograd.as_tensor(x) for x in batch]) if isinstance(first, np.ndarray) else autograd.as_tensor(np.array(batch))
    if isinstance(first, float):
        return autograd.tensor(batch, dtype=autograd.float64)
    if isinstance(first, int):
        return autograd.tensor(batch)
    if isinstance(first, (str, bytes)):
        return batch
    if isinstance(first, Mapping):
        return _rebuilt(first, {key: default_collate([x[key] for x in batch]) for key in first})
    if isinstance(first, tuple) and hasattr(first, "_fields"):
        return kind(*map(default_collate, zip(*batch, strict=True)))
    if isinstance(first, Sequence):
        if len({len(x) for x in batch}) > 1:
            raise RuntimeError(f"each element in list of batch should be of equal size, and these have sizes {[len(x) for x in batch]}")
        columns = [default_collate(column) for column in zip(*batch, strict=True)]
        return columns if isinstance(first, tuple) else _rebuilt(first, columns)
    raise TypeError(f"default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {kind}")


def default_convert(data: Any) -> Any:
    """One sample with its NumPy arrays and numbers as tensors, the rest as it is: what a DataLoader without batches yields."""
    if isinstance(data, (np.ndarray, np.generic)) and data.dtype.kind in "biuf":
        return autograd.as_tensor(data)
    if isinstance(data, Mapping):
        return _rebuilt(data, {key: default_convert(value) for key, value in data.items()})
    if isinstance(data, tuple) and hasattr(data, "_fields"):
        return type(data)(*map(default_convert, data))
    if isinstance(data, tuple):
        return [*map(default_convert, data)]
    if isinstance(data, Sequence) and not isinstance(data, (str, bytes)):
        return _rebuilt(data, [*map(default_convert, data)])
    return data


def _rebuilt(like: Any, entries: Any) -> Any:
    """The entries in a container of the type that they came in; in a dict or list if that type cannot be made of them."""
    try:
        if hasattr(like, "__setitem__"):
            made = copy.copy(like)
            for key in like if isinstance(like, Mapping) else range(len(like)):
                made[key] = entries[key]
            return made
        return type(like)(entries)
    except TypeError:
        return entries


# ---------------------------------------------------------------------------------------------------------------- workers


class WorkerInfo(NamedTuple):
    """What `get_worker_info` tells a worker."""

    id: int
    num_workers: int
    seed: int
    dataset: Any


class _Here(threading.local):
    worker: WorkerInfo | None = None


_here = _Here()


def get_worker_info() -> WorkerInfo | None:
    """In a worker of a DataLoader: its ``id``, ``num_workers``, ``seed`` and ``dataset``. Elsewhere None."""
    return _here.worker


class _Worker:
    """A thread that fetches batches, one after another."""

    def __init__(self, info: WorkerInfo, init: Callable[[int], Any] | None) -> None:
        self.thread = ThreadPoolExecutor(1, f"DataLoader worker {info.id}")
        self.ready = self.thread.submit(self._start, info, init)
        self.iterator: Iterator[Any] | None = None

    def _start(self, info: WorkerInfo, init: Callable[[int], Any] | None) -> None:
        _here.worker = info
        random.own.generator = Generator().manual_seed(info.seed)  # so that what it draws does not depend on the other threads' speed
        if init is not None:
            init(info.id)

    def submit(self, task: Callable[..., Any], *args: Any) -> Future[Any]:
        return self.thread.submit(self._run, task, *args)

    def _run(self, task: Callable[..., Any], *args: Any) -> Any:
        self.ready.result()  # raises what worker_init_fn raised
        return task(*args)


# ---------------------------------------------------------------------------------------------------------------- DataLoader


class DataLoader:
    """Batches of the samples of a data set.

    ``batch_size`` samples make a batch, in order or, with ``shuffle``, in random order; ``sampler`` gives another order, ``batch_sampler``
    whole batches of numbers. ``batch_size=None`` yields samples one by one. ``collate_fn`` makes a batch of a list of samples; without it
    `default_collate` does. Random numbers come from ``generator``, or from the default one.

    ``num_workers`` threads fetch batches ahead of their use, ``prefetch_factor`` (2 if left out) each; it pays where samples are read from
    files. ``worker_init_fn(id)`` runs in each of them first. The order of batches does not depend on them. Each draws its random numbers
    from a stream of its own, that of PyTorch's worker of the same number.

    ``pin_memory``, ``pin_memory_device``, ``timeout``, ``multiprocessing_context``, ``persistent_workers`` and ``in_order`` are PyTorch's and
    change nothing here.

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
        dataset: Any,
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
        if sampler is None and not iterable:
            sampler = RandomSampler(dataset, generator=generator) if shuffle else SequentialSampler(dataset)
        if batch_size is not None:
            batch_sampler = BatchSampler(() if sampler is None else sampler, batch_size, drop_last)
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
        self.__initialized = True

    def __setattr__(self, name: str, value: Any) -> None:
        if self.__initialized and name in ("batch_size", "batch_sampler", "sampler", "drop_last", "dataset", "persistent_workers"):
            raise ValueError(f"{name} attribute should not be set after {type(self).__name__} is initialized: make a new one")
        super().__setattr__(name, value)

    def __len__(self) -> int:
        """The number of batches; of samples, if they come one by one."""
        if not isinstance(self.dataset, IterableDataset):
            return len(self.sampler if self.batch_sampler is None else self.batch_sampler)  # type: ignore[arg-type]
        length = len(self.dataset)  # type: ignore[arg-type]
        if self.batch_size is None:
            return length
        return length // self.batch_size if self.drop_last else -(-length // self.batch_size)

    def __iter__(self) -> Iterator[Any]:
        indices: Any = None if isinstance(self.dataset, IterableDataset) else iter(self.sampler if self.batch_sampler is None else self.batch_sampler)  # type: ignore[arg-type]
        seed = base_seed(self.generator)  # even without workers, as in PyTorch: what is drawn afterwards depends on it
        if not self.num_workers:
            return map(self._fetch, indices) if indices is not None else self._walk()
        workers = [_Worker(WorkerInfo(i, self.num_workers, seed + i, self.dataset), self.worker_init_fn) for i in range(self.num_workers)]
        ahead: deque[tuple[_Worker, Future[Any]]] = deque()
        for i in range((self.prefetch_factor or 0) * self.num_workers):
            self._order(workers[i % self.num_workers], indices, ahead)
        return self._received(workers, indices, ahead)

    def _fetch(self, indices: Any) -> Any:
        """The batch of these numbers, or the sample of this one."""
        if self.batch_sampler is None:
            return self.collate_fn(self.dataset[indices])
        if self.collate_fn is default_collate:
            batch = rows(self.dataset, indices)
            if batch is not None:
                return batch
        at_once = getattr(self.dataset, "__getitems__", None)
        return self.collate_fn(at_once(indices) if at_once else [self.dataset[i] for i in indices])

    def _walk(self) -> Iterator[Any]:
        """The batches, or samples, of an iterable data set."""
        if self.batch_size is None:
            return map(self.collate_fn, self.dataset)
        return map(self.collate_fn, batches(self.dataset, self.batch_size, self.drop_last))

    # ------------------------------------------------------------------------------------------------------------ with workers

    def _order(self, worker: _Worker, indices: Iterator[Any] | None, ahead: deque[tuple[_Worker, Future[Any]]]) -> None:
        """Have a worker fetch the next batch."""
        if indices is None:
            ahead.append((worker, worker.submit(self._step, worker)))
            return
        for chosen in indices:
            ahead.append((worker, worker.submit(self._fetch, chosen)))
            return

    def _step(self, worker: _Worker) -> Any:
        """The next batch of a worker's own walk through an iterable data set; the worker itself at the end."""
        if worker.iterator is None:
            worker.iterator = self._walk()
        return next(worker.iterator, worker)

    def _received(self, workers: list[_Worker], indices: Any, ahead: deque[tuple[_Worker, Future[Any]]]) -> Iterator[Any]:
        """The batches in the order in which they were ordered; for each that arrives, another is ordered."""
        done: set[_Worker] = set()
        try:
            turn = len(ahead)
            while ahead:
                worker, future = ahead.popleft()
                batch = future.result()
                if batch is worker:
                    done.add(worker)
                    continue
                for _ in workers:  # the next in turn that has not finished
                    following = workers[turn % len(workers)]
                    turn += 1
                    if following not in done:
                        self._order(following, indices, ahead)
                        break
                yield batch
        finally:
            for worker in workers:
                worker.thread.shutdown(wait=False, cancel_futures=True)


def _check(condition: bool, requirement: str, got: Any) -> None:
    if not condition:
        raise ValueError(f"{requirement}, but got {got}")
