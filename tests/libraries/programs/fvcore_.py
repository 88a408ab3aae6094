import torch
from fvcore.nn import giou_loss, parameter_count, sigmoid_focal_loss, smooth_l1_loss
from fvcore.nn.precise_bn import update_bn_stats

torch.manual_seed(0)
x, y = torch.randn(4, 3, requires_grad=True), (torch.rand(4, 3) > 0.5).float()
loss = sigmoid_focal_loss(x, y, reduction="sum") + smooth_l1_loss(x, y, 0.5, reduction="mean")
loss.backward()
boxes = torch.tensor([[0.0, 0.0, 2.0, 2.0], [1.0, 1.0, 3.0, 4.0]])
model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4))
update_bn_stats(model, [torch.randn(8, 3) for _ in range(4)], 4)
print(
    [
        loss.item(),
        x.grad.tolist(),
        giou_loss(boxes, boxes + 0.5).tolist(),
        parameter_count(model)[""],
        model[1].running_mean.tolist(),
        model[1].running_var.tolist(),
    ]
)
