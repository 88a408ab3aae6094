import torch
from mup import MuAdam, MuReadout, init, set_base_shapes

torch.manual_seed(0)


def make(width):
    return torch.nn.Sequential(torch.nn.Linear(4, width), torch.nn.ReLU(), torch.nn.Linear(width, width), torch.nn.ReLU(), MuReadout(width, 1))


model = set_base_shapes(make(32), make(8), delta=make(16))
for p in model.parameters():
    if p.dim() == 2:
        init.uniform_(p, -0.1, 0.1)
optimizer = MuAdam(model.parameters(), lr=0.01)
x = torch.randn(16, 4)
losses = []
for _ in range(6):
    optimizer.zero_grad()
    loss = (model(x) - x.sum(1, keepdim=True)).square().mean()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(losses)
