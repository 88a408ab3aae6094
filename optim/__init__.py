"""Optimizers, and schedulers of their learning rates (``optim.lr_scheduler``)."""

from .adam import *
from .optimizer import *
from .sgd import *
