"""Optimizers by Keras's names, arguments and defaults, on those of ``optim``.

They are made before there is a model, so each holds its settings until `build` gives it the weights. Where Keras places epsilon elsewhere
than PyTorch, or scales the momentum otherwise, a few lines here do as Keras does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd.machine.blas import axpby

from . import schedules
from .lookup import look_up, table_of

if TYPE_CHECKING:  # type checkers know the folder by its short name
    import optim
    from optim.optimizer import Array, Group, State, advance_step, first_step
else:
    import autograd.optim as optim
    from autograd.optim.optimizer import Array, Group, State, advance_step, first_step

__all__ = ["SGD", "Adadelta", "Adagrad", "Adam", "AdamW", "Adamax", "Nadam", "Optimizer", "RMSprop", "get", "schedules"]


class Optimizer:
    """What all optimizers share: the learning rate, which may be a function of the step, clipping, and weight decay.

    ``clipvalue`` bounds each element of a gradient, ``clipnorm`` the norm of each gradient, ``global_clipnorm`` that of all together.
    ``weight_decay`` shrinks the weights by learning_rate · weight_decay before each step.
    """

    rule: type[optim.Optimizer]

    def __init__(
        self,
        learning_rate: float | Callable[[int], float],
        settings: dict[str, Any],
        *,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
        name: str | None = None,
    ) -> None:
        if sum(c is not None for c in (clipnorm, clipvalue, global_clipnorm)) > 1:
            raise ValueError("Only one of clipnorm, clipvalue and global_clipnorm can be set")
        self.name = name or type(self).__name__.lower()
        self.clipnorm, self.clipvalue, self.global_clipnorm, self.weight_decay = clipnorm, clipvalue, global_clipnorm, weight_decay
        self.iterations = 0
        self._rate, self._settings = learning_rate, settings
        self._optimizer: optim.Optimizer | None = None

    @property
    def learning_rate(self) -> float:
        """The learning rate of the next step; it can be set at any time."""
        return float(self._rate(self.iterations) if callable(self._rate) else self._rate)

    @learning_rate.setter
    def learning_rate(self, value: float | Callable[[int], float]) -> None:
        self._rate = value

    lr = learning_rate

    def build(self, weights: Sequence[Any]) -> None:
        """Take the weights that are to be learnt; called again with other weights, keep the state of those already known."""
        if self._optimizer is None:
            decay = {"weight_decay": self.weight_decay or 0, "decoupled_weight_decay": True}
            self._optimizer = self.rule([{"params": list(weights), **decay}], lr=self.learning_rate, **self._settings)
            return
        group = self._optimizer.param_groups[0]
        group["params"] += [w for w in weights if all(w is not known for known in group["params"])]

    def step(self) -> None:
        """Update the weights by their gradients."""
        if self._optimizer is None:
            raise RuntimeError(f"{type(self).__name__}: there are no weights to update yet: compile a model with it and fit")
        group = self._optimizer.param_groups[0]
        group["lr"] = self.learning_rate
        gradients = [p.grad.array for p in group["params"] if p.grad is not None]
        if self.clipvalue is not None:
            for g in gradients:
                np.clip(g, -self.clipvalue, self.clipvalue, out=g)
        if self.clipnorm is not None:
            for g in gradients:
                _shorten([g], self.clipnorm)
        if self.global_clipnorm is not None:
            _shorten(gradients, self.global_clipnorm)
        self._optimizer.step()
        self.iterations += 1

    def size(self) -> int:
        """How many numbers it keeps, once it has weights: its state, and as in Keras the learning rate and the number of steps."""
        if self._optimizer is None:
            return 0
        kept = {name: value for state in self._optimizer.state.values() for name, value in state.items() if name in ("mu_product",)}
        return 2 + len(kept) + sum(v.numel() for state in self._optimizer.state.values() for name, v in state.items() if name not in ("step", *kept))

    def zero_grad(self) -> None:
        """Forget the gradients."""
        if self._optimizer is not None:
            self._optimizer.zero_grad()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}(learning_rate={self.learning_rate})>"


def _shorten(gradients: list[Array], longest: float) -> None:
    norm = math.sqrt(sum(float((g * g).sum()) for g in gradients))
    if norm > longest:
        for g in gradients:
            g *= longest / norm


# ---------------------------------------------------------------------------------------------------------------- Keras's formulas


class _SGD(optim.Optimizer):
    """v = momentum * v - lr * g, p = p + v. A new learning rate leaves the velocity as it is; PyTorch's would scale it."""

    def __init__(self, params: Any, lr: float, momentum: float, nesterov: bool) -> None:
        super().__init__(params, dict(lr=lr, momentum=momentum, nesterov=nesterov, maximize=False))

    def begin(self, p: Array, group: Group) -> State:
        """The velocity."""
        return {"velocity": np.zeros_like(p)} if group["momentum"] else {}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        momentum, step = group["momentum"], np.multiply(g, group["lr"], out=self.scratch(p))
        if momentum:
            v = state["velocity"].array
            v *= momentum
            v -= step
            if not group["nesterov"]:
                p += v
                return
            p += np.multiply(v, momentum, out=self.scratch(p, 1))
        p -= step


