import torch
from adabelief_pytorch import AdaBelief

torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = AdaBelief(model.parameters(), lr=1e-2, eps=1e-12, betas=(0.9, 0.999), weight_decouple=True, rectify=True, print_change_log=False)
x = torch.randn(16, 4)
losses = []
for _ in range(12):
    optimizer.zero_grad()
    loss = (model(x) - x.sum(1, keepdim=True)).square().mean()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(losses)
