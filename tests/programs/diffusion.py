"""Denoising diffusion in two dimensions: predict the noise; then a few steps back."""

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(18)
steps = 20
beta = torch.linspace(1e-3, 0.2, steps)
alpha_bar = torch.cumprod(1 - beta, dim=0)
data = torch.randn(64, 2) * 0.1 + torch.tensor([1.0, -1.0])


class Denoiser(nn.Module):
    def __init__(self):
        super().__init__()
        self.time = nn.Embedding(steps, 8)
        self.net = nn.Sequential(nn.Linear(10, 32), nn.SiLU(), nn.Linear(32, 2))

    def forward(self, x, t):
        return self.net(torch.cat([x, self.time(t)], dim=-1))


model = Denoiser()
optimizer = torch.optim.AdamW(model.parameters(), lr=0.005)
for step in range(15):
    t = torch.randint(0, steps, (64,))
    noise = torch.randn_like(data)
    mixed = alpha_bar[t, None].sqrt() * data + (1 - alpha_bar[t, None]).sqrt() * noise
    loss = F.mse_loss(model(mixed, t), noise)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())

with torch.no_grad():
    x = torch.randn(8, 2)
    for i in reversed(range(steps)):
        predicted = model(x, torch.full((8,), i, dtype=torch.long))
        x = (x - beta[i] / (1 - alpha_bar[i]).sqrt() * predicted) / (1 - beta[i]).sqrt()
        if i > 0:
            x += beta[i].sqrt() * torch.randn_like(x)
    print(x.mean().item())