@lru_cache(64)  # of all parameters in a step it is the same
def correction(beta: float, t: float, dtype: np.dtype[Any]) -> Any:
    """1 - βᵗ, rounded as Keras rounds it: to the precision of the parameter, of which few digits are left when β is near 1.

    The rest of a run depends on these digits: after an epoch of MNIST they are the third decimal of the loss.
    """
    return 1 - np.power(dtype.type(beta), dtype.type(t))


def approach(average: Array, beta: float, value: Array, scratch: Array) -> None:
    """average = average + (value - average) · (1 - beta), in place: a moving average, rounded as Keras rounds it. ``scratch`` may be ``value``."""
    np.subtract(value, average, out=scratch)
    scratch *= 1 - beta
    average += scratch


class _Adam(optim.Adam):
    """Adam with epsilon beside √v, not beside √v̂: Kingma & Ba 2014, the formulation before section 2.1."""

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        (beta1, beta2), t = group["betas"], advance_step(state)
        m, v, s = state["exp_avg"].array, state["exp_avg_sq"].array, self.scratch(p)
        approach(m, beta1, g, s)
        approach(v, beta2, np.multiply(g, g, out=s), s)
        if group["amsgrad"]:
            v = np.maximum(state["max_exp_avg_sq"].array, v, out=state["max_exp_avg_sq"].array)
        np.sqrt(v, out=s)
        s += group["eps"]
        step = np.multiply(
            m, p.dtype.type(group["lr"]) * np.sqrt(correction(beta2, t, p.dtype)) / correction(beta1, t, p.dtype), out=self.scratch(p, 1)
        )
        step /= s
        p -= step


class _Adamax(optim.Optimizer):
    """p = p - lr / (1 - β₁ᵗ) * m / (u + eps), u = max(β₂ * u, |g|): PyTorch has max(β₂ * u, |g| + eps)."""

    def __init__(self, params: Any, lr: float, betas: tuple[float, float], eps: float) -> None:
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, maximize=False))

    def begin(self, p: Array, group: Group) -> State:
        """m and u."""
        return {"step": first_step(), "exp_avg": np.zeros_like(p), "exp_inf": np.zeros_like(p)}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        (beta1, beta2), t = group["betas"], advance_step(state)
        m, u, s = state["exp_avg"].array, state["exp_inf"].array, self.scratch(p)
        approach(m, beta1, g, s)
        u *= beta2
        np.maximum(u, np.abs(g, out=s), out=u)
        np.divide(m, np.add(u, group["eps"], out=s), out=s)
        s *= group["lr"] / correction(beta1, t, p.dtype)
        p -= s


class _Nadam(optim.Optimizer):
    """Adam with momenta μₜ = β₁ (1 - 0.96ᵗ / 2), one step ahead: the numbers before the arrays are rounded as Keras rounds them."""

    def __init__(self, params: Any, lr: float, betas: tuple[float, float], eps: float) -> None:
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, maximize=False))

    def begin(self, p: Array, group: Group) -> State:
        """m and v, and the product of all momenta so far."""
        return {"step": first_step(), "mu_product": np.ones((), p.dtype), "exp_avg": np.zeros_like(p), "exp_avg_sq": np.zeros_like(p)}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        (beta1, beta2), t, number = group["betas"], advance_step(state), p.dtype.type
        m, v, s, product = state["exp_avg"].array, state["exp_avg_sq"].array, self.scratch(p), state["mu_product"].array
        mu, ahead = (number(beta1) * (1 - number(0.5) * np.power(number(0.96), number(k))) for k in (t, t + 1))
        product *= mu
        approach(m, beta1, g, s)
        approach(v, beta2, np.multiply(g, g, out=s), s)
        step = np.multiply(m, ahead / (1 - product * ahead) * number(group["lr"]), out=self.scratch(p, 1))
        step += np.multiply(g, (1 - mu) / (1 - product) * number(group["lr"]), out=s)
        np.sqrt(np.divide(v, correction(beta2, t, p.dtype), out=s), out=s)
        s += group["eps"]
        step /= s
        p -= step


