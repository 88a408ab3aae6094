"""pytorch-tcn: temporal convolutions."""

import json

import torch
from pytorch_tcn import TCN

torch.manual_seed(0)
net = TCN(num_inputs=3, num_channels=[8, 8], kernel_size=3, dropout=0.1, causal=True, use_norm="weight_norm", use_skip_connections=True)
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
x = torch.randn(2, 3, 20)
printed = []
for _ in range(3):
    loss = net(x).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    printed.append(loss.item())
print(json.dumps(printed))
