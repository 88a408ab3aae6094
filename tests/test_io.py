"""Files of safetensors: what is saved comes back, PyTorch reads it, and no damaged or hostile file does more than raise one error."""

from __future__ import annotations

import io
import json
import os
import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import nn

CHECKPOINT = {
    "model": OrderedDict(weight=autograd.arange(6.0).reshape(2, 3), bias=autograd.zeros(0, 2)),
    "optimizer": {"state": {0: {"step": autograd.tensor(3.0)}, 1: {}}, "param_groups": [{"betas": (0.9, 0.999), "lr": 1e-3, "params": [0, 1]}]},
    "epoch": 3,
    "losses": [0.5, float("inf"), None, True, 2**80],
    "name": "größer 日本 \x00 \U0001f600",
    "size": autograd.zeros(2, 3).shape,
    "dtype": autograd.float16,
    "device": autograd.device("cpu"),
    ("a", 1): [],
    None: {},
}


def same(a: Any, b: Any) -> bool:
    if isinstance(a, autograd.Tensor):
        return type(a) is type(b) and a.dtype == b.dtype and a.shape == b.shape and bool((a == b).all()) and a.requires_grad == b.requires_grad
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return [*a] == [*b] and all(same(a[key], b[key]) for key in a)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    return bool(a == b)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.safetensors"


def test_a_checkpoint_comes_back(path: Path) -> None:
    autograd.save(CHECKPOINT, path)
    assert same(autograd.load(path), CHECKPOINT)
    assert same(autograd.load(str(path), map_location="cpu", weights_only=False, mmap=True), CHECKPOINT)
    with path.open("rb") as file:
        assert same(autograd.load(file), CHECKPOINT)


@pytest.mark.parametrize("value", [None, 3, 0.1, "a", [], {}, (), (1, [2.5, {"a": (None,)}]), {1: {"1": 2}}], ids=repr)
def test_plain_values(value: Any, path: Path) -> None:
    autograd.save(value, path)
    assert same(autograd.load(path), value)


@pytest.mark.parametrize("dtype", [*autograd.core.dtypes.BY_NAME.values()], ids=str)
@pytest.mark.parametrize("shape", [(), (3,), (2, 0, 3), (2, 3, 4)], ids=str)
def test_all_types_and_shapes(dtype: Any, shape: tuple[int, ...], path: Path) -> None:
    tensor = autograd.randint(0, 2, shape).to(dtype)
    autograd.save(tensor, path)
    assert same(autograd.load(path), tensor)
    autograd.load(path).zero_()  # writable


def test_tensors_that_are_not_contiguous(path: Path) -> None:
    tensor = autograd.arange(24).reshape(2, 3, 4)
    parts = [tensor.transpose(0, 2), tensor[:, ::2, 1:], tensor.flip(0), autograd.ones(1).expand(3, 2), tensor[1]]
    autograd.save(parts, path)
    assert same(autograd.load(path), parts)


def test_shared_tensors_stay_shared(path: Path) -> None:
    model = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3))
    model[1].weight = model[0].weight
    autograd.save({**model.state_dict(), "empty": autograd.zeros(0), "none": autograd.zeros(0)}, path)
    state = autograd.load(path)
    state["0.weight"][0, 0] = 7
    assert state["1.weight"][0, 0] == 7
    assert state["1.weight"]._version_counter is state["0.weight"]._version_counter
    assert state["1.bias"].data_ptr() != state["0.bias"].data_ptr()


def test_parameters_and_leaves(path: Path) -> None:
    tensors = [nn.Parameter(autograd.ones(2)), nn.Parameter(autograd.ones(2), requires_grad=False), autograd.ones(2, requires_grad=True)]
    autograd.save(tensors, path)
    loaded = autograd.load(path)
    assert same(loaded, tensors)
    assert all(t.is_leaf for t in loaded)
    computed = tensors[0] * 2
    autograd.save(computed, path)
    assert autograd.load(path).is_leaf


def test_training_goes_on_where_it_was(path: Path) -> None:
    def step(model: Any, optimizer: Any) -> float:
        loss = model(autograd.ones(4, 3)).pow(2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return float(loss.item())

    def made() -> tuple[Any, Any]:
        model = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.Linear(5, 1))
        return model, autograd.optim.Adam(model.parameters())

    model, optimizer = made()
    step(model, optimizer)
    autograd.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "random": autograd.get_rng_state()}, path)
    expected = [step(model, optimizer) for _ in range(3)]
    state = autograd.load(path)
    model, optimizer = made()
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    autograd.set_rng_state(state["random"])
    assert [step(model, optimizer) for _ in range(3)] == expected


