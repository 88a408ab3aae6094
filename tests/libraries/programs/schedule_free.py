"""schedulefree, dadaptation, came-pytorch, ranger21: optimizers."""

import json

import dadaptation
import schedulefree
import torch
from came_pytorch import CAME

printed = []
for make in (
    lambda p: schedulefree.AdamWScheduleFree(p, lr=0.01, warmup_steps=2),
    lambda p: schedulefree.SGDScheduleFree(p, lr=0.1),
    lambda p: dadaptation.DAdaptAdam(p),
    lambda p: dadaptation.DAdaptSGD(p),
    lambda p: CAME(p, lr=1e-2),
):
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    optimizer = make(model.parameters())
    if hasattr(optimizer, "train"):
        optimizer.train()
    for _ in range(6):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        printed.append(loss.item())
print(json.dumps(printed))
