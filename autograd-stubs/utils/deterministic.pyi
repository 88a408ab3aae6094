"""``torch.utils.deterministic``."""
