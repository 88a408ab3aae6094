"""Tensors outside the process: as text, as copies and pickles, as files."""
