"""axial-attention: attention along one axis of an image after the other."""

import json

import torch
from axial_attention import AxialAttention, AxialImageTransformer

torch.manual_seed(0)
x = torch.randn(1, 8, 6, 6, requires_grad=True)
attention = AxialAttention(dim=8, dim_index=1, heads=2, num_dimensions=2)
net = AxialImageTransformer(dim=8, depth=1, reversible=True)
y, w = attention(x), net(x)
(y.pow(2).sum() + w.sum()).backward()
print(json.dumps([y.sum().item(), w.sum().item(), x.grad.abs().sum().item()]))
