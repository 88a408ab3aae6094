"""A bidirectional GRU and a GRU cell: the sign of a sum."""

import torch
import torch.nn as nn

torch.manual_seed(7)
x = torch.randn(32, 6, 2)
y = (x.sum(dim=(1, 2)) > 0).float()
gru = nn.GRU(2, 6, batch_first=True, bidirectional=True)
cell = nn.GRUCell(12, 5)
out = nn.Linear(5, 1)
optimizer = torch.optim.Adam([*gru.parameters(), *cell.parameters(), *out.parameters()], lr=0.02)
criterion = nn.BCEWithLogitsLoss()
for step in range(15):
    features, _ = gru(x)
    h = torch.zeros(32, 5)
    for t in range(features.size(1)):
        h = cell(features[:, t], h)
    loss = criterion(out(h).squeeze(-1), y)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    print(loss.item())
