import torch
from thop import profile

model = torch.nn.Sequential(
    torch.nn.Conv2d(3, 8, 3), torch.nn.BatchNorm2d(8), torch.nn.ReLU(), torch.nn.AvgPool2d(2), torch.nn.Flatten(), torch.nn.Linear(72, 10)
)
print(list(profile(model, inputs=(torch.randn(1, 3, 8, 8),), verbose=False)))
