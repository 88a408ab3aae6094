"""PyTorch's checkpoints: what PyTorch wrote is read here, what is written here is read there, and no file does more than describe data."""

from __future__ import annotations

import base64
import collections
import copy
import io
import json
import os
import pickle
import re
import struct
import sys
import warnings
import zipfile
import zlib
from collections import Counter, OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import nn
from autograd.files.checkpoint_format import LEGACY
from autograd.files.class_names import MODULES, pytorch_name, pytorch_object
from tests.record_checkpoints import CONTENTS, RECORDED, network

FILES = {name: zlib.decompress(base64.b85decode(text)) for name, text in json.loads(RECORDED.read_text()).items() if name != "torch"}


def saved(obj: Any, **options: Any) -> bytes:
    buffer = io.BytesIO()
    autograd.save(obj, buffer, **options)
    return buffer.getvalue()


def loaded(file: bytes, **options: Any) -> Any:
    return autograd.load(io.BytesIO(file), **options)


def same(a: Any, b: Any) -> None:
    """Both are equal, in types, values, order, shapes and strides."""
    assert type(a) is type(b), (type(a), type(b))
    if isinstance(a, autograd.Tensor):
        assert (a.dtype, a.shape, a.requires_grad, a.is_leaf) == (b.dtype, b.shape, b.requires_grad, True)
        assert a.numel() < 2 or a.stride() == b.stride()
        assert np.array_equal(a.detach().numpy(), b.detach().numpy())
    elif isinstance(a, (dict, Counter)):
        same([*a], [*b])
        same([*a.values()], [*b.values()])
        same(getattr(a, "_metadata", None), getattr(b, "_metadata", None))
    elif isinstance(a, (list, tuple)):
        assert len(a) == len(b)
        for one, other in zip(a, b, strict=True):
            same(one, other)
    elif isinstance(a, autograd.optim.Optimizer):
        assert repr(a) == repr(b)
        assert a.state_dict() == b.state_dict()
    elif isinstance(a, nn.Module):
        assert repr(a) == repr(b)
        same(a.state_dict(), b.state_dict())
    else:
        assert a == b
        assert repr(a) == repr(b)


# ---------------------------------------------------------------------------------------------------------------- files of PyTorch


@pytest.mark.parametrize("form", ["zip", "legacy"])
@pytest.mark.parametrize("name", ["plain", "tensors", "state"])
def test_files_of_pytorch_are_read(name: str, form: str, tmp_path: Path) -> None:
    expected = CONTENTS[name](autograd)
    same(loaded(FILES[f"{name} {form}"]), expected)
    same(loaded(FILES[f"{name} {form}"], weights_only=False), expected)
    path = tmp_path / "file.pth"
    path.write_bytes(FILES[f"{name} {form}"])
    for given in (path, str(path)):
        same(autograd.load(given, map_location="cpu", mmap=True), expected)
    with path.open("rb") as file:
        same(autograd.load(file, weights_only=None), expected)


@pytest.mark.parametrize("form", ["zip", "legacy"])
def test_a_whole_module_of_pytorch_is_read_if_the_user_says_so(form: str) -> None:
    with pytest.raises(pickle.UnpicklingError, match=r"GLOBAL torch\.nn\.modules\.\w+\.\w+ was not an allowed global.*add_safe_globals"):
        loaded(FILES[f"module {form}"])
    found, expected = loaded(FILES[f"module {form}"], weights_only=False), CONTENTS["module"](autograd)
    same(found, expected)
    assert found["optimizer"].param_groups[0]["params"][0] is found["model"][0].weight
    body = found["model"][:5]
    x = autograd.arange(9.0).reshape(1, 1, 3, 3)
    assert autograd.equal(body(x), expected["model"][:5](x))
    body(x).sum().backward()
    before = body[0].weight.clone()
    found["optimizer"].step()
    assert not autograd.equal(before, body[0].weight)


def test_a_module_whose_classes_are_allowed() -> None:
    classes = [nn.Sequential, nn.Conv2d, nn.BatchNorm2d, nn.ReLU, nn.Flatten, nn.Linear, nn.LSTM, autograd.optim.Adam, collections.defaultdict, dict]
    with autograd.serialization.safe_globals(classes):
        same(loaded(FILES["module zip"])["model"], CONTENTS["module"](autograd)["model"])
        assert autograd.serialization.get_safe_globals() == classes
    assert autograd.serialization.get_safe_globals() == []
    assert autograd.serialization.get_unsafe_globals_in_checkpoint(io.BytesIO(FILES["module zip"])) == [
        "builtins.dict",
        "collections.defaultdict",
        *("torch.nn.modules." + name for name in "activation.ReLU batchnorm.BatchNorm2d container.Sequential conv.Conv2d".split()),
        *("torch.nn.modules." + name for name in "flatten.Flatten linear.Linear rnn.LSTM".split()),
        "torch.optim.adam.Adam",
    ]
    assert autograd.serialization.get_unsafe_globals_in_checkpoint(io.BytesIO(FILES["state zip"])) == []
    with pytest.raises(RuntimeError, match="its pickle is damaged"):
        autograd.serialization.get_unsafe_globals_in_checkpoint(io.BytesIO(archive(b"\xff.")))


