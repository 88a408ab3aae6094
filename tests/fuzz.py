"""Random programs, run on wgrad and on PyTorch: whatever one of them sees, the other must see, or both refuse.

    python tests/fuzz.py --count 20000 --seed 7        # look for differences; each is shrunk and printed as a script
    python tests/fuzz.py --count 2000 --show lenient   # print what the stated rules let pass

A program is a list of lines of Python, each of them one statement about tensors ``x0, x1, ...``. A line that raises leaves the program
running, so it is also seen whether an error leaves everything as it was. At the end all values, types, flags and gradients are compared.

What may differ is stated below, rule by rule, and counted. Each rule asks for the very situation that it names: that a tensor of PyTorch's requires
grad without a leaf behind it, that a derivative is zero, that the same line written as PyTorch accepts it gives the same. A line that may differ
is left out or rewritten, and the rest of its program compared all the same.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import re
import sys
import traceback
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

# what PyTorch refuses and wgrad computes: a part of PyTorch's message, the code that it is about, and why
LENIENT = (
    (
        "a view of a view which was created in no_grad mode",
        r"\.requires_grad",
        "views of a view made under no_grad that itself began to require grad",
    ),
    ("INTERNAL ASSERT FAILED", "", "what PyTorch calls a bug of its own"),
    ("shape mismatch: value tensor of shape", "index_put", "index_put of a value with more dimensions, of size 1"),
)
# PyTorch raises this for anything that was saved and overwritten. Where wgrad has kept a copy, or the values have not changed, the gradient
# must be the one that PyTorch finds when it is told to keep copies too (torch.autograd.graph.allow_mutation_on_saved_tensors)
RESHAPES = r"\.(t|transpose|swapaxes|squeeze|unsqueeze)_\("
OVERWRITTEN = "modified by an inplace operation"
KEPT = "saved and overwritten, with a copy kept: the right gradient"
KEPT_RIGHT = "saved and overwritten, with a copy kept, where PyTorch's own copies are wrong: the gradient without the write, of clones, or by finite differences"
REPLACED = "after .data= gave a tensor other memory: what was saved of it (PyTorch differentiates with the new values), and views of the old memory"
COPIED = "saved and overwritten, where PyTorch had made a copy for its computation"
RELEASED = "a second backward pass over operations that have nothing to release"
DETACHED_SAVED = "detach_() of a tensor that others were computed from"
RELEASED_HERE = "a second backward pass through what has saved something here only: a custom function that does not ask for it, alpha times a tensor"
CHANGED_SHAPE = "a view whose base got another shape in place (t_, unsqueeze_)"
EXPANDED = "writes to a part of an expanded tensor, also where the part itself has no element twice"
BOOLS = "the derivatives of logaddexp and atan2 with a bool operand"
NO_DIMENSION = "a number as a vector of one element: repeat_interleave, cumsum_ of a bool"
NOTHING_THERE = "tensors without elements, of whose type or places PyTorch does not look at"
# both compute the rest of such a program when its line is written in the way that PyTorch accepts, and must agree
OVERLAP = "a value that shares memory with the part that it is written to is read first, as if it were cloned"
SEVERAL = "writes to a part from split, chunk or unbind are recorded like writes to the same part taken by narrow or select"
# the numbers must be those that PyTorch finds for the same operands as floats
NO_CODE = "integers and bools for which PyTorch has no code, in operations that have a meaning for them"
# PyTorch says of no_grad that every result has requires_grad=False, but has views made there, and views made before their base began to require
# grad or after it has been detached, require grad without any leaf behind them that a gradient could reach
NO_LEAF = "what requires grad without a leaf behind it, in PyTorch: views made under no_grad, or cut off from their base"
LAYOUT = "whether reshape is a view of a result that only PyTorch lays out in another order"
ONLY_VIEW = "results that are views in one of the two only, such as that of einsum"
PARTIAL = "a line that raises has changed nothing, where PyTorch has filled some .grad, or a part of the tensor"
CONSTANT = "gradients whose derivative is zero everywhere, such as those of relu: whether they require grad"
INTEGERS = "integers and bools never require grad, in PyTorch after a write of what does"
RESHAPED = "a change of shape in place, such as t_(), writes nothing"
DETACHED = "what a view is after its base has been detached in place"
TIES = "which of several equal elements topk takes, and in which order sort, that need not be stable, puts equals among more than 16"
ROUNDED = "on which side of 0 a number is that is 0 but for rounding"
ZERO = "the sign of a zero, shown by what divides by it"
SKIPPED = "a view of a view that was written under no_grad leads to the base, in PyTorch, and no longer through the view between them"
COMPARED = "a view whose memory was written where the graph does not see it, in operations that have no derivative"
SQUARED = "PyTorch squares integers in the derivative of atan2, and these are too large"
INVALID = "PyTorch's own derivative of scatter into one number has the wrong shape"
NOT_OF_A_LEAF = "a view whose base was given a graph by a write, or was detached, is no view of a leaf, and can itself be written"
EMPTY = "tensors without elements share no memory, so that no write to them is one to their base"
EMPTY_GRADIENT = "a gradient without elements, or none"
NAN = "nan times zero: PyTorch's zeros where wgrad has nan"
NONE = "where a custom function returns None, its argument gets no gradient, in PyTorch sometimes zeros"
TWICE = "two mistakes in one line"
# which of the two is reported: a part of wgrad's message, and one of PyTorch's
TWICE_WRONG = (
    ("out of bounds|Number of indices|could not be broadcast|as many dimensions as self", "single memory location"),
    ("out of bounds for dimension", "setStorage"),
    ("out of bounds for dimension", "self indexing axis dim should be positive"),
    ("same dtype|dtypes match|Number of indices|memory is read-only", "When source and destination are not scalars"),
    ("same dtype|dtypes match|shape mismatch", "index is out of bounds for dimension with size 0"),
    ("dtypes match", "too many indices for tensor of dimension 0"),
    ("out of bounds|Number of indices", "must have same slice"),
    ("to have non-zero size", "does not support bool"),
    ("no larger than src|memory is read-only", "Dimension out of range"),
    ("shape of the mask", "a leaf Variable that"),
    ("shape of the mask", "is a view and is being modified"),
    ("shape of the mask", "A view was created in no_grad mode"),
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
        "{x}.data={x}.data*2 {x}.unsqueeze_({d}) {x}.squeeze_() {x}.t_() {x}.t_() {x}.transpose_(0,-1) {x}.swapaxes_(0,-1) {x}.erf_() {x}.reciprocal_() "
        "torch.nn.functional.relu({x},inplace=True) torch.nn.functional.leaky_relu_({x},0.1) {x}.round_() {x}.remainder_(2) {x}.swapaxes(0,-1).mul_({y}.clone())"
    )
    .replace("{x}.swap=1", "")
    .replace("{x}.leaky_relu_()", "")
    .split()
)
FLAGS = (
    "{x}.requires_grad_() {x}.requires_grad_(False) {x}.requires_grad=True {x}.detach_() {x}.retain_grad() {x}.register_hook(log.append) "
    "{x}.register_hook(lambda{_}g:g*2) {x}.grad=None {x}.grad.zero_() {x}.grad.mul_(2) {x}.grad.data.add_(1) "
    "log.append({x}.retains_grad) {x}.grad={y}.detach().clone() {x}.retain_grad() "
    "del{_}{x} log.append({x}.item()) log.append({x}.tolist())"
).split()
GRADS = (
    "{x}.sum().backward() {x}.sum().backward(retain_graph=True) {x}.square().sum().backward(retain_graph=True) {x}.backward() "
    "{x}.backward({y}.detach().clone(),retain_graph=True) {x}.sum().backward(create_graph=True) ({x}*{y}).sum().backward(retain_graph=True) "
    "{n}=torch.autograd.grad({x}.sum(),{l},create_graph=True,allow_unused=True)[0].clone() {n}=torch.autograd.grad({x}.sum(),{l},retain_graph=True)[0].clone() "
    "{n},=torch.autograd.grad({x}.square().sum(),{l},create_graph=True) {n},=torch.autograd.grad({x},{l},torch.ones_like({x}),create_graph=True) "
    "{n}=torch.autograd.grad({x}.sum(),[{y},{l}],allow_unused=True)[0].clone() {n}=torch.autograd.grad({x}.sum(),{y},allow_unused=True)[0].clone() "
    "{x}.sum().backward(inputs=[{l}],retain_graph=True) {n}=torch.autograd.grad([{x}.sum(),{y}.sum()],[{l}],allow_unused=True,retain_graph=True)[0].clone() "
    "{n}={l}.grad {n}={x}.grad torch.autograd.backward([{x}.sum(),{y}.sum()],retain_graph=True) {n}=Square.apply({x}) {n}=Twice.apply({x}) "
    "{n}=Tail.apply({x}) Doubled.apply({x}) {n}=Both.apply({x},{y})[1] {n}=Exp.apply({x})"
).split()
VIEWS = 22
KINDS: Sequence[tuple[int, Sequence[str], bool]] = (  # how often, templates, whether the line makes a new tensor
    (14, UNARY, True), (9, REDUCE, True), (16, BINARY, True), (VIEWS, VIEW, True), (8, COPY, True), (26, WRITE, False), (8, FLAGS, False), (9, GRADS, False),
)  # fmt: skip


def number(r: random.Random) -> float:
    return r.choice((-2, -1, -0.5, 0, 0.25, 0.5, 0.75, 1, 1.5, 2, r.randrange(-12, 13) / 8, r.uniform(-1.5, 1.5)))


def filled(r: random.Random, shape: Sequence[int], integer: bool) -> Any:
    if not shape:
        return r.randrange(-2, 4) if integer else round(number(r), 3)
    return [filled(r, shape[1:], integer) for _ in range(shape[0])]


SHAPES = ((), (1,), (2,), (3,), (2, 3), (3, 2), (3, 3), (1, 3), (3, 1), (2, 2), (2, 1, 3), (2, 2, 2), (0,), (0, 3), (2, 3), (3,), (3, 3), (2, 2))
LARGER = ((17,), (33,), (5, 9), (9, 5), (4, 4), (1, 17), (17, 1), (2, 3, 9), (3, 1, 17), (), (8, 8))  # reach other loops than a few numbers


def leaf(r: random.Random, name: str, floats_only: bool = False, shapes: Sequence[tuple[int, ...]] = SHAPES) -> str:
    """A line that makes a leaf."""
    shape = r.choice(shapes)
    dtype = "float64" if floats_only else r.choice(("float64",) * 8 + ("float32", "float32", "int64", "bool"))
    grad = ", requires_grad=True" if dtype.startswith("float") and r.random() < 0.7 else ""
    values = filled(r, shape, dtype == "int64")
    text = f"torch.tensor({values}, dtype=torch.{dtype}{grad})"
    if 0 in shape:
        text = f"torch.zeros({list(shape)}, dtype=torch.{dtype}{grad})"
    return f"{name} = {text}"


def generate(seed: int | random.Random, length: int | None = None, floats_only: bool = False) -> Program:
    """A random program. It is run on wgrad while it is written, so that most of its lines fit the tensors that there are."""
    import autograd

    r = random.Random(seed) if isinstance(seed, int) else seed
    share = r.choice((1.0, 0.5, 0.1))  # of the templates: where there are few, the same lines meet again and again
    kinds = [(weight, r.sample(templates, max(1, round(share * len(templates)))), makes) for weight, templates, makes in KINDS]
    chosen = LARGER if r.random() < 0.1 else SHAPES
    shapes = r.sample(chosen, max(1, round(share * len(chosen))))
    space = namespace(autograd)
    program: Program = []
    warnings.simplefilter("ignore")

    def add(line: str) -> None:
        program.append(line)
        attempt(compile(line, "program", "exec"), space)

    for i in range(r.randrange(2, 5)):
        add(leaf(r, f"x{i}", floats_only, shapes))
    count = len(program)
    for _ in range(length or r.randrange(3, 16)):
        line = ""
        for _ in range(4):  # mostly lines that work
            weight, templates, makes = r.choices(kinds, [w for w, *_ in kinds])[0]
            found = filled_in(r, r.choice(templates), space, f"x{count}")
            if unwatched(found, space) or (re.search(r"\.requires_grad(_\(|=)", found) and has_views(found, space)):
                continue
            line = f"x{count} = {found}" if makes else found
            if r.random() < 0.12 and not re.search(r"squeeze_|transpose_|axes_|\bt_\(", line) and (weight != VIEWS or r.random() < 0.1):
                line = f"with torch.no_grad(): {line}"
            if r.random() < 0.2 or attempt(compile(line, "program", "exec"), trial(space)) is None:
                break
        if not line:
            continue
        # the line was tried on the very tensors, so that the program so far is run anew
        program.append(line)
        space = namespace(autograd)
        for done in program:
            attempt(compile(done, "program", "exec"), space)
        count += f"x{count}" in space
    return program


def unwatched(line: str, space: dict[str, Any]) -> bool:
    """Whether a line writes in a way that no version counts, where there is a graph: what that has saved may then be old or new."""
    known = tensors(space).values()
    tensor = space.get(re.findall(r"\bx\d+\b", line)[0])
    alike = [t for t in known if tensor is not None and np.may_share_memory(t.array, tensor.array)]
    graph = any(t._node is not None or (t._grad is not None and t._grad._node is not None) for t in known)
    return graph and (bool(re.search(r"\.data[.[]", line)) or len({id(t._version_counter) for t in alike}) > 1)


def has_views(line: str, space: dict[str, Any]) -> bool:
    """Whether others share the memory of the first tensor of a line: whether views follow when it begins or ends to require grad is not defined."""
    tensor = space.get(re.findall(r"\bx\d+\b", line)[0])
    return tensor is not None and any(t is not tensor and np.may_share_memory(t.array, tensor.array) for t in tensors(space).values())


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
    return {"torch": torch, "log": [], "part": part, **functions(torch)}


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
    found["views"] = [n for n in names if space[n]._is_view()]
    found["without a leaf"] = leafless(space) if torch.__name__ == "torch" else []
    found["layout"] = {n: [s for s, m in zip(space[n].stride(), space[n].shape, strict=True) if m > 1] for n in names}
    see("log", lambda: space["log"])
    leaves = [n for n in names if found[f"{n} flags"] == [True, True, True] and n not in found["without a leaf"]]
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
        return np.array(thing.detach().numpy(force=True))  # PyTorch has tensors of zeros without memory
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
    line: int | None = None  # the number of the line that raised in one of them; None for what is seen at the end
    instead: str | None = None  # a line that PyTorch accepts, and that does what wgrad has done


def is_error(a: Any) -> bool:
    return isinstance(a, tuple)


def compare(program: Program) -> Difference | None:
    """The first difference between wgrad and PyTorch that no rule allows, otherwise the first that one does.

    A line that is allowed to differ is left out, or rewritten, so that the rest of the program is compared too.
    """
    first: Difference | None = None
    for _ in range(len(program) + 1):
        found = differences(program)
        wrong = next((d for d in found if not d.allowed), None)
        if wrong is not None:
            return wrong
        if not found:
            return first
        first = first or found[0]
        line, instead = found[0].line, found[0].instead
        if line is None:
            return first
        program = [*program[:line], *([instead] if instead else []), *program[line + 1 :]]
    return first


def differences(program: Program) -> list[Difference]:
    """The first line that raises in one of them only, or what differs at the end."""
    import torch

    import autograd

    ours, theirs = run(program, autograd), run(program, torch)
    for i, (a, b) in enumerate(zip(ours.errors, theirs.errors, strict=True)):
        kind = parting(a, b)
        if kind:
            return [judged(program, Difference(kind, program[i], a, b, line=i), ours, theirs)]
    single = any("float32" in line or "float()" in line for line in program)
    rough = 2e-3 if single or any(v.dtype == np.float32 for k, v in theirs.end.items() if k.endswith(" value") and not is_error(v)) else 1e-6
    found: list[Difference] = []
    for key in dict.fromkeys([*theirs.end, *ours.end]):
        if key in ("views", "layout", "without a leaf"):
            continue
        if key not in ours.end or key not in theirs.end:  # by other leaves
            if not any(d.place.endswith("flags") for d in found):
                found.append(Difference("silent", key, key in ours.end, key in theirs.end))
            continue
        a, b = ours.end[key], theirs.end[key]
        kind = parting(a, b) if is_error(a) or is_error(b) else "" if same(a, b, rough) else "silent"
        if kind:
            found.append(judged(program, Difference(kind, key, a, b), ours, theirs))
            if found[-1].line is not None:  # values that part at a line which may differ: all else follows from that
                return [found[-1]]
    return found


def parting(ours: Any, theirs: Any) -> str:
    """In which way an error, or no error, on either side differs; empty if it does not."""
    if is_error(ours) and is_error(theirs):
        return "" if ours[0] == theirs[0] or {ours[0], theirs[0]} <= {"RuntimeError", "NotImplementedError"} else "type"
    return "stricter" if is_error(ours) else "lenient" if is_error(theirs) else ""


def judged(program: Program, d: Difference, ours: Seen, theirs: Seen) -> Difference:
    """The difference with the reason why it is allowed, if there is one."""
    judge = {"type": type_rule, "stricter": stricter_rule, "lenient": lenient_rule, "silent": silent_rule}[d.kind]
    allowed = judge(program, d, ours, theirs)
    return allowed if isinstance(allowed, Difference) else d._replace(allowed=allowed)


def names_in(line: str) -> list[str]:
    return re.findall(r"\bx\d+\b", line)


def type_rule(program: Program, d: Difference, ours: Seen, theirs: Seen) -> Difference | str | None:
    if OVERWRITTEN in d.theirs[1] and "'NoneType' object has no attribute 'clone'" in d.ours[1]:  # of a gradient that is None, and right
        return kept_rule(program, d, ours)
    if "does not require grad" in d.ours[1] and d.line is not None and set(names_in(d.place)) & set(without_a_leaf(program[: d.line])):
        return NO_LEAF
    if "that returns multiple views" in d.theirs[1]:
        return SEVERAL if like_single_parts(program) else None
    if "a leaf Variable that requires grad" in d.theirs[1] and d.line is not None and without_elements(program[: d.line], names_in(d.place)[0]):
        return EMPTY
    if "a view cannot be used after" in d.ours[1] and any(re.search(RESHAPES, line) for line in program[: d.line]):
        return CHANGED_SHAPE
    return TWICE if any(re.search(a, d.ours[1]) and b in d.theirs[1] for a, b in TWICE_WRONG) else None


def stricter_rule(program: Program, d: Difference, ours: Seen, theirs: Seen) -> Difference | str | None:
    import torch

    import autograd

    says, before = d.ours[1], program[: d.line]
    if re.search("does ?n[o']t require grad|requires_grad=False", says):
        if isinstance(d.theirs, list) and nothing_but_zeros(d.theirs):
            return CONSTANT
        if d.line is None and (line := base_detached(program)) is not None:
            return d._replace(allowed=DETACHED, line=line)
        if found_zeros(program, d, torch) or ("retain_grad" in d.place and constant_in(before, names_in(d.place)[0])):
            return CONSTANT
        without = theirs.end["without a leaf"] if d.line is None else without_a_leaf(before)
        used = names_in(d.place.partition(" by ")[0] if d.line is None else d.place)
        return NO_LEAF if set(used) & set(without) else None
    if re.search(OVERWRITTEN + "|A view was created|a view cannot be used", says) and of_other_memory(program, d):
        return REPLACED
    if OVERWRITTEN in says:
        return COPIED if copied(program, d) else None
    if "Can't detach views in-place" in says:
        return ONLY_VIEW if names_in(d.place)[0] not in theirs.end["views"] else None
    if says.startswith("view") and differently_laid_out(ours, theirs):
        return LAYOUT
    if "A view was created in no_grad mode and its base" in says and d.line is not None:
        made = after(program[: d.line + 1], torch).get(names_in(d.place)[0])
        return COMPARED if made is not None and not made.is_floating_point() else None
    if "a view cannot be used after" in says:
        return CHANGED_SHAPE if any(re.search(RESHAPES, line) for line in before) else None
    if "trying to backward through the graph a second time" in says:
        kept = run(retaining(program), autograd)
        found = kept.end.get(d.place) if d.line is None else kept.errors[d.line]
        return RELEASED_HERE if (alike(found, d.theirs) if d.line is None and not is_error(found) else found is None) else None
    used = [t.array for n, t in tensors(after(before, autograd)).items() if d.line is not None and n in names_in(d.place)]
    if "memory is read-only" in says or "is shared or read-only" in says:
        return EXPANDED if any(0 in a.strides or not a.flags.writeable for a in used) else None
    if re.search("softmax: not implemented for|addmm_impl_cpu_.* for 'Bool'|with size 0: index out of range", says):
        return NOTHING_THERE if any(a.size == 0 for a in used) else None
    if "can't be cast to the desired output type bool" in says and "cumsum_" in d.place:
        return NO_DIMENSION if used[0].ndim == 0 else NOTHING_THERE if used[0].size == 0 else None
    return None


def lenient_rule(program: Program, d: Difference, ours: Seen, theirs: Seen) -> Difference | str | None:
    import autograd

    says, text = d.theirs[1], "\n".join(program)
    first = next(iter(names_in(d.place)), "")
    if OVERWRITTEN in says or ("inside a custom Function" in says and d.place.startswith("gradients") and not reshaped(program, d.place)):
        return kept_rule(program, d, ours)
    if "no_grad mode" in says and f"{first} value" in ours.end and ours.end[f"{first} value"].dtype.kind != "f":
        return INTEGERS
    if "no_grad mode and its base" in says and without_elements(program, first):
        return EMPTY
    if "no_grad mode and its base" in says and reshaped(program, d.place):
        return RESHAPED
    if "no_grad mode" in says and {first} & {*theirs.end["views"]} - {*ours.end["views"]}:
        return ONLY_VIEW
    if "no_grad mode and its base" in says and d.place.startswith("gradients"):
        return kept_rule(program, d, ours)
    if "inside a custom Function" in says and d.line is not None:
        made = after(program[: d.line + 1], autograd).get(first)
        if made is not None and made.array.dtype.kind != "f":
            return COMPARED
    if "'NoneType' object has no attribute 'clone'" in says and d.line is not None and "autograd.grad(" in d.place:
        asked = after(program[: d.line], autograd).get(names_in(d.place)[-1])
        if any(without_elements(program[: d.line], name) for name in names_in(d.place)[1:]):
            return EMPTY
        if asked is not None and asked._view is not None and unrecorded_write(program, d.line) is not None:
            return d._replace(allowed=SKIPPED)
    if "'NoneType' and" in says and "Both.apply" in text:  # what a hook is shown
        return NONE
    made = next((names_in(line) for line in program if d.line is None and line.startswith(f"{names_in(d.place)[0]}=")), [])
    if "inside a custom Function" in says and set(made[1:]) & set(theirs.end["without a leaf"]):
        return NO_LEAF
    if "inside a custom Function" in says and without_elements(program, names_in(d.place)[0]):
        return EMPTY
    if "inside a custom Function" in says and reshaped(program, d.place):
        return RESHAPED
    if "inside a custom Function" in says and f"\n{first}.data=" in text:
        return REPLACED
    if "TailBackward returned an invalid gradient" in says and "Both.apply" in text and any(g is None for g in d.ours):
        return NONE  # zeros of a wrong shape
    if "returned an invalid gradient at index" in says and ("ScatterBackward" in says or ("CopySlices" in says and "scatter_(" in text)):
        if isinstance(d.ours, list) and not any(g is not None and g.size for g in d.ours):
            return EMPTY_GRADIENT
        line = next((i for i, line in enumerate(program) if line != fitting(line)), None)
        return None if line is None else as_well(program, d, INVALID, line, fitting(program[line]))
    if "that returns multiple views" in says:
        return SEVERAL if like_single_parts(program) else None
    if "some elements of the input tensor and the written-to tensor refer to a single memory" in says and d.line is not None:
        return d._replace(allowed=OVERLAP, instead=with_clones(d.place))
    if re.search("not implemented for '(Long|Bool)'|does not support bool", says) and d.line is not None:
        return NO_CODE if as_for_floats(program, d.line) else None
    if "Can't detach views in-place" in says:
        return ONLY_VIEW if names_in(d.place)[0] not in ours.end["views"] else None
    if "view size is not compatible" in says:
        return LAYOUT if differently_laid_out(ours, theirs) else None
    if "a leaf Variable that requires grad" in says and d.line is not None:
        written = names_in(d.place)[0]
        if without_elements(program[: d.line], written):
            return EMPTY
        if written in without_a_leaf(program[: d.line]):
            return NO_LEAF
        return NOT_OF_A_LEAF if not_of_a_leaf(program[: d.line], written) else None
    if "does not require grad and does not have a grad_fn" in says and d.line is None:
        return CONSTANT if nothing_but_zeros(d.ours) else None
    if "does not require grad and does not have a grad_fn" in says and found_zeros(program, d, autograd):
        return CONSTANT
    if "Expected self.dtype to be equal to src.dtype" in says and d.line is not None:
        return EMPTY if without_elements(program[: d.line], names_in(d.place)[0]) else None
    if "you can only change requires_grad flags" in says and d.line is not None:
        if without_elements(program[: d.line], names_in(d.place)[0]):
            return EMPTY
        if ours.end[f"{names_in(d.place)[0]} value"].dtype.kind != "f":
            return INTEGERS
        if names_in(d.place)[0] in without_a_leaf(program[: d.line]):
            return NO_LEAF
        return CONSTANT if constant_in(program[: d.line], names_in(d.place)[0]) else None
    if "Autograd not support dtype" in says or "isDifferentiableType" in says:
        line = integers_require_grad(program)
        return None if line is None else d._replace(allowed=INTEGERS, line=line)
    if re.search("(Subtraction|Negation), the `-` operator, (with|on) a bool tensor", says) and re.search("logaddexp|atan2", text):
        line = next((i for i, line in enumerate(program) if float_operands(program, i) != line), None)
        return None if line is None else as_well(program, d, BOOLS, line, float_operands(program, line))
    if "Trying to backward through the graph a second time" in says:
        again = None if retaining(program) == program else compare(retaining(program))
        return RELEASED if retaining(program) != program and (again is None or again.allowed) else None
    if "that has been detached in-place" in says:
        line = next((i for i, line in enumerate(program) if ".detach_()" in line), None)
        return None if line is None else as_well(program, d, DETACHED_SAVED, line, re.sub(r"(x\d+)\.detach_\(\)", r"\1 = \1.detach()", program[line]))
    if "expected to be in range of [-1, 0], but got 1" in says and "repeat_interleave" in d.place:
        x = after(program[: d.line], autograd)[names_in(d.place.rpartition(" = ")[2])[0]]
        return NO_DIMENSION if x.ndim == 0 else None
    return next(
        (why for part, code, why in LENIENT if part in says and re.search(code, d.place if d.line is not None and "(" in part else text)), None
    )


def of_other_memory(program: Program, d: Difference) -> bool:
    """Whether wgrad has this error only because .data= gave a tensor other memory."""
    import autograd

    if not any(".data=" in line for line in program):
        return False
    seen = run(["pass" if ".data=" in line else line for line in program], autograd)
    found = seen.end.get(d.place) if d.line is None else seen.errors[d.line]
    return not is_error(found) or found[1][:50] != d.ours[1][:50]


def kept_rule(program: Program, d: Difference, ours: Seen) -> Difference | str | None:
    """The gradient that wgrad finds of what was overwritten is that which PyTorch finds if it keeps copies; else that of finite differences."""
    import torch

    import autograd

    if d.line is not None:
        lines = program[: d.line + 1]
        with torch.autograd.graph.allow_mutation_on_saved_tensors():
            copying = values(after(retaining([float_operands(lines, i) for i in range(len(lines))]), torch))
        if same(values(after(lines, autograd)), copying, 2e-3):
            return KEPT
        earlier = [found for found in differences(lines[:-1]) if found.allowed]  # values that part before, or gradients that are judged there
        parted = next((found for found in earlier if found.line is not None), None)
        return parted or (KEPT_RIGHT if any(found.allowed == KEPT_RIGHT for found in earlier) else None)
    with torch.autograd.graph.allow_mutation_on_saved_tensors():
        again = run(retaining([float_operands(program, i) for i in range(len(program))]), torch).end.get(d.place)
    if not is_error(again) and alike(d.ours, again):
        return KEPT
    if any(".data=" in line for line in program):
        lines = retaining(["pass" if ".data=" in line else line for line in program])
        with torch.autograd.graph.allow_mutation_on_saved_tensors():
            again = run(lines, torch).end.get(d.place)
        if not is_error(again) and alike(d.ours, again):
            return REPLACED
    name = names_in(d.place)[0]
    lines = reversed(range(len(program)))
    for without in (run([*program[:i], *instead, *program[i + 1 :]], torch).end for i in lines for instead in ((), (with_clones(program[i]),))):
        # what PyTorch finds without the write, of a tensor whose value does not depend on it, or of clones of what will be written to
        if not is_error(without.get(d.place, ())) and same(without[f"{name} value"], ours.end[f"{name} value"], 2e-3):
            return KEPT_RIGHT if alike(d.ours, without[d.place]) else None
    return KEPT_RIGHT if right(program, d) else None


def right(program: Program, d: Difference) -> bool:
    """Whether the gradients that wgrad finds at the end are those of finite differences."""
    import autograd

    name, _, leaves = d.place.removeprefix("gradients of ").partition(" by ")
    exactly = [line.replace("float32", "float64").replace("float()", "double()") for line in program]
    found = run(exactly, autograd).end.get(d.place)
    wanted = [None if g is None else g.astype(float) for g in d.ours]
    if is_error(found) and OVERWRITTEN in found[1]:  # with one type there is nothing to convert, and no copy
        found = wanted
    return isinstance(found, list) and same(found, wanted, 2e-3) and by_differences(exactly, name, leaves.split(", "), found)


def retaining(program: Program) -> Program:
    """The program with every backward pass retaining its graph."""
    lines = [line.replace("backward()", "backward(retain_graph=True)") for line in program]
    return [
        line if re.search("retain_graph|create_graph", line) else line.replace("allow_unused=True)", "allow_unused=True,retain_graph=True)")
        for line in lines
    ]


def like_single_parts(program: Program) -> bool:
    """Whether nothing differs, but for what may, if parts are taken one by one."""
    rewritten = [parts_one_by_one(line) for line in program]
    if rewritten == program:
        return False
    found = (compare(lines) for lines in (rewritten, [fitting(line) for line in rewritten]))
    return any(again is None or again.allowed is not None for again in found)


def as_well(program: Program, d: Difference, why: str, line: int, instead: str) -> Difference | None:
    """The difference as one that is allowed if this line is written in a way that PyTorch accepts, and that changes nothing in wgrad."""
    import autograd

    found = run([*program[:line], instead, *program[line + 1 :]], autograd)
    unchanged = d.line is not None or ((place := found.end.get(d.place)) is not None and not is_error(place) and same(place, d.ours, 2e-3))
    return d._replace(allowed=why, line=line, instead=instead) if unchanged else None


def fitting(line: str) -> str:
    """A scatter with just the part of its source that its index reaches."""
    cropped = r"scatter\1(-1,torch.zeros_like(\2,dtype=torch.int64),\3[tuple(map(slice,\2.shape))] if \2.ndim else \3.reshape(-1)[0])"
    return re.sub(r"scatter(_?)\(-1,torch\.zeros_like\((x\d+),dtype=torch\.int64\),(x\d+)\)", cropped, line)


def copied(program: Program, d: Difference) -> bool:
    """Whether PyTorch has computed with what a tensor was before a write: both find the same gradients if that is left out."""
    import torch

    import autograd

    def gradients(lines: Program, library: Any) -> Any:
        if d.line is None:
            return run(lines, library).end.get(d.place)
        return values(after(lines[: d.line + 1], library))[1::2]

    theirs = gradients(program, torch)
    for i, line in enumerate(program[: d.line]):
        if re.search(r"_\(|=", line) and not line.startswith(f"{names_in(line)[0] if names_in(line) else ''} = "):
            without = [*program[:i], "pass", *program[i + 1 :]]
            found = gradients(without, autograd)
            if isinstance(found, list) and len(found) == len(theirs) and alike(found, theirs) and alike(gradients(without, torch), theirs):
                return True
    return False


def nothing_but_zeros(gradients: Any) -> bool:
    """Whether these gradients are zeros, or none."""
    return not any(g is not None and g.any() for g in gradients)


def found_zeros(program: Program, d: Difference, library: Any) -> bool:
    """Whether the gradient that the line which parted has asked for is one of zeros."""
    found = after(program[: d.line + 1], library).get(names_in(d.place)[0]) if d.line is not None and "autograd.grad(" in d.place else None
    return found is not None and not found.any()


def alike(gradients: Any, others: Any) -> bool:
    """Whether these are the same gradients, where none is as good as zeros."""
    pairs = zip(gradients, others, strict=True)
    return all(same(a, b, 2e-3) if a is not None and b is not None else not any(np.any(g) for g in (a, b) if g is not None) for a, b in pairs)


def silent_rule(program: Program, d: Difference, ours: Seen, theirs: Seen) -> Difference | str | None:
    name, _, what = d.place.partition(" ")
    if what == "flags" or name == "gradients":
        if (line := base_detached(program)) is not None:
            return d._replace(allowed=DETACHED, line=line)
        if (line := integers_require_grad(program)) is not None:
            return d._replace(allowed=INTEGERS, line=line)
    if what == "flags" and d.ours == [False, True, True]:
        if name in theirs.end["without a leaf"]:
            return NO_LEAF
        if ours.end[f"{name} value"].dtype.kind != "f":
            return INTEGERS
        for i, line in enumerate(program):
            if "_(" in line and names_in(line) and without_elements(program, names_in(line)[0]):
                return d._replace(allowed=EMPTY, line=i)
        return CONSTANT if constant_in(program, name) else None
    began = next((i for i, line in enumerate(program) if re.search(rf"\b{name}\.requires_grad", line)), None)
    if what == "flags" and d.ours == [True, True, True] and began is not None:  # of a constant, which PyTorch takes for computed
        return CONSTANT if constant_in(program[:began], name) else None
    if what == "flags" and d.theirs == [False, True, True] and d.ours[0]:
        if ours.end[f"{name} value"].size == 0:
            return CONSTANT
        gradients = next((v for k, v in ours.end.items() if k.startswith(f"gradients of {name} by ")), None)
        if isinstance(gradients, list):
            return CONSTANT if nothing_but_zeros(gradients) else None
        return CONSTANT if constant_in(program, name, ours=True) else None
    if name.endswith(".grad.requires_grad"):
        grad = ours.end[name.removesuffix(".requires_grad")]
        constant = (grad is not None and grad.size == 0) or constant_in(program, name.removesuffix(".requires_grad"), ours=d.theirs is False)
        return CONSTANT if constant else None
    if name == "gradients":
        large = any(v.dtype.kind == "i" and (np.abs(v.astype(float)) > 2**31).any() for k, v in ours.end.items() if k.endswith(" value"))
        for i, line in enumerate(program):
            if tied(program, i):
                return d._replace(allowed=TIES, line=i)
            if "register_hook" in line and names_in(line)[0] in {*theirs.end["views"]} - {*ours.end["views"]}:
                return d._replace(allowed=ONLY_VIEW, line=i)
            if large and "atan2" in line:
                return d._replace(allowed=SQUARED, line=i)
        if any(".data=" in line for line in program):  # of a copy of another type, the values that were used are kept
            import torch

            without = ["pass" if ".data=" in line else line for line in program]
            for lines in (without, [float_operands(without, i) for i in range(len(without))]):
                gradients = run(lines, torch).end.get(d.place)
                if isinstance(gradients, list) and alike(d.ours, gradients):
                    return REPLACED
        reasons = [gradient_rule(program, a, b) for a, b in zip(d.ours, d.theirs, strict=True) if not same(a, b, 2e-3)]
        return reasons[0] if reasons and all(reasons) else None
    if name == "log":  # what hooks were shown
        line = next(
            (i for i, e in enumerate(zip(ours.errors, theirs.errors, strict=True)) if all(e) and re.search(r"grad\(|backward\(", program[i])), None
        )
        return None if line is None else d._replace(allowed=PARTIAL, line=line)
    if name.endswith(".grad") and (why := gradient_rule(program, d.ours, d.theirs)):
        return why
    if what == "value" or name.endswith(".grad"):
        return parted_rule(program, d, name)
    return None


def gradient_rule(program: Program, ours: Any, theirs: Any) -> str | None:
    """Why these two gradients may differ."""
    if ours is None or theirs is None:
        given = theirs if ours is None else ours
        if given.size == 0:
            return EMPTY_GRADIENT
        if given.any():
            return None
        return CONSTANT if any("create_graph" in line for line in program) else NONE if any("Both.apply" in line for line in program) else None
    return NAN if np.isnan(ours).any() and same(np.where(np.isnan(ours) & (theirs == 0), theirs, ours), theirs) else None


def parted_rule(program: Program, d: Difference, name: str) -> Difference | str | None:
    """Values that differ: judged by the line after which they do for the first time."""
    import torch

    import autograd

    spaces = namespace(autograd), namespace(torch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for i, line in enumerate(program):
            before = [shared(space) for space in spaces]
            zeros = zeros_differ(*spaces, names_in(line))
            errors = [attempt(compile(line, "program", "exec"), space) for space in spaces]
            if all(same(*pair, 2e-3) for pair in zip(*(values(space) for space in spaces), strict=True)):
                continue
            used = names_in(line)
            d = d._replace(place=f"{d.place}, after {line}")
            if re.search("[<>]0", line) and rounded(*(space[n].detach().numpy() for space in spaces for n in used[-1:])):
                return d._replace(allowed=ROUNDED, line=i)
            if zeros:
                return d._replace(allowed=ZERO, line=i)
            if all(errors):
                return d._replace(allowed=PARTIAL, line=i) if re.search(r"backward|autograd\.grad|masked_scatter_|Doubled.apply", line) else d
            overlap = len(used) > 1 and any(used[0] in pair and pair & {*used[1:]} for pair in before[0])
            if overlap and with_clones(line) != line:
                return d._replace(allowed=OVERLAP, line=i, instead=with_clones(line))
            if before[0] != before[1] and re.search(r"\.(reshape|flatten|ravel|contiguous)\(", "\n".join(program)):
                return d._replace(allowed=LAYOUT, line=i)
            return d
    return None


# ---------------------------------------------------------------------------------------------------------------- what the rules ask


def rounded(a: Any, b: Any) -> bool:
    """Whether the same number is on two sides of 0, and as good as 0."""
    return a.shape == b.shape and bool((np.sign(a) != np.sign(b)).any() and (np.abs(a - b) < 1e-6).all())


def zeros_differ(ours: dict[str, Any], theirs: dict[str, Any], names: list[str]) -> bool:
    """Whether some element of these is 0 in one library and -0 in the other."""
    pairs = [[tensors(space)[n].detach().numpy() for space in (ours, theirs)] for n in names if n in tensors(ours) and n in tensors(theirs)]
    return any(a.shape == b.shape and ((a == 0) & (b == 0) & (np.signbit(a) != np.signbit(b))).any() for a, b in pairs if a.dtype.kind == "f")


def unrecorded_write(program: Program, line: int) -> int | None:
    """The line of a write under no_grad without which the program up to ``line`` has the same outcome in both."""
    for i, text in enumerate(program[:line]):
        if re.match(r"with torch\.no_grad\(\): x\d+(\.\w+_\(|\[|\S?[-+*/]=)", text) and compare([*program[:i], *program[i + 1 : line + 1]]) is None:
            return i
    return None


def tensors(space: dict[str, Any]) -> dict[str, Any]:
    return {n: t for n, t in space.items() if re.fullmatch(r"x\d+", n) and hasattr(t, "detach")}


def values(space: dict[str, Any]) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the .grad of what is no leaf
        return [plain(of) for t in tensors(space).values() for of in (t.detach(), t.grad)]


def shared(space: dict[str, Any]) -> set[frozenset[str]]:
    """The pairs of tensors that share memory."""
    arrays = {n: t.detach().numpy() for n, t in tensors(space).items()}
    return {frozenset((m, n)) for m in arrays for n in arrays if m < n and np.shares_memory(arrays[m], arrays[n])}


def after(program: Program, torch: Any) -> dict[str, Any]:
    space = namespace(torch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for line in program:
            attempt(compile(line, "program", "exec"), space)
    return space


def is_known(t: Any) -> bool:
    """Whether this is no view of which PyTorch's graph knows nothing: those answer questions about the graph with an error."""
    try:
        _ = t.requires_grad, t.grad_fn
    except RuntimeError:
        return False
    return True


