"""The tour. ``python -m autograd`` takes one gradient step, then trains a network that reads handwritten digits."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import autograd
from autograd import Tensor
from autograd.distributed.launch import launch as start
from autograd.pytorch.run import run_script

EPOCHS, QUICK_EPOCHS = 20, 4
BATCH_SIZE = 32
SHADES = " .:-=+*#%@"


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see python -m autograd --help)\n")


def whole_number(least: int, most: int = 2**63 - 1) -> Callable[[str], int]:
    """The type of an option that takes a whole number from ``least`` to ``most``."""

    def convert(text: str) -> int:
        if text.strip().isdecimal() and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")

    return convert


def parser() -> Parser:
    """The command line: a subparser for each command, ``demo`` being the one that runs if none is named."""
    top = Parser(
        prog="python -m autograd",
        description="wgrad: a tiny autograd engine on NumPy that runs PyTorch code.",
        epilog="Without a command, demo runs; its options may follow at once, as in: python -m autograd --quick",
    )
    top.add_argument("--version", action="version", version=f"wgrad {autograd.__version__}")
    commands = top.add_subparsers(title="commands", dest="command", metavar="COMMAND")

    demo = commands.add_parser("demo", help="one gradient step, then a network that learns to read digits (options: demo --help)")
    demo.description = "One gradient step with w.grad, then a network that learns to read handwritten digits."
    demo.add_argument("--epochs", type=whole_number(1, 10_000), default=EPOCHS, metavar="N", help=f"passes over the data (default {EPOCHS})")
    demo.add_argument("--quick", dest="epochs", action="store_const", const=QUICK_EPOCHS, help=f"the same as --epochs {QUICK_EPOCHS}")
    demo.add_argument("--seed", type=whole_number(0), default=0, metavar="N", help="another split, other initial weights (default 0)")
    demo.add_argument("--pictures", default=".", metavar="FOLDER", help="where backward.html and backward.svg are written (default: here)")
    demo.set_defaults(run=run_demo)

    run = commands.add_parser("run", help="run a script that was written for PyTorch: run script.py [arguments of the script]")
    run.description = "Run a script that was written for PyTorch on this engine, unchanged: its `import torch` finds wgrad."
    run.add_argument("script", help="the script's file")
    run.add_argument("arguments", nargs=argparse.REMAINDER, help="what follows goes to the script")
    run.set_defaults(run=lambda options: run_script(options.script, options.arguments))

    launch = commands.add_parser("launch", help="run a script in several processes: launch -n 4 script.py [arguments of the script]")
    launch.description = "Run a script in several processes, started by MPI's mpiexec; see docs/how-to/many-processes.md."
    launch.add_argument("-n", "--nproc-per-node", dest="count", type=whole_number(1, 1 << 20), required=True, metavar="N", help="how many")
    launch.add_argument("--hostfile", metavar="FILE", help="the machines to use, a name on each line, as mpiexec -f takes it")
    launch.add_argument("script", help="the script's file")
    launch.add_argument("arguments", nargs=argparse.REMAINDER, help="what follows goes to the script")
    launch.set_defaults(run=lambda options: start(options.script, options.arguments, options.count, options.hostfile))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help", "--version")):
        arguments.insert(0, "demo")
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options) or 0
        if options.run is run_demo:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        if options.run is not run_demo:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # who read it has gone, as `head` does: nothing more is said
        return 141
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130


# ---------------------------------------------------------------------------------------------------------------- the demo


def run_demo(options: argparse.Namespace) -> None:
    """The default command."""
    print("1. One step downhill: w starts at 5, the loss is (w - 2) ** 2, the learning rate 0.1\n")
    gradient_step(Path(options.pictures))
    print("\n2. A network learns to read: 1,797 real handwritten digits of 8 x 8 pixels, a fifth of them held out\n")
    read_digits(options.epochs, options.seed)
    print(
        "\n3. Try next\n\n"
        f"python -m autograd --seed {options.seed + 1}     another split of the digits, other initial weights\n"
        "python -m autograd --help       what else there is\n"
        "import autograd as torch        in a PyTorch script of your own, instead of: import torch"
    )


def gradient_step(folder: Path) -> None:
    """The whole of gradient descent, on one number; and pictures of its backward pass."""
    from autograd.graph import record

    w = autograd.tensor([5.0], requires_grad=True)
    with record({"w": w}) as tape:
        loss = (w - 2) ** 2
        loss.backward()
    assert w.grad is not None
    print("Gradient:", w.grad.item())
    with autograd.no_grad():
        w -= 0.1 * w.grad
    print("Updated Weight:", w.item())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        print(f"\nIts backward pass, step by step: open {tape.save(folder / 'backward.html')} in a browser")
        print(f"The same as an animated picture: {tape.save(folder / 'backward.svg')}")
    except OSError as error:
        print(f"\nThe pictures could not be written: {error}")
    except RuntimeError as error:  # there is no Graphviz
        print(textwrap.fill(f"No animated picture: {error}", 108))


def read_digits(epochs: int, seed: int) -> None:
    """Train on four fifths of the digits; after each epoch, test on the fifth that the network never sees."""
    from tqdm import tqdm

    from autograd import nn, optim
    from autograd.nn.datasets import digits

    start = time.perf_counter()
    autograd.manual_seed(seed)
    images, labels = digits()
    order = autograd.randperm(len(images))
    held_out, training = order[: len(order) // 5], order[len(order) // 5 :]
    pixels = images.flatten(1)  # (N, 64)
    pixels = (pixels - pixels[training].mean()) / pixels[training].std()

    model = nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Dropout(0.5), nn.Linear(256, 10))
    loss_function = nn.CrossEntropyLoss()
    optimizer = optim.Adam(model.parameters(), lr=3e-3)

    batches = -(-len(training) // BATCH_SIZE)
    with tqdm(total=epochs * batches, desc="training", unit=" batches", leave=False) as bar:
        for epoch in range(1, epochs + 1):
            model.train()
            total = 0.0
            for batch in training[autograd.randperm(len(training))].split(BATCH_SIZE):
                loss = loss_function(model(pixels[batch]), labels[batch])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total += loss.item() * len(batch)
                bar.update()

            model.eval()
            with autograd.no_grad():
                guesses = model(pixels[held_out]).argmax(1)
            right = int((guesses == labels[held_out]).sum())
            bar.write(f"epoch {epoch:2}   loss {total / len(training):.4f}   held-out accuracy {right / len(held_out):.1%}")

    seconds = time.perf_counter() - start
    print(f"\n{right} of {len(held_out)} held-out digits read correctly, after {seconds:.1f} s. Five of them, and what it reads:\n")
    print(side_by_side(images[held_out[:5]]))
    print("".join(f"{f'-> {guess}':^18}" for guess in guesses[:5].tolist()).rstrip())


def side_by_side(images: Tensor) -> str:
    """Images (N, H, W) of values from 0 to 1 as rows of characters, two to a pixel."""
    rows = [[SHADES[round(value * (len(SHADES) - 1))] * 2 for value in row] for image in images.tolist() for row in image]
    height = images.shape[1]
    lines = ["  ".join("".join(row) for row in rows[y::height]) for y in range(height)]
    return "\n".join(line.rstrip() for line in lines)


if __name__ == "__main__":
    sys.exit(main())
