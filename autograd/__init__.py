"""wgrad: a tiny reverse-mode autograd engine on NumPy, with PyTorch's names.

>>> import autograd as torch
>>> w = torch.tensor([5.0], requires_grad=True)
>>> loss = (w - 2) ** 2
>>> loss.backward()
>>> w.grad
tensor([6.])
"""

from __future__ import annotations

import gc
import importlib
import math
import sys
import warnings
from typing import Any

# PyTorch computes log(0) and 0/0 in silence. NumPy warns, attributing the warning to the module that called it: silence those of ours.
warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"(autograd|nn|optim)(\.|$)")

# Nothing that importing makes is garbage. Python looks for some all the same: with NumPy's import, for a tenth of the time.
_collects = gc.isenabled()
gc.disable()
try:
    from . import addresses, copying, dtypes, engine, function, memory, op, views
    from .creation import *
    from .device import *
    from .dtypes import *
    from .dtypes import bool_ as bool
    from .dtypes import float32 as float
    from .dtypes import int32 as int
    from .engine import *
    from .modes import *
    from .function import *
    from .printing import *
    from .random import *
    from .size import *
    from .tensor import *
    from .storage import *
    from .threads import *
    from .ops.conversion import *
    from .ops.arithmetic import *
    from .ops.comparison import *
    from .ops.elementwise import *
    from .ops.special import *
    from .ops.shape import *
    from .ops.joining import *
    from .ops.reduction import *
    from .ops.cumulative import *
    from .ops.sorting import *
    from .ops.indexing import *
    from .ops.linear_algebra import *
    from .ops.decomposition import *
    from .ops.softmax import *
    from .ops.older import *
    from .stand_ins import *
    from .ops import layout as _layout, numpy_door as _numpy_door
finally:
    if _collects:
        gc.enable()

__version__ = "0.1.0"

e, inf, nan, pi = math.e, math.inf, math.nan, math.pi
newaxis = None

autograd = sys.modules["autograd.autograd"] = sys.modules[__name__]  # torch.autograd is a module of its own: here it is the whole
addresses.install(addresses.ADDRESSES)

# what lives elsewhere and is imported when first asked for
ELSEWHERE = {
    "linalg": "autograd.linalg",
    "func": "autograd.func",
    "functional": "autograd.functional",
    "graph": "autograd.graph",
    "checkpoint": "autograd.checkpoint",
    "utils": "autograd.utils",
    "nn": "nn",
    "optim": "optim",
    "distributions": "nn.distributions",
    **{name: f"autograd.stand_ins.{name}" for name in ("accelerator", "amp", "backends", "cuda", "jit", "version")},
}
NAMES_ELSEWHERE = {
    "save": "autograd.io",
    "load": "autograd.io",
    "vmap": "autograd.func",
    **dict.fromkeys(("GradcheckError", "gradcheck", "gradgradcheck"), "autograd.check"),
    **{f"{name}_window": "autograd.windows" for name in ("bartlett", "blackman", "hamming", "hann", "kaiser")},
} | dict.fromkeys(
    """
    adaptive_avg_pool1d adaptive_max_pool1d alpha_dropout avg_pool1d bilinear binary_cross_entropy_with_logits celu
    celu_ channel_shuffle conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d cosine_embedding_loss cosine_similarity
    ctc_loss dropout feature_alpha_dropout group_norm hardshrink hinge_embedding_loss
    kl_div layer_norm margin_ranking_loss max_pool1d max_pool2d max_pool3d pairwise_distance pdist pixel_shuffle
    pixel_unshuffle poisson_nll_loss prelu rms_norm rrelu rrelu_ selu selu_ threshold threshold_ triplet_margin_loss
    """.split(),
    "nn.functional",
)
# methods that are functions as well, beside those that are functions first
METHODS = frozenset(
    """
    abs_ acos_ acosh_ addmv_ arccos_ arccosh_ arcsin_ arcsinh_ arctan_ arctanh_ as_strided_ asin_ asinh_ atan_ atanh_ ceil_ clamp_max_
    clamp_min_ clip_ cos_ cosh_ deg2rad_ detach detach_ erf_ erfc_ exp2_ exp_ expm1_ fill_ fix_ floor_ frac_ gcd_ index_put_ is_distributed
    is_neg lcm_ ldexp_ log10_ log1p_ log2_ log_ logit_ nan_to_num_ neg_ negative_ rad2deg_ reciprocal_ resize_as_ round_ rsqrt_ sigmoid_
    sin_ sinc_ sinh_ sqrt_ square_ tan_ tanh_ trunc_ xlogy_ zero_
    """.split()
)


def _method_of_nn(name: str) -> Any:
    def method(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        result: Tensor = __getattr__(name)(self, *args, **kwargs)
        return result

    method.__name__, method.__doc__ = name, f"See `nn.functional.{name}`."
    return method


for _name in ("hardshrink", "prelu"):
    setattr(Tensor, _name, _method_of_nn(_name))


def __getattr__(name: str) -> Any:
    if name in METHODS:
        return getattr(Tensor, name)
    if name in ELSEWHERE:
        return importlib.import_module(ELSEWHERE[name])
    if name in NAMES_ELSEWHERE:
        return getattr(importlib.import_module(NAMES_ELSEWHERE[name]), name)
    raise AttributeError(f"module 'autograd' has no attribute {name!r}: wgrad does not have this part of PyTorch")