def has_leaf(t: Any) -> bool:
    """Whether a gradient of this tensor of PyTorch's can reach any leaf."""
    import torch

    stack = [t.grad_fn]
    if t.grad_fn is None:  # a view may say of itself that it is a leaf
        with torch.enable_grad():
            stack = [f for f, _ in t.view_as(t).grad_fn.next_functions]
    seen = set()
    while stack:
        f = stack.pop()
        if f is not None and f not in seen:
            if "AccumulateGrad" in f.name():
                return True
            seen.add(f)
            stack += [g for g, _ in f.next_functions]
    return False


def without_a_leaf(program: Program) -> list[str]:
    import torch

    return leafless(after(program, torch))


def leafless(space: dict[str, Any]) -> list[str]:
    return [n for n, t in tensors(space).items() if is_known(t) and t.requires_grad and not has_leaf(t)]


def constant_in(program: Program, name: str, ours: bool = False) -> bool:
    """Whether PyTorch's (or our) derivative of this tensor, or of its .grad, by each leaf is zero, although it has one."""
    import torch

    import autograd

    library = autograd if ours else torch

    def constant(space: dict[str, Any]) -> bool:
        leaves = [t for t in tensors(space).values() if is_known(t) and t.is_leaf and t.requires_grad and (ours or has_leaf(t))]
        t = eval(name, space)
        weights = library.linspace(0.5, 1.5, t.numel(), dtype=t.dtype).reshape(t.shape)
        try:
            gradients = library.autograd.grad((t * weights).sum(), leaves, retain_graph=True, allow_unused=True)
        except RuntimeError:
            return False
        return nothing_but_zeros(gradients)

    with torch.autograd.graph.allow_mutation_on_saved_tensors():
        if constant(after(program, library)):
            return True
    made = next((i for i, line in enumerate(program) if re.match(rf"{name} ?=", line)), None)  # before what it was made of was overwritten
    return made is not None and constant(after(program[: made + 1], library))


