"""``torch.backends.cudnn``."""
from autograd.cuda import is_available as is_available
def version() -> None: """None: it is not there."""
