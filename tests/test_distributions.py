"""Distributions: each program below runs on this engine and, where PyTorch is installed, on PyTorch; draws, values and gradients must agree."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import distributions

Make = Callable[[Any, Any], Any]


def parameter(torch: Any, values: Any, seed: float = 0.0) -> Any:
    return torch.tensor(values, dtype=torch.float64).requires_grad_()


def spread(torch: Any, n: int = 3) -> Any:
    """A lower triangular matrix with a positive diagonal, and a graph."""
    return torch.eye(n, dtype=torch.float64) + 0.3 * torch.tensor(np.tri(n, k=-1))


# name: (what makes it, values for log_prob, whether it is continuous in one number)
DISTRIBUTIONS: dict[str, tuple[Make, Any]] = {
    "Normal": (lambda d, p: d.Normal(p([0.5, -1.0]), p([1.0, 2.5])), [[0.1, 0.2], [3.0, -4.0]]),
    "Normal, numbers": (lambda d, p: d.Normal(0.0, 1.0), [0.3, -0.2]),
    "Normal, broadcast": (lambda d, p: d.Normal(p([[0.5], [1.0]]), p([1.0, 2.0, 3.0])), [[0.1, 0.2, 0.3]]),
    "Uniform": (lambda d, p: d.Uniform(p([0.0, -1.0]), p([1.0, 2.5])), [[0.1, 0.2], [0.9, 2.4]]),
    "Exponential": (lambda d, p: d.Exponential(p([0.5, 2.0])), [0.1, 3.0]),
    "Laplace": (lambda d, p: d.Laplace(p([0.5, -1.0]), p([1.0, 2.5])), [[0.1, 0.2], [0.6, -4.0]]),
    "Bernoulli": (lambda d, p: d.Bernoulli(p([0.2, 0.5, 0.7])), [0.0, 1.0, 1.0]),
    "Bernoulli, logits": (lambda d, p: d.Bernoulli(logits=p([-1.0, 0.0, 2.0])), [0.0, 1.0, 1.0]),
    "Categorical": (lambda d, p: d.Categorical(p([[0.2, 0.5, 0.7], [1.0, 0.0, 2.0]])), [2.0, 0.0]),
    "Categorical, logits": (lambda d, p: d.Categorical(logits=p([-1.0, 0.0, 2.0])), [2.0, 0.0, 1.0, 1.0]),
    "Gamma": (lambda d, p: d.Gamma(p([[0.3, 1.0, 2.5, 30.0]]), p([1.0, 2.5, 3.0, 0.5])), [[0.1, 0.2, 3.0, 50.0]]),
    "Beta": (lambda d, p: d.Beta(p([0.3, 1.0, 2.5, 30.0]), p([1.0, 2.5, 0.2, 50.0])), [0.1, 0.2, 0.6, 0.5]),
    "Dirichlet": (lambda d, p: d.Dirichlet(p([[0.3, 1.0, 2.5], [3.0, 2.0, 4.0], [0.5, 0.25, 0.5]])), [[0.1, 0.2, 0.7]]),
    "Poisson": (lambda d, p: d.Poisson(p([0.3, 5.0, 30.0])), [[0.0, 2.0, 40.0]]),
    "MultivariateNormal": (lambda d, p: d.MultivariateNormal(p([0.5, -1.0]), p([[2.0, 0.3], [0.3, 1.0]])), [[0.1, 0.2], [3.0, -4.0]]),
    "MultivariateNormal, precision": (lambda d, p: d.MultivariateNormal(p([0.5, -1.0]), precision_matrix=p([[2.0, 0.3], [0.3, 1.0]])), [[0.1, 0.2]]),
    "MultivariateNormal, factor": (lambda d, p: d.MultivariateNormal(p([0.5, -1.0]), scale_tril=p([[2.0, 0.0], [0.3, 1.0]])), [[0.1, 0.2]]),
    "MultivariateNormal, batch": (
        lambda d, p: d.MultivariateNormal(p([[0.5, -1.0], [1.0, 1.0], [0.0, 0.0]]), scale_tril=p([[2.0, 0.0], [0.3, 1.0]])),
        [[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]],
    ),
    "MultivariateNormal, batch of factors": (
        lambda d, p: d.MultivariateNormal(p([0.5, -1.0]), scale_tril=p([[[2.0, 0.0], [0.3, 1.0]], [[1.0, 0.0], [0.5, 3.0]]])),
        [[[0.1, 0.2], [0.3, 0.4]], [[0.5, 0.6], [1.0, 2.0]]],
    ),
    "Independent": (lambda d, p: d.Independent(d.Normal(p([[0.5, -1.0]]), p([1.0, 2.5])), 1), [[0.1, 0.2], [3.0, -4.0]]),
    "Independent, none": (lambda d, p: d.Independent(d.Bernoulli(p([0.5, 0.25])), 0), [0.0, 1.0]),
    "Exp": (lambda d, p: d.TransformedDistribution(d.Normal(p([0.5, -1.0]), p([1.0, 2.5])), d.ExpTransform()), [0.1, 2.0]),
    "Tanh": (lambda d, p: d.TransformedDistribution(d.Normal(p([0.5]), p([1.0])), [d.TanhTransform()]), [0.1, -0.9]),
    "Tanh, cached": (lambda d, p: d.TransformedDistribution(d.Normal(p([0.5]), p([1.0])), d.TanhTransform(cache_size=1)), [0.1, -0.9]),
    "Sigmoid, Affine": (
        lambda d, p: d.TransformedDistribution(d.Normal(p([0.5]), p([1.0])), [d.SigmoidTransform(), d.AffineTransform(1.0, p([-2.0, 3.0]))]),
        [[-0.5, 2.0], [0.3, 3.9]],
    ),
    "logistic": (
        lambda d, p: d.TransformedDistribution(d.Uniform(p([0.0]), p([1.0])), [d.SigmoidTransform().inv, d.AffineTransform(p(1.0), p(2.0))]),
        [0.5, -0.5],
    ),
    "Softplus, Power": (
        lambda d, p: d.TransformedDistribution(d.Normal(p([0.5]), p([1.0])), [d.SoftplusTransform(), d.PowerTransform(p(2.0))]),
        [0.5, 4.0],
    ),
    "Compose": (
        lambda d, p: d.TransformedDistribution(
            d.Independent(d.Normal(p([0.5, 1.0]), p([1.0, 1.0])), 1),
            d.ComposeTransform([d.AffineTransform(p([1.0, 2.0]), p([2.0, 3.0]), event_dim=1), d.ExpTransform(), d.ComposeTransform([])]),
        ),
        [[0.5, 4.0]],
    ),
    "LogNormal": (lambda d, p: d.LogNormal(p([0.5, -1.0]), p([0.5, 1.5])), [[0.1, 2.0]]),
    "HalfNormal": (lambda d, p: d.HalfNormal(p([0.5, 2.0])), [[0.1, 2.0], [0.0, 3.0]]),
    "HalfCauchy": (lambda d, p: d.HalfCauchy(p([0.5, 2.0])), [[0.1, 2.0]]),
    "Cauchy": (lambda d, p: d.Cauchy(p([0.5, -1.0]), p([1.0, 2.5])), [[0.1, 0.2], [0.6, -4.0]]),
    "StudentT": (lambda d, p: d.StudentT(p([0.5, 1.5, 4.0]), p([0.5, -1.0, 0.0]), p([1.0, 2.5, 3.0])), [[0.1, 0.2, -5.0]]),
    "StudentT, numbers": (lambda d, p: d.StudentT(3.0), [0.1, 0.2]),
    "Gumbel": (lambda d, p: d.Gumbel(p([0.5, -1.0]), p([1.0, 2.5])), [[0.1, 0.2], [0.6, -4.0]]),
    "Weibull": (lambda d, p: d.Weibull(p([0.5, 2.0]), p([1.5, 2.5])), [[0.1, 0.2], [0.6, 4.0]]),
    "Pareto": (lambda d, p: d.Pareto(p([0.5, 2.0, 1.0]), p([1.5, 2.5, 0.5])), [[0.6, 2.2, 1.5]]),
    "Binomial": (lambda d, p: d.Binomial(7, p([0.2, 0.5, 1.0])), [[0.0, 6.0, 7.0]]),
    "Binomial, logits": (lambda d, p: d.Binomial(p([3.0, 100.0, 60.0]), logits=p([0.5, 0.0, 3.0])), [[0.0, 60.0, 50.0]]),
    "Geometric": (lambda d, p: d.Geometric(p([0.2, 0.9, 1.0])), [[3.0, 2.0, 0.0]]),
    "Geometric, logits": (lambda d, p: d.Geometric(logits=p([-1.0, 2.0])), [[3.0, 2.0]]),
    "NegativeBinomial": (lambda d, p: d.NegativeBinomial(p([2.0, 4.5]), p([0.25, 0.8])), [[3.0, 0.0]]),
    "NegativeBinomial, logits": (lambda d, p: d.NegativeBinomial(3.0, logits=p([-1.0, 2.0])), [[3.0, 0.0]]),
    "Multinomial": (lambda d, p: d.Multinomial(4, p([[0.2, 0.5, 0.3], [0.1, 0.1, 0.2]])), [[1.0, 2.0, 1.0]]),
    "Multinomial, logits": (lambda d, p: d.Multinomial(4, logits=p([0.2, 0.5, -1.0])), [[1.0, 2.0, 1.0], [0.0, 4.0, 0.0]]),
    "OneHotCategorical": (lambda d, p: d.OneHotCategorical(p([[0.2, 0.5, 0.3], [0.1, 0.1, 0.2]])), [[0.0, 1.0, 0.0]]),
    "OneHotCategorical, through": (lambda d, p: d.OneHotCategoricalStraightThrough(logits=p([0.2, 0.5, 0.3])), [[0.0, 1.0, 0.0]]),
    "RelaxedBernoulli": (lambda d, p: d.RelaxedBernoulli(p(0.7), p([0.2, 0.6])), [[0.3, 0.9]]),
    "RelaxedBernoulli, logits": (lambda d, p: d.RelaxedBernoulli(p([0.7, 2.0]), logits=p([0.2, -1.0])), [[0.3, 0.9]]),
    "RelaxedOneHotCategorical": (lambda d, p: d.RelaxedOneHotCategorical(p(0.7), p([[0.2, 0.5, 0.3], [0.1, 0.1, 0.2]])), [[0.2, 0.1, 0.7]]),
    "RelaxedOneHotCategorical, logits": (lambda d, p: d.RelaxedOneHotCategorical(p(0.7), logits=p([0.2, 0.5, 0.3])), [[0.2, 0.1, 0.7]]),
    "Chi2": (lambda d, p: d.Chi2(p([[0.3, 1.0, 2.5, 30.0]])), [[0.1, 0.2, 3.0, 50.0]]),
    "Chi2, number": (lambda d, p: d.Chi2(3.0), [0.1, 0.2]),
    "InverseGamma": (lambda d, p: d.InverseGamma(p([0.5, 1.5, 3.0]), p([1.0, 2.5, 3.0])), [[0.1, 0.2, 3.0]]),
    "FisherSnedecor": (lambda d, p: d.FisherSnedecor(p([1.5, 3.0, 6.0]), p([1.0, 3.5, 5.0])), [[0.1, 0.2, 3.0]]),
    "Kumaraswamy": (lambda d, p: d.Kumaraswamy(p([0.5, 1.5, 3.0]), p([1.0, 2.5, 0.7])), [[0.1, 0.2, 0.9]]),
    "ContinuousBernoulli": (lambda d, p: d.ContinuousBernoulli(p([0.2, 0.5, 0.5005, 0.999])), [[0.1, 0.2, 0.9, 0.5]]),
    "ContinuousBernoulli, logits": (lambda d, p: d.ContinuousBernoulli(logits=p([-3.0, 0.001, 2.0]), lims=(0.49, 0.52)), [[0.1, 1.0, 0.0]]),
    "VonMises": (lambda d, p: d.VonMises(p([0.5, -7.0, 0.0]), p([0.3, 3.5, 40.0])), [[0.1, 0.2, -3.0]]),
    "VonMises, flat": (lambda d, p: d.VonMises(p(0.5), p(1e-7)), [0.1, 3.0]),
    "LowRankMultivariateNormal": (
        lambda d, p: d.LowRankMultivariateNormal(p([0.5, -1.0, 2.0]), p([[2.0, 0.3], [0.3, 1.0], [0.0, 1.0]]), p([0.5, 1.0, 2.0])),
        [[0.1, 0.2, 0.3], [3.0, -4.0, 1.0]],
    ),
    "LowRankMultivariateNormal, batch": (
        lambda d, p: d.LowRankMultivariateNormal(p([[0.5, -1.0], [1.0, 1.0], [0.0, 0.0]]), p([[2.0], [0.3]]), p([[0.5, 1.0]])),
        [[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]],
    ),
    "LKJCholesky": (lambda d, p: d.LKJCholesky(3, p([0.5, 1.0])), [[[[1.0, 0.0, 0.0], [0.6, 0.8, 0.0], [0.0, -0.6, 0.8]]] * 2]),
    "LKJCholesky, number": (lambda d, p: d.LKJCholesky(2), [[[1.0, 0.0], [0.6, 0.8]]]),
    "LogisticNormal": (lambda d, p: d.LogisticNormal(p([[0.5, -1.0], [0.0, 2.0]]), p([1.0, 2.5])), [[0.1, 0.2, 0.7], [0.3, 0.3, 0.4]]),
    "reshaped": (
        lambda d, p: d.TransformedDistribution(d.Normal(p([[0.5, 1.0, 3.0, 0.0]]), 1.0), [d.ReshapeTransform((4,), (2, 2)), d.ExpTransform()]),
        [[[0.5, 0.4], [3.0, 1.0]]],
    ),
    "softmax": (lambda d, p: d.TransformedDistribution(d.Normal(p([[0.5, 1.0, 3.0]]), 1.0), d.SoftmaxTransform()), [[0.5, 0.4, 0.1]]),
    "Wishart": (lambda d, p: d.Wishart(p([3.5, 8.0]), p([[2.0, 0.3], [0.3, 1.0]])), [[[2.0, 0.5], [0.5, 3.0]]]),
    "Wishart, factor": (lambda d, p: d.Wishart(p(3.5), scale_tril=p([[2.0, 0.0], [0.3, 1.0]])), [[[2.0, 0.5], [0.5, 3.0]]]),
    "Wishart, precision": (lambda d, p: d.Wishart(p(3.0), precision_matrix=p([[2.0, 0.3], [0.3, 1.0]])), [[[2.0, 0.5], [0.5, 3.0]]]),
    "MixtureSameFamily": (
        lambda d, p: d.MixtureSameFamily(d.Categorical(p([0.2, 0.5, 0.3])), d.Normal(p([0.0, 1.0, -3.0]), p([1.0, 0.5, 2.0]))),
        [0.2, 0.1, 0.7],
    ),
    "MixtureSameFamily, batch": (
        lambda d, p: d.MixtureSameFamily(
            d.Categorical(logits=p([[0.2, 0.5], [0.0, 1.0], [1.0, 1.0]])),
            d.Independent(d.Normal(p([[[0.0, 1.0], [2.0, -1.0]]] * 3), p([[[1.0, 0.5], [2.0, 3.0]]] * 3)), 1),
        ),
        [[0.2, 0.1], [0.7, 0.3], [0.1, 0.1]],
    ),
    "events of a transform": (
        lambda d, p: d.TransformedDistribution(d.Normal(p([[0.5, 1.0]]), p([1.0, 1.0])), [d.IndependentTransform(d.TanhTransform(), 1)]),
        [[0.5, 0.4]],
    ),
}
ROW = {name: i for i, name in enumerate(DISTRIBUTIONS)}
METHODS = ["log_prob", "cdf", "icdf"]
SUMMARIES = ["mean", "variance", "stddev", "mode", "entropy", "perplexity", "enumerate_support", "batch_shape", "event_shape", "has_rsample", "repr"]


def shown(value: Any) -> Any:
    return (str(value.dtype), tuple(value.shape), value.detach().numpy()) if hasattr(value, "detach") else value


def outcome(program: Callable[[], Any]) -> Any:
    try:
        return shown(program())
    except Exception as error:
        return type(error)


def gradients(torch: Any, result: Any, parameters: list[Any]) -> list[Any]:
    """Of a weighted sum of the results."""
    if not hasattr(result, "requires_grad") or not result.requires_grad:
        return []
    weights = torch.linspace(0.5, 1.5, result.numel(), dtype=result.dtype).reshape(result.shape)
    found = torch.autograd.grad((result * weights).sum(), parameters, allow_unused=True)
    return [None if g is None else g.numpy() for g in found]


def report(torch: Any, name: str) -> dict[str, Any]:
    make, values = DISTRIBUTIONS[name]
    found: dict[str, Any] = {}

    def fresh() -> tuple[Any, list[Any]]:
        parameters: list[Any] = []

        def p(values: Any) -> Any:
            parameters.append(parameter(torch, values))
            return parameters[-1]

        return make(torch.distributions, p), parameters

    def note(key: str, program: Callable[[Any], Any]) -> None:
        distribution, parameters = fresh()
        try:
            result = program(distribution)
        except (NotImplementedError, RuntimeError, ValueError) as error:
            found[key] = type(error)
            return
        found[key] = shown(result), gradients(torch, result, parameters)

    value = torch.tensor(values, dtype=torch.float64)
    note("log_prob", lambda d: d.log_prob(value))
    if not name.startswith(("Gamma", "Chi2", "InverseGamma")):  # whose cdf PyTorch does not differentiate: see test_cdf_of_gamma
        note("cdf", lambda d: d.cdf(value))
    if "Bernoulli" not in name:
        note("icdf", lambda d: d.icdf(torch.tensor([0.2, 0.7], dtype=torch.float64)))
    for summary in SUMMARIES[:7]:
        if (name, summary) == ("Kumaraswamy", "mode"):  # which is always nan in PyTorch: see test_mode_of_kumaraswamy
            continue
        note(summary, lambda d: getattr(d, summary)() if callable(getattr(d, summary)) else getattr(d, summary))  # noqa: B023
    for shape in ((), (2,), (3, 7)):
        torch.manual_seed(5)
        note(f"sample {shape}", lambda d: d.sample(shape))  # noqa: B023
        settings = {"max_try_correction": 0} if "Wishart" in name else {}  # with more, PyTorch cannot differentiate what it draws
        note(f"rsample {shape}", lambda d: d.rsample(shape, **settings))  # noqa: B023
        found[f"state {shape}"] = torch.randint(10**6, (1,)).item()
    note("expand", lambda d: d.expand((4, *d.batch_shape)).log_prob(value.detach()[:1] if value.ndim > 1 else value[:1]))
    note("expanded mean", lambda d: d.expand((4, *d.batch_shape)).mean)
    d, _ = fresh()
    found["shapes"] = tuple(d.batch_shape), tuple(d.event_shape), d.has_rsample, d.has_enumerate_support
    found["repr"] = repr(d).replace(", grad_fn=<ExpandBackward0>", "").replace(", requires_grad=True", "").replace("MultivariateNormal", "Mvn")
    return found


def assert_equal(a: Any, b: Any, where: str, relative: float = 1e-9) -> None:
    if isinstance(a, (tuple, list)) and isinstance(b, (tuple, list)):
        assert len(a) == len(b), where
        for x, y in zip(a, b, strict=True):
            assert_equal(x, y, where, relative)
    elif isinstance(a, np.ndarray):
        assert np.allclose(a, b, rtol=relative if a.dtype == np.float64 else 1e-6, atol=1e-12, equal_nan=True), f"{where}: {a} != {b}"
    else:
        assert a == b, f"{where}: {a} != {b}"


@pytest.mark.filterwarnings("ignore:Singular sample detected")  # which PyTorch says of all that Wishart draws first
@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_as_in_pytorch(name: str) -> None:
    torch = pytest.importorskip("torch")
    ours, theirs = report(autograd, name), report(torch, name)
    assert ours.keys() == theirs.keys()
    for key, value in ours.items():
        relative = 1e-9
        if name.startswith(
            ("Gamma", "Beta", "Dirichlet", "StudentT", "Multinomial", "Chi2", "InverseGamma", "Fisher", "LKJ", "Wishart")
        ):  # PyTorch approximates these gradients, and the second derivative of lgamma
            relative = {"entropy": 1e-7, "perplexity": 1e-7}.get(
                key, (3e-3 if name.startswith(("Fisher", "Wishart")) else 1e-3) if key.startswith("rsample") else relative
            )
        assert_equal(value, theirs[key], f"{name}: {key}", relative)


@pytest.mark.filterwarnings("ignore:Singular sample detected")  # which PyTorch says of all that Wishart draws first
@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_float32_draws(name: str) -> None:
    torch = pytest.importorskip("torch")

    def draws(torch: Any) -> Any:
        torch.manual_seed(1)
        distribution = DISTRIBUTIONS[name][0](torch.distributions, lambda values: torch.tensor(values))
        first = distribution.sample((40,))
        return str(first.dtype), first.numpy(), distribution.sample().numpy(), torch.rand(1).item()

    ours, theirs = draws(autograd), draws(torch)
    assert (ours[0], ours[3]) == (theirs[0], theirs[3])
    for a, b in zip(ours[1:3], theirs[1:3], strict=True):
        assert np.allclose(a, b, rtol=2e-5, atol=2e-5 if name.startswith("LKJ") else 2e-6)


@pytest.mark.parametrize("name", ["Gamma", "Chi2", "InverseGamma"])
def test_cdf_of_gamma(name: str) -> None:
    """The values, and the gradient for the value: PyTorch has none for the concentration, and says so."""
    torch = pytest.importorskip("torch")

    def found(torch: Any) -> Any:
        distribution = getattr(torch.distributions, name)(*[torch.tensor([0.3, 2.5, 40.0], dtype=torch.float64)] * (1 if name == "Chi2" else 2))
        value = torch.tensor([[0.1, 1.0, 0.9], [3.0, 0.5, 1.2]], dtype=torch.float64, requires_grad=True)
        cdf = distribution.cdf(value)
        return cdf.detach().numpy(), torch.autograd.grad(cdf.sum(), value)[0].numpy()

    for ours, theirs in zip(found(autograd), found(torch), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-8)
    concentration = autograd.tensor([2.0], requires_grad=True)
    with pytest.raises(RuntimeError, match="derivative for igamma: input is not implemented"):
        distributions.Gamma(concentration, 1.0).cdf(autograd.tensor([1.0])).backward()


@pytest.mark.parametrize(
    "name", ["Wishart", "Wishart, factor", "Wishart, precision", "LowRankMultivariateNormal", "LowRankMultivariateNormal, batch"]
)
def test_the_matrices_of_a_distribution_fit(name: str) -> None:
    distribution = DISTRIBUTIONS[name][0](distributions, lambda values: autograd.tensor(values, dtype=autograd.float64))
    factor, covariance = distribution.scale_tril.numpy(), distribution.covariance_matrix.numpy()
    np.testing.assert_allclose(factor @ np.swapaxes(factor, -1, -2), covariance, atol=1e-12)
    np.testing.assert_allclose(
        distribution.precision_matrix.numpy() @ covariance, np.broadcast_to(np.eye(len(covariance.T)), covariance.shape), atol=1e-12
    )


def test_the_mode_of_kumaraswamy() -> None:
    """PyTorch's is nan for all parameters: this one is where the density is highest."""
    distribution = distributions.Kumaraswamy(autograd.tensor([2.0, 3.0, 0.5]), autograd.tensor([2.0, 1.5, 2.0]))
    x = autograd.linspace(0.001, 0.999, 999)
    highest = x[distribution.log_prob(x[:, None]).argmax(0)]
    np.testing.assert_allclose(distribution.mode[:2].numpy(), highest[:2].numpy(), atol=1e-3)
    assert distribution.mode[2].isnan()