def without_elements(program: Program, name: str) -> bool:
    import autograd

    space = after(program, autograd)
    return name in space and space[name].numel() == 0


def not_of_a_leaf(program: Program, name: str) -> bool:
    """Whether this is a view of PyTorch's whose base has a graph, or requires no grad: no leaf, although its messages call it one."""
    import torch

    t = after(program, torch).get(name)
    return t is not None and t._is_view() and (t._base.grad_fn is not None or not t._base.requires_grad)


def base_detached(program: Program) -> int | None:
    """The line at which detach_() has cut off a tensor of which there are views."""
    import torch

    for i, line in enumerate(program):
        if ".detach_()" in line:
            views = [t for t in tensors(after(program[: i + 1], torch)).values() if t._is_view()]
            if any(t.requires_grad and not t._base.requires_grad for t in views):
                return i
    return None


def integers_require_grad(program: Program) -> int | None:
    """The line after which tensors of integers or bools require grad in PyTorch."""
    import torch

    for i in range(len(program)):
        if any(not t.is_floating_point() and t.requires_grad for t in tensors(after(program[: i + 1], torch)).values()):
            return i
    return None


def reshaped(program: Program, place: str) -> bool:
    """Whether the shape of a tensor that is named here, or of one of the same memory, was changed in place."""
    import autograd

    known = shared(after(program, autograd))
    changed = {names_in(line)[0] for line in program if re.search(RESHAPES, line)}
    return any(n == c or {n, c} in known for n in names_in(place.partition(" by ")[0]) for c in changed)


