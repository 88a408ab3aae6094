"""Record what PyTorch computes, in an environment with ultralytics and torch.

``python record.py FOLDER EPOCHS`` runs train.py, whose FOLDER/report.json recorded.json is (without ``raw``). ``python record.py FOLDER`` trains
until shapes are found, and writes FOLDER/learned/weights/last.pt and what that model predicts, FOLDER/predictions.json. Where torchvision is not installed, its one
function that is asked for, the suppression of overlapping boxes, is done here in PyTorch.
"""

from __future__ import annotations

import importlib.machinery
import importlib.metadata
import importlib.util
import json
import runpy
import sys
from pathlib import Path
from types import ModuleType

import pictures
import torch


def nms(boxes: torch.Tensor, scores: torch.Tensor, iou_threshold: float) -> torch.Tensor:
    """The boxes (N, 4) that overlap with none of a higher score by more than a threshold, the highest score first."""
    left = scores.sort(descending=True, stable=True).indices.tolist()
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    kept = []
    while left:
        first, left = left[0], left[1:]
        kept.append(first)
        if not left:
            break
        sides = torch.minimum(boxes[first, 2:], boxes[left, 2:]) - torch.maximum(boxes[first, :2], boxes[left, :2])
        shared = sides.clamp(min=0).prod(1)
        overlap = shared / (area[first] + area[left] - shared)
        left = [index for index, value in zip(left, overlap.tolist()) if not value > iou_threshold]
    return torch.tensor(kept, dtype=torch.int64)


def stand_in() -> None:
    """Put a torchvision of one function in the place of the one that is not there."""
    for name in ("torchvision", "torchvision.ops", "torchvision.transforms"):
        module = sys.modules[name] = ModuleType(name)
        module.__spec__ = importlib.machinery.ModuleSpec(name, None, is_package=True)
    vision = sys.modules["torchvision"]
    vision.__version__ = "0.28.0"
    vision.ops, vision.transforms = sys.modules["torchvision.ops"], sys.modules["torchvision.transforms"]
    vision.ops.nms = nms
    version = importlib.metadata.version
    importlib.metadata.version = lambda name: vision.__version__ if name == "torchvision" else version(name)


def learn(folder: Path) -> None:
    """Train a model that finds shapes, and record what it predicts."""
    from predict import predictions
    from ultralytics import YOLO

    YOLO("yolo11n.yaml").train(
        data=str(folder / "shapes.yaml"), epochs=120, imgsz=96, batch=2, optimizer="AdamW", lr0=0.002, seed=0, workers=0, device="cpu", val=False,
        plots=False, verbose=False, project=str(folder), name="learned", exist_ok=True, mosaic=0, hsv_h=0, hsv_s=0, hsv_v=0, translate=0, scale=0,
        fliplr=0, erasing=0, close_mosaic=0,
    )  # fmt: skip
    found = {"torch": torch.__version__, **predictions(folder / "learned" / "weights" / "last.pt", folder)}
    (folder / "predictions.json").write_text(json.dumps(found))


if __name__ == "__main__":
    if importlib.util.find_spec("torchvision") is None:
        stand_in()
    pictures.write(Path(sys.argv[1]))
    torch.set_num_threads(1)
    if len(sys.argv) == 2:
        learn(Path(sys.argv[1]))
        sys.exit()
    runpy.run_path(str(Path(__file__).with_name("train.py")), run_name="__main__")
