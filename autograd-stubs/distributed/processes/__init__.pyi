"""Groups of processes. MPI brings the processes and what they send each other; here they are counted, watched, and ended together.

    Every process writes what it does on a board that the others can read while it computes or hangs. Every collective begins with a check that all
    processes of its group call the same, with the same shapes and types. So what would be a deadlock, or wrong numbers, is an error that names the
    process and the call."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from datetime import timedelta as _datetime_timedelta
from typing import Any as _Any
class DistBackendError(RuntimeError):
    """Other processes have not come, or have come with something else."""
class GroupMember(_Tensor):
    """Names of two groups: ``WORLD``, all processes, and ``NON_GROUP_MEMBER``, what `new_group` gives to processes that are not in the group."""
    NON_GROUP_MEMBER: _Any
class ProcessGroup:
    """Processes that work together: ``ranks`` are their numbers among all. Its messages never meet those of another group."""
    comm: _Any
    checks: _Any
    ranks: _Any
    timeout: float
    count: _Any
    def __init__(self, comm: _Any, ranks: _Sequence[int], timeout: float) -> None: ...
    def rank(self) -> int: """The number of this process in the group."""
    def size(self) -> int: """How many processes there are."""
    def announce(self, call: str) -> tuple[_Any, _Callable[[], None]]: """Begin to compare ``call`` with what the others call: the request, and what judges the answer."""
    def tell(self, call: str) -> None: """Write on the board what this process calls."""
    def others(self) -> str: """What the other processes of the group do, where it is not what this one does."""
    def wait(self, request: _Any, call: str, timeout: float | None, status: _Any) -> None: """Wait for one of MPI's requests; DistBackendError if another process has ended, or after ``timeout`` seconds."""
    def copy(self) -> ProcessGroup: """The same processes, as another group."""
default_pg_timeout: _datetime_timedelta
def destroy_process_group(group: ProcessGroup | None = None) -> None: """Leave a group, by default all of them. Its processes have to do so together."""
def get_backend(group: _Any = None) -> str: """The name of what brings the messages: "mpi"."""
def get_process_group_ranks(group: _Any = None) -> list[int]: """The numbers among all of the processes of a group."""
def get_rank(group: _Any = None) -> int: """The number of this process in the group; -1 if it is not in it."""
def get_world_size(group: _Any = None) -> int: """How many processes are in the group; -1 if this one is not."""
group = GroupMember
def init_process_group(backend: str | None = None, init_method: _Any = None, timeout: _datetime_timedelta | None = None, world_size: int = -1, rank: int = -1, **others: _Any) -> None: """Join the processes that were started together, by ``python -m autograd launch -n 4 script.py``, ``mpiexec`` or ``srun``.

    ``backend`` is "mpi". A process that was started alone is a group of one. After ``timeout``, by default 30 minutes, of waiting for others
    an operation is a `DistBackendError` that says which have not come. An exception that nobody catches ends all processes. The other
    arguments are not needed: MPI knows the processes."""
def is_available() -> bool: """True if mpi4py is installed: MPI itself is started by `init_process_group`."""
def is_initialized() -> bool: """True between `init_process_group` and `destroy_process_group`."""
def is_mpi_available() -> bool: """True if mpi4py is installed: MPI itself is started by `init_process_group`."""
def is_torchelastic_launched() -> bool: """True if this process was started by PyTorch's own launcher."""
def new_group(ranks: _Sequence[int] | None = None, timeout: _datetime_timedelta | None = None, **others: _Any) -> _Any: """A group of some processes, by default all. Every process has to call it; those outside get ``GroupMember.NON_GROUP_MEMBER``."""
