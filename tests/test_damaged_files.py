"""Damage: ten thousand files changed at random, and saving that is cut off at every byte.

A file that was changed is refused with one kind of error, or is read as safetensors' own library reads it. Whatever happens while a file is
being replaced, the old one or the new one is there, whole.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import pickle
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd.files.safetensors import SAFETENSORS

SEED = int(os.environ.get("FUZZ_SEED", "0"))
COUNT = 10_000
ROOT = Path(__file__).parent.parent

# ---------------------------------------------------------------------------------------------------------------- files to begin with

Header = dict[str, Any]


class Trap:
    """An object whose pickle makes a folder when it is read."""

    def __reduce__(self) -> Any:
        return os.mkdir, ("trapped",)


def saved(value: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        autograd.save(value, f"{folder}/file.safetensors")
        return Path(f"{folder}/file.safetensors").read_bytes()


def foreign(entries: dict[str, tuple[str, list[int], int]], metadata: dict[str, str] | None = None) -> bytes:
    """A file as another program writes it: for each name a type, a shape and the number of bytes."""
    header: Header = {} if metadata is None else {"__metadata__": metadata}
    place = 0
    for name, (kind, shape, size) in entries.items():
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [place, place + size]}
        place += size
    return joined(json.dumps(header).encode(), bytes(i * 37 % 251 for i in range(place)))


def joined(header: bytes, data: bytes, length: int | None = None) -> bytes:
    return struct.pack("<Q", len(header) if length is None else length % 2**64) + header + data


def parted(file: bytes) -> tuple[bytes, bytes]:
    end = 8 + int.from_bytes(file[:8], "little")
    return file[8:end], file[end:]


def originals() -> list[bytes]:
    """Small files of every kind, among them two that are no files of tensors."""
    model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    shared = autograd.ones(2)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("archive/data.pkl", pickle.dumps(Trap()))
    return [
        saved(model.state_dict()),
        saved({"a": shared, "b": [shared, autograd.tensor(True)], "epoch": 3, ("k", 1): (None, 0.5, "é"), "size": shared.shape}),
        saved([nn.Parameter(autograd.ones(1)), autograd.zeros(0, 3), autograd.float16, autograd.device("cpu"), autograd.arange(3)]),
        saved(3),
        foreign({"x": ("F32", [2, 2], 16), "y": ("I64", [], 8), "z.w": ("BOOL", [3], 3)}, {"format": "pt"}),
        foreign({"half": ("F16", [1, 3], 6), "brain": ("BF16", [2], 4), "none": ("F64", [0, 2], 0), "bytes": ("U8", [5], 5)}),
        foreign({f"i{n}": (f"I{n}", [2], n // 4) for n in (8, 16, 32)}, {}),
        foreign({}),
        archive.getvalue(),
        pickle.dumps({"a": Trap()}),
    ]


# ---------------------------------------------------------------------------------------------------------------- changing them

NUMBERS = [-1, 0, 1, 2, 3, 4, 7, 8, 16, 255, 2**31, 2**32, 2**40, 2**62, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 10**30, -(2**63), 0.5, 1e308]
VALUES = [None, True, False, "", "F32", "\x00", "é\U0001f600", [], {}, [[]], {"a": 1}, float("nan"), float("inf"), *NUMBERS]
TYPES = [*SAFETENSORS, "U16", "U32", "U64", "F8_E4M3", "F8_E5M2", "F4", "C64", "f32", "float32", "O", "object", "V8", "", "X99"]
KINDS = ["tensor", "same", "requires_grad", "parameter", "dict", "OrderedDict", "tuple", "Size", "list", "dtype", "device", "function", "__class__"]
ANY_FILE = ("bytes", "cut", "doubled", "inserted", "spliced")


def with_other_bytes(r: random.Random, kind: str, file: bytes, others: list[bytes]) -> bytes:
    """A change that knows nothing of the format."""
    n = len(file)
    place, end = sorted((r.randrange(n + 1), r.randrange(n + 1)))
    if kind == "bytes":
        data = bytearray(file)
        for _ in range(r.choice((1, 1, 2, 8)) if n else 0):
            i = r.randrange(r.choice((8, 64, n)) if n > 64 else n)
            data[i] = r.choice((data[i] ^ 1 << r.randrange(8), r.randrange(256), 0, 255, 0x22, 0x7B))
        return bytes(data)
    if kind == "cut":
        return r.choice((file[:place], file[place:], file[:place] + file[end:]))
    if kind == "doubled":
        return file[:end] + file[place:end] * r.choice((1, 1, 2, 50)) + file[end:] if r.random() < 0.8 else file + file
    if kind == "inserted":
        return (
            file[:place]
            + r.choice((r.randbytes(r.randrange(1, 9)), b"\0" * 8, b" ", b"{", b'"', b"\xff\xfe", b"\\ud800", b"[" * 3000))
            + file[place:]
        )
    other = r.choice(others)  # "spliced"
    return file[:place] + other[r.randrange(len(other) + 1) :]


def changed(r: random.Random, file: bytes, others: list[bytes]) -> bytes:
    """One change of one kind or another."""
    kind = r.choice([*ANY_FILE, "length", *["data"] * 2, *["header"] * 6, *["text"] * 2, *["structure"] * 6])
    if kind in ANY_FILE:
        return with_other_bytes(r, kind, file, others)
    header, data = parted(file)
    n = len(file)
    if kind == "data":
        return joined(header, r.randbytes(len(data)) if r.random() < 0.5 else data[::-1])
    if kind == "length":
        return joined(header, data, r.choice((len(header) + r.choice((-2, -1, 1, 2, 8)), n, n - 8, 2 ** r.randrange(64), r.randrange(2**64), -1)))
    if kind != "text":
        try:
            return joined(with_other_meaning(r, header, kind == "structure"), data)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):  # an earlier change has left no such part
            pass
    return joined(with_other_text(r, header), data)


def with_other_meaning(r: random.Random, header: bytes, in_structure: bool) -> bytes:
    """The header with a part of it changed that is still JSON; or the structure that it holds."""
    entries: Header = json.loads(header)
    if in_structure:
        structure = json.loads(entries["__metadata__"]["wgrad"])
        text = json.dumps(with_other_part(r, structure, [*KINDS, *entries]))
        if r.random() < 0.1:
            text = r.choice(
                (text[: r.randrange(len(text) + 1)], "[" * 5000 + text, text + text, f"[{text}", '{"dict":[[' * 2000, "9" * 5000, "\ud800")
            )
        entries["__metadata__"]["wgrad"] = text
    else:
        entries = with_other_entry(r, entries)
    return json.dumps(entries, ensure_ascii=r.random() < 0.9).encode(errors="surrogatepass")


def with_other_text(r: random.Random, header: bytes) -> bytes:
    """The header's text, changed without regard to what it means; a name may stand there twice, or no UTF-8."""
    i = r.randrange(len(header) + 1)
    inside = header.strip()[1:-1]
    return r.choice(
        (
            b"{" + inside + b"," + inside + b"}",
            b"{" + inside + b',"__metadata__":{"wgrad":"3"}}',
            header + b" " * r.randrange(9),
            b" " + header,
            header.replace(b'"', b"'", r.randrange(1, 4)),
            header.replace(b'"', b'"\\u00', 1),
            header.replace(b"a", b"\xff", 1),
            header.replace(b'"a"', b'"__metadata__"', 1),
            header.replace(b":", b":-", r.randrange(1, 4)),
            header.replace(b"0", b"0.0", 1),
            header.replace(b"1", b"1e400", 1),
            header[:i] + r.choice((b"[" * 9, b"{" * 3000, b",", b"0", b"9" * 5000, b"\0", b"\xc3")) + header[i:],
            b'{"a":' * 3000 + header + b"}" * 3000,
            b"[" + header + b"]",
            b"",
        )
    )


