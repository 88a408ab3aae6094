"""The data that comes with the package."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
from nn.datasets import digits


def test_digits() -> None:
    images, labels = digits()
    assert tuple(images.shape) == (1797, 8, 8)
    assert images.dtype is autograd.float32
    assert tuple(labels.shape) == (1797,)
    assert labels.dtype is autograd.int64
    levels = images.numpy() * 16
    assert np.array_equal(levels, levels.round())
    assert levels.min() == 0
    assert levels.max() == 16
    assert np.bincount(labels.numpy()).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (levels[0, 0] == [0, 0, 5, 13, 9, 1, 0, 0]).all()


def test_each_call_gives_its_own_copy() -> None:
    digits()[0].numpy()[:] = 7
    assert digits()[0].numpy().max() == 1


def test_digits_are_those_of_scikit_learn() -> None:
    load_digits = pytest.importorskip("sklearn.datasets").load_digits
    images, labels = digits()
    theirs = load_digits()
    assert np.array_equal(images.numpy() * 16, theirs.images)
    assert np.array_equal(labels.numpy(), theirs.target)
