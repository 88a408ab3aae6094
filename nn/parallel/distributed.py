"""DistributedDataParallel: a model that several processes train, each on its share of every batch.

All have the same parameters. Each process computes the gradients of its share; they are averaged, and so all take the same step. As soon as the
backward pass has completed the gradients of some parameters (a bucket), they are sent, while it computes the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograd import Tensor, is_grad_enabled, no_grad
from autograd.core.sweep import nodes_behind
from autograd.core.tensor import wrap
from autograd.distributed import ReduceOp, all_gather_object, all_reduce, broadcast
from autograd.distributed.processes import resolve

from ..modules.module import Module

__all__ = ["DistributedDataParallel"]

LARGE = 1 << 20  # bytes: the first bucket has as many, to be on its way early; a gradient that has as many is sent by itself


class _Bucket:
    """Parameters whose gradients are sent together: packed one after another, or one by itself from where it lies."""

    def __init__(self, parameters: list[Tensor]) -> None:
        self.parameters = parameters
        self.ends = np.cumsum([p.array.size for p in parameters]).tolist()
        self.parts: list[Any] = []
        self.missing: set[Tensor] = set()
        self.work: Any = None

    def send(self, group: Any, used: set[Tensor], stand_in: bool = False) -> None:
        """Begin to add up the gradients of all processes: zeros where there are none, and if this process only stands in."""
        first = self.parameters[0]
        if len(self.parameters) == 1 and first in used and first._grad is not None:
            buffer = first._grad.array
            self.parts = [buffer]
        else:
            buffer = np.empty(self.ends[-1], first.array.dtype)
            self.parts = [buffer[end - p.array.size : end].reshape(p.array.shape) for p, end in zip(self.parameters, self.ends, strict=True)]
            for parameter, part in zip(self.parameters, self.parts, strict=True):
                part[...] = 0 if parameter._grad is None or stand_in else parameter._grad.array
        self.work = all_reduce(wrap(buffer.reshape(-1) if buffer.flags.c_contiguous else buffer), ReduceOp.SUM, group, async_op=True)

    def receive(self, divisor: int, used: set[Tensor]) -> None:
        """Wait for the sums, and make means of them the gradients of the parameters that some process has used."""
        self.work.wait()
        for parameter, part in zip(self.parameters, self.parts, strict=True):
            if parameter in used:
                parameter._grad = wrap(np.empty_like(parameter.array)) if parameter._grad is None else parameter._grad
                np.divide(part, divisor, out=parameter._grad.array)
                parameter._grad._bump_version()


class DistributedDataParallel(Module):
    """``module``, whose gradients are averaged over the processes of a group while ``backward()`` computes them. As of the module within.

    The processes begin with the parameters and buffers of the first, and get its buffers again before every forward pass in training, unless
    ``broadcast_buffers=False``. Gradients are sent in buckets of up to ``bucket_cap_mb`` MiB. A parameter on which the loss does not depend
    keeps the others waiting, and the next forward pass is refused; with ``find_unused_parameters=True`` the graph is searched for such
    instead. RuntimeError if the modules of the processes differ.

    >>> import autograd as torch
    >>> from autograd import nn
    >>> torch.distributed.init_process_group("mpi")  # doctest: +SKIP
    >>> model = nn.parallel.DistributedDataParallel(nn.Linear(3, 2))  # doctest: +SKIP
    """

    def __init__(
        self,
        module: Module,
        device_ids: Any = None,
        output_device: Any = None,
        dim: int = 0,
        broadcast_buffers: bool = True,
        init_sync: bool = True,
        process_group: Any = None,
        bucket_cap_mb: float | None = None,
        find_unused_parameters: bool = False,
        **others: Any,
    ) -> None:
        super().__init__()
        self.module = module
        self.group = resolve(process_group).copy()  # its messages may overtake those of the program
        self.broadcast_buffers, self.find_unused_parameters = broadcast_buffers, find_unused_parameters
        self.require_backward_grad_sync = self.require_forward_param_sync = True
        self.joining = self.throws = self.shrinks = False
        self.source, self.divisor = self.group.ranks[0], self.group.size()
        self.used: set[Tensor] = set()  # the parameters that take part in this pass
        self._compare()
        if init_sync:
            self._broadcast([*module.parameters(), *module.buffers()])
        parameters = [p for p in module.parameters() if p.requires_grad]
        self.buckets = _bucketed(parameters[::-1], (25 if bucket_cap_mb is None else bucket_cap_mb) * (1 << 20))
        self.home = {p: bucket for bucket in self.buckets for p in bucket.parameters}
        for parameter in parameters:
            parameter.register_post_accumulate_grad_hook(self._ready)

    def _compare(self) -> None:
        """Refuse modules that are not the same on all processes."""
        listed: list[Any] = [None] * self.group.size()
        mine = [f"{name} {tuple(p.shape)} {p.dtype.name}" for name, p in self.module.named_parameters() if p.requires_grad]
        all_gather_object(listed, mine, self.group)
        if not mine:
            raise RuntimeError("DistributedDataParallel is not needed when a module doesn't have any parameters that require a gradient.")
        for rank, theirs in zip(self.group.ranks, listed, strict=True):
            if theirs != listed[0]:
                other = sorted({*theirs} ^ {*listed[0]})
                raise RuntimeError(f"DDP expects same model across all ranks, and rank {rank} has other parameters than rank {self.source}: {other}")

    def _broadcast(self, tensors: Iterable[Tensor]) -> None:
        with no_grad():
            for tensor in tensors:
                broadcast(tensor, self.source, self.group)

    def _before(self, syncs: bool) -> None:
        """What all processes do before a forward pass, those that only stand in as well."""
        if self.require_forward_param_sync and self.broadcast_buffers:
            self._broadcast(self.module.buffers())
        self.require_forward_param_sync = syncs

    def forward(self, *inputs: Any, **kwargs: Any) -> Any:
        """What ``module`` computes."""
        syncs = is_grad_enabled() and self.require_backward_grad_sync
        missing = set[Tensor]().union(*[bucket.missing for bucket in self.buckets])
        if syncs and 0 < len(missing) < len(self.used):
            names = [name for name, p in self.module.named_parameters() if p in missing]
            raise RuntimeError(
                "Expected to have finished reduction in the prior iteration before starting a new one: the loss did not depend on the parameters "
                f"{', '.join(names[:8])}. Say find_unused_parameters=True, and let all outputs of forward take part in the loss"
            )
        if self.joining:
            self._meet(1 + syncs)
        self._before(syncs)
        output = self.module(*inputs, **kwargs)
        if syncs:
            self.used = set(self.home)
            if self.find_unused_parameters:
                self.used &= {source for node in nodes_behind(t._node for t in _tensors(output)) for source in node.sources().values()}
            for bucket in self.buckets:
                bucket.missing, bucket.work = self.used & set(bucket.parameters), None
        return output

    def _ready(self, parameter: Tensor) -> None:
        """The hook of every parameter: its gradient is complete. Buckets are sent when complete, in an order that all processes keep."""
        if not self.require_backward_grad_sync or parameter not in self.home[parameter].missing:
            return
        self.home[parameter].missing.discard(parameter)
        for bucket in self.buckets:
            if bucket.missing:
                return
            if bucket.work is None:
                bucket.send(self.group, self.used)
            else:
                bucket.work.is_completed()  # lets MPI get on with it
        used = self._used_by_some()
        for bucket in self.buckets:
            bucket.receive(self.divisor, used)

    def _used_by_some(self) -> set[Tensor]:
        """The parameters that some process uses in this pass."""
        if not self.find_unused_parameters:
            return self.used
        uses = np.array([p in self.used for p in self.home])
        all_reduce(wrap(uses), group=self.group)
        return {p for p, use in zip(self.home, uses.tolist(), strict=True) if use}

    @contextmanager
    def no_sync(self) -> Iterator[None]:
        """Within it, gradients are accumulated on each process alone. The first backward pass after it averages what has come together."""
        before, self.require_backward_grad_sync = self.require_backward_grad_sync, False
        try:
            yield
        finally:
            self.require_backward_grad_sync = before

    @contextmanager
    def join(self, divide_by_initial_world_size: bool = True, enable: bool = True, throw_on_early_termination: bool = False) -> Iterator[None]:
        """Let processes have different numbers of batches: one that has no more stands in, with gradients of zero, until none has any.

        The sum is divided by the number of all processes, or with ``divide_by_initial_world_size=False`` of those that still have batches. At
        the end all have the parameters of one that came last.
        """
        self.joining, self.throws, self.shrinks = enable, throw_on_early_termination, not divide_by_initial_world_size
        yield
        while enable and (step := self._meet(0)):
            self._before(step == 2)
            self.used = set()
            if step == 2:
                for bucket in self.buckets:
                    bucket.send(self.group, self.used, stand_in=True)
                self._used_by_some()
                for bucket in self.buckets:
                    bucket.work.wait()
        if enable:
            self._broadcast([*self.module.parameters(), *self.module.buffers()])
        self.joining, self.source, self.divisor = False, self.group.ranks[0], self.group.size()

    def _meet(self, mine: int) -> int:
        """Tell the others of a forward pass: 2 if a backward pass follows, 0 if this process has no more. The largest number of all."""
        steps = np.zeros(self.group.size(), np.int32)
        steps[self.group.rank()] = mine
        all_reduce(wrap(steps), group=self.group)
        there = np.flatnonzero(steps)
        if self.throws and 0 < len(there) < len(steps):
            raise RuntimeError("Detected at least one rank that exhausted inputs. Throwing across all ranks.")
        if len(there):
            self.source, self.divisor = self.group.ranks[there[0]], len(there) if self.shrinks else len(steps)
        return int(steps.max())


def _bucketed(parameters: Iterable[Tensor], most: float) -> list[_Bucket]:
    """Parameters, in the order in which a backward pass completes them, in buckets of one type and up to so many bytes."""
    buckets: list[list[Tensor]] = []
    room = 0.0
    for parameter in parameters:
        size = parameter.array.nbytes
        if not buckets or parameter.array.dtype != buckets[-1][0].array.dtype or size > room or size >= LARGE:
            room = most if buckets else min(LARGE, most)
            buckets.append([])
        buckets[-1].append(parameter)
        room = 0 if size >= LARGE else room - size
    return list(map(_Bucket, buckets))


def _tensors(output: Any) -> list[Tensor]:
    """The tensors in what a module returns."""
    if isinstance(output, Tensor):
        return [output]
    output = vars(output) if hasattr(output, "__dataclass_fields__") else output
    parts = output.values() if isinstance(output, Mapping) else output if isinstance(output, (list, tuple)) else ()
    return [tensor for part in parts for tensor in _tensors(part)]
