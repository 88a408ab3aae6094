"""The jobs that are measured, each written once for both libraries: ``workload(torch)`` prepares and returns the function that is timed."""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

Step = Callable[[], Any]
MNIST = Path(__file__).resolve().parents[2] / "shared" / "data" / "mnist"


class Missing(Exception):
    """A workload cannot be run here; says why."""


class Workload(NamedTuple):
    """A job, and if it is a step of training, which counts for the mean."""

    name: str
    make: Callable[[Any], Step]
    training: bool


WORKLOADS: list[Workload] = []


def workload(name: str, training: bool = True) -> Callable[[Callable[[Any], Step]], Callable[[Any], Step]]:
    """Enter a function into the list of workloads."""

    def enter(make: Callable[[Any], Step]) -> Callable[[Any], Step]:
        WORKLOADS.append(Workload(name, make, training))
        return make

    return enter


def normal(torch: Any, *shape: int) -> Any:
    """Normal numbers, the same ones for both libraries."""
    return torch.from_numpy(np.random.default_rng(sum(shape)).normal(size=shape).astype(np.float32))


def integers(torch: Any, below: int, *shape: int) -> Any:
    """Whole numbers from 0 to below - 1, the same ones for both libraries."""
    return torch.from_numpy(np.random.default_rng(below).integers(0, below, shape))


class Compiled:
    """A library whose steps run as what its ``compile`` makes of them."""

    def __init__(self, library: Any) -> None:
        self.library = library

    def __getattr__(self, name: str) -> Any:
        return getattr(self.library, name)


def as_asked(torch: Any, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, compiled if it is to be."""
    made: Callable[..., Any] = torch.compile(function) if isinstance(torch, Compiled) else function
    return made


def training_step(torch: Any, model: Any, optimizer: Any, loss_of: Callable[[], Any]) -> Step:
    """The loss, its gradients, a step of the optimizer."""
    model.train()

    def step() -> Any:
        optimizer.zero_grad()
        loss = loss_of()
        loss.backward()
        optimizer.step()
        return loss

    return as_asked(torch, step)


def classification(torch: Any, model: Any, optimizer: Any, x: Any, classes: int) -> Step:
    """A training step of a classifier on random labels."""
    y = integers(torch, classes, len(x))
    return training_step(torch, model, optimizer, lambda: torch.nn.functional.cross_entropy(model(x), y))


# ---------------------------------------------------------------------------------------------------------------- small things


@workload("w.grad step", training=False)
def gradient_step(torch: Any) -> Step:
    """One step of gradient descent on one number, with the tensor made anew."""

    def step() -> Any:
        w = torch.tensor([5.0], requires_grad=True)
        loss = (w - 2) ** 2
        loss.backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
        return w

    return as_asked(torch, step)


@workload("chain of 600 scalar operations", training=False)
def chain(torch: Any) -> Step:
    """600 operations on scalars, one after the other, and their backward pass."""
    x = torch.tensor(0.5, requires_grad=True)

    def chained(y: Any) -> Any:
        for _ in range(200):
            y = torch.tanh(y * 1.5 + 0.1)
        return y

    last_of = as_asked(torch, chained)

    def step() -> Any:
        x.grad = None
        last_of(x).backward()
        return x.grad

    return step


@workload("elementwise, 1,000,000 numbers", training=False)
def elementwise(torch: Any) -> Step:
    """A chain of elementwise functions of a million numbers, with its gradient."""
    x = normal(torch, 1_000_000).requires_grad_()
    sum_of = as_asked(torch, lambda: (torch.tanh(x) * torch.exp(-x * x) + x).sum())

    def step() -> Any:
        x.grad = None
        sum_of().backward()
        return x.grad

    return step


@workload("matrix product 512 × 512", training=False)
def matrix_product(torch: Any) -> Step:
    """A product of two matrices, with both gradients."""
    a, b = normal(torch, 512, 512).requires_grad_(), normal(torch, 512, 512).requires_grad_()
    weight = normal(torch, 512, 512)
    product_of = as_asked(torch, lambda: a @ b)

    def step() -> Any:
        a.grad = b.grad = None
        product_of().backward(weight)
        return a.grad

    return step


# ---------------------------------------------------------------------------------------------------------------- networks of linear layers


def _mnist_network(torch: Any) -> Any:
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))


@workload("MLP 784-128-10, Adam, batch 32")
def mlp_32(torch: Any) -> Step:
    """The classic small network."""
    model = _mnist_network(torch)
    return classification(torch, model, torch.optim.Adam(model.parameters()), normal(torch, 32, 784), 10)


@workload("MLP 784-128-10, Adam, batch 256")
def mlp_256(torch: Any) -> Step:
    """The same with batches that fill the processor."""
    model = _mnist_network(torch)
    return classification(torch, model, torch.optim.Adam(model.parameters()), normal(torch, 256, 784), 10)


@workload("tabular MLP 16-64-64-1, SGD with momentum, batch 64")
def tabular(torch: Any) -> Step:
    """A regression on a table: all overhead."""
    nn = torch.nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(16, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
    x, y = normal(torch, 64, 16), normal(torch, 64, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    return training_step(torch, model, optimizer, lambda: nn.functional.mse_loss(model(x), y))


@workload("MLP with batch norm, layer norm, dropout, GELU, SiLU, batch 128")
def many_layers(torch: Any) -> Step:
    """The layers that are not products of matrices."""
    nn = torch.nn
    torch.manual_seed(0)
    model = nn.Sequential(
        *[nn.Linear(128, 256), nn.BatchNorm1d(256), nn.GELU(), nn.Dropout(0.1)],
        *[nn.Linear(256, 256), nn.LayerNorm(256), nn.SiLU(), nn.Dropout(0.1)],
        nn.Linear(256, 10),
    )
    return classification(torch, model, torch.optim.AdamW(model.parameters()), normal(torch, 128, 128), 10)


@workload("gradient penalty of a critic (double backward)")
def gradient_penalty(torch: Any) -> Step:
    """A critic whose gradient's norm is held at 1: gradients of gradients."""
    nn = torch.nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 128), nn.Tanh(), nn.Linear(128, 128), nn.Tanh(), nn.Linear(128, 1))
    real, fake = normal(torch, 64, 64), normal(torch, 65, 64)[1:] + 1

    def loss() -> Any:
        between = (0.3 * real + 0.7 * fake).requires_grad_()
        (gradient,) = torch.autograd.grad(model(between).sum(), between, create_graph=True)
        penalty = ((gradient.norm(2, dim=1) - 1) ** 2).mean()
        return model(fake).mean() - model(real).mean() + 10 * penalty

    return training_step(torch, model, torch.optim.Adam(model.parameters(), lr=1e-4, betas=(0.5, 0.9)), loss)


