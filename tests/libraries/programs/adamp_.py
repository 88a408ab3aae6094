import torch
from adamp import AdamP

torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = AdamP(model.parameters(), lr=1e-2, weight_decay=1e-2)
x = torch.randn(16, 4)
losses = []
for _ in range(12):
    optimizer.zero_grad()
    loss = (model(x) - x.sum(1, keepdim=True)).square().mean()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(losses)
