"""Logistic regression with a penalty, by hand: no module, no optimizer."""

import torch

torch.manual_seed(2)
x = torch.randn(80, 4)
true = torch.tensor([1.0, -2.0, 0.5, 0.0])
y = (torch.sigmoid(x @ true) > torch.rand(80)).float()
w = torch.zeros(4, requires_grad=True)
b = torch.zeros((), requires_grad=True)
for step in range(25):
    p = torch.sigmoid(x @ w + b)
    loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean() + 0.01 * w.pow(2).sum()
    loss.backward()
    with torch.no_grad():
        for parameter in (w, b):
            parameter -= 0.5 * parameter.grad
            parameter.grad.zero_()
    print(loss.item())
