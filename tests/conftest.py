"""What holds for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# several test processes run beside each other: one thread each, set before NumPy and PyTorch are loaded
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Look for doctests in none of the modules that only serve the tests: some cannot be imported without PyTorch."""
    return True if collection_path.suffix == ".py" and not collection_path.name.startswith("test_") else None


from autograd.core import overrides
from autograd.core.op import Op
from autograd.core.tensor import Tensor

compute = Op.__call__


@pytest.fixture(autouse=True)
def nobody_is_asked() -> None:
    """Functions of tensors are as they are in a program that overrides none, whatever classes an earlier test has defined."""
    if not overrides.installed:
        return
    overrides.installed = False
    Op.__call__ = compute  # type: ignore[method-assign]
    for name, member in list(vars(Tensor).items()):
        if isinstance(member, overrides.Overridable):
            setattr(Tensor, name, member.function)
        elif isinstance(member, overrides.OverridableProperty):
            setattr(Tensor, name, property(member.fget, member.fset, member.fdel, member.__doc__))
    for namespace in overrides.NAMESPACES.values():
        for name, member in list(namespace.items()):
            if isinstance(member, overrides.Overridable) and isinstance(namespace, dict):
                namespace[name] = member.function
    for keeper in overrides.KEEPERS:
        keeper.function = staticmethod(getattr(keeper.function, "function", keeper.function))
