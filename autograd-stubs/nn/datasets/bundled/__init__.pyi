"""The data sets whose files lie in this folder. A ``.md`` file beside each names its source and licence."""
from autograd import Tensor as _Tensor
def digits() -> tuple[_Tensor, _Tensor]: """The 1,797 handwritten digits of the UCI repository: images and labels, in the order of the original."""
