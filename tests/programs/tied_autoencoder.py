"""An autoencoder whose decoder is the transposed encoder; a copy of it goes on from a state dict."""

import copy

import torch
import torch.nn as nn
import torch.nn.functional as F


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(10, 4)
        self.bias = nn.Parameter(torch.zeros(10))

    def forward(self, x):
        code = torch.tanh(self.encoder(x))
        return F.linear(code, self.encoder.weight.t(), self.bias), code


torch.manual_seed(24)
x = torch.randn(30, 4) @ torch.randn(4, 10)
model = Tied()
optimizer = torch.optim.NAdam(model.parameters(), lr=0.02)
for step in range(20):
    if step == 10:
        saved = copy.deepcopy(model.state_dict()), copy.deepcopy(optimizer.state_dict())
        model = Tied()
        optimizer = torch.optim.NAdam(model.parameters(), lr=0.5)
        model.load_state_dict(saved[0])
        optimizer.load_state_dict(saved[1])
    output, code = model(x)
    loss = F.mse_loss(output, x) + 0.01 * code.abs().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
