import torch
from ignite.engine import Events, create_supervised_evaluator, create_supervised_trainer
from ignite.metrics import Accuracy, Loss

torch.manual_seed(0)
model = torch.nn.Linear(4, 3)
x, y = torch.randn(24, 4), torch.arange(24) % 3
batches = list(zip(x.split(6), y.split(6)))
criterion = torch.nn.CrossEntropyLoss()
trainer = create_supervised_trainer(model, torch.optim.SGD(model.parameters(), lr=0.1), criterion)
evaluator = create_supervised_evaluator(model, metrics={"accuracy": Accuracy(), "loss": Loss(criterion)})
found = []


@trainer.on(Events.EPOCH_COMPLETED)
def evaluate(engine):
    found.append([engine.state.output, *(evaluator.run(batches).metrics[name] for name in ("accuracy", "loss"))])


trainer.run(batches, max_epochs=4)
print(found)
