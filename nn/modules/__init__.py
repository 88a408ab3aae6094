"""The layers, a file per concept."""

import importlib
from typing import Any as _Any

from .activation import *
from .adaptive import *
from .attention import *
from .container import *
from .conv import *
from .distance import *
from .dropout import *
from .embedding import *
from .linear import *
from .loss import *
from .module import Module
from .normalisation import *
from .padding import *
from .pooling import *
from .recurrent import *
from .reshaping import *
from .transformer import *


def __getattr__(name: str) -> _Any:
    """PyTorch's names of the files: ``nn.modules.batchnorm`` is `nn.modules.normalisation`."""
    if not name.startswith("__"):
        try:
            return importlib.import_module(f"autograd.nn.modules.{name}")
        except ModuleNotFoundError:
            pass
    raise AttributeError(f"module 'nn.modules' has no attribute {name!r}")
