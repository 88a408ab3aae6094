"""Parameters of distributions: brought to one shape, one form turned into the other; PyTorch's address is ``torch.distributions.utils``."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, cast

import autograd
from autograd import Tensor, enable_grad

from .distribution import broadcast_all
from .distribution import clamped as clamp_probs
from .distribution import sum_rightmost as _sum_rightmost  # noqa: F401

__all__ = [
    "broadcast_all", "clamp_probs", "euler_constant", "lazy_property", "logits_to_probs", "probs_to_logits", "tril_matrix_to_vec",
    "vec_to_tril_matrix",
]  # fmt: skip

euler_constant = 0.57721566490153286060


def _standard_normal(shape: Any, dtype: Any, device: Any) -> Tensor:
    """Draws of the standard normal distribution."""
    return autograd.normal(autograd.zeros(shape, dtype=dtype, device=device), autograd.ones(shape, dtype=dtype, device=device))


class lazy_property:
    """An attribute that is computed when it is first asked for, with its graph even if that is under no_grad, and kept."""

    def __init__(self, wrapped: Callable[[Any], Any]) -> None:
        self.wrapped = wrapped
        update_wrapper(cast("Any", self), wrapped)

    def __get__(self, instance: Any, obj_type: Any = None) -> Any:
        if instance is None:
            return self
        with enable_grad():
            value = self.wrapped(instance)
        setattr(instance, self.wrapped.__name__, value)
        return value


def logits_to_probs(logits: Tensor, is_binary: bool = False) -> Tensor:
    """Probabilities from their logarithms, of the last dimension together, or from log-odds with ``is_binary``."""
    return autograd.sigmoid(logits) if is_binary else autograd.softmax(logits, dim=-1)


def probs_to_logits(probs: Tensor, is_binary: bool = False) -> Tensor:
    """The logarithms of probabilities, or log-odds with ``is_binary``; finite for those that are 0 and 1."""
    inside = clamp_probs(probs)
    return inside.log() - (-inside).log1p() if is_binary else inside.log()


def vec_to_tril_matrix(vec: Tensor, diag: int = 0) -> Tensor:
    """Lower triangular matrices, up to the diagonal ``diag``, that hold the numbers of vectors row by row.

    >>> vec_to_tril_matrix(autograd.tensor([1.0, 2.0, 3.0]))
    tensor([[1., 0.],
            [2., 3.]])
    """
    n = (-(1 + 2 * diag) + ((1 + 2 * diag) ** 2 + 8 * vec.shape[-1] + 4 * abs(diag) * (diag + 1)) ** 0.5) / 2
    if round(n) - n > autograd.finfo(vec.dtype).eps:
        raise ValueError(
            f"The size of last dimension is {vec.shape[-1]} which cannot be expressed as the lower triangular part of a square D x D matrix."
        )
    size = round(n)
    matrix = vec.new_zeros(*vec.shape[:-1], size, size)
    row, column = autograd.tril_indices(size, size, diag)
    matrix[..., row, column] = vec
    return matrix


def tril_matrix_to_vec(mat: Tensor, diag: int = 0) -> Tensor:
    """The numbers of the lower triangles of matrices, row by row."""
    n = mat.shape[-1]
    if diag < -n or diag >= n:
        raise ValueError(f"diag ({diag}) provided is outside [{-n}, {n - 1}].")
    row, column = autograd.tril_indices(n, n, diag)
    return mat[..., row, column]
