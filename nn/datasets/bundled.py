"""The data sets whose files lie in this folder. A ``.md`` file beside each names its source and licence."""

from __future__ import annotations

from importlib.resources import files

import numpy as np

import autograd
from autograd import Tensor


def digits() -> tuple[Tensor, Tensor]:
    """The 1,797 handwritten digits of the UCI repository: images and labels, in the order of the original.

    images: (1797, 8, 8), float32, 0 for paper to 1 for ink. labels: (1797,), int64, 0 to 9.

    There is no split into training and test data: shuffle first, since neighbours were written by the same hand.
    Source: E. Alpaydin & C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, CC BY 4.0.

    >>> from nn.datasets import digits
    >>> images, labels = digits()
    >>> images.shape, labels[:5].tolist()
    (torch.Size([1797, 8, 8]), [0, 1, 2, 3, 4])
    """
    with files(__package__).joinpath("digits.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        images = arrays["images"].astype(np.float32) / 16  # 17 levels, exact in float32
        labels = arrays["labels"].astype(np.int64)
    return autograd.from_numpy(images), autograd.from_numpy(labels)
