"""Do the tests notice? Small mistakes made on purpose in the engine, one at a time, each of which some test must catch.

    python tests/mutate.py                                # every mutant of the engine: prints those that survive
    python tests/mutate.py autograd/core/sweep.py --most 40   # some of one file's, drawn by chance
    python tests/mutate.py --again survivors.txt          # those alone that another run has printed
    python tests/mutate.py autograd/core/op.py --cache reached --seconds 200 --start 90    # from the 91st, for 200 seconds: it says where to go on

Mutations: a comparison turned round or moved by its boundary, ``and`` for ``or``, a condition negated, ``+`` for ``-``, a number off by one, True
for False, a statement left out. Each runs in a fork of one process that has imported NumPy, PyTorch and pytest already; it imports the
changed module and runs the tests that reach the changed line (all, if the import reaches it), the quickest first, until one fails. Nothing is
written to the repository. All mutants take about an hour on one core.

A mutant that does what the original does cannot be caught: mutation_survivors.txt lists those, each with the reason. They are not run, and an
entry that fits no mutant any more is an error.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
SURVIVORS = Path(__file__).with_name("mutation_survivors.txt")
FILES = [
    f"autograd/core/{name}.py"
    for name in ("sweep", "tensor", "node", "op", "fast", "views", "methods", "hooks", "node_hooks", "joint_hooks", "anomaly")
]
TESTS = [
    f"tests/test_{name}.py"
    for name in "engine nodes views function mistakes expressions numpy_door functional_forms graph names docstrings work soak fuzz".split()
]
SLOW = "twenty_thousand or same_bits or interrupted or same_as_pytorch or large_random or in_threads or by_differences or hypothesis"
LAST = [  # in forks and threads of their own, where nobody sees what they reach: they are taken to reach everything
    "tests/test_engine.py::test_the_line_of_what_no_line_of_python_has_called",
    "tests/test_fuzz.py::test_the_same_as_pytorch[0]",
]
SECONDS = 20.0  # for the tests of one mutant, and once the time that they have taken; an endless loop counts as caught

OTHER = {
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.Is: [ast.IsNot], ast.IsNot: [ast.Is], ast.In: [ast.NotIn], ast.NotIn: [ast.In],
    ast.Lt: [ast.GtE, ast.LtE], ast.GtE: [ast.Lt, ast.Gt], ast.Gt: [ast.LtE, ast.GtE], ast.LtE: [ast.Gt, ast.Lt],
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Add], ast.Div: [ast.Mult], ast.FloorDiv: [ast.Mult], ast.Mod: [ast.Mult],
    ast.BitOr: [ast.BitAnd], ast.BitAnd: [ast.BitOr], ast.LShift: [ast.RShift], ast.RShift: [ast.LShift], ast.And: [ast.Or], ast.Or: [ast.And],
}  # fmt: skip
LEFT_OUT = (ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Continue, ast.Break, ast.Return, ast.Raise)


class Mutant(NamedTuple):
    """A change: where, what it is in words, and the module's syntax tree with it."""

    path: str
    line: int
    function: str
    what: str
    tree: ast.Module

    @property
    def key(self) -> str:
        return f"{self.path} {self.function}: {self.what}"


# ---------------------------------------------------------------------------------------------------------------- making mutants


def changes(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """Ways to change a node of the syntax tree: an attribute, and its new value."""
    if isinstance(node, ast.Compare):
        for i, operator in enumerate(node.ops):
            for other in OTHER[type(operator)]:
                yield "ops", [*node.ops[:i], other(), *node.ops[i + 1 :]]
    elif isinstance(node, (ast.BoolOp, ast.BinOp, ast.AugAssign)) and type(node.op) in OTHER:
        yield "op", OTHER[type(node.op)][0]()
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)) and not isinstance(node.test, ast.Compare):
        yield "test", ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (bool, int)):
        yield "value", (not node.value) if isinstance(node.value, bool) else node.value + 1
    for field in ("body", "orelse", "finalbody"):
        statements = getattr(node, field, None)
        if isinstance(statements, list):
            for i, statement in enumerate(statements):
                if isinstance(statement, LEFT_OUT) and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
                    yield field, [*statements[:i], ast.copy_location(ast.Pass(), statement), *statements[i + 1 :]]


