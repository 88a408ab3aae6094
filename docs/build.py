"""The site: ``python -m docs.build`` writes it to build/site, of docs/, notebooks/ and the package. It needs ``pip install -e '.[docs]'``.

It lays out the pages in build/pages, with links that lead to each other and to sources; lets Sphinx make them, where a warning is an error; makes
the notebooks' JupyterLite; and follows every link of the result. ``--without-lite`` leaves JupyterLite out.
"""

from __future__ import annotations

import html
import importlib
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import autograd
from autograd.graph.page import stepper
from docs import reference
from docs.gallery import GALLERY, gradient_step
from tests import fuzz

ROOT = Path(__file__).resolve().parents[1]
PAGES, SITE = ROOT / "build" / "pages", ROOT / "build" / "site"
DOCUMENTS = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "benchmarks/README.md": "speed.md", "README.md": "index.md"}
FENCE = re.compile(r"(^ *```.*?^ *```$)", re.MULTILINE | re.DOTALL)
REPOSITORY = os.environ.get("GITHUB_REPOSITORY", "")  # owner/name: set where GitHub builds the site. From there Colab opens notebooks


# ---------------------------------------------------------------------------------------------------------------- pages


class Pages:
    """The pages as Sphinx takes them."""

    def __init__(self) -> None:
        shutil.rmtree(PAGES, ignore_errors=True)
        packages = (ROOT / name for name in ("autograd", "nn", "optim"))
        self.sources = {p.relative_to(ROOT).as_posix() for package in packages for p in package.rglob("*") if p.suffix in (".py", ".js", ".css")}

    def write(self, page: str, text: str) -> None:
        (PAGES / page).parent.mkdir(parents=True, exist_ok=True)
        (PAGES / page).write_text(text, encoding="utf-8")

    def document(self, file: str, page: str) -> None:
        """A page of Markdown, from a file of the repository. A comment ``<!-- lessons -->`` is replaced by what `PARTS` makes for it."""
        text = re.split(r"(<!-- [^>]+ -->)", (ROOT / file).read_text(encoding="utf-8"))
        for i, part in enumerate(text):
            what, _, argument = part[5:-4].partition(": ")
            made, source = (PARTS[what](argument), "README.md") if i % 2 and what in PARTS else (part, file)
            text[i] = self.linked(made, source, page)
        joined = "".join(text)
        if file == "docs/gallery.md":
            joined = re.sub(r'(<img src="pictures/gallery/(\w+)_desk[^>]*>)', r'<a title="play it" href="gallery/\2.html">\1</a>', joined)
        self.write(page, joined)

    def linked(self, text: str, file: str, page: str) -> str:
        """The text with links that are right on its page: to pages, and to sources; pictures are copied."""
        parts = FENCE.split(text)
        target = partial(self.target, file=file, page=page)
        for i in range(0, len(parts), 2):
            parts[i] = re.sub(r'((?:src|href)=")([^"]+)"', lambda m: f'{m[1]}{made(target(m[2]))}"', parts[i])
            parts[i] = re.sub(r"(!?)\[((?:[^][]|\[[^][]*\])*)\]\(([^)\s]+)\)", lambda m: self.markdown(m, target), parts[i])
        return "".join(parts)

    def markdown(self, found: re.Match[str], target: Any) -> str:
        picture, text, link = found.groups()
        new = target(link)
        if "source/" in new and ".html" in new:  # made by Sphinx later: it would look for a page
            return f'<a class="reference" href="{new}">{text}</a>'
        return f"{picture}[{text}]({new})"

    def target(self, link: str, file: str, page: str) -> str:
        """Where a link of a file leads on the site."""
        path, _, section = link.partition("#")
        if re.match(r"\w+:", link):
            return link
        section = "#" + re.sub(r"[^\w\- ]", "", unquote(section).lower()) if section else ""  # as Sphinx names it, not as JupyterLab does
        if not path:
            return section
        meant = (ROOT / file).parent.joinpath(path).resolve().relative_to(ROOT).as_posix()
        up = "../" * page.count("/")
        if meant in DOCUMENTS:
            return up + DOCUMENTS[meant] + section
        if meant.startswith("notebooks/"):
            return f"{up}lessons/{meant.removeprefix('notebooks/')}{section}" if meant.endswith(".ipynb") else f"{up}lessons/index.md"
        if meant.startswith("docs/") and not meant.endswith(".py"):
            meant = meant.removeprefix("docs/")
            if (ROOT / "docs" / meant).is_file() and not meant.endswith(".md"):
                (PAGES / meant).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / "docs" / meant, PAGES / meant)
            return up + meant + section
        if (ROOT / meant).is_dir():
            meant += "/__init__.py"
        self.sources.add(meant)
        return f"{up}source/{meant}.html{section}"

    def lesson(self, path: Path) -> None:
        """A notebook as it is committed, with buttons under its title."""
        notebook = json.loads(path.read_text(encoding="utf-8"))
        file, page = f"notebooks/{path.name}", f"lessons/{path.name}"
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = self.linked("".join(cell["source"]), file, page)
        title, _, rest = notebook["cells"][0]["source"].partition("\n")
        colab = f"https://colab.research.google.com/github/{REPOSITORY}/blob/main/{file}" if REPOSITORY else "../how-to/in-the-browser.html#colab"
        buttons = {
            "Run it in the browser": f"../lite/lab/index.html?path={file}",
            "Open in Colab": colab,
            "Notebook": f"../lite/files/{file}",
        }
        links = " ".join(f'<a class="button" href="{link}">{text}</a>' for text, link in buttons.items())
        notebook["cells"][0]["source"] = f"{title}\n\n<p>{links}</p>\n{rest}"
        self.write(page, json.dumps(notebook))


