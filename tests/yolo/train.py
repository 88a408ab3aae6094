"""Ultralytics's YOLO11, as its own documentation trains it, on eight generated pictures: ``python -m autograd run train.py FOLDER EPOCHS``."""

import json
import sys
from pathlib import Path

import torch
from predict import predictions
from ultralytics import YOLO

folder, epochs = Path(sys.argv[1]), int(sys.argv[2])
model = YOLO("yolo11n.yaml")
losses = []
model.add_callback("on_train_epoch_end", lambda trainer: losses.append([float(loss) for loss in trainer.tloss.values()]))
model.train(
    data=str(folder / "shapes.yaml"), epochs=epochs, imgsz=160, batch=4, optimizer="SGD", lr0=0.01, seed=0, deterministic=True, workers=0,
    device="cpu", project=str(folder), name="trained", exist_ok=True, verbose=False,
)  # fmt: skip

best = YOLO(folder / "trained" / "weights" / "best.pt")
metrics = best.val(
    data=str(folder / "shapes.yaml"), imgsz=160, batch=4, workers=0, device="cpu", project=str(folder), name="validated", exist_ok=True
)
report = {
    "torch": torch.__version__,
    "losses": losses,
    "map50": float(metrics.box.map50),
    **predictions(folder / "trained" / "weights" / "best.pt", folder),
}
(folder / "report.json").write_text(json.dumps(report))
