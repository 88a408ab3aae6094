"""torch-ema: averages of weights."""

import json

import torch
from torch_ema import ExponentialMovingAverage

torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
ema = ExponentialMovingAverage(model.parameters(), decay=0.9)
x, y = torch.randn(32, 4), torch.randn(32, 1)
for _ in range(6):
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(model(x), y).backward()
    optimizer.step()
    ema.update()
with ema.average_parameters():
    averaged = torch.nn.functional.mse_loss(model(x), y).item()
print(json.dumps([averaged, torch.nn.functional.mse_loss(model(x), y).item()]))
