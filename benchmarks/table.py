"""The README's table of speeds and its picture, from the last runs: `python benchmarks/table.py`, after run.py (and others.py).

python benchmarks/table.py           # writes the lines between the marks in README.md, and docs/pictures/speed.png (with matplotlib)
python benchmarks/table.py --print   # prints the lines, writes nothing
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
README = HERE.parent / "README.md"
PICTURE = HERE.parent / "docs" / "pictures" / "speed.png"
BEGIN, END = "<!-- speed -->", "<!-- /speed -->"


def read(name: str) -> Any:
    """A report, or None if that run has not been made."""
    path = HERE / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def number(value: float, unit: str) -> str:
    """A figure with a unit in which it is easy to read."""
    if unit == "µs" and value >= 1000:
        value, unit = value / 1000, "ms"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"


def table(report: Any, two: Any) -> list[str]:
    """wgrad beside PyTorch: a line for each workload, a column for a run with two threads if there is one."""
    second = {} if two is None else {row["name"]: row["ratio"] for row in two["rows"]}
    compiled = "compiled mean" in report
    head = ["wgrad", "PyTorch", "times as fast"] + (["compiled"] if compiled else []) + (["with 2 threads"] if second else [])
    lines = ["| | " + " | ".join(head) + " |", "|---|" + "---:|" * len(head)]
    for row in report["rows"]:
        cells = [number(row["ours"], row["unit"]), number(row["theirs"], row["unit"]), f"{row['ratio']:.2f}"]
        if compiled:
            cells.append(f"{row['compiled_ratio']:.2f}" if row["compiled_ratio"] else "")
        if second:
            cells.append(f"{second[row['name']]:.2f}" if row["name"] in second else "")
        lines.append(f"| {row['name']} | " + " | ".join(cells) + " |")
    means = (
        [f"**{report['mean']:.2f}**"] + ([f"**{report['compiled mean']:.2f}**"] if compiled else []) + ([f"**{two['mean']:.2f}**"] if second else [])
    )
    training = sum(row["training"] for row in report["rows"])
    return [*lines, f"| geometric mean of the {training} training workloads | | | " + " | ".join(means) + " |"]


def others(report: Any) -> list[str]:
    """wgrad beside the other engines: how many times as long as wgrad each of them takes."""
    from others import ENGINES, JOBS

    engines = [e for e in ENGINES if e != "wgrad" and any(e in job["ratio"] for job in report["jobs"].values())]
    lines = ["| | wgrad | " + " | ".join(ENGINES[e][1] for e in engines) + " |", "|---|---:|" + "---:|" * len(engines)]
    for name, job in report["jobs"].items():
        ratios = [f"× {job['ratio'][e]:.2f}" if e in job["ratio"] else "–" for e in engines]
        lines.append(f"| {JOBS[name]} | {number(job['microseconds']['wgrad'], 'µs')} | " + " | ".join(ratios) + " |")
    return lines


def lines() -> list[str]:
    """What stands between the marks."""
    report, beside = read("results"), read("others")
    machine = report["machine"]
    where = f"{machine['processor']} with {machine['cores']} cores, {machine['system']}, Python {machine['Python']}, NumPy {machine['NumPy']}"
    text = [
        "Each job is written once and runs on both libraries in turn, in one process, one thread each; medians, by `python benchmarks/run.py` on",
        f"{where}, PyTorch {machine['PyTorch']}. Other processors give other figures.",
        "",
        *table(report, read("results-2-threads")),
    ]
    if "compiled mean" in report:
        text += ["", "*Compiled*: with the step given to wgrad's `torch.compile`, how many times as fast as PyTorch without its own."]
    if beside is not None:
        versions = ", ".join(f"{name} {version}" for name, version in beside["machine"]["versions"].items() if name not in ("ziglang", "numpy"))
        text += [
            "",
            "And beside other engines, each in a process of its own, by `python benchmarks/others.py`: how many times as long as wgrad they take",
        ]
        text += [f"({versions}).", ""]
        text += others(beside)
    text += ["", "![How many times as fast as PyTorch, as bars](docs/pictures/speed.png)"] if PICTURE.exists() else []
    return text


def replaced(page: str) -> str:
    """The page with new lines between the marks."""
    before, _, rest = page.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        sys.exit(f"README.md needs the marks {BEGIN} and {END}")
    return before + "\n".join([BEGIN, *lines(), END]) + after


def plot() -> None:
    """The ratios as bars."""
    try:
        import matplotlib
    except ImportError:
        return print("matplotlib is not installed: no picture. pip install 'wgrad[benchmarks]'")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    report = read("results")
    rows = [row for row in report["rows"] if "import" not in row["name"]][::-1]
    figure, axes = pyplot.subplots(figsize=(9, 0.34 * len(rows) + 1.3))
    ratios = [row["ratio"] for row in rows]
    axes.barh([row["name"] for row in rows], [r - 1 for r in ratios], left=1, color=["#2a7f62" if r >= 1 else "#b5483a" for r in ratios], height=0.7)
    for y, row in enumerate(rows):
        axes.plot(row["quartiles"], [y, y], color="black", linewidth=1)
        end = max(row["ratio"], row["quartiles"][1]) if row["ratio"] >= 1 else min(row["ratio"], row["quartiles"][0])
        axes.text(end, y, f"  {row['ratio']:.2f}  ", va="center", ha="left" if row["ratio"] >= 1 else "right", fontsize=8)
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_xscale("log")
    axes.set_xlim(min(ratios) / 1.5, max(ratios) * 1.5)
    ticks = [t for t in (0.25, 0.5, 1, 2, 4, 8) if axes.get_xlim()[0] < t < axes.get_xlim()[1]]
    axes.set_xticks(ticks, [str(t) for t in ticks], minor=False)
    axes.set_xticks([], minor=True)
    axes.set_xlabel("times as fast as PyTorch; lines: quartiles")
    machine = report["machine"]
    axes.set_title(f"wgrad beside PyTorch {machine['PyTorch']}, {machine['processor']}, {machine['threads']} thread", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PICTURE, dpi=110)


def main() -> None:
    """Print, or write."""
    if "--print" in sys.argv:
        return print("\n".join(lines()))
    plot()
    README.write_text(replaced(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
