"""Zuko: neural spline and autoregressive flows."""

import json

import torch
import zuko

torch.manual_seed(0)
x = torch.randn(64, 3)
c = torch.randn(64, 2)
printed = []
for flow in (zuko.flows.NSF(3, 2, transforms=2, hidden_features=(16, 16)), zuko.flows.MAF(3, 2, transforms=2, hidden_features=(16, 16))):
    optimizer = torch.optim.Adam(flow.parameters(), lr=1e-2)
    losses = []
    for _ in range(5):
        loss = -flow(c).log_prob(x).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    printed.append(losses)
    printed.append(flow(c[:2]).sample((3,)).sum((0, 1)).tolist())
print(json.dumps(printed))
