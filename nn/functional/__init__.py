"""The layers' mathematics without state: ``import nn.functional as F``."""

from .linear import *
from .loss import *
