"""Tiny Shakespeare: a million characters of the plays, for models of text.  A. Karpathy 2015, github.com/karpathy/char-rnn."""

from __future__ import annotations

from .files import Source, read

__all__ = ["load_data"]

NAME = "tinyshakespeare.txt"
SOURCE = Source(
    "Tiny Shakespeare",
    ("tiny_shakespeare", "", "*"),
    (
        "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
        "https://storage.googleapis.com/download.tensorflow.org/data/shakespeare.txt",
    ),
    {NAME: "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"},
)


def load_data() -> str:
    """The text: 1,115,394 characters, 65 different ones, found or downloaded as ``files.py`` says."""
    return read(SOURCE, NAME, lambda content: content.decode("ascii", "replace"))  # what is not ASCII has another SHA-256
