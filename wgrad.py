"""The package ``autograd`` by the name of its distribution: ``import wgrad as torch``, ``from wgrad import nn``."""

import sys

import autograd

sys.modules["wgrad"] = autograd
