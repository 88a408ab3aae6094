"""Distribution, the base of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, ClassVar, Self

import autograd
from autograd import Size, Tensor, enable_grad, no_grad

from .constraints import Constraint

__all__ = ["Distribution"]


class Distribution:
    """Independent distributions of one kind, one for each element of their parameters.

    A draw has the shape ``sample_shape + batch_shape + event_shape``: how many draws were asked for, how many distributions there are,
    and the shape of what one of them draws. `log_prob` has the shape of its value without ``event_shape``.

    Wrong parameters and impossible values are ValueErrors, unless ``validate_args=False``.
    """

    has_rsample = False
    has_enumerate_support = False
    arg_constraints: ClassVar[dict[str, Constraint]] = {}
    support: Any = None
    _validate_args = __debug__

    @staticmethod
    def set_default_validate_args(value: bool) -> None:
        """Switch the checks on or off for all distributions made from now on."""
        if value not in (True, False):
            raise ValueError(f"set_default_validate_args: expected True or False, got {value!r}")
        Distribution._validate_args = value

    def __init__(self, batch_shape: Iterable[int] = (), event_shape: Iterable[int] = (), validate_args: bool | None = None) -> None:
        self._batch_shape = Size(batch_shape)
        self._event_shape = Size(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args:
            for name, constraint in self.arg_constraints.items():
                value = self.__dict__.get(name)  # of parameters that determine each other, only what was given
                if value is not None and not constraint.check(value).all():
                    raise ValueError(
                        f"Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of distribution {self!r} to satisfy "
                        f"the constraint {constraint!r}, but found invalid values:\n{value}"
                    )

    def expand(self, batch_shape: Iterable[int], _instance: Any = None) -> Self:
        """The distribution repeated to a larger ``batch_shape``, without copying its parameters."""
        new = self._get_checked_instance(type(self), _instance)
        vars(new).update(vars(self), _batch_shape=Size(batch_shape))
        constraints = {name: c for kind in type(self).__mro__ for name, c in vars(kind).get("arg_constraints", {}).items()}
        for name, constraint in constraints.items():
            if isinstance(value := vars(self).get(name), Tensor):
                vars(new)[name] = value.expand(*new._batch_shape, *value.shape[value.ndim - constraint.event_dim :])
        return new

    def _get_checked_instance(self, cls: type, _instance: Any = None) -> Any:
        """What `expand` fills: a new instance, if none is given, of a class that is constructed as ``cls`` is."""
        if _instance is None and type(self).__init__ is not cls.__init__:  # type: ignore[misc]
            raise NotImplementedError(
                f"Subclass {type(self).__name__} of {cls.__name__} that defines a custom __init__ method must also define expand()"
            )
        return object.__new__(type(self)) if _instance is None else _instance

    @property
    def batch_shape(self) -> Size:
        """The shape of the parameters: one distribution each."""
        return self._batch_shape

    @property
    def event_shape(self) -> Size:
        """The shape of one draw of one distribution."""
        return self._event_shape

    @property
    def mean(self) -> Tensor:
        """The expected value."""
        raise self._absent("mean")

    @property
    def mode(self) -> Tensor:
        """The most probable value."""
        raise self._absent("mode")

    @property
    def variance(self) -> Tensor:
        """The expected square of the distance from the mean."""
        raise self._absent("variance")

    @property
    def stddev(self) -> Tensor:
        """The square root of the variance."""
        return self.variance.sqrt()

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        """Draws, without gradients."""
        with no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        """Draws as a function of the parameters, through which gradients flow (Kingma & Welling 2013)."""
        raise self._absent("rsample")

    def log_prob(self, value: Tensor) -> Tensor:
        """The logarithm of the probability (for continuous distributions: of its density) of ``value``."""
        raise self._absent("log_prob")

    def cdf(self, value: Tensor) -> Tensor:
        """The probability of a draw not above ``value``."""
        raise self._absent("cdf")

    def icdf(self, value: Tensor) -> Tensor:
        """The number below which a draw stays with the probability ``value``."""
        raise self._absent("icdf")

    def entropy(self) -> Tensor:
        """The expected value of ``-log_prob``."""
        raise self._absent("entropy")

    def perplexity(self) -> Tensor:
        """exp(entropy): as uncertain as a choice among so many."""
        return self.entropy().exp()

    def enumerate_support(self, expand: bool = True) -> Tensor:
        """All values that a draw can have, along a first dimension."""
        raise self._absent("enumerate_support")

    def _absent(self, what: str) -> NotImplementedError:
        return NotImplementedError(f"{type(self).__name__} does not have {what}")

    def _extended_shape(self, sample_shape: Iterable[int] = ()) -> Size:
        """The shape of draws."""
        return Size((*sample_shape, *self._batch_shape, *self._event_shape))

    def _validate_sample(self, value: Tensor) -> None:
        """Refuse what cannot be a draw."""
        if not self._validate_args:
            return
        if not isinstance(value, Tensor):
            raise ValueError(f"The value argument to log_prob must be a Tensor, not {type(value).__name__}")
        shape, expected = tuple(value.shape), (*self._batch_shape, *self._event_shape)
        if shape[len(shape) - len(self._event_shape) :] != tuple(self._event_shape):
            raise ValueError(f"The right-most size of value must match event_shape: {shape} vs {tuple(self._event_shape)}")
        for n, m in zip(reversed(shape), reversed(expected), strict=False):
            if n != m and 1 not in (n, m):
                raise ValueError(f"Value is not broadcastable with batch_shape+event_shape: {shape} vs {expected}")
        if self.support is not None and not self.support.check(value).all():
            raise ValueError(
                f"Expected value argument ({type(value).__name__} of shape {shape}) to be within the support ({self.support!r}) of the "
                f"distribution {self!r}, but found invalid values:\n{value}"
            )

    def __repr__(self) -> str:
        given = {name: self.__dict__[name] for name in self.arg_constraints if name in self.__dict__}
        return f"{type(self).__name__}({', '.join(f'{name}: {t if t.numel() == 1 else t.size()}' for name, t in given.items())})"


def broadcast_all(*values: Any) -> Any:
    """Parameters as tensors of one shape; numbers become tensors of the type of the first tensor."""
    if not all(isinstance(v, (Tensor, int, float)) for v in values):
        raise ValueError(f"parameters must be Tensors or numbers, not {', '.join(type(v).__name__ for v in values)}")
    dtype = next((v.dtype for v in values if isinstance(v, Tensor)), autograd.get_default_dtype())
    return autograd.broadcast_tensors(*[v if isinstance(v, Tensor) else autograd.tensor(v, dtype=dtype) for v in values])


def derived(function: Callable[[Any], Tensor]) -> Any:
    """A parameter that is computed from another when it is first asked for, with its graph even if that is under no_grad."""
    return cached_property(enable_grad()(function))


def one_of(probs: Any, logits: Any) -> None:
    """Refuse both, and neither."""
    if (probs is None) == (logits is None):
        raise ValueError("Either `probs` or `logits` must be specified, but not both.")


def sum_rightmost(value: Tensor, dims: int) -> Tensor:
    """The sum over the last ``dims`` dimensions."""
    return value.reshape(*value.shape[: value.ndim - dims], -1).sum(-1) if dims else value


def clamped(probs: Tensor) -> Tensor:
    """Probabilities whose logarithms are finite."""
    eps = autograd.finfo(probs.dtype).eps
    return probs.clamp(eps, 1 - eps)


def of(inner: str, *names: str) -> list[Any]:
    """What is asked of the distribution that one is made of: properties that are read there."""

    def read(name: str) -> Any:
        return property(lambda self: getattr(getattr(self, inner), name), doc=f"That of the distribution `{inner}`.")

    return [read(name) for name in names]
