"""Damaged checkpoints: thousands of PyTorch's files changed at random.

One whose bytes were changed is refused, or holds what it held before: the archive has checksums. One whose records were changed, with right
checksums, is refused, or describes tensors inside of its own memory; PyTorch, if it reads it too, reads the same.
"""

from __future__ import annotations

import io
import json
import pickle
import pickletools
import random
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from tests.test_checkpoints import FILES, HOSTILE, archive, saved
from tests.test_damaged_files import ANY_FILE, ROOT, SEED, read_in_a_process, with_other_bytes

COUNT = 5000
MARK = b"changed"  # in the comment of an archive whose records were changed


def originals() -> list[bytes]:
    """Small files of PyTorch and of ours, and three that are refused."""
    shared = autograd.arange(6.0).reshape(2, 3)
    tiny = {"a": shared, "b": [shared.t()[1:], True, 2**70, "é"], ("k", 1): autograd.nn.Parameter(autograd.ones(1))}
    return [
        FILES["plain zip"],
        FILES["state zip"],
        *[saved(tiny)] * 3,
        saved(3),
        saved([]),
        archive(HOSTILE["os.mkdir"][0]),
        FILES["module zip"],
        b"no file",
    ]


def changed(r: random.Random, file: bytes, others: list[bytes]) -> bytes:
    """One change: of bytes, or of a record in an archive that is whole afterwards."""
    kind = r.choice([*ANY_FILE, *["program"] * 6, "numbers", "records"])
    if kind in ANY_FILE:
        return with_other_bytes(r, kind, file, others)
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as old:
            records = {name: old.read(name) for name in old.namelist()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):  # an earlier change has left no archive
        return with_other_bytes(r, "bytes", file, others)
    named = [name for name in records if "/data/" in name] or [*records]
    if kind == "program":
        name = next((name for name in records if name.endswith("data.pkl")), named[0])
        records[name] = with_other_program(r, records[name])
    elif kind == "numbers":
        name = r.choice(named)
        records[name] = r.choice((r.randbytes(len(records[name])), records[name][:-1], records[name] + b"\0", records[name][::-1], b""))
    else:
        name = r.choice([*records])
        content = records.pop(name)
        if r.random() < 0.8:
            records[r.choice((name + "x", r.choice([*records, name]), name.replace("archive", "other"), "archive/data/9", name.upper()))] = content
    result = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(result, "w") as new:
        warnings.simplefilter("ignore")
        new.comment = MARK
        for name, content in records.items():
            new.writestr(name, content)
    return result.getvalue()


SNIPPETS = [program for program, _ in HOSTILE.values() if 0 < len(program) < 200]


def with_other_program(r: random.Random, program: bytes) -> bytes:
    """A pickle with other bytes, or with instructions left out, doubled, exchanged, or of other pickles."""
    if r.random() < 0.2:
        return with_other_bytes(r, r.choice(ANY_FILE[:4]), program, [program])
    try:
        places = [place for _, _, place in pickletools.genops(program)]
    except (DeprecationWarning, IndexError, KeyError, OverflowError, ValueError):
        return with_other_bytes(r, "bytes", program, [program])
    parts = [program[a:b] for a, b in zip(places, [*places[1:], len(program)], strict=True)]
    i, j = sorted((r.randrange(len(parts)), r.randrange(len(parts))))
    j = min(j, i + r.choice((1, 1, 2, 5, 50)))
    other = r.choice(
        (
            [],
            [*parts[i:j], *parts[i:j]],
            parts[i:j][::-1],
            [r.choice(parts)],
            [r.choice(SNIPPETS)],
            [r.choice((b"K\x00", b"K\x03", b"J\xff\xff\xff\xff", b"\x8a\x08" + b"\xff" * 7 + b"\x7f", b"N", b"\x88", b")", b"]", b"}", b"h\x02"))],
        )
    )
    return b"".join(parts[:i] + other + parts[j:])


def tensors_in(value: Any) -> list[Any]:
    """All tensors of a structure, which may contain itself."""
    found, waiting, seen = [], [value], set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, autograd.Tensor):
            found.append(part)
        elif isinstance(part, dict):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, (list, tuple, set)):
            waiting += part
    return found


