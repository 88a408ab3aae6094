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

# Names without an underscore are PyTorch's: editors show a reader of a program all of them.
import importlib as _importlib
import math as _math
import sys as _sys
from types import ModuleType as _ModuleType
from typing import Any as _Any

from .machine import absent as _absent, finder as _finder, process as _process

# the modules whose public names are PyTorch's top-level names, in the order in which they are imported
_PARTS = """
machine.threads
core.size core.dtypes core.memory_format core.modes core.tensor core.device core.sweep
ops.conversion ops.arithmetic ops.comparison ops.elementwise ops.special ops.bessel ops.shape ops.joining ops.reduction ops.cumulative ops.sorting
ops.indexing ops.distance ops.linear_algebra ops.decomposition ops.norms ops.softmax
creation.factories creation.random creation.storage
transforms.function
files.printing
pytorch.older pytorch.lowrank pytorch.settings
""".split()

_process.prepare()
with _process.collection_paused():
    for _part in map(_importlib.import_module, (f"autograd.{part}" for part in _PARTS)):
        globals().update((name, getattr(_part, name)) for name in _part.__all__)  # editors read the stubs: they would list what a star imports, too
    from .core import dtypes as _dtypes, overrides as _overrides, views as _views
    from .core.errors import NoSuchName as _NoSuchName
    from .core.tensor import Tensor as Tensor
    from .files import copying as _copying
    from .ops import arguments as _arguments, layout as _layout, numpy_door as _numpy_door
    from .pytorch import addresses as _addresses

    bool, float, int = _dtypes.bool_, _dtypes.float32, _dtypes.int32
    _arguments.offer(globals(), _arguments.WRITERS)
    _overrides.offer(globals(), "torch")

__version__ = "0.1.0"

e, inf, nan, pi = _math.e, _math.inf, _math.nan, _math.pi
newaxis = None

autograd = _sys.modules["autograd.autograd"] = _sys.modules[__name__]  # torch.autograd is a module of its own: here it is the whole
_process.find_at(_addresses.ADDRESSES, _addresses.FOLDERS)

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
    "compile": "autograd.transforms.compile",
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
    clamp_min_ clip_ cos_ cosh_ deg2rad_ detach detach_ erf_ erfc_ exp2_ exp_ expm1_ fill_ fix_ floor_ frac_ gcd_ i0_ index_put_ is_distributed
    is_neg lcm_ ldexp_ log10_ log1p_ log2_ log_ logit_ nan_to_num_ neg_ negative_ rad2deg_ reciprocal_ resize_as_ round_ rsqrt_ sigmoid_
    sin_ sinc_ sinh_ sqrt_ square_ tan_ tanh_ trunc_ xlogy_ zero_
    """.split()
)


def _attach_from(module: str, function: str, method: str) -> None:
    """Make a function of a module that is imported when it is first needed a method of Tensor."""

    def call(self: Tensor, *args: _Any, **kwargs: _Any) -> _Any:
        return getattr(_importlib.import_module(module), function)(self, *args, **kwargs)

    call.__name__, call.__doc__ = method, f"See `{module}.{function}`."
    setattr(Tensor, method, call)


_attach_from("autograd.graph", "draw", "graph")
_attach_from("autograd.sparse", "to_sparse", "to_sparse")
_attach_from("autograd.nn.functional", "hardshrink", "hardshrink")
_attach_from("autograd.nn.functional", "prelu", "prelu")


def __dir__() -> list[str]:
    here = {name for name, value in globals().items() if not name.startswith("_") and not isinstance(value, _ModuleType)}
    return sorted(here | {"autograd", "__version__"} | _METHODS | (_MODULES - {"_C"}) | set(_LATER))


def __getattr__(name: str) -> _Any:
    if name in _METHODS:
        return getattr(Tensor, name)
    if name in _MODULES:
        return _importlib.import_module(f"autograd.{name}")
    if name in _LATER:
        if name == "load":
            _importlib.import_module("autograd.nn")  # files may hold parameters
        return getattr(_importlib.import_module(_LATER[name]), name)
    if f"autograd.{name}" in _finder.OF_ANOTHER_PACKAGE:
        raise AttributeError(_finder.another_package(f"autograd.{name}"))
    if name.startswith("_foreach_"):
        return getattr(_importlib.import_module("autograd.pytorch.foreach"), name)
    stand_in = _absent.mention("autograd", name)
    if stand_in is not None:
        return stand_in
    raise _NoSuchName(f"module 'autograd' has no attribute {name!r}: wgrad does not have this part of PyTorch", "autograd", name)
