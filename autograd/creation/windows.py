"""Windows: weights that fade a piece of a signal in and out, (window_length).

A periodic window leaves out the last value of a symmetric one that is longer by one: for Fourier transforms. Of length 1, all are 1.
Formulas: F. J. Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform" (1978).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

import numpy as np

from ..core import dtypes
from ..core.tensor import Tensor
from .factories import Array, Options, leaf, numpy_dtype

__all__ = ["bartlett_window", "blackman_window", "hamming_window", "hann_window", "kaiser_window"]


def _window(caller: str, length: int, periodic: bool, shape: Callable[[Array], Array], dtype: Any, options: Options) -> Tensor:
    """``shape`` of numbers from -1 to 1, the middle of the window at 0."""
    kind = numpy_dtype(dtype)
    if kind.kind != "f":
        raise RuntimeError(f"{caller} expects floating point dtypes, got: {dtypes.of(kind)!r}")
    if length < 0:
        raise RuntimeError(f"{caller} requires non-negative window_length, got window_length={length}")
    places = np.linspace(-1, 1, length + 1)[:-1] if periodic else np.linspace(-1, 1, length)
    return leaf((shape(places) if length > 1 else np.ones(length)).astype(kind), **options)


def hann_window(window_length: int, periodic: bool = True, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """The Hann window: half a wave of the cosine, raised so that it starts at 0.

    >>> import autograd
    >>> autograd.hann_window(4)
    tensor([0.0000, 0.5000, 1.0000, 0.5000])
    """
    return _window("hann_window", window_length, periodic, lambda x: (1 + np.cos(np.pi * x)) / 2, dtype, options)


def hamming_window(
    window_length: int, periodic: bool = True, alpha: float = 0.54, beta: float = 0.46, *, dtype: Any = None, **options: Unpack[Options]
) -> Tensor:
    """The Hamming window: the Hann window on a small pedestal, alpha - beta cos.

    >>> import autograd
    >>> autograd.hamming_window(4)
    tensor([0.0800, 0.5400, 1.0000, 0.5400])
    """
    return _window("hamming_window", window_length, periodic, lambda x: alpha + beta * np.cos(np.pi * x), dtype, options)


def blackman_window(window_length: int, periodic: bool = True, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """The Blackman window: the Hann window with a second cosine, of lower side lobes.

    >>> import autograd
    >>> autograd.blackman_window(4)[1:]
    tensor([0.3400, 1.0000, 0.3400])
    """

    def shape(x: Array) -> Array:
        return 0.42 + 0.5 * np.cos(np.pi * x) + 0.08 * np.cos(2 * np.pi * x)

    return _window("blackman_window", window_length, periodic, shape, dtype, options)


def bartlett_window(window_length: int, periodic: bool = True, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """The Bartlett window: a triangle.

    >>> import autograd
    >>> autograd.bartlett_window(4)
    tensor([0.0000, 0.5000, 1.0000, 0.5000])
    """
    return _window("bartlett_window", window_length, periodic, lambda x: 1 - abs(x), dtype, options)


def kaiser_window(window_length: int, periodic: bool = True, beta: float = 12.0, *, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """The Kaiser window: the narrower the larger ``beta``.

    >>> import autograd
    >>> autograd.kaiser_window(4, beta=1.0)
    tensor([0.7898, 0.9450, 1.0000, 0.9450])
    """

    def shape(x: Array) -> Array:
        return np.i0(beta * np.sqrt(1 - x * x)) / np.i0(beta)

    return _window("kaiser_window", window_length, periodic, shape, dtype, options)
