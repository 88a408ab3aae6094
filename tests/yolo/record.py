"""Record what PyTorch computes: ``python record.py FOLDER EPOCHS``, in an environment with ultralytics and torch.

Writes FOLDER/report.json, from which recorded.json is made, and FOLDER/trained/weights/best.pt. Where torchvision is not installed, its one
function that is asked for, the suppression of overlapping boxes, is done here in PyTorch.
"""

from __future__ import annotations

import importlib.machinery
import importlib.metadata
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


if __name__ == "__main__":
    if importlib.util.find_spec("torchvision") is None:
        stand_in()
    pictures.write(Path(sys.argv[1]))
    torch.set_num_threads(1)
    runpy.run_path(str(Path(__file__).with_name("train.py")), run_name="__main__")