DIVERGENCES: dict[str, tuple[Make, Make]] = {
    "Normal": (lambda d, p: d.Normal(p([0.5, -1.0]), p(2.0)), lambda d, p: d.Normal(p(0.0), p([1.0, 3.0]))),
    "Categorical": (lambda d, p: d.Categorical(p([0.5, 0.0, 0.5])), lambda d, p: d.Categorical(logits=p([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]))),
    "Categorical, impossible": (lambda d, p: d.Categorical(p([0.5, 0.0, 0.5])), lambda d, p: d.Categorical(p([1.0, 0.0, 0.0]))),
    "Bernoulli": (lambda d, p: d.Bernoulli(p([0.5, 0.0, 1.0])), lambda d, p: d.Bernoulli(p([0.2, 0.3, 0.4]))),
    "Bernoulli, impossible": (lambda d, p: d.Bernoulli(p([0.5, 0.5, 0.0])), lambda d, p: d.Bernoulli(p([0.0, 1.0, 0.0]))),
    "Uniform": (lambda d, p: d.Uniform(p([0.5, 0.0]), p(1.0)), lambda d, p: d.Uniform(p(0.25), p([2.0, 3.0]))),
    "Exponential": (lambda d, p: d.Exponential(p([0.5, 2.0])), lambda d, p: d.Exponential(p(1.5))),
    "Gamma": (lambda d, p: d.Gamma(p([0.5, 2.0]), p(2.0)), lambda d, p: d.Gamma(p(1.5), p(0.5))),
    "Beta": (lambda d, p: d.Beta(p([0.5, 2.0]), p(2.0)), lambda d, p: d.Beta(p(1.5), p(0.5))),
    "Dirichlet": (lambda d, p: d.Dirichlet(p([[0.5, 2.0, 1.0]])), lambda d, p: d.Dirichlet(p([1.5, 0.5, 2.0]))),
    "Poisson": (lambda d, p: d.Poisson(p([0.5, 2.0])), lambda d, p: d.Poisson(p(1.5))),
    "Laplace": (lambda d, p: d.Laplace(p([0.5, 2.0]), p(2.0)), lambda d, p: d.Laplace(p(1.5), p(0.5))),
    "MultivariateNormal": (
        lambda d, p: d.MultivariateNormal(p([[0.5, 2.0], [1.0, 0.0]]), p([[2.0, 0.3], [0.3, 1.0]])),
        lambda d, p: d.MultivariateNormal(p([1.5, 0.0]), scale_tril=p([[1.0, 0.0], [0.5, 0.5]])),
    ),
    "MultivariateNormal, sizes": (
        lambda d, p: d.MultivariateNormal(p([0.5, 2.0]), p([[2.0, 0.3], [0.3, 1.0]])),
        lambda d, p: d.MultivariateNormal(p([1.5]), p([[1.0]])),
    ),
    "Independent": (lambda d, p: d.Independent(d.Normal(p([0.5, 2.0]), 1.0), 1), lambda d, p: d.Independent(d.Normal(p([0.5, 1.0]), 2.0), 1)),
    "Independent, sizes": (lambda d, p: d.Independent(d.Normal(p([0.5]), 1.0), 1), lambda d, p: d.Independent(d.Normal(p([0.5]), 2.0), 0)),
    "Transformed": (
        lambda d, p: d.TransformedDistribution(d.Normal(p([0.5, 2.0]), 1.0), [d.ExpTransform(), d.AffineTransform(0.0, 2.0)]),
        lambda d, p: d.TransformedDistribution(d.Normal(p([0.5, 1.0]), 2.0), [d.ExpTransform(), d.AffineTransform(0.0, 2.0)]),
    ),
    "Transformed otherwise": (
        lambda d, p: d.TransformedDistribution(d.Normal(p([0.5, 2.0]), 1.0), d.ExpTransform()),
        lambda d, p: d.TransformedDistribution(d.Normal(p([0.5, 1.0]), 2.0), d.TanhTransform()),
    ),
    "LogNormal": (lambda d, p: d.LogNormal(p([0.5, 2.0]), p(2.0)), lambda d, p: d.LogNormal(p(1.5), p(0.5))),
    "HalfNormal": (lambda d, p: d.HalfNormal(p([0.5, 2.0])), lambda d, p: d.HalfNormal(p(1.5))),
    "OneHotCategorical": (
        lambda d, p: d.OneHotCategorical(p([[0.5, 0.1, 0.4]])),
        lambda d, p: d.OneHotCategoricalStraightThrough(logits=p([-1.5, 0.5, 0.0])),
    ),
    "of different kinds": (lambda d, p: d.Normal(p(0.5), 1.0), lambda d, p: d.Categorical(p([0.5, 0.5]))),
}