@pytest.mark.parametrize("form", ["zip", "legacy"])
def test_bfloat16_becomes_float32_and_says_so(form: str) -> None:
    with pytest.warns(UserWarning, match="bfloat16 tensors of the file are float32 here"):
        tensor = loaded(FILES[f"brain {form}"])
    assert tensor.dtype == autograd.float32
    assert tensor.tolist() == [1.5, -(2.0**100), float("inf"), 0.0]


@pytest.mark.parametrize("form", ["zip", "legacy"])
def test_what_shares_memory_shares_it_afterwards(form: str) -> None:
    views = loaded(FILES[f"tensors {form}"])["views"]
    views[0][1, 0, 1] = 70.0
    assert [views[1][1, 0, 1].item(), views[2][1, 0, 0].item(), views[3][0, 1].item()] == [70, 70, 70]
    assert len({id(view._version_counter) for view in views}) == 1
    containers = loaded(FILES[f"plain {form}"])["containers"]
    assert containers[-1] is containers[-2]


def test_the_state_of_a_generator_goes_on_where_it_was() -> None:
    state = loaded(FILES["tensors zip"])["generator"]
    assert state.dtype == autograd.uint8
    generator = autograd.Generator()
    generator.set_state(state)
    assert autograd.equal(autograd.rand(9, generator=generator), autograd.rand(9, generator=autograd.Generator().manual_seed(5)))


def rewritten(file: bytes, changes: Any = None, records: dict[str, bytes] | None = None, **options: Any) -> bytes:
    """An archive with other records: ``changes`` is a function of the name and content of each."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(result, "w", **options) as new:
        for name in old.namelist():
            content = old.read(name) if changes is None else changes(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (records or {}).items():
            new.writestr(f"archive/{name}", content)
    return result.getvalue()


def test_big_endian_files() -> None:
    sizes = {"0": 2, "1": 4, "2": 8, "3": 1, "4": 2, "5": 4, "6": 8}  # bytes of the numbers of the first storages of `tensors`

    def swapped(name: str, content: bytes) -> bytes:
        if name.endswith("byteorder"):
            return b"big"
        size = sizes.get(name.rpartition("/")[2], 1) if "/data/" in name else 1
        return np.frombuffer(content, f"u{size}").byteswap().tobytes()

    big = rewritten(FILES["tensors zip"], swapped)
    same(loaded(big)["dtypes"], CONTENTS["tensors"](autograd)["dtypes"])
    torch = pytest.importorskip("torch")
    assert [t.tolist() for t in torch.load(io.BytesIO(big))["dtypes"]] == [t.tolist() for t in loaded(big)["dtypes"]]


def test_a_file_without_a_byte_order_is_little_endian() -> None:
    old = rewritten(
        FILES["state zip"], lambda name, content: None if name.endswith(("byteorder", ".format_version", ".storage_alignment")) else content
    )
    same(loaded(old), CONTENTS["state"](autograd))


def on_gpu(file: bytes) -> bytes:
    return rewritten(file, lambda name, content: content.replace(b"X\x03\0\0\0cpu", b"X\x06\0\0\0cuda:1") if name.endswith("data.pkl") else content)


def test_files_of_a_gpu_want_to_be_told_where_to_go() -> None:
    file, expected = on_gpu(FILES["state zip"]), CONTENTS["state"](autograd)
    asked = []
    for place in (
        "cpu",
        autograd.device("cpu"),
        {"cuda:1": "cpu"},
        lambda storage, place: asked.append(place) or storage,
        lambda storage, place: storage.cpu(),
    ):
        same(loaded(file, map_location=place), expected)
    assert set(asked) == {"cuda:1"}
    for place in (None, {"cuda:0": "cpu"}, lambda storage, place: None):
        with pytest.raises(RuntimeError, match=r"^Attempting to deserialize object on device 'cuda:1'.*map_location=torch\.device\('cpu'\)"):
            loaded(file, map_location=place)
    for place in ("cuda", "cuda:1", lambda storage, place: storage.cuda(1)):
        with pytest.raises(AssertionError, match="CPU only"):
            loaded(file, map_location=place)


def test_numpy_in_files_wants_to_be_allowed() -> None:
    file = saved({"scalar": np.float64(0.5), "array": np.arange(3)})
    with pytest.raises(pickle.UnpicklingError, match=r"GLOBAL numpy\._?core\.multiarray\.\w+ was not an allowed global"):
        loaded(file)
    found = loaded(file, weights_only=False)
    assert type(found["scalar"]) is np.float64
    assert found["scalar"] == 0.5
    assert found["array"].tolist() == [0, 1, 2]
    name = np.float64(0).__reduce__()[0]
    with autograd.serialization.safe_globals([(name, f"{name.__module__}.{name.__name__}"), np.dtype, type(np.dtype("f8"))]):
        assert loaded(saved(np.float64(0.5))) == 0.5


# ---------------------------------------------------------------------------------------------------------------- and back


@pytest.mark.parametrize("name", ["plain", "tensors", "state"])
@pytest.mark.parametrize("protocol", [None, 2, 3, 4, 5])
def test_what_is_saved_comes_back(name: str, protocol: int | None, tmp_path: Path) -> None:
    expected = CONTENTS[name](autograd)
    file = saved(expected, pickle_protocol=protocol)
    same(loaded(file, weights_only=False), expected)
    if protocol is None:
        same(loaded(file), expected)
        path = tmp_path / "file"
        autograd.save(expected, path)
        assert path.read_bytes() == file  # the same content makes the same file
        with path.open("wb") as opened:
            autograd.save(expected, opened)
        same(autograd.load(path), expected)


def test_what_is_saved_is_read_by_pytorch() -> None:
    torch = pytest.importorskip("torch")

    def equal(a: Any, b: Any) -> None:
        if isinstance(b, torch.Tensor):
            assert type(a) is type(b)
            assert (a.dtype, a.shape, a.stride(), a.requires_grad) == (b.dtype, b.shape, b.stride(), b.requires_grad)
            assert torch.equal(a, b)
        elif isinstance(b, dict):
            assert type(a) is type(b)
            equal([*a.values()], [*b.values()])
            equal([*a], [*b])
            equal(getattr(a, "_metadata", None), getattr(b, "_metadata", None))
        elif isinstance(b, (list, tuple)):
            assert type(a) is type(b)
            assert len(a) == len(b)
            for one, other in zip(a, b, strict=True):
                equal(one, other)
        else:
            assert type(a) is type(b)
            assert a == b or repr(a) == repr(b)

    for name in ("plain", "tensors", "state"):
        ours = CONTENTS[name](autograd)
        if name == "tensors":
            ours["shapes"] = ours["shapes"][:1]  # of tensors without elements, and of a single one, the strides are free
            ours["views"].pop()
        theirs = CONTENTS[name](torch)
        for part in ("shapes", "views") if name == "tensors" else ():
            del theirs[part][len(ours[part]) :]
        equal(torch.load(io.BytesIO(saved(ours)), weights_only=True), theirs)
    for path_or_not in (True, False):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = torch.load(io.BytesIO(saved(CONTENTS["module"](autograd))), weights_only=False, mmap=None if path_or_not else False)
        assert repr(found) == repr(CONTENTS["module"](torch))
        found["model"][:5](torch.ones(1, 1, 3, 3)).sum().backward()
        found["optimizer"].step()


def test_a_file_of_ours_is_mapped_into_memory_by_pytorch(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    autograd.save({"a": autograd.arange(5), "b": autograd.zeros(3)}, tmp_path / "file.pt")
    found = torch.load(tmp_path / "file.pt", mmap=True)
    assert found["a"].tolist() == [0, 1, 2, 3, 4]
    assert found["b"].data_ptr() % 64 == found["a"].data_ptr() % 64


def test_views_are_saved_as_parts_of_one_storage() -> None:
    whole = autograd.arange(1000.0)
    file = saved([whole[:10], whole[5:].reshape(5, 199).t(), whole.detach()])
    assert len(file) < 4000 + 2000
    parts = loaded(file)
    parts[0][5] = -1.0
    assert parts[1][0, 0] == parts[2][5] == -1
    assert parts[1].stride() == (1, 199)
    assert parts[1].storage_offset() in (0, 5)
    backwards = autograd.from_numpy(np.arange(4)[::-1].copy())
    backwards.array = backwards.array[::-1]
    assert loaded(saved(backwards)).tolist() == [0, 1, 2, 3]
    with pytest.raises(RuntimeError, match="view the same data as different types: FloatStorage and IntStorage"):
        saved([whole, autograd.from_numpy(whole.numpy().view(np.int32))])


class Tagged(autograd.Tensor):
    """A user's own kind of tensor, which overrides no functions: else they would ask in all tests."""

    __torch_function__ = autograd._C._disabled_torch_function_impl


