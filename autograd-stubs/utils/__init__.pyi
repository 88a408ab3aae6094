"""The address ``torch.utils``: its modules ``data`` and ``checkpoint`` live in ``autograd.nn.data`` and ``autograd.transforms``."""
from . import checkpoint as checkpoint
from . import data as data
from . import deterministic as deterministic
from . import dlpack as dlpack
from . import hooks as hooks
from . import model_zoo as model_zoo
from . import tensorboard as tensorboard
