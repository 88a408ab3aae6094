"""The site's reference has every public name, and its pages lead where they say. Sphinx is not needed: `.ci/run` makes the site itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import autograd
from autograd.graph.formulas import FORMULAS
from docs import build, reference


@cache
def pages() -> tuple[dict[str, str], set[str]]:
    return reference.pages()


def modules() -> Iterator[str]:
    """The public modules: those with a page, and those that nobody has decided about."""
    listed = {address for _, addresses, _ in reference.PAGES.values() for address in addresses}
    shown = {id(reference.modules()[address]) for address in listed}
    for address, module in reference.modules().items():
        if address in listed or not (id(module) in shown or reference.FILES.fullmatch(address)):
            yield address


def test_every_public_name_is_in_the_reference() -> None:
    missing = {f"{address}.{name}" for address in modules() for name in reference.names(address)} - pages()[1]
    assert not missing, f"docs/reference.py has no page for: {sorted(missing)}"


def test_what_python_sees_is_in_the_reference() -> None:
    """The registry of names is asked in another way: by `dir`."""
    documented = pages()[1]
    text = "\n".join(pages()[0].values())
    for name in dir(autograd):
        if inspect.ismodule(getattr(autograd, name)):
            assert name == "autograd" or f".. py:module:: autograd.{name}\n" in text or reference.FILES.fullmatch(f"autograd.{name}"), name
        else:
            assert f"autograd.{name}" in documented
    assert {f"autograd.Tensor.{name}" for name in dir(autograd.Tensor) if not name.startswith("_")} <= documented


def test_each_name_has_a_directive() -> None:
    text = "\n".join(pages()[0].values())
    assert text.count("\n.. py:function::") > 500
    for line in (
        ".. py:method:: Tensor.backward(",
        ".. py:class:: Linear(",
        ".. py:function:: relu(input: autograd.Tensor",
        ".. py:property:: Tensor.grad\n",
    ):
        assert line in text


def test_functions_lead_to_their_sources_and_derivatives() -> None:
    text = pages()[0]["autograd"]
    entry = text.partition(".. py:function:: tanh(")[2].partition("\n.. py:")[0]
    assert ":ref:`tanh <derivative-elementwise-tanh-x>`" in entry
    file, _, line = entry.partition(":source:`")[2].partition("`")[0].partition("#")
    assert file == "autograd/ops/elementwise.py"
    assert (reference.ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1].startswith("tanh")


def test_sources_are_files_of_the_package() -> None:
    """Not of an environment, even where that lies in the repository's folder."""
    files = set(re.findall(r":source:`([^#`]+)#", "\n".join(pages()[0].values())))
    assert files and not [file for file in files if file.split("/")[0] not in ("autograd", "nn", "optim") or not (reference.ROOT / file).is_file()]
    assert reference.located(str(reference.ROOT / ".venv" / "lib" / "numpy" / "numeric.py"), 1) is None


def test_formulas_are_among_the_derivatives() -> None:
    text = pages()[0]["derivatives"]
    assert ".. _derivative-elementwise-tanh-x:" in text
    plain = [formula for rules in FORMULAS.values() for formula in rules.values() if isinstance(formula, str)]
    assert len(plain) > 30
    assert not [formula for formula in plain if reference.literal(formula) not in text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sqrt(x**2 + y**2).", r"sqrt(x\*\*2 + y\*\*2)."),
        ("The form of `abs_` and ``a * b``.", "The form of `abs_` and ``a * b``."),
        ("x_ is\n\n>>> x_ * 2\n4", "x\\_ is\n\n>>> x_ * 2\n4"),
        ("Either:\n\n* one * two\n* three", "Either:\n\n* one \\* two\n* three"),
        ("So:\n\n    y = a * b\n    z = y_\n\nThe end.", "So:\n\n::\n\n      y = a * b\n      z = y_\n\nThe end."),
    ],
)
def test_docstrings_mean_the_same_as_markup(text: str, expected: str) -> None:
    assert reference.restructured(text) == expected


def test_links_of_files_lead_to_pages_and_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "PAGES", tmp_path)
    pages = build.Pages()
    text = "[next](02_why_reverse_mode.ipynb) [op](../autograd/core/op.py) [how](../CONTRIBUTING.md#adding-an-operation) [up](#Patient-1:-nan) [numpy](https://numpy.org)"
    assert pages.linked(text, "notebooks/01_the_gradient_step.ipynb", "lessons/01_the_gradient_step.ipynb") == (
        '[next](../lessons/02_why_reverse_mode.ipynb) <a class="reference" href="../source/autograd/core/op.py.html">op</a> '
        "[how](../contributing.md#adding-an-operation) [up](#patient-1-nan) [numpy](https://numpy.org)"
    )
    assert pages.linked('<img src="docs/pictures/neuron.svg">', "README.md", "how-to/a.md") == '<img src="../pictures/neuron.svg">'
    assert (tmp_path / "pictures" / "neuron.svg").exists()
    assert pages.linked("```\n[op](../autograd/core/op.py)\n```", "docs/a.md", "a.md") == "```\n[op](../autograd/core/op.py)\n```"


def test_links_that_lead_nowhere_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SITE", tmp_path)
    (tmp_path / "a.html").write_text(
        '<a href="b.html#here">1</a> <a href="b.html#there">2</a> <img src="no.png"> <a href="https://numpy.org">3</a> <script>\'<a href="c.html">\'</script>'
    )
    (tmp_path / "b.html").write_text('<p id="here"><a href="#nowhere">4</a>')
    broken, outside = build.check_links()
    assert sorted(broken) == ["a.html: b.html#there", "a.html: no.png", "b.html: #nowhere"]
    assert outside == ["https://numpy.org"]


@pytest.mark.parametrize("path", sorted((build.ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_every_page_of_text_can_be_laid_out(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it asks for can be made, and its links lead to files that exist."""
    monkeypatch.setattr(build, "PAGES", tmp_path)
    pages = build.Pages()
    page = path.relative_to(build.ROOT / "docs").as_posix()
    pages.document(f"docs/{page}", page)
    text = (tmp_path / page).read_text(encoding="utf-8")
    assert "<!-- " not in text.partition("```{raw}")[0]
    assert not [file for file in pages.sources if not (build.ROOT / file).is_file()]
