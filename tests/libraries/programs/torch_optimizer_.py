import torch
import torch_optimizer

found = []
for name in (
    "AdaBound",
    "AdaMod",
    "AdamP",
    "DiffGrad",
    "Lamb",
    "NovoGrad",
    "PID",
    "QHAdam",
    "QHM",
    "RAdam",
    "Ranger",
    "RangerQH",
    "SGDW",
    "SGDP",
    "Shampoo",
    "SWATS",
    "Yogi",
    "AggMo",
    "A2GradUni",
    "AccSGD",
    "Apollo",
    "MADGRAD",
    "LARS",
    "AdaBelief",
    "Adahessian",
):
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 2)
    optimizer = getattr(torch_optimizer, name)(model.parameters(), lr=0.01)
    x = torch.randn(8, 4)
    for _ in range(5):
        optimizer.zero_grad()
        loss = model(x).square().mean()
        loss.backward(create_graph=name == "Adahessian")
        optimizer.step()
    found.append(loss.item())
print(found)
