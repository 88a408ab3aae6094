"""What holds for all tests."""

import os

# several test processes run beside each other: one thread each, set before NumPy and PyTorch are loaded
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

collect_ignore = ["torch_database.py"]  # needs PyTorch to be imported at all; test modules that use it skip themselves without