def test_names_that_meet(path: Path) -> None:
    both = {"a.b": autograd.zeros(1), "a": {"b": autograd.ones(1), "": autograd.ones(2)}, "__metadata__": autograd.ones(3), "": autograd.ones(4)}
    autograd.save(both, path)
    assert same(autograd.load(path), both)


@pytest.mark.parametrize(
    ("value", "error", "says"),
    [
        (nn.Linear(2, 2), TypeError, "state_dict"),
        ({"a": [print]}, TypeError, r"\['a'\]\['0'\] is of type builtin_function_or_method"),
        ({frozenset(): 1}, TypeError, "frozenset"),
        ({1, 2}, TypeError, "set"),
        (1j, TypeError, "complex"),
    ],
)
def test_what_cannot_be_saved(value: Any, error: type[Exception], says: str, path: Path) -> None:
    autograd.save("old", path)
    with pytest.raises(error, match=says):
        autograd.save(value, path)
    assert autograd.load(path) == "old"
    assert os.listdir(path.parent) == [path.name]


def test_what_contains_itself(path: Path) -> None:
    endless: list[Any] = []
    endless.append({"a": endless})
    with pytest.raises(ValueError, match="contains itself"):
        autograd.save(endless, path)
    twice = [1]
    autograd.save([twice, twice], path)
    assert autograd.load(path) == [[1], [1]]


# ---------------------------------------------------------------------------------------------------------------- writing


def test_a_failed_write_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import safetensors.numpy

    def fail(arrays: Any, file: Path, metadata: Any) -> None:
        file.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    autograd.save("old", path)
    monkeypatch.setattr(safetensors.numpy, "save_file", fail)
    with pytest.raises(OSError, match="No space"):
        autograd.save("new", path)
    assert autograd.load(path) == "old"
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="permissions and links as on POSIX")
def test_permissions_and_links_are_kept(path: Path) -> None:
    autograd.save(1, path)
    (path.parent / "plain").touch()
    assert path.stat().st_mode == (path.parent / "plain").stat().st_mode
    path.chmod(0o600)
    link = path.with_name("link")
    link.symlink_to(path)
    autograd.save(2, link)
    assert link.is_symlink()
    assert autograd.load(path) == 2
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_folder(path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"Parent directory .* does not exist"):
        autograd.save(1, path / "below" / "file")
    with pytest.raises(FileNotFoundError):
        autograd.load(path)


# ---------------------------------------------------------------------------------------------------------------- to PyTorch and back


def test_state_dicts_cross_to_pytorch_and_back(path: Path) -> None:
    torch = pytest.importorskip("torch")
    from safetensors.torch import load_file, save_file

    def model(torch: Any) -> Any:
        torch.manual_seed(0)
        return torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.Flatten(), torch.nn.Linear(8, 3))

    ours, theirs = model(autograd), model(torch)
    with autograd.no_grad():
        for p in ours.parameters():
            p.mul_(2)
    autograd.save(ours.state_dict(), path)
    theirs.load_state_dict(load_file(path))
    x = np.random.default_rng(0).normal(size=(2, 1, 4, 4)).astype(np.float32)
    assert np.allclose(ours(autograd.tensor(x)).detach().numpy(), theirs(torch.tensor(x)).detach().numpy(), atol=1e-5)

    back = path.with_name("back.safetensors")
    save_file(theirs.state_dict(), back)
    fresh = model(autograd)
    fresh.load_state_dict(autograd.load(back))
    assert same(fresh.state_dict(), ours.state_dict())


def test_tied_weights_cross_to_pytorch(path: Path) -> None:
    pytest.importorskip("torch")
    from safetensors.torch import load_file

    weight = autograd.ones(2)
    autograd.save({"encoder": weight, "decoder": weight}, path)
    assert load_file(path).keys() == {"encoder", "decoder"}


def test_bfloat16(path: Path) -> None:
    torch = pytest.importorskip("torch")
    from safetensors.torch import save_file

    values = torch.tensor([1.5, -3e38, float("nan"), float("inf"), 1e-40]).bfloat16()
    save_file({"a": values}, path)
    loaded = autograd.load(path)["a"]
    assert loaded.dtype == autograd.float32
    assert np.array_equal(loaded.numpy(), values.float().numpy(), equal_nan=True)


# ---------------------------------------------------------------------------------------------------------------- damaged and hostile files