# ---------------------------------------------------------------------------------------------------------------- images


@workload("CNN on 28 × 28 images, batch 64")
def cnn(torch: Any) -> Step:
    """Two convolutions with pooling."""
    nn = torch.nn
    torch.manual_seed(0)
    model = nn.Sequential(
        *[nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)],
        *[nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)],
        *[nn.Flatten(), nn.Linear(32 * 7 * 7, 10)],
    )
    return classification(torch, model, torch.optim.Adam(model.parameters()), normal(torch, 64, 1, 28, 28), 10)


@workload("residual CNN, 32 channels, 16 × 16, batch 32")
def residual(torch: Any) -> Step:
    """Two residual blocks with batch norm."""
    nn = torch.nn
    F = nn.functional
    torch.manual_seed(0)

    class Block(nn.Module):  # type: ignore[misc, name-defined]
        """x + what two convolutions make of it."""

        def __init__(self) -> None:
            super().__init__()
            self.conv1, self.conv2 = nn.Conv2d(32, 32, 3, padding=1, bias=False), nn.Conv2d(32, 32, 3, padding=1, bias=False)
            self.norm1, self.norm2 = nn.BatchNorm2d(32), nn.BatchNorm2d(32)

        def forward(self, x: Any) -> Any:
            """One block."""
            return F.relu(x + self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x))))))

    model = nn.Sequential(nn.Conv2d(3, 32, 3, padding=1), Block(), Block(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4)
    return classification(torch, model, optimizer, normal(torch, 32, 3, 16, 16), 10)


@workload("one epoch of MNIST through DataLoader, batch 128")
def mnist_epoch(torch: Any) -> Step:
    """60,000 real digits, shuffled, once through the classic small network."""
    images, labels = MNIST / "train-images-idx3-ubyte.gz", MNIST / "train-labels-idx1-ubyte.gz"
    if not images.exists():
        raise Missing(f"no MNIST in {MNIST}")
    if torch.__name__ == "torch":
        from torch.utils.data import DataLoader, TensorDataset
    else:
        from nn.data import DataLoader, TensorDataset
    pixels = np.frombuffer(gzip.decompress(images.read_bytes()), np.uint8, offset=16).reshape(-1, 784)
    x = torch.from_numpy((pixels / 255).astype(np.float32))
    y = torch.from_numpy(np.frombuffer(gzip.decompress(labels.read_bytes()), np.uint8, offset=8).astype(np.int64))
    model = _mnist_network(torch)
    optimizer = torch.optim.Adam(model.parameters())
    loader = DataLoader(TensorDataset(x, y), batch_size=128, shuffle=True)

    def train(images: Any, labels: Any) -> None:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images), labels).backward()
        optimizer.step()

    step = as_asked(torch, train)

    def epoch() -> None:
        for images, labels in loader:
            step(images, labels)

    return epoch


