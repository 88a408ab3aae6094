"""Optimizers that scale the step of each parameter by the gradients that it has seen: RMSprop, Adagrad, Adadelta, and Adam's variants."""

from __future__ import annotations

from math import sqrt
from typing import Any, ClassVar

import numpy as np

from autograd.core.tensor import wrap
from autograd.machine.blas import axpby

from .optimizer import Array, Group, Optimizer, State, advance_step, first_step

__all__ = ["ASGD", "Adadelta", "Adafactor", "Adagrad", "Adamax", "NAdam", "RAdam", "RMSprop", "Rprop"]


class RMSprop(Optimizer):
    """p = p - lr * g / (√v + eps), with a moving average v of g².  Hinton 2012, lecture 6e.

    ``centered`` takes the variance for v (Graves 2013); ``momentum`` gathers the steps.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.RMSprop([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.])
    """

    settings: ClassVar = dict(
        lr=1e-2,
        alpha=0.99,
        eps=1e-8,
        weight_decay=0,
        momentum=0,
        centered=False,
        capturable=False,
        foreach=None,
        maximize=False,
        differentiable=False,
    )
    order = "lr momentum alpha eps centered weight_decay capturable foreach maximize differentiable"

    def begin(self, p: Array, group: Group) -> State:
        """v, and where they are wanted the gathered steps and the mean gradient."""
        state = {"step": first_step(), "square_avg": np.zeros_like(p)}
        if group["momentum"] > 0:
            state["momentum_buffer"] = np.zeros_like(p)
        if group["centered"]:
            state["grad_avg"] = np.zeros_like(p)
        return state

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        advance_step(state)
        v, alpha, lr, s = state["square_avg"].array, group["alpha"], float(group["lr"]), self.scratch(p)
        axpby(1 - alpha, np.multiply(g, g, out=s), alpha, v)
        if group["centered"]:
            mean = state["grad_avg"].array
            axpby(1 - alpha, g, alpha, mean)
            v = np.subtract(v, np.multiply(mean, mean, out=s), out=s)
        np.sqrt(v, out=s)
        s += group["eps"]
        np.divide(g, s, out=s)
        if group["momentum"] > 0:
            gathered = state["momentum_buffer"].array
            axpby(1, s, group["momentum"], gathered)
            s = gathered
        axpby(-lr, s, 1, p)


class Adagrad(Optimizer):
    """p = p - lr / (1 + (t - 1) * lr_decay) * g / (√Σg² + eps).  Duchi et al. 2011.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.Adagrad([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.9000])
    """

    settings: ClassVar = dict(lr=1e-2, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None)
    keyword_settings: ClassVar = dict(maximize=False, differentiable=False, fused=None)
    order = "lr lr_decay eps weight_decay initial_accumulator_value foreach maximize differentiable fused"

    def add_param_group(self, param_group: Group) -> None:
        """Add parameters with settings of their own; their state begins at once."""
        super().add_param_group(param_group)
        group = self.param_groups[-1]
        for p in group["params"]:
            self.state[p] = {k: wrap(v) for k, v in self.begin(p.array, group).items()}

    def begin(self, p: Array, group: Group) -> State:
        """The sum of squares so far."""
        return {"step": first_step(), "sum": np.full_like(p, group["initial_accumulator_value"])}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        t = advance_step(state)
        total, s = state["sum"].array, self.scratch(p)
        total += np.multiply(g, g, out=s)
        np.sqrt(total, out=s)
        s += group["eps"]
        np.divide(g, s, out=s)
        axpby(-float(group["lr"]) / (1 + (t - 1) * group["lr_decay"]), s, 1, p)


