"""A variational autoencoder: the evidence lower bound with the reparametrisation trick."""

import torch
from torch import nn
from torch.nn import functional as F


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(16, 12)
        self.mean, self.log_variance = nn.Linear(12, 3), nn.Linear(12, 3)
        self.decoder = nn.Sequential(nn.Linear(3, 12), nn.ReLU(), nn.Linear(12, 16))

    def forward(self, x):
        h = F.relu(self.encoder(x))
        mean, log_variance = self.mean(h), self.log_variance(h)
        std = torch.exp(0.5 * log_variance)
        z = mean + std * torch.randn_like(std)
        return torch.sigmoid(self.decoder(z)), mean, log_variance


torch.manual_seed(11)
data = torch.bernoulli(torch.full((40, 16), 0.3))
model = VAE()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for epoch in range(15):
    optimizer.zero_grad()
    reconstruction, mean, log_variance = model(data)
    likelihood = F.binary_cross_entropy(reconstruction, data, reduction="sum")
    divergence = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp())
    loss = (likelihood + divergence) / len(data)
    loss.backward()
    optimizer.step()
    print(loss.item())
