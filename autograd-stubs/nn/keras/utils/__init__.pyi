"""Keras's ``utils``: labels as one-hot vectors, the seed, and data sets that are made batch by batch."""
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
class PyDataset:
    """Batches by number: a subclass defines ``__getitem__(i)``, the i-th batch (x, y) or (x, y, sample_weight), and ``__len__()``, their number.

    ``num_batches`` may be overridden to return None: then there is no end, and `fit` wants steps_per_epoch. `fit` takes the batches in another
    order in each epoch unless it is told shuffle=False. They are made in the thread that trains: ``workers``, ``use_multiprocessing`` and
    ``max_queue_size`` are kept, and change nothing."""
    workers: int
    use_multiprocessing: bool
    max_queue_size: int
    def __init__(self, workers: int = 1, use_multiprocessing: bool = False, max_queue_size: int = 10) -> None: ...
    def __getitem__(self, index: int) -> _Any: """The batch of this number."""
    @property
    def num_batches(self) -> int | None: """How many batches there are, None if there is no end."""
    def on_epoch_begin(self) -> None: """Called before each epoch."""
    def on_epoch_end(self) -> None: """Called after each epoch, for example to change the order of the samples."""
Sequence = PyDataset
from autograd.nn.keras.lookup import clear_session as clear_session
def set_random_seed(seed: int) -> None: """Seed Python's, NumPy's and autograd's random numbers."""
def to_categorical(x: _Any, num_classes: int | None = None) -> _numpy_ndarray[_Any, _Any]: """Class numbers as one-hot vectors: (*) -> (*, num_classes); (N, 1) counts as (N)."""