class Net(nn.Module):
    """A user's own module."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)
        self.register_buffer("steps", autograd.tensor(3), persistent=False)
        self.scale = nn.Buffer(autograd.ones(2))
        self.act = nn.functional.relu

    def forward(self, x: Any) -> Any:
        return self.act(self.layer(x)) * self.scale


def test_modules_and_tensors_of_the_users_own() -> None:
    net = Net()
    net.layer.weight.tag = "a tag"
    file = saved(net)
    for options in ({"weights_only": False}, {}):
        with autograd.serialization.safe_globals([Net, nn.Linear, nn.functional.relu]):
            found = loaded(file, **options)
        assert type(found) is Net
        assert found.layer.weight.tag == "a tag"
        assert found.steps.item() == 3
        assert "steps" not in found.state_dict()
        assert autograd.equal(found(autograd.ones(2)), net(autograd.ones(2)))
        found(autograd.ones(2)).sum().backward()
    tagged = autograd.ones(2).as_subclass(Tagged) if hasattr(autograd.Tensor, "as_subclass") else Tagged(autograd.ones(2))
    tagged.note = [1]
    with pytest.raises(pickle.UnpicklingError, match=r"add_safe_globals\(\[Tagged\]\)"):
        loaded(saved(tagged))
    found = loaded(saved(tagged), weights_only=False)
    assert type(found) is Tagged
    assert found.note == [1]
    assert found.tolist() == [1, 1]


def test_a_lazy_module_that_has_not_seen_an_input() -> None:
    lazy = loaded(saved(nn.LazyLinear(3)), weights_only=False)
    assert lazy.has_uninitialized_params()
    assert lazy(autograd.ones(2, 5)).shape == (2, 3)
    assert lazy.weight.shape == (3, 5)


def test_training_goes_on_with_a_whole_model_and_optimizer() -> None:
    def step(model: Any, optimizer: Any) -> float:
        loss = model(autograd.ones(4, 3)).pow(2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return float(loss.item())

    autograd.manual_seed(0)
    for kind in (autograd.optim.Adam, autograd.optim.SGD, autograd.optim.LBFGS):
        model = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.Linear(5, 1))
        optimizer = kind(model.parameters(), lr=0.01)
        if kind is autograd.optim.LBFGS:
            optimizer.step(
                lambda model=model, optimizer=optimizer: (optimizer.zero_grad(), loss := model(autograd.ones(4, 3)).pow(2).sum(), loss.backward())[1]
            )
            assert loaded(saved(optimizer), weights_only=False)._params[0].shape == (5, 3)
            continue
        step(model, optimizer)
        again = loaded(saved((model, optimizer)), weights_only=False)
        copied = copy.deepcopy((model, optimizer))
        expected = [step(model, optimizer) for _ in range(3)]
        assert [step(*again) for _ in range(3)] == expected
        assert [step(*copied) for _ in range(3)] == expected


def test_names_of_our_classes_are_pytorchs() -> None:
    named = {name: pytorch_name(kind) for name, kind in vars(nn).items() if isinstance(kind, type)}
    for name, found in named.items():
        assert found is not None
        assert pytorch_object(*found) is getattr(nn, name)
    assert set(MODULES) <= {*named, "NonDynamicallyQuantizableLinear"}
    for ours in (autograd.relu, nn.functional.gelu, autograd.optim.AdamW, autograd.optim.lr_scheduler.StepLR, nn.init.zeros_, autograd.Tensor):
        assert pytorch_object(*pytorch_name(ours)) is ours
    assert pytorch_name(nn.modules.module._Called) is pytorch_name(np.zeros) is pytorch_name(Net) is pytorch_name(3) is None
    torch = pytest.importorskip("torch")
    for name, found in named.items():
        if name not in ("Module", "DataParallel"):
            assert found == (getattr(torch.nn, name).__module__, name)


def test_arguments_of_load_and_save() -> None:
    file = saved(3, pickle_module=pickle)
    assert loaded(file, weights_only=False, pickle_module=pickle, encoding="latin1") == 3
    with pytest.raises(RuntimeError, match="Can not safely load weights when explicit pickle_module is specified"):
        loaded(file, pickle_module=pickle)
    for refused in (lambda: saved(3, pickle_module=json), lambda: loaded(file, weights_only=False, pickle_module=json)):
        with pytest.raises(ValueError, match="pickle_module"):
            refused()
    with pytest.raises(TypeError, match="mode 'rb'"):
        autograd.load(io.StringIO("text"))  # type: ignore[arg-type]
    with pytest.raises((pickle.PicklingError, AttributeError), match="lambda"):
        saved({"a": lambda: 1})


def test_safe_globals_are_checked() -> None:
    for wrong, error in ((("a", "b", "c"), ValueError), ((1, 2), TypeError)):
        with pytest.raises(error, match="Expected"):
            autograd.serialization.add_safe_globals([wrong])
    autograd.serialization.add_safe_globals([Net])
    with autograd.serialization.safe_globals([Net, nn.Linear]):
        assert autograd.serialization.get_safe_globals() == [Net, nn.Linear]
    assert autograd.serialization.get_safe_globals() == [Net]
    autograd.serialization.clear_safe_globals()
    assert autograd.serialization.get_safe_globals() == []


# ---------------------------------------------------------------------------------------------------------------- hostile files


def text(value: str | bytes) -> bytes:
    value = value.encode() if isinstance(value, str) else value
    return b"X" + struct.pack("<I", len(value)) + value


def number(value: int) -> bytes:
    raw = pickle.encode_long(value)
    return b"\x8a" + bytes([len(raw)]) + raw


def name(module: str, what: str) -> bytes:
    return f"c{module}\n{what}\n".encode()


def storage(key: Any = "0", count: Any = 4, kind: bytes = name("torch", "FloatStorage"), word: str = "storage", place: bytes = text("cpu")) -> bytes:
    key = text(key) if isinstance(key, str) else key
    return b"(" + text(word) + kind + key + place + (number(count) if isinstance(count, int) else count) + b"tQ"


def numbers(*values: int) -> bytes:
    return b"(" + b"".join(map(number, values)) + b"t"


def tensor(offset: bytes = number(0), size: bytes = numbers(4), stride: bytes = numbers(1), of: bytes | None = None, grad: bytes = b"\x89") -> bytes:
    return name("torch._utils", "_rebuild_tensor_v2") + b"(" + (storage() if of is None else of) + offset + size + stride + grad + ORDERED + b"tR"


ORDERED = name("collections", "OrderedDict") + b")R"
PARAMETER = name("torch._utils", "_rebuild_parameter")
ENDLESS = b")q\x00" + b"h\x00\x86q\x00" * 200  # a tuple of two, of two, ...: 2**200 parts
DEEP = b")" + b"\x85" * 200_000
ENCODE = name("_codecs", "encode")


class Trap:
    """An object whose pickle makes a folder when it is read."""

    def __reduce__(self) -> Any:
        return os.mkdir, ("trapped",)


NOT_ALLOWED = r"GLOBAL \S+ was not an allowed global by default.*add_safe_globals.*weights_only=False"
CALL = "Trying to call reduce for unrecognized function"
HOSTILE: dict[str, tuple[bytes, str]] = {
    # what runs code
    "os.mkdir": (pickle.dumps(Trap(), 2), "blocked"),
    "os.mkdir by os": (name("os", "mkdir") + text("trapped") + b"\x85R", r"GLOBAL os\.mkdir whose module os is blocked"),
    "os.system": (name("os", "system") + text("mkdir trapped") + b"\x85R", "blocked"),
    "sys.exit": (name("sys", "exit") + b")R", "blocked"),
    "eval": (name("builtins", "eval") + text("__import__('os').mkdir('trapped')") + b"\x85R", NOT_ALLOWED),
    "exec of Python 2": (name("__builtin__", "exec") + text("import os; os.mkdir('trapped')") + b"\x85R", NOT_ALLOWED),
    "getattr": (name("builtins", "getattr") + name("torch", "Tensor") + text("__subclasses__") + b"\x86R", NOT_ALLOWED),
    "__import__": (name("builtins", "__import__") + text("antigravity") + b"\x85R", NOT_ALLOWED),
    "a module that importing runs": (name("this", "s"), NOT_ALLOWED),
    "subprocess": (name("subprocess", "Popen") + text("true") + b"\x85R", NOT_ALLOWED),
    "a dotted name": (name("collections", "OrderedDict.__class__"), NOT_ALLOWED),
    "a function of torch": (name("torch", "save") + b")R", "which wgrad does not have"),
    "a function of ours": (name("autograd", "save") + b")R", NOT_ALLOWED),
    "torch.load itself": (name("torch.serialization", "load") + text("other.pt") + b"\x85R", "which wgrad does not have"),
    "a class that is not allowed": (name("torch.nn.modules.linear", "Linear") + b")\x81", NOT_ALLOWED),
    "numpy's load": (name("numpy", "load") + text("other.npy") + b"\x85R", NOT_ALLOWED),
    "INST": (b"(" + text("trapped") + b"ios\nmkdir\n", "describes no objects"),
    "OBJ": (b"(" + name("os", "mkdir") + text("trapped") + b"o", "blocked"),
    "STACK_GLOBAL": (text("os") + text("mkdir") + b"\x93" + text("trapped") + b"\x85R", "describes no objects"),
    "EXT1": (b"\x82\x01", "describes no objects"),
    "NEWOBJ_EX": (name("torch", "Tensor") + b")}\x92", "describes no objects"),
    "PERSID as text": (b"Pstorage\n", "describes no objects"),
    "INT as text": (b"I" + b"9" * 5000 + b"\n", "describes no objects"),
    "a buffer": (b"\x97", "describes no objects"),
    # calls of what is no function, and changes of what is no plain object
    "a call of a number": (number(3) + b")R", CALL),
    "a call of a dict": (b"})R", CALL),
    "a call of a dtype": (name("torch", "float32") + b")R", CALL),
    "a call of a tensor": (tensor() + b")R", CALL),
    "a call of Tensor": (name("torch", "Tensor") + number(2**40) + b"\x85R", CALL),
    "a call of Parameter": (name("torch.nn.parameter", "Parameter") + number(1) + b"\x85R", CALL),
    "a call of a storage": (storage() + b")R", CALL),
    "a call with no tuple": (name("collections", "OrderedDict") + b"]R", CALL),
    "NEWOBJ of Tensor": (name("torch", "Tensor") + b")\x81", "Can only create new objects of classes allowed"),
    "NEWOBJ of a function": (name("torch._utils", "_rebuild_tensor_v2") + b")\x81", "Can only create new objects"),
    "state for Tensor": (name("torch", "Tensor") + b"N}" + text("__add__") + number(1) + b"s\x86b", "Can only build"),
    "state for a function": (name("torch._utils", "_rebuild_tensor_v2") + b"}" + text("__defaults__") + b")sb", "Can only build"),
    "state for a tensor": (tensor() + b"}" + text("array") + b")sb", "Can only build"),
    "state for a dict": (b"}}" + text("a") + number(1) + b"sb", "Can only build"),
    "methods of an OrderedDict": (ORDERED + b"}" + text("items") + number(1) + b"sb", "no dict of new names"),
    "attributes that are no names": (ORDERED + b"}" + number(1) + number(1) + b"sb", "no dict of new names"),
    "an element for a tensor": (tensor() + number(1) + b"a", "Can only append to lists"),
    "elements for a tuple": (b")(" + number(1) + b"e", "Can only append to lists"),
    "an item of a list": (b"]" + number(0) + number(0) + b"s", "Can only set items"),
    "an item of a class": (name("torch", "Tensor") + number(0) + number(0) + b"s", "Can only set items"),
    "half an item": (b"}(" + number(0) + b"u", "describes no objects"),
    # what is large out of nothing
    "a key without end": (b"}" + ENDLESS + number(0) + b"s", "too large|repeats itself"),
    "a key without end in a set": (name("builtins", "set") + b"]" + ENDLESS + b"a\x85R", "too large|repeats itself"),
    "a deep key": (b"}" + DEEP + number(0) + b"s", "too large"),
    "bytes again and again": (b"](" + text("x" * 20_000) + b"q\x00" + ENCODE + b"q\x01" + (b"h\x01h\x00" + text("latin1") + b"\x86R") * 1500 + b"e", "repeats itself"),
    "a list again and again": (b"]q\x00(" + (b"NN") * 5000 + b"e" + name("builtins", "set") + b"q\x01(" + b"h\x01h\x00\x85R" * 2000 + b"t", "repeats itself"),
    "a long bytearray": (name("builtins", "bytearray") + number(2**60) + b"\x85R", "describes no objects|not made of text"),
    "a Counter of a number": (name("collections", "Counter") + number(2**60) + b"\x85R", "describes no objects"),
    "a place in the memo": (b"Nr\xff\xff\xff\xffh\x07", "Memo value not found"),
    "a long text": (b"X\xff\xff\xff\xffabc", "describes no objects"),
    "a size of texts": (name("torch", "Size") + text("abc") + b"\x85R", "not made of integers"),
    "a size of no tuple": (name("torch", "Size") + number(2**40) + b"\x85R", "describes no objects"),
    "a device": (name("torch", "device") + text("quantum") + b"\x85R", "describes no objects"),
    "a device of a tuple": (name("torch", "device") + text("cuda") + b")\x86R", "not made of a name and a number"),
    # tensors that reach beyond their storage, or have none
    "a large tensor": (tensor(size=numbers(5)), "reaches element 4 of a storage that has 4"),
    "a tensor beyond the end": (tensor(offset=number(1)), "reaches element 4"),
    "a tensor before the beginning": (tensor(offset=number(-1)), "no numbers from 0"),
    "a tensor with large steps": (tensor(size=numbers(2, 2), stride=numbers(3, 1)), "reaches element 4"),
    "a tensor with steps back": (tensor(offset=number(3), stride=numbers(-1)), "no numbers from 0"),
    "a step that overflows": (tensor(size=numbers(2), stride=numbers(2**62)), "reaches element"),
    "a size that overflows": (tensor(size=numbers(2**40, 2**40), stride=numbers(0, 0)), "describes no objects"),
    "a size that comes round": (tensor(size=numbers(2**32, 2**32), stride=numbers(2**32, 1)), "reaches element"),
    "a negative size": (tensor(size=numbers(-1)), "no numbers from 0"),
    "a truth as a size": (tensor(size=b"\x88\x85"), "no numbers from 0"),
    "a fraction as a size": (tensor(size=b"G" + struct.pack(">d", 1.0) + b"\x85"), "no numbers from 0"),
    "a list as a size": (tensor(size=b"]" + number(4) + b"a"), "not described by"),
    "fewer steps than sizes": (tensor(stride=b")"), "not described by"),
    "a hundred dimensions": (tensor(size=numbers(*[1] * 100), stride=numbers(*[1] * 100)), "describes no objects"),
    "a tensor of a list": (tensor(of=b"]"), "not described by"),
    "a tensor of a tensor": (tensor(of=tensor()), "not described by"),
    "a gradient for whole numbers": (tensor(of=storage("1", 2, name("torch", "LongStorage")), size=numbers(2), grad=b"\x88"), "cannot require gradients"),
    "a gradient that is no truth": (tensor(grad=number(1)), "cannot require gradients"),
    "a parameter of nothing": (PARAMETER + b"N\x89N\x87R", "a parameter in it has no tensor"),
    "a tensor made otherwise": (name("torch._tensor", "_rebuild_from_type_v2") + b"(" + name("torch", "Size") + name("torch", "Tensor") + b")Nt" + b"R", "something else"),
    "a tensor of another class": (
        name("torch._tensor", "_rebuild_from_type_v2") + b"(" + name("torch._utils", "_rebuild_parameter") + name("torch", "float32")
        + b"(" + tensor() + b"\x89Nt" + b"NtR", "not derived from Tensor",
    ),
    "methods of a tensor": (
        name("torch._tensor", "_rebuild_from_type_v2") + b"(" + PARAMETER + name("torch.nn.parameter", "Parameter") + b"(" + tensor() + b"\x89Nt"
        + b"}" + text("backward") + number(1) + b"stR", "no dict of new names",
    ),
    # storages that are none
    "a storage that is not there": (tensor(of=storage("7")), r"it has no record 'data/7'"),
    "a storage of another size": (tensor(of=storage(count=5)), "has 16 bytes where 20 are expected"),
    "a storage of 2**62 numbers": (tensor(of=storage(count=2**62)), "has 16 bytes where"),
    "a storage of -4 numbers": (tensor(of=storage(count=-4)), "something else than its kind"),
    "a storage of no count": (tensor(of=storage(count=b"N")), "something else than its kind"),
    "a storage of another kind": (b"]" + storage() + b"a" + storage(kind=name("torch", "IntStorage")) + b"a", "of two kinds or sizes"),
    "a storage by a path": (tensor(of=storage("../../data.pkl")), "it has no record"),
    "a storage by a number": (tensor(of=storage(number(0))), "something else than its kind"),
    "a storage of a function": (tensor(of=storage(kind=name("collections", "OrderedDict"))), "something else than its kind"),
    "a storage on no device": (tensor(of=storage(place=b"N")), "something else than its kind"),
    "a module beside the pickle": (storage(word="module"), "no storage"),
    "a persistent id that is a text": (text("storage") + b"Q", "no storage"),
    "a persistent id that is a list": (b"]" + text("storage") + b"aQ", "no storage"),
    "complex numbers": (tensor(of=storage(kind=name("torch", "ComplexFloatStorage"))), "ComplexFloatStorage, numbers of a type that wgrad does not have"),
    "quantised numbers": (tensor(of=storage(kind=name("torch", "QInt8Storage"))), "QInt8Storage, numbers of a type"),
    "a sparse tensor": (name("torch._utils", "_rebuild_sparse_tensor") + b")R", "dense and of real numbers"),
    "whole numbers without a sign": (name("torch", "uint16"), "which wgrad does not have"),
    # programs that are none
    "nothing": (b"", "describes no objects"),
    "no end": (b"\x80\x02N", "describes no objects"),
    "no value": (b"\x80\x02", "describes no objects"),
    "a protocol of the future": (b"\x80\x63N", "describes no objects"),
    "too few values": (b"\x86", "describes no objects"),
    "no mark": (number(1) + b"t", "describes no objects"),
    "an unknown instruction": (b"\xff", "describes no objects"),
    "a name that is no text": (b"c\xff\xfe\n\xff\n", "describes no objects"),
    "an unhashable key": (b"}]" + number(0) + b"s", "unhashable"),
    "too many arguments": (name("collections", "OrderedDict") + numbers(*range(9)) + b"R", "describes no objects"),
}  # fmt: skip


def archive(program: bytes, records: dict[str, bytes] | None = None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for record, content in {
            "data.pkl": program,
            "byteorder": b"little",
            "data/0": bytes(16),
            "data/1": bytes(16),
            "version": b"3\n",
            **(records or {}),
        }.items():
            zipped.writestr(f"archive/{record}", content)
    return file.getvalue()


def legacy(program: bytes) -> bytes:
    old = FILES["brain legacy"]
    begin = old[: old.index(b".", old.index(b"type_sizes")) + 1]
    return begin + program + pickle.dumps([], 2)


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pickles_are_refused(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, says = HOSTILE[case]
    monkeypatch.chdir(tmp_path)
    loaded(saved(0))  # which imports what all files need
    modules, attributes = set(sys.modules), {kind: dict(vars(kind)) for kind in (autograd.Tensor, OrderedDict, autograd.device)}
    for file in (archive(program + b"." * (case not in ("nothing", "no end"))), legacy(program + b"." * (case not in ("nothing", "no end")))):
        with pytest.raises((pickle.UnpicklingError, RuntimeError)) as error:
            loaded(file)
        assert re.match(r"load: cannot read the file: ", str(error.value))
        if file[:2] == b"PK":
            assert re.search(says, str(error.value)), str(error.value)
        assert len(str(error.value)) < 700
    assert set(sys.modules) == modules
    assert os.listdir() == []
    for kind, before in attributes.items():
        assert dict(vars(kind)) == before


def test_what_is_refused_was_right_but_for_one_thing() -> None:
    assert loaded(archive(tensor() + b".")).tolist() == [0, 0, 0, 0]
    assert loaded(archive(PARAMETER + tensor() + b"\x88N\x87R.")).requires_grad
    assert loaded(archive(ENCODE + text("abc") + text("latin1") + b"\x86R.")) == b"abc"
    assert loaded(archive(b"}" + b")" + b"\x85" * 900 + number(0) + b"s."))
    assert len(HOSTILE) >= 40


def test_with_weights_only_false_a_file_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded(archive(pickle.dumps(Trap(), 2)), weights_only=False)
    assert os.listdir() == ["trapped"]


def test_blocked_modules_stay_blocked() -> None:
    with autograd.serialization.safe_globals([(os.mkdir, "os.mkdir"), os.mkdir]), pytest.raises(pickle.UnpicklingError, match="blocked"):
        loaded(archive(pickle.dumps(Trap(), 2)))


def crafted(change: Any, **options: Any) -> bytes:
    """An archive whose directory has been changed by a function of its entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as zipped:
        for record, content in {"data.pkl": b"N.", "data/0": bytes(64), "version": b"3\n"}.items():
            zipped.writestr(f"archive/{record}", content)
        change(zipped)
    return file.getvalue()


