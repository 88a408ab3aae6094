"""Down, up and across: transposed convolution, skip connection, group normalisation, a weighted pixel loss."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.GroupNorm(2, 4), nn.ReLU())
        self.bottom = nn.Conv2d(4, 8, 3, stride=2, padding=1)
        self.up = nn.ConvTranspose2d(8, 4, 2, stride=2)
        self.out = nn.Conv2d(8, 1, 1)

    def forward(self, x):
        across = self.down(x)
        x = self.up(F.leaky_relu(self.bottom(across), 0.1))
        return self.out(torch.cat([x, across], dim=1))


torch.manual_seed(32)
rows, columns = torch.meshgrid(torch.arange(8.0), torch.arange(8.0), indexing="ij")
centres = torch.randint(2, 6, (10, 2)).float()
masks = ((rows - centres[:, 0, None, None]) ** 2 + (columns - centres[:, 1, None, None]) ** 2 < 5).float().unsqueeze(1)
images = masks + 0.3 * torch.randn(10, 1, 8, 8)
net = UNet()
optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
for step in range(12):
    logits = net(images)
    loss = F.binary_cross_entropy_with_logits(logits, masks, pos_weight=torch.tensor(2.0))
    p = torch.sigmoid(logits)
    dice = 1 - (2 * (p * masks).sum() + 1) / (p.sum() + masks.sum() + 1)
    optimizer.zero_grad()
    (loss + dice).backward()
    optimizer.step()
    print(loss.item(), dice.item())
