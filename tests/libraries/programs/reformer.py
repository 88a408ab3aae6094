import torch
from reformer_pytorch import ReformerLM

torch.manual_seed(0)
model = ReformerLM(num_tokens=12, dim=16, max_seq_len=16, depth=2, heads=2, bucket_size=4, n_hashes=2, causal=True)
x = torch.randint(0, 12, (2, 16))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
losses = []
for _ in range(3):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(x).transpose(1, 2), x)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(losses)
