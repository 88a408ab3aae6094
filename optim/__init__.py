"""Optimizers, and schedulers of their learning rates (``optim.lr_scheduler``)."""

from . import lr_scheduler
from .adam import *
from .adaptive import *
from .lbfgs import *
from .optimizer import *
from .sgd import *
