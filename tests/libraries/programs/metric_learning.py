import torch
from pytorch_metric_learning import distances, losses, miners

torch.manual_seed(0)
model = torch.nn.Linear(6, 4)
x, y = torch.randn(12, 6), torch.arange(12) % 3
found = []
for loss_function in (losses.TripletMarginLoss(), losses.ContrastiveLoss(), losses.NTXentLoss(), losses.MultiSimilarityLoss()):
    model.zero_grad()
    embeddings = model(x)
    loss = loss_function(embeddings, y, miners.MultiSimilarityMiner()(embeddings, y))
    loss.backward()
    found.append([loss.item(), model.weight.grad.norm().item()])
print([found, distances.CosineSimilarity()(model(x)).tolist()])
