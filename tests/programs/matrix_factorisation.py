"""Ratings as products of users and things, with biases, sparse in what is known."""

import torch
import torch.nn as nn

torch.manual_seed(19)
users, things, known = 12, 9, 50
user = torch.randint(0, users, (known,))
thing = torch.randint(0, things, (known,))
rating = (user % 3 + thing % 2).float()


class Factors(nn.Module):
    def __init__(self, rank=4):
        super().__init__()
        self.user, self.thing = nn.Embedding(users, rank), nn.Embedding(things, rank)
        self.user_bias, self.thing_bias = nn.Embedding(users, 1), nn.Embedding(things, 1)
        for embedding in (self.user, self.thing):
            embedding.weight.data.uniform_(0, 0.5)
        for bias in (self.user_bias, self.thing_bias):
            nn.init.zeros_(bias.weight)

    def forward(self, u, i):
        return (self.user(u) * self.thing(i)).sum(1) + self.user_bias(u).squeeze(1) + self.thing_bias(i).squeeze(1)


model = Factors()
optimizer = torch.optim.Adagrad(model.parameters(), lr=0.2)
for epoch in range(20):
    loss = nn.MSELoss()(model(user, thing), rating)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
