"""Every operation beside PyTorch: time and peak memory, forward and backward, from a thousand to ten million elements, with one thread.

    python benchmarks/operations.py --again             # all of it, an hour; writes operations.json
    python benchmarks/operations.py --stop-after 200    # the calls that operations.json has not yet, until 200 seconds are over
    python benchmarks/operations.py --only conv sort    # the calls that contain one of these words, anew, and writes them
    python benchmarks/operations.py --sizes 1000000     # other sizes
    python benchmarks/operations.py --missing           # the functions that both libraries have and that no call here names

Both libraries run in one process and take turns. The time is the processor's, not the clock's, so that a busy machine does not spoil it;
"times as long" is the median over the rounds of wgrad's time divided by PyTorch's. The memory is how far the process's resident set rises above
where it was, with the allocator's free pages handed back before (Linux with glibc). What takes more than `LIMIT` times as long, or as much, is
printed. What stays, and why, is in README.md. operations.json has all figures: for each call rows of the size, whether with the backward pass,
both times in microseconds, the ratio, and both rises of memory from a million elements on.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import inspect
import json
import math
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from machine import describe

import autograd
import autograd.pytorch.linalg
import nn.functional

SIZES = (10**3, 10**4, 10**5, 10**6, 10**7)
LIMIT = 3.0
ROUNDS = 5
SECONDS_PER_TURN = 0.004
LONGEST = 0.05  # seconds for a step, above which ten times as many elements are not tried
SMALLEST_MEMORY = 4.0  # MiB: a rise that is smaller says more about the allocator than about the operation

# ---------------------------------------------------------------------------------------------------------------- inputs


def _uniform(*shape: int, seed: int = 0, low: float = 0.1, high: float = 0.9) -> Any:
    return np.random.default_rng([seed, *shape]).uniform(low, high, shape).astype(np.float32)


def _integers(*shape: int, below: int, seed: int = 0) -> Any:
    return np.random.default_rng([seed, *shape]).integers(0, below, shape)


def _side(n: float, dimensions: int = 2) -> int:
    return max(2, round(n ** (1 / dimensions)))


def _definite(n: int) -> Any:
    a = _uniform(n, n)
    return a @ a.T / n + np.eye(n, dtype=np.float32)


INPUTS: dict[str, Callable[[int], Any]] = {  # what the calls below name, for n elements
    "x": lambda n: _uniform(n),
    "y": lambda n: _uniform(n, seed=1),
    "z": lambda n: _uniform(n, seed=2),
    "above_one": lambda n: _uniform(n, low=1.1, high=3.0),
    "signed": lambda n: _uniform(n, low=-3.0, high=3.0),
    "m": lambda n: _uniform(_side(n), _side(n)),
    "m2": lambda n: _uniform(_side(n), _side(n), seed=1),
    "signed_m": lambda n: _uniform(_side(n), _side(n), low=-3.0, high=3.0),
    "narrow_m": lambda n: _uniform(n // 10, 10),
    "row": lambda n: _uniform(_side(n)),
    "column": lambda n: _uniform(_side(n), 1),
    "vectors": lambda n: _uniform(n // 3, 3),
    "vectors2": lambda n: _uniform(n // 3, 3, seed=1),
    "points": lambda n: _uniform(_side(n), 64),
    "points2": lambda n: _uniform(_side(n), 64, seed=1),
    "table": lambda n: _uniform(max(4, n // 64), 64),
    "stack3": lambda n: _uniform(10, _side(n / 10), _side(n / 10)),
    "stack3b": lambda n: _uniform(10, _side(n / 10), _side(n / 10), seed=1),
    "regular": lambda n: _uniform(_side(n), _side(n)) + np.eye(_side(n), dtype=np.float32) * _side(n) / 2,
    "definite": lambda n: _definite(_side(n)),
    "factor": lambda n: np.linalg.cholesky(_definite(_side(n))),
    "half": lambda n: _uniform(n).astype(np.float16),
    "half_m": lambda n: _uniform(_side(n), _side(n)).astype(np.float16),
    "double": lambda n: _uniform(n).astype(np.float64),
    "mask": lambda n: _uniform(n, seed=3) < 0.5,
    "mask_m": lambda n: _uniform(_side(n), _side(n), seed=3) < 0.5,
    "i": lambda n: _integers(n, below=1000) + 1,
    "j": lambda n: _integers(n, below=1000, seed=1) + 1,
    "shift": lambda n: _integers(n, below=8),
    "few": lambda n: np.arange(0, 1000, 10),
    "wide_i": lambda n: _integers(n, below=1 << 40),
    "at": lambda n: _integers(n, below=n),
    "at_few": lambda n: _integers(n, below=100),
    "at_side": lambda n: _integers(_side(n), below=_side(n)),
    "at_m": lambda n: _integers(_side(n), _side(n), below=_side(n)),
    "permuted": lambda n: np.random.default_rng(0).permutation(n),
    "permuted_side": lambda n: np.random.default_rng(0).permutation(_side(n)),
    "at_table": lambda n: _integers(max(4, n // 64), below=max(4, n // 64)),
    "at_narrow": lambda n: _integers(n // 10, below=10),
    "sorted_row": lambda n: np.sort(_uniform(_side(n))),
    "signal": lambda n: _uniform(2, 8, max(8, n // 16)),
    "image": lambda n: _uniform(2, 8, max(6, _side(n / 16)), max(6, _side(n / 16))),
    "volume": lambda n: _uniform(2, 4, *[max(6, _side(n / 8, 3))] * 3),
    "kernel1": lambda n: _uniform(8, 8, 3),
    "kernel2": lambda n: _uniform(8, 8, 3, 3),
    "kernel3": lambda n: _uniform(4, 4, 3, 3, 3),
    "kernel_each": lambda n: _uniform(8, 1, 3, 3),
    "large_kernel": lambda n: _uniform(8, 8, 9, 9),
    "scale8": lambda n: _uniform(8),
    "shift8": lambda n: _uniform(8, seed=1),
    "mean8": lambda n: np.zeros(8, np.float32),
    "var8": lambda n: np.ones(8, np.float32),
    "theta": lambda n: np.tile(np.eye(2, 3, dtype=np.float32), (2, 1, 1)),
    "grid": lambda n: _uniform(2, max(6, _side(n / 16)), max(6, _side(n / 16)), 2, low=-0.9),
    "patches": lambda n: _uniform(2, 72, max(4, n // 144) // 4 * 4),
    "queries": lambda n: _uniform(1, 4, max(4, n // 128), 32),
    "keys": lambda n: _uniform(1, 4, max(4, n // 128), 32, seed=1),
    "targets": lambda n: _uniform(n // 10, 10, seed=4).round(),
    "signs": lambda n: np.sign(_uniform(n, low=-1, high=1)).astype(np.float32),
    "one_sign": lambda n: np.sign(_uniform(n // 10, low=-1, high=1)).astype(np.float32),
    "other_m": lambda n: _uniform(n // 10, 10, seed=5),
    "third_m": lambda n: _uniform(n // 10, 10, seed=6),
    "log_targets": lambda n: np.log(_uniform(n, seed=7)),
    "weights64": lambda n: _uniform(64, 64),
    "bias64": lambda n: _uniform(64),
    "bilinear": lambda n: _uniform(8, 10, 10),
    "steps": lambda n: np.log(_uniform(max(8, n // 200), 10, 20)),
    "labels": lambda n: _integers(10, 4, below=19) + 1,
    "step_counts": lambda n: np.full(10, max(8, n // 200)),
    "label_counts": lambda n: np.full(10, 4),
}
CONSTANT = {"mean8", "var8", "sorted_row", "targets", "signs", "one_sign", "log_targets"}  # floats that are data, not asked for gradients
FORWARD_ONLY = {"floor_divide(x, y)", "nextafter(x, y)"}  # which refuse inputs that require a gradient

# ---------------------------------------------------------------------------------------------------------------- calls


def _each(template: str, names: str) -> list[str]:
    return [template.format(name) for name in names.split()]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


CALLS: list[str] = [
    *_each(
        "{}(x)",
        "abs acos asin atan cos sin tan cosh sinh tanh asinh atanh ceil floor round trunc frac exp exp2 expm1 log log2 log10 log1p sqrt rsqrt "
        "square reciprocal neg sign sgn sigmoid erf erfc erfinv lgamma digamma logit nan_to_num deg2rad rad2deg positive sinc relu isnan "
        "isfinite isinf isneginf isposinf isreal signbit logical_not clone frexp fix negative absolute angle real",
    ),
    *_each("{}(above_one)", "acosh"),
    *_each(
        "{}(x, y)",
        "add sub mul div pow atan2 copysign fmod remainder floor_divide hypot maximum minimum fmax fmin logaddexp logaddexp2 xlogy "
        "float_power nextafter eq ne lt gt le ge isclose logical_and logical_or logical_xor dist heaviside rsub dot vdot allclose equal "
        "inner trapezoid cumulative_trapezoid ger true_divide",
    )[:-2],
    *_lines(
        """
        polygamma(1, x)
        mvlgamma(above_one, 2)
        ldexp(x, shift)
        x + 1
        x * 2
        1 / x
        x ** 2
        x ** 3
        x ** 0.5
        2 ** x
        x < 0.5
        x % 0.3
        m + row
        m * column
        m / row
        m.t() + m2
        double + double
        half + half
        half * half
        half_m.sum(0)
        exp(half)
        x.clone().add_(y)
        x.clone().mul_(2)
        x.clone().exp_()
        x.clone().clamp_(0.2, 0.5)
        x.clone().zero_()
        x.clone().fill_(3)
        addcmul(x, y, z)
        addcdiv(x, y, z)
        lerp(x, y, 0.3)
        lerp(x, y, z)
        clamp(x, 0.2, 0.5)
        clamp(x, y, z)
        clamp_min(x, 0.5)
        where(mask, x, y)
        where(mask, x, 0.0)
        i + j
        i * j
        i / j
        i // j
        i % j
        i.sum()
        i.float()
        i.float().long()
        x.double()
        x.half()
        half.float()
        mask.float()
        ~mask
        mask & mask
        bitwise_and(i, j)
        bitwise_or(i, j)
        bitwise_xor(i, j)
        bitwise_not(i)
        bitwise_left_shift(i, shift)
        bitwise_right_shift(i, shift)
        gcd(i, j)
        lcm(i, j)
        isin(i, few)
        """
    ),
    *[
        call
        for name in "sum mean prod amax amin nansum nanmean std var logsumexp norm".split()
        for call in (f"{name}(x{', 0' if name in ('logsumexp',) else ''})", f"{name}(m, dim=0)", f"{name}(m, dim=1)", f"{name}(narrow_m, dim=1)")
    ],
    *[call for name in "argmax argmin all any median nanmedian".split() for call in (f"{name}(x)", f"{name}(m, dim=0)", f"{name}(m, dim=1)")],
    *[call for name in "max min".split() for call in (f"{name}(x)", f"{name}(m, 0)", f"{name}(m, 1)")],
    *[
        call
        for name in "cumsum cumprod cummax cummin logcumsumexp".split()
        for call in (f"{name}(x, 0)", f"{name}(m, 0)", f"{name}(m, 1)", f"{name}(narrow_m, 1)")
    ],
    *_lines(
        """
        sum(stack3, dim=(0, 2))
        sum(m.t(), dim=0)
        norm(m, 1, dim=1)
        norm(m, 3, dim=1)
        norm(m, math.inf, dim=1)
        aminmax(x)
        var_mean(m, 1)
        std_mean(m, 1)
        count_nonzero(x)
        renorm(m, 2, 0, 1.0)
        softmax(m, 0)
        softmax(m, 1)
        softmax(narrow_m, 1)
        log_softmax(m, 0)
        log_softmax(m, 1)
        log_softmax(narrow_m, 1)
        diff(x)
        cov(m)
        corrcoef(m)
        cat([m, m2])
        cat([m, m2], 1)
        cat(split(x, 10))
        stack([x, y])
        stack([x, y], 1)
        stack(unbind(x[:20000]))
        stack(m.unbind(0))
        flip(x, (0,))
        flip(m, (0, 1))
        fliplr(m)
        flipud(m)
        roll(x, 7)
        roll(m, (3, 5), (0, 1))
        rot90(m)
        m.repeat(2, 2)
        tile(x, (3,))
        repeat_interleave(x, 3)
        repeat_interleave(m, 3, 0)
        m.t().contiguous()
        stack3.permute(2, 0, 1).contiguous()
        row.expand(m.shape).contiguous()
        broadcast_to(row, m.shape).clone()
        m.t().reshape(-1)
        m.flatten() * 1
        tril(m)
        triu(m, 1)
        diag(row)
        diagonal(m).clone()
        diag_embed(row)
        diagflat(row)
        trace(m)
        narrow(m, 0, 1, 2).clone()
        x[::2].clone()
        m[:, ::2].clone()
        x.unfold(0, 16, 4).clone()
        as_strided(x, (20, 20), (3, 1)).clone()
        meshgrid(row, row, indexing='ij')[0].clone()
        cartesian_prod(row, row)
        combinations(row, 2)
        block_diag(m, m2)
        kron(row, row)
        select_scatter(m, row, 0, 1)
        slice_scatter(m, m2[:2], 0, 0, 2)
        diagonal_scatter(m, row)
        x[at]
        x[at_few]
        m[at_side]
        m[:, at_side]
        m[at_side, at_side]
        x[mask]
        m[mask_m]
        table[at_table]
        gather(m, 0, at_m)
        gather(m, 1, at_m)
        take_along_dim(m, at_m, 1)
        take(m, at_few)
        take(x, at)
        scatter(m, 0, at_m, m2)
        scatter(m, 1, at_m, m2)
        scatter(m, 1, at_m, 1.0)
        scatter_add(m, 0, at_m, m2)
        scatter_add(m, 1, at_m, m2)
        scatter_add(x, 0, at, y)
        scatter_reduce(m, 1, at_m, m2, 'amax')
        scatter_reduce(m, 1, at_m, m2, 'prod')
        scatter_reduce(m, 1, at_m, m2, 'mean')
        scatter_reduce(m, 1, at_m, m2, 'sum')
        index_select(x, 0, at)
        index_select(m, 0, at_side)
        index_select(m, 1, at_side)
        index_add(x, 0, at, y)
        index_add(m, 0, at_side, m2)
        index_add(m, 1, at_side, m2)
        m.clone().index_add_(0, at_side[:1], m2[:1])
        m.clone().index_add_(0, at_side, m2)
        m.clone().scatter_add_(1, at_m, m2)
        index_copy(m, 0, permuted_side, m2)
        index_copy(m, 1, permuted_side, m2)
        index_fill(m, 0, at_side, 0.5)
        index_reduce(m, 0, at_side, m2, 'amax')
        index_reduce(m, 0, at_side, m2, 'prod')
        index_put(x, (at,), y)
        index_put(x, (at,), y, True)
        index_put(m, (at_side, at_side), row, True)
        put(x, at, y)
        put(x, at, y, True)
        masked_fill(x, mask, 0.0)
        masked_select(x, mask)
        masked_scatter(x, mask, y)
        nonzero(mask)
        nonzero(mask_m)
        argwhere(mask_m)
        where(mask)
        unravel_index(at, (len(at), 1))
        sort(x)
        sort(m, 0)
        sort(m, 1)
        sort(narrow_m, 1)
        sort(x, descending=True)
        sort(i)
        sort(wide_i)
        argsort(x)
        msort(m)
        topk(x, 5)
        topk(x, 500)
        topk(x, 5, largest=False)
        topk(m, 5)
        topk(m, 5, 0)
        topk(narrow_m, 3)
        topk(i, 5)
        kthvalue(x, 5)
        kthvalue(x, 500)
        kthvalue(m, 5)
        mode(i)
        mode(m, 1)
        quantile(x, 0.3)
        quantile(m, 0.3, 1)
        nanquantile(x, 0.3)
        unique(i)
        unique(x)
        unique(i, return_inverse=True)
        unique_consecutive(i)
        searchsorted(sorted_row, x)
        bucketize(x, sorted_row)
        bincount(i)
        bincount(i, x)
        histc(x, 100)
        histogram(x, 100)[0]
        m @ m2
        mv(m, row)
        m @ row
        row @ m
        stack3 @ stack3b
        stack3 @ row[:1].expand(stack3.size(2))
        bmm(stack3, stack3b)
        addmm(m, m2, m2)
        addmv(row, m, row)
        addr(m, row, row)
        outer(row, row)
        baddbmm(stack3, stack3b, stack3b)
        addbmm(stack3[0], stack3, stack3b)
        chain_matmul(m, m2)
        matmul(stack3, stack3b[0])
        einsum('ij,jk->ik', m, m2)
        einsum('ij,ij->i', m, m2)
        einsum('bij,bjk->bik', stack3, stack3b)
        einsum('ij->ji', m).clone()
        einsum('i,j->ij', row, row)
        tensordot(m, m2, 1)
        cross(vectors, vectors2)
        linalg.vecdot(m, m2)
        linalg.vector_norm(x)
        linalg.matrix_norm(m)
        linalg.matrix_norm(m, 1)
        cdist(points, points2)
        cdist(points, points2, 1.0)
        cdist(points, points2, 3.0)
        cdist(points[:20], points2[:20])
        F.pdist(points)
        F.pdist(points, 1.0)
        F.pairwise_distance(table, table)
        F.cosine_similarity(table, table)
        linalg.vander(row[:50])
        linalg.inv(regular)
        linalg.det(regular)
        linalg.slogdet(regular)
        logdet(definite)
        linalg.solve(regular, m)
        linalg.solve_triangular(regular.triu(), m, upper=True)
        linalg.cholesky(definite)
        cholesky_solve(m, factor)
        cholesky_inverse(factor)
        linalg.lu(regular)[1]
        linalg.qr(regular)[1]
        linalg.eigvalsh(definite)
        linalg.eigh(definite)[0]
        linalg.svdvals(regular)
        linalg.svd(regular)[1]
        linalg.pinv(regular)
        linalg.lstsq(regular, m)[0]
        linalg.matrix_power(regular, 3)
        linalg.matrix_exp(definite)
        linalg.matrix_rank(regular)
        linalg.cond(regular)
        zeros(len(x.detach()))
        ones(len(x.detach()))
        full((len(x.detach()),), 3.0)
        empty(len(x.detach()))
        zeros_like(x)
        ones_like(x)
        arange(len(x.detach()))
        linspace(0, 1, len(x.detach()))
        logspace(0, 1, len(x.detach()))
        eye(len(row.detach()))
        tril_indices(len(row), len(row))
        rand(len(x.detach()))
        randn(len(x.detach()))
        randint(0, 10, (len(x.detach()),))
        randperm(len(x.detach()))
        normal(x.detach(), y.detach())
        bernoulli(x.detach())
        poisson(x.detach()[:100000])
        multinomial(x.detach()[:100000], 100)
        multinomial(x.detach()[:100000], 100, True)
        x.detach().clone().uniform_()
        x.detach().clone().normal_()
        x.detach().clone().exponential_()
        x.detach().clone().cauchy_()
        x.detach().clone().geometric_(0.3)
        x.detach().clone().log_normal_()
        x.detach().clone().bernoulli_(0.3)
        i.clone().random_(0, 10)
        x.tolist()
        tensor(x.tolist())
        """
    ),
    *_each(
        "F.{}(signed)",
        "relu6 leaky_relu elu celu selu gelu silu mish softplus logsigmoid softsign tanhshrink hardtanh hardsigmoid hardswish hardshrink "
        "softshrink rrelu dropout alpha_dropout",
    ),
    *_each("F.{}(x, y)", "mse_loss l1_loss smooth_l1_loss huber_loss binary_cross_entropy poisson_nll_loss"),
    *_lines(
        """
        F.gelu(signed, approximate='tanh')
        F.leaky_relu(signed, 0.2)
        F.leaky_relu_(signed.clone())
        F.threshold(signed, 0.1, 20.0)
        F.relu(signed, inplace=False)
        F.prelu(image, scale8)
        F.glu(m[:, :len(m) // 2 * 2])
        F.softmin(m, 1)
        F.gumbel_softmax(narrow_m)
        F.normalize(narrow_m)
        F.normalize(m, dim=0)
        F.one_hot(at_few[:100000])
        F.linear(table, weights64, bias64)
        F.bilinear(narrow_m, other_m, bilinear)
        F.embedding(at_table, table)
        F.embedding_bag(at_table.view(-1, 2) if len(at_table) % 2 == 0 else at_table[1:].view(-1, 2), table)
        F.dropout1d(signal)
        F.dropout2d(image)
        F.batch_norm(image, mean8.clone(), var8.clone(), scale8, shift8, True)
        F.batch_norm(image, mean8, var8, scale8, shift8, False)
        F.layer_norm(table, (64,), bias64, bias64)
        F.rms_norm(table, (64,), bias64)
        F.group_norm(image, 2, scale8, shift8)
        F.instance_norm(image)
        F.local_response_norm(image, 3)
        F.conv1d(signal, kernel1, scale8, padding=1)
        F.conv2d(image, kernel2, scale8, padding=1)
        F.conv2d(image, kernel2, scale8, stride=2)
        F.conv2d(image, kernel2, scale8, dilation=2)
        F.conv2d(image, kernel_each, scale8, padding=1, groups=8)
        F.conv2d(image, large_kernel, padding=4) if image.size(2) > 8 else image + large_kernel.sum()
        F.conv2d(image, large_kernel, padding=4, stride=2) if image.size(2) > 8 else image + large_kernel.sum()
        F.conv2d(image, kernel2[:, :, :1, :1])
        F.conv3d(volume, kernel3, padding=1)
        F.conv_transpose1d(signal, kernel1)
        F.conv_transpose2d(image, kernel2)
        F.conv_transpose2d(image, kernel2, stride=2)
        F.conv_transpose3d(volume, kernel3)
        F.max_pool1d(signal, 2)
        F.max_pool2d(image, 2)
        F.max_pool2d(image, 3, 1, 1)
        F.max_pool2d(image, 2, return_indices=True)[0]
        F.max_pool3d(volume, 2)
        F.avg_pool1d(signal, 2)
        F.avg_pool2d(image, 2)
        F.avg_pool2d(image, 3, 1, 1)
        F.avg_pool3d(volume, 2)
        F.lp_pool1d(signal, 2, 2)
        F.lp_pool2d(image, 2, 2)
        F.adaptive_avg_pool1d(signal, 5)
        F.adaptive_avg_pool2d(image, 5)
        F.adaptive_avg_pool2d(image, 1)
        F.adaptive_avg_pool3d(volume, 5)
        F.adaptive_max_pool1d(signal, 5)
        F.adaptive_max_pool2d(image, 5)
        F.adaptive_max_pool3d(volume, 5)
        F.max_unpool2d(*F.max_pool2d(image, 2, return_indices=True), 2, output_size=image.shape)
        F.pad(image, (1, 2, 3, 4))
        F.pad(image, (1, 2, 3, 4), 'reflect')
        F.pad(image, (1, 2, 3, 4), 'replicate')
        F.pad(image, (1, 2, 3, 4), 'circular')
        F.interpolate(image, scale_factor=2)
        F.interpolate(image, scale_factor=2, mode='bilinear')
        F.interpolate(image, scale_factor=2, mode='bicubic')
        F.interpolate(image, scale_factor=0.5, mode='area')
        F.interpolate(signal, scale_factor=2, mode='linear')
        F.interpolate(volume, scale_factor=2, mode='trilinear')
        F.grid_sample(image, grid, align_corners=False)
        F.grid_sample(image, grid, mode='nearest', align_corners=False)
        F.affine_grid(theta, (2, 8, image.size(2), image.size(3)), align_corners=False)
        F.unfold(image, 3)
        F.fold(patches, (patches.size(2) // 4 + 2, 6), 3)
        F.pixel_shuffle(image, 2)
        F.pixel_unshuffle(image[:, :, :image.size(2) // 2 * 2, :image.size(2) // 2 * 2], 2)
        F.channel_shuffle(image, 2)
        F.scaled_dot_product_attention(queries, keys, keys)
        F.scaled_dot_product_attention(queries, keys, keys, is_causal=True)
        F.binary_cross_entropy_with_logits(x, y)
        F.cross_entropy(narrow_m, at_narrow)
        F.cross_entropy(narrow_m, at_narrow, label_smoothing=0.1)
        F.cross_entropy(narrow_m, targets)
        F.nll_loss(narrow_m, at_narrow)
        F.kl_div(x, y)
        F.kl_div(x, log_targets, log_target=True)
        F.gaussian_nll_loss(x, y, z)
        F.hinge_embedding_loss(x, signs)
        F.soft_margin_loss(x, signs)
        F.margin_ranking_loss(x, y, signs)
        F.cosine_embedding_loss(narrow_m, other_m, one_sign)
        F.triplet_margin_loss(narrow_m, other_m, third_m)
        F.triplet_margin_with_distance_loss(narrow_m, other_m, third_m)
        F.multi_margin_loss(narrow_m, at_narrow)
        F.multilabel_margin_loss(narrow_m, at_narrow.unsqueeze(1).expand(-1, 10).contiguous())
        F.multilabel_soft_margin_loss(narrow_m, targets)
        F.ctc_loss(steps, labels, step_counts, label_counts)
        """
    ),
]

# ---------------------------------------------------------------------------------------------------------------- measuring


class Row(NamedTuple):
    """What was measured of one call at one size: wgrad's time and PyTorch's in µs, the ratio, and both rises of memory in MiB."""

    call: str
    size: int
    backward: bool
    ours: float
    theirs: float
    ratio: float
    memory: tuple[float, float] | None

    @property
    def slow(self) -> bool:
        return self.ratio > LIMIT

    @property
    def large(self) -> bool:
        return self.memory is not None and self.memory[0] > max(LIMIT * self.memory[1], self.memory[1] + SMALLEST_MEMORY)

    def short(self) -> list[Any]:
        """All but the call, to three digits."""
        figures = [float(f"{v:.3g}") for v in (self.ours, self.theirs, self.ratio, *(self.memory or ()))]
        ours, theirs, ratio, *rises = [int(v) if v == int(v) else v for v in figures]
        return [self.size, int(self.backward), ours, theirs, ratio, rises or None]


@lru_cache(8)
def _input(name: str, n: int) -> Any:
    return np.ascontiguousarray(INPUTS[name](n))


def _step(library: Any, code: Any, n: int, backward: bool) -> Callable[[], Any] | None:
    """The call with fresh inputs of n elements, and its backward pass; None if there is nothing to differentiate."""
    functional, grad = (library.nn.functional, library.autograd.grad) if library.__name__ == "torch" else (nn.functional, library.grad)
    names = {"F": functional, "math": math, "linalg": library.linalg}
    leaves = []
    for name in code.co_names:
        if name in INPUTS:
            array = _input(name, n)
            names[name] = library.from_numpy(array)
            if array.dtype.kind == "f" and name not in CONSTANT and backward:
                leaves.append(names[name].requires_grad_())
    scope = {**vars(library), **names}

    def forward() -> Any:
        with library.no_grad():
            return eval(code, scope)

    if not backward:
        return forward
    if not leaves or code.co_filename in FORWARD_ONLY:
        return None
    found = eval(code, scope)
    outputs = [r for r in (found if isinstance(found, (tuple, list)) else (found,)) if isinstance(r, library.Tensor) and r.requires_grad]
    if not outputs:
        return None
    places = [k for k, r in enumerate(found) if isinstance(r, library.Tensor) and r.requires_grad] if isinstance(found, (tuple, list)) else []
    cotangents = [library.from_numpy(np.asarray(_uniform(*o.shape), np.dtype(str(o.dtype).removeprefix("torch.")))) for o in outputs]

    def both() -> Any:
        result = eval(code, scope)
        return grad([result[k] for k in places] if places else [result], leaves, cotangents, allow_unused=True)

    return both


def seconds(step: Callable[[], Any], count: int) -> float:
    """The processor's time for a step, averaged over ``count``."""
    start = time.process_time()
    for _ in range(count):
        step()
    return (time.process_time() - start) / count


def paired(steps: list[Callable[[], Any]], rounds: int) -> tuple[float, float, float]:
    """Both times, and the median of their ratios over the rounds."""
    once = [min(seconds(step, 1) for _ in range(2)) for step in steps]
    counts = [max(1, min(1000, round(SECONDS_PER_TURN / max(o, 1e-6)))) for o in once]
    times: list[list[float]] = [[], []]
    for turn in range(rounds if max(once) < LONGEST else 1):
        for k in (0, 1) if turn % 2 else (1, 0):
            times[k].append(seconds(steps[k], counts[k]))
    ratio = statistics.median(ours / max(theirs, 1e-9) for ours, theirs in zip(*times, strict=True))
    return statistics.median(times[0]), statistics.median(times[1]), ratio


def _status(field: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


def memory(step: Callable[[], Any]) -> float:
    """How far the resident set rises during a step, in MiB."""
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _status("VmRSS")
    step()
    return _status("VmHWM") - before


def measure(call: str, sizes: list[int], libraries: list[Any], rounds: int) -> list[Row]:
    """All that is measured of one call."""
    code = compile(call, call, "eval")
    rows = []
    for backward in (False, True):
        for n in sizes:
            steps = [_step(library, code, n, backward) for library in libraries]
            if None in steps:
                break
            ours, theirs, ratio = paired(steps, rounds)  # type: ignore[arg-type]
            rises = tuple(memory(step) for step in steps if step) if n >= 10**6 else None
            rows.append(Row(call, n, backward, ours * 1e6, theirs * 1e6, ratio, rises))  # type: ignore[arg-type]
            if max(ours, theirs) > LONGEST:
                break
    return rows


# ---------------------------------------------------------------------------------------------------------------- telling


def text(row: Row) -> str:
    """One line of the table."""
    rise = f"{row.memory[0]:8.1f} {row.memory[1]:8.1f} MiB" if row.memory else ""
    marks = " ".join(word for word, is_so in (("SLOW", row.slow), ("LARGE", row.large)) if is_so)
    what = row.call + (", backward" if row.backward else "")
    return f"{what:<66} {row.size:>9} {row.ours:12.1f} {row.theirs:12.1f} µs {row.ratio:7.2f} {rise:<22} {marks}"


def missing() -> list[str]:
    """The functions that both libraries have and that no call names."""
    import torch

    named = {name for call in CALLS for name in compile(call, call, "eval").co_names}
    found = []
    for ours, theirs in ((autograd, torch), (nn.functional, torch.nn.functional)):
        for name in dir(ours):
            function = getattr(theirs, name, None)
            if not name.startswith("_") and not name.endswith("_") and callable(function) and not inspect.isclass(function) and name not in named:
                found.append(name)
    return sorted(set(found))


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="WORD", help="calls that contain one of these, whether the file has them or not")
    parser.add_argument("--again", action="store_true", help="also what the file has")
    parser.add_argument("--stop-after", type=float, default=math.inf, metavar="SECONDS", help="begin no call after that; the next run goes on")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often both take a turn at each call")
    parser.add_argument("--all", action="store_true", help="print every row, not only what is above the limit")
    parser.add_argument("--missing", action="store_true", help="name the functions that no call names")
    options = parser.parse_args()
    if options.missing:
        return print(*missing())
    import torch

    warnings.simplefilter("ignore")
    autograd.set_num_threads(1)
    torch.set_num_threads(1)
    gc.collect()
    gc.freeze()
    written = HERE / "operations.json"
    calls = json.loads(written.read_text())["calls"] if written.exists() else {}
    calls = {call: calls[call] for call in CALLS if call in calls}
    begun = time.monotonic()
    for call in CALLS:
        if not any(word in call for word in options.only) if options.only else call in calls and not options.again:
            continue
        if time.monotonic() - begun > options.stop_after:
            break
        try:
            found = measure(call, options.sizes, [autograd, torch], options.rounds)
        except Exception as error:
            print(f"FAILED {call}: {type(error).__name__}: {str(error)[:100]}", flush=True)
            continue
        for row in found:
            if options.all or row.slow or row.large:
                print(text(row), flush=True)
        if options.sizes == list(SIZES):
            calls[call] = [row.short() for row in found]
            lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(calls[name], separators=(',', ':'))}" for name in CALLS if name in calls)
            written.write_text(f'{{"machine": {json.dumps(describe(1))},\n"calls": {{\n{lines}\n}}}}\n', encoding="utf-8")
    rows = [Row(call, *short) for call, shorts in calls.items() for short in shorts]
    above = [row for row in rows if row.slow or row.large]
    ratio = math.exp(statistics.fmean(math.log(max(row.ratio, 1e-3)) for row in rows)) if rows else 1
    print(f"{len(rows)} rows of {len(calls)} of {len(CALLS)} calls, {len(above)} above the limit; {ratio:.2f} times as long in the geometric mean")


if __name__ == "__main__":
    main()
