"""Tiny Shakespeare: found, downloaded from an address of our own, and never kept when something is wrong with it."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from nn.datasets import files, tiny_shakespeare
from nn.datasets.tiny_shakespeare import NAME, SOURCE

REAL = Path(__file__).resolve().parents[2] / "shared" / "data"
TEXT = b"First Citizen:\nBefore we proceed any further, hear me speak.\n"


@pytest.fixture(autouse=True)
def _away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of our own, a text of our own, and its only address a file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("WGRAD_DATA", raising=False)
    page = tmp_path / "input.txt"
    page.write_bytes(TEXT)
    source = SOURCE._replace(mirrors=(page.as_uri(),), contents={NAME: hashlib.sha256(TEXT).hexdigest()})
    monkeypatch.setattr(tiny_shakespeare, "SOURCE", source)


def cached() -> list[str]:
    """All that lies in the cache."""
    return sorted(str(path.relative_to(files.cache_folder())) for path in files.cache_folder().rglob("*") if path.is_file())


@pytest.mark.parametrize("folder", [REAL, REAL / "text"])
def test_the_real_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not (REAL / "text" / NAME).exists():
        pytest.skip("needs ../shared/data/text/tinyshakespeare.txt")
    monkeypatch.setattr(tiny_shakespeare, "SOURCE", SOURCE)
    monkeypatch.setenv("WGRAD_DATA", str(folder))
    text = tiny_shakespeare.load_data()
    assert (len(text), len(set(text))) == (1115394, 65)
    assert text.startswith("First Citizen:\nBefore we proceed")
    assert cached() == []


def test_it_is_downloaded_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tiny_shakespeare.load_data() == TEXT.decode()
    assert cached() == [f"tiny_shakespeare/{NAME}"]
    assert "input.txt: 100%" in capsys.readouterr().err
    (tmp_path / "input.txt").unlink()
    assert tiny_shakespeare.load_data() == TEXT.decode()


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        (TEXT[:-1], "its SHA-256 is another"),
        (TEXT.replace(b"hear", b"heat"), "its SHA-256 is another"),
        (gzip.compress(TEXT, mtime=0)[:-5], "cannot be unpacked"),
        (TEXT + b"\xff", "its SHA-256 is another"),
        (None, "No such file"),
    ],
    ids=["short", "other", "broken", "long", "missing"],
)
def test_a_bad_download_is_not_kept(tmp_path: Path, damaged: bytes | None, reason: str) -> None:
    page = tmp_path / "input.txt"
    page.unlink()
    if damaged is not None:
        page.write_bytes(damaged)
    with pytest.raises(RuntimeError, match=reason) as caught:
        tiny_shakespeare.load_data()
    for part in ("Tiny Shakespeare could not be downloaded", page.as_uri(), NAME, str(files.cache_folder() / "tiny_shakespeare"), "WGRAD_DATA"):
        assert part in str(caught.value)
    assert cached() == []
    page.write_bytes(TEXT)
    assert tiny_shakespeare.load_data() == TEXT.decode()


@pytest.mark.parametrize("place", ["", "tiny_shakespeare", "text"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, packed: bool) -> None:
    """In the folder of WGRAD_DATA, or in any folder in it; but not deeper."""
    (tmp_path / "data" / place / "deeper").mkdir(parents=True)
    (tmp_path / "data" / "a file").touch()
    monkeypatch.setenv("WGRAD_DATA", str(tmp_path / "data"))
    path = tmp_path / "data" / place / (f"{NAME}.gz" if packed else NAME)
    path.write_bytes(gzip.compress(TEXT) if packed else TEXT)
    assert tiny_shakespeare.load_data() == TEXT.decode()
    assert cached() == []
    path.write_bytes(TEXT[1:])
    with pytest.raises(ValueError, match=rf"{path.name} is not the Tiny Shakespeare file of this name: its SHA-256 is another\. Delete it"):
        tiny_shakespeare.load_data()
    path.rename(tmp_path / "data" / place / "deeper" / path.name)
    if place:
        assert tiny_shakespeare.load_data() == TEXT.decode()
        assert cached() == [f"tiny_shakespeare/{NAME}"]
