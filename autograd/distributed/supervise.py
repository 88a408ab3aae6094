"""Runs one process of several, and says in one line how it ended if it did not end well: ``python supervise.py COMMAND...``.

MPI's starter ends all processes when one dies, and then does not know which was the first. This file is run by itself, and imports nothing of wgrad.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time

TOLD = 86  # the exit code of a process that has said itself what went wrong
SUPERVISED = "WGRAD_SUPERVISED"
GRACE = 0.2  # seconds for what was printed to arrive, before all are ended
DEATH_OF_PARENT = 1  # Linux's PR_SET_PDEATHSIG
# what scripts read, and how MPICH, Open MPI and Slurm call it
NAMES = {
    "RANK": ("PMI_RANK", "OMPI_COMM_WORLD_RANK", "SLURM_PROCID"),
    "WORLD_SIZE": ("PMI_SIZE", "OMPI_COMM_WORLD_SIZE", "SLURM_NTASKS"),
    "LOCAL_RANK": ("MPI_LOCALRANKID", "OMPI_COMM_WORLD_LOCAL_RANK", "SLURM_LOCALID"),
    "LOCAL_WORLD_SIZE": ("MPI_LOCALNRANKS", "OMPI_COMM_WORLD_LOCAL_SIZE", "SLURM_NTASKS_PER_NODE"),
}


def describe_process() -> None:
    """If this is one of several, set RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE, MASTER_ADDR, MASTER_PORT as PyTorch's launcher does.

    And print line by line, so that those of different processes do not get mixed up.
    """
    told = {name: os.environ[source] for name, sources in NAMES.items() for source in reversed(sources) if source in os.environ}
    if "RANK" in told:
        os.environ |= {**told, "MASTER_ADDR": "localhost", "MASTER_PORT": "29500", **os.environ}
        sys.stdout.reconfigure(line_buffering=True, write_through=False)  # type: ignore[union-attr]


def die_with_parent() -> None:
    """In the process to be: be killed when the supervisor is."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DEATH_OF_PARENT, signal.SIGKILL)


def main() -> int:
    """Run it; the exit code."""
    describe_process()
    os.environ[SUPERVISED] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which the process gets as well
    code = subprocess.Popen(sys.argv[1:], close_fds=False, preexec_fn=die_with_parent).wait()
    if code not in (0, TOLD):
        how = f"was ended by signal {-code} ({signal.strsignal(-code)})" if code < 0 else f"has ended with exit code {code}"
        print(f"rank {os.environ.get('RANK', 0)} {how}; all processes are stopped", file=sys.stderr, flush=True)
        time.sleep(GRACE)
    return 1 if code == TOLD else code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
