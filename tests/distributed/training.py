"""Losses of a training run, and the gradients of its first step, by as many processes as there are: ``training.py NAME STEPS FILE``.

Written for PyTorch: ``python record.py`` runs it there, with gloo. Every process takes its share of the same batches.
"""

import json
import os
import sys
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

TEXT = """Shall I compare thee to a summer's day? Thou art more lovely and more temperate: Rough winds do shake the darling buds of May, And summer's
lease hath all too short a date: Sometime too hot the eye of heaven shines, And often is his gold complexion dimm'd; And every fair from fair
sometime declines, By chance or nature's changing course untrimm'd; But thy eternal summer shall not fade Nor lose possession of that fair thou
owest; Nor shall Death brag thou wander'st in his shade, When in eternal lines to time thou growest: So long as men can breathe or eyes can see,
So long lives this and this gives life to thee."""
DIGITS = Path(__file__).parents[2] / "nn" / "datasets" / "digits.npz"
BATCH, LENGTH, WIDTH, HEADS = 32, 32, 32, 4


class Block(nn.Module):
    """A block of a GPT."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.heads, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.network = nn.Sequential(nn.Linear(WIDTH, 4 * WIDTH), nn.GELU(), nn.Linear(4 * WIDTH, WIDTH))

    def forward(self, x):
        n, length, _ = x.shape
        q, k, v = (part.view(n, length, HEADS, -1).transpose(1, 2) for part in self.heads(self.first(x)).chunk(3, -1))
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).reshape(n, length, WIDTH))
        return x + self.network(self.second(x))


class GPT(nn.Module):
    """A small GPT of characters, whose last layer shares the weights of its first."""

    def __init__(self, characters):
        super().__init__()
        self.tokens, self.places = nn.Embedding(characters, WIDTH), nn.Embedding(LENGTH, WIDTH)
        self.blocks = nn.Sequential(Block(), Block())
        self.norm, self.out = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, characters, bias=False)
        self.out.weight = self.tokens.weight

    def forward(self, tokens):
        return self.out(self.norm(self.blocks(self.tokens(tokens) + self.places(torch.arange(LENGTH))))).flatten(0, 1)


def digits():
    """Images and labels."""
    with np.load(DIGITS) as file:
        return torch.from_numpy(file["images"].astype(np.float32) / 16), torch.from_numpy(file["labels"].astype(np.int64))


def job(name):
    """A model, an optimizer's maker, and inputs and targets of the batch with a number."""
    numbers = np.random.default_rng(0)
    if name == "gpt":
        letters = sorted(set(TEXT))
        text = torch.tensor([letters.index(letter) for letter in TEXT])
        starts = numbers.integers(0, len(TEXT) - LENGTH - 1, (1000, BATCH)).tolist()

        def batch(step):
            return tuple(torch.stack([text[i + shift : i + shift + LENGTH] for i in starts[step]]) for shift in (0, 1))

        return GPT(len(letters)), lambda parameters: torch.optim.AdamW(parameters, lr=1e-3), batch
    images, labels = digits()
    order = numbers.integers(0, len(images), (1000, BATCH))
    if name == "mlp":
        model = nn.Sequential(nn.Flatten(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    else:
        model = nn.Sequential(nn.Unflatten(1, (1, 8)), nn.Conv2d(1, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2))
        model.extend([nn.Conv2d(8, 16, 3), nn.BatchNorm2d(16), nn.ReLU(), nn.Flatten(), nn.Linear(64, 10)])
    return model, lambda parameters: torch.optim.SGD(parameters, lr=0.05, momentum=0.9), lambda step: (images[order[step]], labels[order[step]])


def main(name, steps, file):
    """Train, and let the first process write what came out."""
    dist.init_process_group(os.environ.get("BACKEND", "mpi"))
    rank, size = dist.get_rank(), dist.get_world_size()
    torch.manual_seed(0 if rank == 0 else 17)  # the others get the parameters of the first
    model, optimizer_of, batch = job(name.removesuffix("-sync"))
    if name.endswith("-sync"):
        model = nn.SyncBatchNorm.convert_sync_batchnorm(model)
    model = DistributedDataParallel(model, bucket_cap_mb=0.02)  # several buckets
    optimizer = optimizer_of(model.parameters())
    share = slice(rank * BATCH // size, (rank + 1) * BATCH // size)
    losses, gradients = [], {}
    for step in range(steps):
        x, y = batch(step)
        loss = nn.functional.cross_entropy(model(x[share]), y[share].flatten())
        optimizer.zero_grad()
        loss.backward()
        if not step:
            gradients = {name: p.grad.tolist() for name, p in model.named_parameters()}
        norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        sums = torch.tensor([loss.item(), norm.item()], dtype=torch.float64)
        dist.all_reduce(sums)
        losses.append((sums / size).tolist())
    if rank == 0:
        Path(file).write_text(json.dumps({"losses": losses, "gradients": gradients}))
    dist.destroy_process_group()


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
