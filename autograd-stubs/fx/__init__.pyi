"""``torch.fx``: no program is traced, so that functions stay as they are."""
from typing import Any as _Any
class _Untraced:
    """The kind of a part of PyTorch's traced programs: nothing is traced, and nothing is of this kind."""
    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
class Graph(_Untraced):
    """The kind of a part of PyTorch's traced programs: nothing is traced, and nothing is of this kind."""
class GraphModule(_Untraced):
    """The kind of a part of PyTorch's traced programs: nothing is traced, and nothing is of this kind."""
class Node(_Untraced):
    """The kind of a part of PyTorch's traced programs: nothing is traced, and nothing is of this kind."""
class Proxy(_Untraced):
    """The kind of a part of PyTorch's traced programs: nothing is traced, and nothing is of this kind."""
class Tracer(_Untraced):
    """The kind of a part of PyTorch's traced programs: nothing is traced, and nothing is of this kind."""
def wrap(fn_or_name: _Any) -> _Any: """``fn_or_name`` itself: where programs are traced, that function would be kept as a whole."""
