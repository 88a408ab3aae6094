"""The small pictures of the notebooks in the README, cut out of the notebooks' own outputs: ``python docs/pictures/notebooks/make.py``.

It needs Pillow, which matplotlib brings along.
"""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[2] / "notebooks"
SIZE = 440, 280  # pixels: twice as many as are shown, for sharp screens
MOST = 40_000  # bytes
# notebook: (cell, what part of its picture: left, top, right, bottom)
PARTS = {
    "01_the_gradient_step": ("training-picture", (0.44, 0.0, 1.0, 1.0)),
    "02_why_reverse_mode": ("graph-draw", (0.0, 0.0, 1.0, 0.88)),
    "03_one_rule_for_every_order": ("second-curves", (0.0, 0.0, 1.0, 1.0)),
    "04_gradient_descent": ("descent-25", (0.0, 0.0, 1.0, 1.0)),
    "05_mnist_as_in_keras": ("mnist-5", (0.0, 0.0, 0.5, 1.0)),
    "06_depth": ("depth-11", (0.5, 0.0, 1.0, 0.88)),
    "07_convolutions": ("convolutions-36", (0.0, 0.0, 0.6, 1.0)),
    "08_sequences": ("sequences-35", (0.0, 0.0, 0.5, 0.5)),
    "09_recommender": ("recommender-25", (0.52, 0.0, 1.0, 0.92)),
    "10_boxes": ("boxes-29", (0.4, 0.14, 0.8, 1.0)),
    "11_quantisation": ("quantisation-16", (0.0, 0.0, 1.0, 1.0)),
    "12_debugging_clinic": ("clinic-27", (0.0, 0.0, 1.0, 1.0)),
    "13_from_a_step_to_a_program": ("move-all", (0.0, 0.0, 1.0, 1.0)),
    "14_many_processes": ("processes-losses", (0.0, 0.0, 1.0, 1.0)),
}


def picture(notebook: str, cell: str, part: tuple[float, float, float, float]) -> Image.Image:
    """That part of the first picture of a cell, on white paper."""
    cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = next(c["outputs"] for c in cells if c["id"] == cell)
    data = next(o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {}))
    whole = Image.open(io.BytesIO(base64.b64decode("".join(data)))).convert("RGB")
    cut = whole.crop(tuple(round(f * n) for f, n in zip(part, (*whole.size, *whole.size), strict=True)))
    scale = min(SIZE[0] / cut.width, SIZE[1] / cut.height)
    cut = cut.resize((round(cut.width * scale), round(cut.height * scale)), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", SIZE, "white")
    paper.paste(cut, ((SIZE[0] - cut.width) // 2, (SIZE[1] - cut.height) // 2))
    return paper


if __name__ == "__main__":
    for name, (cell, part) in PARTS.items():
        target = HERE / f"{name}.png"
        for colours in (256, 64, 16):
            picture(name, cell, part).quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)
            if target.stat().st_size < MOST:
                break
        print(f"{target.name}: {target.stat().st_size:,} bytes")
