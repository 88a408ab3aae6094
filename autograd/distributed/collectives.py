"""What processes send each other: collective operations, in which all processes of a group take part, and messages from one to another.

Contiguous tensors are handed to MPI as they lie in memory; of others a copy is sent, and what arrives is copied into place. It overwrites a
tensor: the tensor's version moves, and a backward pass through it is refused (`distributed.nn.functional` has operations with gradients). With
``async_op=True`` a function returns a `Work` at once, and neither its tensors nor its results may be touched before ``wait()``. Outside its
group a function does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Any, NoReturn

import numpy as np

from ..core import dtypes
from ..core.modes import no_grad
from ..core.op import part_of, record_joint
from ..core.tensor import Tensor, wrap
from .processes import DistBackendError, GroupMember, ProcessGroup, get_rank, get_world_size, mpi, resolve

__all__ = [
    "ReduceOp", "Work", "all_gather", "all_gather_into_tensor", "all_gather_object", "all_reduce", "all_to_all", "barrier", "broadcast",
    "broadcast_object_list", "gather", "irecv", "isend", "recv", "reduce", "reduce_scatter", "reduce_scatter_tensor", "scatter", "send",
]  # fmt: skip

Step = tuple[str, tuple[Any, ...], Callable[[], Any]]  # a method of MPI's, its arguments, and what is to be done when that is complete
OUTSTANDING: set[Work] = set()  # so that no buffer is freed while MPI uses it
KINDS = list(dtypes.BY_NUMPY)


class ReduceOp(Enum):
    """How the values of several processes become one: AVG is their mean, of floats; the last three are bitwise, of integers."""

    SUM, AVG, PRODUCT, MIN, MAX, BAND, BOR, BXOR = "SUM", "AVG", "PROD", "MIN", "MAX", "BAND", "BOR", "BXOR"


class Work:
    """An operation that has begun: it is complete, and its results are there, when ``wait()`` returns."""

    def __init__(self, group: ProcessGroup, call: str, requests: list[tuple[Any, Callable[[], Any]]]) -> None:
        self.group, self.call, self.requests, self.status = group, call, requests, mpi().Status()
        OUTSTANDING.add(self)

    def is_completed(self) -> bool:
        """True if there is nothing to wait for. To ask lets MPI get on with it."""
        complete = [not request or request.Test(self.status) for request, _ in self.requests]
        return all(complete)

    def wait(self, timeout: timedelta | None = None) -> bool:
        """Wait until it is complete; DistBackendError after ``timeout``, by default that of the group."""
        while self.requests:
            request, then = self.requests[0]
            self.group.wait(request, self.call, None if timeout is None else timeout.total_seconds(), self.status)
            del self.requests[0]
            then()
        OUTSTANDING.discard(self)
        return True


def _begin(call: str, group: Any, async_op: bool, *steps: Step, root: int | None = None) -> Work | None:
    """Begin a collective, of which all say the same ``call``, and wait for it unless it is asynchronous. ``root`` is MPI's last argument."""
    if group is GroupMember.NON_GROUP_MEMBER:
        return None
    found = resolve(group)
    last = [] if root is None else [_place(found, root)]
    check = found.announce(call)
    work = Work(found, call, [check, *[(getattr(found.comm, method)(*arguments, *last), then) for method, arguments, then in steps]])
    return work if async_op or not work.wait() else None


def _place(group: ProcessGroup, rank: int) -> int:
    if rank not in group.ranks:
        raise ValueError(f"Global rank {rank} is not part of {group}")
    return group.ranks.index(rank)


def _of(tensor: Tensor, *more: str) -> str:
    return f"({', '.join([*more, f'{tuple(tensor.shape)} {dtypes.of(tensor.array).name}'])})"


# ---------------------------------------------------------------------------------------------------------------- buffers


def _buffer(array: Any, reducing: bool = False) -> Any:
    """The numbers one after another: the array itself if they lie so. float16 is reduced as float32, and rounded once."""
    buffer = array if array.flags.c_contiguous else array.copy("C")
    if not reducing or array.dtype not in (np.float16, np.bool_):
        return buffer
    return buffer.view(np.uint8) if array.dtype == np.bool_ else buffer.astype(np.float32)


def _target(tensor: Tensor, reducing: bool = False) -> Any:
    """The buffer for what arrives, which `_store` will bring into the tensor."""
    tensor._check_overlap("torch.distributed", tensor.array)
    return _buffer(tensor.array, reducing)


def _bytes(buffer: Any) -> Any:
    return buffer.reshape(-1).view(np.uint8)


