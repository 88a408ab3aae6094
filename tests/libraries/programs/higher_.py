import higher
import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(1, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
inner, outer = torch.optim.SGD(model.parameters(), lr=0.1), torch.optim.Adam(model.parameters(), lr=0.01)
x = torch.linspace(-1, 1, 10)[:, None]
losses = []
for step in range(3):
    outer.zero_grad()
    with higher.innerloop_ctx(model, inner, copy_initial_weights=False) as (fast, optimizer):
        for _ in range(2):
            optimizer.step((fast(x) - x * (step + 1)).square().mean())
        loss = (fast(-x) + x * (step + 1)).square().mean()
        loss.backward()
    outer.step()
    losses.append([loss.item(), model[0].weight.grad.norm().item()])
print(losses)
