import torch
from einops import einsum, rearrange, reduce, repeat
from einops.layers.torch import Rearrange, Reduce

torch.manual_seed(0)
x = torch.randn(2, 3, 4, 6, requires_grad=True)
y = rearrange(x, "b c (h p) (w q) -> b (h w) (p q c)", p=2, q=3)
z = reduce(y, "b n c -> b c", "mean") + repeat(reduce(x, "b c h w -> b", "max"), "b -> b k", k=18)
w = einsum(z, torch.randn(18, 5), "b i, i j -> b j")
model = torch.nn.Sequential(Rearrange("b c h w -> b (c h w)"), torch.nn.Linear(72, 4), Reduce("b (g k) -> b g", "sum", k=2))
(w.square().sum() + model(x).sum()).backward()
print([w.tolist(), x.grad.sum().item(), x.grad.abs().max().item(), model(x).tolist()])
