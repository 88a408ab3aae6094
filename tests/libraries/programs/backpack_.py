import torch
from backpack import backpack, extend
from backpack.extensions import KFLR, BatchGrad, BatchL2Grad, DiagGGNExact, Variance

torch.manual_seed(0)
model = extend(torch.nn.Sequential(torch.nn.Linear(4, 6), torch.nn.Sigmoid(), torch.nn.Linear(6, 3)))
criterion = extend(torch.nn.CrossEntropyLoss())
loss = criterion(model(torch.randn(5, 4)), torch.tensor([0, 1, 2, 0, 1]))
with backpack(BatchGrad(), Variance(), BatchL2Grad(), DiagGGNExact(), KFLR()):
    loss.backward()
print(
    [
        [p.grad_batch.norm().item(), p.variance.tolist(), p.batch_l2.tolist(), p.diag_ggn_exact.tolist(), [k.norm().item() for k in p.kflr]]
        for p in model.parameters()
    ]
)
