"""Files that are replaced in one step: whatever happens meanwhile, the old one or the new one is there, whole."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["replacing"]


@contextmanager
def replacing(f: str | os.PathLike[str]) -> Iterator[Path]:
    """The path to write to, in a ``with`` statement: at its end what is there takes the place of ``f``, with the permissions of the old file.

    After an error the old file is there, and no rest of the new one. RuntimeError if there is no such folder.
    """
    path = Path(os.path.realpath(f))
    if not path.parent.is_dir():
        raise RuntimeError(f"save: Parent directory {path.parent} does not exist.")
    if path.exists() and not path.is_file():  # a device or a pipe
        yield path
        return
    unfinished = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        unfinished.touch(exist_ok=False)  # so that it gets the usual permissions, or those of the file that it will replace
        mode = (path if path.exists() else unfinished).stat().st_mode
        yield unfinished
        unfinished.chmod(mode & 0o777)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
