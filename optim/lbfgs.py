"""L-BFGS: steps along the gradient, bent by an estimate of the curvature from the last steps."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from autograd import enable_grad
from autograd.core.tensor import wrap

from .optimizer import Array, Optimizer

__all__ = ["LBFGS"]


class LBFGS(Optimizer):
    """Limited-memory BFGS, for smooth problems and whole batches.  Nocedal & Wright, Numerical Optimization, algorithms 7.4 and 3.5.

    ``step`` needs a closure that clears the gradients, computes the loss, calls backward and returns the loss; one step evaluates it up to
    ``max_eval`` times. ``line_search_fn`` is None (steps of length lr) or "strong_wolfe".

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.LBFGS([w])
    >>> def closure():
    ...     optimizer.zero_grad()
    ...     loss = ((w - 2) ** 2).sum()
    ...     loss.backward()
    ...     return loss
    >>> _ = optimizer.step(closure)
    >>> w.detach().round(decimals=4)
    tensor([2.])
    """

    def __init__(
        self,
        params: Any,
        lr: float = 1,
        max_iter: int = 20,
        max_eval: int | None = None,
        tolerance_grad: float = 1e-7,
        tolerance_change: float = 1e-9,
        history_size: int = 100,
        line_search_fn: str | None = None,
    ) -> None:
        max_eval = max_iter * 5 // 4 if max_eval is None else max_eval
        settings = dict(lr=lr, max_iter=max_iter, max_eval=max_eval, tolerance_grad=tolerance_grad, tolerance_change=tolerance_change)
        super().__init__(params, {**settings, "history_size": history_size, "line_search_fn": line_search_fn})
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")

    @property
    def _params(self) -> list[Any]:
        return self.param_groups[0]["params"]

    def _gradient_vector(self) -> Array:
        """All gradients as one vector."""
        return np.concatenate([(np.zeros(p.array.size, p.array.dtype) if p._grad is None else p._grad.array.ravel()) for p in self._params])

    def _vector(self) -> Array:
        return np.concatenate([p.array.ravel() for p in self._params])

    def _set(self, vector: Array) -> None:
        """Write a vector into the parameters."""
        start = 0
        for p in self._params:
            p.array[...] = vector[start : start + p.array.size].reshape(p.array.shape)
            p._bump_version()
            start += p.array.size

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Up to ``max_iter`` iterations; the loss before the first."""
        if closure is None:
            raise TypeError("LBFGS.step: a closure that computes the loss and its gradients is needed")
        group = self.param_groups[0]
        search, lr, enough = group["line_search_fn"], float(group["lr"]), group["tolerance_change"]
        if search not in (None, "strong_wolfe"):
            raise RuntimeError("only 'strong_wolfe' is supported")

        def evaluate() -> Any:
            with enable_grad():
                return closure()

        first_loss = evaluate()
        loss, g = float(first_loss), self._gradient_vector()
        state = self.state[self._params[0]]
        state["func_evals"] = state.get("func_evals", 0) + 1
        state.setdefault("n_iter", 0)
        if _largest(g) <= group["tolerance_grad"]:
            return first_loss
        d: Any = state.get("d")
        t: Any = state.get("t")
        steps, changes, rho = state.get("old_stps", []), state.get("old_dirs", []), state.get("ro", [])
        scale, last_g, last_loss = state.get("H_diag", 1.0), state.get("prev_flat_grad"), state.get("prev_loss")
        d, last_g = (a if a is None else a.array for a in (d, last_g))
        steps, changes = [a.array for a in steps], [a.array for a in changes]
        evaluations = 1
        for iteration in range(1, group["max_iter"] + 1):
            state["n_iter"] += 1
            if state["n_iter"] == 1:
                d, scale = -g, 1.0
            else:
                y, s = g - last_g, d * t
                ys = float(y @ s)
                if ys > 1e-10:
                    if len(steps) == group["history_size"]:
                        steps, changes, rho = steps[1:], changes[1:], rho[1:]
                    steps, changes, rho = [*steps, s], [*changes, y], [*rho, 1 / ys]
                    scale = ys / float(y @ y)
                d = _direction(g, steps, changes, rho, scale)
            last_g, last_loss = g, loss
            t = min(1.0, 1.0 / float(np.abs(g).sum())) * lr if state["n_iter"] == 1 else lr
            slope = float(g @ d)
            if slope > -enough:
                break
            used = 0
            if search is not None:
                start = self._vector()

                def along(length: float, start: Array = start, d: Any = d) -> Point:
                    """What is found this far along the direction."""
                    self._set(start + length * d)
                    loss, g = float(evaluate()), self._gradient_vector()
                    return Point(length, loss, g, float(g @ d))

                most = group["max_eval"] - evaluations
                (t, loss, g, _), used = _strong_wolfe(along, t, Point(0.0, loss, g, slope), _largest(d), most)
                self._set(start + t * d)
            else:
                self._set(self._vector() + t * d)
                if iteration != group["max_iter"]:  # a last evaluation would serve no further iteration
                    loss, g = float(evaluate()), self._gradient_vector()
                    used = 1
            evaluations += used
            state["func_evals"] += used
            if evaluations >= group["max_eval"] or _largest(g) <= group["tolerance_grad"]:
                break
            if _largest(d * t) <= enough or abs(loss - last_loss) < enough:
                break
        state.update(d=wrap(d), t=t, old_stps=[wrap(a) for a in steps], old_dirs=[wrap(a) for a in changes], ro=rho, H_diag=scale)
        state.update(prev_flat_grad=wrap(last_g), prev_loss=last_loss)
        return first_loss


