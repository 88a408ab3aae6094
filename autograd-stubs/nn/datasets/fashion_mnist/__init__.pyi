"""Fashion-MNIST: 70,000 pictures of clothes, in the form of MNIST.  H. Xiao, K. Rasul & R. Vollgraf 2017, arXiv:1708.07747."""
from autograd.nn.datasets.mnist import MNIST as _MNIST
from numpy import dtype as _numpy_dtype
from numpy import ndarray as _numpy_ndarray
from numpy import uint8 as _numpy_uint8
from typing import Any as _Any
class FashionMNIST(_MNIST):
    """Fashion-MNIST as samples for a DataLoader; see `MNIST`. The files are those in ``root/FashionMNIST/raw``."""
    source: _Any
    classes: _Any
def load_data() -> tuple[tuple[_numpy_ndarray[_Any, _numpy_dtype[_numpy_uint8]], _numpy_ndarray[_Any, _numpy_dtype[_numpy_uint8]]], tuple[_numpy_ndarray[_Any, _numpy_dtype[_numpy_uint8]], _numpy_ndarray[_Any, _numpy_dtype[_numpy_uint8]]]]: """(x_train, y_train), (x_test, y_test): 60,000 and 10,000 images (28, 28), 0 to 255, and their labels; uint8."""
