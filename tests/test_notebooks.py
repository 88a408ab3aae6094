"""Every notebook runs from top to bottom in a fresh kernel and shows what is committed; its links resolve, and so do its exercises.

One notebook alone: ``python -m pytest tests/test_notebooks.py -k 04``. To run it, and keep what it shows now as what it should show:
``python -m tests.test_notebooks 04``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from tests.browser import CHROMIUM, DRIVER, MISSING, Browser

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
DATA = ROOT.parent / "shared" / "data"  # without it, data sets come from the cache, or are downloaded
SECONDS = 240  # that one notebook may take, on a machine that has other work as well
TIME = r"\d+(?:[.,]\d+)* ?(?:ns|µs|us|ms|s|min|h|seconds?|minutes?)(?![\w²])(?:/\w+)?"
NUMBER = re.compile(r"[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?|[-+]?\b(?:nan|inf)\b", re.IGNORECASE)
BAR = re.compile(r".*\d+%\|.*\| [^|]*\[.*\]|(.*: )?\d+\w* \[\d+:\d\d, .*\]")  # with a known length, and without
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
DETAILS = re.compile(r"<details>(.*?)</details>", re.DOTALL)


def load(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def cells(notebook: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def prose(notebook: dict[str, Any]) -> str:
    """All the text of a notebook."""
    return "\n\n".join(joined(cell["source"]) for cell in cells(notebook, "markdown"))


def answers(notebook: dict[str, Any]) -> list[str]:
    """The code in the answers of the exercises."""
    return [code for answer in DETAILS.findall(prose(notebook)) for _, language, code in FENCE.findall(answer) if language == "python"]


def exercise(notebook: dict[str, Any], number: int) -> str:
    """The check of an exercise: the cell in which an answer is tried, without the line that says that there is none yet."""
    source = next(joined(cell["source"]) for cell in cells(notebook, "code") if cell["id"] == f"try-{number}")
    first, _, rest = source.partition("\n")
    assert re.match(rf"answer_{number} = None(  # .*)?$", first), f"the cell try-{number} begins with {first!r}"
    return rest


def links(text: str) -> list[str]:
    """The targets of links and pictures, other than in code."""
    text = re.sub(r"`[^`\n]+`", lambda code: "" if "](" in code.group() else code.group(), FENCE.sub("", text))
    return re.findall(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)", text) + re.findall(r"(?:src|href)=\"([^\"]+)\"", text)


def broken(text: str, folder: Path) -> list[str]:
    """The links that cannot be right: files that do not exist, sections that the text does not have, addresses that are none."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    sections = {h.replace(" ", "-") for h in headings} | {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
    wrong = []
    for link in links(text):
        target, _, section = link.partition("#")
        if target.startswith(("http:", "https:", "mailto:")):
            right = re.fullmatch(r"https://[\w-]+(\.[\w-]+)+(/[\w.~%!$&'()*+,;=:@/?#-]*)?", link) is not None
        elif not target:
            right = section in sections
        else:
            right = (folder / target).exists() and (folder / target).resolve().is_relative_to(ROOT)
        if not right:
            wrong.append(link)
    return wrong


# ---------------------------------------------------------------------------------------------------------------- outputs


def is_progress(text: str) -> bool:
    """True if this is what progress bars print, and nothing else."""
    lines = [line.strip("\x1b[AK ") for line in re.split(r"[\r\n]", text)]
    return all(BAR.fullmatch(line) for line in lines if line)


def without_progress(text: str) -> str:
    """What a screen would show in the end, without bars."""
    lines = [line.rpartition("\r")[2] for line in text.replace("\r\n", "\n").split("\n")]
    return "\n".join(line for line in lines if not BAR.fullmatch(line.strip()))


def flat(text: str) -> str:
    """Text without what differs from run to run: bars, durations, addresses, the width of columns."""
    text = re.sub(rf"\b{TIME}", "a time", without_progress(text))
    return " ".join(re.sub(r"\b0x[0-9a-f]+", "an address", text).split())


def close(old: str, new: str) -> bool:
    """True for numbers that agree as far as processors do: the small whole ones exactly, others to 5 %."""
    old, new = old.replace(",", ""), new.replace(",", "")
    if old == new:
        return True
    before, after = float(old), float(new)
    if "." not in old + new and max(abs(before), abs(after)) < 100:
        return before == after
    mantissa, _, exponent = old.lower().partition("e")
    last = 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))  # what one unit of the last digit is worth
    return abs(before - after) <= max(0.05 * abs(before), 1.5 * last if "." in old else 0, 1e-6)


