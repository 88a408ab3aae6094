"""Lookup tables: an integer picks a row of learnt numbers."""
from autograd.nn.modules.sparse import Embedding as Embedding
from autograd.nn.modules.sparse import EmbeddingBag as EmbeddingBag
