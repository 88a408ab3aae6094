"""wgrad: a tiny reverse-mode autograd engine on NumPy, with PyTorch's names.

>>> import autograd as torch
>>> w = torch.tensor([5.0], requires_grad=True)
>>> loss = (w - 2) ** 2
>>> loss.backward()
>>> w.grad
tensor([6.])

This file composes PyTorch's namespace from the floors of the house, bottom to top: machine, core, ops, creation, transforms, distributed,
files, graph, pytorch. Nothing imports it but programs.
"""

from __future__ import annotations

import importlib
import math
import sys
from types import ModuleType
from typing import Any

from .machine import absent, finder, process

process.prepare()
with process.collection_paused():
    from .machine.threads import *
    from .core.size import *
    from .core.dtypes import *
    from .core.dtypes import bool_ as bool
    from .core.dtypes import float32 as float
    from .core.dtypes import int32 as int
    from .core.modes import *
    from .core.tensor import *
    from .core.device import *
    from .core.errors import NoSuchName
    from .core.sweep import *
    from .core import views as _views
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
    from .ops.distance import *
    from .ops.linear_algebra import *
    from .ops.decomposition import *
    from .ops.norms import *
    from .ops.softmax import *
    from .ops import arguments as _arguments, layout as _layout, numpy_door as _numpy_door
    from .creation.factories import *
    from .creation.random import *
    from .creation.storage import *
    from .transforms.function import *
    from .files.printing import *
    from .files import copying as _copying
    from .pytorch.older import *
    from .pytorch.settings import *
    from .pytorch import addresses as _addresses

    _arguments.offer(globals(), _arguments.WRITERS)

__version__ = "0.1.0"

e, inf, nan, pi = math.e, math.inf, math.nan, math.pi
newaxis = None

autograd = sys.modules["autograd.autograd"] = sys.modules[__name__]  # torch.autograd is a module of its own: here it is the whole
process.find_at(_addresses.ADDRESSES, _addresses.FOLDERS)

# what is imported when it is first asked for
_MODULES = frozenset(
    """
    _C accelerator amp backends compiler cuda distributed distributions func function functional futures fx graph hub jit linalg multiprocessing nn
    optim overrides profiler random serialization sparse special storage testing utils version
    """.split()
)
_LATER = {
    "save": "autograd.files.serialization",
    "load": "autograd.files.serialization",
    "Future": "autograd.futures",
    "sparse_coo_tensor": "autograd.sparse",
    "spmm": "autograd.sparse",
    "vmap": "autograd.transforms.func",
    "embedding": "autograd.nn.functional.older",
    **dict.fromkeys(("GradcheckError", "gradcheck", "gradgradcheck"), "autograd.transforms.gradcheck"),
    **{f"{name}_window": "autograd.creation.windows" for name in ("bartlett", "blackman", "hamming", "hann", "kaiser")},
} | dict.fromkeys(
    """
    adaptive_avg_pool1d adaptive_max_pool1d alpha_dropout avg_pool1d bilinear binary_cross_entropy_with_logits celu
    celu_ channel_shuffle conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d cosine_embedding_loss cosine_similarity
    ctc_loss dropout feature_alpha_dropout group_norm hardshrink hinge_embedding_loss
    kl_div layer_norm margin_ranking_loss max_pool1d max_pool2d max_pool3d pairwise_distance pdist pixel_shuffle
    pixel_unshuffle poisson_nll_loss prelu rms_norm rrelu rrelu_ selu selu_ threshold threshold_ triplet_margin_loss
    """.split(),
    "autograd.nn.functional",
)
# methods that are functions as well, beside those that are functions first
_METHODS = frozenset(
    """
    abs_ acos_ acosh_ addmv_ arccos_ arccosh_ arcsin_ arcsinh_ arctan_ arctanh_ as_strided_ asin_ asinh_ atan_ atanh_ ceil_ clamp_max_
    clamp_min_ clip_ cos_ cosh_ deg2rad_ detach detach_ erf_ erfc_ exp2_ exp_ expm1_ fill_ fix_ floor_ frac_ gcd_ index_put_ is_distributed
    is_neg lcm_ ldexp_ log10_ log1p_ log2_ log_ logit_ nan_to_num_ neg_ negative_ rad2deg_ reciprocal_ resize_as_ round_ rsqrt_ sigmoid_
    sin_ sinc_ sinh_ sqrt_ square_ tan_ tanh_ trunc_ xlogy_ zero_
    """.split()
)


def _attach_from(module: str, function: str, method: str) -> None:
    """Make a function of a module that is imported when it is first needed a method of Tensor."""

    def call(self: Tensor, *args: Any, **kwargs: Any) -> Any:
        return getattr(importlib.import_module(module), function)(self, *args, **kwargs)

    call.__name__, call.__doc__ = method, f"See `{module}.{function}`."
    setattr(Tensor, method, call)


_attach_from("autograd.graph", "draw", "graph")
_attach_from("autograd.sparse", "to_sparse", "to_sparse")
_attach_from("autograd.nn.functional", "hardshrink", "hardshrink")
_attach_from("autograd.nn.functional", "prelu", "prelu")


def __dir__() -> list[str]:
    here = {name for name, value in globals().items() if not name.startswith("_") and not isinstance(value, ModuleType)}
    return sorted(
        (here - {"Any", "ModuleType", "NoSuchName", "annotations"}) | {"autograd", "__version__"} | _METHODS | (_MODULES - {"_C"}) | set(_LATER)
    )


def __getattr__(name: str) -> Any:
    if name in _METHODS:
        return getattr(Tensor, name)
    if name in _MODULES:
        return importlib.import_module(f"autograd.{name}")
    if name in _LATER:
        if name == "load":
            importlib.import_module("autograd.nn")  # files may hold parameters
        return getattr(importlib.import_module(_LATER[name]), name)
    if f"autograd.{name}" in finder.OF_ANOTHER_PACKAGE:
        raise AttributeError(finder.another_package(f"autograd.{name}"))
    if name.startswith("_foreach_"):
        return getattr(importlib.import_module("autograd.pytorch.foreach"), name)
    stand_in = absent.mention("autograd", name)
    if stand_in is not None:
        return stand_in
    raise NoSuchName(f"module 'autograd' has no attribute {name!r}: wgrad does not have this part of PyTorch", "autograd", name)
