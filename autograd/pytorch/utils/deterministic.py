"""``torch.utils.deterministic``."""

# PyTorch fills what `empty` returns with nan when it is to be deterministic, unless this is False. Here nothing has to be filled for that.
fill_uninitialized_memory = True
