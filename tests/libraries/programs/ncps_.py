"""ncps: liquid neural circuits."""

import json

import torch
from ncps.torch import LTC, CfC
from ncps.wirings import AutoNCP

torch.manual_seed(0)
printed = []
x = torch.randn(3, 6, 4)
for net in (LTC(4, AutoNCP(10, 2)), CfC(4, 8, proj_size=2)):
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-2)
    for _ in range(3):
        y, h = net(x)
        loss = (y - 1).pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        printed.append(loss.item())
print(json.dumps(printed))
