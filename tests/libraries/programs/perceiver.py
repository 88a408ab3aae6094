import torch
from perceiver_pytorch import Perceiver, PerceiverIO

torch.manual_seed(0)
model = Perceiver(
    input_channels=3,
    input_axis=2,
    num_freq_bands=4,
    max_freq=10.0,
    depth=2,
    num_latents=6,
    latent_dim=12,
    cross_dim_head=8,
    latent_heads=2,
    latent_dim_head=8,
    num_classes=3,
)
x = torch.randn(2, 5, 5, 3)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
losses = []
for _ in range(3):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(x), torch.tensor([0, 2]))
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
other = PerceiverIO(dim=8, queries_dim=4, logits_dim=3, depth=1, num_latents=4, latent_dim=8)
print([losses, other(torch.randn(1, 7, 8), queries=torch.randn(2, 4)).tolist()])
