"""``torch._foreach_*``: an operation for each tensor of a list, as optimizers ask for it. Each is made of the operation when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core.errors import NoSuchName
from ..core.tensor import Tensor

_UNARY = """
abs acos asin atan ceil cos cosh erf erfc exp expm1 floor frac lgamma log log10 log1p log2 neg reciprocal round rsqrt sigmoid sign sin sinh
sqrt tan tanh trunc zero
""".split()
_BINARY = "add addcdiv addcmul clamp_max clamp_min copy div lerp maximum minimum mul norm pow sub".split()


def __getattr__(name: str) -> Callable[..., Any]:
    operation = name.removeprefix("_foreach_")
    plain = operation.removesuffix("_")
    in_place = operation != plain
    if operation == name or plain not in (*_UNARY, *_BINARY) or (plain == "norm" and in_place):
        raise NoSuchName(f"module 'autograd' has no attribute {name!r}: wgrad does not have this part of PyTorch", "autograd", name)
    return _for_each(name, plain, in_place)


def _for_each(name: str, operation: str, in_place: bool) -> Callable[..., Any]:
    """The function that does an operation for each tensor."""

    def apply(self: list[Tensor], *others: Any, **options: Any) -> list[Tensor] | None:
        if operation in ("addcdiv", "addcmul") and len(others) == 3:
            *others, options["value"] = others  # type: ignore[assignment]
        count = len(self)
        columns = []
        for other in (*others, *options.values()):
            if isinstance(other, (list, tuple)) and len(other) != count:
                raise RuntimeError(f"{name}: Tensor lists must have the same number of tensors, got {count} and {len(other)}")
            columns.append(other if isinstance(other, (list, tuple)) else [other] * count)
        results = []
        for tensor, *rest in zip(self, *columns):
            given, named = rest[: len(others)], dict(zip(options, rest[len(others) :]))
            results.append(_one(tensor, operation, in_place, given, named))
        return None if in_place else results

    apply.__name__ = name
    return apply


def _one(tensor: Tensor, operation: str, in_place: bool, given: list[Any], named: dict[str, Any]) -> Tensor:
    if operation in ("maximum", "minimum"):
        operation = {"maximum": "clamp_min", "minimum": "clamp_max"}[operation]  # whose limit may be a number, and which have in-place forms
    result: Tensor = getattr(tensor, f"{operation}_" if in_place else operation)(*given, **named)
    return result
