"""Residual blocks with batch normalisation; evaluation uses the running statistics."""

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, inside, out, stride=1):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inside, out, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(out),
            nn.ReLU(inplace=True),
            nn.Conv2d(out, out, 3, padding=1, bias=False),
            nn.BatchNorm2d(out),
        )
        self.shortcut = nn.Identity() if stride == 1 and inside == out else nn.Conv2d(inside, out, 1, stride=stride)
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(self.body(x) + self.shortcut(x))


torch.manual_seed(4)
model = nn.Sequential(Block(1, 4), Block(4, 8, stride=2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 3))
for module in model.modules():
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
x = torch.randn(24, 1, 8, 8)
y = torch.randint(0, 3, (24,))
x += y.view(-1, 1, 1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, weight_decay=1e-4)
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
for step in range(10):
    model.train()
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    model.eval()
    with torch.no_grad():
        print(loss.item(), criterion(model(x), y).item())
