"""``torch.hub``: files from the internet, kept in a folder. Programs are not fetched and run from there."""
from os import PathLike as _os_PathLike
from typing import Any as _Any
def download_url_to_file(url: str, dst: str, hash_prefix: str | None = None, progress: bool = True) -> None: """Fetch a file. It has its name once it is complete, and its SHA-256 begins with ``hash_prefix``; ``progress`` is not shown."""
def get_dir() -> str: """The folder for what is fetched: ``hub`` in PyTorch's own, or what `set_dir` said."""
def load_state_dict_from_url(url: str, model_dir: str | None = None, map_location: _Any = None, progress: bool = True, check_hash: bool = False, file_name: str | None = None, weights_only: bool = False) -> _Any: """What `load` reads from a file of the internet, which is fetched into ``model_dir`` unless it is there. No code of the file is run."""
def set_dir(d: str | _os_PathLike[str]) -> None: """Choose the folder for what is fetched."""
