"""pytorch-msssim: similarity of images as a loss."""

import json

import torch
from pytorch_msssim import MS_SSIM, ssim

torch.manual_seed(0)
x, y = torch.rand(2, 3, 180, 180), torch.rand(2, 3, 180, 180, requires_grad=True)
first = ssim(x, y, data_range=1.0)
second = 1 - MS_SSIM(data_range=1.0, channel=3)(x, (x + y) / 2)
(first + second).backward()
print(json.dumps([first.item(), second.item(), y.grad.abs().sum().item()]))