def _store(tensor: Tensor, values: Any) -> None:
    """Note that a tensor's memory has been overwritten, after copying ``values`` into it if they lie elsewhere."""
    array = tensor.array
    if not np.may_share_memory(array, values):
        with np.errstate(over="ignore"):
            array[...] = values.reshape(array.shape)
    tensor._bump_version()
    if tensor.requires_grad and not tensor.is_leaf:
        node = record_joint("DistributedBackward", _refuse, [tensor], [(array.shape, array.dtype)])
        with no_grad():
            tensor._rebase(wrap(array, part_of(node, 0)))


def _refuse(g: Any) -> NoReturn:
    raise RuntimeError("torch.distributed has overwritten this tensor, and has no gradient: detach() it before, or take distributed.nn.functional's")


def _together(tensors: Sequence[Tensor]) -> tuple[Any, Callable[[], None]]:
    """One buffer of bytes for what arrives for several tensors, and what brings it into them."""
    ends = np.cumsum([0, *[t.array.nbytes for t in tensors]]).tolist()
    buffer = np.empty(ends[-1], np.uint8)

    def store() -> None:
        for tensor, (start, end) in zip(tensors, pairwise(ends), strict=True):
            _store(tensor, buffer[start:end].view(tensor.array.dtype))

    for tensor in tensors:
        tensor._check_overlap("torch.distributed", tensor.array)
    return buffer, store


def _check(tensors: Sequence[Tensor] | None, tensor: Tensor | None, group: Any) -> Sequence[Tensor]:
    """A list of one tensor for each process, and of the shape and type of ``tensor``; refused if it is another."""
    tensors, count = tensors or [], get_world_size(group)
    if len(tensors) != count >= 0:
        raise ValueError(f"torch.distributed: expected a list of {count} tensors, one for each process, and got {len(tensors)}")
    for other in tensors if tensor is not None else ():
        if tensor is not None and (other.array.shape, other.array.dtype) != (tensor.array.shape, tensor.array.dtype):
            raise ValueError(f"torch.distributed: all tensors must have the same shape and type, and there are {_of(tensor)} and {_of(other)}")
    return tensors


def _check_parts(whole: Tensor, part: Tensor, group: Any) -> None:
    """Refuse tensors of which one does not have the elements of the other for each process."""
    count = get_world_size(group)
    if (whole.array.size != count * part.array.size or whole.array.dtype != part.array.dtype) and count >= 0:
        raise ValueError(f"torch.distributed: expected tensors of one type, one with {count} times the elements: {_of(whole)}, {_of(part)}")


# ---------------------------------------------------------------------------------------------------------------- reductions


@cache
def _extreme(op: ReduceOp, dtype: Any) -> Any:
    """The larger or the smaller of floats, and nan if one of them is: MPI's own would depend on the order."""
    function = np.maximum if op is ReduceOp.MAX else np.minimum

    def combine(source: Any, target: Any, datatype: Any) -> None:
        held = np.frombuffer(target, dtype)
        function(held, np.frombuffer(source, dtype), out=held)

    return mpi().Op.Create(combine, commute=True)


def _reduction(tensor: Tensor, buffer: Any, op: ReduceOp, group: Any) -> tuple[Any, Callable[[], None]]:
    """MPI's operation for numbers of this type, and what stores its result."""
    kind, count = tensor.array.dtype.kind, get_world_size(group)
    if (op is ReduceOp.AVG and kind != "f") or (op.value[0] == "B" and kind == "f"):
        raise RuntimeError(f"ReduceOp.{op.name} is for {'floats' if op is ReduceOp.AVG else 'integers'}, and not for {tensor.dtype!r}")

    def store() -> None:
        if op is ReduceOp.AVG:
            np.divide(buffer, count, out=buffer)
        _store(tensor, buffer)

    if kind == "f" and op in (ReduceOp.MIN, ReduceOp.MAX):
        return _extreme(op, buffer.dtype), store
    of_bools = {ReduceOp.SUM: "MAX", ReduceOp.PRODUCT: "MIN"} if kind == "b" else {ReduceOp.AVG: "SUM"}  # "or" is the larger, "and" the smaller
    return getattr(mpi(), of_bools.get(op, op.value)), store


def all_reduce(tensor: Tensor, op: ReduceOp = ReduceOp.SUM, group: Any = None, async_op: bool = False) -> Work | None:
    """Overwrite ``tensor`` with the sum over all processes, or what ``op`` says, on each of them."""
    buffer = _target(tensor, True)
    reduction, store = _reduction(tensor, buffer, op, group)
    return _begin(f"all_reduce{_of(tensor, op.name)}", group, async_op, ("Iallreduce", (mpi().IN_PLACE, buffer, reduction), store))


