"""Two interleaved spirals, told apart."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(1)
t = torch.rand(100) * 3 * math.pi
points = torch.stack([t * torch.cos(t), t * torch.sin(t)], dim=1) / 10
x = torch.cat([points, -points]) + 0.02 * torch.randn(200, 2)
y = torch.cat([torch.zeros(100), torch.ones(100)]).long()


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 24)
        self.second = nn.Linear(24, 24)
        self.out = nn.Linear(24, 2)

    def forward(self, x):
        x = F.relu(self.first(x))
        return self.out(F.relu(self.second(x)))


net = Net()
optimizer = torch.optim.SGD(net.parameters(), lr=0.2, momentum=0.9, nesterov=True)
for epoch in range(20):
    logits = net(x)
    loss = F.cross_entropy(logits, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    accuracy = (logits.argmax(dim=1) == y).float().mean()
    print(loss.item(), accuracy.item())
