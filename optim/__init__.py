"""Optimizers, and schedulers of their learning rates (``optim.lr_scheduler``)."""

import importlib
import sys

if __name__ == "optim":  # `import optim`, where nobody else has the name: the one package, which is called autograd.optim
    sys.modules["optim"] = importlib.import_module("autograd.optim")
else:
    from autograd.core.errors import refuse as _refuse

    from . import lr_scheduler
    from .adam import *
    from .adaptive import *
    from .lbfgs import *
    from .muon import *
    from .optimizer import *
    from .sgd import *

    __getattr__ = _refuse("autograd.optim")
