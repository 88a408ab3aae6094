"""``torch.special``: functions of statistics and physics, most of them under the names that SciPy gives them."""
from autograd import Tensor as _Tensor
from autograd import digamma as digamma
def entr(input: _Tensor) -> _Tensor: """-x log x, 0 at 0, and -inf below."""
from autograd import erf as erf
from autograd import erfc as erfc
def erfcx(input: _Tensor) -> _Tensor: """exp(x**2) erfc(x), which does not become 0 where x is large."""
from autograd import erfinv as erfinv
from autograd import exp2 as exp2
def expit(input: _Tensor) -> _Tensor: """1 / (1 + exp(-x))."""
from autograd import expm1 as expm1
def gammaln(input: _Tensor) -> _Tensor: """log |gamma(x)|."""
from autograd import log1p as log1p
def log_ndtr(input: _Tensor) -> _Tensor: """The logarithm of `ndtr`, also where that is too small for its type."""
from autograd import log_softmax as log_softmax
from autograd import logit as logit
from autograd import logsumexp as logsumexp
def multigammaln(input: _Tensor, p: int) -> _Tensor: """The logarithm of the gamma function of p dimensions: p (p - 1) / 4 log pi + the sum of lgamma(x - i / 2) for i below p."""
def ndtr(input: _Tensor) -> _Tensor: """The probability of a standard normal number below x."""
from autograd import polygamma as polygamma
def psi(input: _Tensor) -> _Tensor: """The derivative of lgamma."""
from autograd import round as round
from autograd import sinc as sinc
from autograd import softmax as softmax
from autograd import xlogy as xlogy
