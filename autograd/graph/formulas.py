"""Rules as a textbook writes them, where their source does not read as mathematics.

``g`` is the gradient of the result ``out``; ``·`` multiplies element by element and ``@`` matrices; ``[x > 0]`` is 1 where that holds and 0
elsewhere; ``Σ`` and ``mean`` go over what the operation goes over, ``n`` counts it. A test computes every formula on random numbers, and
compares it with the rule that runs: so none can say something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from string import ascii_letters
from typing import Any

Known = Mapping[str, Any]  # the parameters of a node, what the rule has saved, "shape" of the result

ATTENTION = "P = softmax(scale · query @ keyᵀ)"


def _attention(text: str) -> Callable[[Known], str | None]:
    """Of attention, with a mask or without."""

    def formula(known: Known) -> str | None:
        if "query" not in known:
            return None
        masked = known["causal"] or known.get("mask") is not None
        return f"{text}, {ATTENTION}" if not masked else f"{text}, {ATTENTION[:-1]} + mask)"

    return formula


def _normalised(known: Known) -> str | None:
    """Of layers that bring their input to mean 0 and variance 1, and then scale and shift it."""
    if "weight" not in known:  # any more: so it is not known whether there was one
        return None
    d, definition = ("g", "") if known["weight"] is None else ("d", "d = g · weight, ")
    return f"({d} − mean({d}) − x̂ · mean({d} · x̂)) / s, {definition}x̂ = (x − mean(x)) / s, s = √(var(x) + eps)"


def _scores(text: str) -> Callable[[Known], str | None]:
    """Of a loss over classes: divided by the number of samples for their mean; nothing of weighted classes."""

    def formula(known: Known) -> str | None:
        share = known.get("share")
        if share is None or (share != 1).any():
            return None
        return text if known["divisor"] in (None, 1.0) else f"{text} / n"

    return formula


def _averaged(text: str) -> Callable[[Known], str]:
    """Of a loss that may be a mean."""
    return lambda known: text if known.get("divisor") in (None, 1) else f"{text} / n"


def _product(known: Known) -> str | None:
    """Of a product of numbers none of which is zero."""
    return "g · out / x" if known.get("x") is not None and (known["x"] != 0).all() else None


def _running_product(known: Known) -> str | None:
    """Of running products of numbers none of which is zero."""
    return "flip(cumsum(flip(g · out))) / x" if known.get("x") is not None and (known["x"] != 0).all() else None


def _contraction(of: str) -> Callable[[Known], str]:
    """Of ``einsum``: again one, of g and the other."""
    form, factors = {"x": ("{to},{right}->{left}", "g, y"), "y": ("{left},{to}->{right}", "x, g")}[of]

    def formula(known: Known) -> str:
        labels = {name: known[name] for name in ("left", "right", "to")}
        used = dict.fromkeys(label for part in labels.values() for label in part)
        free = iter(sorted(set(ascii_letters) - set(map(str, used))))
        letter = {label: label if str(label) in ascii_letters else next(free) for label in used}
        return f"einsum('{form.format(**{name: ''.join(letter[label] for label in part) for name, part in labels.items()})}', {factors})"

    return formula


def _norm(known: Known) -> str | None:
    """Of the Euclidean norm, and of the sum of absolute values."""
    return {1: "g · sign(x)", 2: "g · x / out"}.get(known["ord"])


def _between(known: Known) -> str | None:
    """Of ``logit``, where it is defined."""
    x = known.get("x")
    return None if x is None or not ((x > 0) & (x < 1)).all() else "g / (x · (1 − x))"


def _logarithm(known: Known) -> str | None:
    """Of ``xlogy``, where none is 0 · ln(0)."""
    x, y = known.get("x"), known.get("y")
    return None if x is None or y is None or ((x == 0) & (y <= 0)).any() else "g · ln(y)"


def _written_over(known: Known) -> str:
    """Of what others were put into."""
    return "g" if known["accumulate"] else "g, but 0 where values went"


def _gelu(known: Known) -> str:
    """Of GELU: the one by the normal distribution, or the one that approximates it."""
    if "cdf" in known:
        return "g · (Φ(x) + x · φ(x))"
    return "g · (1 + t + x · (1 − t²) · c · (1 + 0.134145 · x²)) / 2, t = tanh(c · (x + 0.044715 · x³)), c = √(2 / π)"


FIRST = "at the first step"
_GRU = "δn = δh · (1 − z) · (1 − n²), m = h @ wₙᵀ + bₙ"
# By the step of a recurrent cell: the gradients of x and of h @ wᵀ + b, its two inputs. h and c are the states before the step, hₜ and cₜ those
# after it, δh and δc the gradients of those, δc with what comes through hₜ.
STEPS = {
    "_tanh": ("δh · (1 − hₜ²)",) * 2,
    "_relu": ("δh · [hₜ > 0]",) * 2,
    "_lstm": ("(δc · ĉ · i · (1 − i), δc · c · f · (1 − f), δc · i · (1 − ĉ²), δh · tanh(cₜ) · o · (1 − o))",) * 2,
    "_gru": (
        f"(δn · m · r · (1 − r), δh · (h − n) · z · (1 − z), δn), {_GRU}",
        f"(δn · m · r · (1 − r), δh · (h − n) · z · (1 − z), δn · r), {_GRU}",
    ),
}


def _steps(text: str, of: int, when: str = "at each step") -> Callable[[Known], str | None]:
    """Of a recurrent layer whose states are not projected: ``of`` its input, 0, or of its states, 1."""

    def formula(known: Known) -> str | None:
        name = known["cell"].step.__name__
        steps = STEPS.get(name)
        own = " + δh · z" if name == "_gru" and when == FIRST else ""  # what a gate lets through
        return None if steps is None or known.get("p") is not None else f"{text}{own}, d = {steps[of]}, {when}"

    return formula


SUMMED = frozenset(("add", "sub", "mul", "div", "pow", "maximum", "minimum", "where", "expand"))  # whose inputs are broadcast
MOVED = "g, where it came from"
WENT = "g, where it went"
COPIES = "g, summed over the copies"
RESHAPED = "g, reshaped as x"

# by the operation and its inputs: the formula of each input's gradient
FORMULAS: dict[str, dict[str, str | Callable[[Known], str | None]]] = {
    "mul(x, y)": {"x": "g · y", "y": "g · x"},
    "div(x, y)": {"x": "g / y", "y": "−g · x / y²"},
    "rdiv(x, y)": {"x": "−g · y / x²"},
    "sub(x, y)": {"x": "g", "y": "−g"},
    "rsub(x, y)": {"x": "−g"},
    "neg(x)": {"x": "−g"},
    "pow(x)": {"x": "g · 2 · x"},
    "pow(x, exponent)": {"x": "g · exponent · x^(exponent − 1)"},
    "pow(x, y)": {"x": "g · y · x^(y − 1)", "y": "g · out · ln(x)"},
    "reciprocal(x)": {"x": "−g · out²"},
    "sqrt(x)": {"x": "g / (2 · out)"},
    "rsqrt(x)": {"x": "−g · out³ / 2"},
    "exp(x)": {"x": "g · out"},
    "log(x)": {"x": "g / x"},
    "log1p(x)": {"x": "g / (1 + x)"},
    "log2(x)": {"x": "g / (x · ln(2))"},
    "log10(x)": {"x": "g / (x · ln(10))"},
    "expm1(x)": {"x": "g · (out + 1)"},
    "abs(x)": {"x": "g · sign(x)"},
    "tan(x)": {"x": "g · (1 + out²)"},
    "erf(x)": {"x": "g · 2 / √(π) · exp(−x²)"},
    "sin(x)": {"x": "g · cos(x)"},
    "cos(x)": {"x": "−g · sin(x)"},
    "tanh(x)": {"x": "g · (1 − out²)"},
    "sigmoid(x)": {"x": "g · out · (1 − out)"},
    "relu(x)": {"x": "g · [out > 0]"},
    "leaky_relu(x)": {"x": "g · [x > 0] + g · slope · [x ≤ 0]"},
    "hardtanh(x)": {"x": "g · [low < x < high]"},
    "prelu(x, weight)": {"x": "g · [x > 0] + g · weight · [x ≤ 0]", "weight": "g · x · [x ≤ 0]"},
    "gelu(x)": {"x": _gelu},
    "elu(x)": {"x": "g · scale · [x > 0] + g · scale · alpha · steepness · exp(steepness · x) · [x ≤ 0]"},
    "hardswish(x)": {"x": "g · (x / 3 + 1 / 2) · [−3 < x < 3] + g · [x ≥ 3]"},
    "hardshrink(x)": {"x": "g · [x < −lambd] + g · [x > lambd]"},
    "softshrink(x)": {"x": "g · [x < −lambd] + g · [x > lambd]"},
    "threshold(x)": {"x": "g · [x > threshold]"},
    "mish(x)": {"x": "g · (t + x · sigmoid(x) · (1 − t²)), t = tanh(ln(1 + exp(x)))"},
    "logit(x)": {"x": _between},
    "xlogy(x, y)": {"x": _logarithm, "y": "g · x / y"},
    "fmax(x, y)": {"x": "g · [x ≥ y]", "y": "g · [x < y]"},
    "fmin(x, y)": {"x": "g · [x ≤ y]", "y": "g · [x > y]"},
    "silu(x)": {"x": "g · s · (1 + x · (1 − s)), s = sigmoid(x)"},
    "softplus(x)": {"x": "g · sigmoid(beta · x)"},
    "log_sigmoid(x)": {"x": "g · sigmoid(−x)"},
    "softmax(x)": {"x": "out · (g − Σ(g · out))"},
    "log_softmax(x)": {"x": "g − exp(out) · Σ(g)"},
    "logsumexp(x)": {"x": "g · softmax(x)"},
    "sum(x)": {"x": "g, to every element"},
    "mean(x)": {"x": "g / n, to every element"},
    "prod(x)": {"x": _product},
    "linalg_vector_norm(x)": {"x": _norm},
    "max(x)": {"x": "g · [x = out]"},
    "min(x)": {"x": "g · [x = out]"},
    "amax(x)": {"x": "g · [x = out]"},
    "amin(x)": {"x": "g · [x = out]"},
    "var(x)": {"x": "g · 2 · (x − mean(x)) / (n − correction)"},
    "std(x)": {"x": "g · (x − mean(x)) / ((n − correction) · out)"},
    "maximum(x, y)": {"x": "g · [x > y]", "y": "g · [y > x]"},
    "minimum(x, y)": {"x": "g · [x < y]", "y": "g · [y < x]"},
    "clamp(x, low, high)": {"x": "g · [low ≤ x ≤ high]"},
    "clamp_min(x, low)": {"x": "g · [x ≥ low]"},
    "clamp_max(x, high)": {"x": "g · [x ≤ high]"},
    "where(condition, x, y)": {"x": "g · [condition]", "y": "g · [not condition]"},
    "masked_fill(x, mask, value)": {"x": "g · [not mask]"},
    "dot(x, y)": {"x": "g · y", "y": "g · x"},
    "mm(x, y)": {"x": "g @ yᵀ", "y": "xᵀ @ g"},
    "mv(x, y)": {"x": "g ⊗ y", "y": "xᵀ @ g"},
    "bmm(x, y)": {"x": "g @ yᵀ", "y": "xᵀ @ g"},
    "matmul(x, y)": {"x": "g @ yᵀ", "y": "xᵀ @ g"},
    "linear(x, weight, bias)": {"x": "g @ weight", "weight": "gᵀ @ x", "bias": "Σ(g)"},
    "convolution(x, weight, bias)": {"x": "conv_transpose(g, weight)", "weight": "conv(x, g)", "bias": "Σ(g)"},
    "scan(x, h, c, w, b, p)": {
        "x": _steps("d", 0), "h": _steps("d @ w", 1, FIRST), "c": f"δc · f, {FIRST}", "w": _steps("Σ(dᵀ @ h)", 1), "b": _steps("Σ(d)", 1)
    },
    "embedding(weight, indices)": {"weight": "onehot(indices)ᵀ @ g"},
    "layer_norm(x, weight, bias)": {"x": _normalised, "weight": "Σ(g · x̂), x̂ = (x − mean(x)) / √(var(x) + eps)", "bias": "Σ(g)"},
    "batch_norm(x, weight, bias)": {"x": _normalised, "weight": "Σ(g · x̂), x̂ = (x − mean(x)) / √(var(x) + eps)", "bias": "Σ(g)"},
    "scaled_dot_product_attention(query, key, value, mask)": {
        "query": _attention("scale · d @ key, d = P · (g @ valueᵀ − Σ(g · out))"),
        "key": _attention("scale · dᵀ @ query, d = P · (g @ valueᵀ − Σ(g · out))"),
        "value": _attention("Pᵀ @ g"),
    },
    "cross_entropy(x, target, share, counted)": {"x": _scores("g · (softmax(x) − onehot(target))")},
    "nll_loss(x, target, share, counted)": {"x": _scores("−g · onehot(target)")},
    "mse_loss(x, y)": {"x": _averaged("g · 2 · (x − y)"), "y": _averaged("g · 2 · (y − x)")},
    "huber_loss(x, y)": {"x": "g · clamp(x − y, −delta, delta)", "y": "g · clamp(y − x, −delta, delta)"},
    "binary_cross_entropy(x, y)": {"x": "g · (x − y) / (x · (1 − x))", "y": "g · ln((1 − x) / x)"},
    "binary_cross_entropy_with_logits(x, y)": {"x": "g · (sigmoid(x) − y)"},
    "view(x)": {"x": RESHAPED},
    "squeeze(x)": {"x": RESHAPED},
    "unsqueeze(x)": {"x": RESHAPED},
    "transpose(x)": {"x": "gᵀ"},
    "t(x)": {"x": "gᵀ"},
    "permute(x)": {"x": "g, with its axes as those of x"},
    "slice(x)": {"x": MOVED},
    "select(x)": {"x": MOVED},
    "index(x)": {"x": MOVED},
    **{f"{name}(x)": {"x": MOVED} for name in ("sort", "topk", "max_pool1d", "max_pool2d", "max_pool3d", "split", "unbind", "pad", "flip", "roll")},
    **{f"{name}(x)": {"x": MOVED} for name in ("median", "kthvalue", "mode", "diagonal", "unfold", "alias")},
    "repeat(x)": {"x": COPIES},
    "upsample_nearest(sums)": {"sums": COPIES},
    "avg_pool(x)": {"x": "g, to every element of its window"},
    "scatter(x, values)": {"x": _written_over, "values": WENT},
    "index_put(x, values)": {"x": _written_over, "values": WENT},
    "tril(x)": {"x": "tril(g, diagonal)"},
    "triu(x)": {"x": "triu(g, diagonal)"},
    "trace(x)": {"x": "g · I"},
    "einsum(x, y)": {"x": _contraction("x"), "y": _contraction("y")},
    "cumsum(x)": {"x": "flip(cumsum(flip(g)))"},
    "cumprod(x)": {"x": _running_product},
    "linalg_inv_ex(x)": {"x": "−(outᵀ @ g @ outᵀ)"},
    "convolution_transposed(y, weight, bias)": {"y": "conv(g, weight)", "weight": "conv(g, y)", "bias": "Σ(g)"},
    "cat()": {"tensors": MOVED},
    "stack()": {"tensors": MOVED},
}  # fmt: skip


def formula(op: Any, input: str | None, known: Known) -> str | None:
    """The formula of an operation's rule for this input, if there is one; small parameters stand in it with their values."""
    text = FORMULAS.get(f"{op.name}({', '.join(op.inputs)})", {}).get(input or "")
    if callable(text):
        text = text(known)
    return None if text is None else valued(text, op, known)


def valued(text: str, op: Any, known: Known) -> str:
    """A formula in which small parameters of the operation stand with their values."""
    small = {name: value for name, value in known.items() if name in op.params and isinstance(value, (int, float)) and name != "divisor"}
    return re.sub(r"[a-z]\w*", lambda found: f"{small[found[0]]:g}" if found[0] in small else found[0], text, flags=re.ASCII)
