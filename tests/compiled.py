"""Whether a compiled function does what it does uncompiled, bit for bit: values, types, strides, gradients, buffers, the stream of random numbers.

As a script, random programs: ``python tests/compiled.py --count 5000 --seed 1``, with ``--plain`` such as are compiled more often, with ``--steps`` steps of training. What ran
eagerly is counted by its reason.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

import autograd
from autograd import Tensor
from tests import fuzz

CALLS = (0, 1, 2, 3)  # two are noted, the third is the first one of the program
REPEATED = (0, 0, 2, 3)  # with the same numbers in those which are noted: a constant that is none cannot be told from the difference of the two
# what leads to no program, for the most part: without it, more of the random programs are compiled
EAGER = re.compile(
    r"\b(backward|grad|grad_fn|register_hook|retain_grad|tolist|item|data|detach_|requires_grad_|unique\w*|nonzero|argwhere|masked_select|log)\b"
    r"|grad\(|checkpoint|apply\(|\] ?[-+*/]?=[^=]|\w_\(|inplace=True|out=|no_grad|[-+*/]="
)


def tensors_in(value: Any) -> list[Tensor]:
    """The tensors in nested tuples, lists and dicts."""
    if isinstance(value, Tensor):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [t for part in parts for t in tensors_in(part)]


def varied(value: Any, call: int) -> Any:
    """Fresh arguments like these, with other numbers for each call."""
    if isinstance(value, Tensor):
        array = value.array
        if array.dtype.kind == "f":
            noise = 1 + 0.1 * call * np.random.default_rng(call).random(array.shape)
            made = autograd.from_numpy(np.array((np.flip(array) if call % 2 else array) * noise, array.dtype))
            return made.requires_grad_() if value.requires_grad else made
        return autograd.from_numpy((np.flip(array, 0) if call % 2 and array.ndim else array).copy())
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[varied(v, call) for v in value])
    if isinstance(value, (list, tuple)):
        return type(value)(varied(v, call) for v in value)
    return {k: varied(v, call) for k, v in value.items()} if isinstance(value, dict) else value


def bits(array: Any) -> bytes:
    """The bytes of an array, with one kind of nan: the sign of a nan that arithmetic makes depends on the order of operands."""
    return bytes((np.where(np.isnan(array), array.dtype.type(np.nan), array) if array.dtype.kind == "f" else array).tobytes())


def strides(array: Any) -> tuple[int, ...]:
    """How far apart the numbers are, along each dimension that has several."""
    return tuple([step for step, n in zip(array.strides, array.shape, strict=True) if n > 1]) if array.size else ()


def seen(function: Callable[..., Any], args: Any, kwargs: Any, call: int, state: Any = ()) -> Any:
    """All that a call does: results, gradients of arguments and of ``state`` with random cotangents for some of the results, the stream."""
    autograd.manual_seed(call)
    leaves = [t for t in (*tensors_in([args, kwargs]), *state) if t.requires_grad and t.is_leaf]
    for t in leaves:
        t.grad = None
    try:
        out = function(*args, **kwargs)
        outputs = tensors_in(out)
        picked = np.random.default_rng(call)
        roots = {id(o): o for o in outputs if o.requires_grad and picked.random() < 0.8}
        if roots:
            cotangents = [autograd.from_numpy(np.asarray(picked.normal(size=o.array.shape), o.array.dtype)) for o in roots.values()]
            autograd.autograd.backward(list(roots.values()), cotangents)
    except Exception as error:  # the same one is expected of the other
        return type(error)
    tensors = [*outputs, *[t.grad for t in leaves], *tensors_in([args, kwargs]), *state]
    shown = [None if t is None else (t.array.dtype, t.array.shape, strides(t.array), bits(t.array), t.requires_grad) for t in tensors]
    return type(out), shown, [(o.is_leaf, o.output_nr) for o in outputs if not o.requires_grad], autograd.get_rng_state().tolist()


def difference(function: Any, compiled: Any, args: Any, kwargs: Any, state: Any = (), compiled_state: Any = (), calls: Any = CALLS) -> str:
    """What a compiled function does otherwise, with the numbers that each of some calls has; empty if nothing."""
    for call in calls:
        expected = seen(function, varied(args, call), varied(kwargs, call), call, state)
        found = seen(compiled, varied(args, call), varied(kwargs, call), call, compiled_state)
        if isinstance(expected, type) or isinstance(found, type):
            if expected is not found:
                return (
                    f"call {call}: {found if isinstance(found, type) else 'no error'} instead of {expected if isinstance(expected, type) else 'none'}"
                )
        elif found != expected:
            parts = [i for i, (a, b) in enumerate(zip(found[1], expected[1], strict=False)) if a != b]
            return f"call {call}: {parts} of {len(expected[1])}, " + ", ".join(
                n for n, a, b in zip(("type", "tensors", "leaves", "stream"), found, expected, strict=True) if a != b
            )
    return ""


def reason_of(compiled: Any) -> str:
    """Why it runs eagerly, without the place; "compiled" if it does not."""
    return "compiled" if compiled.programs and not compiled.reason else re.sub(r" \(\S*\)$", "", compiled.reason) or "unfinished"


def program(seed: int, plain: bool = False) -> tuple[Any, list[Tensor], str] | None:
    """A random program as a function of its leaves; a ``plain`` one is without most of what leads to no program."""
    lines = [line for line in fuzz.generate(seed) if not (plain and EAGER.search(line))]
    space = fuzz.namespace(autograd)
    kept = [line for line in lines if fuzz.attempt(compile(line, "program", "exec"), space) is None]
    made = [line for line in kept if re.match(r"x\d+ = torch\.(tensor|zeros)\(", line)][: sum(re.match(r"x\d+ = ", x) is not None for x in kept)]
    leaves = []
    for line in kept:
        if line not in made:
            break
        leaves.append(line)
    names = [line.split(" = ")[0] for line in leaves]
    body = kept[len(leaves) :]
    results = sorted(
        {m[1] for line in body if (m := re.match(r"(?:with torch.no_grad\(\): )?(x\d+) = ", line)) and hasattr(space.get(m[1]), "array")}
    )
    if not names or not results:
        return None
    if plain:  # results are to share no memory
        arrays: dict[str, Any] = {n: space[n].array for n in names if n in space}
        for n in results:
            if not any(np.may_share_memory(space[n].array, a) for a in arrays.values()):
                arrays[n] = space[n].array
        results = [n for n in results if n in arrays]
        if not results:
            return None
    results = random.sample(results, min(len(results), random.choice((1, 2, 9))))
    text = "\n    ".join([f"def function({', '.join(names)}):", *body, f"return [{', '.join(results)}]"])
    fresh = fuzz.namespace(autograd)
    for line in leaves:
        exec(line, fresh)
    exec(text, fresh)
    return fresh["function"], [fresh[n] for n in names], text


def as_step(function: Any, args: list[Tensor]) -> Any:
    """A step of training: the sum of the function's results, backwards, and a step down for all arguments that get a gradient; None if none does."""
    tried = [varied(a, 0) for a in args]
    try:
        autograd.autograd.backward([r.sum() for r in function(*tried) if r.requires_grad])
    except (RuntimeError, IndexError):  # a graph that is used up, or nothing to differentiate
        return None
    moved = [i for i, a in enumerate(tried) if a.requires_grad and a.is_leaf and a.grad is not None]

    def step(*given: Tensor) -> Any:
        results = function(*given)
        autograd.autograd.backward([r.sum() for r in results if r.requires_grad])
        with autograd.no_grad():
            for i in moved:
                given[i].sub_(given[i].grad * 0.01)
                given[i].grad.mul_(2)
        return [r.detach() for r in results]

    return step if moved else None


def main() -> None:
    """Random programs, from a seed on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="leave out most of what leads to no program")
    parser.add_argument("--steps", action="store_true", help="each with a backward pass and an update in it")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    reasons: Counter[str] = Counter()
    for seed in range(chosen.seed, chosen.seed + chosen.count):
        random.seed(seed)
        made = program(seed, chosen.plain)
        if made is None:
            continue
        function, args, text = made
        if chosen.steps and (function := as_step(function, args)) is None:
            continue
        compiled = autograd.compile(function)
        found = difference(function, compiled, args, {}, calls=(CALLS, REPEATED)[seed % 2])
        reasons[reason_of(compiled)] += 1
        if found:
            print(f"seed {seed}: {found}\n{text}\n{args}\n{compiled.source}\n")
    for reason, count in reasons.most_common():
        print(f"{count:6}  {reason}")


if __name__ == "__main__":
    main()