def same_text(old: str, new: str) -> bool:
    """True if two texts are equal but for numbers that are close."""
    old, new = flat(old), flat(new)
    if re.sub(r"\s", "", NUMBER.sub("#", old)) != re.sub(r"\s", "", NUMBER.sub("#", new)):
        return False
    return all(close(a, b) for a, b in zip(NUMBER.findall(old), NUMBER.findall(new), strict=True))


def seen(outputs: list[dict[str, Any]]) -> tuple[str, list[tuple[str, ...]], str]:
    """What a reader sees of a cell's outputs: the text, the kinds of each rich output, and what went to stderr."""
    text, rich, errors = "", [], ""
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream" and output["name"] == "stderr":
            errors += joined(output["text"])
        elif kind == "stream":
            text += joined(output["text"])
        elif kind == "error":
            text += f"\n{output['ename']}: {output['evalue']}\n"
        else:
            text += "\n" + joined(output["data"].get("text/plain", "")) + "\n"
            rich.append(tuple(sorted(output["data"])))
    return text, rich, errors


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """For each cell whose output is not the committed one, or goes wrong, what is wrong."""
    found = []
    for committed, cell in zip(cells(old, "code"), cells(new, "code"), strict=False):
        (text, rich, errors), (text_now, rich_now, errors_now) = seen(committed["outputs"]), seen(cell["outputs"])
        where = f"cell {committed['id']!r}: "
        unexpected = [written for written in (errors, errors_now) if not is_progress(written)]
        found += [f"{where}on stderr, other than progress bars:\n{without_progress(written)}" for written in unexpected]
        if not same_text(text, text_now):
            found.append(f"{where}committed:\n{without_progress(text)}\nprinted now:\n{without_progress(text_now)}")
        if rich != rich_now:
            found.append(f"{where}committed: {rich}, shown now: {rich_now}")
    return found


# ---------------------------------------------------------------------------------------------------------------- running


def execute(notebook: dict[str, Any], folder: Path, **environment: str) -> dict[str, Any]:
    """The notebook, with the code of its answers as further cells, run in a fresh kernel whose working directory is this empty folder.

    After an answer to a question that is checked, the check follows: first with a wrong answer, which it must refuse, then with this one.
    """
    import nbclient
    import nbformat
    from traitlets.config import Config

    for cell in cells(notebook, "code"):
        cell["outputs"], cell["execution_count"] = [], None
    for i, code in enumerate(answers(notebook), 1):
        numbers = sorted({int(n) for n in re.findall(r"^ *answer_(\d+)\b", code, re.MULTILINE)})
        checks = {f"wrong-{i}-{n}": f"answer_{n}, kept = object(), answer_{n}\n{exercise(notebook, n)}\nanswer_{n} = kept" for n in numbers}
        checks |= {f"right-{i}-{n}": exercise(notebook, n) for n in numbers}
        for name, source in {f"answer-{i}": code, **checks}.items():
            notebook["cells"].append({"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": [], "execution_count": None})
    running = nbformat.reads(json.dumps(notebook), as_version=4)
    nbformat.validate(running)
    end = time.monotonic() + SECONDS
    here = {"PYTHONPATH": str(ROOT), "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    if DATA.is_dir():
        here["WGRAD_DATA"] = os.environ.get("WGRAD_DATA", str(DATA))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own:
        here["IPYTHONDIR"] = own
        transport = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{own}/kernel"}  # a port may be taken by another kernel
        client = nbclient.NotebookClient(
            running,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            timeout_func=lambda cell: max(1, int(end - time.monotonic())),
            record_timing=False,
            coalesce_streams=True,
            config=Config({"ConnectionFileMixin": transport}),
        )
        client.execute(env={**os.environ, **here, **environment})
    return running


def unchecked(notebook: dict[str, Any]) -> list[str]:
    """The checks of exercises that took a wrong answer, or refused the right one."""
    wrong = []
    for cell in cells(notebook, "code"):
        kind, _, _ = cell["id"].partition("-")
        if kind in ("wrong", "right"):
            said = seen(cell["outputs"])[0]
            if ("right!" in said) != (kind == "right") or ("Hint: " in said) != (kind == "wrong"):
                wrong.append(f"{cell['id']}: {said}")
    return wrong


def refresh(path: Path) -> None:
    """Run a notebook, and its answers, and write it with its new outputs."""
    import nbformat

    old = load(path)
    with tempfile.TemporaryDirectory() as folder:
        new = execute(load(path), Path(folder))
    wrong = unchecked(new)
    new.cells = new.cells[: len(old["cells"])]
    new.metadata = nbformat.from_dict(old["metadata"])
    nbformat.write(new, path)
    print("\n".join([f"{path.name}: written, {path.stat().st_size / 1000:.0f} kB", *differences(old, new), *wrong]))


@pytest.fixture(scope="session")
def fonts() -> None:
    """Matplotlib's list of fonts, which it makes once on each machine, with a message."""
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True, capture_output=True, timeout=300)


each = pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in PATHS])


@pytest.mark.skipif(importlib.util.find_spec("nbclient") is None, reason="needs nbclient: pip install '.[notebook]'")
@pytest.mark.filterwarnings("default")  # what the tools warn of is not the notebooks' business; a kernel's warnings are on its stderr
@each
def test_it_runs_and_shows_what_is_committed(path: Path, tmp_path: Path, fonts: None) -> None:
    from nbclient.exceptions import CellControlSignal

    folder = tmp_path / "notebooks"
    folder.mkdir()
    try:
        now = execute(load(path), folder)
        wrong = [*differences(load(path), now), *unchecked(now)]
    except CellControlSignal as error:  # a cell failed, or took too long: its own traceback is in the message
        pytest.fail(str(error), pytrace=False)
    if wrong:
        pytest.fail("\n\n".join([f"{path.name}:", *wrong]), pytrace=False)
    assert sorted(file.name for file in folder.iterdir()) == [], "a notebook leaves no files behind: let it write to a temporary folder"


@each
def test_it_is_clean(path: Path) -> None:
    notebook = load(path)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    code = [cell for cell in cells(notebook, "code") if joined(cell["source"]).strip()]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1)), "run it from top to bottom, in a fresh kernel"
    assert not any("execution" in cell["metadata"] for cell in code), "execute it without record_timing"
    assert path.stat().st_size < 800_000  # a page with the steps of a backward pass takes about 100 kB, with its script
    for cell in code:
        text, rich, errors = seen(cell["outputs"])
        assert is_progress(errors), f"{cell['id']}: {errors}"
        assert not re.search(r"(?<![\w./:~])/[\w.-]+/[\w./-]+\.py\b", text), f"{cell['id']}: a path of one machine: {text}"
        for output in cell["outputs"]:
            data, described = output.get("data", {}), output.get("metadata", {})
            if "image/svg+xml" in data:
                assert re.search(r'<svg[^>]* aria-label="[^"]{20,}"', joined(data["image/svg+xml"])), f"{cell['id']}: a picture without a description"
            elif "image/png" in data:
                assert len(described.get("image/png", {}).get("alt", "")) > 40, f"{cell['id']}: a figure without a description: show_figure(...)"
        assert not any("widget" in kind for kinds in rich for kind in kinds), "a widget is seen by nobody later: from tqdm import tqdm"


@each
def test_it_teaches(path: Path) -> None:
    notebook = load(path)
    text = prose(notebook)
    number = int(path.name[:2])
    assert text.startswith(f"# {number}. ")
    assert broken(text, path.parent) == []
    place = PATHS.index(path)
    for neighbour in PATHS[max(0, place - 1) : place] + PATHS[place + 1 : place + 2]:
        assert neighbour.name in links(text), f"no link to {neighbour.name}"
    assert re.search(r"\]\(\.\./(autograd|nn|optim)/[\w/]+\.py\)", text), "it names no file of the package"
    assert any("assert " in joined(cell["source"]) for cell in cells(notebook, "code")), "it claims nothing"
    sources = [joined(cell["source"]) for cell in cells(notebook, "code")]
    assert "## What you can now read" in text and any("inspect.getsource" in source for source in sources), "it shows no code of the engine"
    assert any("slider(" in source.replace("def slider(", "") for source in sources), "there is nothing to move"
    exercises = DETAILS.findall(text)
    for number in range(1, len(exercises) + 1):
        assert re.search(rf"^check\(\s*{number},", exercise(notebook, number), re.MULTILINE), f"the cell try-{number} checks nothing"
        assert any(re.search(rf"^ *answer_{number}\b", code, re.MULTILINE) for code in answers(notebook)), f"no answer_{number} in the answers"
    assert 3 <= len(exercises) <= 5
    assert text.count("<details") == text.count("</details>") == len(exercises), "hidden by default: <details> without open"
    assert all(re.match(r"\s*<summary>Answers?\b.*</summary>\n\n", exercise) for exercise in exercises)
    assert answers(notebook)
    for code in answers(notebook):
        compile(code, path.name, "exec")


