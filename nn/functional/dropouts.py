"""Dropout: in training, random parts are set to zero, and what is left is scaled up so that the mean stays.

The masks come from the default generator, as PyTorch draws them: the same seed drops the same elements.  Srivastava et al. 2014.
"""

from __future__ import annotations

import math

import autograd
from autograd import Tensor
from autograd.core.errors import warn
from autograd.core.methods import of_tensors, plain_number

from .activation import delivered

__all__ = ["alpha_dropout", "dropout", "dropout1d", "dropout2d", "dropout3d", "feature_alpha_dropout"]

SELU_FLOOR = 1.7580993408473766  # -selu(-inf): alpha dropout sets elements to minus that


@of_tensors
def dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Each element set to zero with probability ``p``, the others multiplied by 1 / (1 - p). The input itself when not training. Elementwise.

    >>> import autograd
    >>> dropout(autograd.ones(3), p=0.5, training=False)
    tensor([1., 1., 1.])
    """
    if not _drops(input, p, training):
        return input
    return delivered("dropout", input, input * _mask(input, p, whole_channels=False), inplace)


def dropout1d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, L) or (C, L).

    >>> import autograd
    >>> dropout1d(autograd.ones(2, 3, 4)).shape
    torch.Size([2, 3, 4])
    """
    if input.ndim not in (2, 3):
        raise RuntimeError(f"dropout1d: Expected 2D or 3D input, (N, C, L) or (C, L), but received a {input.ndim}D input")
    return _channel_dropout("dropout1d", input, p, training, inplace, batched=input.ndim == 3)


def dropout2d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, H, W).

    >>> import autograd
    >>> dropout2d(autograd.ones(2, 3, 4, 4)).shape
    torch.Size([2, 3, 4, 4])
    """
    if input.ndim == 3:
        warn(
            "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is desired - input is "
            "interpreted as shape (N, C, L), where C is the channel dim. To drop channels of (C, H, W) add a batch dimension first.",
            stacklevel=2,
        )
    elif input.ndim != 4:
        _warn_of_shape("dropout2d", input, 2)
    return _channel_dropout("dropout2d", input, p, training, inplace, batched=True)


def dropout3d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Whole channels set to zero with probability ``p``, the others multiplied by 1 / (1 - p): (N, C, D, H, W) or (C, D, H, W).

    >>> import autograd
    >>> dropout3d(autograd.ones(2, 3, 4, 4, 4)).shape
    torch.Size([2, 3, 4, 4, 4])
    """
    if input.ndim not in (4, 5):
        _warn_of_shape("dropout3d", input, 3)
    return _channel_dropout("dropout3d", input, p, training, inplace, batched=input.ndim == 5)


def alpha_dropout(input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False) -> Tensor:
    """Dropout for `selu`: elements are set to its lowest value, and mean and variance stay.  Klambauer et al. 2017. The shape stays.

    >>> import autograd
    >>> alpha_dropout(autograd.ones(3), training=False)
    tensor([1., 1., 1.])
    """
    return _alpha_dropout("alpha_dropout", input, p, training, inplace, whole_channels=False)


def feature_alpha_dropout(input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False) -> Tensor:
    """`alpha_dropout` of whole channels: (N, C, ...).

    >>> import autograd
    >>> feature_alpha_dropout(autograd.ones(2, 3, 4)).shape
    torch.Size([2, 3, 4])
    """
    return _alpha_dropout("feature_alpha_dropout", input, p, training, inplace, whole_channels=True)


def _drops(input: Tensor, p: float, training: bool) -> bool:
    """False if nothing is to be dropped."""
    if not 0 <= p <= 1:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
    return training and p > 0 and input.numel() > 0


def _mask(input: Tensor, p: float, whole_channels: bool) -> Tensor:
    """1 / (1 - p) with probability 1 - p, else 0; one number per element, or per channel of each sample."""
    p = plain_number("dropout", "p", p)
    if whole_channels and input.ndim < 2:
        raise RuntimeError("dropout of channels requires at least 2 dimensions in the input, (N, C, ...)")
    shape = (*input.shape[:2], *[1] * (input.ndim - 2))
    mask = autograd.empty(shape, dtype=input.dtype) if whole_channels else autograd.empty_like(input, requires_grad=False)
    if p == 1:
        return mask.zero_()
    return mask.bernoulli_(1 - p).div_(1 - p)


def _channel_dropout(name: str, input: Tensor, p: float, training: bool, inplace: bool, batched: bool) -> Tensor:
    if not _drops(input, p, training):
        return input
    mask = _mask(input if batched else input.unsqueeze(0), p, whole_channels=True)
    return delivered(name, input, input * (mask if batched else mask.squeeze(0)), inplace)


def _alpha_dropout(name: str, input: Tensor, p: float, training: bool, inplace: bool, whole_channels: bool) -> Tensor:
    if not _drops(input, p, training):
        return input
    p = plain_number(name, "p", p)
    if p == 1:
        return delivered(name, input, input * 0, inplace)
    kept = _mask(input, p, whole_channels) * (1 - p)
    scale = 1 / math.sqrt((SELU_FLOOR**2 * p + 1) * (1 - p))
    shift = (kept - 1) * (SELU_FLOOR * scale) + SELU_FLOOR * scale * p
    return delivered(name, input, input * (kept * scale) + shift, inplace)


def _warn_of_shape(name: str, input: Tensor, space: int) -> None:
    warn(
        f"{name}: Received a {input.ndim}-D input to {name}, which is deprecated and will result in an error in a future release. Note that "
        f"{name} exists to provide channel-wise dropout on inputs with {space} spatial dimensions, a channel dimension, and an optional "
        "batch dimension. To retain the behavior and silence this warning, please use dropout instead.",
        stacklevel=3,
    )
