"""200 steps of training a small network: the same seed gives PyTorch's initial weights, and PyTorch's loss at every step.

``python -m tests.test_training`` records training.json with PyTorch; where it is importable, the test also runs it live.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from nn.datasets import digits

FILE = Path(__file__).with_name("training.json")
OPTIMIZERS = {
    "SGD with momentum": lambda torch, parameters: torch.optim.SGD(parameters, lr=0.05, momentum=0.9),
    "SGD with Nesterov momentum and decay": lambda torch, parameters: torch.optim.SGD(
        parameters, lr=0.05, momentum=0.9, nesterov=True, weight_decay=1e-3
    ),
    "Adam": lambda torch, parameters: torch.optim.Adam(parameters, lr=3e-3),
    "AdamW": lambda torch, parameters: torch.optim.AdamW(parameters, lr=3e-3, weight_decay=0.05),
}


def train(torch: Any, optimizer_name: str) -> dict[str, Any]:
    """Initial weights and 200 losses of a network on the handwritten digits, in ``torch`` or what stands in for it."""
    images, labels = digits()
    x, y = torch.from_numpy(images.array), torch.from_numpy(labels.array)
    torch.manual_seed(42)
    nn = torch.nn
    model = nn.Sequential(nn.Flatten(), nn.Linear(64, 32), nn.Tanh(), nn.Linear(32, 24), nn.ReLU(), nn.Linear(24, 10))
    initial = [p.detach().numpy().astype(float).sum().item() for p in model.parameters()]
    optimizer = OPTIMIZERS[optimizer_name](torch, model.parameters())
    loss_function = nn.CrossEntropyLoss()
    losses = []
    order = torch.randperm(len(x))
    for step in range(200):
        batch = order[torch.arange(step * 32, step * 32 + 32) % len(x)]
        optimizer.zero_grad()
        loss = loss_function(model(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {"initial": initial, "losses": losses}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_losses_are_those_recorded(name: str) -> None:
    ours, theirs = train(autograd, name), json.loads(FILE.read_text())[name]
    assert ours["initial"] == theirs["initial"]
    np.testing.assert_allclose(ours["losses"], theirs["losses"], rtol=1e-4)
    assert ours["losses"][-1] < ours["losses"][0] / 4


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="PyTorch is not installed: compared with the recorded losses only")
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_losses_are_those_of_pytorch(name: str) -> None:
    import torch

    ours, theirs = train(autograd, name), train(torch, name)
    assert ours["initial"] == theirs["initial"]
    np.testing.assert_allclose(ours["losses"], theirs["losses"], rtol=1e-4)


if __name__ == "__main__":
    import torch

    FILE.write_text(json.dumps({name: train(torch, name) for name in OPTIMIZERS}, indent=1) + "\n")
    sys.exit(0)
