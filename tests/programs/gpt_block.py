"""A language model of one block: causal attention, layer normalisation, learned places, and text that it writes."""

import torch
import torch.nn as nn
import torch.nn.functional as F

text = "to record is to remember, to remember is to go back. "
characters = sorted(set(text))
code = {c: i for i, c in enumerate(characters)}
data = torch.tensor([code[c] for c in text * 4], dtype=torch.long)
block_size, width = 8, 16
torch.manual_seed(9)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.register_buffer("mask", torch.tril(torch.ones(block_size, block_size)))

    def forward(self, x):
        b, t, c = x.shape
        q, k, v = self.qkv(self.ln1(x)).split(width, dim=2)
        scores = (q @ k.transpose(1, 2)) * c**-0.5
        scores = scores.masked_fill(self.mask[:t, :t] == 0, float("-inf"))
        x = x + self.proj(F.softmax(scores, dim=-1) @ v)
        return x + self.mlp(self.ln2(x))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.token = nn.Embedding(len(characters), width)
        self.place = nn.Embedding(block_size, width)
        self.block = Block()
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, len(characters), bias=False)
        self.apply(self.init_weights)

    def init_weights(self, module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            torch.nn.init.normal_(module.weight, mean=0.0, std=0.2)

    def forward(self, index, targets=None):
        x = self.token(index) + self.place(torch.arange(index.size(1), device=index.device))
        logits = self.head(self.norm(self.block(x)))
        if targets is None:
            return logits, None
        return logits, F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1))


model = Model()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, betas=(0.9, 0.95))
for step in range(20):
    start = torch.randint(len(data) - block_size, (12,))
    x = torch.stack([data[i : i + block_size] for i in start])
    y = torch.stack([data[i + 1 : i + block_size + 1] for i in start])
    _, loss = model(x, y)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    print(loss.item())

index = torch.zeros((1, 1), dtype=torch.long)
model.eval()
for _ in range(10):
    with torch.no_grad():
        logits, _ = model(index[:, -block_size:])
    index = torch.cat([index, logits[:, -1].argmax(dim=-1, keepdim=True)], dim=1)
print(*index[0].tolist())
