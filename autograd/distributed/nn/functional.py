"""Operations between processes that have gradients: the address ``torch.distributed.nn.functional``.

A gradient is that of the sum of what all processes differentiate: what each of them got from this one contributes. So all have to run the
backward pass as well, in which the rules communicate.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...core.op import Op
from ...core.tensor import Tensor, wrap
from ...ops.joining import stack
from .. import collectives
from ..collectives import ReduceOp
from ..processes import get_world_size

__all__ = ["all_gather", "all_reduce", "reduce_scatter"]


def _all_reduce(x: Any, *, op: ReduceOp, group: Any) -> Any:
    result = np.array(x, order="C")
    collectives.all_reduce(wrap(result), op, group)
    return result


def _all_gather(x: Any, *, group: Any) -> Any:
    result = np.empty((get_world_size(group), *x.shape), x.dtype)
    collectives.all_gather_into_tensor(wrap(result), wrap(x), group)
    return result


def _reduce_scatter(x: Any, *, op: ReduceOp, group: Any) -> Any:
    result = np.empty(x.shape[1:], x.dtype)
    collectives.reduce_scatter_tensor(wrap(result), wrap(x), op, group)
    return result


def _scattered(g: Any, x_shape: Any, op: ReduceOp, group: Any) -> Any:
    return all_gather_op.apply(g / x_shape[0] if op is ReduceOp.AVG else g, group=group)


all_reduce_op: Op = Op(_all_reduce, title="_AllReduce", x=lambda g, op, group: all_reduce_op.apply(g, op=op, group=group))
all_gather_op: Op = Op(_all_gather, title="_AllGather", x=lambda g, group: reduce_scatter_op.apply(g, op=ReduceOp.SUM, group=group))
reduce_scatter_op: Op = Op(_reduce_scatter, title="_Reduce_Scatter", x=_scattered)


def all_reduce(tensor: Tensor, op: ReduceOp = ReduceOp.SUM, group: Any = None) -> Tensor:
    """The sum (or mean: ``op``) of the tensors of all processes. Its gradient is the sum (or mean) of the gradients of all results."""
    return all_reduce_op(tensor, op=_linear(op), group=group)


def all_gather(tensor: Tensor, group: Any = None) -> tuple[Tensor, ...]:
    """The tensors of all processes, in their order. The gradient is the sum of what arrives for this one's on all processes."""
    return all_gather_op(tensor, group=group).unbind(0)


def reduce_scatter(output: Tensor, input_list: list[Tensor], op: ReduceOp = ReduceOp.SUM, group: Any = None) -> Tensor:
    """The sum (or mean: ``op``) of the tensors that all have in their lists at this process's place. ``output`` is not used."""
    return reduce_scatter_op(stack(input_list), op=_linear(op), group=group)


def _linear(op: ReduceOp) -> ReduceOp:
    if op not in (ReduceOp.SUM, ReduceOp.AVG):
        raise NotImplementedError(f"ReduceOp.{op.name} has no gradient here: only SUM and AVG have")
    return op
