"""The files of data sets: found in a folder, or downloaded; used only if they are what they should be.

A file is looked for in the folder that the environment variable WGRAD_DATA names, then in the cache folder (``wgrad`` in XDG_CACHE_HOME,
``~/.cache`` by default). What is in neither is downloaded into the cache, where it appears whole and checked, or not at all.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple, TypeVar
from urllib.request import Request, urlopen

__all__ = ["Source", "cache_folder", "read"]

T = TypeVar("T")


class Source(NamedTuple):
    """Where the files of a data set come from, and how to know them."""

    title: str
    folders: tuple[
        str, ...
    ]  # where they may be within a folder of data sets: "" is the folder itself, "*" each folder in it; the first is where they are put
    mirrors: tuple[str, ...]  # addresses: of a folder, ending in /, or of the file itself
    contents: dict[str, str]  # SHA-256 of the files by their names, unpacked
    packed: dict[str, str] = {}  # SHA-256 of the .gz files as they are distributed, where only that is published  # noqa: RUF012
    ending: str = ""  # what their names have when they are distributed: ".gz"

    @property
    def names(self) -> list[str]:
        """The files, as they are distributed."""
        return [name + self.ending for name in self.contents or self.packed]


def cache_folder() -> Path:
    """Where downloaded data sets are kept."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "wgrad"


def read(source: Source, name: str, parse: Callable[[bytes], T], root: Any = None, download: bool = True) -> T:
    """What ``parse`` makes of one file: found in ``root``, the folder of WGRAD_DATA or the cache, or downloaded.

    ``parse`` raises a ValueError that says what is wrong with a content.
    """
    given = [Path(root).expanduser()] if root is not None else []
    given += [Path(os.environ["WGRAD_DATA"]).expanduser()] if os.environ.get("WGRAD_DATA") else []
    for path in candidates(source, name, *given, cache_folder()):
        if path.is_file():
            try:
                return checked(source, name, path.read_bytes(), parse)
            except ValueError as error:
                raise ValueError(f"{path} is not the {source.title} file of this name: {error}. Delete it, and it will be downloaded") from None
    target = cache_folder() / source.folders[0] if root is None else given[0] / source.folders[1]  # the second is torchvision's
    folder = f"{source.folders[0]}/ of a folder named by WGRAD_DATA"
    hint = f"To do without a network put {', '.join(source.names)} into {target}, or into {folder}"
    if not download:
        raise RuntimeError(f"{source.title} was not found: say download=True. {hint}")
    return fetch(source, name, parse, target, hint)


def candidates(source: Source, name: str, *folders: Path) -> Iterator[Path]:
    """The paths at which a file may be, packed or not."""
    for folder in folders:
        for inner in source.folders:
            for place in sorted(folder.glob("*/")) if inner == "*" else [folder / inner]:
                yield from (place / f"{name}.gz", place / name)


def checked(source: Source, name: str, content: bytes, parse: Callable[[bytes], T], downloaded: bool = False) -> T:
    """What ``parse`` makes of a file's content, packed or not; a ValueError that says what is wrong with it."""
    packed = content
    if content[:2] == b"\x1f\x8b":
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error) as error:
            raise ValueError(f"it cannot be unpacked ({error})") from None
    result = parse(content)  # first, since it can say more
    for known, data in ((source.contents, content), (source.packed if downloaded else {}, packed)):
        if name in known and hashlib.sha256(data).hexdigest() != known[name]:
            raise ValueError("its SHA-256 is another")
    return result


def fetch(source: Source, name: str, parse: Callable[[bytes], T], folder: Path, hint: str) -> T:
    """Download a file into a folder, where it appears whole and checked, or not at all."""
    file = name + source.ending
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = NamedTemporaryFile(dir=folder, prefix=f".{file}.", delete=False)  # noqa: SIM115, closed before it is renamed
    except OSError as error:
        raise RuntimeError(f"{source.title} cannot be kept in {folder} ({error}): set XDG_CACHE_HOME to a folder that can be written to") from None
    reasons = []
    try:
        with part:
            for mirror in source.mirrors:
                address = mirror + file if mirror.endswith("/") else mirror
                try:
                    content = download(address)
                    result = checked(source, name, content, parse, downloaded=True)
                except (OSError, ValueError) as error:  # URLError is an OSError
                    reasons.append(f"{address}: {getattr(error, 'reason', None) or error}")
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
    return result


def download(url: str) -> bytes:
    """What is at an address, with a progress bar."""
    from tqdm import tqdm  # in notebooks too, as text: tqdm.auto warns where there are no widgets

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
