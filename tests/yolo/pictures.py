"""Eight small pictures of disks and crosses, with their boxes, in the folder format that Ultralytics reads.

``python pictures.py FOLDER`` writes FOLDER/images/*.png, FOLDER/labels/*.txt (class, centre, width, height; as fractions) and FOLDER/shapes.yaml.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import numpy as np

SIZE = 160
NAMES = ("disk", "cross")


def write_png(path: Path, pixels: np.ndarray) -> None:
    """Write pixels (H, W, 3) uint8 as a PNG: the same bytes wherever it is done."""
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + pixels[y].tobytes() for y in range(height))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    parts = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def picture(number: int) -> tuple[np.ndarray, list[tuple[int, float, float, float, float]]]:
    """A picture (SIZE, SIZE, 3), and for each of its shapes the class, the box's centre and its width and height as fractions."""
    draw = np.random.RandomState(number)  # a stream of numbers that no version of NumPy changes
    pixels = (draw.randint(150, 190, (SIZE, SIZE, 3))).astype(np.uint8)
    y, x = np.mgrid[:SIZE, :SIZE]
    boxes = []
    for corner in range(2 + number % 2):
        radius = int(draw.randint(16, 26))
        middle_x = 40 + 80 * (corner % 2) + int(draw.randint(-10, 11))
        middle_y = 40 + 80 * (corner // 2) + int(draw.randint(-10, 11))
        kind = (number + corner) % 2
        across, down = abs(x - middle_x), abs(y - middle_y)
        if kind == 0:
            inside = across**2 + down**2 <= radius**2
        else:
            inside = (np.minimum(across, down) <= radius // 3) & (np.maximum(across, down) <= radius)
        pixels[inside] = (200, 40, 30) if kind == 0 else (30, 60, 200)
        boxes.append((kind, (middle_x + 0.5) / SIZE, (middle_y + 0.5) / SIZE, (2 * radius + 1) / SIZE, (2 * radius + 1) / SIZE))
    return pixels, boxes


def write(folder: Path) -> Path:
    """Write the data set; its description's file."""
    for name in ("images", "labels"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(8):
        pixels, boxes = picture(number)
        write_png(folder / "images" / f"{number}.png", pixels)
        lines = [f"{kind} " + " ".join(f"{value:.6f}" for value in box) for kind, *box in boxes]
        (folder / "labels" / f"{number}.txt").write_text("\n".join(lines) + "\n")
    description = folder / "shapes.yaml"
    names = "".join(f"  {number}: {name}\n" for number, name in enumerate(NAMES))
    description.write_text(f"path: {folder.resolve()}\ntrain: images\nval: images\nnames:\n{names}")
    return description


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
