"""The layers, a file per concept."""

from .activation import *
from .container import *
from .conv import *
from .distance import *
from .dropout import *
from .linear import *
from .loss import *
from .module import Module
from .padding import *
from .pooling import *
from .reshaping import *