@pytest.mark.parametrize("name", DIVERGENCES)
def test_divergences(name: str) -> None:
    real = pytest.importorskip("torch")

    def divergence(torch: Any) -> Any:
        parameters: list[Any] = []

        def p(values: Any) -> Any:
            parameters.append(parameter(torch, values))
            return parameters[-1]

        first, second = (make(torch.distributions, p) for make in DIVERGENCES[name])
        try:
            result = torch.distributions.kl_divergence(first, second)
        except (NotImplementedError, ValueError) as error:
            return type(error)
        return shown(result), gradients(torch, result, parameters)

    assert_equal(divergence(autograd), divergence(real), name)


@pytest.mark.parametrize("a", [0.02, 0.4, 1.0, 3.0, 50.0, 2000.0])
@pytest.mark.parametrize("b", [None, 0.3, 4.0, 60.0])
def test_gradients_of_draws_are_exact(a: float, b: float | None) -> None:
    """dx/da = -(dF/da) / (dF/dx), with F integrated numerically over u = log x, or over u = log(x / (1 - x)) for the beta distribution."""
    implicit = importlib.import_module("nn.distributions.implicit")
    u = np.linspace(-45 / a - 5, 40 if b is None else 45 / b + 5, 400_001)

    def density(a: float) -> Any:
        log = a * u - np.exp(u) if b is None else -a * np.logaddexp(0, -u) - b * np.logaddexp(0, u)
        density = np.exp(log - log.max())
        return density / (density.sum() * (u[1] - u[0]))

    h = 1e-4 * a
    change = (density(a + h) - density(a - h)) / (2 * h) * (u[1] - u[0])
    below = density(a).cumsum() * (u[1] - u[0])
    places = np.array([below.searchsorted(level) for level in (0.001, 0.03, 0.2, 0.5, 0.9, 0.99)])
    moved = -np.array([change[: i + 1].sum() - change[i] / 2 for i in places]) / density(a)[places]
    x = np.exp(u[places]) if b is None else 1 / (1 + np.exp(-u[places]))
    slope = implicit._gamma_slope(x, a) / x if b is None else implicit._beta_slope(x, a, b) / x
    assert np.allclose(slope, moved, rtol=1e-4)


