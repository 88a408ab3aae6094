"""``torch._C``: what libraries ask of PyTorch's compiled core, answered truthfully."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from ..core.device import device as _device
from ..core.dtypes import dtype as _dtype
from ..core.errors import refuse as _refuse
from ..core.modes import mode as _mode
from ..core.overrides import DisableTorchFunction, DisableTorchFunctionSubclass, disabled
from ..core.size import Size
from ..core.tensor import Tensor
from ..creation.random import Generator

__all__ = ["DisableTorchFunction", "DisableTorchFunctionSubclass", "Generator", "Size"]

_TensorMeta = type(Tensor)
_disabled_torch_function_impl = disabled


def _is_torch_function_enabled() -> bool:
    """True if functions ask the classes of their arguments."""
    return _mode.asks_classes


def _get_tracing_state() -> None:
    """None: nothing is traced."""


def _log_api_usage_once(event: str) -> None:
    """Nothing: nobody counts."""


def _parse_to(*args: Any, device: Any = None, dtype: Any = None, non_blocking: bool = False, memory_format: Any = None, **_: Any) -> Any:
    """What the arguments of ``Tensor.to`` say: the device, the dtype, whether to wait, the order in memory."""
    for a in args:
        if isinstance(a, Tensor):
            device, dtype = a.device, a.dtype
        elif isinstance(a, _dtype):
            dtype = a
        elif isinstance(a, bool):
            non_blocking = a
        elif a is not None:
            device = _device(a)
    return None if device is None else _device(device), dtype, non_blocking, memory_format


_nn = SimpleNamespace(_parse_to=_parse_to)
__getattr__ = _refuse(__name__)
