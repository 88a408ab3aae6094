"""Worker processes: each has its own copy of the data set, is told which batches to make, and hands them over.

Main program and worker are joined by a pair of sockets. An answer goes through it pickled, but for the memory of large arrays: that is
written to a file that only exists in shared memory and has no name, of which the descriptor is sent. So whoever ends, in whatever way, leaves
nothing behind: the other side reads the end of the stream, and the operating system frees the memory.
"""

from __future__ import annotations

import errno
import io
import os
import pickle
import queue
import random
import signal
import socket
import sys
import threading
import time
import traceback
import weakref
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

import autograd
from autograd import Tensor

from .collate import fetcher
from .dataset import IterableDataset

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

__all__ = ["WorkerInfo", "Workers", "get_worker_info"]

PATIENCE = 5.0  # seconds that a worker has to come to its end before it is ended; also how often the main program looks after silent ones
SHARED = 1 << 14  # bytes: arrays from this size on go through shared memory, smaller ones along with what is pickled


@dataclass(frozen=True)
class WorkerInfo:
    """What `get_worker_info` tells a worker."""

    id: int
    num_workers: int
    seed: int
    dataset: Any


_worker_info: WorkerInfo | None = None


def get_worker_info() -> WorkerInfo | None:
    """In a worker of a DataLoader: its ``id``, ``num_workers``, ``seed`` and its own copy of the ``dataset``. In the main program None."""
    return _worker_info


# ---------------------------------------------------------------------------------------------------------------- what is sent


class Task(NamedTuple):
    """What a worker is told: the numbers of the samples of a batch, the batch's own number, and in which pass through the data."""

    epoch: int
    number: int
    indices: Any


class Answer(NamedTuple):
    """What a worker makes of a `Task`."""

    epoch: int
    number: int
    worker: int
    data: Any


class Exhausted:
    """The answer of a worker whose iterable data set has come to its end."""


class ExceptionWrapper:
    """The answer of a worker in which a task has failed: the exception's type and, as text, its traceback.

    An exception itself could not be sent: its traceback belongs to the worker.
    """

    def __init__(self, error: Exception, where: str) -> None:
        self.exc_type: type[Exception] = type(error)
        self.exc_msg = "".join(traceback.format_exception(error))
        self.where = where
        self.name = type(error).__name__
        try:
            pickle.dumps(self.exc_type)
        except Exception:  # a class without an address, as those made in functions are
            self.exc_type = RuntimeError

    def reraise(self) -> None:
        """Raise an exception of the same type; RuntimeError for a type that cannot be made of a message alone."""
        message = f"Caught {self.name} {self.where}.\nOriginal {self.exc_msg}"
        try:
            error = self.exc_type(_Message(message))
        except Exception:
            error = RuntimeError(message)
        raise error


class _Message(str):
    """Text that KeyError, which shows its argument's repr, shows with its line breaks."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _pickled(data: Any) -> tuple[bytes, list[memoryview]]:
    """Data in pickled form, and the memory of its large arrays."""
    from multiprocessing.reduction import ForkingPickler

    class Pickler(ForkingPickler):
        def reducer_override(self, value: Any) -> Any:
            if isinstance(value, Tensor) and value.grad_fn is not None:
                raise RuntimeError(
                    "Cowardly refusing to serialize non-leaf tensor which requires_grad: a graph cannot leave its process. "
                    "A DataLoader's worker should return tensor.detach()"
                )
            return NotImplemented

    arrays: list[memoryview] = []

    def apart(buffer: pickle.PickleBuffer) -> bool:
        memory = buffer.raw()
        if memory.nbytes < SHARED:
            return True  # stays with the rest
        arrays.append(memory)
        return False

    file = io.BytesIO()
    Pickler(file, pickle.HIGHEST_PROTOCOL, True, apart).dump(data)
    return file.getvalue(), arrays


def _shared(arrays: list[memoryview]) -> io.BufferedRandom | None:
    """A file in shared memory with these arrays, one after another; None where the system has no such files."""
    if not hasattr(os, "memfd_create"):
        return None
    file = open(os.memfd_create("DataLoader"), "w+b")  # noqa: SIM115  # whoever sends it closes it
    for memory in arrays:
        file.write(memory)
    file.seek(0)
    return file


class _Sender(threading.Thread):
    """Sends a worker's answers, so that the worker itself never waits: the main program may be busy, or be sending something itself."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(daemon=True)
        self.connection = connection
        self.waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.start()

    def send(self, answer: Answer) -> None:
        """Have an answer sent. What cannot be pickled raises its exception here; the data may be changed afterwards."""
        pickled, arrays = _pickled(answer.data)
        lengths = [memory.nbytes for memory in arrays]
        file = _shared(arrays) if arrays else None
        copies = [] if file else [bytes(memory) for memory in arrays]
        self.waiting.put(((*answer[:3], pickled, lengths, file is not None), file, copies))

    def finish(self) -> None:
        """Wait until everything has been sent, or nobody is there to receive it."""
        self.waiting.put(None)
        self.join()

    def run(self) -> None:
        """The thread."""
        with suppress(OSError):
            for head, file, copies in iter(self.waiting.get, None):
                self.connection.send(head)
                if file is not None:
                    with file, _socket(self.connection) as channel:
                        socket.send_fds(channel, [b"0"], [file.fileno()])
                for memory in copies:
                    self.connection.send_bytes(memory)


