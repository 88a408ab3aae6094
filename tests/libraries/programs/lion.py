import torch
from lion_pytorch import Lion

torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = Lion(model.parameters(), lr=1e-2, weight_decay=1e-2)
x = torch.randn(16, 4)
losses = []
for _ in range(20):
    optimizer.zero_grad()
    loss = (model(x) - x.sum(1, keepdim=True)).square().mean()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(losses)
