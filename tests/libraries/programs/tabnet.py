import numpy as np
from pytorch_tabnet.tab_model import TabNetClassifier

draw = np.random.RandomState(0)
x = draw.randn(64, 6).astype(np.float32)
y = (x[:, 0] > 0).astype(np.int64)
model = TabNetClassifier(n_d=4, n_a=4, n_steps=2, seed=0, verbose=0, device_name="cpu")
model.fit(x, y, eval_set=[(x, y)], max_epochs=4, batch_size=32, virtual_batch_size=16)
print([model.history["loss"], model.predict_proba(x)[:4].tolist(), model.feature_importances_.tolist()])