class Adadelta(Optimizer):
    """p = p - lr * d, d = √(u + eps) / √(v + eps) * g, with moving averages v of g² and u of d².  Zeiler 2012, algorithm 1.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.Adadelta([w], lr=1.0)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.9968])
    """

    settings: ClassVar = dict(lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, foreach=None)
    keyword_settings: ClassVar = dict(capturable=False, maximize=False, differentiable=False)
    order = "lr rho eps weight_decay maximize capturable foreach differentiable"

    def begin(self, p: Array, group: Group) -> State:
        """v and u."""
        return {"step": first_step(), "square_avg": np.zeros_like(p), "acc_delta": np.zeros_like(p)}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        advance_step(state)
        v, u, rho, eps = state["square_avg"].array, state["acc_delta"].array, group["rho"], group["eps"]
        d, s = self.scratch(p), self.scratch(p, 1)
        axpby(1 - rho, np.multiply(g, g, out=s), rho, v)
        np.divide(np.add(u, eps, out=d), np.add(v, eps, out=s), out=d)
        np.sqrt(d, out=d)
        d *= g
        axpby(1 - rho, np.multiply(d, d, out=s), rho, u)
        axpby(-float(group["lr"]), d, 1, p)


class Adamax(Optimizer):
    """p = p - lr / (1 - β₁ᵗ) * m / u, with a moving average m of g, and u = max(β₂ * u, |g| + eps).  Kingma & Ba 2014, algorithm 2.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.Adamax([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.9000])
    """

    settings: ClassVar = dict(lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, foreach=None)
    keyword_settings: ClassVar = dict(maximize=False, differentiable=False, capturable=False)

    def begin(self, p: Array, group: Group) -> State:
        """m and u."""
        return {"step": first_step(), "exp_avg": np.zeros_like(p), "exp_inf": np.zeros_like(p)}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        t = advance_step(state)
        beta1, beta2 = group["betas"]
        m, u, s = state["exp_avg"].array, state["exp_inf"].array, self.scratch(p)
        axpby(1 - beta1, g, beta1, m)
        np.abs(g, out=s)
        s += group["eps"]
        u *= beta2
        np.maximum(u, s, out=u)
        np.divide(m, u, out=s)
        axpby(-float(group["lr"]) / (1 - beta1**t), s, 1, p)


class NAdam(Optimizer):
    """Adam that looks ahead as Nesterov's momentum does.  Dozat 2016.

    p = p - lr * (μ' * m / (1 - Πμ * μ') + (1 - μ) * g / (1 - Πμ)) / (√v̂ + eps), μ = β₁ * (1 - 0.96^(t * momentum_decay) / 2), and μ' that of t + 1.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.NAdam([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.8944])
    """

    settings: ClassVar = dict(lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3, decoupled_weight_decay=False)
    keyword_settings: ClassVar = dict(foreach=None, maximize=False, capturable=False, differentiable=False)
    order = "lr betas eps weight_decay momentum_decay decoupled_weight_decay maximize foreach capturable differentiable"

    def begin(self, p: Array, group: Group) -> State:
        """m, v, and the product of all μ."""
        return {"step": first_step(), "mu_product": np.ones((), np.float32), "exp_avg": np.zeros_like(p), "exp_avg_sq": np.zeros_like(p)}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        t = advance_step(state)
        beta1, beta2 = group["betas"]
        lr, decay = float(group["lr"]), group["momentum_decay"]
        m, v, product = state["exp_avg"].array, state["exp_avg_sq"].array, state["mu_product"].array
        s, step = self.scratch(p), self.scratch(p, 1)
        mu, next_mu = (beta1 * (1 - 0.5 * 0.96 ** (k * decay)) for k in (t, t + 1))
        product *= mu
        axpby(1 - beta1, g, beta1, m)
        axpby(1 - beta2, np.multiply(g, g, out=s), beta2, v)
        root = sqrt(1 - beta2**t)
        np.sqrt(v, out=s)
        s += group["eps"] * root
        axpby(-lr * root * (1 - mu) / (1 - float(product)), np.divide(g, s, out=step), 1, p)
        axpby(-lr * root * next_mu / (1 - float(product) * next_mu), np.divide(m, s, out=step), 1, p)


