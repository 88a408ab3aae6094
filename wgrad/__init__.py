"""The package ``autograd`` by the name of its distribution: ``import wgrad as torch``, ``from wgrad import nn``."""

import sys as _sys

import autograd

_sys.modules["wgrad"] = autograd
