"""Which layers, functions and transforms give a tensor of another class, and which give plain ones."""

import torch
import torch.nn.functional as F


class B(torch.Tensor):
    pass


def kinds(x):
    return [kinds(v) for v in x] if isinstance(x, (tuple, list)) else type(x).__name__


def square(t):
    seen.append(kinds(t))
    return t * t


seen = []
b = torch.arange(4.0).as_subclass(B)
for name, transform in {
    "vmap": lambda: torch.vmap(square)(b),
    "grad": lambda: torch.func.grad(lambda t: square(t).sum())(b),
    "grad_and_value": lambda: torch.func.grad_and_value(lambda t: square(t).sum())(b),
    "vjp": lambda: torch.func.vjp(square, b)[0],
    "pull": lambda: torch.func.vjp(square, b)[1](b),
    "jacrev": lambda: torch.func.jacrev(square)(b),
    "jacobian": lambda: torch.autograd.functional.jacobian(square, b),
    "hessian": lambda: torch.autograd.functional.hessian(lambda t: square(t).sum(), b),
    "functional.vjp": lambda: torch.autograd.functional.vjp(square, b, b),
    "checkpoint": lambda: torch.utils.checkpoint.checkpoint(square, b, use_reentrant=False),
    "gradcheck": lambda: torch.autograd.gradcheck(square, b.double().requires_grad_()),
}.items():
    seen.clear()
    print(name, kinds(transform()), seen[0])

row = b[None]
print("LSTM", kinds(torch.nn.LSTM(4, 3)(row)))
print("attention", kinds(torch.nn.MultiheadAttention(4, 1)(row, row, row)))
print("batch norm", kinds(torch.nn.BatchNorm1d(4)(torch.ones(2, 4).as_subclass(B))), "conv", kinds(torch.nn.Conv1d(1, 1, 1)(row)))
print("embedding", kinds(torch.nn.Embedding(5, 2)(b.long())), kinds(F.one_hot(b.long())))
print("losses", kinds(torch.nn.CrossEntropyLoss()(row, torch.tensor([0]))), kinds(F.huber_loss(row, row)))
print("distributions", kinds(torch.distributions.Normal(b, torch.ones(4)).sample()), kinds(torch.distributions.Normal(b, torch.ones(4)).log_prob(b)))
print("sequences", kinds(torch.nn.utils.rnn.pad_sequence([b, b[:2]])), kinds(F.interpolate(b[None, None], scale_factor=2)))
print("linalg", kinds(torch.linalg.svd(row)), kinds(torch.linalg.norm(b)), kinds(torch.special.expit(b)))
print("random", kinds(torch.multinomial(b, 2)), kinds(torch.bernoulli(b / 4)), kinds(torch.normal(b, 1.0)), kinds(torch.rand_like(b)))
print("in place", kinds(b.clone().random_()), kinds(b.clone().normal_()), kinds(b.clone().uniform_()), kinds(torch.nn.init.ones_(b.clone())))
print("counts", kinds(torch.histc(b)), kinds(torch.bincount(b.long())), kinds(torch.searchsorted(b, 1.0)), kinds(torch.unique(b, return_counts=True)))
print("places", kinds(torch.nonzero(b)), kinds(b.nonzero(as_tuple=True)), kinds(torch.where(b > 0)))
print("joined", kinds(torch.broadcast_tensors(b, b)), kinds(torch.meshgrid(b, b, indexing="ij")), kinds(torch.cartesian_prod(b, b)))
print("joined", kinds(torch.block_diag(b, b)), kinds(torch.atleast_2d(b, b)), kinds(torch.einsum("i,i->", b, b)), kinds(torch.cdist(row, row)))
print("clipped", kinds(torch.nn.utils.clip_grad_norm_([torch.ones(2).as_subclass(B).requires_grad_()], 1.0)))
