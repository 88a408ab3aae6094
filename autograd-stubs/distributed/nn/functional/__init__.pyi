"""Operations between processes that have gradients: the address ``torch.distributed.nn.functional``.

    A gradient is that of the sum of what all processes differentiate: what each of them got from this one contributes. So all have to run the
    backward pass as well, in which the rules communicate."""
from autograd import Tensor as _Tensor
from autograd.distributed.collectives import ReduceOp as _ReduceOp
from typing import Any as _Any
def all_gather(tensor: _Tensor, group: _Any = None) -> tuple[_Tensor, ...]: """The tensors of all processes, in their order. The gradient is the sum of what arrives for this one's on all processes."""
def all_reduce(tensor: _Tensor, op: _ReduceOp = ..., group: _Any = None) -> _Tensor: """The sum (or mean: ``op``) of the tensors of all processes. Its gradient is the sum (or mean) of the gradients of all results."""
def reduce_scatter(output: _Tensor, input_list: list[_Tensor], op: _ReduceOp = ..., group: _Any = None) -> _Tensor: """The sum (or mean: ``op``) of the tensors that all have in their lists at this process's place. ``output`` is not used."""
