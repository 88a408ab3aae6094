"""``torch.compile``: a function as the NumPy program that it is, forward and backward, to be read and to be run from then on.

The first two calls run as ever and are noted (trace.py): what ran, on what. If both have done the same, it is written down as straight lines
of NumPy (program.py), and the calls that fit the conditions under which it was noted (guards.py) run these lines (compiled.py). Whatever
cannot be written down runs as before, with one warning that says why, and where.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from ...core.modes import mode
from .compiled import Compiled, everything

__all__ = ["Compiled", "compile", "is_compiling", "reset"]


def compile(
    model: Any = None, *, fullgraph: bool = False, dynamic: bool | None = None, backend: Any = None, mode: str | None = None, options: Any = None,
    disable: bool = False,
) -> Any:  # fmt: skip
    """``model``, a function or a module, as a straight-line program in NumPy, from its third call on: the same numbers, bit for bit.

    Also a decorator. ``source`` of what is returned is the program as text, ``save(file)`` writes it to a file. Arguments of other shapes
    or types, other settings of the modules and the like lead to further programs, up to eight. What cannot be written down (``item()``,
    ``if tensor:``, hooks on results in it, ...) runs as before, with one warning; with ``fullgraph=True`` that is an
    error. The other arguments are PyTorch's, and choose among things of which there is one here.

    The function may be a whole step of training: ``backward()`` becomes lines of the program, too; ``step()`` and ``zero_grad()`` of
    optimizers and schedulers are called in it as they are.

    >>> import autograd
    >>> @autograd.compile
    ... def energy(x):
    ...     return (x * x).sum()
    >>> x = autograd.tensor([1.0, 2.0], requires_grad=True)
    >>> for _ in range(3):
    ...     x.grad = None
    ...     energy(x).backward()
    >>> x.grad
    tensor([2., 4.])
    >>> print(energy.source)
    def forward(x):
        mul = x * x  # (2,)
        sum_ = _sum(mul)  # ()
        return sum_
    <BLANKLINE>
    <BLANKLINE>
    def backward(g, x):
        d_mul = broadcast(g.reshape((1,)), (2,))  # (2,)
        d_x = d_mul * x  # (2,)
        d_x_1 = d_mul * x  # (2,)
        return d_x, d_x_1,
    """
    if model is None:
        return partial(compile, fullgraph=fullgraph, disable=disable)
    if disable:
        return model
    return model._as_compiled(fullgraph) if hasattr(type(model), "_as_compiled") else Compiled(model, fullgraph)


def is_compiling() -> bool:
    """True while a call is being noted for `compile`."""
    return mode.tracer is not None


def reset() -> None:
    """Forget all programs: compiled functions begin anew."""
    for compiled in list(everything):
        compiled.forget()