def made(link: str) -> str:
    """A link to what Sphinx makes of a page, for HTML, where it does not look."""
    return link if ":" in link else re.sub(r"\.(md|ipynb|rst)(?=#|$)", ".html", link)


def section_of_readme(title: str) -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8").partition(f"## {title}\n")[2].partition("\n## ")[0]


def live_step(_: str) -> str:
    """The page that `record` makes of the README's step."""
    return "```{raw} html\n" + stepper(gradient_step()) + "\n```"


def lessons(_: str) -> str:
    """The lessons as the README lists them: a picture, a title, a sentence."""
    cells = re.findall(
        r'<a href="(notebooks/[^"]+)"><img src="([^"]+)"[^>]*></a><br>\*\*(\d+)\. \[([^]]+)\]\([^)]+\)\*\*: ([^|]+?) \|', section_of_readme("Learn")
    )
    assert len(cells) == len(list((ROOT / "notebooks").glob("*.ipynb"))), "the README's table has another form"
    cards = [
        f'<a class="card" href="{link}"><img src="{picture}" alt=""><b>{n}. {html.escape(title)}</b><span>{says}</span></a>'
        for link, picture, n, title, says in cells
    ]
    return '<div class="cards">\n' + "\n".join(cards) + "\n</div>\n\n```{toctree}\n:hidden:\n:glob:\n\n[0-9]*\n```"


FOLDERS = {"ops": "autograd/", "optim": ""}  # of files that the reading path names with their folder


def reading_path(_: str) -> str:
    """The order in which the engine is read: the docstring of its package, with links."""
    text = (inspect.getdoc(autograd.core) or "").partition("\n\n")[2]
    text = re.sub(r"(\.py) {2,}", r"\1: ", re.sub(r"\n +(?=\w+\.py)", "  \n   ", text))
    return re.sub(r"[\w/]+\.py", lambda m: f"[`{m[0]}`]({FOLDERS.get(m[0].partition('/')[0], 'autograd/core/')}{m[0]})", text)


def docstring(name: str) -> str:
    """A module's docstring, as Markdown."""
    text = inspect.getdoc(importlib.import_module(name)) or ""
    return re.sub(r"``(.+?)``", r"`\1`", re.sub(r"(?m)^( {4}.*\n?)+", lambda m: f"```python\n{textwrap.dedent(m[0])}```\n", text))


def differences(_: str) -> str:
    """The reasons for which a random program may do something else here than in PyTorch."""
    reasons = [
        value for name, value in vars(fuzz).items() if name.isupper() and isinstance(value, str) and value not in (fuzz.RESHAPES, fuzz.OVERWRITTEN)
    ]
    return "\n".join(f"* {reason}" for reason in reasons)


PARTS: dict[str, Callable[[str], str]] = {
    "live step": live_step,
    "lessons": lessons,
    "reading path": reading_path,
    "docstring": docstring,
    "differences": differences,
    "README": section_of_readme,
    "source": lambda file: f"```python\n{(ROOT / file).read_text(encoding='utf-8')}```",
    "wheel": lambda _: f"wgrad-{autograd.__version__}-py3-none-any.whl",
}


def make_gallery() -> None:
    """The pages of the gallery's programs, to which its pictures lead."""
    (SITE / "gallery").mkdir()
    for program in GALLERY:
        autograd.manual_seed(0)
        program().save(SITE / "gallery" / f"{program.__name__}.html")


def lay_out() -> tuple[list[str], set[str]]:
    """Write all pages; say which files of the repository they show as sources, and which names they explain."""
    pages = Pages()
    for path in sorted((ROOT / "docs").rglob("*.md")):
        page = path.relative_to(ROOT / "docs").as_posix()
        pages.document(f"docs/{page}", page)
    for file, page in DOCUMENTS.items():
        if page != "index.md":
            pages.document(file, page)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        pages.lesson(path)
    texts, documented = reference.pages()
    for name, text in texts.items():
        pages.write(f"reference/{name}.rst", text)
    return sorted(pages.sources), documented


def make_pages() -> None:
    """Let Sphinx make the pages. A warning is an error."""
    from sphinx.application import Sphinx

    app = Sphinx(PAGES, ROOT / "docs", SITE, ROOT / "build" / "doctrees", "html", {"nitpicky": True}, warning=sys.stderr, freshenv=True)
    app.build()
    if app.statuscode or app._warncount:
        sys.exit(f"{app._warncount} warnings")
    shutil.copytree(PAGES / "pictures", SITE / "pictures")  # Sphinx does not see those that are in HTML


