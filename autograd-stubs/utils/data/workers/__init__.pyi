"""Worker processes: each has its own copy of the data set, is told which batches to make, and hands them over.

    Main program and worker are joined by a pair of sockets. An answer goes through it pickled, but for the memory of large arrays: that is
    written to a file that only exists in shared memory and has no name, of which the descriptor is sent. So whoever ends, in whatever way, leaves
    nothing behind: the other side reads the end of the stream, and the operating system frees the memory."""
from collections import deque as _collections_deque
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
class WorkerInfo:
    """What `get_worker_info` tells a worker."""
    id: int
    num_workers: int
    seed: int
    dataset: _Any
    def __init__(self, id: int, num_workers: int, seed: int, dataset: _Any) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
    def __setattr__(self, name: _Any, value: _Any) -> _Any: ...
    def __delattr__(self, name: _Any) -> _Any: ...
class _Answer(_NamedTuple):
    """What a worker makes of a `Task`."""
    epoch: _Any
    number: _Any
    worker: _Any
    data: _Any
    def __new__(cls, epoch: _Any, number: _Any, worker: _Any, data: _Any) -> _Self: """Create new instance of Answer(epoch, number, worker, data)"""
class Workers:
    """The worker processes of a DataLoader. They wait for `begin`, and then for tasks."""
    processes: list[_Any]
    connections: _Any
    arrived: _collections_deque[_Answer]
    stop: _Any
    running: _Any
    def __init__(self, count: int, context: _Any, *arguments: _Any) -> None: ...
    @property
    def complete(self) -> bool: """True as long as all are there."""
    def begin(self, base_seed: int) -> None: """Tell the workers the seed from which they make their own."""
    def send(self, id: int, message: _Any) -> None: """Tell a worker something. That it is not there any more, the next `receive` says."""
    def receive(self, timeout: float) -> _Answer: """The next answer of any worker. RuntimeError if none comes within ``timeout`` seconds, if not 0, or if a worker has ended."""
def get_worker_info() -> WorkerInfo | None: """In a worker of a DataLoader: its ``id``, ``num_workers``, ``seed`` and its own copy of the ``dataset``. In the main program None."""
