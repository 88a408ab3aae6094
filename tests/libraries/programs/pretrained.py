import pretrainedmodels
import torch

torch.manual_seed(0)
model = pretrainedmodels.se_resnet50(num_classes=1000, pretrained=None)
model.eval()
print([model(torch.randn(1, 3, 224, 224))[0, :20].tolist(), sum(p.numel() for p in model.parameters())])
