"""Data sets, loaded as in Keras: ``(x_train, y_train), (x_test, y_test) = mnist.load_data()``."""

from ...datasets import fashion_mnist, mnist

__all__ = ["fashion_mnist", "mnist"]
