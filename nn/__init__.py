"""Neural networks: layers as modules (``nn.Linear``), and as functions (``nn.functional``).

>>> import autograd as torch, nn
>>> _ = torch.manual_seed(0)
>>> model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
>>> model(torch.ones(3, 2)).shape
torch.Size([3, 1])
"""

from . import functional, init, modules, parameter, utils
from .modules import *
from .parameter import Buffer, Parameter, UninitializedBuffer, UninitializedParameter
