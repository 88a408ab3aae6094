import torch
from mlp_mixer_pytorch import MLPMixer

torch.manual_seed(0)
model = MLPMixer(image_size=16, channels=3, patch_size=4, dim=16, depth=2, num_classes=3)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
x = torch.randn(4, 3, 16, 16)
losses = []
for _ in range(3):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(x), torch.tensor([0, 1, 2, 0]))
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(losses)
