"""The layers, a file per concept."""

from .activation import *
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
