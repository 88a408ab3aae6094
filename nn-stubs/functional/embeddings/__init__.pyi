"""See `autograd.nn.functional.embeddings`."""
from autograd.nn.functional.embeddings import *
