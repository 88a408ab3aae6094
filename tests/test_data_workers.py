"""Worker processes of a DataLoader. The numbers that were recorded are PyTorch's; where it is installed, some programs run on both."""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import pytest
from autograd.nn.data import workers
from autograd.utils import data

import autograd

Program = Callable[[Any], Any]


def plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else [*map(plain, value)] if isinstance(value, (list, tuple)) else value


# ---------------------------------------------------------------------------------------------------------------- as in PyTorch


def drawn(**options: Any) -> Program:
    """Two passes, in which each sample says where it was made, and draws."""

    def program(torch: Any) -> Any:
        class Drawn(torch.utils.data.Dataset):  # type: ignore[misc, name-defined]
            def __len__(self) -> int:
                return 5

            def __getitem__(self, index: int) -> Any:
                info = torch.utils.data.get_worker_info()
                assert info.dataset is self and info.num_workers == options["num_workers"]
                numbers = torch.rand(1).item(), random.random(), np.random.rand()  # noqa: NPY002  # the one that is seeded
                return index, info.id, info.seed, *(round(x, 6) for x in numbers)

        torch.manual_seed(3)
        given = {"generator": torch.Generator().manual_seed(5)} if "generator" in options else {}
        loader = torch.utils.data.DataLoader(Drawn(), 2, **{**options, **given}, collate_fn=list)
        return [list(loader), list(loader), torch.randint(1000, (1,)).item()]

    return program


def iterated(**options: Any) -> Program:
    """Two passes through an iterable data set, of which the workers have parts that differ in length."""

    def program(torch: Any) -> Any:
        class Parts(torch.utils.data.IterableDataset):  # type: ignore[misc, name-defined]
            def __iter__(self) -> Iterator[int]:
                worker = torch.utils.data.get_worker_info().id
                return iter(range(100 * worker, 100 * worker + (3, 8, 5)[worker]))

        torch.manual_seed(3)
        loader = torch.utils.data.DataLoader(Parts(), **options)
        return [plain(list(loader)), plain(list(loader)), torch.randint(1000, (1,)).item()]

    return program


def eager(torch: Any) -> Any:
    """A sampler that draws as soon as it is asked: in each pass once more than it is used."""

    class Eager:
        def __iter__(self) -> Iterator[int]:
            return iter(torch.randperm(6).tolist())

        def __len__(self) -> int:
            return 6

    torch.manual_seed(3)
    loader = torch.utils.data.DataLoader(range(6), sampler=Eager(), batch_size=None, num_workers=1)
    return [plain(list(loader)), plain(list(loader)), torch.randint(1000, (1,)).item()]


PROGRAMS: dict[str, Program] = {
    "2 workers": drawn(num_workers=2, shuffle=True),
    "generator": drawn(num_workers=1, shuffle=True, generator=True),
    "persistent": drawn(num_workers=2, shuffle=True, persistent_workers=True),
    "persistent, generator": drawn(num_workers=2, shuffle=True, persistent_workers=True, generator=True),
    "iterable": iterated(num_workers=2, batch_size=2),
    "iterable, far ahead": iterated(num_workers=2, batch_size=3, prefetch_factor=5),
    "iterable, not far": iterated(num_workers=2, batch_size=3, prefetch_factor=1, drop_last=True),
    "iterable, persistent": iterated(num_workers=2, batch_size=3, persistent_workers=True),
    "iterable, one by one": iterated(num_workers=2, batch_size=None),
    "eager sampler": eager,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_as_recorded_from_pytorch(name: str) -> None:
    assert PROGRAMS[name](autograd) == RECORDED[name]


@pytest.mark.parametrize("name", ["persistent, generator", "iterable, persistent"])
def test_as_in_pytorch(name: str) -> None:
    torch = pytest.importorskip("torch")
    assert PROGRAMS[name](torch) == RECORDED[name]


def numbers(n: int = 10) -> Any:
    return data.TensorDataset(autograd.arange(n), autograd.arange(n) * 0.5)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("options", [{"shuffle": True}, {"shuffle": True, "drop_last": True}, {"batch_size": None}], ids=str)
def test_workers_change_nothing(count: int, options: dict[str, Any]) -> None:
    def run(passes: int = 2, **more: Any) -> Any:
        autograd.manual_seed(3)
        loader = data.DataLoader(numbers(), **{"batch_size": 3, **options, **more})
        return [plain(list(loader)) for _ in range(passes)]

    assert run(num_workers=count) == run()
    assert run(1, num_workers=count, prefetch_factor=1, persistent_workers=True, timeout=60) == run(1)


# ---------------------------------------------------------------------------------------------------------------- copies of the data set


class Span(data.IterableDataset[int]):
    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last))


