"""Where nan and inf came from."""
from autograd import Tensor as _Tensor
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
class Nonfinite(_NamedTuple):
    """The first operation that went wrong."""
    op: _Any
    what: _Any
    kind: _Any
    line: _Any
    node: _Any
    missing: _Any
    def __new__(cls, op: _Any, what: _Any, kind: _Any, line: _Any, node: _Any, missing: _Any = 0) -> _Self: """Create new instance of Nonfinite(op, what, kind, line, node, missing)"""
    def __str__(self) -> str: ...
def first_nonfinite(loss: _Tensor) -> Nonfinite | None: """The first operation whose value, or else whose gradient, holds nan or inf; None if there is none.

    Values are those that a `record` around the forward pass has seen, or that were saved for the backward pass; gradients come from a
    backward pass of its own, which changes no ``.grad`` (hooks do run)."""
