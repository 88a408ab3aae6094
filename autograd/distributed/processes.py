"""Groups of processes. MPI brings the processes and what they send each other; here they are counted, watched, and ended together.

Every process writes what it does on a board that the others can read while it computes or hangs. Every collective begins with a check that all
processes of its group call the same, with the same shapes and types. So what would be a deadlock, or wrong numbers, is an error that names the
process and the call.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from typing import Any, NoReturn

import numpy as np

from .supervise import GRACE, SUPERVISED, TOLD

__all__ = [
    "DistBackendError", "GroupMember", "ProcessGroup", "default_pg_timeout", "destroy_process_group", "get_backend", "get_process_group_ranks",
    "get_rank", "get_world_size", "group", "init_process_group", "is_available", "is_initialized", "is_mpi_available", "is_torchelastic_launched",
    "new_group",
]  # fmt: skip

default_pg_timeout = timedelta(minutes=30)
TURNS = 50  # looks at a request before the processor is offered to others
SOON, NAP = 0.002, 0.00005  # seconds after which a process that waits also sleeps, and for how long
LOOK = 1.0  # seconds between two looks whether another process has ended
LINE = 256  # bytes of the board for each process


class DistBackendError(RuntimeError):
    """Other processes have not come, or have come with something else."""


@cache
def mpi() -> Any:
    """mpi4py's MPI. To import it starts MPI in this process."""
    try:
        from mpi4py import MPI
    except (ImportError, RuntimeError) as error:
        raise RuntimeError(f"torch.distributed needs MPI: pip install 'wgrad[distributed]' brings mpi4py and MPICH ({error})") from error
    return MPI


class Board:
    """A line of text for each process, in memory that MPI shows to the others, also while the process is busy."""

    def __init__(self, everyone: Any) -> None:
        self.window = mpi().Win.Allocate(LINE, comm=everyone)
        self.own: Any = np.frombuffer(self.window.tomemory(), np.uint8)
        self.window.Lock_all(mpi().MODE_NOCHECK)
        self.write("has not called anything")

    def write(self, text: str) -> None:
        """Say what this process does."""
        self.own[:] = np.frombuffer(text.encode()[:LINE].ljust(LINE, b"\0"), np.uint8)

    def read(self, rank: int) -> str:
        """What a process has written; after two seconds, that it does not answer."""
        line = bytearray(LINE)
        request, end = self.window.Rget(line, rank), time.monotonic() + 2
        while not request.Test():
            if time.monotonic() > end:
                return "does not answer"
        return line.rstrip(b"\0").decode(errors="replace")


class ProcessGroup:
    """Processes that work together: ``ranks`` are their numbers among all. Its messages never meet those of another group."""

    def __init__(self, comm: Any, ranks: Sequence[int], timeout: float) -> None:
        self.comm, self.checks, self.ranks, self.timeout = comm, comm.Dup(), list(ranks), timeout
        self.count = 0

    def rank(self) -> int:
        """The number of this process in the group."""
        return self.comm.Get_rank()

    def size(self) -> int:
        """How many processes there are."""
        return len(self.ranks)

    def announce(self, call: str) -> tuple[Any, Callable[[], None]]:
        """Begin to compare ``call`` with what the others call: the request, and what judges the answer."""
        self.count += 1
        call = f"{call}, number {self.count} of {self}"
        self.tell(call)
        code = zlib.crc32(call.encode())
        answer = np.array([code, -code])

        def judge() -> None:
            if answer[0] != -answer[1]:  # the largest of all, and the smallest
                raise DistBackendError(f"rank {get_rank()}: {call}, does not fit what others call: {self.others()}")

        return self.checks.Iallreduce(mpi().IN_PLACE, answer, mpi().MAX), judge

    def tell(self, call: str) -> None:
        """Write on the board what this process calls."""
        STATE.board.write(f"last called {call}")

    def others(self) -> str:
        """What the other processes of the group do, where it is not what this one does."""
        said = {rank: STATE.board.read(rank) for rank in self.ranks}
        return "; ".join([f"rank {rank} {text}" for rank, text in said.items() if text != said[get_rank()]][:8]) or "all have called it"

    def wait(self, request: Any, call: str, timeout: float | None, status: Any) -> None:
        """Wait for one of MPI's requests; DistBackendError if another process has ended, or after ``timeout`` seconds."""
        timeout = self.timeout if timeout is None else timeout
        turns, start = 0, time.monotonic()
        look = start + min(LOOK, timeout)
        try:
            while request and not request.Test(status):
                turns += 1
                if turns < TURNS:
                    continue
                now = time.monotonic()
                time.sleep(NAP if now - start > SOON else 0)
                if now > look:
                    look += min(LOOK, timeout)
                    if now > start + timeout or any(STATE.board.read(rank).startswith("has ended") for rank in self.ranks):
                        raise DistBackendError(f"rank {get_rank()}: {call} has waited {now - start:.0f} s for other processes: {self.others()}")
        except mpi().Exception as error:
            raise DistBackendError(f"rank {get_rank()}: {call} fails: {error}") from error

    def copy(self) -> ProcessGroup:
        """The same processes, as another group."""
        return _member(ProcessGroup(self.comm.Dup(), self.ranks, self.timeout))

    def __repr__(self) -> str:
        return "all processes" if self.size() == STATE.size else f"the group of ranks {', '.join(map(str, self.ranks))}"


class STATE:
    """What `init_process_group` sets up."""

    world: ProcessGroup | None = None
    size = 0
    board: Any = None
    groups: list[ProcessGroup] = []  # noqa: RUF012
    excepthook: Any = None


class _Special(type):
    @property
    def WORLD(cls) -> ProcessGroup | None:
        """All processes; None before `init_process_group`."""
        return STATE.world


