"""Arguments that PyTorch's functions take beside their own: a tensor to write to, ``out=``, and NumPy's names ``axis``, ``keepdims``, ``x``, ..."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable
from typing import Any

import autograd.nn.functional as F
import numpy as np
import pytest

import autograd
from autograd import Tensor, nn
from autograd.core.op import Op
from autograd.ops.arguments import LINALG_WRITERS, MAKERS, WRITERS
from tests.samples import normal, positive

A, B, S = normal(2, 3), normal(2, 3, seed=1), positive(3, 3) + 3 * np.eye(3)


def plain(array: Any) -> Tensor:
    return autograd.from_numpy(np.array(array))


WRITTEN: dict[str, Callable[..., Any]] = {
    "add": lambda **out: autograd.add(plain(A), plain(B), alpha=2, **out),
    "mul": lambda **out: autograd.mul(plain(A), 2.0, **out),
    "exp": lambda **out: autograd.exp(plain(A), **out),
    "pow": lambda **out: autograd.pow(plain(A), 2, **out),
    "matmul": lambda **out: autograd.matmul(plain(A), plain(B.T), **out),
    "norm": lambda **out: autograd.norm(plain(A), 2, **out),
    "sum": lambda **out: autograd.sum(plain(A), 0, **out),
    "max": lambda **out: autograd.max(plain(A), 1, **out),
    "sort": lambda **out: autograd.sort(plain(A), **out),
    "where": lambda **out: autograd.where(plain(A > 0), plain(A), plain(B), **out),
    "softmax": lambda **out: autograd.softmax(plain(A), 1, **out),
    "cat": lambda **out: autograd.cat([plain(A), plain(B)], **out),
    "gather": lambda **out: autograd.gather(plain(A), 1, autograd.zeros(2, 1, dtype=autograd.int64), **out),
    "eq": lambda **out: autograd.eq(plain(A), plain(B), **out),
    "cumsum": lambda **out: autograd.cumsum(plain(A), 0, **out),
    "linalg.inv": lambda **out: autograd.linalg.inv(plain(S), **out),
    "linalg.norm": lambda **out: autograd.linalg.norm(plain(S), **out),
    "linalg.slogdet": lambda **out: autograd.linalg.slogdet(plain(S), **out),
    "linalg.inv_ex": lambda **out: autograd.linalg.inv_ex(plain(S), **out),
    "special.entr": lambda **out: autograd.special.entr(plain(S), **out),
    "special.ndtr": lambda **out: autograd.special.ndtr(plain(A), **out),
    "special.log_ndtr": lambda **out: autograd.special.log_ndtr(plain(A), **out),
    "conj_physical": lambda **out: autograd.conj_physical(plain(A), **out),
    "arange": lambda **out: autograd.arange(5, **out),
    "normalize": lambda **out: F.normalize(plain(A), **out),
}


def empty_like(result: Any) -> Any:
    return autograd.full_like(result, 7) if isinstance(result, Tensor) else tuple(map(empty_like, result))


@pytest.mark.parametrize("name", WRITTEN)
def test_results_are_written_to_the_tensor_that_is_given(name: str) -> None:
    expected = WRITTEN[name]()
    out = empty_like(expected)
    result = WRITTEN[name](out=out)
    for got, given, right in [(result, out, expected)] if isinstance(out, Tensor) else zip(result, out, expected, strict=True):
        assert got is given
        np.testing.assert_array_equal(got.array, right.array)
    assert type(result) is type(expected)


def test_every_function_of_the_lists_exists() -> None:
    assert all(callable(getattr(autograd, name)) for name in WRITERS)
    assert all(callable(getattr(autograd.linalg, name)) for name in LINALG_WRITERS)
    assert WRITERS >= MAKERS and len(WRITERS) > 200


def test_an_operation_and_a_function_say_the_same_of_a_wrong_out() -> None:
    leaf, other = autograd.ones(2, requires_grad=True), autograd.ones(2)
    assert isinstance(autograd.mul, Op) and not isinstance(autograd.add, Op)
    for function in (autograd.mul, autograd.add, autograd.maximum):
        for first, out in ((leaf, autograd.empty(2)), (other, leaf.clone())):
            with pytest.raises(RuntimeError, match=r"functions with out=.* don't support automatic differentiation.*no_grad"):
                function(first, other, out=out)
        with autograd.no_grad():
            np.testing.assert_array_equal(function(leaf, other, out=autograd.empty(2)).array, function(leaf, other).array)
        with pytest.raises(RuntimeError, match="result type float32 can't be cast to the desired output type int64"):
            function(other, other, out=autograd.zeros(2, dtype=autograd.int64))
        with pytest.raises(TypeError, match=r"\(\): argument 'out' must be Tensor, not list"):
            function(other, other, out=[1.0])
        assert function(other, other, out=autograd.empty(2, dtype=autograd.float64)).dtype == autograd.float64
    with pytest.raises(TypeError, match="argument 'out' must be tuple of 2 Tensors, not Tensor"):
        autograd.max(other, 0, out=autograd.empty(()))


def test_an_out_of_another_shape_is_resized_with_a_warning() -> None:
    out = autograd.empty(0)
    assert autograd.mul(plain(A), 2.0, out=out) is out and out.shape == (2, 3)
    for function in (autograd.mul, autograd.add):
        out = autograd.zeros(5)
        with pytest.warns(UserWarning, match=r"resized since it had shape \[5\], which does not match the required output shape \[2, 3\]") as caught:
            function(plain(A).float(), 2.0, out=out)
        assert out.shape == (2, 3) and caught[0].filename == __file__


def test_a_saved_tensor_that_was_written_to_is_noticed() -> None:
    w, x = autograd.ones(2, 3, requires_grad=True), plain(A).float()
    loss = (w * x).sum()
    autograd.mul(x, 2.0, out=x)
    np.testing.assert_array_equal(x.array, A.astype(np.float32) * 2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_what_fills_a_tensor_computes_in_its_type() -> None:
    autograd.manual_seed(0)
    expected = autograd.rand(3, dtype=autograd.float64)
    autograd.manual_seed(0)
    out = autograd.empty(3, dtype=autograd.float64)
    assert autograd.rand(3, out=out) is out
    np.testing.assert_array_equal(out.array, expected.array)
    assert autograd.arange(3, out=autograd.empty(0)).dtype == autograd.float32


def test_a_function_without_out_says_what_to_do_instead() -> None:
    for name, arguments in (("relu", (plain(A),)), ("flip", (plain(A), [0])), ("dist", (plain(A), plain(B)))):
        with pytest.raises(TypeError, match=rf"{name}\(\) got an unexpected keyword argument 'out'.*copy_\({name}|{name}"):
            getattr(autograd, name)(*arguments, out=autograd.empty(2, 3))


NAMED: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "softmax": (lambda: autograd.softmax(plain(A), axis=0), lambda: autograd.softmax(plain(A), 0)),
    "softmax, the method": (lambda: plain(A).softmax(axis=0), lambda: plain(A).softmax(0)),
    "log_softmax": (lambda: autograd.log_softmax(plain(A), axis=1), lambda: autograd.log_softmax(plain(A), 1)),
    "sum": (lambda: autograd.sum(x=plain(A), axis=0, keepdims=True), lambda: autograd.sum(plain(A), 0, True)),
    "exp": (lambda: autograd.exp(x=plain(A)), lambda: autograd.exp(plain(A))),
    "mul": (lambda: autograd.mul(x1=plain(A), x2=plain(B)), lambda: plain(A) * plain(B)),
    "add": (lambda: autograd.add(x1=plain(A), x2=plain(B)), lambda: plain(A) + plain(B)),
    "maximum": (lambda: autograd.maximum(plain(A), x2=plain(B)), lambda: autograd.maximum(plain(A), plain(B))),
    "index_select": (lambda: plain(A).index_select(axis=1, index=autograd.tensor([2])), lambda: plain(A)[:, [2]]),
    "gather": (
        lambda: autograd.gather(plain(A), axis=1, index=autograd.tensor([[0], [1]])),
        lambda: plain(A).gather(1, autograd.tensor([[0], [1]])),
    ),
    "index_add_": (
        lambda: plain(A).index_add_(axis=0, index=autograd.tensor([1]), source=plain(B[:1])),
        lambda: plain(A).index_add(0, autograd.tensor([1]), plain(B[:1])),
    ),
    "renorm": (lambda: autograd.renorm(plain(A), 2, axis=0, maxnorm=1.0), lambda: autograd.renorm(plain(A), 2, 0, 1.0)),
    "cross": (lambda: autograd.cross(plain(A), plain(B), axis=1), lambda: autograd.cross(plain(A), plain(B), 1)),
    "take_along_dim": (
        lambda: autograd.take_along_dim(plain(A), autograd.tensor([[1], [2]]), axis=1),
        lambda: autograd.take_along_dim(plain(A), autograd.tensor([[1], [2]]), 1),
    ),
    "linalg.vector_norm": (lambda: autograd.linalg.vector_norm(plain(A), axis=0), lambda: autograd.linalg.vector_norm(plain(A), dim=0)),
    "linalg.matrix_norm": (lambda: autograd.linalg.matrix_norm(plain(A), axis=(0, 1)), lambda: autograd.linalg.matrix_norm(plain(A))),
    "linalg.vecdot": (lambda: autograd.linalg.vecdot(plain(A), plain(B), axis=0), lambda: (plain(A) * plain(B)).sum(0)),
    "swapaxes": (lambda: autograd.swapaxes(plain(A), axis0=0, axis1=1), lambda: plain(A).swapaxes(1, 0)),
    "det": (lambda: autograd.det(input=plain(S)), lambda: autograd.linalg.det(A=plain(S))),
    "inverse": (lambda: autograd.inverse(input=plain(S)), lambda: plain(S).inverse()),
    "linalg.eigvalsh": (lambda: autograd.linalg.eigvalsh(input=plain(S)), lambda: autograd.linalg.eigvalsh(plain(S))),
    "linalg.norm": (lambda: autograd.linalg.norm(input=plain(S), ord=2), lambda: autograd.linalg.norm(plain(S), 2)),
    "cholesky_inverse": (lambda: autograd.cholesky_inverse(input=plain(S)), lambda: autograd.cholesky_inverse(plain(S))),
    "clamp_min": (lambda: autograd.clamp_min(plain(A), min=0.0), lambda: plain(A).clamp_min_(min=0.0)),
    "clamp_max": (lambda: plain(A).clamp_max(max=plain(B)), lambda: autograd.clamp(plain(A), None, plain(B))),
    "cosine_similarity": (lambda: F.cosine_similarity(plain(A), plain(B), axis=0), lambda: F.cosine_similarity(plain(A), plain(B), 0)),
}


@pytest.mark.parametrize("name", NAMED)
def test_numpys_names_of_arguments(name: str) -> None:
    by_name, by_position = NAMED[name]
    np.testing.assert_allclose(by_name().array, by_position().array, rtol=1e-12)


def test_functions_are_found_again_by_pickle() -> None:
    for function in (autograd.sum, autograd.relu, autograd.softmax, autograd.add):
        assert pickle.loads(pickle.dumps(function)) is function


def test_pytorch_writes_to_the_same_functions() -> None:
    """Of those that the operator database has: live, where PyTorch is installed."""
    torch = pytest.importorskip("torch")
    x, y = torch.tensor(A), torch.tensor(B)
    for name in ("mul", "add", "exp", "maximum", "atan2", "hypot", "sigmoid", "logaddexp", "fmod", "sub"):
        arguments = (x,) if name in ("exp", "sigmoid") else (x, y)
        theirs = getattr(torch, name)(*arguments, out=torch.empty(2, 3, dtype=torch.float64))
        ours = getattr(autograd, name)(*(plain(a.numpy()) for a in arguments), out=autograd.empty(2, 3, dtype=autograd.float64))
        np.testing.assert_allclose(ours.array, theirs.numpy(), rtol=1e-14)
    with warnings.catch_warnings(record=True) as theirs_caught:
        warnings.simplefilter("always")
        torch.mul(x, 2.0, out=torch.zeros(5, dtype=torch.float64))
    assert "was resized since it had shape [5]" in str(theirs_caught[0].message)


# ---------------------------------------------------------------------------------------------------------------- numbers of another kind

X = autograd.arange(24.0).reshape(4, 6)
WHOLE: dict[str, Callable[[Any], Any]] = {
    "sum": lambda n: X.sum(n - 1),
    "mean": lambda n: X.mean(dim=n - 1, keepdim=True),
    "std": lambda n: X.std(n - 1),
    "amax": lambda n: X.amax(n - 1),
    "logsumexp": lambda n: X.logsumexp(n - 1),
    "any": lambda n: X.any(n - 1),
    "count_nonzero": lambda n: X.count_nonzero(n - 1),
    "tril": lambda n: X.tril(n),
    "rot90": lambda n: X.rot90(n),
    "max_pool1d": lambda n: F.max_pool1d(X[None], n),
    "avg_pool2d": lambda n: F.avg_pool2d(X[None], (n, n), stride=n, padding=n - 1),
    "adaptive_avg_pool2d": lambda n: F.adaptive_avg_pool2d(X[None], n),
    "conv1d": lambda n: F.conv1d(X[None], autograd.ones(2, 2, 1), stride=n, padding=n, dilation=n, groups=n),
    "conv_transpose1d": lambda n: F.conv_transpose1d(X[None], autograd.ones(4, 1, 2), stride=n, groups=n),
    "unfold": lambda n: F.unfold(X[None, None], n),
    "pad": lambda n: F.pad(X, (n, 0)),
    "cross_entropy": lambda n: F.cross_entropy(X, autograd.tensor([0, 1, 2, 3]), ignore_index=n),
    "random_": lambda n: autograd.manual_seed(0) and autograd.zeros(5).random_(n),
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("of", [np.int64, np.uint8, autograd.tensor])
def test_a_whole_number_may_come_from_numpy_or_from_a_tensor(name: str, of: Any) -> None:
    """As sizes do that were computed with either."""
    assert autograd.equal(WHOLE[name](of(2)), WHOLE[name](2))


@pytest.mark.parametrize("name", ["tril", "rot90", "max_pool1d", "adaptive_avg_pool2d", "pad", "conv1d", "cross_entropy"])
def test_a_float_is_no_whole_number(name: str) -> None:
    """It was cut off: ``F.pad(x, (1.5, 0))`` padded by one."""
    with pytest.raises(TypeError, match=rf"{name}\(\): argument '\w+' must be int.*, not (float|2\.0)"):
        WHOLE[name](2.0)


def test_layers_of_sizes_that_numpy_computed() -> None:
    size = np.prod((2, 3))
    assert nn.LayerNorm(size)(X).equal(nn.LayerNorm(6)(X)) and nn.RMSNorm(size)(X).equal(F.rms_norm(X, (6,)))
    assert nn.ReflectionPad1d(np.int64(2))(X).equal(F.pad(X, (2, 2), "reflect"))
    assert X.masked_fill(X > 3, np.float32(0.5)).equal(X.masked_fill(X > 3, 0.5))
    assert X.index_fill(0, autograd.tensor([1]), np.float32(0.5)).equal(X.index_fill(0, autograd.tensor([1]), 0.5))


NUMBERS: dict[str, Callable[[Any], Any]] = {
    "full": lambda a: autograd.full((2,), a),
    "full_like": lambda a: autograd.full_like(X, a),
    "arange": lambda a: autograd.arange(0, a, 0.1),
    "dropout": lambda a: F.dropout(X, a),
    "alpha_dropout": lambda a: F.alpha_dropout(X, a, training=True),
    "bernoulli": lambda a: autograd.bernoulli(X, a),
    "normal": lambda a: autograd.normal(a, 1.0, (2, 3)),
    "exponential_": lambda a: autograd.ones(3).exponential_(a),
    "threshold": lambda a: F.threshold(X - 1, a, 7),
    "softplus": lambda a: F.softplus(X, 2, a),
    "hardshrink": lambda a: F.hardshrink(X, a),
    "nan_to_num": lambda a: (X / X).nan_to_num(a),
    "pad": lambda a: F.pad(X, (1, 1), value=a),
    "layer_norm": lambda a: F.layer_norm(X, (6,), eps=a),
    "group_norm": lambda a: F.group_norm(X, 2, eps=a),
    "scaled_dot_product_attention": lambda a: F.scaled_dot_product_attention(X, X, X, scale=a),
    "margin_ranking_loss": lambda a: F.margin_ranking_loss(X, X, X, a),
    "elu": lambda a: F.elu(X - 9, a),
    "celu": lambda a: F.celu(X - 9, a),
    "leaky_relu": lambda a: F.leaky_relu(X - 9, a),
    "softshrink": lambda a: F.softshrink(X - 9, a),
    "logit": lambda a: (X / 24).logit(a),
    "smooth_l1_loss": lambda a: F.smooth_l1_loss(X, X + X / 24, beta=a),
    "cosine_similarity": lambda a: F.cosine_similarity(X / 24, X / 12, eps=a),
    "lerp": lambda a: X.lerp(X + 1, a),
    "vector_norm": lambda a: X.norm(a, dim=1),
    "std": lambda a: X.std(1, correction=a),
    "var": lambda a: X.var(correction=a),
}
DRAWN = ("dropout", "alpha_dropout", "bernoulli", "logit")  # where the number is a probability


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_may_come_as_a_tensor_that_wants_no_gradient(name: str) -> None:
    """Then all is as with the number, random draws too; where it wants a gradient, which it would not get, it is refused, as in PyTorch."""
    number = autograd.tensor(0.25)
    autograd.manual_seed(3)
    wanted = NUMBERS[name](0.25)
    autograd.manual_seed(3)
    found = NUMBERS[name](number)
    assert found.dtype == wanted.dtype and found.shape == wanted.shape and found.equal(wanted)
    if name == "lerp":  # a weight has a gradient
        return
    with pytest.raises(TypeError, match=rf"{name}\(\): argument '\w+' must be Number, not a Tensor that requires grad.*detach"):
        NUMBERS[name](number.requires_grad_())


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("number", [np.float64(0.25), np.float32(0.25), np.float16(0.25), np.int64(2), np.uint8(2)], ids=lambda n: type(n).__name__)
def test_a_number_of_numpys_has_no_say_in_the_type(name: str, number: Any) -> None:
    """NumPy's own rules made the result of one of float64 float64, and counted modulo 256 with one of uint8."""
    if number == 2 and name in DRAWN:
        pytest.skip("no probability")
    autograd.manual_seed(3)
    wanted = NUMBERS[name](number.item())
    autograd.manual_seed(3)
    found = NUMBERS[name](number)
    assert found.dtype == wanted.dtype and found.equal(wanted)
