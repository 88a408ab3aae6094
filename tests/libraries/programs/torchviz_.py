import torch
from torchviz import make_dot

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
y = model(torch.randn(3, 4)).mean()
source = make_dot(y, params=dict(model.named_parameters())).source
print([source.count("AddmmBackward0"), source.count("TanhBackward0"), source.count("AccumulateGrad"), source.count("0.weight")])
