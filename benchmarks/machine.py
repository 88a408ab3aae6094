"""What the figures depend on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any


def processor() -> str:
    """The name of this machine's processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def describe(threads: int) -> dict[str, Any]:
    """The machine, and the versions of what runs on it."""
    found = {"processor": processor(), "cores": os.cpu_count(), "threads": threads, "system": platform.system(), "Python": platform.python_version()}
    for title, package in (("NumPy", "numpy"), ("PyTorch", "torch")):
        try:
            found[title] = version(package)
        except PackageNotFoundError:
            continue
    return found
