"""Record what training.py computes with PyTorch's DistributedDataParallel, in two processes with gloo: ``python record.py``, where torch is."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
COUNT = 2


def train(name: str) -> dict:
    """What training.py writes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "out.json")
        shared = {"BACKEND": "gloo", "WORLD_SIZE": str(COUNT), "MASTER_ADDR": "localhost", "MASTER_PORT": "29511", "OMP_NUM_THREADS": "1"}
        command = [sys.executable, str(HERE / "training.py"), name, "10", str(file)]
        running = [subprocess.Popen(command, env={**os.environ, **shared, "RANK": str(rank)}) for rank in range(COUNT)]
        assert [process.wait() for process in running] == [0] * COUNT
        return json.loads(file.read_text())


recorded = {}
for model in ("mlp", "cnn", "gpt"):
    found = train(model)
    recorded[f"{model}/losses"] = np.array(found["losses"])
    recorded |= {f"{model}/{parameter}": np.array(gradient, np.float32) for parameter, gradient in found["gradients"].items()}
np.savez_compressed(HERE / "recorded.npz", **recorded)
