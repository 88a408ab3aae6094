"""A recurrent network learns to give back the input of two steps before."""

import torch
import torch.nn as nn

torch.manual_seed(5)
x = torch.randn(10, 16, 1)  # (T, N, 1)
target = torch.cat([torch.zeros(2, 16, 1), x[:-2]])
rnn = nn.RNN(1, 12, nonlinearity="tanh")
readout = nn.Linear(12, 1)
parameters = list(rnn.parameters()) + list(readout.parameters())
optimizer = torch.optim.RMSprop(parameters, lr=0.005)
for step in range(20):
    states, last = rnn(x)
    loss = ((readout(states) - target) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    print(loss.item())
