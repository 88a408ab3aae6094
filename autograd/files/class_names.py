"""PyTorch's names of our classes and functions, which files hold, and what those names stand for here."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from ..core.dtypes import dtype

__all__ = ["pytorch_name", "pytorch_object"]

MODULES = {  # the module of torch.nn.modules that has a layer, where it is not called as ours is
    name: module
    for module, names in {
        "activation": "MultiheadAttention",
        "batchnorm": "BatchNorm1d BatchNorm2d BatchNorm3d LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d SyncBatchNorm",
        "channelshuffle": "ChannelShuffle",
        "flatten": "Flatten Unflatten",
        "fold": "Fold Unfold",
        "instancenorm": "InstanceNorm1d InstanceNorm2d InstanceNorm3d LazyInstanceNorm1d LazyInstanceNorm2d LazyInstanceNorm3d",
        "linear": "NonDynamicallyQuantizableLinear",
        "normalization": "GroupNorm LayerNorm LocalResponseNorm RMSNorm",
        "pixelshuffle": "PixelShuffle PixelUnshuffle",
        "rnn": "GRU GRUCell LSTM LSTMCell RNN RNNBase RNNCell RNNCellBase",
        "sparse": "Embedding EmbeddingBag",
        "upsampling": "Upsample UpsamplingBilinear2d UpsamplingNearest2d",
    }.items()
    for name in names.split()
}
OTHER_NAMES = {("torch.nn.modules.linear", "NonDynamicallyQuantizableLinear"): ("torch.nn.modules.attention", "NonDynamicallyQuantizableLinear")}
OTHER_MODULES = {"torch._C._nn": "torch.nn.functional"}


def pytorch_name(obj: Any) -> tuple[str, str] | None:
    """The module and the name in it by which PyTorch knows a class, function or dtype of ours; None if PyTorch has none such.

    >>> from autograd import nn
    >>> pytorch_name(nn.BatchNorm1d)
    ('torch.nn.modules.batchnorm', 'BatchNorm1d')
    """
    if isinstance(obj, dtype):
        return "torch", obj.name
    home, name = getattr(obj, "__module__", None), getattr(obj, "__qualname__", None)
    if not isinstance(home, str) or not isinstance(name, str) or name[:1] == "_":
        return None
    floor, _, inside = home.removeprefix("autograd.").partition(".")
    if floor == "nn":
        room, _, last = inside.partition(".")
        place = {
            "modules": f"nn.modules.{MODULES.get(name, last)}",
            "functional": "nn.functional",
            "data": f"utils.data.{last}",
            "distributions": f"distributions.{last}",
            "keras": "",
        }.get(room, f"nn.{inside}")
    elif floor == "optim":
        place = f"optim.{inside if inside in ('lr_scheduler', 'optimizer') else name.lower()}"
    elif home.partition(".")[0] == "autograd":
        return ("torch", name) if getattr(sys.modules["autograd"], name, None) == obj else None
    else:
        return None
    try:
        return (f"torch.{place}", name) if place and pytorch_object(f"torch.{place}", name) == obj else None
    except AttributeError:
        return None


def pytorch_object(module: str, name: str) -> Any:
    """What a name of PyTorch's stands for here: found in our module of that name or, since we have fewer, in one above it.

    It imports what the name says, so a file's name comes here only if the user trusts the file. AttributeError if there is no such thing.
    """
    place, found_name = OTHER_NAMES.get((module, name), (OTHER_MODULES.get(module, module), name))
    path = "autograd" + place.removeprefix("torch")
    while path:
        try:
            found: Any = importlib.import_module(path)
            for part in found_name.split("."):
                found = getattr(found, part)
            return found
        except (ImportError, AttributeError):
            path = path.rpartition(".")[0]
    raise AttributeError(f"{module}.{name} is not part of wgrad: files that name it cannot be loaded")
