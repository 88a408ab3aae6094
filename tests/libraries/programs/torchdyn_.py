import torch
from torchdyn.core import NeuralODE

torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Linear(8, 2))
model = NeuralODE(net, sensitivity="adjoint", solver="rk4", return_t_eval=False)
y = model(torch.randn(5, 2), torch.linspace(0, 1, 5))
y[-1].square().sum().backward()
print([y[-1].tolist(), [p.grad.norm().item() for p in net.parameters()]])
