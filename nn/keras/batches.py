"""Where `fit`, `evaluate` and `predict` take their batches from: arrays, what gives batches again and again, or a stream that gives each once."""

from __future__ import annotations

import itertools
import operator
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

import autograd
from autograd import Tensor

from .utils import PyDataset

__all__ = ["Batch", "Batches", "divided", "length", "mapped", "parts", "unpacked", "weights"]

Batch = tuple[Any, Any, Any]  # inputs, labels, weights of the samples or None

OUT_OF_DATA = (
    "Your input ran out of data; interrupting training. A generator gives each batch once: it must give steps_per_epoch * epochs batches, "
    "or be an object that can be iterated again, such as a DataLoader"
)


def _array(values: Any) -> Any:
    array = values.array if isinstance(values, Tensor) else values if isinstance(values, np.ndarray) else np.asarray(values)
    if array.dtype.kind in "US":
        raise ValueError(
            f"Invalid dtype: {array.dtype.name}. Data and labels are numbers: give words numbers first, np.unique(labels, return_inverse=True)[1]"
        )
    return array


def length(x: Any) -> int:
    """The number of samples of an input, or of the first of several."""
    return len(x[0]) if isinstance(x, (list, tuple)) and hasattr(x[0], "shape") else len(x)


def mapped(function: Callable[[Any], Any], values: Any) -> Any:
    """The function of an array, or of each of several: a list of arrays, or a dictionary of them by the names of outputs."""
    if values is None:
        return None
    if isinstance(values, dict):
        return {name: function(part) for name, part in values.items()}
    if isinstance(values, (list, tuple)) and values and all(getattr(part, "shape", ()) for part in values):
        return [function(part) for part in values]
    return function(values)


def parts(values: Any) -> list[Any]:
    """The arrays of `mapped`, as a list."""
    found: list[Any] = []
    mapped(found.append, values)
    return found


def gives_batches(x: Any) -> bool:
    """True for what is no array of samples but gives batches, such as a DataLoader."""
    return isinstance(x, PyDataset) or (not hasattr(x, "shape") and not isinstance(x, (list, tuple, int, float)))


def unpacked(batch: Any) -> Batch:
    """(x,), (x, y) or (x, y, sample_weight), or x alone -> all three, None for what is missing."""
    if not isinstance(batch, (tuple, list)):
        return batch, None, None
    if not 1 <= len(batch) <= 3:
        raise ValueError(f"Data is expected to be x, (x,), (x, y) or (x, y, sample_weight), got a {type(batch).__name__} of {len(batch)}")
    x, y, weight = (*batch, None, None)[:3]
    return x, y, weight


def weights(y: Any, sample_weight: Any, class_weight: dict[int, float] | None) -> Any:
    """The weight of each sample: its own, or that of its class, 1 for classes that are not named."""
    if class_weight is None:
        return sample_weight
    if sample_weight is not None:
        raise ValueError("You cannot give class_weight and sample_weight at the same time: multiply them, and give the product as sample_weight")
    if y is None:
        raise ValueError("class_weight needs labels: give y, or batches (x, y)")
    if isinstance(y, dict) or len(parts(y)) > 1:
        raise ValueError("`class_weight` is only supported for Models with a single output: give sample_weight, an array for each output")
    labels = _array(y)
    labels = labels.argmax(-1) if labels.ndim > 1 and labels.shape[-1] > 1 else labels.reshape(-1)
    return np.array([class_weight.get(int(label), 1.0) for label in np.round(labels)], np.float32)


