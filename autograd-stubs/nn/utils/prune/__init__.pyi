"""Pruning: a parameter is multiplied by a mask of zeros and ones, which says what of it is kept.

    A pruned ``weight`` is learnt as the parameter ``weight_orig``; ``weight_mask`` is a buffer, and ``weight``, their product, is made anew before each
    call of the module. LeCun, Denker & Solla 1990; Han et al. 2015."""
from abc import ABC as _abc_ABC
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from collections.abc import Iterable as _Iterable
from collections.abc import Iterator as _Iterator
from typing import Any as _Any
class BasePruningMethod(_abc_ABC):
    """A way to choose what is pruned: subclasses define `compute_mask`, and in ``PRUNING_TYPE`` what they look at when a tensor is pruned again.

    "unstructured" ones are shown the numbers that are left, "structured" ones the channels that are, along ``dim``, "global" ones everything."""
    PRUNING_TYPE: str
    with_kwargs: bool
    @property
    def hook(self) -> _Any: ...
    def __call__(self, module: _Module, inputs: _Any) -> None: """Before a call of the module: the product of the parameter and its mask."""
    def compute_mask(self, t: _Tensor, default_mask: _Tensor) -> _Tensor: """The mask for scores ``t``, the smallest of which go first; what ``default_mask`` has pruned stays so."""
    def apply_mask(self, module: _Any) -> _Tensor: """The product of the module's parameter and its mask."""
    @classmethod
    def apply(cls, module: _Any, name: str, *args: _Any, importance_scores: _Tensor | None = None, **kwargs: _Any) -> _Any: """Prune a parameter of a module, once more if it is pruned; ``importance_scores`` take the place of its values in the choice."""
    def prune(self, t: _Tensor, default_mask: _Tensor | None = None, importance_scores: _Tensor | None = None) -> _Tensor: """The tensor with its pruned elements set to zero."""
    def remove(self, module: _Any) -> None: """Let the product be the parameter, for good."""
class CustomFromMask(BasePruningMethod):
    """Prunes what a given mask says."""
    mask: _Tensor
    PRUNING_TYPE: str
    def __init__(self, mask: _Tensor) -> None: ...
    def compute_mask(self, t: _Tensor, default_mask: _Tensor) -> _Tensor: """What both masks keep."""
class Identity(BasePruningMethod):
    """Prunes nothing, and makes the mask."""
    def compute_mask(self, t: _Tensor, default_mask: _Tensor) -> _Tensor: """The mask as it was."""
class _Amount(BasePruningMethod):
    """What prunes a number of parameters, an int, or a part of them, a float between 0 and 1."""
    amount: _Any
    def __init__(self, amount: _Any) -> None: ...
class L1Unstructured(_Amount):
    """Prunes the numbers nearest to zero."""
    def compute_mask(self, t: _Tensor, default_mask: _Tensor) -> _Tensor: """Zeros at their places."""
class _Structured(_Amount):
    """What prunes channels: all that has the same index in dimension ``dim``."""
    dim: int
    PRUNING_TYPE: str
    def __init__(self, amount: _Any, dim: int = -1) -> None: ...
class LnStructured(_Structured):
    """Prunes the channels of the smallest norm: ``n`` is the p of `norm`."""
    n: _Any
    def __init__(self, amount: _Any, n: _Any, dim: int = -1) -> None: ...
    def compute_mask(self, t: _Tensor, default_mask: _Tensor) -> _Tensor: """Zeros for them."""
class PruningContainer(BasePruningMethod):
    """Methods by which one parameter was pruned, one after the other."""
    def __init__(self, *args: BasePruningMethod) -> None: ...
    def add_pruning_method(self, method: _Any) -> None: """Add the next method."""
    def __len__(self) -> int: ...
    def __iter__(self) -> _Iterator[BasePruningMethod]: ...
    def __getitem__(self, index: _Any) -> _Any: ...
    def compute_mask(self, t: _Tensor, default_mask: _Tensor) -> _Tensor: """What the last method makes of what the others have left."""
class RandomStructured(_Structured):
    """Prunes channels by chance."""
    def compute_mask(self, t: _Tensor, default_mask: _Tensor) -> _Tensor: """Zeros for the channels of the smallest of as many uniform draws."""
class RandomUnstructured(_Amount):
    """Prunes numbers by chance."""
    def compute_mask(self, t: _Tensor, default_mask: _Tensor) -> _Tensor: """Zeros at the places of the largest of as many uniform draws."""
def custom_from_mask(module: _Any, name: str, mask: _Tensor) -> _Any: """Prune a parameter where the mask is 0."""
def global_unstructured(parameters: _Iterable[tuple[_Any, str]], pruning_method: _Any, importance_scores: dict[tuple[_Any, str], _Tensor] | None = None, **kwargs: _Any) -> None: """Prune several parameters, (module, name), as if they were one: some may lose more than others."""
def identity(module: _Any, name: str) -> _Any: """Give a parameter a mask that prunes nothing."""
def is_pruned(module: _Any) -> bool: """Whether a parameter of the module, or of one inside it, is pruned."""
def l1_unstructured(module: _Any, name: str, amount: _Any, importance_scores: _Tensor | None = None) -> _Any: """Prune ``amount`` of a parameter's numbers, or that part of them: those nearest to zero, or with the smallest scores."""
def ln_structured(module: _Any, name: str, amount: _Any, n: _Any, dim: int, importance_scores: _Tensor | None = None) -> _Any: """Prune ``amount`` of a parameter's channels along ``dim``, or that part of them: those of the smallest ``n``-norm."""
def random_structured(module: _Any, name: str, amount: _Any, dim: int) -> _Any: """Prune ``amount`` of a parameter's channels along ``dim``, or that part of them, by chance."""
def random_unstructured(module: _Any, name: str, amount: _Any) -> _Any: """Prune ``amount`` of a parameter's numbers, or that part of them, by chance."""
def remove(module: _Any, name: str) -> _Any: """Let a pruned parameter be an ordinary one again, with zeros in it."""
