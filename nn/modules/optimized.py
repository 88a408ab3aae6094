"""What ``torch.compile(module)`` returns: a module that runs as a program."""

from __future__ import annotations

from typing import Any

from autograd.transforms.compile import Compiled

from .module import Module

__all__ = ["OptimizedModule"]


class OptimizedModule(Module):
    """A module that runs as a program; parameters, settings and attributes are those of the module that it was made of, ``_orig_mod``."""

    def __init__(self, module: Module, fullgraph: bool = False) -> None:
        super().__init__()
        own = vars(self)
        own["forward"], own["fullgraph"] = Compiled(module, fullgraph), fullgraph
        del own["training"]
        self._modules["_orig_mod"] = module

    def __getattr__(self, name: str) -> Any:
        module = vars(self)["_modules"]["_orig_mod"]
        return module if name == "_orig_mod" else getattr(module, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._orig_mod, name, value)

    def __delattr__(self, name: str) -> None:
        delattr(self._orig_mod, name)

    def __reduce__(self) -> Any:
        return OptimizedModule, (self._orig_mod, self.fullgraph)

    @property
    def source(self) -> str:
        """The programs as text."""
        return str(self.forward.source)

    def save(self, file: Any) -> None:
        """Write the latest program to a file."""
        self.forward.save(file)
