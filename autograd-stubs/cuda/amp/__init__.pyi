"""Automatic mixed precision: ``torch.amp`` and ``torch.cuda.amp``, disabled. Everything is computed in the precision of its inputs."""
from autograd.amp import GradScaler as GradScaler
from autograd.amp import autocast as autocast