def halve(worker: int) -> None:
    info = data.get_worker_info()
    assert info is not None and info.id == worker
    span, middle = info.dataset, (info.dataset.first + info.dataset.last) // 2
    span.first, span.last = (span.first, middle) if worker == 0 else (middle, span.last)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_each_worker_has_its_own_copy(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("not on this system")
    span = Span(3, 11)
    for _ in range(2 if method == "fork" else 1):
        loader = data.DataLoader(span, num_workers=2, worker_init_fn=halve, multiprocessing_context=method)
        assert sorted(int(v) for batch in loader for v in batch) == [*range(3, 11)]
    assert (span.first, span.last) == (3, 11)
    assert data.get_worker_info() is None


def test_what_a_worker_changes_stays_there() -> None:
    class Count(data.Dataset[int]):
        seen = 0

        def __len__(self) -> int:
            return 4

        def __getitem__(self, index: int) -> int:
            self.seen += 1
            os.environ["SEEN"] = "yes"
            return self.seen

    counted = Count()
    assert plain(list(data.DataLoader(counted, num_workers=1))) == [[1], [2], [3], [4]]
    assert plain(list(data.DataLoader(counted, num_workers=2))) == [[1], [1], [2], [2]]
    assert counted.seen == 0 and "SEEN" not in os.environ


def test_a_file_opened_in_a_worker_is_its_own(tmp_path: Any) -> None:
    path = tmp_path / "records"
    path.write_bytes(b"".join(b"%08d" % i for i in range(200)))

    class Records(data.Dataset[int]):
        file: Any = None

        def __len__(self) -> int:
            return 200

        def __getitem__(self, index: int) -> int:
            self.file = self.file or path.open("rb", buffering=0)
            self.file.seek(8 * index)
            time.sleep(0)
            return int(self.file.read(8))

    assert [int(v) for batch in data.DataLoader(Records(), 10, num_workers=4) for v in batch] == [*range(200)]


def test_a_worker_computes_after_threads_have_started() -> None:
    """The threads of the main program do not exist in a process that has been forked from it."""
    before = autograd.get_num_threads()
    try:
        autograd.set_num_threads(4)
        x = autograd.randn(600, 600)
        expected = (x @ x).sum().item()

        class Products(data.Dataset[float]):
            def __len__(self) -> int:
                return 2

            def __getitem__(self, index: int) -> float:
                assert autograd.get_num_threads() == 1
                autograd.set_num_threads(1 + 3 * index)
                return (x @ x).sum().item()

        assert np.allclose(plain(list(data.DataLoader(Products(), None, num_workers=1, timeout=60))), expected)
        assert autograd.get_num_threads() == 4
    finally:
        autograd.set_num_threads(before)


AT_ONCE = """
import socket, sys, threading
import autograd
from autograd.utils.data import DataLoader

sys.setswitchinterval(1e-6)
socket.setdefaulttimeout(30)  # of no concern to the workers

def load(number):
    loader = DataLoader([autograd.full((20000,), float(i)) for i in range(6)], None, num_workers=2, collate_fn=lambda row: (row, autograd.rand(1)))
    found[number] = [row.mean().item() for row, _ in loader]

found = {}
threads = [threading.Thread(target=load, args=(i,)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(found == dict.fromkeys(range(4), [0, 1, 2, 3, 4, 5]))
"""


def test_threads_start_workers_at_once() -> None:
    """The first loaders of a program: what one thread is just importing, a process forked by another must not wait for."""
    assert subprocess.run([sys.executable, "-c", AT_ONCE], capture_output=True, text=True, timeout=120).stdout == "True\n"


# ---------------------------------------------------------------------------------------------------------------- what is handed over


class Arrays(data.Dataset[Any]):
    def __len__(self) -> int:
        return 6

    def __getitem__(self, index: int) -> Any:
        image = autograd.full((3, 100, 100), float(index))
        return {"image": image, "transposed": np.full((50, 200), index, np.int16).T, "id": index, "none": np.zeros(0), "name": f"{index}" * 40_000}


def left_open() -> tuple[int, list[Any]]:
    gc.collect()
    return len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0, multiprocessing.active_children()


@pytest.mark.parametrize("memory", ["shared", "none shared"])
def test_arrays_of_all_sizes_arrive(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if memory == "none shared":
        monkeypatch.delattr(os, "memfd_create", raising=False)
    list(data.DataLoader(range(2), num_workers=1))  # type: ignore[arg-type]  # what the first one leaves loaded
    before = left_open()
    batches = list(data.DataLoader(Arrays(), 2, num_workers=2))
    assert left_open() == before  # although the batches are still held
    for i, batch in enumerate(batches):
        first, second = 2 * i, 2 * i + 1
        assert batch["image"].shape == (2, 3, 100, 100) and batch["image"].dtype == autograd.float32
        assert (batch["image"][0] == first).all() and (batch["image"][1] == second).all()
        assert (batch["transposed"][0] == first).all() and batch["transposed"].shape == (2, 200, 50)
        assert batch["id"].tolist() == [first, second] and batch["none"].shape == (2, 0)
        assert batch["name"] == [f"{first}" * 40_000, f"{second}" * 40_000]
        assert batch["image"].numpy().flags.aligned
        batch["image"] += 1  # its memory belongs to nobody else
        assert (batch["image"][0] == first + 1).all()


def test_a_parameter_arrives_and_a_graph_does_not() -> None:
    class Leaves(data.Dataset[Any]):
        def __len__(self) -> int:
            return 2

        def __getitem__(self, index: int) -> Any:
            leaf = autograd.ones(2, requires_grad=True)
            return leaf * 2 if index else leaf

    loader = iter(data.DataLoader(Leaves(), None, num_workers=1))
    leaf = next(loader)
    assert leaf.requires_grad and leaf.is_leaf and leaf.tolist() == [1, 1]
    with pytest.raises(RuntimeError, match="Cowardly refusing to serialize non-leaf tensor which requires_grad"):
        next(loader)


def test_nothing_ahead() -> None:
    with pytest.raises(AssertionError, match="prefetch_factor must be greater than 0"):
        iter(data.DataLoader([1], num_workers=1, prefetch_factor=0))


def test_neither_side_waits_for_the_other() -> None:
    """Orders that fill the way to the workers, and answers that fill the way back: both at once stand still unless somebody reads."""
    loader = data.DataLoader(range(1500), 1, num_workers=2, prefetch_factor=700, collate_fn=lambda batch: "x" * 9000, timeout=120)  # type: ignore[arg-type]
    assert sum(map(len, loader)) == 1500 * 9000
    large = data.DataLoader(range(400_000), 100_000, num_workers=2, collate_fn=lambda batch: [str(i) for i in batch], timeout=120)  # type: ignore[arg-type]
    assert [i for batch in large for i in batch] == [str(i) for i in range(400_000)]


def test_what_cannot_be_pickled_is_an_exception() -> None:
    loader = data.DataLoader([1, 2], num_workers=1, collate_fn=lambda batch: lambda: batch)
    with pytest.raises((AttributeError, TypeError, ValueError), match="(?s)in DataLoader worker process 0.*pickle"):
        next(iter(loader))


def test_not_in_order() -> None:
    class SlowFirst(data.Dataset[int]):
        def __len__(self) -> int:
            return 8

        def __getitem__(self, index: int) -> int:
            time.sleep(1.5 if index == 0 else 0)
            return index

    def order(**options: Any) -> list[int]:
        return [int(b) for b in data.DataLoader(SlowFirst(), None, num_workers=2, **options)]

    assert order() == [*range(8)]
    mixed = order(in_order=False)
    assert sorted(mixed) == [*range(8)] and mixed[0] != 0
    assert mixed.index(0) > mixed.index(3)  # the other worker has gone on, as far as the prefetch factor lets it


# ---------------------------------------------------------------------------------------------------------------- passes that stay, or end early


def test_persistent_workers_stay() -> None:
    loader = data.DataLoader(Pids(), 1, num_workers=2, persistent_workers=True)
    passes = [[int(pid) for batch in loader for pid in batch] for _ in range(3)]
    assert passes[0] == passes[1] == passes[2] and len({*passes[0]}) == 2
    first = next(iter(loader))  # what was ordered beyond it does not turn up in the next pass
    assert [int(first), *(int(b) for b in islice(loader, 1, None))] == passes[0]
    renewed = data.DataLoader(Pids(), 1, num_workers=2)
    assert {*plain(list(renewed))[0]}.isdisjoint({*plain(list(renewed))[0]})
    del loader
    gc.collect()
    assert multiprocessing.active_children() == []


def test_persistent_workers_that_were_ended_are_started_again() -> None:
    loader = data.DataLoader(Pids(), 1, num_workers=2, persistent_workers=True)
    pid = int(next(iter(loader)))
    os.kill(pid, signal.SIGTERM)
    with pytest.raises(RuntimeError, match=rf"DataLoader worker \(pid\(s\) {pid}\) exited unexpectedly"):
        list(loader)
    assert len(list(loader)) == 8 and pid not in [int(b) for b in loader]


class Pids(data.Dataset[int]):
    def __len__(self) -> int:
        return 8

    def __getitem__(self, index: int) -> int:
        return os.getpid()


def test_left_early() -> None:
    before = left_open()
    for _ in range(3):
        iterator = iter(data.DataLoader(Pids(), 1, num_workers=2))
        next(iterator)
        del iterator
    assert left_open() == before


def test_a_handler_of_the_main_program_does_not_keep_a_worker() -> None:
    handler = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        loader = data.DataLoader(Pids(), 1, num_workers=1, persistent_workers=True)
        pid = int(next(iter(loader)))
        os.kill(pid, signal.SIGTERM)
        with pytest.raises(RuntimeError, match="exited unexpectedly: killed by signal 15"):
            list(loader)
    finally:
        signal.signal(signal.SIGTERM, handler)


# ---------------------------------------------------------------------------------------------------------------- what goes wrong


class Own(Exception):
    pass


class OfTwo(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(one, two)


def failing(failure: Callable[[], Any], at: int = 2) -> list[int]:
    """The numbers of the samples that arrive before the failure."""

    class Failing(data.Dataset[int]):
        def __len__(self) -> int:
            return 4

        def __getitem__(self, index: int) -> int:
            if index == at:
                failure()
            return index

    got: list[int] = []
    got.extend(data.DataLoader(Failing(), None, num_workers=1))
    return got


def raises(error: BaseException) -> Callable[[], Any]:
    def failure() -> None:
        raise error

    return failure


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (KeyError("wrong"), KeyError),
        (ValueError("wrong"), ValueError),
        (Own("wrong"), Own),
        (OfTwo(1, 2), RuntimeError),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "wrong"), RuntimeError),
        (type("Local", (Exception,), {})("wrong"), RuntimeError),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_exception_comes_with_the_workers_traceback(error: Exception, kind: type[Exception]) -> None:
    with pytest.raises(Exception) as caught:
        failing(raises(error))
    assert type(caught.value) is kind
    text = str(caught.value)
    assert text.startswith(f"Caught {type(error).__name__} in DataLoader worker process 0.\nOriginal Traceback (most recent call last):\n")
    assert "in __getitem__\n" in text and "raise error" in text and text.rstrip().endswith(str(error))


def test_after_an_exception_the_pass_goes_on() -> None:
    iterator = iter(data.DataLoader([1, "x", 3], num_workers=2, collate_fn=lambda batch: batch[0] + 1))
    assert next(iterator) == 2
    with pytest.raises(TypeError):
        next(iterator)
    assert list(iterator) == [4]


def test_worker_init_fn() -> None:
    with pytest.raises(ZeroDivisionError, match="Caught ZeroDivisionError in DataLoader worker process 0"):
        list(data.DataLoader(range(4), num_workers=2, worker_init_fn=lambda i: 1 // i))  # type: ignore[arg-type]
    with pytest.raises(IndexError):
        list(data.DataLoader(range(4), sampler=[1, 9], num_workers=2))  # type: ignore[arg-type]


def test_a_worker_that_exits() -> None:
    with pytest.raises(RuntimeError, match=r"^DataLoader worker \(pid\(s\) \d+\) exited unexpectedly: exit code 3\."):
        failing(lambda: sys.exit(3))
    with pytest.raises(RuntimeError, match=r"exited unexpectedly: exit code 5\."):
        failing(lambda: os._exit(5))
    iterator = iter(data.DataLoader([0, 1, sys.exit], num_workers=1, collate_fn=lambda batch: batch[0]() if callable(batch[0]) else batch[0]))
    assert [next(iterator), next(iterator)] == [0, 1]  # what it has done before arrives
    with pytest.raises(RuntimeError, match="exited unexpectedly"):
        next(iterator)
    assert list(iterator) == []


def test_a_worker_that_is_killed() -> None:
    before = left_open()
    with pytest.raises(RuntimeError, match=r"^DataLoader worker \(pid\(s\) \d+\) exited unexpectedly: killed by signal 9 \(Killed\)\."):
        failing(lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert left_open() == before


def test_timeout() -> None:
    start = time.monotonic()
    with pytest.raises(RuntimeError, match=r"^DataLoader timed out after 0\.5 seconds$"):
        list(data.DataLoader([60], num_workers=1, timeout=0.5, collate_fn=lambda batch: time.sleep(batch[0])))
    assert time.monotonic() - start < 30
    assert multiprocessing.active_children() == []


SLOW = """
import sys, time
import autograd
from autograd.utils.data import DataLoader

def sleep(batch):
    time.sleep(0.05)
    return autograd.zeros(100_000)

loaders = [DataLoader(range(1000), num_workers=2, collate_fn=sleep, persistent_workers=persistent) for persistent in (True, False)]
iterators = [iter(loader) for loader in loaders]
for batches in zip(*iterators):
    print(*[worker.pid for iterator in iterators for worker in iterator._workers], flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals of POSIX systems")
@pytest.mark.parametrize(("name", "everybody"), [("SIGKILL", False), ("SIGTERM", False), ("SIGINT", False), ("SIGINT", True)])
def test_no_worker_outlives_the_main_program(name: str, everybody: bool) -> None:
    """Whether it is ended, or interrupted; an interrupt from the keyboard reaches the workers too, which then say nothing."""
    program = subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert program.stdout is not None
    pids = [*map(int, program.stdout.readline().split())]
    assert len(pids) == 4
    (os.killpg if everybody else os.kill)(program.pid, getattr(signal, name))
    _, errors = program.communicate(timeout=60)
    assert errors.count("Traceback") == (name == "SIGINT") == errors.count("KeyboardInterrupt")
    deadline = time.monotonic() + 30
    while any(running(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("lacking", ["fork fails", "no fork", "no multiprocessing", "a browser"])
def test_without_processes_the_main_program_loads(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if lacking == "fork fails":
        monkeypatch.setattr(os, "fork", raises(BlockingIOError(11, "Resource temporarily unavailable")))
    elif lacking == "no fork":
        monkeypatch.delattr(os, "fork")
    elif lacking == "no multiprocessing":
        monkeypatch.setitem(sys.modules, "multiprocessing", None)
    else:
        monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr("autograd.nn.data.dataloader._warned", False)

    def run(**options: Any) -> Any:
        autograd.manual_seed(3)
        loader = data.DataLoader(numbers(), 3, shuffle=True, **options)
        return [plain(list(loader)), plain(list(loader)), autograd.rand(1).item()]

    context = {} if lacking == "no multiprocessing" else {"multiprocessing_context": "fork"}
    with pytest.warns(UserWarning, match="no worker processes can be started.*the main program loads the data itself"):
        assert run(num_workers=2, timeout=60, **context) == run()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # said once
        assert run(num_workers=2, persistent_workers=True, **context)[0] == run()[0]


def test_what_a_started_process_cannot_be_given() -> None:
    with pytest.raises((AttributeError, TypeError, Exception), match="pickle") as caught:
        list(data.DataLoader([1], num_workers=1, multiprocessing_context="spawn", collate_fn=lambda batch: batch))
    assert "a DataLoader's worker process could not be started" in caught.value.__notes__[0]
    assert multiprocessing.active_children() == []


def test_a_process_forked_from_the_main_program_leaves_its_workers_alone() -> None:
    loader = data.DataLoader(Pids(), 1, num_workers=1, persistent_workers=True)
    expected = plain(list(loader))
    child = multiprocessing.get_context("fork").Process(target=loader._iterator._shutdown_workers)  # type: ignore[union-attr]
    child.start()
    child.join()
    assert child.exitcode == 0
    assert plain(list(loader)) == expected
    assert workers.get_worker_info() is None


# fmt: off
RECORDED: dict[str, Any] = {
    "2 workers": [[[(1, 0, 937055941807507096, 0.287608, 0.217938, 0.879486), (4, 0, 937055941807507096, 0.686291, 0.523555, 0.35186)], [(3, 1, 937055941807507097, 0.747018, 0.090497, 0.135547), (0, 1, 937055941807507097, 0.829041, 0.292023, 0.571906)], [(2, 0, 937055941807507096, 0.602046, 0.33144, 0.992908)]], [[(3, 0, 5366245355481424840, 0.948827, 0.756028, 0.351235), (1, 0, 5366245355481424840, 0.645603, 0.867928, 0.589991)], [(4, 1, 5366245355481424841, 0.727868, 0.351111, 0.976749), (0, 1, 5366245355481424841, 0.762607, 0.897614, 0.965144)], [(2, 0, 5366245355481424840, 0.531853, 0.348537, 0.619749)]], 981],
    "generator": [[[(2, 0, 4095051218741643470, 0.710601, 0.973206, 0.48525), (0, 0, 4095051218741643470, 0.348306, 0.099168, 0.247569)], [(4, 0, 4095051218741643470, 0.638756, 0.162968, 0.189141), (3, 0, 4095051218741643470, 0.655748, 0.24783, 0.666676)], [(1, 0, 4095051218741643470, 0.11608, 0.529044, 0.518512)]], [[(1, 0, 2061310418014472126, 0.1924, 0.850835, 0.143198), (0, 0, 2061310418014472126, 0.525414, 0.898746, 0.549308)], [(2, 0, 2061310418014472126, 0.678429, 0.20145, 0.304986), (3, 0, 2061310418014472126, 0.954456, 0.239653, 0.290294)], [(4, 0, 2061310418014472126, 0.255821, 0.949722, 0.926521)]], 986],
    "persistent": [[[(1, 0, 937055941807507096, 0.287608, 0.217938, 0.879486), (4, 0, 937055941807507096, 0.686291, 0.523555, 0.35186)], [(3, 1, 937055941807507097, 0.747018, 0.090497, 0.135547), (0, 1, 937055941807507097, 0.829041, 0.292023, 0.571906)], [(2, 0, 937055941807507096, 0.602046, 0.33144, 0.992908)]], [[(2, 0, 937055941807507096, 0.694934, 0.659091, 0.563082), (4, 0, 937055941807507096, 0.93601, 0.606256, 0.134565)], [(0, 1, 937055941807507097, 0.682488, 0.984247, 0.609739), (3, 1, 937055941807507097, 0.693935, 0.086693, 0.441091)], [(1, 0, 937055941807507096, 0.74699, 0.008055, 0.083195)]], 840],
    "persistent, generator": [[[(2, 0, 4095051218741643470, 0.710601, 0.973206, 0.48525), (0, 0, 4095051218741643470, 0.348306, 0.099168, 0.247569)], [(4, 1, 4095051218741643471, 0.290519, 0.734741, 0.080727), (3, 1, 4095051218741643471, 0.585715, 0.421098, 0.924265)], [(1, 0, 4095051218741643470, 0.638756, 0.162968, 0.189141)]], [[(4, 0, 4095051218741643470, 0.655748, 0.24783, 0.666676), (3, 0, 4095051218741643470, 0.11608, 0.529044, 0.518512)], [(0, 1, 4095051218741643471, 0.293527, 0.073249, 0.45628), (1, 1, 4095051218741643471, 0.288264, 0.274209, 0.842031)], [(2, 0, 4095051218741643470, 0.622262, 0.58028, 0.923472)]], 986],
    "iterable": [[[0, 1], [100, 101], [2], [102, 103], [104, 105], [106, 107]], [[0, 1], [100, 101], [2], [102, 103], [104, 105], [106, 107]], 360],
    "iterable, far ahead": [[[0, 1, 2], [100, 101, 102], [103, 104, 105], [106, 107]], [[0, 1, 2], [100, 101, 102], [103, 104, 105], [106, 107]], 360],
    "iterable, not far": [[[0, 1, 2], [100, 101, 102], [103, 104, 105]], [[0, 1, 2], [100, 101, 102], [103, 104, 105]], 360],
    "iterable, persistent": [[[0, 1, 2], [100, 101, 102], [103, 104, 105], [106, 107]], [[0, 1, 2], [100, 101, 102], [103, 104, 105], [106, 107]], 737],
    "iterable, one by one": [[0, 100, 1, 101, 2, 102, 103, 104, 105, 106, 107], [0, 100, 1, 101, 2, 102, 103, 104, 105, 106, 107], 360],
    "eager sampler": [[5, 2, 0, 4, 1, 3], [2, 0, 3, 1, 4, 5], 472],
}
# fmt: on
