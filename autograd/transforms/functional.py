"""Derivatives of functions as wholes: jacobian, hessian, and products with vectors (``torch.autograd.functional``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.modes import enable_grad
from ..core.overrides import NAMESPACES
from ..core.tensor import Tensor, wrap


def jacobian(
    func: Callable[..., Any], inputs: Any, create_graph: bool = False, strict: bool = False, vectorize: bool = False, strategy: str = "reverse-mode"
) -> Any:
    """All first derivatives: for ``y = func(x)`` a tensor of shape ``y.shape + x.shape``.

    With a tuple of inputs a tuple of such tensors, with several outputs a tuple of those. ``vectorize`` and ``strategy`` say how PyTorch
    computes them; here it is one backward pass per number of the outputs, whatever they are.

    >>> import autograd
    >>> autograd.functional.jacobian(lambda x: x**2, autograd.tensor([1.0, 2.0]))
    tensor([[2., 0.],
            [0., 4.]])
    """
    if strategy not in ("reverse-mode", "forward-mode"):
        raise ValueError(f"jacobian: expected strategy to be either 'forward-mode' or 'reverse-mode', got {strategy!r}")
    with enable_grad():
        given = _leaves(inputs, create_graph)
        outputs, several = _listed(func(*given), "jacobian")
        rows = tuple(_jacobian_of(out, given, create_graph, strict) for out in outputs)
    per_output = tuple(row if isinstance(inputs, tuple) else row[0] for row in rows)
    return per_output if several else per_output[0]


def _jacobian_of(out: Tensor, given: tuple[Tensor, ...], create_graph: bool, strict: bool) -> tuple[Tensor, ...]:
    """The derivatives of one output by each input: one backward pass per element."""
    from ..ops.joining import stack

    columns: list[list[Tensor]] = [[] for _ in given]
    for index in np.ndindex(out.array.shape):
        cotangent = np.zeros_like(out.array)
        cotangent[index] = 1
        found = _grad([out], given, [wrap(cotangent)], create_graph, strict, "jacobian")
        for column, g in zip(columns, found, strict=True):
            column.append(g)
    shapes = [(*out.array.shape, *x.array.shape) for x in given]
    return tuple(
        stack(column).reshape(shape) if column else wrap(np.zeros(shape, out.array.dtype)) for column, shape in zip(columns, shapes, strict=True)
    )


def hessian(
    func: Callable[..., Any],
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    outer_jacobian_strategy: str = "reverse-mode",
) -> Any:
    """All second derivatives of a function with a one-element result: for one input of shape S, a tensor of shape ``S + S``.

    >>> import autograd
    >>> autograd.functional.hessian(lambda x: (x**3).sum(), autograd.tensor([1.0, 2.0]))
    tensor([[ 6.,  0.],
            [ 0., 12.]])
    """
    several = isinstance(inputs, tuple)

    def gradient(*given: Any) -> tuple[Tensor, ...]:
        out = _scalar(func(*given), "hessian")
        return _grad([out], given, None, True, strict, "hessian")

    found = jacobian(gradient, inputs if several else (inputs,), create_graph, strict, vectorize, outer_jacobian_strategy)
    return found if several else found[0][0]


def vjp(func: Callable[..., Any], inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False) -> Any:
    """``(func(inputs), v^T J)``: the product of a vector with the Jacobian, by one backward pass."""
    with enable_grad():
        given = _leaves(inputs, create_graph)
        result = func(*given)
        outputs, several = _listed(result, "vjp")
        products = _grad(outputs, given, _vectors(v, outputs, "vjp"), create_graph, strict, "vjp")
    return _shown(tuple(outputs), several, create_graph), _shown(products, isinstance(inputs, tuple), True)


def jvp(func: Callable[..., Any], inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False) -> Any:
    """``(func(inputs), J v)``: the product of the Jacobian with a vector, by differentiating v^T J with respect to v (the double backward trick)."""
    with enable_grad():
        given = _leaves(inputs, create_graph)
        outputs, several = _listed(func(*given), "jvp")
        vectors = _vectors(v, list(given), "jvp")
        dual = [wrap(np.zeros_like(o.array)).requires_grad_() for o in outputs]
        pulled = _grad(outputs, given, dual, True, strict, "jvp")
        products = _grad(list(pulled), tuple(dual), vectors, create_graph, False, "jvp")
    return _shown(tuple(outputs), several, create_graph), _shown(products, several, True)


def vhp(func: Callable[..., Any], inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False) -> Any:
    """``(func(inputs), v^T H)`` for a function with a one-element result."""
    with enable_grad():
        given = _leaves(inputs, create_graph)
        out = _scalar(func(*given), "vhp")
        gradient = _grad([out], given, None, True, strict, "vhp")
        products = _grad(list(gradient), given, _vectors(v, list(given), "vhp"), create_graph, strict, "vhp")
    return _shown((out,), False, create_graph), _shown(products, isinstance(inputs, tuple), True)


def hvp(func: Callable[..., Any], inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False) -> Any:
    """``(func(inputs), H v)`` for a function with a one-element result; the Hessian is symmetric, so it is `vhp`."""
    return vhp(func, inputs, v, create_graph, strict)


def _leaves(inputs: Any, create_graph: bool) -> tuple[Tensor, ...]:
    """The inputs as tensors to differentiate by: new ones, unless the result is to be differentiated by the given ones."""
    listed = inputs if isinstance(inputs, tuple) else (inputs,)
    for t in listed:
        if not isinstance(t, Tensor):
            raise TypeError(f"The inputs must be a Tensor or a tuple of Tensors, but one of them has type {type(t).__name__}")
    if create_graph:
        return tuple(t.view_as(t) if t.requires_grad else t.detach().requires_grad_() for t in listed)
    return tuple(t.detach().requires_grad_() for t in listed)


def _listed(result: Any, caller: str) -> tuple[list[Tensor], bool]:
    several = isinstance(result, tuple)
    outputs = list(result) if several else [result]
    for o in outputs:
        if not isinstance(o, Tensor):
            raise TypeError(f"The outputs of the user-provided function given to {caller} must be Tensors, but one has type {type(o).__name__}")
    return outputs, several


def _scalar(result: Any, caller: str) -> Tensor:
    (out,), several = _listed(result, caller)
    if several or out.numel() != 1:
        raise RuntimeError(f"The function given to {caller} should return a single Tensor with one element, got shape {tuple(out.shape)}")
    return out


def _vectors(v: Any, like: list[Tensor], caller: str) -> list[Tensor]:
    if v is None:
        if len(like) != 1 or like[0].numel() != 1:
            raise RuntimeError(f"{caller}: the vector v can only be None if there is a single tensor with one element to take its place")
        return [wrap(np.ones_like(like[0].array))]
    listed = list(v) if isinstance(v, tuple) else [v]
    for a, b in zip(listed, like, strict=True):
        if a.shape != b.shape:
            raise RuntimeError(f"{caller}: v has invalid size: should be {tuple(b.shape)} but got {tuple(a.shape)}")
    return listed


def _grad(outputs: list[Tensor], given: tuple[Any, ...], cotangents: Any, create_graph: bool, strict: bool, caller: str) -> tuple[Tensor, ...]:
    """`grad`, with zeros for what does not depend on an input; with ``strict`` that is an error."""
    pairs = [(o, None if cotangents is None else c) for o, c in zip(outputs, cotangents or outputs, strict=True) if o.requires_grad]
    if strict and len(pairs) < len(outputs):
        raise RuntimeError(f"{caller}: an output of the user-provided function is independent of the inputs: this is not allowed in strict mode")
    if not pairs:
        return tuple(wrap(np.zeros_like(x.array)) for x in given)
    grad = NAMESPACES["torch"]["grad"]  # which the classes of these tensors may override
    found = grad([o for o, _ in pairs], given, [c for _, c in pairs], True, create_graph, allow_unused=True)
    if strict and any(f is None for f in found):
        raise RuntimeError(f"{caller}: the output is independent of an input: this is not allowed in strict mode")
    return tuple(wrap(np.zeros_like(x.array)) if f is None else f for x, f in zip(given, found, strict=True))


def _shown(tensors: tuple[Tensor, ...], several: bool, create_graph: bool) -> Any:
    shown = tensors if create_graph else tuple(t.detach() for t in tensors)
    return shown if several else shown[0]
