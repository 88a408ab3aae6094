"""Record what PyTorch gives for the expressions of test_creation, test_random and test_printing: ``python -m tests.record_creation``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("recorded_creation.json")


@cache
def recorded(part: str) -> Any:
    """What was recorded for one of the three tests."""
    return json.loads(FILE.read_text())[part]


def record() -> None:
    """Ask PyTorch, and write the file."""
    import torch

    from . import test_creation, test_printing, test_random

    parts = {
        "creation": {e: test_creation.outcome(torch, e) for e in test_creation.EXPRESSIONS},
        "printing": {e: test_printing.printed(torch, e) for e in test_printing.EXPRESSIONS},
        "random": {e: test_random.drawn(torch, e) for e in test_random.EXPRESSIONS},
    }
    lines = (f'"{part}": {{\n' + ",\n".join(f"{json.dumps(e)}: {json.dumps(v)}" for e, v in table.items()) + "\n}" for part, table in parts.items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    record()
