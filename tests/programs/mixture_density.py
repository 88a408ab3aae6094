"""A mixture density network: an inverse problem with several answers."""

import torch
import torch.nn as nn
from torch.distributions import Normal

torch.manual_seed(27)
t = torch.rand(60, 1)
x = t + 0.3 * torch.sin(2 * torch.pi * t) + 0.05 * torch.randn(60, 1)


class MixtureDensity(nn.Module):
    def __init__(self, parts=3):
        super().__init__()
        self.hidden = nn.Sequential(nn.Linear(1, 16), nn.Tanh())
        self.weights, self.means, self.log_stds = (nn.Linear(16, parts) for _ in range(3))

    def forward(self, x):
        h = self.hidden(x)
        return torch.log_softmax(self.weights(h), dim=-1), self.means(h), torch.exp(self.log_stds(h))


model = MixtureDensity()
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
for step in range(20):
    log_weights, means, stds = model(x)
    loss = -torch.logsumexp(log_weights + Normal(means, stds).log_prob(t), dim=1).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
