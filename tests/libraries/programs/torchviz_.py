import torch
from torchviz import make_dot

model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
dot = make_dot(model(torch.ones(2, 3)).sum(), params=dict(model.named_parameters()))
print([dot.source.count("->"), dot.source.count("Backward0"), dot.source.count("(4, 3)")])
