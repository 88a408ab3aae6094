"""What importing wgrad changes in the process. All of it is here:

* NumPy's warnings of log(0), 0/0 and overflow are silenced where our modules cause them: PyTorch computes such numbers in silence (`prepare`).
* Freed memory is kept for the next arrays (`prepare`; memory.py says why).
* OpenBLAS's own threads are turned off (`prepare`; threads.py says why).
* Forks wait for other threads that are changing what threads share (`prepare`; locks.py says why).
* Python does not look for garbage while our modules are being imported (`collection_paused`).
* The import system finds modules under PyTorch's addresses (`find_at`; addresses.py has the table).
* Under `python -m autograd run` alone, imports of what is not there succeed until it is used (`stand_in_for_what_is_absent`; absent.py).
"""

from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from . import locks, memory, threads
from .finder import AddressFinder


def prepare() -> None:
    """What has to be done before the first array is computed."""
    # NumPy attributes a warning to the module that called it
    warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"(autograd|nn|optim)(\.|$)")
    memory.keep_freed_memory()
    threads.take_over()
    locks.free_at_forks()


@contextmanager
def collection_paused() -> Iterator[None]:
    """While importing: nothing that importing makes is garbage, and to look for some takes a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def stand_in_for_what_is_absent(packages: dict[str, str]) -> None:
    """Let imports of what these packages do not have succeed, until it is used; see absent.py. The values are the names to be told."""
    from .absent import AbsentFinder

    sys.meta_path.append(AbsentFinder(packages))


def find_at(addresses: dict[str, str], folders: dict[str, str] | None = None, versions: dict[str, str] | None = None) -> None:
    """Let the import system find modules at these addresses, packages in these folders, and these versions; see `AddressFinder`."""
    sys.meta_path.insert(0, AddressFinder(addresses, folders or {}, versions))
