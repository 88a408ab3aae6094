"""torchattacks: adversarial examples."""

import json

import torch
import torchattacks

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Conv2d(1, 4, 3), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(4 * 36, 3)).eval()
x, y = torch.rand(4, 1, 8, 8), torch.tensor([0, 1, 2, 0])
attacks = torchattacks.FGSM(model, eps=0.1), torchattacks.PGD(model, eps=0.1, alpha=0.02, steps=3), torchattacks.CW(model, steps=3)
print(json.dumps([(attack(x, y) - x).abs().sum().item() for attack in attacks]))
