"""Random programs, run on wgrad and on PyTorch: whatever one of them sees, the other must see, or both refuse.

    python tests/fuzz.py --count 20000 --seed 7        # look for differences; each is shrunk and printed as a script
    python tests/fuzz.py --count 2000 --show lenient   # print what the stated rules let pass

A program is a list of lines of Python, each of them one statement about tensors ``x0, x1, ...``. A line that raises leaves the program
running, so it is also seen whether an error leaves everything as it was. At the end all values, types, flags and gradients are compared.

What may differ is listed in STRICTER and LENIENT, and counted. A value or a gradient that differs without an error is never allowed.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

if __name__ == "__main__":  # as a script: the repository's own packages, wherever it is called from
    sys.path.insert(0, str(Path(__file__).parent.parent))

REGRESSIONS = Path(__file__).with_name("fuzz_regressions.json")
Program = list[str]

# what PyTorch computes and wgrad refuses: a part of wgrad's message, and why
STRICTER = {
    "a view cannot be used after an in-place operation has changed the shape": "a view whose base got another shape in place (t_, unsqueeze_)",
    "Can't detach views in-place": "results that are views only in wgrad",
    "or the memory is read-only": "writes to a part of an expanded tensor, also where the part itself has no element twice",
    "is shared or read-only": "writes to a part of an expanded tensor, also where the part itself has no element twice",
    "not implemented for bool": "softmax of integers without elements",
    "not implemented for int64": "softmax of integers without elements",
    "can't be cast to the desired output type bool": "cumsum_ of a 0-dim bool",
    "Both: trying to backward": "a second backward pass through a custom function that saved tensors, also if it does not ask for them",
    "a view of a leaf Variable that requires grad": "a view of a constant, after requires_grad_() on another view of it",
}
# what PyTorch refuses and wgrad computes: a part of PyTorch's message, and why. The gradients are right (test_fuzz.py checks by differences)
LENIENT = {
    "This view is the output of a function that returns multiple views": "writes to a part from split "
    "or unbind are recorded like writes to any other view",
    "not implemented for '": "integers and bools for which PyTorch has no code, in operations that have a meaning for them",
    "Subtraction, the `-` operator, with a bool tensor": "the derivatives of logaddexp and atan2 with a bool operand",
    "Negation, the `-` operator, on a bool tensor": "the derivatives of logaddexp and atan2 with a bool operand",
    "Trying to backward through the graph a second time": "a second backward pass over operations that have nothing to release",
    "source tensor shape must match self tensor shape": "index_add_ of a 0-dim tensor at one index",
    "expected to be in range of [-1, 0], but got 1": "repeat_interleave of a 0-dim tensor along its last dimension",
    "returned an invalid gradient at index": "a tensor whose shape was changed in place under no_grad, in a graph that knew the old shape",
    "view size is not compatible": "results that only PyTorch lays out in another order in memory",
    "Can't detach views in-place": "results that are views only in PyTorch",
    "that has been detached in-place": "detach_() of a tensor that others were computed from",
    "Expected self.dtype to be equal to src.dtype": "scatter without elements",
    "shape mismatch: value tensor of shape": "index_put of a value with more dimensions, of size 1",
    "Autograd not support dtype": "integer tensors, which never require grad",
    "does not support bool": "bools for which PyTorch has no code",
    "some elements of the input tensor and the written-to tensor refer to a single memory": "a value that shares memory with the part "
    "that it is written to is read first",
}
# PyTorch raises this for anything that was saved and overwritten. Where wgrad has kept a copy, or the values have not changed, the gradient
# must be the one that PyTorch finds when it is told to keep copies too (torch.autograd.graph.allow_mutation_on_saved_tensors)
OVERWRITTEN = "modified by an inplace operation"
KEPT = "saved and overwritten, with a copy kept: the right gradient"
KEPT_VIEW = "saved and overwritten, with a copy kept, among views, where PyTorch's own copies are wrong: see test_writes_to_parts_by_differences"
# PyTorch says of no_grad that every result has requires_grad=False, but has views made there require grad without a way back
NO_GRAD_VIEW = "views made under no_grad, or before their base began to require grad, do not require grad"
# no version counts what is written through .data, so what was saved before may be the old value or the new one
DATA = "gradients after a write through .data"
LAYOUT = "whether reshape is a view of a result that only PyTorch lays out in another order"
PARTIAL = "a backward pass that raises fills no .grad, where PyTorch has filled some"
CONSTANT = "gradients that do not depend on anything, such as those of relu, do not require grad; nor do integer tensors, ever"
QUIRK = "a view whose base was given a graph by a write can itself be written"
OVERLAP = "assignment from overlapping memory: PyTorch reads what it has just written"
EMPTY = "tensors without elements: whether a gradient requires grad, what is a view"
NAN = "nan times zero: PyTorch's zeros where wgrad has nan, behind a gradient that is nan or inf"
NONE = "where a custom function returns None, its argument gets no gradient, in PyTorch sometimes zeros"
# two mistakes in one line: which of them is reported
TWICE_WRONG = (
    "index is out of bounds for dimension with size 0",
    "index_copy_(): When source",
    "some elements of the input tensor",
    "Dimension out of",
    "self indexing axis dim",
    "setStorage",
    "too many indices for tensor of dimension 0",
    "must have same slice",
    "does not support bool",
    "a leaf Variable that",
    "A view was created in no_grad",
    "unflatten got an unexpected",
)

# ---------------------------------------------------------------------------------------------------------------- writing programs

UNARY = (
    "{x}.sin() {x}.cos() {x}.tanh() {x}.sigmoid() {x}.relu() {x}.abs() {x}.square() -{x} {x}.sign() {x}.floor() {x}.clone() {x}*2 1-{x} {x}/4 "
    "{x}.clamp(-1,1) {x}.clamp(min=0.25) torch.nn.functional.softplus({x}) torch.nn.functional.leaky_relu({x},0.1) torch.nn.functional.gelu({x}) "
    "{x}.atan() {x}**2 {x}**3 2.0**{x}.tanh() ({x}.abs()+1).reciprocal() {x}.erf() ({x}.abs()+0.5).sqrt() {x}.abs().log1p() {x}.tanh().exp() {x}.nan_to_num() "
    "{x}.tril({k}) {x}.triu({k}) {x}.contiguous() {x}.sinh().tanh() torch.zeros_like({x}) torch.ones_like({x}) {x}.expm1().tanh() ({x}.abs()+1).rsqrt()"
).split()
REDUCE = (
    "{x}.sum() {x}.mean() {x}.sum({d}) {x}.sum({d},keepdim=True) {x}.mean({d}) {x}.max() {x}.min() {x}.max({d}).values {x}.min({d})[0] "
    "{x}.amax({d}) {x}.amin({d},keepdim=True) {x}.prod() {x}.prod({d}) {x}.var({d},correction=0) {x}.std() {x}.norm() {x}.logsumexp({d}) "
    "{x}.softmax({d}) {x}.log_softmax({d}) {x}.cumsum({d}) {x}.cumprod({d}) {x}.sort({d}).values {x}.argmax({d}) {x}.flip({d}) {x}.roll(1,{d}) "
    "{x}.diff(dim={d}) {x}.median() {x}.cummax({d})[0] {x}.topk(1,{d})[0] {x}.argsort(dim={d},stable=True) {x}.any() {x}.nansum()"
).split()
BINARY = (
    "{x}+{y} {x}-{y} {x}*{y} {x}/({y}.abs()+1) torch.maximum({x},{y}) torch.minimum({x},{y}) torch.where({x}>{y},{x},{y}) "
    "torch.atan2({x},{y}.abs()+1) {x}@{y} torch.matmul({x},{y}) torch.addcmul({x},{x},{y},value=0.5) torch.lerp({x},{y},0.25) {x}>{y} {x}=={y} "
    "torch.hypot({x},{y}.abs()+1) {x}.add({y},alpha=2) torch.cat([{x},{y}]) torch.stack([{x},{y}],-1) torch.where({x}>0,{x},{y}) "
    "torch.nn.functional.mse_loss({x},{y}) torch.outer({x},{y}) torch.dot({x},{y}) torch.einsum('i...,i...->...',{x}.double(),{y}.double()) "
    "torch.nn.functional.linear({x},{y}) {x}.where({y}>0,{y}) {x}.remainder({y}.abs()+1) torch.logaddexp({x},{y})"
).split()
VIEW = (
    "{x}[{i}] {x}[{s}] {x}[...,{i}] {x}[...,{s}] {x}[None] {x}[{s},{s}] {x}[{i},{s}] {x}[:] {x}.t() {x}.T {x}.transpose(0,-1) {x}.view(-1) "
    "{x}.reshape(-1) {x}.flatten() {x}.unsqueeze({d}) {x}.squeeze() {x}.squeeze({d}) {x}.diagonal() {x}.narrow({d},0,1) {x}.select({d},{i}) "
    "{x}.expand(2,*{x}.shape) {x}.expand_as({y}) {x}.unbind({d})[{i}] {x}.split(1,{d})[{i}] {x}.chunk(2,{d})[{i}] {x}.view({x}.shape) {x}.view_as({y}) "
    "{x}.movedim(0,-1) {x}.unfold({d},1,1) {x}.mT {x}.swapaxes(0,-1) {x}.broadcast_to({y}.shape) {x}.reshape({y}.shape) {x}.ravel() {x}.detach() "
    "{x}.data {x}.view(2,-1) {x}.unflatten(0,(1,-1)) {x}.diagonal(offset={k}) {x}.alias() {x}.unfold({d},2,1) {x}.permute(tuple(range({x}.ndim))[::-1])"
).split()
COPY = (
    "{x}[{x}>0] {x}[[{i},0]] {x}[torch.tensor([{i},0,{i}])] {x}[...,torch.tensor([0,{i}])] {x}.index_select({d},torch.tensor([0,0])) "
    "{x}.gather(-1,torch.zeros_like({x},dtype=torch.int64)) {x}.repeat(2,*[1]*{x}.ndim) {x}.masked_fill({x}>0,0.5) {x}.to(torch.float32) "
    "{x}.double() {x}.float() {x}.to(torch.int64) {x}.take(torch.tensor([0,{i}])) {x}.masked_select({x}<0) {x}.repeat_interleave(2,{d}) "
    "torch.tensor({x}.tolist(),dtype={x}.dtype) torch.cat([{x},{x}],{d}) torch.stack([{x},{x}]) {x}.type_as({y}) {x}.index_fill({d},torch.tensor([0]),2) "
    "{x}.bool() {x}.diag() {x}.index_add({d},torch.tensor([0]),{x}.narrow({d},0,1)) {x}.scatter_add(-1,torch.zeros_like({x},dtype=torch.int64),{x}) "
    "{x}.scatter(-1,torch.zeros_like({x},dtype=torch.int64),1.5) {x}.new_zeros(2) {x}.index_put((torch.tensor([0]),),{y}) torch.nn.functional.pad({x},(1,0))"
).split()
WRITE = (
    (
        "{x}.add_({y}) {x}.mul_({y}) {x}.sub_({y}) {x}.add_(1) {x}.mul_(2) {x}.zero_() {x}.fill_(0.5) {x}.fill_({z}) {x}.copy_({y}.clone()) {x}.relu_() {x}.sigmoid_() "
        "{x}.tanh_() {x}.sin_() {x}.clamp_(-1,1) {x}.square_() {x}.neg_() {x}.abs_() {x}.masked_fill_({x}>0,0.5) {x}.index_fill_({d},torch.tensor([0]),2) "
        "{x}.index_add_({d},torch.tensor([0]),{y}) {x}.addcmul_({y},{y}) {x}.div_({y}.abs()+1) {x}.lerp_({y},0.5) {x}.pow_(2) {x}.copy_({x}*2) "
        "{x}+={y} {x}*={y} {x}-={y} {x}/=2 {x}[{i}]={y} {x}[{i}]=0.5 {x}[{s}]={y} {x}[...,{i}]={y} {x}[{x}>0]=0.25 {x}[[0,{i}]]={y} "
        "{x}[torch.tensor([0])]={y} {x}[{i}]+={y} {x}[{s}]*=2 {x}[...,{s}]={x}[...,{s}]*2 {x}[{i}].mul_(3) {x}[{s}].copy_({y}.clone()) {x}[{x}<0]*=2 {x}[:]={y} "
        "{x}[...]={y} {x}[{x}>{y}]={z} {x}.t().mul_(2) {x}.view(-1)[{i}]={z} {x}.diagonal().add_({z}) {x}.diagonal().zero_() {x}.unbind({d})[0].mul_(2) "
        "{x}.scatter_(-1,torch.zeros_like({x},dtype=torch.int64),{y}) {x}.masked_scatter_({x}>0,{y}.clone()) {x}.index_copy_({d},torch.tensor([0]),{y}) "
        "{x}.bernoulli_().zero_() {x}.clamp_(min=0) {x}.cumsum_({d}) {x}.tril_() {x}.add_({x}) {x}.mul_({x}) {x}.mul_({x}.detach()) {x}.addmm_({y}+0,{y}+0) "
        "{x}.index_put_((torch.tensor([0]),),{y}) {x}.floor_() {x}.transpose(0,-1).copy_({y}.clone()) {x}.narrow({d},0,1).fill_({z}) {x}.expand(2,*{x}.shape).add_(1) "
        "{x}.sqrt_() {x}.exp_() {x}.swap=1 {x}[None].mul_({y}) {x}.data.mul_(2) {x}.data[{i}]=0.25 {x}.detach().add_(1) {x}.leaky_relu_() "
        "{x}.data={x}.data*2 {x}.unsqueeze_({d}) {x}.squeeze_() {x}.t_() {x}.transpose_(0,-1) {x}.erf_() {x}.reciprocal_() "
        "torch.nn.functional.relu({x},inplace=True) torch.nn.functional.leaky_relu_({x},0.1) {x}.round_() {x}.remainder_(2) {x}.swapaxes(0,-1).mul_({y}.clone())"
    )
    .replace("{x}.swap=1", "")
    .replace("{x}.leaky_relu_()", "")
    .split()
)
FLAGS = (
    "{x}.requires_grad_() {x}.requires_grad_(False) {x}.requires_grad=True {x}.detach_() {x}.retain_grad() {x}.register_hook(log.append) "
    "{x}.register_hook(lambda{_}g:g*2) {x}.grad=None {x}.grad.zero_() {x}.grad.mul_(2) {x}.grad.data.add_(1) log.append({x}.requires_grad) "
    "log.append({x}.is_leaf) log.append({x}.retains_grad) {x}.grad={y}.detach().clone() {x}.retain_grad() "
    "log.append({x}.grad_fn{_}is{_}None) del{_}{x} log.append({x}.item()) log.append({x}.tolist())"
).split()
GRADS = (
    "{x}.sum().backward() {x}.sum().backward(retain_graph=True) {x}.square().sum().backward(retain_graph=True) {x}.backward() "
    "{x}.backward({y}.detach().clone(),retain_graph=True) {x}.sum().backward(create_graph=True) ({x}*{y}).sum().backward(retain_graph=True) "
    "{n}=torch.autograd.grad({x}.sum(),{l},create_graph=True,allow_unused=True)[0].clone() {n}=torch.autograd.grad({x}.sum(),{l},retain_graph=True)[0].clone() "
    "{n},=torch.autograd.grad({x}.square().sum(),{l},create_graph=True) {n},=torch.autograd.grad({x},{l},torch.ones_like({x}),create_graph=True) "
    "{x}.sum().backward(inputs=[{l}],retain_graph=True) {n}=torch.autograd.grad([{x}.sum(),{y}.sum()],[{l}],allow_unused=True,retain_graph=True)[0].clone() "
    "{n}={l}.grad {n}={x}.grad torch.autograd.backward([{x}.sum(),{y}.sum()],retain_graph=True) {n}=Square.apply({x}) {n}=Twice.apply({x}) "
    "{n}=Tail.apply({x}) Doubled.apply({x}) {n}=Both.apply({x},{y})[1] {n}=Exp.apply({x})"
).split()
KINDS: Sequence[tuple[int, Sequence[str], bool]] = (  # how often, templates, whether the line makes a new tensor
    (14, UNARY, True), (9, REDUCE, True), (16, BINARY, True), (22, VIEW, True), (8, COPY, True), (26, WRITE, False), (8, FLAGS, False), (9, GRADS, False),
)  # fmt: skip


def number(r: random.Random) -> float:
    return r.choice((-2, -1, -0.5, 0, 0.25, 0.5, 0.75, 1, 1.5, 2, r.randrange(-12, 13) / 8, r.uniform(-1.5, 1.5)))


def filled(r: random.Random, shape: Sequence[int], integer: bool) -> Any:
    if not shape:
        return r.randrange(-2, 4) if integer else round(number(r), 3)
    return [filled(r, shape[1:], integer) for _ in range(shape[0])]


SHAPES = ((), (1,), (2,), (3,), (2, 3), (3, 2), (3, 3), (1, 3), (3, 1), (2, 2), (2, 1, 3), (2, 2, 2), (0,), (0, 3), (2, 3), (3,), (3, 3))


def leaf(r: random.Random, name: str, floats_only: bool = False) -> str:
    """A line that makes a leaf."""
    shape = r.choice(SHAPES)
    dtype = "float64" if floats_only else r.choice(("float64",) * 8 + ("float32", "float32", "int64", "bool"))
    grad = ", requires_grad=True" if dtype.startswith("float") and r.random() < 0.7 else ""
    values = filled(r, shape, dtype == "int64")
    text = f"torch.tensor({values}, dtype=torch.{dtype}{grad})"
    if 0 in shape:
        text = f"torch.zeros({list(shape)}, dtype=torch.{dtype}{grad})"
    return f"{name} = {text}"


def generate(seed: int, length: int | None = None, floats_only: bool = False) -> Program:
    """A random program. It is run on wgrad while it is written, so that most of its lines fit the tensors that there are."""
    import autograd

    r = random.Random(seed)
    space = namespace(autograd)
    program: Program = []
    warnings.simplefilter("ignore")

    def add(line: str) -> None:
        program.append(line)
        attempt(compile(line, "program", "exec"), space)

    for i in range(r.randrange(2, 5)):
        add(leaf(r, f"x{i}", floats_only))
    count = len(program)
    for _ in range(length or r.randrange(3, 16)):
        for _ in range(4):  # mostly lines that work
            _, templates, makes = r.choices(KINDS, [w for w, *_ in KINDS])[0]
            line = filled_in(r, r.choice(templates), space, f"x{count}")
            if makes:
                line = f"x{count} = {line}"
            if r.random() < 0.12 and not re.search(r"squeeze_|transpose_|\bt_\(", line) and (templates is not VIEW or r.random() < 0.1):
                line = f"with torch.no_grad(): {line}"
            if r.random() < 0.2 or attempt(compile(line, "program", "exec"), trial(space)) is None:
                break
        # the line was tried on the very tensors, so that the program so far is run anew
        program.append(line)
        space = namespace(autograd)
        for done in program:
            attempt(compile(done, "program", "exec"), space)
        count += f"x{count}" in space
    return program


def trial(space: dict[str, Any]) -> dict[str, Any]:
    return dict(space)


def filled_in(r: random.Random, template: str, space: dict[str, Any], new: str) -> str:
    """A template with names and numbers filled in, mostly such that they fit."""
    names = [n for n in space if re.fullmatch(r"x\d+", n) and hasattr(space[n], "array")]
    recent = names[-4:]
    x = r.choice(recent if recent and r.random() < 0.6 else names or ["x0"])
    if "hook" in template and x in space and space[x]._view is not None:
        template = "{x}.grad_fn"  # PyTorch crashes where a hook is registered on a view of what was overwritten
    shape = space[x].array.shape if x in space else ()
    fitting = [n for n in names if fits(space[n].array.shape, shape)]
    y = r.choice(fitting if fitting and r.random() < 0.8 else names or ["x0"])
    scalars = [n for n in names if space[n].array.size == 1]
    leaves = [n for n in names if space[n]._node is None and space[n]._requires_grad]
    i = r.randrange(-shape[0], shape[0]) if shape and shape[0] else 0
    s = r.choice(("1:", ":1", ":-1", "::2", ":", "1:2", "0:2"))
    d = r.randrange(-len(shape), len(shape)) if shape else r.choice((0, -1))
    return template.format(
        x=x, y=y, z=r.choice([*scalars, "0.5"]), i=i, s=s, d=d, k=r.choice((-1, 0, 1)), l=r.choice(leaves or names or ["x0"]), n=new, _=" "
    )


def fits(shape: Any, other: Any) -> bool:
    return all(a == b or 1 in (a, b) for a, b in zip(shape[::-1], other[::-1], strict=False))


# ---------------------------------------------------------------------------------------------------------------- running them


def namespace(torch: Any) -> dict[str, Any]:
    """What a program can name, beside its own tensors."""
    return {"torch": torch, "log": [], **functions(torch)}


_functions: dict[str, dict[str, Any]] = {}


def functions(torch: Any) -> dict[str, Any]:
    """A few custom functions."""
    if torch.__name__ in _functions:
        return _functions[torch.__name__]
    Function = torch.autograd.Function

    class Square(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            (x,) = ctx.saved_tensors
            return g * 2 * x

    class Exp(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            out = x.tanh()
            ctx.save_for_backward(out)
            return out

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            (out,) = ctx.saved_tensors
            return g * (1 - out * out)

    class Twice(Function):
        """Its result is its argument."""

        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            return x

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            return g * 2

    class Tail(Function):
        """Its result is a view."""

        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.shape = x.shape
            return x[1:]

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            return torch.cat([torch.zeros(1, *ctx.shape[1:], dtype=g.dtype), g])

    class Doubled(Function):
        """Changes its argument in place."""

        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            x.mul_(2)
            ctx.mark_dirty(x)
            return x

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            return g * 2

    class Both(Function):
        """Two results."""

        @staticmethod
        def forward(ctx: Any, x: Any, y: Any) -> Any:
            ctx.save_for_backward(x)
            return x + 1, x * 3

        @staticmethod
        def backward(ctx: Any, g: Any, h: Any) -> Any:
            return g + 3 * h, None

    found = _functions[torch.__name__] = dict(Square=Square, Twice=Twice, Tail=Tail, Doubled=Doubled, Both=Both, Exp=Exp)
    return found


def attempt(code: Any, space: dict[str, Any]) -> tuple[str, str] | None:
    """Run a statement; the type and message of what it raises."""
    try:
        exec(code, space)
    except Exception as error:
        return type(error).__name__, str(error)
    return None


class Seen(NamedTuple):
    """What a program did: an error or None for each line, then everything that can be seen at its end."""

    errors: list[tuple[str, str] | None]
    end: dict[str, Any]


def run(program: Program, torch: Any) -> Seen:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        space = namespace(torch)
        errors = [attempt(compile(line, "program", "exec"), space) for line in program]
        return Seen(errors, end(space, torch))


def end(space: dict[str, Any], torch: Any) -> dict[str, Any]:
    """Values, types, flags and gradients of every tensor of a program."""
    found: dict[str, Any] = {}

    def see(key: str, look: Callable[[], Any]) -> Any:
        try:
            found[key] = plain(look())
        except Exception as error:
            found[key] = (type(error).__name__, str(error))

    names = [n for n, v in space.items() if re.fullmatch(r"x\d+", n) and isinstance(v, torch.Tensor)]
    for n in names:
        t = space[n]
        see(f"{n} value", lambda t=t: t.detach())
        see(f"{n} flags", lambda t=t: [t.requires_grad, t.is_leaf, t.grad_fn is None])
        see(f"{n}.grad", lambda t=t: t.grad)
        see(f"{n}.grad.requires_grad", lambda t=t: t.grad is not None and t.grad.requires_grad)
    if torch.__name__ == "autograd":
        found["views"] = [n for n in names if space[n]._is_view()]
        views = [space[n] for n in found["views"]]
        found["views without a way back"] = any(t._base._requires_grad and (t._view.unrecorded or not t._requires_grad) for t in views)
    found["layout"] = {n: [s for s, m in zip(space[n].stride(), space[n].shape, strict=True) if m > 1] for n in names}
    see("log", lambda: space["log"])
    leaves = [n for n in names if found[f"{n} flags"] == [True, True, True]]
    for n in names:
        t = space[n]
        weights = torch.tensor(np.linspace(0.5, 1.5, t.numel()).reshape(tuple(t.shape)).tolist(), dtype=t.dtype) if t.is_floating_point() else 0
        if leaves and t.is_floating_point():

            def gradients(t: Any = t, w: Any = weights) -> Any:
                return torch.autograd.grad((t * w).sum(), [space[m] for m in leaves], retain_graph=True, allow_unused=True)

            see(f"gradients of {n} by {', '.join(leaves)}", gradients)
    return found


def plain(thing: Any) -> Any:
    """Plain data: an array for a tensor."""
    if isinstance(thing, (list, tuple)):
        return [plain(t) for t in thing]
    if hasattr(thing, "requires_grad"):
        return np.array(thing.detach().numpy())
    return thing


# ---------------------------------------------------------------------------------------------------------------- comparing


def same(a: Any, b: Any, rough: float = 1e-6) -> bool:
    """Equal, up to the last digits of floats."""
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(same(x, y, rough) for x, y in zip(a, b, strict=True))
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        if a.dtype.kind != "f":
            return bool((a == b).all())
        rough = max(rough, 2e-3 if a.dtype.itemsize < 8 else 0.0)
        with np.errstate(all="ignore"):
            scale = np.abs(b[np.isfinite(b)]).max(initial=1.0)
            return bool(np.allclose(a, b, rtol=rough, atol=rough * scale * 1e-2, equal_nan=True))
    if isinstance(a, float) and isinstance(b, float):
        return a == b or (a != a and b != b) or abs(a - b) <= 2e-3 * max(1.0, abs(b))
    return type(a) is type(b) and bool(a == b)


class Difference(NamedTuple):
    """Where wgrad and PyTorch part: ``kind`` is "silent", "stricter", "lenient" or "type"; an ``allowed`` one has its reason there."""

    kind: str
    place: str
    ours: Any
    theirs: Any
    allowed: str | None = None


def is_error(a: Any) -> bool:
    return isinstance(a, tuple)


def parting(place: str, ours: Any, theirs: Any) -> Difference | None:
    """The difference between an error, or no error, on either side."""
    if is_error(ours) and is_error(theirs):
        if ours[0] == theirs[0] or {ours[0], theirs[0]} <= {"RuntimeError", "NotImplementedError"}:
            return None
        return Difference("type", place, ours, theirs, next(("two mistakes in one line" for part in TWICE_WRONG if part in theirs[1]), None))
    if is_error(ours):
        return Difference("stricter", place, ours, theirs, next((why for part, why in STRICTER.items() if part in ours[1]), None))
    if OVERWRITTEN in theirs[1]:
        return Difference("lenient", place, ours, theirs, KEPT)
    return Difference("lenient", place, ours, theirs, next((why for part, why in LENIENT.items() if part in theirs[1]), None))


def compare(program: Program) -> Difference | None:
    """The first difference between wgrad and PyTorch."""
    import torch

    import autograd

    ours, theirs = run(program, autograd), run(program, torch)
    difference = first_difference(program, ours, theirs)
    if difference is not None and difference.allowed == KEPT and not any(".data" in line for line in program):
        with torch.autograd.graph.allow_mutation_on_saved_tensors():
            again = first_difference(program, ours, run(program, torch))
        if again is not None and again.kind == "silent" and ours.end["views"]:
            return difference._replace(allowed=KEPT_VIEW)
        if again is not None and not (again.kind == "stricter" and OVERWRITTEN in again.ours[1]):
            difference = again
    if difference is None or difference.allowed is not None:
        return difference
    if "value" not in difference.place and ours.end["views without a way back"]:
        return difference._replace(allowed=NO_GRAD_VIEW)
    reason = why_allowed(program, difference, ours, theirs)
    return difference._replace(allowed=reason) if reason else difference


def why_allowed(program: Program, difference: Difference, ours: Seen, theirs: Seen) -> str | None:
    """The rule, if any, that a difference falls under which is not a matter of one message."""
    place, text = difference.place, " ".join(program)
    if ".data" in text and ("grad" in place or "autograd.grad" in text or "backward" in text):
        return DATA
    name, _, what = place.partition(" ")
    if what == "flags":
        if ours.end[f"{name} value"].size == 0:
            return EMPTY
        if not is_error(ours.end[place]) and not ours.end[place][0] and ("create_graph" in text or ours.end[f"{name} value"].dtype.kind != "f"):
            return CONSTANT
    if what == "value":
        for line, error in zip(program, theirs.errors, strict=True):
            if error and "masked_scatter_" in line:
                return PARTIAL
            if re.match(r".*(x\d+\[.*\][+*-]?=|x\d+[+*-]=|_\()x\d+", line) and ours.end["views"]:
                return OVERLAP
    if place.endswith(".grad.requires_grad") and "create_graph" in text:
        return CONSTANT
    if difference.kind in ("lenient", "stricter") and "zeros([0" in text:
        return EMPTY
    if place.startswith("gradients") and "Both.apply" in text:
        return NONE
    if place.startswith("gradients") and any(isinstance(g, np.ndarray) and np.isnan(g).any() for g in ours.end[place]):
        return NAN
    if what == "value" and "Doubled.apply" in text and any(theirs.errors):
        return PARTIAL
    if ours.end["views"] and re.search(
        r"requires_grad(_\(|=True$|=True,? )", re.sub(r"dtype=torch.\w+, requires_grad=True\)", "", "\n".join(program))
    ):
        return NO_GRAD_VIEW
    if difference.kind == "stricter" and "requires_grad=False" in difference.ours[1] and ours.end["views"]:
        return NO_GRAD_VIEW
    if difference.kind == "lenient" and "a leaf Variable that requires grad" in difference.theirs[1]:
        written = re.search(r"x\d+", place.replace("with torch.no_grad(): ", ""))
        if written and written[0] in ours.end["views"]:
            return QUIRK
    if place.endswith(".grad") and any("backward" in line and error for line, error in zip(program, theirs.errors, strict=True)):
        return PARTIAL
    if what == "value" and any(ours.end["layout"].get(n, s) != s for n, s in theirs.end["layout"].items()):
        return LAYOUT
    return None


def first_difference(program: Program, ours: Seen, theirs: Seen) -> Difference | None:
    for line, a, b in zip(program, ours.errors, theirs.errors, strict=True):
        if a is None and b is None:
            continue
        difference = parting(line, a, b)
        if difference is not None:
            return difference
    allowed, rough = None, any("float32" in line or "float()" in line for line in program)
    for key in [k for k in theirs.end if k in ours.end]:
        a, b = ours.end.get(key), theirs.end[key]
        if is_error(a) or is_error(b):
            difference = parting(key, a, b)
            if difference is not None and difference.allowed is None:
                return difference
            allowed = allowed or difference
        elif not key.startswith(("layout", "views")) and not same(a, b, 2e-3 if rough else 1e-6):
            return Difference("silent", key, a, b)
    return allowed


def shrink(program: Program, like: Difference) -> Program:
    """The shortest program found that differs in the same kind of way."""

    def still(shorter: Program) -> bool:
        found = compare(shorter)
        return found is not None and found.kind == like.kind and found.allowed == like.allowed

    lines = list(program)
    again = True
    while again:
        again = False
        for i in reversed(range(len(lines))):
            shorter = lines[:i] + lines[i + 1 :]
            if still(shorter):
                lines, again = shorter, True
    return lines


def script(program: Program) -> str:
    return "\n".join(["    import torch", *(f"    {line}" for line in program)])


# ---------------------------------------------------------------------------------------------------------------- the command


Failure = tuple[int, Program, Difference]


def search(seeds: Sequence[int], show: str = "", most: int = 12) -> tuple[Counter[str], list[Failure]]:
    """`examine` in processes of their own, as a few of these programs make PyTorch crash."""
    if not hasattr(os, "fork"):
        return examine(seeds, show, most)
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    batches = [seeds[i : i + 250] for i in range(0, len(seeds), 250)]
    while batches:
        batch = batches.pop(0)
        found = in_a_process(lambda b=batch: examine(b, show, most))
        if found is not None:
            counts += found[0]
            failures += found[1]
        elif len(batch) == 1:
            counts["PyTorch crashed"] += 1
        else:
            batches[:0] = [batch[: len(batch) // 2], batch[len(batch) // 2 :]]
    return counts, failures[:most]


def in_a_process(work: Callable[[], Any]) -> Any:
    """What ``work`` returns in a fork of this process; None if that crashed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(writer, "wb") as out:
            pickle.dump(work(), out)
            out.flush()
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as given:
        sent = given.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(sent) if status == 0 else None


