"""Pruning: a parameter is multiplied by a mask of zeros and ones, which says what of it is kept.

A pruned ``weight`` is learnt as the parameter ``weight_orig``; ``weight_mask`` is a buffer, and ``weight``, their product, is made anew before each
call of the module. LeCun, Denker & Solla 1990; Han et al. 2015.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from numbers import Integral, Real
from typing import Any

import autograd
from autograd import Tensor
from autograd.core.hooks import register

from ..modules.module import Module
from .convert_parameters import parameters_to_vector

__all__ = [
    "BasePruningMethod", "CustomFromMask", "Identity", "L1Unstructured", "LnStructured", "PruningContainer", "RandomStructured",
    "RandomUnstructured", "custom_from_mask", "global_unstructured", "identity", "is_pruned", "l1_unstructured", "ln_structured",
    "random_structured", "random_unstructured", "remove",
]  # fmt: skip


def _count(amount: Any, size: int) -> int:
    """How many of ``size`` to prune: ``amount`` itself, or that part of them if it is a float."""
    whole = isinstance(amount, Integral)
    if whole and amount > size:
        raise ValueError(f"amount={amount} should be smaller than the number of parameters to prune={size}")
    return int(amount) if whole else round(float(amount) * size)


class BasePruningMethod(ABC):
    """A way to choose what is pruned: subclasses define `compute_mask`, and in ``PRUNING_TYPE`` what they look at when a tensor is pruned again.

    "unstructured" ones are shown the numbers that are left, "structured" ones the channels that are, along ``dim``, "global" ones everything.
    """

    PRUNING_TYPE = "unstructured"
    _tensor_name: str
    # it is found among the module's hooks as it is: programs look it up there
    with_kwargs = False
    hook = property(lambda self: self)

    def __call__(self, module: Module, inputs: Any) -> None:
        """Before a call of the module: the product of the parameter and its mask."""
        setattr(module, self._tensor_name, self.apply_mask(module))

    @abstractmethod
    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """The mask for scores ``t``, the smallest of which go first; what ``default_mask`` has pruned stays so."""

    def apply_mask(self, module: Any) -> Tensor:
        """The product of the module's parameter and its mask."""
        original = getattr(module, f"{self._tensor_name}_orig")
        product: Tensor = getattr(module, f"{self._tensor_name}_mask").to(original.dtype) * original
        return product

    @classmethod
    def apply(cls, module: Any, name: str, *args: Any, importance_scores: Tensor | None = None, **kwargs: Any) -> Any:
        """Prune a parameter of a module, once more if it is pruned; ``importance_scores`` take the place of its values in the choice."""
        found = [called for called in module._forward_pre_hooks.values() if _prunes(called, name)]
        method: Any = cls(*args, **kwargs)
        method._tensor_name = name
        earlier = found[0] if found and isinstance(found[0], PruningContainer) else PruningContainer(*found)
        chooses = PruningContainer(*earlier, method) if found else method
        values = getattr(module, name)
        scores = values if importance_scores is None else importance_scores
        if scores.shape != values.shape:
            raise AssertionError(
                f"importance_scores should have the same shape as parameter {name} of {module}, got {scores.shape} vs {values.shape}"
            )
        mask_before = getattr(module, f"{name}_mask").detach().clone() if found else autograd.ones_like(values.detach())
        mask = chooses.compute_mask(scores.detach(), mask_before)  # and if that is refused, nothing has changed
        if found:
            earlier.add_pruning_method(method)
            _forget_hook(module, name)
            method = earlier
        else:
            module.register_parameter(f"{name}_orig", module._parameters[name])
            del module._parameters[name]
        module.register_buffer(f"{name}_mask", mask)
        setattr(module, name, method.apply_mask(module))
        register(module._forward_pre_hooks, method)
        return method

    def prune(self, t: Tensor, default_mask: Tensor | None = None, importance_scores: Tensor | None = None) -> Tensor:
        """The tensor with its pruned elements set to zero.

        >>> L1Unstructured(amount=1).prune(autograd.tensor([1.0, -3.0, 2.0]))
        tensor([ 0., -3.,  2.])
        """
        scores = t if importance_scores is None else importance_scores
        if scores.shape != t.shape:
            raise AssertionError(f"importance_scores should have the same shape as tensor t, got {scores.shape} vs {t.shape}")
        return t * self.compute_mask(scores.detach(), autograd.ones_like(t.detach()) if default_mask is None else default_mask)

    def remove(self, module: Any) -> None:
        """Let the product be the parameter, for good."""
        name = self._tensor_name
        values = self.apply_mask(module).detach()
        original = module._parameters.pop(f"{name}_orig")
        del module._buffers[f"{name}_mask"]
        delattr(module, name)
        original.data = values
        setattr(module, name, original)


def _prunes(called: Any, name: str | None = None) -> bool:
    """Whether a module's hook is one of pruning, of this parameter if one is named."""
    return isinstance(called, BasePruningMethod) and name in (None, called._tensor_name)