def _largest(vector: Array) -> float:
    return float(np.abs(vector).max())


def _direction(g: Array, steps: list[Array], changes: list[Array], rho: list[float], scale: float) -> Array:
    """-H g by the two-loop recursion (Nocedal & Wright, algorithm 7.4), H starting as scale times the identity."""
    q = -g
    weights = []
    for s, y, r in zip(reversed(steps), reversed(changes), reversed(rho), strict=True):
        weights.append(float(s @ q) * r)
        q = q - weights[-1] * y
    q = q * scale
    for s, y, r, a in zip(steps, changes, rho, reversed(weights), strict=True):
        q = q + s * (a - float(y @ q) * r)
    return q


def _cubic_minimum(a: Point, b: Point, bounds: tuple[float, float]) -> float:
    """Where the cubic through two points with these losses and slopes is least, within bounds (Nocedal & Wright, equation 3.59)."""
    a, b = (a, b) if a.t <= b.t else (b, a)
    d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.t - b.t)
    square = d1 * d1 - a.slope * b.slope
    if not square >= 0:
        return sum(bounds) / 2
    d2 = sqrt(square)
    t = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
    return min(max(t, bounds[0]), bounds[1])


class Point(NamedTuple):
    """A place on the line: its distance, the loss there, the gradient, and the slope along the line."""

    t: float
    loss: float
    g: Array
    slope: float


def _strong_wolfe(along: Callable[[float], Point], t: float, start: Point, size: float, most: int) -> tuple[Point, int]:
    """A point with loss ≤ loss₀ + c₁·t·slope₀ and |slope| ≤ c₂·|slope₀|, and how often the loss was evaluated, about ``most`` times at most.

    Nocedal & Wright, algorithm 3.5, finds an interval that holds such points, and 3.6 (zoom) shrinks it. ``size`` is that of the direction.
    """
    c1, c2, narrowest = 1e-4, 0.9, 1e-9

    def too_high(point: Point) -> bool:
        return point.loss > start.loss + c1 * point.t * start.slope

    def flat(point: Point) -> bool:
        return abs(point.slope) <= -c2 * start.slope

    before, point = start, along(t)
    for tries in range(most):
        if too_high(point) or (tries > 1 and point.loss >= before.loss):
            break
        if flat(point):
            return point, tries + 1
        if point.slope >= 0:
            break
        further = (point.t + 0.01 * (point.t - before.t), point.t * 10)
        before, point = point, along(_cubic_minimum(before, point, further))
    else:
        before, tries = start, most
    ends = [before, point]
    low = 0 if ends[0].loss <= ends[1].loss else 1
    used, stalled = tries + 1, False
    while tries < most and abs(ends[1].t - ends[0].t) * size >= narrowest:
        left, right = min(e.t for e in ends), max(e.t for e in ends)
        t = _cubic_minimum(ends[0], ends[1], (left, right))
        margin = 0.1 * (right - left)
        near = min(right - t, t - left) < margin  # too near an end to shrink the interval by much
        if near and (stalled or t >= right or t <= left):
            t = right - margin if abs(t - right) < abs(t - left) else left + margin
            near = False
        stalled = near
        point = along(t)
        used, tries = used + 1, tries + 1
        if too_high(point) or point.loss >= ends[low].loss:
            ends[1 - low] = point
            low = 0 if ends[0].loss <= ends[1].loss else 1
            continue
        if point.slope * (ends[1 - low].t - ends[low].t) >= 0 and not flat(point):
            ends[1 - low] = ends[low]
        ends[low] = point
        if flat(point):
            break
    return ends[low], used
