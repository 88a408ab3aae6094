"""Automatic mixed precision: ``torch.amp`` and ``torch.cuda.amp``. Everything is computed in the precision of its inputs; losses are scaled."""
from autograd.amp import GradScaler as GradScaler
from autograd.amp import autocast as autocast
