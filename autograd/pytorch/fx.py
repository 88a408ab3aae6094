"""``torch.fx``: no program is traced, so that functions stay as they are."""

from __future__ import annotations

from typing import Any

from ..core.errors import refuse as _refuse

__all__ = ["Graph", "GraphModule", "Node", "Proxy", "Tracer", "wrap"]


class _Untraced:
    """The kind of a part of PyTorch's traced programs: nothing is traced, and nothing is of this kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError(f"torch.fx.{type(self).__mro__[-3].__name__} is not part of wgrad: it traces no programs")


Graph, GraphModule, Node, Proxy, Tracer = (
    type(name, (_Untraced,), {"__doc__": _Untraced.__doc__}) for name in ("Graph", "GraphModule", "Node", "Proxy", "Tracer")
)


def wrap(fn_or_name: Any) -> Any:
    """``fn_or_name`` itself: where programs are traced, that function would be kept as a whole."""
    if not callable(fn_or_name) and not isinstance(fn_or_name, str):
        raise RuntimeError("Unsupported type for global function! Must be either a callable or string name")
    return fn_or_name


__getattr__ = _refuse(__name__)