@pytest.mark.skipif(not PATHS, reason="the notebooks are in the repository only")
def test_all_have_one_style() -> None:
    styles = {path.name: joined(next(cell["source"] for cell in load(path)["cells"] if cell["id"] == "style")) for path in PATHS}
    assert len(set(styles.values())) == 1, {name: hash(style) for name, style in styles.items()}
    for path in PATHS:
        code = "\n".join(joined(cell["source"]) for cell in cells(load(path), "code") if cell["id"] != "style")
        assert not re.search(r"rcParams|dpi=|fontsize=[1-7]\b|plt\.show\(|tight_layout", code), path.name


@pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason=MISSING)
def test_sliders_choose_their_pictures_in_a_saved_page(tmp_path: Path) -> None:
    move = "const s=document.querySelectorAll('figure input')[arguments[0]],f=s.closest('figure');s.value=arguments[1];s.dispatchEvent(new Event('input'));"
    with Browser() as browser:
        for path in PATHS:
            outputs = [output for cell in cells(load(path), "code") for output in cell["outputs"] if "text/html" in output.get("data", {})]
            page = "\n".join(html for output in outputs if "<figure" in (html := joined(output["data"]["text/html"])))
            (tmp_path / "sliders.html").write_text(f'<meta charset="utf-8">{page}', encoding="utf-8")
            browser.open(tmp_path / "sliders.html")
            count = browser.run("return document.querySelectorAll('figure input').length")
            assert count >= 1, path.name
            for slider in range(count):
                last = browser.run("return +document.querySelectorAll('figure input')[arguments[0]].max", slider)
                seen_there = [
                    browser.run(move + "return [f.querySelector('img').src, f.querySelector('output').textContent]", slider, i)
                    for i in range(last + 1)
                ]
                assert len({picture for picture, _ in seen_there}) == len({value for _, value in seen_there}) == last + 1, path.name
                assert (
                    browser.run(move + "return f.querySelector('img').decode().then(() => f.querySelector('img').naturalWidth)", slider, last) > 300
                )
                assert len(browser.run("return document.querySelectorAll('figure img')[arguments[0]].alt", slider)) > 40
            assert [address for address in browser.requests() if not address.endswith("sliders.html")] == []


@pytest.mark.skipif(importlib.util.find_spec("nbclient") is None, reason="needs nbclient: pip install '.[notebook]'")
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("number", ["05", "07", "08"])
def test_it_runs_without_large_data_and_without_a_network(number: str, tmp_path: Path, fonts: None) -> None:
    path = next(path for path in PATHS if path.name.startswith(number))
    (tmp_path / "notebook").mkdir()
    nowhere = {"WGRAD_DATA": "", "XDG_CACHE_HOME": str(tmp_path), "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    now = execute(load(path), tmp_path / "notebook", **nowhere)
    assert unchecked(now) == []


@pytest.mark.skipif(not PATHS, reason="the notebooks are in the repository only")
def test_readme_shows_every_notebook() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert broken(text, ROOT) == []
    for path in PATHS:
        assert f"notebooks/{path.name}" in links(text)
        picture = ROOT / "docs" / "pictures" / "notebooks" / f"{path.stem}.png"
        assert picture.relative_to(ROOT).as_posix() in links(text)
        assert picture.stat().st_size < 40_000


# ---------------------------------------------------------------------------------------------------------------- the checker itself


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("loss 0.123, 3 steps", "loss  0.125, 3 steps", True),
        ("loss 0.123", "loss 0.223", False),
        ("3 steps", "4 steps", False),
        ("step 10", "step 100", False),
        ("97.61 % of 10,000", "97.55 % of 10,000", True),
        ("1,203 right", "1,215 right", True),
        ("w = -0.5", "w = 0.5", False),
        ("w = -0.001", "w = 0.000", True),
        ("1.2e-08", "3.4e-09", True),
        ("1.25e-02", "2.5e-02", False),
        ("took 3.2 s, or 5 ms/step", "took 14 s, or 12 ms/step", True),
        ("nan", "1.0", False),
        ("nan", "nan", True),
        ("tensor([ 1.0, -2.0])", "tensor([1.0, -2.0])", True),
        ("<Node object at 0x7f00>", "<Node object at 0x1234>", True),
        ("one", "two", False),
        ("0 [0]", "0 []", False),
        (" 10%|#   | 1/10 [00:01<00:09,  1.0it/s]\rdone", "done", True),
        ("epoch 2: 100%|██████████| 10/10 [00:02<00:00, 5.0it/s, loss=0.3]\ndone", "done", True),
    ],
)
def test_texts_are_compared_but_for_what_may_differ(old: str, new: str, same: bool) -> None:
    assert same_text(old, new) == same
    assert same_text(new, old) == same


