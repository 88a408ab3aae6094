import numpy as np
import torch
from captum.attr import DeepLift, GradientShap, IntegratedGradients, LayerGradCam, Occlusion, Saliency

np.random.seed(0)
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3)).eval()
x = torch.randn(2, 4)
found = [kind(model).attribute(x.clone().requires_grad_(), target=1).tolist() for kind in (IntegratedGradients, Saliency, DeepLift)]
found.append(Occlusion(model).attribute(x, target=1, sliding_window_shapes=(1,)).tolist())
found.append(GradientShap(model).attribute(x, baselines=torch.zeros(3, 4), target=0, n_samples=3, stdevs=0.1).tolist())
found.append(LayerGradCam(model, model[0]).attribute(x, target=2).tolist())
print(found)
