"""Pictures of the graph, and of the backward pass over it, step by step.

>>> import autograd
>>> from autograd.graph import draw
>>> w = autograd.tensor([5.0], requires_grad=True)
>>> loss = (w - 2) ** 2
>>> loss.backward()
>>> print(draw(loss).to_text())
w (leaf)   float32 [1]
    value  [5]
    grad   [6]
sub(w)   float32 [1]
    grad   –
    ∂w: g
loss = square(sub)   float32 [1]
    value  [9]
    grad   –
    ∂sub: g · 2 · sub
    released

`draw` shows a graph, `record` plays a backward pass, `first_nonfinite` finds where nan and inf came from. Nothing of this is loaded by
``import autograd``.
"""

from ..core.joint_hooks import register_multi_grad_hook
from ..core.node import Node
from ..core.saved import save_on_cpu, saved_tensors_hooks
from .finite import first_nonfinite
from .model import Model, make_model
from .recording import record
from .view import View, draw, make_dot

__all__ = [
    "Model",
    "Node",
    "View",
    "draw",
    "first_nonfinite",
    "make_dot",
    "make_model",
    "record",
    "register_multi_grad_hook",
    "save_on_cpu",
    "saved_tensors_hooks",
]
