"""Schedules of the learning rate, one after another, on the same small problem."""

import torch
from torch import nn
from torch.optim import lr_scheduler

torch.manual_seed(23)
x = torch.randn(32, 3)
y = x.prod(dim=1, keepdim=True)
schedules = {
    "step": lambda o: lr_scheduler.StepLR(o, step_size=2, gamma=0.5),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=5),
    "exponential": lambda o: lr_scheduler.ExponentialLR(o, 0.8),
    "lambda": lambda o: lr_scheduler.LambdaLR(o, lambda epoch: 1 / (1 + epoch)),
    "one cycle": lambda o: lr_scheduler.OneCycleLR(o, max_lr=0.2, total_steps=8),
    "plateau": lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=0.3, patience=1),
    "warm-up": lambda o: lr_scheduler.SequentialLR(o, [lr_scheduler.LinearLR(o, 0.1, total_iters=3), lr_scheduler.ExponentialLR(o, 0.9)], [3]),
}
for name, make in schedules.items():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 10), nn.ELU(), nn.Linear(10, 1))
    optimizer = torch.optim.SGD([{"params": model[0].parameters(), "lr": 0.1}, {"params": model[2].parameters()}], lr=0.05, momentum=0.5)
    scheduler = make(optimizer)
    for step in range(5):
        optimizer.zero_grad()
        loss = nn.functional.huber_loss(model(x), y)
        loss.backward()
        optimizer.step()
        if name == "plateau":
            scheduler.step(loss.item())
        else:
            scheduler.step()
        print(loss.item(), *(group["lr"] for group in optimizer.param_groups))
