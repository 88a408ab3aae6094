"""The formulas that pictures show: each is computed as it is written, on random numbers, and compared with the rule that runs."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as torch
from autograd import nn
from autograd.core.op import Op
from autograd.graph.formulas import FORMULAS
from autograd.graph.model import owner, rules_of, walk
from autograd.graph.rules import known_of, rule_text
from tests.samples import all_samples

F = nn.functional
WRITTEN = {
    "−": "-",
    "·": "*",
    "²": "**2",
    "³": "**3",
    "^": "**",
    "ᵀ": ".mT",
    "√": "np.sqrt",
    "Σ": "total",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "π": "math.pi",
}


def tensor(*shape: int, seed: int = 0, low: float | None = None) -> torch.Tensor:
    generator = np.random.default_rng(seed + 17 * len(shape))
    array = generator.standard_normal(shape)
    return torch.tensor(array if low is None else abs(array) + low, requires_grad=True, dtype=torch.float64)


def sums(axis: Any) -> dict[str, Callable[..., Any]]:
    """What Σ, mean and their like mean in an operation that goes over these axes; sums keep them, as formulas do."""
    return {
        "total": lambda x: x.sum(axis, keepdims=True),
        "mean": lambda x: x.mean(axis, keepdims=True),
        "var": lambda x: x.var(axis, keepdims=True),
        "softmax": lambda x: np.exp(x) / np.exp(x).sum(axis, keepdims=True),
    }


def onehot(classes: int) -> dict[str, Callable[..., Any]]:
    return {"onehot": lambda indices: np.eye(classes)[indices]}


def largest(pictures: torch.Tensor) -> Any:
    """Of each 2 by 2 numbers the largest, four times."""
    return F.interpolate(F.max_pool2d(pictures, 2), scale_factor=2).detach().numpy()


def of_windows(pictures: torch.Tensor, g: Any, size: int, starts: Any) -> Any:
    """A gradient of the largest of each window along the last axis, put back there."""
    values = pictures.detach().numpy()
    found = np.zeros(values.shape)
    for i in range(size):
        here = (*starts[:-1], slice(i, None, size))
        windows = np.stack([values[(*starts[:-1], slice(k, None, size))] for k in range(size)])
        found[here] = np.where(windows[i] == windows.max(0), g, 0)
    return found


def put(g: Any, places: torch.Tensor) -> Any:
    """A gradient of what was picked from the rows of x, put back there."""
    found = np.zeros(x.shape)
    np.put_along_axis(found, places.numpy(), g, -1)
    return found


def as_columns(x: Any) -> Any:
    return x.reshape(-1, x.shape[-1])


def convolved(x: Any, g: Any) -> Any:
    """Images with the gradients of their convolution, which gives the gradient of its kernels: samples take the place of channels."""
    return np.asarray(F.conv2d(torch.tensor(x.swapaxes(0, 1)), torch.tensor(g.swapaxes(0, 1))).transpose(0, 1).numpy())


def both_ways(g: Any, other: Any) -> Any:
    """The gradients of a transposed convolution: of its images by the kernels, of the kernels by its images."""
    return F.conv2d(torch.tensor(g), torch.tensor(other)).numpy() if other.shape == turned.shape else convolved(g, other)


def recurrent(kind: Any, **settings: Any) -> torch.Tensor:
    """The states of a layer over three steps of two sequences."""
    torch.manual_seed(0)
    before = tensor(1, 2, 4, seed=17)
    states: torch.Tensor = kind(3, 4, dtype=torch.float64, **settings)(
        tensor(3, 2, 3), (before, tensor(1, 2, 4, seed=18)) if kind is nn.LSTM else before
    )[0]
    return states


def _row(part: str, names: dict[str, Any]) -> Any:
    """The value of a formula, in which a pair of brackets holds the parts of a row."""
    first, *definitions = part.split(", d = ")
    for definition in definitions:
        names["d"] = _row(definition, names)
    value = computed(first, dict(names))
    return np.concatenate(value, 1) if isinstance(value, tuple) else value


def walked_back(formulas: dict[str, str], inputs: dict[str, Any], gates: int, g: Any) -> dict[str, Any]:
    """The gradients of a recurrent layer whose last results, but for all states, have none: the formulas at each step, the last one first."""
    x, h, c, w, b = (inputs[name] for name in ("x", "h", "c", "w", "b"))
    size = h.shape[1]
    steps = []
    for x_t in x:  # forward, for what the formulas name
        y = h @ w.T + (0 if b is None else b)
        parts = np.split(x_t + y, gates, 1)
        squash, names = (lambda v: 1 / (1 + np.exp(-v))), {"h": h, "c": c}
        if gates == 4:
            i, f, new, o = squash(parts[0]), squash(parts[1]), np.tanh(parts[2]), squash(parts[3])
            c = f * c + i * new
            h = o * np.tanh(c)
            names.update({"i": i, "f": f, "ĉ": new, "o": o, "ct": c})
        elif gates == 3:
            r, z = squash(parts[0]), squash(parts[1])
            n = np.tanh(x_t[:, 2 * size :] + r * y[:, 2 * size :])
            h = (1 - z) * n + z * h
            names.update({"r": r, "z": z, "n": n, "wn": w[2 * size :], "bn": b[2 * size :]})
        else:
            h = np.tanh(parts[0]) if "²" in formulas["x"] else np.maximum(parts[0], 0)
        steps.append({**names, "ht": h})
    dh, dc, found = np.zeros_like(h), np.zeros_like(h), {"x": [], "w": 0.0, "b": 0.0}
    for g_t, names in zip(g[::-1], steps[::-1], strict=True):
        dh = dh + g_t
        if gates == 4:
            dc = dc + dh * names["o"] * (1 - np.tanh(names["ct"]) ** 2)
        names.update({"δh": dh, "δc": dc})
        row = lambda part, names=names: _row(part, {**names, "w": w})  # noqa: E731
        _, _, meaning = formulas["w"].partition("d = ")
        d = row(meaning.removesuffix(", at each step"))
        found["x"].insert(0, row(formulas["x"].partition("d = ")[2].removesuffix(", at each step")))
        words = {"d": d, "h": names["h"]}
        found["w"] += computed(formulas["w"].partition(", d = ")[0], {**words, "total": lambda v: v})
        if "b" in formulas:
            found["b"] += computed(formulas["b"].partition(", d = ")[0], {**words, "total": lambda v: v.sum(0)})
        at_first = {name: row(re.sub(r", at the first step$", "", formulas[name])) for name in "hc" if name in formulas}
        dh = d @ w + (dh * names["z"] if gates == 3 else 0)
        dc = dc * names["f"] if gates == 4 else dc
    found.update(at_first)
    return {name: np.asarray(found[name]) for name in formulas}


LAST, ALL, FIRST = sums(-1), sums(None), sums(0)
MAPS, ROWS = sums((0, 2, 3)), sums((0, 2))
SMOOTH = {"Φ": lambda x: (1 + np.vectorize(math.erf)(x / math.sqrt(2))) / 2, "φ": lambda x: np.exp(-x * x / 2) / math.sqrt(2 * math.pi)}
x, y, wide, images = tensor(4, 3), tensor(4, 3, seed=1), tensor(3, 5, seed=2), tensor(2, 3, 6, 6, seed=3)
positive = tensor(4, 3, seed=4, low=0.5)
unit = torch.tensor(np.random.default_rng(5).uniform(0.2, 0.8, (4, 3)), requires_grad=True)
stack, other = tensor(2, 4, 3, seed=6), tensor(2, 3, 5, seed=7)
weight, bias = tensor(5, 3, seed=8), tensor(5, seed=9)
scale, shift = tensor(3, seed=10), tensor(3, seed=11)
kernels, offsets = tensor(4, 3, 3, 3, seed=12), tensor(4, seed=13)
turned = tensor(3, 3, 3, 3, seed=20)
classes, mask = torch.tensor([0, 2, 1, 1]), torch.tensor(np.arange(12).reshape(4, 3) % 3 == 0)
query, key, value = (tensor(2, 4, 4, seed=s) for s in (14, 15, 16))
causal = {"mask": np.triu(np.full((4, 4), -np.inf), 1)}
WIDE_G = {"g": lambda g: g[..., None]}  # a gradient for all of a row

# what is computed; where it matters, what its formula's words mean; for results with fewer axes, how g and out get them back
SAMPLES: list[tuple[Callable[[], Any], dict[str, Any]]] = [
    (lambda: x * y, {}),
    (lambda: x / positive, {}),
    (lambda: 2 / positive, {}),
    (lambda: x - y, {}),
    (lambda: 3 - x, {}),
    (lambda: -x, {}),
    (lambda: x**2, {}),
    (lambda: positive**3, {}),
    (lambda: positive**y, {}),
    (lambda: positive.reciprocal(), {}),
    (lambda: positive.sqrt(), {}),
    (lambda: positive.rsqrt(), {}),
    (lambda: x.exp(), {}),
    (lambda: positive.log(), {}),
    (lambda: positive.log1p(), {}),
    (lambda: positive.log2(), {}),
    (lambda: positive.log10(), {}),
    (lambda: x.expm1(), {}),
    (lambda: x.abs(), {}),
    (lambda: unit.tan(), {}),
    (lambda: x.erf(), {}),
    (lambda: F.hardtanh(x), {}),
    (lambda: F.prelu(x, tensor(1, seed=19)), {}),
    (lambda: positive.prod(), {}),
    (lambda: x.norm(), {}),
    (lambda: x.sort(-1)[0], {"moved": lambda g: put(g, x.argsort(-1))}),
    (lambda: x.topk(2)[0], {"moved": lambda g: put(g, x.topk(2)[1])}),
    (lambda: F.max_pool2d(images, 2), {"moved": lambda g: np.where(images.detach().numpy() == largest(images), g.repeat(2, 2).repeat(2, 3), 0)}),
    (lambda: x.split(2)[0], {"moved": np.concatenate}),
    (lambda: x.unbind(0)[0], {"moved": np.stack}),
    (lambda: F.pad(x, (1, 2)), {"moved": lambda g: g[:, 1:-2]}),
    (lambda: x.flip(0), {"moved": lambda g: g[::-1]}),
    (lambda: x.roll(1, 0), {"moved": lambda g: np.roll(g, -1, 0)}),
    (lambda: x.sin(), {}),
    (lambda: x.cos(), {}),
    (lambda: x.tanh(), {}),
    (lambda: x.sigmoid(), {}),
    (lambda: x.relu(), {}),
    (lambda: F.leaky_relu(x, 0.1), {}),
    (lambda: F.gelu(x), SMOOTH),
    (lambda: F.gelu(x, approximate="tanh"), {}),
    (lambda: F.silu(x), {}),
    (lambda: F.softplus(x, beta=2), {}),
    (lambda: F.logsigmoid(x), {}),
    (lambda: x.softmax(-1), LAST),
    (lambda: x.log_softmax(-1), LAST),
    (lambda: x.logsumexp(-1), {**LAST, **WIDE_G}),
    (lambda: x.sum(), {}),
    (lambda: x.sum(-1), WIDE_G),
    (lambda: x.mean(), {"n": 12}),
    (lambda: x.mean(-1), {"n": 3, **WIDE_G}),
    (lambda: x.max(), {}),
    (lambda: x.min(), {}),
    (lambda: x.max(-1)[0], {**WIDE_G, "out": x.detach().numpy().max(-1, keepdims=True)}),
    (lambda: x.min(-1)[0], {**WIDE_G, "out": x.detach().numpy().min(-1, keepdims=True)}),
    (lambda: x.amax(-1), {**WIDE_G, "out": x.detach().numpy().max(-1, keepdims=True)}),
    (lambda: x.amin(-1), {**WIDE_G, "out": x.detach().numpy().min(-1, keepdims=True)}),
    (lambda: x.var(), {"n": 12, **ALL}),
    (lambda: x.var(0, correction=0), {"n": 4, **FIRST}),
    (lambda: x.std(), {"n": 12, **ALL}),
    (lambda: torch.maximum(x, y), {}),
    (lambda: torch.minimum(x, y), {}),
    (lambda: x.clamp(-0.5, 0.5), {}),
    (lambda: x.clamp(min=0.1), {}),
    (lambda: x.clamp(max=0.1), {}),
    (lambda: torch.where(mask, x, y), {}),
    (lambda: x.masked_fill(mask, 7.0), {}),
    (lambda: torch.dot(scale, shift), {}),
    (lambda: torch.mm(x, wide), {}),
    (lambda: torch.mv(x, scale), {}),
    (lambda: torch.bmm(stack, other), {}),
    (lambda: stack @ other, {}),
    (lambda: stack @ wide, {"rows": ("x", "g")}),
    (lambda: F.linear(x, weight, bias), FIRST),
    (lambda: F.linear(stack, weight, bias), {**FIRST, "rows": ("x", "g")}),
    (lambda: F.conv2d(images, kernels, offsets), {**MAPS, "conv": convolved, "conv_transpose": lambda g, w: F.conv_transpose2d(*map(torch.tensor, (g, w))).numpy()}),
    (lambda: recurrent(nn.RNN), {"op": "scan"}),
    (lambda: recurrent(nn.RNN, nonlinearity="relu"), {"op": "scan"}),
    (lambda: recurrent(nn.LSTM), {"op": "scan"}),
    (lambda: recurrent(nn.GRU), {"op": "scan"}),
    (lambda: F.embedding(classes, x), onehot(4)),
    (lambda: F.layer_norm(x, (3,)), LAST),
    (lambda: F.layer_norm(x, (3,), scale, shift), {**LAST, "over": FIRST["total"]}),
    (lambda: F.batch_norm(images, None, None, training=True), {**ROWS, "op": "batch_norm"}),
    (lambda: F.batch_norm(images, None, None, scale, shift, training=True), {**ROWS, "op": "batch_norm", "weight": scale.detach().numpy()[:, None]}),
    (lambda: F.scaled_dot_product_attention(query, key, value), LAST),
    (lambda: F.scaled_dot_product_attention(query, key, value, is_causal=True), {**LAST, **causal}),
    (lambda: F.cross_entropy(x, classes), {**LAST, **onehot(3), "n": 4}),
    (lambda: F.cross_entropy(x, classes, reduction="sum"), {**LAST, **onehot(3)}),
    (lambda: F.cross_entropy(x, classes, reduction="none"), {**LAST, **onehot(3), **WIDE_G}),
    (lambda: F.nll_loss(x, classes), {**onehot(3), "n": 4}),
    (lambda: F.mse_loss(x, y), {"n": 12}),
    (lambda: F.mse_loss(x, y, reduction="sum"), {}),
    (lambda: F.huber_loss(x, y, reduction="none", delta=0.7), {}),
    (lambda: F.binary_cross_entropy(unit, mask.double(), reduction="none"), {}),
    (lambda: F.binary_cross_entropy_with_logits(x, unit, reduction="none"), {}),
    (lambda: x.reshape(2, 6), {}),
    (lambda: tensor(4, 1).squeeze(1), {}),
    (lambda: x.unsqueeze(0), {}),
    (lambda: x.transpose(0, 1), {}),
    (lambda: x.t(), {}),
    (lambda: stack.permute(2, 0, 1), {"back": (1, 2, 0)}),
    (lambda: x[1:3], {"at": np.s_[1:3]}),
    (lambda: x[2], {"at": np.s_[2]}),
    (lambda: x[torch.tensor([0, 0, 3])], {"at": [0, 0, 3]}),
    (lambda: torch.cat([x, y]), {"parts": lambda g: np.split(g, 2)}),
    (lambda: torch.stack([x, y]), {"parts": list}),
    (lambda: F.max_pool1d(images[0], 2), {"moved": lambda g: of_windows(images[0], g, 2, np.s_[:, :, ::2])}),
    (lambda: F.max_pool3d(images[None], (1, 1, 2)), {"moved": lambda g: of_windows(images, g[0], 2, np.s_[:, :, :, ::2])[None]}),
    (lambda: x.median(-1)[0], {"moved": lambda g: put(g[:, None], x.median(-1, keepdim=True)[1])}),
    (lambda: x.kthvalue(2, -1)[0], {"moved": lambda g: put(g[:, None], x.kthvalue(2, -1, keepdim=True)[1])}),
    (lambda: x.mode(-1)[0], {"moved": lambda g: put(g[:, None], x.mode(-1, keepdim=True)[1])}),
    (lambda: x[:3].diagonal(), {"moved": np.diag}),
    (lambda: x.unfold(0, 2, 2), {"moved": lambda g: g.swapaxes(1, 2).reshape(4, 3)}),
    (lambda: x[...], {"moved": lambda g: g}),
    (lambda: x.repeat(2, 3), {"copies": lambda g: g.reshape(2, 4, 3, 3).sum((0, 2))}),
    (lambda: F.interpolate(images, scale_factor=2), {"copies": lambda g: g.reshape(2, 3, 6, 2, 6, 2).sum((3, 5))}),
    (lambda: F.avg_pool2d(images, 2), {"op": "avg_pool", "copies": lambda g: g.repeat(2, 2).repeat(2, 3)}),
    (lambda: x.scatter(1, classes[:, None], y), {"to": (range(4), classes.numpy()), "values": np.s_[:, 0]}),
    (lambda: x.scatter_add(1, classes[:, None], y), {"to": (range(4), classes.numpy()), "values": np.s_[:, 0]}),
    (lambda: x.index_put((torch.tensor([0, 2]),), y[:2]), {"to": ([0, 2],), "values": np.s_[:]}),
    (lambda: x.tril(), {"tril": np.tril}),
    (lambda: x.triu(1), {"triu": np.triu}),
    (lambda: x[:3].trace(), {"I": np.eye(3)}),
    (lambda: torch.einsum("ij,kj->ik", x, y), {"einsum": np.einsum}),
    (lambda: torch.einsum("bij,jk->bki", stack, wide), {"einsum": np.einsum}),
    (lambda: x.cumsum(0), {"flip": np.flipud, "cumsum": lambda v: v.cumsum(0)}),
    (lambda: positive.cumprod(0), {"flip": np.flipud, "cumsum": lambda v: v.cumsum(0)}),
    (lambda: torch.linalg.inv(wide[:, :3]), {}),
    (lambda: x.norm(1), {}),
    (lambda: F.conv_transpose2d(images, turned, offsets[:3]), {**MAPS, "conv": both_ways}),
    *((lambda f=f: f(x), {}) for f in (F.elu, F.celu, F.hardswish, F.hardshrink, F.softshrink, F.mish)),
    (lambda: F.threshold(x, 0.1, 2.0), {}),
    (lambda: unit.logit(), {}),
    (lambda: torch.xlogy(positive, unit), {}),
    (lambda: torch.fmax(x, y), {}),
    (lambda: torch.fmin(x, y), {}),
    (lambda: F.binary_cross_entropy(unit, unit * unit, reduction="none"), {"op": "binary_cross_entropy"}),
]  # fmt: skip


def node_of(result: Any, words: dict[str, Any] | None = None) -> Any:
    """The operation that a sample is about: the last, or the one that it names."""
    name = (words or {}).get("op")
    return [node for node in walk([owner(result.grad_fn)]) if name in (None, node.op.name)][-1]


def computed(formula: str, names: dict[str, Any]) -> Any:
    """The value of a formula as pictures write it: its definitions first, the last of them first."""
    for sign, code in WRITTEN.items():
        formula = formula.replace(sign, code)
    formula = re.sub(r"\[not (\w+)\]", r"(~\1)", formula)
    formula = re.sub(r"\[(.*?)\]", lambda found: "(" + re.sub(r"(?<![<>!])=", "==", found[1]) + ")", formula)
    formula = re.sub(
        r"\((-?\w[\w.]*) (<=?) (\w+) <=? (-?[\w.]+)\)",
        lambda f: f"(({f[1]} {f[2]} {f[3]}) & ({f[3]} {f[2]} {f[4]}))",
        formula,
    )
    formula = re.sub(r"(\w+) ⊗ (\w+)", r"np.outer(\1, \2)", formula)
    names = {
        "np": np, "math": math, "exp": np.exp, "ln": np.log, "sign": np.sign, "sin": np.sin, "cos": np.cos, "tanh": np.tanh,
        "exp2": np.exp2, "sinh": np.sinh, "cosh": np.cosh, "sigmoid": lambda v: 1 / (1 + np.exp(-v)), "clamp": np.clip, **names,
    }  # fmt: skip
    value, *definitions = re.split(r", (?=\S+ = )", formula)
    for definition in reversed(definitions):
        name, _, meaning = definition.partition(" = ")
        names[name] = eval(meaning, {}, names)
    return eval(value, {}, names)


def arrays(node: Any) -> dict[str, Any]:
    """The inputs of an operation by their names in its formulas, as far as rules have saved them."""
    found: dict[str, Any] = {}
    for _, rule, _ in node.plan.calls:
        found.update({n: v for n, v in known_of(node, rule).items() if isinstance(v, (np.ndarray, float, int)) and n not in node.op.params})
    for position, source in node.sources().items():
        if position < len(node.op.inputs) and isinstance(source, torch.Tensor):
            found[node.op.inputs[position]] = source.detach().numpy()
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=[str(i) for i in range(len(SAMPLES))])
def test_the_formula_is_what_the_rule_computes(sample: tuple[Callable[[], Any], dict[str, Any]]) -> None:
    compute, words = sample
    result = compute()
    node = node_of(result, words)
    op = node.op
    if op.name == "scan":
        formulas = {op.inputs[p]: text for positions, text, _ in rules_of(node) for p in positions if op.inputs[p] in "xhcwb"}
        g = np.random.default_rng(99).standard_normal(node.extras.outputs[0][0])
        inputs = dict(zip(op.inputs, node.calls[0][2], strict=False))
        rules = dict(zip(op.inputs, node.calls[0][1]((g, 0.0, *[0.0] * (len(node.extras.outputs) - 2)), *node.calls[0][2]), strict=True))
        for name, gradient in walked_back(formulas, inputs, node.params["cell"].gates, g).items():
            np.testing.assert_allclose(gradient, rules[name], rtol=1e-6, atol=1e-9, err_msg=name)
        return
    signature = f"{op.name}({', '.join(op.inputs)})"
    random = np.random.default_rng(99)
    several = node.extras.outputs if node.extras is not None and node.extras.outputs else None
    g: Any = tuple(random.standard_normal(shape) for shape, _ in several) if several else random.standard_normal(node.shape)
    names = {"out": result.detach().numpy(), **arrays(node), **{k: v for k, v in node.params.items() if k in ("eps", "beta", "slope")}}
    names.update({name: meaning for name, meaning in words.items() if name != "g"})
    names["g"] = words["g"](g) if "g" in words else g
    for name in words.get("rows", ()):
        names[name] = as_columns(names[name])
    rules = rules_of(node)
    by_position: dict[int, Any] = {}
    for (positions, _, _), (target, rule, arguments) in zip(node.plan.calls, node.calls, strict=True):
        given = rule(g, *arguments)
        by_position.update(zip(positions, given, strict=True) if type(target) is tuple else {positions: given})
    checked = 0
    for positions, text, source in rules:
        for position in positions:
            name = op.inputs[position] if position < len(op.inputs) else op.variadic
            if name not in FORMULAS.get(signature, {}) and (text == source or source == "g"):
                continue  # no algebra: the source itself is shown; or the sum over what was broadcast
            expected = np.asarray(by_position[position])
            if "moved" in words:
                assert text.endswith("where it came from")
                found = words["moved"](g)
            elif text.endswith("where it came from"):
                found = words["parts"](g)[position] if "parts" in words else np.zeros(expected.shape)
                if "at" in words:
                    np.add.at(found, words["at"], g)
            elif "copies" in words:
                assert text.endswith(("summed over the copies", "to every element of its window"))
                found = words["copies"](g)
            elif "to" in words and name == "values":
                assert text.endswith("where it went")
                found = np.zeros(expected.shape)
                found[words["values"]] = g[words["to"]]
            elif text.endswith("but 0 where values went"):
                found = g.copy()
                found[words["to"]] = 0
            elif text.endswith("reshaped as x"):
                found = g.reshape(expected.shape)
            elif text.endswith("with its axes as those of x"):
                found = g.transpose(words["back"])
            else:
                over = {**names, "total": words["over"]} if "over" in words and name != "x" else names
                found = computed(re.sub(r", to every element$", "", text), over)
            found = np.reshape(found, expected.shape) if np.size(found) == expected.size else np.broadcast_to(found, expected.shape)
            np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-9, err_msg=f"{signature}: {name}: {text}")
            checked += 1
    assert checked


def leaves(a: Any) -> Any:
    """An array of a sample as a leaf, or as a plain tensor; a list of them alike."""
    if isinstance(a, (list, tuple)):
        return type(a)(map(leaves, a))
    return torch.tensor(a, requires_grad=a.dtype.kind == "f") if isinstance(a, np.ndarray) else a


def test_algebra_is_written_as_it_is_computed() -> None:
    checked = set()
    for sample in all_samples():
        results = sample.function(*map(leaves, sample.inputs), **sample.keywords)
        results = results if isinstance(results, (list, tuple)) else [results]
        for node in walk([owner(r.grad_fn) for r in results if isinstance(r, torch.Tensor) and r.grad_fn is not None]):
            op = node.op
            for (position, _, _), (_, rule, arguments) in zip(node.plan.calls, node.calls, strict=True):
                own = FORMULAS.get(f"{op.name}({', '.join(op.inputs)})", {})
                name = op.inputs[position] if type(position) is int and position < len(op.inputs) else None
                if name is None or own.get(name) or node.plan is None or (node.extras is not None and node.extras.outputs):
                    continue
                text, source = rule_text(node, position, rule)
                text = re.sub(r"^Σ\((.*)\)$", r"\1", text)
                if text == source or source == "g":
                    continue
                g = np.random.default_rng(5).standard_normal(node.shape)
                saved = dict(zip(op.saved_names.get(rule, ()), arguments, strict=False))
                found = computed(text, {**node.params, **saved, "g": g})
                expected = np.asarray(rule(g, *arguments))
                np.testing.assert_allclose(np.broadcast_to(found, expected.shape), expected, rtol=1e-6, atol=1e-9, err_msg=f"{op.name}: {text}")
                checked.add((op.name, name))
    assert {("atan", "x"), ("round", "x"), ("lerp", "weight"), ("clamp_min", "low")} <= checked


def test_an_operation_of_a_user_shows_its_own_rule() -> None:
    """It may have the name of one of the library, and another rule: a wrong one, which is what a picture is to show."""
    wrong = Op(np.tanh, x=lambda g, out: g * (1 + out * out))
    x = tensor(3)
    for function, shown in ((wrong, "g · (1 + out²)"), (torch.tanh, "g · (1 − out²)")):
        assert [text for _, text, _ in rules_of(node_of(function(x)))] == [shown]


def test_operations_of_one_name_have_one_formula() -> None:
    """The sigmoid of −x, in a gradient of a gradient, is not called a sigmoid of x."""
    x = torch.tensor(0.5, requires_grad=True)
    (first,) = torch.autograd.grad(F.logsigmoid(x), x, create_graph=True)
    (node,) = [node for node in walk([owner(first.grad_fn)]) if node.name() == "SigmoidBackward0"]
    assert node.op.name != "sigmoid" and [text for _, text, _ in rules_of(node)] == ["−g · out · sigmoid(x)"]


def test_what_is_broadcast_is_summed() -> None:
    rows, one = tensor(4, 3), tensor(3, seed=1)
    mine = Op(np.hypot, x=lambda g, x, out: g * x / out, y=lambda g, y, out: g * y / out)
    assert tuple(text for _, text, _ in rules_of(node_of(mine(rows, one)))) == ("g · x / out", "Σ(g · y / out)")
    for result, wanted in (
        (rows + one, ("g", "Σ(g)")),
        (torch.fmax(rows, one), ("g · [x ≥ y]", "Σ(g · [x < y])")),
        (rows * one, ("g · y", "Σ(g · x)")),
        (one.expand(4, 3), ("Σ(g)",)),
    ):
        assert tuple(text for _, text, _ in rules_of(node_of(result))) == wanted


def test_every_formula_has_a_sample() -> None:
    wanted = {(signature, name) for signature, entries in FORMULAS.items() for name in entries}
    found = set()
    for compute, words in SAMPLES:
        node = node_of(compute(), words)
        op = node.op
        found.update((f"{op.name}({', '.join(op.inputs)})", op.inputs[p] if p < len(op.inputs) else op.variadic) for p in node.sources())
    assert wanted <= found, wanted - found
    assert len(FORMULAS) >= 40


def test_a_wrong_formula_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMULAS, "tanh(x)", {"x": "g · (1 + out²)"})
    with pytest.raises(AssertionError, match="tanh"):
        test_the_formula_is_what_the_rule_computes((lambda: x.tanh(), {}))


def test_what_is_not_known_is_not_written() -> None:
    weighted = F.cross_entropy(x, classes, weight=torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64))
    assert "minus_one_hot" in rules_of(node_of(weighted))[0][1]
    zeros = torch.xlogy(torch.zeros(2, requires_grad=True), torch.zeros(2))
    assert rules_of(node_of(zeros))[0][1] == rules_of(node_of(zeros))[0][2]  # 0 · ln(0): the source
    normal = F.layer_norm(x, (3,), scale, shift)
    node = node_of(normal)
    assert rules_of(node)[0][1].startswith("(d − mean(d)")
    normal.sum().backward()
    assert "mean" not in rules_of(node)[0][1]  # whether there was a weight is not known any more
