import torch
import torchensemble

torch.manual_seed(0)
x = torch.randn(40, 4)
loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, (x.sum(1) > 0).long()), batch_size=10)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))

    def forward(self, x):
        return self.net(x)


found = []
for kind in (torchensemble.FusionClassifier, torchensemble.GradientBoostingClassifier, torchensemble.SnapshotEnsembleClassifier):
    torch.manual_seed(0)
    model = kind(estimator=Net, n_estimators=2, cuda=False)
    model.set_criterion(torch.nn.CrossEntropyLoss()) if hasattr(model, "set_criterion") else None
    model.set_optimizer("Adam", lr=0.01)
    model.fit(loader, epochs=4, save_model=False, log_interval=100)
    found.append(model.predict(x[:5]).tolist())
print(found)
