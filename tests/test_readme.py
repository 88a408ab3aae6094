"""Every code block of the README and of CONTRIBUTING runs, and prints what the page says that it prints."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
COMPARE = doctest.OutputChecker().check_output


class Block(NamedTuple):
    """A fenced block of code, and the text block that follows it, if any."""

    line: int
    language: str
    code: str
    output: str | None


def blocks(page: str) -> list[Block]:
    """The code blocks of a page; a ``text`` block is the output of the one before it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found: list[Block] = []
    for match in re.finditer(r"^( *)```(\w*)\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL):
        _, language, code = match.groups()
        code = textwrap.dedent(code)
        if language == "text":
            assert found and found[-1].output is None, f"{page}: output of no code: {code}"
            found[-1] = found[-1]._replace(output=code)
        else:
            found.append(Block(text.count("\n", 0, match.start()) + 1, language, code, None))
    assert 2 * (len(found) + sum(b.output is not None for b in found)) == text.count("```"), f"{page}: a fence has no partner"
    return found


def labelled(found: list[Block]) -> list[object]:
    return [pytest.param(b, id=f"line {b.line}") for b in found]


README = blocks("README.md")
PYTHON = [b for b in README if b.language == "python"]
COMMANDS = [b for b in README if b.language == "sh"]


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300)


def check(code: str, output: str | None) -> None:
    done = run(["-W", "error", "-c", code])
    assert done.returncode == 0, done.stderr
    assert COMPARE(output or "", done.stdout, doctest.ELLIPSIS), f"the page says:\n{output}\nthe code prints:\n{done.stdout}"


@pytest.mark.parametrize("block", labelled(PYTHON))
def test_python_block_prints_what_the_page_says(block: Block) -> None:
    check(block.code, block.output)


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="needs PyTorch")
@pytest.mark.parametrize(
    "block", labelled([b for b in PYTHON if "autograd.core.op" not in b.code and "autograd.graph" not in b.code and ".source" not in b.code])
)
def test_python_block_prints_the_same_under_pytorch(block: Block) -> None:
    check(block.code.replace("import autograd as torch", "import torch").replace("from autograd import", "from torch import"), block.output)


def test_languages() -> None:
    assert {b.language for b in README} == {"python", "sh"}
    assert len(PYTHON) + len(COMMANDS) == len(README)


def test_there_are_two_commands_that_set_up_everything() -> None:
    assert len(COMMANDS) == 2
    for block in COMMANDS:
        (line,) = block.code.splitlines()
        environment, install, last = (shlex.split(step) for step in line.split(" && "))
        assert environment == ["python3", "-m", "venv", ".venv"]
        assert install[:2] == [".venv/bin/pip", "install"]
        assert last[:2] == [".venv/bin/python", "-m"]
    # the steps that install are run by .ci/run, which takes both commands from the page; so is the second command's last


def test_main_job_prints_what_the_page_says() -> None:
    (line,) = COMMANDS[0].code.splitlines()
    done = run(shlex.split(line.split(" && ")[-1])[1:])
    assert done.returncode == 0, done.stderr
    assert COMPARE(COMMANDS[0].output or "", done.stdout, doctest.ELLIPSIS), done.stdout


def test_contributing() -> None:
    operation, samples = (b.code for b in blocks("CONTRIBUTING.md") if b.language == "python")
    use = "import autograd\nautograd.hypot = hypot\nx, y = autograd.tensor([[3.0], [4.0]]).requires_grad_()\nprint(x.hypot(y).item())"
    check(f"{operation}\n{use}\n{samples}\nprint(SAMPLES)", "5.0\n[hypot]\n")
