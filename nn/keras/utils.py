"""Keras's ``utils``: labels as one-hot vectors, the seed, and data sets that are made batch by batch."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

import autograd
from autograd import Tensor

from .lookup import clear_session

__all__ = ["PyDataset", "Sequence", "clear_session", "set_random_seed", "to_categorical"]


class PyDataset:
    """Batches by number: a subclass defines ``__getitem__(i)``, the i-th batch (x, y) or (x, y, sample_weight), and ``__len__()``, their number.

    ``num_batches`` may be overridden to return None: then there is no end, and `fit` wants steps_per_epoch. `fit` takes the batches in another
    order in each epoch unless it is told shuffle=False. They are made in the thread that trains: ``workers``, ``use_multiprocessing`` and
    ``max_queue_size`` are kept, and change nothing.

    >>> from nn.keras import Input, Sequential, layers, utils
    >>> class Halves(utils.PyDataset):
    ...     def __len__(self):
    ...         return 2
    ...
    ...     def __getitem__(self, index):
    ...         return np.full((4, 1), index, np.float32), np.ones((4, 1), np.float32)
    >>> model = Sequential([Input((1,)), layers.Dense(1, kernel_initializer="zeros")])
    >>> model.compile("sgd", "mse")
    >>> model.evaluate(Halves(), verbose=0)
    1.0
    """

    def __init__(self, workers: int = 1, use_multiprocessing: bool = False, max_queue_size: int = 10) -> None:
        self.workers, self.use_multiprocessing, self.max_queue_size = workers, use_multiprocessing, max_queue_size

    def __getitem__(self, index: int) -> Any:
        """The batch of this number."""
        raise NotImplementedError(f"{type(self).__name__} needs a method __getitem__(index) that returns a batch (x, y)")

    @property
    def num_batches(self) -> int | None:
        """How many batches there are, None if there is no end."""
        if hasattr(self, "__len__"):
            return len(self)
        raise NotImplementedError(f"{type(self).__name__} needs a method __len__(), or a property num_batches")

    def on_epoch_begin(self) -> None:
        """Called before each epoch."""

    def on_epoch_end(self) -> None:
        """Called after each epoch, for example to change the order of the samples."""


Sequence = PyDataset


def to_categorical(x: Any, num_classes: int | None = None) -> np.ndarray[Any, Any]:
    """Class numbers as one-hot vectors: (*) -> (*, num_classes); (N, 1) counts as (N).

    >>> to_categorical([0, 2]).tolist()
    [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    """
    labels = np.asarray(x.array if isinstance(x, Tensor) else x).astype(np.int64)
    if labels.ndim > 1 and labels.shape[-1] == 1:
        labels = labels[..., 0]
    count = int(labels.max()) + 1 if num_classes is None else num_classes
    if labels.size and not (labels.min() >= 0 and labels.max() < count):
        raise ValueError(f"to_categorical: labels must be between 0 and {count - 1}; there are labels from {labels.min()} to {labels.max()}")
    return np.eye(count, dtype=np.float32)[labels]


def set_random_seed(seed: int) -> None:
    """Seed Python's, NumPy's and autograd's random numbers."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002, users' own programs draw from it
    autograd.manual_seed(seed)
