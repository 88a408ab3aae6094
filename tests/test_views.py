"""Views and writes: what a program that reads and assigns parts of tensors sees, against PyTorch.

Each program runs with the namespace ``torch`` as its argument: wgrad's, and PyTorch's where that can be imported. What it returns or
raises must be the same as PyTorch's, recorded in recorded_views.json (``python tests/test_views.py`` records it anew).
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd

RECORDED = Path(__file__).with_name("recorded_views.json")
PROGRAMS: dict[str, Callable[[Any], Any]] = {}


def program(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Add a program to the table."""
    PROGRAMS[function.__name__] = function
    return function


def values(torch: Any, *shape: int, seed: int = 0, dtype: str = "float64") -> Any:
    """Reproducible values."""
    return torch.tensor(np.random.default_rng([seed, *shape]).normal(size=shape).round(3).tolist(), dtype=getattr(torch, dtype))


def leaf(torch: Any, *shape: int, seed: int = 0, dtype: str = "float64") -> Any:
    """A leaf that requires a gradient."""
    return values(torch, *shape, seed=seed, dtype=dtype).requires_grad_()


def gradients(torch: Any, result: Any, *leaves: Any) -> Any:
    """The gradients of a weighted sum of the squares of a result."""
    weights = values(torch, *result.shape, seed=9) if result.ndim else 1.5
    return torch.autograd.grad((result * result * weights).sum(), leaves, allow_unused=True, retain_graph=True)


def seen(thing: Any) -> Any:
    """A result as plain data: values, types, flags."""
    if isinstance(thing, (list, tuple)) and not hasattr(thing, "numel"):
        return [seen(t) for t in thing]
    if hasattr(thing, "requires_grad"):
        return {
            "values": thing.tolist(),
            "shape": list(thing.shape),
            "dtype": str(thing.dtype),
            "requires_grad": thing.requires_grad,
            "is_leaf": thing.is_leaf,
        }
    return thing


