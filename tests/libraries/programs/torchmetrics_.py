import torch
from torchmetrics import MeanSquaredError
from torchmetrics.classification import MulticlassAccuracy, MulticlassF1Score

torch.manual_seed(0)
metrics = MulticlassAccuracy(3), MulticlassF1Score(3, average=None)
for _ in range(3):
    for metric in metrics:
        metric.update(torch.randn(10, 3), torch.randint(0, 3, (10,)))
error = MeanSquaredError()
error.update(torch.randn(8), torch.randn(8))
print([metrics[0].compute().item(), metrics[1].compute().tolist(), error.compute().item()])
