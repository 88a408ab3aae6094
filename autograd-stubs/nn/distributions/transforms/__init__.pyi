"""Invertible functions with the logarithms of their derivatives: what `TransformedDistribution` is made with."""
from autograd.distributions.transforms import AbsTransform as AbsTransform
from autograd.distributions.transforms import AffineTransform as AffineTransform
from autograd.distributions.transforms import ComposeTransform as ComposeTransform
from autograd.distributions.transforms import ExpTransform as ExpTransform
from autograd.distributions.transforms import IndependentTransform as IndependentTransform
from autograd.distributions.transforms import PowerTransform as PowerTransform
from autograd.distributions.transforms import ReshapeTransform as ReshapeTransform
from autograd.distributions.transforms import SigmoidTransform as SigmoidTransform
from autograd.distributions.transforms import SoftmaxTransform as SoftmaxTransform
from autograd.distributions.transforms import SoftplusTransform as SoftplusTransform
from autograd.distributions.transforms import StickBreakingTransform as StickBreakingTransform
from autograd.distributions.transforms import TanhTransform as TanhTransform
from autograd.distributions.transforms import Transform as Transform
from autograd.distributions.transforms import identity_transform as identity_transform
