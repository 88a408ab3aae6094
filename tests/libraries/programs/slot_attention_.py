"""slot-attention: objects that compete for parts of an input."""

import json

import torch
from slot_attention import SlotAttention

torch.manual_seed(0)
net = SlotAttention(num_slots=3, dim=8, iters=2)
x = torch.randn(2, 10, 8, requires_grad=True)
slots = net(x)
slots.pow(2).sum().backward()
print(json.dumps([slots.sum(-1).flatten().tolist(), x.grad.abs().sum().item()]))
