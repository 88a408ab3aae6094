"""Records files that PyTorch itself has written, as tests/checkpoints.json: ``python tests/record_checkpoints.py``. Needs PyTorch.

What is in them is made by `CONTENTS`, of either library, so that the tests know what has to come out of a file.
"""

from __future__ import annotations

import base64
import io
import json
import zlib
from collections import Counter, OrderedDict
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).with_name("checkpoints.json")


def plain(torch: Any) -> Any:
    """Values and containers of Python, and PyTorch's own small ones."""
    shared = [1, 2]
    return {
        "numbers": [0, -1, 255, 256, 65536, -(2**31), 2**31, 2**63, -(2**80), 1e-3, -0.0, float("inf"), True, False, None, 1 + 2j],
        "texts": ["", "größer 日本 \x00 \U0001f600", b"ab\xff\x00", bytearray(b"abc")],
        "containers": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], {}, {1, 2}, OrderedDict(b=1, a=2), Counter("abca"), shared, shared],
        ("a", (1, None)): {None: 0, 1.5: 1, True: 2, b"k": 3},
        "size": torch.Size([2, 0, 3]),
        "dtypes": [
            torch.float16,
            torch.float32,
            torch.float64,
            torch.uint8,
            torch.int8,
            torch.int16,
            torch.int32,
            torch.int64,
            torch.bool,
            torch.bfloat16,
        ],
        "devices": [torch.device("cpu"), torch.device("cuda", 1)],
    }


def tensors(torch: Any) -> Any:
    """Every dtype, shape and way to lie in memory."""
    base = torch.arange(24.0).reshape(2, 3, 4)
    numbers = torch.arange(-3, 3)
    kinds = (torch.float16, torch.float32, torch.float64, torch.int8, torch.int16, torch.int32, torch.int64, torch.bool)
    return {
        "dtypes": [numbers.to(kind) for kind in kinds] + [torch.arange(6).to(torch.uint8)],
        "shapes": [torch.tensor(2.5), torch.zeros(0), torch.zeros(2, 0, 3), torch.ones(1, 1, 1)],
        "views": [base, base.transpose(0, 2), base[:, ::2, 1:], base[1], base[1, 2, 3], base[0, 0].expand(3, 4), base.reshape(-1)[5:5]],
        "leaf": torch.ones(2, requires_grad=True),
        "parameters": [torch.nn.Parameter(torch.ones(2)), torch.nn.Parameter(torch.zeros(1), requires_grad=False)],
        "generator": torch.Generator().manual_seed(5).get_state(),
    }


def network(torch: Any) -> Any:
    """A small network whose parameters are simple numbers."""
    nn = torch.nn
    model = nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(18, 3), nn.LSTM(3, 2))
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(torch.arange(float(p.numel())).reshape(p.shape) / 16 - 0.5)
    return model


def state(torch: Any) -> Any:
    """A checkpoint of a training: the model's state dict, and its optimizer's after a step."""
    model = network(torch)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.125, momentum=0.5)
    for p in model.parameters():
        p.grad = torch.ones(p.shape)
    optimizer.step()
    return {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3}


def brain(torch: Any) -> Any:
    """Numbers of the type bfloat16."""
    return torch.tensor([1.5, -(2.0**100), float("inf"), 0.0]).to(torch.bfloat16)


def module(torch: Any) -> Any:
    """A whole module, and an optimizer that holds its parameters."""
    model = network(torch)
    return {"model": model.eval(), "optimizer": torch.optim.Adam(model.parameters(), lr=0.5)}


CONTENTS = {f.__name__: f for f in (plain, tensors, state, module, brain)}


def main() -> None:
    """Write every content in both of PyTorch's formats."""
    import torch

    files = {}
    for name, content in CONTENTS.items():
        for form, zipped in (("zip", True), ("legacy", False)):
            file = io.BytesIO()
            torch.save(content(torch), file, _use_new_zipfile_serialization=zipped)
            files[f"{name} {form}"] = base64.b85encode(zlib.compress(file.getvalue(), 9)).decode()
    RECORDED.write_text(json.dumps({"torch": torch.__version__, **files}, indent=1) + "\n")


if __name__ == "__main__":
    main()
