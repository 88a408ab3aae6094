import torch
from rotary_embedding_torch import RotaryEmbedding

torch.manual_seed(0)
rotary = RotaryEmbedding(dim=8, use_xpos=True)
q, k = (torch.randn(1, 2, 6, 16, requires_grad=True) for _ in range(2))
a, b = rotary.rotate_queries_and_keys(q, k)
plain = RotaryEmbedding(dim=4, freqs_for="pixel", max_freq=10)
(a @ b.mT).square().sum().backward()
print([a.tolist(), q.grad.sum().item(), k.grad.abs().sum().item(), plain.get_axial_freqs(3, 4).tolist()])
