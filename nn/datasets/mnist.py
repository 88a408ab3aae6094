"""MNIST: 70,000 handwritten digits. Y. LeCun, C. Cortes & C. J. C. Burges, "The MNIST database of handwritten digits".

The four files are looked for in the folder that the environment variable WGRAD_DATA names, then in the cache folder (``wgrad`` in
XDG_CACHE_HOME, ``~/.cache`` by default); what is in neither is downloaded into the cache, and kept only if it is what it should be.
"""

from __future__ import annotations

import gzip
import hashlib
import math
import os
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, ClassVar, NamedTuple
from urllib.request import Request, urlopen

import numpy as np

from autograd import Tensor
from autograd.tensor import wrap

from ..data import Dataset

__all__ = ["MNIST", "load_data"]

Array = np.ndarray[Any, np.dtype[np.uint8]]
SHAPES = {  # what the header of each file must say
    "train-images-idx3-ubyte": (60000, 28, 28),
    "train-labels-idx1-ubyte": (60000,),
    "t10k-images-idx3-ubyte": (10000, 28, 28),
    "t10k-labels-idx1-ubyte": (10000,),
}


class Source(NamedTuple):
    """Where a data set of this form comes from, and how to know it."""

    title: str
    folders: tuple[str, ...]  # where its files may be within a folder of data sets; the first is where they are put
    mirrors: tuple[str, ...]
    contents: dict[str, str]  # SHA-256 of the files, unpacked
    packed: dict[str, str]  # SHA-256 of the .gz files as they are distributed, where only that is published


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
    {},
)


def load_data() -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """(x_train, y_train), (x_test, y_test): 60,000 and 10,000 images (28, 28), 0 for paper to 255 for ink, and their labels; uint8."""
    return load(SOURCE)


def load(source: Source) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """The training and the test data of a source, each as images and labels."""
    return read_pair(source, "train"), read_pair(source, "t10k")


def read_pair(source: Source, part: str, root: Any = None, download: bool = True) -> tuple[Array, Array]:
    """Images and labels of the part "train" or "t10k"."""
    images, labels = (read(source, name, root, download) for name in SHAPES if name.startswith(part))
    return images, labels


def cache_folder() -> Path:
    """Where downloaded data sets are kept."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "wgrad"


def read(source: Source, name: str, root: Any = None, download: bool = True) -> Array:
    """One file as an array: found in ``root``, the folder of WGRAD_DATA or the cache, or downloaded."""
    given = [Path(root).expanduser()] if root is not None else []
    given += [Path(os.environ["WGRAD_DATA"]).expanduser()] if os.environ.get("WGRAD_DATA") else []
    places = [folder / inner for folder in (*given, cache_folder()) for inner in source.folders]
    for place in places:
        for path in (place / f"{name}.gz", place / name):
            if path.is_file():
                try:
                    return checked(source, name, path.read_bytes())
                except ValueError as error:
                    raise ValueError(f"{path} is not the {source.title} file of this name: {error}. Delete it, and it will be downloaded") from None
    own_form = Path(*source.folders[1].split("/"))  # as torchvision arranges the folder that it is given
    target = (cache_folder() / source.folders[0]) if root is None else given[0] / own_form
    names = ", ".join(f"{n}.gz" for n in SHAPES)
    hint = f"To do without a network put {names} into {target}, or into {source.folders[0]}/ of a folder named by WGRAD_DATA"
    if not download:
        raise RuntimeError(f"{source.title} was not found: say download=True. {hint}")
    return fetch(source, name, target, hint)


def checked(source: Source, name: str, content: bytes, downloaded: bool = False) -> Array:
    """The array in a file's content, packed or not; a ValueError that says what is wrong with it."""
    packed = content
    if content[:2] == b"\x1f\x8b":
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error) as error:
            raise ValueError(f"it cannot be unpacked ({error})") from None
    shape = SHAPES[name]
    header = struct.pack(f">I{len(shape)}I", 0x0800 + len(shape), *shape)  # type 8: unsigned bytes
    if content[: len(header)] != header:
        raise ValueError(f"it does not begin as an IDX file of {' × '.join(map(str, shape))} bytes does")
    if len(content) != len(header) + math.prod(shape):
        raise ValueError(f"it has {len(content):,} bytes instead of {len(header) + math.prod(shape):,}")
    for known, data in ((source.contents, content), (source.packed if downloaded else {}, packed)):
        if name in known and hashlib.sha256(data).hexdigest() != known[name]:
            raise ValueError("its SHA-256 is another")
    return np.frombuffer(content, np.uint8, offset=len(header)).reshape(shape).copy()


def fetch(source: Source, name: str, folder: Path, hint: str) -> Array:
    """Download a file into a folder, where it appears whole and checked, or not at all."""
    file = f"{name}.gz"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = NamedTemporaryFile(dir=folder, prefix=f".{file}.", delete=False)  # noqa: SIM115, closed before it is renamed
    except OSError as error:
        raise RuntimeError(f"{source.title} cannot be kept in {folder} ({error}): set XDG_CACHE_HOME to a folder that can be written to") from None
    reasons = []
    try:
        with part:
            for mirror in source.mirrors:
                try:
                    content = download(mirror + file)
                    array = checked(source, name, content, downloaded=True)
                except (OSError, ValueError) as error:  # URLError is an OSError
                    reasons.append(f"{mirror}{file}: {getattr(error, 'reason', None) or error}")
                    continue
                part.write(content)
                break
            else:
                raise RuntimeError(f"{source.title} could not be downloaded. " + "; ".join(reasons) + f". {hint}")
        os.replace(part.name, folder / file)
    except OSError as error:
        raise RuntimeError(f"{source.title} cannot be kept in {folder} ({error}): set XDG_CACHE_HOME to a folder that can be written to") from None
    finally:
        Path(part.name).unlink(missing_ok=True)
    return array


def download(url: str) -> bytes:
    """What is at an address, with a progress bar."""
    from tqdm.auto import tqdm

    with urlopen(Request(url, headers={"User-Agent": "wgrad"}), timeout=30) as response:
        size = int(response.headers.get("Content-Length") or 0)
        chunks: list[bytes] = []
        with tqdm(desc=url.rsplit("/", 1)[-1], total=size or None, unit="B", unit_scale=True) as bar:
            while chunk := response.read(1 << 16):
                chunks.append(chunk)
                bar.update(len(chunk))
    content = b"".join(chunks)
    if size and len(content) != size:
        raise ValueError(f"the connection ended after {len(content):,} of {size:,} bytes")
    return content


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