def reduce(tensor: Tensor, dst: int = 0, op: ReduceOp = ReduceOp.SUM, group: Any = None, async_op: bool = False) -> Work | None:
    """Overwrite ``tensor`` with the sum over all processes, or what ``op`` says, on the process ``dst``; elsewhere it stays as it is."""
    buffer = _target(tensor, True)
    reduction, store = _reduction(tensor, buffer, op, group)
    step: Step = ("Ireduce", (buffer, None, reduction), int) if get_rank() != dst else ("Ireduce", (mpi().IN_PLACE, buffer, reduction), store)
    return _begin(f"reduce{_of(tensor, op.name, f'to {dst}')}", group, async_op, step, root=dst)


def reduce_scatter_tensor(output: Tensor, input: Tensor, op: ReduceOp = ReduceOp.SUM, group: Any = None, async_op: bool = False) -> Work | None:
    """Overwrite ``output`` with this process's part of the sum of the inputs, or what ``op`` says; an input has a part for each process."""
    _check_parts(input, output, group)
    buffer = _target(output, True)
    reduction, store = _reduction(output, buffer, op, group)
    arguments = _buffer(input.array, True).reshape(-1), buffer.reshape(-1), reduction
    return _begin(f"reduce_scatter{_of(output, op.name)}", group, async_op, ("Ireduce_scatter_block", arguments, store))


def reduce_scatter(
    output: Tensor, input_list: Sequence[Tensor], op: ReduceOp = ReduceOp.SUM, group: Any = None, async_op: bool = False
) -> Work | None:
    """Overwrite ``output`` with the sum, or what ``op`` says, of the tensors that all processes have in their lists at the place of this one."""
    parts = np.stack([t.array for t in _check(input_list, output, group)])
    return reduce_scatter_tensor(output, wrap(parts), op, group, async_op)


# ---------------------------------------------------------------------------------------------------------------- copies


def broadcast(tensor: Tensor, src: int = 0, group: Any = None, async_op: bool = False) -> Work | None:
    """Overwrite ``tensor`` with that of the process ``src``."""
    sends = get_rank() == src
    buffer = _buffer(tensor.array) if sends else _target(tensor)
    step: Step = ("Ibcast", (_bytes(buffer),), int if sends else lambda: _store(tensor, buffer))
    return _begin(f"broadcast{_of(tensor, f'from {src}')}", group, async_op, step, root=src)


def all_gather_into_tensor(output_tensor: Tensor, input_tensor: Tensor, group: Any = None, async_op: bool = False) -> Work | None:
    """Overwrite the output with the inputs of all processes, one after another."""
    _check_parts(output_tensor, input_tensor, group)
    buffer = _target(output_tensor)
    step: Step = ("Iallgather", (_bytes(_buffer(input_tensor.array)), _bytes(buffer)), lambda: _store(output_tensor, buffer))
    return _begin(f"all_gather{_of(input_tensor)}", group, async_op, step)


def all_gather(tensor_list: Sequence[Tensor], tensor: Tensor, group: Any = None, async_op: bool = False) -> Work | None:
    """Overwrite the tensors of the list with those of all processes, in their order."""
    buffer, store = _together(_check(tensor_list, tensor, group))
    return _begin(f"all_gather{_of(tensor)}", group, async_op, ("Iallgather", (_bytes(_buffer(tensor.array)), buffer), store))


def gather(tensor: Tensor, gather_list: Sequence[Tensor] | None = None, dst: int = 0, group: Any = None, async_op: bool = False) -> Work | None:
    """Overwrite the tensors of the list, which the process ``dst`` gives, with those of all processes."""
    buffer, store = _together(_check(gather_list, tensor, group)) if get_rank() == dst else (None, int)
    return _begin(f"gather{_of(tensor, f'to {dst}')}", group, async_op, ("Igather", (_bytes(_buffer(tensor.array)), buffer), store), root=dst)


def scatter(tensor: Tensor, scatter_list: Sequence[Tensor] | None = None, src: int = 0, group: Any = None, async_op: bool = False) -> Work | None:
    """Overwrite ``tensor`` with the one at this process's place in the list that the process ``src`` gives."""
    parts = _bytes(np.stack([t.array for t in _check(scatter_list, tensor, group)])) if get_rank() == src else None
    buffer = _target(tensor)
    step: Step = ("Iscatter", (parts, _bytes(buffer)), lambda: _store(tensor, buffer))
    return _begin(f"scatter{_of(tensor, f'from {src}')}", group, async_op, step, root=src)


