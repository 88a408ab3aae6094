"""Affine couplings turn a normal distribution into a bent one; the likelihood is exact."""

import torch
from torch import nn
from torch.distributions import MultivariateNormal


class Coupling(nn.Module):
    def __init__(self, flip):
        super().__init__()
        self.flip = flip
        self.net = nn.Sequential(nn.Linear(1, 12), nn.Tanh(), nn.Linear(12, 2))

    def forward(self, x):
        a, b = x.chunk(2, dim=1)
        if self.flip:
            a, b = b, a
        log_scale, shift = self.net(a).chunk(2, dim=1)
        log_scale = torch.tanh(log_scale)
        b = (b - shift) * torch.exp(-log_scale)
        return torch.cat((b, a) if self.flip else (a, b), dim=1), -log_scale.squeeze(1)


torch.manual_seed(17)
first = torch.randn(64, 1)
data = torch.cat([first, first**2 + 0.3 * torch.randn(64, 1)], dim=1)
flow = nn.ModuleList([Coupling(i % 2 == 1) for i in range(4)])
base = MultivariateNormal(torch.zeros(2), torch.eye(2))
optimizer = torch.optim.Adam(flow.parameters(), lr=0.01)
for step in range(20):
    z, log_det = data, torch.zeros(64)
    for coupling in flow:
        z, contribution = coupling(z)
        log_det = log_det + contribution
    loss = -(base.log_prob(z) + log_det).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