class _Scaled(optim.Optimizer):
    """p = p - lr * g / √(v + eps), v the sum of g² (``rho=None``) or its moving average: PyTorch has √v + eps."""

    def __init__(
        self, params: Any, lr: float, eps: float, rho: float | None = None, momentum: float = 0, centered: bool = False, v: float = 0
    ) -> None:
        super().__init__(params, dict(lr=lr, eps=eps, rho=rho, momentum=momentum, centered=centered, v=v, maximize=False))

    def _check(self, settings: dict[str, Any]) -> None:
        super()._check({k: value for k, value in settings.items() if value is not None})

    def begin(self, p: Array, group: Group) -> State:
        """v, and where they are wanted the mean gradient and the velocity."""
        names = ["mean"] * group["centered"] + ["velocity"] * (group["momentum"] > 0)
        return {"v": np.full_like(p, group["v"]), **{name: np.zeros_like(p) for name in names}}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        v, rho, s = state["v"].array, group["rho"], self.scratch(p)
        np.multiply(g, g, out=s)
        if rho is None:
            v += s
        else:
            axpby(1 - rho, s, rho, v)
        if group["centered"]:
            mean = state["mean"].array
            axpby(1 - rho, g, rho, mean)
            v = np.subtract(v, np.multiply(mean, mean, out=s), out=s)
        np.sqrt(np.add(v, group["eps"], out=s), out=s)
        np.divide(g, s, out=s)
        s *= group["lr"]
        if group["momentum"] > 0:
            velocity = state["velocity"].array
            velocity *= group["momentum"]
            velocity += s
            s = velocity
        p -= s


# ---------------------------------------------------------------------------------------------------------------- by Keras's names


class SGD(Optimizer):
    """Stochastic gradient descent, with momentum if wanted."""

    rule = _SGD

    def __init__(self, learning_rate: Any = 0.01, momentum: float = 0.0, nesterov: bool = False, **options: Any) -> None:
        super().__init__(learning_rate, dict(momentum=momentum, nesterov=nesterov), **options)


class Adam(Optimizer):
    """Adam.  Kingma & Ba 2014."""

    rule = _Adam

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(learning_rate, dict(betas=(beta_1, beta_2), eps=epsilon, amsgrad=amsgrad), **options)


class AdamW(Adam):
    """Adam with weight decay.  Loshchilov & Hutter 2017."""

    def __init__(
        self,
        learning_rate: Any = 0.001,
        weight_decay: float = 0.004,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(learning_rate, beta_1, beta_2, epsilon, amsgrad, weight_decay=weight_decay, **options)


class Adamax(Optimizer):
    """Adam with the largest gradient in place of the mean square.  Kingma & Ba 2014, section 7."""

    rule = _Adamax

    def __init__(self, learning_rate: Any = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-7, **options: Any) -> None:
        super().__init__(learning_rate, dict(betas=(beta_1, beta_2), eps=epsilon), **options)


class Nadam(Optimizer):
    """Adam that looks ahead as Nesterov's momentum does.  Dozat 2016."""

    rule = _Nadam

    def __init__(self, learning_rate: Any = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-7, **options: Any) -> None:
        super().__init__(learning_rate, dict(betas=(beta_1, beta_2), eps=epsilon), **options)


class RMSprop(Optimizer):
    """Gradients divided by the root of their mean square.  Hinton 2012."""

    rule = _Scaled

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(learning_rate, dict(rho=rho, momentum=momentum, eps=epsilon, centered=centered), **options)


class Adagrad(Optimizer):
    """Gradients divided by the root of the sum of their squares.  Duchi et al. 2011."""

    rule = _Scaled

    def __init__(self, learning_rate: Any = 0.001, initial_accumulator_value: float = 0.1, epsilon: float = 1e-7, **options: Any) -> None:
        super().__init__(learning_rate, dict(v=initial_accumulator_value, eps=epsilon), **options)


class Adadelta(Optimizer):
    """Steps of the size of recent steps.  Zeiler 2012."""

    rule = optim.Adadelta

    def __init__(self, learning_rate: Any = 0.001, rho: float = 0.95, epsilon: float = 1e-7, **options: Any) -> None:
        super().__init__(learning_rate, dict(rho=rho, eps=epsilon), **options)


_TABLE = table_of([SGD, Adam, AdamW, Adamax, Nadam, RMSprop, Adagrad, Adadelta])


def get(optimizer: Any) -> Optimizer:
    """An optimizer by its name, with the default settings; an object is returned as it is."""
    if isinstance(optimizer, str):
        return look_up("optimizer", optimizer, _TABLE)()
    if isinstance(optimizer, type) and issubclass(optimizer, Optimizer):
        return optimizer()  # type: ignore[call-arg]
    if not isinstance(optimizer, Optimizer):
        hint = "one of optim works on parameters, this needs one of nn.keras.optimizers" if isinstance(optimizer, optim.Optimizer) else "give a name"
        raise ValueError(f"Could not interpret optimizer: {type(optimizer).__name__}: {hint}")
    return optimizer