def all_to_all(output_tensor_list: Sequence[Tensor], input_tensor_list: Sequence[Tensor], group: Any = None, async_op: bool = False) -> Work | None:
    """Send each process the tensor at its place in the input list; what they have for this one overwrites the output list. Sizes may differ."""
    listed = _check(output_tensor_list, None, group), _check(input_tensor_list, None, group)
    kinds = {dtypes.of(t.array).name for t in (*listed[0], *listed[1])}
    if len(kinds) > 1:
        raise ValueError(f"all_to_all: all tensors must have the same type, and there are {', '.join(sorted(kinds))}")
    buffer, store = _together(listed[0])
    expected, counts = (np.array([t.array.nbytes for t in tensors]) for tensors in listed)
    coming = np.empty_like(expected)

    def compare() -> None:
        for rank, come, room in zip(resolve(group).ranks, coming.tolist(), expected.tolist(), strict=True):
            if come != room:
                raise DistBackendError(f"rank {get_rank()}: all_to_all: rank {rank} sends {come} bytes, and there is a tensor for {room}")

    sent = np.concatenate([_bytes(_buffer(t.array)) for t in listed[1]])
    steps: list[Step] = [("Ialltoall", (counts, coming), compare), ("Ialltoallv", ([sent, counts], [buffer, expected]), store)]
    return _begin(f"all_to_all({kinds})", group, async_op, *steps)


def barrier(group: Any = None, async_op: bool = False, device_ids: Any = None) -> Work | None:
    """Wait until all processes are here."""
    return _begin("barrier()", group, async_op)


def broadcast_object_list(object_list: list[Any], src: int = 0, group: Any = None, device: Any = None) -> None:
    """Overwrite the elements of the list with those of the process ``src``: anything that can be pickled."""
    work = _begin(f"broadcast_object_list({len(object_list)} objects, from {src})", group, True)
    if work is not None and work.wait():
        object_list[:] = resolve(group).comm.bcast(object_list, _place(resolve(group), src))


def all_gather_object(object_list: list[Any], obj: Any, group: Any = None) -> None:
    """Overwrite the elements of the list with the objects of all processes."""
    work = _begin(f"all_gather_object({len(object_list)} objects)", group, True)
    if work is not None and work.wait():
        object_list[:] = resolve(group).comm.allgather(obj)


# ---------------------------------------------------------------------------------------------------------------- messages


def isend(tensor: Tensor, dst: int, group: Any = None, tag: int = 0) -> Work | None:
    """Begin to send a tensor to the process ``dst``, which calls `recv` with the same tag and a tensor of this type and size."""
    return _message("send", tensor, dst, group, tag)


def irecv(tensor: Tensor, src: int | None = None, group: Any = None, tag: int = 0) -> Work | None:
    """Begin to receive a tensor from the process ``src``, or from any."""
    return _message("recv", tensor, src, group, tag)


def send(tensor: Tensor, dst: int, group: Any = None, tag: int = 0) -> None:
    """Send a tensor to the process ``dst``, which calls `recv` with the same tag and a tensor of this type and size."""
    work = isend(tensor, dst, group, tag)
    if work:
        work.wait()


def recv(tensor: Tensor, src: int | None = None, group: Any = None, tag: int = 0) -> int:
    """Overwrite ``tensor`` with the one that the process ``src`` sends, or any; the number of that process, or -1 outside the group."""
    work = irecv(tensor, src, group, tag)
    return work.group.ranks[work.status.Get_source()] if work and work.wait() else -1


def _message(name: str, tensor: Tensor, other: int | None, group: Any, tag: int) -> Work | None:
    if group is GroupMember.NON_GROUP_MEMBER:
        return None
    found, receives = resolve(group), name == "recv"
    if other == get_rank():
        raise ValueError(f"{name}: invalid rank {other}: it is this process")
    call = name + _of(tensor, f"{'from' if receives else 'to'} {'any' if other is None else other}", f"tag {tag}")
    buffer = _target(tensor) if receives else _buffer(tensor.array)
    found.tell(call)
    place = mpi().ANY_SOURCE if other is None else _place(found, other)
    request = getattr(found.comm, f"I{name}")(_bytes(buffer), place, len(KINDS) * tag + KINDS.index(tensor.array.dtype))

    def arrived() -> None:
        if (count := work.status.Get_count(mpi().BYTE)) != buffer.nbytes:
            raise DistBackendError(f"rank {get_rank()}: {call} got {count // buffer.itemsize} elements")
        _store(tensor, buffer)

    work = Work(found, call, [(request, arrived if receives else int)])
    return work