class Batches:
    """The batches of one epoch after another: each iteration is an epoch, of (x, y, weights of the samples or None).

    Arrays, a DataLoader and a PyDataset start anew with each epoch; with ``steps`` an epoch goes on where the one before it stopped, until all
    batches are used. A stream (a generator, or another iterator) is never wound back, so that each of its batches is used once.
    """

    def __init__(
        self,
        x: Any,
        y: Any = None,
        sample_weight: Any = None,
        batch_size: int | None = None,
        shuffle: bool | str = False,
        class_weight: dict[int, float] | None = None,
        steps: int | None = None,
    ) -> None:
        self.steps, self.shuffle, self.class_weight = steps, shuffle, class_weight
        if steps is not None and steps <= 0:
            raise ValueError(f"the number of steps must be positive. Received: {steps}")
        self.source: Any = x if gives_batches(x) else None
        self.stream = self.source is not None and isinstance(x, Iterator)
        self._running: Iterator[Batch] | None = None
        self.started = self._said = False
        self._ahead: list[Batch] = []  # what `exhausted` has drawn from a stream
        if self.source is not None:
            self._check_alone(y, sample_weight)
            return
        self.several = isinstance(x, (list, tuple)) and bool(x) and all(hasattr(part, "shape") and part.shape for part in x)
        self.inputs = [_array(part) for part in x] if self.several else [_array(x)]
        self.y = mapped(_array, y)
        self.weight = weights(y, mapped(_array, sample_weight), class_weight)
        if any(part.ndim == 0 for part in self.inputs):
            raise ValueError("expected arrays of samples, got a number")
        given = {"x": self.inputs, "y": self.y, "sample_weight": self.weight}
        sizes = {name: [len(part) for part in parts(values)] for name, values in given.items()}
        if len({n for lengths in sizes.values() for n in lengths}) > 1:
            told = ", ".join(f"{name} sizes: {', '.join(map(str, lengths))}" for name, lengths in sizes.items() if lengths)
            raise ValueError(f"Data cardinality is ambiguous: make sure that all arrays contain the same number of samples. Got {told}")
        if not len(self.inputs[0]):
            raise ValueError("there are no samples: x is empty")
        default = 32 if steps is None else -(-len(self.inputs[0]) // steps)
        self.batch_size = default if batch_size is None else batch_size
        if self.batch_size <= 0:
            raise ValueError(f"batch_size must be a positive integer. Received: batch_size={batch_size}")

    def _check_alone(self, y: Any, sample_weight: Any) -> None:
        kind = type(self.source).__name__
        if not isinstance(self.source, Iterable) and not isinstance(self.source, PyDataset):
            raise ValueError(f"Unrecognized data type: x={self.source!r} (of type {kind}). Give arrays, or something that gives batches (x, y)")
        for name, given, batch in (("y", y, "(x, y)"), ("sample_weight", sample_weight, "(x, y, sample_weight)")):
            if given is not None:
                raise ValueError(f"When x is a {kind}, which gives batches, {name} should not be passed: let the batches be {batch}")

    @property
    def whole(self) -> int | None:
        """How many batches there are in all, if that is known."""
        if self.source is None:
            return -(-len(self.inputs[0]) // self.batch_size)
        if isinstance(self.source, PyDataset):
            return self.source.num_batches
        try:
            return len(self.source)
        except (TypeError, NotImplementedError):  # a generator, or a DataLoader over a stream of samples
            return None

    @property
    def count(self) -> int | None:
        """How many batches an epoch has, if that is known."""
        return self.whole if self.steps is None else self.steps

    def restart(self) -> None:
        """Let the next epoch start at the first batch; a stream goes on."""
        self._running = self._running if self.stream else None

    def exhausted(self) -> bool:
        """Whether a stream has no batch left."""
        if not self.stream or self._ahead:
            return False
        self._ahead += [batch for _, batch in zip(range(1), self._begun(), strict=False)]
        return not self._ahead

    def demand(self) -> None:
        """Raise an error if there is no batch at all."""
        if self.exhausted():
            raise ValueError(f"the {type(self.source).__name__} is empty or used up: a generator must give at least one batch, and gives each once")

    def ran_out(self) -> None:
        """Say that there are not as many batches as are wanted; of a stream, say it once."""
        if not (self.stream and self._said):
            warnings.warn(OUT_OF_DATA, stacklevel=3)
        self._said = True

    def _begun(self) -> Iterator[Batch]:
        if self._running is None:
            self._running = self._rows() if self.source is None else self._given()
        return self._running

    def __iter__(self) -> Iterator[Batch]:
        notified = self.source if isinstance(self.source, PyDataset) else None
        self.started = True
        if notified is not None:
            notified.on_epoch_begin()
        try:
            yield from self._epoch()
        finally:
            if notified is not None:
                notified.on_epoch_end()

    def _epoch(self) -> Iterator[Batch]:
        if self.steps is None:
            self.restart()
        going_on, given = self._running is not None, 0
        while self.steps is None or given < self.steps:
            batch = self._ahead.pop() if self._ahead else next(self._begun(), None)
            if batch is None:
                if going_on and not given and not self.stream:  # the epoch before this one took the very last
                    self._running, going_on = None, False
                    continue
                if self.steps is not None:
                    self.ran_out()
                    self.restart()
                return
            given += 1
            yield batch

    def _rows(self) -> Iterator[Batch]:
        """Arrays, cut into batches."""
        n, size = len(self.inputs[0]), self.batch_size
        order = autograd.randperm(n).array if self.shuffle and self.shuffle != "batch" else None
        for start in range(0, n, size):
            rows: Any = slice(start, min(start + size, n)) if order is None else order[start : start + size]
            if self.shuffle == "batch":
                rows = start + autograd.randperm(rows.stop - start).array
            inputs = [part[rows] for part in self.inputs]
            take = operator.itemgetter(rows)
            yield (inputs if self.several else inputs[0]), mapped(take, self.y), mapped(take, self.weight)

    def _given(self) -> Iterator[Batch]:
        """What gives batches, once through."""
        for batch in self._in_order(self.source) if isinstance(self.source, PyDataset) else self.source:
            x, y, weight = unpacked(batch)
            yield x, y, weights(y, weight, self.class_weight)

    def _in_order(self, dataset: PyDataset) -> Iterator[Any]:
        count = dataset.num_batches
        if count is not None:
            order = autograd.randperm(count).tolist() if self.shuffle else range(count)
            yield from map(dataset.__getitem__, order)
            return
        yield from map(dataset.__getitem__, itertools.count())


def divided(x: Any, y: Any, weight: Any, share: float) -> tuple[Batch, Batch]:
    """The first part for training, the last ``share`` of it for validation."""
    if not 0 < share < 1:
        raise ValueError(f"validation_split must be between 0 and 1. Received: validation_split={share}")
    if gives_batches(x):
        raise ValueError("validation_split needs arrays of samples: give validation_data with an x that gives batches")
    several = isinstance(x, (list, tuple)) and bool(x) and hasattr(x[0], "shape")
    n = length(x) if several else len(_array(x))
    at = int(n * (1 - share))
    if at in (0, n):
        raise ValueError(
            f"{n} samples are too few for validation_split={share}: no sample would be left for {'training' if at == 0 else 'validation'}"
        )

    def side(rows: slice) -> Batch:
        some = [mapped(lambda part: _array(part)[rows], values) for values in (y, weight)]
        return [_array(p)[rows] for p in x] if several else _array(x)[rows], some[0], some[1]

    return side(slice(at)), side(slice(at, None))