def with_other_entry(r: random.Random, entries: Header) -> Header:
    """The header with one part of one tensor's description changed, or the names themselves."""
    names = [n for n in entries if n != "__metadata__"]
    if not names or not isinstance(entries[names[0]], dict) or r.random() < 0.1:
        entries[r.choice(("__metadata__", "a", "", "x" * 3000))] = r.choice(
            (*VALUES, {"wgrad": "[]"}, {"wgrad": 3}, {"format": "tf"}, {"wgrad": None})
        )
        return entries
    entry, other = entries[r.choice(names)], entries[r.choice(names)]
    what = r.randrange(9)
    if what == 0:
        entry["dtype"] = r.choice(TYPES)
    elif what == 1:
        entry["shape"] = [r.choice(NUMBERS) for _ in range(r.randrange(4))]
    elif what == 2:
        entry["shape"] = r.choice(
            (entry["shape"][::-1], [*entry["shape"], 1], [int(np.prod(entry["shape"]))], [1] * 70, [0, 2**62, 2**62], [2**32, 2**32, 0])
        )
    elif what == 3:
        entry["data_offsets"] = [r.choice((*NUMBERS, *entry["data_offsets"])) for _ in range(r.choice((2, 2, 2, 1, 3)))]
    elif what == 4:
        entry["data_offsets"], other["data_offsets"] = other["data_offsets"], entry["data_offsets"]
    elif what == 5:
        entry[r.choice(("dtype", "shape", "data_offsets", "extra"))] = r.choice(VALUES)
    elif what == 6:
        entry.pop(r.choice([*entry]))
    elif what == 7:
        name = r.choice(names)
        entries = {r.choice(("renamed", "", "__metadata__", "\x00", "é", "a/../../b")) if n == name else n: e for n, e in entries.items()}
    else:
        entries[r.choice((*names, "more"))] = dict(other)
    return entries


