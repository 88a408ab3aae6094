"""DistributedDataParallel: a model that several processes train, each on its share of every batch.

    All have the same parameters. Each process computes the gradients of its share; they are averaged, and so all take the same step. As soon as the
    backward pass has completed the gradients of some parameters (a bucket), they are sent, while it computes the others."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from builtins import float as _float
from collections.abc import Iterator as _Iterator
from typing import Any as _Any
class _Bucket:
    """Parameters whose gradients are sent together: packed one after another, or one by itself from where it lies."""
    parameters: list[_Tensor]
    ends: _Any
    parts: _Any
    missing: set[_Tensor]
    work: _Any
    def __init__(self, parameters: list[_Tensor]) -> None: ...
    def send(self, group: _Any, used: set[_Tensor], stand_in: bool = False) -> None: """Begin to add up the gradients of all processes: zeros where there are none, and if this process only stands in."""
    def receive(self, divisor: int, used: set[_Tensor]) -> None: """Wait for the sums, and make means of them the gradients of the parameters that some process has used."""
class DistributedDataParallel(_Module):
    """``module``, whose gradients are averaged over the processes of a group while ``backward()`` computes them. As of the module within.

    The processes begin with the parameters and buffers of the first, and get its buffers again before every forward pass in training, unless
    ``broadcast_buffers=False``. Gradients are sent in buckets of up to ``bucket_cap_mb`` MiB. A parameter on which the loss does not depend
    keeps the others waiting, and the next forward pass is refused; with ``find_unused_parameters=True`` the graph is searched for such
    instead. RuntimeError if the modules of the processes differ."""
    module: _Module
    group: _Any
    broadcast_buffers: bool
    find_unused_parameters: bool
    require_backward_grad_sync: _Any
    require_forward_param_sync: _Any
    joining: _Any
    throws: _Any
    shrinks: _Any
    source: _Any
    divisor: _Any
    used: _Any
    buckets: list[_Bucket]
    home: _Any
    def __init__(self, module: _Module, device_ids: _Any = None, output_device: _Any = None, dim: int = 0, broadcast_buffers: bool = True, init_sync: bool = True, process_group: _Any = None, bucket_cap_mb: _float | None = None, find_unused_parameters: bool = False, **others: _Any) -> None: ...
    def forward(self, *inputs: _Any, **kwargs: _Any) -> _Any: """What ``module`` computes."""
    def __call__(self, *inputs: _Any, **kwargs: _Any) -> _Any: """What ``module`` computes."""
    def no_sync(self) -> _Iterator[None]: """Within it, gradients are accumulated on each process alone. The first backward pass after it averages what has come together."""
    def join(self, divide_by_initial_world_size: bool = True, enable: bool = True, throw_on_early_termination: bool = False) -> _Iterator[None]: """Let processes have different numbers of batches: one that has no more stands in, with gradients of zero, until none has any.

    The sum is divided by the number of all processes, or with ``divide_by_initial_world_size=False`` of those that still have batches. At
    the end all have the parameters of one that came last."""
