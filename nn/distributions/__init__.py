"""Probability distributions: draws, log-probabilities that can be differentiated, entropies, divergences; ``torch.distributions``.

>>> import autograd as torch
>>> from nn.distributions import Normal, kl_divergence
>>> mean = torch.tensor(1.0, requires_grad=True)
>>> Normal(mean, 2.0).log_prob(torch.tensor(3.0)).backward()
>>> mean.grad
tensor(0.5000)
>>> kl_divergence(Normal(0.0, 1.0), Normal(1.0, 1.0))
tensor(0.5000)
"""

from autograd.core.errors import refuse as _refuse

from . import constraints, transforms
from . import parameters as utils
from .bernoulli import Bernoulli
from .beta import Beta
from .between_0_and_1 import *
from .categorical import Categorical
from .counts import *
from .dirichlet import Dirichlet
from .distribution import Distribution
from .exponential import Exponential
from .gamma import Chi2, Gamma
from .independent import Independent
from .kl import kl_divergence, register_kl
from .laplace import Laplace
from .lkj_cholesky import LKJCholesky
from .logistic_normal import LogisticNormal
from .lowrank_multivariate_normal import LowRankMultivariateNormal
from .mixture_same_family import MixtureSameFamily
from .multivariate_normal import MultivariateNormal
from .normal import Normal
from .one_hot import *
from .poisson import Poisson
from .positive import *
from .real_valued import *
from .transformed_distribution import TransformedDistribution
from .transforms import *
from .uniform import Uniform
from .von_mises import VonMises
from .wishart import Wishart

__getattr__ = _refuse("autograd.nn.distributions")
