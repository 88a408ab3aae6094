"""``python -m autograd launch -n 4 script.py``: a script in several processes, which MPI's ``mpiexec`` starts, as ``run`` runs it in one."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Sequence

from . import supervise

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
RULE, BANNER = b"=" * 20, re.compile(rb"\s*=+\s+=   BAD TERMINATION.*", re.DOTALL)  # what MPICH says when processes die, which is not who was first
PAUSE = 0.2  # seconds in which the rest of the banner would have come


def find_mpiexec() -> str | None:
    """The ``mpiexec`` beside this Python, which is that of ``pip install mpich``, or on the path."""
    return shutil.which("mpiexec", path=os.path.dirname(sys.executable)) or shutil.which("mpiexec")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def launch(script: str, arguments: Sequence[str], count: int, hostfile: str | None = None) -> int:
    """Run a script in ``count`` processes; the exit code. They share the processors, unless the environment says how many threads each has."""
    program = find_mpiexec()
    if program is None:
        print("python -m autograd launch: there is no mpiexec: pip install 'wgrad[distributed]' brings one", file=sys.stderr)
        return 2
    threads = {} if any(os.environ.get(name) for name in THREADS) else dict.fromkeys(THREADS, str(max(1, processors() // count)))
    options = [*(["-f", hostfile] if hostfile else []), "-n", str(count), sys.executable, "-S", supervise.__file__]
    command = [program, *options, sys.executable, "-m", "autograd", "run", script, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **threads}) as running:
        assert running.stdout is not None
        held, piece = b"", b"-"
        while piece:
            piece = os.read(running.stdout.fileno(), 1 << 16)
            held += piece
            if not piece or RULE not in held or not select.select([running.stdout], [], [], PAUSE)[0]:
                sys.stdout.buffer.write(BANNER.sub(lambda banner: b"\n" if banner.start() else b"", held))
                sys.stdout.buffer.flush()
                held = b""
    return running.returncode
