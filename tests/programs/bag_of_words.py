"""Sentences as bags of words: EmbeddingBag over a ragged batch."""

import torch
import torch.nn as nn
from torch.utils.data import DataLoader

sentences = [
    ("the loss falls fast", 1),
    ("the loss explodes", 0),
    ("gradients vanish again", 0),
    ("the network learns fast", 1),
    ("nan again and again", 0),
    ("the network converges", 1),
]
words = sorted({word for sentence, _ in sentences for word in sentence.split()})
index = {word: i for i, word in enumerate(words)}


def collate(batch):
    labels, texts, offsets = [], [], [0]
    for sentence, label in batch:
        ids = torch.tensor([index[word] for word in sentence.split()], dtype=torch.int64)
        texts.append(ids)
        offsets.append(ids.size(0))
        labels.append(label)
    return torch.tensor(labels, dtype=torch.int64), torch.cat(texts), torch.tensor(offsets[:-1]).cumsum(dim=0)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.EmbeddingBag(len(words), 6, mode="mean")
        self.fc = nn.Linear(6, 2)
        self.embedding.weight.data.uniform_(-0.5, 0.5)
        self.fc.weight.data.uniform_(-0.5, 0.5)
        self.fc.bias.data.zero_()

    def forward(self, text, offsets):
        return self.fc(self.embedding(text, offsets))


torch.manual_seed(26)
model = Classifier()
loader = DataLoader(sentences, batch_size=2, shuffle=True, collate_fn=collate)
optimizer = torch.optim.SGD(model.parameters(), lr=0.8)
for epoch in range(6):
    for labels, text, offsets in loader:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(text, offsets), labels)
        loss.backward()
        optimizer.step()
        print(loss.item())
