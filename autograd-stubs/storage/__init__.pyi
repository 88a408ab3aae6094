"""What a tensor says of the memory under it, and how it can be given another size of it."""
from autograd import Tensor as _Tensor
class UntypedStorage:
    """The memory that a tensor shares with those that it is a view of, and with its own views."""
    whole: _Tensor
    def __init__(self, whole: _Tensor) -> None: ...
    def nbytes(self) -> int: """Its size in bytes."""
    def size(self) -> int: """Its size in bytes."""
    def __len__(self) -> int: """Its size in bytes."""
    def data_ptr(self) -> int: """The address of its first byte."""
def get_device(input: _Tensor) -> int: """-1: the tensor is on the CPU."""
def is_inference(input: _Tensor) -> bool: """False: tensors made in `inference_mode` are like others here, and can be part of a graph."""
def is_same_size(input: _Tensor, other: _Tensor) -> bool: """True if both have the same shape."""
def is_signed(input: _Tensor) -> bool: """True if the dtype has negative numbers."""
