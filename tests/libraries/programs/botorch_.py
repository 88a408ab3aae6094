"""botorch: Bayesian optimization."""

import json

import torch
from botorch.acquisition import LogExpectedImprovement
from botorch.fit import fit_gpytorch_mll
from botorch.models import SingleTaskGP
from gpytorch.mlls import ExactMarginalLogLikelihood

torch.manual_seed(0)
x = torch.rand(8, 2, dtype=torch.float64)
y = -((x - 0.3) ** 2).sum(1, keepdim=True)
gp = SingleTaskGP(x, y)
mll = ExactMarginalLogLikelihood(gp.likelihood, gp)
fit_gpytorch_mll(mll)
ei = LogExpectedImprovement(gp, best_f=y.max())
print(
    json.dumps(
        [gp.posterior(torch.tensor([[0.3, 0.3]], dtype=torch.float64)).mean.item(), ei(torch.tensor([[[0.3, 0.3]]], dtype=torch.float64)).item()]
    )
)
