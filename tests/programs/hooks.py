"""Hooks on tensors and modules: activations are recorded, gradients are scaled on their way."""

import torch
import torch.nn as nn

torch.manual_seed(21)
model = nn.Sequential(nn.Linear(4, 8), nn.Sigmoid(), nn.Linear(8, 1))
seen = {}


def remember(name):
    def hook(module, inputs, output):
        seen[name] = output.detach().abs().mean().item()

    return hook


def remember_gradient(module, grad_input, grad_output):
    seen["gradient"] = grad_output[0].norm().item()


handles = [layer.register_forward_hook(remember(name)) for name, layer in model.named_children()]
handles.append(model[1].register_full_backward_hook(remember_gradient))
model[0].weight.register_hook(lambda g: g * 10)
model[2].bias.register_hook(lambda g: torch.zeros_like(g))
x, y = torch.randn(16, 4), torch.randn(16, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(15):
    hidden = model(x)
    hidden.retain_grad()
    loss = nn.functional.l1_loss(hidden, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item(), seen["0"], seen["1"], seen["gradient"], hidden.grad.sum().item())
    if step == 9:
        for handle in handles:
            handle.remove()
