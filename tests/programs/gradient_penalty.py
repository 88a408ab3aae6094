"""Wasserstein critic with a penalty on the norm of its gradient: gradients of gradients in each step."""

import torch
from torch import autograd, nn, optim

torch.manual_seed(13)
critic = nn.Sequential(nn.Linear(2, 16), nn.Softplus(), nn.Linear(16, 1))
generator = nn.Linear(2, 2)
critic_optimizer = optim.Adam(critic.parameters(), lr=0.01)
generator_optimizer = optim.Adam(generator.parameters(), lr=0.01)
for step in range(12):
    real = torch.randn(24, 2) + 2
    fake = generator(torch.randn(24, 2)).detach()
    mix = torch.rand(24, 1)
    between = (mix * real + (1 - mix) * fake).requires_grad_(True)
    scores = critic(between)
    (gradient,) = autograd.grad(outputs=scores, inputs=between, grad_outputs=torch.ones_like(scores), create_graph=True, retain_graph=True)
    penalty = ((gradient.norm(2, dim=1) - 1) ** 2).mean()
    critic_loss = critic(fake).mean() - critic(real).mean() + 10 * penalty
    critic_optimizer.zero_grad()
    critic_loss.backward()
    critic_optimizer.step()
    generator_loss = -critic(generator(torch.randn(24, 2))).mean()
    generator_optimizer.zero_grad()
    generator_loss.backward()
    generator_optimizer.step()
    print(critic_loss.item(), generator_loss.item(), penalty.item())