def with_other_part(r: random.Random, part: Any, words: list[str]) -> Any:
    """A structure with one of its parts changed."""
    inside = isinstance(part, (list, dict)) and part and r.random() < 0.75
    if not inside:
        return r.choice(
            (
                r.choice(VALUES),
                {r.choice(words): r.choice((*VALUES, *words))},
                {r.choice(words): part},
                [part, part],
                {"tensor": "a", "same": r.choice(words)},
            )
        )
    if isinstance(part, list):
        i = r.randrange(len(part))
        return [*part[:i], *([with_other_part(r, part[i], words)] if r.random() < 0.9 else []), *part[i + 1 :]]
    key = r.choice([*part])
    return {(r.choice(words) if k == key and r.random() < 0.3 else k): with_other_part(r, v, words) if k == key else v for k, v in part.items()}


# ---------------------------------------------------------------------------------------------------------------- reading them


def names_in(described: Any) -> list[str]:
    """The names of the tensors in a structure, in the order in which `in_order` meets them."""
    if isinstance(described, list):
        return [name for part in described for name in names_in(part)]
    if not isinstance(described, dict):
        return []
    kind, content = next(iter(described.items()))
    return [described.get("same", content)] if kind == "tensor" else names_in(content)


def in_order(value: Any) -> list[Any]:
    if isinstance(value, autograd.Tensor):
        return [value.array]
    if isinstance(value, dict):
        value = list(itertools.chain.from_iterable(value.items()))
    return [t for part in value for t in in_order(part)] if isinstance(value, (list, tuple)) else []


def by_safetensors(file: bytes) -> dict[str, Any] | None:
    """What safetensors' own library reads; None if it refuses."""
    from safetensors import SafetensorError, deserialize

    try:
        parts = deserialize(file)  # type: ignore[no-untyped-call]
    except SafetensorError:
        return None
    found = {}
    for name, part in parts:
        if part["dtype"] not in SAFETENSORS:
            return None
        array: Any = np.frombuffer(part["data"], SAFETENSORS[part["dtype"]])
        if part["dtype"] == "BF16":
            array = (array.astype(np.uint32) * 65536).view(np.float32)
        try:
            found[name] = array.reshape(part["shape"])
        except ValueError:  # more elements, in dimensions beside one of size 0, than NumPy can count
            return None
    return found


def verdict(file: bytes, given: Any) -> str:
    """Load a file: "refused" or "read", or what is wrong about it."""
    expected = by_safetensors(file)
    if hasattr(given, "seek"):
        given.seek(0)
    try:
        loaded = autograd.load(given)
    except (RuntimeError, pickle.UnpicklingError) as error:
        if (
            type(error) not in (RuntimeError, pickle.UnpicklingError)
            or not str(error).startswith("load: cannot read ")
            or len(str(error)) > 2000 + len(file)
        ):
            return f"another error: {error!r:.200}"
        if expected is not None and "its metadata is damaged" not in str(error):
            return f"refused, and safetensors reads it: {error!r:.200}"
        return "refused"
    except BaseException as error:
        return f"{type(error).__name__}: {error!s:.200}"
    if expected is None:
        return "read, and safetensors refuses it"
    header = json.loads(parted(file)[0])
    text = (header.get("__metadata__") or {}).get("wgrad")
    names = [n for n in header if n != "__metadata__"] if text is None else names_in(json.loads(text))
    arrays = in_order(loaded)
    if text is None and (type(loaded) is not dict or [*loaded] != names):
        return f"other names: {names}"
    duplicated_keys = len(arrays) < len(names) and text is not None  # of a dict: the last holds, as in any dict
    if not duplicated_keys:
        for name, array in zip(names, arrays, strict=True):
            if array.dtype != expected[name].dtype or array.shape != expected[name].shape or array.tobytes() != expected[name].tobytes():
                return f"other values of {name!r}"
    return "read"


