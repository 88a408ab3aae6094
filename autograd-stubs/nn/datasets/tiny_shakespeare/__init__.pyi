"""Tiny Shakespeare: a million characters of the plays, for models of text.  A. Karpathy 2015, github.com/karpathy/char-rnn."""
def load_data() -> str: """The text: 1,115,394 characters, 65 different ones, found or downloaded as ``files.py`` says."""