# ---------------------------------------------------------------------------------------------------------------- sequences


def gpt(torch: Any, width: int, heads: int, length: int, batch: int, parallel: Callable[[Any], Any] = lambda model: model) -> Step:
    """Two GPT blocks on characters, with AdamW; ``parallel`` may make of the model one that several processes train."""
    nn = torch.nn
    F = nn.functional
    torch.manual_seed(0)

    class Block(nn.Module):  # type: ignore[misc, name-defined]
        """Attention, then two linear layers, each added to what came in."""

        def __init__(self) -> None:
            super().__init__()
            self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
            self.attention, self.projection = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.expand, self.contract = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

        def forward(self, x: Any) -> Any:
            """One block."""
            parts = self.attention(self.norm1(x)).split(width, 2)
            q, k, v = (part.view(batch, length, heads, width // heads).transpose(1, 2) for part in parts)
            mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = x + self.projection(mixed.transpose(1, 2).reshape(batch, length, width))
            return x + self.contract(F.gelu(self.expand(self.norm2(x))))

    class Model(nn.Module):  # type: ignore[misc, name-defined]
        """Characters to the scores of the next ones."""

        def __init__(self) -> None:
            super().__init__()
            self.characters, self.positions = nn.Embedding(65, width), nn.Embedding(length, width)
            self.blocks, self.norm, self.head = nn.Sequential(Block(), Block()), nn.LayerNorm(width), nn.Linear(width, 65, bias=False)

        def forward(self, tokens: Any) -> Any:
            """(N, T) -> (N, T, 65)."""
            return self.head(self.norm(self.blocks(self.characters(tokens) + self.positions(torch.arange(length)))))

    model = parallel(Model())
    text = integers(torch, 65, batch, length + 1)
    x, y = text[:, :-1], text[:, 1:].reshape(-1)
    return training_step(torch, model, torch.optim.AdamW(model.parameters(), lr=1e-3), lambda: F.cross_entropy(model(x).view(-1, 65), y))


@workload("GPT, width 64, 2 blocks, 16 × 64 characters, AdamW")
def gpt_64(torch: Any) -> Step:
    """The size that a student trains first."""
    return gpt(torch, 64, 4, 64, 16)


@workload("GPT, width 128, 2 blocks, 16 × 128 characters, AdamW")
def gpt_128(torch: Any) -> Step:
    """Eight times the work."""
    return gpt(torch, 128, 4, 128, 16)


@workload("character LSTM, 128 units, 32 steps, batch 32")
def lstm(torch: Any) -> Step:
    """One layer of LSTM between an embedding and a linear layer."""
    nn = torch.nn
    torch.manual_seed(0)

    class Model(nn.Module):  # type: ignore[misc, name-defined]
        """Characters to the scores of the next ones."""

        def __init__(self) -> None:
            super().__init__()
            self.characters, self.lstm, self.head = nn.Embedding(65, 64), nn.LSTM(64, 128, batch_first=True), nn.Linear(128, 65)

        def forward(self, tokens: Any) -> Any:
            """(N, T) -> (N, T, 65)."""
            return self.head(self.lstm(self.characters(tokens))[0])

    model = Model()
    text = integers(torch, 65, 32, 33)
    x, y = text[:, :-1], text[:, 1:].reshape(-1)
    optimizer = torch.optim.Adam(model.parameters())
    return training_step(torch, model, optimizer, lambda: nn.functional.cross_entropy(model(x).view(-1, 65), y))


@workload("embedding of 50,000 rows, SGD, batch 64 × 16")
def embedding(torch: Any) -> Step:
    """A large table of which each step uses few rows."""
    nn = torch.nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Embedding(50_000, 32), nn.Flatten(), nn.Linear(16 * 32, 2))
    return classification(torch, model, torch.optim.SGD(model.parameters(), lr=0.1), integers(torch, 50_000, 64, 16), 2)


def geometric_mean(values: list[float]) -> float:
    """The mean for ratios: twice as fast and half as fast together are 1."""
    return math.exp(sum(map(math.log, values)) / len(values))
