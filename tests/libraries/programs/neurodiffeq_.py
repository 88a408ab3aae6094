"""neurodiffeq: differential equations solved by networks."""

import json

import torch
from neurodiffeq import diff
from neurodiffeq.conditions import IVP
from neurodiffeq.networks import FCNN
from neurodiffeq.solvers import Solver1D

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
solver = Solver1D(ode_system=lambda u, t: [diff(u, t) + u], conditions=[IVP(0.0, 1.0)], t_min=0.0, t_max=2.0, nets=[FCNN(hidden_units=(16,))])
solver.fit(max_epochs=6)
print(json.dumps([solver.metrics_history["train_loss"]]))
