"""What processes send each other: collective operations, in which all processes of a group take part, and messages from one to another.

    Contiguous tensors are handed to MPI as they lie in memory; of others a copy is sent, and what arrives is copied into place. It overwrites a
    tensor: the tensor's version moves, and a backward pass through it is refused (`distributed.nn.functional` has operations with gradients). With
    ``async_op=True`` a function returns a `Work` at once, and neither its tensors nor its results may be touched before ``wait()``. Outside its
    group a function does nothing."""
from autograd import Tensor as _Tensor
from autograd.distributed.processes import ProcessGroup as _ProcessGroup
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from datetime import timedelta as _datetime_timedelta
from enum import Enum as _enum_Enum
from typing import Any as _Any
from typing import Self as _Self
class ReduceOp(_enum_Enum):
    """How the values of several processes become one: AVG is their mean, of floats; the last three are bitwise, of integers."""
    SUM: _Any
    AVG: _Any
    PRODUCT: _Any
    MIN: _Any
    MAX: _Any
    BAND: _Any
    BOR: _Any
    BXOR: _Any
    def __new__(cls, value: _Any) -> _Self: ...
class Work:
    """An operation that has begun: it is complete, and its results are there, when ``wait()`` returns."""
    group: _ProcessGroup
    call: str
    requests: list[tuple[_Any, _Callable[[], _Any]]]
    status: _Any
    def __init__(self, group: _ProcessGroup, call: str, requests: list[tuple[_Any, _Callable[[], _Any]]]) -> None: ...
    def is_completed(self) -> bool: """True if there is nothing to wait for. To ask lets MPI get on with it."""
    def wait(self, timeout: _datetime_timedelta | None = None) -> bool: """Wait until it is complete; DistBackendError after ``timeout``, by default that of the group."""
def all_gather(tensor_list: _Sequence[_Tensor], tensor: _Tensor, group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite the tensors of the list with those of all processes, in their order."""
def all_gather_into_tensor(output_tensor: _Tensor, input_tensor: _Tensor, group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite the output with the inputs of all processes, one after another."""
def all_gather_object(object_list: list[_Any], obj: _Any, group: _Any = None) -> None: """Overwrite the elements of the list with the objects of all processes."""
def all_reduce(tensor: _Tensor, op: ReduceOp = ..., group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite ``tensor`` with the sum over all processes, or what ``op`` says, on each of them."""
def all_to_all(output_tensor_list: _Sequence[_Tensor], input_tensor_list: _Sequence[_Tensor], group: _Any = None, async_op: bool = False) -> Work | None: """Send each process the tensor at its place in the input list; what they have for this one overwrites the output list. Sizes may differ."""
def barrier(group: _Any = None, async_op: bool = False, device_ids: _Any = None) -> Work | None: """Wait until all processes are here."""
def broadcast(tensor: _Tensor, src: int = 0, group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite ``tensor`` with that of the process ``src``."""
def broadcast_object_list(object_list: list[_Any], src: int = 0, group: _Any = None, device: _Any = None) -> None: """Overwrite the elements of the list with those of the process ``src``: anything that can be pickled."""
def gather(tensor: _Tensor, gather_list: _Sequence[_Tensor] | None = None, dst: int = 0, group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite the tensors of the list, which the process ``dst`` gives, with those of all processes."""
def irecv(tensor: _Tensor, src: int | None = None, group: _Any = None, tag: int = 0) -> Work | None: """Begin to receive a tensor from the process ``src``, or from any."""
def isend(tensor: _Tensor, dst: int, group: _Any = None, tag: int = 0) -> Work | None: """Begin to send a tensor to the process ``dst``, which calls `recv` with the same tag and a tensor of this type and size."""
def recv(tensor: _Tensor, src: int | None = None, group: _Any = None, tag: int = 0) -> int: """Overwrite ``tensor`` with the one that the process ``src`` sends, or any; the number of that process, or -1 outside the group."""
def reduce(tensor: _Tensor, dst: int = 0, op: ReduceOp = ..., group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite ``tensor`` with the sum over all processes, or what ``op`` says, on the process ``dst``; elsewhere it stays as it is."""
def reduce_scatter(output: _Tensor, input_list: _Sequence[_Tensor], op: ReduceOp = ..., group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite ``output`` with the sum, or what ``op`` says, of the tensors that all processes have in their lists at the place of this one."""
def reduce_scatter_tensor(output: _Tensor, input: _Tensor, op: ReduceOp = ..., group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite ``output`` with this process's part of the sum of the inputs, or what ``op`` says; an input has a part for each process."""
def scatter(tensor: _Tensor, scatter_list: _Sequence[_Tensor] | None = None, src: int = 0, group: _Any = None, async_op: bool = False) -> Work | None: """Overwrite ``tensor`` with the one at this process's place in the list that the process ``src`` gives."""
def send(tensor: _Tensor, dst: int, group: _Any = None, tag: int = 0) -> None: """Send a tensor to the process ``dst``, which calls `recv` with the same tag and a tensor of this type and size."""
