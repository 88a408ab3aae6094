"""A generator and its critic play for a ring of points."""

import math

import torch
import torch.nn as nn

torch.manual_seed(12)
generator = nn.Sequential(nn.Linear(4, 16), nn.LeakyReLU(0.2), nn.BatchNorm1d(16), nn.Linear(16, 2))
discriminator = nn.Sequential(nn.Linear(2, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1), nn.Sigmoid())
g_optimizer = torch.optim.Adam(generator.parameters(), lr=0.002, betas=(0.5, 0.999))
d_optimizer = torch.optim.Adam(discriminator.parameters(), lr=0.002, betas=(0.5, 0.999))
criterion = nn.BCELoss()
real_label, fake_label = torch.ones(32, 1), torch.zeros(32, 1)
for step in range(15):
    angle = 2 * math.pi * torch.rand(32)
    real = torch.stack((angle.cos(), angle.sin()), 1)
    d_optimizer.zero_grad()
    fake = generator(torch.randn(32, 4))
    d_loss = criterion(discriminator(real), real_label) + criterion(discriminator(fake.detach()), fake_label)
    d_loss.backward()
    d_optimizer.step()
    g_optimizer.zero_grad()
    g_loss = criterion(discriminator(fake), real_label)
    g_loss.backward()
    g_optimizer.step()
    print(d_loss.item(), g_loss.item())
