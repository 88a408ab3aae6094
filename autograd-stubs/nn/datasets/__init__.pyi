"""Real data: `digits` comes with the package and needs no network; the others are downloaded once."""
from autograd.nn.datasets.fashion_mnist import FashionMNIST as FashionMNIST
from autograd.nn.datasets.mnist import MNIST as MNIST
from autograd.nn.datasets.bundled import digits as digits
from . import bundled as bundled
from . import fashion_mnist as fashion_mnist
from . import files as files
from . import mnist as mnist
from . import tiny_shakespeare as tiny_shakespeare
