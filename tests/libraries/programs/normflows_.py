import normflows as nf
import torch

torch.manual_seed(0)
flows = []
for _ in range(2):
    flows += [nf.flows.AffineCouplingBlock(nf.nets.MLP([1, 8, 2], init_zeros=True)), nf.flows.Permute(2, mode="swap")]
model = nf.NormalizingFlow(nf.distributions.base.DiagGaussian(2), flows)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
x = torch.randn(32, 2) * torch.tensor([1.0, 0.2]) + 0.5
losses = []
for _ in range(5):
    optimizer.zero_grad()
    loss = model.forward_kld(x)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print([losses, model.sample(3)[0].tolist()])
