"""Optimizers, and schedulers of their learning rates (``optim.lr_scheduler``)."""
from autograd.optim.adaptive import Adadelta as Adadelta
from autograd.optim.adaptive import Adagrad as Adagrad
from autograd.optim.adam import Adam as Adam
from autograd.optim.adam import AdamW as AdamW
from autograd.optim.adaptive import Adamax as Adamax
from autograd.optim.lbfgs import LBFGS as LBFGS
from autograd.optim.adaptive import NAdam as NAdam
from autograd.optim.optimizer import Optimizer as Optimizer
from autograd.optim.adaptive import RAdam as RAdam
from autograd.optim.adaptive import RMSprop as RMSprop
from autograd.optim.sgd import SGD as SGD
from . import adam as adam
from . import adaptive as adaptive
from . import lbfgs as lbfgs
from . import lr_scheduler as lr_scheduler
from . import optimizer as optimizer
from . import sgd as sgd