def _socket(connection: Connection) -> socket.socket:
    """The socket of a connection, which can also send descriptors of files. Close it: it is a duplicate."""
    channel = socket.socket(fileno=os.dup(connection.fileno()))
    channel.setblocking(True)  # socket.setdefaulttimeout would have changed the connection, too
    return channel


def _receive(connection: Connection) -> Answer:
    """The answer that a `_Sender` sent. Arrays come to lie in memory of this process, so that holding on to them holds no file open."""
    epoch, number, worker, pickled, lengths, is_shared = connection.recv()
    buffers = [np.empty(length, np.uint8) for length in lengths]
    if is_shared:
        with _socket(connection) as channel:
            _, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
        if not descriptors:
            raise RuntimeError("DataLoader: too many open files to receive a batch from a worker: raise the limit, see `ulimit -n`")
        with open(descriptors[0], "rb") as file:
            for buffer in buffers:
                file.readinto(buffer.data)
    else:
        for buffer in buffers:
            connection.recv_bytes_into(buffer.data)
    try:
        data = pickle.loads(pickled, buffers=buffers)
    except Exception as error:
        data = ExceptionWrapper(error, f"where a batch of DataLoader worker process {worker} was received")
    return Answer(epoch, number, worker, data)


# ---------------------------------------------------------------------------------------------------------------- in the worker


def _work(
    connection: Connection,
    id: int,
    num_workers: int,
    init: Callable[[int], Any] | None,
    dataset: Any,
    batched: bool,
    collate_fn: Any,
    drop_last: bool,
) -> None:
    """What a worker process does, until the main program closes the connection."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the main program's way to end it, which a handler of that program's own would defeat
    try:
        base_seed = connection.recv()
        sender = _Sender(connection)
        try:
            _set_up(id, num_workers, base_seed, dataset)
            _answer_tasks(connection, sender, id, init, dataset, batched, collate_fn, drop_last)
        except SystemExit:
            sender.finish()
            raise
    except (EOFError, ConnectionError, KeyboardInterrupt):  # nobody listens any more; an interrupt reaches the main program too
        pass


def _set_up(id: int, num_workers: int, base_seed: int, dataset: Any) -> None:
    """One thread, and random numbers that differ from worker to worker and from pass to pass."""
    global _worker_info
    autograd.set_num_threads(1)
    seed = base_seed + id
    random.seed(seed)
    autograd.manual_seed(seed)
    np.random.seed(np.random.SeedSequence((id, base_seed % (1 << 32), base_seed >> 32, 0)).generate_state(4))  # noqa: NPY002  # which data sets use
    _worker_info = WorkerInfo(id, num_workers, seed, dataset)


def _answer_tasks(connection: Connection, sender: _Sender, id: int, init: Callable[[int], Any] | None, dataset: Any, *how: Any) -> None:
    """Make the batches that the main program asks for. Ends with EOFError, when nothing more will be asked."""
    where = f"in DataLoader worker process {id}"
    failure: ExceptionWrapper | None = None
    try:
        if init is not None:
            init(id)
    except Exception as error:
        failure = ExceptionWrapper(error, where)
    epoch, fetch, ended = -1, None, False
    while True:
        task = connection.recv()
        if task.epoch != epoch:
            epoch, fetch, ended = task.epoch, None, False
        if ended:
            continue
        try:
            data = failure
            if data is None:
                fetch = fetch or fetcher(dataset, *how)
                data = fetch(task.indices)
            sender.send(Answer(epoch, task.number, id, data))
        except Exception as error:
            ended = isinstance(error, StopIteration) and isinstance(dataset, IterableDataset)
            sender.send(Answer(epoch, task.number, id, Exhausted() if ended else ExceptionWrapper(error, where)))
        data = None  # frees the memory before the next batch is made


# ---------------------------------------------------------------------------------------------------------------- in the main program


class Unavailable(Exception):
    """No processes can be started here."""


_connections: weakref.WeakSet[Connection] = weakref.WeakSet()  # the main program's ends


def _close_inherited() -> None:
    """In a process that has just been forked: close the main program's ends, so that a worker reads the end when the main program has ended."""
    for connection in list(_connections):
        connection.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_inherited)


