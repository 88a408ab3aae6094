"""REINFORCE on a corridor: go right."""

import torch
import torch.nn as nn
from torch.distributions import Categorical

torch.manual_seed(14)
policy = nn.Sequential(nn.Embedding(5, 8), nn.Tanh(), nn.Linear(8, 2))
optimizer = torch.optim.Adam(policy.parameters(), lr=0.05)
for episode in range(12):
    place, log_probs, rewards, entropies = 2, [], [], []
    for _ in range(10):
        choice = Categorical(logits=policy(torch.tensor([place])))
        action = choice.sample()
        log_probs.append(choice.log_prob(action))
        entropies.append(choice.entropy())
        place = max(0, min(4, place + (1 if action.item() == 1 else -1)))
        rewards.append(1.0 if place == 4 else -0.1)
    returns, total = [], 0.0
    for reward in reversed(rewards):
        total = reward + 0.9 * total
        returns.insert(0, total)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + 1e-6)
    loss = -(torch.cat(log_probs) * returns).sum() - 0.01 * torch.cat(entropies).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
