"""Invertible functions with the logarithms of their derivatives: what `TransformedDistribution` is made with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import autograd
from autograd import Size, Tensor

from .. import functional as F
from . import constraints
from .constraints import Constraint
from .distribution import sum_rightmost

__all__ = [
    "AbsTransform", "AffineTransform", "ComposeTransform", "ExpTransform", "IndependentTransform", "PowerTransform", "ReshapeTransform",
    "SigmoidTransform", "SoftmaxTransform", "SoftplusTransform", "StickBreakingTransform", "TanhTransform", "Transform", "identity_transform",
]  # fmt: skip


class Transform:
    """An invertible function. A subclass defines ``_call``, ``_inverse`` and ``log_abs_det_jacobian``, its ``domain`` and its ``codomain``.

    ``sign`` is that of its derivative, if it is one. With ``cache_size=1`` the last x and y are kept, so that the inverse of what was just
    computed is exact.
    """

    bijective = False
    domain: Constraint = constraints.real
    codomain: Constraint = constraints.real

    def __init__(self, cache_size: int = 0) -> None:
        if cache_size not in (0, 1):
            raise ValueError(f"cache_size must be 0 or 1, got {cache_size}")
        self._cache_size = cache_size
        self._last: tuple[Any, Any] = (None, None)

    @property
    def event_dim(self) -> int:
        """The number of dimensions of what it maps as a whole."""
        if self.domain.event_dim != self.codomain.event_dim:
            raise ValueError("Please use either .domain.event_dim or .codomain.event_dim")
        return self.domain.event_dim

    @property
    def sign(self) -> int:
        """1 if it is increasing, -1 if decreasing."""
        raise NotImplementedError(f"{type(self).__name__} does not say whether it is increasing")

    @property
    def inv(self) -> Transform:
        """The inverse."""
        return _InverseTransform(self)

    def __call__(self, x: Tensor) -> Any:
        if not self._cache_size:
            return self._call(x)
        if x is not self._last[0]:
            self._last = x, self._call(x)
        return self._last[1]

    def _inverted(self, y: Tensor) -> Any:
        if not self._cache_size:
            return self._inverse(y)
        if y is not self._last[1]:
            self._last = self._inverse(y), y
        return self._last[0]

    def _call(self, x: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define _call")

    def _inverse(self, y: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define _inverse")

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """log |dy/dx|, where y is the transform of x."""
        raise NotImplementedError(f"{type(self).__name__} does not define log_abs_det_jacobian")

    def forward_shape(self, shape: Size) -> Size:
        """The shape of y for the shape of x."""
        return shape

    def inverse_shape(self, shape: Size) -> Size:
        """The shape of x for the shape of y."""
        return shape

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class _InverseTransform(Transform):
    """A transform run backwards."""

    def __init__(self, transform: Transform) -> None:
        super().__init__()
        self.transform = transform
        self.domain, self.codomain, self.bijective = transform.codomain, transform.domain, transform.bijective

    sign = property(lambda self: self.transform.sign)
    inv = property(lambda self: self.transform)

    def __call__(self, x: Any) -> Any:
        return self.transform._inverted(x)

    def _inverted(self, y: Any) -> Any:
        return self.transform(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return -self.transform.log_abs_det_jacobian(y, x)

    def forward_shape(self, shape: Size) -> Size:
        return self.transform.inverse_shape(shape)

    def inverse_shape(self, shape: Size) -> Size:
        return self.transform.forward_shape(shape)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _InverseTransform) and self.transform == other.transform

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.transform!r})"


class _Elementwise(Transform):
    """An increasing function of each element."""

    bijective = True
    sign = 1

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    __hash__ = object.__hash__


class ExpTransform(_Elementwise):
    """y = exp x.

    >>> import autograd as torch
    >>> ExpTransform()(torch.tensor([0.0, 1.0]))
    tensor([1.0000, 2.7183])
    """

    codomain = constraints.positive

    def _call(self, x: Any) -> Any:
        return x.exp()

    def _inverse(self, y: Any) -> Any:
        return y.log()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return x


class SigmoidTransform(_Elementwise):
    """y = 1 / (1 + exp(-x)), kept apart from 0 and 1.

    >>> import autograd as torch
    >>> SigmoidTransform().inv(torch.tensor([0.5, 0.9]))
    tensor([0.0000, 2.1972])
    """

    codomain = constraints.unit_interval

    @staticmethod
    def _inside(y: Any) -> Any:
        info = autograd.finfo(y.dtype)
        return y.clamp(info.tiny, 1 - info.eps)

    def _call(self, x: Any) -> Any:
        return self._inside(x.sigmoid())

    def _inverse(self, y: Any) -> Any:
        y = self._inside(y)
        return y.log() - (-y).log1p()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return -F.softplus(-x) - F.softplus(x)


class TanhTransform(_Elementwise):
    """y = tanh x. The inverse is inexact where y is near 1 or -1: use cache_size=1.

    >>> import autograd as torch
    >>> TanhTransform().log_abs_det_jacobian(torch.tensor(0.0), torch.tensor(0.0)).abs()
    tensor(0.)
    """

    codomain = constraints.interval(-1.0, 1.0)

    def _call(self, x: Any) -> Any:
        return x.tanh()

    def _inverse(self, y: Any) -> Any:
        return y.atanh()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return 2 * (math.log(2) - x - F.softplus(-2 * x))


class SoftplusTransform(_Elementwise):
    """y = log(1 + exp x).

    >>> import autograd as torch
    >>> SoftplusTransform()(torch.tensor(0.0))
    tensor(0.6931)
    """

    codomain = constraints.positive

    def _call(self, x: Any) -> Any:
        return F.softplus(x)

    def _inverse(self, y: Any) -> Any:
        return (-y).expm1().neg().log() + y

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return -F.softplus(-x)


class PowerTransform(Transform):
    """y = x ** exponent, for positive x.

    >>> import autograd as torch
    >>> PowerTransform(2.0)(torch.tensor(3.0))
    tensor(9.)
    """

    domain = codomain = constraints.positive
    bijective = True

    def __init__(self, exponent: Any, cache_size: int = 0) -> None:
        super().__init__(cache_size)
        self.exponent = exponent if isinstance(exponent, Tensor) else autograd.tensor(exponent)

    sign = property(lambda self: self.exponent.sign())

    def _call(self, x: Any) -> Any:
        return x**self.exponent

    def _inverse(self, y: Any) -> Any:
        return y ** (1 / self.exponent)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return (self.exponent * y / x).abs().log()

    def forward_shape(self, shape: Size) -> Size:
        return autograd.broadcast_shapes(shape, self.exponent.shape)

    inverse_shape = forward_shape


class AbsTransform(_Elementwise):
    """y = |x|; of the two numbers that have this absolute value, the inverse is the positive one.

    >>> import autograd as torch
    >>> AbsTransform()(torch.tensor([-1.0, 2.0]))
    tensor([1., 2.])
    """

    bijective, sign, codomain = False, Transform.sign, constraints.positive

    def _call(self, x: Any) -> Any:
        return x.abs()

    def _inverse(self, y: Any) -> Any:
        return y


class AffineTransform(Transform):
    """y = loc + scale * x; the last ``event_dim`` dimensions are one event.

    >>> import autograd as torch
    >>> AffineTransform(1.0, 2.0)(torch.tensor([0.0, 1.0]))
    tensor([1., 3.])
    """

    bijective = True

    def __init__(self, loc: Any, scale: Any, event_dim: int = 0, cache_size: int = 0) -> None:
        super().__init__(cache_size)
        self.loc, self.scale = loc, scale
        self.domain = self.codomain = constraints.independent(constraints.real, event_dim) if event_dim else constraints.real

    @property
    def sign(self) -> Any:
        """That of the scale."""
        return self.scale.sign() if isinstance(self.scale, Tensor) else (self.scale > 0) - (self.scale < 0)

    def _call(self, x: Any) -> Any:
        return self.loc + self.scale * x

    def _inverse(self, y: Any) -> Any:
        return (y - self.loc) / self.scale

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        if isinstance(self.scale, Tensor):
            each = self.scale.abs().log().expand(autograd.broadcast_shapes(x.shape, self.scale.shape))
        else:
            each = autograd.full_like(x, math.log(abs(self.scale)))
        return sum_rightmost(each, self.event_dim)

    def forward_shape(self, shape: Size) -> Size:
        return autograd.broadcast_shapes(shape, getattr(self.loc, "shape", ()), getattr(self.scale, "shape", ()))

    inverse_shape = forward_shape

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AffineTransform):
            return False
        return all(a is b or bool(autograd.as_tensor(a == b).all()) for a, b in ((self.loc, other.loc), (self.scale, other.scale)))

    __hash__ = object.__hash__


class IndependentTransform(Transform):
    """A transform of elements taken as one of tensors: the last ``reinterpreted_batch_ndims`` dimensions become part of an event."""

    def __init__(self, base_transform: Transform, reinterpreted_batch_ndims: int, cache_size: int = 0) -> None:
        super().__init__(cache_size)
        self.base_transform = base_transform
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        self.bijective = base_transform.bijective
        self.domain = constraints.independent(base_transform.domain, reinterpreted_batch_ndims)
        self.codomain = constraints.independent(base_transform.codomain, reinterpreted_batch_ndims)

    sign = property(lambda self: self.base_transform.sign)

    def _call(self, x: Any) -> Any:
        return self.base_transform(x)

    def _inverse(self, y: Any) -> Any:
        return self.base_transform.inv(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return sum_rightmost(self.base_transform.log_abs_det_jacobian(x, y), self.reinterpreted_batch_ndims)

    def forward_shape(self, shape: Size) -> Size:
        return self.base_transform.forward_shape(shape)

    def inverse_shape(self, shape: Size) -> Size:
        return self.base_transform.inverse_shape(shape)


class ReshapeTransform(Transform):
    """The same numbers in another shape: the last dimensions ``in_shape`` become ``out_shape``.

    >>> ReshapeTransform((2, 3), (6,))(autograd.zeros(5, 2, 3)).shape
    torch.Size([5, 6])
    """

    bijective = True

    def __init__(self, in_shape: Sequence[int], out_shape: Sequence[int], cache_size: int = 0) -> None:
        self.in_shape, self.out_shape = Size(in_shape), Size(out_shape)
        if self.in_shape.numel() != self.out_shape.numel():
            raise ValueError(f"in_shape, out_shape have different numbers of elements: {tuple(in_shape)} and {tuple(out_shape)}")
        super().__init__(cache_size)
        self.domain = constraints.independent(constraints.real, len(self.in_shape))
        self.codomain = constraints.independent(constraints.real, len(self.out_shape))

    def _call(self, x: Any) -> Any:
        return x.reshape(self.forward_shape(x.shape))

    def _inverse(self, y: Any) -> Any:
        return y.reshape(self.inverse_shape(y.shape))

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return x.new_zeros(x.shape[: x.ndim - len(self.in_shape)])

    def forward_shape(self, shape: Size) -> Size:
        return _replaced(shape, self.in_shape, self.out_shape)

    def inverse_shape(self, shape: Size) -> Size:
        return _replaced(shape, self.out_shape, self.in_shape)


def _replaced(shape: Size, last: Size, by: Size) -> Size:
    """The shape with other last dimensions."""
    batch = len(shape) - len(last)
    if batch < 0:
        raise ValueError("Too few dimensions on input")
    if tuple(shape[batch:]) != tuple(last):
        raise ValueError(f"Shape mismatch: expected {tuple(shape[batch:])} but got {tuple(last)}")
    return Size((*shape[:batch], *by))


class _OfVectors(Transform):
    """What maps vectors to probabilities of categories. There is a ``change`` in the number of numbers."""

    domain, codomain, change = constraints.real_vector, constraints.simplex, 0

    def forward_shape(self, shape: Size) -> Size:
        return self._resized(shape, self.change)

    def inverse_shape(self, shape: Size) -> Size:
        return self._resized(shape, -self.change)

    def _resized(self, shape: Size, change: int) -> Size:
        if not shape:
            raise ValueError("Too few dimensions on input")
        return Size((*shape[:-1], shape[-1] + change))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    __hash__ = object.__hash__


class SoftmaxTransform(_OfVectors):
    """y = softmax x: n numbers to n probabilities. It has no inverse, and so no density: log y is one x of many.

    >>> SoftmaxTransform()(autograd.zeros(4))
    tensor([0.2500, 0.2500, 0.2500, 0.2500])
    """

    def _call(self, x: Any) -> Any:
        return F.softmax(x, -1)

    def _inverse(self, y: Any) -> Any:
        return y.log()


class StickBreakingTransform(_OfVectors):
    """n numbers to n + 1 probabilities: each breaks its part from what is left of a stick, and zeros break it into equal parts.

    >>> StickBreakingTransform()(autograd.zeros(3))
    tensor([0.2500, 0.2500, 0.2500, 0.2500])
    """

    bijective, change = True, 1

    @staticmethod
    def _shift(n: int, x: Any) -> Any:
        """The logarithms of how many parts there are to come."""
        return autograd.arange(n, 0, -1, dtype=x.dtype).log()

    def _call(self, x: Any) -> Any:
        part = SigmoidTransform()(x - self._shift(x.shape[-1], x))
        left = (1 - part).cumprod(-1)
        return F.pad(part, (0, 1), value=1.0) * F.pad(left, (1, 0), value=1.0)

    def _inverse(self, y: Any) -> Any:
        parts = y[..., :-1]
        left = (1 - parts.cumsum(-1)).clamp(min=autograd.finfo(y.dtype).tiny)
        return parts.log() - left.log() + self._shift(parts.shape[-1], y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        shifted = x - self._shift(x.shape[-1], x)
        return (F.logsigmoid(shifted) - shifted + y[..., :-1].log()).sum(-1)


class ComposeTransform(Transform):
    """Several transforms, the first of ``parts`` first.

    >>> import autograd as torch
    >>> ComposeTransform([AffineTransform(0.0, 2.0), ExpTransform()])(torch.tensor(0.5))
    tensor(2.7183)
    """

    def __init__(self, parts: Sequence[Transform], cache_size: int = 0) -> None:
        super().__init__(cache_size)
        self.parts = [*parts]
        self.bijective = all(part.bijective for part in self.parts)
        if not self.parts:
            return
        # an event on either side is as large as the largest that any part maps as a whole, followed through the other parts
        dims = self.parts[-1].codomain.event_dim
        for part in reversed(self.parts):
            dims = max(dims + part.domain.event_dim - part.codomain.event_dim, part.domain.event_dim)
        self.domain = _enlarged(self.parts[0].domain, dims)
        dims = self.parts[0].domain.event_dim
        for part in self.parts:
            dims = max(dims + part.codomain.event_dim - part.domain.event_dim, part.codomain.event_dim)
        self.codomain = _enlarged(self.parts[-1].codomain, dims)

    @property
    def sign(self) -> Any:
        """The product of the parts' signs."""
        return math.prod(part.sign for part in self.parts)

    @property
    def inv(self) -> Transform:
        """The inverses in reverse order."""
        return ComposeTransform([part.inv for part in reversed(self.parts)])

    def __call__(self, x: Any) -> Any:
        for part in self.parts:
            x = part(x)
        return x

    def _inverted(self, y: Any) -> Any:
        return self.inv(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        if not self.parts:
            return autograd.zeros_like(x)
        values = [x]
        for part in self.parts[:-1]:
            values.append(part(values[-1]))
        values.append(y)
        total: Any = 0
        dims = self.domain.event_dim
        for part, before, after in zip(self.parts, values[:-1], values[1:], strict=True):
            total = total + sum_rightmost(part.log_abs_det_jacobian(before, after), dims - part.domain.event_dim)
            dims += part.codomain.event_dim - part.domain.event_dim
        return total

    def forward_shape(self, shape: Size) -> Size:
        for part in self.parts:
            shape = part.forward_shape(shape)
        return shape

    def inverse_shape(self, shape: Size) -> Size:
        for part in reversed(self.parts):
            shape = part.inverse_shape(shape)
        return shape

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ComposeTransform) and self.parts == other.parts

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"ComposeTransform([{', '.join(map(repr, self.parts))}])"


def _enlarged(constraint: Constraint, dims: int) -> Constraint:
    extra = dims - constraint.event_dim
    return constraints.independent(constraint, extra) if extra else constraint


identity_transform = ComposeTransform([])
