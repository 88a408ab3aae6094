"""``torch.special``: functions of statistics and physics, most of them under the names that SciPy gives them."""
from autograd import Tensor as _Tensor
from numpy import dtype as _numpy_dtype
from numpy import generic as _numpy_generic
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from autograd import digamma as digamma
def entr(input: _Tensor) -> _Tensor: """-x log x, 0 at 0, and -inf below."""
from autograd import erf as erf
from autograd import erfc as erfc
def erfcx(input: _Tensor) -> _Tensor: """exp(x**2) erfc(x), which does not become 0 where x is large."""
from autograd import erfinv as erfinv
from autograd import exp2 as exp2
def expit(input: _Tensor) -> _Tensor: """1 / (1 + exp(-x))."""
from autograd import expm1 as expm1
def gammainc(input: _Tensor, other: _Any) -> _Tensor: """The regularised lower incomplete gamma function: the probability that a gamma number of concentration x is below y."""
def gammaincc(input: _Tensor, other: _Any) -> _Tensor: """The regularised upper incomplete gamma function, 1 - `igamma`: the probability that a gamma number of concentration x is above y."""
def gammaln(input: _Tensor) -> _Tensor: """log |gamma(x)|."""
from autograd import i0 as i0
def i0e(input: _Tensor) -> _Tensor: """exp(-|x|) I0(x), which stays finite."""
def i1(input: _Tensor) -> _Tensor: """The modified Bessel function I1(x), the derivative of `i0`."""
def i1e(input: _Tensor) -> _Tensor: """exp(-|x|) I1(x), which stays finite."""
from autograd import log1p as log1p
def log_ndtr(input: _Tensor) -> _Tensor: """The logarithm of `ndtr`, also where that is too small for its type."""
from autograd import log_softmax as log_softmax
from autograd import logit as logit
from autograd import logsumexp as logsumexp
def multigammaln(input: _Tensor, p: int) -> _Tensor: """The logarithm of the gamma function of p dimensions: p (p - 1) / 4 log pi + the sum of lgamma(x - i / 2) for i below p."""
def ndtr(input: _Tensor) -> _Tensor: """The probability of a standard normal number below x."""
def ndtri(input: _Tensor) -> _Tensor: """The number below which a standard normal number is with probability x: the inverse of `ndtr`."""
from autograd import polygamma as polygamma
def psi(input: _Tensor) -> _Tensor: """The derivative of lgamma."""
from autograd import round as round
from autograd import sinc as sinc
from autograd import softmax as softmax
def xlog1py(input: _Tensor, other: _Tensor | float | _numpy_ndarray[_Any, _numpy_dtype[_Any]] | _numpy_generic) -> _Tensor: """x * log(1 + y), and 0 where x is 0."""
from autograd import xlogy as xlogy
