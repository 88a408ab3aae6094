"""What needs no MPI of many processes: starting them, how their ends are told, and what one process alone is told. The rest is distributed/check.py."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import autograd.distributed as dist
from autograd import nn
from autograd.distributed import launch, supervise
from nn.data import DistributedSampler
from nn.parallel import DataParallel, DistributedDataParallel
from nn.parallel.distributed import _bucketed, _tensors


def test_without_a_group_it_is_said_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not dist.is_initialized() and dist.group.WORLD is None
    for asked in (
        dist.get_rank,
        dist.get_world_size,
        lambda: dist.all_reduce(autograd.ones(2)),
        dist.barrier,
        lambda: DistributedDataParallel(nn.Linear(2, 1)),
        lambda: DistributedSampler(range(3)),
    ):
        with pytest.raises(ValueError, match="Default process group has not been initialized"):
            asked()
    for backend in ("gloo", "nccl"):
        with pytest.raises(RuntimeError, match=f"doesn't have {backend} built in: say init_process_group\\('mpi'\\)"):
            dist.init_process_group(backend)
    monkeypatch.setitem(sys.modules, "mpi4py", None)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match=r"pip install 'wgrad\[distributed\]'"):
        dist.init_process_group()
    assert dist.get_rank(dist.GroupMember.NON_GROUP_MEMBER) == dist.get_world_size(dist.GroupMember.NON_GROUP_MEMBER) == -1


def test_addresses_are_pytorchs() -> None:
    assert dist.nn.functional.all_reduce is dist.nn.all_reduce is not dist.all_reduce
    assert nn.parallel.DistributedDataParallel is DistributedDataParallel and DataParallel is nn.DataParallel
    assert [op.name for op in dist.ReduceOp] == "SUM AVG PRODUCT MIN MAX BAND BOR BXOR".split()
    with pytest.raises(AttributeError, match=r"autograd.distributed.*all_reduce"):
        _ = dist.all_reduse


def test_alone_synchronised_statistics_are_those_of_batch_norm() -> None:
    autograd.manual_seed(0)
    model = nn.Sequential(nn.Conv1d(2, 3, 2), nn.BatchNorm1d(3), nn.Sequential(nn.BatchNorm1d(3, affine=False, momentum=None), nn.LayerNorm(4)))
    model[1].eval()
    converted = nn.SyncBatchNorm.convert_sync_batchnorm(model)
    assert converted is model and [type(m).__name__ for m in model[2]] == ["SyncBatchNorm", "LayerNorm"]
    assert not model[1].training and model[2][0].training and list(model.state_dict())[2:4] == ["1.weight", "1.bias"]
    plain, synced = nn.BatchNorm1d(3), nn.SyncBatchNorm(3, process_group=None)
    x = autograd.randn(5, 3, 4)
    np.testing.assert_array_equal(plain(x).detach(), synced(x).detach())
    np.testing.assert_array_equal(plain.running_var, synced.running_var)
    with pytest.raises(ValueError, match="at least 2D"):
        synced(autograd.ones(3))
    single = nn.SyncBatchNorm.convert_sync_batchnorm(nn.BatchNorm2d(2, eps=1e-3))
    assert isinstance(single, nn.SyncBatchNorm) and single.eps == 1e-3 and repr(single).startswith("SyncBatchNorm(2, eps=0.001")


def test_buckets_are_filled_in_the_order_given() -> None:
    sizes = [100, 300_000, 100, 200_000, 100, 100]
    parameters = [nn.Parameter(autograd.zeros(n, dtype=autograd.float64 if i == 4 else autograd.float32)) for i, n in enumerate(sizes)]
    buckets = _bucketed(parameters, 900_000)
    assert [[len(p) for p in bucket.parameters] for bucket in buckets] == [[100], [300_000], [100, 200_000], [100], [100]]
    assert [bucket.ends for bucket in buckets] == [[100], [300_000], [100, 200_100], [100], [100]]
    assert [[len(p) for p in bucket.parameters] for bucket in _bucketed(parameters[2:4], 100)] == [[100], [200_000]]
    one = autograd.ones(1)
    assert [id(t) for t in _tensors({"a": [one, (one, 3)], "b": None})] == [id(one)] * 2


PROGRAM = """#!/bin/sh
while [ "$1" != -n ]; do shift; done
shift 2
export PMI_RANK=3 PMI_SIZE=4 MPI_LOCALRANKID=1 MPI_LOCALNRANKS=2
"$@"
code=$?
printf '\\n%s\\n=   BAD TERMINATION OF ONE OF YOUR APPLICATION PROCESSES\\n=   PID 1 RUNNING AT x\\n%s\\n' \\
    =================================================================================== ====
