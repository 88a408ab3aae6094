import torch
from backpack import backpack, extend
from backpack.extensions import BatchGrad, DiagGGNExact, Variance

torch.manual_seed(0)
model, loss_function = extend(torch.nn.Sequential(torch.nn.Linear(4, 5), torch.nn.ReLU(), torch.nn.Linear(5, 3))), extend(torch.nn.CrossEntropyLoss())
loss = loss_function(model(torch.randn(6, 4)), torch.arange(6) % 3)
with backpack(BatchGrad(), Variance(), DiagGGNExact()):
    loss.backward()
print([[p.grad_batch.norm().item(), p.variance.norm().item(), p.diag_ggn_exact.tolist()] for p in model.parameters()])
