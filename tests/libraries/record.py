"""Record what the programs print with PyTorch, in recorded.json: ``python record.py``, in an environment with the libraries and torch."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
recorded = {}
for program in sorted((HERE / "programs").glob("*.py")):
    done = subprocess.run([sys.executable, "-W", "ignore", str(program)], capture_output=True, text=True, check=True)
    recorded[program.stem] = json.loads(done.stdout.splitlines()[-1])
(HERE / "recorded.json").write_text(json.dumps(recorded) + "\n")
