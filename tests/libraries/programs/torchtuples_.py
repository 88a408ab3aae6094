import numpy as np
import torch
import torchtuples as tt

np.random.seed(0)
torch.manual_seed(0)
x = np.random.randn(40, 4).astype("float32")
y = x.sum(1, keepdims=True)
net = tt.practical.MLPVanilla(4, [8], 1, batch_norm=True, dropout=0.1)
model = tt.Model(net, torch.nn.MSELoss(), tt.optim.Adam(0.01))
log = model.fit(x, y, batch_size=10, epochs=4, verbose=False)
print([log.to_pandas()["train_loss"].tolist(), model.predict(x)[:5].tolist()])
