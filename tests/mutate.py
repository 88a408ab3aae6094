"""Do the tests notice? Small mistakes made on purpose in the engine, one at a time, each of which some test should catch.

    python tests/mutate.py autograd/engine.py --most 40 --seed 1        # prints the mutants that survive

It works on a copy in a temporary folder. Mutations: a comparison turned round, ``and`` for ``or``, a condition negated, a number off by one,
True for False, a statement left out.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
TESTS = ["tests/test_engine.py", "tests/test_function.py", "tests/test_views.py", "tests/test_soak.py", "tests/test_fuzz.py"]
TURNED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


def changes(node: ast.AST) -> Iterator[tuple[str, object, object]]:
    """Ways to change a node of the syntax tree: attribute, new value, and what it is."""
    if isinstance(node, ast.Compare):
        yield "ops", [TURNED[type(node.ops[0])](), *node.ops[1:]], "comparison turned round"
    elif isinstance(node, ast.BoolOp):
        yield "op", ast.And() if isinstance(node.op, ast.Or) else ast.Or(), "and for or"
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield "test", ast.UnaryOp(ast.Not(), node.test), "condition negated"
    elif isinstance(node, ast.Constant) and isinstance(node.value, (bool, int)):
        yield "value", (not node.value) if isinstance(node.value, bool) else node.value + 1, "another constant"
    for field in ("body", "orelse"):
        statements = getattr(node, field, None)
        if isinstance(statements, list):
            for i, statement in enumerate(statements):
                if isinstance(statement, (ast.Expr, ast.Assign, ast.AugAssign, ast.Continue)) and not isinstance(
                    getattr(statement, "value", None), ast.Constant
                ):
                    left_out = ast.copy_location(ast.Pass(), statement)
                    yield field, [*statements[:i], left_out, *statements[i + 1 :]], f"left out: {ast.unparse(statement)[:80]}"


def mutants(source: str) -> list[tuple[int, str, str]]:
    """Line, description and source of every mutant: inside functions only."""
    tree = ast.parse(source)
    found = []
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            for field, value, what in changes(node):
                before = getattr(node, field)
                line = getattr(node, "lineno", 0)
                shown = ast.unparse(node).splitlines()[0][:90]
                setattr(node, field, value)
                found.append((line, f"{what}: {shown}", ast.unparse(copy.deepcopy(tree))))
                setattr(node, field, before)
    return list({text: (line, what, text) for line, what, text in found}.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", help="the file to change, relative to the repository")
    parser.add_argument("--most", type=int, default=40, help="how many mutants to try, drawn by chance")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tests", nargs="*", default=TESTS)
    given = parser.parse_args()
    every = mutants((ROOT / given.path).read_text())
    drawn = random.Random(given.seed).sample(every, min(given.most, len(every)))
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        for part in ("autograd", "nn", "optim", "tests", "pyproject.toml"):
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, Path(folder, part))
        for line, what, text in drawn:
            Path(folder, given.path).write_text(text)
            command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-k", "not same_as and not twenty", *given.tests]
            try:
                done = subprocess.run(command, cwd=folder, capture_output=True, timeout=180).returncode
            except subprocess.TimeoutExpired:
                done = 1
            if done == 0:
                survivors += 1
                print(f"{given.path}:{line}: survived: {what}", flush=True)
    print(f"{len(drawn)} of {len(every)} mutants, {survivors} survived")


if __name__ == "__main__":
    main()
