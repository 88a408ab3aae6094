"""Count lines of code, without docstrings, comments and blank lines: ``python .ci/count_lines.py FILE_OR_FOLDER...``."""

import ast
import sys
import tokenize
from pathlib import Path

LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER}


def lines_of_code(path: Path) -> int:
    """The number of lines with a token on them that is neither layout, comment nor docstring."""
    with path.open("rb") as file:
        tokens = [t for t in tokenize.tokenize(file.readline) if t.type not in LAYOUT]
    lines = {line for t in tokens for line in range(t.start[0], t.end[0] + 1)}
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node, clean=False) is not None:
            lines -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return len(lines)


def main(places: list[str]) -> None:
    """Print the sum for each place, and the total."""
    for place in places:
        files = [path for part in place.split(",") for path in ([Path(part)] if Path(part).is_file() else sorted(Path(part).rglob("*.py")))]
        print(f"{sum(map(lines_of_code, files)):6,} lines of code in {len(files):3} files: {place}")


main(sys.argv[1:])
