"""``torch.nn.attention``: which way of computing attention may be chosen, of PyTorch's several. Here there is one, that is exact."""
from collections.abc import Iterator as _Iterator
from enum import IntEnum as _enum_IntEnum
from typing import Any as _Any
from typing import Self as _Self
class SDPBackend(_enum_IntEnum):
    """PyTorch's ways of computing `scaled_dot_product_attention`."""
    ERROR: SDPBackend
    MATH: SDPBackend
    FLASH_ATTENTION: SDPBackend
    EFFICIENT_ATTENTION: SDPBackend
    CUDNN_ATTENTION: SDPBackend
    OVERRIDEABLE: SDPBackend
    def __new__(cls, value: _Any) -> _Self: ...
def sdpa_kernel(backends: _Any, set_priority: bool = False) -> _Iterator[None]: """A block in which attention may be computed in these ways alone, one `SDPBackend` or several: the results are the same."""