class RAdam(Optimizer):
    """Adam whose step is scaled by r while the variance of v̂ is still uncertain, and that is plain momentum at the very start.

    ρ∞ = 2 / (1 - β₂) - 1, ρ = ρ∞ - 2t β₂ᵗ / (1 - β₂ᵗ), r = √((ρ - 4)(ρ - 2)ρ∞ / ((ρ∞ - 4)(ρ∞ - 2)ρ)) if ρ > 5.  Liu et al. 2019, algorithm 2.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.RAdam([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.4000])
    """

    settings: ClassVar = dict(lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, decoupled_weight_decay=False)
    keyword_settings: ClassVar = dict(foreach=None, maximize=False, capturable=False, differentiable=False)
    order = "lr betas eps weight_decay maximize foreach capturable decoupled_weight_decay differentiable"

    def begin(self, p: Array, group: Group) -> State:
        """m and v."""
        return {"step": first_step(), "exp_avg": np.zeros_like(p), "exp_avg_sq": np.zeros_like(p)}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        t = advance_step(state)
        beta1, beta2 = group["betas"]
        m, v, s = state["exp_avg"].array, state["exp_avg_sq"].array, self.scratch(p)
        axpby(1 - beta1, g, beta1, m)
        axpby(1 - beta2, np.multiply(g, g, out=s), beta2, v)
        step = float(group["lr"]) / (1 - beta1**t)
        longest = 2 / (1 - beta2) - 1
        length = longest - 2 * t * beta2**t / (1 - beta2**t)
        if length > 5:
            rectified = sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
            np.sqrt(v, out=s)
            s += group["eps"]
            axpby(-step * sqrt(1 - beta2**t) * rectified, np.divide(m, s, out=s), 1, p)
        else:
            axpby(-step, m, 1, p)


class Rprop(Optimizer):
    """p = p - s * sign(g), with a step s of its own for each number: longer while the sign of its gradient stays, shorter when it turns.

    Riedmiller & Braun 1993. A number whose gradient has turned waits for one step. ``etas``: the factors; ``step_sizes``: the limits.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.Rprop([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.9000])
    """

    settings: ClassVar = dict(lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50))
    keyword_settings: ClassVar = dict(capturable=False, foreach=None, maximize=False, differentiable=False)
    order = "lr etas step_sizes foreach maximize differentiable capturable"

    def _check(self, settings: dict[str, Any]) -> None:
        super()._check(settings)
        smaller, larger = settings["etas"]
        if not 0 < smaller < 1 < larger:
            raise ValueError(f"Invalid eta values: {smaller}, {larger}")

    def _gradient(self, p: Array, g: Array, group: Group) -> Array:
        return -g if group["maximize"] else g

    def begin(self, p: Array, group: Group) -> State:
        """The last gradient and the lengths of the steps."""
        return {"step": first_step(), "prev": np.zeros_like(p), "step_size": np.full_like(p, float(group["lr"]))}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        advance_step(state)
        last, size, (smaller, larger) = state["prev"].array, state["step_size"].array, group["etas"]
        turned = np.sign(g * last)
        size *= np.where(turned > 0, larger, np.where(turned < 0, smaller, 1)).astype(p.dtype)
        np.clip(size, *group["step_sizes"], out=size)
        last[...] = np.where(turned < 0, 0, g)
        p -= np.where(np.isnan(last), 0, np.sign(last)) * size  # a number whose gradient is nan stays, as in PyTorch


