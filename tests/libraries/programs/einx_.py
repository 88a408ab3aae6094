import einx
import torch

torch.manual_seed(0)
x = torch.randn(2, 3, 4, requires_grad=True)
y = einx.dot("a b c, c d -> a b d", x, torch.randn(4, 5))
z = einx.sum("a [b] d", y) + einx.mean("a b [c] -> a 1", x.transpose(1, 2)[:, :1]).sum()
w = einx.id("a (b c) d -> a b d c", torch.randn(2, 6, 3), b=2)
z.square().sum().backward()
print([z.tolist(), x.grad.tolist(), w.tolist()])