def outcome(function: Callable[[Any], Any], torch: Any) -> Any:
    """What the program returns, or the type of what it raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return seen(function(torch))
        except Exception as error:
            return type(error).__name__


# ---------------------------------------------------------------------------------------------------------------- assignment


@program
def a_row_of_a_computed_tensor(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, 4, seed=1)
    base = x * 2
    base[1] = value
    return base, gradients(torch, base, x, value)


@program
def old_and_new_base(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, 4, seed=1)
    base = x * 2
    before = base.sum()
    base[1] = value
    return base, gradients(torch, base.sum() * before, x, value)


@program
def zeros_filled_row_by_row(torch: Any) -> Any:
    x = leaf(torch, 4)
    table = torch.zeros(3, 4, dtype=torch.float64)
    flags = [table.requires_grad]
    for i in range(3):
        table[i] = x * (i + 1)
        flags.append(table.requires_grad)
    return flags, table, gradients(torch, table, x)


@program
def zeros_filled_element_by_element(torch: Any) -> Any:
    x = leaf(torch, 3)
    table = torch.zeros(3, 3, dtype=torch.float64)
    for i in range(3):
        for j in range(i + 1):
            table[i, j] = x[i] * x[j]
    return table, gradients(torch, table, x)


@program
def a_recurrence_that_reads_what_it_wrote(torch: Any) -> Any:
    w, start = leaf(torch, 3), leaf(torch, 3, seed=1)
    states = torch.zeros(4, 3, dtype=torch.float64)
    states[0] = start
    for t in range(3):
        states[t + 1] = states[t].clone() * w
    return states, gradients(torch, states, w, start)


@program
def a_recurrence_that_saved_what_it_overwrote(torch: Any) -> Any:
    w = leaf(torch, 3)
    states = torch.ones(4, 3, dtype=torch.float64)
    for t in range(3):
        states[t + 1] = states[t] * w
    return gradients(torch, states, w)


@program
def a_value_that_broadcasts(torch: Any) -> Any:
    x, value, ones = leaf(torch, 3, 4), leaf(torch, 3, 1, seed=1), leaf(torch, 1, 1, 1, seed=2)
    base = x * 1
    base[:, 1:] = value
    base[2] = ones
    return base, gradients(torch, base, x, value, ones)


@program
def a_number(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    base = x * 1
    base[0] = 3
    base[1, 1] = 2.5
    base[2, ::2] = True
    return base, gradients(torch, base, x)


@program
def all_of_it(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, seed=1)
    first, second, third = x * 1, x * 2, x * 3
    first[:] = value
    second[...] = value
    third[None] = value
    return [(t, gradients(torch, t, x, value)) for t in (first, second, third)]


@program
def no_dimensions(torch: Any) -> Any:
    x, value = leaf(torch), leaf(torch, seed=1)
    first, second = x * 1, x * 2
    first[()] = value
    second[...] = 5.0
    return first, second, gradients(torch, first, x, value), gradients(torch, second, x)


@program
def True_and_False(torch: Any) -> Any:
    x, value = leaf(torch, 2, 3), leaf(torch, 3, seed=1)
    first, second = x * 1, x * 2
    first[True] = value
    second[False] = value
    return first, second, gradients(torch, first, x, value), gradients(torch, second, x), list(x[True].shape), list(x[False].shape)


@program
def a_mask(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, 5, seed=1)
    base = x * 1
    mask = torch.tensor([[True, False, True, False], [False, False, True, False], [True, True, False, False]])
    base[mask] = value
    again = x * 1
    again[again > 0] = 0
    return base, again, gradients(torch, base, x, value), gradients(torch, again, x)


@program
def a_mask_of_rows_and_one_number_that_requires_grad(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, seed=1)
    base = x * 1
    base[torch.tensor([True, False, True])] = value
    base[:, torch.tensor([False, True, False, False])] = value * 2
    return base, gradients(torch, base, x, value)


@program
def indices(torch: Any) -> Any:
    x, rows, pairs, columns = leaf(torch, 3, 4), leaf(torch, 2, 4, seed=1), leaf(torch, 2, seed=2), leaf(torch, 3, 2, seed=3)
    base = x * 1
    base[torch.tensor([2, 0])] = rows
    base[[0, 1], [3, -1]] = pairs
    base[:, [1, 2]] = columns
    return base, gradients(torch, base, x, rows, pairs, columns)


@program
def indices_that_repeat(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, 4, seed=1)
    base = x * 1
    base[torch.tensor([1, 1])] = value
    return base, gradients(torch, base, x, value)


@program
def integer_and_indices(torch: Any) -> Any:
    x, value = leaf(torch, 2, 3, 4), leaf(torch, 3, 2, seed=1)
    base = x * 1
    base[1, :, torch.tensor([3, 0])] = value
    base[0, 0, [1, 2]] = 7.0
    return base, gradients(torch, base, x, value)


@program
def in_place_addition_by_index(torch: Any) -> Any:
    x, y = leaf(torch, 3, 4), leaf(torch, 2, 4, seed=1)
    base = x * 1
    base[[0, 2]] += y
    base[1] += y[0]
    base[:, 0] *= 2
    base[:, 1:3] -= 1
    base[0, 0] /= 4
    return base, gradients(torch, base, x, y)


@program
def rows_exchanged(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    base = x * 1
    base[[0, 1]] = base[[1, 0]]
    return base, gradients(torch, base, x)


@program
def a_part_of_itself(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    base = x * 1
    base[0] = base[1]
    base[2] = base[2]
    base[1] = base[2].clone() * base[0].clone()
    return base, gradients(torch, base, x)


@program
def its_own_detached_part(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    base = x * 1
    base[1] = base[1].detach()
    return base, gradients(torch, base, x)


@program
def another_type(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, 4, seed=1, dtype="float32")
    base = x * 1
    base[0] = value
    narrow = leaf(torch, 2, dtype="float32") * 1
    narrow[0] = x[0, 0]
    whole = torch.zeros(4, dtype=torch.int64)
    whole[1:3] = x[0, :2] * 10
    whole[0] = 1.7
    return base, gradients(torch, base, x, value), torch.autograd.grad(narrow.sum(), x), whole


@program
def another_type_by_index(torch: Any) -> Any:
    base = values(torch, 3, 4)
    base[torch.tensor([0, 1])] = values(torch, 4, dtype="float32")
    return base


@program
def a_step_and_a_chain_of_brackets(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, 2, seed=1)
    base = x * 1
    base[2][1::2] = value
    base[:2][:, 3][1] = value[0]
    return base, gradients(torch, base, x, value)


# ---------------------------------------------------------------------------------------------------------------- views


@program
def a_view_of_a_view_changed_in_place(torch: Any) -> Any:
    x, y = leaf(torch, 3, 4), leaf(torch, 2, seed=1)
    base = x * 1
    view = base[1:].reshape(2, 2, 2)[0]
    view.mul_(y)
    view[0] = 5.0
    return base, view, gradients(torch, base, x, y), gradients(torch, view, x, y)


@program
def the_base_changed_after_the_view_was_made(torch: Any) -> Any:
    x, y = leaf(torch, 3, 4), leaf(torch, 4, seed=1)
    base = x * 1
    view = base[1]
    base.mul_(y)
    base[1, 0] = 3.0
    return view, gradients(torch, view, x, y)


@program
def a_view_whose_base_begins_to_require_grad(torch: Any) -> Any:
    value = leaf(torch, 4)
    base = torch.zeros(3, 4, dtype=torch.float64)
    view, other = base[0], base[1]
    before = view.requires_grad
    base[0] = value
    return before, view, other, gradients(torch, view, value)


@program
def a_write_through_the_view_of_a_constant(torch: Any) -> Any:
    value = leaf(torch, 4)
    base = torch.ones(3, 4, dtype=torch.float64)
    view = base.view(4, 3).t()
    view[2] = value
    return base, view, gradients(torch, base, value), gradients(torch, view, value)


@program
def overlapping_views(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, 4, seed=1)
    base = x * 1
    left, right = base[:2], base[1:]
    left[1] = value
    right *= 2
    return left, right, gradients(torch, left, x, value), gradients(torch, right, x, value)


@program
def views_of_many_kinds(torch: Any) -> Any:
    x, y = leaf(torch, 2, 3, 4), leaf(torch, 3, seed=1)
    base = x * 1
    base.transpose(0, 1)[0] = 1.0
    base.permute(2, 0, 1)[1, 1] = y
    base.unsqueeze(0)[0, 0, 2].mul_(3)
    base.reshape(6, 4)[5] *= y[0]
    base.diagonal(dim1=1, dim2=2)[0] = y
    base.select(2, 3).narrow(1, 1, 2).zero_()
    base.squeeze()[0, 0, 0] = y[2]
    base.flatten()[7] = y[1]
    return base, gradients(torch, base, x, y)


@program
def a_copy_is_no_view(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    base = x * 1
    copy = base[[0, 1]]
    copy[0] = 0.0
    base[1] = 1.0
    return base, copy, gradients(torch, base, x), gradients(torch, copy, x)


@program
def detached_memory(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    base = x * 1
    base.detach()[0] = 7.0
    return base, base.detach().requires_grad, gradients(torch, base, x)


@program
def a_leaf_inside_no_grad(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    with torch.no_grad():
        x[0] = 1.0
        x[:, 1] += 2
        x[x < 0] = 0
        x[[0, 1], [0, 2]] = values(torch, 2)
    return x, gradients(torch, x, x)


@program
def views_share_memory(torch: Any) -> Any:
    x = values(torch, 3, 4)
    x[0][1] = 10.0
    x[1, 2:].fill_(20.0)
    x[..., 0].copy_(values(torch, 3, seed=1))
    x[(2, 3, ...)].mul_(0)
    x[None][0, 2, 1] = 30.0
    x.view(-1)[5] = 40.0
    return x, x[1].data_ptr() == x.data_ptr() + 4 * 8, x[1]._version == x._version


@program
def second_derivatives_through_a_write(torch: Any) -> Any:
    x, value = leaf(torch, 3, 4), leaf(torch, 4, seed=1)
    base = x * x
    base[1] = value**3
    base[:, [0, 2]] *= 2
    first = torch.autograd.grad((base**2).sum(), (x, value), create_graph=True)
    return first, torch.autograd.grad(sum((g**2).sum() for g in first), (x, value))


@program
def a_gradient_kept_for_the_written_tensor(torch: Any) -> Any:
    x = leaf(torch, 3)
    base = x * 2
    base.retain_grad()
    base[0] = 5.0
    (base * base).sum().backward()
    return base.grad, x.grad


@program
def a_gradient_kept_for_a_view(torch: Any) -> Any:
    x = leaf(torch, 3)
    base = x * 2
    view = base[:2]
    view.retain_grad()
    (base * base).sum().backward(retain_graph=True)
    nothing = view.grad is None
    (view * view).sum().backward()
    return nothing, view.grad, x.grad


@program
def a_view_taken_anew_each_time(torch: Any) -> Any:
    x, y = leaf(torch, 3, 4), leaf(torch, 4, seed=1)
    base = x * 1
    parts = []
    for i in range(3):
        row = base[i]
        row.mul_(y)
        parts.append(row.sum() * base.sum())
    total = sum(parts)
    return total, gradients(torch, total, x, y)


@program
def a_chain_of_5000_views(torch: Any) -> Any:
    x, value = leaf(torch, 4), leaf(torch, seed=1)
    base = x * 1
    view = base
    for _ in range(5000):
        view = view[:]
    base[0] = value
    first = gradients(torch, view, x, value)
    view[1] = value * 2
    return first, base, gradients(torch, base, x, value)


@program
def bounds_that_change_later(torch: Any) -> Any:
    x, first = leaf(torch, 4), torch.tensor(1)
    part = x[first:]
    first += 1
    return gradients(torch, part, x)


# ---------------------------------------------------------------------------------------------------------------- refusals


@program
def refused_a_leaf(torch: Any) -> Any:
    leaf(torch, 3)[0] = 1.0


@program
def refused_a_leaf_by_index(torch: Any) -> Any:
    leaf(torch, 3)[[0, 1]] = 1.0


@program
def refused_a_leaf_by_mask(torch: Any) -> Any:
    x = leaf(torch, 3)
    x[x > 0] = 1.0


@program
def refused_a_view_of_a_leaf(torch: Any) -> Any:
    leaf(torch, 3, 4)[0].mul_(2)


@program
def refused_a_view_of_a_view_of_a_leaf(torch: Any) -> Any:
    leaf(torch, 3, 4)[0].view(2, 2)[1] = 1.0


@program
def refused_saved_and_overwritten(torch: Any) -> Any:
    x = leaf(torch, 3)
    base = x * 1
    result = base * base
    base[0] = 1.0
    return gradients(torch, result, x)


@program
def refused_saved_and_overwritten_through_a_view(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    base = x * 1
    view = base[1:]
    result = base.exp() * base
    view[0].zero_()
    return gradients(torch, result, x)


@program
def refused_saved_view_and_overwritten_base(torch: Any) -> Any:
    x = leaf(torch, 3, 4)
    base = x * 1
    result = base[0] * base[0]
    base[2] = 1.0
    return gradients(torch, result, x)


@program
def refused_saved_and_overwritten_through_detached_memory(torch: Any) -> Any:
    x = leaf(torch, 3)
    base = x * 1
    result = base * base
    base.detach()[0] = 1.0
    return gradients(torch, result, x)


@program
def unnoticed_through_data(torch: Any) -> Any:
    x = leaf(torch, 3)
    result = x * 3
    x.data[0] = 7.0
    return x, gradients(torch, result, x)


@program
def refused_index_overwritten(torch: Any) -> Any:
    x, index = leaf(torch, 3), torch.tensor([0, 1])
    result = x[index]
    index[0] = 2
    return gradients(torch, result, x)


@program
def refused_mask_overwritten(torch: Any) -> Any:
    x, mask = leaf(torch, 3), torch.tensor([True, False, True])
    result = x[mask]
    mask[0] = False
    return gradients(torch, result, x)


@program
def refused_expanded(torch: Any) -> Any:
    values(torch, 3, 1).expand(3, 4)[1] = 1.0


@program
def refused_expanded_in_place(torch: Any) -> Any:
    (leaf(torch, 3, 1) * 1).expand(3, 4).mul_(2)


@pytest.mark.parametrize("view", ["y.expand(3, 4)[:1]", "y.unfold(1, 2, 1)", "y.unfold(1, 2, 1)[0]", "y.as_strided((3, 2), (1, 1))[0]"])
def test_part_of_what_shares_memory(view: str) -> None:
    """PyTorch writes, and if the parts overlap its gradients are undefined: we refuse."""
    names = dict(y=autograd.zeros(1, 4))
    with pytest.raises(RuntimeError, match="single memory location"):
        eval(view, names).add_(1)


@program
def refused_view_made_without_grad(torch: Any) -> Any:
    base = leaf(torch, 3) * 1
    with torch.no_grad():
        view = base[1:]
    view[0] = 1.0


@program
def refused_view_made_without_grad_of_a_constant(torch: Any) -> Any:
    base = values(torch, 3)
    with torch.no_grad():
        view = base[1:]
    view[0] = leaf(torch)


@program
def refused_view_made_without_grad_of_what_was_written(torch: Any) -> Any:
    base = values(torch, 3)
    with torch.no_grad():
        view = base[1:]
    base[0] = leaf(torch)
    return view * 1


@program
def view_made_without_grad_written_without_grad(torch: Any) -> Any:
    x = leaf(torch, 3)
    base = x * 1
    with torch.no_grad():
        view = base[1:]
        view[0] = 1.0
    return base, view.detach(), gradients(torch, base, x)


@program
def refused_view_made_without_grad_multiplied_by_a_leaf(torch: Any) -> Any:
    with torch.no_grad():
        view = values(torch, 3)[1:]
    view.mul_(leaf(torch))


@program
def view_made_without_grad_written_with_numbers(torch: Any) -> Any:
    base = values(torch, 3)
    with torch.no_grad():
        view = base[1:]
    view.clamp_(min=0.5)
    return base, view


@program
def a_result_of_a_wider_type_written_in_place(torch: Any) -> Any:
    x, w, whole = leaf(torch, 3, dtype="float32"), leaf(torch, 3, seed=1), torch.ones(2, dtype=torch.int32)
    y = x * 1
    y.mul_(w)
    y.retain_grad()
    (y * y).sum().backward()
    return y, y.grad, x.grad, w.grad, whole.add_(torch.ones(2, dtype=torch.int64))


@program
def refused_write_to_an_array_of_which_one_element_is_shown_twice(torch: Any) -> Any:
    torch.from_numpy(np.lib.stride_tricks.as_strided(np.zeros(1), (2,), (0,))).add_(1)


@program
def random_numbers_in_place_of_a_computed_tensor(torch: Any) -> Any:
    x = leaf(torch, 3)
    y = x * 1
    y.bernoulli_(1.0)
    return y, gradients(torch, y + x, x)


def returned_as_is(torch: Any, write: str) -> None:
    """A write to what a Function has returned of its inputs, of which none that it shares memory with requires a gradient."""

    class Same(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any, w: Any) -> Any:
            return x

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            return None, g.sum()

    exec(write, dict(torch=torch, y=Same.apply(values(torch, 2, 3), leaf(torch))))


for _write in ("y.t_()", "y.mul_(2)", "y.normal_()", "y[0].add_(1)", "y[0] = 1.0", "y[0].unsqueeze_(0)"):
    PROGRAMS[f"refused as it was returned as it is: {_write}"] = lambda torch, s=_write: returned_as_is(torch, s)  # type: ignore[misc]


BAD_WRITES = """
x[0] = [1, 2, 3, 4]
x[0] = np.ones(4)
x[0] = None
x[0] = "a"
x[0] = torch.ones(3)
x[0] = torch.ones(2, 4)
x[i] = torch.ones(3)
x[i] = torch.ones(2, 4, dtype=torch.int64)
x[m] = torch.ones(5)
x[m] = torch.ones(3, 4)
x[5] = 1
x[0, 7] = 1
x[i + 5] = 1
x[0, 0, 0] = 1
x[0.5] = 1
x["a"] = 1
x[::-1] = 1
n[0] = float("nan")
n[0] = float("inf")
b[0] = 300
m[0] = 2.5
n[0] = 1.7
b[0] = -1
x[i] = torch.tensor(1)
x[m] = torch.tensor(1, dtype=torch.float64)
x[0] = torch.ones(1, 1, 4)
x[i] = torch.ones(1, 1, 2, 4)
x[x > 100] = torch.tensor([])
""".strip().splitlines()

READS = """
x[1]
x[-1]
x[1, 2]
x[1, 2, 3]
x[-2, -3, -4]
x[:]
x[()]
x[...]
x[1:]
x[:, 1:2]
x[..., 1]
x[::2, ::3, 1:10:2]
x[5:]
x[-1:]
x[:-1]
x[None]
x[:, None, 1]
x[..., None]
x[None, ..., None]
x[..., ...]
x[1, ..., 0]
x[[0, 1]]
x[[1, 1, 0]]
x[i]
x[[]]
x[i, i]
x[[0, 1], [2, 0]]
x[[[0, 1], [1, 0]]]
x[i[:, None], i]
x[:, i]
x[..., i]
x[0, i]
x[:, 0, i]
x[0, :, i]
x[i, :, i]
x[i, 0, i]
x[i, 0]
x[i, 0, 1:3]
x[i, 1:, 0]
x[:, i, i]
x[i, None, i]
x[i, None]
x[None, i]
x[i[0]]
x[i[0], i]
x[torch.tensor(1)]
x[i.to(torch.int32)]
x[i > 0]
x[m]
x[:, w]
x[0, w]
x[i, w[:2]]
x[i, w, 0]
x[x > 0]
x[x > 0][:3]
x[:, x[0] > 0]
x[x[:, :, 0] > 0]
x[x[:, :, 0] > 0, 1]
x[True]
x[False]
x[torch.tensor(True)]
x[True, 0]
x[None, True]
x[[True, False]]
x[[0, slice(None)]]
x[[0, None]]
x[0, [True, False, True]]
x[range(2)]
x[np.int64(1)]
x[np.array([1, 0])]
x[np.array([True, False])]
x[(0, 1),]
x[0, (0, 1)]
x[i.to(torch.uint8)]
x[torch.zeros(0, dtype=torch.int64)]
x[torch.zeros(2, 0, dtype=torch.int64)]
x[torch.tensor(0) : torch.tensor(1)]
s[...]
s[()]
s[None]
s[True]
s[s > 0]
e[:, 0]
e[:, []]
x[5]
x[-3]
x[0, 5]
x[0, 0, 0, 0]
x[0.5]
x[np.float64(1)]
x["a"]
x[{}]
x[::-1]
x[::0]
x[0.5:1]
x[i + 5]
x[-i - 5]
x[i.double()]
x[i.to(torch.int16)]
x[torch.zeros(0)]
x[torch.tensor([True, False, True])]
x[m[:, :2]]
x[i, torch.tensor([0, 1, 2])]
x[w, i]
s[0]
s[i]
e[0]
e[i]
""".strip().splitlines()


def evaluated(torch: Any, read: str) -> Any:
    """One of READS."""
    x, i = values(torch, 2, 3, 4).requires_grad_(), torch.tensor([0, 1])
    m = torch.tensor([[True, False, True], [False, False, True]])
    names = dict(torch=torch, np=np, x=x, i=i, m=m, w=torch.tensor([True, False, True]), s=leaf(torch), e=leaf(torch, 0, 3))
    part = eval(read, names)
    leaves = [names[n] for n in "xse"]
    return part, part.grad_fn.name(), torch.autograd.grad((part * part).sum(), leaves, allow_unused=True)


def executed(torch: Any, write: str) -> Any:
    """One of BAD_WRITES."""
    names = dict(torch=torch, np=np, x=values(torch, 3, 4, dtype="float32"), i=torch.tensor([0, 1]), m=torch.tensor([True, False, True]))
    names |= dict(n=torch.zeros(3, dtype=torch.int64), b=torch.zeros(3, dtype=torch.uint8))
    exec(write, names)
    return [names[n] for n in "xmnb"]


TWICE_WRITTEN = """
y.view(6, 4)
y.reshape(-1)
y.flatten(1)
y.unflatten(2, (2, 2))
y.transpose(0, 2)
y.permute(1, 2, 0)
y.movedim(0, -1)
y.mT
y[0].T
y[0].t()
y.unsqueeze(1)
y[:, :1].squeeze(1)
y.expand(1, 2, 3, 4)
y.select(1, 2)
y.narrow(2, 1, 2)
y.diagonal(1, 1, 2)
y.unfold(2, 2, 2)
y[0].as_strided((2, 3), (4, 1))
torch.atleast_3d(y[0])
torch.tensor_split(y, [1, 3], dim=2)[1]
y.transpose(0, 1).select(0, 1).unsqueeze(0).diagonal(0, 1, 2)
y[:, 1:].mT[1:, :, ::2]
y.flip(0)
y.roll(0)
y.diag_embed()[:, 0]
y.repeat(1, 1, 1)
y.clone()
""".strip().splitlines()
RESHAPED_IN_PLACE = """
y.unsqueeze_(0)
y.transpose_(0, 1)
y.swapaxes_(1, 2)
y[0].t_()
y[:, :1].squeeze_(1)
y[0].unsqueeze_(1)
y.transpose_(0, 1).unsqueeze_(0)
""".strip().splitlines()


def stale(torch: Any) -> tuple[Any, Any]:
    """A leaf, and a view of a tensor that has been overwritten since with what depends on it."""
    x = leaf(torch, 1)
    base = torch.zeros(2, dtype=torch.float64)
    view = base[:1]
    base[0] = x[0] * 3
    return x, view


@program
def the_first_thing_that_a_stale_view_is_asked(torch: Any) -> Any:
    text, leaf, function, left, right = (stale(torch)[1] for _ in range(5))
    (x, result), (y, again) = (stale(torch) for _ in range(2))
    result.backward()
    one = torch.ones(1, dtype=torch.float64)
    return "grad_fn=" in repr(text), leaf.is_leaf, function.grad_fn is None, left * one, one * right, x.grad, torch.autograd.grad(again, y)


@program
def a_base_that_comes_to_require_a_gradient(torch: Any) -> Any:
    """Its views do so from their next use on, if it was written to before."""
    base = torch.zeros(3, dtype=torch.float64)
    used, unused, untouched = base[:2], base[:2], torch.zeros(3)[:1]
    base.add_(1)
    before = used.is_leaf, used * 1
    base.requires_grad_()
    untouched._base.requires_grad_()
    return before, used, used.is_leaf, unused.is_leaf, untouched.is_leaf, gradients(torch, used * unused, base)


@program
def refused_view_made_without_grad_used_without_grad_first(torch: Any) -> Any:
    base = leaf(torch, 3) * 1
    with torch.no_grad():
        view = base[:1]
    base.mul_(2)
    with torch.no_grad():
        view * 1
    return view * 1


@program
def which_are_views(torch: Any) -> Any:
    x, empty = torch.zeros(3, 2), torch.zeros(0, 2)
    row = x[1:]
    views = (
        x[:0],
        row[:0],
        x[:0].reshape(-1),
        empty.view(2, 0),
        empty.t().reshape(0),
        x.view(-1),
        x.expand(3, 2),
        x.t().reshape(2, 3),
        x.t().flatten(),
    )
    return [t._is_view() for t in (*views, x.contiguous(), x[[0]], torch.zeros(0).flatten())]


def twice_written(torch: Any, view: str) -> Any:
    """Two writes through a view, and one to its base, between two uses of it."""
    x, w = leaf(torch, 2, 3, 4), leaf(torch)
    y = x * 1.5
    first, second = (eval(view, dict(torch=torch, y=y)) for _ in range(2))
    first.mul_(w * 2)
    first.add_(first.detach().sin())
    y.mul_(3)
    result = (first * first).sum() + (second * 3).sum() + (y * y * y).sum()
    return first, second, y, torch.autograd.grad(result, [x, w])


PROGRAMS.update({f"twice {s}": lambda torch, s=s: twice_written(torch, s) for s in TWICE_WRITTEN + RESHAPED_IN_PLACE})  # type: ignore[misc]
PROGRAMS.update({f"read {s}": lambda torch, s=s: evaluated(torch, s) for s in READS})  # type: ignore[misc]
PROGRAMS.update({f"write {s}": lambda torch, s=s: executed(torch, s) for s in BAD_WRITES})  # type: ignore[misc]


def assert_same(ours: Any, theirs: Any, place: str = "") -> None:
    """Equal, floats to the last digits."""
    if isinstance(theirs, dict):
        for key in theirs:
            assert_same(ours[key], theirs[key], f"{place}.{key}")
    elif isinstance(theirs, float) or (theirs and place.endswith("values")):
        np.testing.assert_allclose(np.array(ours, float), np.array(theirs, float), rtol=1e-6, atol=1e-12, err_msg=place)
    elif isinstance(theirs, list):
        assert isinstance(ours, list) and len(ours) == len(theirs), f"{place}: {ours} instead of {theirs}"
        for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
            assert_same(a, b, f"{place}[{i}]")
    else:
        assert ours == theirs, f"{place}: {ours!r} instead of {theirs!r}"


@pytest.mark.parametrize("name", PROGRAMS)
def test_like_pytorch(name: str) -> None:
    ours = outcome(PROGRAMS[name], autograd)
    assert_same(ours, json.loads(RECORDED.read_text())[name])
    if find_spec("torch") is not None:
        import torch

        assert_same(ours, json.loads(json.dumps(outcome(PROGRAMS[name], torch))))


def test_an_array_of_indices_may_change_before_the_backward_pass() -> None:
    x, places = leaf(autograd, 4), np.array([3, 0])  # PyTorch shares the array's memory, and gives a wrong gradient
    part = x[places]
    places -= 1
    part.sum().backward()
    assert x.grad.tolist() == [1.0, 0.0, 0.0, 1.0]


@pytest.mark.parametrize("change", ["y.t_()", "y.unsqueeze_(0)"])
@pytest.mark.parametrize("view", ["y[0]", "y[1:]", "y[:, 2]", "y.t()", "y.view(-1)"])
@pytest.mark.parametrize("write", ["", "y.mul_(2)", "v.mul_(2)"])
def test_a_view_of_what_has_another_shape_since(change: str, view: str, write: str) -> None:
    """Of the old shape, it says so when a write would have to find its place in the new one; PyTorch finds it."""
    x = autograd.arange(6.0).reshape(2, 3).requires_grad_()
    y = x * 2
    v = eval(view, {"y": y})
    exec(change, {"y": y})
    if write and (change, view) != ("y.unsqueeze_(0)", "y.view(-1)"):
        with pytest.raises(RuntimeError, match="has changed the shape"):
            exec(f"{write}; v * 1", {"y": y, "v": v})
        return
    exec(write, {"y": y, "v": v})
    v.sum().backward()
    expected = autograd.zeros(2, 3)
    eval(view, {"y": expected}).fill_(4 if write else 2)
    assert x.grad.tolist() == expected.tolist()


def test_what_was_saved_has_other_memory_by_then() -> None:
    """PyTorch differentiates with the values that .data was given after the operation; here that is refused."""
    w = autograd.tensor([1.0, 2.0], requires_grad=True)
    y = (w * w).sum()
    w.data = w.data * 10
    with pytest.raises(RuntimeError, match=r"'\w+' is at version 1; expected version 0 instead.*assign to its .data after the backward pass"):
        y.backward()
    assert w.grad is None
    (w * w).sum().backward()
    assert w.grad.tolist() == [20, 40]  # what is computed from then on has the new values
    for _ in range(2):  # and a step of gradient descent in this form remains possible
        w.data = w.data - 0.25 * w.grad.data
        w.grad.data.zero_()
        (w * w).sum().backward()
    assert w.grad.tolist() == [5, 10]


@pytest.mark.parametrize("view", ["base.view(4)", "base[1, 0]", "base.broadcast_to((2, 2))[0]"])
@pytest.mark.parametrize(
    "write", ["v.add_(v)", "v.mul_(2)", "v[...] = 1", "v[v > 1] = 0", "v.copy_(v * 2)", "w = v * 2", "with torch.no_grad(): v.mul_(1)"]
)
def test_a_view_of_another_shape_is_refused(view: str, write: str) -> None:
    """Where PyTorch goes on: what is refused has written nothing, and what is not has the right gradient."""
    x = autograd.ones(2, 2, requires_grad=True)
    base = x.cumsum(1)
    v = eval(view, {"base": base})
    base.t_()
    if "no_grad" not in write:
        if "w = " in write:
            base.add_(0)
        with pytest.raises(RuntimeError, match="has changed the shape"):
            exec(write, {"v": v})
    else:
        exec(write, {"v": v, "torch": autograd})
    assert base.tolist() == [[1, 1], [2, 2]]
    (gradient,) = autograd.grad((base * autograd.tensor([[1.0, 2.0], [3.0, 4.0]])).sum(), x)
    assert gradient.tolist() == [[4, 3], [6, 4]]


def test_a_view_of_what_has_another_shape_since_is_refused_late_and_for_new_gradients_too() -> None:
    y = leaf(autograd, 2, 2) * 1
    view = y.view(-1)
    y.t_()
    y.mul_(2)
    with autograd.no_grad():
        view * 1
    with pytest.raises(RuntimeError, match="has changed the shape"):
        view * 1
    base = autograd.zeros(2, 2, dtype=autograd.float64)
    view = base.view(-1)
    base.t_()
    with pytest.raises(RuntimeError, match="has changed the shape"):
        view.mul_(leaf(autograd))


# ---------------------------------------------------------------------------------------------------------------- numbers that lie apart

IN_PLACE = sorted(n for n in dir(autograd.Tensor) if n.endswith("_") and not n.startswith("_") and hasattr(autograd.Tensor, n[:-1]))


@pytest.mark.parametrize("dtype", [autograd.float32, autograd.float64, autograd.int32, autograd.int64], ids=str)
def test_written_in_place_whatever_lies_between(dtype: Any) -> None:
    """Every operation that has an in-place form, on every fourth number, every eighth, ...: NumPy's negative has been wrong there."""
    written = set()
    for name in IN_PLACE:
        for arguments in ((), (2,), (autograd.tensor(3, dtype=dtype),)):
            for step in (1, 2, 3, 4, 8):
                memory = autograd.arange(2, 2 + 11 * step).to(dtype)
                view, before = memory[::step], memory.clone()
                try:
                    expected = getattr(view.clone(), name[:-1])(*arguments)
                    getattr(view, name)(*arguments)
                except (TypeError, RuntimeError, IndexError, ValueError, NotImplementedError):
                    break
                if not isinstance(expected, autograd.Tensor) or expected.shape != view.shape:
                    break
                np.testing.assert_allclose(view.numpy(), expected.to(dtype).numpy(), rtol=1e-6, err_msg=f"{name}{arguments} with step {step}")
                between = [i for i in range(len(memory)) if i % step]
                assert autograd.equal(memory[between], before[between])
                written.add(name)
    assert {"neg_", "mul_", "clamp_", "floor_divide_", "square_"} <= written
    assert len(written) > (60 if dtype.is_floating_point else 20)


if __name__ == "__main__":
    import torch

    RECORDED.write_text("{\n" + ",\n".join(f"{json.dumps(n)}: {json.dumps(outcome(p, torch))}" for n, p in PROGRAMS.items()) + "\n}\n")
