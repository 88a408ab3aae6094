import segmentation_models_pytorch as smp
import torch

torch.manual_seed(0)
model = smp.Unet("tu-resnet18", encoder_weights=None, decoder_channels=(32, 16, 16, 8, 8), classes=1)
torch.manual_seed(1)  # again, as the encoder may be made twice: for its sizes, where PyTorch has a device that computes nothing
for p in model.parameters():
    if p.dim() > 1:
        torch.nn.init.kaiming_normal_(p)
loss_function = smp.losses.DiceLoss("binary")
x, y = torch.randn(2, 3, 32, 32), (torch.rand(2, 1, 32, 32) > 0.5).float()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
losses = []
for _ in range(2):
    optimizer.zero_grad()
    loss = loss_function(model(x), y) + smp.losses.FocalLoss("binary")(model(x), y)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
tp, fp, fn, tn = smp.metrics.get_stats(model(x).sigmoid(), y.long(), mode="binary", threshold=0.5)
print([losses, smp.metrics.iou_score(tp, fp, fn, tn, reduction="micro").item()])
