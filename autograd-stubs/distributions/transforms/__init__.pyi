"""Invertible functions with the logarithms of their derivatives: what `TransformedDistribution` is made with."""
from autograd import Size as _Size
from autograd import Tensor as _Tensor
from autograd.distributions.constraints import Constraint as _Constraint
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class _Elementwise(Transform):
    """An increasing function of each element."""
    bijective: bool
    sign: int
    def __eq__(self, other: object) -> bool: ...
class AbsTransform(_Elementwise):
    """y = |x|; of the two numbers that have this absolute value, the inverse is the positive one."""
    bijective: bool
    @property
    def sign(self) -> int: """1 if it is increasing, -1 if decreasing."""
    codomain: _Any
class AffineTransform(Transform):
    """y = loc + scale * x; the last ``event_dim`` dimensions are one event."""
    loc: _Any
    scale: _Any
    bijective: bool
    def __init__(self, loc: _Any, scale: _Any, event_dim: int = 0, cache_size: int = 0) -> None: ...
    @property
    def sign(self) -> _Any: """That of the scale."""
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
    def forward_shape(self, shape: _Size) -> _Size: ...
    def inverse_shape(self, shape: _Size) -> _Size: ...
    def __eq__(self, other: object) -> bool: ...
class ComposeTransform(Transform):
    """Several transforms, the first of ``parts`` first."""
    parts: _Any
    def __init__(self, parts: _Sequence[Transform], cache_size: int = 0) -> None: ...
    @property
    def sign(self) -> _Any: """The product of the parts' signs."""
    @property
    def inv(self) -> Transform: """The inverses in reverse order."""
    def __call__(self, x: _Any) -> _Any: ...
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
    def forward_shape(self, shape: _Size) -> _Size: ...
    def inverse_shape(self, shape: _Size) -> _Size: ...
    def __eq__(self, other: object) -> bool: ...
class ExpTransform(_Elementwise):
    """y = exp x."""
    codomain: _Any
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
class IndependentTransform(Transform):
    """A transform of elements taken as one of tensors: the last ``reinterpreted_batch_ndims`` dimensions become part of an event."""
    base_transform: Transform
    reinterpreted_batch_ndims: int
    def __init__(self, base_transform: Transform, reinterpreted_batch_ndims: int, cache_size: int = 0) -> None: ...
    @property
    def sign(self) -> _Any: ...
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
    def forward_shape(self, shape: _Size) -> _Size: ...
    def inverse_shape(self, shape: _Size) -> _Size: ...
class PowerTransform(Transform):
    """y = x ** exponent, for positive x."""
    exponent: _Any
    domain: _Any
    codomain: _Any
    bijective: bool
    def __init__(self, exponent: _Any, cache_size: int = 0) -> None: ...
    @property
    def sign(self) -> _Any: ...
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
    def forward_shape(self, shape: _Size) -> _Size: ...
    def inverse_shape(self, shape: _Size) -> _Size: ...
class ReshapeTransform(Transform):
    """The same numbers in another shape: the last dimensions ``in_shape`` become ``out_shape``."""
    in_shape: _Size
    out_shape: _Size
    bijective: bool
    def __init__(self, in_shape: _Sequence[int], out_shape: _Sequence[int], cache_size: int = 0) -> None: ...
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
    def forward_shape(self, shape: _Size) -> _Size: ...
    def inverse_shape(self, shape: _Size) -> _Size: ...
class SigmoidTransform(_Elementwise):
    """y = 1 / (1 + exp(-x)), kept apart from 0 and 1."""
    codomain: _Any
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
class _OfVectors(Transform):
    """What maps vectors to probabilities of categories. There is a ``change`` in the number of numbers."""
    domain: _Any
    codomain: _Any
    change: int
    def forward_shape(self, shape: _Size) -> _Size: ...
    def inverse_shape(self, shape: _Size) -> _Size: ...
    def __eq__(self, other: object) -> bool: ...
class SoftmaxTransform(_OfVectors):
    """y = softmax x: n numbers to n probabilities. It has no inverse, and so no density: log y is one x of many."""
class SoftplusTransform(_Elementwise):
    """y = log(1 + exp x)."""
    codomain: _Any
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
class StickBreakingTransform(_OfVectors):
    """n numbers to n + 1 probabilities: each breaks its part from what is left of a stick, and zeros break it into equal parts."""
    bijective: bool
    change: int
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
class TanhTransform(_Elementwise):
    """y = tanh x. The inverse is inexact where y is near 1 or -1: use cache_size=1."""
    codomain: _Any
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: ...
class Transform:
    """An invertible function. A subclass defines ``_call``, ``_inverse`` and ``log_abs_det_jacobian``, its ``domain`` and its ``codomain``.

    ``sign`` is that of its derivative, if it is one. With ``cache_size=1`` the last x and y are kept, so that the inverse of what was just
    computed is exact."""
    domain: _Constraint
    codomain: _Constraint
    bijective: bool
    def __init__(self, cache_size: int = 0) -> None: ...
    @property
    def event_dim(self) -> int: """The number of dimensions of what it maps as a whole."""
    @property
    def sign(self) -> int: """1 if it is increasing, -1 if decreasing."""
    @property
    def inv(self) -> Transform: """The inverse."""
    def __call__(self, x: _Tensor) -> _Any: ...
    def log_abs_det_jacobian(self, x: _Any, y: _Any) -> _Any: """log |dy/dx|, where y is the transform of x."""
    def forward_shape(self, shape: _Size) -> _Size: """The shape of y for the shape of x."""
    def inverse_shape(self, shape: _Size) -> _Size: """The shape of x for the shape of y."""
    def __eq__(self, other: object) -> bool: ...
identity_transform: ComposeTransform
