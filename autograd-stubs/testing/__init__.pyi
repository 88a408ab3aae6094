"""``torch.testing``: `assert_close`, which says how far apart numbers are."""
from collections.abc import Callable as _Callable
from typing import Any as _Any
def assert_close(actual: _Any, expected: _Any, *, allow_subclasses: bool = True, rtol: float | None = None, atol: float | None = None, equal_nan: bool = False, check_device: bool = True, check_dtype: bool = True, check_layout: bool = True, check_stride: bool = False, msg: str | _Callable[[str], str] | None = None) -> None: """AssertionError unless |actual - expected| <= atol + rtol |expected| everywhere: of tensors, arrays, numbers, and what holds such.

    Shapes and types have to be the same, too, and strides with ``check_stride``. Without ``rtol`` and ``atol`` the type decides: 1.3e-6
    and 1e-5 for float32, 1e-7 for float64, none for integers. ``msg`` is said instead of the message, or makes another of it."""
