"""MNIST: 70,000 handwritten digits. Y. LeCun, C. Cortes & C. J. C. Burges, "The MNIST database of handwritten digits".

Its four files are found or downloaded as ``files.py`` says.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np

from autograd import Tensor
from autograd.core.tensor import wrap

from ..data import Dataset
from .files import Source, read

__all__ = ["MNIST", "load_data"]

Array = np.ndarray[Any, np.dtype[np.uint8]]
SHAPES = {  # what the header of each file must say
    "train-images-idx3-ubyte": (60000, 28, 28),
    "train-labels-idx1-ubyte": (60000,),
    "t10k-images-idx3-ubyte": (10000, 28, 28),
    "t10k-labels-idx1-ubyte": (10000,),
}
SOURCE = Source(
    "MNIST",
    ("mnist", "MNIST/raw", ""),
    ("https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/"),
    {
        "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
    ending=".gz",
)


def load_data() -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """(x_train, y_train), (x_test, y_test): 60,000 and 10,000 images (28, 28), 0 for paper to 255 for ink, and their labels; uint8."""
    return load(SOURCE)


def load(source: Source) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """The training and the test data of a source, each as images and labels."""
    return read_pair(source, "train"), read_pair(source, "t10k")


def read_pair(source: Source, part: str, root: Any = None, download: bool = True) -> tuple[Array, Array]:
    """Images and labels of the part "train" or "t10k"."""
    images, labels = (read_file(source, name, root, download) for name in SHAPES if name.startswith(part))
    return images, labels


def read_file(source: Source, name: str, root: Any = None, download: bool = True) -> Array:
    """One file as an array."""

    def parse(content: bytes) -> Array:
        shape = SHAPES[name]
        header = struct.pack(f">I{len(shape)}I", 0x0800 + len(shape), *shape)  # type 8: unsigned bytes
        if content[: len(header)] != header:
            raise ValueError(f"it does not begin as an IDX file of {' × '.join(map(str, shape))} bytes does")
        if len(content) != len(header) + math.prod(shape):
            raise ValueError(f"it has {len(content):,} bytes instead of {len(header) + math.prod(shape):,}")
        return np.frombuffer(content, np.uint8, offset=len(header)).reshape(shape).copy()

    return read(source, name, parse, root, download)


class MNIST(Dataset[Any]):
    """MNIST as samples for a DataLoader, as in torchvision.

    A sample is ``(image, label)``: the image a float32 Tensor (1, 28, 28), 0 for paper to 1 for ink (what torchvision gives with its ToTensor),
    on which ``transform`` is called; the label an int, on which ``target_transform`` is called. ``data`` (N, 28, 28) and ``targets`` (N) hold all.
    The files are those in ``root/MNIST/raw``, where ``download=True`` puts them, in the folder named by WGRAD_DATA, or in the cache.
    """

    source: ClassVar[Source] = SOURCE
    classes: ClassVar[Sequence[str]] = [
        "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight", "9 - nine",
    ]  # fmt: skip

    def __init__(
        self,
        root: Any = None,
        train: bool = True,
        transform: Callable[[Tensor], Any] | None = None,
        target_transform: Callable[[int], Any] | None = None,
        download: bool = False,
    ) -> None:
        self.root, self.train, self.transform, self.target_transform = root, train, transform, target_transform
        images, labels = read_pair(self.source, "train" if train else "t10k", root, download)
        self.data, self.targets = wrap(images), wrap(labels.astype(np.int64))

    @property
    def class_to_idx(self) -> dict[str, int]:
        """The label of each class."""
        return {name: i for i, name in enumerate(self.classes)}

    def __len__(self) -> int:
        return len(self.targets)

    def __getitem__(self, index: int) -> tuple[Any, Any]:
        image: Any = wrap(self.data.array[index].astype(np.float32)[None] / np.float32(255))
        label: Any = int(self.targets.array[index])
        return (
            image if self.transform is None else self.transform(image),
            label if self.target_transform is None else self.target_transform(label),
        )

    def __repr__(self) -> str:
        return f"Dataset {type(self).__name__}\n    Number of datapoints: {len(self)}\n    Split: {'Train' if self.train else 'Test'}"