def inside(node: ast.AST) -> Iterator[ast.AST]:
    """A function's syntax tree without the functions in it, its annotations, and what is only text."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.keyword) and child.arg == "strict":  # of zip: it guards against mistakes that nobody has made
                continue
            if isinstance(child, ast.AST) and not isinstance(child, (ast.FunctionDef, ast.JoinedStr, ast.ClassDef)):
                yield from inside(child)


def functions(node: ast.AST, name: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        called = f"{name}.{child.name}".lstrip(".") if isinstance(child, (ast.FunctionDef, ast.ClassDef)) else name
        if isinstance(child, ast.FunctionDef):
            yield called, child
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from functions(child, called)


def first_line(node: Any) -> str:
    return ast.unparse(node).splitlines()[0]


def mutants(path: str) -> Iterator[Mutant]:
    """Every mutant of a file, each as a change of one tree, which is undone when the next is asked for."""
    tree = ast.parse((ROOT / path).read_text())
    seen: Counter[str] = Counter()
    for function, top in functions(tree):
        if ast.unparse(top.body[-1]) == "...":  # an overload
            continue
        for node in inside(top):
            for field, value in changes(node):
                old = getattr(node, field)
                line = getattr(node, "lineno", 0)
                if field in ("body", "orelse", "finalbody"):
                    changed = next(a for a, b in zip(old, value, strict=True) if a is not b)
                    line, what = changed.lineno, f"left out: {first_line(changed)}"
                else:
                    before = first_line(node)
                    setattr(node, field, value)
                    what = f"{before}  ->  {first_line(node)}"
                setattr(node, field, value)
                seen[f"{function}{what}"] += 1
                if (number := seen[f"{function}{what}"]) > 1:
                    what += f"  (number {number})"
                yield Mutant(path, line, function, what, tree)
                setattr(node, field, old)


def explained() -> dict[str, str]:
    """The mutants that cannot be caught, each with the reason: pairs of lines in mutation_survivors.txt."""
    found: dict[str, str] = {}
    key = ""
    for line in SURVIVORS.read_text().splitlines() if SURVIVORS.exists() else []:
        if line.startswith("    "):
            found[key] = f"{found.get(key, '')} {line.strip()}".strip()
        elif line and not line.startswith("#"):
            key = line
    return found


# ---------------------------------------------------------------------------------------------------------------- running tests


def in_a_fork(folder: str, mutant: Mutant | None, arguments: list[str], plugins: list[Any] | None = None, seconds: float = 900) -> tuple[int, float]:
    """pytest's exit status in a fork of this process, with the mutant in its module's place; -9 if time ran out."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.chdir(folder)
        sys.path.insert(0, folder)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        status = 3
        try:
            import resource
            from importlib.machinery import SourceFileLoader

            import pytest

            resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
            if mutant is not None:
                changed, whole = os.path.join(folder, mutant.path), SourceFileLoader.get_code

                def get_code(self: Any, name: str) -> Any:
                    return compile(ast.fix_missing_locations(mutant.tree), changed, "exec") if self.path == changed else whole(self, name)

                SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
            status = int(pytest.main(["-q", "-p", "no:cacheprovider", *arguments], plugins))
        finally:
            os._exit(status)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), time.monotonic() - start
        if time.monotonic() - start > seconds:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -9, time.monotonic() - start
        time.sleep(0.01)


class Reached:
    """A plugin of pytest: which lines of the files each test reaches, and how long it takes."""

    def __init__(self, paths: dict[str, str], into: str) -> None:
        self.paths = paths  # absolute -> relative
        self.into = into
        self.lines: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self.now = ""
        sys.settrace(self.called)

    def called(self, frame: Any, event: str, argument: Any) -> Any:
        path = self.paths.get(frame.f_code.co_filename)
        if path is None:
            return None
        add = self.lines[self.now].add

        def line(frame: Any, event: str, argument: Any) -> Any:
            add((path, frame.f_lineno))
            return line

        return line

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.now = nodeid
        self.start = time.monotonic()
        sys.settrace(self.called)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] = time.monotonic() - self.start
        self.now = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        sys.settrace(None)
        Path(self.into).write_bytes(pickle.dumps((dict(self.lines), self.seconds, self.failed)))


