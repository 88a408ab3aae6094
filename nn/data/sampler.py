"""Orders in which samples are taken. For the same seed they are PyTorch's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from itertools import islice
from typing import Any, Generic, TypeVar

import autograd
from autograd import Generator

__all__ = ["BatchSampler", "RandomSampler", "Sampler", "SequentialSampler", "SubsetRandomSampler", "WeightedRandomSampler"]

Index = TypeVar("Index", covariant=True)


class Sampler(Generic[Index]):
    """An order of samples: a subclass defines ``__iter__``, which yields their numbers, and ``__len__``."""

    def __iter__(self) -> Iterator[Index]:
        raise NotImplementedError(f"Subclasses of Sampler should implement __iter__, and {type(self).__name__} does not")


class SequentialSampler(Sampler[int]):
    """From the first sample to the last.

    >>> import autograd as torch
    >>> list(SequentialSampler(torch.zeros(3)))
    [0, 1, 2]
    """

    def __init__(self, data_source: Sized) -> None:
        self.data_source = data_source

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self.data_source)))

    def __len__(self) -> int:
        return len(self.data_source)


class RandomSampler(Sampler[int]):
    """In random order, each once; with ``replacement``, each time any. ``num_samples`` None means as many as there are.

    Without a generator, each pass takes its seed from the default generator.

    >>> import autograd as torch
    >>> _ = torch.manual_seed(0)
    >>> list(RandomSampler(range(5)))
    [1, 3, 4, 2, 0]
    """

    def __init__(self, data_source: Sized, replacement: bool = False, num_samples: int | None = None, generator: Generator | None = None) -> None:
        self.data_source = data_source
        self.replacement = replacement
        self._num_samples = num_samples
        self.generator = generator
        if not isinstance(replacement, bool):
            raise TypeError(f"replacement should be a boolean value, but got replacement={replacement}")
        _check_positive("num_samples", self.num_samples)

    @property
    def num_samples(self) -> int:
        """How many numbers a pass yields."""
        return len(self.data_source) if self._num_samples is None else self._num_samples

    def __iter__(self) -> Iterator[int]:
        count = len(self.data_source)
        generator = Generator().manual_seed(base_seed(None)) if self.generator is None else self.generator
        if self.replacement:
            for _ in range(self.num_samples // 32):  # in portions, as in PyTorch: so many are drawn before the first is used
                yield from autograd.randint(count, (32,), generator=generator).tolist()
            yield from autograd.randint(count, (self.num_samples % 32,), generator=generator).tolist()
            return
        for _ in range(self.num_samples // count):
            yield from autograd.randperm(count, generator=generator).tolist()
        # drawn even if none are needed, as in PyTorch: the generator's next numbers depend on it
        yield from autograd.randperm(count, generator=generator).tolist()[: self.num_samples % count]

    def __len__(self) -> int:
        return self.num_samples


class SubsetRandomSampler(Sampler[int]):
    """These numbers in random order, each once.

    >>> sorted(SubsetRandomSampler([3, 5, 7]))
    [3, 5, 7]
    """

    def __init__(self, indices: Sequence[int], generator: Generator | None = None) -> None:
        self.indices = indices
        self.generator = generator

    def __iter__(self) -> Iterator[int]:
        for i in autograd.randperm(len(self.indices), generator=self.generator).tolist():
            yield self.indices[i]

    def __len__(self) -> int:
        return len(self.indices)


class WeightedRandomSampler(Sampler[int]):
    """Numbers drawn with these weights, which need not sum to 1.

    >>> list(WeightedRandomSampler([0.0, 1.0, 0.0], num_samples=3))
    [1, 1, 1]
    """

    def __init__(self, weights: Any, num_samples: int, replacement: bool = True, generator: Generator | None = None) -> None:
        _check_positive("num_samples", num_samples)
        if not isinstance(replacement, bool):
            raise ValueError(f"replacement should be a boolean value, but got replacement={replacement}")
        self.weights = autograd.as_tensor(weights, dtype=autograd.float64)
        if self.weights.ndim != 1:
            raise ValueError(f"weights should be a 1d sequence but given weights have shape {tuple(self.weights.shape)}")
        self.num_samples = num_samples
        self.replacement = replacement
        self.generator = generator

    def __iter__(self) -> Iterator[int]:
        yield from autograd.multinomial(self.weights, self.num_samples, self.replacement, generator=self.generator).tolist()

    def __len__(self) -> int:
        return self.num_samples


class BatchSampler(Sampler[list[int]]):
    """The numbers of another sampler in lists of ``batch_size``; a shorter last list is left out if ``drop_last``.

    >>> list(BatchSampler(range(5), batch_size=2, drop_last=False))
    [[0, 1], [2, 3], [4]]
    """

    def __init__(self, sampler: Iterable[int], batch_size: int, drop_last: bool) -> None:
        _check_positive("batch_size", batch_size)
        if not isinstance(drop_last, bool):
            raise ValueError(f"drop_last should be a boolean value, but got drop_last={drop_last}")
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last

    def __iter__(self) -> Iterator[list[int]]:
        return batches(self.sampler, self.batch_size, self.drop_last)

    def __len__(self) -> int:
        whole, rest = divmod(len(self.sampler), self.batch_size)  # type: ignore[arg-type]
        return whole + (rest > 0 and not self.drop_last)


def batches(items: Iterable[Any], size: int, drop_last: bool) -> Iterator[list[Any]]:
    """The items in lists of ``size``. The last is shorter if they do not come out even; then it may be dropped."""
    items = iter(items)
    while batch := [*islice(items, size)]:
        if len(batch) == size or not drop_last:
            yield batch


def base_seed(generator: Generator | None) -> int:
    """A seed, drawn from a generator: the default one if None."""
    return int(autograd.empty((), dtype=autograd.int64).random_(generator=generator).item())


def _check_positive(name: str, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise ValueError(f"{name} should be a positive integer value, but got {name}={value}")