def with_entry(**changes: Any) -> Any:
    return lambda zipped: [setattr(zipped.filelist[1], key, value) for key, value in changes.items()]


ARCHIVES: dict[str, tuple[bytes, str]] = {
    "a deflated bomb": (crafted(lambda z: z.writestr("archive/data/1", bytes(10**7), zipfile.ZIP_DEFLATED)), "is compressed"),
    "all of it deflated": (crafted(lambda z: None, compression=zipfile.ZIP_DEFLATED), "is compressed"),
    "a size of a terabyte": (crafted(with_entry(file_size=2**40, compress_size=2**40)), "overlaps|beyond its end|damaged"),
    "a place beyond the end": (crafted(with_entry(header_offset=2**31)), "overlaps|beyond its end|damaged"),
    "two records at one place": (crafted(lambda z: setattr(z.filelist[2], "header_offset", z.filelist[1].header_offset)), "overlaps"),
    "a record inside another": (crafted(lambda z: setattr(z.filelist[2], "header_offset", z.filelist[1].header_offset + 40)), "overlaps"),
    "the directory as a record": (crafted(with_entry(file_size=4000, compress_size=4000)), "overlaps|beyond"),
    "another name in the directory": (crafted(lambda z: setattr(z.filelist[2], "filename", "archive/byteorder")), "not what the directory says"),
    "a wrong checksum": (crafted(lambda z: setattr(z.filelist[0], "CRC", 5)), "damaged.*CRC"),
    "a password": (crafted(lambda z: setattr(z.filelist[0], "flag_bits", 1)), "encrypted"),
    "no pickle": (crafted(lambda z: z.filelist.pop(0)), "not one of torch.save"),
    "two pickles": (crafted(lambda z: z.writestr("other/data.pkl", b"N.")), "not one of torch.save"),
    "an unknown byte order": (crafted(lambda z: z.writestr("archive/byteorder", b"middle")), "Unknown endianness"),
    "a program of TorchScript": (crafted(lambda z: z.writestr("archive/constants.pkl", b"N.")), "TorchScript"),
    "a word document": (rewritten(crafted(lambda z: None), lambda name, content: None, {"../word/document.xml": b"<x/>"}), "not one of torch.save"),
    "the beginning of an archive": (crafted(lambda z: None)[:50], "damaged"),
}


