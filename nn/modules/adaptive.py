"""Classification among very many classes: the frequent ones directly, the rare ones in two steps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import autograd
from autograd import Tensor

from .. import functional as F
from .container import ModuleList, Sequential
from .linear import Linear
from .module import Module

__all__ = ["AdaptiveLogSoftmaxWithLoss"]


class _ASMoutput(NamedTuple):
    """What `AdaptiveLogSoftmaxWithLoss` returns."""

    output: Tensor
    loss: Tensor


class AdaptiveLogSoftmaxWithLoss(Module):
    """Log-probabilities of targets among many classes, and their loss: (n, in_features), (n) or without n -> ``output`` (n), ``loss`` ().

    Classes are numbered from the most frequent to the least. Those below ``cutoffs[0]`` are in the head, and beside them each later interval as a
    cluster: log p(class) = log p(cluster) + log p(class | cluster), of which the latter is computed only if it is asked for, and from
    ``in_features // div_value**i`` numbers.  Grave et al. 2017.

    >>> import autograd as torch, nn
    >>> _ = torch.manual_seed(0)
    >>> layer = nn.AdaptiveLogSoftmaxWithLoss(16, 1000, [10, 100])
    >>> x = torch.randn(4, 16)
    >>> layer(x, torch.tensor([1, 5, 50, 999])).output.shape
    torch.Size([4])
    >>> layer.log_prob(x).exp().sum(1)
    tensor([1.0000, 1.0000, 1.0000, 1.0000], grad_fn=<SumBackward1>)
    """

    def __init__(
        self,
        in_features: int,
        n_classes: int,
        cutoffs: Sequence[int],
        div_value: float = 4.0,
        head_bias: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        cutoffs = list(cutoffs)
        if not cutoffs:
            raise ValueError("cutoffs should be a sequence of length larger than 0")
        if any(int(c) != c for c in cutoffs) or cutoffs[0] <= 0 or any(b <= a for a, b in pairwise([*cutoffs, n_classes])):
            raise ValueError(
                "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where each value is between 1 and "
                f"n_classes-1: got {cutoffs} and n_classes={n_classes}"
            )
        self.in_features, self.n_classes, self.div_value, self.head_bias = in_features, n_classes, div_value, head_bias
        self.cutoffs = [*cutoffs, n_classes]
        self.shortlist_size, self.n_clusters = cutoffs[0], len(cutoffs)
        self.head_size = self.shortlist_size + self.n_clusters
        where = {"device": device, "dtype": dtype}
        self.head = Linear(in_features, self.head_size, bias=head_bias, **where)
        self.tail = ModuleList()
        for i, (low, high) in enumerate(pairwise(self.cutoffs), 1):
            width = int(in_features // div_value**i)
            self.tail.append(Sequential(Linear(in_features, width, bias=False, **where), Linear(width, high - low, bias=False, **where)))

    def reset_parameters(self) -> None:
        """Draw all weights anew."""
        for layer in (self.head, *[layer for cluster in self.tail for layer in cluster]):
            layer.reset_parameters()

    def forward(self, input_: Tensor, target_: Tensor) -> _ASMoutput:
        """The log-probability of each target, and minus their mean."""
        if target_.ndim > 1:
            raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
        if (target_.ndim, target_.shape) != ((1, input_.shape[:1]) if input_.ndim == 2 else (0, ())):
            raise RuntimeError(
                f"Input and target should have the same size in the batch dimension: got {tuple(input_.shape)} and {tuple(target_.shape)}"
            )
        input, target = (input_, target_) if target_.ndim else (input_.unsqueeze(0), target_.unsqueeze(0))
        if target.numel() and (target.min() < 0 or target.max() >= self.n_classes):
            found = f"[{target.min().item()}, {target.max().item()}]"
            raise RuntimeError(f"Target values should be in [0, {self.n_classes - 1}], but values in range {found} were found.")
        place, inside = target.clone(), input.new_zeros(target.shape)
        for i, (low, high) in enumerate(pairwise(self.cutoffs)):
            (rows,) = ((target >= low) & (target < high)).nonzero(as_tuple=True)
            if rows.numel():
                place[rows] = self.shortlist_size + i
                classes = F.log_softmax(self.tail[i](input[rows]), dim=1)
                inside = inside.index_copy(0, rows, classes.gather(1, (target[rows] - low).unsqueeze(1)).squeeze(1))
        output = inside + F.log_softmax(self.head(input), dim=1).gather(1, place.unsqueeze(1)).squeeze(1)
        return _ASMoutput(output if target_.ndim else output.squeeze(0), -output.mean())

    def log_prob(self, input: Tensor) -> Tensor:
        """The log-probabilities of all classes: (n, in_features) -> (n, n_classes)."""
        head = F.log_softmax(self.head(input), dim=1)
        clusters = [F.log_softmax(tail(input), dim=1) + head[:, self.shortlist_size + i, None] for i, tail in enumerate(self.tail)]
        return autograd.cat([head[:, : self.shortlist_size], *clusters], dim=1)

    def predict(self, input: Tensor) -> Tensor:
        """The most probable class: (n, in_features) -> (n)."""
        best = self.head(input).argmax(dim=1)
        (rows,) = (best >= self.shortlist_size).nonzero(as_tuple=True)
        if rows.numel():  # of those whose best is a cluster all classes have to be compared
            best[rows] = self.log_prob(input[rows]).argmax(dim=1)
        return best
