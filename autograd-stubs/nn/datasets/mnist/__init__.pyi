"""MNIST: 70,000 handwritten digits. Y. LeCun, C. Cortes & C. J. C. Burges, "The MNIST database of handwritten digits".

    Its four files are found or downloaded as ``files.py`` says."""
from autograd import Tensor as _Tensor
from autograd.nn.datasets.files import Source as _Source
from autograd.utils.data.dataset import Dataset as _Dataset
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from numpy import dtype as _numpy_dtype
from numpy import ndarray as _numpy_ndarray
from numpy import uint8 as _numpy_uint8
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class MNIST(_Dataset[_Any]):
    """MNIST as samples for a DataLoader, as in torchvision.

    A sample is ``(image, label)``: the image a float32 Tensor (1, 28, 28), 0 for paper to 1 for ink (what torchvision gives with its ToTensor),
    on which ``transform`` is called; the label an int, on which ``target_transform`` is called. ``data`` (N, 28, 28) and ``targets`` (N) hold all.
    The files are those in ``root/MNIST/raw``, where ``download=True`` puts them, in the folder named by WGRAD_DATA, or in the cache."""
    source: _ClassVar[_Source]
    classes: _ClassVar[_Sequence[str]]
    root: _Any
    train: bool
    transform: _Callable[[_Tensor], _Any] | None
    target_transform: _Callable[[int], _Any] | None
    data: _Tensor
    targets: _Tensor
    def __init__(self, root: _Any = None, train: bool = True, transform: _Callable[[_Tensor], _Any] | None = None, target_transform: _Callable[[int], _Any] | None = None, download: bool = False) -> None: ...
    @property
    def class_to_idx(self) -> dict[str, int]: """The label of each class."""
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> tuple[_Any, _Any]: ...
def load_data() -> tuple[tuple[_numpy_ndarray[_Any, _numpy_dtype[_numpy_uint8]], _numpy_ndarray[_Any, _numpy_dtype[_numpy_uint8]]], tuple[_numpy_ndarray[_Any, _numpy_dtype[_numpy_uint8]], _numpy_ndarray[_Any, _numpy_dtype[_numpy_uint8]]]]: """(x_train, y_train), (x_test, y_test): 60,000 and 10,000 images (28, 28), 0 for paper to 255 for ink, and their labels; uint8."""
