"""Geoopt: Riemannian optimizers on the Poincaré ball, the sphere and Stiefel manifolds."""

import json

import geoopt
import torch

torch.manual_seed(0)
printed = []
for manifold, shape in ((geoopt.PoincareBall(), (5, 3)), (geoopt.Sphere(), (5, 3)), (geoopt.CanonicalStiefel(), (5, 3))):
    start = manifold.projx(torch.randn(*shape) * 0.1)
    point = geoopt.ManifoldParameter(start, manifold=manifold)
    target = torch.randn(*shape)
    optimizer = geoopt.optim.RiemannianAdam([point], lr=1e-2)
    losses = []
    for _ in range(5):
        optimizer.zero_grad()
        loss = ((point - target) ** 2).sum()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    printed.append(losses)
ball = geoopt.PoincareBall()
a, b = ball.expmap0(torch.randn(4, 3)), ball.expmap0(torch.randn(4, 3))
printed.append(ball.dist(a, b).tolist())
print(json.dumps(printed))
