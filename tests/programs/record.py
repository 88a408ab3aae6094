"""Run the programs, all or those named, on PyTorch and record what they print: ``python tests/programs/record.py [gan vae ...]``."""

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


def main(chosen: list[str]) -> None:
    """Record the chosen ones; without a choice all, and forget those that are gone."""
    record = HERE / "losses.json"
    recorded = json.loads(record.read_text(encoding="utf-8")) if chosen else {}
    for program in programs():
        if chosen and program.stem not in chosen:
            continue
        done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True, timeout=300)
        recorded[program.stem] = numbers(done.stdout)
        print(program.stem, recorded[program.stem][0], "...", recorded[program.stem][-1])
    lines = [f"{json.dumps(name)}: {json.dumps(values)}" for name, values in sorted(recorded.items())]
    record.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
