"""Orders of the elements in memory that programs ask for: ``memory_format=torch.channels_last`` and its like have PyTorch's strides."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import autograd as torch
from autograd import Tensor, nn

LAST, LAST_3D, ROWS, SAME = torch.channels_last, torch.channels_last_3d, torch.contiguous_format, torch.preserve_format


def images() -> Tensor:
    return torch.arange(120.0).reshape(2, 3, 4, 5)


def last() -> Tensor:
    return images().contiguous(memory_format=LAST)


STRIDES: dict[str, tuple[Callable[[], Any], tuple[int, ...]]] = {  # as PyTorch 2.13 has them
    "contiguous": (lambda: images().contiguous(memory_format=LAST), (60, 1, 15, 3)),
    "contiguous, back": (lambda: last().contiguous(), (60, 20, 5, 1)),
    "contiguous, volumes": (lambda: torch.zeros(2, 3, 2, 4, 5).contiguous(memory_format=LAST_3D), (120, 1, 60, 15, 3)),
    "to": (lambda: images().to(memory_format=LAST), (60, 1, 15, 3)),
    "to, with a dtype": (lambda: images().to(torch.float64, memory_format=LAST), (60, 1, 15, 3)),
    "to, same": (lambda: last().to(torch.float64, memory_format=SAME), (60, 1, 15, 3)),
    "double": (lambda: images().double(memory_format=LAST), (60, 1, 15, 3)),
    "clone": (lambda: images().clone(memory_format=LAST), (60, 1, 15, 3)),
    "clone, same": (lambda: images().permute(0, 2, 3, 1).clone(), (60, 5, 1, 20)),
    "clone, rows": (lambda: images().permute(0, 2, 3, 1).clone(memory_format=ROWS), (60, 15, 3, 1)),
    "empty": (lambda: torch.empty(2, 3, 4, 5, memory_format=LAST), (60, 1, 15, 3)),
    "empty_like": (lambda: torch.empty_like(images(), memory_format=LAST), (60, 1, 15, 3)),
    "zeros_like": (lambda: torch.zeros_like(images(), memory_format=LAST), (60, 1, 15, 3)),
    "ones_like, same": (lambda: torch.ones_like(last()), (60, 1, 15, 3)),
    "ones_like, rows": (lambda: torch.ones_like(last(), memory_format=ROWS), (60, 20, 5, 1)),
    "rand_like": (lambda: torch.rand_like(images(), memory_format=LAST), (60, 1, 15, 3)),
    "a layer's weight": (lambda: nn.Conv2d(3, 4, 3).to(memory_format=LAST).weight, (27, 1, 9, 3)),
    "conv2d": (lambda: nn.Conv2d(3, 4, 3)(last()), (24, 1, 12, 4)),
    "conv2d, by its weight": (lambda: nn.Conv2d(3, 4, 3).to(memory_format=LAST)(images()), (24, 1, 12, 4)),
    "batch_norm": (lambda: nn.BatchNorm2d(3)(last()), (60, 1, 15, 3)),
    "relu": (lambda: torch.relu(last()), (60, 1, 15, 3)),
    "max_pool2d": (lambda: nn.functional.max_pool2d(last(), 2), (12, 1, 6, 3)),
}


@pytest.mark.parametrize("name", STRIDES)
def test_strides_are_pytorchs(name: str) -> None:
    make, strides = STRIDES[name]
    assert make().stride() == strides


def test_values_and_gradients_are_those_of_row_major_tensors() -> None:
    x = images().requires_grad_()
    y = x.contiguous(memory_format=LAST)
    assert torch.equal(y, x) and y.contiguous(memory_format=LAST) is y and x.contiguous() is x
    factor = torch.randn(2, 3, 4, 5)
    (y * factor).sum().backward()
    assert torch.equal(x.grad, factor) and x.grad.is_contiguous()
    model = nn.Conv2d(3, 4, 3)
    again = copy.deepcopy(model).to(memory_format=LAST)
    for made in (model, again):
        made(images()).square().sum().backward()
    assert again.weight.grad.stride() == again.weight.stride() == (27, 1, 9, 3)
    assert torch.allclose(again.weight.grad, model.weight.grad)
    kept = images()
    copied = kept.clone(memory_format=ROWS)
    copied.zero_()
    assert kept.sum() > 0


def test_is_contiguous_asks_for_an_order() -> None:
    assert images().is_contiguous() and not images().is_contiguous(memory_format=LAST)
    assert last().is_contiguous(memory_format=LAST) and not last().is_contiguous()
    assert torch.ones(2, 1, 4, 4).is_contiguous(memory_format=LAST)  # of one channel both
    assert not torch.ones(2, 3).is_contiguous(memory_format=LAST)


def test_formats_are_things_of_a_class() -> None:
    assert [repr(f) for f in (LAST, LAST_3D, ROWS, SAME, torch.strided)] == [
        "torch.channels_last",
        "torch.channels_last_3d",
        "torch.contiguous_format",
        "torch.preserve_format",
        "torch.strided",
    ]
    assert isinstance(LAST, torch.memory_format) and isinstance(torch.strided, torch.layout)
    assert images().layout is torch.strided and torch.eye(2).to_sparse().layout is torch.sparse_coo
    assert pickle.loads(pickle.dumps(LAST)) is LAST and copy.deepcopy(LAST) is LAST


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"required rank 4 tensor to use channels_last format, and contiguous has got one of shape \(2, 3\)"):
        torch.ones(2, 3).contiguous(memory_format=LAST)
    with pytest.raises(TypeError, match="argument 'memory_format' must be torch.memory_format, not str"):
        images().contiguous(memory_format="channels_last")
    with pytest.raises(RuntimeError, match=r"layout=torch.sparse_coo: tensors are made of all their elements"):
        torch.zeros(2, layout=torch.sparse_coo)
