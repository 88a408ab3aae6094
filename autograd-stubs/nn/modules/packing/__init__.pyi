"""PackedSequence: sequences of different lengths without padding, as recurrent layers take them; `nn.utils.rnn` makes them."""
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
class _Packed(_NamedTuple):
    """_Packed(data, batch_sizes, sorted_indices, unsorted_indices)"""
    data: _Any
    batch_sizes: _Any
    sorted_indices: _Any
    unsorted_indices: _Any
    def __new__(cls, data: _Any, batch_sizes: _Any, sorted_indices: _Any, unsorted_indices: _Any) -> _Self: """Create new instance of _Packed(data, batch_sizes, sorted_indices, unsorted_indices)"""
