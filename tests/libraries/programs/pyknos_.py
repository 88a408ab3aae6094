"""pyknos: conditional mixture densities."""

import json

import torch
from pyknos.mdn.mdn import MultivariateGaussianMDN

torch.manual_seed(0)
net = MultivariateGaussianMDN(
    features=2,
    context_features=3,
    hidden_features=8,
    hidden_net=torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.ReLU()),
    num_components=3,
    custom_initialization=True,
)
x, c = torch.randn(10, 2), torch.randn(10, 3)
loss = -net.log_prob(x, c).mean()
loss.backward()
print(json.dumps([loss.item(), sum(p.grad.abs().sum() for p in net.parameters()).item(), net.sample(2, c[:2]).flatten().tolist()]))
