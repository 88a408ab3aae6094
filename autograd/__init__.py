"""wgrad: a tiny reverse-mode autograd engine on NumPy, with PyTorch's names.

>>> import autograd as torch
>>> w = torch.tensor([5.0], requires_grad=True)
>>> loss = (w - 2) ** 2
>>> loss.backward()
>>> w.grad
tensor([6.])
"""

from __future__ import annotations

import warnings

# PyTorch computes log(0) and 0/0 in silence. NumPy warns, attributing the warning to the module that called it: silence those of ours.
warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"(autograd|nn|optim)(\.|$)")

from . import dtypes, engine, op, tensor
from .dtypes import *
from .dtypes import bool_ as bool
from .engine import backward, enable_grad, grad, inference_mode, is_grad_enabled, is_inference_mode_enabled, no_grad, set_grad_enabled
from .tensor import Size, Tensor, wrap
from .ops.conversion import *
from .ops.arithmetic import *
from .ops.comparison import *
from .ops.elementwise import *
from .ops.shape import *
from .ops.reduction import *
from .ops.indexing import *
from .ops.linear_algebra import *
from .ops.softmax import *
