"""nn.functional beyond what PyTorch's operator database covers: in-place forms, old arguments, errors, buffers and random masks."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from tests.samples import normal

torch = pytest.importorskip("torch")
TF = torch.nn.functional


def pair(array: Any, requires_grad: bool = False) -> tuple[Any, Any]:
    """The same values as a tensor here and in PyTorch."""
    ours, theirs = autograd.from_numpy(np.array(array)), torch.from_numpy(np.array(array))
    return (ours.requires_grad_(), theirs.requires_grad_()) if requires_grad else (ours, theirs)


def same(ours: Any, theirs: Any) -> None:
    """Equal in value, shape and dtype."""
    expected = theirs.detach().numpy()
    assert ours.array.dtype == expected.dtype and ours.array.shape == expected.shape
    np.testing.assert_allclose(ours.array, expected, rtol=1e-6, atol=1e-7)


# ---------------------------------------------------------------------------------------------------------------- in place

INPLACE: dict[str, tuple[Any, ...]] = {
    "relu": (), "relu6": (), "leaky_relu": (0.2,), "elu": (1.3,), "celu": (0.7,), "selu": (), "silu": (), "mish": (), "hardtanh": (-0.5, 0.5),
    "hardswish": (), "hardsigmoid": (), "threshold": (0.1, -3.0), "rrelu": (), "dropout": (0.0,), "alpha_dropout": (),
}  # fmt: skip
UNDERSCORED = ["relu_", "leaky_relu_", "elu_", "celu_", "selu_", "threshold_", "hardtanh_", "rrelu_"]


@pytest.mark.parametrize("name", INPLACE)
def test_inplace_overwrites_the_input_and_gives_the_same_gradient(name: str) -> None:
    function, arguments = getattr(F, name), INPLACE[name]
    plain, overwritten = (autograd.from_numpy(normal(3, 5)).requires_grad_() for _ in range(2))
    expected = function(plain * 2, *arguments)
    middle = overwritten * 2
    result = function(middle, *arguments, inplace=True)
    assert result is middle
    np.testing.assert_array_equal(result.array, expected.array)
    cotangent = autograd.from_numpy(normal(3, 5, seed=1))
    expected.backward(cotangent)
    result.backward(cotangent)
    np.testing.assert_array_equal(overwritten.grad.array, plain.grad.array)


@pytest.mark.parametrize("name", UNDERSCORED)
def test_underscored_forms_exist_and_refuse_leaves(name: str) -> None:
    arguments = INPLACE[name[:-1]]
    x = autograd.from_numpy(normal(4))
    assert getattr(F, name)(x, *arguments) is x
    np.testing.assert_array_equal(x.array, getattr(F, name[:-1])(autograd.from_numpy(normal(4)), *arguments).array)
    with pytest.raises(RuntimeError, match="leaf Variable that requires grad"):
        getattr(F, name)(autograd.ones(3, requires_grad=True), *arguments)


# ---------------------------------------------------------------------------------------------------------------- random masks

MASKED: dict[str, tuple[tuple[int, ...], Callable[[Any, Any], Any]]] = {
    "dropout": ((4, 7), lambda f, x: f.dropout(x, 0.3)),
    "dropout of a transposed tensor": ((4, 7), lambda f, x: f.dropout(x.T, 0.3)),
    "dropout1d": ((4, 7), lambda f, x: f.dropout1d(x, 0.3)),
    "dropout2d": ((2, 4, 3, 2), lambda f, x: f.dropout2d(x, 0.3)),
    "dropout3d": ((4, 3, 2, 2), lambda f, x: f.dropout3d(x, 0.3)),
    "alpha_dropout": ((4, 7), lambda f, x: f.alpha_dropout(x, 0.3, True)),
    "feature_alpha_dropout": ((4, 7, 2), lambda f, x: f.feature_alpha_dropout(x, 0.3, True)),
    "everything dropped": ((4, 7), lambda f, x: f.dropout(x, 1.0)),
    "rrelu": ((4, 7), lambda f, x: f.rrelu(x, training=True)),
    "gumbel_softmax": ((4, 7), lambda f, x: f.gumbel_softmax(x, 0.7)),
    "hard gumbel_softmax": ((4, 7), lambda f, x: f.gumbel_softmax(x, 0.7, hard=True, dim=0)),
    "attention": ((2, 4, 3), lambda f, x: f.scaled_dot_product_attention(x, x, x, dropout_p=0.3)),
}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", MASKED)
def test_the_seed_gives_pytorchs_masks(name: str, dtype: Any) -> None:
    shape, function = MASKED[name]
    x, y = pair(normal(*shape).astype(dtype), requires_grad=True)
    autograd.manual_seed(3)
    torch.manual_seed(3)
    ours, theirs = function(F, x), function(TF, y)
    same(ours, theirs)
    ours.sum().backward()
    theirs.sum().backward()
    np.testing.assert_allclose(x.grad.array, y.grad.numpy(), rtol=1e-5, atol=1e-6)
    same(autograd.rand(3), torch.rand(3))  # and leaves the generator where PyTorch does


@pytest.mark.parametrize("settings", [{"p": 0.0}, {"training": False}])
def test_dropout_that_drops_nothing_is_the_input_itself(settings: dict[str, Any]) -> None:
    x = autograd.ones(3)
    assert F.dropout(x, **settings) is x


# ---------------------------------------------------------------------------------------------------------------- buffers


@pytest.mark.parametrize("shape", [(5, 3), (4, 3, 2), (2, 3, 4, 2)])
@pytest.mark.parametrize("name", ["batch_norm", "instance_norm"])
def test_running_statistics_move_as_in_pytorch(name: str, shape: tuple[int, ...]) -> None:
    if name == "instance_norm" and len(shape) == 2:
        return
    x, y = pair(normal(*shape).astype(np.float32))
    mean, mean_t = pair(np.zeros(3, np.float32))
    variance, variance_t = pair(np.ones(3, np.float32))
    for _ in range(2):
        same(getattr(F, name)(x, mean, variance, None, None, True, 0.3), getattr(TF, name)(y, mean_t, variance_t, None, None, True, 0.3))
    same(mean, mean_t)
    same(variance, variance_t)
    same(getattr(F, name)(x, mean, variance, None, None, False), getattr(TF, name)(y, mean_t, variance_t, None, None, False))


def test_embedding_limits_norms_in_place_and_pads_without_gradient() -> None:
    weight, weight_t = pair(normal(5, 3).astype(np.float32), requires_grad=True)
    indices, indices_t = pair(np.array([[0, 2, 2], [4, 1, 0]]))
    settings: dict[str, Any] = {"padding_idx": -3, "max_norm": 1.0, "scale_grad_by_freq": True}
    ours, theirs = F.embedding(indices, weight, **settings), TF.embedding(indices_t, weight_t, **settings)
    same(ours, theirs)
    same(weight, weight_t)
    (ours**2).sum().backward()
    (theirs**2).sum().backward()
    same(weight.grad, weight_t.grad)


# ---------------------------------------------------------------------------------------------------------------- what losses accept and refuse

scores, classes = normal(3, 5), np.array([1, 0, 4])


@pytest.mark.parametrize(("size_average", "reduce"), [(False, None), (True, True), (None, False), (None, True), (False, False)])
def test_the_old_reduction_arguments(size_average: Any, reduce: Any) -> None:
    x, y = pair(scores)
    target, target_t = pair(classes)
    with pytest.warns(UserWarning, match="size_average and reduce args will be deprecated"):
        ours = F.cross_entropy(x, target, size_average=size_average, reduce=reduce)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        same(ours, TF.cross_entropy(y, target_t, size_average=size_average, reduce=reduce))


@pytest.mark.parametrize("loss", ["mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss"])
def test_a_target_of_another_shape_warns(loss: str) -> None:
    with pytest.warns(UserWarning, match="that is different to the input size") as caught:
        getattr(F, loss)(autograd.ones(3, 5), autograd.ones(3, 1))
    assert caught[0].filename == __file__  # the line that is to be changed


def test_a_batch_that_is_ignored_as_a_whole() -> None:
    x, y = pair(scores, requires_grad=True)
    target, target_t = pair(np.array([-100, -100, -100]))
    for reduction in ("mean", "sum", "none"):
        ours, theirs = F.cross_entropy(x, target, reduction=reduction), TF.cross_entropy(y, target_t, reduction=reduction)
        same(ours, theirs)
        (g,), (h,) = autograd.grad(ours.sum(), x), torch.autograd.grad(theirs.sum(), y)
        same(g, h)


@pytest.mark.parametrize(
    "settings", [{}, {"reduction": "sum"}, {"reduction": "none"}, {"label_smoothing": 0.1}, {"ignore_index": 3}, {"weighted": True}]
)
@pytest.mark.parametrize("shape", [(5,), (3, 5), (3, 5, 2), (2, 5, 2, 3)])
def test_cross_entropy_of_every_shape(shape: tuple[int, ...], settings: dict[str, Any]) -> None:
    settings = dict(settings)
    x, y = pair(normal(*shape), requires_grad=True)
    target, target_t = pair(np.random.default_rng(0).integers(0, 5, (*shape[:1], *shape[2:]) if len(shape) > 1 else ()))
    if settings.pop("weighted", False):
        weight, weight_t = pair(np.arange(1.0, 6.0))
        ours, theirs = F.cross_entropy(x, target, weight, **settings), TF.cross_entropy(y, target_t, weight_t, **settings)
    else:
        ours, theirs = F.cross_entropy(x, target, **settings), TF.cross_entropy(y, target_t, **settings)
    same(ours, theirs)
    (g,), (h,) = autograd.grad((ours**2).sum(), x), torch.autograd.grad((theirs**2).sum(), y)
    same(g, h)


x35, f15 = autograd.ones(3, 5), autograd.ones(5)
ERRORS: dict[str, tuple[type[Exception], str, Callable[[], Any]]] = {
    "class out of range": (IndexError, "Target 10 is out of bounds", lambda: F.cross_entropy(x35, autograd.tensor([1, 2, 10]))),
    "negative class": (IndexError, "Target -1 is out of bounds", lambda: F.nll_loss(x35, autograd.tensor([1, 2, -1]))),
    "batch sizes": (
        ValueError,
        r"Expected input batch_size \(3\) to match target batch_size \(2\)",
        lambda: F.cross_entropy(x35, autograd.tensor([1, 2])),
    ),
    "target dtype": (RuntimeError, "Long or Byte", lambda: F.cross_entropy(x35, autograd.tensor([1.0, 2.0, 3.0]))),
    "integer probabilities": (RuntimeError, "Expected floating point type", lambda: F.cross_entropy(x35, x35.long())),
    "no tensor": (TypeError, "must be Tensor, not list", lambda: F.cross_entropy(x35, [1, 2, 3])),  # type: ignore[arg-type]
    "weights of classes": (RuntimeError, "all 5 classes", lambda: F.cross_entropy(x35, autograd.tensor([1, 2, 3]), autograd.ones(4))),
    "gradient of weights": (
        RuntimeError,
        "not differentiable with respect to argument 'weight'",
        lambda: F.nll_loss(x35, autograd.tensor([1, 2, 3]), autograd.ones(5, requires_grad=True)),
    ),
    "reduction": (ValueError, "avg is not a valid value for reduction", lambda: F.mse_loss(x35, x35, reduction="avg")),
    "smoothing": (RuntimeError, "label_smoothing must be between", lambda: F.cross_entropy(x35, autograd.tensor([1, 2, 3]), label_smoothing=1.1)),
    "no probabilities": (RuntimeError, "between 0 and 1", lambda: F.binary_cross_entropy(2 * f15, f15)),
    "linear, dtypes": (RuntimeError, "same dtype", lambda: F.linear(x35, autograd.ones(2, 5, dtype=autograd.float64))),
    "linear, shapes": (RuntimeError, r"\(3, 5\).*\(2, 4\)", lambda: F.linear(x35, autograd.ones(2, 4))),
    "linear, bias": (RuntimeError, "linear", lambda: F.linear(x35, autograd.ones(2, 5), autograd.ones(3))),
    "embedding, index": (IndexError, "index out of range in self: 9", lambda: F.embedding(autograd.tensor([9]), x35)),
    "embedding, dtype": (RuntimeError, "Long, Int", lambda: F.embedding(autograd.tensor([1.0]), x35)),
    "one_hot": (RuntimeError, "smaller than num_classes", lambda: F.one_hot(autograd.tensor([3]), 3)),
    "batch of one": (ValueError, "Expected more than 1 value per channel", lambda: F.batch_norm(autograd.ones(1, 5), None, None, training=True)),
    "softmax of integers": (NotImplementedError, "softmax", lambda: F.softmax(x35.long(), 1)),
    "softmax, dim": (IndexError, "Dimension out of range", lambda: F.softmax(x35, 2)),
    "dropout": (ValueError, "between 0 and 1", lambda: F.dropout(x35, 1.5)),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name: str) -> None:
    kind, message, call = ERRORS[name]
    with pytest.raises(kind, match=message) as caught:
        call()
    assert type(caught.value) is kind


def test_softmax_without_dim_warns_and_chooses_as_pytorch_does() -> None:
    for shape in ((3,), (3, 4), (2, 3, 4), (2, 2, 3, 2)):
        x, y = pair(normal(*shape))
        for function in ("softmax", "log_softmax", "softmin"):
            with pytest.warns(UserWarning, match="Implicit dimension choice"):
                ours = getattr(F, function)(x)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                same(ours, getattr(TF, function)(y))


# ---------------------------------------------------------------------------------------------------------------- gradients


def test_a_target_changed_after_the_loss_is_noticed() -> None:
    x, target = autograd.ones(2, 3, requires_grad=True), autograd.tensor([0, 1])
    loss = F.cross_entropy(x, target)
    target[0] = 2
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_ctc_loss_cannot_be_differentiated_twice() -> None:
    scores = autograd.from_numpy(normal(4, 2, 3)).requires_grad_()
    loss = F.ctc_loss(scores.log_softmax(-1), autograd.tensor([[1, 2], [1, 1]]), (4, 3), (2, 2))
    (g,) = autograd.grad(loss, scores, create_graph=True)
    with pytest.raises(RuntimeError, match="only once"):
        autograd.grad(g.sum(), scores)


def test_extreme_scores_give_finite_losses_and_gradients() -> None:
    x = autograd.tensor([[1e4, -1e4, 0.0], [-1e4, 1e4, 0.0]], requires_grad=True)
    loss = F.cross_entropy(x, autograd.tensor([0, 0])) + F.binary_cross_entropy_with_logits(x, autograd.ones(2, 3))
    loss.backward()
    assert math.isfinite(loss.item()) and np.isfinite(x.grad.array).all()


def test_a_query_that_may_look_at_nothing_gets_zero_and_no_gradient() -> None:
    q = autograd.from_numpy(normal(2, 3)).requires_grad_()
    out = F.scaled_dot_product_attention(q, q, q, autograd.tensor([[True, True], [False, False]]))
    out[1].sum().backward()
    assert not out.array[1].any() and not q.grad.array.any()
