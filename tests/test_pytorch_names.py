"""What wears PyTorch's names and computes: trees of containers, operations on lists of tensors, shares of samples, layers fused into one."""

from __future__ import annotations

from collections import OrderedDict, defaultdict, deque, namedtuple
from typing import Any

import pytest
from autograd.nn.data import DistributedSampler

import autograd
from autograd import nn
from autograd.pytorch.utils import _pytree

Point = namedtuple("Point", "x y")


@pytest.mark.parametrize(
    ("tree", "leaves"),
    [
        ([1, (2, {"a": 3})], [1, 2, 3]),
        (OrderedDict(b=1, a=[2]), [1, 2]),
        (defaultdict(list, {"a": 1}), [1]),
        (deque([1, 2], 5), [1, 2]),
        (Point(1, [2, 3]), [1, 2, 3]),
        (None, [None]),
        ([], []),
    ],
)
def test_trees_are_taken_apart_and_put_together(tree: Any, leaves: list[Any]) -> None:
    found, spec = _pytree.tree_flatten(tree)
    again = _pytree.tree_unflatten(found, spec)
    assert (found, spec.num_leaves, again, type(again)) == (leaves, len(leaves), tree, type(tree))
    assert _pytree.tree_leaves(_pytree.tree_map(lambda x, y: [x, y], tree, tree)) == [x for leaf in leaves for x in (leaf, leaf)]
    with pytest.raises(ValueError, match="leaves"):
        _pytree.tree_unflatten([*found, 1], spec)


def test_trees_of_another_shape_are_refused() -> None:
    for wrong in ((1, 2), [1], [1, [2]]):
        if wrong != [1, [2]]:
            with pytest.raises(ValueError, match="mismatch"):
                _pytree.tree_map(lambda x, y: x, [1, 2], wrong)
    assert _pytree.tree_map_only(int, lambda x: x + 1, [1, "a", (2.0, 3)]) == [2, "a", (2.0, 4)]


def test_operations_on_lists_of_tensors() -> None:
    a, b = [autograd.tensor([1.0, 2.0]), autograd.tensor([3.0])], [autograd.tensor([10.0, 20.0]), autograd.tensor([30.0])]
    assert [t.tolist() for t in autograd._foreach_add(a, b, alpha=2)] == [[21.0, 42.0], [63.0]]
    assert [t.tolist() for t in autograd._foreach_maximum(a, 2.0)] == [[2.0, 2.0], [3.0]]
    assert autograd._foreach_lerp_(a, b, 0.5) is None
    assert [t.tolist() for t in a] == [[5.5, 11.0], [16.5]]
    with pytest.raises(RuntimeError, match="same number"):
        autograd._foreach_mul(a, b[:1])
    with pytest.raises(AttributeError):
        _ = autograd._foreach_nothing


def test_samples_are_divided_as_in_pytorch() -> None:
    assert [list(DistributedSampler(range(7), 3, rank, shuffle=False)) for rank in range(3)] == [[0, 3, 6], [1, 4, 0], [2, 5, 1]]
    assert [list(DistributedSampler(range(7), 3, rank, shuffle=False, drop_last=True)) for rank in range(3)] == [[0, 3], [1, 4], [2, 5]]
    sampler = DistributedSampler(range(10), 2, 0, seed=3)
    sampler.set_epoch(2)
    assert list(sampler) == autograd.randperm(10, generator=autograd.Generator().manual_seed(5)).tolist()[::2]
    with pytest.raises(ValueError, match="process group has not been initialized"):
        DistributedSampler(range(3))


@pytest.mark.parametrize("transposed", [False, True])
def test_a_normalisation_is_fused_into_the_layer_before(transposed: bool) -> None:
    autograd.manual_seed(0)
    conv = (nn.ConvTranspose2d if transposed else nn.Conv2d)(3, 4, 3, bias=not transposed)
    bn = nn.BatchNorm2d(4)
    bn(autograd.randn(5, 4, 6, 6) * 3 + 1)
    x = autograd.randn(2, 3, 7, 7)
    with pytest.raises(AssertionError, match="eval"):
        nn.utils.fusion.fuse_conv_bn_eval(conv, bn)
    fused = nn.utils.fusion.fuse_conv_bn_eval(conv.eval(), bn.eval(), transposed)
    assert autograd.allclose(fused(x), bn(conv(x)), atol=1e-5)


def test_base_classes_and_files_have_pytorchs_names() -> None:
    modules = nn.modules
    assert isinstance(nn.Conv2d(1, 1, 1), modules.conv._ConvNd) and isinstance(nn.BatchNorm1d(1), modules.batchnorm._NormBase)
    assert isinstance(nn.ReflectionPad2d(1), modules.padding._ReflectionPadNd) and isinstance(nn.Dropout(), modules.dropout._DropoutNd)
    assert isinstance(nn.AdaptiveAvgPool2d(1), modules.pooling._AdaptiveAvgPoolNd) and isinstance(nn.NLLLoss(), modules.loss._WeightedLoss)
    assert not hasattr(modules, "nothing")


def test_windows_at_random_distances_are_pytorchs() -> None:
    x = autograd.arange(30.0).reshape(1, 1, 5, 6)
    samples = autograd.tensor([[[0.9, 0.2]]])  # along W and along H
    out, index = nn.functional.fractional_max_pool2d(x, 2, (3, 3), return_indices=True, _random_samples=samples)
    assert index.tolist() == [[[[7, 9, 11], [13, 15, 17], [25, 27, 29]]]] and (out == index).all()


def test_a_submodule_is_set_without_asking_the_modules_own_getattr() -> None:
    class Wrapper(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = nn.Linear(1, 2)

        def __getattr__(self, name: str) -> Any:
            return self._modules["model"] if name == "model" else getattr(self.model, name)

    assert Wrapper().out_features == 2