def reached(folder: str, cache: str) -> tuple[dict[str, set[tuple[str, int]]], dict[str, float]]:
    """The lines that each test reaches; those of the import under the empty name."""
    if not os.path.exists(cache):
        paths = {os.path.join(folder, path): path for path in FILES}
        in_a_fork(folder, None, [*TESTS, "-k", f"not ({SLOW})"], [Reached(paths, cache)])
        sys.settrace(None)  # it would watch the forks that follow, too
    lines, seconds, failed = pickle.loads(Path(cache).read_bytes())
    for test in sorted(failed):
        seconds.pop(test, None)
        if in_a_fork(folder, None, [test])[0] == 0:  # only not while it is watched
            LAST.append(test)
        else:
            print(f"not used, as it fails without any mutant: {test}")
    return lines, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", default=FILES, help="the files to change, relative to the repository")
    parser.add_argument("--most", type=int, default=10**6, help="how many mutants to try, drawn by chance")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=int, default=0, help="leave out so many of the mutants, which an earlier run has tried")
    parser.add_argument("--seconds", type=float, default=1e9, help="begin no mutant after this time")
    parser.add_argument("--again", help="a file of lines that an earlier run has printed: these mutants alone")
    parser.add_argument("--cache", help="where to keep which lines the tests reach, for several runs")
    parser.add_argument("--verbose", action="store_true", help="say how long each mutant took")
    parser.add_argument("--check", action="store_true", help="run the explained mutants, too: they must survive")
    given = parser.parse_args()
    every = [m.key for path in given.paths for m in mutants(path)]
    reasons = explained()
    stale = [k for k in reasons if k.split(" ")[0] in given.paths and k not in every]
    for key in stale:
        print(f"mutation_survivors.txt explains what is no mutant any more: {key}")
    chosen = every
    if given.again:
        again = {line.strip() for line in Path(given.again).read_text().splitlines()}
        chosen = [key for key in every if key in again]
    if given.most < len(chosen):
        drawn = set(random.Random(given.seed).sample(chosen, given.most))
        chosen = [key for key in chosen if key in drawn]
    wanted, started = set(chosen[given.start :]), time.monotonic()
    counts: Counter[str] = Counter()
    for module in ("numpy", "pytest", "safetensors", "torch"):  # once, and not in every fork
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        for name in ("autograd", "nn", "optim", "benchmarks", "tests", "docs", "pyproject.toml"):
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, Path(folder, name))
        lines, seconds = reached(folder, given.cache or os.path.join(folder, "reached"))
        known = set().union(*lines.values())
        for mutant in (m for path in given.paths for m in mutants(path) if m.key in wanted):
            if time.monotonic() - started > given.seconds:
                print(f"the rest: --start {given.start + sum(counts.values())}")
                break
            if mutant.key in reasons and not given.check:
                counts["explained"] += 1
                continue
            place = (mutant.path, mutant.line)
            if place not in known:  # a statement such as `continue` has no code of its own
                place = max((p for p in known if p[0] == mutant.path and p[1] < mutant.line), default=place)
            tests = [t for t in seconds if place in lines.get(t, ())]
            if place in lines.get("", ()):  # the import reaches it: what it leaves behind may concern every test
                tests = list(seconds)
            tests = sorted(tests, key=seconds.__getitem__)
            near = [t for t in tests if t.startswith("tests/test_engine.py")][:30]  # of one file, as reading all of them takes longer than most tests
            status, begun = 0, time.monotonic()
            for few in (near, [t for t in tests if t not in near], LAST):
                if few and status in (0, 5):
                    status, _ = in_a_fork(folder, mutant, ["-x", *few], seconds=SECONDS + sum(seconds.get(t, 0) for t in few))
            survived = status in (0, 5)
            if given.verbose:
                print(f"{time.monotonic() - begun:5.1f} s, status {status}, {len(tests)} tests: {mutant.key}", file=sys.stderr, flush=True)
            if mutant.key in reasons:
                counts["explained" if survived else "explained, and caught all the same"] += 1
                if not survived:
                    print(f"explained, and caught all the same: {mutant.key}", flush=True)
                continue
            counts["survived" if survived else "caught"] += 1
            if survived:
                print(f"{mutant.key}\n    line {mutant.line}, reached by {len(tests)} tests", flush=True)
    print(f"{len(every)} mutants, {sum(counts.values())} of them tried: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    sys.exit(bool(counts["survived"] or stale or counts["explained, and caught all the same"]))


if __name__ == "__main__":
    main()
