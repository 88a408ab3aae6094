import torch
from nystrom_attention import Nystromformer

torch.manual_seed(0)
model = Nystromformer(dim=16, depth=1, heads=2, dim_head=8, num_landmarks=4, pinv_iterations=4)
x = torch.randn(2, 10, 16, requires_grad=True)
out = model(x)
out.square().mean().backward()
print([out.tolist(), x.grad.norm().item(), [p.grad.norm().item() for p in model.parameters() if p.grad is not None]])
