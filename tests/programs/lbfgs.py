"""LBFGS with a line search on a valley, and on a least-squares fit."""

import torch
from torch import nn, optim

torch.manual_seed(22)
point = torch.tensor([-1.2, 1.0], requires_grad=True, dtype=torch.float64)
optimizer = optim.LBFGS([point], lr=1, max_iter=4, line_search_fn="strong_wolfe")


def closure():
    optimizer.zero_grad()
    a, b = point
    loss = (1 - a) ** 2 + 100 * (b - a**2) ** 2
    loss.backward()
    return loss


for step in range(8):
    print(optimizer.step(closure).item())

model = nn.Linear(3, 1).double()
x = torch.randn(20, 3, dtype=torch.float64)
y = x @ torch.tensor([[1.0], [2.0], [3.0]], dtype=torch.float64) + 0.5
fit = optim.LBFGS(model.parameters(), lr=0.5, max_iter=3, history_size=5)
for step in range(5):

    def evaluate():
        fit.zero_grad()
        loss = nn.functional.mse_loss(model(x), y) + 1e-3 * model.weight.pow(2).sum()
        loss.backward()
        return loss

    print(fit.step(evaluate).item())
