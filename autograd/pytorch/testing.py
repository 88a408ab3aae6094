"""``torch.testing``: `assert_close`, which says how far apart numbers are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ..core import dtypes
from ..core.errors import refuse as _refuse
from ..core.tensor import Tensor

__all__ = ["assert_close"]

# for each type how far numbers may be apart: relatively and absolutely; all other numbers have to be equal
TOLERANCES = {np.dtype(np.float16): (1e-3, 1e-5), np.dtype(np.float32): (1.3e-6, 1e-5), np.dtype(np.float64): (1e-7, 1e-7)}


def assert_close(
    actual: Any,
    expected: Any,
    *,
    allow_subclasses: bool = True,
    rtol: float | None = None,
    atol: float | None = None,
    equal_nan: bool = False,
    check_device: bool = True,
    check_dtype: bool = True,
    check_layout: bool = True,
    check_stride: bool = False,
    msg: str | Callable[[str], str] | None = None,
) -> None:
    """AssertionError unless |actual - expected| <= atol + rtol |expected| everywhere: of tensors, arrays, numbers, and what holds such.

    Shapes and types have to be the same, too, and strides with ``check_stride``. Without ``rtol`` and ``atol`` the type decides: 1.3e-6
    and 1e-5 for float32, 1e-7 for float64, none for integers. ``msg`` is said instead of the message, or makes another of it.

    >>> import autograd as torch
    >>> torch.testing.assert_close(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.5]))
    Traceback (most recent call last):
        ...
    AssertionError: Tensor-likes are not close!
    <BLANKLINE>
    Mismatched elements: 1 / 2 (50.0%)
    Greatest absolute difference: 0.5 at index (1,) (up to 1e-05 allowed)
    Greatest relative difference: 0.20000000298023224 at index (1,) (up to 1.3e-06 allowed)
    """
    if (rtol is None) != (atol is None):
        raise ValueError(f"Both 'rtol' and 'atol' must be either specified or omitted, but got no {'rtol' if rtol is None else 'atol'}.")
    for where, a, b in [*_pairs(actual, expected, "", allow_subclasses)]:
        problem = a if where is None else _difference(a, b, rtol, atol, equal_nan, check_dtype, check_stride)
        if problem:
            text = problem + (f"\n\nThe failure occurred for item {b if where is None else where}" if (b if where is None else where) else "")
            raise AssertionError(msg(text) if callable(msg) else msg or text)


def _pairs(a: Any, b: Any, where: str, subclasses: bool) -> Iterator[tuple[str | None, Any, Any]]:
    """What has to be compared, with its place in lists and dictionaries; or None, what is wrong with those, and their own place."""
    kinds = [next((kind for kind in (Sequence, Mapping) if isinstance(x, kind) and not isinstance(x, str)), None) for x in (a, b)]
    if kinds[0] is kinds[1] is Sequence:
        if len(a) != len(b):
            yield None, f"The length of the sequences mismatch: {len(a)} != {len(b)}", where
        for i, (x, y) in enumerate(zip(a, b, strict=False)):
            yield from _pairs(x, y, f"{where}[{i}]", subclasses)
    elif kinds[0] is kinds[1] is Mapping:
        if a.keys() != b.keys():
            missing, extra = sorted(b.keys() - a.keys()), sorted(a.keys() - b.keys())
            said = f"Missing keys in the actual mapping: {missing}\nAdditional keys in the actual mapping: {extra}"
            yield None, f"The keys of the mappings do not match:\n{said}", where
        for key in [key for key in a if key in b]:
            yield from _pairs(a[key], b[key], f"{where}[{key!r}]", subclasses)
    else:
        numbers, alike = all(isinstance(x, (int, float, np.number, np.bool_)) for x in (a, b)), isinstance(a, type(b)) or isinstance(b, type(a))
        arrays = isinstance(a, (Tensor, np.ndarray)) and (alike if subclasses else type(a) is type(b))
        if not (numbers or arrays or a is None or b is None):
            raise TypeError(f"No comparison pair was able to handle inputs of type {type(a)} and {type(b)}.")
        yield where, a, b


def _difference(a: Any, b: Any, rtol: float | None, atol: float | None, equal_nan: bool, check_dtype: bool, check_stride: bool) -> str:
    """What to say of two that are not close; nothing if they are."""
    if a is None or b is None:
        return "" if a is b else f"None mismatch: {a} is not {b}"
    if isinstance(a, (bool, np.bool_)) and isinstance(b, (bool, np.bool_)):
        return "" if a == b else f"Booleans mismatch: {a} is not {b}"
    x, y = (t.array if isinstance(t, Tensor) else np.asarray(t) for t in (a, b))
    if not isinstance(a, (Tensor, np.ndarray)):
        if check_dtype and type(a) is not type(b):
            return f"The (d)types do not match: {type(a)} != {type(b)}."
    elif x.shape != y.shape:
        return f"The values for attribute 'shape' do not match: torch.Size({list(x.shape)}) != torch.Size({list(y.shape)})."
    elif check_stride and x.strides != y.strides:
        strides = [tuple(step // t.itemsize for step in t.strides) for t in (x, y)]
        return f"The values for attribute 'stride()' do not match: {strides[0]} != {strides[1]}."
    elif check_dtype and x.dtype != y.dtype:
        return f"The values for attribute 'dtype' do not match: {dtypes.of(x)!r} != {dtypes.of(y)!r}."
    if rtol is None or atol is None:
        rtol, atol = (max(TOLERANCES.get(t.dtype, (0, 0))[i] for t in (x, y)) for i in (0, 1))
    dtype = np.result_type(x, y) if x.dtype == y.dtype else dtypes.promote([x, y])
    x, y = (t.astype(np.int64 if dtype.kind in "bui" else dtype) for t in (x, y))
    with np.errstate(all="ignore"):
        apart = abs(x - y)
        wrong = ~((apart <= atol + rtol * abs(y)) | (x == y) | (equal_nan & np.isnan(x) & np.isnan(y)))
        if not wrong.any():
            return ""
        share = (apart / abs(y)).astype(np.float32 if dtype.kind in "bui" and x.shape else np.result_type(apart, np.float16))
    said, number = "equal" if rtol == atol == 0 else "close", x.ndim == 0
    lines = [f"{'Scalars' if number else 'Tensor-likes'} are not {said}!\n"]
    lines += [f"Expected {y.item()} but got {x.item()}." if number else f"Mismatched elements: {wrong.sum()} / {x.size} ({wrong.mean():.1%})"]
    for word, values, allowed in (("absolute", apart, atol), ("relative", share, rtol)):
        at = np.unravel_index(np.where(wrong, values, 0).argmax(), x.shape)
        place = "" if number else f" at index {tuple(map(int, at))}"
        start = f"{word.capitalize()} difference" if number else f"Greatest {word} difference"
        lines.append(f"{start}: {values[at].item()}{place}{'' if said == 'equal' else f' (up to {allowed} allowed)'}")
    return "\n".join(lines)


__getattr__ = _refuse(__name__)
