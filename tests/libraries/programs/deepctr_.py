"""deepctr-torch: networks that predict clicks."""

import json

import numpy as np
from deepctr_torch.inputs import DenseFeat, SparseFeat
from deepctr_torch.models import DCN, DeepFM

rng = np.random.default_rng(0)
columns = [SparseFeat("a", 10, 4), SparseFeat("b", 5, 4), DenseFeat("c", 1)]
data = {"a": rng.integers(0, 10, 64), "b": rng.integers(0, 5, 64), "c": rng.random(64).astype("float32")}
target = rng.integers(0, 2, (64, 1)).astype("float32")
printed = []
for kind in (DeepFM, DCN):
    model = kind(columns, columns, dnn_hidden_units=(16, 8), device="cpu", seed=1)
    model.compile("adam", "binary_crossentropy")
    history = model.fit(data, target, batch_size=16, epochs=2, verbose=0)
    printed.append(history.history["loss"])
print(json.dumps(printed))
