"""What holds for all tests."""

from __future__ import annotations

import os
from pathlib import Path

# several test processes run beside each other: one thread each, set before NumPy and PyTorch are loaded
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Look for doctests in none of the modules that only serve the tests: some cannot be imported without PyTorch."""
    return True if collection_path.suffix == ".py" and not collection_path.name.startswith("test_") else None
