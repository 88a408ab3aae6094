"""copy.copy, copy.deepcopy and pickle of tensors, parameters and modules, as PyTorch does them."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import nn


def pickled(x: Any) -> Any:
    return pickle.loads(pickle.dumps(x))


COPIES = {"copy": copy.copy, "deepcopy": copy.deepcopy, "pickle": pickled}
each_copy = pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES.keys())


@each_copy
def test_attributes_survive(copied: Any) -> None:
    t = autograd.ones(2)
    t.note = ["n"]  # type: ignore[attr-defined]
    again = copied(t)
    assert again.note == ["n"] and (again.note is t.note) == (copied is copy.copy)
    weight = nn.Linear(2, 2).weight
    weight.no_decay = True
    assert copied(weight).no_decay is True and type(copied(weight)) is nn.Parameter
    module = nn.Sequential(nn.Linear(2, 2))
    module[0].weight.no_decay = True
    assert copied(module)[0].weight.no_decay is True
    buffer = nn.Buffer(autograd.ones(2), persistent=False)
    assert copied(buffer).persistent is False and type(copied(buffer)) is nn.Buffer


@each_copy
def test_leaves_keep_their_flag_and_lose_hooks(copied: Any) -> None:
    x = autograd.ones(2, requires_grad=True)
    x.register_hook(lambda g: g * 7)
    x.register_post_accumulate_grad_hook(lambda t: t.grad.zero_())
    again = copied(x)
    assert again.requires_grad and again.is_leaf
    again.sum().backward()
    assert again.grad.tolist() == [1, 1]
    frozen = copied(nn.Parameter(autograd.ones(2), requires_grad=False))
    assert not frozen.requires_grad and type(frozen) is nn.Parameter
    numbers = copied(autograd.arange(3))
    assert numbers.tolist() == [0, 1, 2] and numbers.dtype == autograd.int64
    assert copied(autograd.tensor(2.0)).item() == 2 and copied(autograd.empty(0, 3)).shape == (0, 3)


@each_copy
def test_only_a_deep_copy_has_the_gradient(copied: Any) -> None:
    x = autograd.ones(2, requires_grad=True)
    x.sum().backward()
    again = copied(x)
    if copied is copy.deepcopy:
        assert again.grad.tolist() == [1, 1] and not np.shares_memory(again.grad.array, x.grad.array)
    else:
        assert again.grad is None
    parameter = nn.Parameter(autograd.ones(2))
    parameter.sum().backward()
    assert copied(parameter).grad is None


@each_copy
def test_strides_remain(copied: Any) -> None:
    t = autograd.arange(24.0).view(2, 3, 4)
    for x in (t, t.permute(2, 0, 1), t.mT, t[:, :, ::2], t[:, 1:], autograd.ones(1, 3).expand(4, 3), t[0, 0], t[:0]):
        again = copied(x)
        assert again.stride() == x.stride() and again.tolist() == x.tolist()
        assert np.shares_memory(again.array, x.array) == (copied is copy.copy and x.numel() > 0)
    with pytest.raises(RuntimeError, match="single memory location"):
        copied(autograd.ones(1, 3).expand(4, 3)).add_(1)
    parameter = nn.Parameter(t.permute(2, 0, 1))
    assert copied(parameter).stride() == parameter.stride()


@pytest.mark.parametrize("copied", [copy.copy, pickled])
def test_a_computed_tensor_is_copied_as_a_leaf(copied: Any) -> None:
    loss = (autograd.ones(2, requires_grad=True) * 2).sum()
    loss.note = 3  # type: ignore[attr-defined]
    again = copied(loss)
    assert (again.item(), again.requires_grad, again.is_leaf, again.note) == (4, True, True, 3)
    with pytest.raises(RuntimeError, match="graph leaves"):
        copy.deepcopy(loss)


def test_deep_copies_of_tensors_that_share_memory_share_memory() -> None:
    base = autograd.arange(6.0)
    a, b, whole, same, other = copy.deepcopy([base.view(2, 3), base.view(3, 2).t(), base, base, autograd.arange(6.0)])
    assert whole is same and b.stride() == (1, 2)
    a.zero_()
    assert b.tolist() == [[0, 0, 0], [0, 0, 0]] and whole.sum().item() == 0
    assert base.sum().item() == other.sum().item() == 15
    tied = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    tied[1].weight = tied[0].weight
    tied = copy.deepcopy(tied)
    assert tied[0].weight is tied[1].weight


@pytest.mark.parametrize("copied", [copy.copy, lambda t: copy.deepcopy([t, t[1:]])[1]])
def test_a_write_through_a_copy_of_the_same_memory_is_noticed(copied: Any) -> None:
    x = autograd.ones(3)
    pair = [x, copy.copy(x)] if copied is copy.copy else copy.deepcopy([x, x[1:]])
    w = autograd.ones(3, requires_grad=True)
    y = w * pair[0]
    pair[1].mul_(5)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.sum().backward()


def test_an_array_with_gaps_over_memory_that_is_not_numpys() -> None:
    array = np.frombuffer(bytearray(range(12)), np.uint8)[::2]
    strided = np.lib.stride_tricks.as_strided(np.frombuffer(bytearray(16), np.float32), (2,), (8,))
    for x in (autograd.from_numpy(array), autograd.from_numpy(strided)):
        for copied in COPIES.values():
            assert copied(x).tolist() == x.tolist()
