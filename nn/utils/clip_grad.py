"""Gradient clipping: keep one bad batch from throwing the parameters far away."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.tensor import wrap
from autograd.machine.totals import inner_total

__all__ = ["clip_grad_norm_", "clip_grad_value_", "clip_grads_with_norm_", "get_total_norm"]

Tensors = Tensor | Iterable[Tensor]


def _listed(tensors: Tensors) -> list[Any]:
    return [tensors] if isinstance(tensors, Tensor) else list(tensors)


def _gradients(parameters: Tensors) -> list[Any]:
    return [p._grad for p in _listed(parameters) if p._grad is not None]


def get_total_norm(tensors: Tensors, norm_type: float = 2.0, error_if_nonfinite: bool = False, foreach: bool | None = None) -> Tensor:
    """The norm of all tensors together, as if they were one vector.

    RuntimeError if it is nan or infinite and ``error_if_nonfinite``.

    >>> import autograd as torch
    >>> get_total_norm([torch.tensor([3.0]), torch.tensor([4.0])])
    tensor(5.)
    """
    norm_type = float(norm_type)
    arrays = [t.array.ravel() for t in _listed(tensors)]
    if not arrays:
        return autograd.tensor(0.0)
    kind = arrays[0].dtype
    arrays = [a.astype(np.float32) if a.dtype == np.float16 else a for a in arrays]
    if norm_type != 0 and sum(a.size for a in arrays) == 1:
        norm_type = 1.0  # the norm of one number is its size, and its square might leave the range
    if norm_type == 2:
        total = np.sqrt(sum(inner_total(a, a)[0] for a in arrays))
    else:
        norms = np.array([np.linalg.norm(a, norm_type) if a.size else 0 for a in arrays], arrays[0].dtype)
        total = np.linalg.norm(norms, norm_type)
    if error_if_nonfinite and not math.isfinite(total):
        raise RuntimeError(
            f"The total norm of order {norm_type} for gradients from `parameters` is non-finite, so it cannot be clipped. To disable this "
            "error and scale the gradients by the non-finite norm anyway, set `error_if_nonfinite=False`"
        )
    return wrap(np.asarray(total, kind))


def clip_grads_with_norm_(parameters: Tensors, max_norm: float, total_norm: Tensor, foreach: bool | None = None) -> None:
    """Multiply the gradients by max_norm / total_norm, in place, if that is less than one."""
    factor = float(max_norm) / (float(total_norm) + 1e-6)
    if factor < 1 or math.isnan(factor):
        for grad in _gradients(parameters):
            grad.array *= factor
            grad._bump_version()


def clip_grad_norm_(
    parameters: Tensors, max_norm: float, norm_type: float = 2.0, error_if_nonfinite: bool = False, foreach: bool | None = None
) -> Tensor:
    """Scale all gradients, in place, so that their norm together is at most ``max_norm``. Returns the norm that they had.

    >>> import autograd as torch
    >>> w = torch.tensor([3.0, 4.0], requires_grad=True)
    >>> (w * w / 2).sum().backward()
    >>> clip_grad_norm_(w, max_norm=1.0)
    tensor(5.)
    >>> w.grad
    tensor([0.6000, 0.8000])
    """
    listed = _listed(parameters)
    total = get_total_norm(_gradients(listed), norm_type, error_if_nonfinite)
    clip_grads_with_norm_(listed, max_norm, total)
    return total


def clip_grad_value_(parameters: Tensors, clip_value: float, foreach: bool | None = None) -> None:
    """Limit every element of the gradients, in place, to [-clip_value, clip_value].

    >>> import autograd as torch
    >>> w = torch.tensor([3.0, 0.1], requires_grad=True)
    >>> (w * w).sum().backward()
    >>> clip_grad_value_(w, 1.0)
    >>> w.grad
    tensor([1.0000, 0.2000])
    """
    bound, listed = float(clip_value), _listed(parameters)
    for grad in _gradients(listed):
        np.clip(grad.array, -bound, bound, out=grad.array)
        grad._bump_version()
