"""What PyTorch's functions take beside their own arguments: a tensor to write to, ``out=``, and NumPy's names of arguments.

The functions are written without either. As they are offered, with `offered`, they have both. An `Op` sees to them itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from inspect import unwrap
from typing import Any

from ..core.op import NAMES, Op, into
from ..core.overrides import ask_late

__all__: list[str] = []

# what fills a tensor with what is not computed from one: it computes in the type of that tensor
MAKERS = frozenset("arange empty eye full linspace logspace ones rand randint randn randperm range zeros".split())
# the functions that have out= in PyTorch 2.13, of those that are no Op
WRITERS = MAKERS | frozenset(
    """
    abs acos acosh add addbmm addcdiv addcmul addmm addmv addr all amax amin aminmax angle any arccos arccosh arcsin arcsinh arctan arctan2
    arctanh argmax argmin argsort asin asinh atan atan2 atanh baddbmm bernoulli bitwise_and bitwise_left_shift bitwise_not bitwise_or
    bitwise_right_shift bitwise_xor bmm bucketize cat ceil chain_matmul cholesky cholesky_inverse cholesky_solve clamp clamp_max clamp_min clip
    column_stack concat concatenate conj_physical copysign cos cosh cross cummax cummin cumprod cumsum deg2rad diag diff digamma div divide dot
    dstack eq erf erfc erfinv exp exp2 expm1 fix float_power floor floor_divide fmax fmin fmod frac frexp gather gcd ge geqrf ger greater
    greater_equal gt heaviside histc histogram hstack hypot index_add index_copy index_reduce index_select inner inverse isin isneginf isposinf
    kron kthvalue lcm ldexp le lerp less less_equal lgamma log log10 log1p log2 log_softmax logaddexp logaddexp2 logcumsumexp logical_and
    logical_not logical_or logical_xor logit logsumexp lt lu_unpack masked_select matmul matrix_power max maximum mean median min minimum mm mode
    moveaxis msort mul multinomial multiply mv mvlgamma nan_to_num nanmean nanmedian nanquantile nansum narrow_copy ne neg negative nextafter
    nonzero norm normal not_equal orgqr outer polygamma pow prod qr quantile rad2deg reciprocal remainder renorm round row_stack rsqrt scatter
    scatter_add scatter_reduce searchsorted sgn sigmoid sign signbit sin sinc sinh slice_scatter softmax sort sqrt square stack std sub subtract
    sum svd take take_along_dim tan tanh tensordot topk triangular_solve tril triu true_divide trunc var vdot vstack where xlogy
    """.split()
) - {"moveaxis"}
MATRICES = frozenset("ABL")  # what the functions of matrices call their first argument in the documentation; they take it as input, too
LINALG_WRITERS = frozenset(
    """
    cholesky cond cross det eigh eigvalsh householder_product inv inv_ex lstsq lu lu_factor lu_solve matmul matrix_norm matrix_power matrix_rank
    multi_dot norm pinv qr slogdet solve solve_triangular svd svdvals tensorinv tensorsolve vecdot vector_norm
    """.split()
)


def offer(namespace: dict[str, Any], writers: frozenset[str]) -> None:
    """Replace the functions of ops/ in this namespace by what PyTorch offers under their names."""
    ours = __name__.rpartition(".")[0].rpartition(".")[0]
    for name, function in list(namespace.items()):
        if name.startswith("_") or not callable(function) or isinstance(function, (Op, type)):
            continue
        if getattr(function, "__module__", "").startswith(ours) and hasattr(unwrap(function), "__code__"):
            namespace[name] = offered(function, name, name in writers)


def offered(function: Callable[..., Any], name: str, writes: bool) -> Callable[..., Any]:
    """The function, with ``out=`` if it ``writes``, and with NumPy's names for its arguments."""
    code = unwrap(function).__code__
    own = frozenset(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    aliases = {alias: meant for alias, meant in NAMES.items() if alias not in own and meant in own}
    if code.co_argcount and code.co_varnames[0] in MATRICES:
        aliases["input"] = code.co_varnames[0]
    special = frozenset(aliases) | (frozenset() if "out" in own else {"out"})
    if not aliases and not (writes and "out" in special):
        return function  # a call more costs small models a hundredth

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if not kwargs or special.isdisjoint(kwargs):
            try:
                return function(*args, **kwargs)
            except (AttributeError, TypeError):
                result = ask_late(call, args, kwargs)
                if result is NotImplemented:
                    raise
                return result
        kwargs = {k if k in own else aliases.get(k, k): v for k, v in kwargs.items()}
        out = kwargs.pop("out", None) if "out" in special else None
        if out is None:
            return function(*args, **kwargs)
        if not writes:
            raise TypeError(f"{name}() got an unexpected keyword argument 'out', which PyTorch's has not either: use out.copy_({name}(...))")
        if name in MAKERS:
            kwargs.setdefault("dtype", out.dtype)
        return into(out, name, function(*args, **kwargs))

    module = sys.modules[function.__module__]
    if vars(module).get(function.__name__) is function:  # where pickle looks for it
        setattr(module, function.__name__, call)
    return call
