"""``torch._C``: what libraries ask of PyTorch's compiled core, answered truthfully."""
from autograd.random import Generator as Generator
from autograd import Size as Size
