"""wgrad: a tiny reverse-mode autograd engine on NumPy, with PyTorch's names.

    This file composes PyTorch's namespace from the floors of the house, bottom to top: machine, core, ops, creation, transforms, distributed,
    files, graph, pytorch. Nothing imports it but programs."""
from autograd.random import Generator as _Generator
from autograd.storage import UntypedStorage as _UntypedStorage
from autograd.utils.hooks import RemovableHandle as _RemovableHandle
from builtins import bool as _bool
from builtins import float as _float
from builtins import int as _int
from builtins import type as _type
from collections.abc import Callable as _Callable
from collections.abc import Iterator as _Iterator
from collections.abc import Sequence as _Sequence
from numpy import dtype as _numpy_dtype
from numpy import generic as _numpy_generic
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from typing import Literal as _Literal
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
from typing import TypeVar as _TypeVar
from typing import TypedDict as _TypedDict
from typing import Unpack as _Unpack
from typing import overload as _overload
_F = _TypeVar("_F", bound=_Callable[..., _Any])
_device = device
_dtype = dtype
_layout = layout
class BoolTensor(Tensor):
    """bool tensors, of given values or of a given size."""
    dtype: _Any
class ByteTensor(Tensor):
    """uint8 tensors, of given values or of a given size."""
    dtype: _Any
class CharTensor(Tensor):
    """int8 tensors, of given values or of a given size."""
    dtype: _Any
class DoubleTensor(Tensor):
    """float64 tensors, of given values or of a given size."""
    dtype: _Any
class FloatTensor(Tensor):
    """float32 tensors, of given values or of a given size: PyTorch's old constructor."""
    dtype: _Any
from autograd.function import Function as Function
from autograd.futures import Future as Future
from autograd.random import Generator as Generator
class GradcheckError(RuntimeError):
    """A gradient differs from its finite difference."""
class HalfTensor(Tensor):
    """float16 tensors, of given values or of a given size."""
    dtype: _Any
class IntTensor(Tensor):
    """int32 tensors, of given values or of a given size."""
    dtype: _Any
class LongTensor(Tensor):
    """int64 tensors, of given values or of a given size."""
    dtype: _Any
class ShortTensor(Tensor):
    """int16 tensors, of given values or of a given size."""
    dtype: _Any
class Size(tuple[_int, ...]):
    """A tensor's shape: a tuple of ints that prints as PyTorch's does."""
    def numel(self) -> _int: """The number of elements of a tensor of this shape."""
    def __getitem__(self, index: _Any) -> _Any: ...
    def __add__(self, other: _Any) -> Size: ...
class _max(_NamedTuple):
    values: Tensor
    indices: Tensor
class _min(_NamedTuple):
    values: Tensor
    indices: Tensor
class _aminmax(_NamedTuple):
    min: Tensor
    max: Tensor
class _frexp(_NamedTuple):
    mantissa: Tensor
    exponent: Tensor
class _cummax(_NamedTuple):
    values: Tensor
    indices: Tensor
class _cummin(_NamedTuple):
    values: Tensor
    indices: Tensor
class _sort(_NamedTuple):
    values: Tensor
    indices: Tensor
class _topk(_NamedTuple):
    values: Tensor
    indices: Tensor
class _kthvalue(_NamedTuple):
    values: Tensor
    indices: Tensor
class _median(_NamedTuple):
    values: Tensor
    indices: Tensor
class _nanmedian(_NamedTuple):
    values: Tensor
    indices: Tensor
class _mode(_NamedTuple):
    values: Tensor
    indices: Tensor
class _histogram(_NamedTuple):
    hist: Tensor
    bin_edges: Tensor
class _linalg_slogdet(_NamedTuple):
    sign: Tensor
    logabsdet: Tensor
class _linalg_lu(_NamedTuple):
    P: Tensor
    L: Tensor
    U: Tensor
class _geqrf(_NamedTuple):
    a: Tensor
    tau: Tensor
class _Options(_TypedDict, total=False):
    """Keywords of every function that makes a tensor."""
    device: _Any
    requires_grad: _Any
    pin_memory: _Any
    layout: _Any
    memory_format: _Any
class _svd(_NamedTuple):
    U: Tensor
    S: Tensor
    V: Tensor
class _qr(_NamedTuple):
    Q: Tensor
    R: Tensor
class _triangular_solve(_NamedTuple):
    solution: Tensor
    cloned_coefficient: Tensor
