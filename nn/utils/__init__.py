"""Work on parameters and gradients: clipping, flattening, reparametrisation, sequences of different lengths."""

from . import parametrizations, parametrize, rnn
from .clip_grad import *
from .convert_parameters import *
from .weight_normalisation import *
