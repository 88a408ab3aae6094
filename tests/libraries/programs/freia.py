import FrEIA.framework as Ff
import FrEIA.modules as Fm
import numpy as np
import torch

np.random.seed(0)
torch.manual_seed(0)


def subnet(inputs, outputs):
    return torch.nn.Sequential(torch.nn.Linear(inputs, 8), torch.nn.ReLU(), torch.nn.Linear(8, outputs))


inn = Ff.SequenceINN(4)
for _ in range(2):
    inn.append(Fm.AllInOneBlock, subnet_constructor=subnet, permute_soft=False)
inn.append(Fm.GLOWCouplingBlock, subnet_constructor=subnet)
x = torch.randn(16, 4)
optimizer = torch.optim.Adam(inn.parameters(), lr=1e-2)
losses = []
for _ in range(5):
    optimizer.zero_grad()
    z, jacobian = inn(x)
    loss = (0.5 * z.square().sum(1) - jacobian).mean()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
back, _ = inn(inn(x)[0], rev=True)
print([losses, back.tolist()])
