"""Real data: `digits` comes with the package and needs no network; the others are downloaded once."""

from . import fashion_mnist, mnist, tiny_shakespeare
from .bundled import digits
from .fashion_mnist import FashionMNIST
from .mnist import MNIST

__all__ = ["MNIST", "FashionMNIST", "digits", "fashion_mnist", "mnist", "tiny_shakespeare"]
