"""Boxes that a model in a file finds in the generated pictures, and what it says of every place: ``predict.py FILE FOLDER``."""

import json
import sys
from pathlib import Path

import torch
from ultralytics import YOLO


def predictions(file, folder):
    """What is found in each of eight pictures, and for the first what the network gives: (4 + classes, places)."""
    model = YOLO(file)
    found = model.predict(
        [str(folder / "images" / f"{number}.png") for number in range(8)], imgsz=160, conf=0.001, max_det=5, device="cpu", save=True,
        project=str(folder), name="predicted", exist_ok=True, verbose=False,
    )  # fmt: skip
    picture = torch.from_numpy(found[0].orig_img[..., ::-1].copy()).permute(2, 0, 1)[None].float() / 255
    with torch.no_grad():
        raw = model.model.eval()(picture)[0][0]
    return {"boxes": [result.boxes.data.tolist() for result in found], "raw": raw.tolist()}


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    (folder / "predictions.json").write_text(json.dumps(predictions(Path(sys.argv[1]), folder)))
