"""The data sets whose files lie in this folder. A ``.md`` file beside each names its source and licence."""
from autograd import Tensor as _Tensor
def digits() -> tuple[_Tensor, _Tensor]: """The 1,797 handwritten digits of the UCI repository: images and labels, in the order of the original.

    images: (1797, 8, 8), float32, 0 for paper to 1 for ink. labels: (1797,), int64, 0 to 9.

    There is no split into training and test data: shuffle first, since neighbours were written by the same hand.
    Source: E. Alpaydin & C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, CC BY 4.0."""