def test_two_records_of_one_name() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file = crafted(lambda z: z.writestr("archive/data/0", bytes(64)))
    with pytest.raises(RuntimeError, match="two records"):
        loaded(file)


@pytest.mark.parametrize("case", ARCHIVES)
def test_hostile_archives_are_refused(case: str, tmp_path: Path) -> None:
    file, says = ARCHIVES[case]
    (tmp_path / "file.pt").write_bytes(file)
    for given in (io.BytesIO(file), tmp_path / "file.pt"):
        with pytest.raises(RuntimeError, match=rf"^load: cannot read .*: .*({says})"):
            autograd.load(given)
    assert loaded(crafted(lambda z: None)) is None


LEGACY_FILES: dict[str, tuple[bytes, str]] = {
    "another version": (FILES["brain legacy"].replace(b"M\xe9\x03.", b"M\xea\x03."), "Invalid protocol version"),
    "a version without end": (LEGACY + ENDLESS + b"." + b"}.", "Invalid protocol version"),
    "numbers that are missing": (FILES["state legacy"][:-20], "ends amid its numbers"),
    "storages of a terabyte": (legacy(storage("0", 2**38) + b"."), "storages have .* bytes"),
    "no numbers at all": (legacy(tensor() + b"."), "numbers of some of its storages are missing|storages have"),
    "a plain pickle": (pickle.dumps([1]), "a pickle, but not one of torch.save"),
    "a pickle that runs": (pickle.dumps(Trap()), "a pickle, but not one of torch.save"),
    "a tar archive": (b"pickle\0" + bytes(2000), "no file of torch.save"),
}