def examine(seeds: Sequence[int], show: str = "", most: int = 12) -> tuple[Counter[str], list[Failure]]:
    """Run the programs of these seeds: how many differ in each way, and those that no rule allows, shrunk."""
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    signatures: set[Any] = set()
    for seed in seeds:
        program = generate(seed)
        difference = compare(program)
        if difference is None:
            counts["same"] += 1
            continue
        counts[f"{difference.kind}: {difference.allowed}" if difference.allowed else f"{difference.kind} (not allowed)"] += 1
        if difference.allowed is not None and show != difference.kind:
            continue
        message = next((re.sub(r"\d+", "#", e[1])[:70] for e in (difference.ours, difference.theirs) if is_error(e)), "")
        if len(failures) >= most or (message and (difference.kind, message) in signatures):
            continue
        program = shrink(program, difference)
        difference = compare(program) or difference
        message = message or re.sub(r"[\d.-]+", "#", program[-1])
        if (difference.kind, message) not in signatures:
            signatures.add((difference.kind, message))
            failures.append((seed, program, difference))
    return counts, failures


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1000, help="how many programs")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="the first program's seed")
    parser.add_argument("--show", default="", help="also print allowed differences of this kind: stricter or lenient")
    parser.add_argument("--most", type=int, default=12, help="how many differences to shrink and print")
    given = parser.parse_args()
    counts, failures = search(range(given.seed, given.seed + given.count), given.show, given.most)
    for seed, program, d in failures[: given.most]:
        print(f"\nseed {seed}, {d.kind} at {d.place}\n{script(program)}\n  wgrad:   {d.ours!r:.160}\n  PyTorch: {d.theirs!r:.160}")
    print(f"\n{given.count} programs from seed {given.seed}")
    for what, count in counts.most_common():
        print(f"{count:8}  {what}")
    print(f"{counts['silent (not allowed)']:8}  silent differences that no rule explains")


if __name__ == "__main__":
    main()