def container(header: Any, data: bytes = b"", length: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def entry(dtype: str = "F32", shape: Any = (1,), offsets: Any = (0, 4)) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


def structured(structure: Any) -> bytes:
    text = structure if isinstance(structure, str) else json.dumps(structure)
    return container({"__metadata__": {"wgrad": text}, "a": entry(), "b": entry(shape=(2,), offsets=(4, 12))}, b"\0" * 12)


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "seven bytes": b"1234567",
    "text": b"this is not a file of tensors at all",
    "huge header": struct.pack("<Q", 2**63 - 1) + b"{}",
    "negative header": struct.pack("<q", -1) + b"{}",
    "header beyond the end": container({}, length=100),
    "no JSON": container(b"{'a': 1}"),
    "JSON of another kind": container(b"[1, 2]"),
    "deep JSON": container(b'{"a":' * 5000 + b"1" + b"}" * 5000),
    "no UTF-8": container(b'{"\xff": 1}'),
    "data beyond the end": container({"a": entry()}),
    "data too long": container({"a": entry()}, b"\0" * 40),
    "a terabyte": container({"a": entry(shape=(2**38,), offsets=(0, 2**40))}, b"\0" * 4),
    "a shape that overflows": container({"a": entry(shape=(2**40, 2**40), offsets=(0, 4))}, b"\0" * 4),
    "a negative shape": container({"a": entry(shape=(-1,))}, b"\0" * 4),
    "negative offsets": container({"a": entry(offsets=(-4, 0))}, b"\0" * 4),
    "swapped offsets": container({"a": entry(offsets=(4, 0))}, b"\0" * 4),
    "overlapping tensors": container({"a": entry(), "b": entry()}, b"\0" * 4),
    "unknown type": container({"a": entry("X99")}, b"\0" * 4),
    "a type that wgrad lacks": container({"a": entry("U32")}, b"\0" * 4),
    "metadata of another kind": container({"__metadata__": {"wgrad": 3}}),
    "structure: no JSON": structured("{"),
    "structure: deep": structured("[" * 100_000 + "]" * 100_000),
    "structure: deep dicts": structured('{"tuple":[' * 20_000 + "]}" * 20_000),
    "structure: long number": structured("1" * 10_000),
    "structure: no such tensor": structured({"tensor": "c"}),
    "structure: no such kind": structured({"function": "os.system"}),
    "structure: nothing": structured({}),
    "structure: wrong content": structured({"dict": [[1, 2, 3]]}),
    "structure: unhashable key": structured({"dict": [[[1], 2]]}),
    "structure: wrong size": structured({"Size": ["a"]}),
    "structure: an infinite size": structured({"Size": [1e999]}),
    "structure: text for a list": structured({"tuple": "abc"}),
    "structure: text for a pair": structured({"dict": ["ab"]}),
    "structure: two kinds at once": structured({"tuple": [], "dict": []}),
    "structure: device": structured({"device": "quantum"}),
    "structure: dtype": structured({"dtype": "int256"}),
    "structure: same as another shape": structured({"tensor": "a", "same": "b"}),
    "structure: a list for a name": structured({"tensor": ["a"]}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_one_error(name: str, path: Path) -> None:
    path.write_bytes(HOSTILE[name])
    with pytest.raises(RuntimeError, match=r"^load: cannot read .*file\.safetensors: "):
        autograd.load(path, weights_only=False)
    with pytest.raises(RuntimeError, match=r"^load: cannot read the file: "):
        autograd.load(io.BytesIO(HOSTILE[name]))


def test_every_truncation_and_every_damaged_byte(path: Path) -> None:
    autograd.save({"a": autograd.ones(3), "b": [autograd.tensor(2), 0.5]}, path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        with pytest.raises(RuntimeError, match="^load: cannot read"):
            autograd.load(io.BytesIO(whole[:length]))
    readable = 0
    for place in range(len(whole)):
        for flip in (1, 0x80):
            damaged = bytearray(whole)
            damaged[place] ^= flip
            try:
                autograd.load(io.BytesIO(bytes(damaged)))
                readable += 1  # a changed number or letter
            except (RuntimeError, pickle.UnpicklingError) as error:  # the latter where it begins as a pickle does
                assert str(error).startswith("load: cannot read")
    assert 0 < readable < len(whole)


def test_a_device_that_is_not_there(path: Path) -> None:
    autograd.save(1, path)
    with pytest.raises(AssertionError, match="CPU only"):
        autograd.load(path, map_location="cuda:0")
    assert autograd.load(path, map_location={"cuda:0": "cpu"}) == 1
