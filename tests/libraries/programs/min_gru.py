"""minGRU-pytorch: a recurrent layer that is computed in parallel."""

import json

import torch
from minGRU_pytorch import minGRU

torch.manual_seed(0)
layer = minGRU(8, expansion_factor=1.5)
x = torch.randn(2, 12, 8, requires_grad=True)
out, state = layer(x, return_next_prev_hidden=True)
out.pow(2).sum().backward()
print(json.dumps([out.sum(-1).flatten().tolist(), state.sum().item(), x.grad.abs().sum().item()]))
