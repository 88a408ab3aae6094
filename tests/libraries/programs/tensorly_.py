import tensorly as tl
import torch
from tensorly.decomposition import non_negative_parafac, parafac, tucker

tl.set_backend("pytorch")
torch.manual_seed(0)
x = torch.rand(4, 5, 6)
cp = parafac(x, rank=2, init="svd", n_iter_max=20)
core, factors = tucker(x, rank=[2, 3, 2], n_iter_max=20)
leaf = torch.randn(4, 2, requires_grad=True)
tl.norm(tl.cp_to_tensor((None, [leaf, torch.ones(5, 2), torch.ones(6, 2)])) - x).backward()
positive = non_negative_parafac(x, rank=2, init="svd", n_iter_max=10)
print(
    [
        tl.norm(tl.cp_to_tensor(cp) - x).item(),
        tl.norm(tl.tucker_to_tensor((core, factors)) - x).item(),
        leaf.grad.tolist(),
        tl.norm(tl.cp_to_tensor(positive) - x).item(),
    ]
)
