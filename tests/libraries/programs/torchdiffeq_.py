import torch
from torchdiffeq import odeint, odeint_adjoint

torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Linear(8, 2))


class Field(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.net = net

    def forward(self, t, y):
        return self.net(y) * torch.cos(t)


times = torch.linspace(0, 1, 5)
found = []
for solve, method in ((odeint, "dopri5"), (odeint, "rk4"), (odeint_adjoint, "dopri5")):
    net.zero_grad()
    y = solve(Field(), torch.tensor([[1.0, 0.0], [0.5, -1.0]]), times, method=method)
    y[-1].square().sum().backward()
    found.append([y[-1].tolist(), [p.grad.norm().item() for p in net.parameters()]])
print(found)