exit $code
"""


@pytest.fixture
def mpiexec(tmp_path: Path) -> dict[str, str]:
    """An environment in which mpiexec starts one process, and tells it that it is the last of four."""
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for mpiexec")
    program = tmp_path / "bin" / "mpiexec"
    program.parent.mkdir()
    program.write_text(PROGRAM)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}


def start(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys, autograd.__main__ as m, autograd.distributed.launch as l; l.os.path.dirname = lambda path: ''; sys.exit(m.main(sys.argv[1:]))"
    command = [sys.executable, "-W", "error", "-c", code, "launch", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, cwd=Path(__file__).parents[1])


def test_a_process_is_told_who_it_is_and_how_many_threads_to_use(tmp_path: Path, mpiexec: dict[str, str]) -> None:
    names = "RANK WORLD_SIZE LOCAL_RANK LOCAL_WORLD_SIZE MASTER_ADDR MASTER_PORT".split()
    script = tmp_path / "script.py"
    script.write_text(
        f"import os, sys, torch\nprint('=' * 40)\nprint(*[os.environ[n] for n in {names}], os.environ['OPENBLAS_NUM_THREADS'], *sys.argv[1:])\n"
    )
    free = {name: value for name, value in mpiexec.items() if name not in launch.THREADS}
    done = start(free, "-n", "4", str(script), "-n", "7")
    threads = max(1, launch.processors() // 4)
    assert (done.stdout.strip(), done.stderr) == (f"{'=' * 40}\n3 4 1 2 localhost 29500 {threads} -n 7", "")
    done = start({**free, "OPENBLAS_NUM_THREADS": "3", "MASTER_ADDR": "there"}, "-n", "4", "--hostfile", "hosts", str(script))
    assert done.stdout.split()[-3:] == ["there", "29500", "3"]


@pytest.mark.parametrize(
    ("ends", "code", "said"),
    [
        ("os.kill(os.getpid(), 9)", 137, "rank 3 was ended by signal 9 (Killed); all processes are stopped\n"),
        ("os._exit(7)", 7, "rank 3 has ended with exit code 7; all processes are stopped\n"),
        ("torch.nothing", 1, "script.py, line 2: torch.nothing is not part of wgrad\nrank 3 has ended with exit code 1; all processes are stopped\n"),
        ("sys.exit()", 0, ""),
    ],
)
def test_the_end_of_a_process_is_one_line(tmp_path: Path, mpiexec: dict[str, str], ends: str, code: int, said: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import os, sys, torch\nprint('begins'); {ends}\n")
    done = start(mpiexec, "-n", "4", str(script))
    assert (done.returncode, done.stdout.strip(), done.stderr) == (code, "begins", said)


def test_without_mpiexec_the_launcher_says_what_to_install(tmp_path: Path) -> None:
    done = start({**os.environ, "PATH": ""}, "-n", "2", "x.py")
    assert (done.returncode, done.stderr) == (2, "python -m autograd launch: there is no mpiexec: pip install 'wgrad[distributed]' brings one\n")
    done = start({**os.environ}, "x.py")
    assert done.returncode == 2 and "-n" in done.stderr


def test_a_supervised_process_that_has_said_what_went_wrong_is_not_told_of_again() -> None:
    command = [sys.executable, supervise.__file__, sys.executable, "-c", f"import sys; sys.exit({supervise.TOLD})"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, "")


def test_nobody_else_is_told_who_he_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*supervise.NAMES, *(source for sources in supervise.NAMES.values() for source in sources)]:
        monkeypatch.delenv(name, raising=False)
    before: Any = dict(os.environ)
    supervise.describe_process()
    assert os.environ == before
