"""rtdl: embeddings of numbers, and networks for tables."""

import json

import torch
from rtdl_num_embeddings import PeriodicEmbeddings, PiecewiseLinearEncoding, compute_bins
from rtdl_revisiting_models import FTTransformer, ResNet

torch.manual_seed(0)
x, categories = torch.randn(20, 3), torch.randint(0, 3, (20, 2))
periodic = PeriodicEmbeddings(3, 4, lite=False)
encoding = PiecewiseLinearEncoding(compute_bins(x, n_bins=4))
net = FTTransformer(n_cont_features=3, cat_cardinalities=[3, 3], d_out=1, **FTTransformer.get_default_kwargs(n_blocks=1))
tabular = ResNet(d_in=3, d_out=1, n_blocks=2, d_block=8, d_hidden=None, d_hidden_multiplier=2.0, dropout1=0.1, dropout2=0.0)
optimizer = torch.optim.AdamW(net.make_parameter_groups(), lr=1e-3)
printed = [periodic(x).sum().item(), encoding(x).sum().item(), tabular(x).sum().item()]
for _ in range(2):
    loss = net(x, categories).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    printed.append(loss.item())
print(json.dumps(printed))
