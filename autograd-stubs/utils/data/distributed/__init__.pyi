"""Samples divided among processes."""
from autograd.utils.data.sampler import Sampler as _Sampler
from collections.abc import Iterator as _Iterator
from typing import Any as _Any
class DistributedSampler(_Sampler[int]):
    """The share of one of ``num_replicas`` processes, number ``rank``, in the samples: every ``num_replicas``-th of an order.

    By default these are all processes of `distributed.init_process_group`, and this one.

    With ``shuffle`` the order is drawn from ``seed`` and the epoch, which `set_epoch` tells: the same in all processes. For all to have as many
    samples, the first are given out again at the end; with ``drop_last`` the last are left out instead."""
    dataset: _Any
    num_replicas: int | None
    rank: int | None
    shuffle: bool
    seed: int
    drop_last: bool
    epoch: _Any
    num_samples: _Any
    total_size: _Any
    def __init__(self, dataset: _Any, num_replicas: int | None = None, rank: int | None = None, shuffle: bool = True, seed: int = 0, drop_last: bool = False) -> None: ...
    def __iter__(self) -> _Iterator[int]: ...
    def __len__(self) -> int: ...
    def set_epoch(self, epoch: int) -> None: """Say which epoch comes next: each has its own order."""
