"""What docstrings must hold, as rules over all public names: a sentence, shapes, and examples. The examples themselves run as doctests."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import nn
from autograd.core.op import Op
from nn.modules.stateless import Stateless

MODULES = """
autograd autograd.func autograd.graph autograd.linalg nn nn.functional nn.init nn.utils nn.utils.rnn nn.utils.parametrizations nn.data
nn.datasets nn.distributions nn.keras nn.keras.layers nn.keras.losses nn.keras.metrics nn.keras.callbacks nn.keras.optimizers
nn.keras.initializers optim optim.lr_scheduler autograd.accelerator autograd.amp autograd.cuda
""".split()
OURS = ("autograd", "nn", "optim")
# "(N, C) -> (N)", "the same shape", "of any shape", "(N, *)": of functions of one number, that they are applied to each
SHAPES = re.compile(r"->|shape|\(N\b|\(\.\.\.|[Ee]lementwise|each element")

# Functions that arrange, reduce or combine tensors: those of one number, and those that answer a question, say all in a sentence.
ARRANGING = [f"autograd.ops.{name}" for name in "cumulative decomposition indexing joining linear_algebra reduction shape sorting".split()]
WITHOUT_EXAMPLE = {"upsample", "upsample_bilinear", "upsample_nearest", "chain_matmul"}  # deprecated: they warn
WITHOUT_EXAMPLE |= {"atleast_1d", "atleast_2d", "atleast_3d", "dsplit", "hsplit", "vsplit"}  # made several at a time, with a sentence each


def public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """What a module offers of ours: functions, operations and classes."""
    for name in dir(module):
        value = getattr(module, name)
        if name.startswith("_") or inspect.ismodule(value) or not callable(value) or isinstance(value, type(Callable)):
            continue
        if isinstance(value, Op) or str(getattr(value, "__module__", "")).partition(".")[0] in OURS:
            yield name, value


def docstring(value: Any) -> str:
    return (vars(value).get("__doc__") if inspect.isclass(value) else value.__doc__) or ""


@pytest.mark.parametrize("name", MODULES)
def test_every_name_is_explained_in_a_sentence(name: str) -> None:
    module = importlib.import_module(name)
    assert docstring(module)
    wrong = [f"{name}.{n}: {docstring(value)[:80]!r}" for n, value in public(module) if not begins_with_a_sentence(docstring(value))]
    assert not wrong, "\n".join(wrong)


def begins_with_a_sentence(text: str) -> bool:
    """The first paragraph ends with a full stop, or with a colon that leads on."""
    return text.strip().partition("\n\n")[0].endswith((".", ":"))


def test_methods_are_explained() -> None:
    """There, or in what the class is derived from."""
    wrong = set()
    for kind in {value for name in MODULES for _, value in public(importlib.import_module(name)) if inspect.isclass(value)}:
        for name, what in vars(kind).items():
            if not name.startswith("_") and (inspect.isfunction(what) or isinstance(what, (property, classmethod, staticmethod, Op))):
                explained = any(vars(base)[name].__doc__ for base in kind.__mro__ if name in vars(base))
                if not explained and not (name == "function" and issubclass(kind, Stateless)):
                    wrong.add(f"{kind.__module__}.{kind.__name__}.{name}")
    assert not wrong


def functionals() -> Iterator[tuple[str, Any]]:
    """All of nn.functional but the in-place forms."""
    return ((name, value) for name, value in public(nn.functional) if not name.endswith("_"))


def layers() -> Iterator[tuple[str, Any]]:
    """All of nn that is made to be used, not to be derived from."""
    return ((name, value) for name, value in public(nn) if inspect.isclass(value) and issubclass(value, nn.Module) and not name.endswith("Base"))


def described(layer: Any) -> str:
    """What is said of a layer: by itself, in its ``forward``, and, if it is a function with settings, of that function."""
    function = layer.function if issubclass(layer, Stateless) else None
    return "\n".join(docstring(value) for value in (layer, layer.forward, function) if value is not None)


def test_functions_and_layers_tell_their_shapes() -> None:
    told = {f"nn.functional.{name}": docstring(value) for name, value in functionals() if not isinstance(value, Op)}
    told |= {f"nn.{name}": described(value) for name, value in layers()}
    containers = {"nn.ModuleList", "nn.ModuleDict", "nn.ParameterList", "nn.ParameterDict", "nn.Module"}
    assert not [name for name, text in told.items() if not SHAPES.search(text) and name not in containers]


def test_functions_and_layers_have_examples() -> None:
    told = {f"nn.functional.{name}": docstring(value) for name, value in functionals() if not isinstance(value, Op)}
    told |= {f"nn.{name}": described(value) for name, value in layers()}
    assert not [name for name, text in told.items() if ">>> " not in text and name.rpartition(".")[2] not in WITHOUT_EXAMPLE]


@pytest.mark.parametrize("name", ["nn.distributions", "nn.init", "optim", "optim.lr_scheduler"])
def test_what_is_chosen_from_a_list_has_examples(name: str) -> None:
    """Distributions, initialisers, optimizers and schedulers: all but their base classes, and what serves to make them."""
    bases = {"Constraint", "Distribution", "IndependentTransform", "LRScheduler", "Optimizer", "Transform", "calculate_gain", "register_kl"}
    bases |= {"Tensor", "warn", "wrap"}  # imported
    module = importlib.import_module(name)
    old = {n for n in dir(module) if hasattr(module, f"{n}_")}  # names without the underscore, which warn
    assert not [n for n, value in public(module) if ">>> " not in docstring(value) and n not in bases | old]


@pytest.mark.parametrize("name", ARRANGING)
def test_functions_that_arrange_tensors_have_examples(name: str) -> None:
    module = importlib.import_module(name)
    wrong = []
    for n in module.__all__:
        value = getattr(module, n)
        text = docstring(value)
        if inspect.isfunction(value) and value.__name__ == n and n not in WITHOUT_EXAMPLE and ">>> " not in text:
            wrong.append(n)
    assert not wrong
