"""Optimizers that scale the step of each parameter by the gradients that it has seen: RMSprop, Adagrad, Adadelta, and Adam's variants."""
from autograd.optim.adadelta import ASGD as ASGD
from autograd.optim.adadelta import Adadelta as Adadelta
from autograd.optim.adadelta import Adafactor as Adafactor
from autograd.optim.adadelta import Adagrad as Adagrad
from autograd.optim.adadelta import Adamax as Adamax
from autograd.optim.adadelta import NAdam as NAdam
from autograd.optim.adadelta import RAdam as RAdam
from autograd.optim.adadelta import RMSprop as RMSprop
from autograd.optim.adadelta import Rprop as Rprop
