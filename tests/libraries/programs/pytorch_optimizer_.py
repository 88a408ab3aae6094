"""pytorch-optimizer: a hundred optimizers."""

import json

import torch
from pytorch_optimizer import load_optimizer

printed = []
for name in (
    "adabelief",
    "adan",
    "lion",
    "sophiah",
    "tiger",
    "adapnm",
    "radam",
    "novograd",
    "shampoo",
    "adamp",
    "soap",
    "prodigy",
    "lamb",
    "lars",
    "yogi",
    "ademamix",
    "nero",
):
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    kind = load_optimizer(name)
    if name == "muon":
        optimizer = kind(
            [
                {"params": [p for p in model.parameters() if p.ndim > 1], "use_muon": True},
                {"params": [p for p in model.parameters() if p.ndim < 2], "use_muon": False},
            ]
        )
    else:
        optimizer = kind(model.parameters(), lr=1e-2)
    for _ in range(4):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward(create_graph=name == "sophiah")
        optimizer.step()
        printed.append(loss.item())
print(json.dumps(printed))
