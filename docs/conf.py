"""Sphinx's settings, and what the site needs beyond them: formulas as MathML, sources to link to."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx

import autograd

project = "wgrad"
version = release = autograd.__version__
project_copyright = "wgrad contributors"
extensions = ["myst_nb", "sphinx_copybutton"]
exclude_patterns: list[str] = []
nb_execution_mode = "off"  # lessons are shown with the outputs that are committed
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "dollarmath"]
# a lesson's cells are no chapters: a heading may follow one two levels up; a `name` in a docstring is in several modules: the first will do
suppress_warnings = ["myst.header", "ref.python"]
python_use_unqualified_type_names = True
default_role = "py:obj"
add_module_names = True
maximum_signature_line_length = 100
toc_object_entries = False  # thousands, in the table of contents of every page: each section of the reference begins with a list
nitpick_ignore_regex = [("py:(class|obj|exc)", ".*")]  # types in signatures, and `names` in docstrings that are arguments
html_theme = "furo"
html_title = "wgrad"
html_static_path = ["look"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_show_sphinx = False
html_copy_source = False
pygments_style, pygments_dark_style = "tango", "github-dark"


def setup(app: Sphinx) -> None:
    app.add_role("source", source_role)
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))


html_math_renderer = "mathml"  # which browsers draw by themselves: nothing is loaded


def visit_inline(translator: Any, node: Any) -> None:
    translator.body.append(convert(node.astext()))
    raise nodes.SkipNode


def visit_block(translator: Any, node: Any) -> None:
    translator.body.append(f'<div class="math">{convert(node.astext(), display="block")}</div>')
    raise nodes.SkipNode


def source_role(name: str, raw: str, text: str, line: int, inliner: Any, options: Any = None, content: Any = ()) -> tuple[list[Any], list[Any]]:
    """``:source:`autograd/core/op.py#20```: a link to that line of the source."""
    file, _, number = text.partition("#")
    up = "../" * inliner.document.settings.env.docname.count("/")
    address = f"{up}source/{file}.html" + (f"#line-{number}" if number else "")
    return [nodes.reference(raw, "source", refuri=address, classes=["source"], reftitle=file)], []
