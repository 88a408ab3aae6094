"""A detector's network beside PyTorch: what real networks of convolutions are made of, at the size of a real one.

    python benchmarks/detector.py                           # 320 and 640 pixels, one and four pictures, one and two threads; prints
    python benchmarks/detector.py --pixels 640 --batch 1    # one of them

The network has the shapes of YOLO11n and its 2.6 million parameters: blocks of convolution, batch norm and SiLU, with strides of two on
the way down, depthwise ones in the heads, pooling over 5 × 5, attention over the smallest picture, and ways back up. The loss is simple: the mean
of the squares of what the heads say. A step is forward and backward, without an optimizer. Both libraries take turns, as in run.py.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import product
from typing import Any

from run import paired, result, text
from workloads import normal

import autograd


def network(torch: Any, classes: int = 80) -> Any:
    """Pictures (N, 3, H, W) to three maps of (N, 64 + classes), of an eighth, a sixteenth and a 32nd of their size."""
    nn = torch.nn
    F = nn.functional

    def conv(inputs: int, outputs: int, kernel: int = 1, stride: int = 1, groups: int = 1, act: bool = True) -> Any:
        convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        return nn.Sequential(convolution, nn.BatchNorm2d(outputs), *[nn.SiLU()] * act)

    class Around(nn.Module):  # type: ignore[misc, name-defined]
        """x + what some layers make of it."""

        def __init__(self, *layers: Any) -> None:
            super().__init__()
            self.layers = nn.Sequential(*layers)

        def forward(self, x: Any) -> Any:
            """One block."""
            return x + self.layers(x)

    class Split(nn.Module):  # type: ignore[misc, name-defined]
        """Half of the channels through further layers; all that comes by is joined: C3k2, C3k, SPPF and C2PSA are of this form."""

        def __init__(self, inputs: int, outputs: int, hidden: int, layers: list[Any], all_joined: bool = True) -> None:
            super().__init__()
            self.first, self.layers, self.all_joined = conv(inputs, 2 * hidden), nn.ModuleList(layers), all_joined
            self.last = conv((2 + len(layers) if all_joined else 2) * hidden, outputs)

        def forward(self, x: Any) -> Any:
            """(N, inputs, H, W) -> (N, outputs, H, W)."""
            parts = list(self.first(x).chunk(2, 1))
            for layer in self.layers:
                made = layer(parts[-1])
                parts = [*parts, made] if self.all_joined else [parts[0], made]
            return self.last(torch.cat(parts, 1))

    class Pyramid(nn.Module):  # type: ignore[misc, name-defined]
        """The largest of growing windows beside the picture itself."""

        def __init__(self, channels: int) -> None:
            super().__init__()
            self.first, self.pool, self.last = conv(channels, channels // 2), nn.MaxPool2d(5, 1, 2), conv(2 * channels, channels)

        def forward(self, x: Any) -> Any:
            """The shape stays."""
            parts = [self.first(x)]
            for _ in range(3):
                parts.append(self.pool(parts[-1]))
            return self.last(torch.cat(parts, 1))

    class Attention(nn.Module):  # type: ignore[misc, name-defined]
        """Each place of the picture asks all others; the values' neighbourhoods are added."""

        def __init__(self, channels: int) -> None:
            super().__init__()
            self.heads, self.width = channels // 64, 64
            self.qkv, self.last = conv(channels, 2 * channels, act=False), conv(channels, channels, act=False)
            self.near = conv(channels, channels, 3, groups=channels, act=False)

        def forward(self, x: Any) -> Any:
            """The shape stays."""
            n, c, h, w = x.shape
            q, k, v = self.qkv(x).view(n, self.heads, 2 * self.width, h * w).split([self.width // 2, self.width // 2, self.width], 2)
            weights = ((q.transpose(-2, -1) @ k) * (self.width // 2) ** -0.5).softmax(-1)
            return self.last((v @ weights.transpose(-2, -1)).view(n, c, h, w) + self.near(v.reshape(n, c, h, w)))

    def narrow(channels: int) -> Any:
        return Around(conv(channels, channels // 2, 3), conv(channels // 2, channels, 3))

    def plain(channels: int) -> Any:
        return Around(conv(channels, channels, 3), conv(channels, channels, 3))

    def shallow(inputs: int, outputs: int, hidden: int) -> Any:
        return Split(inputs, outputs, hidden, [narrow(hidden)])

    def deep(inputs: int, outputs: int) -> Any:
        hidden = outputs // 2
        return Split(inputs, outputs, hidden, [Split(hidden, hidden, hidden // 2, [plain(hidden // 2), plain(hidden // 2)], all_joined=False)])

    def head(channels: int) -> Any:
        boxes = nn.Sequential(conv(channels, 64, 3), conv(64, 64, 3), nn.Conv2d(64, 64, 1))
        separable = [*conv(channels, channels, 3, groups=channels), *conv(channels, classes), *conv(classes, classes, 3, groups=classes)]
        return nn.ModuleList([boxes, nn.Sequential(*separable, conv(classes, classes), nn.Conv2d(classes, classes, 1))])

    class Detector(nn.Module):  # type: ignore[misc, name-defined]
        """Down by 32, up again by four, down again; a head at each of the last three sizes."""

        def __init__(self) -> None:
            super().__init__()
            self.down1 = nn.Sequential(conv(3, 16, 3, 2), conv(16, 32, 3, 2), shallow(32, 64, 16), conv(64, 64, 3, 2), shallow(64, 128, 32))
            self.down2 = nn.Sequential(conv(128, 128, 3, 2), deep(128, 128))
            attention = Around(Attention(128)), Around(conv(128, 256), conv(256, 128, act=False))
            joined = Split(256, 256, 128, [nn.Sequential(*attention)], all_joined=False)
            self.down3 = nn.Sequential(conv(128, 256, 3, 2), deep(256, 256), Pyramid(256), joined)
            self.up1, self.up2 = shallow(384, 128, 64), shallow(256, 64, 32)
            self.step1, self.step2 = conv(64, 64, 3, 2), conv(128, 128, 3, 2)
            self.again1, self.again2 = shallow(192, 128, 64), deep(384, 256)
            self.heads = nn.ModuleList([head(64), head(128), head(256)])

        def forward(self, x: Any) -> Any:
            """(N, 3, H, W) -> three maps."""
            large = self.down1(x)
            middle = self.down2(large)
            small = self.down3(middle)
            middle = self.up1(torch.cat([F.interpolate(small, scale_factor=2.0), middle], 1))
            large = self.up2(torch.cat([F.interpolate(middle, scale_factor=2.0), large], 1))
            middle = self.again1(torch.cat([self.step1(large), middle], 1))
            small = self.again2(torch.cat([self.step2(middle), small], 1))
            return [torch.cat([part(y) for part in head], 1) for head, y in zip(self.heads, (large, middle, small), strict=True)]

    torch.manual_seed(0)
    return Detector()


def detector_step(torch: Any, pixels: int, batch: int) -> Callable[[], Any]:
    """Forward and backward over a batch of square pictures."""
    model, pictures = network(torch), normal(torch, batch, 3, pixels, pixels)

    def step() -> Any:
        for parameter in model.parameters():
            parameter.grad = None
        loss = sum((y * y).mean() for y in model(pictures))
        loss.backward()
        return loss

    return step


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pixels", type=int, nargs="*", default=[320, 640])
    parser.add_argument("--batch", type=int, nargs="*", default=[1, 4])
    parser.add_argument("--threads", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    import torch

    for pixels, batch in product(options.pixels, options.batch):
        steps = [detector_step(library, pixels, batch) for library in (autograd, torch)]
        for threads in options.threads:
            for library in (autograd, torch):
                library.set_num_threads(threads)
            ours, theirs = (step().item() for step in steps)
            assert abs(ours - theirs) < 1e-3 * abs(theirs), (ours, theirs)
            print(text(result(f"detector, {pixels} pixels, batch {batch}, {threads} threads", "µs", paired(steps, options.rounds))), flush=True)


if __name__ == "__main__":
    main()
