import torch
from vector_quantize_pytorch import FSQ, LFQ, ResidualVQ, VectorQuantize

torch.manual_seed(0)
x = torch.randn(2, 10, 8, requires_grad=True)
found = []
for quantize in (
    VectorQuantize(dim=8, codebook_size=16, decay=0.8, commitment_weight=1.0),
    ResidualVQ(dim=8, num_quantizers=2, codebook_size=8),
    LFQ(codebook_size=16, dim=8, entropy_loss_weight=0.1),
):
    out, indices, loss = quantize(x)[:3]
    (out.square().sum() + loss.sum()).backward()
    found.append([out.tolist(), indices.tolist(), loss.tolist(), x.grad.abs().sum().item()])
out, indices = FSQ(levels=[4, 3], dim=8)(x)
print([found, out.tolist(), indices.tolist()])
