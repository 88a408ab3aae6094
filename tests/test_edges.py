"""Numbers at the edges, as PyTorch has them: beside nan and infinity, at ties and corners, and in float16."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import numpy as np
import pytest

import autograd as torch

F: Any = torch.nn.functional


def leaf(values: Any, dtype: Any = torch.float32) -> Any:
    return torch.tensor(values, dtype=dtype, requires_grad=True)


def check(found: Any, right: Any, rtol: float = 1e-6) -> None:
    np.testing.assert_allclose(found.detach().numpy(), np.asarray(right), rtol=rtol, atol=1e-7)


# ---------------------------------------------------------------------------------------------------------------- what is left out


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_samples_to_ignore_are_left_out_and_not_multiplied_by_zero(smoothing: float) -> None:
    target = torch.tensor([-100, 1])
    right = 0.3132617 + smoothing / 2
    for ignored in (nan, inf, 0.0):
        scores = leaf([[ignored, 0.0], [1.0, 2.0]])
        check(F.cross_entropy(scores, target, label_smoothing=smoothing), right)
        check(F.cross_entropy(scores, target, label_smoothing=smoothing, reduction="none"), [0, right])
        check(F.nll_loss(scores, target), -2)
        check(F.nll_loss(scores, target, torch.tensor([1.0, 3.0]), reduction="sum"), -6)
    scores = leaf([[0.5, 0.0], [1.0, 2.0]])
    slope = np.array([1, -1]) * (0.26894142 - smoothing / 2)
    for loss, of_counted in (
        (F.cross_entropy(scores, target, reduction="none", label_smoothing=smoothing), slope),
        (F.nll_loss(scores, target, reduction="none"), [0, -1]),
    ):
        (found,) = torch.autograd.grad(loss, scores, torch.tensor([nan, 1.0]))
        check(found, [[0, 0], of_counted])


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_gradient_is_zero_where_all_samples_are_ignored(smoothing: float) -> None:
    scores = leaf([[0.5, 0.0], [1.0, 2.0]])
    loss = F.cross_entropy(scores, torch.tensor([-100, -100]), label_smoothing=smoothing)
    loss.backward()
    assert loss.isnan()
    check(scores.grad, np.zeros((2, 2)))


def test_the_gradient_of_nll_loss_is_zero_at_the_other_classes() -> None:
    scores = leaf([[0.5, 0.0], [1.0, 2.0]])
    (found,) = torch.autograd.grad(F.nll_loss(scores, torch.tensor([0, 1]), reduction="none"), scores, torch.tensor([inf, 1.0]))
    check(found, [[-inf, 0], [0, -1]])


def test_the_class_wanted_counts_in_no_margin() -> None:
    for p in (1, 2):
        check(F.multi_margin_loss(leaf([[inf, 1.0, 2.0], [0.0, inf, 0.0]]), torch.tensor([0, 0]), p=p, reduction="none"), [0, inf])
    check(F.multilabel_margin_loss(leaf([[inf, 1.0, 2.0]]), torch.tensor([[0, -1, 0]])), 0)
    scores = leaf([[0.5, 1.0, -1.0]])
    (found,) = torch.autograd.grad(F.multi_margin_loss(scores, torch.tensor([2]), reduction="none"), scores, torch.tensor([inf]))
    check(found, [[inf, inf, -inf]])


def test_the_gradient_of_a_trace_is_zero_beside_the_diagonal() -> None:
    matrix = leaf(np.ones((2, 3)))
    (found,) = torch.autograd.grad(matrix.trace(), matrix, torch.tensor(inf), create_graph=True)
    check(found, [[inf, 0, 0], [0, inf, 0]])


def test_nan_lets_the_gradient_of_hardtanh_pass() -> None:
    x = leaf([nan, -1.0, 0.0, 1.0, inf])
    F.hardtanh(x).sum().backward()
    check(x.grad, [1, 0, 1, 0, 0])
