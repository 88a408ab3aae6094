import numpy as np
import torch
import torchtuples as tt
from pycox.models import CoxPH, LogisticHazard

np.random.seed(0)
torch.manual_seed(0)
x = np.random.randn(60, 4).astype("float32")
durations, events = np.random.exponential(np.exp(x[:, 0])).astype("float32"), (np.random.rand(60) > 0.3).astype("float32")
model = CoxPH(tt.practical.MLPVanilla(4, [8], 1, batch_norm=False, output_bias=False), tt.optim.Adam(0.01))
log = model.fit(x, (durations, events), batch_size=20, epochs=4, verbose=False)
grid = LogisticHazard.label_transform(5)
target = grid.fit_transform(durations, events)
hazard = LogisticHazard(tt.practical.MLPVanilla(4, [8], grid.out_features), tt.optim.Adam(0.01), duration_index=grid.cuts)
other = hazard.fit(x, target, batch_size=20, epochs=2, verbose=False)
print([log.to_pandas()["train_loss"].tolist(), other.to_pandas()["train_loss"].tolist(), hazard.predict_surv(x)[:3].tolist()])
