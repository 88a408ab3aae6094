"""Many processes that train together, over MPI: the address ``torch.distributed``. Importing it starts nothing; `init_process_group` does.

``python -m autograd launch -n 4 script.py`` starts four. ``processes.py`` counts and watches them, ``collectives.py`` is what they send each
other, ``nn/functional.py`` the same with gradients. `nn.parallel.DistributedDataParallel` trains a model on all of them.
"""

from ..core.errors import refuse as _refuse
from . import nn
from .collectives import *
from .processes import *

__getattr__ = _refuse("autograd.distributed")
