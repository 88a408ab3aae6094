"""A small network learns from the softened answers of a larger one; some parameters are frozen, averages are kept."""

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(30)
teacher = nn.Sequential(nn.Linear(5, 32), nn.ReLU(), nn.Linear(32, 4)).eval()
for p in teacher.parameters():
    p.requires_grad = False
student = nn.Sequential(nn.Linear(5, 6), nn.PReLU(), nn.LayerNorm(6), nn.Linear(6, 4))
student[0].bias.requires_grad_(False)
average = [p.detach().clone() for p in student.parameters()]
optimizer = torch.optim.Adadelta(filter(lambda p: p.requires_grad, student.parameters()), lr=1.0)
x = torch.randn(50, 5)
for step in range(20):
    with torch.no_grad():
        wanted = F.softmax(teacher(x) / 2, dim=-1)
    loss = F.kl_div(F.log_softmax(student(x) / 2, dim=-1), wanted, reduction="batchmean") * 4
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        for kept, p in zip(average, student.parameters()):
            kept.lerp_(p, 0.1)
    print(loss.item(), sum(kept.sum().item() for kept in average))