def is_inside_its_memory(array: Any) -> bool:
    root = array
    while isinstance(root.base, np.ndarray):
        root = root.base
    (low, high), (begin, end) = np.lib.array_utils.byte_bounds(array), np.lib.array_utils.byte_bounds(root)
    return array.size == 0 or begin <= low <= high <= end


def content(value: Any) -> bytes:
    """What tells one of the originals from another."""
    return pickle.dumps([(t.dtype.name, t.shape, t.array.tobytes()) for t in tensors_in(value)])


KNOWN: set[bytes] = set()


def verdict(file: bytes, given: Any) -> str:
    """Load a file: "refused" or "read", or what is wrong about it."""
    if not KNOWN:  # the first call is for an original
        KNOWN.update(content(autograd.load(io.BytesIO(original))) for original in originals()[:-3])
    if hasattr(given, "seek"):
        given.seek(0)
    try:
        loaded = autograd.load(given)
    except (RuntimeError, pickle.UnpicklingError) as error:
        if type(error) not in (RuntimeError, pickle.UnpicklingError) or len(str(error)) > 1500:
            return f"another error: {error!r:.200}"
        return (
            "refused"
            if str(error).startswith(("load: cannot read ", "Attempting to deserialize object on device"))
            else f"another error: {error!r:.200}"
        )
    except BaseException as error:
        return f"{type(error).__name__}: {error!s:.200}"
    arrays = [t.array for t in tensors_in(loaded)]
    if not all(map(is_inside_its_memory, arrays)):
        return "a tensor outside of its memory"
    if MARK not in file[-100:] and content(loaded) not in KNOWN:
        return "read, and it is not what it was"
    return "read"


def test_thousands_of_changed_checkpoints(tmp_path: Path) -> None:
    imports = "from tests.test_damaged_files import json, read_all\nfrom tests.test_damaged_checkpoints import changed, originals, verdict"
    read_in_a_process(imports, f"read_all({SEED}, {COUNT}, {str(tmp_path)!r}, originals, changed, verdict)", COUNT)


def compared_with_pytorch(seed: int, count: int) -> list[str]:
    """Files that both libraries read, and read otherwise; last, how many both have read."""
    import torch

    r, files, wrong, both = random.Random(seed), originals(), [], 0
    warnings.simplefilter("ignore")
    for number in range(count):
        file = changed(r, r.choice(files), files)
        try:
            theirs = torch.load(io.BytesIO(file))
        except Exception:
            continue
        try:
            ours = autograd.load(io.BytesIO(file))
        except (RuntimeError, pickle.UnpicklingError):
            continue
        both += 1
        stack = [(ours, theirs)]
        for _ in range(1000):
            if not stack:
                break
            a, b = stack.pop()
            if isinstance(b, torch.Tensor):
                equal = isinstance(a, autograd.Tensor) and tuple(a.shape) == tuple(b.shape) and str(a.dtype) == str(b.dtype)
                if not equal or (a.array.size < 10**6 and not np.array_equal(a.array, b.detach().numpy(), equal_nan=a.array.dtype.kind == "f")):
                    wrong.append(f"number {number}: {a!r:.80}, PyTorch {b!r:.80}")
            elif isinstance(b, dict):
                stack += [*zip(a, b, strict=True), *zip(a.values(), b.values(), strict=True)]
            elif isinstance(b, (list, tuple)):
                stack += zip(a, b, strict=True)
            elif not isinstance(b, (set, torch.storage.TypedStorage)) and not callable(b) and repr(a) != repr(b):
                wrong.append(f"number {number}: {a!r:.80}, PyTorch {b!r:.80}")
    return [*wrong, str(both)]


def test_what_pytorch_reads_too_is_the_same() -> None:
    pytest.importorskip("torch")
    code = f"from tests.test_damaged_checkpoints import *\nprint(json.dumps(compared_with_pytorch({SEED}, 3000)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    *wrong, both = json.loads(done.stdout)
    assert not wrong, "\n".join(wrong[:10])
    assert int(both) > 200
