import torch
from efficientnet_pytorch import EfficientNet

torch.manual_seed(0)
model = EfficientNet.from_name("efficientnet-b0", num_classes=3, image_size=64, dropout_rate=0.0, drop_connect_rate=0.0)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
x = torch.randn(4, 3, 64, 64)
losses = []
for _ in range(2):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(x), torch.tensor([0, 2, 1, 1]))
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(losses)
