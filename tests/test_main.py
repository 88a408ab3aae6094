"""``python -m autograd``, as a user runs it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import autograd.__main__ as tour


def python_m_autograd(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-W", "error", "-m", "autograd", *arguments], capture_output=True, text=True, timeout=120)


def without_times(text: str) -> str:
    return re.sub(r"after [\d.]+ s", "", text)


def test_the_tour() -> None:
    done = python_m_autograd()
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines.index("Updated Weight: 4.400000095367432") == lines.index("Gradient: 6.0") + 1
    epochs = re.findall(r"^epoch +(\d+)   loss (\d\.\d{4})   held-out accuracy (\d+\.\d)%$", done.stdout, re.MULTILINE)
    assert [int(number) for number, _, _ in epochs] == list(range(1, tour.EPOCHS + 1))
    assert float(epochs[-1][1]) < float(epochs[0][1]) / 5
    assert float(epochs[-1][2]) >= 97
    assert "training: " in done.stderr  # the progress bar
    assert "held-out digits read correctly" in done.stdout
    assert "Try next" in done.stdout
    assert all(line == line.rstrip() and len(line) <= 110 for line in lines)


def test_the_seed_decides_everything() -> None:
    first, second, other = (python_m_autograd("--epochs", "2", "--seed", seed).stdout for seed in ("3", "3", "4"))
    assert "epoch  2" in first
    assert without_times(first) == without_times(second) != without_times(other)


def test_pictures(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pictures"
    done = python_m_autograd("--epochs", "1", "--pictures", str(folder))
    assert f"open {folder / 'backward.html'} in a browser" in done.stdout
    assert "∂loss/∂w" in (folder / "backward.html").read_text(encoding="utf-8")
    done = python_m_autograd("--epochs", "1", "--pictures", str(folder / "backward.html"))  # not a folder
    assert done.returncode == 0
    assert "could not be written" in done.stdout


def test_quick() -> None:
    done = python_m_autograd("--quick")
    assert done.returncode == 0
    assert done.stdout.count("\nepoch ") == tour.QUICK_EPOCHS


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["demo", "--help"], ["--version"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        tour.main(arguments)
    assert left.value.code == 0
    shown = capsys.readouterr()
    assert ("wgrad " if arguments == ["--version"] else "usage: python -m autograd") in shown.out
    assert not shown.err


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--epochs", "many"], "'many' is not a whole number from 1"),
        (["--epochs", "0"], "'0' is not a whole number from 1"),
        (["--seed", "-1"], "'-1' is not a whole number from 0"),
        (["--seed", str(2**63)], "is not a whole number from 0"),
        (["--sed", "1"], "--sed"),
        (["dance"], "'dance'"),
        (["demo", "twice"], "twice"),
    ],
)
def test_bad_arguments_get_one_line_and_exit_code_2(arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        tour.main(arguments)
    assert left.value.code == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.count("\n") == 1
    assert what in shown.err
    assert "--help" in shown.err
    assert "usage" not in shown.err


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    tour = [sys.executable, "-u", "-m", "autograd", "--quick", "--pictures", str(tmp_path)]
    with subprocess.Popen(tour, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().startswith("1. One step downhill")
        process.stdout.close()
        assert "Error" not in process.stderr.read()
        assert process.wait(60) == 141


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tour, "read_digits", interrupt)
    assert tour.main([]) == 130
    assert capsys.readouterr().err == "\nstopped\n"
