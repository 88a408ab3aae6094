"""The layers' mathematics without state: ``import nn.functional as F``."""

from autograd.core.errors import refuse as _refuse
from autograd.core.overrides import offer as _offer

from .affine import *
from .activation import *
from .loss import *
from .normalisation import *
from .dropouts import *
from .embeddings import *
from .attention import *
from .distance import *
from .convolution import *
from .fractional import *
from .pooling import *
from .resampling import *
from .folding import *
from .padding import *
from .multi_head import *

_offer(globals(), "torch.nn.functional")
__getattr__ = _refuse("autograd.nn.functional")
