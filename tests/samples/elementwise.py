"""Functions of one number applied to each element, a few of two, and the error and gamma functions."""

from __future__ import annotations

import autograd
from autograd.ops.special import erfcx

from . import Sample, normal, positive

small = positive(2, 3, low=-0.9, high=0.9)  # inside (-1, 1)

SAMPLES = [
    Sample(autograd.exp, normal(2, 3)),
    Sample(autograd.exp2, normal(2, 3)),
    Sample(autograd.expm1, normal(2, 3)),
    Sample(autograd.log, positive(2, 3)),
    Sample(autograd.log2, positive(2, 3)),
    Sample(autograd.log10, positive(2, 3)),
    Sample(autograd.log1p, positive(2, 3)),
    Sample(autograd.sqrt, positive(2, 3)),
    Sample(autograd.rsqrt, positive(2, 3)),
    Sample(autograd.reciprocal, normal(2, 3)),
    Sample(autograd.sigmoid, normal(2, 3)),
    Sample(autograd.logit, positive(2, 3, high=0.9)),
    Sample(autograd.logit, positive(2, 3, high=0.9), eps=0.4, name="limited"),
    Sample(autograd.sin, normal(2, 3)),
    Sample(autograd.cos, normal(2, 3)),
    Sample(autograd.tan, small),
    Sample(autograd.asin, small),
    Sample(autograd.acos, small),
    Sample(autograd.atan, normal(2, 3)),
    Sample(autograd.sinh, normal(2, 3)),
    Sample(autograd.cosh, normal(2, 3)),
    Sample(autograd.tanh, normal(2, 3)),
    Sample(autograd.asinh, normal(2, 3)),
    Sample(autograd.acosh, positive(2, 3, low=1.2, high=3)),
    Sample(autograd.atanh, small),
    Sample(autograd.deg2rad, normal(2, 3)),
    Sample(autograd.rad2deg, normal(2, 3)),
    Sample(autograd.sinc, normal(2, 3)),
    Sample(autograd.abs, normal(2, 3)),
    Sample(autograd.sign, normal(2, 3)),
    Sample(autograd.sgn, normal(2, 3)),
    Sample(autograd.angle, normal(2, 3)),
    Sample(autograd.floor, normal(2, 3)),
    Sample(autograd.ceil, normal(2, 3)),
    Sample(autograd.trunc, normal(2, 3)),
    Sample(autograd.frac, normal(2, 3)),
    Sample(autograd.round, normal(2, 3), decimals=1),
    Sample(autograd.nan_to_num, normal(2, 3), nan=1.0),
    Sample(autograd.atan2, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.hypot, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.logaddexp, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.logaddexp2, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.copysign, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.ldexp, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.xlogy, normal(2, 3), positive(3, seed=1)),
    Sample(autograd.xlogy, normal(), 2.0, name="of two numbers"),
    Sample(autograd.nextafter, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.erf, normal(2, 3)),
    Sample(autograd.erfc, normal(2, 3)),
    Sample(erfcx, normal(2, 3)),
    Sample(autograd.special.entr, positive(2, 3)),
    Sample(autograd.erfinv, small),
    Sample(autograd.lgamma, normal(2, 3)),
    Sample(autograd.digamma, normal(2, 3)),
    Sample(autograd.polygamma, 1, normal(2, 3)),
]
