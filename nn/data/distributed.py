"""Samples divided among processes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import autograd
from autograd import distributed

from .sampler import Sampler

__all__ = ["DistributedSampler"]


class DistributedSampler(Sampler[int]):
    """The share of one of ``num_replicas`` processes, number ``rank``, in the samples: every ``num_replicas``-th of an order.

    By default these are all processes of `distributed.init_process_group`, and this one.

    With ``shuffle`` the order is drawn from ``seed`` and the epoch, which `set_epoch` tells: the same in all processes. For all to have as many
    samples, the first are given out again at the end; with ``drop_last`` the last are left out instead.

    >>> list(DistributedSampler(range(5), num_replicas=2, rank=1, shuffle=False))
    [1, 3, 0]
    """

    def __init__(
        self,
        dataset: Any,
        num_replicas: int | None = None,
        rank: int | None = None,
        shuffle: bool = True,
        seed: int = 0,
        drop_last: bool = False,
    ) -> None:
        num_replicas = distributed.get_world_size() if num_replicas is None else num_replicas
        rank = distributed.get_rank() if rank is None else rank
        if not 0 <= rank < num_replicas:
            raise ValueError(f"Invalid rank {rank}, rank should be in the interval [0, {num_replicas - 1}]")
        self.dataset, self.num_replicas, self.rank = dataset, num_replicas, rank
        self.shuffle, self.seed, self.drop_last, self.epoch = shuffle, seed, drop_last, 0
        length = len(dataset)
        self.num_samples = length // num_replicas if drop_last else math.ceil(length / num_replicas)
        self.total_size = self.num_samples * num_replicas

    def __iter__(self) -> Iterator[int]:
        length = len(self.dataset)
        if self.shuffle:
            order = autograd.randperm(length, generator=autograd.Generator().manual_seed(self.seed + self.epoch)).tolist()
        else:
            order = list(range(length))
        if length and self.total_size > length:
            order *= math.ceil(self.total_size / length)
        return iter(order[self.rank : self.total_size : self.num_replicas])

    def __len__(self) -> int:
        return self.num_samples

    def set_epoch(self, epoch: int) -> None:
        """Say which epoch comes next: each has its own order."""
        self.epoch = epoch
