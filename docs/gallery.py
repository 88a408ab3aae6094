"""The gallery of recorded backward passes: `python -m docs.gallery` writes docs/gallery.md and its pictures anew. It needs Chromium."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import autograd as torch
from autograd import nn, optim
from autograd.graph import record
from tests.browser import Browser

F = nn.functional
HERE = Path(__file__).parent
SCREENS = {"desk": (1280, 720, False), "phone": (390, 844, True)}  # width, height, by night


def gradient_step() -> record:
    """One gradient step: `w.grad` of a square."""
    w = torch.tensor([5.0], requires_grad=True)
    with record() as tape:
        loss = (w - 2) ** 2
        loss.backward()
    return tape


def neuron() -> record:
    """A neuron: two inputs, two weights, tanh."""
    x1, x2 = torch.tensor(2.0), torch.tensor(0.5)
    w1, w2, b = (torch.tensor(v, requires_grad=True) for v in (-3.0, 1.0, 6.0))
    with record() as tape:
        n = w1 * x1 + w2 * x2 + b
        out = torch.tanh(n)
        out.backward()
    return tape


def network() -> record:
    """A classifier: two layers and a cross-entropy."""
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
    images, labels = torch.randn(5, 4), torch.tensor([0, 1, 2, 0, 1])
    with record() as tape:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
    return tape


class Residual(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.act, self.second = nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = self.act(self.first(x))
        return x + self.second(h)


def residual_block() -> record:
    """A residual block: the gradient goes through it, and around it."""
    model = nn.Sequential(nn.Linear(4, 8), Residual(8), nn.Linear(8, 3))
    images, labels = torch.randn(5, 4), torch.tensor([0, 1, 2, 0, 1])
    with record() as tape:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
    return tape


def convolutional_network() -> record:
    """A small convolutional network."""
    model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 10))
    images, labels = torch.randn(2, 1, 8, 8), torch.tensor([3, 7])
    with record() as tape:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
    return tape


class Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = nn.MultiheadAttention(width, 2, batch_first=True)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = self.norm1(x)
        x = x + self.attention(h, h, h, need_weights=False)[0]
        return x + self.mlp(self.norm2(x))


class GPT(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.tokens, self.places = nn.Embedding(20, 16), nn.Embedding(8, 16)
        self.blocks = nn.Sequential(*[Block(16) for _ in range(6)])
        self.norm, self.head = nn.LayerNorm(16), nn.Linear(16, 20)

    def forward(self, text: torch.Tensor) -> torch.Tensor:
        x = self.tokens(text) + self.places(torch.arange(8))
        return self.head(self.norm(self.blocks(x)))


def gpt_of_six_blocks() -> record:
    """A GPT of six blocks, folded."""
    model = GPT()
    text = torch.randint(0, 20, (2, 8))
    with record() as tape:
        logits = model(text)
        loss = F.cross_entropy(logits.reshape(-1, 20), text.reshape(-1))
        loss.backward()
    return tape


def lstm_ten_times() -> record:
    """An LSTM cell, ten times, rolled up."""
    cell, times = nn.LSTMCell(4, 8), torch.randn(10, 1, 4)
    with record() as tape:
        h = c = torch.zeros(1, 8)
        for t in range(10):
            h, c = cell(times[t], (h, c))
        loss = h.sum()
        loss.backward()
    return tape


def two_hundred_operations() -> record:
    """Two hundred operations in a row."""
    x = torch.tensor(1.0, requires_grad=True)
    with record() as tape:
        y = x
        for _ in range(100):
            y = torch.tanh(y * 1.01)
        y.backward()
    return tape


def gradient_of_a_gradient() -> record:
    """A gradient of a gradient."""
    x = torch.tensor(2.0, requires_grad=True)
    with record() as tape:
        y = torch.tanh(x) ** 3
        (first,) = torch.autograd.grad(y, x, create_graph=True)
        first.backward()
    return tape


def where_nan_was_born() -> record:
    """A nan, and the step at which it was born."""
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    with record() as tape:
        h = torch.tanh(x * 2)
        logarithm = torch.log(h - 1)
        loss = (logarithm + 1).sum()
        loss.backward()
    return tape


def failing_forward_pass() -> record:
    """A forward pass that fails: what ran, and where it broke."""
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(7, 3))
    images = torch.randn(5, 4)
    tape = record()
    try:
        with tape:
            model(images)
    except RuntimeError:
        pass
    return tape


def training_loop() -> record:
    """A training loop of three steps."""
    model = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
    sgd = optim.SGD(model.parameters(), lr=0.1)
    inputs, targets = torch.randn(8, 2), torch.randn(8, 1)
    with record() as tape:
        for _ in range(3):
            loss = F.mse_loss(model(inputs), targets)
            sgd.zero_grad()
            loss.backward()
            sgd.step()
    return tape


GALLERY: list[Callable[[], record]] = [
    gradient_step, neuron, network, residual_block, convolutional_network, gpt_of_six_blocks, lstm_ten_times, two_hundred_operations,
    gradient_of_a_gradient, where_nan_was_born, failing_forward_pass, training_loop,
]  # fmt: skip


def main() -> None:
    """Record each program, open its page on a desk's screen by day and on a phone's by night, and keep what is seen."""
    folder = HERE / "pictures" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Backward passes to play with",
        "",
        "Each is a page that `record` saved, opened in a browser; [gallery.py](gallery.py) has the programs. "
        "On the site each large picture opens its page.",
        "",
    ]
    with Browser() as browser, tempfile.TemporaryDirectory() as pages:
        for program in GALLERY:
            torch.manual_seed(0)
            tape = program()
            page = tape.save(Path(pages) / f"{program.__name__}.html")
            for screen, size in SCREENS.items():
                browser.size(*size)
                browser.open(page)
                browser.run(
                    "steps.querySelector('.world').style.transition='none';const s=steps.querySelector('input');"
                    "s.value=Math.round(s.max*0.6)+(s.max<4);s.dispatchEvent(new Event('input'))"
                )
                (folder / f"{program.__name__}_{screen}.webp").write_bytes(browser.picture())
            title = (program.__doc__ or "").rstrip(".")
            pictures = [f'<img src="pictures/gallery/{program.__name__}_{s}.webp" height="360" alt="{title}, {s}">' for s in SCREENS]
            lines += [f"## {title}", "", " ".join(pictures), ""]
            print(title, f"{page.stat().st_size / 1000:.0f} kB", f"{len(tape.steps)} steps", file=sys.stderr)
    (HERE / "gallery.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