class Tensor:
    """An n-dimensional array that remembers how it was computed.

    ``array`` is the NumPy array that it holds. Make tensors with `autograd.tensor` and its relatives; calling the class makes
    float32 tensors, of given values or of a given size, as PyTorch's ``torch.Tensor`` does."""
    array: _numpy_ndarray[_Any, _numpy_dtype[_Any]]
    name: str | None
    def __new__(cls, *data: _Any, **_: _Any) -> _Self: ...
    @property
    def shape(self) -> Size: """The sizes of the dimensions."""
    @_overload
    def size(self, dim: None = None) -> Size: """The shape, or the size of one dimension."""
    @_overload
    def size(self, dim: _int = None) -> _int: """The shape, or the size of one dimension."""
    @property
    def ndim(self) -> _int: """The number of dimensions."""
    def dim(self) -> _int: """The number of dimensions."""
    def numel(self) -> _int: """The number of elements."""
    def nelement(self) -> _int: """The number of elements."""
    @property
    def dtype(self) -> _dtype: """The type of the elements."""
    def item(self) -> _Any: """The value of a one-element tensor, as a Python number."""
    def tolist(self) -> _Any: """The values as (nested lists of) Python numbers."""
    def __len__(self) -> _int: ...
    def __iter__(self) -> _Iterator[_Any]: ...
    def __reversed__(self) -> _Any: """The tensor with its first dimension turned round, as PyTorch has it."""
    def __bool__(self) -> _bool: ...
    def __format__(self, spec: str) -> str: ...
    def __contains__(self, element: _Any) -> _bool: ...
    @property
    def requires_grad(self) -> _bool: """True if operations on this tensor are recorded."""
    @requires_grad.setter
    def requires_grad(self, value: _bool) -> None: ...
    def requires_grad_(self, requires_grad: _bool = True) -> Tensor: """Set ``requires_grad`` and return the tensor."""
    @property
    def is_leaf(self) -> _bool: """True if no recorded operation made this tensor: backward() then fills its ``.grad``."""
    @property
    def grad_fn(self) -> _Any: """The node that made this tensor; None for a leaf."""
    @property
    def grad(self) -> Tensor | _Any: """The gradient that backward() has accumulated, or None."""
    @grad.setter
    def grad(self, value: Tensor | None) -> None: ...
    @grad.deleter
    def grad(self) -> None: ...
    def detach(self) -> Tensor: """A tensor of the same memory that is not part of the graph."""
    def detach_(self) -> Tensor: """Cut this tensor off the graph that made it: it becomes a leaf."""
    @property
    def data(self) -> Tensor: """The same memory outside the graph, unwatched: a write through it is not noticed by a later backward pass. Prefer detach().

    To assign to it gives the tensor other memory. A backward pass that has saved the old values is then refused, where PyTorch
    differentiates with the new ones."""
    @data.setter
    def data(self, value: Tensor) -> None: ...
    def cuda(self, device: _Any = None, non_blocking: _bool = False, memory_format: _Any = None) -> Tensor: """The error of asking for a device that is not there."""
    @property
    def device(self) -> _Any: """The device that holds the tensor: the CPU."""
    is_cuda: _bool
    is_quantized: _bool
    is_sparse: _bool
    is_xpu: _bool
    is_cpu: _bool
    def retain_grad(self) -> None: """Make backward() fill this tensor's ``.grad`` although it is not a leaf."""
    @property
    def retains_grad(self) -> _bool: """True if backward() fills ``.grad`` although this tensor is not a leaf."""
    def register_hook(self, hook: _Callable[[_Any], _Any]) -> _RemovableHandle: """Call ``hook(grad)`` when the gradient of this tensor is known; what it returns, if not None, replaces the gradient."""
    def register_post_accumulate_grad_hook(self, hook: _Callable[[Tensor], None]) -> _RemovableHandle: """Call ``hook(tensor)`` as soon as backward() has added to the ``.grad`` of this leaf, while it goes on; at its end with ``create_graph``."""
    def backward(self, gradient: Tensor | None = None, retain_graph: _bool | None = None, create_graph: _bool = False, inputs: Tensor | _Sequence[Tensor] | None = None) -> None: """Add the gradient of this tensor to the ``.grad`` of the leaves that it was computed from; see `autograd.backward`.

    For one number, such as a loss; of more numbers give the ``gradient``, of their shape. Gradients add up until they are set to None."""
    def clone(self, *, memory_format: _Any = None) -> Tensor: """A copy that is part of the graph: gradients flow through it to ``input``."""
    def float(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.float32."""
    def double(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.float64."""
    def half(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.float16."""
    def long(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.int64."""
    def int(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.int32."""
    def short(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.int16."""
    def char(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.int8."""
    def byte(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.uint8."""
    def bool(self, memory_format: _Any = None) -> Tensor: """The tensor as torch.bool."""
    def type_as(self, other: Tensor) -> Tensor: """The tensor as the dtype of ``other``."""
    @_overload
    def type(self, dtype: None = None, non_blocking: _bool = False) -> str: """The name of the tensor's legacy type, such as ``'torch.FloatTensor'``; with ``dtype`` (or such a name), the tensor as that dtype."""
    @_overload
    def type(self, dtype: _Any = None, non_blocking: _bool = False) -> Tensor: """The name of the tensor's legacy type, such as ``'torch.FloatTensor'``; with ``dtype`` (or such a name), the tensor as that dtype."""
    def ndimension(self) -> _int: """The number of dimensions."""
    def bfloat16(self) -> Tensor: """The error of asking for a type that NumPy does not have."""
    def cpu(self, memory_format: _Any = None) -> Tensor: """The tensor itself: it is on the CPU."""
    def contiguous(self, memory_format: _Any = ...) -> Tensor: """The tensor itself if its elements lie in row-major order, or in the order of a ``memory_format``, else a copy for which they do."""
    def to(self, *args: _Any, dtype: _Any = None, device: _Any = None, non_blocking: _bool = False, copy: _bool = False, memory_format: _Any = None) -> Tensor: """The tensor as another dtype, or in another order in memory: ``t.to(torch.float64)``, ``t.to("cpu")``, ``t.to(other)``,
    ``t.to(memory_format=torch.channels_last)``. Itself if nothing changes."""
    def __float__(self) -> _float: ...
    def __int__(self) -> _int: ...
    def __index__(self) -> _int: ...
    def add(self, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """input + alpha * other."""
    def sub(self, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """input - alpha * other."""
    def subtract(self, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """input - alpha * other."""
    def addcmul(self, tensor1: _Any, tensor2: Tensor, *older: Tensor, value: _Any = 1) -> Tensor: """input + value * tensor1 * tensor2."""
    def addcmul_(self, tensor1: _Any, tensor2: Tensor, *older: Tensor, value: _Any = 1) -> Tensor: """In-place form of `addcmul`."""
    def addcdiv(self, tensor1: _Any, tensor2: Tensor, *older: Tensor, value: _Any = 1) -> Tensor: """input + value * tensor1 / tensor2."""
    def addcdiv_(self, tensor1: _Any, tensor2: Tensor, *older: Tensor, value: _Any = 1) -> Tensor: """In-place form of `addcdiv`."""
    def lerp(self, end: Tensor, weight: _Any) -> Tensor: """input + weight * (end - input): from ``input`` at weight 0 to ``end`` at weight 1."""
    def lerp_(self, end: Tensor, weight: _Any) -> Tensor: """In-place form of `lerp`."""
    def div(self, other: _Any, *, rounding_mode: str | None = None) -> Tensor: """input / other as a float type, or rounded ("trunc", "floor") and then with zero gradient."""
    def divide(self, other: _Any, *, rounding_mode: str | None = None) -> Tensor: """input / other as a float type, or rounded ("trunc", "floor") and then with zero gradient."""
    def fmod(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The remainder of input / other, with the sign of input: input - other * trunc(input / other)."""
    def fmod_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `fmod`."""
    def floor_divide(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """floor(input / other), as ``//``. A backward pass through it is refused; `div` with ``rounding_mode="floor"`` has gradients, of zeros."""
    def floor_divide_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `floor_divide`."""
    def true_divide(self, other: _Any) -> Tensor: """input / other as a float type."""
    def pow(self, exponent: _Any) -> Tensor: """input to the power exponent; either may be a number."""
    def pow_(self, exponent: _Any) -> Tensor: """In-place form of `pow`."""
    def square(self) -> Tensor: """input**2."""
    def square_(self) -> Tensor: """In-place form of `square`."""
    def positive(self) -> Tensor: """The tensor itself."""
    def mul(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """input * other."""
    def mul_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `mul`."""
    def multiply(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """input * other."""
    def multiply_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `multiply`."""
    def neg(self) -> Tensor: """-input."""
    def neg_(self) -> Tensor: """In-place form of `neg`."""
    def negative(self) -> Tensor: """-input."""
    def negative_(self) -> Tensor: """In-place form of `negative`."""
    def remainder(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The remainder of input / other, with the sign of other: input - other * floor(input / other)."""
    def remainder_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `remainder`."""
    def add_(self, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """In-place form of `add`."""
    def sub_(self, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """In-place form of `sub`."""
    def subtract_(self, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """In-place form of `sub`."""
    def div_(self, other: _Any, *, rounding_mode: str | None = None) -> Tensor: """In-place form of `div`."""
    def divide_(self, other: _Any, *, rounding_mode: str | None = None) -> Tensor: """In-place form of `div`."""
    def true_divide_(self, other: _Any) -> Tensor: """In-place form of `div`."""
    def __add__(self, y: _Any) -> Tensor: ...
    def __radd__(self, y: _Any) -> Tensor: ...
    def __sub__(self, y: _Any) -> Tensor: ...
    def __rsub__(self, y: _Any) -> Tensor: ...
    def __mul__(self, y: _Any) -> Tensor: ...
    def __rmul__(self, y: _Any) -> Tensor: ...
    def __truediv__(self, y: _Any) -> Tensor: ...
    def __rtruediv__(self, y: _Any) -> Tensor: ...
    def __rdiv__(self, y: _Any) -> Tensor: ...
    def __floordiv__(self, y: _Any) -> Tensor: ...
    def __rfloordiv__(self, y: _Any) -> Tensor: ...
    def __mod__(self, y: _Any) -> Tensor: ...
    def __rmod__(self, y: _Any) -> Tensor: ...
    def __pow__(self, y: _Any) -> Tensor: ...
    def __rpow__(self, y: _Any) -> Tensor: ...
    def __neg__(self) -> Tensor: ...
    def __pos__(self) -> Tensor: """The tensor itself."""
    def __iadd__(self, y: _Any) -> Tensor: ...
    def __isub__(self, y: _Any) -> Tensor: ...
    def __imul__(self, y: _Any) -> Tensor: ...
    def __itruediv__(self, y: _Any) -> Tensor: ...
    def __ifloordiv__(self, y: _Any) -> Tensor: ...
    def __imod__(self, y: _Any) -> Tensor: ...
    def __ipow__(self, y: _Any) -> Tensor: ...
    def copy_(self, src: _Any, non_blocking: _bool = False) -> Tensor: """Overwrite the tensor with ``src``, broadcast and converted; its gradient then flows to ``src``."""
    def fill_(self, value: _Any) -> Tensor: """Overwrite every element with ``value``: a number or a 0-dim tensor."""
    def zero_(self) -> Tensor: """Overwrite every element with 0."""
    def maximum(self, other: _Any) -> Tensor: """The larger of two, element by element; nan if either is."""
    def minimum(self, other: _Any) -> Tensor: """The smaller of two, element by element; nan if either is."""
    def fmax(self, other: _Any) -> Tensor: """The larger of two, element by element; the other one if one is nan."""
    def fmin(self, other: _Any) -> Tensor: """The smaller of two, element by element; the other one if one is nan."""
    def clamp_min(self, min: _Any) -> Tensor: """The input, but no less than ``min``."""
    def clamp_min_(self, min: _Any) -> Tensor: """In-place form of `clamp_min`."""
    def clamp_max(self, max: _Any) -> Tensor: """The input, but no more than ``max``."""
    def clamp_max_(self, max: _Any) -> Tensor: """In-place form of `clamp_max`."""
    def clamp(self, min: _Any = None, max: _Any = None) -> Tensor: """The input limited to the range from ``min`` to ``max``: numbers, tensors or None for no limit; ``max`` wins if they cross.

    The gradient passes within the range and at its bounds, and is zero outside."""
    def clamp_(self, min: _Any = None, max: _Any = None) -> Tensor: """In-place form of `clamp`."""
    def clip(self, min: _Any = None, max: _Any = None) -> Tensor: """The input limited to the range from ``min`` to ``max``: numbers, tensors or None for no limit; ``max`` wins if they cross.

    The gradient passes within the range and at its bounds, and is zero outside."""
    def clip_(self, min: _Any = None, max: _Any = None) -> Tensor: """In-place form of `clip`."""
    def relu(self) -> Tensor: """max(0, x), with gradient 0 at 0."""
    def relu_(self) -> Tensor: """In-place form of `relu`."""
    def eq(self, other: _Any) -> Tensor: """input == other, element by element."""
    def eq_(self, other: _Any) -> Tensor: """In-place form of `eq`."""
    def ne(self, other: _Any) -> Tensor: """input != other, element by element."""
    def not_equal(self, other: _Any) -> Tensor: """input != other, element by element."""
    def ne_(self, other: _Any) -> Tensor: """In-place form of `ne`."""
    def not_equal_(self, other: _Any) -> Tensor: """In-place form of `not_equal`."""
    def lt(self, other: _Any) -> Tensor: """input < other, element by element."""
    def less(self, other: _Any) -> Tensor: """input < other, element by element."""
    def lt_(self, other: _Any) -> Tensor: """In-place form of `lt`."""
    def less_(self, other: _Any) -> Tensor: """In-place form of `less`."""
    def le(self, other: _Any) -> Tensor: """input <= other, element by element."""
    def less_equal(self, other: _Any) -> Tensor: """input <= other, element by element."""
    def le_(self, other: _Any) -> Tensor: """In-place form of `le`."""
    def less_equal_(self, other: _Any) -> Tensor: """In-place form of `less_equal`."""
    def gt(self, other: _Any) -> Tensor: """input > other, element by element."""
    def greater(self, other: _Any) -> Tensor: """input > other, element by element."""
    def gt_(self, other: _Any) -> Tensor: """In-place form of `gt`."""
    def greater_(self, other: _Any) -> Tensor: """In-place form of `greater`."""
    def ge(self, other: _Any) -> Tensor: """input >= other, element by element."""
    def greater_equal(self, other: _Any) -> Tensor: """input >= other, element by element."""
    def ge_(self, other: _Any) -> Tensor: """In-place form of `ge`."""
    def greater_equal_(self, other: _Any) -> Tensor: """In-place form of `greater_equal`."""
    def logical_and(self, other: _Any) -> Tensor: """True where both are nonzero."""
    def logical_and_(self, other: _Any) -> Tensor: """In-place form of `logical_and`."""
    def logical_or(self, other: _Any) -> Tensor: """True where either is nonzero."""
    def logical_or_(self, other: _Any) -> Tensor: """In-place form of `logical_or`."""
    def logical_xor(self, other: _Any) -> Tensor: """True where one of the two is nonzero."""
    def logical_xor_(self, other: _Any) -> Tensor: """In-place form of `logical_xor`."""
    def logical_not_(self) -> Tensor: """In-place form of `logical_not`."""
    def logical_not(self) -> Tensor: """True where the input is zero."""
    def isnan(self) -> Tensor: """True where the input is not a number."""
    def isinf(self) -> Tensor: """True where the input is infinite."""
    def isfinite(self) -> Tensor: """True where the input is neither infinite nor nan."""
    def isposinf(self) -> Tensor: """True where the input is +inf."""
    def isneginf(self) -> Tensor: """True where the input is -inf."""
    def isreal(self) -> Tensor: """True everywhere: there are no complex numbers."""
    def signbit(self) -> Tensor: """True where the sign is minus, -0. too."""
    def where(self, condition: Tensor, other: _Any) -> Tensor: """The tensor where the condition is True, ``other`` elsewhere; see `where`."""
    def __eq__(self, y: _Any) -> Tensor: ...
    def __ne__(self, y: _Any) -> Tensor: ...
    def __lt__(self, y: _Any) -> Tensor: ...
    def __le__(self, y: _Any) -> Tensor: ...
    def __gt__(self, y: _Any) -> Tensor: ...
    def __ge__(self, y: _Any) -> Tensor: ...
    def isclose(self, other: Tensor, rtol: _float = 1e-05, atol: _float = 1e-08, equal_nan: _bool = False) -> Tensor: """True where |input - other| <= atol + rtol * |other|, or both are the same infinity (or nan, with ``equal_nan``)."""
    def allclose(self, other: Tensor, rtol: _float = 1e-05, atol: _float = 1e-08, equal_nan: _bool = False) -> _bool: """True if `isclose` holds for all elements."""
    def equal(self, other: Tensor) -> _bool: """True if the two tensors have the same shape and the same elements."""
    def heaviside(self, values: Tensor) -> Tensor: """0 where the input is negative, 1 where it is positive, ``values`` where it is 0; no gradient."""
    def heaviside_(self, values: Tensor) -> Tensor: """In-place form of `heaviside`."""
    def bitwise_and(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits set in both (integers), logical and (bools)."""
    def bitwise_and_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `bitwise_and`."""
    def __and__(self, y: _Any) -> Tensor: ...
    def __rand__(self, y: _Any) -> Tensor: ...
    def __iand__(self, y: _Any) -> Tensor: ...
    def bitwise_or(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits set in either (integers), logical or (bools)."""
    def bitwise_or_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `bitwise_or`."""
    def __or__(self, y: _Any) -> Tensor: ...
    def __ror__(self, y: _Any) -> Tensor: ...
    def __ior__(self, y: _Any) -> Tensor: ...
    def bitwise_xor(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits set in one of the two (integers), logical xor (bools)."""
    def bitwise_xor_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `bitwise_xor`."""
    def __xor__(self, y: _Any) -> Tensor: ...
    def __rxor__(self, y: _Any) -> Tensor: ...
    def __ixor__(self, y: _Any) -> Tensor: ...
    def bitwise_left_shift(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits moved to the left: input * 2**other."""
    def bitwise_left_shift_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `bitwise_left_shift`."""
    def __lshift__(self, y: _Any) -> Tensor: ...
    def __rlshift__(self, y: _Any) -> Tensor: ...
    def __ilshift__(self, y: _Any) -> Tensor: ...
    def bitwise_right_shift(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits moved to the right: input // 2**other."""
    def bitwise_right_shift_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `bitwise_right_shift`."""
    def __rshift__(self, y: _Any) -> Tensor: ...
    def __rrshift__(self, y: _Any) -> Tensor: ...
    def __irshift__(self, y: _Any) -> Tensor: ...
    def bitwise_not(self) -> Tensor: """The bits inverted (integers), logical not (bools)."""
    def bitwise_not_(self) -> Tensor: """In-place form of `bitwise_not`."""
    def __invert__(self) -> Tensor: """~self."""
    def __getitem__(self, index: _Any) -> Tensor: """``t[index]``: a view if the index has only integers, slices, None and Ellipsis, else a copy."""
    def __setitem__(self, index: _Any, value: _Any) -> None: """``t[index] = value``, recorded if either requires a gradient: the old value's gradient is then zero where it was overwritten.

    A value is a number, or a tensor that broadcasts to the part. RuntimeError for a leaf that requires a gradient."""
    def gather(self, dim: _int, index: Tensor, *, sparse_grad: _bool = False) -> Tensor: """The elements that ``index`` names along ``dim``: ``out[i][j] = input[i][index[i][j]]`` for ``dim=1``. The result has index's shape."""
    def take_along_dim(self, indices: Tensor, dim: _int | None = None) -> Tensor: """`gather` with broadcasting, and indices that may count from the end; the flattened input if ``dim`` is None."""
    def scatter(self, dim: _int, index: Tensor, src: _Any = None, *, value: _Any = None, reduce: str | None = None) -> Tensor: """Write along ``dim`` where ``index`` says: ``out[i][index[i][j]] = src[i][j]`` for ``dim=1``. ``src`` may be a number."""
    def scatter_(self, dim: _int, index: Tensor, src: _Any = None, *, value: _Any = None, reduce: str | None = None) -> Tensor: """In-place form of `scatter`."""
    def scatter_add(self, dim: _int, index: Tensor, src: Tensor) -> Tensor: """Add along ``dim`` where ``index`` says: ``out[i][index[i][j]] += src[i][j]`` for ``dim=1``."""
    def scatter_add_(self, dim: _int, index: Tensor, src: Tensor) -> Tensor: """In-place form of `scatter_add`."""
    def index_select(self, dim: _int, index: Tensor) -> Tensor: """The slices ``input[..., index, ...]`` at ``dim``, for a vector of indices."""
    def index_add(self, dim: _int, index: Tensor, source: Tensor, *, alpha: _float = 1) -> Tensor: """Add the slices of ``source``, times ``alpha``, to the slices of ``input`` at ``index``; an index may repeat."""
    def index_add_(self, dim: _int, index: Tensor, source: Tensor, *, alpha: _float = 1) -> Tensor: """In-place form of `index_add`."""
    def index_copy(self, dim: _int, index: Tensor, source: Tensor) -> Tensor: """Write the slices of ``source`` over the slices of ``input`` at ``index``."""
    def index_copy_(self, dim: _int, index: Tensor, source: Tensor) -> Tensor: """In-place form of `index_copy`."""
    def index_fill(self, dim: _int, index: Tensor, value: _Any) -> Tensor: """Fill the slices of ``input`` at ``index`` with a number."""
    def index_fill_(self, dim: _int, index: Tensor, value: _Any) -> Tensor: """In-place form of `index_fill`."""
    def index_put(self, indices: _Sequence[Tensor], values: Tensor, accumulate: _bool = False) -> Tensor: """``input[indices] = values`` out of place; with ``accumulate``, the values are added, also where indices repeat."""
    def index_put_(self, indices: _Sequence[Tensor], values: Tensor, accumulate: _bool = False) -> Tensor: """In-place form of `index_put`."""
    def take(self, index: Tensor) -> Tensor: """The elements of the flattened input that ``index`` names, in index's shape."""
    def put(self, index: Tensor, source: Tensor, accumulate: _bool = False) -> Tensor: """Write or add the elements of ``source`` where ``index`` says in the flattened input."""
    def put_(self, index: Tensor, source: Tensor, accumulate: _bool = False) -> Tensor: """In-place form of `put`."""
    def scatter_reduce(self, dim: _int, index: Tensor, src: Tensor, reduce: str, *, include_self: _bool = True) -> Tensor: """`scatter` that reduces what meets at one place: ``reduce`` is "sum", "prod", "mean", "amax" or "amin".

    ``include_self=False`` leaves out the input's own value at the places that are written. Equal largest values share the gradient."""
    def scatter_reduce_(self, dim: _int, index: Tensor, src: Tensor, reduce: str, *, include_self: _bool = True) -> Tensor: """In-place form of `scatter_reduce`."""
    def index_reduce(self, dim: _int, index: Tensor, source: Tensor, reduce: str, *, include_self: _bool = True) -> Tensor: """`index_add` for other reductions: ``reduce`` is "prod", "mean", "amax" or "amin"."""
    def index_reduce_(self, dim: _int, index: Tensor, source: Tensor, reduce: str, *, include_self: _bool = True) -> Tensor: """In-place form of `index_reduce`."""
    def masked_fill(self, mask: Tensor, value: _Any) -> Tensor: """``input`` with ``value``, a number, where the mask is True; input and mask broadcast."""
    def masked_fill_(self, mask: Tensor, value: _Any) -> Tensor: """In-place form of `masked_fill`."""
    def masked_select(self, mask: Tensor) -> Tensor: """The elements where the mask is True, as a vector; input and mask broadcast."""
    def masked_scatter(self, mask: Tensor, source: Tensor) -> Tensor: """``input`` with the elements of ``source``, in order, where the mask is True."""
    def masked_scatter_(self, mask: Tensor, source: Tensor) -> Tensor: """In-place form of `masked_scatter`."""
    @_overload
    def nonzero(self, *, as_tuple: _Literal[False] = False) -> Tensor: """Where the input is not zero: a row of indices for each such element, (n, ndim); as a tuple, a vector for each dimension."""
    @_overload
    def nonzero(self, *, as_tuple: _bool = False) -> tuple[Tensor, ...]: """Where the input is not zero: a row of indices for each such element, (n, ndim); as a tuple, a vector for each dimension."""
    def argwhere(self) -> Tensor: """Where the input is not zero: a row of indices for each such element, (n, ndim)."""
    def select_scatter(self, src: Tensor, dim: _int, index: _int) -> Tensor: """A copy of ``input`` with ``src`` in place of ``input.select(dim, index)``."""
    def slice_scatter(self, src: Tensor, dim: _int = 0, start: _int | None = None, end: _int | None = None, step: _int = 1) -> Tensor: """A copy of ``input`` with ``src`` in place of its slice ``start:end:step`` at ``dim``."""
    def diagonal_scatter(self, src: Tensor, offset: _int = 0, dim1: _int = 0, dim2: _int = 1) -> Tensor: """A copy of ``input`` with ``src`` in place of ``input.diagonal(offset, dim1, dim2)``."""
    def reshape(self, *sizes: _Any, shape: _Any = None) -> Tensor: """The same elements in another shape, one size of which may be -1: a view where the strides allow it, else a copy."""
    def view(self, *sizes: _Any, size: _Any = None, dtype: _Any = None) -> Tensor: """The same memory in another shape; RuntimeError where that takes a copy. Given a dtype of the same width: the same bits in that type."""
    def view_as(self, other: Tensor) -> Tensor: """The same memory in the shape of ``other``."""
    def reshape_as(self, other: Tensor) -> Tensor: """The same elements in the shape of ``other``."""
    def flatten(self, start_dim: _int = 0, end_dim: _int = -1) -> Tensor: """The dimensions from ``start_dim`` to ``end_dim`` merged into one."""
    def ravel(self) -> Tensor: """All elements in one dimension, contiguous."""
    def unflatten(self, dim: _int, sizes: _Any) -> Tensor: """One dimension split into several of the given sizes, of which one may be -1."""
    def squeeze(self, dim: _Any = None) -> Tensor: """Without its dimensions of size 1, or those of them that ``dim``, a number or several, names."""
    def unsqueeze(self, dim: _int) -> Tensor: """With a dimension of size 1 inserted before position ``dim``."""
    def transpose(self, dim0: _int, dim1: _int) -> Tensor: """With two dimensions exchanged."""
    def swapdims(self, dim0: _int, dim1: _int) -> Tensor: """With two dimensions exchanged."""
    def swapaxes(self, axis0: _int, axis1: _int) -> Tensor: """`transpose`, with NumPy's names."""
    def permute(self, *order: _Any, dims: _Any = None) -> Tensor: """With the dimensions in the given order: result dimension ``i`` is input dimension ``dims[i]``."""
    def t(self) -> Tensor: """The transpose of a matrix; a tensor of fewer dimensions as it is."""
    def movedim(self, source: _Any, destination: _Any) -> Tensor: """With the dimensions ``source`` moved to the positions ``destination``, the others in their order."""
    def moveaxis(self, source: _Any, destination: _Any) -> Tensor: """With the dimensions ``source`` moved to the positions ``destination``, the others in their order."""
    @property
    def T(self) -> Tensor: """The transpose of a matrix; in general, with the dimensions in reverse order."""
    @property
    def H(self) -> Tensor: """The transpose of a matrix."""
    @property
    def mT(self) -> Tensor: """The transpose of a matrix, or of each of a batch of matrices."""
    @property
    def mH(self) -> Tensor: """The transpose of a matrix, or of each of a batch of matrices."""
    def adjoint(self) -> Tensor: """The transpose of a matrix, or of each of a batch of matrices."""
    def rot90(self, k: _int = 1, dims: _Sequence[_int] = ...) -> Tensor: """Turned by 90 degrees ``k`` times, from the first of two dimensions towards the second."""
    def flip(self, *order: _Any, dims: _Any = None) -> Tensor: """With the order of elements reversed along each of ``dims``."""
    def fliplr(self) -> Tensor: """With the columns in reverse order."""
    def flipud(self) -> Tensor: """With the rows in reverse order."""
    def roll(self, shifts: _Any, dims: _Any = ()) -> Tensor: """With the elements shifted along ``dims``, and those that fall off the end put first; without dims, as if flattened."""
    def expand(self, *sizes: _Any, size: _Any = None, implicit: _bool = False) -> Tensor: """A view in which dimensions of size 1 are repeated to the given sizes, without a copy; -1 keeps a size."""
    def expand_as(self, other: Tensor) -> Tensor: """`expand` to the shape of ``other``."""
    def broadcast_to(self, *sizes: _Any, size: _Any = None) -> Tensor: """`expand` to ``size``."""
    def sum_to_size(self, *size: _Any) -> Tensor: """The sum over the dimensions along which a tensor of the given size would be broadcast to this one's."""
    def repeat(self, *repeats: _Any) -> Tensor: """A copy of the tensor repeated along each dimension, new ones in front included."""
    def tile(self, *repeats: _Any, dims: _Any = None) -> Tensor: """`Tensor.repeat`, which takes fewer repeats than there are dimensions: they count for the last ones."""
    def repeat_interleave(self, repeats: _Any = None, dim: _int | None = None, *, output_size: _int | None = None) -> Tensor: """Each element along ``dim`` (of the flattened tensor, without dim) repeated in place: as often as ``repeats``, one number or one for each.

    Given counts alone, the indices that would so repeat."""
    def narrow(self, dim: _int, start: _Any, length: _int) -> Tensor: """The view of ``length`` places along ``dim``, from ``start``."""
    def select(self, dim: _int, index: _int) -> Tensor: """The view at place ``index`` of dimension ``dim``."""
    def diagonal(self, offset: _int = 0, dim1: _int = 0, dim2: _int = 1) -> Tensor: """The view of the elements of equal place, less ``offset``, in two dimensions; it has one dimension for these, the last."""
    def diag_embed(self, offset: _int = 0, dim1: _int = -2, dim2: _int = -1) -> Tensor: """Zeros with the last dimension of ``input`` as diagonal of two dimensions: the reverse of `diagonal`."""
    def diag(self, diagonal: _int = 0) -> Tensor: """A matrix with the given diagonal; or, of a matrix, its diagonal, as a copy."""
    def fill_diagonal_(self, fill_value: _float, wrap: _bool = False) -> Tensor: """Write a number to the main diagonal, in place."""
    def diagflat(self, offset: _int = 0) -> Tensor: """A matrix with all elements of ``input`` as its diagonal."""
    def tril(self, diagonal: _int = 0) -> Tensor: """The lower triangle of each matrix, up to ``diagonal``, and zeros above."""
    def tril_(self, diagonal: _int = 0) -> Tensor: """In-place form of `tril`."""
    def triu(self, diagonal: _int = 0) -> Tensor: """The upper triangle of each matrix, from ``diagonal``, and zeros below."""
    def triu_(self, diagonal: _int = 0) -> Tensor: """In-place form of `triu`."""
    def unfold(self, dimension: _int, size: _int, step: _int) -> Tensor: """The view of all windows of ``size`` places along a dimension, ``step`` apart; the windows' places are a new last dimension."""
    def as_strided(self, size: _Sequence[_int], stride: _Sequence[_int], storage_offset: _int | None = None) -> Tensor: """The view of a contiguous tensor's memory with any shape and strides, counted in elements, from its own first element."""
    def squeeze_(self, dim: _Any = None) -> Tensor: """In-place form of `squeeze`: the tensor itself gets the new shape."""
    def unsqueeze_(self, dim: _int) -> Tensor: """In-place form of `unsqueeze`: the tensor itself gets the new shape."""
    def transpose_(self, dim0: _int, dim1: _int) -> Tensor: """In-place form of `transpose`: the tensor itself gets the new shape."""
    def t_(self) -> Tensor: """In-place form of `t`: the tensor itself gets the new shape."""
    def as_strided_(self, size: _Sequence[_int], stride: _Sequence[_int], storage_offset: _int | None = None) -> Tensor: """In-place form of `as_strided`: the tensor itself gets the new shape."""
    def swapaxes_(self, axis0: _int, axis1: _int) -> Tensor: """In-place form of `swapaxes`: the tensor itself gets the new shape."""
    def swapdims_(self, dim0: _int, dim1: _int) -> Tensor: """In-place form of `swapdims`: the tensor itself gets the new shape."""
    def sum(self, dim: _Any = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """The sum of all elements, or of those along ``dim``, a number or several; integers and bools are added as int64."""
    def mean(self, dim: _Any = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """The mean of all elements, or of those along ``dim``, a number or several."""
    @_overload
    def max(self, dim: Tensor | None = None, keepdim: _bool = False, *, other: _Any = None) -> Tensor: """The largest element; or, along ``dim``, the ``values`` and ``indices`` of the largest; or, of two tensors, the larger elements.

    Without ``dim`` the gradient is shared evenly among equal elements; with it, the element at the index gets it all."""
    @_overload
    def max(self, dim: _int = None, keepdim: _bool = False, *, other: _Any = None) -> _max: """The largest element; or, along ``dim``, the ``values`` and ``indices`` of the largest; or, of two tensors, the larger elements.

    Without ``dim`` the gradient is shared evenly among equal elements; with it, the element at the index gets it all."""
    @_overload
    def min(self, dim: Tensor | None = None, keepdim: _bool = False, *, other: _Any = None) -> Tensor: """The smallest element; or, along ``dim``, the ``values`` and ``indices`` of the smallest; or, of two tensors, the smaller elements.

    Gradients as for `max`."""
    @_overload
    def min(self, dim: _int = None, keepdim: _bool = False, *, other: _Any = None) -> _min: """The smallest element; or, along ``dim``, the ``values`` and ``indices`` of the smallest; or, of two tensors, the smaller elements.

    Gradients as for `max`."""
    def amax(self, dim: _Any = (), keepdim: _bool = False) -> Tensor: """The largest elements along ``dim``, a number or several; equal ones share the gradient evenly."""
    def amin(self, dim: _Any = (), keepdim: _bool = False) -> Tensor: """The smallest elements along ``dim``, a number or several; equal ones share the gradient evenly."""
    def argmax(self, dim: _int | None = None, keepdim: _bool = False) -> Tensor: """The index of the largest element, the first if several are equal: of all, counted in row-major order, or along ``dim``."""
    def argmin(self, dim: _int | None = None, keepdim: _bool = False) -> Tensor: """The index of the smallest element, the first if several are equal: of all, counted in row-major order, or along ``dim``."""
    def aminmax(self, *, dim: _int | None = None, keepdim: _bool = False) -> _aminmax: """The smallest and the largest element, of all or along ``dim``."""
    def prod(self, dim: _int | None = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """The product of all elements, or of those along ``dim``; integers and bools are multiplied as int64."""
    def var(self, dim: _Any = None, unbiased: _bool | None = None, keepdim: _bool = False, *, correction: _float | None = None) -> Tensor: """The variance: squared differences from the mean, summed and divided by the number of elements less ``correction``, 1 if not given.

    ``unbiased=False`` is the older way to say ``correction=0``."""
    def std(self, dim: _Any = None, unbiased: _bool | None = None, keepdim: _bool = False, *, correction: _float | None = None) -> Tensor: """The standard deviation: the square root of `var`."""
    def cov(self, *, correction: _int = 1, fweights: Tensor | None = None, aweights: Tensor | None = None) -> Tensor: """The covariance matrix of variables in rows, observed in columns; fweights are counts and aweights importances of the observations."""
    def corrcoef(self) -> Tensor: """The matrix of correlation coefficients of variables in rows, observed in columns."""
    def logsumexp(self, dim: _Any, keepdim: _bool = False) -> Tensor: """log(sum(exp(x))) over ``dim``, a number or several; the largest x is taken out of the sum, so that no exponential overflows."""
    def nansum(self, dim: _Any = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """`sum` in which nan counts as 0."""
    def nanmean(self, dim: _Any = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """`mean` of the elements that are not nan."""
    def all(self, dim: _Any = None, keepdim: _bool = False) -> Tensor: """True if all elements are true (not 0), of the tensor or along ``dim``."""
    def any(self, dim: _Any = None, keepdim: _bool = False) -> Tensor: """True if an element is true (not 0), of the tensor or along ``dim``."""
    def count_nonzero(self, dim: _Any = None) -> Tensor: """The number of elements that are not 0, as int64."""
    def exp(self) -> Tensor: """e to the power x."""
    def exp_(self) -> Tensor: """In-place form of `exp`."""
    def exp2(self) -> Tensor: """2 to the power x."""
    def exp2_(self) -> Tensor: """In-place form of `exp2`."""
    def expm1(self) -> Tensor: """exp(x) - 1, accurate near 0."""
    def expm1_(self) -> Tensor: """In-place form of `expm1`."""
    def log(self) -> Tensor: """The natural logarithm."""
    def log_(self) -> Tensor: """In-place form of `log`."""
    def log2(self) -> Tensor: """The logarithm to base 2."""
    def log2_(self) -> Tensor: """In-place form of `log2`."""
    def log10(self) -> Tensor: """The logarithm to base 10."""
    def log10_(self) -> Tensor: """In-place form of `log10`."""
    def log1p(self) -> Tensor: """log(1 + x), accurate near 0."""
    def log1p_(self) -> Tensor: """In-place form of `log1p`."""
    def sqrt(self) -> Tensor: """The square root."""
    def sqrt_(self) -> Tensor: """In-place form of `sqrt`."""
    def rsqrt(self) -> Tensor: """1 / sqrt(x)."""
    def rsqrt_(self) -> Tensor: """In-place form of `rsqrt`."""
    def reciprocal(self) -> Tensor: """1 / x."""
    def reciprocal_(self) -> Tensor: """In-place form of `reciprocal`."""
    def sigmoid(self) -> Tensor: """1 / (1 + exp(-x))."""
    def sigmoid_(self) -> Tensor: """In-place form of `sigmoid`."""
    def sin(self) -> Tensor: """The sine."""
    def sin_(self) -> Tensor: """In-place form of `sin`."""
    def cos(self) -> Tensor: """The cosine."""
    def cos_(self) -> Tensor: """In-place form of `cos`."""
    def tan(self) -> Tensor: """The tangent."""
    def tan_(self) -> Tensor: """In-place form of `tan`."""
    def asin(self) -> Tensor: """The inverse sine."""
    def asin_(self) -> Tensor: """In-place form of `asin`."""
    def arcsin(self) -> Tensor: """The inverse sine."""
    def arcsin_(self) -> Tensor: """In-place form of `arcsin`."""
    def acos(self) -> Tensor: """The inverse cosine."""
    def acos_(self) -> Tensor: """In-place form of `acos`."""
    def arccos(self) -> Tensor: """The inverse cosine."""
    def arccos_(self) -> Tensor: """In-place form of `arccos`."""
    def atan(self) -> Tensor: """The inverse tangent."""
    def atan_(self) -> Tensor: """In-place form of `atan`."""
    def arctan(self) -> Tensor: """The inverse tangent."""
    def arctan_(self) -> Tensor: """In-place form of `arctan`."""
    def sinh(self) -> Tensor: """The hyperbolic sine."""
    def sinh_(self) -> Tensor: """In-place form of `sinh`."""
    def cosh(self) -> Tensor: """The hyperbolic cosine."""
    def cosh_(self) -> Tensor: """In-place form of `cosh`."""
    def tanh(self) -> Tensor: """The hyperbolic tangent."""
    def tanh_(self) -> Tensor: """In-place form of `tanh`."""
    def asinh(self) -> Tensor: """The inverse hyperbolic sine."""
    def asinh_(self) -> Tensor: """In-place form of `asinh`."""
    def arcsinh(self) -> Tensor: """The inverse hyperbolic sine."""
    def arcsinh_(self) -> Tensor: """In-place form of `arcsinh`."""
    def acosh(self) -> Tensor: """The inverse hyperbolic cosine."""
    def acosh_(self) -> Tensor: """In-place form of `acosh`."""
    def arccosh(self) -> Tensor: """The inverse hyperbolic cosine."""
    def arccosh_(self) -> Tensor: """In-place form of `arccosh`."""
    def atanh(self) -> Tensor: """The inverse hyperbolic tangent."""
    def atanh_(self) -> Tensor: """In-place form of `atanh`."""
    def arctanh(self) -> Tensor: """The inverse hyperbolic tangent."""
    def arctanh_(self) -> Tensor: """In-place form of `arctanh`."""
    def deg2rad(self) -> Tensor: """Degrees as radians."""
    def deg2rad_(self) -> Tensor: """In-place form of `deg2rad`."""
    def rad2deg(self) -> Tensor: """Radians as degrees."""
    def rad2deg_(self) -> Tensor: """In-place form of `rad2deg`."""
    def sign(self) -> Tensor: """-1, 0 or 1: the sign of x. Its gradient is zero."""
    def sign_(self) -> Tensor: """In-place form of `sign`."""
    def sgn(self) -> Tensor: """-1, 0 or 1: the sign of x. Its gradient is zero."""
    def sgn_(self) -> Tensor: """In-place form of `sgn`."""
    def abs(self) -> Tensor: """The absolute value, with gradient 0 at 0."""
    def abs_(self) -> Tensor: """In-place form of `abs`."""
    def absolute(self) -> Tensor: """The absolute value, with gradient 0 at 0."""
    def absolute_(self) -> Tensor: """In-place form of `absolute`."""
    def floor(self) -> Tensor: """The largest whole number that is not above x. Its gradient is zero."""
    def floor_(self) -> Tensor: """In-place form of `floor`."""
    def ceil(self) -> Tensor: """The smallest whole number that is not below x. Its gradient is zero."""
    def ceil_(self) -> Tensor: """In-place form of `ceil`."""
    def trunc(self) -> Tensor: """x without its fraction. Its gradient is zero."""
    def trunc_(self) -> Tensor: """In-place form of `trunc`."""
    def fix(self) -> Tensor: """x without its fraction. Its gradient is zero."""
    def fix_(self) -> Tensor: """In-place form of `fix`."""
    def frac(self) -> Tensor: """The fraction of x, with the sign of x."""
    def frac_(self) -> Tensor: """In-place form of `frac`."""
    def round(self, *, decimals: _int = 0) -> Tensor: """The nearest number with that many decimals; halves go to the even neighbour. Its gradient is zero."""
    def round_(self, *, decimals: _int = 0) -> Tensor: """In-place form of `round`."""
    def nan_to_num(self, nan: _float | None = None, posinf: _float | None = None, neginf: _float | None = None) -> Tensor: """nan replaced by 0, infinities by the largest and smallest numbers of the dtype, or by what is given."""
    def nan_to_num_(self, nan: _float | None = None, posinf: _float | None = None, neginf: _float | None = None) -> Tensor: """In-place form of `nan_to_num`."""
    def angle(self) -> Tensor: """The angle in the complex plane: pi for negative numbers, else 0."""
    def conj(self) -> Tensor: """The tensor itself: there are no complex numbers."""
    def conj_physical(self) -> Tensor: """The tensor itself: there are no complex numbers."""
    def resolve_conj(self) -> Tensor: """The tensor itself: there are no complex numbers."""
    def resolve_neg(self) -> Tensor: """The tensor itself: there are no complex numbers."""
    def is_conj(self) -> _bool: """False: there are no complex numbers."""
    @property
    def real(self) -> Tensor: """The tensor itself: there are no complex numbers."""
    @property
    def imag(self) -> Tensor: """A RuntimeError: there are no complex numbers."""
    def __abs__(self) -> Tensor: ...
    def sinc(self) -> Tensor: """sin(pi x) / (pi x), and 1 at 0."""
    def sinc_(self) -> Tensor: """In-place form of `sinc`."""
    def logit(self, eps: _float | None = None) -> Tensor: """log(x / (1 - x)), the inverse of sigmoid; with ``eps``, x is first limited to the range from eps to 1 - eps."""
    def logit_(self, eps: _float | None = None) -> Tensor: """In-place form of `logit`."""
    def atan2(self, other: _Any) -> Tensor: """The angle of the point (other, input), from -pi to pi."""
    def atan2_(self, other: _Any) -> Tensor: """In-place form of `atan2`."""
    def arctan2(self, other: _Any) -> Tensor: """The angle of the point (other, input), from -pi to pi."""
    def arctan2_(self, other: _Any) -> Tensor: """In-place form of `arctan2`."""
    def hypot(self, other: _Any) -> Tensor: """sqrt(x**2 + y**2)."""
    def hypot_(self, other: _Any) -> Tensor: """In-place form of `hypot`."""
    def logaddexp(self, other: _Any) -> Tensor: """log(exp(x) + exp(y))."""
    def logaddexp2(self, other: _Any) -> Tensor: """log2(2**x + 2**y)."""
    def copysign(self, other: _Any) -> Tensor: """The magnitude of x with the sign of y. The gradient for y is zero."""
    def copysign_(self, other: _Any) -> Tensor: """In-place form of `copysign`."""
    def ldexp(self, other: _Any) -> Tensor: """x * 2**y."""
    def ldexp_(self, other: _Any) -> Tensor: """In-place form of `ldexp`."""
    def xlogy(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """x * log(y), and 0 where x is 0."""
    def xlogy_(self, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `xlogy`."""
    def nextafter(self, other: _Any) -> Tensor: """The number next to x in the direction of y. The gradient is that of x, and zero where x equals y."""
    def nextafter_(self, other: _Any) -> Tensor: """In-place form of `nextafter`."""
    def frexp(self) -> _frexp: """mantissa and exponent: input = mantissa * 2**exponent, with a mantissa from 0.5 to 1 in magnitude; the exponent is int32."""
    def gcd(self, other: _Any) -> Tensor: """The greatest common divisor of integers."""
    def gcd_(self, other: _Any) -> Tensor: """In-place form of `gcd`."""
    def lcm(self, other: _Any) -> Tensor: """The least common multiple of integers."""
    def lcm_(self, other: _Any) -> Tensor: """In-place form of `lcm`."""
    def float_power(self, exponent: _Any) -> Tensor: """input to the power exponent, in float64."""
    def float_power_(self, exponent: _Any) -> Tensor: """In-place form of `float_power`, for float64 only."""
    def erf(self) -> Tensor: """The error function: 2 / sqrt(pi) times the integral of exp(-t**2) from 0 to x."""
    def erf_(self) -> Tensor: """In-place form of `erf`."""
    def erfc(self) -> Tensor: """1 - erf(x), accurate where erf(x) is near 1."""
    def erfc_(self) -> Tensor: """In-place form of `erfc`."""
    def erfinv(self) -> Tensor: """The inverse of erf."""
    def erfinv_(self) -> Tensor: """In-place form of `erfinv`."""
    def lgamma(self) -> Tensor: """log |gamma(x)|."""
    def lgamma_(self) -> Tensor: """In-place form of `lgamma`."""
    def digamma(self) -> Tensor: """The derivative of lgamma."""
    def digamma_(self) -> Tensor: """In-place form of `digamma`."""
    def mvlgamma(self, p: _int) -> Tensor: """The logarithm of the gamma function of p dimensions: p (p - 1) / 4 log pi + the sum of lgamma(x - i / 2) for i below p."""
    def mvlgamma_(self, p: _int) -> Tensor: """In-place form of `mvlgamma`."""
    def polygamma(self, n: _int) -> Tensor: """The n-th derivative of digamma."""
    def polygamma_(self, n: _int) -> Tensor: """In-place form of `polygamma`."""
    def i0(self) -> Tensor: """The modified Bessel function I0(x), of which exp(k cos θ) / (2 pi I0(k)) is a density of angles."""
    def i0_(self) -> Tensor: """In-place form of `i0`."""
    def igamma(self, other: _Any) -> Tensor: """The regularised lower incomplete gamma function: the probability that a gamma number of concentration x is below y."""
    def igamma_(self, other: _Any) -> Tensor: """In-place form of `igamma`."""
    def igammac(self, other: _Any) -> Tensor: """The regularised upper incomplete gamma function, 1 - `igamma`: the probability that a gamma number of concentration x is above y."""
    def igammac_(self, other: _Any) -> Tensor: """In-place form of `igammac`."""
    def split_with_sizes(self, split_sizes: _Sequence[_int], dim: _int = 0) -> tuple[Tensor, ...]: """Views of consecutive parts of the sizes listed; see `split`."""
    def tensor_split(self, indices_or_sections: _Any = None, dim: _int = 0, *, sections: _Any = None, indices: _Any = None) -> tuple[Tensor, ...]: """Views of parts along ``dim``: as many as the number given, the first of them larger by one if need be; or cut at the given indices."""
    def hsplit(self, indices_or_sections: _Any = None, *, sections: _Any = None, indices: _Any = None) -> tuple[Tensor, ...]: """`tensor_split` along dimension 1 into equal parts, or at the given indices."""
    def vsplit(self, indices_or_sections: _Any = None, *, sections: _Any = None, indices: _Any = None) -> tuple[Tensor, ...]: """`tensor_split` along dimension 0 into equal parts, or at the given indices."""
    def dsplit(self, indices_or_sections: _Any = None, *, sections: _Any = None, indices: _Any = None) -> tuple[Tensor, ...]: """`tensor_split` along dimension 2 into equal parts, or at the given indices."""
    def chunk(self, chunks: _int, dim: _int = 0) -> tuple[Tensor, ...]: """At most ``chunks`` views of equal parts along ``dim``, the last of which may be smaller."""
    def unbind(self, dim: _int = 0) -> tuple[Tensor, ...]: """A tuple of views, one for each place along ``dim``, which they no longer have."""
    def split(self, split_size: _Any, dim: _int = 0) -> tuple[Tensor, ...]: """See `autograd.split`, whose argument has another name."""
    def cumsum(self, dim: _int, *, dtype: _Any = None) -> Tensor: """The sum of all elements up to each place along ``dim``; integers and bools are added as int64."""
    def cumsum_(self, dim: _int, *, dtype: _Any = None) -> Tensor: """In-place form of `cumsum`."""
    def cumprod(self, dim: _int, *, dtype: _Any = None) -> Tensor: """The product of all elements up to each place along ``dim``; integers and bools are multiplied as int64."""
    def cumprod_(self, dim: _int, *, dtype: _Any = None) -> Tensor: """In-place form of `cumprod`."""
    def logcumsumexp(self, dim: _int) -> Tensor: """The logarithm of the sum of the exponentials up to each place along ``dim``."""
    def cummax(self, dim: _int) -> _cummax: """The largest element up to each place along ``dim``, as ``values`` and ``indices``."""
    def cummin(self, dim: _int) -> _cummin: """The smallest element up to each place along ``dim``, as ``values`` and ``indices``."""
    def diff(self, n: _int = 1, dim: _int = -1, prepend: Tensor | None = None, append: Tensor | None = None) -> Tensor: """The differences of neighbours along ``dim``, taken ``n`` times, with more values put before and behind first."""
    def sort(self, dim: _int = -1, descending: _bool = False, stable: _bool = False) -> _sort: """The elements in ascending or descending order along ``dim``, as ``values`` and ``indices``. Always stable; nan counts as largest."""
    def argsort(self, dim: _int = -1, descending: _bool = False, stable: _bool = False) -> Tensor: """The indices that sort along ``dim``."""
    def msort(self) -> Tensor: """The elements in ascending order along the first dimension."""
    def topk(self, k: _int, dim: _int = -1, largest: _bool = True, sorted: _bool = True) -> _topk: """The ``k`` largest (or smallest) elements along ``dim``, best first, as ``values`` and ``indices``."""
    def kthvalue(self, k: _int, dim: _int = -1, keepdim: _bool = False) -> _kthvalue: """The ``k``-th smallest element along ``dim``, counted from 1, as ``values`` and ``indices``."""
    @_overload
    def median(self, dim: Tensor | None = None, keepdim: _bool = False) -> Tensor: """The middle element in sorted order, the lower of two; along ``dim``, as ``values`` and ``indices``. nan if there is a nan."""
    @_overload
    def median(self, dim: _int = None, keepdim: _bool = False) -> _median: """The middle element in sorted order, the lower of two; along ``dim``, as ``values`` and ``indices``. nan if there is a nan."""
    @_overload
    def nanmedian(self, dim: Tensor | None = None, keepdim: _bool = False) -> Tensor: """`median` of the elements that are not nan."""
    @_overload
    def nanmedian(self, dim: _int = None, keepdim: _bool = False) -> _nanmedian: """`median` of the elements that are not nan."""
    def mode(self, dim: _int = -1, keepdim: _bool = False) -> _mode: """The most frequent element along ``dim``, the smallest of several, with the last index at which it stands."""
    def quantile(self, q: _Any, dim: _int | None = None, keepdim: _bool = False, *, interpolation: str = 'linear') -> Tensor: """The value below which a fraction ``q`` of the elements lies, of all or along ``dim``; several q are the first dimension of the result."""
    def nanquantile(self, q: _Any, dim: _int | None = None, keepdim: _bool = False, *, interpolation: str = 'linear') -> Tensor: """`quantile` of the elements that are not nan."""
    @_overload
    def unique(self, sorted: _bool = True, return_inverse: _Literal[False] = False, return_counts: _Literal[False] = False, dim: _int | None = None) -> Tensor: """The distinct elements (or parts along ``dim``), in order; on request also where each went, and how often each occurs."""
    @_overload
    def unique(self, sorted: _bool = True, return_inverse: _bool = False, return_counts: _bool = False, dim: _int | None = None) -> tuple[Tensor, ...]: """The distinct elements (or parts along ``dim``), in order; on request also where each went, and how often each occurs."""
    @_overload
    def unique_consecutive(self, return_inverse: _Literal[False] = False, return_counts: _Literal[False] = False, dim: _int | None = None) -> Tensor: """The elements (or parts along ``dim``) that differ from the one before; on request also where each went, and how many were equal."""
    @_overload
    def unique_consecutive(self, return_inverse: _bool = False, return_counts: _bool = False, dim: _int | None = None) -> tuple[Tensor, ...]: """The elements (or parts along ``dim``) that differ from the one before; on request also where each went, and how many were equal."""
    def histc(self, bins: _int = 100, min: _float = 0, max: _float = 0) -> Tensor: """How many elements fall into each of ``bins`` equal intervals from min to max; both 0 stand for the extremes of the elements."""
    def histogram(self, bins: _Any = 100, *, range: _Any = None, weight: Tensor | None = None, density: _bool = False) -> _histogram: """The number of elements (or the sum of their weights) in each bin, and the edges of the bins: so many equal ones, or edges given."""
    def bincount(self, weights: Tensor | None = None, minlength: _int = 0) -> Tensor: """How often each of 0, 1, 2, ... occurs, or the sum of the weights of its occurrences."""
    def matmul(self, other: _Any) -> Tensor: """The matrix product ``input @ other``.

    (n) @ (n) -> (), (n, k) @ (k, m) -> (n, m); leading dimensions are a batch and broadcast: (..., n, k) @ (..., k, m) -> (..., n, m).
    A 1-dim operand is a row on the left, a column on the right, and its dimension is gone from the result."""
    def mm(self, mat2: Tensor) -> Tensor: """The product of two matrices: (n, k) @ (k, m) -> (n, m)."""
    def bmm(self, mat2: Tensor) -> Tensor: """The products of two batches of matrices: (b, n, k) @ (b, k, m) -> (b, n, m)."""
    def mv(self, vec: Tensor) -> Tensor: """Matrix times vector: (n, k) @ (k) -> (n)."""
    def dot(self, tensor: Tensor) -> Tensor: """The sum of the products of two vectors' elements: (n), (n) -> ()."""
    def vdot(self, other: Tensor) -> Tensor: """`dot`: they differ for complex numbers only."""
    def outer(self, vec2: Tensor) -> Tensor: """Every product of an element of one vector with one of the other: (n), (m) -> (n, m)."""
    def ger(self, vec2: Tensor) -> Tensor: """Every product of an element of one vector with one of the other: (n), (m) -> (n, m)."""
    def __matmul__(self, other: _Any) -> Tensor: ...
    def __rmatmul__(self, other: _Any) -> Tensor: ...
    def addmm(self, mat1: Tensor, mat2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * (mat1 @ mat2), for matrices: (n, k) @ (k, m); the input broadcasts to (n, m)."""
    def addmm_(self, mat1: Tensor, mat2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """In-place form of `addmm`."""
    def addmv(self, mat: Tensor, vec: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * (mat @ vec)."""
    def addmv_(self, mat: Tensor, vec: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """In-place form of `addmv`."""
    def addr(self, vec1: Tensor, vec2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * outer(vec1, vec2)."""
    def addr_(self, vec1: Tensor, vec2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """In-place form of `addr`."""
    def baddbmm(self, batch1: Tensor, batch2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * (batch1 @ batch2), for batches of matrices."""
    def baddbmm_(self, batch1: Tensor, batch2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """In-place form of `baddbmm`."""
    def addbmm(self, batch1: Tensor, batch2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * the sum of batch1 @ batch2 over the batch."""
    def addbmm_(self, batch1: Tensor, batch2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """In-place form of `addbmm`."""
    def inner(self, other: Tensor) -> Tensor: """The sum of products over the last dimension of both: (..., n), (---, n) -> (..., ---); a product if one is a number."""
    def kron(self, other: Tensor) -> Tensor: """The Kronecker product: ``other`` times each element of ``input``, as blocks of one tensor."""
    def cross(self, other: Tensor, dim: _int | None = None) -> Tensor: """The cross product of vectors of 3, along ``dim``: by default the first dimension of size 3."""
    def trace(self) -> Tensor: """The sum of a matrix' diagonal."""
    def inverse(self) -> Tensor: """The inverse of a square matrix. LinAlgError if it is singular. To solve equations, `linalg.solve` is faster and more accurate."""
    def det(self) -> Tensor: """The determinant of a square matrix."""
    def slogdet(self) -> _linalg_slogdet: """The sign of the determinant of a square matrix, and the logarithm of its absolute value: (sign, logabsdet)."""
    def logdet(self) -> Tensor: """The logarithm of the determinant of a square matrix: nan if that is negative, -inf if it is zero."""
    def cholesky(self, upper: _bool = False) -> Tensor: """The lower triangular L of a positive-definite A = L Lᵀ; with ``upper`` Lᵀ. Only one triangle of A is read.

    LinAlgError if A is not positive-definite."""
    def cholesky_solve(self, L: Tensor, upper: _bool = False) -> Tensor: """The X of A X = B, where L is the Cholesky factor of A: L Lᵀ = A, or Lᵀ L = A with ``upper``."""
    def cholesky_inverse(self, upper: _bool = False) -> Tensor: """The inverse of the matrix of which L is the Cholesky factor."""
    def lu(self, pivot: _bool = True, get_infos: _bool = False) -> _linalg_lu: """See `linalg.lu_factor`; with ``get_infos`` also a zero for each matrix, which says that it could be factored."""
    def geqrf(self) -> _geqrf: """R of A = Q R, and below its diagonal the reflectors of which `orgqr` makes Q: (..., m, n) -> ``a`` (..., m, n), ``tau`` (..., min(m, n))."""
    def orgqr(self, tau: Tensor) -> Tensor: """The first n columns of H₁ H₂ ... H_k with H_i = I - tau_i v_i v_iᵀ: (..., m, n), (..., k) -> (..., m, n), where k ≤ n ≤ m.

    v_i is the i-th column below the diagonal, with 1 on it and 0 above. The product is I - V T Vᵀ with a triangular T (Joffrain et al. 2006)."""
    def pinverse(self, rcond: _float = 1e-15) -> Tensor: """The pseudoinverse; see `linalg.pinv`."""
    def matrix_power(self, n: _int) -> Tensor: """A multiplied with itself n times; the identity for 0, powers of the inverse for negative n."""
    def matrix_exp(self) -> Tensor: """The matrix exponential, Σ Aⁿ / n!."""
    def norm(self, p: _Any = 'fro', dim: _Any = None, keepdim: _bool = False, out: Tensor | None = None, dtype: _Any = None) -> Tensor: """The p-norm of all elements as one vector, or of those along ``dim``; "fro" is the 2-norm and "nuc" the sum of a matrix' singular values."""
    def dist(self, other: Tensor, p: _float = 2) -> Tensor: """The p-norm of input - other."""
    def renorm(self, p: _float, dim: _int, maxnorm: _float) -> Tensor: """The parts along ``dim`` whose p-norm is larger than ``maxnorm``, scaled down to it."""
    def renorm_(self, p: _float, dim: _int, maxnorm: _float) -> Tensor: """In-place form of `renorm`."""
    def softmax(self, dim: _int, dtype: _Any = None) -> Tensor: """exp(input) divided by its sum along ``dim``: numbers between 0 and 1 whose sum is 1.

    ``dtype`` converts the input first. Shape of the result: the input's."""
    def log_softmax(self, dim: _int, dtype: _Any = None) -> Tensor: """The logarithm of `softmax`, exact also where softmax itself is rounded to zero.

    ``dtype`` converts the input first. Shape of the result: the input's."""
    def __dlpack__(self, *, stream: _Any = -1, max_version: _Any = None, dl_device: _Any = None, copy: _bool | None = None) -> _Any: """A capsule of this tensor's memory, for other libraries' ``from_dlpack``."""
    def __dlpack_device__(self) -> tuple[_int, _int]: """(1, 0), the CPU."""
    def new_zeros(self, *shape: _Any, size: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """Zeros of another size, in this tensor's dtype."""
    def new_ones(self, *shape: _Any, size: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """Ones of another size, in this tensor's dtype."""
    def new_empty(self, *shape: _Any, size: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A tensor of another size, in this tensor's dtype, whose elements are whatever was in its memory."""
    def new_empty_strided(self, size: _Sequence[_int], stride: _Sequence[_int], dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """An uninitialised tensor of another size, in this tensor's dtype, with these steps in memory between neighbours."""
    def new_full(self, size: _Sequence[_int], fill_value: _Any, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """``fill_value`` in another size, in this tensor's dtype."""
    def new_tensor(self, data: _Any, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A tensor of the given values, in this tensor's dtype."""
    def new(self, *data: _Any, device: _Any = None) -> Tensor: """PyTorch's old constructor: given values, or an uninitialised tensor of a given size, in this tensor's dtype."""
    def is_nonzero(self) -> _bool: """True if the one element of the tensor is not zero."""
    def is_complex(self) -> _bool: """False: there are no complex numbers."""
    def is_floating_point(self) -> _bool: """True if the tensor's dtype is a float type: only these can require gradients."""
    def __init__(self, *data: _Any, device: _Any = None) -> None: """float32 tensors of given values or of a given size, as PyTorch's ``torch.Tensor`` makes them."""
    def bernoulli(self, p: _float | None = None, *, generator: _Any = None) -> Tensor: """1 with the probability that each element of ``input`` gives (or all with probability ``p``), else 0."""
    def multinomial(self, num_samples: _int, replacement: _bool = False, *, generator: _Any = None) -> Tensor: """Numbers of categories, drawn with the weights in ``input``: (categories) -> (num_samples), (rows, categories) -> (rows, num_samples).

    Without replacement, and for a single sample, those win whose exponential waiting times, at rates equal to their weights, are shortest."""
    def uniform_(self, *bounds: _float, generator: _Any = None, **named: _float) -> Tensor: """Fill with numbers uniform between the bounds ``from`` and ``to``, 0 and 1 if left out: ``t.uniform_(-0.1, 0.1)``."""
    def normal_(self, mean: _float = 0.0, std: _float = 1.0, *, generator: _Any = None) -> Tensor: """Fill with normal numbers of this mean and standard deviation."""
    def random_(self, *bounds: _int | None, generator: _Any = None, **named: _int | None) -> Tensor: """Fill with integers: ``t.random_(to)`` from 0 to to - 1, ``t.random_(from, to)``, ``t.random_()`` with all from 0 on that the dtype holds."""
    def bernoulli_(self, p: _float | Tensor = 0.5, *, generator: _Any = None) -> Tensor: """Fill with 1 with probability ``p``, a number or a tensor of one for each element, else with 0."""
    def exponential_(self, lambd: _float = 1.0, *, generator: _Any = None) -> Tensor: """Fill with waiting times between events that come at the rate ``lambd``."""
    def geometric_(self, p: _float, *, generator: _Any = None) -> Tensor: """Fill with the number of trials up to the first success, when each succeeds with probability ``p``."""
    def cauchy_(self, median: _float = 0.0, sigma: _float = 1.0, *, generator: _Any = None) -> Tensor: """Fill with numbers of a Cauchy distribution: the tangent of a uniform angle, times ``sigma``, plus ``median``."""
    def log_normal_(self, mean: _float = 1.0, std: _float = 2.0, *, generator: _Any = None) -> Tensor: """Fill with numbers whose logarithms are normal with this mean and standard deviation."""
    def storage_offset(self) -> _int: """The place of the first element in the memory that the tensor shares with those that it is a view of, in elements."""
    def untyped_storage(self) -> _UntypedStorage: """The memory under the tensor: its size and address."""
    def is_set_to(self, tensor: Tensor) -> _bool: """True if both show the same memory in the same way."""
    def is_same_size(self, other: Tensor) -> _bool: """True if both have the same shape."""
    def is_signed(self) -> _bool: """True if the dtype has negative numbers."""
    def get_device(self) -> _int: """-1: the tensor is on the CPU."""
    def is_inference(self) -> _bool: """False: tensors made in `inference_mode` are like others here, and can be part of a graph."""
    def pin_memory(self, device: _Any = None) -> Tensor: """The tensor itself: without a GPU there is nothing to pin its memory for."""
    def is_pinned(self, device: _Any = None) -> _bool: """False."""
    def resize_(self, *sizes: _Any, memory_format: _Any = None) -> Tensor: """Give the tensor another shape: its elements in order, as many as there is place for, then whatever is in the new memory."""
    def resize_as_(self, tensor: Tensor, memory_format: _Any = None) -> Tensor: """`resize_` to the shape of another."""
    def apply_(self, callable: _Any) -> Tensor: """Replace each element by what a function of one number makes of it: slow, and without gradients."""
    def map_(self, tensor: Tensor, callable: _Any) -> Tensor: """Replace each element by what a function of it and of the element of another tensor, broadcast, makes of them: slow, and without gradients."""
    @property
    def layout(self) -> _Any: """torch.strided: every element is in memory."""
    is_mps: _bool
    def is_neg(self) -> _bool: """False: there are no tensors of this kind."""
    def is_distributed(self) -> _bool: """False: there are no tensors of this kind."""
    output_nr: _int
    @classmethod
    def __torch_function__(cls, func: _Any, types: _Any, args: _Any = (), kwargs: _Any = None) -> _Any: """What ``func`` gives, with tensors of this class in place of plain ones; functions that it calls in turn ask no classes."""
    @classmethod
    def __init_subclass__(cls, **settings: _Any) -> None: """Let functions ask the new class."""
    def svd(self, some: _bool = True, compute_uv: _bool = True) -> _svd: """U, S and V of input = U diag(S) Vᵀ: see `linalg.svd`, which returns Vᵀ. (..., m, n) -> (..., m, k), (..., k), (..., n, k)."""
    def qr(self, some: _bool = True) -> _qr: """Q and R of input = Q R: see `linalg.qr`. (..., m, n) -> (..., m, k), (..., k, n)."""
    def triangular_solve(self, A: Tensor, upper: _bool = True, transpose: _bool = False, unitriangular: _bool = False) -> _triangular_solve: """The X of A X = input, and A: see `linalg.solve_triangular`. Input (..., n, k), A (..., n, n), of which a triangle is read."""
    def narrow_copy(self, dim: _int, start: _Any, length: _int) -> Tensor: """A copy of what `narrow` shows."""
    def unsafe_chunk(self, chunks: _int, dim: _int = 0) -> tuple[Tensor, ...]: """See `chunk`."""
    def unsafe_split(self, split_size: _Any, dim: _int = 0) -> tuple[Tensor, ...]: """See `split`."""
    def unsafe_split_with_sizes(self, split_sizes: _Sequence[_int], dim: _int = 0) -> tuple[Tensor, ...]: """See `split`."""
    def as_strided_scatter(self, src: Tensor, size: _Sequence[_int], stride: _Sequence[_int], storage_offset: _int | None = None) -> Tensor: """A copy of ``input`` of which the part that `as_strided` shows is ``src``."""
    def as_subclass(self, cls: _Any) -> _Any: """A view of all of the tensor, part of the same graph, as an instance of a class derived from Tensor."""
    def element_size(self) -> _int: """Bytes per element."""
    @_overload
    def stride(self, dim: None = None) -> tuple[_int, ...]: """The steps in memory between neighbours along each dimension, in elements."""
    @_overload
    def stride(self, dim: _int = None) -> _int: """The steps in memory between neighbours along each dimension, in elements."""
    def is_contiguous(self, memory_format: _Any = ...) -> _bool: """True if the elements lie in memory in row-major order, or in the order of a ``memory_format``."""
    def data_ptr(self) -> _int: """The address of the first element."""
    @property
    def itemsize(self) -> _int: """Bytes per element."""
    @property
    def nbytes(self) -> _int: """Bytes of all elements."""
    def numpy(self, *, force: _bool = False) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """The array itself, sharing memory. RuntimeError if gradients are tracked: say ``t.detach().numpy()``."""
    def __array__(self, dtype: _Any = None, copy: _bool | None = None) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: ...
    def graph(self, *args: _Any, **kwargs: _Any) -> _Any: """See `autograd.graph.draw`."""
    def to_sparse(self, *args: _Any, **kwargs: _Any) -> _Any: """See `autograd.sparse.to_sparse`."""
    def hardshrink(self, *args: _Any, **kwargs: _Any) -> _Any: """See `autograd.nn.functional.hardshrink`."""
    def prelu(self, *args: _Any, **kwargs: _Any) -> _Any: """See `autograd.nn.functional.prelu`."""
from autograd.storage import UntypedStorage as UntypedStorage
class Variable(Tensor):
    """Old programs wrap a tensor in this before they compute with it. It is the tensor itself, as a leaf."""
__version__: str
def abs(input: Tensor) -> Tensor: """The absolute value, with gradient 0 at 0."""
def abs_(input: Tensor) -> Tensor: """In-place form of `abs`."""
def absolute(input: Tensor) -> Tensor: """The absolute value, with gradient 0 at 0."""
def acos(input: Tensor) -> Tensor: """The inverse cosine."""
def acos_(input: Tensor) -> Tensor: """In-place form of `acos`."""
def acosh(input: Tensor) -> Tensor: """The inverse hyperbolic cosine."""
def acosh_(input: Tensor) -> Tensor: """In-place form of `acosh`."""
from autograd.nn.functional.pooling import adaptive_avg_pool1d as adaptive_avg_pool1d
from autograd.nn.functional.pooling import adaptive_max_pool1d as adaptive_max_pool1d
def add(input: _Any, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """input + alpha * other."""
def addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * the sum of batch1 @ batch2 over the batch."""
def addcdiv(input: Tensor, tensor1: _Any, tensor2: Tensor, *older: Tensor, value: _Any = 1) -> Tensor: """input + value * tensor1 / tensor2."""
def addcmul(input: Tensor, tensor1: _Any, tensor2: Tensor, *older: Tensor, value: _Any = 1) -> Tensor: """input + value * tensor1 * tensor2."""
def addmm(input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * (mat1 @ mat2), for matrices: (n, k) @ (k, m); the input broadcasts to (n, m)."""
def addmv(input: Tensor, mat: Tensor, vec: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * (mat @ vec)."""
def addmv_(input: Tensor, mat: Tensor, vec: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """In-place form of `addmv`."""
def addr(input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * outer(vec1, vec2)."""
def adjoint(input: Tensor) -> Tensor: """The transpose of a matrix, or of each of a batch of matrices."""
def all(input: Tensor, dim: _Any = None, keepdim: _bool = False) -> Tensor: """True if all elements are true (not 0), of the tensor or along ``dim``."""
def allclose(input: Tensor, other: Tensor, rtol: _float = 1e-05, atol: _float = 1e-08, equal_nan: _bool = False) -> _bool: """True if `isclose` holds for all elements."""
from autograd.nn.functional.dropouts import alpha_dropout as alpha_dropout
def amax(input: Tensor, dim: _Any = (), keepdim: _bool = False) -> Tensor: """The largest elements along ``dim``, a number or several; equal ones share the gradient evenly."""
def amin(input: Tensor, dim: _Any = (), keepdim: _bool = False) -> Tensor: """The smallest elements along ``dim``, a number or several; equal ones share the gradient evenly."""
def aminmax(input: Tensor, *, dim: _int | None = None, keepdim: _bool = False) -> _aminmax: """The smallest and the largest element, of all or along ``dim``."""
def angle(input: Tensor) -> Tensor: """The angle in the complex plane: pi for negative numbers, else 0."""
def any(input: Tensor, dim: _Any = None, keepdim: _bool = False) -> Tensor: """True if an element is true (not 0), of the tensor or along ``dim``."""
def arange(start: _Any = None, end: _Any = None, step: _Any = 1, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """The numbers from ``start`` up to, but without, ``end``: ``arange(end)``, ``arange(start, end)``, ``arange(start, end, step)``.

    int64 if all three are integers, else the default dtype. There are ceil((end - start) / step) of them."""
def arccos(input: Tensor) -> Tensor: """The inverse cosine."""
def arccos_(input: Tensor) -> Tensor: """In-place form of `arccos`."""
def arccosh(input: Tensor) -> Tensor: """The inverse hyperbolic cosine."""
def arccosh_(input: Tensor) -> Tensor: """In-place form of `arccosh`."""
def arcsin(input: Tensor) -> Tensor: """The inverse sine."""
def arcsin_(input: Tensor) -> Tensor: """In-place form of `arcsin`."""
def arcsinh(input: Tensor) -> Tensor: """The inverse hyperbolic sine."""
def arcsinh_(input: Tensor) -> Tensor: """In-place form of `arcsinh`."""
def arctan(input: Tensor) -> Tensor: """The inverse tangent."""
def arctan2(input: Tensor, other: _Any) -> Tensor: """The angle of the point (other, input), from -pi to pi."""
def arctan_(input: Tensor) -> Tensor: """In-place form of `arctan`."""
def arctanh(input: Tensor) -> Tensor: """The inverse hyperbolic tangent."""
def arctanh_(input: Tensor) -> Tensor: """In-place form of `arctanh`."""
def are_deterministic_algorithms_enabled() -> _bool: """What `use_deterministic_algorithms` was told; True, and right, before that."""
def argmax(input: Tensor, dim: _int | None = None, keepdim: _bool = False) -> Tensor: """The index of the largest element, the first if several are equal: of all, counted in row-major order, or along ``dim``."""
def argmin(input: Tensor, dim: _int | None = None, keepdim: _bool = False) -> Tensor: """The index of the smallest element, the first if several are equal: of all, counted in row-major order, or along ``dim``."""
def argsort(input: Tensor, dim: _int = -1, descending: _bool = False, stable: _bool = False) -> Tensor: """The indices that sort along ``dim``."""
def argwhere(input: Tensor) -> Tensor: """Where the input is not zero: a row of indices for each such element, (n, ndim)."""
def as_strided(input: Tensor, size: _Sequence[_int], stride: _Sequence[_int], storage_offset: _int | None = None) -> Tensor: """The view of a contiguous tensor's memory with any shape and strides, counted in elements, from its own first element."""
def as_strided_(input: Tensor, size: _Sequence[_int], stride: _Sequence[_int], storage_offset: _int | None = None) -> Tensor: """In-place form of `as_strided`: the tensor itself gets the new shape."""
def as_strided_scatter(input: Tensor, src: Tensor, size: _Sequence[_int], stride: _Sequence[_int], storage_offset: _int | None = None) -> Tensor: """A copy of ``input`` of which the part that `as_strided` shows is ``src``."""
def as_tensor(data: _Any, dtype: _Any = None, device: _Any = None) -> Tensor: """``data`` as a tensor, sharing memory and graph where that is possible: a Tensor or array of the right dtype is not copied."""
def asarray(obj: _Any, *, dtype: _Any = None, device: _Any = None, copy: _bool | None = None, requires_grad: _bool = False) -> Tensor: """``obj`` as a tensor; ``copy=False`` insists on sharing memory, ``copy=True`` on a copy, None shares where possible."""
def asin(input: Tensor) -> Tensor: """The inverse sine."""
def asin_(input: Tensor) -> Tensor: """In-place form of `asin`."""
def asinh(input: Tensor) -> Tensor: """The inverse hyperbolic sine."""
def asinh_(input: Tensor) -> Tensor: """In-place form of `asinh`."""
def atan(input: Tensor) -> Tensor: """The inverse tangent."""
def atan2(input: Tensor, other: _Any) -> Tensor: """The angle of the point (other, input), from -pi to pi."""
def atan_(input: Tensor) -> Tensor: """In-place form of `atan`."""
def atanh(input: Tensor) -> Tensor: """The inverse hyperbolic tangent."""
def atanh_(input: Tensor) -> Tensor: """In-place form of `atanh`."""
def atleast_1d(*tensors: _Any) -> _Any: """A tensor, or each of several, as a view with at least 1 dimensions."""
def atleast_2d(*tensors: _Any) -> _Any: """A tensor, or each of several, as a view with at least 2 dimensions."""
def atleast_3d(*tensors: _Any) -> _Any: """A tensor, or each of several, as a view with at least 3 dimensions."""
from autograd.amp import autocast as autocast
from autograd.nn.functional.pooling import avg_pool1d as avg_pool1d
def backward(tensors_: Tensor | _Sequence[Tensor], grad_tensors: Tensor | _Sequence[Tensor | None] | None = None, retain_graph: _bool | None = None, create_graph: _bool = False, inputs: Tensor | _Sequence[Tensor] | None = None) -> None: """Add the gradient of ``tensors_`` to the ``.grad`` of every leaf that they depend on (or of ``inputs`` only).

    ``grad_tensors`` are the gradients to start from, one per tensor and of its shape; None means 1 and needs a one-element tensor.
    RuntimeError if a graph is walked a second time without ``retain_graph=True``, or if a saved array was overwritten."""
def baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: _float = 1, alpha: _float = 1) -> Tensor: """beta * input + alpha * (batch1 @ batch2), for batches of matrices."""
def bartlett_window(window_length: _int, periodic: _bool = True, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """The Bartlett window: a triangle."""
from autograd.random import bernoulli as bernoulli
bfloat16: _dtype
from autograd.nn.functional.affine import bilinear as bilinear
from autograd.nn.functional.loss import binary_cross_entropy_with_logits as binary_cross_entropy_with_logits
def bincount(input: Tensor, weights: Tensor | None = None, minlength: _int = 0) -> Tensor: """How often each of 0, 1, 2, ... occurs, or the sum of the weights of its occurrences."""
from autograd.random import binomial as binomial
def bitwise_and(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits set in both (integers), logical and (bools)."""
def bitwise_left_shift(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits moved to the left: input * 2**other."""
def bitwise_not(input: Tensor) -> Tensor: """The bits inverted (integers), logical not (bools)."""
def bitwise_or(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits set in either (integers), logical or (bools)."""
def bitwise_right_shift(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits moved to the right: input // 2**other."""
def bitwise_xor(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The bits set in one of the two (integers), logical xor (bools)."""
def blackman_window(window_length: _int, periodic: _bool = True, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """The Blackman window: the Hann window with a second cosine, of lower side lobes."""
def block_diag(*tensors: Tensor) -> Tensor: """A matrix with the given matrices (a vector is a row) along its diagonal, and zeros elsewhere."""
def bmm(input: Tensor, mat2: Tensor) -> Tensor: """The products of two batches of matrices: (b, n, k) @ (b, k, m) -> (b, n, m)."""
bool: _dtype
def broadcast_shapes(*shapes: _Any) -> Size: """The shape to which tensors of these shapes broadcast."""
def broadcast_tensors(*tensors: _Any) -> tuple[Tensor, ...]: """The tensors, each expanded to the shape to which they all broadcast; one that has it is returned itself."""
def broadcast_to(input: Tensor, *sizes: _Any, size: _Any = None) -> Tensor: """`expand` to ``size``."""
def bucketize(input: _Any, boundaries: Tensor, *, out_int32: _bool = False, right: _bool = False) -> Tensor: """The number of the bucket, between sorted boundaries, into which each value falls; see `searchsorted`."""
def can_cast(from_: _dtype, to: _dtype) -> _bool: """True if a result of one type may be written into a tensor of the other: floats do not become integers, nor numbers bools."""
def cartesian_prod(*tensors: Tensor) -> Tensor: """All tuples of one element of each one-dimensional tensor, a row each, as `itertools.product` orders them."""
def cat(tensors: _Sequence[Tensor], dim: _int = 0) -> Tensor: """The tensors joined along an existing dimension; in all others their sizes are equal."""
def cdist(x1: Tensor, x2: Tensor, p: _float = 2.0, compute_mode: str = 'use_mm_for_euclid_dist_if_necessary') -> Tensor: """The p-norm distances between the rows of two matrices: (..., n, d), (..., m, d) -> (..., n, m)."""
cdouble: _dtype
def ceil(input: Tensor) -> Tensor: """The smallest whole number that is not below x. Its gradient is zero."""
def ceil_(input: Tensor) -> Tensor: """In-place form of `ceil`."""
from autograd.nn.functional.activation import celu as celu
def celu_(self: Tensor, *args: _Any, **kwargs: _Any) -> Tensor: """In-place form of `celu`."""
cfloat: _dtype
def chain_matmul(*matrices: Tensor) -> Tensor: """The product of matrices in the cheapest order of multiplications."""
chalf: _dtype
from autograd.nn.functional.resampling import channel_shuffle as channel_shuffle
channels_last: memory_format
channels_last_3d: memory_format
def cholesky(A: Tensor, upper: _bool = False) -> Tensor: """The lower triangular L of a positive-definite A = L Lᵀ; with ``upper`` Lᵀ. Only one triangle of A is read.

    LinAlgError if A is not positive-definite."""
def cholesky_inverse(L: Tensor, upper: _bool = False) -> Tensor: """The inverse of the matrix of which L is the Cholesky factor."""
def cholesky_solve(B: Tensor, L: Tensor, upper: _bool = False) -> Tensor: """The X of A X = B, where L is the Cholesky factor of A: L Lᵀ = A, or Lᵀ L = A with ``upper``."""
def chunk(input: Tensor, chunks: _int, dim: _int = 0) -> tuple[Tensor, ...]: """At most ``chunks`` views of equal parts along ``dim``, the last of which may be smaller."""
def clamp(input: Tensor, min: _Any = None, max: _Any = None) -> Tensor: """The input limited to the range from ``min`` to ``max``: numbers, tensors or None for no limit; ``max`` wins if they cross.

    The gradient passes within the range and at its bounds, and is zero outside."""
def clamp_(input: Tensor, min: _Any = None, max: _Any = None) -> Tensor: """In-place form of `clamp`."""
def clamp_max(input: Tensor, max: _Any) -> Tensor: """The input, but no more than ``max``."""
def clamp_max_(input: Tensor, max: _Any) -> Tensor: """In-place form of `clamp_max`."""
def clamp_min(input: Tensor, min: _Any) -> Tensor: """The input, but no less than ``min``."""
def clamp_min_(input: Tensor, min: _Any) -> Tensor: """In-place form of `clamp_min`."""
def clip(input: Tensor, min: _Any = None, max: _Any = None) -> Tensor: """The input limited to the range from ``min`` to ``max``: numbers, tensors or None for no limit; ``max`` wins if they cross.

    The gradient passes within the range and at its bounds, and is zero outside."""
def clip_(input: Tensor, min: _Any = None, max: _Any = None) -> Tensor: """In-place form of `clip`."""
def clone(input: Tensor, *, memory_format: _Any = None) -> Tensor: """A copy that is part of the graph: gradients flow through it to ``input``."""
def column_stack(tensors: _Sequence[Tensor]) -> Tensor: """`hstack` for which tensors of less than two dimensions are columns."""
def combinations(input: Tensor, r: _int = 2, with_replacement: _bool = False) -> Tensor: """All choices of ``r`` elements, a row each, as `itertools.combinations` (or its form with replacement) orders them."""
def compile(model: _Any = None, *, fullgraph: _bool = False, dynamic: _bool | None = None, backend: _Any = None, mode: str | None = None, options: _Any = None, disable: _bool = False) -> _Any: """``model``, a function or a module, as a straight-line program in NumPy, from its third call on: the same numbers, bit for bit.

    Also a decorator. ``source`` of what is returned is the program as text, ``save(file)`` writes it to a file. Arguments of other shapes
    or types, other settings of the modules and the like lead to further programs, up to eight. What cannot be written down (``item()``,
    ``if tensor:``, hooks on results in it, ...) runs as before, with one warning; with ``fullgraph=True`` that is an
    error. The other arguments are PyTorch's, and choose among things of which there is one here.

    The function may be a whole step of training: ``backward()`` becomes lines of the program, too; ``step()`` and ``zero_grad()`` of
    optimizers and schedulers are called in it as they are."""
complex128: _dtype
complex32: _dtype
complex64: _dtype
def concat(tensors: _Sequence[Tensor], dim: _int = 0) -> Tensor: """The tensors joined along an existing dimension; in all others their sizes are equal."""
def concatenate(tensors: _Sequence[Tensor], dim: _int = 0) -> Tensor: """The tensors joined along an existing dimension; in all others their sizes are equal."""
def conj(input: Tensor) -> Tensor: """The tensor itself: there are no complex numbers."""
def conj_physical(input: Tensor) -> Tensor: """The tensor itself: there are no complex numbers."""
contiguous_format: memory_format
from autograd.nn.functional.convolution import conv1d as conv1d
from autograd.nn.functional.convolution import conv2d as conv2d
from autograd.nn.functional.convolution import conv3d as conv3d
from autograd.nn.functional.convolution import conv_transpose1d as conv_transpose1d
from autograd.nn.functional.convolution import conv_transpose2d as conv_transpose2d
from autograd.nn.functional.convolution import conv_transpose3d as conv_transpose3d
def copysign(input: Tensor, other: _Any) -> Tensor: """The magnitude of x with the sign of y. The gradient for y is zero."""
def corrcoef(input: Tensor) -> Tensor: """The matrix of correlation coefficients of variables in rows, observed in columns."""
def cos(input: Tensor) -> Tensor: """The cosine."""
def cos_(input: Tensor) -> Tensor: """In-place form of `cos`."""
def cosh(input: Tensor) -> Tensor: """The hyperbolic cosine."""
def cosh_(input: Tensor) -> Tensor: """In-place form of `cosh`."""
from autograd.nn.functional.loss import cosine_embedding_loss as cosine_embedding_loss
from autograd.nn.functional.distance import cosine_similarity as cosine_similarity
def count_nonzero(input: Tensor, dim: _Any = None) -> Tensor: """The number of elements that are not 0, as int64."""
def cov(input: Tensor, *, correction: _int = 1, fweights: Tensor | None = None, aweights: Tensor | None = None) -> Tensor: """The covariance matrix of variables in rows, observed in columns; fweights are counts and aweights importances of the observations."""
def cross(input: Tensor, other: Tensor, dim: _int | None = None) -> Tensor: """The cross product of vectors of 3, along ``dim``: by default the first dimension of size 3."""
from autograd.nn.functional.loss import ctc_loss as ctc_loss
def cummax(input: Tensor, dim: _int) -> _cummax: """The largest element up to each place along ``dim``, as ``values`` and ``indices``."""
def cummin(input: Tensor, dim: _int) -> _cummin: """The smallest element up to each place along ``dim``, as ``values`` and ``indices``."""
def cumprod(input: Tensor, dim: _int, *, dtype: _Any = None) -> Tensor: """The product of all elements up to each place along ``dim``; integers and bools are multiplied as int64."""
def cumsum(input: Tensor, dim: _int, *, dtype: _Any = None) -> Tensor: """The sum of all elements up to each place along ``dim``; integers and bools are added as int64."""
def cumulative_trapezoid(y: Tensor, x: Tensor | None = None, *, dx: _float = 1, dim: _int = -1) -> Tensor: """`trapezoid` up to each point."""
default_generator: _Generator
def deg2rad(input: Tensor) -> Tensor: """Degrees as radians."""
def deg2rad_(input: Tensor) -> Tensor: """In-place form of `deg2rad`."""
def det(A: Tensor) -> Tensor: """The determinant of a square matrix."""
def detach(self: _Any) -> Tensor: """A tensor of the same memory that is not part of the graph."""
def detach_(self: _Any) -> Tensor: """Cut this tensor off the graph that made it: it becomes a leaf."""
class detect_anomaly(set_detect_anomaly):
    """Anomaly mode for a ``with`` block; see `set_detect_anomaly`."""
    before: tuple[_bool, _bool]
    def __init__(self, check_nan: _bool = True) -> None: ...
    def __enter__(self) -> None: ...
class device:
    """A device by name: ``device("cpu")``, ``device("cuda:0")``, ``device("cuda", 0)``. Only those of type "cpu" can hold tensors."""
    type: str
    index: _int | None
    def __init__(self, type: str | _device, index: _int | None = None) -> None: ...
    def __eq__(self, other: object) -> _bool: ...
    def __str__(self) -> str: ...
    def __enter__(self) -> _device: ...
    def __exit__(self, *exception: object) -> None: ...
def diag(input: Tensor, diagonal: _int = 0) -> Tensor: """A matrix with the given diagonal; or, of a matrix, its diagonal, as a copy."""
def diag_embed(input: Tensor, offset: _int = 0, dim1: _int = -2, dim2: _int = -1) -> Tensor: """Zeros with the last dimension of ``input`` as diagonal of two dimensions: the reverse of `diagonal`."""
def diagflat(input: Tensor, offset: _int = 0) -> Tensor: """A matrix with all elements of ``input`` as its diagonal."""
def diagonal(input: Tensor, offset: _int = 0, dim1: _int = 0, dim2: _int = 1) -> Tensor: """The view of the elements of equal place, less ``offset``, in two dimensions; it has one dimension for these, the last."""
def diagonal_scatter(input: Tensor, src: Tensor, offset: _int = 0, dim1: _int = 0, dim2: _int = 1) -> Tensor: """A copy of ``input`` with ``src`` in place of ``input.diagonal(offset, dim1, dim2)``."""
def diff(input: Tensor, n: _int = 1, dim: _int = -1, prepend: Tensor | None = None, append: Tensor | None = None) -> Tensor: """The differences of neighbours along ``dim``, taken ``n`` times, with more values put before and behind first."""
def digamma(input: Tensor) -> Tensor: """The derivative of lgamma."""
def dist(input: Tensor, other: Tensor, p: _float = 2) -> Tensor: """The p-norm of input - other."""
def div(input: _Any, other: _Any, *, rounding_mode: str | None = None) -> Tensor: """input / other as a float type, or rounded ("trunc", "floor") and then with zero gradient."""
def divide(input: _Any, other: _Any, *, rounding_mode: str | None = None) -> Tensor: """input / other as a float type, or rounded ("trunc", "floor") and then with zero gradient."""
def dot(input: Tensor, tensor: Tensor) -> Tensor: """The sum of the products of two vectors' elements: (n), (n) -> ()."""
double: _dtype
from autograd.nn.functional.dropouts import dropout as dropout
def dsplit(input: Tensor, indices_or_sections: _Any = None, *, sections: _Any = None, indices: _Any = None) -> tuple[Tensor, ...]: """`tensor_split` along dimension 2 into equal parts, or at the given indices."""
def dstack(tensors: _Sequence[Tensor]) -> Tensor: """The tensors joined along the third dimension."""
class dtype:
    """The type of a tensor's elements.

    ``name`` is PyTorch's name, ``numpy`` the NumPy type of the same bits. NumPy functions accept it as their ``dtype=``.
    It prints as PyTorch prints it, because what a user's program prints should not change with its import line."""
    def __init__(self, name: str, numpy: _type) -> None: ...
    @property
    def numpy(self) -> _numpy_dtype[_Any]: """The NumPy type."""
    @property
    def is_floating_point(self) -> _bool: """True for float16, float32 and float64: only these can carry gradients."""
    @property
    def is_complex(self) -> _bool: """True for the names of complex types, which no tensor has: wgrad has no complex numbers."""
    @property
    def is_signed(self) -> _bool: """True if the type has negative numbers."""
    @property
    def itemsize(self) -> _int: """Bytes per element."""
    def __getattr__(self, name: str) -> _Any: ...
    category: _Any
    dtype: _Any
    name: _Any
e: _float
def einsum(*args: _Any) -> Tensor: """Products of tensors with named dimensions, summed over the names that the result lacks: ``einsum("bij,bjk->bik", x, y)``.

    A name that repeats in one operand takes the diagonal; ``...`` stands for all dimensions that have no name, which broadcast. Without
    ``->`` the result has the names that occur once, in alphabetical order. Also ``einsum(x, [0, 1], y, [1, 2], [0, 2])``."""
def embedding(weight: Tensor, indices: Tensor, padding_idx: _int = -1, scale_grad_by_freq: _bool = False, sparse: _bool = False) -> Tensor: """Rows of ``weight``: see `nn.functional.embedding`, whose arguments come in another order. (n, d), (...) -> (..., d)."""
def empty(*shape: _Any, size: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A tensor whose elements are whatever was in its memory."""
def empty_like(input: Tensor, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A tensor of the shape and dtype of ``input``, whose elements are whatever was in its memory."""
class _GradMode:
    """A grad mode that is entered and left, possibly many times and nested: also a decorator."""
    inference: _bool | None
    before: _Any
    enabled: _bool
    def __enter__(self) -> None: ...
    def __exit__(self, *exception: object) -> None: ...
    def __call__(self, function: _F) -> _F: ...
class enable_grad(_GradMode):
    """Record again, inside a `no_grad` block. A context manager and a decorator."""
    enabled: _bool
    @_overload
    def __new__(cls, function: _F = None) -> _F: ...
    @_overload
    def __new__(cls, function: _Callable[..., _Any] | None = None) -> _Self: ...
def eq(input: Tensor, other: _Any) -> Tensor: """input == other, element by element."""
def equal(input: Tensor, other: Tensor) -> _bool: """True if the two tensors have the same shape and the same elements."""
def erf(input: Tensor) -> Tensor: """The error function: 2 / sqrt(pi) times the integral of exp(-t**2) from 0 to x."""
def erf_(input: Tensor) -> Tensor: """In-place form of `erf`."""
def erfc(input: Tensor) -> Tensor: """1 - erf(x), accurate where erf(x) is near 1."""
def erfc_(input: Tensor) -> Tensor: """In-place form of `erfc`."""
def erfinv(input: Tensor) -> Tensor: """The inverse of erf."""
def exp(input: Tensor) -> Tensor: """e to the power x."""
def exp2(input: Tensor) -> Tensor: """2 to the power x."""
def exp2_(input: Tensor) -> Tensor: """In-place form of `exp2`."""
def exp_(input: Tensor) -> Tensor: """In-place form of `exp`."""
def expm1(input: Tensor) -> Tensor: """exp(x) - 1, accurate near 0."""
def expm1_(input: Tensor) -> Tensor: """In-place form of `expm1`."""
def eye(n: _int, m: _int | None = None, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """The identity matrix, (n, n), or ones on the diagonal of an (n, m) matrix."""
from autograd.nn.functional.dropouts import feature_alpha_dropout as feature_alpha_dropout
def fill(input: Tensor, value: _Any) -> Tensor: """A tensor like ``input`` of which every element is ``value``: a number or a 0-dim tensor."""
def fill_(self: Tensor, value: _Any) -> Tensor: """Overwrite every element with ``value``: a number or a 0-dim tensor."""
class finfo:
    """The limits of a float type, the default one if none is given: ``max``, ``min``, ``eps``, ``tiny``, ..."""
    dtype: _Any
    bits: _Any
    max: _Any
    min: _Any
    eps: _Any
    tiny: _Any
    smallest_normal: _Any
    resolution: _Any
    def __init__(self, type: _dtype | None = None) -> None: ...
def fix(input: Tensor) -> Tensor: """x without its fraction. Its gradient is zero."""
def fix_(input: Tensor) -> Tensor: """In-place form of `fix`."""
def flatten(input: Tensor, start_dim: _int = 0, end_dim: _int = -1) -> Tensor: """The dimensions from ``start_dim`` to ``end_dim`` merged into one."""
def flip(input: Tensor, *order: _Any, dims: _Any = None) -> Tensor: """With the order of elements reversed along each of ``dims``."""
def fliplr(input: Tensor) -> Tensor: """With the columns in reverse order."""
def flipud(input: Tensor) -> Tensor: """With the rows in reverse order."""
float: _dtype
float16: _dtype
float32: _dtype
float64: _dtype
def float_power(input: _Any, exponent: _Any) -> Tensor: """input to the power exponent, in float64."""
def floor(input: Tensor) -> Tensor: """The largest whole number that is not above x. Its gradient is zero."""
def floor_(input: Tensor) -> Tensor: """In-place form of `floor`."""
def floor_divide(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """floor(input / other), as ``//``. A backward pass through it is refused; `div` with ``rounding_mode="floor"`` has gradients, of zeros."""
def fmax(input: Tensor, other: _Any) -> Tensor: """The larger of two, element by element; the other one if one is nan."""
def fmin(input: Tensor, other: _Any) -> Tensor: """The smaller of two, element by element; the other one if one is nan."""
def fmod(input: Tensor, other: _Any) -> Tensor: """The remainder of input / other, with the sign of input: input - other * trunc(input / other)."""
def frac(input: Tensor) -> Tensor: """The fraction of x, with the sign of x."""
def frac_(input: Tensor) -> Tensor: """In-place form of `frac`."""
def frexp(input: Tensor) -> _frexp: """mantissa and exponent: input = mantissa * 2**exponent, with a mantissa from 0.5 to 1 in magnitude; the exponent is int32."""
def from_dlpack(ext_tensor: _Any, *, device: _Any = None, copy: _bool | None = None) -> Tensor: """An array of another library, or what `to_dlpack` gave, as a tensor that shares its memory; with ``copy=True`` one that does not."""
def from_numpy(ndarray: _numpy_ndarray[_Any, _Any]) -> Tensor: """A tensor that shares the memory and dtype of a NumPy array: a change of one is seen in the other."""
def frombuffer(buffer: _Any, *, dtype: _Any, count: _int = -1, offset: _int = 0, requires_grad: _bool = False) -> Tensor: """A flat tensor over the bytes of ``buffer``, sharing its memory: ``count`` elements from byte ``offset`` on."""
def full(size: _Sequence[_int], fill_value: _Any, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A tensor with all elements equal to ``fill_value``, whose type it takes unless ``dtype`` is given."""
def full_like(input: Tensor, fill_value: _Any, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """``fill_value`` everywhere, in the shape and dtype of ``input``."""
def gather(input: Tensor, dim: _int, index: Tensor, *, sparse_grad: _bool = False) -> Tensor: """The elements that ``index`` names along ``dim``: ``out[i][j] = input[i][index[i][j]]`` for ``dim=1``. The result has index's shape."""
def gcd(input: Tensor, other: _Any) -> Tensor: """The greatest common divisor of integers."""
def gcd_(input: Tensor, other: _Any) -> Tensor: """In-place form of `gcd`."""
def ge(input: Tensor, other: _Any) -> Tensor: """input >= other, element by element."""
def geqrf(input: Tensor) -> _geqrf: """R of A = Q R, and below its diagonal the reflectors of which `orgqr` makes Q: (..., m, n) -> ``a`` (..., m, n), ``tau`` (..., min(m, n))."""
def ger(input: Tensor, vec2: Tensor) -> Tensor: """Every product of an element of one vector with one of the other: (n), (m) -> (n, m)."""
def get_default_device() -> _device: """The device on which tensors are made: the CPU."""
def get_default_dtype() -> _dtype: """The type of float tensors made from Python floats: float32 unless `set_default_dtype` changed it."""
from autograd.storage import get_device as get_device
def get_float32_matmul_precision() -> str: """What `set_float32_matmul_precision` was told."""
def get_num_threads() -> _int: """The number of threads among which large work is divided."""
def get_printoptions() -> dict[str, _Any]: """The options in force, as keywords for `set_printoptions`."""
from autograd.random import get_rng_state as get_rng_state
def grad(outputs: Tensor | _Sequence[Tensor], inputs: Tensor | _Sequence[Tensor], grad_outputs: Tensor | _Sequence[Tensor | None] | None = None, retain_graph: _bool | None = None, create_graph: _bool = False, only_inputs: _bool = True, allow_unused: _bool | None = None, is_grads_batched: _bool = False, materialize_grads: _bool = False) -> tuple[Tensor, ...]: """The gradients of the sum of ``outputs`` (weighted by ``grad_outputs``) with respect to each of ``inputs``, as a tuple.

    With ``create_graph=True`` the gradients are themselves recorded and can be differentiated again. An input that the outputs do
    not depend on is a RuntimeError, None with ``allow_unused=True``, zeros with ``materialize_grads=True``. With ``is_grads_batched=True``
    ``grad_outputs`` have one dimension more, in front: a backward pass for each, whose gradients are stacked."""
def gradcheck(func: _Callable[..., _Any], inputs: Tensor | _Sequence[_Any], *, eps: _float = 1e-06, atol: _float = 1e-05, rtol: _float = 0.001, raise_exception: _bool = True, seed: _int = 0, **_: _Any) -> _bool: """True if the gradients of ``func(*inputs)`` agree with finite differences; else GradcheckError, or False.

    ``inputs``: float64 tensors with ``requires_grad=True`` are checked, anything else is passed on. ``func`` returns a tensor or several.
    ``eps`` is the step; a gradient passes if it is within ``atol + rtol * |finite difference|``."""
def gradgradcheck(func: _Callable[..., _Any], inputs: Tensor | _Sequence[_Any], grad_outputs: _Any = None, *, eps: _float = 1e-06, atol: _float = 1e-05, rtol: _float = 0.001, raise_exception: _bool = True, seed: _int = 0, **_: _Any) -> _bool: """`gradcheck` of the gradients of ``func`` themselves, with respect to its inputs and to the cotangents: second order."""
def gradient(input: Tensor, *, spacing: _Any = 1, dim: _Any = None, edge_order: _int = 1) -> tuple[Tensor, ...]: """The derivatives of a function that is known at the points of a grid: one tensor of the input's shape for each of its dimensions, or of ``dim``.

    ``spacing`` is the distance of neighbours, a number or one for each dimension, or a list of tensors of coordinates. Inside, it is the slope of
    the parabola through a point and its two neighbours (Fornberg 1988); at the edges that of the line through the last two points, or with
    ``edge_order=2`` of the parabola through the last three."""
def greater(input: Tensor, other: _Any) -> Tensor: """input > other, element by element."""
def greater_equal(input: Tensor, other: _Any) -> Tensor: """input >= other, element by element."""
from autograd.nn.functional.normalisation import group_norm as group_norm
def gt(input: Tensor, other: _Any) -> Tensor: """input > other, element by element."""
half: _dtype
def hamming_window(window_length: _int, periodic: _bool = True, alpha: _float = 0.54, beta: _float = 0.46, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """The Hamming window: the Hann window on a small pedestal, alpha - beta cos."""
def hann_window(window_length: _int, periodic: _bool = True, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """The Hann window: half a wave of the cosine, raised so that it starts at 0."""
from autograd.nn.functional.activation import hardshrink as hardshrink
def heaviside(input: Tensor, values: Tensor) -> Tensor: """0 where the input is negative, 1 where it is positive, ``values`` where it is 0; no gradient."""
from autograd.nn.functional.loss import hinge_embedding_loss as hinge_embedding_loss
def histc(input: Tensor, bins: _int = 100, min: _float = 0, max: _float = 0) -> Tensor: """How many elements fall into each of ``bins`` equal intervals from min to max; both 0 stand for the extremes of the elements."""
def histogram(input: Tensor, bins: _Any = 100, *, range: _Any = None, weight: Tensor | None = None, density: _bool = False) -> _histogram: """The number of elements (or the sum of their weights) in each bin, and the edges of the bins: so many equal ones, or edges given."""
def hsplit(input: Tensor, indices_or_sections: _Any = None, *, sections: _Any = None, indices: _Any = None) -> tuple[Tensor, ...]: """`tensor_split` along dimension 1 into equal parts, or at the given indices."""
def hstack(tensors: _Sequence[Tensor]) -> Tensor: """The tensors joined from left to right: along the second dimension, or the first if they have but one."""
def hypot(input: Tensor, other: _Any) -> Tensor: """sqrt(x**2 + y**2)."""
def i0(input: Tensor) -> Tensor: """The modified Bessel function I0(x), of which exp(k cos θ) / (2 pi I0(k)) is a density of angles."""
def i0_(input: Tensor) -> Tensor: """In-place form of `i0`."""
def igamma(input: Tensor, other: _Any) -> Tensor: """The regularised lower incomplete gamma function: the probability that a gamma number of concentration x is below y."""
def igammac(input: Tensor, other: _Any) -> Tensor: """The regularised upper incomplete gamma function, 1 - `igamma`: the probability that a gamma number of concentration x is above y."""
class iinfo:
    """The limits of an integer type: ``max``, ``min``, ``bits``."""
    dtype: _Any
    bits: _Any
    max: _Any
    min: _Any
    def __init__(self, type: _dtype) -> None: ...
def imag(input: Tensor) -> Tensor: """A RuntimeError: there are no complex numbers."""
def index_add(input: Tensor, dim: _int, index: Tensor, source: Tensor, *, alpha: _float = 1) -> Tensor: """Add the slices of ``source``, times ``alpha``, to the slices of ``input`` at ``index``; an index may repeat."""
def index_copy(input: Tensor, dim: _int, index: Tensor, source: Tensor) -> Tensor: """Write the slices of ``source`` over the slices of ``input`` at ``index``."""
def index_fill(input: Tensor, dim: _int, index: Tensor, value: _Any) -> Tensor: """Fill the slices of ``input`` at ``index`` with a number."""
def index_put(input: Tensor, indices: _Sequence[Tensor], values: Tensor, accumulate: _bool = False) -> Tensor: """``input[indices] = values`` out of place; with ``accumulate``, the values are added, also where indices repeat."""
def index_put_(input: Tensor, indices: _Sequence[Tensor], values: Tensor, accumulate: _bool = False) -> Tensor: """In-place form of `index_put`."""
def index_reduce(input: Tensor, dim: _int, index: Tensor, source: Tensor, reduce: str, *, include_self: _bool = True) -> Tensor: """`index_add` for other reductions: ``reduce`` is "prod", "mean", "amax" or "amin"."""
def index_select(input: Tensor, dim: _int, index: Tensor) -> Tensor: """The slices ``input[..., index, ...]`` at ``dim``, for a vector of indices."""
inf: _float
class inference_mode(_GradMode):
    """`no_grad` for code that will never need gradients; ``inference_mode(False)`` does nothing. A context manager and a decorator.

    Tensors made in it are like others, and ``is_inference()`` is False of them: what PyTorch refuses to do with them later, to record an operation
    on them or to overwrite them, is right here."""
    @_overload
    def __new__(cls, mode: _F = True) -> _F: ...
    @_overload
    def __new__(cls, mode: _bool | _Callable[..., _Any] = True) -> _Self: ...
    def __init__(self, mode: _bool = True) -> None: ...
    def __call__(self, function: _F) -> _F: ...
from autograd.random import initial_seed as initial_seed
def inner(input: Tensor, other: Tensor) -> Tensor: """The sum of products over the last dimension of both: (..., n), (---, n) -> (..., ---); a product if one is a number."""
int: _dtype
int16: _dtype
int32: _dtype
int64: _dtype
int8: _dtype
def inverse(A: Tensor) -> Tensor: """The inverse of a square matrix. LinAlgError if it is singular. To solve equations, `linalg.solve` is faster and more accurate."""
def is_anomaly_enabled() -> _bool: """True in anomaly mode."""
def is_autocast_enabled(device_type: str = 'cpu') -> _bool: """Always False."""
def is_complex(input: Tensor) -> _bool: """False: there are no complex numbers."""
def is_conj(input: Tensor) -> _bool: """False: there are no complex numbers."""
def is_distributed(self: Tensor) -> _bool: """False: there are no tensors of this kind."""
def is_floating_point(input: Tensor) -> _bool: """True if the tensor's dtype is a float type: only these can require gradients."""
def is_grad_enabled() -> _bool: """True if operations in this thread are being recorded."""
from autograd.storage import is_inference as is_inference
def is_inference_mode_enabled() -> _bool: """True inside `inference_mode`."""
def is_neg(self: Tensor) -> _bool: """False: there are no tensors of this kind."""
def is_nonzero(input: Tensor) -> _bool: """True if the one element of the tensor is not zero."""
from autograd.storage import is_same_size as is_same_size
from autograd.storage import is_signed as is_signed
def is_tensor(obj: _Any) -> _bool: """True if ``obj`` is a Tensor."""
def isclose(input: Tensor, other: Tensor, rtol: _float = 1e-05, atol: _float = 1e-08, equal_nan: _bool = False) -> Tensor: """True where |input - other| <= atol + rtol * |other|, or both are the same infinity (or nan, with ``equal_nan``)."""
def isfinite(input: Tensor) -> Tensor: """True where the input is neither infinite nor nan."""
def isin(elements: _Any, test_elements: _Any, *, assume_unique: _bool = False, invert: _bool = False) -> Tensor: """True where an element is one of ``test_elements``; the reverse with ``invert``."""
def isinf(input: Tensor) -> Tensor: """True where the input is infinite."""
def isnan(input: Tensor) -> Tensor: """True where the input is not a number."""
def isneginf(input: Tensor) -> Tensor: """True where the input is -inf."""
def isposinf(input: Tensor) -> Tensor: """True where the input is +inf."""
def isreal(input: Tensor) -> Tensor: """True everywhere: there are no complex numbers."""
def kaiser_window(window_length: _int, periodic: _bool = True, beta: _float = 12.0, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """The Kaiser window: the narrower the larger ``beta``."""
from autograd.nn.functional.loss import kl_div as kl_div
def kron(input: Tensor, other: Tensor) -> Tensor: """The Kronecker product: ``other`` times each element of ``input``, as blocks of one tensor."""
def kthvalue(input: Tensor, k: _int, dim: _int = -1, keepdim: _bool = False) -> _kthvalue: """The ``k``-th smallest element along ``dim``, counted from 1, as ``values`` and ``indices``."""
from autograd.nn.functional.normalisation import layer_norm as layer_norm
class _Named:
    """Something of which there is one of each name, in files and copies too."""
    name: str
    def __init__(self, name: str) -> None: ...
class layout(_Named):
    """How the elements are kept: ``strided``, all of them in memory; ``sparse_coo``, those that are not zero, with their coordinates."""
def lcm(input: Tensor, other: _Any) -> Tensor: """The least common multiple of integers."""
def lcm_(input: Tensor, other: _Any) -> Tensor: """In-place form of `lcm`."""
def ldexp(input: Tensor, other: _Any) -> Tensor: """x * 2**y."""
def ldexp_(input: Tensor, other: _Any) -> Tensor: """In-place form of `ldexp`."""
def le(input: Tensor, other: _Any) -> Tensor: """input <= other, element by element."""
def lerp(input: Tensor, end: Tensor, weight: _Any) -> Tensor: """input + weight * (end - input): from ``input`` at weight 0 to ``end`` at weight 1."""
def less(input: Tensor, other: _Any) -> Tensor: """input < other, element by element."""
def less_equal(input: Tensor, other: _Any) -> Tensor: """input <= other, element by element."""
def lgamma(input: Tensor) -> Tensor: """log |gamma(x)|."""
def linspace(start: _Any, end: _Any, steps: _int, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """``steps`` numbers at equal distances from ``start`` to ``end``, both included."""
from autograd.serialization import load as load
def log(input: Tensor) -> Tensor: """The natural logarithm."""
def log10(input: Tensor) -> Tensor: """The logarithm to base 10."""
def log10_(input: Tensor) -> Tensor: """In-place form of `log10`."""
def log1p(input: Tensor) -> Tensor: """log(1 + x), accurate near 0."""
def log1p_(input: Tensor) -> Tensor: """In-place form of `log1p`."""
def log2(input: Tensor) -> Tensor: """The logarithm to base 2."""
def log2_(input: Tensor) -> Tensor: """In-place form of `log2`."""
def log_(input: Tensor) -> Tensor: """In-place form of `log`."""
def log_softmax(input: Tensor, dim: _int, dtype: _Any = None) -> Tensor: """The logarithm of `softmax`, exact also where softmax itself is rounded to zero.

    ``dtype`` converts the input first. Shape of the result: the input's."""
def logaddexp(input: Tensor, other: _Any) -> Tensor: """log(exp(x) + exp(y))."""
def logaddexp2(input: Tensor, other: _Any) -> Tensor: """log2(2**x + 2**y)."""
def logcumsumexp(input: Tensor, dim: _int) -> Tensor: """The logarithm of the sum of the exponentials up to each place along ``dim``."""
def logdet(A: Tensor) -> Tensor: """The logarithm of the determinant of a square matrix: nan if that is negative, -inf if it is zero."""
def logical_and(input: Tensor, other: _Any) -> Tensor: """True where both are nonzero."""
def logical_not(input: Tensor) -> Tensor: """True where the input is zero."""
def logical_or(input: Tensor, other: _Any) -> Tensor: """True where either is nonzero."""
def logical_xor(input: Tensor, other: _Any) -> Tensor: """True where one of the two is nonzero."""
def logit(input: Tensor, eps: _float | None = None) -> Tensor: """log(x / (1 - x)), the inverse of sigmoid; with ``eps``, x is first limited to the range from eps to 1 - eps."""
def logit_(input: Tensor, eps: _float | None = None) -> Tensor: """In-place form of `logit`."""
def logspace(start: _Any, end: _Any, steps: _int, base: _float = 10.0, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """``base`` to the powers `linspace(start, end, steps)`."""
def logsumexp(input: Tensor, dim: _Any, keepdim: _bool = False) -> Tensor: """log(sum(exp(x))) over ``dim``, a number or several; the largest x is taken out of the sum, so that no exponential overflows."""
long: _dtype
def lt(input: Tensor, other: _Any) -> Tensor: """input < other, element by element."""
class _lu_unpack(_NamedTuple):
    P: Tensor
    L: Tensor
    U: Tensor
def lu_unpack(LU_data: Tensor, LU_pivots: Tensor, unpack_data: _bool = True, unpack_pivots: _bool = True) -> _lu_unpack: """P, L and U from what `linalg.lu_factor` gives."""
from autograd.random import manual_seed as manual_seed
from autograd.nn.functional.loss import margin_ranking_loss as margin_ranking_loss
def masked_fill(input: Tensor, mask: Tensor, value: _Any) -> Tensor: """``input`` with ``value``, a number, where the mask is True; input and mask broadcast."""
def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Tensor: """``input`` with the elements of ``source``, in order, where the mask is True."""
def masked_select(input: Tensor, mask: Tensor) -> Tensor: """The elements where the mask is True, as a vector; input and mask broadcast."""
def matmul(input: _Any, other: _Any) -> Tensor: """The matrix product ``input @ other``.

    (n) @ (n) -> (), (n, k) @ (k, m) -> (n, m); leading dimensions are a batch and broadcast: (..., n, k) @ (..., k, m) -> (..., n, m).
    A 1-dim operand is a row on the left, a column on the right, and its dimension is gone from the result."""
def matrix_exp(A: Tensor) -> Tensor: """The matrix exponential, Σ Aⁿ / n!."""
def matrix_power(A: Tensor, n: _int) -> Tensor: """A multiplied with itself n times; the identity for 0, powers of the inverse for negative n."""
@_overload
def max(input: Tensor, dim: Tensor | None = None, keepdim: _bool = False, *, other: _Any = None) -> Tensor: """The largest element; or, along ``dim``, the ``values`` and ``indices`` of the largest; or, of two tensors, the larger elements.

    Without ``dim`` the gradient is shared evenly among equal elements; with it, the element at the index gets it all."""
@_overload
def max(input: Tensor, dim: _int = None, keepdim: _bool = False, *, other: _Any = None) -> _max: """The largest element; or, along ``dim``, the ``values`` and ``indices`` of the largest; or, of two tensors, the larger elements.

    Without ``dim`` the gradient is shared evenly among equal elements; with it, the element at the index gets it all."""
from autograd.nn.functional.pooling import max_pool1d as max_pool1d
from autograd.nn.functional.pooling import max_pool2d as max_pool2d
from autograd.nn.functional.pooling import max_pool3d as max_pool3d
def maximum(input: Tensor, other: _Any) -> Tensor: """The larger of two, element by element; nan if either is."""
def mean(input: Tensor, dim: _Any = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """The mean of all elements, or of those along ``dim``, a number or several."""
@_overload
def median(input: Tensor, dim: Tensor | None = None, keepdim: _bool = False) -> Tensor: """The middle element in sorted order, the lower of two; along ``dim``, as ``values`` and ``indices``. nan if there is a nan."""
@_overload
def median(input: Tensor, dim: _int = None, keepdim: _bool = False) -> _median: """The middle element in sorted order, the lower of two; along ``dim``, as ``values`` and ``indices``. nan if there is a nan."""
class memory_format(_Named):
    """An order of the elements in memory.

    ``contiguous_format``: row-major. ``channels_last``: of images (N, C, H, W) the channels vary fastest, then W, H, N; ``channels_last_3d``:
    the same of volumes (N, C, D, H, W). ``preserve_format``: as another tensor lies, if it is packed in memory."""
def meshgrid(*tensors: _Any, indexing: str | None = None) -> tuple[Tensor, ...]: """The grids of coordinates of the points whose i-th coordinates are the i-th tensor's: views, all of one shape.

    ``indexing="ij"``, PyTorch's default, has the first tensor vary along the first dimension; ``"xy"``, NumPy's, along the second."""
@_overload
def min(input: Tensor, dim: Tensor | None = None, keepdim: _bool = False, *, other: _Any = None) -> Tensor: """The smallest element; or, along ``dim``, the ``values`` and ``indices`` of the smallest; or, of two tensors, the smaller elements.

    Gradients as for `max`."""
@_overload
def min(input: Tensor, dim: _int = None, keepdim: _bool = False, *, other: _Any = None) -> _min: """The smallest element; or, along ``dim``, the ``values`` and ``indices`` of the smallest; or, of two tensors, the smaller elements.

    Gradients as for `max`."""
def minimum(input: Tensor, other: _Any) -> Tensor: """The smaller of two, element by element; nan if either is."""
def mm(input: Tensor, mat2: Tensor) -> Tensor: """The product of two matrices: (n, k) @ (k, m) -> (n, m)."""
def mode(input: Tensor, dim: _int = -1, keepdim: _bool = False) -> _mode: """The most frequent element along ``dim``, the smallest of several, with the last index at which it stands."""
def moveaxis(input: Tensor, source: _Any, destination: _Any) -> Tensor: """With the dimensions ``source`` moved to the positions ``destination``, the others in their order."""
def movedim(input: Tensor, source: _Any, destination: _Any) -> Tensor: """With the dimensions ``source`` moved to the positions ``destination``, the others in their order."""
def msort(input: Tensor) -> Tensor: """The elements in ascending order along the first dimension."""
def mul(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """input * other."""
from autograd.random import multinomial as multinomial
def multiply(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """input * other."""
def mv(input: Tensor, vec: Tensor) -> Tensor: """Matrix times vector: (n, k) @ (k) -> (n)."""
def mvlgamma(input: Tensor, p: _int) -> Tensor: """The logarithm of the gamma function of p dimensions: p (p - 1) / 4 log pi + the sum of lgamma(x - i / 2) for i below p."""
nan: _float
def nan_to_num(input: Tensor, nan: _float | None = None, posinf: _float | None = None, neginf: _float | None = None) -> Tensor: """nan replaced by 0, infinities by the largest and smallest numbers of the dtype, or by what is given."""
def nan_to_num_(input: Tensor, nan: _float | None = None, posinf: _float | None = None, neginf: _float | None = None) -> Tensor: """In-place form of `nan_to_num`."""
def nanmean(input: Tensor, dim: _Any = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """`mean` of the elements that are not nan."""
@_overload
def nanmedian(input: Tensor, dim: Tensor | None = None, keepdim: _bool = False) -> Tensor: """`median` of the elements that are not nan."""
@_overload
def nanmedian(input: Tensor, dim: _int = None, keepdim: _bool = False) -> _nanmedian: """`median` of the elements that are not nan."""
def nanquantile(input: Tensor, q: _Any, dim: _int | None = None, keepdim: _bool = False, *, interpolation: str = 'linear') -> Tensor: """`quantile` of the elements that are not nan."""
def nansum(input: Tensor, dim: _Any = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """`sum` in which nan counts as 0."""
def narrow(input: Tensor, dim: _int, start: _Any, length: _int) -> Tensor: """The view of ``length`` places along ``dim``, from ``start``."""
def narrow_copy(input: Tensor, dim: _int, start: _Any, length: _int) -> Tensor: """A copy of what `narrow` shows."""
def ne(input: Tensor, other: _Any) -> Tensor: """input != other, element by element."""
def neg(input: Tensor) -> Tensor: """-input."""
def neg_(input: Tensor) -> Tensor: """In-place form of `neg`."""
def negative(input: Tensor) -> Tensor: """-input."""
def negative_(input: Tensor) -> Tensor: """In-place form of `negative`."""
newaxis: None
def nextafter(input: Tensor, other: _Any) -> Tensor: """The number next to x in the direction of y. The gradient is that of x, and zero where x equals y."""
class no_grad(_GradMode):
    """Record nothing: results do not require gradients. A context manager and a decorator."""
    enabled: _bool
    @_overload
    def __new__(cls, function: _F = None) -> _F: ...
    @_overload
    def __new__(cls, function: _Callable[..., _Any] | None = None) -> _Self: ...
@_overload
def nonzero(input: Tensor, *, as_tuple: _Literal[False] = False) -> Tensor: """Where the input is not zero: a row of indices for each such element, (n, ndim); as a tuple, a vector for each dimension."""
@_overload
def nonzero(input: Tensor, *, as_tuple: _bool = False) -> tuple[Tensor, ...]: """Where the input is not zero: a row of indices for each such element, (n, ndim); as a tuple, a vector for each dimension."""
def norm(input: Tensor, p: _Any = 'fro', dim: _Any = None, keepdim: _bool = False, out: Tensor | None = None, dtype: _Any = None) -> Tensor: """The p-norm of all elements as one vector, or of those along ``dim``; "fro" is the 2-norm and "nuc" the sum of a matrix' singular values."""
from autograd.random import normal as normal
def not_equal(input: Tensor, other: _Any) -> Tensor: """input != other, element by element."""
def numel(input: Tensor) -> _int: """The number of elements."""
from autograd.function import once_differentiable as once_differentiable
def ones(*shape: _Any, size: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A tensor of ones."""
def ones_like(input: Tensor, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """Ones of the shape and dtype of ``input``."""
def orgqr(input: Tensor, tau: Tensor) -> Tensor: """The first n columns of H₁ H₂ ... H_k with H_i = I - tau_i v_i v_iᵀ: (..., m, n), (..., k) -> (..., m, n), where k ≤ n ≤ m.

    v_i is the i-th column below the diagonal, with 1 on it and 0 above. The product is I - V T Vᵀ with a triangular T (Joffrain et al. 2006)."""
def outer(input: Tensor, vec2: Tensor) -> Tensor: """Every product of an element of one vector with one of the other: (n), (m) -> (n, m)."""
from autograd.nn.functional.distance import pairwise_distance as pairwise_distance
def pca_lowrank(A: Tensor, q: _int | None = None, center: _bool = True, niter: _int = 2) -> tuple[Tensor, Tensor, Tensor]: """The ``q`` principal components of the rows of A, nearly: U, S and V as of `svd_lowrank`, of A without the mean of its rows.

    The columns of V are the directions, A @ V the coordinates, and S² / (m - 1) the variances along them. ``q`` is at most 6 if nothing is said."""
from autograd.nn.functional.distance import pdist as pdist
def permute(input: Tensor, *order: _Any, dims: _Any = None) -> Tensor: """With the dimensions in the given order: result dimension ``i`` is input dimension ``dims[i]``."""
pi: _float
def pinverse(input: Tensor, rcond: _float = 1e-15) -> Tensor: """The pseudoinverse; see `linalg.pinv`."""
from autograd.nn.functional.resampling import pixel_shuffle as pixel_shuffle
from autograd.nn.functional.resampling import pixel_unshuffle as pixel_unshuffle
from autograd.random import poisson as poisson
from autograd.nn.functional.loss import poisson_nll_loss as poisson_nll_loss
def polygamma(n: _int, input: Tensor) -> Tensor: """The n-th derivative of digamma."""
def positive(input: Tensor) -> Tensor: """The tensor itself."""
def pow(input: _Any, exponent: _Any) -> Tensor: """input to the power exponent; either may be a number."""
from autograd.nn.functional.activation import prelu as prelu
preserve_format: memory_format
def prod(input: Tensor, dim: _int | None = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """The product of all elements, or of those along ``dim``; integers and bools are multiplied as int64."""
def promote_types(type1: _dtype, type2: _dtype) -> _dtype: """The type of the result of an operation on tensors of these types."""
def put(input: Tensor, index: Tensor, source: Tensor, accumulate: _bool = False) -> Tensor: """Write or add the elements of ``source`` where ``index`` says in the flattened input."""
def qr(input: Tensor, some: _bool = True) -> _qr: """Q and R of input = Q R: see `linalg.qr`. (..., m, n) -> (..., m, k), (..., k, n)."""
def quantile(input: Tensor, q: _Any, dim: _int | None = None, keepdim: _bool = False, *, interpolation: str = 'linear') -> Tensor: """The value below which a fraction ``q`` of the elements lies, of all or along ``dim``; several q are the first dimension of the result."""
def rad2deg(input: Tensor) -> Tensor: """Radians as degrees."""
def rad2deg_(input: Tensor) -> Tensor: """In-place form of `rad2deg`."""
from autograd.random import rand as rand
from autograd.random import rand_like as rand_like
from autograd.random import randint as randint
from autograd.random import randint_like as randint_like
from autograd.random import randn as randn
from autograd.random import randn_like as randn_like
from autograd.random import randperm as randperm
def range(start: _float = 0, end: _float | None = None, step: _float = 1, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """The numbers from ``start`` to ``end``, both included, in the default dtype. Deprecated: use `arange`."""
def ravel(input: Tensor) -> Tensor: """All elements in one dimension, contiguous."""
def real(input: Tensor) -> Tensor: """The tensor itself: there are no complex numbers."""
def reciprocal(input: Tensor) -> Tensor: """1 / x."""
def reciprocal_(input: Tensor) -> Tensor: """In-place form of `reciprocal`."""
def relu(input: Tensor) -> Tensor: """max(0, x), with gradient 0 at 0."""
def relu_(input: Tensor) -> Tensor: """In-place form of `relu`."""
def remainder(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """The remainder of input / other, with the sign of other: input - other * floor(input / other)."""
def renorm(input: Tensor, p: _float, dim: _int, maxnorm: _float) -> Tensor: """The parts along ``dim`` whose p-norm is larger than ``maxnorm``, scaled down to it."""
def repeat_interleave(input: Tensor, repeats: _Any = None, dim: _int | None = None, *, output_size: _int | None = None) -> Tensor: """Each element along ``dim`` (of the flattened tensor, without dim) repeated in place: as often as ``repeats``, one number or one for each.

    Given counts alone, the indices that would so repeat."""
def reshape(input: Tensor, *sizes: _Any, shape: _Any = None) -> Tensor: """The same elements in another shape, one size of which may be -1: a view where the strides allow it, else a copy."""
def resize_as_(self: Tensor, tensor: Tensor, memory_format: _Any = None) -> Tensor: """`resize_` to the shape of another."""
def resolve_conj(input: Tensor) -> Tensor: """The tensor itself: there are no complex numbers."""
def resolve_neg(input: Tensor) -> Tensor: """The tensor itself: there are no complex numbers."""
def result_type(tensor1: _Any, tensor2: _Any) -> _dtype: """The type of the result of an operation on these two, tensors or numbers: a number, or a 0-dim tensor, does not widen a tensor."""
from autograd.nn.functional.normalisation import rms_norm as rms_norm
def roll(input: Tensor, shifts: _Any, dims: _Any = ()) -> Tensor: """With the elements shifted along ``dims``, and those that fall off the end put first; without dims, as if flattened."""
def rot90(input: Tensor, k: _int = 1, dims: _Sequence[_int] = ...) -> Tensor: """Turned by 90 degrees ``k`` times, from the first of two dimensions towards the second."""
def round(input: Tensor, *, decimals: _int = 0) -> Tensor: """The nearest number with that many decimals; halves go to the even neighbour. Its gradient is zero."""
def round_(input: Tensor, *, decimals: _int = 0) -> Tensor: """In-place form of `round`."""
def row_stack(tensors: _Sequence[Tensor]) -> Tensor: """The tensors joined from top to bottom, along the first dimension; one-dimensional ones are rows."""
from autograd.nn.functional.activation import rrelu as rrelu
def rrelu_(self: Tensor, *args: _Any, **kwargs: _Any) -> Tensor: """In-place form of `rrelu`."""
def rsqrt(input: Tensor) -> Tensor: """1 / sqrt(x)."""
def rsqrt_(input: Tensor) -> Tensor: """In-place form of `rsqrt`."""
def rsub(input: _Any, other: _Any, *, alpha: _float = 1) -> Tensor: """other - alpha * input."""
from autograd.serialization import save as save
def scalar_tensor(s: _float, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A 0-dim tensor of one number, in the default dtype."""
def scatter(input: Tensor, dim: _int, index: Tensor, src: _Any = None, *, value: _Any = None, reduce: str | None = None) -> Tensor: """Write along ``dim`` where ``index`` says: ``out[i][index[i][j]] = src[i][j]`` for ``dim=1``. ``src`` may be a number."""
def scatter_add(input: Tensor, dim: _int, index: Tensor, src: Tensor) -> Tensor: """Add along ``dim`` where ``index`` says: ``out[i][index[i][j]] += src[i][j]`` for ``dim=1``."""
def scatter_reduce(input: Tensor, dim: _int, index: Tensor, src: Tensor, reduce: str, *, include_self: _bool = True) -> Tensor: """`scatter` that reduces what meets at one place: ``reduce`` is "sum", "prod", "mean", "amax" or "amin".

    ``include_self=False`` leaves out the input's own value at the places that are written. Equal largest values share the gradient."""
def searchsorted(sorted_sequence: Tensor, input: _Any, *, out_int32: _bool = False, right: _bool = False, side: str | None = None, sorter: Tensor | None = None) -> Tensor: """Where in a sorted sequence each value would be inserted: before those that equal it, or behind them (``right``, ``side="right"``).

    A sequence of several dimensions is one sequence per row, for the values of the same row."""
from autograd.random import seed as seed
def select(input: Tensor, dim: _int, index: _int) -> Tensor: """The view at place ``index`` of dimension ``dim``."""
def select_scatter(input: Tensor, src: Tensor, dim: _int, index: _int) -> Tensor: """A copy of ``input`` with ``src`` in place of ``input.select(dim, index)``."""
from autograd.nn.functional.activation import selu as selu
def selu_(self: Tensor, *args: _Any, **kwargs: _Any) -> Tensor: """In-place form of `selu`."""
def set_default_device(device: _device | str | None) -> None: """Does nothing for the CPU, and refuses any other device."""
def set_default_dtype(d: _dtype) -> None: """Make ``d`` (float32 or float64) the type of float tensors made from Python floats."""
def set_default_tensor_type(t: _Any) -> None: """`set_default_dtype`, by the name or class of an old tensor type: "torch.DoubleTensor"."""
class set_detect_anomaly:
    """Switch anomaly mode on or off in this thread: at once, or for a ``with`` block.

    In anomaly mode every operation notes the source line that called it, and a backward pass stops at the first gradient that is nan or
    inf (``check_nan=False``: does not stop), naming operation, shapes and line."""
    wanted: _Any
    before: tuple[_bool, _bool]
    def __init__(self, mode: _bool, check_nan: _bool = True) -> None: ...
    def __enter__(self) -> None: ...
    def __exit__(self, *exception: object) -> None: ...
def set_float32_matmul_precision(precision: str) -> None: """Note the wish. Products of float32 are always computed in float32."""
class set_grad_enabled:
    """Switch recording on or off in this thread: at once, for a ``with`` block, or for each call of a decorated function.

    Of a decorated generator function each step runs in the mode; so it is for all of these modes."""
    enabled: _Any
    before: _Any
    def __init__(self, enabled: _bool) -> None: ...
    def __enter__(self) -> None: ...
    def __exit__(self, *exception: object) -> None: ...
    def __call__(self, function: _F) -> _F: ...
def set_num_interop_threads(num: _int) -> None: """Nothing: operations run one after another."""
def set_num_threads(num: _int) -> None: """Divide large work among ``num`` threads.

    By default they are as many as the processors, or what the environment variables OPENBLAS_NUM_THREADS or OMP_NUM_THREADS say."""
def set_printoptions(precision: _int | None = None, threshold: _float | None = None, edgeitems: _int | None = None, linewidth: _int | None = None, profile: str | None = None, sci_mode: _bool | None = None) -> None: """Change how tensors print.

    ``precision`` is the number of decimals, ``threshold`` the number of elements above which only the first and last ``edgeitems`` of
    each dimension are shown, ``linewidth`` the length at which lines break. ``profile`` ("default", "short" or "full") sets these
    four. ``sci_mode`` forces scientific notation on or off; None, also when left out, chooses by the values."""
from autograd.random import set_rng_state as set_rng_state
def sgn(input: Tensor) -> Tensor: """-1, 0 or 1: the sign of x. Its gradient is zero."""
short: _dtype
def sigmoid(input: Tensor) -> Tensor: """1 / (1 + exp(-x))."""
def sigmoid_(input: Tensor) -> Tensor: """In-place form of `sigmoid`."""
def sign(input: Tensor) -> Tensor: """-1, 0 or 1: the sign of x. Its gradient is zero."""
def signbit(input: Tensor) -> Tensor: """True where the sign is minus, -0. too."""
def sin(input: Tensor) -> Tensor: """The sine."""
def sin_(input: Tensor) -> Tensor: """In-place form of `sin`."""
def sinc(input: Tensor) -> Tensor: """sin(pi x) / (pi x), and 1 at 0."""
def sinc_(input: Tensor) -> Tensor: """In-place form of `sinc`."""
def sinh(input: Tensor) -> Tensor: """The hyperbolic sine."""
def sinh_(input: Tensor) -> Tensor: """In-place form of `sinh`."""
def slice_scatter(input: Tensor, src: Tensor, dim: _int = 0, start: _int | None = None, end: _int | None = None, step: _int = 1) -> Tensor: """A copy of ``input`` with ``src`` in place of its slice ``start:end:step`` at ``dim``."""
def slogdet(A: Tensor) -> _linalg_slogdet: """The sign of the determinant of a square matrix, and the logarithm of its absolute value: (sign, logabsdet)."""
def softmax(input: Tensor, dim: _int, dtype: _Any = None) -> Tensor: """exp(input) divided by its sum along ``dim``: numbers between 0 and 1 whose sum is 1.

    ``dtype`` converts the input first. Shape of the result: the input's."""
def sort(input: Tensor, dim: _int = -1, descending: _bool = False, stable: _bool = False) -> _sort: """The elements in ascending or descending order along ``dim``, as ``values`` and ``indices``. Always stable; nan counts as largest."""
sparse_coo: _layout
from autograd.sparse import sparse_coo_tensor as sparse_coo_tensor
def split(tensor: Tensor, split_size_or_sections: _Any, dim: _int = 0) -> tuple[Tensor, ...]: """Views of consecutive parts along ``dim``: of the one size given (the last may be smaller), or of the sizes listed."""
def split_with_sizes(input: Tensor, split_sizes: _Sequence[_int], dim: _int = 0) -> tuple[Tensor, ...]: """Views of consecutive parts of the sizes listed; see `split`."""
from autograd.sparse import spmm as spmm
def sqrt(input: Tensor) -> Tensor: """The square root."""
def sqrt_(input: Tensor) -> Tensor: """In-place form of `sqrt`."""
def square(input: Tensor) -> Tensor: """input**2."""
def square_(input: Tensor) -> Tensor: """In-place form of `square`."""
def squeeze(input: Tensor, dim: _Any = None) -> Tensor: """Without its dimensions of size 1, or those of them that ``dim``, a number or several, names."""
def stack(tensors: _Sequence[Tensor], dim: _int = 0) -> Tensor: """Tensors of one shape side by side along a new dimension."""
def std(input: Tensor, dim: _Any = None, unbiased: _bool | None = None, keepdim: _bool = False, *, correction: _float | None = None) -> Tensor: """The standard deviation: the square root of `var`."""
def std_mean(input: Tensor, dim: _Any = None, unbiased: _Any = None, keepdim: _bool = False, *, correction: _Any = None) -> tuple[Tensor, Tensor]: """The standard deviation and the mean."""
strided: _layout
def sub(input: _Any, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """input - alpha * other."""
def subtract(input: _Any, other: _Any, *older: _Any, alpha: _Any = 1) -> Tensor: """input - alpha * other."""
def sum(input: Tensor, dim: _Any = None, keepdim: _bool = False, *, dtype: _Any = None) -> Tensor: """The sum of all elements, or of those along ``dim``, a number or several; integers and bools are added as int64."""
def svd(input: Tensor, some: _bool = True, compute_uv: _bool = True) -> _svd: """U, S and V of input = U diag(S) Vᵀ: see `linalg.svd`, which returns Vᵀ. (..., m, n) -> (..., m, k), (..., k), (..., n, k)."""
def svd_lowrank(A: Tensor, q: _int | None = 6, niter: _int | None = 2, M: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]: """U, S and V of the ``q`` largest singular values, nearly: (..., m, n) -> (..., m, q), (..., q), (..., n, q); of A - M if M is given.

    What A makes of random vectors spans nearly what it makes of all, the more so after ``niter`` further times.  Halko et al. 2011, algorithms 4.4
    and 5.1."""
def swapaxes(input: Tensor, axis0: _int, axis1: _int) -> Tensor: """`transpose`, with NumPy's names."""
def swapdims(input: Tensor, dim0: _int, dim1: _int) -> Tensor: """With two dimensions exchanged."""
def t(input: Tensor) -> Tensor: """The transpose of a matrix; a tensor of fewer dimensions as it is."""
def take(input: Tensor, index: Tensor) -> Tensor: """The elements of the flattened input that ``index`` names, in index's shape."""
def take_along_dim(input: Tensor, indices: Tensor, dim: _int | None = None) -> Tensor: """`gather` with broadcasting, and indices that may count from the end; the flattened input if ``dim`` is None."""
def tan(input: Tensor) -> Tensor: """The tangent."""
def tan_(input: Tensor) -> Tensor: """In-place form of `tan`."""
def tanh(input: Tensor) -> Tensor: """The hyperbolic tangent."""
def tanh_(input: Tensor) -> Tensor: """In-place form of `tanh`."""
def tensor(data: _Any, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A tensor of the given values: numbers, nested sequences of them, or an array, always copied.

    With ``requires_grad=True`` what is computed from it is recorded, and a backward pass puts its gradient into ``.grad``.

    ValueError for sequences of unequal lengths, RuntimeError for values that do not fit the dtype."""
def tensor_split(input: Tensor, indices_or_sections: _Any = None, dim: _int = 0, *, sections: _Any = None, indices: _Any = None) -> tuple[Tensor, ...]: """Views of parts along ``dim``: as many as the number given, the first of them larger by one if need be; or cut at the given indices."""
def tensordot(a: Tensor, b: Tensor, dims: _Any = 2) -> Tensor: """The sum of products over dimensions of both: the last ``dims`` of ``a`` with the first of ``b``, or two lists of dimensions."""
from autograd.nn.functional.activation import threshold as threshold
def threshold_(self: Tensor, *args: _Any, **kwargs: _Any) -> Tensor: """In-place form of `threshold`."""
def tile(input: Tensor, *repeats: _Any, dims: _Any = None) -> Tensor: """`Tensor.repeat`, which takes fewer repeats than there are dimensions: they count for the last ones."""
def to_dlpack(tensor: Tensor) -> _Any: """A capsule of the tensor's memory, which one ``from_dlpack`` can take; most take the tensor itself."""
def topk(input: Tensor, k: _int, dim: _int = -1, largest: _bool = True, sorted: _bool = True) -> _topk: """The ``k`` largest (or smallest) elements along ``dim``, best first, as ``values`` and ``indices``."""
def trace(input: Tensor) -> Tensor: """The sum of a matrix' diagonal."""
def transpose(input: Tensor, dim0: _int, dim1: _int) -> Tensor: """With two dimensions exchanged."""
def trapezoid(y: Tensor, x: Tensor | None = None, *, dx: _float = 1, dim: _int = -1) -> Tensor: """The integral of the values y along ``dim`` by the trapezoidal rule; the points are x, or ``dx`` apart."""
def trapz(y: Tensor, x: Tensor | None = None, *, dx: _float = 1, dim: _int = -1) -> Tensor: """The integral of the values y along ``dim`` by the trapezoidal rule; the points are x, or ``dx`` apart."""
def triangular_solve(input: Tensor, A: Tensor, upper: _bool = True, transpose: _bool = False, unitriangular: _bool = False) -> _triangular_solve: """The X of A X = input, and A: see `linalg.solve_triangular`. Input (..., n, k), A (..., n, n), of which a triangle is read."""
def tril(input: Tensor, diagonal: _int = 0) -> Tensor: """The lower triangle of each matrix, up to ``diagonal``, and zeros above."""
def tril_indices(row: _int, col: _int, offset: _int = 0, *, dtype: _Any = ..., **options: _Unpack[_Options]) -> Tensor: """Row and column numbers, (2, count), of the elements of a (row, col) matrix on and below a diagonal."""
from autograd.nn.functional.loss import triplet_margin_loss as triplet_margin_loss
def triu(input: Tensor, diagonal: _int = 0) -> Tensor: """The upper triangle of each matrix, from ``diagonal``, and zeros below."""
def triu_indices(row: _int, col: _int, offset: _int = 0, *, dtype: _Any = ..., **options: _Unpack[_Options]) -> Tensor: """Row and column numbers, (2, count), of the elements of a (row, col) matrix on and above a diagonal."""
def true_divide(input: _Any, other: _Any) -> Tensor: """input / other as a float type."""
def trunc(input: Tensor) -> Tensor: """x without its fraction. Its gradient is zero."""
def trunc_(input: Tensor) -> Tensor: """In-place form of `trunc`."""
def typename(obj: _Any) -> str: """The name of a tensor's type, or of any other object's class, with its module's."""
uint16: _dtype
uint32: _dtype
uint64: _dtype
uint8: _dtype
def unbind(input: Tensor, dim: _int = 0) -> tuple[Tensor, ...]: """A tuple of views, one for each place along ``dim``, which they no longer have."""
def unflatten(input: Tensor, dim: _int, sizes: _Any) -> Tensor: """One dimension split into several of the given sizes, of which one may be -1."""
@_overload
def unique(input: Tensor, sorted: _bool = True, return_inverse: _Literal[False] = False, return_counts: _Literal[False] = False, dim: _int | None = None) -> Tensor: """The distinct elements (or parts along ``dim``), in order; on request also where each went, and how often each occurs."""
@_overload
def unique(input: Tensor, sorted: _bool = True, return_inverse: _bool = False, return_counts: _bool = False, dim: _int | None = None) -> tuple[Tensor, ...]: """The distinct elements (or parts along ``dim``), in order; on request also where each went, and how often each occurs."""
@_overload
def unique_consecutive(input: Tensor, return_inverse: _Literal[False] = False, return_counts: _Literal[False] = False, dim: _int | None = None) -> Tensor: """The elements (or parts along ``dim``) that differ from the one before; on request also where each went, and how many were equal."""
@_overload
def unique_consecutive(input: Tensor, return_inverse: _bool = False, return_counts: _bool = False, dim: _int | None = None) -> tuple[Tensor, ...]: """The elements (or parts along ``dim``) that differ from the one before; on request also where each went, and how many were equal."""
def unravel_index(indices: Tensor, shape: _Any) -> tuple[Tensor, ...]: """The coordinates, in a tensor of this shape, of elements given by their number in row-major order: a tensor for each dimension."""
def unsafe_chunk(input: Tensor, chunks: _int, dim: _int = 0) -> tuple[Tensor, ...]: """See `chunk`."""
def unsafe_split(tensor: Tensor, split_size: _Any, dim: _int = 0) -> tuple[Tensor, ...]: """See `split`."""
def unsafe_split_with_sizes(input: Tensor, split_sizes: _Sequence[_int], dim: _int = 0) -> tuple[Tensor, ...]: """See `split`."""
def unsqueeze(input: Tensor, dim: _int) -> Tensor: """With a dimension of size 1 inserted before position ``dim``."""
def use_deterministic_algorithms(mode: _bool, *, warn_only: _bool = False) -> None: """Note the wish. The same program with the same seed always computes the same."""
def vander(x: Tensor, N: _int | None = None, increasing: _bool = False) -> Tensor: """The powers N - 1 to 0 of each element of a vector, as a row; with ``increasing`` from 0 on. N is the vector's size if nothing else is said."""
def var(input: Tensor, dim: _Any = None, unbiased: _bool | None = None, keepdim: _bool = False, *, correction: _float | None = None) -> Tensor: """The variance: squared differences from the mean, summed and divided by the number of elements less ``correction``, 1 if not given.

    ``unbiased=False`` is the older way to say ``correction=0``."""
def var_mean(input: Tensor, dim: _Any = None, unbiased: _Any = None, keepdim: _bool = False, *, correction: _Any = None) -> tuple[Tensor, Tensor]: """The variance and the mean."""
def vdot(input: Tensor, other: Tensor) -> Tensor: """`dot`: they differ for complex numbers only."""
from autograd.func import vmap as vmap
def vsplit(input: Tensor, indices_or_sections: _Any = None, *, sections: _Any = None, indices: _Any = None) -> tuple[Tensor, ...]: """`tensor_split` along dimension 0 into equal parts, or at the given indices."""
def vstack(tensors: _Sequence[Tensor]) -> Tensor: """The tensors joined from top to bottom, along the first dimension; one-dimensional ones are rows."""
@_overload
def where(condition: _Any, input: None = None, other: None = None) -> tuple[Tensor, ...]: """``input`` where the condition is true, ``other`` elsewhere; with the condition alone, the indices at which it is true, or not zero."""
@_overload
def where(condition: _Any, input: _Any = None, other: _Any = None) -> Tensor: """``input`` where the condition is true, ``other`` elsewhere; with the condition alone, the indices at which it is true, or not zero."""
def xlogy(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """x * log(y), and 0 where x is 0."""
def xlogy_(input: Tensor, other: Tensor | _float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> Tensor: """In-place form of `xlogy`."""
def zero_(self: Tensor) -> Tensor: """Overwrite every element with 0."""
def zeros(*shape: _Any, size: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """A tensor of zeros: ``zeros(2, 3)`` or ``zeros((2, 3))``."""
def zeros_like(input: Tensor, *, dtype: _Any = None, **options: _Unpack[_Options]) -> Tensor: """Zeros of the shape and dtype of ``input``."""
from . import _C as _C
from . import accelerator as accelerator
from . import amp as amp
from . import autograd as autograd
from . import backends as backends
from . import compiler as compiler
from . import cuda as cuda
from . import distributed as distributed
from . import distributions as distributions
from . import func as func
from . import function as function
from . import functional as functional
from . import futures as futures
from . import fx as fx
from . import graph as graph
from . import hub as hub
from . import jit as jit
from . import linalg as linalg
from . import multiprocessing as multiprocessing
from . import nn as nn
from . import optim as optim
from . import overrides as overrides
from . import profiler as profiler
from . import random as random
from . import serialization as serialization
from . import sparse as sparse
from . import special as special
from . import storage as storage
from . import testing as testing
from . import utils as utils
from . import version as version
