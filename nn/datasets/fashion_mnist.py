"""Fashion-MNIST: 70,000 pictures of clothes, in the form of MNIST.  H. Xiao, K. Rasul & R. Vollgraf 2017, arXiv:1708.07747."""

from __future__ import annotations

from .files import Source
from .mnist import MNIST, Array, load

__all__ = ["FashionMNIST", "load_data"]

SOURCE = Source(
    "Fashion-MNIST",
    ("fashion_mnist", "FashionMNIST/raw", "fashion-mnist"),  # never the folder itself: MNIST's files have the same names
    ("https://storage.googleapis.com/tensorflow/tf-keras-datasets/", "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
    {},
    {
        "train-images-idx3-ubyte": "08dc20ab1689590a0bcd66e874647b6ee8464e2d501b5a3f1f78831db19a3fdc",
        "train-labels-idx1-ubyte": "b0197879cbda89f3dc7b894f9fd52b858e68ea4182b6947c9d8c2b67e5f18dcc",
        "t10k-images-idx3-ubyte": "78dcbbfb5a27efaf1b6c1d616caca68560be8766c5bffcb2791df9273a534229",
        "t10k-labels-idx1-ubyte": "42bd18137a62d5998cdeae52bf3a0676ac6b706f5cf8439b47bb5b151ae3dccf",
    },
    ending=".gz",
)


def load_data() -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """(x_train, y_train), (x_test, y_test): 60,000 and 10,000 images (28, 28), 0 to 255, and their labels; uint8."""
    return load(SOURCE)


class FashionMNIST(MNIST):
    """Fashion-MNIST as samples for a DataLoader; see `MNIST`. The files are those in ``root/FashionMNIST/raw``."""

    source = SOURCE
    classes = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
