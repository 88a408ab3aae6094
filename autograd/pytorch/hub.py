"""``torch.hub``: files from the internet, kept in a folder. Programs are not fetched and run from there."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
from typing import Any
from urllib.parse import urlparse
from urllib.request import Request, urlopen

from ..core.errors import refuse as _refuse
from ..files.serialization import load

__all__ = ["download_url_to_file", "get_dir", "load_state_dict_from_url", "set_dir"]

HASH_REGEX = re.compile(r"-([a-f0-9]*)\.")  # the beginning of a file's SHA-256 in its name, as in resnet18-5c106cde.pth
_dir: str | None = None


def _get_torch_home() -> str:
    """``$TORCH_HOME``, or ``torch`` in ``$XDG_CACHE_HOME`` or ``~/.cache``."""
    return os.path.expanduser(os.getenv("TORCH_HOME", os.path.join(os.getenv("XDG_CACHE_HOME", "~/.cache"), "torch")))


def get_dir() -> str:
    """The folder for what is fetched: ``hub`` in PyTorch's own, or what `set_dir` said."""
    return os.path.join(_get_torch_home(), "hub") if _dir is None else _dir


def set_dir(d: str | os.PathLike[str]) -> None:
    """Choose the folder for what is fetched."""
    global _dir
    _dir = os.path.expanduser(d)


def download_url_to_file(url: str, dst: str, hash_prefix: str | None = None, progress: bool = True) -> None:
    """Fetch a file. It has its name once it is complete, and its SHA-256 begins with ``hash_prefix``; ``progress`` is not shown."""
    dst = os.path.expanduser(dst)
    digest = hashlib.sha256()
    with (
        urlopen(Request(url, headers={"User-Agent": "torch.hub"})) as page,
        tempfile.NamedTemporaryFile(dir=os.path.dirname(dst) or ".", delete=False) as file,
    ):
        try:
            while block := page.read(1 << 17):
                file.write(block)
                digest.update(block)
            found = digest.hexdigest()
            if hash_prefix and not found.startswith(hash_prefix):
                raise RuntimeError(f'invalid hash value (expected "{hash_prefix}", got "{found}")')
            file.close()
            os.replace(file.name, dst)
        finally:
            file.close()
            if os.path.exists(file.name):
                os.remove(file.name)


def load_state_dict_from_url(
    url: str,
    model_dir: str | None = None,
    map_location: Any = None,
    progress: bool = True,
    check_hash: bool = False,
    file_name: str | None = None,
    weights_only: bool = False,
) -> Any:
    """What `load` reads from a file of the internet, which is fetched into ``model_dir`` unless it is there. No code of the file is run."""
    folder = model_dir or os.path.join(get_dir(), "checkpoints")
    os.makedirs(folder, exist_ok=True)
    name = file_name or os.path.basename(urlparse(url).path)
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        sys.stderr.write(f'Downloading: "{url}" to {path}\n')
        match = HASH_REGEX.search(name) if check_hash else None
        download_url_to_file(url, path, match[1] if match else None, progress)
    return load(path, map_location=map_location)


__getattr__ = _refuse(__name__)
