"""``torch.backends.cudnn``."""
allow_tf32: bool
benchmark: bool
deterministic: bool
enabled: bool
from autograd.cuda import is_available as is_available
def version() -> None: """None: it is not there."""
