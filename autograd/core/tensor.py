"""Tensor: an array, its gradient, and the node that made it.

Everything else that a tensor can do is attached by the module that knows how (`attach`): the sweep brings `backward`, the operations bring
themselves, each beside its derivatives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from . import dtypes
from .errors import warn
from .size import Size, dimension

__all__ = ["Tensor"]

ndarray = np.ndarray
new = object.__new__
Attached = TypeVar("Attached")
SUBCLASSES: dict[str, Any] = {}  # those that higher floors have made, by name, for files to restore: "Parameter"


class Tensor:
    """An n-dimensional array that remembers how it was computed.

    ``array`` is the NumPy array that it holds. Make tensors with `autograd.tensor` and its relatives; calling the class makes
    float32 tensors, of given values or of a given size, as PyTorch's ``torch.Tensor`` does.
    """

    __slots__ = ("__dict__", "__weakref__", "_grad", "_node", "_requires_grad", "_version_counter", "_view", "_view_version", "array")
    array: np.ndarray[Any, np.dtype[Any]]
    _version_counter: list[int]  # how often the memory was written to: one counter, shared by all tensors of the same memory
    _node: Any  # the Node that made it; None for a leaf
    _view: Any  # for a tensor that shares the memory of the one it was made from: the View that says how; else None
    _view_version: int  # the version at which a view's _node was last right
    _grad: Tensor | None
    _hooks: dict[int, Any] | None = None  # a leaf's; those of other tensors are their node's
    _after_hooks: dict[int, Any] | None = None

    name: str | None = None
    __hash__ = object.__hash__
    __array_priority__ = 1000

    if TYPE_CHECKING:  # what other modules attach, which a type checker that reads the source cannot see

        def __getattr__(self, name: str) -> Any: ...
        def _unary(self) -> Tensor: ...
        def _binary(self, other: Any) -> Tensor: ...

        __neg__ = __pos__ = __invert__ = __abs__ = _unary
        __add__ = __sub__ = __mul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = __matmul__ = __and__ = __or__ = __xor__ = _binary
        __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __rfloordiv__ = __rmod__ = __rpow__ = __rmatmul__ = __rand__ = __ror__ = __rxor__ = _binary
        __lt__ = __le__ = __gt__ = __ge__ = __lshift__ = __rshift__ = __getitem__ = _binary
        __eq__ = __ne__ = _binary  # type: ignore[assignment]

        def __setitem__(self, index: Any, value: Any) -> None: ...

    def __new__(cls, *data: Any, **_: Any) -> Any:
        tensor = new(cls)
        tensor._version_counter = [0]
        tensor._requires_grad = False
        tensor._grad = tensor._node = tensor._view = None
        return tensor

    # ------------------------------------------------------------------------------------------------------------ the array

    @property
    def shape(self) -> Size:
        """The sizes of the dimensions."""
        return Size(self.array.shape)

    def size(self, dim: int | None = None) -> Any:
        """The shape, or the size of one dimension."""
        return self.shape if dim is None else self.array.shape[self._dim("size", dim)]

    @property
    def ndim(self) -> int:
        """The number of dimensions."""
        return self.array.ndim

    def dim(self) -> int:
        """The number of dimensions."""
        return self.array.ndim

    def numel(self) -> int:
        """The number of elements."""
        return self.array.size

    nelement = numel

    @property
    def dtype(self) -> dtypes.dtype:
        """The type of the elements."""
        return dtypes.BY_NUMPY[self.array.dtype]

    def _dim(self, caller: str, dim: int) -> int:
        """A dimension's number, counted from the front; PyTorch's IndexError if there is no such dimension."""
        return dimension(caller, dim, self.array.ndim)

    def item(self) -> Any:
        """The value of a one-element tensor, as a Python number."""
        if self.array.size != 1:
            raise RuntimeError(f"a Tensor with {self.array.size} elements cannot be converted to Scalar: take one, reduce them, or use tolist()")
        return self.array.item()

    def tolist(self) -> Any:
        """The values as (nested lists of) Python numbers."""
        return self.array.tolist()

    def __len__(self) -> int:
        if self.array.ndim == 0:
            raise TypeError("len() of a 0-d tensor: it is one number, .item(), and has no dimension")
        return len(self.array)

    def __iter__(self) -> Iterator[Any]:
        if self.array.ndim == 0:
            raise TypeError("iteration over a 0-d tensor: it is one number, .item(), and has no dimension")
        return iter([self[i] for i in range(len(self.array))])

    def __reversed__(self) -> Any:
        """The tensor with its first dimension turned round, as PyTorch has it."""
        return self.flip(0) if self.array.ndim else self

    def __bool__(self) -> bool:
        if self.array.size != 1:
            kind = "no values" if self.array.size == 0 else "more than one value"
            raise RuntimeError(f"Boolean value of Tensor with {kind} is ambiguous: say which you mean, with .any() or .all()")
        return bool(self.array.item())

    def __format__(self, spec: str) -> str:
        if self.array.ndim == 0 and type(self) is Tensor:
            return format(self.array.item(), spec)
        return object.__format__(self, spec)

    def __contains__(self, element: Any) -> bool:
        return bool((self.array == (element.array if isinstance(element, Tensor) else element)).any())

    # ------------------------------------------------------------------------------------------------------------ gradients

    @property
    def requires_grad(self) -> bool:
        """True if operations on this tensor are recorded."""
        self._refresh()
        return self._requires_grad

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise RuntimeError(f"requires_grad must be a bool, got {type(value).__name__}")
        if value and self._node is not None:
            raise RuntimeError("you can only change requires_grad flags of leaf variables: this one was computed, and requires grad already")
        self.requires_grad_(value)

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """Set ``requires_grad`` and return the tensor."""
        value = requires_grad
        if not isinstance(value, bool):
            raise TypeError(f"requires_grad_(): argument 'requires_grad' (position 1) must be bool, not {type(value).__name__}")
        if value and self.array.dtype.kind != "f":
            raise RuntimeError(
                f"only Tensors of floating point dtype can require gradients, and this one is {self.dtype!r}: convert it with .float() first"
            )
        if not value and self._node is not None:
            raise RuntimeError(
                "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that "
                "doesn't require differentiation use var_no_grad = var.detach()."
            )
        self._requires_grad = bool(value)
        return self

    @property
    def is_leaf(self) -> bool:
        """True if no recorded operation made this tensor: backward() then fills its ``.grad``."""
        self._refresh()
        return self._node is None

    @property
    def grad_fn(self) -> Any:
        """The node that made this tensor; None for a leaf."""
        self._refresh()
        return None if self._node is None else self._node.as_type()

    @property
    def grad(self) -> Tensor | None:
        """The gradient that backward() has accumulated, or None."""
        if self._grad is None and self._node is not None and not self.retains_grad:
            warn(
                "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated during "
                "autograd.backward(). If you indeed want the .grad field to be populated for a non-leaf Tensor, use .retain_grad() on the "
                "non-leaf Tensor.",
                UserWarning,
                stacklevel=2,
            )
        return self._grad

    @grad.setter
    def grad(self, value: Tensor | None) -> None:
        if value is not None:
            if not isinstance(value, Tensor):
                raise TypeError(f"assigned grad expected to be a Tensor or None but got grad of type {type(value).__name__}")
            if value is self:
                raise RuntimeError("can't assign Variable as its own grad")
            if value.array.shape != self.array.shape:
                raise RuntimeError(f"assigned grad has data of a different size: {tuple(value.shape)} instead of {tuple(self.shape)}")
            if value.array.dtype != self.array.dtype:
                raise RuntimeError(f"assigned grad has data of a different type: {value.dtype!r} instead of {self.dtype!r}")
        self._grad = value

    @grad.deleter
    def grad(self) -> None:
        self._grad = None

    def detach(self) -> Tensor:
        """A tensor of the same memory that is not part of the graph."""
        same = wrap(self.array)
        same._version_counter = self._version_counter
        return same

    def detach_(self) -> Tensor:
        """Cut this tensor off the graph that made it: it becomes a leaf."""
        if self._view is not None:
            raise RuntimeError("Can't detach views in-place. Use detach() instead.")
        self._node, self._requires_grad = None, False
        return self

    @property
    def data(self) -> Tensor:
        """The same memory outside the graph, unwatched: a write through it is not noticed by a later backward pass. Prefer detach().

        To assign to it gives the tensor other memory. A backward pass that has saved the old values is then refused, where PyTorch
        differentiates with the new ones.
        """
        return wrap(self.array)

    @data.setter
    def data(self, value: Tensor) -> None:
        if not isinstance(value, Tensor):
            raise TypeError(f"Variable data has to be a tensor, but got {type(value).__name__}")
        if self._requires_grad and value.array.dtype.kind != "f":
            raise RuntimeError(f"data set to a tensor that requires gradients must be floating point, got {value.dtype!r}: use value.float()")
        if value.array is self.array:  # the second half of ``t.data += x``
            return
        self.array = value.array
        self._bump_version()  # what was saved of the old values is no longer what this tensor holds
        if self._view is not None:  # which no write through other tensors has moved
            self._view_version += 1

    @property
    def _version(self) -> int:
        """How often the memory was written to."""
        return self._version_counter[0]

    def _bump_version(self) -> None:
        """Note a write to the memory: what was saved of it for a backward pass is no longer there, and that pass will say so."""
        self._version_counter[0] += 1

    def _refresh(self) -> None:
        """Bring a view's place in the graph up to date. views.py, which makes views, knows how."""


def attach(member: Attached, name: str | None = None) -> Attached:
    """Make a function or property a member of Tensor, from the module that it needs (a decorator)."""
    setattr(Tensor, name or member.__name__, member)  # type: ignore[attr-defined]
    return member


def wrap(array: Any, node: Any = None) -> Tensor:
    """A Tensor that holds ``array`` itself, made by ``node``."""
    tensor: Tensor = new(Tensor)
    tensor.array = array if type(array) is ndarray else np.asarray(array)
    tensor._version_counter = [0]
    tensor._node = node
    tensor._requires_grad = node is not None
    tensor._grad = tensor._view = None
    return tensor