def read_all(seed: int, count: int, folder: str, originals: Any = originals, changed: Any = changed, verdict: Any = verdict) -> Counter[str]:
    """Change and load ``count`` files, in a process of its own, with little memory and no way to do anything unseen."""
    r = random.Random(seed)
    files = originals()
    for file in files:
        verdict(file, io.BytesIO(file))  # imports what is imported later
    doings: list[str] = []
    watched = ("exec", "compile", "import", "marshal", "pickle", "ctypes", "socket", "subprocess", "shutil", "os.", "open", "code.", "sys._getframe")

    def watch(event: str, arguments: Any) -> None:
        if event.startswith(watched) and doing and not (event == "open" and str(arguments[0]) == place and arguments[2] & 3 == os.O_RDONLY):
            doings.append(f"{event}{arguments!r:.100}")

    doing, place = False, os.path.join(folder, "changed.safetensors")
    sys.addaudithook(watch)
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + (256 << 20),) * 2)
    except (ImportError, OSError):
        pass
    counts: Counter[str] = Counter()
    tracemalloc.start()
    for i in range(count):
        file = r.choice(files)
        for _ in range(r.choice((1, 1, 2, 3))):
            if len(file) < 40_000:
                file = changed(r, file, files)
        given: Any = io.BytesIO(file)
        if i % 8 == 0:
            Path(place).write_bytes(file)
            given = place
        tracemalloc.reset_peak()
        before, doing = tracemalloc.get_traced_memory()[0], True
        found = verdict(file, given)
        doing = False
        if tracemalloc.get_traced_memory()[1] - before > 100_000 + 60 * len(file):
            found = f"{tracemalloc.get_traced_memory()[1] - before} bytes of memory for a file of {len(file)}"
        if doings:
            found = f"did {doings.pop()}"
        if found not in ("read", "refused"):
            counts[f"number {i}, {file[:300]!r}: {found}"] = 1
        else:
            counts[found] += 1
    return counts


def test_ten_thousand_changed_files(tmp_path: Path) -> None:
    """Each one is a clean error, or what safetensors reads; with little memory, and without running or writing anything."""
    read_in_a_process("from tests.test_damaged_files import *", f"read_all({SEED}, {COUNT}, {str(tmp_path)!r})", COUNT)


def read_in_a_process(imports: str, call: str, count: int) -> None:
    """Run a `read_all` in a process of its own: every file was read right, or refused."""
    print(f"{count} changed files, seed {SEED}")
    code = f"{imports}\nprint(json.dumps({call}))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    counts = json.loads(done.stdout)
    print(counts)
    wrong = [found for found in counts if found not in ("read", "refused")]
    assert not wrong, f"seed {SEED}:\n" + "\n".join(wrong[:10])
    assert counts["read"] + counts["refused"] == count
    assert counts["read"] > count // 20
    assert not (ROOT / "trapped").exists()


# ---------------------------------------------------------------------------------------------------------------- saving that is cut off

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and limits on the size of files")

