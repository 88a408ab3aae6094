"""Functions with rules of the user's own, checked and trained through."""

import torch
from torch.autograd import Function


class Swish(Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = torch.sigmoid(beta * x)
        ctx.save_for_backward(x, beta, s)
        return x * s

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, s = ctx.saved_tensors
        d_x = d_beta = None
        if ctx.needs_input_grad[0]:
            d_x = grad_output * (s + beta * x * s * (1 - s))
        if ctx.needs_input_grad[1]:
            d_beta = (grad_output * x * x * s * (1 - s)).sum()
        return d_x, d_beta


class Reverse(Function):
    @staticmethod
    def forward(ctx, x, strength):
        ctx.strength = strength
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad_output):
        return -ctx.strength * grad_output, None


torch.manual_seed(20)
x = torch.randn(5, 3, dtype=torch.double, requires_grad=True)
assert torch.autograd.gradcheck(Swish.apply, (x, torch.tensor(1.5, dtype=torch.double, requires_grad=True)))
w = torch.randn(3, 4, requires_grad=True)
beta = torch.tensor(1.0, requires_grad=True)
adversary = torch.randn(4, requires_grad=True)
data, target = torch.randn(30, 3), torch.randn(30)
optimizer = torch.optim.SGD([w, beta, adversary], lr=0.05)
for step in range(20):
    hidden = Swish.apply(data @ w, beta)
    loss = (hidden.sum(1) - target).pow(2).mean() + (Reverse.apply(hidden, 0.1) @ adversary).tanh().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item(), beta.item())
