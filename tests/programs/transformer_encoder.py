"""nn.TransformerEncoder: which half of a sequence has the larger sum?"""

import torch
import torch.nn as nn

torch.manual_seed(10)
x = torch.randn(24, 6, 8)
y = (x[:, :3].sum((1, 2)) > x[:, 3:].sum((1, 2))).long()
layer = nn.TransformerEncoderLayer(d_model=8, nhead=2, dim_feedforward=16, dropout=0.0, batch_first=True)
encoder = nn.TransformerEncoder(layer, num_layers=2)
head = nn.Linear(8, 2)
padding = torch.zeros(24, 6, dtype=torch.bool)
padding[::3, 5] = True
optimizer = torch.optim.Adam([*encoder.parameters(), *head.parameters()], lr=0.005)
for step in range(10):
    encoder.train()
    logits = head(encoder(x, src_key_padding_mask=padding).mean(dim=1))
    loss = nn.functional.cross_entropy(logits, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
