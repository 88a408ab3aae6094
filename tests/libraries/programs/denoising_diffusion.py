import torch
from denoising_diffusion_pytorch import GaussianDiffusion1D, Unet1D

torch.manual_seed(0)
model = Unet1D(dim=8, dim_mults=(1, 2), channels=2)
diffusion = GaussianDiffusion1D(model, seq_length=16, timesteps=20, objective="pred_v")
optimizer = torch.optim.Adam(diffusion.parameters(), lr=1e-3)
x = torch.rand(4, 2, 16)
losses = []
for _ in range(3):
    optimizer.zero_grad()
    loss = diffusion(x)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print([losses, diffusion.sample(batch_size=1).tolist()])
