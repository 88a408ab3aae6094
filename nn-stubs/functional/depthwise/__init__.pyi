"""See `autograd.nn.functional.depthwise`."""
from autograd.nn.functional.depthwise import *
