import torch
import torchsde

torch.manual_seed(0)


class Equation(torch.nn.Module):
    noise_type, sde_type = "diagonal", "ito"

    def __init__(self):
        super().__init__()
        self.drift = torch.nn.Linear(2, 2)
        self.scale = torch.nn.Parameter(torch.tensor([0.1, 0.2]))

    def f(self, t, y):
        return self.drift(y)

    def g(self, t, y):
        return self.scale.expand_as(y) * 0


equation = Equation()
y = torchsde.sdeint(equation, torch.ones(3, 2), torch.linspace(0, 1, 3), dt=0.1, method="euler")
y[-1].sum().backward()
print([y.tolist(), equation.drift.weight.grad.tolist()])