SAVE_CUT_OFF = """
import os, resource, signal, sys
import autograd

path, killed = sys.argv[1], sys.argv[2] == "killed"
old, new = {"version": autograd.arange(5)}, {"version": autograd.arange(30.0).reshape(5, 6), "beside": [1.5, "text"]}
autograd.save(new, path)
length = os.path.getsize(path)
autograd.save(old, path)
before = open(path, "rb").read()
for limit in range(length + 2):
    child = os.fork()
    if child == 0:  # its files can have so many bytes and no more: the write that goes beyond kills it, or is an error
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if killed else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            autograd.save(new, path)
        except OSError as error:
            os._exit(7)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    folder, name = os.path.split(path)
    beside = [n for n in os.listdir(folder) if n != name]
    if limit < length:
        assert os.WTERMSIG(status) == signal.SIGXFSZ if killed else os.waitstatus_to_exitcode(status) == 7, (limit, status)
        assert open(path, "rb").read() == before, limit
        assert autograd.load(path)["version"].tolist() == [0, 1, 2, 3, 4]
        assert len(beside) <= 2 if killed else not beside, (limit, beside)
        for n in beside:  # what a dead process, or the library in it, has left cannot be taken for a file of tensors
            assert n.startswith(".") and ".tmp" in n and not n.endswith(".safetensors"), n
            os.remove(os.path.join(folder, n))
    else:
        assert status == 0 and not beside, (limit, status, beside)
        assert autograd.load(path)["beside"] == [1.5, "text"]
        autograd.save(old, path)
print(length)
"""


@posix
@pytest.mark.parametrize("end", ["killed", "an error"])
def test_saving_is_cut_off_at_every_byte(end: str, tmp_path: Path) -> None:
    """Killed in the middle of a write, or told that there is no more room: the old file is there, and nothing that looks like another."""
    path = tmp_path / "file.safetensors"
    done = subprocess.run([sys.executable, "-c", SAVE_CUT_OFF, str(path), end], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 300


SAVE_FOR_EVER = """
import itertools, sys
import autograd

states = [{"which": i, "values": autograd.full((20_000 + 10_000 * i,), float(i))} for i in range(3)]
autograd.save(states[0], sys.argv[1])
print("begun", flush=True)
for i in itertools.count(1):
    autograd.save(states[i % 3], sys.argv[1])
"""


@posix
def test_killed_at_any_moment(tmp_path: Path) -> None:
    """A process that does nothing but save is killed, twenty times: each time one of its files is there, whole."""
    path = tmp_path / "file.safetensors"
    chosen = random.Random(SEED)
    for _ in range(20):
        saving = subprocess.Popen([sys.executable, "-c", SAVE_FOR_EVER, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert saving.stdout is not None
        with saving.stdout:
            saving.stdout.readline()
            time.sleep(chosen.uniform(0, 0.02))
            saving.send_signal(signal.SIGKILL)
            saving.wait()
        state = autograd.load(path)
        assert state["values"].shape == (20_000 + 10_000 * state["which"],)
        assert bool((state["values"] == state["which"]).all())
        assert [*tmp_path.glob("*.safetensors")] == [path]
    assert all(name == path.name or (name.startswith(".") and ".tmp" in name) for name in os.listdir(tmp_path))
    autograd.save(1, path)  # and what the dead have left does not stand in the way
    assert autograd.load(path) == 1


SAVE_TO_A_FULL_DISK = """
import os, sys
import autograd

path = os.path.join(sys.argv[1], "file.safetensors")
autograd.save({"small": autograd.arange(5)}, path)
before = open(path, "rb").read()
for size in (100_000, 20_000, 16_000):
    try:
        autograd.save({"large": autograd.zeros(size)}, path)
    except OSError as error:
        assert "No space left" in str(error), error
    else:
        raise AssertionError("it found room")
    assert open(path, "rb").read() == before and os.listdir(sys.argv[1]) == ["file.safetensors"]
autograd.save({"small": autograd.arange(6)}, path)
assert autograd.load(path)["small"].tolist() == [0, 1, 2, 3, 4, 5]
print("held")
"""


def test_a_full_disk(tmp_path: Path) -> None:
    """A file system of 64 KiB, which only this process sees: an error, the old file, and no rest of the new one."""
    if shutil.which("unshare") is None:
        pytest.skip("needs the program unshare, of Linux, to make a small file system")
    mount = 'mount -t tmpfs -o size=64k small "$1" || exit 77\nexec "$2" -c "$3" "$1"'
    command = ["unshare", "-Urm", "sh", "-c", mount, "sh", str(tmp_path), sys.executable, SAVE_TO_A_FULL_DISK]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip(f"this machine does not let it make a small file system: {done.stderr.strip()[:200]}")
    assert done.stdout == "held\n", done.stderr[-2000:]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs the device that is always full")
def test_a_device_that_is_full() -> None:
    with pytest.raises(OSError, match="No space left"):
        autograd.save(autograd.ones(3), "/dev/full")
