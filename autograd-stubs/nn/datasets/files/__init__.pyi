"""The files of data sets: found in a folder, or downloaded; used only if they are what they should be.

    A file is looked for in the folder that the environment variable WGRAD_DATA names, then in the cache folder (``wgrad`` in XDG_CACHE_HOME,
    ``~/.cache`` by default). What is in neither is downloaded into the cache, where it appears whole and checked, or not at all."""
from collections.abc import Callable as _Callable
from pathlib import Path as _pathlib_Path
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
from typing import TypeVar as _TypeVar
_T = _TypeVar("_T")
class Source(_NamedTuple):
    """Where the files of a data set come from, and how to know them."""
    title: _Any
    folders: _Any
    mirrors: _Any
    contents: _Any
    packed: _Any
    ending: _Any
    def __new__(cls, title: _Any, folders: _Any, mirrors: _Any, contents: _Any, packed: _Any = ..., ending: _Any = '') -> _Self: """Create new instance of Source(title, folders, mirrors, contents, packed, ending)"""
    @property
    def names(self) -> list[str]: """The files, as they are distributed."""
def cache_folder() -> _pathlib_Path: """Where downloaded data sets are kept."""
def read(source: Source, name: str, parse: _Callable[[bytes], _T], root: _Any = None, download: bool = True) -> _T: """What ``parse`` makes of one file: found in ``root``, the folder of WGRAD_DATA or the cache, or downloaded.

    ``parse`` raises a ValueError that says what is wrong with a content."""
