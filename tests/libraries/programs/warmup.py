import pytorch_warmup
import torch

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
warm = pytorch_warmup.UntunedLinearWarmup(optimizer)
rates = []
for _ in range(10):
    optimizer.step()
    with warm.dampening():
        scheduler.step()
    rates.append(optimizer.param_groups[0]["lr"])
print(rates)
