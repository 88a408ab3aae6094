import torch
from ema_pytorch import EMA

torch.manual_seed(0)
model = torch.nn.Linear(4, 2)
ema = EMA(model, beta=0.9, update_after_step=1, update_every=1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
x = torch.randn(8, 4)
for _ in range(10):
    optimizer.zero_grad()
    model(x).square().mean().backward()
    optimizer.step()
    ema.update()
print([ema(x).tolist(), model(x).tolist()])
