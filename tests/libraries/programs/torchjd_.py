"""torchjd: several losses at once, by the Jacobian."""

import json

import torch
from torchjd.aggregation import MGDA, Mean, PCGrad
from torchjd.autojac import backward, jac_to_grad

torch.manual_seed(0)
printed = []
for aggregator in (Mean(), MGDA(), PCGrad()):
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
    y = model(torch.randn(16, 4))
    losses = torch.stack([y[:, 0].pow(2).mean(), (y[:, 1] - 1).pow(2).mean()])
    backward(losses)
    jac_to_grad(model.parameters(), aggregator)
    printed.append([p.grad.norm().item() for p in model.parameters()])
print(json.dumps(printed))