def float_operands(program: Program, line: int) -> str:
    """This line, with the operands of logaddexp and atan2 as floats if they are bools."""
    import autograd

    call = r"(logaddexp|atan2)\((x\d+),(x\d+)"
    found = re.search(call, program[line])
    space = after(program[:line], autograd) if found else {}
    bools = found is not None and any(n in space and space[n].array.dtype == bool for n in found.groups())
    return re.sub(call, r"\1((\2+0.0),(\3+0.0)", program[line]) if bools else program[line]


def tied(program: Program, line: int) -> bool:
    """Whether topk chooses among equal elements at this line, or sort, that need not be stable, orders more than 16."""
    import autograd

    found = re.search(r"(x\d+)\.(topk\(1,|sort\()(-?\d+)\)", program[line])
    x = after(program[:line], autograd).get(found[1]) if found else None
    if found is None or x is None or not x.numel():
        return False
    array, dim = np.atleast_1d(x.array), int(found[3])
    if found[2] == "sort(":
        return array.shape[dim] > 16 and not np.diff(np.sort(array, dim), axis=dim).all()
    return bool(((array == array.max(dim, keepdims=True)).sum(dim) > 1).any())


def differently_laid_out(ours: Seen, theirs: Seen) -> bool:
    return any(ours.end["layout"].get(n, s) != s for n, s in theirs.end["layout"].items())


