"""gradcheck: are the gradients right?  Each is compared with a central difference, (f(x + h) - f(x - h)) / 2h, which knows no rules.

The result is weighed with a random cotangent, not with ones: a sum of ones cannot see the gradient of softmax, among others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..core.modes import enable_grad
from ..core.sweep import grad
from ..core.tensor import Tensor, wrap

__all__ = ["GradcheckError", "gradcheck", "gradgradcheck"]


class GradcheckError(RuntimeError):
    """A gradient differs from its finite difference."""


def gradcheck(
    func: Callable[..., Any],
    inputs: Tensor | Sequence[Any],
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
    seed: int = 0,
    **_: Any,
) -> bool:
    """True if the gradients of ``func(*inputs)`` agree with finite differences; else GradcheckError, or False.

    ``inputs``: float64 tensors with ``requires_grad=True`` are checked, anything else is passed on. ``func`` returns a tensor or several.
    ``eps`` is the step; a gradient passes if it is within ``atol + rtol * |finite difference|``.

    >>> import autograd
    >>> x = autograd.tensor([0.5, -1.5], dtype=autograd.float64, requires_grad=True)
    >>> autograd.gradcheck(lambda x: x**3, x)
    True
    """
    listed = [inputs] if isinstance(inputs, Tensor) else list(inputs)
    checked = [(i, t) for i, t in enumerate(listed) if isinstance(t, Tensor) and t.requires_grad]
    if not checked:
        raise ValueError("gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True")
    for i, t in checked:
        if t.array.dtype != np.float64:
            raise ValueError(f"gradcheck: input {i} is {t.dtype!r}: differences of float64 numbers only are fine enough. Convert it with .double()")
    random = np.random.default_rng(seed)
    outputs = _outputs(func(*listed))
    if not outputs:
        raise ValueError("gradcheck: no output of the function requires a gradient")
    cotangents = [wrap(random.normal(size=o.shape)) for o in outputs]
    analytical = grad(outputs, [t for _, t in checked], cotangents, allow_unused=True)

    def weighed() -> float:
        found = func(*listed)  # recorded, as it was above: without a gradient to record NumPy's functions give arrays
        results = [found] if isinstance(found, Tensor) else [f for f, is_output in zip(found, differentiable, strict=True) if is_output]
        return float(sum((o.array * c.array).sum() for o, c in zip(results, cotangents, strict=True)))

    first = func(*listed)
    differentiable = [isinstance(o, Tensor) and o.requires_grad for o in ([first] if isinstance(first, Tensor) else first)]
    for (i, t), found in zip(checked, analytical, strict=True):
        numerical = _difference(weighed, t.array, eps)
        gradient = np.zeros_like(numerical) if found is None else found.array
        if not np.allclose(gradient, numerical, rtol, atol):
            if not raise_exception:
                return False
            worst = np.unravel_index(np.argmax(np.abs(gradient - numerical)), numerical.shape)
            raise GradcheckError(
                f"gradcheck: the gradient of input {i}, of shape {tuple(t.shape)}, differs from its finite difference, most at "
                f"{tuple(map(int, worst))}: {gradient[worst]:.8g} is not {numerical[worst]:.8g}"
            )
    return True


def gradgradcheck(
    func: Callable[..., Any],
    inputs: Tensor | Sequence[Any],
    grad_outputs: Any = None,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
    seed: int = 0,
    **_: Any,
) -> bool:
    """`gradcheck` of the gradients of ``func`` themselves, with respect to its inputs and to the cotangents: second order.

    >>> import autograd
    >>> x = autograd.tensor([0.5, -1.5], dtype=autograd.float64, requires_grad=True)
    >>> autograd.gradgradcheck(lambda x: x**3, x)
    True
    """
    listed = [inputs] if isinstance(inputs, Tensor) else list(inputs)
    random = np.random.default_rng(seed + 1)
    outputs = _outputs(func(*listed))
    if grad_outputs is None:
        given = [wrap(random.normal(size=o.shape)).requires_grad_() for o in outputs]
    else:
        given = [grad_outputs] if isinstance(grad_outputs, Tensor) else list(grad_outputs)
    count = len(listed)

    def gradients(*arguments: Any) -> tuple[Tensor, ...]:
        tensors = [a for a in arguments[:count] if isinstance(a, Tensor) and a.requires_grad]
        with enable_grad():
            found = grad(_outputs(func(*arguments[:count])), tensors, list(arguments[count:]), create_graph=True, allow_unused=True)
        return tuple(f for f in found if f is not None)

    return gradcheck(gradients, [*listed, *given], eps=eps, atol=atol, rtol=rtol, raise_exception=raise_exception, seed=seed)


def _outputs(result: Any) -> list[Tensor]:
    """The outputs that gradients can flow from."""
    return [o for o in ([result] if isinstance(result, Tensor) else result) if isinstance(o, Tensor) and o.requires_grad]


def _difference(f: Callable[[], float], x: np.ndarray[Any, Any], eps: float) -> np.ndarray[Any, Any]:
    """The central difference of f by each element of x, which is changed in place and restored."""
    slopes = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        held = x[index]
        x[index] = held + eps
        above = f()
        x[index] = held - eps
        slopes[index] = (above - f()) / (2 * eps)
        x[index] = held
    return slopes
