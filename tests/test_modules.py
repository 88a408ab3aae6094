"""Layers and containers: each snippet below prints the same, and raises the same, with PyTorch and with wgrad; and PyTorch's module database."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import pickle
import textwrap
import warnings
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import optim

SNIPPETS: dict[str, str] = {}


def snippet(name: str, code: str) -> None:
    """A script to be run twice: ``torch`` and ``nn`` are PyTorch's the first time, ours the second."""
    SNIPPETS[name] = textwrap.dedent(code)


def output_of(code: str, library: Any, layers: Any) -> str:
    """What the script prints, its exceptions' types included; their messages only where the script prints them."""
    printed = io.StringIO()
    library.manual_seed(0)

    def refused(function: Any, *args: Any, message: bool = False) -> None:
        try:
            function(*args)
            print("accepted")
        except Exception as error:
            print(type(error).__name__, str(error) if message else "")

    names = {"torch": library, "nn": layers, "F": layers.functional, "refused": refused, "copy": copy, "np": np}
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(code, names)
    return printed.getvalue()


NET = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.BatchNorm1d(4))
        self.out = nn.Linear(4, 2)
        self.scale = nn.Parameter(torch.ones(2))
        self.register_buffer("seen", torch.zeros(1))
        self.register_buffer("cache", torch.zeros(1), persistent=False)

    def forward(self, x):
        return self.out(self.body(x)) * self.scale

net = Net()
"""

snippet(
    "names",
    NET
    + """
print(net)
print([n for n, _ in net.named_parameters()], [n for n, _ in net.named_buffers()], [n for n, _ in net.named_modules()])
print([n for n, _ in net.named_children()], [n for n, _ in net.named_parameters(prefix="p", recurse=False)])
print(list(net.state_dict()), len(list(net.buffers())), len(list(net.modules())))
print({k: tuple(v.shape) for k, v in net.state_dict(prefix="a.").items()})
print(net.get_submodule("body.0"), net.get_parameter("body.0.bias").shape, net.get_buffer("seen"))
refused(net.get_submodule, "body.9", message=True)
refused(net.get_parameter, "body.relu", message=True)
refused(net.get_buffer, "scale", message=True)
print("scale" in dir(net), hasattr(net, "nothing"))
refused(lambda: net.nothing, message=True)
""",
)

snippet(
    "shared parameters are listed once",
    """
a = nn.Linear(2, 2)
b = nn.Linear(2, 2)
b.weight = a.weight
both = nn.Sequential(a, b, a)
print(len(list(both.parameters())), len(list(both.modules())), list(both.state_dict()))
print([n for n, _ in both.named_parameters(remove_duplicate=False)])
""",
)

snippet(
    "registration",
    NET
    + """
net.extra = nn.Linear(1, 1)
net.extra = nn.Tanh()
net.scale = None
print(net.scale, [n for n, _ in net.named_parameters()])
refused(setattr, net, "scale", torch.ones(2), message=True)
refused(setattr, net, "extra", 3, message=True)
refused(setattr, net, "seen", 3, message=True)
net.seen = torch.ones(1)
print(net.seen, list(net.state_dict())[-1])
net.plain = torch.ones(1)
print("plain" in net.state_dict())
net.plain = nn.Parameter(torch.ones(1))
print("plain" in net.state_dict())
del net.plain
print(hasattr(net, "plain"))
net.held = nn.Buffer(torch.ones(1))
net.unsaved = nn.Buffer(torch.ones(1), persistent=False)
print([n for n, _ in net.named_buffers()], list(net.state_dict()))
for name in ("seen", "a.b", "", 3, "forward"):
    refused(net.register_buffer, name, torch.ones(1), message=True)
refused(net.register_parameter, "w", torch.ones(1), message=True)
refused(net.register_parameter, "w", nn.Parameter(torch.ones(1)) , message=True)
refused(net.register_parameter, "body", nn.Parameter(torch.ones(1)), message=True)
refused(net.add_module, "m", 3, message=True)
refused(net.register_parameter, "leafless", nn.Parameter(torch.ones(1)) * 1)

