"""Normalisation: values brought to mean 0 and variance 1 (or to norm 1), over the features, the batch, or groups of channels.

    The gradient of all of them has one form. With x̂ = (x - mean) / σ and the gradient ĝ of x̂,

        ∂L/∂x = (ĝ - mean(ĝ) - x̂ * mean(ĝ * x̂)) / σ        (Ioffe & Szegedy 2015, section 3)"""
from autograd import Tensor as _Tensor
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
def batch_norm(input: _Tensor, running_mean: _Tensor | None, running_var: _Tensor | None, weight: _Tensor | None = None, bias: _Tensor | None = None, training: bool = False, momentum: float = 0.1, eps: float = 1e-05, *, group: _Any = None) -> _Tensor: """Each channel brought to mean 0 and variance 1 over the batch; then times weight, plus bias.

    input: (N, C) or (N, C, ...), the others: (C). In training the batch's own mean and variance serve, and the running ones are moved
    towards them, in place, by ``momentum`` (the variance as unbiased estimate); otherwise the running ones serve. With a ``group`` of
    processes the batch is what all of them have.  Ioffe & Szegedy 2015."""
def group_norm(input: _Tensor, num_groups: int, weight: _Tensor | None = None, bias: _Tensor | None = None, eps: float = 1e-05) -> _Tensor: """Each sample's channels, in groups, brought to mean 0 and variance 1; then times weight, plus bias, per channel.

    input: (N, C, ...), weight, bias: (C); ``num_groups`` divides C.  Wu & He 2018."""
def instance_norm(input: _Tensor, running_mean: _Tensor | None = None, running_var: _Tensor | None = None, weight: _Tensor | None = None, bias: _Tensor | None = None, use_input_stats: bool = True, momentum: float = 0.1, eps: float = 1e-05) -> _Tensor: """Each channel of each sample brought to mean 0 and variance 1; then times weight, plus bias.

    input: (N, C, ...), the others: (C). The running statistics move towards the means over the samples; they serve instead of the
    sample's own if ``use_input_stats`` is False.  Ulyanov et al. 2016."""
def layer_norm(input: _Tensor, normalized_shape: _Sequence[int], weight: _Tensor | None = None, bias: _Tensor | None = None, eps: float = 1e-05) -> _Tensor: """The input brought to mean 0 and variance 1 over its last dimensions, those of ``normalized_shape``; then times weight, plus bias.

    weight, bias: of shape ``normalized_shape``.  Ba et al. 2016."""
def local_response_norm(input: _Tensor, size: int, alpha: float = 0.0001, beta: float = 0.75, k: float = 1.0) -> _Tensor: """The input divided by (k + alpha * m)**beta, where m is the mean of the squares over ``size`` neighbouring channels.

    input: (N, C, ...).  Krizhevsky et al. 2012, section 3.3."""
def normalize(input: _Tensor, p: float = 2.0, dim: int = 1, eps: float = 1e-12, out: _Tensor | None = None) -> _Tensor: """The input divided by its p-norm along ``dim``, or by ``eps`` where the norm is smaller. The shape stays."""
def rms_norm(input: _Tensor, normalized_shape: _Sequence[int], weight: _Tensor | None = None, eps: float | None = None) -> _Tensor: """The input divided by the root of the mean of its squares over the last dimensions, times weight: (..., *normalized_shape).

    ``eps``, added to the mean, is by default the smallest step of the dtype.  Zhang & Sennrich 2019."""
