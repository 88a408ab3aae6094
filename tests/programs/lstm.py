"""A character model with an LSTM and packed sequences of different lengths."""

import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

words = ["gradient", "tensor", "leaf", "node", "graph", "backward", "loss"]
letters = sorted(set("".join(words)))
encoded = [torch.tensor([letters.index(c) for c in word]) for word in words]
encoded.sort(key=len, reverse=True)
lengths = torch.tensor([len(e) - 1 for e in encoded])
inputs = pad_sequence([e[:-1] for e in encoded], batch_first=True)
targets = pad_sequence([e[1:] for e in encoded], batch_first=True, padding_value=-1)

torch.manual_seed(6)


class Speller(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.embedding = nn.Embedding(size, 8)
        self.lstm = nn.LSTM(8, 16, num_layers=2, batch_first=True)
        self.out = nn.Linear(16, size)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embedding(x), lengths, batch_first=True)
        hidden, _ = self.lstm(packed)
        hidden, _ = pad_packed_sequence(hidden, batch_first=True)
        return self.out(hidden)


model = Speller(len(letters))
optimizer = torch.optim.AdamW(model.parameters(), lr=0.02)
criterion = nn.CrossEntropyLoss(ignore_index=-1)
for epoch in range(15):
    logits = model(inputs, lengths)
    loss = criterion(logits.reshape(-1, len(letters)), targets.reshape(-1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
