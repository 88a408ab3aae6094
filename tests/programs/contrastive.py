"""Pictures and captions, paired by cosine similarity with a learned temperature; and triplets."""

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(31)
shared = torch.randn(12, 4)
pictures = shared @ torch.randn(4, 10) + 0.1 * torch.randn(12, 10)
captions = shared @ torch.randn(4, 7) + 0.1 * torch.randn(12, 7)
look, read = nn.Linear(10, 5), nn.Linear(7, 5)
log_scale = nn.Parameter(torch.tensor(1.0))
optimizer = torch.optim.RAdam([*look.parameters(), *read.parameters(), log_scale], lr=0.02)
for step in range(15):
    a, b = F.normalize(look(pictures), dim=-1), F.normalize(read(captions), dim=-1)
    logits = log_scale.exp() * a @ b.t()
    pairs = torch.arange(12)
    loss = (F.cross_entropy(logits, pairs) + F.cross_entropy(logits.t(), pairs)) / 2
    loss = loss + F.triplet_margin_loss(a, b, b.roll(1, 0), margin=0.5)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