class Workers:
    """The worker processes of a DataLoader. They wait for `begin`, and then for tasks."""

    def __init__(self, count: int, context: BaseContext | None, *arguments: Any) -> None:
        self.processes: list[Any] = []
        self.connections: list[Connection] = []
        self.arrived: deque[Answer] = deque()
        self.stop = weakref.finalize(self, _stop, self.processes, self.connections, os.getpid())
        self.stop.atexit = False  # multiprocessing ends its daemons itself
        try:
            if sys.platform in ("emscripten", "wasi"):
                raise ImportError(f"{sys.platform} has no processes")
            # all that a worker loads is loaded here: in a forked process, a module that another thread was just loading is never finished
            import multiprocessing.connection
            import multiprocessing.reduction

            import numpy.random  # noqa: F401  # loaded by NumPy when it is first used

            context = context or multiprocessing.get_context()
            if context.get_start_method() == "fork" and not hasattr(os, "fork"):
                raise ImportError("os.fork is missing")
            for id in range(count):
                self._start(context, id, count, *arguments)
        except (ImportError, NotImplementedError, OSError) as error:
            self.stop()
            raise Unavailable(f"{type(error).__name__}: {error}") from error
        except BaseException:
            self.stop()
            raise
        self.running = {*range(count)}

    @property
    def complete(self) -> bool:
        """True as long as all are there."""
        return self.stop.alive and len(self.running) == len(self.processes)

    def _start(self, context: Any, id: int, *arguments: Any) -> None:
        here, there = context.Pipe()
        _connections.add(here)
        self.connections.append(here)
        try:
            process = context.Process(target=_work, args=(there, id, *arguments), daemon=True)
            process.start()
        except (AttributeError, TypeError, pickle.PicklingError) as error:
            error.add_note(
                "a DataLoader's worker process could not be started: data set, collate_fn and worker_init_fn are pickled unless processes are "
                "forked. Define them at the top of a module, or give multiprocessing_context='fork'"
            )
            raise
        finally:
            there.close()
        self.processes.append(process)

    def begin(self, base_seed: int) -> None:
        """Tell the workers the seed from which they make their own."""
        for id in self.running:
            self.send(id, base_seed)

    def send(self, id: int, message: Any) -> None:
        """Tell a worker something. That it is not there any more, the next `receive` says."""
        with suppress(OSError):
            self.connections[id].send(message)

    def receive(self, timeout: float) -> Answer:
        """The next answer of any worker. RuntimeError if none comes within ``timeout`` seconds, if not 0, or if a worker has ended."""
        from multiprocessing.connection import wait

        end = time.monotonic() + timeout if timeout else None
        while not self.arrived:
            left = PATIENCE if end is None else max(0.0, end - time.monotonic())
            sentinels = [self.processes[id].sentinel for id in self.running]
            ready = wait([*[self.connections[id] for id in self.running], *sentinels], min(left, PATIENCE))
            ended = []
            for id in sorted(self.running):
                connection, process = self.connections[id], self.processes[id]
                if connection not in ready and process.is_alive():
                    continue
                try:
                    if connection.poll():
                        self.arrived.append(_receive(connection))
                        continue
                except (EOFError, OSError) as error:
                    if getattr(error, "errno", None) in (errno.EMFILE, errno.ENFILE):
                        raise
                ended.append(id)
            if ended and not self.arrived:
                self.running -= {*ended}
                raise RuntimeError(self._obituary([self.processes[id] for id in ended]))
            if end is not None and not self.arrived and time.monotonic() >= end:
                raise RuntimeError(f"DataLoader timed out after {timeout} seconds")
        return self.arrived.popleft()

    @staticmethod
    def _obituary(processes: list[Any]) -> str:
        for process in processes:
            process.join(PATIENCE)
        reasons = {_reason(process.exitcode) for process in processes}
        pids = ", ".join(str(process.pid) for process in processes)
        return f"DataLoader worker (pid(s) {pids}) exited unexpectedly: {' and '.join(sorted(reasons))}. With num_workers=0 the error may be seen"


def _reason(exitcode: int | None) -> str:
    """What an exit code says of how a process ended."""
    if exitcode is None:
        return "it closed its connection"
    return f"exit code {exitcode}" if exitcode >= 0 else f"killed by signal {-exitcode} ({signal.strsignal(-exitcode)})"


def _stop(processes: list[Any], connections: list[Connection], owner: int) -> None:
    """End the processes: those that do not come to their end by themselves, by a signal."""
    if os.getpid() != owner:
        return  # a copy of the list, in a process that has been forked
    for connection in connections:
        connection.close()
    end = time.monotonic() + PATIENCE
    for process in processes:
        process.join(max(0.0, end - time.monotonic()))
    for process in processes:
        if process.is_alive():
            process.terminate()
    for process in processes:
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
