"""From samples to batches: how samples are put together, and how they are taken from a data set."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

import autograd
from autograd import Tensor

from .dataset import IterableDataset, rows

__all__ = ["default_collate", "default_convert"]


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


def fetcher(dataset: Any, batched: bool, collate_fn: Callable[[Any], Any], drop_last: bool) -> Callable[[Any], Any]:
    """A function that makes a batch of the samples of these numbers; if not ``batched``, it takes the sample of one number.

    Of an iterable data set it takes the next samples, as many as there are numbers, and raises StopIteration where they have ended.
    """
    if isinstance(dataset, IterableDataset):
        samples: Iterator[Any] = iter(dataset)

        def next_batch(indices: Any) -> Any:
            nonlocal samples
            if not batched:
                return collate_fn(next(samples))
            batch = [*islice(samples, len(indices))]
            if len(batch) < len(indices):
                samples = iter(())  # an iterator that has ended is not asked again
                if drop_last or not batch:
                    raise StopIteration
            return collate_fn(batch)

        return next_batch

    at_once = getattr(dataset, "__getitems__", None)

    def batch_of(indices: Any) -> Any:
        if not batched:
            return collate_fn(dataset[indices])
        if collate_fn is default_collate:
            batch = rows(dataset, indices)
            if batch is not None:
                return batch
        return collate_fn(at_once(indices) if at_once else [dataset[i] for i in indices])

    return batch_of
