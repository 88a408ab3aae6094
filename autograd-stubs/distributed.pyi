"""``torch.distributed``, as in a PyTorch that was built without it: it is not available."""
def is_available() -> bool: """False: programs run in one process."""
def is_initialized() -> bool: """False: there is no group of processes."""
def is_torchelastic_launched() -> bool: """True if this process was started by PyTorch's own launcher."""
