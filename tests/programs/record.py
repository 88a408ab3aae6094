"""Run every program on PyTorch and record what it prints: ``python tests/programs/record.py``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def numbers(text: str) -> list[list[float]]:
    """What a program printed: a list of numbers for each line."""
    return [[float(word) for word in line.split()] for line in text.splitlines()]


def programs() -> list[Path]:
    """All programs."""
    return sorted(path for path in HERE.glob("*.py") if path.stem not in ("conftest", "record"))


def main() -> None:
    recorded = {}
    for program in programs():
        done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True, timeout=300)
        recorded[program.stem] = numbers(done.stdout)
        print(program.stem, recorded[program.stem][0], "...", recorded[program.stem][-1])
    lines = [f"{json.dumps(name)}: {json.dumps(values)}" for name, values in recorded.items()]
    (HERE / "losses.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