@pytest.mark.parametrize(
    ("text", "bar"),
    [
        ("", True),
        ("\r  0%|          | 0/20 [00:00<?, ?it/s]\r100%|██████████| 20/20 [00:01<00:00, 15.2it/s]\n", True),
        ("\rEpoch 1/5:  50%|█████     | 938/1875 [00:03<00:03, 300.1batch/s, loss=0.26]", True),
        ("\r3it [00:00, 10.5it/s]\r29it [00:02, 11.1it/s]\n", True),
        ("\r100%|██████████| 9.91M/9.91M [00:01<00:00, 8.1MB/s]\n", True),
        ("\x1b[A\r 10%|█         | 1/10 [00:00<00:01, 8.00s/it]", True),
        ("UserWarning: this is deprecated\n  warnings.warn(", False),
        ("\r100%|██████████| 20/20 [00:01<00:00, 15.2it/s]\nRuntimeWarning: overflow", False),
        ("Traceback (most recent call last):", False),
    ],
)
def test_progress_bars_are_told_from_warnings(text: str, bar: bool) -> None:
    assert is_progress(text) == bar


def test_links_that_lead_nowhere_are_found() -> None:
    text = (
        "# The title\n[a](README.md) [b](no.md) [c](https://numpy.org/doc) [d](http://numpy.org) [e](https://nowhere) [f](#the-title) [g](#none)\n"
        '![h](docs/none.png) <img src="none.svg"> [i](../outside) `[j](code)` [k](autograd/core/op.py "the title")\n```python\nx[0](1)\n```\n'
    )
    assert broken(text, ROOT) == ["no.md", "http://numpy.org", "https://nowhere", "#none", "docs/none.png", "../outside", "none.svg"]


def test_cells_that_differ_are_found() -> None:
    def notebook(*outputs: dict[str, Any]) -> dict[str, Any]:
        return {"cells": [{"cell_type": "code", "id": "a", "source": "", "outputs": list(outputs)}]}

    def stream(name: str, text: str) -> dict[str, Any]:
        return {"output_type": "stream", "name": name, "text": text}

    picture = {"output_type": "display_data", "data": {"image/png": "", "text/plain": "<Figure size 640x480 with 1 Axes>"}}
    assert differences(notebook(picture, stream("stdout", "0.50")), notebook(picture, stream("stdout", "0.51"))) == []
    assert len(differences(notebook(picture), notebook())) == 2
    assert len(differences(notebook(), notebook(stream("stdout", "1")))) == 1
    assert len(differences(notebook(), notebook(stream("stderr", "Warning: 1")))) == 1


@pytest.mark.skipif(importlib.util.find_spec("nbclient") is None, reason="needs nbclient: pip install '.[notebook]'")
@pytest.mark.filterwarnings("default")
def test_answers_run_after_the_last_cell(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    answer = "<details><summary>Answer</summary>\n\n```python\nprint(x, __import__('autograd').__file__)\n{}```\n\n</details>"
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    code = {"cell_type": "code", "id": "a", "metadata": {}, "source": "x = 'here'", "outputs": [], "execution_count": None}
    for wrong in (False, True):
        text = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": answer.format("assert x == 'there'\n" if wrong else "")}
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": [text, dict(code)]}
        if wrong:
            with pytest.raises(Exception, match="AssertionError"):
                execute(notebook, folder)
        else:
            assert seen(execute(notebook, folder)["cells"][-1]["outputs"])[0].strip() == f"here {ROOT / 'autograd' / '__init__.py'}"


if __name__ == "__main__":
    for path in PATHS:
        if any(path.name.startswith(start) for start in sys.argv[1:]):
            refresh(path)
