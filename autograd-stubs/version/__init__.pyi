"""``torch.version``."""