class GroupMember(metaclass=_Special):
    """Names of two groups: ``WORLD``, all processes, and ``NON_GROUP_MEMBER``, what `new_group` gives to processes that are not in the group."""

    NON_GROUP_MEMBER = object()


group = GroupMember


def is_available() -> bool:
    """True if mpi4py is installed: MPI itself is started by `init_process_group`."""
    return importlib.util.find_spec("mpi4py") is not None


is_mpi_available = is_available


def is_initialized() -> bool:
    """True between `init_process_group` and `destroy_process_group`."""
    return STATE.world is not None


def is_torchelastic_launched() -> bool:
    """True if this process was started by PyTorch's own launcher."""
    return "TORCHELASTIC_RUN_ID" in os.environ


def init_process_group(
    backend: str | None = None, init_method: Any = None, timeout: timedelta | None = None, world_size: int = -1, rank: int = -1, **others: Any
) -> None:
    """Join the processes that were started together, by ``python -m autograd launch -n 4 script.py``, ``mpiexec`` or ``srun``.

    ``backend`` is "mpi". A process that was started alone is a group of one. After ``timeout``, by default 30 minutes, of waiting for others
    an operation is a `DistBackendError` that says which have not come. An exception that nobody catches ends all processes. The other
    arguments are not needed: MPI knows the processes.
    """
    if backend not in (None, "mpi"):
        raise RuntimeError(f"Distributed package doesn't have {backend} built in: say init_process_group('mpi'), which runs on CPUs")
    if STATE.world is not None:
        raise ValueError("trying to initialize the default process group twice!")
    everyone = mpi().COMM_WORLD.Dup()
    STATE.size = everyone.Get_size()
    if (world_size, rank) != (-1, -1) and (world_size, rank) != (STATE.size, everyone.Get_rank()):
        raise ValueError(
            f"init_process_group: MPI has started this process as number {everyone.Get_rank()} of {STATE.size}, not {rank} of {world_size}"
        )
    STATE.board = Board(everyone)
    STATE.world = _member(ProcessGroup(everyone, range(STATE.size), (timeout or default_pg_timeout).total_seconds()))
    STATE.excepthook, sys.excepthook = sys.excepthook, _end_all
    atexit.register(_leave, os.getpid())


def new_group(ranks: Sequence[int] | None = None, timeout: timedelta | None = None, **others: Any) -> Any:
    """A group of some processes, by default all. Every process has to call it; those outside get ``GroupMember.NON_GROUP_MEMBER``."""
    world = resolve(None)
    chosen = sorted(world.ranks if ranks is None else ranks)
    if len(set(chosen)) != len(chosen) or not set(chosen) <= set(world.ranks):
        raise ValueError(f"new_group: ranks must be different numbers below {world.size()}, the number of processes, and are {chosen}")
    comm = world.comm.Split(0 if world.rank() in chosen else mpi().UNDEFINED, world.rank())
    if world.rank() not in chosen:
        return GroupMember.NON_GROUP_MEMBER
    return _member(ProcessGroup(comm, chosen, world.timeout if timeout is None else timeout.total_seconds()))


def _member(made: ProcessGroup) -> ProcessGroup:
    STATE.groups.append(made)
    return made


def destroy_process_group(group: ProcessGroup | None = None) -> None:
    """Leave a group, by default all of them. Its processes have to do so together."""
    found = resolve(group)
    leaving = [*STATE.groups] if found is STATE.world else [found]
    if found is STATE.world:
        STATE.board.window.Unlock_all()
        STATE.board.window.Free()
        STATE.world, sys.excepthook = None, STATE.excepthook
        atexit.unregister(_leave)
    for left in leaving:
        STATE.groups.remove(left)
        left.checks.Free()
        left.comm.Free()


def resolve(group: Any) -> ProcessGroup:
    """The group itself; all processes for None."""
    found = STATE.world if group is None else group
    if not isinstance(found, ProcessGroup):
        why = "this process is not in the group" if found else "Default process group has not been initialized, please call init_process_group."
        raise ValueError(why)
    return found


def get_rank(group: Any = None) -> int:
    """The number of this process in the group; -1 if it is not in it."""
    return -1 if group is GroupMember.NON_GROUP_MEMBER else resolve(group).rank()


def get_world_size(group: Any = None) -> int:
    """How many processes are in the group; -1 if this one is not."""
    return -1 if group is GroupMember.NON_GROUP_MEMBER else resolve(group).size()


def get_backend(group: Any = None) -> str:
    """The name of what brings the messages: "mpi"."""
    resolve(group)
    return "mpi"


def get_process_group_ranks(group: Any = None) -> list[int]:
    """The numbers among all of the processes of a group."""
    return list(resolve(group).ranks)


# ---------------------------------------------------------------------------------------------------------------- the end


def _end_all(kind: type[BaseException], error: BaseException, trace: Any) -> NoReturn:
    """What Python calls for an exception that nobody has caught: the others would wait for this process for ever."""
    STATE.excepthook(kind, error, trace)
    what = str(error) if isinstance(error, DistBackendError) else f"rank {get_rank()} has ended with {kind.__name__}: {error}"
    print(f"{what}; all processes are stopped", file=sys.stderr, flush=True)
    sys.stdout.flush()
    time.sleep(GRACE)
    if SUPERVISED not in os.environ:
        mpi().COMM_WORLD.Abort(1)
    os._exit(TOLD)


def _leave(process: int) -> None:
    """At the end of a process that has not left its groups itself."""
    if process == os.getpid() and STATE.world is not None:
        STATE.board.write("has ended")
        STATE.groups = STATE.groups[:1]
        destroy_process_group()