SOURCE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{file}</title>
<link rel="stylesheet" href="{up}_static/pygments.css"><link rel="stylesheet" href="{up}_static/styles/furo.css">
<link rel="stylesheet" href="{up}_static/site.css"></head>
<body class="file"><script>document.body.dataset.theme = localStorage.getItem("theme") || "auto"</script>
<p><a href="{up}index.html">wgrad</a> / {file}</p>{shown}</body></html>"""


def write_sources(files: list[str]) -> None:
    """A page for each file, with a place to link to at each line."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_for_filename

    for file in files:
        shown = highlight(
            (ROOT / file).read_text(encoding="utf-8"),
            get_lexer_for_filename(Path(file).with_suffix(Path(file).suffix or ".txt").name),
            HtmlFormatter(linenos="inline", lineanchors="line", anchorlinenos=True),
        )
        page = SITE / "source" / f"{file}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(SOURCE.format(file=file, up="../" * (file.count("/") + 1), shown=shown), encoding="utf-8")


# ---------------------------------------------------------------------------------------------------------------- JupyterLite


INSTALL = """# in the browser only: wgrad comes with this page, the others from Pyodide's own server
%pip install -q --no-deps wgrad
%pip install -q numpy matplotlib tqdm graphviz"""


def make_lite() -> None:
    """The notebooks in JupyterLite, with the package as it is now; its sources lie beside them, so that links lead there."""
    folder = ROOT / "build" / "lite"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "contents").mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder)]
    subprocess.run([*pip, str(ROOT)], check=True)
    for package in ("autograd", "nn", "optim"):
        shutil.copytree(ROOT / package, folder / "contents" / package, ignore=shutil.ignore_patterns("__pycache__", "*.npz"))
    (folder / "contents" / "notebooks").mkdir()
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        install = {"cell_type": "code", "id": "install", "metadata": {}, "source": INSTALL, "outputs": [], "execution_count": None}
        notebook["cells"].insert(1, install)
        (folder / "contents" / "notebooks" / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    command = [sys.executable, "-m", "jupyter", "lite", "build", "--contents", "contents", "--output-dir", str(SITE / "lite"), "--no-sourcemaps"]
    wheels = [f"--piplite-wheels={wheel}" for wheel in folder.glob("*.whl")]
    subprocess.run([*command, *wheels, "--apps", "lab", "--no-unused-shared-packages"], check=True, cwd=folder, stdout=subprocess.DEVNULL)


# ---------------------------------------------------------------------------------------------------------------- links


class Links:
    """The links of a page, and the places in it to which others may lead."""

    def __init__(self, text: str) -> None:
        text = re.sub(r"<(script|style|svg)\b.*?</\1>", lambda m: m[0].partition(">")[0], text, flags=re.DOTALL)
        found = re.findall(r'\s(href|src|id|name)="([^"]*)"', " ".join(re.findall(r"<[a-z][^<>]*>", text)))
        self.links = dict.fromkeys(html.unescape(value) for name, value in found if name in ("href", "src") and not value.startswith("data:"))
        self.places = {html.unescape(value) for name, value in found if name in ("id", "name")}


def check_links() -> tuple[list[str], list[str]]:
    """The links that lead nowhere, and those that lead out of the site. JupyterLite's own pages are not looked at."""
    pages = {p: Links(p.read_text(encoding="utf-8")) for p in SITE.rglob("*.html") if SITE / "lite" not in p.parents}
    broken, outside = [], set()
    for page, found in pages.items():
        for link in found.links:
            if re.match(r"\w+:|//", link):
                outside.add(link)
                continue
            path, _, place = link.partition("#")
            target = page.parent.joinpath(unquote(path.partition("?")[0])).resolve() if path else page
            if (SITE / "lite").exists() or SITE / "lite" not in target.parents:
                wrong = not target.exists() or (place and target in pages and unquote(place) not in pages[target].places)
                broken += [f"{page.relative_to(SITE)}: {link}"] if wrong else []
    return broken, sorted(outside)


def inventory() -> set[str]:
    """The full names that the site explains, from the list that it offers to other sites."""
    data = (SITE / "objects.inv").read_bytes().split(b"\n", 4)[4]
    entries = (line.split(" ") for line in zlib.decompress(data).decode().splitlines())
    return {name for name, role, *_ in entries if role.startswith("py:")}


def main() -> None:
    shutil.rmtree(SITE, ignore_errors=True)
    sources, documented = lay_out()
    make_pages()
    write_sources(sources)
    make_gallery()
    if "--without-lite" not in sys.argv:
        make_lite()
    broken, outside = check_links()
    missing = documented - inventory()
    print(f"{len(list(SITE.rglob('*.html')))} pages; {len(outside)} addresses outside, not followed:", *outside, sep="\n  ")
    if broken or missing:
        sys.exit("\n".join([*(f"leads nowhere: {link}" for link in broken), *(f"not in the reference: {name}" for name in sorted(missing))]))


if __name__ == "__main__":
    main()
