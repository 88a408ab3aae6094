"""Images at other sizes: interpolation, sampling at given places, and channels traded for pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.tensor import wrap

__all__: list[str] = []


def separable(input: Tensor, matrices: Sequence[Any]) -> Tensor:
    """A linear map along each of the last dimensions: with matrices of shape (m_d, n_d), (..., n_1, n_2) -> (..., m_1, m_2)."""
    dims = len(matrices)
    for d, matrix in enumerate(matrices):
        shape, axis = input.array.shape, input.array.ndim - dims + d
        if matrix.shape[0] == matrix.shape[1] and np.array_equal(matrix, np.eye(len(matrix))):
            continue
        matrix = matrix.astype(input.array.dtype)
        if d == dims - 1:
            input = input @ wrap(np.ascontiguousarray(matrix.T))
        elif d == dims - 2:
            input = wrap(matrix) @ input
        else:
            rest = int(np.prod(shape[axis + 1 :]))
            planes = wrap(matrix) @ input.reshape(*shape[: axis + 1], rest)
            input = planes.reshape(*shape[:axis], len(matrix), *shape[axis + 1 :])
    return input


def adaptive_bounds(size: int, count: int) -> tuple[Any, Any]:
    """Where each of ``count`` windows that evenly divide ``size`` elements starts, and ends."""
    i = np.arange(count)
    return i * size // count if count else i, -(-(i + 1) * size // count) if count else i


def averaging(size: int, count: int) -> Any:
    """The matrix (count, size) that takes the mean over each of these windows."""
    start, end = adaptive_bounds(size, count)
    places = np.arange(size)
    inside = (places >= start[:, None]) & (places < end[:, None])
    return inside / (end - start)[:, None]
