"""bayesian-torch: layers whose weights are distributions."""

import json

import torch
from bayesian_torch.layers import Conv2dReparameterization, LinearFlipout, LinearReparameterization

torch.manual_seed(0)
printed = []
for layer, x in (
    (LinearReparameterization(4, 3), torch.randn(5, 4)),
    (LinearFlipout(4, 3), torch.randn(5, 4)),
    (Conv2dReparameterization(2, 3, 3), torch.randn(2, 2, 5, 5)),
):
    y, kl = layer(x)
    (y.pow(2).mean() + 0.1 * kl).backward()
    printed.append([y.sum().item(), kl.item(), sum(p.grad.abs().sum() for p in layer.parameters()).item()])
print(json.dumps(printed))
