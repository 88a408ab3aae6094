"""curvlinops: curvature matrices as linear operators."""

import json

import torch
from curvlinops import EFLinearOperator, GGNLinearOperator, HessianLinearOperator

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(4, 6), torch.nn.ReLU(), torch.nn.Linear(6, 3))
x, y = torch.randn(10, 4), torch.randint(0, 3, (10,))
loss = torch.nn.CrossEntropyLoss()
printed = []
for kind in (HessianLinearOperator, GGNLinearOperator, EFLinearOperator):
    operator = kind(model, loss, list(model.parameters()), [(x, y)])
    printed.append((operator @ torch.ones(operator.shape[1])).tolist())
print(json.dumps(printed))
