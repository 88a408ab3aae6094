"""Locks for what several threads share."""

from __future__ import annotations

import os
import threading
from typing import Any
from weakref import WeakValueDictionary

__all__ = ["free_at_forks", "new_lock"]

_locks: WeakValueDictionary[int, Any] = WeakValueDictionary()
_forking = threading.RLock()
_held: list[Any] = []


def new_lock() -> Any:
    """A lock, which the thread that holds it may take again.

    A fork waits until no other thread holds it. So it is free in the new process, where the thread that held it would not exist, and what it
    guards is whole there.
    """
    lock = threading.RLock()
    _locks[id(lock)] = lock
    return lock


def free_at_forks() -> None:
    """From now on, a process is forked while no other thread holds one of these locks."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_take_all, after_in_parent=_release_all, after_in_child=_release_all)


def _take_all() -> None:
    _forking.acquire()
    for reference in _locks.valuerefs():
        lock = reference()
        if lock is not None:
            lock.acquire()
            _held.append(lock)


def _release_all() -> None:
    while _held:
        _held.pop().release()
    _forking.release()
