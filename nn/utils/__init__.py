"""Work on parameters and gradients: clipping, flattening, reparametrisation, sequences of different lengths."""

from . import fusion, parametrizations, parametrize, rnn
from .clip_grad import *
from .convert_parameters import *
from .fusion import *
from .weight_normalisation import *
