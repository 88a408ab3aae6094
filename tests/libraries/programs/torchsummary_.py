import contextlib
import io
import re

import torch
from torchsummary import summary

model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(8 * 6 * 6, 10))
with contextlib.redirect_stdout(io.StringIO()) as told:
    summary(model, (3, 8, 8), device="cpu")
print([float(number.replace(",", "")) for number in re.findall(r"[\d,.]*\d", told.getvalue())])