@pytest.mark.parametrize("case", LEGACY_FILES)
def test_hostile_files_of_the_old_format_are_refused(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file, says = LEGACY_FILES[case]
    for options in ({}, {"weights_only": False}):
        with pytest.raises((RuntimeError, pickle.UnpicklingError), match=rf"^load: cannot read the file: .*({says})"):
            loaded(file, **options)
    assert os.listdir() == []


def test_every_truncation_and_every_damaged_byte() -> None:
    expected = {"a": autograd.ones(3), "b": [autograd.tensor(2), 0.5]}
    whole = saved(expected)
    for length in range(len(whole)):
        with pytest.raises(RuntimeError, match="^load: cannot read"):
            loaded(whole[:length])
    readable = 0
    for place in range(len(whole)):
        for flip in (1, 0x80):
            damaged = bytearray(whole)
            damaged[place] ^= flip
            try:
                same(loaded(bytes(damaged)), expected)
                readable += 1  # a byte that says nothing: of the padding, or of the time
            except RuntimeError as error:
                assert str(error).startswith("load: cannot read")
    assert 0 < readable < len(whole)
    unchecked = rewritten(whole)
    for entry in zipfile.ZipFile(io.BytesIO(unchecked)).infolist():
        unchecked = unchecked.replace(struct.pack("<I", entry.CRC), bytes(4))
    same(loaded(unchecked), expected)  # as PyTorch writes it without checksums


def test_state_dicts_of_a_network_fit() -> None:
    model = network(autograd)
    fresh = copy.deepcopy(model)
    with autograd.no_grad():
        for p in fresh.parameters():
            p.zero_()
    fresh.load_state_dict(loaded(saved(model.state_dict())))
    same(fresh.state_dict(), model.state_dict())