class ASGD(Optimizer):
    """p = p - eta * (g + lambd * p) with a falling eta, and in ``state[p]["ax"]`` the average of p since step ``t0``.  Polyak & Juditsky 1992.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.ASGD([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.4000])
    """

    settings: ClassVar = dict(lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0, foreach=None, maximize=False, differentiable=False)
    keyword_settings: ClassVar = dict(capturable=False)

    def begin(self, p: Array, group: Group) -> State:
        """The average, the part of the next number in it, and the length of the step."""
        return {"step": first_step(), "eta": np.float32(group["lr"]).reshape(()), "mu": np.ones((), np.float32), "ax": np.zeros_like(p)}

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        step, lr, lambd = advance_step(state), float(group["lr"]), group["lambd"]
        eta, mu, average = state["eta"].array, state["mu"].array, state["ax"].array
        p *= 1 - lambd * float(eta)
        axpby(-float(eta), g, 1, p)
        average += (p - average) * mu.astype(p.dtype) if mu != 1 else p - average
        eta[...] = lr / (1 + lambd * lr * step) ** group["alpha"]
        mu[...] = 1 / max(1, step - group["t0"])


class Adafactor(Optimizer):
    """p = p - step * u, with u = g / √v scaled down to a root mean square of at most ``d``; of a matrix v keeps its rows' and columns' means only.

    Shazeer & Stern 2018, algorithm 4. The step is relative to the parameter's own root mean square; ``eps``: the least of v, and of the latter.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.Adafactor([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.5000])
    """

    settings: ClassVar = dict(lr=1e-2, beta2_decay=-0.8, eps=(None, 1e-3), d=1.0, weight_decay=0.0)
    keyword_settings: ClassVar = dict(foreach=None, maximize=False)

    def _gradient(self, p: Array, g: Array, group: Group) -> Array:
        return -g if group["maximize"] else g

    def _check(self, settings: dict[str, Any]) -> None:
        least, smallest = settings["eps"]
        super()._check({**settings, "eps": smallest})
        if least is not None and not least >= 0:
            raise ValueError(f"epsilon1 should be >= 0 but is: {least}")
        if not settings["d"] >= 1:
            raise ValueError(f"Clipping threshold d should be >= 1 but is: {settings['d']}")
        if not settings["beta2_decay"] <= 0:
            raise ValueError(f"beta2_decay should be <= 0 but is: {settings['beta2_decay']}")

    def begin(self, p: Array, group: Group) -> State:
        """The means of g² for rows and columns, or of each number."""
        if p.ndim < 2:
            return {"step": first_step(), "variance": np.zeros_like(p)}
        rows, columns = (*p.shape[:-1], 1), (*p.shape[:-2], 1, p.shape[-1])
        return {"step": first_step(), "row_var": np.zeros(rows, p.dtype), "col_var": np.zeros(columns, p.dtype)}

    def _update_half(self, p: Array, g: Array, state: State, group: Group, kept: float) -> None:
        least, smallest = group["eps"]
        super()._update_half(p, g, state, {**group, "eps": (np.finfo(p.dtype).eps if least is None else least, smallest)}, kept)

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        step, lr = advance_step(state), float(group["lr"])
        least, smallest = group["eps"]
        least = np.finfo(p.dtype).eps if least is None else least
        new = step ** group["beta2_decay"]
        length = max(smallest, _root_mean_square(p)) * min(lr, 1 / sqrt(step))
        if group["weight_decay"] != 0:
            p *= 1 - lr * group["weight_decay"]
        square = g * g
        if p.ndim < 2:
            v = state["variance"].array
            axpby(new, square, 1 - new, v)
        else:
            rows, columns = state["row_var"].array, state["col_var"].array
            rows += new * (square.mean(-1, keepdims=True) - rows)
            columns += new * (square.mean(-2, keepdims=True) - columns)
            v = rows @ columns / np.maximum(rows.mean(-2, keepdims=True), least)
        step_of_each = g / np.sqrt(np.maximum(v, least * least))
        p -= step_of_each * (length / max(1.0, _root_mean_square(step_of_each) / group["d"]))


def _root_mean_square(x: Array) -> float:
    return float(np.sqrt(np.mean(x * x)))
