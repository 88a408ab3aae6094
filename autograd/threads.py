"""How many threads a matrix product may use.

NumPy has no switch for that, but OpenBLAS, which it is mostly built with, has. Small networks are fastest with one thread: where another
process wants the same cores, waiting for the second one costs more than a small product itself.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

__all__ = ["get_num_threads", "set_num_threads"]


def _switch(verb: str) -> Callable[..., int] | None:
    """OpenBLAS's function to get or set the number of threads, under the names that NumPy's builds give it; None for another library."""
    import ctypes

    library = ctypes.CDLL(np._core._multiarray_umath.__file__)  # type: ignore[attr-defined]  # finds what it is linked with, too
    for name in (f"scipy_openblas_{verb}_num_threads64_", f"scipy_openblas_{verb}_num_threads", f"openblas_{verb}_num_threads"):
        if hasattr(library, name):
            function: Callable[..., int] = getattr(library, name)
            return function
    return None


def get_num_threads() -> int:
    """The number of threads that matrix products may use; 1 if it is not known."""
    switch = _switch("get")
    return 1 if switch is None else switch()


def set_num_threads(num: int) -> None:
    """Let matrix products use ``num`` threads. Where NumPy was built without OpenBLAS, nothing happens."""
    if type(num) is not int or num < 1:
        raise RuntimeError(f"set_num_threads expects a positive int, but got {num!r}")
    switch = _switch("set")
    if switch is not None:
        switch(num)