def test_second_derivatives_of_draws_are_refused() -> None:
    concentration = autograd.tensor([0.5, 2.0], requires_grad=True)
    (slope,) = autograd.grad(distributions.Gamma(concentration, 1.0).rsample().sum(), concentration, create_graph=True)
    with pytest.raises(NotImplementedError, match="second derivatives"):
        slope.sum().backward()


def test_register_kl() -> None:
    class Mine(distributions.Normal):
        pass

    @distributions.register_kl(Mine, distributions.Laplace)
    def _(p: Any, q: Any) -> Any:
        return p.loc - q.loc

    assert distributions.kl_divergence(Mine(3.0, 1.0), distributions.Laplace(1.0, 1.0)).item() == 2
    assert distributions.kl_divergence(Mine(0.0, 1.0), distributions.Normal(1.0, 1.0)).item() == 0.5
    with pytest.raises(TypeError, match="subclass of Distribution"):
        distributions.register_kl(Mine, int)


REFUSED: dict[str, Callable[[Any], Any]] = {
    "df 0": lambda t: t.distributions.Chi2(0.0),
    "df below": lambda t: t.distributions.FisherSnedecor(1.0, -1.0),
    "rate of inverse": lambda t: t.distributions.InverseGamma(1.0, 0.0),
    "concentration of Kumaraswamy": lambda t: t.distributions.Kumaraswamy(0.0, 1.0),
    "concentration of angles": lambda t: t.distributions.VonMises(t.tensor(0.0), t.tensor(-1.0)),
    "continuous probs": lambda t: t.distributions.ContinuousBernoulli(1.5, validate_args=True),
    "continuous neither": lambda t: t.distributions.ContinuousBernoulli(),
    "continuous value": lambda t: t.distributions.ContinuousBernoulli(0.5).log_prob(t.tensor(1.5)),
    "low rank, scalar": lambda t: t.distributions.LowRankMultivariateNormal(t.tensor(0.0), t.ones(1, 1), t.ones(1)),
    "low rank, factor": lambda t: t.distributions.LowRankMultivariateNormal(t.zeros(2), t.ones(2), t.ones(2)),
    "low rank, sizes": lambda t: t.distributions.LowRankMultivariateNormal(t.zeros(2), t.ones(3, 1), t.ones(2)),
    "low rank, diagonal": lambda t: t.distributions.LowRankMultivariateNormal(t.zeros(2), t.ones(2, 1), t.ones(3)),
    "Wishart, few": lambda t: t.distributions.Wishart(t.tensor(1.0), t.eye(2)),
    "Wishart, vector": lambda t: t.distributions.Wishart(t.tensor(3.0), t.ones(2)),
    "Wishart, value": lambda t: t.distributions.Wishart(t.tensor(3.0), t.eye(2)).log_prob(t.ones(2, 2)),
    "no simplex": lambda t: t.distributions.LogisticNormal(t.zeros(2), t.ones(2)).log_prob(t.ones(3)),
    "reshaped to another size": lambda t: t.distributions.ReshapeTransform((2,), (3,)),
    "another shape": lambda t: t.distributions.ReshapeTransform((2, 3), (6,)).forward_shape((3, 2)),
    "no vector": lambda t: t.distributions.StickBreakingTransform().forward_shape(()),
    "LKJ of 1": lambda t: t.distributions.LKJCholesky(1),
    "LKJ concentration": lambda t: t.distributions.LKJCholesky(2, 0.0),
    "LKJ rows": lambda t: t.distributions.LKJCholesky(2).log_prob(t.tensor([[1.0, 0.0], [0.6, 0.7]])),
    "scale 0": lambda t: t.distributions.Normal(0.0, 0.0),
    "loc nan": lambda t: t.distributions.Normal(t.tensor([0.0, math.nan]), 1.0),
    "no numbers": lambda t: t.distributions.Normal("a", 1.0),
    "low above high": lambda t: t.distributions.Uniform(1.0, 0.0),
    "rate": lambda t: t.distributions.Exponential(-1.0),
    "rate of 0": lambda t: t.distributions.Gamma(1.0, 0.0),
    "concentration": lambda t: t.distributions.Beta(t.tensor([1.0, -1.0]), 1.0),
    "scalar concentration": lambda t: t.distributions.Dirichlet(t.tensor(1.0)),
    "negative rate": lambda t: t.distributions.Poisson(-1.0),
    "negative rate, unchecked": lambda t: t.distributions.Poisson(-1.0, validate_args=False).sample(),
    "probability above 1": lambda t: t.distributions.Bernoulli(1.5),
    "negative probability": lambda t: t.distributions.Categorical(t.tensor([-0.5, 1.0])),
    "both": lambda t: t.distributions.Bernoulli(0.5, 0.5),
    "neither": lambda t: t.distributions.Categorical(),
    "scalar": lambda t: t.distributions.Categorical(t.tensor(0.5)),
    "scalar logits": lambda t: t.distributions.Categorical(logits=t.tensor(0.5)),
    "asymmetric": lambda t: t.distributions.MultivariateNormal(t.zeros(2), t.tensor([[1.0, 0.5], [0.0, 1.0]])),
    "indefinite": lambda t: t.distributions.MultivariateNormal(t.zeros(2), t.tensor([[1.0, 2.0], [2.0, 1.0]])),
    "upper factor": lambda t: t.distributions.MultivariateNormal(t.zeros(2), scale_tril=t.tensor([[1.0, 2.0], [0.0, 1.0]])),
    "no matrix": lambda t: t.distributions.MultivariateNormal(t.zeros(2)),
    "two matrices": lambda t: t.distributions.MultivariateNormal(t.zeros(2), t.eye(2), t.eye(2)),
    "vector for a matrix": lambda t: t.distributions.MultivariateNormal(t.zeros(2), t.ones(2)),
    "scalar mean": lambda t: t.distributions.MultivariateNormal(t.tensor(0.0), t.eye(1)),
    "too many dimensions": lambda t: t.distributions.Independent(t.distributions.Normal(t.zeros(2), 1.0), 2),
    "no transform": lambda t: t.distributions.TransformedDistribution(t.distributions.Normal(0.0, 1.0), [3]),
    "cache_size": lambda t: t.distributions.TanhTransform(cache_size=2),
    "value outside": lambda t: t.distributions.Exponential(1.0).log_prob(t.tensor(-1.0)),
    "value between": lambda t: t.distributions.Bernoulli(0.5).log_prob(t.tensor(0.3)),
    "value too large": lambda t: t.distributions.Categorical(t.ones(3)).log_prob(t.tensor(3)),
    "value not whole": lambda t: t.distributions.Categorical(t.ones(3)).log_prob(t.tensor(0.5)),
    "value nan": lambda t: t.distributions.Normal(0.0, 1.0).log_prob(t.tensor(math.nan)),
    "value no tensor": lambda t: t.distributions.Normal(0.0, 1.0).log_prob(0.5),
    "shape of a value": lambda t: t.distributions.Normal(t.zeros(3), 1.0).log_prob(t.zeros(2)),
    "shape of an event": lambda t: t.distributions.MultivariateNormal(t.zeros(2), t.eye(2)).log_prob(t.zeros(3)),
    "value of a transform": lambda t: t.distributions.TransformedDistribution(
        t.distributions.Normal(0.0, 1.0), t.distributions.ExpTransform()
    ).log_prob(t.tensor(-1.0)),
    "rsample of a discrete one": lambda t: t.distributions.Categorical(t.ones(3)).rsample(),
    "cdf of a vector": lambda t: t.distributions.MultivariateNormal(t.zeros(2), t.eye(2)).cdf(t.zeros(2)),
    "expand": lambda t: t.distributions.Normal(t.zeros(3), 1.0).expand((2,)),
    "default": lambda t: t.distributions.Distribution.set_default_validate_args(3),
    "the base": lambda t: t.distributions.Distribution(validate_args=False).entropy(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    with pytest.raises((ValueError, NotImplementedError, RuntimeError)) as ours:
        REFUSED[name](autograd)
    assert str(ours.value)
    torch = pytest.importorskip("torch")
    with pytest.raises(ours.type):
        REFUSED[name](torch)


def test_validate_args_false() -> None:
    assert distributions.Exponential(1.0, validate_args=False).log_prob(autograd.tensor(-1.0)).item() == 1
    assert distributions.Normal(0.0, -1.0, validate_args=False).stddev.item() == -1


def test_validate_args_default() -> None:
    distributions.Distribution.set_default_validate_args(False)
    try:
        assert distributions.Normal(0.0, -1.0).scale.item() == -1
    finally:
        distributions.Distribution.set_default_validate_args(True)
    with pytest.raises(ValueError, match="scale"):
        distributions.Normal(0.0, -1.0)


def test_what_is_derived_under_no_grad_keeps_its_graph() -> None:
    probs = autograd.tensor([0.25, 0.75], requires_grad=True)
    distribution = distributions.Categorical(probs)
    with autograd.no_grad():
        assert distribution.logits.requires_grad
    assert not distribution.sample().requires_grad


def test_a_flow_of_ones_own() -> None:
    class Cube(distributions.Transform):
        bijective = True
        domain = codomain = distributions.constraints.real

        def _call(self, x: Any) -> Any:
            return x**3

        def _inverse(self, y: Any) -> Any:
            return y.sign() * y.abs() ** (1 / 3)

        def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
            return (3 * x**2).log()

    flow = distributions.TransformedDistribution(distributions.Normal(0.0, 1.0), [Cube()])
    expected = distributions.Normal(0.0, 1.0).log_prob(autograd.tensor(2.0)) - math.log(12)
    assert flow.log_prob(autograd.tensor(8.0)).item() == pytest.approx(expected.item())
    assert flow.sample((3,)).shape == (3,)


def test_the_cache_makes_inverses_exact() -> None:
    distribution = distributions.TransformedDistribution(distributions.Normal(20.0, 1.0), distributions.TanhTransform(cache_size=1))
    assert math.isfinite(distribution.log_prob(distribution.rsample()).item())


@pytest.mark.parametrize("address", ["normal.Normal", "categorical.Categorical", "multivariate_normal.MultivariateNormal", "transforms.Transform"])
def test_addresses(address: str) -> None:
    module, name = address.split(".")
    scope: dict[str, Any] = {}
    exec(f"from autograd.distributions.{module} import {name}", scope)
    assert scope[name] is getattr(distributions, name)
