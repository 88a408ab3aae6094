"""Learn initial weights from which one step of descent fits any sine: second-order gradients through the step (Finn et al. 2017)."""

import math

import torch
import torch.nn.functional as F

torch.manual_seed(28)
parameters = [torch.randn(16, 1) * 0.5, torch.zeros(16), torch.randn(1, 16) * 0.3, torch.zeros(1)]
for p in parameters:
    p.requires_grad_()


def predict(x, parameters):
    w1, b1, w2, b2 = parameters
    return F.linear(torch.tanh(F.linear(x, w1, b1)), w2, b2)


optimizer = torch.optim.Adam(parameters, lr=0.01)
for step in range(12):
    total = 0
    for task in range(3):
        phase = math.pi * torch.rand(1)
        x = torch.rand(10, 1) * 6 - 3
        y = torch.sin(x + phase)
        inner = F.mse_loss(predict(x[:5], parameters), y[:5])
        gradients = torch.autograd.grad(inner, parameters, create_graph=True)
        adapted = [p - 0.1 * g for p, g in zip(parameters, gradients)]
        total = total + F.mse_loss(predict(x[5:], adapted), y[5:])
    optimizer.zero_grad()
    total.backward()
    optimizer.step()
    print(total.item() / 3)
