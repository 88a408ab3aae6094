"""Layers without anything to learn: a function of `nn.functional`, with its settings kept."""
from autograd.nn.modules.module import Module as _Module
from typing import Any as _Any
class Stateless(_Module):
    """A layer that is a function with settings: its constructor takes what the function takes beside its input tensors.

    A subclass names its ``function``. ``inputs`` says how many of the function's arguments are tensors, which come when the layer is called;
    ``settings`` which of the others the layer has and in which order, if not just all of them: those after "*" by keyword only. Settings that
    are tensors become buffers. An argument ``training`` is the layer's own mode."""
    function: _Any
    inputs: int
    settings: str
    not_passed: _Any
    @classmethod
    def __init_subclass__(cls, **keywords: _Any) -> None: ...
    def forward(self, *inputs: _Any, **named: _Any) -> _Any: """The function of the inputs."""
    def __call__(self, *inputs: _Any, **named: _Any) -> _Any: """The function of the inputs."""
