"""Dropout: in training, values are dropped at random and the rest scaled up; in evaluation nothing happens."""

from __future__ import annotations

from autograd import Tensor

from .. import functional as F
from .module import Module, layer

__all__ = ["AlphaDropout", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "FeatureAlphaDropout"]


@layer
class _Dropout(Module):
    """What all kinds of dropout share."""

    p: float = 0.5
    inplace: bool = False
    shows = "p= inplace="

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.p <= 1:
            raise ValueError(f"dropout probability has to be between 0 and 1, but got {self.p}")


class Dropout(_Dropout):
    """Each element is zero with probability p, and 1 / (1 - p) as large otherwise.  Hinton et al. 2012."""

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.dropout(input, self.p, self.training, self.inplace)


class Dropout1d(_Dropout):
    """Dropout of whole channels: (N, C, L) or (C, L)."""

    def forward(self, input: Tensor) -> Tensor:
        """The same shape."""
        return F.dropout1d(input, self.p, self.training, self.inplace)


class Dropout2d(_Dropout):
    """Dropout of whole channels: (N, C, H, W)."""

    def forward(self, input: Tensor) -> Tensor:
        """The same shape."""
        return F.dropout2d(input, self.p, self.training, self.inplace)


class Dropout3d(_Dropout):
    """Dropout of whole channels: (N, C, D, H, W)."""

    def forward(self, input: Tensor) -> Tensor:
        """The same shape."""
        return F.dropout3d(input, self.p, self.training, self.inplace)


class AlphaDropout(_Dropout):
    """Dropout to SELU's negative limit, keeping mean and variance.  Klambauer et al. 2017."""

    def forward(self, input: Tensor) -> Tensor:
        """Elementwise."""
        return F.alpha_dropout(input, self.p, self.training)


class FeatureAlphaDropout(_Dropout):
    """Alpha dropout of whole channels."""

    def forward(self, input: Tensor) -> Tensor:
        """The same shape."""
        return F.feature_alpha_dropout(input, self.p, self.training)
