"""From samples to batches: how samples are put together, and how they are taken from a data set."""
from typing import Any as _Any
def default_collate(batch: _Any) -> _Any: """Make a batch of a list of samples, one of its kind: tensors, arrays and numbers are stacked, dicts and sequences entry by entry."""
def default_convert(data: _Any) -> _Any: """One sample with its NumPy arrays and numbers as tensors, the rest as it is: what a DataLoader without batches yields."""
