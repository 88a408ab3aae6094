"""Sums, products, quotients, powers, and values written into a tensor."""

from __future__ import annotations

from typing import Any

import autograd

from . import Sample, normal, positive


def reflected(x: Any) -> Any:
    return 2 - 3 / x


def reflected_by_name(x: Any, y: Any) -> Any:
    return x.__rsub__(y) * x.__rtruediv__(y)


def copied(x: Any, value: Any) -> Any:
    return (x * 2).copy_(value * value)


def filled(x: Any, value: Any) -> Any:
    y = x * 2
    y[0].fill_(value * value)
    return y * y


def in_place_chain(x: Any, y: Any) -> Any:
    z = x * 1
    z += y
    z *= y
    z /= y * y
    z -= x
    z **= 2
    return z


SAMPLES = [
    Sample(autograd.add, normal(2, 3), normal(3, seed=1), alpha=-0.5),
    Sample(autograd.add, normal(2, 1), normal(3, seed=1), name="broadcast both ways"),
    Sample(autograd.sub, normal(2, 3), normal(3, seed=1), alpha=2),
    Sample(autograd.sub, normal(3), normal(2, 1, seed=1), name="broadcast both ways"),
    Sample(autograd.rsub, normal(3), 2.0),
    Sample(autograd.mul, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.mul, normal(), normal(seed=1), name="0-dim"),
    Sample(autograd.div, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.div, normal(2, 3), positive(3, seed=1), name="floor", rounding_mode="floor"),
    Sample(autograd.div, normal(2, 3), positive(3, seed=1), name="trunc", rounding_mode="trunc"),
    Sample(autograd.remainder, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.fmod, normal(2, 3), normal(3, seed=1)),
    Sample(reflected, normal(3)),
    Sample(reflected_by_name, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.neg, normal(3)),
    Sample(autograd.pow, normal(3), 2, name="square"),
    Sample(autograd.pow, normal(3), 3, name="cube"),
    Sample(autograd.pow, normal(3), -2, name="inverse square"),
    Sample(autograd.pow, normal(3), 7, name="seventh"),
    Sample(autograd.pow, positive(3), 0.5, name="root"),
    Sample(autograd.pow, positive(3), -0.5, name="inverse root"),
    Sample(autograd.pow, positive(3), 2.3, name="broken"),
    Sample(autograd.pow, normal(3), 0, name="zeroth"),
    Sample(autograd.pow, positive(2, 3), normal(3, seed=1), name="of tensors"),
    Sample(autograd.pow, 2.0, normal(3), name="of a number"),
    Sample(autograd.square, normal(3)),
    Sample(autograd.addcmul, normal(2, 3), normal(3, seed=1), normal(2, 1, seed=2), value=0.3),
    Sample(autograd.addcdiv, normal(2, 3), normal(3, seed=1), normal(2, 1, seed=2), value=0.3),
    Sample(autograd.lerp, normal(2, 3), normal(3, seed=1), 0.7),
    Sample(autograd.lerp, normal(2, 3), normal(3, seed=1), positive(2, 1), name="tensor weight"),
    Sample(copied, normal(2, 3), normal(3, seed=1)),
    Sample(filled, normal(2, 3), normal()),
    Sample(in_place_chain, normal(2, 3), normal(3, seed=1)),
]
