"""Copies and changes of type."""

import autograd
from autograd import Tensor
from autograd.ops.conversion import cast
from tests.samples import Sample, normal


def to_its_own_type(input: Tensor) -> Tensor:
    """A change of type that changes nothing: a real one is too coarse for finite differences."""
    result: Tensor = cast(input, dtype=input.array.dtype)
    return result


SAMPLES = [Sample(autograd.clone, normal(2, 3)), Sample(to_its_own_type, normal(2, 3))]
