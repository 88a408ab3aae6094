"""Many processes, in an environment with ``pip install '.[distributed,test]'`` and nothing else: ``python -m pytest tests/distributed/check.py``.

Each test starts programs of this folder by ``python -m autograd launch``. recorded.npz is what training.py computes with PyTorch: see record.py.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograd.distributed import launch as launcher

HERE = Path(__file__).parent
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def launch(count: int, program: str | Path, *arguments: Any, environment: dict[str, str] = ONE_THREAD) -> subprocess.CompletedProcess[str]:
    """Run a program of this folder in so many processes."""
    command = [sys.executable, "-m", "autograd", "launch", "-n", str(count), str(HERE / program), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env={**os.environ, **environment})


def output(count: int, program: str | Path, *arguments: Any) -> list[str]:
    """The lines that it prints, in order of their text; it has to succeed, with nothing on standard error."""
    done = launch(count, program, *arguments)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout[-2000:] + done.stderr[-4000:]
    return sorted(done.stdout.splitlines())


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_collectives_are_numpys(count: int) -> None:
    assert output(count, "collectives.py") == [f"rank {rank} of {count}: as NumPy" for rank in range(count)]


def test_a_thousand_random_sequences_of_collectives() -> None:
    lines = output(3, "sequences.py")
    assert len(lines) == 3 and all(re.fullmatch(r"rank \d: 1000 sequences, \d{4} collectives", line) for line in lines)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_parallel_models_are_one(count: int) -> None:
    assert output(count, "parallel.py") == [f"rank {rank}: as one" for rank in range(count)]


# ---------------------------------------------------------------------------------------------------------------- training


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What training.py writes for a model and a number of processes."""
    folder = tmp_path_factory.mktemp("trained")

    @cache
    def train(name: str, count: int) -> Any:
        output(count, "training.py", name, 100, folder / f"{name}-{count}.json")
        return json.loads((folder / f"{name}-{count}.json").read_text())

    return train


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("name", ["mlp", "cnn-sync", "gpt"])
def test_losses_of_a_hundred_steps_are_those_of_one_process(trained: Any, name: str, count: int) -> None:
    alone, together = trained(name, 1), trained(name, count)
    losses = np.array(alone["losses"])
    assert len(losses) == 100 and losses[-1, 0] < losses[0, 0] / 4
    np.testing.assert_allclose(together["losses"], losses, rtol=1e-5)  # and the norms of the gradients


@pytest.mark.parametrize("name", ["mlp", "cnn", "gpt"])
def test_gradients_are_those_of_pytorch_with_gloo(trained: Any, name: str) -> None:
    found = trained(name, 2)
    with np.load(HERE / "recorded.npz") as recorded:
        names = [key for key in recorded if key.startswith(f"{name}/")]
        assert [f"{name}/{parameter}" for parameter in found["gradients"]] == names[1:]
        for key, gradient in zip(names[1:], found["gradients"].values(), strict=True):
            np.testing.assert_allclose(np.array(gradient), recorded[key], rtol=1e-6, atol=1e-6, err_msg=key)
        np.testing.assert_allclose(found["losses"][:10], recorded[names[0]], rtol=1e-5)


def test_without_synchronised_statistics_a_cnn_learns_otherwise(trained: Any) -> None:
    alone, together = (np.array(trained("cnn", count)["losses"])[:, 0] for count in (1, 2))
    assert np.abs(together / alone - 1).max() > 0.1


# ---------------------------------------------------------------------------------------------------------------- faults

