"""Operations that rearrange elements: most of them views, which share their input's memory."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..op import Op, method
from ..tensor import Tensor, dimension

expand_op = Op(
    lambda x, *, shape: np.broadcast_to(x, shape),
    name="expand",
    view=True,
    x=lambda g: g,  # the engine sums over what was broadcast
)
reshape_op = Op(
    lambda x, *, shape: x.reshape(shape),
    name="view",
    view=True,
    x=lambda g, x_shape: g.reshape(x_shape),
)
permute_op = Op(
    lambda x, *, dims: x.transpose(dims),
    name="permute",
    view=True,
    x=lambda g, dims: permute_op.apply(g, dims=tuple(sorted(range(len(dims)), key=dims.__getitem__))),
)
