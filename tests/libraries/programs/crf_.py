"""pytorch-crf: a conditional random field over the labels of a sequence."""

import json

import torch
from torchcrf import CRF

torch.manual_seed(0)
model = CRF(5, batch_first=True)
emissions = torch.randn(3, 7, 5, requires_grad=True)
tags = torch.randint(0, 5, (3, 7))
mask = torch.ones(3, 7, dtype=torch.bool)
mask[1, 5:] = False
loss = -model(emissions, tags, mask=mask, reduction="mean")
loss.backward()
print(json.dumps([loss.item(), emissions.grad.abs().sum().item(), model.transitions.grad.flatten().tolist(), model.decode(emissions, mask=mask)]))