def with_clones(line: str) -> str:
    """The line with a clone of every tensor that is read beside the one that is written."""
    first = re.search(r"\bx\d+\b", line)
    if first is None:
        return line
    return line[: first.end()] + re.sub(r"\b(x\d+)\b(?!\.clone\(\))", r"\1.clone()", line[first.end() :])


def parts_one_by_one(line: str) -> str:
    """The line with parts taken by narrow and select, and not by what returns several views."""
    return re.sub(r"(\bx\d+)\.(unbind|split|chunk)\(([^()]*)\)\[(-?\d+)\]", r"part(\1,'\2',(\3,),\4)", line)


def part(x: Any, how: str, arguments: tuple[int, ...], i: int) -> Any:
    """One of the results of unbind, split or chunk, as the same view taken alone."""
    if how == "unbind":
        return x.select(arguments[0], i)
    count, dim = arguments
    size = x.shape[dim]
    each = count if how == "split" else max(1, -(-size // count))
    parts = max(1, -(-size // each))
    if not -parts <= i < parts:
        raise IndexError("list index out of range")
    return x.narrow(dim, i % parts * each, min(each, size - i % parts * each))


def as_for_floats(program: Program, line: int) -> bool:
    """Whether wgrad finds at this line what PyTorch finds for the same numbers as floats."""
    import torch

    import autograd

    ours, theirs = after(program[: line + 1], autograd), after(program[:line], torch)
    for n, t in tensors(theirs).items():
        theirs[n] = t.detach().double()
    if attempt(compile(program[line], "program", "exec"), theirs) is not None:
        return False
    name = names_in(program[line])[0]
    found = torch.as_tensor(theirs[name]).to(getattr(torch, ours[name].dtype.name))
    return same(ours[name].detach().numpy(), found.numpy(), 1e-5)


def by_differences(program: Program, name: str, leaves: list[str], found: Any, step: float = 1e-6) -> bool:
    """Whether these are the gradients of a tensor by some leaves, by finite differences of what wgrad computes."""
    import autograd

    def total(leaf: str, place: Any, shift: float) -> float:
        space = namespace(autograd)
        for line in program:
            error = attempt(compile(line, "program", "exec"), space)
            if error is None and line.startswith(f"{leaf} = ") and line.endswith("requires_grad=True)"):
                space[leaf].array[place] += shift
        t = space[name].array
        return float((t * np.linspace(0.5, 1.5, t.size).reshape(t.shape)).sum())

    for leaf, gradient in zip(leaves, found, strict=True):
        if not any(line.startswith(f"{leaf} = torch.tensor(") for line in program):  # another name of one of them
            continue
        for place in np.ndindex(() if gradient is None else gradient.shape):
            difference = (total(leaf, place, step) - total(leaf, place, -step)) / (2 * step)
            exact = 0.0 if gradient is None else gradient[place]
            if not abs(difference - exact) < 1e-4 * max(1.0, abs(difference)):
                return False
    return True


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
        status = 1
        try:
            with os.fdopen(writer, "wb") as out:
                pickle.dump(work(), out)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as given:
        sent = given.read()
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and status:
        raise RuntimeError("the comparison itself has failed: its error was printed")
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
