import torch
import torchcde

torch.manual_seed(0)
t = torch.linspace(0, 1, 6)
x = torch.stack([t.expand(3, 6), torch.randn(3, 6)], -1)
path = torchcde.CubicSpline(torchcde.hermite_cubic_coefficients_with_backward_differences(x))


class Field(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(4, 8)

    def forward(self, t, z):
        return self.linear(z).tanh().view(*z.shape[:-1], 4, 2)


field = Field()
z = torchcde.cdeint(X=path, func=field, z0=torch.ones(3, 4), t=path.interval, method="rk4", options={"step_size": 0.1}, adjoint=False)
z[:, -1].square().sum().backward()
natural = torchcde.natural_cubic_coeffs(x)
print([z.tolist(), field.linear.weight.grad.tolist(), natural.sum().item()])
