import torch
from kan import KAN

torch.manual_seed(0)
model = KAN(width=[2, 3, 1], grid=3, k=3, seed=0, auto_save=False)
x = torch.randn(20, 2)
y = model(x)
y.square().mean().backward()
print([y.flatten().tolist(), sum(p.grad.norm().item() for p in model.parameters() if p.grad is not None)])
