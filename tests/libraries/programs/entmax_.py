import torch
from entmax import entmax15, entmax_bisect, sparsemax, sparsemax_loss

torch.manual_seed(0)
x = torch.randn(4, 7, requires_grad=True)
out = [sparsemax(x, dim=-1), entmax15(x, dim=-1), entmax_bisect(x, 1.3)]
loss = sum((o * torch.arange(7.0)).sum() for o in out) + sparsemax_loss(x, torch.tensor([0, 3, 6, 1])).sum()
loss.backward()
print([[o.tolist() for o in out], loss.item(), x.grad.tolist()])
