import torch
from performer_pytorch import PerformerLM

torch.manual_seed(0)
model = PerformerLM(num_tokens=12, max_seq_len=16, dim=16, depth=1, heads=2, dim_head=8, causal=False, nb_features=8)
x = torch.randint(0, 12, (2, 16))
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
losses = []
for _ in range(3):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(x).transpose(1, 2), x)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(losses)
