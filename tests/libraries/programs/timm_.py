import timm
import torch
from timm.optim import create_optimizer_v2

torch.manual_seed(0)
found = []
for name in ("resnet18", "vit_tiny_patch16_224", "mobilenetv3_small_050"):
    options = {"img_size": 64} if name.startswith("vit") else {}
    model = timm.create_model(name, pretrained=False, num_classes=5, **options)
    x = torch.randn(4, 3, 64, 64)
    optimizer = create_optimizer_v2(model, opt="adamw", lr=1e-4)
    losses = []
    for _ in range(2):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(x), torch.tensor([1, 3, 0, 4]))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    found.append([losses, sum(p.numel() for p in model.parameters())])
print(found)