def _forget_hook(module: Any, name: str) -> None:
    for key in [key for key, called in module._forward_pre_hooks.items() if _prunes(called, name)]:
        del module._forward_pre_hooks[key]


class PruningContainer(BasePruningMethod):
    """Methods by which one parameter was pruned, one after the other."""

    def __init__(self, *args: BasePruningMethod) -> None:
        self._pruning_methods: tuple[BasePruningMethod, ...] = ()
        for method in args:
            self.add_pruning_method(method)

    def add_pruning_method(self, method: Any) -> None:
        """Add the next method."""
        if not isinstance(method, BasePruningMethod):
            raise TypeError(f"{type(method)} is not a BasePruningMethod subclass")
        if self._pruning_methods and method._tensor_name != self._tensor_name:
            raise ValueError(
                f"Can only add pruning methods acting on the parameter named '{self._tensor_name}' to this PruningContainer: "
                f"got one of '{method._tensor_name}'"
            )
        self._tensor_name = method._tensor_name
        self._pruning_methods += (method,)

    def __len__(self) -> int:
        return len(self._pruning_methods)

    def __iter__(self) -> Iterator[BasePruningMethod]:
        return iter(self._pruning_methods)

    def __getitem__(self, index: Any) -> Any:
        return self._pruning_methods[index]

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """What the last method makes of what the others have left."""
        method, mask = self._pruning_methods[-1], default_mask.clone()
        left: Any = ...
        if method.PRUNING_TYPE == "unstructured":
            left = mask == 1
        elif method.PRUNING_TYPE == "structured":
            dim = method.dim % t.ndim  # type: ignore[attr-defined]
            channels = mask.movedim(dim, 0).flatten(1).any(1)
            left = (*[slice(None)] * dim, channels)
        elif method.PRUNING_TYPE != "global":
            raise ValueError(f"Unrecognized PRUNING_TYPE {method.PRUNING_TYPE}: expected unstructured, structured or global")
        mask[left] = method.compute_mask(t[left], default_mask[left]).to(mask.dtype)
        return mask


class Identity(BasePruningMethod):
    """Prunes nothing, and makes the mask."""

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """The mask as it was."""
        return default_mask


class _Amount(BasePruningMethod):
    """What prunes a number of parameters, an int, or a part of them, a float between 0 and 1."""

    def __init__(self, amount: Any) -> None:
        number, whole = isinstance(amount, Real), isinstance(amount, Integral)
        if not number:
            raise TypeError(f"Invalid type for amount: {amount}. Must be int or float.")
        if amount < 0 or (amount > 1 and not whole):
            raise ValueError(f"amount={amount} should either be a float in the range [0, 1] or a non-negative integer")
        self.amount = amount


class RandomUnstructured(_Amount):
    """Prunes numbers by chance."""

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """Zeros at the places of the largest of as many uniform draws."""
        count = _count(self.amount, t.numel())
        return _without(default_mask, autograd.rand_like(t).flatten().topk(count).indices) if count else default_mask.clone()


class L1Unstructured(_Amount):
    """Prunes the numbers nearest to zero."""

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """Zeros at their places."""
        return _without(default_mask, t.abs().flatten().topk(_count(self.amount, t.numel()), largest=False).indices)


def _without(mask: Tensor, places: Tensor) -> Tensor:
    """The mask with zeros at places of all its numbers in a row."""
    return mask.flatten().index_fill(0, places, 0).reshape(mask.shape)


class _Structured(_Amount):
    """What prunes channels: all that has the same index in dimension ``dim``."""

    PRUNING_TYPE = "structured"

    def __init__(self, amount: Any, dim: int = -1) -> None:
        super().__init__(amount)
        self.dim = dim

    def _to_prune(self, t: Tensor) -> int:
        if t.ndim <= 1:
            raise ValueError(
                f"Structured pruning can only be applied to multidimensional tensors. Found tensor of shape {t.shape} with {t.ndim} dims"
            )
        if not -t.ndim <= self.dim < t.ndim:
            raise IndexError(f"Invalid index {self.dim} for tensor of size {t.shape}")
        return _count(self.amount, t.shape[self.dim])

    def _keeping(self, channels: Tensor, default_mask: Tensor) -> Tensor:
        """The mask without the channels for which this is False."""
        after = default_mask.ndim - 1 - self.dim % default_mask.ndim
        return default_mask * channels.to(default_mask.dtype).reshape(-1, *[1] * after)


class RandomStructured(_Structured):
    """Prunes channels by chance."""

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """Zeros for the channels of the smallest of as many uniform draws."""
        count = self._to_prune(t)
        if not count:
            return default_mask
        draws = autograd.rand(t.shape[self.dim])
        return self._keeping(draws > draws.kthvalue(count).values, default_mask)


