"""Keras's ``utils``: labels as one-hot vectors, and the seed."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

import autograd
from autograd import Tensor

from .lookup import clear_session

__all__ = ["clear_session", "set_random_seed", "to_categorical"]


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
