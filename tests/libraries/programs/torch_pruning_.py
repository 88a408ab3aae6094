"""torch-pruning: channels removed with all that depends on them."""

import json

import torch
import torch_pruning as tp

torch.manual_seed(0)
model = torch.nn.Sequential(
    torch.nn.Conv2d(3, 8, 3), torch.nn.BatchNorm2d(8), torch.nn.ReLU(), torch.nn.Conv2d(8, 8, 3), torch.nn.Flatten(), torch.nn.Linear(8 * 16, 4)
)
x = torch.randn(1, 3, 8, 8)
pruner = tp.pruner.MagnitudePruner(model, x, importance=tp.importance.MagnitudeImportance(p=2), pruning_ratio=0.5, ignored_layers=[model[5]])
before = tp.utils.count_ops_and_params(model, x)
pruner.step()
after = tp.utils.count_ops_and_params(model, x)
print(json.dumps([list(before), list(after), model(x).flatten().tolist()]))
