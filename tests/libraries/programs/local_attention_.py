import torch
from local_attention import LocalAttention

torch.manual_seed(0)
attend = LocalAttention(dim=8, window_size=4, causal=True, look_backward=1, autopad=True)
q, k, v = (torch.randn(2, 3, 10, 8, requires_grad=True) for _ in range(3))
out = attend(q, k, v)
out.square().sum().backward()
print([out.tolist(), q.grad.abs().sum().item(), k.grad.abs().sum().item()])