FAULTS = {
    "shape": r"rank [01]: all_reduce\(SUM, \([23],\) float32\), .* does not fit what others call: rank [01] last called all_reduce\(SUM, \([23],\)",
    "type": r"rank [01]: all_reduce\(SUM, \(2,\) (float|int)32\), .*rank [01] last called all_reduce\(SUM, \(2,\) (float|int)32\)",
    "call": r"rank [01]: (all_reduce|broadcast)\(.*rank [01] last called (all_reduce|broadcast)",
    "asynchronous": r"rank [01]: all_reduce\(SUM, \([23],\) float32\), .*rank [01] last called all_reduce\(SUM, \([23],\)",
    "late": r"rank 0: all_reduce\(SUM, \(3,\) float32\) has waited \d s for other processes: rank 1 last called barrier\(\), number 1 of all processes;",
    "message": r"rank 0: recv\(from 1, tag 0, \(3,\) float32\) has waited \d s .*rank 1 last called send\(to 0, tag 0, \(3,\) int32\)",
    "size": r"rank 0: recv\(from 1, tag 0, \(3,\) float32\) got 2 elements",
    "parts": r"rank 1: all_to_all: rank 0 sends 8 bytes, and there is a tensor for 12",
    "backward": r"rank 0: all_reduce\(SUM, \(8,\) float32\) has waited \d s for other processes: rank 1 last called all_reduce\(SUM, \(8,\) float32\), number \d+",
    "killed": r"^rank 1 was ended by signal 9 \(Killed\); all processes are stopped$",
    "exception": r"^rank 1 has ended with ValueError: no such thing; all processes are stopped$",
    "leaves": r"^rank 0: barrier\(\) has waited \d s for other processes: rank 1 has ended; all processes are stopped$",
    "exits": r"^rank 1 has ended with exit code 7; all processes are stopped$",
    "name": r"^faults.py, line \d+: torch.such_a_thing is not part of wgrad$",
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_ends_all_with_a_line_that_names_rank_and_call(what: str) -> None:
    start = time.monotonic()
    done = launch(2, "faults.py", what)
    assert done.returncode not in (0, None)
    assert re.search(FAULTS[what], done.stderr, re.MULTILINE), done.stdout[-1000:] + done.stderr[-3000:]
    assert "BAD TERMINATION" not in done.stdout + done.stderr
    assert time.monotonic() - start < 40  # far from the minute that they would sleep


BANNER = r"\n===================================================================================\n=   BAD TERMINATION OF ONE OF YOUR APPLICATION PROCESSES\n"


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["9 1.25\\n", BANNER], "9 1.25\n"),  # the banner comes by itself
        (["9 1.25\\n" + BANNER], "9 1.25\n"),
        (["9 1.25" + BANNER], "9 1.25\n"),
        (["9 1.25\\n", BANNER[:40], BANNER[40:]], "9 1.25\n"),
        (["=" * 30 + "\\n", "9 1.25\\n"], "=" * 30 + "\n9 1.25\n"),  # a program's own rule
    ],
)
def test_the_banner_of_mpich_is_left_out_however_it_arrives(tmp_path: Path, pieces: list[str], shown: str) -> None:
    mpiexec = tmp_path / "mpiexec"
    mpiexec.write_text("#!/bin/sh\n" + "sleep 0.1\n".join(f"printf '{piece}'\n" for piece in pieces))
    mpiexec.chmod(0o755)
    start = f"from autograd.distributed import launch; launch.find_mpiexec = lambda: {str(mpiexec)!r}; launch.launch('script.py', [], 2)"
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == (shown, "")


def test_training_that_was_killed_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    whole = launch(2, "resume.py", tmp_path / "whole.pt").stdout.splitlines()
    assert [line.split()[0] for line in whole] == [str(step) for step in range(30)]
    killed = launch(2, "resume.py", tmp_path / "killed.pt", 17)
    assert killed.returncode and "rank 1 was ended by signal 9" in killed.stderr
    again = output(2, "resume.py", tmp_path / "killed.pt")
    assert sorted(killed.stdout.splitlines()) == sorted(whole[:17])
    assert again == sorted(whole[15:])  # to the last digit
    assert [path.name for path in tmp_path.glob("*.new")] == []


# ---------------------------------------------------------------------------------------------------------------- starting


def test_a_process_is_told_who_it_is(tmp_path: Path) -> None:
    program = tmp_path / "told.py"
    names = "RANK WORLD_SIZE LOCAL_RANK LOCAL_WORLD_SIZE MASTER_ADDR MASTER_PORT".split()
    program.write_text(f"import os, sys, torch\nprint(*[os.environ[name] for name in {names}], torch.get_num_threads(), sys.argv[1:])\n")
    without = dict.fromkeys(launcher.THREADS, "")
    done = launch(2, program, "-n", "--x", environment=without)
    threads = max(1, launcher.processors() // 2)
    assert sorted(done.stdout.splitlines()) == [f"{rank} 2 {rank} 2 localhost 29500 {threads} ['-n', '--x']" for rank in range(2)], done.stderr


def test_mpi_starts_programs_that_import_wgrad(tmp_path: Path) -> None:
    program = tmp_path / "plain.py"
    program.write_text(
        "import autograd.distributed as d\nd.init_process_group()\nd.barrier()\nprint(f'{d.get_rank()} {d.get_world_size()}\\n', end='')\n"
    )
    mpiexec = launcher.find_mpiexec()
    assert mpiexec is not None
    for command, expected in (([mpiexec, "-n", "2"], ["0 2", "1 2"]), ([], ["0 1"])):
        done = subprocess.run([*command, sys.executable, program], capture_output=True, text=True, timeout=60)
        assert sorted(done.stdout.splitlines()) == expected, done.stderr


def test_importing_starts_nothing() -> None:
    code = "import autograd, sys; from autograd import nn; assert autograd.distributed.is_available(); print('mpi4py' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
