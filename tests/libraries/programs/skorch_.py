import numpy as np
import torch
from skorch import NeuralNetClassifier

torch.manual_seed(0)
draw = np.random.RandomState(0)
x = draw.randn(60, 5).astype(np.float32)
y = (x[:, 0] > 0).astype(np.int64)
module = torch.nn.Sequential(torch.nn.Linear(5, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2), torch.nn.Softmax(dim=-1))
net = NeuralNetClassifier(module, max_epochs=5, lr=0.1, verbose=0, train_split=None, batch_size=20)
net.fit(x, y)
print([[float(loss) for loss in net.history[:, "train_loss"]], net.predict_proba(x)[:5].tolist()])