class LnStructured(_Structured):
    """Prunes the channels of the smallest norm: ``n`` is the p of `norm`."""

    def __init__(self, amount: Any, n: Any, dim: int = -1) -> None:
        super().__init__(amount, dim)
        self.n = n

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """Zeros for them."""
        count = self._to_prune(t)
        if not count:
            return default_mask
        norms = autograd.norm(t, self.n, [d for d in range(t.ndim) if d != self.dim % t.ndim])
        kept = norms.topk(norms.numel() - count).indices
        return self._keeping(autograd.zeros(norms.numel()).index_fill(0, kept, 1), default_mask)


class CustomFromMask(BasePruningMethod):
    """Prunes what a given mask says."""

    PRUNING_TYPE = "global"

    def __init__(self, mask: Tensor) -> None:
        self.mask = mask

    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Tensor:
        """What both masks keep."""
        if default_mask.shape != self.mask.shape:
            raise AssertionError(f"mask should have the shape of the tensor, {default_mask.shape}, and has {self.mask.shape}")
        return default_mask * self.mask.to(default_mask.dtype)


def identity(module: Any, name: str) -> Any:
    """Give a parameter a mask that prunes nothing."""
    Identity.apply(module, name)
    return module


def random_unstructured(module: Any, name: str, amount: Any) -> Any:
    """Prune ``amount`` of a parameter's numbers, or that part of them, by chance."""
    RandomUnstructured.apply(module, name, amount)
    return module


def l1_unstructured(module: Any, name: str, amount: Any, importance_scores: Tensor | None = None) -> Any:
    """Prune ``amount`` of a parameter's numbers, or that part of them: those nearest to zero, or with the smallest scores.

    >>> import nn
    >>> layer = nn.Linear(2, 3)
    >>> l1_unstructured(layer, "weight", 0.5).weight_mask.sum()
    tensor(3.)
    >>> sorted(layer.state_dict())
    ['bias', 'weight_mask', 'weight_orig']
    """
    L1Unstructured.apply(module, name, amount=amount, importance_scores=importance_scores)
    return module


def random_structured(module: Any, name: str, amount: Any, dim: int) -> Any:
    """Prune ``amount`` of a parameter's channels along ``dim``, or that part of them, by chance."""
    RandomStructured.apply(module, name, amount, dim)
    return module


def ln_structured(module: Any, name: str, amount: Any, n: Any, dim: int, importance_scores: Tensor | None = None) -> Any:
    """Prune ``amount`` of a parameter's channels along ``dim``, or that part of them: those of the smallest ``n``-norm."""
    LnStructured.apply(module, name, amount, n, dim, importance_scores=importance_scores)
    return module


def global_unstructured(
    parameters: Iterable[tuple[Any, str]], pruning_method: Any, importance_scores: dict[tuple[Any, str], Tensor] | None = None, **kwargs: Any
) -> None:
    """Prune several parameters, (module, name), as if they were one: some may lose more than others.

    >>> import nn
    >>> a, b = nn.Linear(4, 4), nn.Linear(4, 4)
    >>> global_unstructured([(a, "weight"), (b, "weight")], L1Unstructured, amount=10)
    >>> a.weight_mask.sum() + b.weight_mask.sum()
    tensor(22.)
    """
    if not isinstance(parameters, Iterable):
        raise TypeError("global_unstructured(): parameters is not an Iterable")
    places, scores = list(parameters), importance_scores or {}
    method = pruning_method(**kwargs)
    if method.PRUNING_TYPE != "unstructured":
        raise TypeError(f'Only "unstructured" PRUNING_TYPE supported for the `pruning_method`. Found method {pruning_method}')
    method._tensor_name = "all of them"
    values = [getattr(module, name).detach() for module, name in places]
    masks = [getattr(module, f"{name}_mask", autograd.ones_like(v)) for (module, name), v in zip(places, values, strict=True)]
    chosen = parameters_to_vector([scores.get(place, v) for place, v in zip(places, values, strict=True)])
    mask = PruningContainer(method).compute_mask(chosen, parameters_to_vector(masks))
    parts = mask.split([v.numel() for v in values])
    for (module, name), v, part in zip(places, values, parts, strict=True):
        custom_from_mask(module, name, part.reshape(v.shape))


def custom_from_mask(module: Any, name: str, mask: Tensor) -> Any:
    """Prune a parameter where the mask is 0."""
    CustomFromMask.apply(module, name, mask)
    return module


def remove(module: Any, name: str) -> Any:
    """Let a pruned parameter be an ordinary one again, with zeros in it."""
    for called in module._forward_pre_hooks.values():
        if _prunes(called, name):
            called.remove(module)
            _forget_hook(module, name)
            return module
    raise ValueError(f"Parameter '{name}' of module {module} has to be pruned before pruning can be removed")


def is_pruned(module: Any) -> bool:
    """Whether a parameter of the module, or of one inside it, is pruned."""
    return any(_prunes(called) for part in module.modules() for called in part._forward_pre_hooks.values())
