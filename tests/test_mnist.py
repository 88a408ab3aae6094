"""MNIST and Fashion-MNIST: found, downloaded from a server of our own, and never kept when something is wrong with them."""

from __future__ import annotations

import gzip
import hashlib
import struct
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

import autograd
from nn.datasets import MNIST, FashionMNIST, fashion_mnist, files, mnist

FILES = [f"{name}.gz" for name in mnist.SHAPES]
REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "mnist"


@pytest.fixture(autouse=True)
def _away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of our own, and no network."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("WGRAD_DATA", raising=False)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)


class Server(ThreadingHTTPServer):
    """Serves what is in ``pages``; ``cut`` is how many bytes of each it leaves out although it announced them."""

    pages: dict[str, bytes]
    cut = 0
    asked: list[str]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        page = self.server.pages.get(self.path.strip("/"))
        if page is None:
            self.send_error(404, "Not Found")
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page[: len(page) - self.server.cut])

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), _Handler) as running:
        running.pages, running.asked = {}, []
        thread = Thread(target=partial(running.serve_forever, poll_interval=0.01))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def small(server: Server, monkeypatch: pytest.MonkeyPatch) -> files.Source:
    """A data set in MNIST's form, of 20 and 10 images, which the server has."""
    shapes: dict[str, tuple[int, ...]] = {name: (20 if name.startswith("train") else 10, *shape[1:]) for name, shape in mnist.SHAPES.items()}
    monkeypatch.setattr(mnist, "SHAPES", shapes)
    random, contents = np.random.default_rng(0), {}
    for name, shape in shapes.items():
        values = random.integers(0, 10 if len(shape) == 1 else 256, shape).astype(np.uint8)
        contents[name] = struct.pack(f">I{len(shape)}I", 0x800 + len(shape), *shape) + values.tobytes()
    server.pages = {f"{name}.gz": gzip.compress(content) for name, content in contents.items()}
    source = mnist.SOURCE._replace(
        mirrors=(f"http://127.0.0.1:{server.server_port}/",),
        contents={name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    )
    monkeypatch.setattr(mnist, "SOURCE", source)
    monkeypatch.setattr(MNIST, "source", source)
    return source


def cached() -> list[str]:
    """All that lies in the cache."""
    return sorted(path.name for path in files.cache_folder().rglob("*") if path.is_file())


def test_the_real_files(monkeypatch: pytest.MonkeyPatch) -> None:
    if not all((REAL / file).exists() for file in FILES):
        pytest.skip("needs the files of MNIST in ../shared/data/mnist")
    monkeypatch.setenv("WGRAD_DATA", str(REAL.parent))
    test = MNIST(train=False)
    assert len(test) == 10000
    image, label = test[0]
    assert (tuple(image.shape), image.dtype, label) == ((1, 28, 28), autograd.float32, 7)
    assert image.max().item() == 1
    assert np.bincount(test.targets.numpy()).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    monkeypatch.setenv("WGRAD_DATA", str(REAL))
    assert MNIST(train=False).data.shape == (10000, 28, 28)
    assert cached() == []


def test_a_download_is_kept(small: files.Source, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert (x_train.shape, y_train.shape, x_test.shape, y_test.shape) == ((20, 28, 28), (20,), (10, 28, 28), (10,))
    assert x_train.dtype == y_train.dtype == np.uint8
    assert cached() == sorted(FILES)
    assert len(server.asked) == 4
    assert "train-images-idx3-ubyte.gz: 100%" in capsys.readouterr().err
    again = mnist.load_data()
    assert len(server.asked) == 4
    assert np.array_equal(again[0][0], x_train)
    x_train[:] = 0  # the arrays are the caller's own


def test_the_next_mirror_is_asked(small: files.Source, server: Server) -> None:
    dead = f"http://127.0.0.1:{server.server_port}/nothing/"
    assert mnist.load(small._replace(mirrors=(dead, *small.mirrors)))[1][0].shape == (10, 28, 28)
    assert len(server.asked) == 8


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("cut", "the connection ended after .* bytes"),
        ("half", "cannot be unpacked"),
        ("bit", "its SHA-256 is another|cannot be unpacked"),
        ("other", "its SHA-256 is another"),
        ("short", "instead of"),
        ("page", "does not begin as an IDX file of 20 × 28 × 28 bytes"),
        ("missing", "Not Found"),
    ],
)
def test_a_bad_download_is_not_kept(small: files.Source, server: Server, damage: str, reason: str) -> None:
    file = FILES[0]
    good = server.pages[file]
    content = gzip.decompress(good)
    server.cut = 100 if damage == "cut" else 0
    server.pages[file] = {
        "half": good[: len(good) // 2],
        "bit": good[:2000] + bytes([good[2000] ^ 1]) + good[2001:],
        "other": gzip.compress(content[:-1] + bytes([content[-1] ^ 1])),
        "short": gzip.compress(content[:-1]),
        "page": b"<html>log in to this network first</html>",
    }.get(damage, good)
    if damage == "missing":
        del server.pages[file]
    with pytest.raises(RuntimeError, match=reason) as caught:
        mnist.load_data()
    for part in ("MNIST could not be downloaded", small.mirrors[0] + file, *FILES, str(files.cache_folder() / "mnist"), "WGRAD_DATA"):
        assert part in str(caught.value)
    assert cached() == []
    server.cut, server.pages[file] = 0, good
    mnist.load_data()
    assert cached() == sorted(FILES)


def test_without_a_network(small: files.Source, server: Server) -> None:
    dead = small._replace(mirrors=("http://127.0.0.1:9/",))
    with pytest.raises(RuntimeError, match="Connection refused.*put train-images-idx3-ubyte.gz, .* into .*mnist"):
        mnist.load(dead)
    assert cached() == []


def test_an_interrupted_download(small: files.Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(url: str) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(files, "download", interrupted)
        mnist.load_data()
    assert cached() == []
    mnist.load_data()


def test_a_disk_that_is_full(small: files.Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    with pytest.raises(RuntimeError, match=r"cannot be kept in .*No space left on device.*XDG_CACHE_HOME"):
        mnist.load_data()
    assert cached() == []


def test_a_cache_that_cannot_be_written(small: files.Source, server: Server, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(RuntimeError, match=r"MNIST cannot be kept in .*: set XDG_CACHE_HOME"):
        mnist.load_data()
    assert server.asked == []


def test_a_read_only_cache(small: files.Source, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "NamedTemporaryFile", refused)  # a test that runs as root may write anywhere
    with pytest.raises(RuntimeError, match=r"Permission denied.*: set XDG_CACHE_HOME"):
        mnist.load_data()
    assert server.asked == []


def test_files_of_ones_own(small: files.Source, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "mnist"
    folder.mkdir(parents=True)
    for file in FILES:  # unpacked
        (folder / file[:-3]).write_bytes(gzip.decompress(server.pages[file]))
    monkeypatch.setenv("WGRAD_DATA", str(tmp_path / "data"))
    assert mnist.load_data()[0][0].shape == (20, 28, 28)
    assert server.asked == []
    (folder / FILES[0][:-3]).write_bytes(b"nonsense")
    with pytest.raises(ValueError, match=r"train-images-idx3-ubyte is not the MNIST file of this name: it does not begin .* Delete it"):
        mnist.load_data()


def test_samples_for_a_data_loader(small: files.Source, tmp_path: Path) -> None:
    from nn.data import DataLoader

    with pytest.raises(RuntimeError, match="MNIST was not found: say download=True"):
        MNIST(tmp_path / "data")
    train = MNIST(tmp_path / "data", train=True, download=True)
    assert sorted(p.name for p in (tmp_path / "data" / "MNIST" / "raw").iterdir()) == sorted(f for f in FILES if f.startswith("train"))
    assert cached() == []
    images, labels = next(iter(DataLoader(train, batch_size=8)))
    assert (tuple(images.shape), images.dtype, tuple(labels.shape), labels.dtype) == ((8, 1, 28, 28), autograd.float32, (8,), autograd.int64)
    assert 0 <= images.min().item() < images.max().item() <= 1
    assert labels.tolist() == train.targets[:8].tolist()
    changed = MNIST(tmp_path / "data", transform=lambda image: image * 2, target_transform=str)
    assert changed[3][1] == str(train[3][1])
    assert np.array_equal(changed[3][0].numpy(), train[3][0].numpy() * 2)
    assert train.class_to_idx["7 - seven"] == 7
    assert repr(train) == "Dataset MNIST\n    Number of datapoints: 20\n    Split: Train"


def test_fashion(small: files.Source, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = {file[:-3]: hashlib.sha256(page).hexdigest() for file, page in server.pages.items()}
    source = fashion_mnist.SOURCE._replace(mirrors=small.mirrors, packed=packed)
    monkeypatch.setattr(fashion_mnist, "SOURCE", source)
    monkeypatch.setattr(FashionMNIST, "source", source)
    assert fashion_mnist.load_data()[0][1].shape == (20,)
    assert cached() == sorted(FILES)
    assert len(server.asked) == 4
    assert FashionMNIST(train=False)[0][0].shape == (1, 28, 28)
    server.pages = {file: gzip.compress(gzip.decompress(page), 1) for file, page in server.pages.items()}
    files.cache_folder().rename(tmp_path / "away")
    with pytest.raises(RuntimeError, match="its SHA-256 is another"):
        fashion_mnist.load_data()
    # packed anew, and put there by hand: MNIST's folder is never taken for it
    for folder in ("mnist", "fashion_mnist"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        for file, page in server.pages.items():
            (tmp_path / "data" / folder / file).write_bytes(page)
        monkeypatch.setenv("WGRAD_DATA", str(tmp_path / "data"))
        if folder == "mnist":
            with pytest.raises(RuntimeError, match="Fashion-MNIST was not found"):
                FashionMNIST(tmp_path / "elsewhere")
    assert FashionMNIST(train=False).data.shape == (10, 28, 28)
