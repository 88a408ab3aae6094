"""Modules under more than one name, for the import system: each exists once, whatever name it is imported by."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

# further names of ours, for who has no other modules of these names; the __init__.py of nn, optim and wgrad give them to the packages
SHORT_NAMES = {"nn": "autograd.nn", "optim": "autograd.optim", "wgrad": "autograd"}


# what the other package named autograd has, HIPS's, which differentiates functions of NumPy arrays
OF_ANOTHER_PACKAGE = frozenset(
    f"autograd.{name}"
    for name in """
    builtins differential_operators elementwise_grad extend grad_and_aux hessian_tensor_product holomorphic_grad make_hvp make_jvp make_vjp
    misc multigrad_dict numpy scipy test_util tracer value_and_grad wrap_util
    """.split()
)


def another_package(name: str) -> str:
    """What to say to a program that was written for the other package."""
    return (
        f"No module named or name {name!r}: it belongs to HIPS's package `autograd`, and this one, wgrad, has the same name and PyTorch's functions. "
        "Install HIPS's in an environment of its own (pip install autograd), or write the program with tensors: NumPy's functions take them, "
        "and autograd.grad, autograd.functional and autograd.func differentiate"
    )


class AddressFinder:  # not derived from importlib.abc, whose import takes as long as that of this package
    """Lets the import system find modules at addresses that are not their own.

    ``addresses={"torch": "autograd"}`` makes ``import torch.nn`` import ``autograd.nn``. ``folders={"autograd.nn": "/some/folder"}`` says
    that the package ``autograd.nn`` is the folder ``nn`` in that folder, and no other ``nn`` that may lie on the path.
    ``versions={"torch": "2.13.0"}`` is what ``importlib.metadata.version("torch")`` shall answer.
    """

    def __init__(self, addresses: dict[str, str], folders: dict[str, str], versions: dict[str, str] | None = None) -> None:
        self.addresses = addresses
        self.folders = folders
        self.versions = versions or {}
        self.specs: dict[str, Any] = {}

    def home(self, name: str) -> str | None:
        """The real name of a module, or None if its name is not an address of another."""
        for address, real in self.addresses.items():
            if name == address or name.startswith(f"{address}."):
                return real + name.removeprefix(address)
        first, dot, rest = name.partition(".")
        if dot and first in SHORT_NAMES and sys.modules.get(first) is sys.modules.get(SHORT_NAMES[first], self):
            return f"{SHORT_NAMES[first]}.{rest}"
        return None

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The import system's question: is this name ours?"""
        if name in OF_ANOTHER_PACKAGE:
            raise ModuleNotFoundError(another_package(name))  # without name=: `from autograd import numpy` would go on without the message
        if name in self.folders:
            return PathFinder.find_spec(name, [self.folders[name]])
        real = self.home(name)
        if real is None or not _exists(real):
            return None
        return ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]

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

    def find_distributions(self, context: Any) -> list[Any]:
        """The question of `importlib.metadata`: which distribution has this name? Without a name, which are there?"""
        from importlib.metadata import Distribution

        class Stated(Distribution):
            def __init__(self, name: str, version: str) -> None:
                self.text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"

            def read_text(self, filename: str) -> str | None:
                return self.text if filename == "METADATA" else None

            def locate_file(self, path: Any) -> Any:
                raise FileNotFoundError(f"{path}: the distribution has no files of its own")

        return [Stated(name, version) for name, version in self.versions.items() if context.name in (None, name)]


def module_at(package: str, name: str) -> ModuleType | None:
    """The module whose address is this name in this package, imported, as PyTorch's packages import all of theirs; None if there is none."""
    for finder in sys.meta_path:
        if isinstance(finder, AddressFinder):
            for address in finder.addresses:
                parent, _, last = address.rpartition(".")
                if last == name and package in (parent, finder.home(parent)):
                    return importlib.import_module(address)
    return None


def _exists(name: str) -> bool:
    """Whether there is a module of this name."""
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # not even the package it would be in
        return False
