"""DOT text to SVG, PNG, PDF: by the ``dot`` program, or else by the Graphviz that comes with pygraphviz."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator

from .dot import BOX, style_sheet

RASTER = ("png", "gif", "jpg")
MISSING = (
    "to draw pictures, Graphviz is needed: pip install 'wgrad[pictures]' (or pip install pygraphviz), or install the dot program "
    "(apt install graphviz, brew install graphviz, or https://graphviz.org/download)"
)
_one_at_a_time = threading.Lock()


class NoRenderer(RuntimeError):
    """There is nothing on this machine that lays out graphs; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def can_render() -> bool:
    """True if there is a ``dot`` program or pygraphviz."""
    return shutil.which("dot") is not None or importlib.util.find_spec("pygraphviz") is not None


def render(source: str, form: str) -> bytes:
    """A picture in this format. Large ones are scaled down where every pixel costs memory."""
    if form in RASTER:
        source = source.replace("{", '{\n\tgraph [size="42,42", dpi=96]', 1)
    if (dot := shutil.which("dot")) is not None:
        done = subprocess.run([dot, f"-T{form}"], input=source.encode(), capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"dot failed: {done.stderr.decode(errors='replace')[:500]}")
        return done.stdout
    if importlib.util.find_spec("pygraphviz") is None:
        raise NoRenderer
    import pygraphviz

    with _one_at_a_time, _quiet():
        drawn: bytes = pygraphviz.AGraph(string=source).draw(format=form, prog="dot")
    return drawn


def svg(source: str) -> str:
    """An SVG picture that fits the page it is on, and follows a dark screen."""
    text = render(source, "svg").decode()
    text = re.sub(r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|<!--.*?-->\s*|<title>.*?</title>\s*", "", text, flags=re.DOTALL)
    width, height = (float(n) for n in re.findall(r'(?:width|height)="([\d.]+)pt"', text)[:2])
    start = text.index(">", text.index("<svg"))
    titles = re.findall(r'(?<=class="cluster">)(.*?)(<text .*?</text>)', text, flags=re.DOTALL)
    for _, title in titles:  # titles of boxes stand above arrows, which they interrupt
        text = text.replace(title, "", 1)
    over = "".join(title.replace("<text", f'<text stroke="{BOX[0]}" stroke-width="3" paint-order="stroke"', 1) for _, title in titles)
    end = text.rindex("</g>")
    text = text[:end] + over + text[end:]
    box = re.search(r'viewBox="[^"]*"', text)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" style="max-width:{width * 4 / 3:.0f}px" {box.group() if box else ""} role="img"'
    del height
    return f"{head}><style>{style_sheet(text)}</style>{text[start + 1 :]}".replace(' xml:space="preserve"', "").replace(
        "Courier,monospace", "monospace"
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Libraries in C write warnings about fonts straight to the screen: not to this one."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
