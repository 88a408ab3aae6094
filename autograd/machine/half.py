"""float16 as float32: by bits. NumPy converts number by number, and takes three times as long."""

from __future__ import annotations

from typing import Any

import numpy as np

FEW = 2048  # numbers for which NumPy is faster
SIGN, REST = np.int32(-(2**31)), np.int32(0x0FFFE000)
SCALE = np.float32(2.0**112)  # the exponents of float32 begin so much lower; a product also makes normal numbers of subnormal ones


def single(x: Any) -> Any:
    """The float16 numbers of an array as float32, in the same order in memory.

    >>> single(np.array([1.5, -2.0], np.float16))
    array([ 1.5, -2. ], dtype=float32)
    """
    if x.size < FEW or not x.dtype.isnative:
        return x.astype(np.float32)
    bits = x.view(np.int16).astype(np.int32)  # the sign in all the bits before the number
    sign = bits & SIGN
    bits <<= 13
    bits &= REST
    numbers = bits.view(np.float32)
    numbers *= SCALE
    if numbers.max() >= 65536:  # inf and nan have an exponent of their own
        return x.astype(np.float32)
    bits |= sign
    return numbers
