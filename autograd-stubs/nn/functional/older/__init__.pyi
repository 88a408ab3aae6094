"""Older functions of layers, that PyTorch keeps under ``torch`` itself for the programs that call them."""
