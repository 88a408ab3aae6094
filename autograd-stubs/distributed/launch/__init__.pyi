"""``python -m autograd launch -n 4 script.py``: a script in several processes, which MPI's ``mpiexec`` starts, as ``run`` runs it in one."""
from collections.abc import Sequence as _Sequence
def find_mpiexec() -> str | None: """The ``mpiexec`` beside this Python, which is that of ``pip install mpich``, or on the path."""
def launch(script: str, arguments: _Sequence[str], count: int, hostfile: str | None = None) -> int: """Run a script in ``count`` processes; the exit code. They share the processors, unless the environment says how many threads each has."""
def processors() -> int: """How many processors this process may use."""
