"""Dropout: in training, values are dropped at random and the rest scaled up; in evaluation nothing happens."""

from __future__ import annotations

from typing import Any

from .. import functional as F
from .stateless import Stateless

__all__ = ["AlphaDropout", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "FeatureAlphaDropout"]


class _DropoutNd(Stateless):
    """What all kinds of dropout share."""

    shows = "p= inplace="

    def _keep(self, settings: dict[str, Any]) -> None:
        super()._keep(settings)
        if not 0 <= self.p <= 1:
            raise ValueError(f"dropout probability has to be between 0 and 1, but got {self.p}")


class Dropout(_DropoutNd):
    """Each element is zero with probability p, and 1 / (1 - p) as large otherwise.  Hinton et al. 2012.

    >>> import autograd as torch, nn
    >>> layer = nn.Dropout(0.5)
    >>> layer.eval()(torch.ones(3))
    tensor([1., 1., 1.])
    """

    function = F.dropout


class Dropout1d(_DropoutNd):
    """Dropout of whole channels: (N, C, L) or (C, L)."""

    function = F.dropout1d


class Dropout2d(_DropoutNd):
    """Dropout of whole channels: (N, C, H, W)."""

    function = F.dropout2d


class Dropout3d(_DropoutNd):
    """Dropout of whole channels: (N, C, D, H, W)."""

    function = F.dropout3d


class AlphaDropout(_DropoutNd):
    """Dropout to SELU's negative limit, keeping mean and variance.  Klambauer et al. 2017."""

    function = F.alpha_dropout


class FeatureAlphaDropout(_DropoutNd):
    """Alpha dropout of whole channels."""

    function = F.feature_alpha_dropout
