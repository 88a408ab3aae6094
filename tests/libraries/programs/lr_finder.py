"""torch-lr-finder: losses while the learning rate grows."""

import json

import torch
from torch.utils.data import DataLoader, TensorDataset
from torch_lr_finder import LRFinder

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
data = DataLoader(TensorDataset(torch.randn(32, 4), torch.randn(32, 1)), batch_size=8, shuffle=True)
finder = LRFinder(model, torch.optim.Adam(model.parameters(), lr=1e-5), torch.nn.MSELoss(), device="cpu")
finder.range_test(data, end_lr=1, num_iter=12, step_mode="exp")
print(json.dumps([finder.history["lr"], finder.history["loss"]]))
