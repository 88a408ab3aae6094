"""Samples of autograd/ops/shape.py and joining.py."""

from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from tests.samples import Sample, normal

x, y, v = normal(3, 4), normal(2, 3, 4), normal(5)


def squared(function: Any, **keywords: Any) -> Any:
    """The squares of what a rearrangement gives, so that there is a second order."""

    def call(*inputs: Any) -> Any:
        result = function(*inputs, **keywords)
        return result * result if isinstance(result, Tensor) else tuple(r * r for r in result)

    call.__name__ = getattr(function, "__name__", "call")
    return call


def sample(function: Any, *inputs: Any, name: str = "", **keywords: Any) -> Sample:
    """A sample of a linear operation, squared."""
    return Sample(squared(function, **keywords), *inputs, name=name)


def through_numpy(input: Any) -> Any:
    """The same by NumPy's names."""
    a = np.swapaxes(np.reshape(input, (2, 6)), 0, 1)
    b = np.concatenate((np.ravel(np.transpose(input)), np.squeeze(np.expand_dims(input, 0), 0)[0]))
    c = np.stack((np.moveaxis(input, 0, 1), np.flip(np.roll(np.transpose(input), 1, 0), 0)), 1)
    d = np.tile(np.repeat(np.broadcast_to(input, (2, 3, 4)), 2, axis=1), (1, 2, 1))
    return a, b, c, d, np.tril(input), np.triu(input, 1), np.split(input, 2, 1)[1], np.atleast_1d(input), np.atleast_2d(input)


def only_second_piece(input: Any) -> Any:
    """One of several results, so that the others have no gradient."""
    return input.split([1, 3], dim=1)[1] ** 2


SAMPLES = [
    sample(autograd.reshape, x, shape=(2, -1)),
    sample(Tensor.view, y, size=(2, 3, 2, 2)),
    sample(autograd.flatten, y, start_dim=1),
    sample(autograd.ravel, x),
    sample(autograd.unflatten, x, dim=1, sizes=(2, -1)),
    sample(autograd.squeeze, normal(1, 3, 1)),
    sample(autograd.squeeze, normal(1, 3, 1), dim=-1, name="dim"),
    sample(autograd.unsqueeze, x, dim=1),
    sample(autograd.transpose, y, dim0=0, dim1=2),
    sample(autograd.permute, y, dims=(2, 0, 1)),
    sample(autograd.movedim, y, source=0, destination=-1),
    sample(autograd.t, x),
    sample(autograd.adjoint, y),
    sample(autograd.rot90, x),
    sample(autograd.rot90, x, k=3, name="three"),
    sample(autograd.flip, y, dims=(0, 2)),
    sample(autograd.fliplr, x),
    sample(autograd.flipud, x),
    sample(autograd.roll, x, shifts=(1, 2), dims=(0, 1)),
    sample(autograd.roll, x, shifts=2, name="flattened"),
    sample(Tensor.expand, normal(3, 1), size=(2, -1, 4)),
    sample(autograd.broadcast_tensors, normal(3, 1), normal(4)),
    sample(autograd.atleast_3d, x),
    sample(autograd.tile, x, dims=(2, 1, 3)),
    sample(autograd.repeat_interleave, x, repeats=2),
    sample(autograd.repeat_interleave, x, repeats=2, dim=1, name="dim"),
    sample(autograd.meshgrid, normal(3), normal(2), indexing="xy"),
    sample(autograd.diagonal, y, offset=1, dim1=1, dim2=2),
    sample(autograd.diag_embed, x, offset=-1),
    sample(autograd.diag, x),
    sample(autograd.diag, v, diagonal=1, name="vector"),
    sample(autograd.diagflat, x),
    sample(autograd.tril, x, diagonal=1),
    sample(autograd.triu, x),
    sample(Tensor.unfold, v, dimension=0, size=3, step=1, name="overlapping"),
    sample(Tensor.unfold, y, dimension=1, size=2, step=2),
    sample(autograd.as_strided, v, size=(3, 3), stride=(1, 1)),
    sample(autograd.cat, [x, normal(3, 2)], dim=1),
    sample(autograd.stack, [x, normal(3, 4, seed=1)], dim=1),
    sample(autograd.hstack, [v, normal(2)]),
    sample(autograd.vstack, [v, normal(3, 5)]),
    sample(autograd.dstack, [v, normal(5, seed=1)]),
    sample(autograd.column_stack, [v, normal(5, 2)]),
    sample(autograd.block_diag, x, v),
    sample(autograd.cartesian_prod, normal(2), normal(3)),
    sample(autograd.combinations, v, r=3),
    sample(autograd.split, x, split_size_or_sections=3, dim=1),
    sample(autograd.chunk, x, chunks=2),
    sample(autograd.tensor_split, v, indices_or_sections=(1, 3)),
    sample(autograd.hsplit, x, indices_or_sections=2),
    sample(autograd.unbind, x, dim=1),
    Sample(only_second_piece, x),
    sample(autograd.narrow, x, dim=1, start=1, length=2),
    sample(autograd.select, x, dim=1, index=2),
    sample(through_numpy, x),
]
