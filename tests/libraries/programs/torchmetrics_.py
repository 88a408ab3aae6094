import torch
import torchmetrics
from torchmetrics.classification import BinaryAUROC, MulticlassAccuracy, MulticlassConfusionMatrix, MulticlassF1Score

torch.manual_seed(0)
logits, target = torch.randn(40, 3), torch.arange(40) % 3
metrics = torchmetrics.MetricCollection(
    [MulticlassAccuracy(num_classes=3), MulticlassF1Score(num_classes=3), MulticlassConfusionMatrix(num_classes=3)]
)
for batch in zip(logits.split(8), target.split(8)):
    metrics.update(*batch)
found = {name: value.tolist() for name, value in metrics.compute().items()}
auroc = BinaryAUROC()(logits[:, 0].sigmoid(), (target == 0).long())
errors = [
    metric(logits[:, 0], logits[:, 1]).item() for metric in (torchmetrics.MeanSquaredError(), torchmetrics.R2Score(), torchmetrics.PearsonCorrCoef())
]
print([found["MulticlassAccuracy"], found["MulticlassF1Score"], found["MulticlassConfusionMatrix"], auroc.item(), errors])
