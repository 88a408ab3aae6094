"""egnn-pytorch: graph networks that turn with their input."""

import json

import torch
from egnn_pytorch import EGNN, EGNN_Network

torch.manual_seed(0)
layer = EGNN(dim=8, edge_dim=2)
features, coordinates, edges = torch.randn(1, 6, 8), torch.randn(1, 6, 3), torch.randn(1, 6, 6, 2)
f, c = layer(features, coordinates, edges)
(f.sum() + c.pow(2).sum()).backward()
net = EGNN_Network(num_tokens=5, dim=8, depth=2, num_nearest_neighbors=3)
g, _ = net(torch.randint(0, 5, (1, 6)), coordinates)
print(
    json.dumps(
        [f.sum().item(), c.flatten().tolist(), sum(p.grad.abs().sum() for p in layer.parameters() if p.grad is not None).item(), g.flatten().tolist()]
    )
)
