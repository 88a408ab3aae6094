"""Parameters of distributions: brought to one shape, one form turned into the other; PyTorch's address is ``torch.distributions.utils``."""
from autograd.distributions.utils import broadcast_all as broadcast_all
from autograd.distributions.utils import clamp_probs as clamp_probs
from autograd.distributions.utils import euler_constant as euler_constant
from autograd.distributions.utils import lazy_property as lazy_property
from autograd.distributions.utils import logits_to_probs as logits_to_probs
from autograd.distributions.utils import probs_to_logits as probs_to_logits
from autograd.distributions.utils import tril_matrix_to_vec as tril_matrix_to_vec
from autograd.distributions.utils import vec_to_tril_matrix as vec_to_tril_matrix
