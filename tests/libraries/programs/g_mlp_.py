"""g-mlp-pytorch: gated perceptrons over tokens."""

import json

import torch
from g_mlp_pytorch import gMLP

torch.manual_seed(0)
net = gMLP(num_tokens=20, dim=16, depth=2, seq_len=8, causal=True)
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
x = torch.randint(0, 20, (2, 8))
losses = []
for _ in range(3):
    loss = torch.nn.functional.cross_entropy(net(x).transpose(1, 2), x)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(json.dumps(losses))