class Forgetful(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(1, 1)

refused(Forgetful)

class Forgetful2(nn.Module):
    def __init__(self):
        self.w = nn.Parameter(torch.ones(1))

refused(Forgetful2)
refused(nn.Module(), torch.ones(1), message=True)
refused(lambda: nn.Module(3))
""",
)

snippet(
    "state dict",
    NET
    + """
state = net.state_dict()
other = Net()
print(other.load_state_dict(state), (other.out.weight == net.out.weight).all())
print(state["scale"].requires_grad, net.state_dict(keep_vars=True)["scale"].requires_grad)
state["scale"].fill_(3)
print(net.scale)
bad = dict(state)
del bad["out.bias"], bad["body.0.weight"]
bad["more.weight"] = torch.ones(1)
bad["body.5.weight"] = torch.ones(1)
bad["out.weight"] = torch.ones(7, 7)
bad["seen"] = "text"
refused(other.load_state_dict, bad, message=True)
del bad["out.weight"], bad["seen"]
print(other.load_state_dict(bad, strict=False))
refused(other.load_state_dict, 3)
print(other.load_state_dict(state, assign=True), other.scale is state["scale"], type(other.scale).__name__, other.scale.requires_grad)
double = {k: v.double() if v.is_floating_point() else v for k, v in state.items()}
net.load_state_dict(double)
print(net.out.weight.dtype)

class Extra(nn.Module):
    def get_extra_state(self):
        return {"n": 3}
    def set_extra_state(self, state):
        self.n = state["n"]

e = Extra()
print(e.state_dict(), e.load_state_dict(e.state_dict()), e.n)
""",
)

snippet(
    "conversions",
    NET
    + """
net.double()
print(net.out.weight.dtype, net.body[2].running_mean.dtype, net.body[2].num_batches_tracked.dtype)
print(net(torch.ones(2, 3, dtype=torch.float64)).dtype)
net.to(torch.float32)
print(net.out.weight.dtype, net.to("cpu") is net, net.to(torch.ones(1, dtype=torch.float64)).scale.dtype, net.float().scale.dtype)
refused(net.to, torch.int64)
w = net.out.weight
net.half()
print(net.out.weight is w, w.dtype)
net.float()
net(torch.ones(2, 3)).sum().backward()
net.double()
print(w.grad.dtype)
net.zero_grad()
print(w.grad)
print(net.requires_grad_(False).out.weight.requires_grad, net.train(False).training, net.body.training, net.train().body[2].training)
refused(net.train, 3)
print(net.apply(lambda m: print(type(m).__name__)) is net)
twin = copy.deepcopy(net)
print(twin.out.weight is net.out.weight, (twin.out.weight == net.out.weight).all(), twin.out.weight.grad)
""",
)

snippet(
    "forward hooks",
    """
layer = nn.Linear(2, 2, bias=False)
nn.init.ones_(layer.weight)
x = torch.ones(1, 2)
handle = layer.register_forward_hook(lambda m, args, out: print("after", type(m).__name__, len(args), out.tolist()))
first = layer.register_forward_pre_hook(lambda m, args: (args[0] * 2,))
print(layer(x).tolist())
second = layer.register_forward_hook(lambda m, args, out: out + 1, prepend=True)
print(layer(x).tolist())
handle.remove()
first.remove()
print(layer(x).tolist())
with layer.register_forward_pre_hook(lambda m, args, kwargs: (args, {"input": kwargs["input"] * 3}), with_kwargs=True):
    print(layer(input=x).tolist())
second.remove()
third = layer.register_forward_hook(lambda m, args, kwargs, out: print(sorted(kwargs)), with_kwargs=True)
layer(input=x)
third.remove()
layer.register_forward_hook(lambda m, args, out: print("always", out), always_call=True)
refused(layer, torch.ones(3, 7))
""",
)

snippet(
    "adaptive softmax",
    """
def numbers(t):
    return t.tolist() if t.dtype == torch.int64 else [round(v, 2) + 0.0 for v in t.detach().flatten().tolist()]

for m, rows in ((nn.AdaptiveLogSoftmaxWithLoss(8, 20, [5, 10, 15], div_value=2.0), slice(None)),
                (nn.AdaptiveLogSoftmaxWithLoss(8, 20, (5, 10), 1.5, head_bias=True, dtype=torch.float64), slice(0, 2))):
    print(m, m.cutoffs, m.n_clusters, m.head_size, m.shortlist_size, list(m.state_dict()))
    x = torch.linspace(-2, 3, 32, dtype=m.head.weight.dtype).cos().reshape(4, 8).requires_grad_()
    y = torch.tensor([1, 6, 12, 19])
    out = m(x[rows], y[rows])
    print(numbers(out.output), round(out.loss.item(), 4), out._fields, numbers(m.log_prob(x)), numbers(m.predict(x * 9)))
    (out.loss + (out.output * m(x, y).output.sum()).sum()).backward()
    print(numbers(x.grad), [p.grad if p.grad is None else numbers(p.grad) for p in m.parameters()])
    (g,) = torch.autograd.grad(m(x, y).loss, x, create_graph=True)
    print(numbers(torch.autograd.grad((g * g).sum(), m.head.weight)[0]))
    print(numbers(m(x[1], y[1]).output), m(x[1], y[1]).loss.shape, m(x[:0], y[:0]).output.shape, m.predict(x[:0]))
    m.reset_parameters()
    print(numbers(m.head.weight), numbers(m.tail[1][1].weight))
    for target in (y[:3], torch.tensor([0, 1, 2, 20]), torch.tensor([0, 1, 2, -1]), y[:, None], y[0]):
        refused(m, x, target)
    refused(m, x[0], y[:1])
    refused(m, x[:, :3], y)
    refused(m.log_prob, x[0])
    refused(m.predict, x[0])
for cutoffs in ([0, 5], [5, 5], [5, 4], [5, 20], [25], [-1, 5], []):
    refused(nn.AdaptiveLogSoftmaxWithLoss, 8, 20, cutoffs)
refused(nn.AdaptiveLogSoftmaxWithLoss, 8, 20, 5)
""",
)
snippet(
    "pruning",
    """
import importlib
prune = importlib.import_module(torch.__name__ + ".nn.utils.prune")
layer = nn.Linear(4, 3)
print(prune.l1_unstructured(layer, "weight", amount=0.4), [n for n, _ in layer.named_parameters()], [n for n, _ in layer.named_buffers()])
print(layer.weight, layer.weight_mask, list(layer.state_dict()), isinstance(layer.weight, nn.Parameter))
prune.random_unstructured(layer, "weight", amount=3)
(hook,) = layer._forward_pre_hooks.values()
print(layer.weight_mask, type(hook).__name__, [type(h).__name__ for h in hook], hook._tensor_name, hook[0].amount)
prune.ln_structured(layer, "weight", amount=1, n=2, dim=1)
print(layer.weight_mask, len(hook))
prune.random_structured(layer, "weight", amount=0.34, dim=0)
print(layer.weight_mask, prune.is_pruned(layer), prune.is_pruned(nn.Sequential(layer)), prune.is_pruned(nn.Linear(1, 1)))
layer(torch.ones(2, 4)).sum().backward()
print(layer.weight_orig.grad, layer.weight_orig.requires_grad)
layer.weight_orig.data.fill_(3)
print(layer.weight, layer(torch.ones(1, 4)), layer.weight)
print(prune.remove(layer, "weight").weight, list(layer.state_dict()), len(layer._forward_pre_hooks))
refused(prune.remove, layer, "weight", message=True)
a, b = nn.Linear(3, 2), nn.Linear(2, 2)
prune.custom_from_mask(b, "weight", torch.tensor([[1, 0], [1, 1]]))
prune.global_unstructured([(a, "weight"), (b, "weight"), (a, "bias")], pruning_method=prune.L1Unstructured, amount=5)
print(a.weight_mask, b.weight_mask, a.bias_mask, prune.identity(b, "bias").bias_mask, b.weight)
prune.global_unstructured([(a, "weight")], prune.RandomUnstructured, importance_scores={(a, "weight"): torch.ones(2, 3)}, amount=0.5)
print(a.weight_mask)
conv = prune.ln_structured(nn.Conv2d(2, 3, 2), "weight", amount=0.5, n=float("inf"), dim=0)
print(conv.weight_mask.sum((1, 2, 3)), prune.random_structured(nn.Conv2d(2, 3, 2), "weight", amount=1, dim=-3).weight_mask.sum((0, 2, 3)))
print(prune.l1_unstructured(nn.Linear(2, 2), "weight", 1, importance_scores=torch.tensor([[4.0, 3.0], [1.0, 2.0]])).weight_mask)
print(prune.L1Unstructured(2).prune(torch.tensor([1.0, -3.0, 2.0]), default_mask=torch.tensor([1.0, 0.0, 1.0])))
print(prune.RandomStructured(amount=1, dim=0).prune(torch.ones(2, 2)), prune.l1_unstructured(nn.Linear(2, 2), "bias", amount=0).bias_mask)

class EveryOther(prune.BasePruningMethod):
    PRUNING_TYPE = "unstructured"
    def compute_mask(self, t, default_mask):
        mask = default_mask.clone()
        mask.view(-1)[::2] = 0
        return mask

EveryOther.apply(b, "bias")
print(b.bias_mask, [type(h).__name__ for h in b._forward_pre_hooks.values()])
for amount in (1.5, -1, 5, "a"):
    refused(prune.l1_unstructured, nn.Linear(2, 2), "weight", amount, message=True)
refused(prune.l1_unstructured, nn.Linear(2, 2), "nope", 1)
refused(prune.ln_structured, nn.Linear(2, 2), "bias", 1, 1, 0, message=True)
refused(prune.ln_structured, nn.Linear(2, 2), "weight", 1, 1, 5, message=True)
refused(prune.random_structured, nn.Linear(2, 2), "weight", 3, 0, message=True)
refused(prune.global_unstructured, nn.Linear(2, 2), prune.L1Unstructured)
refused(lambda: prune.global_unstructured([(nn.Linear(2, 2), "weight")], prune.LnStructured, n=1, amount=1))
refused(lambda: prune.l1_unstructured(nn.Linear(2, 2), "weight", 1, importance_scores=torch.ones(3)))
refused(prune.BasePruningMethod)
""",
)
snippet(
    "hooks of all modules",
    """
hooks, kind = nn.modules.module, lambda m: type(m).__name__
net = nn.Sequential(nn.Linear(2, 2, bias=False), nn.Tanh())
handles = [
    hooks.register_module_forward_pre_hook(lambda m, args: print("before", kind(m), len(args))),
    hooks.register_module_forward_pre_hook(lambda m, args: args[0] + 1 if kind(m) == "Tanh" else None),
    hooks.register_module_forward_hook(lambda m, args, kwargs, out: print("after", kind(m), len(args), kwargs), with_kwargs=True),
    hooks.register_module_forward_hook(lambda m, args, out: out * 3),
    hooks.register_module_full_backward_pre_hook(lambda m, go: print("back", kind(m), [round(g, 2) for g in go[0][0].tolist()])),
    hooks.register_module_full_backward_hook(lambda m, gi, go: print("through", kind(m), [round(g, 2) for g in gi[0][0].tolist()])),
    hooks.register_module_full_backward_hook(lambda m, gi, go: (gi[0] * 5,)),
    net[0].register_forward_pre_hook(lambda m, args: print("its own before")),
    net[0].register_forward_hook(lambda m, args, out: print("its own after")),
    net[0].register_full_backward_hook(lambda m, gi, go: print("its own back")),
]
x = torch.tensor([[1.0, -2.0]], requires_grad=True)
out = net(x)
for handle in handles:
    handle.remove()
out.sum().backward()
print([round(v, 2) for v in [*out[0].tolist(), *x.grad[0].tolist(), *net[0].weight.grad.flatten().tolist()]])
net(x)
with hooks.register_module_forward_hook(lambda m, args, out: print("always", out), always_call=True):
    refused(nn.Linear(2, 2), torch.ones(3))
""",
)
snippet(
    "backward hooks",
    """
layer = nn.Linear(2, 2, bias=False)
nn.init.ones_(layer.weight)
x = torch.ones(1, 2, requires_grad=True)
seen = []
layer.register_full_backward_hook(lambda m, gi, go: seen.append((gi[0].tolist(), go[0].tolist())))
layer(x).sum().backward()
print(seen, x.grad.tolist())
layer.register_full_backward_hook(lambda m, gi, go: (gi[0] * 10,))
layer.register_full_backward_pre_hook(lambda m, go: (go[0] * 2,))
x.grad = layer.weight.grad = None
layer(x).sum().backward()
print(seen, x.grad.tolist(), layer.weight.grad.tolist())
plain = nn.Linear(2, 1)
plain.register_full_backward_hook(lambda m, gi, go: print(gi, go[0].tolist()))
plain(torch.ones(1, 2)).sum().backward()

class Two(nn.Module):
    def forward(self, a, b, c=3):
        return a * b, a + b

two = Two()
two.register_full_backward_hook(lambda m, gi, go: print([None if g is None else g.tolist() for g in gi], [g.tolist() for g in go]))
a, b = torch.tensor([2.0], requires_grad=True), torch.tensor([5.0], requires_grad=True)
p, q = two(a, b, 4)
(p + 2 * q).sum().backward()
print(a.grad, b.grad)
wrong = nn.Linear(1, 1)
wrong.register_full_backward_hook(lambda m, gi, go: (gi[0], gi[0]))
refused(wrong(torch.ones(1, 1, requires_grad=True)).sum().backward)
""",
)

snippet(
    "containers",
    """
s = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
print(len(s), s[0], s[-1], s[1:], list(s)[1], s[:2] + nn.Sequential(nn.Tanh()))
s.append(nn.Tanh()).extend([nn.Sigmoid()])
s.insert(1, nn.Identity())
print(s)
del s[1]
print(s.pop(-1), len(s), list(s.state_dict()))
s[1] = nn.Tanh()
print(s, nn.Sequential(nn.ReLU()) * 2)
refused(lambda: s[9], message=True)
refused(lambda: s + 3)
refused(lambda: s * "a")
refused(s.insert, 99, nn.ReLU())
from collections import OrderedDict
named = nn.Sequential(OrderedDict([("first", nn.Linear(1, 1)), ("second", nn.ReLU())]))
print(named, named.first, named[1])
del named[0]
print(named)

m = nn.ModuleList([nn.Linear(1, 1) for _ in range(3)])
m.append(nn.ReLU())
m += [nn.Tanh()]
m.insert(0, nn.Sigmoid())
m.extend(nn.ModuleList([nn.ReLU()]))
print(m, len(m), m[1:3], m[-1], m.pop(0), len(m), [type(x).__name__ for x in m])
del m[0:2]
m[0] = nn.GELU()
print(m, list(m.state_dict()), m + [nn.ReLU()])
refused(m, torch.ones(1))
refused(m.extend, 3)

d = nn.ModuleDict({"a": nn.ReLU(), "b": nn.Linear(1, 1)})
d["c"] = nn.Tanh()
d.update([("e", nn.Sigmoid())])
print(d, list(d), len(d), "a" in d, list(d.keys()), d["b"], d.pop("a"), [k for k, v in d.items()], d.c)
del d["c"]
print(list(d.values()))
refused(lambda: d["zzz"])
d.clear()
print(d)

p = nn.ParameterList([torch.ones(2), nn.Parameter(torch.zeros(1, 3)), 5])
p.append(torch.ones(4))
p += [nn.Parameter(torch.ones(1))]
print(p, len(p), p[0], p[-1].requires_grad, [n for n, _ in p.named_parameters()], len(p[1:3]), list(p.state_dict()))
p[0] = nn.Parameter(torch.zeros(2))
print(p[0])
refused(lambda: p[99])
refused(p)

q = nn.ParameterDict({"x": torch.ones(2), "n": 3})
q["y"] = nn.Parameter(torch.ones(2, 2))
q.setdefault("z", torch.zeros(1))
print(q, list(q), len(q), q.get("nothing"), q["x"].requires_grad, list(q.keys()), "x" in q, [n for n, _ in q.named_parameters()])
print((q | {"w": torch.ones(1)}).popitem()[0], list(reversed(q)), q.pop("x"), q.copy())
q |= {"v": torch.ones(1)}
print(list(q))
""",
)

snippet(
    "parameters",
    """
w = nn.Parameter(torch.tensor([1.0, 2.0]))
print(w, repr(w), w.requires_grad, w.is_leaf, isinstance(w, torch.Tensor), nn.Parameter(torch.ones(1), requires_grad=False))
refused(nn.Parameter, torch.tensor([1, 2]))
print(copy.deepcopy(w), (w * 2), w.data, w.detach())
t = torch.zeros(2)
shared = nn.Parameter(t)
t += 1
print(shared)
lazy = nn.LazyLinear(3)
print(lazy, lazy.weight, lazy.has_uninitialized_params())
refused(lambda: lazy.weight.shape)
print(lazy(torch.ones(2, 5)).shape, lazy, type(lazy).__name__)
again = nn.LazyLinear(3)
print(again.load_state_dict(lazy.state_dict()), again.weight.shape)
print(nn.LazyBatchNorm2d().double()(torch.ones(2, 3, 4, 4, dtype=torch.float64)).dtype)
""",
)

snippet(
    "initialisation",
    """
for name, arguments in [("uniform_", (-1, 2)), ("constant_", (3,)), ("ones_", ()), ("zeros_", ()), ("eye_", ()), ("xavier_uniform_", (2.0,)),
                        ("kaiming_uniform_", (0.2, "fan_out", "leaky_relu")), ("kaiming_uniform_", (0, "fan_in", "relu"))]:
    t = torch.empty(3, 4)
    print(name, getattr(nn.init, name)(t, *arguments).tolist())
for name, arguments in [("normal_", (1.0, 2.0)), ("xavier_normal_", (2.0,)), ("kaiming_normal_", (0.2, "fan_out")),
                        ("trunc_normal_", (0.0, 1.0, -0.5, 2.0)),
                        ("trunc_normal_", (0.0, 1.0, 1.5, 2.0)), ("orthogonal_", (2.0,)), ("sparse_", (0.4,))]:
    t = torch.empty(5, 4)
    print(name, np.round(np.array(getattr(nn.init, name)(t, *arguments).tolist()), 4).tolist())
print(nn.init.orthogonal_(torch.empty(2, 3, 2)).shape, nn.init.dirac_(torch.empty(4, 2, 3), 2).tolist())
print([round(nn.init.calculate_gain(n), 6) for n in ("linear", "conv2d", "sigmoid", "tanh", "relu", "leaky_relu", "selu")])
print(nn.init.calculate_gain("leaky_relu", 0.3))
refused(nn.init.calculate_gain, "nothing", message=True)
refused(nn.init.calculate_gain, "leaky_relu", "a")
refused(nn.init.kaiming_uniform_, torch.empty(3), message=True)
refused(nn.init.kaiming_uniform_, torch.empty(3, 3), 0, "fan", message=True)
refused(nn.init.eye_, torch.empty(3), message=True)
refused(nn.init.dirac_, torch.empty(3), message=True)
refused(nn.init.dirac_, torch.empty(3, 3, 3), 2, message=True)
refused(nn.init.orthogonal_, torch.empty(3), message=True)
refused(nn.init.sparse_, torch.empty(3), 0.1, message=True)
""",
)

snippet(
    "clipping and vectors",
    """
def fresh():
    ws = [nn.Parameter(torch.arange(4.0)), nn.Parameter(torch.ones(2, 2)), nn.Parameter(torch.ones(1))]
    (ws[0].pow(3).sum() - (ws[1] * 2).sum()).backward()
    return ws
for p in (2.0, 1, 3.0, float("inf")):
    ws = fresh()
    print(round(nn.utils.clip_grad_norm_(ws, 1.5, norm_type=p).item(), 4), [[round(v, 4) for v in w.grad.reshape(-1).tolist()] for w in ws[:2]])
ws = fresh()
print(nn.utils.clip_grad_norm_(iter(ws), 100.0), ws[0].grad, nn.utils.get_total_norm([w.grad for w in ws[:2]]))
nn.utils.clip_grad_value_(ws, 1.0)
print(ws[0].grad, ws[1].grad)
print(nn.utils.clip_grad_norm_([nn.Parameter(torch.ones(1))], 1.0), nn.utils.clip_grad_norm_(ws[0], 0.5))
ws[0].grad[0] = float("nan")
refused(lambda: nn.utils.clip_grad_norm_(ws, 1.0, error_if_nonfinite=True), message=True)
v = nn.utils.parameters_to_vector(ws)
print(v)
nn.utils.vector_to_parameters(torch.arange(9.0), ws)
print(ws)
refused(nn.utils.vector_to_parameters, 3, ws)
""",
)

snippet(
    "sequences",
    """
from_list = nn.utils.rnn.pad_sequence([torch.tensor([1.0, 2.0]), torch.tensor([3.0]), torch.tensor([4.0, 5.0, 6.0])], padding_value=-1)
print(from_list, nn.utils.rnn.pad_sequence([torch.ones(1, 2), torch.ones(2, 2)], batch_first=True, padding_side="left"))
packed = nn.utils.rnn.pack_padded_sequence(from_list, [2, 1, 3], enforce_sorted=False)
print(packed)
print(nn.utils.rnn.pad_packed_sequence(packed, padding_value=9, total_length=4), nn.utils.rnn.pad_packed_sequence(packed, batch_first=True))
print(nn.utils.rnn.pack_sequence([torch.ones(2, 1), torch.ones(1, 1)]), nn.utils.rnn.unpack_sequence(packed))
refused(nn.utils.rnn.pack_padded_sequence, from_list, [2, 1, 3])
refused(nn.utils.rnn.pack_padded_sequence, from_list, [2, 1, 0])
refused(nn.utils.rnn.pad_packed_sequence, packed, False, 0.0, 1)
for kind, states in (("LSTM", 2), ("GRU", 1), ("RNN", 1)):
    torch.manual_seed(1)
    net = getattr(nn, kind)(2, 3, 2, bidirectional=True, batch_first=True)
    x = torch.arange(24.0).reshape(3, 4, 2) / 10
    packed = nn.utils.rnn.pack_padded_sequence(x, torch.tensor([2, 4, 1]), batch_first=True, enforce_sorted=False)
    out, h = net(packed)
    padded, lengths = nn.utils.rnn.pad_packed_sequence(out, batch_first=True)
    h = torch.cat(h, 2) if kind == "LSTM" else h
    (padded.pow(2).sum() + h.pow(3).sum()).backward()
    print(lengths, tuple(padded.shape), np.round(padded.sum((1, 2)).detach().numpy(), 4), np.round(h.sum((0, 2)).detach().numpy(), 4))
    print([round(float(p.grad.abs().sum()), 3) for p in net.parameters()])
""",
)

snippet(
    "dropout between recurrent layers",
    """
net = nn.LSTM(2, 3, 3, dropout=0.5)
torch.manual_seed(2)
out, _ = net(torch.ones(4, 2, 2))
print(np.round(out.detach().numpy(), 4).tolist())
print(len(net.all_weights), [len(w) for w in net.all_weights], net.flatten_parameters())
""",
)

snippet(
    "weight norm and parametrisations",
    """
layer = nn.utils.weight_norm(nn.Linear(3, 2))
print(list(layer.state_dict()), layer.weight_g.shape, [n for n, _ in layer.named_parameters()])
x = torch.ones(1, 3)
layer(x).sum().backward()
print(np.round(layer.weight_g.grad.numpy(), 4).tolist(), np.round(layer.weight_v.grad.numpy(), 4).tolist())
refused(nn.utils.weight_norm, layer)
nn.utils.remove_weight_norm(layer)
print(list(layer.state_dict()))
refused(nn.utils.remove_weight_norm, layer)

class Symmetric(nn.Module):
    def forward(self, x):
        return x.triu() + x.triu(1).transpose(-1, -2)
    def right_inverse(self, a):
        return a.triu()

P = nn.utils.parametrize
layer = nn.Linear(3, 3)
P.register_parametrization(layer, "weight", Symmetric())
print(layer, P.is_parametrized(layer), P.is_parametrized(layer, "bias"), (layer.weight == layer.weight.T).all(), list(layer.state_dict()))
layer.weight = torch.ones(3, 3)
print(layer.weight)
with P.cached():
    print(layer.weight is layer.weight)
print(layer.weight is layer.weight)
layer(torch.ones(1, 3)).sum().backward()
print(layer.parametrizations.weight.original.grad)
P.remove_parametrizations(layer, "weight", leave_parametrized=False)
print(layer, layer.weight, type(layer).__name__)
refused(P.remove_parametrizations, layer, "weight")
refused(P.register_parametrization, layer, "nothing", Symmetric())
layer = nn.utils.parametrizations.weight_norm(nn.Linear(2, 2))
print(list(layer.state_dict()), layer)
P.remove_parametrizations(layer, "weight")
print(list(layer.state_dict()))
""",
)

snippet(
    "spectral norm",
    """
for which in (nn.utils.spectral_norm, nn.utils.parametrizations.spectral_norm):
    for make, shape in ((lambda: nn.Linear(4, 3), (2, 4)), (lambda: nn.Conv2d(2, 3, 3), (2, 2, 5, 5)), (lambda: nn.ConvTranspose2d(2, 3, 2), (2, 2, 5, 5))):
        torch.manual_seed(0)
        layer = which(make(), n_power_iterations=2)
        print(sorted(layer.state_dict()), [n for n, _ in layer.named_parameters()])
        x = torch.randn(*shape)
        optimizer = torch.optim.SGD(layer.parameters(), 0.1)
        for _ in range(3):
            optimizer.zero_grad()
            loss = layer(x).pow(2).mean()
            loss.backward()
            optimizer.step()
            print(round(loss.item(), 4))
        layer.eval()
        print(round(layer(x).sum().item(), 3))
        if which is nn.utils.spectral_norm:
            refused(which, layer)
            nn.utils.remove_spectral_norm(layer)
            print(sorted(layer.state_dict()), round(layer(x).sum().item(), 3))
            refused(nn.utils.remove_spectral_norm, layer)
vector = nn.Module()
vector.weight = nn.Parameter(torch.tensor([3.0, 4.0]))
print(nn.utils.parametrizations.spectral_norm(vector).weight.tolist())
""",
)

snippet(
    "layers refuse",
    """
refused(nn.Conv2d, 3, 4, 3, 1, 0, 1, 2)
refused(nn.Conv2d, 4, 4, 3, 2, "same")
refused(nn.Conv2d, 4, 4, 3, 1, "other")
refused(nn.ConvTranspose2d, 4, 4, 3, 1, 0, 0, 1, True, 1, "reflect")
refused(nn.GroupNorm, 3, 4)
refused(nn.BatchNorm1d(3), torch.ones(2, 3, 4, 5))
refused(nn.BatchNorm2d(3), torch.ones(2, 3), message=True)
refused(nn.BatchNorm1d(3), torch.ones(1, 3))
refused(nn.Embedding, 3, 2, 5)
refused(nn.Embedding(3, 2), torch.tensor([5]))
refused(nn.Dropout, 1.5)
refused(nn.MultiheadAttention, 5, 2)
refused(nn.Linear(2, 3), torch.ones(1, 5))
refused(nn.RNN, 2, 3, 1, "sigmoid")
refused(lambda: nn.GRU(2, 3, proj_size=1))
refused(lambda: nn.LSTM(2, 3, proj_size=3))
refused(nn.LSTM(2, 3), torch.ones(1, 1, 5))
refused(lambda: nn.LSTM(2, 3)(torch.ones(1, 1, 2), (torch.ones(1, 1, 4), torch.ones(1, 1, 3))))
refused(nn.LSTMCell(2, 3), torch.ones(1, 5))
refused(nn.Softmax2d(), torch.ones(2))
refused(nn.Hardtanh, 2, 1)
refused(nn.MultiMarginLoss, 3)
refused(lambda: nn.TripletMarginLoss(margin=-1))
refused(nn.Unflatten, 1, 3)
refused(nn.Threshold)
refused(nn.ReLU, 1, 2)
refused(lambda: nn.ReLU(slope=1))
refused(nn.CrossEntropyLoss(), torch.ones(2, 3), torch.ones(5, dtype=torch.int64))
refused(nn.TransformerEncoderLayer, 4, 2, 8, 0.1, "tanh")
refused(nn.ConvTranspose2d(1, 1, 3, 2), torch.ones(1, 1, 4, 4), [1, 1])
print(nn.ConvTranspose2d(1, 1, 3, 2)(torch.ones(1, 1, 4, 4), output_size=[10, 10]).shape)
""",
)

snippet(
    "batch norm keeps count",
    """
bn = nn.BatchNorm1d(2, momentum=None)
for k in range(3):
    bn(torch.arange(8.0).reshape(4, 2) * (k + 1))
print(bn.running_mean, bn.running_var, bn.num_batches_tracked)
bn.reset_running_stats()
print(bn.running_mean, bn.num_batches_tracked)
old = nn.BatchNorm1d(2).state_dict()
del old["num_batches_tracked"]
refused(nn.BatchNorm1d(2).load_state_dict, old)
print(nn.BatchNorm1d(2).load_state_dict(dict(old)))
e = nn.Embedding.from_pretrained(torch.ones(3, 2))
print(e, e.weight.requires_grad, nn.Embedding(4, 2, padding_idx=1).weight[1])
print(nn.Transformer.generate_square_subsequent_mask(3))
print(nn.CrossEntropyLoss(weight=torch.ones(3)).state_dict(), nn.MSELoss(reduction="sum").reduction, nn.L1Loss(size_average=False).reduction)
""",
)


snippet(
    "random layers",
    """
x = torch.arange(48.0).reshape(2, 3, 4, 2) / 10
for layer in (nn.Dropout(0.3), nn.Dropout2d(0.4), nn.AlphaDropout(0.3), nn.FeatureAlphaDropout(0.3), nn.RReLU()):
    print(layer, np.round(layer(x - 2).numpy(), 4).tolist(), (layer.eval()(x) == x).all())
print(nn.Dropout1d(0.5)(x[0]).tolist(), nn.Dropout3d(0.5)(x[None]).tolist())
y = torch.ones(3, 4, requires_grad=True)
print(nn.Dropout(0.5, inplace=True)(y * 2), nn.Dropout(1.0)(y), nn.Dropout(0.0)(y) is y)
print(np.round(nn.TransformerEncoderLayer(4, 2, 8, 0.3)(torch.ones(2, 3, 4)).detach().numpy(), 4).tolist())
print(np.round(nn.MultiheadAttention(4, 2, 0.3)(x[0], x[0], x[0])[0].detach().numpy(), 4).tolist() if x.shape[-1] == 4 else "")
""",
)

snippet(
    "embedding bags",
    """
bag = nn.EmbeddingBag(5, 2, mode="sum", padding_idx=1)
nn.init.constant_(bag.weight, 2.0)
print(bag, bag(torch.tensor([0, 1, 2, 4]), torch.tensor([0, 3])).detach(), bag(torch.tensor([[1, 2], [3, 3]])).detach())
print(nn.EmbeddingBag.from_pretrained(torch.ones(4, 2), mode="max")(torch.tensor([[1, 2]])).detach())
table = nn.Embedding(4, 2, padding_idx=0, max_norm=0.5)
table(torch.tensor([[1, 2], [0, 3]])).sum().backward()
print(table.weight.grad, [round(n, 3) for n in table.weight.norm(dim=1).tolist()])
""",
)

snippet(
    "reaching into PyTorch's places",
    """
print(nn.modules.module.Module is nn.Module, nn.parameter.Parameter is nn.Parameter, nn.utils.rnn.PackedSequence.__name__)
print(nn.Module().extra_repr() == "", nn.Linear(1, 1)._get_name(), nn.Linear(1, 1)._parameters.keys())
print(nn.DataParallel(nn.Linear(2, 1)).state_dict().keys(), nn.DataParallel(nn.Linear(2, 1))(torch.ones(1, 2)).shape)
""",
)


@pytest.mark.parametrize("name", SNIPPETS)
def test_prints_what_pytorch_prints(name: str) -> None:
    torch = pytest.importorskip("torch")
    theirs = output_of(SNIPPETS[name], torch, torch.nn).splitlines()
    ours = output_of(SNIPPETS[name], autograd, nn).splitlines()
    for line, (mine, wanted) in enumerate(zip(ours, theirs, strict=False)):
        assert mine == wanted, f"line {line} of the output"
    assert len(ours) == len(theirs)


def test_constructors_take_the_same_arguments() -> None:
    """Names, order, kinds and defaults of every layer's arguments."""
    torch = pytest.importorskip("torch")
    different = {"Hardtanh", "RNN"}  # min_value and max_value have been deprecated for years; nonlinearity is seen in ours
    plain = (int, float, str, bool, type(None))

    def arguments(cls: Any) -> list[Any]:
        found = list(inspect.signature(cls.__init__).parameters.values())
        return (
            []
            if any(p.kind is p.VAR_POSITIONAL for p in found)
            else [(p.name, p.kind, p.default if isinstance(p.default, plain) else "") for p in found[1:]]
        )

    compared = 0
    for name in set(nn.__dict__) & set(torch.nn.__dict__) - different:
        theirs = getattr(torch.nn, name)
        if isinstance(theirs, type) and issubclass(theirs, torch.nn.Module) and not name.startswith("Lazy"):
            compared += 1
            assert arguments(getattr(nn, name)) == arguments(theirs), name
    assert compared > 100


try:
    from tests import torch_modules
except ImportError:  # PyTorch is not installed
    DATABASE = []
else:
    DATABASE = [name for name in torch_modules.ENTRIES if name not in torch_modules.ABSENT]


@pytest.mark.parametrize("name", DATABASE)
def test_module_database(name: str) -> None:
    """Every input of every layer in PyTorch's database, in training and evaluation: see torch_modules.py."""
    report = torch_modules.run(name, list(torch_modules.DTYPES))
    assert not report.failures, report.failures[0]
    assert report.passed
    assert not torch_modules.run_errors(name).failures


def test_pickled_module_computes_the_same() -> None:
    net = nn.Sequential(nn.Linear(3, 4), nn.LSTM(4, 2, batch_first=True))
    x = autograd.randn(2, 5, 3)
    twin = pickle.loads(pickle.dumps(net))
    assert np.array_equal(net(x)[0].detach().numpy(), twin(x)[0].detach().numpy())


def orthogonal_layer(torch: Any, shape: tuple[int, int], orthogonal_map: str | None, trivialise: bool) -> list[Any]:
    """What becomes of a weight that is made orthogonal, learns, and is set to another matrix."""
    torch.manual_seed(3)
    layer = torch.nn.Linear(*shape, bias=False, dtype=torch.float64)
    torch.nn.utils.parametrizations.orthogonal(layer, orthogonal_map=orthogonal_map, use_trivialization=trivialise)
    random = np.random.default_rng(0)
    chain = layer.parametrizations.weight
    with torch.no_grad():
        chain.original.add_(torch.from_numpy(np.tril(random.normal(size=shape[::-1]), -1)))
    y = layer(torch.from_numpy(random.normal(size=(4, shape[0]))))
    (y**3).sum().backward()
    found = [repr(layer), layer.weight, *layer.state_dict().items(), y, chain.original.grad]
    try:
        layer.weight = torch.from_numpy(random.normal(size=shape[::-1]))
        found += [layer.weight, *layer.state_dict().values()]
    except Exception as error:
        found.append(type(error).__name__)
    return found


@pytest.mark.parametrize("trivialise", [True, False])
@pytest.mark.parametrize("orthogonal_map", [None, "matrix_exp", "cayley", "householder"])
@pytest.mark.parametrize("shape", [(3, 3), (2, 5), (5, 2), (1, 1)], ids=str)
def test_orthogonal_weights_are_pytorchs(shape: tuple[int, int], orthogonal_map: str | None, trivialise: bool) -> None:
    torch = pytest.importorskip("torch")
    ours, theirs = (orthogonal_layer(library, shape, orthogonal_map, trivialise) for library in (autograd, torch))
    assert len(ours) == len(theirs)
    for mine, wanted in zip(ours, theirs, strict=True):
        if isinstance(mine, tuple):
            assert mine[0] == wanted[0]
            mine, wanted = mine[1], wanted[1]
        if isinstance(mine, str):
            assert mine == wanted
        else:
            np.testing.assert_allclose(mine.detach().numpy(), wanted.detach().numpy(), rtol=1e-9, atol=1e-9)


def test_what_is_refused_is_not_pruned() -> None:
    from autograd.nn.utils import prune

    layer = nn.Linear(2, 2)
    with pytest.raises(ValueError, match="should be smaller than the number of parameters"):
        prune.l1_unstructured(layer, "weight", 5)
    assert isinstance(layer.weight, nn.Parameter) and not prune.is_pruned(layer)
    prune.l1_unstructured(layer, "weight", 1)
    with pytest.raises(ValueError, match="should be smaller than the number of parameters"):
        prune.random_unstructured(layer, "weight", 4)
    assert layer.weight_mask.sum() == 3 and len(layer._forward_pre_hooks) == 1


def test_what_cannot_be_orthogonal_is_refused() -> None:
    orthogonal = nn.utils.parametrizations.orthogonal
    for layer, settings, message in [
        (nn.Linear(2, 2), {"orthogonal_map": "rotation"}, "orthogonal_map has to be one of"),
        (nn.Linear(2, 2), {"name": "scale"}, "has no parameter or buffer with name 'scale'"),
        (nn.BatchNorm1d(3), {}, "Expected a matrix or batch of matrices. Got a tensor of 1 dimensions"),
    ]:
        with pytest.raises(ValueError, match=message):
            orthogonal(layer, **settings)
    with pytest.raises(ValueError, match="Expected a matrix or batch of matrices of shape"):
        orthogonal(nn.Linear(2, 2)).weight = autograd.ones(2, 3)


def test_backward_hooks_see_gradients_of_gradients() -> None:
    layer = nn.Linear(2, 1)
    seen: list[Any] = []
    layer.register_full_backward_hook(lambda m, gi, go: seen.append(gi[0]))
    x = autograd.ones(1, 2, requires_grad=True)
    (g,) = autograd.grad((layer(x) ** 2).sum(), x, create_graph=True)
    assert seen[-1].requires_grad
    g.sum().backward()
    assert x.grad is not None


def test_a_layer_made_of_a_function_follows_its_settings() -> None:
    """A setting changed after the layer was made is the one that counts."""
    leaky = nn.LeakyReLU(0.5)
    leaky.negative_slope = 0.1
    assert leaky(autograd.tensor([-1.0])).item() == pytest.approx(-0.1)

    class Mine(nn.LeakyReLU):
        def __init__(self, times: int) -> None:
            super().__init__(times / 10, inplace=False)

    assert repr(Mine(3)) == "Mine(negative_slope=0.3)"


def test_training_a_small_network_equals_pytorch() -> None:
    torch = pytest.importorskip("torch")

    def losses(library: Any, layers: Any, optimizers: Any) -> list[float]:
        library.manual_seed(0)
        net = layers.Sequential(
            layers.Conv2d(1, 4, 3, padding=1), layers.BatchNorm2d(4), layers.ReLU(), layers.MaxPool2d(2), layers.Dropout(0.3), layers.Flatten(),
            layers.Linear(16, 8), layers.LayerNorm(8), layers.GELU(), layers.Linear(8, 3),
        )  # fmt: skip
        optimizer = optimizers.AdamW(net.parameters(), lr=1e-2)
        x, y = library.randn(12, 1, 4, 4), library.randint(0, 3, (12,))
        found = []
        for _ in range(20):
            optimizer.zero_grad()
            loss = layers.CrossEntropyLoss()(net(x), y)
            loss.backward()
            layers.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            found.append(loss.item())
        return found

    np.testing.assert_allclose(losses(autograd, nn, optim), losses(torch, torch.nn, torch.optim), rtol=2e-4)


# ---------------------------------------------------------------------------------------------------------------- subclasses with methods of their own


def test_an_empty_container_calls_no_method_that_a_subclass_may_have_for_itself() -> None:
    class Ema(nn.ModuleDict):
        def update(self) -> Any:  # type: ignore[override]
            raise AssertionError("called")

    class Names(nn.ParameterDict):
        update = Ema.update  # type: ignore[assignment]

    class Rows(nn.ModuleList):
        def extend(self) -> Any:  # type: ignore[override]
            raise AssertionError("called")

    class Numbers(nn.ParameterList):
        extend = Rows.extend  # type: ignore[assignment]

    assert [len(kind()) for kind in (Ema, Names, Rows, Numbers)] == [0, 0, 0, 0]


def test_containers_are_filled_without_the_methods_of_subclasses_as_in_pytorch() -> None:
    called: list[str] = []

    class Rows(nn.ModuleList):
        def append(self, module: Any) -> Any:
            called.append("append")

        def insert(self, index: int, module: Any) -> Any:
            called.append("insert")

        def add_module(self, name: str, module: Any) -> None:
            called.append("add_module")
            super().add_module(name, module)

    assert len(Rows([nn.ReLU(), nn.Tanh()])) == 2
    assert called == ["add_module", "add_module"]
    called.clear()

    class Numbers(nn.ParameterList):
        def insert(self, index: int, value: Any) -> None:
            called.append("insert")

    assert len(Numbers([autograd.ones(1), autograd.ones(2)])) == 2 and not called

    class Upper(nn.ModuleDict):
        def __getitem__(self, key: str) -> Any:
            called.append(key)
            return super().__getitem__(key)

    modules = Upper({"a": nn.ReLU()})
    assert (list(modules.items()), list(modules.values()), "b" in modules) == ([("a", modules._modules["a"])], [modules._modules["a"]], False)
    modules.clear()
    assert not called and not len(modules)
    for row in (nn.Sequential(nn.ReLU()), nn.ModuleList([nn.ReLU()]), nn.ParameterList([autograd.ones(1)])):
        with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
            row["0"]  # a name, as a ModuleDict has them


def test_inserting_what_is_no_module_is_refused() -> None:
    with pytest.raises(TypeError, match="int is not a Module subclass"):
        nn.ModuleList([nn.ReLU()]).insert(0, 3)  # type: ignore[arg-type]


def test_assigning_a_submodule_asks_the_module_nothing() -> None:
    asked: list[str] = []

    class Wrapper(nn.Module):
        @property
        def computed(self) -> Any:
            asked.append("computed")

        def __getattr__(self, name: str) -> Any:
            asked.append(name)
            return super().__getattr__(name)

        def register_parameter(self, name: str, param: Any) -> None:
            asked.append(f"register {name}")
            vars(self)["_parameters"][name] = param

    module = Wrapper()
    asked.clear()
    module.inner = nn.ReLU()
    setattr(module, "computed", nn.Tanh())  # noqa: B010  (a property, as far as a type checker knows)
    assert not asked and list(vars(module)["_modules"]) == ["inner", "computed"]
    module.weight = nn.Parameter(autograd.ones(1))
    assert asked == ["register weight"]
    with pytest.raises(AttributeError, match=r"cannot assign module before Module.__init__\(\) call"):
        setattr(nn.Module.__new__(nn.Module), "inner", nn.ReLU())  # noqa: B010


@pytest.mark.parametrize("normed", [False, True])
def test_an_encoder_in_evaluation_leaves_zeros_at_the_end_of_short_sequences(normed: bool) -> None:
    """As PyTorch does, which then computes without them; and not in the cases in which it does not."""
    autograd.manual_seed(0)
    layer = nn.TransformerEncoderLayer(4, 2, 8, batch_first=True)
    encoder = nn.TransformerEncoder(layer, 2, nn.LayerNorm(4) if normed else None).eval()
    x, short = autograd.randn(2, 3, 4), autograd.tensor([[False, False, True], [False, True, True]])
    gap = autograd.tensor([[False, True, False], [False, True, True]])
    with autograd.no_grad():
        found = encoder(x, src_key_padding_mask=short)
        near = dict(rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(found[0, :2].array, encoder(x[:1, :2])[0].array, **near)
        np.testing.assert_allclose(found[1, :1].array, encoder(x[1:, :1])[0].array, **near)
        assert (found[short] == (encoder.norm.bias if normed else 0)).all()
        assert (encoder(x, src_key_padding_mask=short.float() * -1e9) == found).all()
        assert (encoder(x, src_key_padding_mask=gap)[gap].abs().sum(-1) > 0.1).all()
        assert (encoder(x, autograd.zeros(3, 3, dtype=autograd.bool), short)[short].abs().sum(-1) > 0.1).all()
        plain = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False).eval()
        assert (plain(x, src_key_padding_mask=short)[short].abs().sum(-1) > 0.1).all()
    assert (encoder(x, src_key_padding_mask=short)[short].abs().sum(-1) > 0.1).all()


def test_a_mask_beside_the_causal_one() -> None:
    q = autograd.randn(1, 2, 3, 4)
    mask = autograd.tensor([[True, True, True], [True, True, False], [False, True, True]])
    both = nn.functional.scaled_dot_product_attention(q, q, q, attn_mask=mask, is_causal=True)
    np.testing.assert_array_equal(both.array, nn.functional.scaled_dot_product_attention(q, q, q, attn_mask=mask.tril()).array)


def test_what_a_users_module_misses_is_not_taken_for_a_wrong_input() -> None:
    class Words(nn.Module):
        def forward(self, words: Any) -> Any:
            return self.embeding(words)

    for model in (Words(), nn.Sequential(Words(), nn.ReLU())):
        with pytest.raises(AttributeError, match="'Words' object has no attribute 'embeding'"):
            model(["a", "list"])
    with pytest.raises(TypeError, match="must be Tensor, not list"):
        nn.Sequential(nn.Linear(2, 1))([1.0, 2.0])
