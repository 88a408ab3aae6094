"""PyTorch's addresses of modules that live elsewhere: ``autograd.nn.functional`` is ``nn.functional``, and so on.

So that a script runs after a change of its import line only: ``import autograd.nn.functional as F``, ``from autograd.utils.data import
DataLoader``. Each module exists once, whatever name it is imported by.
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

ADDRESSES = {
    "autograd.autograd": "autograd",
    "autograd.nn": "nn",
    "autograd.optim": "optim",
    "autograd.distributions": "nn.distributions",
    "autograd.utils.data": "nn.data",
    "autograd.utils.checkpoint": "autograd.checkpoint",
    "autograd.cuda.amp": "autograd.stand_ins.amp",
    "autograd.backends.cudnn": "autograd.stand_ins.cudnn",
    **{f"autograd.{name}": f"autograd.stand_ins.{name}" for name in ("accelerator", "amp", "backends", "cuda", "jit", "version")},
}


class AddressFinder:  # not derived from importlib.abc, whose import takes as long as that of this package
    """Lets the import system find modules under further names: ``{"torch": "autograd"}`` makes ``import torch.nn`` import ``nn``."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses
        self.specs: dict[str, Any] = {}

    def home(self, name: str) -> str | None:
        """The real name of a module, or None if its name is not an address of another."""
        for address, real in self.addresses.items():
            if name == address or name.startswith(f"{address}."):
                return real + name.removeprefix(address)
        return None

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The import system's question: is this name ours?"""
        return None if self.home(name) is None else ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The one real module."""
        real = self.home(spec.name)
        assert real is not None
        module = importlib.import_module(real)
        self.specs[spec.name] = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the module has been imported under its own name. It keeps its own spec."""
        assert module.__spec__ is not None
        module.__spec__ = self.specs.pop(module.__spec__.name)


def install(addresses: dict[str, str]) -> None:
    """Make the import system find modules at these addresses too."""
    sys.meta_path.insert(0, AddressFinder(addresses))
