"""geomloss: distances between clouds of points."""

import json

import torch
from geomloss import SamplesLoss

torch.manual_seed(0)
x, y = torch.randn(20, 2, requires_grad=True), torch.randn(25, 2)
printed = []
for loss in (
    SamplesLoss("sinkhorn", p=2, blur=0.05, backend="tensorized"),
    SamplesLoss("gaussian", blur=0.5, backend="tensorized"),
    SamplesLoss("energy", backend="tensorized"),
):
    value = loss(x, y)
    (gradient,) = torch.autograd.grad(value, x)
    printed.append([value.item(), gradient.norm().item()])
print(json.dumps(printed))
