"""Neural networks: layers as modules (``nn.Linear``), and as functions (``nn.functional``).

>>> import autograd as torch
>>> from autograd import nn
>>> _ = torch.manual_seed(0)
>>> model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
>>> model(torch.ones(3, 2)).shape
torch.Size([3, 1])
"""

import importlib
import sys

if __name__ == "nn":  # `import nn`, where nobody else has the name: the one package, which is called autograd.nn
    sys.modules["nn"] = importlib.import_module("autograd.nn")
else:
    from autograd.core.errors import refuse as _refuse

    from . import functional, init, modules, parallel, parameter, utils
    from .modules import *
    from .parameter import Buffer, Parameter, UninitializedBuffer, UninitializedParameter

    __getattr__ = _refuse("autograd.nn")
